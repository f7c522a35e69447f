"""Registers taken over: whatever file they are in, whatever people typed, and each row told."""

from __future__ import annotations

import csv
import io
import re
import sys
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from cli.terminal import Terminal

from mandates import BadInput, Engine
from mandates.adapters.importing import COLUMNS, Mapping, mapping_of, planned, read_table
from mandates.adapters.importing import cells as c
from mandates.adapters.importing.rows import Asserted, asserted
from mandates.domain.due import DateDue, Due, OpenDue, RelativeDue, SessionDue, same, words

ROOT = Path(__file__).resolve().parent.parent
SURVEY_MAP = ROOT / "docs" / "examples" / "sg_reports_survey.toml"
ROW = {
    "symbol": "A/RES/72/237", "paragraph": "35", "verb": "requests", "adopted_on": "2017-12-20",
    "addressees": "Secretary-General", "deliverable": "report", "due": "GA/73",
}  # fmt: skip
ID = "A/RES/72/237#35.1"

Write = Callable[..., str]


@pytest.fixture
def write(cli: Terminal) -> Write:
    """Writes rows as a CSV file and gives its name."""

    def written(*rows: dict[str, str], name: str = "register.csv") -> str:
        columns = list(dict.fromkeys(column for row in rows for column in row))
        text = io.StringIO(newline="")
        writer = csv.DictWriter(text, columns)
        writer.writeheader()
        writer.writerows(rows)
        (cli.folder / name).write_text(text.getvalue(), encoding="utf-8")
        return name

    return written


def rejects(cli: Terminal, name: str = "register.rejected.csv") -> list[dict[str, str]]:
    text = (cli.folder / name).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


# --- files ----------------------------------------------------------------------------------------

TEXT = 'Symbol;Para\r\n"A/RES/1/1";"2\r\n(a)"\r\n;\r\nA/RES/1/2;é'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encoding_and_delimiter_are_found_out(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "register.csv"
    file.write_bytes(TEXT.encode(encoding))
    table = read_table(file)
    assert table.headings == ("Symbol", "Para")
    assert [(row.number, row.cells) for row in table.rows] == [
        (3, ("A/RES/1/1", "2\r\n(a)")),
        (5, ("A/RES/1/2", "é")),
    ]
    assert (table.note is not None) == (encoding == "cp1252")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_that_of_the_headings(tmp_path: Path, delimiter: str) -> None:
    file = tmp_path / "register.csv"
    file.write_text(f"symbol{delimiter}para\nA/RES/1/1{delimiter}1; 2, 3 | 4", encoding="utf-8")
    assert read_table(file).headings == ("symbol", "para")


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "Excel file of the old kind"),
        (b"", "nothing in it"),
        (b"\n\n , \n", "nothing in it"),
        (b"a,b,a\n1,2,3", "'a' stands there twice"),
        (b"\x00\x01\x02\x03" * 9, "binary data"),
        (b"PK\x03\x04 no workbook", "no Excel file"),
    ],
)
def test_what_is_no_table_is_told(tmp_path: Path, content: bytes, wrong: str) -> None:
    pytest.importorskip("openpyxl")
    file = tmp_path / "register.csv"
    file.write_bytes(content)
    with pytest.raises(BadInput, match=wrong):
        planned(read_table(file), Mapping())


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="No such file"):
        read_table(tmp_path / "nowhere.csv")


def excel(path: Path, **sheets: list[list[Any]]) -> Path:
    openpyxl: Any = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    book.close()
    return path


def test_excel_is_read_as_people_see_it(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["symbol", "act", "adopted_on", "due", "tracked", None],
        ["A/RES/1/1", 2.0, date(1999, 12, 22), datetime(2001, 6, 30), True, None],  # noqa: DTZ001 - Excel knows no zones
        [None, None, None, None, None, None],
        ["A/RES/1/2", 1.5, "1999", None, False, None],
    ]
    file = excel(tmp_path / "register.xlsx", Sheet=rows, Other=[["x"], ["y"]])
    table = read_table(file)
    assert table.headings == ("symbol", "act", "adopted_on", "due", "tracked")
    assert [row.number for row in table.rows] == [2, 4]
    assert table.rows[0].cells[:5] == ("A/RES/1/1", "2", "1999-12-22", "2001-06-30", "yes")
    assert table.rows[1].cells[:5] == ("A/RES/1/2", "1.5", "1999", "", "no")
    assert read_table(file, "Other").headings == ("x",)
    with pytest.raises(BadInput, match="there is no sheet 'Third': choose from Sheet, Other"):
        read_table(file, "Third")


def test_a_sheet_that_is_broken_further_down_is_told(tmp_path: Path) -> None:
    """Its rows are read as they are asked for."""
    whole = excel(tmp_path / "whole.xlsx", Sheet=[["symbol", "verb"], [1, 2], [3, 4]])
    file = tmp_path / "register.xlsx"
    with zipfile.ZipFile(whole) as before, zipfile.ZipFile(file, "w") as after:
        for name in before.namelist():
            text = before.read(name).replace(b'<c r="B3" t="n">', b'<c r="B3" t="s">')
            after.writestr(name, text)
    assert file.read_bytes() != whole.read_bytes()
    with pytest.raises(BadInput, match=r"register\.xlsx: no Excel file that can be read: list"):
        read_table(file)


