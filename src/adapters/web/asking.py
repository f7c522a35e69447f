"""What a request asks for: the point on both axes, the filters, and links that keep them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote, urlencode

from ...domain.due import session_id
from ...domain.errors import BadInput
from ...domain.symbol import normal
from ...projections.search.query import RegisterQuery
from ..cli import choices

if TYPE_CHECKING:
    from starlette.datastructures import QueryParams

    from ...engine import Engine

Parsed = TypeVar("Parsed")
FORMATS = ("html", "json", "csv", "xlsx")
POINT = ("as_of", "known_at", "as_recorded_on")
LONGEST = 500
"""Of the value of a parameter, in characters."""


class Malformed(BadInput):
    """A parameter that cannot be understood: which, and why."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


def once(parameters: QueryParams) -> dict[str, str]:
    """The parameters of an address. Raises `Malformed` for one that is given twice: nobody can
    tell which of them counts."""
    found = dict(parameters)
    for name in found:
        if len(parameters.getlist(name)) > 1:
            raise Malformed(name, "given twice")
    return found


@dataclass(frozen=True)
class Asked:
    """What was asked of a page. ``given`` holds the parameters as they were written, ``path`` is
    without the ``prefix`` below which a proxy gives the whole site."""

    engine: Engine
    path: str
    given: Mapping[str, str]
    as_of: date | None = None
    known_at: int | datetime | date | None = None
    format: str = "html"
    point: dict[str, str] = field(default_factory=dict[str, str])
    prefix: str = ""

    @classmethod
    def of(cls, engine: Engine, path: str, given: Mapping[str, str], prefix: str = "") -> Asked:
        """What some parameters ask for. Raises `Malformed`."""
        tidy = {name: " ".join(value.split()) for name, value in given.items()}
        kept = {name: value for name, value in tidy.items() if value}
        for name, value in kept.items():
            if len(value) > LONGEST:
                raise Malformed(name, f"longer than {LONGEST} characters")
        as_of = _read("as_of", kept, _day)
        known_at = _read("known_at", kept, _known_at)
        both = _read("as_recorded_on", kept, _day)
        if both is not None:
            if as_of is not None or known_at is not None:
                raise Malformed("as_recorded_on", "it sets as_of and known_at: give no other")
            as_of = known_at = both
        form = kept.get("format", "html")
        if form not in FORMATS:
            raise Malformed("format", f"{form!r} is none of {', '.join(FORMATS)}")
        point = {name: kept[name] for name in POINT if name in kept}
        return cls(engine, path, kept, as_of, known_at, form, point, prefix)

    @property
    def at(self) -> dict[str, Any]:
        """The point on both axes, for the engine's methods."""
        return {"as_of": self.as_of, "known_at": self.known_at}

    @property
    def every(self) -> bool:
        """Whether mandates that are not tracked are asked for too."""
        return self._yes("all")

    @property
    def internal(self) -> bool:
        """Whether internal notes are asked for."""
        return self._yes("internal")

    @property
    def now(self) -> bool:
        """Whether today's state, as known now, is asked for."""
        return not self.point

    def value(self, name: str, default: str = "") -> str:
        """A parameter as it was written."""
        return self.given.get(name, default)

    def number(self, name: str, default: int, most: int) -> int:
        """A parameter that counts from 1."""
        text = self.given.get(name)
        if text is None:
            return default
        if not re.fullmatch(r"[0-9]{1,9}", text) or not 1 <= int(text) <= most:
            raise Malformed(name, f"{text!r} is no number from 1 to {most}")
        return int(text)

    def one_of(self, name: str, words: tuple[str, ...], default: str) -> str:
        """A parameter that is one of some words."""
        text = self.given.get(name, default)
        if text not in words:
            raise Malformed(name, f"{text!r} is none of {', '.join(words)}")
        return text

    def link(self, path: str, **parameters: object) -> str:
        """A link that keeps the point on both axes."""
        asked = {**self.point, **{k: v for k, v in parameters.items() if v not in (None, "")}}
        return self._below(path) + (f"?{urlencode(asked)}" if asked else "")

    def again(self, **changes: object) -> str:
        """The same page with other parameters; None takes one away."""
        asked = {**self.given, "done": None, **changes}
        kept = {name: value for name, value in asked.items() if value not in (None, "")}
        return self._below(self.path) + (f"?{urlencode(kept)}" if kept else "")

    def _below(self, path: str) -> str:
        return quote(self.prefix + path, safe="/()~")

    def mandate(self, identity: str) -> str:
        """The link to a mandate."""
        return self.link(f"/mandate/{identity.replace('#', '/')}")

    def session(self) -> str | None:
        """The session that is asked for, ``GA/56``."""
        return _read("session", self.given, session_id)

    def query(self) -> RegisterQuery:
        """The filters of the register."""
        given = self.given
        words: dict[str, tuple[str, ...]] = {
            "status": choices.STATUS, "legal": choices.LEGAL, "funding": choices.FUNDING,
            "implementation": choices.IMPLEMENTATION, "timeliness": choices.TIMELINESS,
            "deliverable": choices.DELIVERABLES, "strength": choices.STRENGTHS,
        }  # fmt: skip
        chosen = {
            name: self.one_of(name, some, "") for name, some in words.items() if name in given
        }
        free = {
            name: given[name] for name in ("addressee", "lead", "verb", "text") if name in given
        }
        fields: dict[str, Any] = {**chosen, **free}
        return RegisterQuery(
            every=self.every,
            overdue=self._yes("overdue"),
            session=self.session(),
            adopted_session=_read("adopted_session", given, session_id),
            instrument=_read("instrument", given, normal),
            **fields,
        )

    def _yes(self, name: str) -> bool:
        return self.one_of(name, ("yes", "no"), "no") == "yes"


def _read(name: str, given: Mapping[str, str], parse: Callable[[str], Parsed]) -> Parsed | None:
    text = given.get(name)
    if text is None:
        return None
    try:
        return parse(text)
    except ValueError as error:
        raise Malformed(name, str(error)) from None


def _day(text: str) -> date:
    from ...domain.days import last_day

    return last_day(text)


def _known_at(text: str) -> int | datetime | date:
    """A position, an instant or a day; four digits alone are a position, never a year."""
    if re.fullmatch(r"[0-9]{1,18}", text):
        return int(text)
    if re.search(r"\d[T ]\d", text):
        found = datetime.fromisoformat(text)
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    return _day(text)
