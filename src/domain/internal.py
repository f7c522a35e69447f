"""Internal notes: free text that lies beside the record, and can be erased from there.

An event holds the salted SHA-256 of the note that came with its command, never the text. So the
text can go, salt and all, and the event's bytes and every proof about them stay as they are.
Nobody can find an erased text by trying: the salt is not in the record.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from pydantic import Field

from .command import Command, Words
from .event import Event, Recorded

Reason = Annotated[str, Field(min_length=1)]
KIND = "note"
"""The kind of the streams that say what became of a note; their identity is its digest."""


@dataclass(frozen=True, slots=True)
class InternalNote:
    """A text and the random salt that was hashed with it. ``digest`` is what events hold."""

    digest: str
    salt: bytes
    text: str

    @classmethod
    def sealed(cls, text: str, salt: bytes) -> InternalNote:
        """A note with its digest: SHA-256(salt ‖ text in UTF-8), in hexadecimal."""
        return cls(hashlib.sha256(salt + text.encode()).hexdigest(), salt, text)

    @property
    def genuine(self) -> bool:
        """Whether it is the text that the digest was made of."""
        return InternalNote.sealed(self.text, self.salt).digest == self.digest


class NoteErased(Event):
    """An internal note was erased from the store. The events that came with it stay.

    What was erased cannot be brought back, so there is no void of this.
    """

    tag = "note.erased.v1"
    digest: str
    reason: Reason


class EraseNote(Command):
    """Erase the internal note that came with an event, from all events of its command."""

    event_id: UUID
    reason: Words


NoteEvent = NoteErased


@dataclass(frozen=True, slots=True)
class Erased:
    """A note that is gone: since when, for what reason."""

    digest: str
    reason: str
    position: int


def stream_of(digest: str) -> str:
    """The stream that says what became of a note."""
    return f"{KIND}-{digest}"


def evolve(erased: Erased | None, recorded: Recorded) -> Erased | None:
    """What is known of a note's end after one more event. Never refuses."""
    event = recorded.event
    if not isinstance(event, NoteErased):
        return erased
    return erased or Erased(event.digest, event.reason, recorded.position)


def refusal(erased: Erased | None, event: NoteErased) -> str | None:
    """Why a note cannot be erased; None if it can."""
    return f"it was erased before, at position {erased.position}" if erased else None
