"""A mandate's states after each of its commands, from partly decoded events: see `axes.cells`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ...domain.due import SessionDue
from ..alike import digest, written
from ..columns import between_bars, named
from . import documents as d
from .mandate import At, Life, Mandate, Moment, Occurrence, at_of
from .terms import session_in, term_in


class Seen(NamedTuple):
    """What is kept of a state: what its text says, with the words, and how it stands."""

    said: tuple[str | None, ...]
    stands: tuple[str | int, ...]


States = list[tuple[str, Seen]]
"""Each state with the first day on which it holds."""


Step = tuple[int, int, States]
"""See `axes.Step`."""


def after_commands(
    life: Life, positions: Sequence[int], found: Sequence[d.Document]
) -> Iterator[Step]:
    """What is kept of the states of a mandate as known after each command: of one in which nothing
    of that is another, nothing."""
    life.state = None
    sight = Sight(life)
    ats = [at_of(one) for one in found]
    held: States = []
    latest, start, size = "", 0, len(found)
    while start < size:
        end = _end_of_command(found, start)
        if _in_order(ats, latest, start, end):
            kept = len(held)
            for index in range(start, end):
                at = ats[index]
                sight.take(found[index], at)
                last_of_day = index + 1 == end or ats[index + 1].day != at.day
                if last_of_day and life.state is not None:
                    if held and held[-1][0] == at.day:
                        held.pop()
                        kept = min(kept, len(held))
                    _add(held, at.day, sight.seen())
            latest = ats[end - 1].day
        else:  # something holds from an earlier day: all days after it may be others
            kept, held = 0, []
            for day, _ in life.days(found[:end]):
                _add(held, day, Sight(life).seen())
            sight = Sight(life)
            latest = max(latest, *(at.day for at in ats[start:end]))
        start = end
        yield positions[end - 1], kept, held[kept:]


def _add(held: States, day: str, state: Seen) -> None:
    if not held or held[-1][1] != state:
        held.append((day, state))


def _in_order(ats: Sequence[At], latest: str, start: int, end: int) -> bool:
    for index in range(start, end):
        if ats[index].day < latest:
            return False
        latest = ats[index].day
    return True


def _end_of_command(found: Sequence[d.Document], start: int) -> int:
    command, end = found[start].envelope.command_id, start + 1
    while end < len(found) and found[end].envelope.command_id == command:
        end += 1
    return end


_PARTIES, _PROGRESS, _DUES, _ALL = 1, 2, 4, 7
_CHANGES: dict[type[d.Document], int] = {
    d.Assigned: _PARTIES,
    **dict.fromkeys((d.OccurrenceOpened, d.Deferred), _PROGRESS | _DUES),
    **dict.fromkeys((d.ProgressStated, d.ReportSubmitted, d.ReportIssued), _PROGRESS),
    **dict.fromkeys((d.Considered, d.Completed, d.Waived, d.Missed), _PROGRESS),
    **dict.fromkeys((d.DueSoon, d.FellDue, d.BecameOverdue, d.Noted), 0),
}
"""Which of the columns an event may change; any other event all of them."""


class Sight:
    """What is kept of one life's states: see `said_of`, `words_of` and `stands_of`. What an event
    cannot change is not worked out anew."""

    _due: str
    _parties: tuple[str, str, str]
    _progress: tuple[str, str]
    _time: tuple[int, str]
    _seen: Seen

    def __init__(self, life: Life) -> None:
        self._life = life
        self._stale = _ALL

    def take(self, one: d.Document, at: At) -> None:
        """See `Life.take`."""
        self._life.take(one, at)
        self._stale |= _CHANGES.get(type(one), _ALL)

    def seen(self) -> Seen:
        """What is kept of the state as it is now."""
        if not self._stale:
            return self._seen
        life, state = self._life, self._life.state
        assert state is not None
        if life.said is None:
            life.said = _said(life.text)
        if self._stale & _DUES:
            due = {session_in(bytes(one.delivery.term)) for one in state.occurrences}
            self._due = between_bars(filter(None, due))
        if self._stale & _PARTIES:
            addressed = life.text.addressees
            self._parties = named(addressed), named(state.leads), named(state.contributing)
        if self._stale & _PROGRESS:
            current = _current(state)
            time = _alike(life, current)
            self._progress = life.legal(), _done(current)
            self._time = digest(time), time
        stands = (state.tracked, *self._progress, self._due, *self._parties, 0, *self._time)
        self._seen, self._stale = Seen(life.said, stands), 0
        return self._seen


def _current(state: Mandate) -> Occurrence:
    for one in state.occurrences:
        if one.end is None:
            return one
    return state.occurrences[-1]


def _done(one: Occurrence) -> str:
    stage = one.stage
    if one.end is None:
        return f"|{stage}|"
    if one.end == "waived":
        stage = "waived"
    elif one.end == "missed" and not one.reports and one.done is None:
        stage = "missed"
    return between_bars({stage, one.end})


def _said(text: d.AdoptedData) -> tuple[str | None, ...]:
    return (
        text.instrument, _session_id(text.body, text.session), text.deliverable, text.strength,
        text.verb, text.paragraph, (text.title or "").casefold(), (text.text or "").casefold(),
    )  # fmt: skip


def _alike(life: Life, one: Occurrence) -> str:
    point, submitted, issued = one.delivery, None, None
    if one.reports:
        submitted = _first([report.submitted for report in one.reports])
        issued = _first([report.issued for report in one.reports if report.issued is not None])
    return written(
        life.text.body, life.document, False, one.end, bool(one.deferrals),
        (term_in(bytes(point.term)), point.since, point.recorded_on), None, submitted, issued,
        one.done.earliest if one.done else None,
    )  # fmt: skip


def _first(moments: Sequence[Moment]) -> str | None:
    if not moments:
        return None
    if len(moments) == 1:
        return moments[0].earliest
    return min(moments, key=lambda one: (one.latest, one.earliest)).earliest


@lru_cache(1_000)
def _session_id(body: str, session: int | str | None) -> str | None:
    return SessionDue(organ=body, session=session).session_id