def test_a_sheet_that_is_a_chart_is_passed_over(tmp_path: Path) -> None:
    openpyxl: Any = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.create_chartsheet("Chart", 0).add_chart(openpyxl.chart.BarChart())
    book["Sheet"].append(["symbol", "verb"])
    book.save(tmp_path / "charts.xlsx")
    assert read_table(tmp_path / "charts.xlsx").headings == ("symbol", "verb")
    with pytest.raises(BadInput, match="there is no sheet 'Chart': choose from Sheet"):
        read_table(tmp_path / "charts.xlsx", "Chart")


def test_a_book_without_a_sheet_is_told(tmp_path: Path) -> None:
    whole = excel(tmp_path / "whole.xlsx", Sheet=[["symbol", "verb"]])
    file = tmp_path / "register.xlsx"
    with zipfile.ZipFile(whole) as before, zipfile.ZipFile(file, "w") as after:
        for name in before.namelist():
            after.writestr(name, re.sub(rb"<sheet [^>]*>", b"", before.read(name)))
    with pytest.raises(BadInput, match=r"register\.xlsx: there is no sheet with cells in it"):
        read_table(file)


def test_excel_without_its_library_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "register.xlsx"
    file.write_bytes(b"PK\x03\x04")
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(BadInput, match=r"pip install 'mandates\[import\]'"):
        read_table(file)


def test_only_excel_has_sheets(cli: Terminal, write: Write) -> None:
    assert (
        "only an Excel file has sheets" in cli("import", write(ROW), "--sheet", "x", code=2).error
    )


# --- maps -----------------------------------------------------------------------------------------

TOML = """
[columns]
Resolution = "symbol"
"Based on" = "symbol"
Report = ["document", "title"]
[constants]
paragraph = 1
adopted_on = 2001-02-03
[values.status]
Fini = "considered"
"""
JSON = """
{"columns": {"Resolution": "symbol", "Based on": ["symbol"], "Report": ["document", "title"]},
 "constants": {"paragraph": 1, "adopted_on": "2001-02-03"},
 "values": {"status": {"Fini": "considered"}}}
"""


@pytest.mark.parametrize("text", [TOML, JSON])
def test_a_map_names_columns_constants_and_values(tmp_path: Path, text: str) -> None:
    file = tmp_path / "map"
    file.write_text(text, encoding="utf-8")
    mapping = mapping_of(file)
    headings = ("Resolution", "Based on", "Report", "status", "Colour")
    found = mapping.on(headings)
    assert found.of({"Resolution": " ", "Based on": "A/RES/1/1", "Report": "A/1/2"}) == {
        "symbol": "A/RES/1/1", "document": "A/1/2", "title": "A/1/2", "paragraph": "1",
        "adopted_on": "2001-02-03",
    }  # fmt: skip
    assert found.of({"Resolution": "x", "Based on": "y"})["symbol"] == "x"
    assert found.unused(headings) == ["status", "Colour"]
    with pytest.raises(BadInput, match="the map names the column 'Report'"):
        mapping.on(("Resolution", "Based on"))


def test_values_are_words_of_ours_whatever_their_case() -> None:
    mapping = Mapping(values={"status": {"Fini": "considered"}}).on(["Status"])
    assert mapping.of({"Status": "FINI"}) == {"status": "considered"}
    assert mapping.of({"Status": "else"}) == {"status": "else"}


def test_without_columns_the_headings_are_their_own() -> None:
    found = Mapping(constants={"verb": "request"}).on(["Resolution", "Operative paragraph", "x"])
    assert found.of({"Resolution": "A/RES/1/1", "Operative paragraph": "2", "x": "y"}) == {
        "symbol": "A/RES/1/1", "paragraph": "2", "verb": "request",
    }  # fmt: skip
    assert found.unused(["Resolution", "x"]) == ["x"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("{", "no JSON"),
        ('{"constants": {"verb": "urge", "verb": "request"}}', "'verb' stands twice"),
        ("[columns", "no TOML"),
        ("[colums]\n", "colums: Extra inputs"),
        ('[columns]\na = "colour"', "'colour' is no column of ours: choose from symbol"),
        ('[values.colour]\na = "b"', "'colour' is no column of ours"),
        ("[constants]\nverb = []", "constants.verb"),
    ],
)
def test_a_map_that_is_none_is_told(tmp_path: Path, text: str, wrong: str) -> None:
    file = tmp_path / "map.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=wrong):
        mapping_of(file)


