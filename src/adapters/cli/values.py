"""Values as people type them: days, instants, sessions, due terms, mandates, authorities.

What cannot be understood is an error of usage that names the option. The rules for each value are
the domain's; they are imported when a value is read, since their libraries are slow to load.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from ...domain.due import DateDue, OpenDue, SessionDue

_PARAGRAPH = re.compile(r"(.+?),?\s+para(?:graph|s|\.)?\s*(\S+)", re.IGNORECASE)
_CLOCK = re.compile(r"\d[T ]\d", re.IGNORECASE | re.ASCII)
"""What tells an instant from a day."""
_OCCURRENCE = re.compile(r"(.*#.*)/(\d+)", re.ASCII)


if TYPE_CHECKING:
    _Type = click.ParamType[Any]
else:
    _Type = click.ParamType  # generic only in newer releases of click


class Parsed(_Type):
    """A value that a function makes of a text. Its ValueError says what is wrong."""

    def __init__(self, name: str, parse: Callable[[str], Any]) -> None:
        self.name = name
        self._parse = parse

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """See `click.ParamType.convert`."""
        if not isinstance(value, str):
            return value
        try:
            return self._parse(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


class Word(Parsed):
    """One of some words, in any case, with hyphens or blanks for the underscores."""

    def __init__(self, words: Sequence[str], names: Mapping[str, str] | None = None) -> None:
        super().__init__("word", self._chosen)
        self.words = tuple(words)
        self._names = names or {}

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        """See `click.ParamType.get_metavar`."""
        return f"[{'|'.join(self.words)}]"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """See `click.ParamType.shell_complete`."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(word) for word in self.words if word.startswith(incomplete)]

    def _chosen(self, text: str) -> str:
        word = re.sub(r"(?<!^)[\s-]+", "_", text.strip()).casefold()
        word = self._names.get(word, word)
        if word in self.words:
            return word
        from difflib import get_close_matches

        if close := get_close_matches(word, self.words):
            raise ValueError(f"there is no {text!r}, perhaps {' or '.join(close)}")
        raise ValueError(f"{text!r} is none of {', '.join(self.words)}")


def _partial(text: str) -> str:
    from ...domain.days import taken

    return taken(text.strip())


def last_day(text: str) -> date:
    """The day, or the last day of the month or year, that a text names."""
    from ...domain import days

    return days.last_day(text.strip())


def _exact(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(f"{text!r} is no day: write 2001-09-12") from None


def _instant(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(f"{text!r} is no instant: write 2001-09-12T10:00Z") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _now(text: str) -> datetime:
    """A bare day means its noon, UTC: by then it is that day at every seat."""
    if _CLOCK.search(text):
        return _instant(text)
    return datetime.combine(_exact(text), time(12), UTC)


def _rows(text: str) -> int:
    from ...projections.numbers import MOST

    number = re.fullmatch(r"\d{1,10}", text.strip(), re.ASCII)
    if not number or int(text) > MOST:
        raise ValueError(f"{text!r} is no number of rows: give a whole number from 0 to {MOST}")
    return int(text)


def _known_at(text: str) -> int | datetime | date:
    if text.strip().isdecimal():
        return int(text)
    if _CLOCK.search(text):
        return _instant(text)
    return last_day(text)


def _due(text: str) -> SessionDue | DateDue | OpenDue:
    from ...domain.due import parse

    if re.fullmatch(r"\s*\d{1,3}\s*", text, re.ASCII):
        raise ValueError(f"{text!r} is no due term: for the session write GA/{text.strip()}")
    return parse(text)


def _session(text: str) -> str:
    from ...domain.due import session_id

    return session_id(text)


def _symbol(text: str) -> str:
    from ...domain.symbol import normal

    return normal(text)


@dataclass(frozen=True, slots=True)
class Target:
    """A mandate, and the number of an occurrence where one was named (``ID/2``)."""

    mandate: str
    occurrence: int | None = None

    @property
    def name(self) -> str:
        """The same as it is written."""
        return self.mandate if self.occurrence is None else f"{self.mandate}/{self.occurrence}"


def _target(text: str) -> Target:
    from ...domain.symbol import identity

    numbered = _OCCURRENCE.fullmatch(text.strip())
    if numbered and int(numbered[2]) > 0:
        return Target(identity(numbered[1]), int(numbered[2]))
    return Target(identity(text))


def _identity(text: str) -> str:
    from ...domain.symbol import identity

    return identity(text)


def _targets(text: str) -> tuple[Target, ...]:
    return tuple(_target(one) for one in text.split(",") if one.strip())


@dataclass(frozen=True, slots=True)
class Reference:
    """What something rests on: an authority, and the paragraph where it was named."""

    authority: str
    paragraph: str | None = None


def _reference(text: str) -> Reference:
    from ...domain.symbol import authority

    located = _PARAGRAPH.fullmatch(text.strip())
    if located:
        return Reference(authority(located[1]), located[2])
    return Reference(authority(text))


PARTIAL = Parsed("day", _partial)
"""A day, a month or a year, kept as it is."""
LAST_DAY = Parsed("day", last_day)
"""A day; of a month or a year its last."""
DAY = Parsed("day", _exact)
NOW = Parsed("instant", _now)
KNOWN_AT = Parsed("instant|position", _known_at)
DUE = Parsed("due", _due)
SESSION = Parsed("session", _session)
SYMBOL = Parsed("symbol", _symbol)
IDENTITY = Parsed("id", _identity)
ROWS = Parsed("rows", _rows)
MANDATE = Parsed("id", _target)
MANDATES = Parsed("id,id", _targets)
REFERENCE = Parsed("authority", _reference)


_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def _every(text: str) -> int | timedelta:
    match = re.fullmatch(r"([1-9]\d{0,8})([smhd]?)", text, re.ASCII)
    if match is None:
        raise ValueError(f"{text!r} is neither a number of events, such as 1000, nor a time: 24h")
    number, unit = int(match[1]), match[2]
    return timedelta(**{_UNITS[unit]: min(number, 999_999)}) if unit else number


EVERY = Parsed("every", _every)
