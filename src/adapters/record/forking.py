"""No SQLite connection crosses a fork.

SQLite keeps its locks per process: a child that inherits an open connection, even one that it does
not use, believes in locks that only its parent holds, and can lose what it writes later. So a fork
waits until no connection is in use and closes them; both sides open their own when they need them.
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