# --- cells ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "due"),
    [
        ("GA/57", SessionDue(organ="GA", session=57)),
        ("GA 57", SessionDue(organ="General Assembly", session=57)),
        ("57", SessionDue(organ="HRC", session=57)),
        ("at GA/57", SessionDue(organ="GA", session=57)),
        ("before GA/57", SessionDue(organ="GA", session=57, bound="before")),
        ("by end of GA/71", SessionDue(organ="GA", session=71, bound="by_end")),
        ("By the end of GA/71", SessionDue(organ="GA", session=71, bound="by_end")),
        ("2019-06-30", DateDue(date="2019-06-30")),
        ("2019-06-30 00:00:00", DateDue(date="2019-06-30")),
        ("2019-06", DateDue(date="2019-06")),
        ("before 2019", DateDue(date="2019", bound="before")),
        ("open", OpenDue()),
    ],
)
def test_due_terms_are_as_people_type_them(cell: str, due: object) -> None:
    found = c.due(cell, "HRC")
    assert found == due
    assert c.due(words(found), "HRC") == found


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("22 December 1999", "1999-12-22"),
        ("5 Sept. 2003", "2003-09-05"),
        ("May 2001", "2001-05"),
        ("22.12.1999", "1999-12-22"),
        ("1.2.2003", "2003-02-01"),
        ("1999-12-22T00:00:00", "1999-12-22"),
        ("2001-09", "2001-09"),
    ],
)
def test_days_are_as_people_type_them(cell: str, day: str) -> None:
    assert c.day(cell) == day
    assert c.due(f"before {cell}", "GA") == DateDue(date=day, bound="before")


@pytest.mark.parametrize(
    ("cell", "wrong"),
    [
        ("20/12/2002", "another day from place to place"),
        ("36516", "how Excel counts days"),
        ("31 June 2001", "no day"),
        ("22 Brumaire 1999", "no day"),
        ("32.1.2001", "no day"),
    ],
)
def test_a_day_that_may_be_another_is_not_guessed(cell: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        c.day(cell)


@pytest.mark.parametrize(
    "cell", ["56.0", "56th session", "its fifty-sixth session", "Fifty-sixth regular session"]
)
def test_a_session_is_one_in_figures_and_in_words(cell: str) -> None:
    assert c.due(cell, "GA") == SessionDue(organ="GA", session=56)


@pytest.mark.parametrize(
    ("cell", "due"),
    [
        ("in 2018", DateDue(date="2018", bound="at")),
        ("during June 2018", DateDue(date="2018-06", bound="at")),
        ("end of 2018", DateDue(date="2018", bound="by_end")),
        ("no later than 31 March 2019", DateDue(date="2019-03-31")),
        ("not later than GA/72", SessionDue(organ="GA", session=72, bound="by")),
        ("before the end of GA/71", SessionDue(organ="GA", session=71, bound="by_end")),
        ("prior to June 2018", DateDue(date="2018-06", bound="before")),
        ("until 14 November 2020", DateDue(date="2020-11-14")),
        ("within 30 days", RelativeDue(amount=30, unit="day")),
        ("within five working days of the adoption",
         RelativeDue(amount=5, unit="working_day", after="the adoption")),
        ("for a further period of twelve months", RelativeDue(amount=12, unit="month")),
    ],
)  # fmt: skip
def test_times_in_words_are_due_terms_and_no_sessions_of_bodies_called_so(
    cell: str, due: Due
) -> None:
    assert same(c.due(cell, "GA"), due)


def test_a_mission_that_lasts_until_then_ends_then(cli: Terminal, write: Write) -> None:
    mission = {**ROW, "verb": "decides", "deliverable": "mission", "title": "x"}
    name = write(
        {**mission, "due": "until 14 November 2020"},
        {**mission, "paragraph": "36", "due": "for one year from the adoption of this resolution"},
    )
    cli("import", name)
    found = [cli.json("show", one) for one in (ID, "A/RES/72/237#36.1")]
    assert [(one["due"], one["ends_on"]) for one in found] == [
        (None, "2020-11-14"), (None, "2018-12-20"),
    ]  # fmt: skip


def test_a_due_term_that_is_none_is_told() -> None:
    for cell in ("30/06/2019", "next year", "GA", "2019-13", "early 2018", "in 6 months"):
        with pytest.raises(ValueError, match="write"):
            c.due(cell, "GA") if cell != "2019-13" else c.due("2019-1", "GA")


@pytest.mark.parametrize(
    ("cell", "verb"),
    [
        ("request", "request"), ("Requests", "request"), ("Also requests", "request"),
        ("Further requests", "request"), ("Calls upon", "call upon"), ("DECIDES", "decide"),
        ("urges", "urge"), ("reiterates its request", "reiterate its request"),
        ("expresses", "express"), ("notifies", "notify"), ("authorizes", "authorize"),
    ],
)  # fmt: skip
def test_verbs_are_lemmas(cell: str, verb: str) -> None:
    assert c.verb(cell) == verb


@pytest.mark.parametrize(
    ("cell", "several"),
    [
        ("UNDP; UNCTAD ;", ("UNDP", "UNCTAD")),
        ('["A/RES/1/1", "A/RES/1/2"]', ("A/RES/1/1", "A/RES/1/2")),
        ('{"General Assembly",HRC}', ("General Assembly", "HRC")),
        ("[no list", ("[no list",)),
        ("[no list]", ("[no list]",)),
        ("UNDP;UNDP", ("UNDP",)),
    ],
)
def test_several_things_in_a_cell(cell: str, several: tuple[str, ...]) -> None:
    assert c.several(cell) == several


@pytest.mark.parametrize(
    ("cell", "recurrence", "every"),
    [
        ("Annually", "annual", None), ("every two years", "biennial", None), ("once", None, None),
        ("every-session", "every_session", None), ("Every 90 days", "other", 90), ("", None, None),
    ],
)  # fmt: skip
def test_recurrences(cell: str, recurrence: str | None, every: int | None) -> None:
    found, rhythm = c.recurrence(cell)
    assert found == recurrence
    assert (rhythm.every if rhythm else None) == every


def test_a_title_has_no_mark_of_a_catalogue_at_its_end() -> None:
    assert c.title("Cooperation among developing countries :/ ") == (
        "Cooperation among developing countries"
    )
    assert c.title(" / ") is None


@pytest.mark.parametrize(
    ("cell", "deliverable"),
    [("Report", "report"), ("agenda item", "agenda_item"), ("progress report", "report"),
     ("", "other"), ("Meeting", "meeting")],
)  # fmt: skip
def test_deliverables(cell: str, deliverable: str) -> None:
    assert c.deliverable(cell) == deliverable


# --- rows -----------------------------------------------------------------------------------------


def good(**changes: str) -> Asserted:
    found = asserted(2, {**ROW, **changes})
    assert isinstance(found, Asserted), found
    return found


@pytest.mark.parametrize(
    ("cell", "paragraph"),
    [("2", "2"), ("para. 2a", "2(a)"), ("OP 2", "2"), ("2 (a)", "2(a)"), ("u1", "u1"),
     ("A.3", "A.3"), ("2.", "2")],
)  # fmt: skip
def test_paragraphs_have_one_form(cell: str, paragraph: str) -> None:
    assert good(paragraph=cell).paragraph == paragraph


def test_the_year_of_a_symbol_is_its_adoption_where_nothing_else_is_said() -> None:
    for symbol, year in (("S/RES/1325(2000)", "2000"), ("E/RES/1999/1", "1999")):
        assert good(symbol=symbol, adopted_on="").text["adopted_on"] == year
    assert asserted(2, {**ROW, "adopted_on": ""}) == ["adopted_on: missing"]


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"symbol": ""}, ["symbol: missing"]),
        ({"symbol": "1/2/3"}, ["symbol: '1/2/3' is no symbol"]),
        ({"symbol": '["A/RES/1/1", "A/RES/1/2"]'}, ["names 2: one row is one mandate"]),
        ({"paragraph": "first", "verb": ""}, ["paragraph: 'first' is no", "verb: missing"]),
        ({"act": "0"}, ["act: '0' is no act"]),
        ({"due": "30/06/2019"}, ["due: '30/06/2019' is no"]),
        ({"recurrence": "often"}, ["recurrence: 'often' is no recurrence"]),
        ({"deliverable": "cake"}, ["deliverable: 'cake' is none of report"]),
        ({"strength": "weak"}, ["strength: Input should be 'binding'"]),
        ({"status_on": "soon"}, ["status_on: 'soon' is no day"]),
        ({"document": "a report"}, ["document: 'a report' is no symbol"]),
    ],
)
def test_all_that_is_wrong_with_a_row_is_told(changes: dict[str, str], wrong: list[str]) -> None:
    found = asserted(2, {**ROW, **changes})
    assert isinstance(found, list)
    assert len(found) == len(wrong)
    for part, said in zip(wrong, found, strict=True):
        assert part in said


