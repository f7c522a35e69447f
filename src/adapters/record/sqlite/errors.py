"""What an error of SQLite means for the file that it is about."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from types import TracebackType

from ....domain.errors import BadInput, Damaged, MandatesError, Unavailable
from ..codec import no_text


def is_code(error: sqlite3.Error, *codes: int) -> bool:
    """Whether SQLite gave one of these primary codes."""
    return _code(error) in codes


def _code(error: sqlite3.Error) -> int:
    """The primary code; 0 for an error of the driver itself."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def translated(error: sqlite3.Error, path: Path) -> MandatesError:
    """The error of ours for SQLite's about the file at ``path``: what is wrong and what to do."""
    if getattr(error, "sqlite_errorname", "") == "SQLITE_IOERR_SHMSIZE":  # readers need it too
        return Unavailable(f"the disk of {path} is full: there is no room for {path.name}-shm")
    match _code(error):
        # (the protocol of the WAL's locks gives up where one who holds them was stopped)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED | sqlite3.SQLITE_PROTOCOL:
            return Unavailable(f"{path} is locked by another program: try again")
        case sqlite3.SQLITE_FULL:
            return Unavailable(f"the disk of {path} is full: nothing was recorded")
        case sqlite3.SQLITE_IOERR:
            return Unavailable(f"{path} cannot be read or written: {error}")
        case sqlite3.SQLITE_INTERRUPT:  # by a host, on its own connection
            return Unavailable(f"{path}: what was asked was interrupted: nothing was recorded")
        case sqlite3.SQLITE_READONLY:
            return BadInput(f"{path} is read-only: nothing can be recorded in it")
        case sqlite3.SQLITE_NOTADB:
            return BadInput(f"{path} is no SQLite database: name another file")
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return BadInput(
                f"{path} cannot be opened: may this user read and write it and its folder?"
            )
        case _:
            return Damaged(f"{path} is damaged: {error}")


class Translating:
    """Around anything done on the file at ``path``: no error of the driver's comes out.

    Only `sqlite3.IntegrityError` passes: what it means depends on what was being written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        pass

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if isinstance(error, UnicodeEncodeError):
            raise no_text(error) from error
        if isinstance(error, UnicodeDecodeError):  # of a name; of a value SQLite says so itself
            raise Damaged(f"{self._path} is damaged: {error}") from error
        if isinstance(error, sqlite3.Error) and not isinstance(error, sqlite3.IntegrityError):
            raise translated(error, self._path) from error


def absent(path: Path) -> bool:
    """Whether there is no file yet. Raises `BadInput` if there could not be one."""
    if os.path.isdir(path):
        raise BadInput(f"{path} is a folder: name a database file in it")
    if not os.path.isdir(path.absolute().parent):
        raise BadInput(f"{path.parent} is no folder: create it before {path.name}")
    return not os.path.lexists(path)
