"""Many commands from a file: one JSON command a line, or a list of them as one transaction.

Lines are read one after the other, never the whole file. A line without a command id gets one made
of its content, so that a file that is given again executes nothing twice, whatever was added to it
or put right in between.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID, uuid5

from ..domain.command import Command
from ..domain.commands import command_of
from ..domain.errors import BadInput
from .intake import json_of

NAMESPACE = UUID("0d5c0c1e-3c3b-5a0b-9f0e-6f1f4f2f9a77")
"""Of the command ids that are made of a line's content (UUID version 5)."""
_OF_THE_COMMAND = ("on", "source", "note", "internal")
_OF_THE_LINE = ("by", "on_behalf_of", "command_id", "correlation_id")
_KEYS = frozenset({"command", "with", *_OF_THE_COMMAND, *_OF_THE_LINE})
Lines = Iterable[bytes]


@dataclass(frozen=True, slots=True)
class Line:
    """A line that can be executed: its commands are one transaction.

    ``number`` counts from 1 over all lines of the file, ``content`` is the line's JSON.
    """

    number: int
    content: Any
    commands: tuple[Command, ...]
    command_id: UUID
    by: str | None = None
    on_behalf_of: str | None = None
    correlation_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that cannot be executed, and why. ``content`` is its JSON, else its text."""

    number: int
    content: Any
    reason: str


def lines(source: Lines) -> Iterator[Line | BadLine]:
    """The lines of a file of commands, in order; empty ones are left out.

    The same commands may stand in a file twice: then their lines have different ids, by the order
    in which they come.
    """
    with closing(_Seen()) as seen:
        for number, raw in enumerate(source, 1):
            text = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
            if text.strip():
                yield _line(number, text, seen)


def _line(number: int, raw: bytes, seen: _Seen) -> Line | BadLine:
    content: Any = raw.decode("utf-8", "replace").strip()
    try:
        content = _json(raw)
        parts = _parts(content)
        commands = tuple(_command(one) for one in parts)
        common = {key: _one_of(key, parts) for key in _OF_THE_LINE}
        given = _id(common["command_id"])
        return Line(
            number, content, commands, given or seen.id_of(_open(content, parts)),
            _text("by", common["by"]), _text("on_behalf_of", common["on_behalf_of"]),
            _id(common["correlation_id"]),
        )  # fmt: skip
    except BadInput as error:
        return BadLine(number, content, str(error))


def _json(raw: bytes) -> Any:
    try:
        return json_of(raw.decode())
    except UnicodeDecodeError as error:
        raise BadInput(f"no UTF-8: byte {error.start + 1}") from None
    except json.JSONDecodeError as error:
        raise BadInput(f"no JSON: column {error.colno}: {error.msg}") from None
    except (ValueError, RecursionError):
        raise BadInput(
            "no JSON that could be a command: nested too deep, or a number too long"
        ) from None


def _parts(content: Any) -> list[dict[str, Any]]:
    """The commands of a line, one or more, as they are written."""
    parts = [*cast("Iterable[Any]", content)] if isinstance(content, list) else [content]
    if not parts:
        raise BadInput("an empty list: a line is a command, or a list of them")
    for one in parts:
        if not isinstance(one, dict):
            raise BadInput('no command: write {"command": "Note", "with": {...}}')
    return cast("list[dict[str, Any]]", parts)


def _open(content: Any, parts: list[dict[str, Any]]) -> Any:
    """A line's content without its internal notes: in an id made of them they could be guessed."""
    told = [_without(one) for one in parts]
    for one in told:
        if "with" in one:
            one["with"] = _without(one["with"])
    return told if isinstance(content, list) else told[0]


def _without(written: dict[str, Any]) -> dict[str, Any]:
    return {key: one for key, one in written.items() if key != "internal"}


def _command(written: dict[str, Any]) -> Command:
    if unknown := sorted(written.keys() - _KEYS):
        raise BadInput(f'{unknown[0]!r} is no part of a command: its fields belong into "with"')
    name, fields = written.get("command"), written.get("with", {})
    if not isinstance(name, str):
        raise BadInput('"command" is missing: the name of a command, such as "Note"')
    if not isinstance(fields, dict):
        raise BadInput('"with" is no object: {"mandate": "A/RES/54/226#2.2", ...}')
    beside = {key: written[key] for key in _OF_THE_COMMAND if written.get(key) is not None}
    if twice := sorted(beside.keys() & cast("dict[str, Any]", fields).keys()):
        raise BadInput(f'{twice[0]!r} stands both in "with" and beside it')
    return command_of(name, {**fields, **beside})


def _one_of(key: str, parts: list[dict[str, Any]]) -> Any:
    """What the commands of one transaction say together: once, or all the same."""
    said = [one[key] for one in parts if one.get(key) is not None]
    if any(one != said[0] for one in said):
        raise BadInput(f"{key!r} differs within one line: a line is one transaction")
    return said[0] if said else None


def _text(key: str, value: Any) -> str | None:
    if value is not None and (not isinstance(value, str) or not value.strip()):
        raise BadInput(f"{key!r} is no name")
    return value


def _id(value: Any) -> UUID | None:
    if value is None:
        return None
    try:
        return UUID(value)
    except (ValueError, AttributeError, TypeError):
        raise BadInput(f"{value!r} is no UUID") from None


class _Seen:
    """How often a content was met. On disk where it is much: a file may be longer than memory."""

    def __init__(self) -> None:
        self._counts = sqlite3.connect("", isolation_level=None)  # a private file, gone when closed
        self._counts.execute("CREATE TABLE seen (digest BLOB PRIMARY KEY, times INT) WITHOUT ROWID")
        self._counts.execute("BEGIN")

    def id_of(self, content: Any) -> UUID:
        """The command id of a content that is met once more."""
        text = json.dumps(content, sort_keys=True, separators=(",", ":"))
        digest = hashlib.sha256(text.encode()).digest()
        ((times,),) = self._counts.execute(
            "INSERT INTO seen VALUES (?, 1) ON CONFLICT DO UPDATE SET times = times + 1"
            " RETURNING times",
            (digest,),
        ).fetchall()
        return uuid5(NAMESPACE, f"{digest.hex()} {times}")

    def close(self) -> None:
        """Forget it all."""
        self._counts.close()