# --- taking over ----------------------------------------------------------------------------------


def test_a_register_becomes_mandates_that_nobody_has_checked(cli: Terminal, write: Write) -> None:
    more = {
        **ROW, "paragraph": "3", "verb": "Reiterates its request", "title": "the report :",
        "lead": "JIU", "contributing": "UNDP; UNOSSC", "due": "by end of GA/72",
        "recurrence": "annual", "note": "from the old list", "instrument_title": "South-South",
        "addressees": "Joint Inspection Unit", "text": "Reiterates its request ...",
    }  # fmt: skip
    said = cli("import", write({**more, "paragraph": "35", "verb": "requests"}, more))
    assert said.out.startswith(
        "2 mandates of 1 text registered, 0 known before; recorded 11 events\n2 of them recur"
    )
    shown = cli.json("show", "A/RES/72/237#3.1")
    assert shown["leads"] == ["JIU"]
    assert shown["contributing"] == ["UNDP", "UNOSSC"]
    assert shown["title"] == "the report"
    assert shown["notes"] == ["from the old list"]
    assert shown["due"]["term"]["bound"] == "by_end"
    assert shown["adopted_on"] == "2017-12-20"
    assert shown["tracked"] == "yes"
    for event in cli.json("audit", "events"):
        assert event["note"] == "asserted at import"
        assert event["source"]["confidence"] == "uncertain"


