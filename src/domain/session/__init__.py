"""The session of a body: a stream of its own, so that due points can hang on what moves.

``events`` what can happen · ``commands`` what may be asked · ``life`` what is so, what an event
changes and the guards · ``decide`` the rules.
"""

from .events import (
    Closed,
    Moved,
    Opened,
    Planned,
    Postponed,
    Resumed,
    SessionEvent,
    SessionVoided,
    Suspended,
)
from .life import Change, Session, evolve, refusal, stream_of

__all__ = [
    "Change",
    "Closed",
    "Moved",
    "Opened",
    "Planned",
    "Postponed",
    "Resumed",
    "Session",
    "SessionEvent",
    "SessionVoided",
    "Suspended",
    "evolve",
    "refusal",
    "stream_of",
]
