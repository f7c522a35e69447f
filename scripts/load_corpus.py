#!/usr/bin/env python3
"""Registers every resolution in a folder, so that the tool can be tried with many mandates.

    scripts/load_corpus.py ../shared/corpus/raw --db corpus.db

Texts, PDF and Word files below the folder are read as they are. What the text does not say comes
from its file's name (the symbol) or from --date (the day of adoption); a text that cannot be
registered is named with the reason, and the run goes on. Acts of low confidence are accepted: this
is for trying, not for a register that somebody relies on. The same folder again changes nothing.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from typing import Any

import environment  # noqa: F401  # before all that it provides

# isort: split
import click
from pydantic import ValidationError

from mandates import AdoptInstrument, Engine, MandatesError, Reading
from mandates.adapters.reading.files import read_folder
from mandates.domain.symbol import parse


def command_of(document: dict[str, Any], day: str) -> AdoptInstrument:
    """The adoption of a text. Raises ValueError for one that was not adopted."""
    reading = Reading.model_validate(document)
    named = parse(reading.symbol or "")
    if named.kind == "draft":
        raise ValueError(f"{named} is a draft: nothing says that it was adopted")
    adopted_on = str(document.get("adopted_on") or day)
    return AdoptInstrument(
        symbol=named.text, adopted_on=adopted_on, reading=reading, accept_low=True
    )


def load(folder: str, engine: Engine, day: str) -> Iterator[tuple[str, str | None, int]]:
    """Each file with the reason why it was left out, or None and how many mandates it has."""
    for document in read_folder(folder):
        name = str(document.pop("file"))
        if "error" in document:
            yield name, str(document["error"]), 0
            continue
        try:
            command = command_of(document, day)
            answer = engine.execute(command, by="load_corpus")
        except (MandatesError, ValidationError, ValueError) as error:
            yield name, " ".join(str(error).split())[:200], 0
            continue
        yield name, None, max(len(answer.recorded) - 1, 0)


def main() -> int:
    """Load what the arguments name and tell what became of it."""
    parser = argparse.ArgumentParser(description="Registers every resolution in a folder.")
    parser.add_argument("folder")
    parser.add_argument("--db", default="corpus.db")
    parser.add_argument("--date", default="2025-12-15", help="of texts that do not say it")
    given = parser.parse_args()
    start, texts, mandates, left_out = time.monotonic(), 0, 0, 0
    with Engine.open(given.db) as engine:
        for name, reason, count in load(given.folder, engine, given.date):
            if reason is not None:
                left_out += 1
                click.echo(f"left out: {name}: {reason}", err=True)
            texts, mandates = texts + (reason is None), mandates + count
            if sys.stderr.isatty():
                click.echo(f"\r{texts} texts, {mandates} mandates", nl=False, err=True)
    seconds = time.monotonic() - start
    click.echo(f"{texts} texts, {mandates} new mandates, {left_out} left out, in {seconds:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
