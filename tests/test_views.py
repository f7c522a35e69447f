"""The views: what they show, that they equal a fold from scratch, and how they are brought up.

What a view's rows rest on is pinned in ``pins/views.json``: its version, its code, and its rows of
one history. Whoever changes what the rows hold gives the view a higher ``version`` (builds of the
old one are then left alone, not misread) and writes the pins anew:

    MANDATES_PINS=write .venv/bin/python -m pytest tests/test_views.py -k pinned

Where only the code was put in order and no row of any record can differ, the version may stay.
"""

from __future__ import annotations

import ast
import hashlib
import json
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from forks import in_child
from host import Clock, Row, adoption, check_views, dated, folded, stored, tags
from hypothesis import given as drawn
from hypothesis import strategies as st

from mandates import (
    Assign,
    Damaged,
    Defer,
    Engine,
    Note,
    RegisterQuery,
    Retire,
    SubmitReport,
    Void,
)
from mandates.adapters.feed import applying, builds, tables
from mandates.adapters.feed import feed as feeding
from mandates.adapters.feed.rebuild import Rebuild
from mandates.domain import entity, fund, item
from mandates.domain.due import RelativeDue
from mandates.domain.event import Event, Recorded
from mandates.domain.fold import fold
from mandates.domain.mandate import events as e
from mandates.domain.mandate.evolve import evolve
from mandates.projections.axes import STILL, cells
from mandates.projections.docket import Docket
from mandates.projections.questions import DOCKET, TIMELINE, VIEWS
from mandates.projections.register import MANDATE, Register
from mandates.projections.search.held import PAST, REGISTER
from mandates.projections.timeline import LINES, Timeline
from mandates.projections.view import FOREVER, View
from spec import (
    GA,
    REPORT,
    M,
    N,
    act,
    adopted,
    considered,
    due,
    issued,
    of,
    on,
    planned,
    record,
    submitted,
)

HERE = Path(__file__).resolve().parent
NOTE = Note(mandate=M, text="a remark")
LEAD = Assign(mandate=M, entity="UNDP")


# --- given, shows ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Story:
    """A history, and the rows that the views make of it."""

    history: tuple[Recorded, ...]

    def shows(self, view: View, *rows: dict[str, Any], of: str = f"mandate-{M}") -> Story:
        """A view's rows of one stream, in their order: at least these columns of each."""
        history = [one for one in self.history if one.stream == of]
        found = view.rows(of, history)[view.name]
        assert [
            {name: row[name] for name in wanted} for row, wanted in zip(found, rows, strict=True)
        ] == list(rows)
        return self

    def tells(self, *lines: dict[str, Any], of: str = f"mandate-{M}") -> Story:
        """The timeline's lines of one stream: at least these fields of each."""
        (row,) = TIMELINE.rows(of, self.history)["timeline"]
        found = [one._asdict() for one in LINES.validate_json(row["lines"])]
        assert row["stream"] == of
        assert [
            {name: line[name] for name in wanted} for line, wanted in zip(found, lines, strict=True)
        ] == list(lines)
        return self

    def stages(self, *stages: tuple[str, str, str]) -> Story:
        """The intervals as known now: from, to and how far the current occurrence is."""
        found = [(row["from_day"], row["to_day"], row["implementation"]) for row in self.still()]
        assert found == list(stages)
        return self

    def still(self) -> list[dict[str, Any]]:
        """The cells of the past that are known still, by their days."""
        rows = [dict(one) for one in PAST.rows(f"mandate-{M}", self.history)["past"]]
        return sorted(
            (one for one in rows if one["known_to"] == STILL), key=lambda one: one["from_day"]
        )


def given(*facts: Any) -> Story:
    return Story(record(*facts))


def test_the_past_has_a_cell_for_each_stretch_of_days() -> None:
    given(
        adopted(), on("2001-06-29", submitted()), on("2001-07-31", issued()),
        on("2001-12-21", considered()), on("2001-12-21", e.Completed(occurrence=1)),
    ).stages(
        ("1999-12-22", "2001-06-29", "|open|"),
        ("2001-06-29", "2001-07-31", "|submitted|"),
        ("2001-07-31", "2001-12-21", "|issued|"),
        ("2001-12-21", "9999-12-31", "|completed||considered|"),
    )  # fmt: skip


def test_what_changes_nothing_that_is_sought_begins_no_cell() -> None:
    noted = on("2001-12-21", e.Noted(text="x"))
    given(adopted(), on("2001-06-29", submitted()), noted).stages(
        ("1999-12-22", "2001-06-29", "|open|"), ("2001-06-29", "9999-12-31", "|submitted|")
    )


