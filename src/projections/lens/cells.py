"""A mandate's states after each of its commands, from partly decoded events: see `axes.cells`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ...domain.due import SessionDue
from ..alike import digest, written
from ..columns import between_bars, named
from . import documents as d
from .mandate import At, Life, Moment, Occurrence, Told, at_of
from .terms import session_in, term_in


class Seen(NamedTuple):
    """What is kept of a state: the columns that mandates are sought by, its words, its JSON in
    halves."""

    columns: tuple[str | int | None, ...]
    words: str
    text: str
    since: str


States = list[tuple[str, Seen]]
"""Each state with the first day on which it holds."""


Step = tuple[int, int, States]
"""See `axes.Step`, with the index of a command's last event for its position."""


def after_commands(life: Life, found: Sequence[d.Document]) -> Iterator[Step]:
    """The states of a mandate as known after each command."""
    life.state = None
    ats = [at_of(one) for one in found]
    count, last_day = 0, ""  # of the states so far
    latest, start, size = "", 0, len(found)
    while start < size:
        end = _end_of_command(found, start)
        if _in_order(ats, latest, start, end):
            states: States = []
            for index in range(start, end):
                at = ats[index]
                life.take(found[index], at)
                last_of_day = index + 1 == end or ats[index + 1].day != at.day
                if last_of_day and life.state is not None:
                    states.append((at.day, seen(life)))
            kept = count - bool(states and states[0][0] == last_day)
            latest = ats[end - 1].day
        else:  # something holds from an earlier day: all days after it may be others
            kept, states = 0, [(day, seen(life)) for day, _ in life.days(found[:end])]
            latest = max(latest, *(at.day for at in ats[start:end]))
        count, start = kept + len(states), end
        if states:
            last_day = states[-1][0]
        yield end - 1, kept, states


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


def seen(life: Life) -> Seen:
    """What is kept of the state as it is now: see `columns_of` and `words_of`."""
    state, text = life.state, life.text
    assert state is not None
    current = next((one for one in state.occurrences if one.end is None), state.occurrences[-1])
    stage = current.stage
    if current.end == "waived":
        stage = "waived"
    elif current.end == "missed" and not current.reports and current.done is None:
        stage = "missed"
    done = {stage, current.end} if current.end else {stage}
    due = {session_in(bytes(one.delivery.term)) for one in state.occurrences}
    time, told = _alike(life, current), life.told or _told(life)
    columns = (
        text.instrument, told.session, state.tracked, life.legal(),
        between_bars(done), between_bars(filter(None, due)), text.deliverable, text.strength,
        text.verb, text.paragraph, told.title, told.addressees,
        named(state.leads), named(state.contributing), 0, digest(time), time,
    )  # fmt: skip
    return Seen(columns, told.words, told.half, life.as_json()[told.cut :].decode())


def _told(life: Life) -> Told:
    text = life.text
    assert life.state is not None
    half = _BEGINNING + bytes(life.state.adopted)
    life.told = Told(
        half.decode(), len(half), (text.text or "").casefold(), (text.title or "").casefold(),
        _session_id(text.body, text.session), named(text.addressees),
    )  # fmt: skip
    return life.told


_BEGINNING = b'{"adopted":'


def _alike(life: Life, one: Occurrence) -> str:
    point = one.delivery
    issued = [report.issued for report in one.reports if report.issued is not None]
    return written(
        life.text.body, life.document, False, one.end, bool(one.deferrals),
        (term_in(bytes(point.term)), point.since, point.recorded_on), None,
        _first([report.submitted for report in one.reports]), _first(issued),
        one.done.earliest if one.done else None,
    )  # fmt: skip


def _first(moments: Sequence[Moment]) -> str | None:
    if not moments:
        return None
    return min(moments, key=lambda one: (one.latest, one.earliest)).earliest


@lru_cache(1_000)
def _session_id(body: str, session: int | str | None) -> str | None:
    return SessionDue(organ=body, session=session).session_id
