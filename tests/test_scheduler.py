"""The tick: everything that time brings, each thing once; and the wake-up that calls it."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from apscheduler.events import EVENT_JOB_EXECUTED
from host import Clock, adoption, announced_twice, dated, tags

from mandates import (
    BadInput,
    CloseSession,
    Consider,
    Correct,
    Defer,
    Engine,
    Extend,
    MoveMeeting,
    MoveSession,
    PlanSession,
    PostponeSession,
    Refused,
    RequestItem,
    Retire,
    SetMeeting,
    StateProgress,
    SubmitReport,
    Unavailable,
    Void,
)
from mandates.adapters.feed import ReadOnly
from mandates.adapters.scheduler import Scheduler
from mandates.domain.bodies import AddBody
from mandates.domain.due import DateDue, SessionDue
from mandates.domain.event import Recorded
from mandates.domain.mandate.events import Announcement, Deferred
from mandates.domain.policy import SetPolicy
from spec import GA, REPORT, M, N, act, due

PLAN = PlanSession(session="UNEP/21", opens="2001-07-02", closes="2001-07-27", on="2001-01-02")
"""Submission is due on 23 April, issue on 21 May, the window closes on 27 July."""


@pytest.fixture
def clock() -> Clock:
    return Clock("2001-01-02")


@pytest.fixture
def engine(tmp_path: Path, clock: Clock) -> Iterator[Engine]:
    with Engine.open(tmp_path / "record.db", clock=clock) as engine:
        yield engine


@pytest.fixture
def asked(engine: Engine) -> Engine:
    """One report asked for at a session that is planned."""
    engine.execute([adoption(dated("2.2", "UNEP/21")), PLAN], by="desk")
    return engine


def move(day: date) -> MoveSession:
    return MoveSession(session="UNEP/21", opens=day.isoformat())


def on(day: str, hour: int = 12, minute: int = 0) -> datetime:
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC).replace(
        hour=hour, minute=minute
    )


def said(engine: Engine, mandate: str = M) -> list[tuple[str, str, str, str, str]]:
    """What was announced: effective when, what, of which deadline, on which day, by which
    version of the calendar."""
    return [
        (one.envelope.effective_on, said.says, said.deadline, said.on.isoformat(), said.calendar)
        for one in engine.history(mandate)
        if isinstance(said := one.event, Announcement)
    ]


EVERYTHING = [
    ("2001-04-09", "due_soon", "submission", "2001-04-23", "UNEP/21@1"),
    ("2001-04-23", "due", "submission", "2001-04-23", "UNEP/21@1"),
    ("2001-04-24", "overdue", "submission", "2001-04-23", "UNEP/21@1"),
    ("2001-05-07", "due_soon", "issue", "2001-05-21", "UNEP/21@1"),
    ("2001-05-21", "due", "issue", "2001-05-21", "UNEP/21@1"),
    ("2001-05-22", "overdue", "issue", "2001-05-21", "UNEP/21@1"),
    ("2001-07-13", "due_soon", "legal", "2001-07-27", "UNEP/21@1"),
    ("2001-07-27", "due", "legal", "2001-07-27", "UNEP/21@1"),
    ("2001-07-28", "overdue", "legal", "2001-07-27", "UNEP/21@1"),
]


# --- each on its own day --------------------------------------------------------------------------


def test_each_deadline_is_announced_14_days_before_on_its_day_and_on_the_day_after(
    asked: Engine, clock: Clock
) -> None:
    days_that_said: list[str] = []
    for day in range(240):
        clock.now = on("2001-01-02").replace(hour=16) + day * (on("2001-01-02") - on("2001-01-01"))
        if asked.tick():
            days_that_said.append(clock.now.date().isoformat())
    assert said(asked) == EVERYTHING
    assert days_that_said == [one[0] for one in EVERYTHING]
    actors = {one.envelope.actor for one in asked.history(M)[1:]}
    assert actors == {"scheduler"}


def test_what_was_not_said_for_weeks_is_said_then_each_for_its_own_day(asked: Engine) -> None:
    assert asked.tick(on("2001-05-10")) == 4
    assert said(asked) == EVERYTHING[:4]
    assert asked.tick(on("2002-05-10")) == 5
    assert said(asked) == EVERYTHING


def test_ticking_twice_adds_nothing(asked: Engine) -> None:
    for day in ("2001-04-09", "2001-04-23", "2001-05-22", "2003-01-01"):
        asked.tick(on(day))
        assert [asked.tick(on(day, hour)) for hour in (12, 13, 23)] == [0, 0, 0]
    assert said(asked) == EVERYTHING


def test_a_tick_rests_on_the_clock_where_no_instant_is_given(asked: Engine, clock: Clock) -> None:
    clock.at("2001-04-23")
    assert asked.tick() == 2
    assert asked.status().last_tick == clock.now.isoformat()


def test_all_of_one_tick_share_a_correlation_id(engine: Engine) -> None:
    acts = [dated("2.2", "2001-03-01"), dated("18.2", "2001-03-05")]
    engine.execute(adoption(*acts), by="desk")
    engine.tick(on("2001-03-01"))
    engine.tick(on("2001-03-10"))
    ids: dict[Any, list[Recorded]] = {}
    for one in [*engine.history(M), *engine.history(N)]:
        if one.event.announces:
            ids.setdefault(one.envelope.correlation_id, []).append(one)
    assert None not in ids
    assert [sorted(tags(some)) for some in ids.values()] == [
        ["due", "due_soon", "due_soon"], ["due", "overdue", "overdue"],
    ]  # fmt: skip
    assert all(len({one.stream for one in some}) == 2 for some in ids.values())


@pytest.mark.parametrize(
    ("body", "symbol", "instant", "announced"),
    [
        ("General Assembly", "A/RES/54/226", on("2001-03-01", 2), False),
        ("General Assembly", "A/RES/54/226", on("2001-03-01", 4, 59), False),
        ("General Assembly", "A/RES/54/226", on("2001-03-01", 5), True),
        ("Human Rights Council", "A/HRC/RES/42/14", on("2001-02-28", 22, 59), False),
        ("Human Rights Council", "A/HRC/RES/42/14", on("2001-02-28", 23), True),
    ],
)
def test_the_day_is_that_of_the_body_s_seat(
    engine: Engine, body: str, symbol: str, instant: datetime, announced: bool
) -> None:
    """At 02:00 UTC it is still the day before in New York, and 03:00 in Geneva."""
    text = adoption(dated("1.1", "2001-03-15"), symbol=symbol, body=body)
    engine.execute(text, by="desk")
    assert engine.tick(instant) == int(announced)
    mandate = f"{symbol}#1.1"
    assert tags(engine.history(mandate))[1:] == (["due_soon"] if announced else [])


# --- what stops it --------------------------------------------------------------------------------


def test_what_is_delivered_is_not_announced(asked: Engine, clock: Clock) -> None:
    clock.at("2001-04-20")
    asked.tick()
    asked.execute(SubmitReport(document="E/2001/5", answers=((M, None),)), by="desk")
    clock.at("2001-06-01")
    asked.tick()
    assert [one[1:3] for one in said(asked)] == [
        ("due_soon", "submission"), ("due_soon", "issue"), ("due", "issue"), ("overdue", "issue"),
    ]  # fmt: skip


def test_a_report_that_was_confirmed_too_is_still_to_be_issued(asked: Engine, clock: Clock) -> None:
    clock.at("2001-04-20")
    confirmed = StateProgress(mandate=M, state="confirmed")
    asked.execute([SubmitReport(document="E/2001/5", answers=((M, None),)), confirmed], by="desk")
    asked.tick(on("2001-05-21"))
    assert said(asked)[-1][1:4] == ("due", "issue", "2001-05-21")
    asked.rebuild()
    assert asked.tick(on("2001-05-22")) == 1


def test_what_is_put_off_to_an_open_end_is_never_overdue(asked: Engine, clock: Clock) -> None:
    clock.at("2001-04-01")
    defer = Defer(mandate=M, to=due("open"), what="delivery", authority="E/RES/2001/1")
    asked.execute(defer, by="desk")
    assert asked.tick(on("2031-01-01")) == 0
    assert asked.mandate(M).item.status.timeliness == "open_ended"


def test_what_was_retired_is_not_announced(asked: Engine) -> None:
    asked.execute(Retire(mandate=M, authority=GA), by="desk")
    assert asked.tick(on("2031-01-01")) == 0


def test_consideration_put_off_after_all_was_overdue_is_announced_anew(
    asked: Engine, clock: Clock
) -> None:
    clock.at("2001-08-10")
    assert asked.tick() == 9
    defer = Defer(mandate=M, to=due("2001-12-01"), authority="E/RES/2001/1")
    asked.execute(defer, by="desk")
    assert asked.tick(on("2001-12-10")) == 3
    assert said(asked)[9:] == [
        ("2001-11-17", "due_soon", "legal", "2001-12-01", "date"),
        ("2001-12-01", "due", "legal", "2001-12-01", "date"),
        ("2001-12-02", "overdue", "legal", "2001-12-01", "date"),
    ]
    assert asked.tick(on("2001-12-10")) == 0


def test_what_is_put_off_to_a_session_that_is_over_is_overdue_from_that_day(
    asked: Engine, clock: Clock
) -> None:
    """Of its window, as it can still bind; of the reports' days before it nobody was told."""
    clock.at("2001-08-03")
    asked.tick()
    asked.execute(
        Defer(mandate=M, to=due("UNEP/21"), what="delivery", authority="A/RES/55/1"), by="desk"
    )
    before = asked.status().position
    assert asked.tick() == 1
    (said,) = asked.events(before)
    assert isinstance(said.event, Announcement)
    assert (said.event.says, said.event.deadline, said.day) == (
        "overdue", "legal", date(2001, 8, 3),
    )  # fmt: skip
    assert asked.tick() == 0


