"""Deadlines as a calendar feed (RFC 5545), for the calendars that people already have."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib import import_module
from typing import Any

from ...domain.body import code_of
from ...domain.due import SessionDue, words
from ...domain.errors import BadInput
from ...domain.event import Recorded
from ...projections.answers import Basis
from ...projections.beside import counting
from ...projections.item import Item

KINDS = (("submit_by", "submit"), ("issue_by", "issue"), ("legal_by", "window ends"))
MET = {"submitted": ("submit_by",), "issued": ("submit_by", "issue_by")}
"""The deadlines that nobody waits for any more, by how far the report is."""
ALARM_DAYS = 14
"""How long before a deadline a calendar reminds, where the body has no policy of its own."""


def calendar_of(
    name: str,
    items: Iterable[Item],
    *,
    stamp: datetime,
    sequence: Callable[[Item], int],
    alarms: Mapping[str, int],
    link: str | None = None,
) -> bytes:
    """A feed of the deadlines of open due points that are not met, an all-day event for each.

    The UID of a deadline never changes; ``sequence`` must grow when its day moves, so that a
    calendar moves its entry. ``stamp`` is the instant of what the feed rests on; ``alarms`` gives
    the days of warning by the body's code. Raises `BadInput` where icalendar is not installed.
    """
    try:
        icalendar: Any = import_module("icalendar")
    except ImportError:
        raise BadInput("calendar feeds need icalendar: pip install 'mandates[calendar]'") from None
    feed = icalendar.Calendar()
    feed.add("prodid", "-//mandates//EN")
    feed.add("version", "2.0")
    feed.add("x-wr-calname", name)
    for item in items:
        met = MET.get(item.status.implementation, ())
        days = (
            (kind, said, getattr(item.due, kind))
            for kind, said in KINDS
            if item.due and kind not in met
        )
        for kind, said, day in days:
            if day is not None:
                number = sequence(item)
                entry = _entry(icalendar, item, kind, f"{said}: {item.about or item.id}", day)
                entry.add("dtstamp", stamp.astimezone(UTC))
                entry.add("sequence", number)
                if link:
                    entry.add("url", f"{link}/mandate/{item.id.replace('#', '/')}")
                entry.add_component(_alarm(icalendar, item, alarms))
                feed.add_component(entry)
    return bytes(feed.to_ical())


def _entry(icalendar: Any, item: Item, kind: str, summary: str, day: date) -> Any:
    entry = icalendar.Event()
    name = re.sub(r"[^A-Za-z0-9./()~-]", "-", f"{item.id}/{item.occurrence}/{kind}")
    entry.add("uid", f"{name}@mandates")
    entry.add("summary", summary)
    entry.add("dtstart", day)
    entry.add("dtend", day + timedelta(days=1))
    entry.add("transp", "TRANSPARENT")
    due = item.due
    forecast = ", forecast" if due and due.calendar == "forecast" else ""
    who = ", ".join(item.leads or item.addressees)
    term = words(due.term) if due else ""
    meets = due is not None and due.anchored_by == "meeting"
    meeting = f", meeting on {due.item} {due.anchor}" if due and meets else ""
    entry.add("description", f"{item.id}: {item.verb} {who}, due {term}{forecast}{meeting}")
    entry.add("status", "TENTATIVE" if forecast else "CONFIRMED")
    return entry


def _alarm(icalendar: Any, item: Item, alarms: Mapping[str, int]) -> Any:
    term = item.due.term if item.due else None
    body = code_of(term.organ) if isinstance(term, SessionDue) else ""
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", item.about or item.id)
    alarm.add("trigger", timedelta(days=-alarms.get(body, ALARM_DAYS)))
    return alarm


def sequences(
    history: Callable[[str], Sequence[Recorded]], basis: Basis, calendar_events: int
) -> Callable[[Item], int]:
    """How often a deadline may have moved: how many events that can move one have taken effect.

    Those of its mandate and of the whole calendar with the meetings on items
    (`Beside.calendar_events`), as a due point may be put off to another session, and a window ends
    where the next session opens. So it never
    decreases and grows whenever a day moves, and now and then when none does.
    """

    @cache
    def of(mandate: str) -> int:
        return counting(history(mandate), basis.as_of, basis.position) + calendar_events

    return lambda item: of(item.id)
