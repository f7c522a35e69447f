"""Rows as instruments: each text with all of its acts, or with none of them.

A text whose rows are not all good is left out as a whole: what is adopted is final, and the rest of
it could not be added once the bad row was put right.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ...domain.adoption import adoption, mandates
from ...domain.errors import BadInput
from ...domain.instrument import AdoptInstrument
from ...domain.reading import Paragraph, Reading
from ...domain.symbol import identity_of
from .columns import COLUMNS
from .mapping import Mapping
from .rows import Asserted, asserted
from .status import ASSERTED, UNCHECKED
from .table import Row, Table, headed


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was not taken over, and why."""

    row: Row
    reason: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """A text with its acts, and for each mandate in it the row that asserts it."""

    symbol: str
    adopt: AdoptInstrument
    rows: tuple[tuple[str, Asserted], ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file asserts: texts in the order of their first rows, and the rows left out."""

    table: Table
    instruments: tuple[Instrument, ...]
    rejected: tuple[Rejected, ...]
    unused: tuple[str, ...]
    repeated: tuple[tuple[int, int], ...] = ()
    """Rows that say the same as one before in every column of ours, with that one."""


_NEEDED = [one.name for one in COLUMNS if one.required and one.name != "adopted_on"]
"""Columns without which no row can be good; the day of adoption may be in the symbol."""


def planned(table: Table, mapping: Mapping) -> Plan:
    """The plan of a table.

    Raises `BadInput` where the map names a column that is not there, and where one is lacking
    without which no row can be good.
    """
    table = headed(table, mapping.names)
    mapping = mapping.on(table.headings)
    lacking = [one for one in _NEEDED if one not in {**mapping.sources, **mapping.constants}]
    if lacking:
        there = ", ".join(one for one in table.headings if one)
        raise BadInput(
            f"no column is the {', the '.join(lacking)}; the file has: {there}. The first row "
            "names the columns as `import --template` does, or --map says whose are which"
        )
    by_number = {row.number: row for row in table.rows}
    wrong: dict[int, str] = {}
    texts: dict[str, list[Asserted]] = {}
    broken: dict[str, list[int]] = {}
    first: dict[tuple[tuple[str, str], ...], int] = {}
    repeated: list[tuple[int, int]] = []
    for row in table.rows:
        if len(row.cells) > len(table.headings) and any(row.cells[len(table.headings) :]):
            wrong[row.number] = "more cells than there are columns"
            continue
        said = mapping.of(dict(zip(table.headings, row.cells, strict=False)))
        before = first.setdefault(tuple(sorted(said.items())), row.number)
        if before != row.number:
            repeated.append((row.number, before))
            continue
        found = asserted(row.number, said)
        if isinstance(found, Asserted):
            texts.setdefault(found.symbol, []).append(found)
        else:
            wrong[row.number] = "; ".join(found)
            broken.setdefault(_symbol_of(said), []).append(row.number)
    instruments: list[Instrument] = []
    for symbol, rows in texts.items():
        bad = broken.get(symbol, [])
        try:
            if bad:
                raise BadInput(f"another row of {symbol} is not good: {_listed(bad)}")
            instruments.append(_instrument(symbol, rows))
        except BadInput as error:
            wrong |= dict.fromkeys((one.row for one in rows), str(error))
    rejected = tuple(Rejected(by_number[number], wrong[number]) for number in sorted(wrong))
    unused = tuple(mapping.unused(table.headings))
    return Plan(table, tuple(instruments), rejected, unused, tuple(repeated))


def _symbol_of(said: dict[str, str]) -> str:
    """The symbol of a row that is not good, as far as it has one."""
    found = asserted(0, {"symbol": said.get("symbol", ""), "adopted_on": "2000", "verb": "request",
                         "paragraph": "1"})  # fmt: skip
    return found.symbol if isinstance(found, Asserted) else ""


def _listed(numbers: Iterable[int]) -> str:
    return "row " + ", ".join(map(str, numbers))


def _instrument(symbol: str, rows: list[Asserted]) -> Instrument:
    text = _agreed(symbol, rows)
    names = _names(rows)
    paragraphs: dict[str, list[Asserted]] = {}
    for row in rows:
        paragraphs.setdefault(row.paragraph, []).append(row)
    session = text.get("session")
    reading = Reading(
        symbol=symbol,
        body=text.get("body"),
        session=int(session) if session and session.isdecimal() else session,
        title=text.get("instrument_title"),
        paragraphs=tuple(
            Paragraph(
                number=number,
                text=_joined(some),
                acts=tuple(
                    one.as_act(names[one.row])
                    for one in sorted(some, key=lambda row: _ordinal(names[row.row]))
                ),
            )
            for number, some in paragraphs.items()
        ),
    )
    adopt = AdoptInstrument(
        symbol=symbol, adopted_on=text["adopted_on"], reading=reading, draft=text.get("draft"),
        source=UNCHECKED, note=ASSERTED,
    )  # fmt: skip
    list(mandates(adoption(adopt)))  # what cannot be adopted is told before anything is
    return Instrument(
        symbol, adopt, tuple((identity_of(symbol, names[row.row]), row) for row in rows)
    )


def _agreed(symbol: str, rows: list[Asserted]) -> dict[str, str]:
    """What the rows say of the text; they must not say different things."""
    said: dict[str, tuple[str, int]] = {}
    for row in rows:
        for column, value in row.text.items():
            first, number = said.setdefault(column, (value, row.row))
            if first != value:
                raise BadInput(
                    f"{column} of {symbol} is {first!r} in row {number}, {value!r} in row {row.row}"
                )
    return {column: value for column, (value, _) in said.items()}


def _names(rows: list[Asserted]) -> dict[int, str]:
    """The name of each row's act, by row; those without an ordinal take the next free one."""
    taken: dict[str, int] = {}
    for row in rows:
        if row.ordinal is not None:
            name = f"{row.paragraph}.{row.ordinal}"
            if name in taken:
                raise BadInput(f"rows {taken[name]} and {row.row} are both act {name}")
            taken[name] = row.row
    for row in rows:
        if row.ordinal is None:
            number = 1
            while f"{row.paragraph}.{number}" in taken:
                number += 1
            taken[f"{row.paragraph}.{number}"] = row.row
    return {number: name for name, number in taken.items()}


def _ordinal(name: str) -> int:
    return int(name.rpartition(".")[2])


def _joined(rows: list[Asserted]) -> str | None:
    return "\n".join(dict.fromkeys(row.words for row in rows if row.words)) or None
