"""What may be asked of a session."""

from __future__ import annotations

from ..command import Command
from ..days import Day, PartialDay
from ..due import SessionId
from ..symbol import Authority


class OnSession(Command):
    """A wish that concerns one session, ``GA/56``, or a part of one, ``GA/61/first-resumed``."""

    session: SessionId


class PlanSession(OnSession):
    """Set the days of a session."""

    opens: PartialDay
    closes: PartialDay | None = None
    authority: Authority | None = None


class MoveSession(OnSession):
    """Move the opening or the closing of a session that was planned."""

    opens: PartialDay | None = None
    closes: PartialDay | None = None
    authority: Authority | None = None


class PostponeSession(OnSession):
    """Put a session off without a new date."""

    authority: Authority | None = None


class OpenSession(OnSession):
    """The session opened; ``opened`` None means on the command's own day."""

    opened: Day | None = None


class SuspendSession(OnSession):
    """The session was interrupted; ``suspended`` None means on the command's own day."""

    suspended: Day | None = None
    authority: Authority | None = None


class ResumeSession(OnSession):
    """The session took up its work again; ``resumed`` None means on the command's own day."""

    resumed: Day | None = None


class CloseSession(OnSession):
    """The session closed; ``closed`` None means on the command's own day."""

    closed: Day | None = None


SessionCommand = (
    PlanSession | MoveSession | PostponeSession | OpenSession | SuspendSession | ResumeSession
    | CloseSession
)  # fmt: skip