def test_what_is_entered_late_and_what_is_void_changes_the_stretches() -> None:
    considering = on("2001-12-21", considered())
    history = record(adopted(), on("2001-06-29", submitted()), considering)
    late = on("2001-03-01", e.Assigned(entity="UNDP"), recorded="2002-01-01")
    void = on("2002-02-01", e.MandateVoided(event_id=history[1].event_id, reason="wrong"))
    given(adopted(), on("2001-06-29", submitted()), considering, late).stages(
        ("1999-12-22", "2001-03-01", "|open|"),
        ("2001-03-01", "2001-06-29", "|open|"),
        ("2001-06-29", "2001-12-21", "|submitted|"),
        ("2001-12-21", "9999-12-31", "|considered|"),
    )
    given(adopted(), on("2001-06-29", submitted()), considering, void).stages(
        ("1999-12-22", "2001-12-21", "|open|"), ("2001-12-21", "9999-12-31", "|considered|")
    )


def test_the_register_holds_what_is_asked_for_most() -> None:
    given(adopted()).shows(
        REGISTER,
        {"instrument": "A/RES/54/226", "tracked": "yes", "legal": "in_force", "whole_from": "",
         "due_sessions": "|GA/56|", "adopted_at": 1},
    )  # fmt: skip


def test_the_register_keeps_the_days_from_the_last_recording_on() -> None:
    retired = on("2001-03-01", e.Retired(authority=GA))
    given(adopted(), retired).shows(
        REGISTER, {"from_day": "2001-03-01", "whole_from": "2001-03-01", "legal": "retired"}
    )
    to_come = on("2001-03-01", e.Retired(authority=GA), recorded="2001-02-01")
    given(adopted(), to_come).shows(
        REGISTER,
        {"from_day": "1999-12-22", "to_day": "2001-03-01", "whole_from": "", "legal": "in_force"},
        {"from_day": "2001-03-01", "to_day": "9999-12-31", "legal": "retired"},
    )


def test_a_void_adoption_leaves_no_row() -> None:
    void = e.MandateVoided(event_id=record(adopted())[0].event_id, reason="wrong text")
    given(adopted(), void).shows(REGISTER).shows(DOCKET)


def test_the_docket_says_where_each_deadline_hangs_and_what_was_said_of_it() -> None:
    put_off = e.Deferred(occurrence=1, what="consideration", to=due("GA/57"), authority=GA)
    near = e.DueSoon(
        occurrence=1, deadline="submission", on=date(2001, 7, 3), said_for=date(2001, 6, 19),
        calendar="GA/56@1",
    )  # fmt: skip
    life = [adopted(), on("2001-06-19", near)]
    given(*life).shows(
        DOCKET,
        {"kind": "legal", "session": "GA/56", "day": None, "said": 0, "body": "GA"},
        {"kind": "submission", "session": "GA/56", "since": "1999-12-22",
         "said_of": "2001-07-03", "said": 1, "said_at": 2},
        {"kind": "issue", "said": 0, "from_day": "2001-06-19", "to_day": "9999-12-31"},
    )  # fmt: skip
    life.append(on("2001-11-01", put_off))
    given(*life).shows(
        DOCKET, {"kind": "legal", "session": "GA/57"}, {"kind": "submission"}, {"kind": "issue"}
    )
    given(*life, on("2002-03-01", e.Retired(authority=GA))).shows(DOCKET)


def test_what_is_delivered_has_its_issue_alone_to_come() -> None:
    life = [adopted(), on("2001-06-29", submitted())]
    given(*life).shows(DOCKET, {"kind": "issue"})
    given(*life, on("2001-07-31", issued())).shows(DOCKET)


def test_the_docket_keeps_the_days_from_the_last_recording_on() -> None:
    life = [adopted(), on("2001-03-01", e.Retired(authority=GA), recorded="2001-02-01")]
    days = {"from_day": "1999-12-22", "to_day": "2001-03-01"}
    given(*life).shows(DOCKET, *({"kind": one, **days} for one in ("legal", "submission", "issue")))
    given(*life, on("2001-03-02", e.Noted(text="x"))).shows(DOCKET)


def test_a_day_or_a_time_from_the_adoption_is_a_day_in_the_docket() -> None:
    given(adopted(due=due("2001-06"))).shows(DOCKET, {"session": None, "day": "2001-06-30"})
    within = RelativeDue(amount=6, unit="month")
    given(adopted(due=within)).shows(DOCKET, {"kind": "legal", "day": "2000-06-22"})
    given(adopted(due=due("open"))).shows(DOCKET)


def test_the_docket_says_what_time_alone_will_bring() -> None:
    listed = adopted(due=due("GA/56"), dues=(due("GA/56"), due("GA/58")), deliverable="meeting")
    extended = e.Extended(until=due("2002-06"), authority=GA)
    given(listed, on("2000-02-01", extended)).shows(
        DOCKET,
        {"occurrence": 1, "kind": "legal", "session": "GA/56", "since": "1999-12-22"},
        {"occurrence": 2, "kind": "next", "session": "GA/58", "since": "1999-12-22"},
        {"occurrence": 0, "kind": "until", "day": "2002-06-30", "since": "1999-12-22"},
    )


