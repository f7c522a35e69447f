"""Tables for spreadsheets: what no program may run, and what fits into a file of Excel."""

from __future__ import annotations

import csv
import io
from importlib import import_module
from typing import Any

import pytest

from mandates.adapters.exports.sheet import Sheet, as_csv, as_xlsx


@pytest.mark.parametrize("mark", ["=", "+", "-", "@", "\t", "\r"])
def test_no_text_is_a_formula_and_no_number_is_a_text(mark: str) -> None:
    sheet = Sheet("register", ("title", "days"), [(f"{mark}1+1", -3), ("plain", None)])
    written = as_csv(sheet).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(written, newline="")))
    assert rows == [["title", "days"], [f"'{mark}1+1", "-3"], ["plain", ""]]


def test_an_excel_file_holds_what_excel_takes_and_says_what_it_rests_on() -> None:
    openpyxl: Any = import_module("openpyxl")
    name = "mandates of A/RES/54/226: all that are open and overdue"
    sheet = Sheet(name, ("title",), [("=1+1",), ("x" * 40_000,)], rests_on="true on 2001-08-01")
    page = openpyxl.load_workbook(io.BytesIO(as_xlsx(sheet))).active
    assert page.title == "mandates of A RES 54 226  all t"
    cells = [row[0] for row in page.iter_rows()]
    assert (cells[1].data_type, cells[1].value) == ("s", "=1+1")
    assert len(cells[2].value) == 32_767, "as many as a cell of Excel holds"
    assert cells[-1].value == "true on 2001-08-01"
