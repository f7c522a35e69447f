"""What a host does with an engine, for the tests that hold one on a real file."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from mandates.domain.event import Recorded
from mandates.domain.instrument import AdoptInstrument
from mandates.domain.reading import Act
from mandates.domain.streams import kind_of
from mandates.engine import Engine
from mandates.projections.questions import VIEWS
from mandates.projections.view import View
from spec import act, due, reading

Row = dict[str, Any]


class Clock:
    """A clock that the test sets."""

    def __init__(self, day: str = "2001-01-01", hour: int = 12) -> None:
        self.at(day, hour)

    def at(self, day: str, hour: int = 12) -> None:
        """Noon of a day, UTC, unless another hour is said."""
        self.now = datetime.combine(date.fromisoformat(day), time(hour), UTC)

    def step(self, **by: float) -> None:
        """Go on by so much; back, where it is negative."""
        self.now += timedelta(**by)

    def __call__(self) -> datetime:
        return self.now


def adoption(
    *acts: Act, symbol: str = "A/RES/54/226", day: str = "1999-12-22", **changes: Any
) -> AdoptInstrument:
    """The adoption of a text with these acts; one typical mandate where none is given."""
    text = reading(*(acts or (act(),)), **{"symbol": symbol, "session": None} | changes)
    return AdoptInstrument(symbol=symbol, adopted_on=day, reading=text)


def dated(identity: str, term: str, **changes: Any) -> Act:
    """An act that asks for a report by then (``GA/56``, ``2001-06-30`` or ``open``)."""
    return act(identity, due=due(term), **changes)


def days(*texts: str) -> list[date]:
    """Days from ISO 8601 text."""
    return [date.fromisoformat(text) for text in texts]


def tags(events: Sequence[Recorded]) -> list[str]:
    """What happened, in short: ``due_soon`` for ``mandate.due_soon.v1``."""
    return [one.event.tag.split(".")[1] for one in events]


# --- views ----------------------------------------------------------------------------------------


def stored(engine: Engine, view: View) -> tuple[int, dict[str, list[Row]]]:
    """The position at which a view stands, and its rows by table, in a fixed order."""
    with engine._feed.read(view) as snapshot:
        assert snapshot is not None, f"{view.name} was never built"
        return snapshot.position, {
            name: _in_order(map(dict, snapshot.connection.execute(table.select()).mappings()))
            for name, table in snapshot.tables.items()
        }


def folded(events: Sequence[Recorded], view: View) -> dict[str, list[Row]]:
    """The rows that a view must have after these events: each stream folded from its first."""
    histories: dict[str, list[Recorded]] = {}
    for one in events:
        if kind_of(one.stream) in view.kinds:
            histories.setdefault(one.stream, []).append(one)
    found: dict[str, list[Row]] = {}
    for stream, history in histories.items():
        for name, rows in view.rows(stream, history).items():
            found.setdefault(name, []).extend(dict(row) for row in rows)
    return {name: _in_order(rows) for name, rows in found.items()}


def _in_order(rows: Iterator[Row] | Sequence[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: repr(sorted(row.items())))


def check_views(engine: Engine) -> None:
    """Every view, brought up, stands where a command ends and equals a fold from scratch."""
    engine.catch_up()
    events = list(engine.events())
    for view in VIEWS:
        position, rows = stored(engine, view)
        until = [one for one in events if one.position <= position]
        assert not until or until[-1].envelope.command_index == until[-1].envelope.command_size - 1
        expected = folded(until, view)
        assert {name: some for name, some in rows.items() if some} == {
            name: some for name, some in expected.items() if some
        }, view.name


def check_whole(events: Sequence[Recorded]) -> None:
    """Positions and versions without gaps, commands in one piece, time never stepping back."""
    assert [one.position for one in events] == list(range(1, len(events) + 1))
    versions: dict[str, int] = {}
    left = 0
    for one in events:
        versions[one.stream] = versions.get(one.stream, 0) + 1
        assert one.version == versions[one.stream]
        envelope = one.envelope
        assert envelope.command_index == (0 if not left else envelope.command_size - left)
        left = envelope.command_size - envelope.command_index - 1
    assert left == 0, "the last command is cut apart"
    assert len({one.event_id for one in events}) == len(events)
    instants = [one.envelope.recorded_at for one in events]
    assert instants == sorted(instants)


def announced_twice(events: Sequence[Recorded]) -> list[str]:
    """Announcements that say again what another one said, though nothing has changed between."""
    seen: set[tuple[str, str]] = set()
    again: list[str] = []
    for one in events:
        if one.event.announces:
            said = (one.stream, one.event.model_dump_json(exclude={"calendar"}))
            again += [f"{one.stream}: {said[1]}"] if said in seen else []
            seen.add(said)
    return again


@contextmanager
def writer(engine: Engine) -> Generator[sqlite3.Connection]:
    """The connection with which an engine on SQLite records, outside any transaction."""
    record: Any = engine._record
    connections: Any = record._recorder._connections
    with connections._writing:
        yield connections._writer


def database(folder: Path) -> str:
    """The path of a record in a folder."""
    return str(folder / "record.db")
