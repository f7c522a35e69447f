"""NOTIFY as a hint: who follows the record sleeps on a connection that is told of every commit.

A hint may be lost, with the connection, behind a pooler or on a standby, which tells nothing. So a
wait ends after its time all the same, and at once when the listening has (again) begun: what was
recorded before that was told to nobody.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

import psycopg
from psycopg import errors

from .. import forking
from ..listening import Listening
from .address import Address
from .connections import Connection, connect, cut_off

RETRY = 1.0
"""Seconds between two attempts to connect."""
_TIMEOUT = 5.0


class PostgresListening(Listening):
    """Listens to the record at ``address`` on a connection of its own, none across a fork."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._start()
        super().__init__()
        forking.watch(self)

    def _start(self) -> None:
        self._loans: forking.Loans[Connection] = forking.Loans()
        self._connection: Connection | None = None
        self._listens = False
        self._tried = 0.0

    def wait(self, seconds: float) -> None:
        """See `Listening.wait`."""
        if self._begins():
            return
        connection = self._connection
        if connection is None:  # the hint is missing, not the events
            self._sleep(min(seconds, RETRY))
            return
        try:
            self._sleep(seconds, connection)
        except (ValueError, psycopg.Error):  # closed meanwhile, for a fork
            return
        self._hear()

    def _begins(self) -> bool:
        """See to it that we listen; whether that has just begun."""
        self._loans.take(_TIMEOUT)
        try:
            if self._connection is None and not self._connected():
                return False
            return self._listened()
        finally:
            self._loans.give_back()

    def _connected(self) -> bool:
        now = time.monotonic()
        if self._tried and now - self._tried < RETRY:
            return False
        self._tried = now
        try:
            connection = connect(self._address, _TIMEOUT)
        except psycopg.Error:
            return False  # whoever reads is told why
        with self._loans:
            self._connection, self._listens = connection, False
        return True

    def _listened(self) -> bool:
        if self._listens or self._connection is None:
            return False
        try:
            self._connection.execute(f"LISTEN {self._address.channel}".encode())
        except errors.ReadOnlySqlTransaction:
            return False  # a standby: asked again, as it may be promoted
        except psycopg.Error:
            self._drop()
            return False
        self._listens = True
        return True

    def _hear(self) -> None:
        """Take in what has come; drop a connection that has ended."""
        self._loans.take(_TIMEOUT)
        try:
            if self._connection is not None:
                for _ in self._connection.notifies(timeout=0):
                    pass
        except psycopg.Error:
            self._drop()
        finally:
            self._loans.give_back()

    def _drop(self) -> None:
        with self._loans:
            if self._connection is not None:
                self._connection.close()
            self._connection, self._listens = None, False

    def close(self) -> None:
        """See `Listening.close`."""
        self._drop()
        super().close()

    # Around a fork

    def before_fork(self) -> None:
        """Close what is open, and hold what would open it. But wait no longer than for a lock."""
        self._loans.hold(_TIMEOUT)
        self._drop()
        self.wake()  # who waits on what was closed

    def after_fork_in_parent(self) -> None:
        """Go on."""
        self._tried = 0.0
        self._loans.go_on()

    def after_fork_in_child(self) -> Sequence[object]:
        """Start afresh; what is still open is the parent's, for nobody to close."""
        inherited = self._connection
        if inherited is not None:
            cut_off(inherited)
        self._start()
        self._ring()
        return [inherited] if inherited is not None else []
