"""What an append tells the database, and what its failing may mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import psycopg
from eventsourcing.persistence import StoredEvent
from psycopg import errors
from psycopg.rows import tuple_row

from ....domain.errors import Unavailable
from ..codec import around_instant
from ..recorder import Command
from .address import Address
from .connections import Connection

Parameters = tuple[object, ...]
"""What the database's function is told of one append, in the order of its parameters."""
Answer = Sequence[Any]
"""The verdict, the instant of recording or what is in the way, and the last position."""


_MARKS = ", ".join(["%s"] * 16)


def named(parameters: Parameters) -> bool:
    """Whether the append has a command id by which to find out what became of it."""
    return parameters[0] is not None


def may_be_recorded(error: psycopg.Error) -> bool:
    """Whether the connection went away while the server may have been committing."""
    lost = isinstance(error, (errors.AdminShutdown, errors.CrashShutdown, errors.CannotConnectNow))
    return lost or (
        isinstance(error, psycopg.OperationalError | psycopg.InterfaceError)
        and (error.sqlstate is None or error.sqlstate.startswith("08"))
    )


def parameters_of(stored_events: Sequence[StoredEvent], command: Command | None) -> Parameters:
    """What the database's function is told of an append."""
    streams = texts(str(each.originator_id) for each in stored_events)
    versions = numbers(each.originator_version for each in stored_events)
    tags = texts(each.topic for each in stored_events)
    states = [each.state for each in stored_events]
    if command is None:
        nothing = texts([None] * len(states))
        return (
            None, None, None, NONE, NONE, streams, versions, tags, nothing, nothing,
            blobs(states), nothing, NONE, NONE, NONE, NONE,
        )  # fmt: skip
    events = command.events
    halves = [around_instant(state) for state in states]
    return (
        str(command.command_id),
        command.instant,
        events[0].about.envelope.clock,
        texts(command.expected),
        numbers(command.expected.values()),
        streams,
        versions,
        tags,
        texts(each.name for each in events),
        texts(each.about.envelope.effective_on for each in events),
        blobs(head for head, _ in halves),
        blobs(tail for _, tail in halves),
        texts(one.digest for one in command.notes),
        blobs(one.salt for one in command.notes),
        blobs(one.text.encode() for one in command.notes),
        texts(command.erases),
    )


def stamped(state: bytes, recorded: str) -> bytes:
    """The stored bytes of an event that the database gave another instant of recording."""
    head, tail = around_instant(state)
    return head + recorded.replace(".000000Z", "Z").encode() + tail


def answers(
    connection: Connection, address: Address, group: Sequence[Parameters]
) -> Sequence[Answer]:
    """The answer to each of some appends, made one after the other in one transaction.

    Of a commit that was not replicated as it should have been the server only warns: that is no
    answer. Raises `Unavailable` then, and what the driver raises.
    """
    warnings: list[str] = []

    def warned(diagnostic: Any) -> None:
        if diagnostic.sqlstate == "01000":
            warnings.append(str(diagnostic.message_primary))

    connection.add_notice_handler(warned)
    try:
        cursor = connection.cursor(row_factory=tuple_row)
        one = f"SELECT %s::int, verdict, recorded, last FROM {address.schema}.append({_MARKS})"
        asked = " UNION ALL ".join([one] * len(group))
        told = [each for place, parameters in enumerate(group) for each in (place, *parameters)]
        rows = cursor.execute(asked.encode(), told).fetchall()
    finally:
        connection.remove_notice_handler(warned)
    if warnings:
        raise Unavailable(
            f"{address.shown}: {warnings[0]}; whether this was recorded for good is not known;"
            " send it again with the same command id"
        )
    return [answer for _, *answer in sorted(rows)]


# Arrays as PostgreSQL writes them. The driver would look at each element's kind, in Python, which
# takes a fifth of the time of a whole append.

NONE = "{}"


def texts(values: Iterable[str | None]) -> str:
    """An array of texts, each in quotes."""
    return "{" + ",".join(map(_quoted, values)) + "}"


def _quoted(value: str | None) -> str:
    if value is None:
        return "NULL"
    if "\\" in value or '"' in value:
        value = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{value}"'


def numbers(values: Iterable[int]) -> str:
    """An array of whole numbers."""
    return "{" + ",".join(map(str, values)) + "}"


def blobs(values: Iterable[bytes]) -> str:
    """An array of bytes, in hexadecimal."""
    return "{" + ",".join(f'"\\\\x{value.hex()}"' for value in values) + "}"
