"""Tables for spreadsheets: CSV (RFC 4180, UTF-8) and Excel.

A text that a spreadsheet would take for a formula is written with an apostrophe before it in CSV,
and as plain text in Excel: a title from a document never runs in an officer's spreadsheet.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Any

from ...domain.errors import BadInput

Cell = str | int | date | None
_FORMULA = re.compile(r"[=+\-@\t\r]")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its name; ``rests_on`` is the line that says what it rests on."""

    name: str
    columns: tuple[str, ...]
    rows: Iterable[Sequence[Cell]]
    rests_on: str | None = None


def as_csv(sheet: Sheet) -> bytes:
    """The table as CSV with a byte order mark, so that Excel finds the encoding."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(sheet.columns)
    writer.writerows([_plain(cell) for cell in row] for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> str:
    text = "" if cell is None else str(cell)
    return f"'{text}" if isinstance(cell, str) and _FORMULA.match(text) else text


def as_xlsx(sheet: Sheet) -> bytes:
    """The table as an Excel file: headings frozen, days as days, what it rests on below.

    Raises `BadInput` where openpyxl is not installed.
    """
    try:
        openpyxl: Any = import_module("openpyxl")
        cells: Any = import_module("openpyxl.cell")
    except ImportError:
        raise BadInput("Excel files need openpyxl: pip install 'mandates[import]'") from None
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", sheet.name)[:31])
    page.freeze_panes = "A2"

    def cell(value: Cell) -> Any:
        made = cells.WriteOnlyCell(page, value=_writable(value))
        if isinstance(value, str):
            made.data_type = "s"  # never a formula
        return made

    page.append([cell(one) for one in sheet.columns])
    for row in sheet.rows:
        page.append([cell(one) for one in row])
    if sheet.rests_on:
        page.append([])
        page.append([cell(sheet.rests_on)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _writable(value: Cell) -> Cell:
    return _UNWRITABLE.sub("", value) if isinstance(value, str) else value
