"""A terminal in an empty folder, or in one with a small record."""

from __future__ import annotations

from pathlib import Path

import pytest

from .terminal import Terminal


@pytest.fixture
def cli(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Terminal:
    """Who types, as "desk", in a folder where nothing is."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MANDATES_DB", raising=False)
    monkeypatch.setenv("MANDATES_BY", "desk")
    return Terminal(tmp_path, capsys)


@pytest.fixture
def desk(cli: Terminal) -> Terminal:
    """The same, with A/RES/54/226 registered."""
    cli.adopt()
    return cli
