"""The session of a body: its days are planned, moved, and become facts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from mandates.domain.session import (
    Closed,
    Moved,
    Opened,
    Planned,
    Postponed,
    Session,
    SessionVoided,
    evolve,
    refusal,
)
from mandates.domain.session.commands import (
    CloseSession,
    MoveSession,
    OpenSession,
    PlanSession,
    PostponeSession,
)
from spec import given, of, on, planned

S = "GA/56"


def day(text: str) -> date:
    return date.fromisoformat(text)


def plan(opens: str, closes: str | None = None, **more: Any) -> PlanSession:
    return PlanSession(session=S, opens=opens, closes=closes, **more)


def move(opens: str | None = None, closes: str | None = None, **more: Any) -> MoveSession:
    return MoveSession(
        session=S, opens=opens, closes=closes,
        **more,
    )  # fmt: skip


def session(*events: Any) -> Session:
    state: Session | None = given(of(S, *events)).state(f"session-{S}")
    assert state is not None
    return state


def test_a_session_is_planned() -> None:
    wish = plan("2001-09-11", "2002-09-09", authority="resolution 55/14")
    given().when(wish).then(
        Planned(opens="2001-09-11", closes="2002-09-09", authority="A/RES/55/14")
    )


def test_the_same_plan_again_changes_nothing() -> None:
    known = given(of(S, planned("2001-09-11", "2002-09-09")))
    known.when(plan("2001-09-11", "2002-09-09")).then_nothing()
    known.when(plan("2001-09-11")).then_nothing()
    known.when(move("2001-09-11")).then_nothing()


def test_a_session_is_one_however_people_name_it() -> None:
    for name in ("GA 56", "General Assembly/56", "ga/056", " GA/56 "):
        assert PlanSession(session=name, opens="2001-09-11").session == S
    part = PlanSession(session="GA/61/first resumed part", opens="2007-03-05")
    assert part.session == "GA/61/first-resumed"
    for name in ("GA", "GA/", "GA/-3", "/56", "GA/56/", ""):
        with pytest.raises(ValidationError, match="is no session: write GA/56"):
            PlanSession(session=name, opens="2001-09-11")


def test_a_session_does_not_close_before_it_opens() -> None:
    given().when(plan("2001-09-11", "2001-09-10")).then_refused("cannot close on 2001-09-10")
    known = given(of(S, planned("2001-09-11")))
    known.when(move(closes="2001-09-10")).then_refused("before it opens on 2001-09-11")
    known.when(CloseSession(session=S, closed=day("2001-09-10"))).then_refused("before it opens")
    known.when(CloseSession(session=S, closed=day("2001-09-11"))).then(
        Closed(closed=day("2001-09-11"))
    )


def test_opening_and_closing_are_moved() -> None:
    known = given(of(S, planned("2001-09-11", "2002-09-09")))
    known.when(move("2001-09-12")).then(Moved(opens="2001-09-12"))
    known.when(move(closes="2002-09-10", authority="decision 56/1")).then(
        Moved(closes="2002-09-10", authority="A/DEC/56/1")
    )
    moved = session(planned("2001-09-11", "2002-09-09"), Moved(closes="2002-09-10"))
    assert (moved.opens, moved.closes) == (day("2001-09-11"), day("2002-09-10"))


def test_a_closing_alone_is_not_moved_before_an_opening_is_known() -> None:
    given().when(move(closes="2002-09-10")).then_refused("no opening was ever planned")
    given().when(move("2001-09-12")).then(Moved(opens="2001-09-12"))


def test_a_session_opens_and_closes_on_the_commands_day_unless_another_is_said() -> None:
    given().when(OpenSession(session=S, on="2001-09-12")).then(Opened(opened=day("2001-09-12")))
    given().when(OpenSession(session=S, opened=day("2001-09-12"), on="2001-09-14")).then(
        Opened(opened=day("2001-09-12"))
    )
    opened = given(of(S, on("2001-09-12", Opened(opened=day("2001-09-12")))))
    opened.when(CloseSession(session=S, on="2002-09-09")).then(Closed(closed=day("2002-09-09")))


def test_a_session_opens_and_closes_once() -> None:
    story = given(of(S, planned("2001-09-11")))
    story = story.when(OpenSession(session=S, opened=day("2001-09-12"))).after
    story.when(OpenSession(session=S, opened=day("2001-09-12"))).then_nothing()
    story.when(OpenSession(session=S, opened=day("2001-09-13"))).then_refused("it opened on")
    story = story.when(CloseSession(session=S, closed=day("2002-09-09"))).after
    story.when(CloseSession(session=S, closed=day("2002-09-09"))).then_nothing()
    story.when(CloseSession(session=S, closed=day("2002-09-08"))).then_refused("it closed on")
    state: Session = story.state(f"session-{S}")
    assert (state.opened, state.closed) == (day("2001-09-12"), day("2002-09-09"))
    assert [one.what for one in state.openings] == ["planned", "opened"]


def test_the_opening_of_an_open_session_is_neither_planned_nor_moved() -> None:
    opened = given(of(S, Opened(opened=day("2001-09-12"))))
    opened.when(plan("2001-09-18")).then_refused("it opened on 2001-09-12 already")
    opened.when(move("2001-09-18")).then_refused("it opened on 2001-09-12 already")


def test_the_closing_of_an_open_session_may_still_be_moved() -> None:
    """The closing of the 74th session was moved to 15 September 2020 by decision 74/563."""
    opened = given(of(S, Opened(opened=day("2001-09-12"))))
    opened.when(move(closes="2002-09-10")).then(Moved(closes="2002-09-10"))


def test_a_closed_session_is_not_moved_and_does_not_open_later() -> None:
    closed = given(of(S, Closed(closed=day("2002-09-09"))))
    closed.when(move("2002-09-11")).then_refused("it closed on 2002-09-09 already")
    closed.when(move(closes="2002-09-11")).then_refused("it closed on 2002-09-09 already")
    closed.when(OpenSession(session=S, opened=day("2002-09-10"))).then_refused("it closed on")
    closed.when(OpenSession(session=S, opened=day("2001-09-12"))).then(
        Opened(opened=day("2001-09-12"))
    )


def test_a_closed_session_is_neither_planned_nor_put_off() -> None:
    closed = given(of(S, Closed(closed=day("2002-09-09"))))
    closed.when(plan("2001-09-11")).then_refused("it closed on 2002-09-09 already")
    closed.when(PostponeSession(session=S)).then_refused("it closed on 2002-09-09 already")


def test_what_was_set_for_the_closing_is_kept_when_the_session_is_put_off() -> None:
    state = session(planned("2001-09-11", "2002-09-09"), on("2001-09-01", Postponed()))
    assert (state.opens, state.closes, state.postponed) == (None, None, True)
    assert [change.day for change in state.closings] == [day("2002-09-09"), None]


def test_a_change_remembers_the_decision_and_when_it_was_written_down() -> None:
    state = session(on("2000-11-03", planned("2001-09-11"), recorded="2000-12-01"))
    (change,) = state.openings
    assert (change.since, change.recorded_on) == (day("2000-11-03"), day("2000-12-01"))
    assert (change.what, change.version) == ("planned", 1)


def test_what_was_never_set_is_not_known() -> None:
    state = Session(S)
    assert (state.opens, state.closes, state.opened, state.closed) == (None, None, None, None)


@pytest.mark.parametrize("session", [None, Session(S)])
def test_a_void_is_never_in_the_way_and_changes_nothing(session: Session | None) -> None:
    void = SessionVoided(event_id=given(planned("2001-09-11")).history[0].event_id, reason="typo")
    (recorded,) = given(void).history
    assert refusal(session, void) is None
    assert evolve(session, recorded) == Session(S, version=1)


SET = {
    name: of(name, on("2000-11-03", planned(*days)))
    for name, days in {
        "GA/55": ("2000-09-05", "2001-09-10"), "GA/57": ("2002-09-10",),
        "HRC/43": ("2020-02-24", "2020-06-23"), "CND/67": ("2024-03-14", "2024-12-13"),
    }.items()
}  # fmt: skip


@pytest.mark.parametrize(
    ("session", "opens", "closes", "why"),
    [
        ("GA/56", "2002-09-10", None, "it opens in 2001, not on 2002-09-10"),
        ("ECOSOC/2025", "2023-07-27", None, "it opens in 2024 or 2025, not on 2023-07-27"),
        ("GA/56", "2001-09-12", "2002-12-24", "it cannot close on 2002-12-24: GA/57 opens on 2002"),
        ("GA/56", "2001-09-04", None, "it cannot open on 2001-09-04: GA/55 closes on 2001-09-10"),
        ("HRC/44", "2020-02-10", None, "it cannot open on 2020-02-10: HRC/43 opens on 2020-02-24"),
        ("HRC/44", "2020-02-24", None, "it cannot open on 2020-02-24: HRC/43 opens on 2020-02-24"),
        ("HRC/42", "2020-02-24", None, "it cannot open on 2020-02-24: HRC/43 opens on 2020-02-24"),
        ("HRC/42", "2020-03-01", None, "it cannot open on 2020-03-01: HRC/43 opens on 2020-02-24"),
        ("HRC/44", "2020-06-15", None, "it cannot open on 2020-06-15: HRC/43 closes on 2020-06-23"),
    ],
)  # fmt: skip
def test_the_sessions_of_a_body_follow_one_another(
    session: str, opens: str, closes: str | None, why: str
) -> None:
    wish = PlanSession(session=session, opens=opens, closes=closes, on="2000-12-01")
    given(*SET.values()).when(wish).then_refused(why)


@pytest.mark.parametrize(
    ("session", "opens", "closes"),
    [
        ("GA/56", "2001-09-10", "2002-09-10"),  # one closes on the day on which the next opens
        ("GA/56", "2001-09", "2002-09"),  # of a month no more is known than that it may be so
        ("ECOSOC/2025", "2024-07-25", "2025-07-24"), ("ECOSOC/1995", "1995-02-07", None),
        ("HRC/44", "2020-06-30", "2020-07-17"),
        ("CND/68", "2024-03-01", None),  # of other bodies nobody told how theirs follow
        ("GA/58", "2003-09-16", None), ("GA/S-27", "2001-09-19", "2001-09-21"),
        ("GA/56/first-resumed", "2002-03-04", None),
    ],
)  # fmt: skip
def test_what_may_be_in_order_is_taken(session: str, opens: str, closes: str | None) -> None:
    wish = PlanSession(session=session, opens=opens, closes=closes, on="2000-12-01")
    assert given(*SET.values()).when(wish).error is None


def test_a_session_that_opens_or_closes_out_of_order_is_a_slip() -> None:
    opened = OpenSession(session="GA/56", opened=date(2001, 9, 4), on="2001-09-12")
    given(SET["GA/55"]).when(opened).then_refused("GA/55 closes on 2001-09-10")
    last = of("GA/56", on("2001-09-12", Opened(opened=date(2001, 9, 12))))
    closed = CloseSession(session="GA/56", closed=date(2002, 10, 1), on="2002-10-01")
    given(SET["GA/57"], last).when(closed).then_refused("GA/57 opens on 2002-09-10")
    moved = MoveSession(session="GA/57", opens="2001-09-11", on="2001-09-13")
    given(SET["GA/57"], last).when(moved).then_refused("it opens in 2002, not on 2001-09-11")