def test_doing_it_again_changes_nothing(cli: Terminal, write: Write) -> None:
    row = {**ROW, "lead": "DESA", "status": "submitted", "document": "A/73/321", "note": "x"}
    file = write({**row, "status_on": "2018-08"}, {**row, "paragraph": "36"})
    cli("import", file)
    before = cli.position
    again = cli("import", file)
    assert "0 mandates of 0 texts registered, 2 known before; recorded 0 events" in again.out
    assert cli.position == before


def test_a_register_brought_up_to_date_adds_what_is_new(cli: Terminal, write: Write) -> None:
    cli("import", write(ROW))
    done = {**ROW, "status": "issued", "status_on": "2018-08-01", "document": "A/73/321"}
    assert "recorded 4 events" in cli("import", write(done)).out
    assert cli.json("show", ID)["status"]["implementation"] == "issued"


def test_who_leads_no_more_and_takes_part_instead_is_news(cli: Terminal, write: Write) -> None:
    cli("import", write({**ROW, "lead": "DESA"}))
    cli("import", write({**ROW, "contributing": "DESA"}))
    assert cli.json("show", ID)["contributing"] == ["DESA"]


def test_a_dry_run_says_the_same_and_records_nothing(cli: Terminal, write: Write) -> None:
    file = write(
        {**ROW, "lead": "DESA", "status": "issued", "document": "A/73/321", "status_on": "2018"}
    )
    dry = cli.json("import", file, "--dry-run")
    assert not (cli.folder / "mandates.db").exists()
    assert dry.pop("dry_run") is True
    assert cli.json("import", file) == dry
    assert dry["events"] == 7


def test_acts_without_an_ordinal_take_the_next_free_one(cli: Terminal, write: Write) -> None:
    rows = [
        {**ROW, "title": f"{number}", "act": act} for number, act in enumerate(["", "1", "", "4"])
    ]
    cli("import", write(*rows))
    found = cli.json("list")["items"]
    assert {one["id"].rpartition(".")[2]: one["title"] for one in found} == {
        "1": "1", "2": "0", "3": "2", "4": "3",
    }  # fmt: skip


def test_the_acts_of_a_paragraph_are_adopted_in_the_order_of_their_ordinals(
    cli: Terminal, write: Write
) -> None:
    cli("import", write(*({**ROW, "act": f"{number}"} for number in (10, 2, 1))))
    assert [one["id"] for one in cli.json("list")["items"]] == [f"{ID[:-1]}{n}" for n in (1, 2, 10)]


def test_a_text_with_a_bad_row_is_left_out_as_a_whole(cli: Terminal, write: Write) -> None:
    other = {**ROW, "symbol": "A/RES/73/249", "adopted_on": "2018-12-20", "paragraph": "5"}
    file = write(ROW, other, {**ROW, "paragraph": "3", "due": "soon"})
    said = cli("import", file, code=1)
    assert said.error == "2 of 3 rows rejected: see register.rejected.csv"
    assert [one["id"] for one in cli.json("list")["items"]] == ["A/RES/73/249#5.1"]
    first, second = rejects(cli)
    assert (first["row"], first["symbol"]) == ("2", "A/RES/72/237")
    assert first["reason"] == "another row of A/RES/72/237 is not good: row 4"
    assert second["reason"].startswith("due: 'soon' is no due term")


def test_rejected_rows_that_were_put_right_are_taken_over(cli: Terminal, write: Write) -> None:
    cli("import", write(ROW, {**ROW, "paragraph": "3", "due": "soon"}), code=1)
    rejected = cli.folder / "register.rejected.csv"
    rejected.write_text(
        rejected.read_text(encoding="utf-8-sig").replace("soon,", "GA/74,"), encoding="utf-8"
    )
    assert "2 mandates of 1 text registered" in cli("import", "register.rejected.csv").out
    assert not (cli.folder / "register.rejected.rejected.csv").exists()


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"adopted_on": "2017-12-21"}, "is '2017-12-20' in row 2, '2017-12-21' in row 3"),
        ({"act": "1", "due": "GA/74"}, "rows 2 and 3 are both act 35.1"),
        ({"session": "73"}, None),
    ],
)
def test_rows_of_one_text_agree(
    cli: Terminal, write: Write, changes: dict[str, str], wrong: str | None
) -> None:
    file = write({**ROW, "act": "1"}, {**ROW, **changes})
    if wrong is None:
        cli("import", file)
        return
    cli("import", file, code=1)
    assert all(wrong in one["reason"] for one in rejects(cli))
    assert len(rejects(cli)) == 2


def test_a_text_that_is_no_adopted_text_is_rejected(cli: Terminal, write: Write) -> None:
    cli("import", write({**ROW, "symbol": "A/72/297"}), code=1)
    assert "not of an adopted text" in rejects(cli)[0]["reason"]


def test_rows_with_too_many_cells_are_rejected(cli: Terminal) -> None:
    names = ",".join(ROW)
    (cli.folder / "r.csv").write_text(f"{names}\n{','.join(ROW.values())},x\n", encoding="utf-8")
    cli("import", "r.csv", code=1)
    assert rejects(cli, "r.rejected.csv")[0]["reason"] == "more cells than there are columns"