def test_a_due_term_corrected_after_all_was_overdue_is_announced_anew(
    asked: Engine, clock: Clock
) -> None:
    clock.at("2001-08-10")
    assert asked.tick() == 9
    term: Any = {"kind": "date", "date": "2001-12-01"}
    asked.execute(Correct(mandate=M, field="due", value=term, reason="misread"), by="desk")
    assert asked.tick(on("2001-12-10")) == 3
    assert asked.tick(on("2001-12-11")) == 0


# --- sessions that move ---------------------------------------------------------------------------


def test_a_session_that_moves_ahead_of_a_deadline_is_announced_for_the_new_day(
    asked: Engine, clock: Clock
) -> None:
    clock.at("2001-04-10")
    asked.tick()
    asked.execute(move(date(2001, 7, 16)), by="calendar")
    assert asked.tick(on("2001-04-22")) == 0
    assert asked.tick(on("2001-04-23")) == 1
    assert said(asked)[-1] == (
        "2001-04-23",
        "due_soon",
        "submission",
        "2001-05-07",
        "UNEP/21@2",
    )


@pytest.mark.parametrize(
    ("change", "deadline"),
    [
        (move(date(2001, 7, 12)), "2001-05-03"),
        (move(date(2001, 6, 25)), "2001-04-16"),
        (SetPolicy(body="UNEP", submission_days=77), "2001-04-16"),
        (SetPolicy(body="UNEP", submission_days=60), "2001-05-03"),
    ],
    ids=["later", "earlier", "more time before", "less time before"],
)
def test_a_deadline_that_moves_after_it_was_said_to_come_soon_is_announced_for_its_new_day(
    asked: Engine, clock: Clock, change: MoveSession | SetPolicy, deadline: str
) -> None:
    """Also by so little that the old day has not come when the new one is near."""
    asked.execute(AddBody(code="UNEP", name="UNEP"), by="desk")
    clock.at("2001-04-09")
    assert asked.tick() == 1
    asked.execute(change, by="calendar")
    near = date.fromisoformat(deadline) - timedelta(days=14)
    if near > clock().date():
        assert asked.tick(on(str(near - timedelta(days=1)))) == 0
    assert asked.tick(on(str(max(near, clock().date())))) == 1
    assert said(asked)[-1][:4] == (str(near), "due_soon", "submission", deadline)
    assert asked.tick(on(deadline)) == 1
    assert said(asked)[-1][:4] == (deadline, "due", "submission", deadline)


