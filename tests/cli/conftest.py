"""A terminal in an empty folder, or in one with a small record."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from .terminal import Terminal

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def cli(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Terminal:
    """Who types, as "desk", in a folder where nothing is."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MANDATES_DB", raising=False)
    monkeypatch.setenv("MANDATES_BY", "desk")
    corpus = Path(os.environ.get("MANDATES_CORPUS") or ROOT.parent / "shared")
    gold = (corpus / "corpus" / "A_C.2_54_L.5.gold.json").resolve()
    return Terminal(tmp_path, capsys, gold if gold.exists() else None)


@pytest.fixture
def desk(cli: Terminal) -> Terminal:
    """The same, with A/RES/54/226 registered."""
    cli.adopt()
    return cli
