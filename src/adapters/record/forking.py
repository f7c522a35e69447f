"""No connection crosses a fork.

SQLite keeps its locks per process: a child that inherits an open connection, even one that it does
not use, believes in locks that only its parent holds, and can lose what it writes later. On one to
a server parent and child would talk at once. So a fork waits until no connection is in use and
closes them; both sides open their own when they need them.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from typing import Protocol
from weakref import WeakSet


class Forked(Protocol):
    """Who must know of a fork."""

    def before_fork(self) -> None: ...
    def after_fork_in_parent(self) -> None: ...
    def after_fork_in_child(self) -> Sequence[object]: ...


class Loans:
    """Counts the connections in use, and lends no further one while a fork waits for them."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._number = 0
        self._forking = False

    def __enter__(self) -> None:
        """Hold what guards the connections. May be entered again by the same thread."""
        self._changed.acquire()

    def __exit__(self, *_: object) -> None:
        self._changed.release()

    def take(self, timeout: float) -> None:
        """Count one more, once no fork is being waited for, ``timeout`` seconds at most."""
        with self._changed:
            self._changed.wait_for(lambda: not self._forking, timeout)
            self._number += 1

    def give_back(self) -> None:
        """Count one less."""
        with self._changed:
            self._number -= 1
            self._changed.notify_all()

    def hold(self, timeout: float) -> bool:
        """Before a fork: keep all from taking. Whether none is in use, after so many seconds."""
        self._changed.acquire()
        self._forking = True
        return self._changed.wait_for(lambda: not self._number, timeout)

    def go_on(self) -> None:
        """After a fork, in the parent."""
        self._forking = False
        self._changed.notify_all()
        self._changed.release()


_guard = threading.Lock()
_watched: WeakSet[Forked] = WeakSet()
_forking: list[Forked] = []
_inherited: list[object] = []
"""Kept so that nothing closes them: closing would touch the parent's files."""


def watch(forked: Forked) -> None:
    """Tell ``forked``, as long as it lives, of every fork of this process."""
    with _guard:
        _watched.add(forked)


def _before() -> None:
    _guard.acquire()
    _forking[:] = _watched
    for forked in _forking:
        forked.before_fork()


def _after_in_parent() -> None:
    for forked in _forking:
        forked.after_fork_in_parent()
    _forking.clear()
    _guard.release()


def _after_in_child() -> None:
    # A program that forks outside of Python tells only the child: count on nothing from before.
    global _guard
    _guard = threading.Lock()
    _forking.clear()
    for forked in _watched:
        _inherited.extend(forked.after_fork_in_child())


if hasattr(os, "register_at_fork"):
    os.register_at_fork(
        before=_before, after_in_parent=_after_in_parent, after_in_child=_after_in_child
    )
