"""A row as what it asserts: one act of one text, who takes it on, and how it stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import ValidationError

from ...domain.due import Due
from ...domain.reading import Act
from ...domain.symbol import authority, handed_in, identity, normal, parse
from ...domain.tracking import force_of
from . import cells

Value = TypeVar("Value")
_YEAR = re.compile(r"\((\d{4})\)|^E/(?:RES|DEC)/(\d{4})/")
_WORDS_BEFORE = re.compile(r"(?:operative\s+)?(?:paragraph|para|op)\.?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a row says that its mandate stands."""

    status: str = ""
    on: str | None = None
    document: str | None = None
    submitted_on: str | None = None
    issued_on: str | None = None
    authority: str | None = None
    successor: str | None = None
    deferred_to: Due | None = None


@dataclass(frozen=True, slots=True)
class Asserted:
    """What a row asserts. ``ordinal`` None: the next free one of its paragraph.

    ``text`` holds what must be the same in all rows of one text, by its column.
    """

    row: int
    symbol: str
    text: dict[str, str]
    paragraph: str
    ordinal: int | None
    act: dict[str, Any]
    words: str | None
    standing: Standing
    lead: tuple[str, ...] = ()
    contributing: tuple[str, ...] = ()
    note: str | None = None

    def as_act(self, name: str) -> Act:
        """Its act under a name. Raises ValueError where its values do not fit."""
        try:
            return Act.model_validate({**self.act, "id": name})
        except ValidationError as error:
            first = error.errors(include_url=False, include_context=False)[0]
            place = ".".join(str(step) for step in first["loc"])
            raise ValueError(f"{place}: {first['msg'].removeprefix('Value error, ')}") from None


@dataclass(slots=True)
class _Reader:
    """Reads the cells of a row and collects what is wrong with them."""

    said: dict[str, str]
    wrong: list[str] = field(default_factory=list[str])

    def get(self, column: str, read: Callable[[str], Value]) -> Value | None:
        """The value of a cell; None where it is empty or wrong."""
        cell = self.said.get(column, "")
        if not cell:
            return None
        try:
            return read(cell)
        except ValueError as error:
            self.wrong.append(f"{column}: {error}")
            return None

    def need(self, column: str, read: Callable[[str], Value]) -> Value | None:
        """The same of a cell that must not be empty."""
        if not self.said.get(column):
            self.wrong.append(f"{column}: missing")
        return self.get(column, read)


def asserted(number: int, said: dict[str, str]) -> Asserted | list[str]:
    """What a row asserts, or all that is wrong with it."""
    reader = _Reader(said)
    symbol = reader.need("symbol", lambda cell: normal(cells.one(cell)))
    body = said.get("body") or (parse(symbol).body if symbol else None) or ""
    text = _text(reader, symbol)
    paragraph = reader.need("paragraph", _paragraph) or ""
    ordinal = reader.get("act", lambda cell: _ordinal(cell, paragraph))
    act = _act(reader, body)
    standing = _standing(reader, body)
    found = Asserted(
        row=number, symbol=symbol or "", text=text, paragraph=paragraph, ordinal=ordinal, act=act,
        words=said.get("text"), standing=standing,
        lead=reader.get("lead", cells.several) or (),
        contributing=reader.get("contributing", cells.several) or (),
        note=said.get("note"),
    )  # fmt: skip
    if not reader.wrong:
        try:
            found.as_act(f"{paragraph}.1")
        except ValueError as error:
            reader.wrong.append(str(error))
    return reader.wrong or found


def _text(reader: _Reader, symbol: str | None) -> dict[str, str]:
    """What a row says of the text itself."""
    if symbol and not reader.said.get("adopted_on") and (year := _YEAR.search(symbol)):
        reader.said["adopted_on"] = year[1] or year[2]
    found = {
        "adopted_on": reader.need("adopted_on", cells.day),
        "instrument_title": reader.get("instrument_title", cells.title),
        "body": reader.get("body", str),
        "session": reader.get("session", cells.whole),
        "draft": reader.get("draft", lambda cell: normal(cells.one(cell))),
    }
    return {name: value for name, value in found.items() if value}


def _act(reader: _Reader, body: str) -> dict[str, Any]:
    verb = reader.need("verb", cells.verb) or "request"
    dues = reader.get("due", lambda cell: [cells.due(one, body) for one in cells.several(cell)])
    often, rhythm = reader.get("recurrence", cells.recurrence) or (None, None)
    return {
        "verb": verb,
        "force": force_of(verb),
        "mandate": True,
        "addressees": reader.get("addressees", cells.several) or (),
        "with": reader.get("collaborators", cells.several) or (),
        "body": reader.get("receiving_body", str),
        "deliverable": reader.get("deliverable", cells.deliverable) or "other",
        "title": reader.get("title", cells.title),
        "due": dues[0] if dues else None,
        "dues": tuple(dues) if dues and len(dues) > 1 else (),
        "recurrence": often,
        "rhythm": rhythm,
        "until": reader.get("until", lambda cell: cells.due(cell, body)),
        "strength": reader.get("strength", str.casefold),
        "tracked": reader.get("tracked", str.casefold),
    }


def _standing(reader: _Reader, body: str) -> Standing:
    return Standing(
        status=re.sub(r"[\s_-]+", "_", reader.said.get("status", "").strip()).casefold(),
        on=reader.get("status_on", cells.day),
        document=reader.get("document", lambda cell: handed_in(cells.one(cell))),
        submitted_on=reader.get("submitted_on", cells.day),
        issued_on=reader.get("issued_on", cells.day),
        authority=reader.get("authority", authority),
        successor=reader.get("successor", identity),
        deferred_to=reader.get("deferred_to", lambda cell: cells.due(cell, body)),
    )


def _paragraph(cell: str) -> str:
    """The number of a paragraph in its one form: ``2(a)`` of "para. 2a"."""
    number = cells.whole(_WORDS_BEFORE.sub("", cell, count=1).strip()).removesuffix(".")
    try:
        locator = identity(f"A/RES/1/1#{number}.1").partition("#")[2]
    except ValueError:
        raise ValueError(f"{cell!r} is no paragraph: write 2, 2(a) or u1") from None
    part = re.match(r"[A-Z]\.", number)  # the part of a text: it is kept, as acts have it
    return f"{part[0] if part else ''}{locator.removesuffix('.1')}"


def _ordinal(cell: str, paragraph: str) -> int:
    number = cells.whole(cell).removeprefix(f"{paragraph}.")
    if not number.isdecimal() or int(number) == 0:
        raise ValueError(f"{cell!r} is no act: write 1 for the first of its paragraph")
    return int(number)