def test_what_a_policy_that_is_entered_late_moves_is_announced_once_though_all_was_said_of_it(
    asked: Engine, clock: Clock
) -> None:
    asked.execute(AddBody(code="UNEP", name="UNEP"), by="desk")
    clock.at("2001-02-14")
    asked.execute(move(date(2001, 6, 25)), by="calendar")
    clock.at("2001-04-20")
    asked.tick()
    assert said(asked)[-1][:4] == ("2001-04-17", "overdue", "submission", "2001-04-16")
    asked.execute(SetPolicy(body="UNEP", submission_days=84, on="2001-01-20"), by="desk")
    assert asked.tick() == 3
    assert said(asked)[-1][:4] == ("2001-04-03", "overdue", "submission", "2001-04-02")
    assert asked.tick() == 0


def test_the_same_is_so_of_what_hangs_on_a_meeting_on_its_item(asked: Engine, clock: Clock) -> None:
    item = "UNEP/21/5"
    asked.execute(AddBody(code="UNEP", name="UNEP"), by="desk")
    asked.execute(RequestItem(item=item, mandates=((M, None),)), by="desk")
    asked.execute(SetMeeting(item=item, day=date(2001, 7, 10)), by="desk")
    clock.at("2001-02-14")
    asked.execute(MoveMeeting(item=item, day=date(2001, 7, 3)), by="desk")
    clock.at("2001-04-26")
    asked.tick()
    assert said(asked)[-1][:4] == ("2001-04-25", "overdue", "submission", "2001-04-24")
    asked.execute(SetPolicy(body="UNEP", submission_days=84, on="2001-01-20"), by="desk")
    assert asked.tick() == 3
    assert said(asked)[-1][:4] == ("2001-04-11", "overdue", "submission", "2001-04-10")
    assert asked.tick() == 0


