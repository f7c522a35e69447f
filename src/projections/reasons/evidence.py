"""What a mandate's fields rest on: the streams behind them, and the fields of any choice of events.

`why`, `replay` and `compare` ask what the fields would be without an event, before it, after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ...domain.bodies import Bodies
from ...domain.bodies import stream_of as body_stream
from ...domain.calendar import Calendar, sessions_behind
from ...domain.event import Recorded
from ...domain.fold import fold
from ...domain.item import stream_of as item_stream
from ...domain.mandate.evolve import evolve
from ...domain.mandate.overtaken import overtaken
from ...domain.mandate.state import Mandate
from ...domain.policy import stream_of as policy_stream
from ...domain.resolution import end_of
from ...domain.session import stream_of as session_stream
from ...domain.streams import mandate_stream
from ..calendars import calendar_of
from ..item import item
from ..money import Purse
from ..purses import folded
from ..sources import Histories

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The events that one mandate's fields may rest on: its own, and those of sessions, policies,
    agenda items and texts."""

    mandate: str
    histories: Mapping[str, tuple[Recorded, ...]]
    purse: Purse

    def events(self, known_at: int) -> list[Recorded]:
        """All of them as known at a position, in the order of the record."""
        found = (one for some in self.histories.values() for one in some)
        return sorted((o for o in found if o.position <= known_at), key=lambda one: one.position)

    def reasons(self, known_at: int) -> list[Recorded]:
        """Those that may be a reason: what was overtaken is none, though it would do alone."""
        own = self.histories[mandate_stream(self.mandate)]
        passed = overtaken([one for one in own if one.position <= known_at])
        return [one for one in self.events(known_at) if one.event_id not in passed]

    def values(self, events: Iterable[Recorded], as_of: date) -> Values | None:
        """The fields, if these were all events; None where they make no mandate on that day."""
        given: dict[str, list[Recorded]] = {stream: [] for stream in self.histories}
        for one in events:
            given[one.stream].append(one)
        found = fold(evolve, given[mandate_stream(self.mandate)], as_of)
        if found is None:
            return None
        texts = {name: some for name, some in given.items() if name.startswith("instrument-")}
        money = folded(texts, as_of, None).led_by(self.purse)
        return fields(found, calendar_of(given, as_of, None), as_of, money)


def gather(record: Histories, mandate: str, purse: Purse, added: Bodies) -> Evidence:
    """The evidence of a mandate: of whatever it is or ever was thought to be.

    ``added`` are the bodies that a user added.
    """
    stream = mandate_stream(mandate)
    own = record.stream(stream)
    streams = dict.fromkeys([stream, *map(body_stream, added.added)])
    for state in _states(own):
        terms = (*state.terms, state.until)
        sessions = {one for due in terms for one in sessions_behind(due, added)}
        bodies = {one.partition("/")[0] for one in sessions} | {added.code_of(state.adopted.body)}
        streams |= dict.fromkeys(map(session_stream, sorted(sessions)))
        streams |= dict.fromkeys(map(policy_stream, sorted(bodies)))
        links = (link for one in state.occurrences for link in one.items)
        streams |= dict.fromkeys(item_stream(link.item) for link in links)
        streams |= dict.fromkeys(purse.behind(state))
    return Evidence(mandate, {**record.streams_of([*streams]), stream: own}, purse)


def _states(own: Sequence[Recorded]) -> list[Mandate]:
    """The mandate after each of its events, by what was known then: its due terms, old and new."""
    found = (fold(evolve, own[:count]) for count in range(1, len(own) + 1))
    return [one for one in found if one is not None]


def fields(mandate: Mandate, calendar: Calendar, as_of: date, purse: Purse) -> dict[str, Any]:
    """The fields that are explained, flat: the four axes, what is due, who is asked, until when.

    What passes by itself from day to day, as the days of lateness, is none of them.
    """
    shown = item(mandate, calendar, as_of, purse=purse).json_value()
    status: dict[str, Any] = shown.pop("status")
    due: dict[str, Any] = shown.pop("due") or {}
    axes = {axis: status[axis] for axis in ("legal", "implementation", "timeliness", "funding")}
    days = {
        name: due.get(name)
        for name in (
            "term",
            "anchor",
            "anchored_by",
            "item",
            "submit_by",
            "issue_by",
            "legal_by",
            "calendar",
        )
    }
    rest = {name: value for name, value in shown.items() if name != "id"}
    adopted, until = mandate.adopted, mandate.until
    more = {
        "collaborators": [*adopted.collaborators],
        "text_of": adopted.text_of,
        "recurrence": adopted.recurrence,
        "rhythm": adopted.rhythm.model_dump(mode="json") if adopted.rhythm else None,
        "until": until.model_dump(mode="json") if until else None,
        "ends_on": ends.isoformat() if (ends := end_of(mandate, calendar)) else None,
    }
    due_days = {name: days[name] for name in days if name != "term"}
    return {**axes, "due": days["term"], **due_days, **rest, **more}
