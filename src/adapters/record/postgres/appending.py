"""What an append tells the database, and what its failing may mean."""

from __future__ import annotations

from collections.abc import Sequence

import psycopg
from eventsourcing.persistence import StoredEvent
from psycopg import errors

from ..codec import around_instant
from ..recorder import Command, as_text


def may_be_recorded(error: psycopg.Error) -> bool:
    """Whether the connection went away while the server may have been committing."""
    lost = isinstance(error, (errors.AdminShutdown, errors.CrashShutdown, errors.CannotConnectNow))
    return lost or (
        isinstance(error, psycopg.OperationalError | psycopg.InterfaceError)
        and (error.sqlstate is None or error.sqlstate.startswith("08"))
    )


def parameters_of(
    stored_events: Sequence[StoredEvent], command: Command | None
) -> tuple[object, ...]:
    """What the database's function is told, in the order of its parameters."""
    streams = [str(each.originator_id) for each in stored_events]
    versions = [each.originator_version for each in stored_events]
    tags = [each.topic for each in stored_events]
    states = [each.state for each in stored_events]
    if command is None:
        nothing = [None] * len(states)
        return (
            None, None, None, [], [], streams, versions, tags, nothing, nothing, states, nothing,
            [], [], [], [],
        )  # fmt: skip
    recorded = [carried.recorded for carried in command.events]
    halves = [around_instant(state) for state in states]
    return (
        str(command.command_id),
        as_text(command.recorded_at),
        recorded[0].envelope.clock,
        list(command.expected),
        list(command.expected.values()),
        streams,
        versions,
        tags,
        [str(each.event_id) for each in recorded],
        [each.envelope.effective_on for each in recorded],
        [head for head, _ in halves],
        [tail for _, tail in halves],
        [one.digest for one in command.notes],
        [one.salt for one in command.notes],
        [one.text.encode() for one in command.notes],
        list(command.erases),
    )
