"""Lineage: which mandate carries on which, from rows on both axes, as the mandates' lives say."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from host import Clock, adoption, check_views, dated
from hypothesis import given as drawn
from hypothesis import strategies as st
from test_axes import holds, nothing_built, points
from test_views import given

from mandates import Adapt, Engine, Merge, Note, Refused, Reiterate, Replace, Void
from mandates.domain.event import Event, Recorded
from mandates.domain.fold import fold
from mandates.domain.mandate import events as e
from mandates.domain.mandate.evolve import evolve
from mandates.domain.streams import mandate_stream
from mandates.projections.axes import STILL
from mandates.projections.questions import LINEAGE
from spec import GA, M, N, adopted, on, record

STREAM = mandate_stream(M)
NEWER = "A/RES/55/8#1.1"
NAMES = tuple(f"A/RES/{number}/1#{act}.1" for number in (51, 53, 55, 57) for act in (1, 2))


# --- given, shows ---------------------------------------------------------------------------------


def test_a_tie_is_shown_from_the_day_of_the_act_that_made_it() -> None:
    given(adopted(), on("2000-12-22", e.Reiterated(by=NEWER, authority=GA))).shows(
        LINEAGE,
        {"way": "newer", "how": "reiterated", "other": mandate_stream(NEWER),
         "from_day": "2000-12-22", "to_day": "9999-12-31", "known_to": STILL},
    )  # fmt: skip


def test_what_changes_no_tie_begins_no_row() -> None:
    tied = on("2000-12-22", e.Replaced(by=NEWER, authority=GA))
    remarks = [on(day, e.Noted(text=day)) for day in ("2001-01-01", "2001-06-01", "2000-01-01")]
    given(adopted(), tied, *remarks).shows(LINEAGE, {"how": "replaced", "number": 1})


def test_a_tie_that_is_void_is_shown_as_known_before() -> None:
    tied = on("2000-12-22", e.Adapted(into=NEWER, authority=GA))
    void = e.MandateVoided(event_id=record(adopted(), tied)[1].event_id, reason="wrong")
    given(adopted(), tied, on("2001-01-01", void)).shows(
        LINEAGE, {"how": "adapted", "from_day": "2000-12-22", "known_from": 2, "known_to": 3}
    )


def test_who_carries_on_nothing_and_is_carried_on_by_nothing_has_no_row() -> None:
    given(adopted(), on("2001-01-01", e.Retired(authority=GA))).shows(LINEAGE)


TIES: list[Event] = [
    e.Reiterated(by=NEWER, authority=GA), e.Reiterated(by=None, authority=GA),
    e.Adapted(into=NEWER, authority=GA), e.Merged(into=N, authority=GA),
    e.Replaced(by=N, authority=GA), e.Noted(text="x"),
    e.Succeeded(predecessor=N, how="merged", authority=GA),
    e.Succeeded(predecessor=NEWER, how="reiterated", authority=GA),
]  # fmt: skip


@st.composite
def lives(draw: st.DrawFn) -> tuple[Recorded, ...]:
    """Any row of ties of one mandate, entered in any order of days, with voids."""
    facts: list[Any] = [adopted()]
    for _ in range(draw(st.integers(0, 7))):
        voided = draw(st.none() | st.sampled_from(record(*facts)))
        void = voided and e.MandateVoided(event_id=voided.event_id, reason="x")
        day = draw(st.sampled_from(["2000-03-01", "2000-03-02", "2001", "2001-07", "2002-01-01"]))
        facts.append(on(day, void or draw(st.sampled_from(TIES))))
    return record(*facts)


@drawn(lives())
def test_every_row_is_what_a_fold_from_scratch_says(history: tuple[Recorded, ...]) -> None:
    rows = LINEAGE.rows(STREAM, history)["lineage"]
    for day, known in points(history):
        held: dict[str, list[Any]] = {"newer": [], "older": []}
        for row in sorted(rows, key=lambda one: int(one["number"])):
            if holds(row, day.isoformat(), known):
                held[row["way"]].append((row["how"], row["other"], row["on_day"]))
        state = fold(evolve, history, day, known)
        for way in held:
            links = getattr(state, way) if state else ()
            assert held[way] == [
                (one.how, one.mandate and mandate_stream(one.mandate), one.on.isoformat())
                for one in links
            ]


# --- asked of an engine ---------------------------------------------------------------------------


def wish(random: Random, engine: Engine, day: str) -> Any:
    """Something that ties mandates, or a void of whatever was recorded."""
    older, newer = random.sample(NAMES, 2)
    if random.random() < 0.25:
        events = [one for one in engine.events() if one.stream.startswith("mandate-")]
        return Void(event_id=random.choice(events[len(NAMES) :] or events).event_id, reason="x")
    return random.choice([
        Reiterate(mandate=older, by=newer, authority=GA, on=day),
        Reiterate(mandate=older, authority=GA, on=day),
        Adapt(mandate=older, into=newer, authority=GA, on=day),
        Replace(mandate=older, by=newer, authority=GA, on=day),
        Merge(mandates=(older,), into=newer, authority=GA, on=day),
        Note(mandate=older, text="x", on=day),
    ])  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_the_rows_tell_what_walking_the_mandates_tells_at_every_point(
    engine: Engine, clock: Clock, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    random = Random(seed)
    for number in (51, 53, 55, 57):
        acts = [dated(f"{act}.1", "open") for act in (1, 2)]
        day = f"{1945 + number}-12-20"
        engine.execute(adoption(*acts, symbol=f"A/RES/{number}/1", day=day), by="desk")
    clock.at("2004-01-10")
    for _ in range(25):
        on_day = date(2003, 1, 1) + timedelta(days=random.randrange(300))
        with suppress(Refused):
            engine.execute(wish(random, engine, on_day.isoformat()), by="desk")
        engine.lineage(NAMES[0])
    check_views(engine)
    asked = [
        (one, day, known)
        for one in NAMES
        for day in (date(2003, 3, 1), date(2003, 7, 1), date(2004, 2, 1))
        for known in range(12, engine.status().position + 1, 3)
    ]
    told = [engine.lineage(one, as_of=day, known_at=known) for one, day, known in asked]
    assert {one.basis.view for one in told} == {f"lineage@{LINEAGE.version}"}
    assert max(len(one.items) for one in told) > 3
    monkeypatch.setattr(type(engine._feed), "read", nothing_built)
    walked = [engine.lineage(one, as_of=day, known_at=known) for one, day, known in asked]
    same = {"basis"}
    assert [one.model_dump(exclude=same) for one in told] == [
        one.model_dump(exclude=same) for one in walked
    ]


def test_ancestors_and_descendants_are_named_the_nearest_first(
    engine: Engine, clock: Clock
) -> None:
    for number in (51, 53, 55, 57):
        text = adoption(dated("1.1", "open"), symbol=f"A/RES/{number}/1",
                        day=f"{1945 + number}-12-20")  # fmt: skip
        engine.execute(text, by="desk")
    clock.at("2004-01-10")
    first, second, third, fourth = (f"A/RES/{number}/1#1.1" for number in (51, 53, 55, 57))
    for older, newer in ((first, third), (second, third), (third, fourth)):
        engine.execute(Reiterate(mandate=older, by=newer, authority=GA), by="desk")
    found = engine.lineage(fourth)
    assert (found.ancestors, found.descendants) == ((third, first, second), ())
    assert engine.lineage(first).descendants == (third, fourth)
    assert engine.lineage(first).ancestors == ()
    assert len(engine.lineage(first).items) == 3, "what was carried on together is shown together"


def test_a_long_line_is_walked_by_the_database_alone(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"A/RES/54/{number}#1.1" for number in range(1, 31)]
    for name in names:
        engine.execute(adoption(dated("1.1", "open"), symbol=name.partition("#")[0]), by="desk")
    for older, newer in pairwise(names):
        engine.execute(Reiterate(mandate=older, by=newer, authority=GA), by="desk")
    engine.catch_up()
    stream, asked = type(engine._record).stream, list[str]()

    def listen(self: Any, name: str) -> Any:
        asked.append(name)
        return stream(self, name)

    monkeypatch.setattr(type(engine._record), "stream", listen)
    found = engine.lineage(names[15])
    assert (len(found.ancestors), len(found.descendants)) == (15, 14)
    assert asked == [mandate_stream(names[15])]