def test_the_timeline_has_a_line_for_each_event_and_says_which_are_void() -> None:
    history = record(adopted(), on("2001-06-29", submitted()))
    void = on("2001-07-01", e.MandateVoided(event_id=history[1].event_id, reason="wrong"))
    given(adopted(), on("2001-06-29", submitted()), void).tells(
        {"position": 1, "tag": "mandate.adopted.v1", "void": 0, "day": "1999-12-22"},
        {"position": 2, "words": "occurrence 1: A/56/465 submitted", "void": 1},
        {"position": 3, "words": f"event {history[1].position} voided: wrong", "void": 0},
    )
    moved = of("GA/56", planned("2001-09-11"))
    given(moved).tells({"words": "planned to open on 2001-09-11"}, of="session-GA/56")


# --- equal to a fold ------------------------------------------------------------------------------

FACTS: list[Callable[[], Event]] = [
    lambda: e.Assigned(entity="UNDP"),
    submitted,
    issued,
    considered,
    lambda: e.Completed(occurrence=1),
    lambda: e.Deferred(occurrence=1, what="delivery", to=due("GA/57"), authority=GA),
    lambda: e.Deferred(occurrence=1, what="consideration", to=due("2003-01"), authority=GA),
    lambda: e.Retired(authority=GA),
    lambda: e.Noted(text="x"),
    lambda: e.Missed(occurrence=1, legal_by=None, days_overdue=None),
    lambda: e.Corrected(field="due", value=None, was=None, reason="x", occurrence=1),
    lambda: e.BecameOverdue(
        occurrence=1, deadline="legal", on=date(2001, 9, 1), said_for=date(2001, 9, 2), calendar="x"
    ),
]
DAYS = ["2000-03-01", "2000-03-02", "2001", "2001-07", "2002-01-01"]


@st.composite
def lives(draw: st.DrawFn) -> tuple[Recorded, ...]:
    """Any row of events of one mandate, lawful or not, with voids of whatever came before."""
    facts: list[Any] = [adopted()]
    for _ in range(draw(st.integers(0, 8))):
        day = draw(st.sampled_from(DAYS))
        history = record(*facts)
        voided = draw(st.none() | st.sampled_from(history))
        if voided is not None and draw(st.booleans()):
            event: Event = e.MandateVoided(event_id=voided.event_id, reason="x")
        else:
            event = draw(st.sampled_from(FACTS))()
        facts.append(on(day, event))
    return record(*facts)


@drawn(lives())
def test_the_stretches_of_a_view_follow_each_other_without_gap(
    history: tuple[Recorded, ...],
) -> None:
    known = [one for one in cells(evolve, history) if one.known_to == STILL]
    stretches = sorted((one.from_day, one.to_day) for one in known)
    past = [(one["from_day"], one["to_day"]) for one in Story(history).still()]
    for found in stretches, past:
        for (start, end), (following, _) in pairwise(found):
            assert start < end == following
        assert not found or found[-1][1] == FOREVER
    assert {start for start, _ in past} <= {start for start, _ in stretches}
    rows = REGISTER.rows(f"mandate-{M}", history)["register"]
    assert {(row["from_day"], row["to_day"]) for row in rows} <= set(stretches)
    rows = DOCKET.rows(f"mandate-{M}", history)["docket"]
    assert {row["from_day"] for row in rows} <= {start for start, _ in stretches}
    assert {row["to_day"] for row in rows} <= {end for _, end in stretches}


@drawn(lives())
def test_what_the_register_answers_is_what_the_one_fold_says(history: tuple[Recorded, ...]) -> None:
    found = REGISTER.rows(f"mandate-{M}", history)
    rows, states = found["register"], {one["number"]: one["state"] for one in found["states"]}
    whole_from = max((row["whole_from"] for row in rows), default="")
    assert whole_from <= history[-1].recorded_on.isoformat()
    for day in ("1999-12-21", "1999-12-22", "2000-03-01", "2001-07-31", "2001-12-31", "2005-01-01"):
        if day >= whole_from:
            held = [row for row in rows if row["from_day"] <= day < row["to_day"]]
            state = fold(evolve, history, date.fromisoformat(day))
            assert [MANDATE.validate_json(states[row["number"]]) for row in held] == (
                [state] if state else []
            )


# --- the feed -------------------------------------------------------------------------------------


Open = Callable[[], Engine]


@pytest.fixture
def another(tmp_path: Path) -> Iterator[Open]:
    """Opens a further engine on the same file."""
    clock = Clock("2001-01-10")
    with ExitStack() as opened:
        yield lambda: opened.enter_context(Engine.open(tmp_path / "record.db", clock=clock))


@pytest.fixture
def engine(another: Open) -> Engine:
    engine = another()
    engine.execute(adoption(act("2.2"), act("18.2")), by="desk")
    return engine


def nothing(*_: object) -> None:
    """What a feed does that is stuck."""


def positions(engine: Engine) -> dict[str, int]:
    return {one.view: one.position for one in engine.status().views}


