"""What docs/guarantees.md promises is proven by tests that exist."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "guarantees.md"
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def promises() -> list[tuple[str, str]]:
    """The rows of the tables: what is promised, and the cell that names its proof."""
    promised, _, _ = PAGE.read_text(encoding="utf-8").partition("## What was tried")
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in promised.splitlines()
        if line.startswith("|") and not line.startswith(("|---", "| promise"))
    ]
    assert all(len(row) == 3 for row in rows), rows
    return [(promise, proof) for promise, _, proof in rows]


@pytest.mark.parametrize(("promise", "proof"), promises(), ids=lambda text: text[:50])
def test_every_promise_is_proven_by_a_test_that_exists(promise: str, proof: str) -> None:
    named = TEST.findall(proof)
    assert named, f"no test proves: {promise}"
    assert TEST.sub("", proof).strip(", ") == "", f"not understood: {proof}"
    for path, name in named:
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        tests = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
        assert name in tests, f"{path} has no {name}"


def test_it_also_says_what_is_not_promised() -> None:
    _, _, rest = PAGE.read_text(encoding="utf-8").partition("## What is not promised")
    assert rest.count("\n- **") >= 5


def test_what_was_tried_in_the_long_size_lost_nothing() -> None:
    _, _, tried = PAGE.read_text(encoding="utf-8").partition("## What was tried")
    rows = [line.strip("|").split("|") for line in tried.splitlines() if line.startswith("| ")][1:]
    assert len(rows) > 40
    assert all([cell.strip() for cell in row[4:8]] == ["0"] * 4 for row in rows)
    kills = [row for row in rows if row[0].strip() == "kill -9"]
    assert sum(int(row[2].replace(",", "")) for row in kills) > 1000
