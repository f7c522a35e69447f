"""Columns side by side are read one after the other; tables and indented pages are not parted."""

from __future__ import annotations

import textwrap
from itertools import zip_longest

import pytest

from mandates.adapters.reading import read_text
from mandates.adapters.reading.page import columns
from mandates.domain.ordinals import words_of

LEFT = """901 (IV). Keeping of lamps

The General Assembly,

Having regard to its resolution 874 (III) of 11 May 1949 on lamps and oil,

1. Welcomes the announcement that an agreement was reached at the conference of keepers;

2. Requests the Secretary-General to report on the lamps of the northern coast to the General
Assembly at its fifth session;"""
RIGHT = """3. Invites Member States to keep their lamps, and to send lists of them to the
Secretary-General by 1 May 1950, with whatever they know of the price of oil in their ports, of
the number of their keepers and of ships that were lost for want of lamps;

4. Takes note of the rules on wicks;

5. Decides to keep the question of lamps on its agenda.

272nd plenary meeting,
7 December 1949."""


def rows(text: str, width: int) -> list[str]:
    """The text's paragraphs, wrapped as a column of a page."""
    found: list[str] = []
    for paragraph in text.split("\n\n".replace("\\\n", "\n")):
        found += [*textwrap.wrap(" ".join(paragraph.split()), width), ""]
    return found


def page(left: str, right: str, *, width: int = 44) -> str:
    beside = zip_longest(rows(left, width - 4), rows(right, width - 4), fillvalue="")
    return "\n".join(f"{one:<{width}}{two}".rstrip() for one, two in beside)


def test_what_stands_left_is_read_first() -> None:
    document = read_text(page(LEFT, RIGHT))
    assert [item["number"] for item in document["paragraphs"]] == ["1", "2", "3", "4", "5"]
    assert document["paragraphs"][1]["text"] == (
        "Requests the Secretary-General to report on the lamps of the northern coast to the "
        "General Assembly at its fifth session;"
    )
    assert (document["symbol"], document["adopted_on"]) == ("A/RES/901(IV)", "1949-12-07")
    due = document["paragraphs"][2]["acts"][0]["due"]
    assert due["date"] == "1950-05-01"


def test_pages_follow_each_other() -> None:
    one = page(LEFT, RIGHT)
    words = " ".join(piece for _, piece, _ in columns.pieces(one)).split()
    both = " ".join(piece for _, piece, _ in columns.pieces(f"{one}\n\f{one}")).split()
    assert both == words * 2


def test_a_line_over_the_gap_is_cut_at_the_blank_beside_it() -> None:
    text = page(LEFT, RIGHT).split("\n")
    at = next(index for index, row in enumerate(text) if row.startswith("agreement was reached"))
    text[at] = f"agreement was reached at the conferences of {text[at][44:].lstrip()}"
    document = read_text("\n".join(text))
    assert "reached at the conferences of of keepers;" in document["paragraphs"][0]["text"]


def test_every_line_is_in_a_piece_and_none_is_lost() -> None:
    text = page(LEFT, RIGHT)
    found = [*columns.pieces(text)]
    lines = text.split("\n")
    assert {number for number, _, _ in found} == set(range(1, len(lines) + 1))
    said = "".join(piece for _, piece, _ in found)
    assert sorted(filter(str.isalnum, said)) == sorted(filter(str.isalnum, text))


def test_tables_and_indented_pages_are_left_as_they_are() -> None:
    table = "\n".join(f"Lamp of the island {n:02}          {n * 7} dollars" for n in range(20))
    indented = "\n".join(f"{' ' * 30}a line of a page that is indented, {n}" for n in range(20))
    plain = "\n".join(f"A line of a page   with a gap, {n}" for n in range(4))
    for text in (table, indented, plain, f"{table}\n{plain}"):
        assert [piece for _, piece, _ in columns.pieces(text)] == text.split("\n")


HEADS = (
    "A/RES/90/12            Lighthouses of the world and of all\n"
    "                       the keepers thereof",
    "Lighthouses of the world and of all\nthe keepers thereof                    A/RES/90/12",
)


@pytest.mark.parametrize("alike", [False, True])
def test_heads_that_stand_side_by_side_make_no_columns(alike: bool) -> None:
    """A program that keeps the places of words prints symbol and running title in one line."""
    title = (
        "90/12. Lighthouses of the world and of all the keepers thereof\n\nThe General Assembly,\n"
    )
    said = [
        f"{number}. Requests the {'old' if alike else words_of(number)} Board of Pilots to report "
        f"on the lamps of coast {number} and on whatever else burns there, at its next session;"
        for number in range(1, 41)
    ]
    lines = [line for text in said for line in [*textwrap.wrap(text, 60), ""]]
    pages: list[str] = []
    for at in range(0, len(lines), 19):
        pages += [*lines[at : at + 19], "", HEADS[at % 2], "", "23-24900            2/9", ""]
    plain = read_text(f"A/RES/90/12\n\n{title}\n" + "\n".join(lines))["paragraphs"]
    paged = read_text(f"A/RES/90/12\n\n{title}\n" + "\n".join(pages))["paragraphs"]
    assert len(plain) == len(said)
    said_by = "number" if alike else "text"
    assert [item[said_by] for item in paged] == [item[said_by] for item in plain]