def test_empty_cells_beyond_the_columns_are_no_fault(cli: Terminal) -> None:
    names = ",".join(ROW)
    (cli.folder / "r.csv").write_text(f"{names}\n{','.join(ROW.values())},,\n", encoding="utf-8")
    assert "1 mandate of 1 text registered" in cli("import", "r.csv").out


def test_rejected_rows_are_told_in_the_order_of_the_file_whatever_rejects_them(
    cli: Terminal, write: Write
) -> None:
    cli("import", write(ROW))
    known = {**ROW, "due": "GA/74"}  # only when it is recorded it turns out to be known otherwise
    cli("import", write(known, {**ROW, "symbol": "A/72/297"}, name="more.csv"), code=1)
    assert [one["row"] for one in rejects(cli, "more.rejected.csv")] == ["2", "3"]
    text = write({**ROW, "symbol": "A/72/297"}, known, name="turned.csv")
    cli("import", text, code=1)
    assert [one["row"] for one in rejects(cli, "turned.rejected.csv")] == ["2", "3"]


def test_titles_may_stand_above_the_headings(cli: Terminal) -> None:
    rows = [
        ["Register of mandates, 2024"],
        [],
        ["", "Title", "", "", "Due"],  # two columns that are known make no row of headings
        [*ROW],
        [*ROW.values()],
    ]
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    (cli.folder / "titled.csv").write_text(f"Régistre\n{text.getvalue()}", encoding="cp1252")
    said = cli("import", "titled.csv").out
    assert "the columns are named in row 5" in said
    assert "Windows-1252" in said, "and what was found out about the file before"
    assert cli.json("show", ID)["due"]["term"]["session"] == 73


def test_a_file_in_which_no_column_is_the_symbol_is_told_as_a_whole(cli: Terminal) -> None:
    (cli.folder / "bare.csv").write_text("A/RES/72/237,35,requests\n", encoding="utf-8")
    error = cli("import", "bare.csv", code=2).error
    assert error.startswith(
        "bare.csv: no column is the symbol, the paragraph, the verb; the file has: A/RES/72/237"
    )
    assert not (cli.folder / "mandates.db").exists()


def test_a_row_that_stands_there_twice_is_taken_once(cli: Terminal, write: Write) -> None:
    name = write(ROW, {**ROW, "due": "GA/74"}, ROW)
    assert "row 4 says the same as row 2: taken once" in cli("import", name).out
    assert [one["id"] for one in cli.json("list")["items"]] == [ID, f"{ID[:-1]}2"]
    assert cli.json("import", name)["repeated"] == [4]


def test_numbers_of_a_spreadsheet_have_no_decimal_point(cli: Terminal, write: Write) -> None:
    cli("import", write({**ROW, "paragraph": "35.0", "act": "1.0", "session": "72.0"}))
    assert cli.json("show", ID)["due"]["term"]["session"] == 73


def test_the_template_is_a_file_that_can_be_filled_in(cli: Terminal) -> None:
    said = cli("import", "--template")
    assert said.out.strip().split(",") == [column.name for column in COLUMNS]
    (cli.folder / "t.csv").write_text(said.out, encoding="utf-8")
    assert "0 mandates of 0 texts registered" in cli("import", "t.csv").out
    assert "name a file" in cli("import", code=2).error


def test_columns_that_nobody_asks_for_are_told(cli: Terminal, write: Write) -> None:
    assert (
        "columns not used: Colour, Size\n"
        in cli("import", write({**ROW, "Colour": "red", "Size": "3"})).out
    )


# --- what is registered already -------------------------------------------------------------------


def test_the_text_itself_stands_above_the_register(cli: Terminal, write: Write) -> None:
    cli.adopt()
    row = {
        "symbol": "A/RES/54/226", "adopted_on": "1999-12-22", "paragraph": "1", "act": "1",
        "verb": "requests", "title": "another title", "lead": "UNDP", "status": "issued",
        "document": "A/56/465", "status_on": "2001",
    }  # fmt: skip
    said = cli("import", write(row, {**row, "paragraph": "9"}), code=1)
    assert "0 mandates of 0 texts registered, 1 known before" in said.out
    assert [one["reason"] for one in rejects(cli)] == [
        "A/RES/54/226 is registered without A/RES/54/226#9.1"
    ]
    shown = cli.json("show", "A/RES/54/226#1.1")
    assert shown["title"] == "state of South-South cooperation"
    assert (shown["leads"], shown["status"]["implementation"]) == (["UNDP"], "issued")


def test_another_version_of_what_an_import_registered_is_refused(
    cli: Terminal, write: Write
) -> None:
    cli("import", write(ROW))
    cli("import", write({**ROW, "title": "another"}), code=1)
    assert "is registered with other content" in rejects(cli)[0]["reason"]


# --- how it stands --------------------------------------------------------------------------------

DAY = {"status_on": "2018-12-20"}
BY = {"authority": "A/RES/73/249"}
DOCUMENT = {"document": "A/73/321"}


