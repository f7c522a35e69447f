"""No connection crosses a fork.

SQLite keeps its locks per process: a child that inherits an open connection, even one that it does
not use, believes in locks that only its parent holds, and can lose what it writes later. On one to
a server parent and child would talk at once. So a fork waits until no connection is in use and
closes them; both sides open their own when they need them. It waits as long as for a lock: a child
of a process that was still at a file of SQLite's then leaves that alone.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar
from weakref import WeakSet


class Forked(Protocol):
    """Who must know of a fork."""

    def before_fork(self) -> None: ...
    def after_fork_in_parent(self) -> None: ...
    def after_fork_in_child(self) -> Sequence[object]: ...


class Closable(Protocol):
    """What may be kept open, or closed."""

    def close(self) -> None: ...


Kept = TypeVar("Kept", bound=Closable)


class _InUse:
    """The connections of this process that are in use, of all databases, by thread."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.changed = threading.Condition(self.lock)
        self.by: dict[int, int] = {}
        self.forking = False


_in_use = _InUse()


class Loans(Generic[Kept]):
    """Counts the connections in use, keeps those ``at_rest`` for whoever needs one next, and lends
    no further one while a fork waits for them.

    Except to a thread that uses one already, of whatever database: the fork waits for that thread.
    """

    def __init__(self) -> None:
        self.at_rest: list[Kept] = []
        self._closed = False

    def __enter__(self) -> None:
        """Hold what guards the connections. May be entered again by the same thread."""
        _in_use.lock.acquire()

    def __exit__(self, *_: object) -> None:
        _in_use.lock.release()

    def take(self, timeout: float) -> Kept | None:
        """Count one more, once no fork is being waited for, ``timeout`` seconds at most.

        Returns one that was at rest; None where there is none, and one is to be opened.
        """
        me = threading.get_ident()
        with _in_use.lock:
            if _in_use.forking and me not in _in_use.by:
                _in_use.changed.wait_for(lambda: not _in_use.forking, timeout)
            _in_use.by[me] = _in_use.by.get(me, 0) + 1
            return self.at_rest.pop() if self.at_rest else None

    def give_back(self, connection: Kept | None = None) -> None:
        """Count one less: of this thread's, unless what took it is closed by another thread.

        ``connection`` comes to rest, or is closed, where all others were. What a child gives back
        was its parent's, and is not counted there.
        """
        me = threading.get_ident()
        with _in_use.lock:
            if connection is not None:
                if self._closed:
                    connection.close()
                else:
                    self.at_rest.append(connection)
            owner = me if me in _in_use.by else next(iter(_in_use.by), None)
            if owner is None:
                return
            _in_use.by[owner] -= 1
            if not _in_use.by[owner]:
                del _in_use.by[owner]
                _in_use.changed.notify_all()

    def empty(self) -> None:
        """Close those at rest."""
        with _in_use.lock:
            for connection in self.at_rest:
                connection.close()
            self.at_rest.clear()

    def close(self) -> None:
        """Close those at rest; those that are in use, as soon as they are given back."""
        with _in_use.lock:
            self._closed = True
            self.empty()

    def hold(self, timeout: float) -> bool:
        """Before a fork: keep all from taking. Whether none is in use, after so many seconds.

        Only the first of all databases waits.
        """
        _in_use.changed.acquire()
        if not _in_use.forking:
            _in_use.forking = True
            _in_use.changed.wait_for(lambda: not _in_use.by, timeout)
        return not _in_use.by

    def go_on(self) -> None:
        """After a fork, in the parent: once for each `hold`."""
        _in_use.forking = False
        _in_use.changed.notify_all()
        _in_use.changed.release()


_guard = threading.Lock()
_watched: WeakSet[Forked] = WeakSet()
_forking: list[Forked] = []
_inherited: list[object] = []
"""Kept so that nothing closes them: closing would touch the parent's files."""
_in_use_before = False


def crossed() -> bool:
    """In a child: whether connections were in use when it was forked, for longer than a fork waits.

    Of which databases is not known.
    """
    return _in_use_before


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
    global _guard, _in_use, _in_use_before
    _in_use_before = bool(_in_use.by)
    _guard, _in_use = threading.Lock(), _InUse()
    _forking.clear()
    for forked in _watched:
        _inherited.extend(forked.after_fork_in_child())


if hasattr(os, "register_at_fork"):
    os.register_at_fork(
        before=_before, after_in_parent=_after_in_parent, after_in_child=_after_in_child
    )