@pytest.mark.parametrize("closes", ["2001-07-24", "2001-07-30"])
def test_a_closing_that_moves_after_it_was_said_to_come_soon_is_announced_for_its_new_day(
    asked: Engine, clock: Clock, closes: str
) -> None:
    clock.at("2001-07-13")
    asked.tick()
    asked.execute(MoveSession(session="UNEP/21", opens="2001-07-02", closes=closes), by="desk")
    asked.tick(on("2001-07-16"))
    assert said(asked)[-1][1:4] == ("due_soon", "legal", closes)
    asked.tick(on(closes))
    assert said(asked)[-1][1:4] == ("due", "legal", closes)


def test_what_was_entered_late_follows_a_session_that_had_been_put_off_before_its_deadline(
    engine: Engine, clock: Clock
) -> None:
    """Put off on 15 May, which nobody wrote down before the 25th, when all had been announced."""
    engine.execute(PLAN, by="desk")
    clock.now = on("2001-05-25")
    engine.execute(adoption(dated("2.2", "UNEP/21"), day="2001-01-05"), by="desk")
    engine.tick(on("2001-05-25"))
    assert engine.tick(on("2001-05-25")) == 0
    engine.execute(PostponeSession(session="UNEP/21", on="2001-05-15"), by="desk")
    clock.now = on("2001-07-01")
    engine.execute(move(date(2001, 6, 16)), by="desk")
    engine.tick(on("2001-07-01"))
    issue = {(one[1], one[3]) for one in said(engine) if one[2] == "issue"}
    assert ("overdue", "2001-05-05") in issue


def test_a_session_that_moves_after_a_deadline_was_reached_changes_nothing_said(
    asked: Engine, clock: Clock
) -> None:
    clock.at("2001-07-29")
    asked.tick()
    slip = MoveSession(session="UNEP/21", opens="2001-09-03", closes="2001-09-28", on="2001-07-20")
    asked.execute(slip, by="calendar")
    assert asked.tick(on("2001-12-01")) == 0


def test_a_session_that_moves_there_and_back_is_announced_once_for_each_day(
    asked: Engine, clock: Clock
) -> None:
    clock.at("2001-04-10")
    asked.tick()
    asked.execute(move(date(2001, 7, 26)), by="calendar")
    clock.at("2001-05-10")
    asked.tick()
    asked.execute(move(date(2001, 7, 2)), by="calendar")
    asked.tick()
    assert [asked.tick() for _ in range(3)] == [0, 0, 0]
    assert asked.tick(on("2002-01-01")) > 0
    assert asked.tick(on("2002-01-01")) == 0
    assert announced_twice(asked.history(M)) == []
    assert {one[1:4] for one in said(asked)} >= {
        ("due_soon", "submission", "2001-04-23"), ("due_soon", "submission", "2001-05-17"),
        ("overdue", "submission", "2001-04-23"), ("overdue", "issue", "2001-05-21"),
    }  # fmt: skip


def test_a_session_planned_wrongly_and_voided_is_announced_for_the_true_day(
    engine: Engine, clock: Clock
) -> None:
    """Also where all was said to be overdue by the wrong days."""
    engine.execute(adoption(dated("2.2", "UNEP/21")), by="desk")
    wrong = PLAN.model_copy(update={"opens": "2000-07-03", "closes": "2000-07-28"})
    (planned,) = engine.execute(wrong, by="desk").recorded
    assert engine.tick() == 9
    right = [Void(event_id=planned.event_id, reason="the year before"), PLAN]
    engine.execute(right, by="desk")
    assert engine.tick(on("2001-04-09")) == 1
    assert said(engine)[-1][:4] == EVERYTHING[0][:4]
    assert engine.tick(on("2001-08-01")) == 8
    assert engine.tick(on("2001-08-01")) == 0


# --- voids and clocks -----------------------------------------------------------------------------


def test_an_announcement_that_was_voided_is_made_again_when_it_is_truly_due(
    asked: Engine, clock: Clock
) -> None:
    asked.tick(on("2001-04-09"))
    first = asked.history(M)[-1]
    asked.execute(Void(event_id=first.event_id, reason="too early"), by="desk")
    assert asked.tick(on("2001-04-08")) == 0
    assert asked.tick(on("2001-04-12")) == 1
    again = asked.history(M)[-1]
    assert (again.event, again.envelope.effective_on) == (first.event, "2001-04-09")
    assert asked.tick(on("2001-04-12")) == 0


def test_a_clock_that_steps_back_says_nothing_again_and_nothing_early(asked: Engine) -> None:
    assert asked.tick(on("2001-04-23")) == 2
    assert asked.tick(on("2001-04-10")) == 0
    assert asked.tick(on("2001-01-01")) == 0
    assert asked.tick(on("2001-04-23")) == 0
    assert asked.tick(on("2001-04-24")) == 1
    assert said(asked) == EVERYTHING[:3]


# --- what else time brings ------------------------------------------------------------------------