def shown_with(cli: Terminal, write: Write, **changes: str) -> dict[str, Any]:
    heir = {**ROW, "symbol": "A/RES/73/249", "adopted_on": "2018-12-20", "paragraph": "5"}
    cli("import", write({**ROW, **changes}, heir))
    return dict(cli.json("show", ID))


@pytest.mark.parametrize(
    ("changes", "axis", "value"),
    [
        ({"status": "Submitted", **DAY, **DOCUMENT}, "implementation", "submitted"),
        ({**DAY, **DOCUMENT}, "implementation", "submitted"),
        ({"status": "published", **DAY, **DOCUMENT}, "implementation", "issued"),
        ({"status": "submitted", "issued_on": "2018-08-02", "submitted_on": "2018-06", **DOCUMENT},
         "implementation", "issued"),
        ({"status": "noted", **DAY, **BY}, "implementation", "considered"),
        ({"status": "considered", **DAY, **DOCUMENT}, "implementation", "considered"),
        ({"status": "implemented", **DAY, **DOCUMENT}, "implementation", "issued"),
        ({"status": "completed", **DAY, **BY}, "implementation", "considered"),
        ({"status": "completed", "deliverable": "other", **DAY}, "implementation", "confirmed"),
        ({"status": "in progress"}, "implementation", "in_progress"),
        ({"status": "missed", "status_on": "2019-12-01"}, "implementation", "missed"),
        ({"status": "waived", **DAY}, "implementation", "waived"),
        ({"status": "held", "deliverable": "meeting", **DAY}, "implementation", "held"),
        ({"status": "discontinued", **DAY, **BY}, "legal", "retired"),
        ({"status": "lapsed", **DAY, **BY}, "legal", "lapsed"),
        ({"status": "expired", "until": "2018-06", **DAY}, "legal", "expired"),
        ({"status": "superseded", "successor": "A/RES/73/249#5.1", **DAY, **BY}, "legal",
         "replaced"),
        ({"status": "merge", "successor": "A/RES/73/249#5.1", **DAY, **BY}, "legal", "merged"),
        ({"status": "adapted", "successor": "A/RES/73/249#5.1", **DAY, **BY}, "legal", "adapted"),
        ({"status": "deferred", "deferred_to": "open", **DAY, **BY}, "timeliness", "open_ended"),
        ({"status": "reiterated", **DAY, **BY}, "legal", "in_force"),
        ({"status": "continue"}, "implementation", "open"),
    ],
)  # fmt: skip
def test_a_status_is_recorded_by_the_ordinary_commands(
    cli: Terminal, write: Write, changes: dict[str, str], axis: str, value: str
) -> None:
    shown = shown_with(cli, write, **changes)
    assert shown["status"][axis] == value
    assert shown["notes"] == []
    assert {one["note"] for one in cli.json("history", ID)} == {"asserted at import"}


def test_a_delivery_holds_from_its_own_day_and_not_from_that_of_the_status(
    cli: Terminal, write: Write
) -> None:
    row = {"status": "issued", "submitted_on": "2018-06-01", "issued_on": "2018-07-02", **DOCUMENT}
    shown_with(cli, write, status_on="2018-12-20", **row)
    days = {one["type"]: one["effective_on"] for one in cli.json("history", ID)}
    assert days["mandate.report_submitted.v1"] == "2018-06-01"
    assert days["mandate.report_issued.v1"] == "2018-07-02"


@pytest.mark.parametrize(
    ("status", "tag", "field", "value"),
    [
        ({"status": "noted", **DAY, **BY}, "considered", "action", "noted"),
        ({"status": "completed", **DAY, **BY}, "considered", "action", "considered"),
        ({"status": "waived", **DAY}, "waived", "reason", "asserted at import"),
        ({"status": "waived", **DAY, **BY}, "waived", "reason", None),
    ],
)
def test_a_status_says_what_the_body_did_and_no_reason_where_there_is_an_authority(
    cli: Terminal, write: Write, status: dict[str, str], tag: str, field: str, value: str | None
) -> None:
    shown_with(cli, write, **status)
    events = {one["type"]: one["data"] for one in cli.json("history", ID)}
    assert events[f"mandate.{tag}.v1"].get(field) == value


def test_what_does_not_apply_is_not_tracked(cli: Terminal, write: Write) -> None:
    shown = shown_with(cli, write, status="Non-applicable")
    assert (shown["tracked"], shown["tracking_reason"]) == (
        "no", "non applicable (asserted at import)",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"status": "submitted", **DOCUMENT}, "on which day is not said (status_on)"),
        ({"status": "submitted", **DAY}, "that needs its document"),
        ({"status": "noted", **DAY}, "that needs its document or authority"),
        ({"status": "retired", **DAY}, "that needs its authority"),
        ({"status": "replaced", **DAY, **BY}, "that needs its successor"),
        ({"status": "missed", "status_on": "2018-01-01"}, "its window"),
        ({"status": "retired", "status_on": "2018-12-20", "authority": "S/RES/2334(2016)"}, "S"),
        ({"status": "replaced", "successor": "A/RES/1/1#1.1", **DAY, **BY}, "is not in the record"),
        ({"status": "half done"}, "there is no such status"),
    ],
)
def test_what_cannot_be_said_is_a_note(
    cli: Terminal, write: Write, changes: dict[str, str], reason: str
) -> None:
    file = write({**ROW, **changes, "lead": "DESA"})
    said = cli("import", file)
    assert "1 only noted:\n  row 2: A/RES/72/237#35.1: " in said.out
    assert reason in said.out
    shown = cli.json("show", ID)
    (note,) = shown["notes"]
    assert note.startswith("asserted at import: ")
    assert reason in note
    assert changes.get("status", "") in note
    assert shown["status"]["legal"] == "in_force"
    assert shown["leads"] == ["DESA"], "who takes it on is recorded all the same"
    before = cli.position
    cli("import", file)
    assert cli.position == before


