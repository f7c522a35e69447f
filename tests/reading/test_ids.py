"""The names of paragraphs and acts ("A/RES/54/226#2.1"), by which mandates are found again."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mandates.adapters.reading import read_text
from mandates.domain.errors import BadInput

STEP = 1 if os.environ.get("MANDATES_TEST_SIZE") == "long" else 3


def pages(corpus: Path) -> Iterator[tuple[str, str]]:
    """All texts beside the project, or every third: pages, clean texts and decisions."""
    for path in sorted(corpus.glob("raw/*.txt")) + sorted(corpus.glob("pdf-text/noisy/*.txt")):
        yield path.name, path.read_text("utf-8")
    for line in (corpus / "resolutions.jsonl").read_text("utf-8").splitlines():
        clean = json.loads(line)
        said = (f"{item.get('prefix') or ''} {item['text']}" for item in clean["paragraphs"])
        yield clean["symbol"], "\n\n".join(item.strip() for item in said)
    for line in (corpus / "ga-decisions.jsonl").read_text("utf-8").splitlines():
        decision = json.loads(line)
        yield decision["number"], f"{decision['number']}. {decision['title']}\n\n{decision['text']}"


@pytest.fixture(scope="module")
def documents(corpus: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for name, text in [*pages(corpus / "corpus")][::STEP]:
        try:
            found[name] = read_text(text)
        except BadInput:
            continue  # texts without operative paragraphs lie among them
    return found


def of(document: dict[str, Any]) -> list[str]:
    return [paragraph["number"] for paragraph in document["paragraphs"]]


def test_no_two_paragraphs_of_a_text_have_one_name(documents: dict[str, dict[str, Any]]) -> None:
    assert [name for name, read in documents.items() if len({*of(read)}) < len(of(read))] == []
    assert len(documents) > 300


def test_paragraphs_stand_in_the_order_of_the_text(documents: dict[str, dict[str, Any]]) -> None:
    for name, read in documents.items():
        first = [paragraph["lines"][0] for paragraph in read["paragraphs"]]
        assert first == sorted(first), name


def test_acts_are_counted_in_the_order_of_their_paragraph(
    documents: dict[str, dict[str, Any]],
) -> None:
    for name, read in documents.items():
        for paragraph in read["paragraphs"]:
            acts = [act["id"] for act in paragraph["acts"]]
            counted = [f"{paragraph['number']}.{at}" for at in range(1, len(acts) + 1)]
            assert acts == counted, name
            spans = [act["span"] for act in paragraph["acts"]]
            assert spans == sorted(spans), name


def test_numbers_grow_within_a_part(documents: dict[str, dict[str, Any]]) -> None:
    """What is counted again ("1~2") begins anew; so do numbers below unnumbered paragraphs."""
    for name, read in documents.items():
        part, last = "", 0
        for number in of(read):
            letter, _, own = number.rpartition(".")
            if "(" in own or not own.isdigit():
                part, last = letter, last if own[0] != "u" and "(" in own else 0
                continue
            assert letter != part or int(own) > last, f"{name}: {number} after {last}"
            part, last = letter, int(own)


def test_a_sub_paragraph_follows_its_paragraph(documents: dict[str, dict[str, Any]]) -> None:
    """But where a text decides "(a) ..." with nothing above it, as some decisions do."""
    for name, read in documents.items():
        before: set[str] = set()
        for number in of(read):
            above = number.rpartition("(")[0]
            known = (
                above == ""
                or "u" in above
                or any(above == item.partition("~")[0] for item in before)
            )
            assert known, f"{name}: {number}"
            before.add(number)
