"""Files beside the record: written whole or not at all, one at a time; what a failure is called."""

from __future__ import annotations

import errno
import fcntl
import os
import secrets
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from ..domain.errors import BadInput, Unavailable

FOR_NOW = (errno.ENOSPC, errno.EDQUOT, errno.EIO)
"""What may be over when it is tried again. All else is in the name that somebody gave."""


def failed(path: Path | str, done: str, error: OSError) -> BadInput | Unavailable:
    """What to raise for a file that cannot be ``done`` (read, written)."""
    kind = Unavailable if error.errno in FOR_NOW else BadInput
    return kind(f"{path} cannot be {done}: {error.strerror or error}")


def write_text(path: Path, text: str, mode: int = 0o644) -> None:
    """Put a text in a file, whole or not at all, durably; of a link, in what it leads to.

    A device or a pipe is written to as it is. Raises `BadInput` or `Unavailable`.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_text(text, encoding="utf-8")
            return
        real = Path(os.path.realpath(path))
        beside = real.with_name(f".{real.name}.{secrets.token_hex(4)}")
        try:
            _write(beside, text, mode)
            os.replace(beside, real)
        finally:
            beside.unlink(missing_ok=True)
        folder = os.open(real.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        raise failed(path, "written", error) from None


def write_new(path: Path, text: str, mode: int) -> None:
    """Make a file that is not there yet, whole or not at all. Raises `BadInput` where one is."""
    try:
        _write(path, text, mode)
    except FileExistsError:
        raise BadInput(f"{path} exists: it is never written over") from None
    except OSError as error:
        raise failed(path, "written", error) from None


@contextmanager
def alone(path: Path) -> Generator[None]:
    """One at a time reads a file of ours to write it anew, also among processes."""
    try:
        lock = os.open(path.with_name(f".{path.name}.lock"), os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as error:
        raise failed(path, "written", error) from None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def _write(path: Path, text: str, mode: int) -> None:
    file = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode)
    try:
        with open(file, "w", encoding="utf-8") as opened:
            os.fchmod(opened.fileno(), mode)
            opened.write(text)
            opened.flush()
            os.fsync(opened.fileno())
    except OSError:
        path.unlink()  # a beginning of it would stand in the way of the whole
        raise