def test_the_next_of_a_list_opens_when_the_one_before_is_closed(engine: Engine) -> None:
    listed = act(due=due("2001-06-01"), dues=(due("2001-06-01"), due("2003-06-01")))
    engine.execute(adoption(listed), by="desk")
    assert engine.tick() == 0
    engine.execute(Consider(mandate=M, authority=GA), by="desk")
    assert engine.tick() == 1
    assert engine.tick() == 0
    shown = engine.mandate(M).item
    assert (shown.occurrence, shown.status.legal) == (2, "in_force")


def test_the_next_of_a_list_opens_when_its_first_deadline_comes(engine: Engine) -> None:
    listed = act(due=due("2001-06-01"), dues=(due("2001-06-01"), due("2003-06-01")))
    engine.execute(adoption(listed), by="desk")
    engine.tick(on("2003-05-31"))
    assert len(engine.mandate(M).item.occurrences) == 1
    engine.tick(on("2003-06-01"))
    assert len(engine.mandate(M, as_of=date(2003, 6, 1)).item.occurrences) == 2
    assert engine.tick(on("2003-06-02")) > 0
    assert engine.tick(on("2003-06-02")) == 0
    assert announced_twice(engine.history(M)) == []


@pytest.mark.parametrize("term", ["GA/90", "open", "2001-02-01"])
def test_a_mandate_expires_after_its_own_end(engine: Engine, term: str) -> None:
    engine.execute(adoption(dated("2.2", term)), by="desk")
    engine.execute(Extend(mandate=M, until=due("2001-05-31"), authority=GA), by="desk")
    engine.tick(on("2001-05-31"))
    assert engine.mandate(M).item.status.legal == "in_force"
    assert engine.tick(on("2001-06-01")) == 1
    assert engine.mandate(M, as_of=date(2001, 6, 1)).item.status.legal == "expired"
    assert engine.tick(on("2001-06-02")) == 0


def test_what_is_due_before_a_month_is_announced_before_its_first_day(engine: Engine) -> None:
    before = DateDue(date="2001-06", bound="before")
    engine.execute(adoption(act("2.2", deliverable="briefing", due=before)), by="desk")
    assert engine.tick(on("2001-05-31")) == 2, "due soon, and due"
    assert engine.tick(on("2001-06-01")) == 1
    (item,) = engine.register(as_of=date(2001, 6, 2)).items
    assert (item.status.timeliness, item.status.days) == ("overdue", 2)


def test_a_mandate_until_a_session_ends_when_that_has_closed(engine: Engine) -> None:
    engine.execute([adoption(dated("2.2", "open")), PLAN], by="desk")
    engine.execute(Extend(mandate=M, until=due("UNEP/21"), authority=GA), by="desk")
    assert engine.tick(on("2001-07-27")) == 0
    assert engine.tick(on("2001-07-28")) == 1
    assert engine.mandate(M, as_of=date(2001, 7, 28)).item.status.legal == "expired"


def test_a_tick_that_comes_after_its_end_says_first_what_came_before(engine: Engine) -> None:
    """As ticks in time would have said it: whether a deadline is announced hangs on no tick."""
    engine.execute(adoption(dated("2.2", "2001-05-20")), by="desk")
    engine.execute(Extend(mandate=M, until=due("2001-05-31"), authority=GA), by="desk")
    engine.tick(on("2001-07-01"))
    said = [one for one in engine.history(M) if one.envelope.actor == "scheduler"]
    assert [(*tags([one]), str(one.day)) for one in said] == [
        ("due_soon", "2001-05-06"), ("due", "2001-05-20"), ("overdue", "2001-05-21"),
        ("expired", "2001-06-01"),
    ]  # fmt: skip
    assert engine.tick(on("2001-07-02")) == 0


def test_the_next_occurrence_opens_at_a_session_of_which_the_closing_alone_is_known(
    engine: Engine,
) -> None:
    engine.execute(adoption(dated("2.2", "UNEP/21", recurrence="annual")), by="desk")
    close = CloseSession(session="UNEP/22", closed=date(2002, 7, 26), on="2002-07-26")
    engine.execute(close, by="desk")
    engine.tick(on("2002-07-26"))
    found = engine.mandate(M, as_of=date(2002, 7, 26)).item
    assert [one.number for one in found.occurrences] == [1, 2]


