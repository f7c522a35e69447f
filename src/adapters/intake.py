"""What comes from outside: files, read up to a size so that nobody fills the memory by handing one
in, and JSON, in which nothing stands twice."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from ..domain.errors import BadInput
from .files import failed

LARGEST = 64 * 2**20
"""Bytes of a file. A resolution has some 100,000; a register of 100,000 mandates 30 million."""
LARGEST_UNPACKED = 512 * 2**20
"""Bytes of what a Word or Excel file holds, which are packed."""
LARGEST_MARKUP = 32 * 2**20
"""Of them, bytes of XML in a Word file, which is held as a whole and grows twentyfold by that."""
MOST_PAGES = 1000
"""Of a PDF. One page may be named as many times as its author likes."""
MOST_CELLS = 10_000_000
"""Of a sheet, the empty ones too. A register of 100,000 mandates has some 2 million."""
MOST_ROWS = 2**20
"""Of a sheet: Excel writes no more."""

LONGEST_LINE = 32 * 2**20
"""Bytes of a line of commands."""


def bytes_of(path: Path) -> bytes:
    """The bytes of a file. Raises `BadInput` where it is none or too large, else `Unavailable`.

    Devices and pipes are read as far as a file may be long.
    """
    try:
        with path.open("rb") as file:
            return bytes_from(file, str(path))
    except OSError as error:
        raise failed(path, "read", error) from None


def bytes_from(file: BinaryIO, name: str) -> bytes:
    """The bytes of an open file. Raises `BadInput` where they are too many."""
    data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise BadInput(f"{name} is larger than {LARGEST >> 20} MB: split it")
    return data


def lines_of(file: BinaryIO) -> Iterator[bytes]:
    """The lines of an open file, one by one. Raises `BadInput` for one that is too long."""
    for number, line in enumerate(iter(lambda: file.readline(LONGEST_LINE + 1), b""), 1):
        if len(line) > LONGEST_LINE:
            raise BadInput(f"line {number} is longer than {LONGEST_LINE >> 20} MB: split it")
        yield line


def check_unpacked(data: bytes, markup: int | None = None) -> None:
    """Raises `BadInput` for a packed file that would fill the memory when it is opened.

    ``markup`` is the most that it may hold of XML alone.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = packed.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return  # who opens it says what is wrong with it
    if sum(one.file_size for one in members) > LARGEST_UNPACKED:
        raise BadInput(f"it unpacks to more than {LARGEST_UNPACKED >> 20} MB")
    written = sum(one.file_size for one in members if one.filename.endswith(".xml"))
    if markup is not None and written > markup:
        raise BadInput(f"it holds more than {markup >> 20} MB of text: split it")


def json_of(text: str) -> Any:
    """What JSON says. Raises `BadInput` where one object has a key twice, as nobody can tell which
    of them counts; otherwise what `json.loads` raises."""
    return json.loads(text, object_pairs_hook=_once)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise BadInput(f"{twice!r} stands twice in one object of the JSON")
    return found
