"""Putting the events of a bundle into an empty database: same positions, bytes and root."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pydantic_core import from_json

from ...domain.counts import counted
from ...domain.errors import BadInput, Damaged, Refused
from ...domain.internal import InternalNote
from ...domain.registry import EVENTS as REGISTRY
from ..record.codec import Codec
from ..record.port import Held, Record, Stored
from .foreign import check_event, held
from .formats import Rejected, Unreadable
from .verify_bundle import EVENTS, MANIFEST, NOTES, Bundle, check_bundle

PAGE = 1000


def restore(record: Record, path: Path, progress: Callable[[int], None]) -> tuple[int, int]:
    """Check a bundle, then append what the record lacks of it; how many events, and the end.

    The record must be empty, or begin as the bundle does: an import that broke off goes on.
    Raises `Damaged` for a bundle that is not what it says, or holds what no record may; `Refused`
    for another record. Nothing is appended before all of it was checked.
    """
    try:
        bundle = Bundle(path)
        for _ in check_bundle(bundle, (), None):
            pass
        manifest = bundle.json(MANIFEST)
        leaves = b"".join(bundle.leaves())  # as many as there are events
        before = record.head().position
        _check_begins(record, before, leaves)
        codec = Codec(REGISTRY)
        for row in _rows(bundle, before):
            check_event(row, codec)
        kept = list(_checkpoints(bundle, manifest, leaves))
        notes = list(_notes(bundle)) if NOTES in manifest["files"] else []
        for rows in _pages(bundle, before):
            record.restore(rows)
            progress(len(rows))
        record.restore_notes(notes)
        known = {one.note for one in record.checkpoints()}
        for one in kept:
            if one.note not in known:
                record.keep(one)
    except Rejected as error:
        raise Damaged(f"{path}: {error}") from None
    except (Unreadable, OSError) as error:
        raise BadInput(f"{path}: {error}") from None
    return manifest["events"] - before, manifest["events"]


def _check_begins(record: Record, before: int, leaves: bytes) -> None:
    there = b"".join(record.leaves()) if before else b""
    if not leaves.startswith(there):
        raise Refused(
            f"the database holds another record, of {counted(before, 'event')}: name a database"
            " that does not exist yet"
        )


def _rows(bundle: Bundle, before: int) -> Iterator[Stored]:
    """The events after a position. Raises `Rejected` for what is none."""
    for position, state in enumerate(bundle.lines(EVENTS), 1):
        if position > before:
            try:
                yield stored(position, state)
            except (ValueError, KeyError, TypeError) as error:
                raise Rejected(f"position {position}: its bytes are no event: {error}") from None


def _pages(bundle: Bundle, before: int) -> Iterator[list[Stored]]:
    """Whole commands, some thousand events at a time."""
    page: list[Stored] = []
    for row in _rows(bundle, before):
        page.append(row)
        index, size = row[6], row[7]
        if len(page) >= PAGE and index is not None and size is not None and index + 1 >= size:
            yield page
            page = []
    if page:
        yield page


def stored(position: int, state: bytes) -> Stored:
    """An event as it lies in a store: its bytes, and the copies of what they say."""
    document: dict[str, Any] = from_json(state)
    said = document["envelope"]
    at = said["recorded_at"]
    return (
        position, document["stream"], document["version"], document["tag"], document["event_id"],
        said["command_id"], said["command_index"], said["command_size"],
        at if len(at) == 27 else f"{at[:-1]}.000000Z", said["effective_on"], said["clock"], state,
    )  # fmt: skip


def _notes(bundle: Bundle) -> Iterator[InternalNote]:
    for line in bundle.lines(NOTES):
        said = json.loads(line)
        yield InternalNote(
            said["digest"], bytes.fromhex(said.get("salt", "")), said.get("text", "")
        )


def _checkpoints(bundle: Bundle, manifest: Any, leaves: bytes) -> Iterator[Held]:
    for name, said in manifest["checkpoints"].items():
        yield held(bundle.text(name), said, leaves)