@pytest.mark.parametrize("page", [1, 2, 3, 2_000])
def test_every_view_equals_a_fold_from_scratch_after_any_page(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, page: int
) -> None:
    monkeypatch.setattr(applying, "PAGE", page)
    report = SubmitReport(document=REPORT, answers=((M, None), (N, None)))
    wishes: list[Any] = [LEAD, report, LEAD.model_copy(update={"entity": "FAO", "on": "2000-05"}),
                         Defer(mandate=N, to=due("GA/57"), authority=GA)]  # fmt: skip
    for wish in wishes:
        engine.execute(wish, by="desk")
        engine.register()
        check_views(engine)
    void = Void(event_id=engine.history(REPORT)[0].event_id, reason="wrong")
    engine.execute(void, by="desk")
    engine.docket()
    check_views(engine)
    before = [stored(engine, view) for view in VIEWS]
    head = engine.status().position
    assert engine.rebuild() == dict.fromkeys((view.name for view in VIEWS), head)
    assert [stored(engine, view) for view in VIEWS] == before
    assert [one.build for one in engine.status().views] == [2] * len(VIEWS)


def test_rebuilding_one_view_leaves_the_others(engine: Engine) -> None:
    engine.catch_up()
    assert engine.rebuild("docket") == {"docket": 3}
    assert {one.view: one.build for one in engine.status().views} == {
        "register": 1, "docket": 2, "timeline": 1, "funding": 1, "past": 1,
        "lineage": 1, "calendar": 1, "entities": 1, "agenda": 1,
    }  # fmt: skip


