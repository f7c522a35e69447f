"""The session of a body: a stream of its own, so that due points can hang on what moves."""

from .commands import (
    CloseSession,
    MoveSession,
    OnSession,
    OpenSession,
    PlanSession,
    PostponeSession,
    ResumeSession,
    SessionCommand,
    SuspendSession,
)
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
from .rules import decide, refusal
from .state import Change, Session, evolve, stream_of

__all__ = [
    "Change",
    "CloseSession",
    "Closed",
    "MoveSession",
    "Moved",
    "OnSession",
    "OpenSession",
    "Opened",
    "PlanSession",
    "Planned",
    "PostponeSession",
    "Postponed",
    "ResumeSession",
    "Resumed",
    "Session",
    "SessionCommand",
    "SessionEvent",
    "SessionVoided",
    "SuspendSession",
    "Suspended",
    "decide",
    "evolve",
    "refusal",
    "stream_of",
]
