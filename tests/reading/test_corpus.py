"""The bars of the product, on the real texts (skipped where they are not)."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from mandates.adapters.reading import read_file
from mandates.domain.reading import Reading

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_reading", ROOT / "benchmarks/reading.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_draft_is_read_as_its_gold(corpus: Path, bench: Any) -> None:
    assert bench.gold(corpus / "corpus") == []


def test_the_draft_gives_fifteen_mandates_of_which_ten_are_tracked(corpus: Path) -> None:
    document = read_file(corpus / "corpus" / "A_C.2_54_L.5.txt")
    mandates = [act for act in Reading.model_validate(document).acts if act.mandate]
    assert len(mandates) == 15
    assert sum(act.tracked == "yes" for act in mandates) == 10
    assert all(act.span for act in mandates)
    assert document["text_of"] == "draft"


def test_the_draft_cites_what_its_preamble_names(corpus: Path) -> None:
    wanted = json.loads((corpus / "corpus" / "A_C.2_54_L.5.gold.json").read_text("utf-8"))
    read = read_file(corpus / "corpus" / "A_C.2_54_L.5.txt")
    assert [(p["verb"].split(" ")[0], p["cites"]) for p in read["preamble"]] == [
        (p["verb"], p["cites"]) for p in wanted["preamble"]
    ]


def test_paragraphs_of_raw_pdf_text_are_exact(corpus: Path, bench: Any) -> None:
    total = bench.total_of(bench.pairs(corpus / "corpus"))
    assert bench.ratio(total, "exact", "paragraphs") >= 0.997
    assert bench.ratio(total, "whole", "documents") >= 0.95


def test_acts_of_the_labelled_paragraphs_reach_the_bars(corpus: Path, bench: Any) -> None:
    total = bench.total_of(bench.labelled(corpus / "corpus", "all"))
    assert bench.f1(total, "verb") >= 0.97
    assert bench.f1(total, "mandate") >= 0.96
    assert bench.f1(total, "addressees") >= 0.92
    assert bench.f1(total, "with") >= 0.95
    assert bench.ratio(total, "deliverable", "mandates") >= 0.92
    assert bench.ratio(total, "due", "mandates") >= 0.96
    assert bench.ratio(total, "recurrence", "mandates") >= 0.97


def test_every_raw_text_gives_paragraphs(corpus: Path) -> None:
    for path in sorted((corpus / "corpus").glob("raw/*.txt")):
        assert read_file(path)["paragraphs"], path.name
