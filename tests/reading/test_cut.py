"""Real pages cut and joined: what stands on them still is read as on the whole page."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest

from mandates.adapters.reading import read_text

Json = dict[str, Any]
EVERY = 1 if os.environ.get("MANDATES_TEST_SIZE") == "long" else 9
ENOUGH = 8
"""Fewer paragraphs are no page to be cut in two."""
_BEGINNING = 30
"""In letters: amid a paragraph may stand a title that only the page cut off would have told."""


@pytest.fixture(scope="module")
def pages(corpus: Path) -> list[tuple[str, str]]:
    folder = corpus / "corpus"
    paths = [*folder.glob("raw/*.rawpdf.txt"), *folder.glob("pdf-text/noisy/*.txt")]
    return [(path.name, path.read_text("utf-8")) for path in sorted(paths)][::EVERY]


def paragraphs(text: str) -> list[tuple[str, str]]:
    return [(item["number"], words(item["text"])) for item in read_text(text)["paragraphs"]]


def words(text: str) -> str:
    """Its letters: figures of notes that are cut off may stay."""
    return re.sub(r"[\W\d]", "", text)


def halves(text: str) -> tuple[str, str, str] | None:
    """A page cut before a paragraph amid it, and that paragraph's number."""
    counted = [item for item in read_text(text)["paragraphs"] if item["number"].isdigit()]
    if len(counted) < ENOUGH:
        return None
    amid = counted[len(counted) // 2]
    lines = text.split("\n")
    at = min(amid["lines"]) - 1
    return "\n".join(lines[:at]), "\n".join(lines[at:]), amid["number"]


def test_nothing_is_lost_with_an_annex(pages: list[tuple[str, str]]) -> None:
    for name, text in pages:
        annexes: list[Json] = read_text(text).get("annexes", [])
        if annexes:
            own = [*annexes[0]["lines"], *(x for p in annexes[0]["paragraphs"] for x in p["lines"])]
            cut = "\n".join(text.split("\n")[: min(own) - 1])
            assert paragraphs(cut) == paragraphs(text), name


def test_each_half_of_a_page_has_its_paragraphs(pages: list[tuple[str, str]]) -> None:
    for name, text in pages:
        cut = halves(text)
        if cut is None or "A_C.2_80_L.60" in name:  # a list without verbs
            continue
        first, second, number = cut
        whole = paragraphs(text)
        at = [found for found, _ in whole].index(number)
        assert [found for found, _ in paragraphs(first)] == [found for found, _ in whole[:at]], name
        begins = [(found, said[:_BEGINNING]) for found, said in paragraphs(second)]
        assert begins == [(found, said[:_BEGINNING]) for found, said in whole[at:]], name


def test_of_two_documents_in_one_file_the_first_is_read(pages: list[tuple[str, str]]) -> None:
    for (name, text), (_, other) in zip(pages, [*pages[1:], pages[0]], strict=True):
        assert paragraphs(f"{text}\n\n{other}") == paragraphs(text), name


def test_or_the_one_that_is_asked_for(pages: list[tuple[str, str]]) -> None:
    for (_, text), (name, other) in zip(pages, [*pages[1:], pages[0]], strict=True):
        symbol = read_text(other)["symbol"]
        both = read_text(f"{text}\n\n{other}", symbol=symbol)
        assert both["symbol"] == symbol, name
        assert len(both["paragraphs"]) == len(read_text(other)["paragraphs"]), name


SECOND = """14. Requests the keepers to report on the lamps of the
A/RES/90/7
Lamps of the harbours
35-00001
3/4
harbours,{0} and to light them;

15. Continues to encourage the keepers to keep
Lamps of the harbours
A/RES/90/7
4/4
35-00001
their lamps.
"""


def test_a_title_at_the_edges_of_a_page_is_told_without_its_first_page() -> None:
    whole = paragraphs(SECOND.format(""))
    assert [number for number, _ in whole] == ["14", "15"]
    assert not any("Lamps" in said for _, said in whole)


def test_a_sentence_that_names_a_committee_is_no_formula() -> None:
    text = SECOND.format("").replace(
        "and to light them;", "and to the\ncommittee to develop an instrument on oil,\nfor ever;"
    )
    assert [number for number, _ in paragraphs(text)] == ["14", "15"]


def test_marks_of_notes_that_are_cut_off_leave_the_text() -> None:
    notes = "\n__________________\n1 A/90/1.\n2 A/90/2.\n"
    text = (
        "Lamps\n\nThe General Assembly,\n\nRecalling the report on lamps,1 and the list of oils,2\n"
        f"{notes}\nA/RES/90/7\n\n1. Requests the keepers,3 of whom all are awake, to report.\n"
    )
    (paragraph,) = read_text(text)["paragraphs"]
    assert paragraph["text"] == "Requests the keepers, of whom all are awake, to report."


def test_a_heading_at_the_end_of_a_page_that_is_cut_is_one() -> None:
    text = (
        "Lamps\n\nThe General Assembly,\n\n1. Requests the keepers to report;\n\n"
        "2. Decides to meet in 2040;\n\nOil and wicks"
    )
    document = read_text(text)
    assert document["paragraphs"][-1]["text"] == "Decides to meet in 2040;"
    assert [item["text"] for item in document["headings"]] == ["Oil and wicks"]
