"""Bytes into text. The encoding is found out, never guessed silently.

A byte order mark says it; else strict UTF-8; else UTF-16 where every second byte is zero. Only then
Windows-1252 or Latin-1, and the result says so.
"""

from __future__ import annotations

import codecs

from ...domain.errors import BadInput

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"\x89PNG", "a PNG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Office file (save it as .docx, .pdf or .txt)"),
    (b"{\\rtf", "an RTF file (save it as .docx, .pdf or .txt)"),
    (b"\x7fELF", "a program"),
)
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\x0b\x0c\x1a\x1b")


def signature(data: bytes) -> str | None:
    """What a file that is no text says it is by its first bytes; None for text, PDF and Word."""
    return next((name for mark, name in _SIGNATURES if data.startswith(mark)), None)


def decode(data: bytes) -> tuple[str, str | None]:
    """The text, and a note where its encoding had to be assumed. Binary data raises BadInput."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict(data, name), None
    zeros = data[:4096].count(0)
    if zeros * 3 > len(data[:4096]) and len(data) % 2 == 0:
        odd = data[1:4096:2].count(0)
        return _strict(data, "utf-16-le" if odd * 2 >= zeros else "utf-16-be"), None
    sample = data[:65536]
    if zeros or sum(byte in _CONTROLS for byte in sample) * 50 > len(sample):
        raise BadInput("this is binary data, not a text")
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        pass
    try:
        text, name = data.decode("cp1252"), "Windows-1252"
    except UnicodeDecodeError:
        text, name = data.decode("latin-1"), "Latin-1"
    return text, f"not UTF-8: read as {name}"


def _strict(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise BadInput(f"not the {error.encoding} that it says it is: byte {error.start}") from None