def test_a_note_is_not_turned_into_a_status_by_doing_it_again(
    cli: Terminal, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = {**ROW, "status": "replaced", "successor": "A/RES/73/249#5.1", **DAY, **BY}
    cli("import", write(row))
    heir = {**ROW, "symbol": "A/RES/73/249", "adopted_on": "2018-12-20", "paragraph": "5"}
    cli("import", write(row, heir))
    assert cli.json("show", ID)["status"]["legal"] == "in_force"


# --- a real one -----------------------------------------------------------------------------------


def test_the_survey_of_reports_is_taken_over(cli: Terminal, corpus: Path) -> None:
    survey = corpus / "domain" / "sg_reports_survey_sample.csv"
    (cli.folder / "survey.csv").write_bytes(survey.read_bytes())
    words_ = ("import", "survey.csv", "--map", str(SURVEY_MAP))
    said = cli(*words_, code=1)
    assert said.error == "416 of 418 rows rejected: see survey.rejected.csv"
    assert "2 mandates of 2 texts registered" in said.out
    assert "1 only noted" in said.out
    found = {one["id"]: one for one in cli.json("list")["items"]}
    assert {*found} == {"A/RES/74/235#u1.1", "A/RES/77/181#u1.1"}
    one = found["A/RES/77/181#u1.1"]
    assert (one["title"], one["leads"]) == ("Women in development", ["DESA"])
    assert one["status"]["implementation"] == "issued"
    reasons = [row["reason"] for row in rejects(cli, "survey.rejected.csv")]
    assert sum(reason == "adopted_on: missing" for reason in reasons) == 3
    assert sum("symbol: missing" in reason for reason in reasons) == 413
    before = cli.position
    cli(*words_, code=1)
    assert cli.position == before


def test_a_host_may_import_too(tmp_path: Path) -> None:
    from mandates.adapters.importing import take_over

    file = tmp_path / "register.csv"
    file.write_text(f"{','.join(ROW)}\n{','.join(ROW.values())}\n", encoding="utf-8")
    plan = planned(read_table(file), Mapping())
    with Engine.open(tmp_path / "record.db") as engine:
        outcome = take_over(plan, engine, by="registry")
        assert (outcome.mandates, outcome.events) == (1, 2)
        assert engine.mandate(ID).item.id == ID


def test_an_import_tells_that_a_status_of_what_recurs_is_that_of_one_due_point(
    cli: Terminal, write: Write
) -> None:
    done = {"status": "completed", "status_on": "2018-11-01", "document": "A/73/321"}
    ended = {"status": "expired", "status_on": "2018-11-01"}
    yearly = {**ROW, "recurrence": "annual"}
    rows = ({**yearly, **done}, {**ROW, **done, "paragraph": "36"},
            {**yearly, **ended, "paragraph": "37"})  # fmt: skip
    name = write(*rows)
    told = "\nthe status of 1 that recurs is that of its first due point alone: of what is over,"
    assert told in cli("import", name, "--dry-run").out
    assert cli.json("import", name)["once"] == [ID]
    assert cli.json("import", name)["once"] == []
    assert cli.json("show", ID)["status"]["legal"] == "in_force"


def test_an_import_tells_how_many_recur_as_a_tick_announces_all_that_came_since(
    cli: Terminal, write: Write
) -> None:
    yearly = {**ROW, "recurrence": "annual"}
    rows = ({**yearly, "paragraph": "36", "due": ""}, {**yearly, "due": "GA/90"},
            {**ROW, "paragraph": "37", "due": ""})  # fmt: skip
    name = write(*rows)
    told = cli("import", name, "--dry-run").out
    assert "\n2 of them recur: a tick announces all that fell due since the first time" in told
    one = cli("import", write(*rows[1:], name="one.csv"), "--dry-run").out
    assert "\n1 of them recurs: a tick" in one
    assert cli.json("import", name)["recurring"] == ["A/RES/72/237#36.1", ID]
    again = cli("import", name).out
    assert "recur" not in again, "nothing of it is new"
    assert "alone" not in told
    coming = cli.json("tick", "--dry-run")["events"]
    assert {one["stream"] for one in coming} == {"mandate-A/RES/72/237#36.1"}
    opened = [one for one in coming if one["type"] == "mandate.occurrence_opened.v1"]
    assert len(opened) >= 8, "one a year since the 73rd session"
