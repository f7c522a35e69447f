"""Voids: an event that takes another out of the count, on the recorded axis alone."""

from __future__ import annotations

from uuid import UUID

from .command import Command, Words
from .event import Event


class Voided(Event):
    """The named event of this stream counts for nothing, from this position on, for every day.

    A void can be voided; then the event counts again.
    """

    event_id: UUID
    reason: str


class Void(Command):
    """Void an event, and with it the events that it caused in its own command.

    A report's submission voids its counterparts on the mandates that it answered; an instrument's
    adoption voids its mandates. Voiding an adoption voids the mandate.
    """

    event_id: UUID
    reason: Words
