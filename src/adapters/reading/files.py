"""Files and folders: whatever holds the text of a resolution."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ...domain.errors import BadInput, MandatesError
from .. import intake
from ..cycles import uncollected
from . import encoding, formats
from .document import Document

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|"
    r"html)\b",
    re.I | re.S,
)
SUFFIXES = frozenset({".txt", ".pdf", ".docx", ".text", ".htm", ".html"})
"""What a folder is read for."""


def read_text(
    text: str, *, symbol: str | None = None, file_name: str | None = None
) -> dict[str, Any]:
    """The JSON document (DESIGN 10) of a resolution, from its text.

    ``symbol`` and ``file_name`` say whose text it is where the text itself does not. Raises
    BadInput, one line, for a text that is empty, not English, or no resolution. Time is linear.
    """
    with uncollected():  # a fourteenth of the time
        return Document(text, symbol, file_name).json()


def read_bytes(
    data: bytes, *, file_name: str | None = None, symbol: str | None = None
) -> dict[str, Any]:
    """The JSON document of a file's bytes: text in any encoding, web page, Markdown, PDF or Word.

    A text whose encoding had to be assumed says so under ``encoding``. Raises BadInput.
    """
    if not data.strip():
        raise BadInput("the file is empty: no resolution in it")
    name = encoding.signature(data)
    if name is not None:
        raise BadInput(f"this is {name}, not the text of a resolution")
    note: str | None = None
    if data.startswith(b"%PDF"):
        text = formats.from_pdf(data)
    elif data.startswith(b"PK\x03\x04"):
        intake.check_unpacked(data, intake.LARGEST_MARKUP)
        text = formats.from_docx(data)
    else:
        text, note = encoding.decode(data)
        if _PAGE.match(text):
            text = formats.from_html(text)
        elif formats.is_marked_up(text):
            text = formats.from_markdown(text)
    document = read_text(text, symbol=symbol, file_name=file_name)
    if note is not None:
        document["encoding"] = note
    return document


def read_file(path: str | Path, symbol: str | None = None) -> dict[str, Any]:
    """The JSON document of a file. Raises BadInput or, where it cannot be read, Unavailable."""
    place = Path(path)
    data = intake.bytes_of(place)
    try:
        return read_bytes(data, file_name=place.name, symbol=symbol)
    except BadInput as error:
        raise BadInput(f"{place}: {error}") from None


def read_folder(path: str | Path) -> Iterator[dict[str, Any]]:
    """A document for every text, PDF and Word file below a folder, in the order of their names.

    Each has ``file`` first; one that cannot be read gives ``{"file", "error"}``, and on it goes.
    """
    place = Path(path)
    if not place.is_dir():
        raise BadInput(f"{place}: no such folder")
    for file in sorted(place.rglob("*")):
        if file.suffix.lower() not in SUFFIXES or not file.is_file():
            continue
        try:
            yield {"file": str(file), **read_file(file)}
        except MandatesError as error:
            reason = str(error).removeprefix(f"{file}: ")
            yield {"file": str(file), "error": reason}
