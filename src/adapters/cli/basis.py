"""What an answer rests on, in one line."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...engine import Engine
    from ...projections.answers import Basis, RecordStatus


LONG = 20_000
"""Who lacks so many events waits long, whenever he asks."""


def line(engine: Engine, basis: Basis) -> str:
    """``true on D, as known on T (position P)``, and whatever makes the answer less than that."""
    if not basis.position and not basis.behind:
        return _before_all(engine)
    status = engine.status()
    parts = [f"true on {basis.as_of}, as known on {_known(engine, basis, status)}"]
    if basis.clock == "simulated":
        parts.append("simulated clock")
    if basis.pinned:
        parts.append(
            f"pinned at position {basis.position}, version {(basis.view or '').partition('@')[2]}"
        )
    if basis.behind:
        events = "event" if basis.behind == 1 else "events"
        parts.append(f"the view is {basis.behind} {events} behind the record")
        stopped = _stopped(status)
        if basis.behind >= LONG and not (stopped or basis.pinned):
            parts.append("to bring it up: mandates projections rebuild")
        parts += stopped
    if basis.standby:
        parts.append(f"from a standby, {behind_primary(basis.lag_seconds)}")
    return "; ".join(parts)


def behind_primary(seconds: float | None) -> str:
    """How far a standby is behind, in words."""
    if seconds is None:
        return "cut off from its primary: nobody knows how far behind"
    if not seconds:
        return "which has all that has come from its primary"
    return f"at most {seconds:.1f} s behind its primary"


def _stopped(status: RecordStatus) -> list[str]:
    """What stopped views, each reason once."""
    views: dict[tuple[int, str], list[str]] = {}
    for one in status.views:
        if one.stopped_at is not None:
            views.setdefault((one.stopped_at, one.reason or "unknown"), []).append(one.view)
    return [
        f"{', '.join(names)} stopped before event {position}: {reason}"
        for (position, reason), names in views.items()
    ]


def _known(engine: Engine, basis: Basis, status: RecordStatus) -> str:
    """When it was known: as asked, else the instant of the position asked for, else now.

    Where the clock is simulated, now is the day of the last event.
    """
    if basis.known_at is not None:
        when = instant(basis.known_at)
    elif basis.position + basis.behind < status.position:
        when = instant(next(engine.events(after=basis.position - 1)).envelope.recorded_at)
    elif basis.clock == "simulated" and status.recorded_at is not None:
        when = f"{status.recorded_at:%Y-%m-%d}"
    else:
        when = f"{datetime.now(UTC):%Y-%m-%d}"
    return f"{when} (position {basis.position})"


def _before_all(engine: Engine) -> str:
    first = next(engine.events(), None)
    if first is None:
        return "nothing recorded yet"
    return f"nothing recorded before {instant(first.envelope.recorded_at)}"


def instant(when: datetime) -> str:
    """An instant in UTC, to the second, as ``2001-09-12T10:00:00Z``."""
    return f"{when.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
