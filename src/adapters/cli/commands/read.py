"""`read`: take resolutions apart. Records nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from ....domain.counts import counted
from ....domain.errors import BadInput
from .. import tables, values
from ..group import AS_JSON, Command
from ..outline import counts, outline, paragraphs
from ..progress import working

COLUMNS = ("file", "symbol", "paragraphs", "acts", "mandates", "not sure", "error")


@click.command(cls=Command)
@click.argument("path", metavar="FILE|DIR", type=click.Path(exists=True, path_type=Path))
@click.option("--symbol", type=values.SYMBOL, metavar="S", help="Where the text does not say it.")
@AS_JSON
@click.option("--json-lines", is_flag=True, help="One JSON document a line, with its file.")
def read(path: Path, symbol: str | None, as_json: bool, json_lines: bool) -> None:
    """Take resolutions apart: paragraphs, acts, who is asked for what by when. Records nothing.

    Texts, PDF and Word files. In a folder, what is no resolution is named and the run goes on.

    \b
    mandates read A_RES_54_226.txt
    mandates read resolutions/ --json-lines > readings.jsonl
    """
    if as_json and json_lines:
        raise click.UsageError("give --json or --json-lines, not both")
    if path.is_dir():
        if symbol is not None:
            raise click.UsageError("--symbol is for one file: a folder holds several")
        _folder(path, as_json, json_lines)
    else:
        _file(path, symbol, as_json, json_lines)


def _file(path: Path, symbol: str | None, as_json: bool, json_lines: bool) -> None:
    from ...reading import read_file

    document = read_file(path, symbol=symbol)
    if as_json:
        tables.give(document)
    elif json_lines:
        _line({"file": path.name, **document})
    else:
        paragraphs(document)
        click.echo()
        click.echo(outline(document))


def _folder(folder: Path, as_json: bool, json_lines: bool) -> None:
    found = 0
    kept: list[dict[str, Any]] = []
    for document in _documents(folder):
        found += "error" not in document
        if json_lines:
            _line(document)
        else:
            kept.append(document)
    if as_json:
        tables.give({"items": kept})
    elif not json_lines:
        tables.table(COLUMNS, (_row(one) for one in kept))
        click.echo(f"{counted(found, 'resolution')} in {counted(len(kept), 'file')}")
    if not found:
        raise BadInput(f"{folder}: no resolution in it")


def _documents(folder: Path) -> Iterator[dict[str, Any]]:
    from ...reading import read_folder
    from ...reading.files import SUFFIXES

    files = sum(1 for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)
    with working(f"reading {folder}", files) as step:
        for document in read_folder(folder):
            yield document
            step()


def _line(document: dict[str, Any]) -> None:
    click.echo(json.dumps(document, ensure_ascii=False))


def _row(document: dict[str, Any]) -> list[str]:
    if "error" in document:
        return [document["file"], "", "", "", "", "", document["error"]]
    numbers = (str(number) for number in counts(document))
    return [document["file"], document["symbol"] or "", *numbers, ""]
