"""The documentation as a site: every page is in it, no link leads nowhere, and what says what the
code says is made from the code."""

from __future__ import annotations

import html
import os
import re
import runpy
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

import mandates
from mandates.adapters.cli.root import root
from mandates.domain.commands import COMMANDS
from mandates.domain.registry import EVENTS

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as it is for readers."""
    place = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(place)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        check=False,
    )
    # With -q it would not count what it warns of.
    assert (done.returncode, "WARNING" in done.stderr) == (0, False), done.stderr
    return place


@pytest.fixture(scope="module")
def reference() -> dict[str, Any]:
    """What makes the pages of reference."""
    return runpy.run_path(str(ROOT / "scripts" / "reference.py"))


def words(site: Path, page: str) -> str:
    """What a page of the site says, without its markup."""
    text = (site / page / "index.html").read_text(encoding="utf-8")
    return html.unescape(re.sub(r"<[^>]+>", "", text))


def every_command(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    """Every command below a group, with what is typed for it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield f"{path} {name}", command
        if isinstance(command, click.Group):
            yield from every_command(command, f"{path} {name}")


def test_every_page_is_in_the_site(site: Path) -> None:
    built = {path.parent.name for path in site.rglob("index.html")}
    assert {path.stem for path in (ROOT / "docs").glob("*.md")} - built == {"index"}


def test_the_catalogue_of_events_is_that_of_the_code(reference: dict[str, Any]) -> None:
    written = (ROOT / "docs" / "events.md").read_text(encoding="utf-8")
    assert written == reference["catalogue"](), "run .venv/bin/python scripts/reference.py"
    assert all(f"| `{tag}` |" in written for tag in EVENTS)


def test_the_site_tells_every_command_with_its_options(site: Path) -> None:
    told = words(site, "reference/command-line")
    for path, command in every_command(root, "mandates"):
        assert path in told
        assert [one for param in command.params for one in param.opts[:1]
                if one.startswith("--") and one not in told] == []  # fmt: skip


def test_the_site_tells_every_public_name_and_every_command(site: Path) -> None:
    python, given = words(site, "reference/python"), words(site, "reference/commands")
    for name in {*mandates.__all__} - {"__version__"}:
        assert name in (given if name in COMMANDS else python)
    ours = [name for name in dir(mandates.Engine) if not name.startswith("_")]
    assert [name for name in ours if f"engine.{name}" not in python.lower()] == []


def test_the_site_tells_every_route_of_the_api(site: Path) -> None:
    told = words(site, "reference/http")
    assert "GET /api/v1/mandates/{mandate}/why" in told
    assert "POST /api/v1/commands" in told
    assert "GET /api/v1/events" in told
