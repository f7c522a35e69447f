"""What was written anew of the calendar, so that what was said by it has to be looked at again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...domain.event import Recorded
from ...domain.fold import rewritten
from ...domain.streams import identity_in


def disturbed_by(histories: Mapping[str, Sequence[Recorded]]) -> dict[str, int]:
    """The sessions whose past was rewritten, by a void or by what was entered after later things,
    and the bodies whose policy was entered late: sessions may have been moved since it holds.

    Each with the position at which it last was; and, as its opening closes that one, the session
    before.
    """
    found: dict[str, int] = {}
    for stream, events in histories.items():
        position = _late(events) if stream.startswith("policy-") else rewritten(events)
        if position:
            name = identity_in(stream)  # a body's own stream is named as its policy's
            found[name] = max(position, found.get(name, 0))
    for session, position in tuple(found.items()):
        body, _, number = session.partition("/")
        before = f"{body}/{int(number) - 1}" if number.isdecimal() else session
        found[before] = max(position, found.get(before, 0))
    return found


def _late(history: Sequence[Recorded]) -> int:
    """Where anything of a stream was last entered late; 0 where it never was."""
    late = (one.position for one in history if one.day < one.recorded_on)
    return max(rewritten(history), *late, 0)
