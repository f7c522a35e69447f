"""What stands beside the mandates, on both axes: every cell is what a fold from scratch says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st
from test_axes import holds, points

from mandates.domain import bodies, entity, fund, policy, session
from mandates.domain import budget as b
from mandates.domain.draft import events as draft
from mandates.domain.event import Event, Recorded
from mandates.domain.fold import fold
from mandates.domain.instrument import evolve as evolve_text
from mandates.domain.money import Money
from mandates.domain.streams import DECIDERS, kind_of
from mandates.projections.axes import STILL
from mandates.projections.funding import links
from mandates.projections.purses import FUNDING
from mandates.projections.states import CALENDAR, ENTITIES, States, adapter
from mandates.projections.view import FOREVER
from spec import GA, M, on, planned, record

GIVEN = Money(amount=Decimal("449600"), currency="USD")
DAYS = ["2000-03-01", "2000-03-02", "2001", "2001-07", "2002-01-01"]


@dataclass(frozen=True)
class Life:
    """A view, one of its kinds of streams, and what may happen to one."""

    view: States
    stream: str
    happens: tuple[Event, ...]

    @property
    def evolve(self) -> Callable[[Any, Recorded], Any]:
        return DECIDERS[kind_of(self.stream)].evolve

    def void(self, recorded: Recorded) -> Event:
        voided = DECIDERS[kind_of(self.stream)].voided
        assert voided is not None
        return voided(event_id=recorded.event_id, reason="x")

    def record(self, *facts: Any) -> tuple[Recorded, ...]:
        """The facts as the events of this stream."""
        history = record(*facts)
        return tuple(
            replace(one, stream=self.stream, version=number)
            for number, one in enumerate(history, start=1)
        )


LIVES = (
    Life(CALENDAR, "session-GA/56", (
        planned("2001-09-11"), planned("2001-09"), session.Moved(opens="2001-09-12"),
        session.Postponed(authority=GA), session.Opened(opened=date(2001, 9, 12)),
        session.Suspended(suspended=date(2001, 12, 24)), session.Closed(closed=date(2002, 9, 9)),
        session.Resumed(resumed=date(2002, 1, 7)),
    )),
    Life(CALENDAR, "policy-GA", (
        policy.PolicySet(submission_days=60), policy.PolicySet(languages=("en", "fr")),
        policy.PolicySet(postpones=True, postpones_by="ECOSOC rule 13 (4)"),
    )),
    Life(CALENDAR, "body-HLC", (
        bodies.BodyAdded(code="HLC", name="High-level Committee", parent="GA"),
        bodies.BodyRenamed(name="Committee on Cooperation"),
    )),
    Life(ENTITIES, "entity-Special Unit", (
        entity.Established(name="Special Unit", abbreviations=("SU",)), entity.Aliased(alias="X"),
        entity.Renamed(name="Office", authority=GA), entity.Merged(into="UNDP"),
        entity.FunctionsTransferred(to="UNDP", functions="all"), entity.Abolished(),
    )),
    Life(FUNDING, "fund-PGTF", (
        fund.Established(name="PGTF", purpose="x"), fund.Renamed(name="Trust Fund"),
        fund.ContributionInvited(of=("all",)), fund.Pledged(donor="A", amount=GIVEN),
        fund.Paid(donor="A", amount=GIVEN), fund.Allocated(amount=GIVEN, mandates=(M,)),
    )),
)  # fmt: skip


@st.composite
def histories(draw: st.DrawFn, life: Life) -> tuple[Recorded, ...]:
    """Any row of events of a stream, lawful or not, in any order of days, with voids."""
    facts: list[Any] = [on("1999-12-22", life.happens[0])]
    for _ in range(draw(st.integers(0, 8))):
        voided = draw(st.none() | st.sampled_from(life.record(*facts)))
        event = draw(st.sampled_from(life.happens)) if voided is None else life.void(voided)
        facts.append(on(draw(st.sampled_from(DAYS)), event))
    return life.record(*facts)


def states_at(rows: Any, view: States, kind: str, day: str, known: int) -> list[Any]:
    read = adapter(view.type_of(kind)).validate_json
    return [read(row["state"]) for row in rows if holds(row, day, known)]


@pytest.mark.parametrize("life", LIVES, ids=lambda life: life.stream)
@drawn(data=st.data())
def test_every_cell_is_what_a_fold_from_scratch_says(life: Life, data: st.DataObject) -> None:
    history = data.draw(histories(life))
    rows = life.view.rows(life.stream, history)[life.view.name]
    for day, known in points(history):
        state = fold(life.evolve, history, day, known)
        found = states_at(rows, life.view, kind_of(life.stream), day.isoformat(), known)
        assert found == ([state] if state else [])


@pytest.mark.parametrize("life", LIVES, ids=lambda life: life.stream)
@drawn(data=st.data())
def test_what_is_entered_leaves_the_cells_that_it_does_not_change(
    life: Life, data: st.DataObject
) -> None:
    """A row that was closed stays as it was for ever; an open one stays, is ended or is closed."""
    history = data.draw(histories(life))

    def rows(size: int) -> list[Any]:
        return [*life.view.rows(life.stream, history[:size])[life.view.name]]

    for size in range(1, len(history)):
        before, after, at = rows(size), rows(size + 1), history[size].position
        closed = [{**row, "known_to": STILL} for row in after if row["known_to"] == at]
        ended = [
            {**row, "to_day": FOREVER, "ended_at": STILL} for row in after if row["ended_at"] == at
        ]
        assert all(row in after or row in closed or row in ended for row in before)


TEXT = Life(FUNDING, "instrument-A/C.2/79/L.15", (
    b.Stated(estimate=b.Estimate(amounts=(GIVEN,)), document="A/C.2/79/L.50"),
    b.Approved(estimate=b.Estimate(amounts=(GIVEN,)), authority=GA), b.NoneRequired(),
    draft.Tabled(symbol="A/C.2/79/L.15"), draft.AdoptedAs(instrument="A/RES/79/236"),
    draft.Replaced(by="A/C.2/79/L.40"), draft.BasedOn(draft="A/C.2/79/L.3"), draft.Withdrawn(),
))  # fmt: skip


@drawn(data=st.data())
def test_of_a_text_its_budget_and_the_drafts_that_led_to_it_are_kept(data: st.DataObject) -> None:
    history = data.draw(histories(TEXT))
    rows = FUNDING.rows(TEXT.stream, history)
    for day, known in points(history):
        text = fold(evolve_text, history, day, known)
        spoken = [text.budget] if text and text.budget else []
        states = states_at(rows["funding"], FUNDING, "instrument", day.isoformat(), known)
        assert [one.budget for one in states] == spoken
        led = {
            (row["newer"], row["older"])
            for row in rows["links"]
            if holds(row, day.isoformat(), known)
        }
        expected = links(text) if text else ()
        assert led == {tuple(f"instrument-{one}" for one in pair) for pair in expected}


def test_of_a_text_without_money_nothing_is_kept() -> None:
    tabled = draft.Tabled(symbol="A/C.2/79/L.15")
    history = TEXT.record(tabled, draft.CommitteeActed(committee="Second Committee"))
    assert FUNDING.rows(TEXT.stream, history) == {"funding": [], "links": []}


def test_a_session_that_was_moved_is_shown_as_it_was_known() -> None:
    life = LIVES[0]
    history = life.record(
        on("2000-12-01", planned("2001-09-11")), on("2001-09-11", session.Moved(opens="2001-09-12"))
    )
    rows = CALENDAR.rows(life.stream, history)["calendar"]
    shown = [
        (row["from_day"], row["known_from"], row["to_day"], row["ended_at"], row["known_to"],
         adapter(session.Session).validate_json(row["state"]).opens)
        for row in sorted(rows, key=lambda one: (one["from_day"], one["known_from"]))
    ]  # fmt: skip
    assert shown == [
        ("2000-12-01", 1, "2001-09-11", 2, STILL, date(2001, 9, 11)),
        ("2001-09-11", 2, FOREVER, STILL, STILL, date(2001, 9, 12)),
    ]
