"""A mandate's states after each of its commands, from partly decoded events: see `axes.cells`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ...domain.due import SessionDue
from . import documents as d
from .mandate import Life, at_of


class Seen(NamedTuple):
    """What the past keeps of a state: its columns from ``instrument`` on, its words, its JSON."""

    columns: tuple[str | None, ...]
    words: str
    state: str


States = list[tuple[str, Seen]]
"""Each state with the first day on which it holds."""


def after_commands(life: Life, found: Sequence[d.Document]) -> Iterator[tuple[int, States]]:
    """The states of a mandate as known after each command, with the index of its last event."""
    states: States = []
    life.state = None
    latest, start = "", 0
    while start < len(found):
        end = _end_of_command(found, start)
        ats = [at_of(one) for one in found[start:end]]
        days = [latest, *(at.day for at in ats)]
        if days == sorted(days):
            for index, (at, one) in enumerate(zip(ats, found[start:end], strict=True), start=1):
                life.take(one, at)
                last_of_day = index == len(ats) or ats[index].day != at.day
                if last_of_day and life.state is not None:
                    if states and states[-1][0] == at.day:
                        states.pop()
                    states.append((at.day, seen(life)))
        else:  # something holds from an earlier day: all days after it may be others
            states = [(day, seen(life)) for day, _ in life.days(found[:end])]
        latest, start = max(days), end
        yield end - 1, states


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
