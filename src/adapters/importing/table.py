"""A file as rows of text: CSV in whatever encoding and with whatever delimiter, or Excel."""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from ...domain.errors import BadInput
from .. import intake
from ..reading.encoding import decode

DELIMITERS = ",;\t|"
_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_TOP = 20
"""In how many rows the headings are looked for, where titles stand above them."""
_ENOUGH = 3
"""How many known columns make a row one of headings."""
_LONGEST_CELL = 1 << 24


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its number in the file (of a CSV its last line), its cells."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below their headings. ``note`` says what had to be assumed about the file."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str | None = None


def read_table(path: Path, sheet: str | None = None) -> Table:
    """The table in a file. Raises `BadInput` where there is none, `Unavailable` on an I/O error."""
    data = intake.bytes_of(path)
    try:
        if data.startswith(_ZIP):
            intake.check_unpacked(data)
            return _table(_excel(data, sheet), None)
        if data.startswith(_OLD_EXCEL):
            raise BadInput("an Excel file of the old kind (.xls): save it as .xlsx or as CSV")
        if sheet is not None:
            raise BadInput("only an Excel file has sheets")
        text, note = decode(data)
        return _table(_csv(text), note)
    except BadInput as error:
        raise BadInput(f"{path}: {error}") from None


def _table(found: Iterable[tuple[int, Sequence[str]]], note: str | None) -> Table:
    rows = [
        Row(number, tuple(cells)) for number, cells in found if any(cell.strip() for cell in cells)
    ]
    if not rows:
        raise BadInput("nothing in it: the first row names the columns")
    return Table(_headings(rows[0]), tuple(rows[1:]), note)


def _headings(row: Row) -> tuple[str, ...]:
    headings = [" ".join(cell.split()) for cell in row.cells]
    while headings and not headings[-1]:
        headings.pop()
    return tuple(headings)


def headed(table: Table, known: Callable[[str], bool]) -> Table:
    """The same table below its headings, where titles stand above them: the first row of the top
    that names several columns that are ``known``, where the very first names fewer.

    Raises `BadInput` where two columns have one name.
    """

    def count(headings: Iterable[str]) -> int:
        return sum(map(known, headings))

    for index, row in enumerate(table.rows[:_TOP]):
        if count(table.headings) >= _ENOUGH:
            break
        if count(found := _headings(row)) >= _ENOUGH:
            said = f"the columns are named in row {row.number}"
            note = f"{table.note}; {said}" if table.note else said
            table = Table(found, table.rows[index + 1 :], note)
    named = [one for one in table.headings if one]
    twice = next((one for one in named if named.count(one) > 1), None)
    if twice is not None:
        raise BadInput(f"the column {twice!r} stands there twice")
    return table


# --- CSV ------------------------------------------------------------------------------------------


def _csv(text: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise BadInput(f"line {reader.line_num}: {error}") from None


def _delimiter(text: str) -> str:
    """The one that takes the headings apart into most columns; the comma where none does."""

    def columns(delimiter: str) -> int:
        try:
            return len(next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)))
        except (csv.Error, StopIteration):
            return 0

    return max(DELIMITERS, key=columns)


# --- Excel ----------------------------------------------------------------------------------------


def _excel(data: bytes, sheet: str | None) -> Iterator[tuple[int, list[str]]]:
    try:
        openpyxl: Any = import_module("openpyxl")
    except ImportError:
        raise BadInput(
            "Excel files need openpyxl: pip install 'mandates[import]', or save it as CSV"
        ) from None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of features that hold no cells
        try:
            book: Any = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        except Exception as error:  # whatever the library finds wrong with it
            raise BadInput(f"no Excel file that can be read: {error}") from None
        try:
            sheets: dict[str, Any] = {one.title: one for one in book.worksheets}  # no charts
            if not sheets:
                raise BadInput("there is no sheet with cells in it")
            if sheet is not None and sheet not in sheets:
                raise BadInput(f"there is no sheet {sheet!r}: choose from {', '.join(sheets)}")
            rows = sheets[sheet or next(iter(sheets))].iter_rows(values_only=True)
            held = 0
            for number, cells in enumerate(_as_far_as_they_go(rows), start=1):
                held += len(cells)
                if held > intake.MOST_CELLS or number > intake.MOST_ROWS:
                    raise BadInput(f"it goes on after {held} cells, at row {number}: split it")
                yield number, [_cell(value) for value in cells]
        finally:
            book.close()


def _as_far_as_they_go(rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """The rows of a sheet, which is read as it is asked for and may be broken anywhere."""
    try:
        yield from rows
    except Exception as error:  # whatever the library finds wrong with it
        raise BadInput(f"no Excel file that can be read: {error}") from None


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer():
            return str(int(value))
        case datetime():
            return value.date().isoformat() if value.time() == datetime.min.time() else str(value)
        case date():
            return value.isoformat()
        case _:
            return str(value)