def test_a_batch_never_cuts_a_command_apart(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the size of a page: the views stand only where a command ends."""
    for count in range(1, 6):
        engine.execute([NOTE] * count, by="desk")
    ends = {
        one.position
        for one in engine.events()
        if one.envelope.command_index == one.envelope.command_size - 1
    }
    monkeypatch.setattr(applying, "PAGE", 2)
    seen: list[int] = []
    advance: Callable[[Any, Any, int], bool] = builds.advance

    def watch(connection: Any, build: Any, position: int) -> bool:
        seen.append(position)
        return advance(connection, build, position)

    monkeypatch.setattr(builds, "advance", watch)
    engine.register()
    assert set(seen) <= ends
    assert len(set(seen)) > 3
    check_views(engine)


def test_a_bounded_catch_up_says_its_lag(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(4):
        engine.execute([NOTE, NOTE], by="desk")
    monkeypatch.setattr(applying, "PAGE", 2)
    monkeypatch.setattr(feeding, "READING", 4)
    engine.execute(Retire(mandate=N, authority=GA), by="desk")
    basis = engine.register().basis
    assert (basis.position, basis.behind) == (5, 7)
    assert positions(engine)["register"] == 5
    assert engine.register(RegisterQuery(legal="retired")).items == ()
    monkeypatch.undo()
    assert engine.register().basis.behind == 0
    assert len(engine.register(RegisterQuery(legal="retired")).items) == 1


def test_a_view_that_is_behind_answers_with_the_calendar_of_its_position(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same basis gives the same answer again: what was recorded later is not mixed in."""
    from mandates import PlanSession

    before = engine.register()
    plan = PlanSession(session="GA/56", opens="2001-09-25", on="2001-01-09")
    engine.execute(plan, by="desk")
    with monkeypatch.context() as stuck:
        stuck.setattr(engine._feed, "catch_up", nothing)
        behind = engine.register()
    assert (behind.basis.position, behind.basis.behind) == (3, 1)
    assert behind.items == before.items
    assert engine.register(known_at=3).items == before.items
    assert engine.register(known_at=4).items != before.items


def test_a_timeline_is_whole_however_far_the_view_is(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.register()
    engine.execute(NOTE, by="desk")
    monkeypatch.setattr(engine._feed, "catch_up", nothing)
    assert len(engine.timeline(M)) == 2


# --- the fence ------------------------------------------------------------------------------------


def pause(engine: Engine, view: View, meanwhile: Callable[[], object]) -> list[Any]:
    """Let something happen each time between a feed's reading and its writing."""
    feed: Any = engine._feed._applying
    rows = feed._rows
    paused: list[Any] = []

    def slowly(which: View, *arguments: Any) -> Any:
        found = rows(which, *arguments)
        if which is view:
            paused.append(arguments)
            meanwhile()
        return found

    feed._rows = slowly
    return paused


def written(monkeypatch: pytest.MonkeyPatch) -> list[Sequence[str]]:
    """The streams of every write to a view's tables."""
    streams: list[Sequence[str]] = []
    replace: Any = tables.replace

    def listen(connection: Any, into: Any, touched: Sequence[str], *rest: Any) -> None:
        streams.append(touched)
        replace(connection, into, touched, *rest)

    monkeypatch.setattr(tables, "replace", listen)
    return streams


def test_a_feed_that_was_paused_while_another_moved_on_writes_nothing(
    engine: Engine, another: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.register()
    other = another()
    engine.execute(LEAD, by="desk")
    writes = written(monkeypatch)

    def meanwhile() -> None:
        other.execute(Assign(mandate=M, entity="FAO"), by="other")
        assert other.register().basis.behind == 0
        writes.clear()

    paused = pause(engine, REGISTER, meanwhile)
    build = engine._feed._build(REGISTER)
    assert build is not None
    assert engine._feed._applying.next(REGISTER, build) is None
    assert (len(paused), writes) == (1, [])
    assert stored(engine, REGISTER)[0] == 5
    check_views(engine)


def test_two_feeds_interleaved_apply_every_event_once(
    engine: Engine, another: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(applying, "PAGE", 1)
    for number in range(6):
        engine.execute(Note(mandate=(M, N)[number % 2], text=str(number)), by="desk")
    other: Any = another()
    head = engine.status().position

    def one_page() -> None:
        other._feed._applying.next(REGISTER, other._feed._build(REGISTER))

    engine._feed.catch_up(3)
    moves: list[tuple[int, int]] = []
    advance: Callable[[Any, Any, int], bool] = builds.advance

    def watch(connection: Any, build: Any, position: int) -> bool:
        moved = advance(connection, build, position)
        if moved and build.view == "register":
            moves.append((build.position, position))
        return moved

    monkeypatch.setattr(builds, "advance", watch)
    pause(engine, REGISTER, one_page)
    engine._feed.catch_up(head)
    assert moves == list(pairwise(range(3, head + 1)))
    assert positions(engine) == dict.fromkeys((view.name for view in VIEWS), head)
    check_views(engine)


def test_a_feed_that_lost_the_race_reads_its_own_writes_all_the_same(
    engine: Engine, another: Open
) -> None:
    engine.register()
    other = another()
    engine.execute(LEAD, by="desk")
    ahead = other.status().position
    engine.execute(NOTE, by="desk")
    pause(engine, REGISTER, lambda: other._feed.catch_up(ahead, 1))
    shown = engine.register()
    assert shown.basis.behind == 0
    assert shown.items[0].leads == ("UNDP",)


def test_a_rebuild_while_others_record_never_goes_back(
    engine: Engine, another: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.register()
    other, times = another(), iter(range(3))

    def meanwhile() -> None:
        if next(times, None) is not None:
            other.execute(NOTE, by="other")
            other.register()

    folded_page = Rebuild._rows

    def slowly(self: Rebuild, *page: Any) -> Any:
        meanwhile()
        return folded_page(self, *page)

    monkeypatch.setattr(Rebuild, "_rows", slowly)
    pause(engine, REGISTER, meanwhile)
    before = positions(engine)["register"]
    assert engine.rebuild("register")["register"] > before
    assert positions(engine)["register"] == 6
    check_views(engine)


# --- what goes wrong ------------------------------------------------------------------------------


@pytest.mark.fault("bad data", "an event that a view cannot apply")
def test_an_event_that_a_view_cannot_apply_stops_that_view_alone_before_it(
    engine: Engine, another: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.execute(LEAD, by="desk")
    (bad,) = engine.execute(NOTE, by="desk").recorded
    engine.execute(Assign(mandate=N, entity="FAO"), by="desk")
    rows = Register.rows

    def faulty(self: Register, stream: str, history: Sequence[Recorded]) -> Any:
        if any(one.position == bad.position for one in history):
            raise KeyError("a fault of the view")
        return rows(self, stream, history)

    monkeypatch.setattr(Register, "rows", faulty)
    monkeypatch.delattr(Register, "swift")
    shown = engine.register()
    assert (shown.basis.position, shown.basis.behind) == (bad.position - 1, 2)
    assert shown.basis.stopped_at == bad.position
    assert shown.items[0].leads == ("UNDP",)
    assert shown.items[1].leads == ()
    engine.catch_up()
    views = {one.view: one for one in engine.status().views}
    assert views["register"].stopped_at == bad.position
    assert views["register"].reason == "KeyError: 'a fault of the view'"
    assert [views[name].behind for name in ("docket", "timeline")] == [0, 0]
    assert [views[name].stopped_at for name in ("docket", "timeline")] == [None, None]
    assert engine.execute(Retire(mandate=N, authority=GA), by="desk").positions == (7,)
    assert engine.mandate(N).item.status.legal == "retired"
    assert engine.tick() == 0
    with pytest.raises(Damaged, match=f"cannot apply event {bad.position}"):
        engine.rebuild("register")

    monkeypatch.undo()
    assert another().register().basis.behind == 0
    engine.catch_up()
    assert {one.stopped_at for one in engine.status().views} == {None}
    check_views(engine)


def test_it_stops_before_the_command_of_the_event(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No command is cut apart: what goes before it in its own command waits with it."""
    answer = engine.execute([Note(mandate=N, text="before"), NOTE], by="desk")
    rows = Timeline.rows

    def faulty(self: Timeline, stream: str, history: Sequence[Recorded]) -> Any:
        if any(one.position == answer.positions[1] for one in history):
            raise ZeroDivisionError
        return rows(self, stream, history)

    monkeypatch.setattr(Timeline, "rows", faulty)
    monkeypatch.delattr(Timeline, "swift")
    engine.catch_up()
    view = next(one for one in engine.status().views if one.view == "timeline")
    assert (view.position, view.stopped_at) == (3, answer.positions[1])


def insert_unknown(engine: Engine) -> int:
    """An event of a tag that only a later release knows, on the stream of a mandate."""
    with closing(sqlite3.connect(engine.status().database)) as connection:
        (row,) = connection.execute(
            "SELECT * FROM events WHERE stream = ? ORDER BY version DESC LIMIT 1",
            (f"mandate-{N}",),
        )
        position = engine.status().position + 1
        document = json.loads(row[-1]) | {"tag": "mandate.future.v1", "version": row[2] + 1}
        changed = (
            position, row[1], row[2] + 1, "mandate.future.v1", "0" * 8, "1" * 8, 0, 1, *row[8:-1],
            json.dumps(document).encode(),
        )  # fmt: skip
        connection.execute(f"INSERT INTO events VALUES ({', '.join('?' * len(row))})", changed)
        connection.commit()
    return position


def spoil(engine: Engine, position: int) -> None:
    """An event whose data somebody has damaged by hand."""
    with closing(sqlite3.connect(engine.status().database)) as connection:
        guards = "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'events'"
        for (guard,) in connection.execute(guards).fetchall():
            connection.execute(f"DROP TRIGGER {guard}")
        at = (position,)
        (state,) = connection.execute("SELECT state FROM events WHERE position = ?", at).fetchone()
        spoilt = state.replace(b'"role"', b'"roll"')
        assert spoilt != state
        connection.execute("UPDATE events SET state = ? WHERE position = ?", (spoilt, position))
        connection.commit()


@pytest.mark.fault("bad data", "an event of an unknown tag")
def test_an_unknown_tag_damages_what_needs_it_and_the_feed_stops_at_it(engine: Engine) -> None:
    engine.execute(LEAD, by="desk")
    before = engine.register()
    position = insert_unknown(engine)
    shown = engine.register()
    engine.catch_up()
    assert (shown.basis.position, shown.basis.behind) == (position - 1, 1)
    assert shown.items == before.items
    for view, one in zip(VIEWS, engine.status().views, strict=True):
        stands = (position - 1, position) if "mandate" in view.kinds else (position, None)
        assert (one.position, one.stopped_at) == stands, "whom it does not concern goes on"
        assert one.stopped_at is None or "mandate.future.v1" in (one.reason or "")
    assert engine.history(M)
    for read in (
        lambda: engine.history(N),
        lambda: list(engine.events()),
        lambda: engine.mandate(N),
        lambda: engine.execute(Note(mandate=N, text="x"), by="desk"),
    ):
        with pytest.raises(Damaged, match=r"mandate\.future\.v1"):
            read()
    assert engine.register(known_at=before.basis.position).items == before.items
    assert engine.execute(NOTE, by="desk").positions == (position + 1,)


def test_an_event_that_was_spoilt_after_it_was_applied_stops_its_views_before_what_comes_next(
    engine: Engine,
) -> None:
    (applied,) = engine.execute(LEAD, by="desk").positions
    engine.catch_up()
    (later,) = engine.execute(NOTE, by="desk").positions
    spoil(engine, applied)
    engine.catch_up()
    register, *_ = engine.status().views
    assert (register.position, register.stopped_at) == (applied, later)
    assert f"position {applied}" in (register.reason or ""), "and says which is wrong"


def test_a_position_that_was_removed_stops_every_view_before_it(engine: Engine) -> None:
    """Whatever stream it was of: nobody can tell."""
    engine.catch_up()
    gone = engine.execute(LEAD, by="desk").positions[0]
    engine.execute(NOTE, by="desk")
    with closing(sqlite3.connect(engine.status().database)) as connection:
        connection.execute("DROP TRIGGER record_delete")
        connection.execute("DELETE FROM events WHERE position = ?", (gone,))
        connection.commit()
    engine.catch_up()
    assert {(one.position, one.stopped_at) for one in engine.status().views} == {(gone - 1, gone)}
    assert all(f"position {gone} is missing" in (one.reason or "") for one in engine.status().views)


def test_a_mandate_that_cannot_be_read_keeps_no_other_from_being_announced(
    engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    position = insert_unknown(engine)
    for again in (False, True):
        with pytest.raises(Damaged, match=rf"position {position}.*mandate\.future\.v1"):
            engine.tick(datetime(2001, 8, 1, 12, tzinfo=UTC))
        announced = [one for one in engine.history(M) if one.event.announces]
        assert len(announced) == engine.status().position - position > 0, again
    assert f"not announced mandate={N}" in caplog.text or N in str(vars(caplog.records[0]))


def test_a_page_of_the_past_reads_nothing_that_was_recorded_later(engine: Engine) -> None:
    """Nor what ends a mandate, which takes the full decoding."""
    engine.execute(Retire(mandate=N, authority=GA), by="desk")
    every = RegisterQuery(every=True)
    before = engine.register(every)
    engine.catch_up()
    known = before.basis.position
    insert_unknown(engine)
    assert engine.register(every, known_at=known).items == before.items


def test_a_page_of_the_past_names_an_event_that_cannot_be_decoded(engine: Engine) -> None:
    position = engine.execute(LEAD, by="desk").positions[0]
    engine.execute(NOTE, by="desk")
    engine.catch_up()
    spoil(engine, position)
    with pytest.raises(Damaged, match=f"position {position}"):
        engine.register(known_at=position)


def test_a_file_that_may_not_be_written_is_read_and_says_its_lag(engine: Engine) -> None:
    """By another user, after others recorded something that no view has seen yet."""
    engine.catch_up()
    engine.execute(Retire(mandate=N, authority=GA), by="desk")
    path = Path(engine.status().database)
    engine.close()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy = folder / "record.db"
        copy.write_bytes(path.read_bytes())
        copy.chmod(0o444)
        folder.chmod(0o555)

        def read() -> object:
            if os.getuid() == 0:
                os.setuid(65534)
            with Engine.open(copy) as reader:
                basis = reader.register().basis
                lags = {one.behind for one in reader.status().views}
                legal = [one.status.legal for one in reader.register(known_at=4).items]
                return (
                    basis.position,
                    basis.behind,
                    lags,
                    reader.mandate(N).item.status.legal,
                    legal,
                )

        assert in_child(read) == "(3, 1, {1}, 'retired', ['in_force', 'in_force'])"
        folder.chmod(0o755)


def test_a_record_without_views_that_may_not_be_written_is_folded(engine: Engine) -> None:
    path = Path(engine.status().database)
    engine.close()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy = folder / "record.db"
        copy.write_bytes(path.read_bytes())
        copy.chmod(0o444)
        folder.chmod(0o555)

        def read() -> object:
            if os.getuid() == 0:
                os.setuid(65534)
            with Engine.open(copy) as reader:
                return [one.id for one in reader.register().items], len(reader.timeline(M))

        assert in_child(read) == f"(['{M}', '{N}'], 1)"
        folder.chmod(0o755)


def test_a_file_that_is_locked_is_read_and_says_its_lag(tmp_path: Path) -> None:
    with Engine.open(tmp_path / "record.db", busy_timeout=0.05) as engine:
        engine.execute(adoption(), by="desk")
        engine.register()
        engine.execute(NOTE, by="desk")
        with closing(sqlite3.connect(tmp_path / "record.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            assert engine.register().basis.behind == 1
            other.execute("ROLLBACK")
        assert engine.register().basis.behind == 0


def test_builds_of_another_version_are_left_alone(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = stored_once_brought_up(engine)
    monkeypatch.setattr(Docket, "version", DOCKET.version + 1)
    engine.catch_up()
    status = {one.view: one for one in engine.status().views}
    assert (status["docket"].build, status["docket"].version) == (2, DOCKET.version)
    assert status["register"].build == 1
    engine.execute(NOTE, by="desk")
    engine.catch_up()
    monkeypatch.undo()
    assert stored(engine, DOCKET) == before
    assert engine.docket().basis.behind == 0
    check_views(engine)


def stored_once_brought_up(engine: Engine) -> tuple[int, dict[str, list[Row]]]:
    engine.catch_up()
    return stored(engine, DOCKET)


def test_dates_only_in_the_rows(engine: Engine) -> None:
    """Views store days, never how they stand today: the same rows answer on any day."""
    engine.execute(adoption(dated("1.1", "2001-03-01"), symbol="A/RES/55/8"), by="desk")
    engine.catch_up()
    before = stored(engine, DOCKET)
    late = engine.register(as_of=date(2001, 3, 8)).items[-1]
    soon = engine.register(as_of=date(2001, 2, 20)).items[-1]
    assert (late.status.timeliness, late.status.days) == ("overdue", 7)
    assert soon.status.timeliness == "due_soon"
    assert stored(engine, DOCKET) == before


# --- pinned ---------------------------------------------------------------------------------------

PINS = HERE / "pins" / "views.json"
FOLD = ("domain/fold.py", "domain/days.py", "projections/view.py")
CELLS = (
    "domain/mandate/evolve.py", "domain/mandate/state.py", "domain/due.py", "projections/axes.py",
)  # fmt: skip
SOUGHT = (
    "projections/lens/cells.py", "projections/alike.py", "projections/columns.py",
    "projections/item.py", "domain/reading.py",
)  # fmt: skip
WORDS = tuple(f"projections/words/{name}.py" for name in ("__init__", "mandates", "papers"))
LENS = tuple(
    f"projections/lens/{name}.py"
    for name in ("data", "documents", "evolve", "life", "state", "terms")
)
STATES = (*FOLD, "projections/axes.py", "projections/states.py")
REST_ON: dict[str, tuple[str, ...]] = {
    "calendar": (*STATES, "domain/session/life.py", "domain/policy.py", "domain/bodies.py"),
    "entities": (*STATES, "domain/entity.py"),
    "agenda": (
        *STATES,
        "domain/item/life.py",
        "projections/agenda.py",
        "projections/meetings.py",
    ),
    "lineage": (
        *FOLD,
        *CELLS,
        *LENS,
        "projections/lens/cells.py",
        "projections/lens/lineage.py",
        "projections/lineage.py",
    ),
    "register": (*FOLD, *CELLS, *LENS, *SOUGHT, "projections/register.py"),
    "docket": (*FOLD, *CELLS, *LENS, "projections/lens/docket.py", "projections/docket.py"),
    "timeline": (
        *FOLD,
        "domain/due.py",
        *WORDS,
        *LENS,
        "projections/lens/timeline.py",
        "projections/timeline.py",
    ),
    "funding": (
        *FOLD,
        "domain/budget.py",
        "domain/fund.py",
        "domain/instrument.py",
        "domain/money.py",
        "projections/funding.py",
        "projections/states.py",
        "projections/axes.py",
    ),
    "past": (
        *FOLD,
        *CELLS,
        *LENS,
        *SOUGHT,
        "domain/void.py",
        "projections/past.py",
        "projections/register.py",
    ),
}


def code(*paths: str) -> str:
    """A digest of what modules do, whatever their comments, docstrings and layout."""
    digest = hashlib.sha256()
    for path in paths:
        tree = ast.parse((HERE.parent / "src" / path).read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            body = getattr(node, "body", None)
            if isinstance(body, list):
                node.body = [one for one in body if not _is_text(one)]  # type: ignore[attr-defined]
        digest.update(_shape(tree).encode())
    return digest.hexdigest()


def _shape(node: object) -> str:
    """A syntax tree in words, without what is empty: the same from every version of Python."""
    if isinstance(node, ast.AST):
        fields = [(name, value) for name, value in ast.iter_fields(node) if value not in (None, [])]
        inside = ", ".join(f"{name}={_shape(value)}" for name, value in fields)
        return f"{type(node).__name__}({inside})"
    if isinstance(node, list):
        return f"[{', '.join(map(_shape, node))}]"  # pyright: ignore[reportUnknownArgumentType]
    return repr(node)


def _is_text(node: object) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


GOLDEN = record(
    on("2000-12-01", of("GA/56", planned("2001-09-11"))[0]),
    on("1999-12-22", adopted(), recorded="2001-01-01"),
    on("2001-02", e.Assigned(entity="UNDP")),
    on("2001-06-29", submitted()),
    on("2001-11-01", e.Deferred(
        occurrence=1, what="consideration", to=due("GA/57"), authority=GA)),
    on("2001-07-20", issued()),
    on("2002-01-01", e.Noted(text="a remark")),
    on("2002-02-01", e.MandateVoided(
        event_id=record(*[adopted()] * 3)[2].event_id, reason="wrong")),
    on("2002-12-20", considered(authority=GA)),
    of("UNDP", entity.Established(name="UNDP")),
    of("PGTF", fund.Established(name="PGTF")),
    of("GA/57/99 (b)", item.Requested(title="Cooperation")),
)  # fmt: skip


def pin(view: View) -> dict[str, Any]:
    """What a view's rows rest on now."""
    return {
        "version": view.version,
        "code": code(*REST_ON[view.name]),
        "golden": json.loads(json.dumps(folded(GOLDEN, view))),
    }


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_what_a_view_rests_on_is_pinned_to_its_version(view: View) -> None:
    now = pin(view)
    pins: dict[str, Any] = json.loads(PINS.read_text(encoding="utf-8"))
    if os.environ.get("MANDATES_PINS") == "write":
        text = json.dumps(pins | {view.name: now}, indent=1, sort_keys=True, ensure_ascii=False)
        PINS.write_text(text + "\n", encoding="utf-8")
        return
    known = pins[view.name]
    if now == known:
        return
    what = "the rows" if now["golden"] != known["golden"] else "the code"
    asked = (
        f"bump the version of {view.name}, then write the pins anew"
        if now["version"] == known["version"]
        else "write the pins anew"
    )
    pytest.fail(f"{what} of {view.name} changed: {asked} (see the top of {Path(__file__).name})")


def test_a_change_of_the_code_is_seen_and_one_of_its_words_is_not(tmp_path: Path) -> None:
    path = HERE.parent / "src" / "domain" / "fold.py"
    text = path.read_text(encoding="utf-8")
    copy = tmp_path / "fold.py"

    def digest(changed: str) -> str:
        copy.write_text(changed, encoding="utf-8")
        return code(os.path.relpath(copy, HERE.parent / "src"))

    assert digest(text) == code("domain/fold.py")
    assert digest(text.replace('"""', '"""More. ', 1) + "\n# a remark\n") == digest(text)
    assert digest(text.replace("one.position <= known_at", "one.position < known_at")) != digest(
        text
    )


def test_every_view_is_pinned() -> None:
    pins = json.loads(PINS.read_text(encoding="utf-8"))
    assert set(pins) == set(REST_ON) == {view.name for view in VIEWS}
    assert tags(GOLDEN)[0] == "planned"