def test_what_is_due_at_a_part_of_a_session_is_announced_though_nothing_is_known_of_the_session(
    engine: Engine,
) -> None:
    """As in 2020, when a session was broken off and the rest of it planned anew."""
    resumed = SessionDue(organ="UNEP", session=21, part="resumed")
    engine.execute(adoption(act("2.2", due=resumed)), by="desk")
    part = PlanSession(session="UNEP/21/resumed", opens="2001-06-15", closes="2001-06-23",
                       on="2001-01-02")  # fmt: skip
    engine.execute(part, by="desk")
    engine.tick(on("2001-04-06"))
    engine.tick(on("2001-06-24"))
    said = [one.event for one in engine.history(M) if isinstance(one.event, Announcement)]
    assert [(one.says, one.deadline, one.on) for one in said if one.says != "due_soon"] == [
        ("due", "submission", date(2001, 4, 6)), ("overdue", "submission", date(2001, 4, 6)),
        ("due", "issue", date(2001, 5, 4)), ("overdue", "issue", date(2001, 5, 4)),
        ("due", "legal", date(2001, 6, 23)), ("overdue", "legal", date(2001, 6, 23)),
    ]  # fmt: skip
    for named in ("UNEP/21", "UNEP/21/resumed"):
        assert [one.id for one in engine.docket(named).items] == [M]
    assert engine.docket("UNEP/21/main").items == ()


