"""`adopt`: register a resolution and the mandates in it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from ....domain.errors import BadInput
from ... import intake
from .. import values
from ..desk import Desk, recording
from ..errors import misfit
from ..group import Command
from ..outline import outline

if TYPE_CHECKING:
    from ....domain.reading import Reading

STDIN = "-"


@click.command(cls=Command)
@click.argument("file", metavar="FILE")
@click.option("--symbol", type=values.SYMBOL, metavar="S", help="The symbol of the adopted text.")
@click.option("--date", "adopted_on", type=values.PARTIAL, metavar="D", help="Its day of adoption.")
@click.option("--draft", type=values.SYMBOL, metavar="S", help="The draft that led to it.")
@click.option("--accept-low", is_flag=True, help="Accept acts that the reading is not sure of.")
@recording(mandates=False)
def adopt(
    desk: Desk,
    file: str,
    symbol: str | None,
    adopted_on: str | None,
    draft: str | None,
    accept_low: bool,
) -> None:
    """Register a resolution and the mandates in it, all or nothing.

    FILE is the JSON of `mandates read --json`, or a text, PDF or Word file; - is JSON from stdin.
    The same text again changes nothing; another text under a known symbol is refused, with the
    difference.

    \b
    mandates adopt resolution.json --symbol A/RES/54/226 --date 1999-12-22 --draft A/C.2/54/L.5
    mandates adopt A_RES_72_237.txt --symbol A/RES/72/237 --date 2017-12-20 --accept-low
    """
    from ....domain.instrument import AdoptInstrument

    if symbol is None:
        raise click.UsageError("say which text it is: --symbol A/RES/54/226")
    if adopted_on is None:
        raise click.UsageError("say when it was adopted: --date 1999-12-22")
    if desk.on not in (None, adopted_on):
        raise click.UsageError("an adoption holds from its own day: give --date alone")
    document, is_json = document_of(file, symbol)
    reading = reading_of(document, file)
    if not is_json and not desk.json:
        click.echo(outline(document), err=True)
    command = desk.build(
        AdoptInstrument, symbol=symbol, adopted_on=adopted_on, reading=reading, draft=draft,
        accept_low=accept_low,
    )  # fmt: skip
    known = f"{symbol} is registered already, with the same content: nothing recorded"
    desk.record(command, nothing=known)


def document_of(file: str, symbol: str) -> tuple[dict[str, Any], bool]:
    """The document in a file, and whether it came as JSON; any other text is read."""
    text = _json_text(file)
    if text is None:
        from ...reading import read_file

        return read_file(Path(file), symbol=symbol), False
    try:
        found: Any = intake.json_of(text)
    except json.JSONDecodeError as error:
        raise BadInput(
            f"{file}: no JSON: line {error.lineno}, column {error.colno}: {error.msg}"
        ) from None
    except BadInput as error:
        raise BadInput(f"{file}: {error}") from None
    except (ValueError, RecursionError):
        raise BadInput(
            f"{file}: no JSON that could be a resolution: nested too deep, or a number too long"
        ) from None
    if not isinstance(found, dict):
        raise BadInput(f"{file}: no resolution: the JSON is no object")
    return cast("dict[str, Any]", found), True


def _json_text(file: str) -> str | None:
    """The text of a file that is JSON by its name or its first character; None of any other."""
    if file == STDIN:
        content = intake.bytes_from(sys.stdin.buffer, "what came on standard input")
    else:
        content = intake.bytes_of(Path(file))
    bare = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    if file != STDIN and not file.lower().endswith(".json") and bare[:1] != b"{":
        return None
    try:
        return bare.decode()
    except UnicodeDecodeError as error:
        raise BadInput(f"{file}: no JSON: byte {error.start} is no UTF-8") from None


def reading_of(document: dict[str, Any], file: str) -> Reading:
    from pydantic import ValidationError

    from ....domain.reading import Reading

    try:
        return Reading.model_validate(document)
    except ValidationError as error:
        raise misfit(error, file) from None
