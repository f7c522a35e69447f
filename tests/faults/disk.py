"""A disk between SQLite and the real one: it tells of every write, and fails when it is told to.

It is the VFS that Python's own sqlite3 uses, with the methods of each opened file replaced by ours,
which call the real ones. So what is tried is the program as it runs, not a model of it.
"""

from __future__ import annotations

import _sqlite3
import ctypes
from collections.abc import Callable, Generator
from contextlib import contextmanager
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pytest

OK, IOERR_WRITE, IOERR_FSYNC, FULL = 0, 10 | 3 << 8, 10 | 4 << 8, 13

Kind = Literal["write", "truncate", "sync", "delete", "lock", "barrier"]


@dataclass(frozen=True, slots=True)
class Operation:
    """What is done to a file, by its name alone.

    ``offset`` is the size of what is truncated; of a deletion, whether the folder is synced then;
    of a lock, which one.
    """

    kind: Kind
    file: str
    offset: int = 0
    data: bytes = b""


Before = Callable[[Operation], int]
"""Called before each operation; anything but `OK` is what SQLite is told instead of doing it."""

_WRITE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_TRUNCATE = CFUNCTYPE(c_int, c_void_p, c_int64)
_SYNC = CFUNCTYPE(c_int, c_void_p, c_int)
_LOCK = CFUNCTYPE(c_int, c_void_p, c_int, c_int, c_int)
_BARRIER = CFUNCTYPE(None, c_void_p)
_CLOSE = CFUNCTYPE(c_int, c_void_p)
_OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)
_DELETE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int)
_SLEEP = CFUNCTYPE(c_int, c_void_p, c_int)


class _Methods(Structure):
    """``sqlite3_io_methods``, version 3."""

    _fields_ = (
        ("version", c_int),
        ("close", _CLOSE),
        ("read", c_void_p),
        ("write", _WRITE),
        ("truncate", _TRUNCATE),
        ("sync", _SYNC),
        ("others", c_void_p * 8),
        ("lock", _LOCK),
        ("barrier", _BARRIER),
        ("last", c_void_p * 3),
    )


class _File(Structure):
    """``sqlite3_file``."""

    _fields_ = (("methods", POINTER(_Methods)),)


class _Vfs(Structure):
    """``sqlite3_vfs``, version 3."""

    _fields_ = (
        ("version", c_int),
        ("file_size", c_int),
        ("longest_name", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", _OPEN),
        ("delete", _DELETE),
        ("others", c_void_p * 7),
        ("sleep", _SLEEP),
        ("last", c_void_p * 6),
    )


def _library() -> Any:
    """The SQLite that Python's sqlite3 itself uses."""
    library: Any = ctypes.CDLL(getattr(_sqlite3, "__file__", None))  # or it is Python itself
    try:
        library.sqlite3_vfs_find.restype = POINTER(_Vfs)
        library.sqlite3_vfs_register.argtypes = (c_void_p, c_int)
    except AttributeError:
        pytest.skip("this Python's SQLite shows nobody its VFS")
    return library


class _Disk:
    def __init__(self, real: Any, before: Before, locks: bool, waits: bool) -> None:
        self.real, self.before, self.locks = real, before, locks
        self.names: dict[int, str] = {}
        self.methods: dict[int, _Methods] = {}
        self.vfs = _Vfs.from_buffer_copy(real.contents)
        self.vfs.name = b"told"
        self.vfs.open, self.vfs.delete = _OPEN(self.open), _DELETE(self.delete)
        if not waits:
            self.vfs.sleep = _SLEEP(_no_sleep)

    def open(self, _: int, path: int | None, file: int, flags: int, flags_out: int) -> int:
        # The path is handed on as it lies in memory: SQLite keeps no copy of it.
        real = self.real.contents
        code = int(real.open(ctypes.addressof(real), path, file, flags, flags_out))
        opened = ctypes.cast(file, POINTER(_File)).contents
        if code == OK and path and opened.methods:
            self.names[file] = _name(path)
            opened.methods = ctypes.pointer(self._told(opened.methods))
        return code

    def _told(self, methods: Any) -> _Methods:
        """The methods of a file with ours in the place of those that write."""
        address = ctypes.addressof(methods.contents)
        if address in self.methods:
            return self.methods[address]
        real = methods.contents
        told = _Methods.from_buffer_copy(real)

        def write(file: int, data: int, size: int, offset: int) -> int:
            told = Operation("write", self.names[file], offset, ctypes.string_at(data, size))
            return self.before(told) or int(real.write(file, data, size, offset))

        def truncate(file: int, size: int) -> int:
            told = Operation("truncate", self.names[file], size)
            return self.before(told) or int(real.truncate(file, size))

        def sync(file: int, flags: int) -> int:
            return self.before(Operation("sync", self.names[file])) or int(real.sync(file, flags))

        def lock(file: int, first: int, number: int, flags: int) -> int:
            told = Operation("lock", self.names[file], first)
            return self.before(told) or int(real.lock(file, first, number, flags))

        def barrier(file: int) -> None:
            self.before(Operation("barrier", self.names[file]))
            real.barrier(file)

        told.write, told.truncate, told.sync = _WRITE(write), _TRUNCATE(truncate), _SYNC(sync)
        if self.locks and real.version > 1:
            told.lock, told.barrier = _LOCK(lock), _BARRIER(barrier)
        self.methods[address] = told
        return told

    def delete(self, _: int, path: int, directory: int) -> int:
        real = self.real.contents
        told = self.before(Operation("delete", _name(path), directory))
        return told or int(real.delete(ctypes.addressof(real), path, directory))


def _no_sleep(_: int, microseconds: int) -> int:
    """What SQLite is told: that it has slept for so long."""
    return microseconds


def _name(path: int) -> str:
    return Path(ctypes.string_at(path).decode()).name


@contextmanager
def disk(before: Before, *, locks: bool = False, waits: bool = True) -> Generator[None]:
    """Whatever SQLite opens in this process from now on goes through ``before``.

    With ``locks`` also what processes do to the index of the WAL that they share: locks that are
    taken or let go, and the barriers between what is written there. Without ``waits`` SQLite asks
    for a lock as often as ever, and waits no time between.
    """
    library = _library()
    real = library.sqlite3_vfs_find(None)
    ours = _Disk(real, before, locks, waits)
    library.sqlite3_vfs_register(ctypes.addressof(ours.vfs), 1)
    try:
        yield
    finally:
        library.sqlite3_vfs_register(ctypes.addressof(real.contents), 1)
        library.sqlite3_vfs_unregister(ctypes.byref(ours.vfs))
        _KEPT.append(ours)  # a file that is still open goes on calling it


_KEPT: list[_Disk] = []