def test_one_that_cannot_be_announced_keeps_the_others_from_nothing(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    acts = [dated("2.2", "2001-03-01"), dated("18.2", "2001-03-01")]
    engine.execute(adoption(*acts), by="desk")
    execute = engine.execute

    def refuse_one(command: Any, **who: Any) -> Any:
        if command.mandate == M:
            raise Refused("not this one")
        return execute(command, **who)

    monkeypatch.setattr(engine, "execute", refuse_one)
    assert engine.tick(on("2001-04-01")) == 3
    assert (tags(engine.history(M)), len(engine.history(N))) == (["adopted"], 4)


def test_only_what_may_have_something_to_say_is_asked(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What lies far ahead, and what was said to be overdue for good, costs a tick nothing."""
    acts = [dated("1.1", "2001-03-01"), dated("2.1", "GA/90"), dated("3.1", "2031-01-01"),
            dated("4.1", "open"), dated("5.1", "2001-01-01")]  # fmt: skip
    engine.execute(adoption(*acts), by="desk")
    engine.tick(on("2001-01-02"))
    asked: list[str] = []
    execute = engine.execute

    def listen(command: Any, **who: Any) -> Any:
        asked.append(command.mandate)
        return execute(command, **who)

    monkeypatch.setattr(engine, "execute", listen)
    engine.tick(on("2001-02-20"))
    assert set(asked) == {"A/RES/54/226#1.1"}


def test_what_a_tick_finds_does_not_depend_on_the_view(asked: Engine) -> None:
    def nothing(*_: object, **__: object) -> None: ...

    feed: Any = asked._feed
    feed.catch_up = nothing
    assert asked.tick(on("2002-01-01")) == 9
    assert asked.tick(on("2002-01-01")) == 0


def test_a_tick_for_a_day_before_the_last_recording_says_what_was_true_then(
    asked: Engine, clock: Clock
) -> None:
    clock.at("2001-06-01")
    asked.execute(Retire(mandate=M, authority=GA), by="desk")
    assert asked.tick(on("2001-04-24")) == 3
    assert said(asked) == EVERYTHING[:3]


@pytest.mark.parametrize("error", [Unavailable("locked"), ReadOnly("another role's")])
def test_a_tick_that_cannot_be_noted_has_announced_all_the_same(
    asked: Engine, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fails(*_: object) -> None:
        raise error

    monkeypatch.setattr(asked._feed, "heartbeat", fails)
    assert asked.tick(on("2001-04-23")) == 2


# --- the wake-up ----------------------------------------------------------------------------------


def wait_for(condition: Any) -> None:
    until = time.monotonic() + 120
    while not condition():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.01)


@pytest.mark.parametrize("seconds", [0, -1, float("nan"), float("inf"), 1e300])
def test_a_time_between_ticks_that_is_none_is_refused(engine: Engine, seconds: float) -> None:
    with pytest.raises(BadInput, match="give more than 0"):
        engine.scheduler(seconds)


def test_the_scheduler_ticks_until_it_is_stopped(asked: Engine, clock: Clock) -> None:
    clock.at("2001-04-23")
    scheduler = asked.scheduler(seconds=0.05)
    before = set(threading.enumerate())
    scheduler.start()
    try:
        wait_for(lambda: len(asked.history(M)) == 3)
        clock.at("2001-04-24")
        wait_for(lambda: len(asked.history(M)) == 4)
    finally:
        scheduler.stop()
    scheduler.stop()
    assert not set(threading.enumerate()) - before
    assert said(asked) == EVERYTHING[:3]
    clock.at("2001-12-01")
    time.sleep(0.12)
    assert len(asked.history(M)) == 4


def test_a_scheduler_that_was_stopped_ticks_once_it_is_started_again() -> None:
    ticks: list[int] = []

    def tick(*, report: Callable[[int, int], object]) -> int:
        report(1, 1)
        ticks.append(1)  # it was not broken off
        return 0

    scheduler = Scheduler(tick, 0.02)
    for _ in range(3):
        before = len(ticks)
        with scheduler:
            wait_for(lambda: len(ticks) > before + 1)  # noqa: B023 - called within the loop
    stopped = len(ticks)
    time.sleep(0.1)
    assert len(ticks) == stopped


def test_a_turn_that_comes_hours_late_is_taken_once_and_not_dropped() -> None:
    """As after a machine has slept."""
    ticks: list[int] = []
    listening, over = threading.Event(), threading.Event()

    def tick(**_: object) -> int:
        ticks.append(1)
        listening.wait(30)
        return 0

    def ended(_: object) -> None:
        over.set()

    with Scheduler(tick, 3600) as scheduler:
        slept: Any = scheduler._scheduler
        slept.add_listener(ended, EVENT_JOB_EXECUTED)
        listening.set()
        assert over.wait(30)  # while one runs there is no other
        # The last of the turns that were missed is half an hour old, and the next as far away.
        slept.modify_job("tick", next_run_time=datetime.now(UTC) - timedelta(hours=3.5))
        wait_for(lambda: len(ticks) == 2)
        time.sleep(0.1)
    assert len(ticks) == 2


@pytest.mark.parametrize("fault", [Unavailable("locked"), RuntimeError("a fault of ours")])
def test_a_tick_that_raises_is_logged_and_the_next_one_comes(
    fault: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    ticks: list[int] = []

    def tick(**_: object) -> int:
        ticks.append(1)
        if len(ticks) == 1:
            raise fault
        return 7

    with Scheduler(tick, 0.02):
        wait_for(lambda: len(ticks) > 2)
    ours = [one for one in caplog.records if one.name == "mandates"]
    assert [(one.levelname, one.message) for one in ours[:2]] == [
        ("ERROR", "tick failed"), ("INFO", "tick"),
    ]  # fmt: skip
    assert getattr(ours[1], "announced", None) == 7
    assert not [one for one in caplog.records if one.name.startswith("apscheduler.executors")
                and one.levelno >= logging.ERROR]  # fmt: skip


def test_a_slow_tick_is_not_run_twice_at_once_and_stopping_waits_for_it() -> None:
    running, most, ended = 0, 0, 0

    def tick(**_: object) -> int:
        nonlocal running, most, ended
        running += 1
        most = max(most, running)
        time.sleep(0.06)
        running -= 1
        ended += 1
        return 0

    with Scheduler(tick, 0.01):
        wait_for(lambda: running == 1 and ended)
    assert (running, most) == (0, 1)


def test_stopping_breaks_a_long_tick_off_and_the_next_one_says_the_rest_once(
    asked: Engine, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    acts = [dated(f"{number}.1", "2001-06-30") for number in range(1, 6)]
    asked.execute(adoption(*acts, symbol="A/RES/55/1"), by="desk")
    clock.at("2001-07-02")
    reached, go_on = threading.Event(), threading.Event()

    def tick(*, report: Callable[[int, int], object]) -> int:
        def reaching(number: int, of: int) -> None:
            if number == 2:
                reached.set()
                go_on.wait(30)
            report(number, of)

        return asked.tick(report=reaching)

    scheduler = Scheduler(tick, 3600)
    scheduler.start()
    assert reached.wait(30)
    before = len(list(asked.announcements()))
    stopping = threading.Thread(target=scheduler.stop)
    stopping.start()
    wait_for(lambda: scheduler._stopping)
    go_on.set()
    stopping.join(30)
    assert len(list(asked.announcements())) == before > 0
    assert "tick broken off" in caplog.messages
    assert asked.tick() > 0
    assert announced_twice(list(asked.events())) == []
    assert asked.tick() == 0


def test_what_was_delivered_by_then_is_known(asked: Engine) -> None:
    """A report entered late, after the announcements, leaves them standing: they say what was
    known."""
    asked.tick(on("2001-05-01"))
    late = SubmitReport(document=REPORT, answers=((M, None),), on="2001-04-01")
    asked.execute(late, by="desk")
    assert len(said(asked)) == 3
    (deadline, *_) = asked.mandate(M, as_of=date(2001, 5, 1)).item.occurrences[0].deadlines
    assert (deadline.kind, deadline.state) == ("submission", "met")
    assert asked.tick(on("2001-05-02")) == 0


def test_a_body_s_own_lead_times_reach_the_tick(engine: Engine) -> None:
    """Twelve weeks instead of ten, and told three weeks ahead instead of two."""
    policy = SetPolicy(body="UNEP", submission_days=84, due_soon_days=21, on="2000-01-01")
    engine.execute([AddBody(code="UNEP", name="UNEP"), policy, PLAN], by="desk")
    engine.execute(adoption(dated("1.1", "UNEP/21")), by="desk")
    first = list(said(engine_ticked(engine, "2001-05-01"), "A/RES/54/226#1.1"))
    assert first[0][1:3] == ("due_soon", "submission")
    near, deadline = date.fromisoformat(first[0][0]), date.fromisoformat(first[0][3])
    assert (deadline - near).days == 21


def engine_ticked(engine: Engine, day: str) -> Engine:
    engine.tick(on(day))
    return engine


def test_the_day_of_an_added_body_is_that_of_its_seat(engine: Engine) -> None:
    """On 1 March at 20:00 UTC it is the next day in Bangkok."""
    engine.execute(AddBody(code="ESCAP", name="ESCAP", seat="Asia/Bangkok"), by="desk")
    engine.execute(adoption(dated("1.1", "2001-03-02"), body="ESCAP"), by="desk")
    engine.tick(datetime(2001, 3, 1, 20, tzinfo=UTC))
    assert [one[1] for one in said(engine, "A/RES/54/226#1.1")] == ["due_soon", "due"]


def test_a_body_has_a_seat_whose_day_can_be_told(engine: Engine) -> None:
    with pytest.raises(BadInput, match="'Mars/Base' is no time zone"):
        engine.execute(AddBody(code="HLC", name="Committee", seat="Mars/Base"), by="desk")
    assert engine.status().position == 0


def test_a_seat_that_this_machine_does_not_know_keeps_nobody_from_being_asked(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Recorded where the tables of time zones were newer: the day is that of headquarters."""
    engine.execute(AddBody(code="ESCAP", name="ESCAP", seat="Asia/Bangkok"), by="desk")
    engine.execute(adoption(dated("1.1", "2001-03-02"), body="ESCAP"), by="desk")

    def older(seat: str) -> ZoneInfo:
        if seat == "Asia/Bangkok":
            raise ZoneInfoNotFoundError(seat)
        return ZoneInfo(seat)

    monkeypatch.setattr("mandates.engine.seats.ZoneInfo", older)
    engine.tick(datetime(2001, 3, 1, 20, tzinfo=UTC))
    assert [one[1] for one in said(engine, "A/RES/54/226#1.1")] == ["due_soon"]
    assert [vars(one).get("seat") for one in caplog.records] == ["Asia/Bangkok"]


def test_an_item_whose_documents_came_too_late_is_put_off_by_rule(engine: Engine) -> None:
    """ECOSOC rule 13 (4), where it is the body's policy: to the following session, once."""
    rule = "ECOSOC rule 13 (4)"
    policy = SetPolicy(body="ECOSOC", postpones=True, postpones_by=rule, on="2000-01-01")
    plan = PlanSession(session="ECOSOC/2001", opens="2001-07-02", closes="2001-07-27",
                       on="2001-01-02")  # fmt: skip
    engine.execute([policy, plan], by="desk")
    asked = adoption(dated("1.1", "ECOSOC/2001"), symbol="E/RES/2000/1", body="ECOSOC",
                     day="2000-07-28")  # fmt: skip
    engine.execute(asked, by="desk")
    engine.tick(on("2001-05-21"))
    assert not _put_off(engine)
    engine.tick(on("2001-05-22"))
    engine.tick(on("2001-05-23"))
    (deferred,) = _put_off(engine)
    assert (deferred.authority, deferred.what) == (rule, "consideration")
    shown = engine.mandate("E/RES/2000/1#1.1", as_of=date(2001, 6, 1)).item
    assert shown.due is not None
    assert shown.due.term.session_id == "ECOSOC/2002"  # type: ignore[union-attr]


def test_what_a_rule_puts_off_is_put_off_from_its_own_day_however_late_the_tick(
    engine: Engine,
) -> None:
    """Nothing is overdue in law at the session from which it went before that closed."""
    policy = SetPolicy(body="ECOSOC", postpones=True, postpones_by="ECOSOC rule 13 (4)",
                       on="2000-01-01")  # fmt: skip
    languages = SetPolicy(body="ECOSOC", languages=("en",), on="2001-02-01")
    plan = PlanSession(session="ECOSOC/2001", opens="2001-07-02", closes="2001-07-27",
                       on="2001-01-02")  # fmt: skip
    asked = adoption(dated("1.1", "ECOSOC/2001"), symbol="E/RES/2000/1", body="ECOSOC",
                     day="2000-07-28")  # fmt: skip
    engine.execute([policy, languages, plan, asked], by="desk")
    engine.tick(on("2001-09-01"))
    (put_off,) = [
        one.day for one in engine.history("E/RES/2000/1#1.1") if isinstance(one.event, Deferred)
    ]
    assert put_off == date(2001, 5, 22)
    assert {one[2] for one in said(engine, "E/RES/2000/1#1.1")} == {"submission", "issue"}
    assert engine.tick(on("2001-09-01")) == 0


def _put_off(engine: Engine) -> list[Deferred]:
    history = engine.history("E/RES/2000/1#1.1")
    return [one.event for one in history if isinstance(one.event, Deferred)]
