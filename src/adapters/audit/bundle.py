"""A record as one portable file: everything that others need to check it, or to go on with it.

A zip, or a folder where the name ends with a slash:

    manifest.json       what it is, how many events, their root, a SHA-256 of each other file,
                        the hashes of the instruments' texts
    events.jsonl        the stored bytes of each event, exactly, one a line
    leaves.bin          their leaves in the tree, 32 bytes each: to name the event that was changed
    checkpoints/*       the signed notes that the record keeps
    keys/*.pub          the public keys that came with them
    schemas.json        the JSON schema of every event
    notes.jsonl         internal notes with their salts; not in a public bundle
    verify_bundle.py    the verifier, which needs Python and nothing else
"""

from __future__ import annotations

import ast
import hashlib
import json
import os
import secrets
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from pydantic_core import from_json

from ...domain.errors import BadInput, Damaged
from ...domain.instrument import InstrumentAdopted
from ..files import failed
from ..record.port import Record
from .merkle import leaf
from .schemas import text as schemas_text
from .verify_bundle import EVENTS, FORMAT, LEAVES, MANIFEST, NOTES, SCHEMAS

PAGE = 1000
SOURCES = ("formats", "policy", "verify_bundle")


class _Files(Protocol):
    def add(self, name: str, data: Iterable[bytes]) -> None:
        """Write a file of the bundle."""
        ...


class _Hashing:
    """Writes files and keeps their SHA-256."""

    def __init__(self, files: _Files) -> None:
        self._files = files
        self.digests: dict[str, str] = {}

    def add(self, name: str, data: Iterable[bytes]) -> None:
        digest = hashlib.sha256()

        def through() -> Iterator[bytes]:
            for one in data:
                digest.update(one)
                yield one

        self._files.add(name, through())
        self.digests[name] = digest.hexdigest()


class _Zip:
    def __init__(self, path: Path, mode: int) -> None:
        path.touch(mode & 0o666, exist_ok=False)
        self._zip = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED)

    def add(self, name: str, data: Iterable[bytes]) -> None:
        with self._zip.open(name, "w", force_zip64=True) as file:
            for one in data:
                file.write(one)

    def close(self) -> None:
        self._zip.close()


class _Folder:
    def __init__(self, path: Path, mode: int) -> None:
        self._path = path
        path.mkdir(mode)

    def add(self, name: str, data: Iterable[bytes]) -> None:
        to = self._path / name
        to.parent.mkdir(exist_ok=True)
        with to.open("xb") as file:
            for one in data:
                file.write(one)

    def close(self) -> None:
        pass


def export(
    record: Record,
    to: str,
    *,
    public: bool,
    made_by: str,
    now: datetime,
    progress: Callable[[int], None] = lambda _: None,
) -> int:
    """Write the record's bundle, whole or not at all; how many events it holds. Checks nothing:
    `verify` is for that. Raises `BadInput` where something is in the way."""
    path = Path(to)
    if path.exists():
        raise BadInput(f"{to} exists: name another file")
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        kind = _Folder if to.endswith(("/", os.sep)) else _Zip
        files = kind(beside, 0o777 if public else 0o700)  # internal notes are for the owner alone
        end = _write(record, files, public, {"made_by": made_by, "made_at": now}, progress)
        files.close()
        os.replace(beside, path)
    except OSError as error:
        raise failed(to, "written", error) from error
    finally:
        if beside.is_dir():
            shutil.rmtree(beside)
        beside.unlink(missing_ok=True)
    return end


def _write(
    record: Record,
    to: _Files,
    public: bool,
    said: dict[str, Any],
    progress: Callable[[int], None],
) -> int:
    head, files = record.head(), _Hashing(to)
    leaves, internal = bytearray(), dict[str, None]()
    files.add(EVENTS, _lines(record, head.position, leaves, internal, progress))
    files.add(LEAVES, [bytes(leaves)])
    kept: dict[str, dict[str, str]] = {}
    for number, held in enumerate(record.checkpoints(), 1):
        name = f"checkpoints/{number:06}.checkpoint"
        files.add(name, [held.note.encode()])
        kept[name] = {"made_at": held.made_at.isoformat(), "key": held.key}
    for number, key in enumerate(dict.fromkeys(one["key"] for one in kept.values()), 1):
        files.add(f"keys/{number:03}.pub", [f"{key}\n".encode()])
    files.add(SCHEMAS, [schemas_text().encode()])
    if not public:
        files.add(NOTES, _notes(record, list(internal)))
    files.add("verify_bundle.py", [verifier().encode()])
    manifest = {
        "format": FORMAT,
        **said,
        "made_at": said["made_at"].isoformat(),
        "public": public,
        "events": head.position,
        "root": record.root(head.position).hex(),
        "clock": "simulated" if head.simulated else "system",
        "instruments": list(_instruments(record, head.position)),
        "checkpoints": kept,
        "files": files.digests,
    }
    to.add(MANIFEST, [json.dumps(manifest, indent=1, ensure_ascii=False).encode() + b"\n"])
    return head.position


def _lines(
    record: Record,
    end: int,
    leaves: bytearray,
    internal: dict[str, None],
    progress: Callable[[int], None],
) -> Iterator[bytes]:
    for position, state in zip(range(1, end + 1), record.states(), strict=False):
        if b"\n" in state:
            raise Damaged(f"position {position}: its bytes are no event, they have several lines")
        leaves += leaf(state)
        if b'"internal":' in state and (digest := from_json(state)["envelope"].get("internal")):
            internal[digest] = None
        progress(1)
        yield state + b"\n"


def _notes(record: Record, digests: list[str]) -> Iterator[bytes]:
    for start in range(0, len(digests), PAGE):
        for digest, note in record.notes(digests[start : start + PAGE]).items():
            said = {} if note is None else {"salt": note.salt.hex(), "text": note.text}
            yield json.dumps({"digest": digest, **said}, ensure_ascii=False).encode() + b"\n"


def _instruments(record: Record, end: int) -> Iterator[dict[str, Any]]:
    for stream in record.streams("instrument-"):
        for one in record.stream(stream):
            if isinstance(one.event, InstrumentAdopted) and one.position <= end:
                yield {
                    "symbol": one.event.symbol,
                    "text_of": one.event.text_of,
                    "sha256": one.event.sha256,
                    "position": one.position,
                }


def verifier() -> str:
    """The verifier as one file: its three modules, one after the other, imports first."""
    docstring = ""
    imports: dict[str, None] = {}
    bodies: list[str] = []
    for name in SOURCES:
        source = Path(__file__).with_name(f"{name}.py").read_text(encoding="utf-8")
        tree = ast.parse(source)
        docstring = ast.get_docstring(tree) or ""
        last = 0
        for statement in tree.body:
            if isinstance(statement, ast.Import | ast.ImportFrom):
                last = statement.end_lineno or last
                if not (isinstance(statement, ast.ImportFrom) and statement.level):
                    imports[ast.unparse(statement)] = None
        bodies.append("\n".join(source.splitlines()[last:]).strip("\n"))
    future = "from __future__ import annotations"
    others = sorted(imports.keys() - {future})
    head = ["#!/usr/bin/env python3", f'"""{docstring}\n"""', "", future, "", *others, "", ""]
    return "\n".join(head) + "\n\n\n".join(bodies) + "\n"
