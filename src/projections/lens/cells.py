"""A mandate's states after each of its commands, from partly decoded events: see `axes.cells`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ...domain.due import SessionDue
from . import documents as d
from .mandate import At, Life, at_of


class Seen(NamedTuple):
    """What the past keeps of a state: its columns from ``instrument`` on, its words, its JSON."""

    columns: tuple[str | None, ...]
    words: str
    state: str


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
    """What is kept of the state as it is now."""
    state, text = life.state, life.text
    assert state is not None
    instrument, tracked, legal, due_sessions, as_json = life.values()
    current = next((one for one in state.occurrences if one.end is None), state.occurrences[-1])
    stage = current.stage
    if current.end == "waived":
        stage = "waived"
    elif current.end == "missed" and not current.reports and current.done is None:
        stage = "missed"
    done = {stage, current.end} if current.end else {stage}
    columns = (
        instrument, _session_id(text.body, text.session), tracked, legal,
        "".join(f"|{one}|" for one in sorted(done)), due_sessions,
        text.deliverable, text.strength, text.verb,
    )  # fmt: skip
    words = (text.title, text.text, *text.addressees, *state.leads)
    return Seen(columns, "\n".join(one.casefold() for one in words if one), as_json)


@lru_cache(1_000)
def _session_id(body: str, session: int | str | None) -> str | None:
    return SessionDue(organ=body, session=session).session_id
