"""Meetings on agenda items, through the engine: on both stores, both axes, and by the tick."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import product
from random import Random
from typing import Any, get_args

import pytest
from host import Clock, adoption, check_views, dated, tags

from mandates import (
    Defer,
    Engine,
    Extend,
    HoldMeeting,
    IncludeItem,
    LinkItem,
    MoveMeeting,
    MoveSession,
    PlanSession,
    PostponeMeeting,
    PostponeSession,
    Refused,
    RegisterQuery,
    RequestItem,
    ResumeSession,
    SetMeeting,
    SetPolicy,
    SubmitReport,
    SuspendSession,
    Void,
    WorkloadQuery,
)
from mandates.adapters.web.drawing import timeline
from mandates.domain.deadlines import Timeliness
from mandates.domain.due import DateDue, SessionDue
from mandates.domain.mandate.commands import Announce
from spec import M, act, due

Open = Callable[[], Engine]
ITEM, OTHER = "GA/56/99", "GA/56/12"
N = "A/RES/54/226#18.2"


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.fixture
def planned(engine: Engine, clock: Clock) -> Engine:
    """Two reports for the 56th session, which opens on 11 September; the first is under an item."""
    clock.at("2001-01-10")
    engine.execute(adoption(dated("2.2", "GA/56"), dated("18.2", "GA/56")), by="desk")
    engine.execute(PlanSession(session="GA/56", opens="2001-09-11", closes="2002-09-09"), by="desk")
    engine.execute(RequestItem(item=ITEM, title="Lamps", mandates=((M, None),)), by="desk")
    return engine


def met(engine: Engine, clock: Clock) -> Engine:
    clock.at("2001-06-01")
    engine.execute(SetMeeting(item=ITEM, day=day("2001-10-22")), by="desk")
    return engine


def days(engine: Engine, **at: Any) -> dict[str, tuple[str, str, str | None]]:
    """By mandate: submission, issue and from what they are counted."""
    found = engine.docket("GA/56", **at).items
    for one in found:
        assert one.due is not None
        full = engine.mandate(one.id, **at).item
        assert full.due == one.due
        listed = engine.register(RegisterQuery(instrument="A/RES/54/226"), **at).items
        assert one.due in [each.due for each in listed]
    return {
        one.id: (str(one.due.submit_by), str(one.due.issue_by), one.due.anchored_by)
        for one in found
        if one.due is not None
    }


OPENING = ("2001-07-03", "2001-07-31", "opening")
MEETING = ("2001-08-13", "2001-09-10", "meeting")


def test_every_question_answers_by_the_meeting_from_the_day_on_which_it_was_known(
    planned: Engine, clock: Clock
) -> None:
    met(planned, clock)
    known = planned.status().position
    assert days(planned) == {M: MEETING, N: OPENING}
    assert days(planned, known_at=known - 1) == {M: OPENING, N: OPENING}
    assert days(planned, as_of=day("2001-05-31")) == {M: OPENING, N: OPENING}
    clock.at("2001-06-05")
    planned.execute(PostponeMeeting(item=ITEM), by="desk")
    assert days(planned)[M] == ("None", "None", None)
    assert days(planned, as_of=day("2001-06-04"))[M] == MEETING
    check_views(planned)


def test_the_answer_says_what_each_deadline_is_counted_from(planned: Engine, clock: Clock) -> None:
    clock.at("2001-07-10")
    planned.execute(SetMeeting(item=ITEM, day=day("2001-10-22")), by="desk")
    shown = planned.mandate(M).item.occurrences[0]
    assert [(one.kind, str(one.day), str(one.anchor), one.anchored_by, one.item) for one in
            shown.deadlines] == [
        ("submission", "2001-07-03", "2001-09-11", "opening", None),
        ("issue", "2001-09-10", "2001-10-22", "meeting", ITEM),
        ("legal", "2002-09-09", "None", None, None),
    ]  # fmt: skip
    assert shown.due is not None
    assert (str(shown.due.anchor), shown.due.anchored_by, shown.due.item) == (
        "2001-10-22", "meeting", ITEM,
    )  # fmt: skip
    assert shown.due.session == "GA/56"


def test_the_picture_of_its_life_names_the_meeting(planned: Engine, clock: Clock) -> None:
    day_of_it = met(planned, clock).mandate(M).item
    picture = timeline(day_of_it, [], day("2001-06-02"))
    assert f"counted from the meeting on {ITEM} on 2001-10-22</title>" in picture
    assert f"<title>meeting on {ITEM}: 2001-10-22</title>" in picture
    before = timeline(planned.mandate(M, as_of=day("2001-05-01")).item, [], day("2001-05-01"))
    assert "counted from the opening on 2001-09-11</title>" in before
    assert "meeting" not in before


def test_why_names_the_meeting_and_the_link(planned: Engine, clock: Clock) -> None:
    met(planned, clock)
    fields = {name: planned.why(M, name).fields[name] for name in ("anchored_by", "issue_by")}
    events = {one.position: one for one in planned.events()}
    for reason in fields.values():
        found = sorted(events[one].event.tag for one in reason.because)
        assert "item.meeting_set.v1" in found
        assert "mandate.item_linked.v1" in found
    assert [one["words"] for one in planned.timeline(ITEM)][-1] == "to be taken up on 2001-10-22"
    assert "to be taken up under item GA/56/99" in planned.timeline(M)[-1]["words"]


def test_the_tick_says_what_came_of_the_meeting_s_days(planned: Engine, clock: Clock) -> None:
    met(planned, clock)
    said: list[tuple[str, str, str]] = []
    for offset in range(170):
        clock.now = clock.now.replace(year=2001, month=6, day=1) + timedelta(days=offset)
        before = planned.status().position
        planned.tick()
        for one in planned.events(after=before):
            event: Any = one.event
            if one.stream == f"mandate-{M}":
                said.append((event.says, event.deadline, one.day.isoformat()))
    assert said == [
        ("due_soon", "submission", "2001-07-30"), ("due", "submission", "2001-08-13"),
        ("overdue", "submission", "2001-08-14"), ("due_soon", "issue", "2001-08-27"),
        ("due", "issue", "2001-09-10"), ("overdue", "issue", "2001-09-11"),
    ]  # fmt: skip


def test_the_tick_finds_what_was_linked_too_late_for_a_meeting_that_was_put_off(
    engine: Engine, clock: Clock
) -> None:
    """The link holds from February and was written down in May, when the first day had gone by."""
    item = "HLC/20/3"
    clock.at("2001-01-10")
    engine.execute(adoption(dated("2.2", "HLC/20")), by="desk")
    engine.execute(RequestItem(item=item), by="desk")
    engine.execute(SetMeeting(item=item, day=day("2001-06-30")), by="desk")
    clock.at("2001-03-01")
    engine.execute(MoveMeeting(item=item, day=day("2001-12-31")), by="desk")
    clock.at("2001-05-01")
    link = LinkItem(item=item, mandates=((M, None),), on="2001-02-01")
    engine.execute(link, by="desk")
    assert engine.tick() == 3
    assert engine.tick() == 0
    shown = engine.mandate(M).item.occurrences[0].deadlines
    assert {(one.kind, str(one.day), one.state) for one in shown} == {
        ("submission", "2001-04-21", "overdue"), ("issue", "2001-11-19", "upcoming"),
    }  # fmt: skip


def test_a_meeting_that_moves_is_one_event_however_many_hang_on_it(
    planned: Engine, clock: Clock
) -> None:
    planned.execute(LinkItem(item=ITEM, mandates=((N, None),)), by="desk")
    met(planned, clock)
    answer = planned.execute(MoveMeeting(item=ITEM, day=day("2001-10-29")), by="desk")
    assert tags(answer.recorded) == ["meeting_moved"]
    assert {one[2] for one in days(planned).values()} == {"meeting"}


def test_a_void_and_a_late_entry_count_from_where_they_stand(planned: Engine, clock: Clock) -> None:
    met(planned, clock)
    set_ = planned.status().position
    clock.at("2001-06-20")
    planned.execute(
        IncludeItem(item=ITEM, number="99", on="2001-03-01"), by="desk"
    )  # a late entry of another kind changes no day
    assert days(planned)[M] == MEETING
    event = next(one for one in planned.events(after=set_ - 1) if one.position == set_)
    planned.execute(Void(event_id=event.event_id, reason="another item"), by="desk")
    assert days(planned)[M] == OPENING
    assert days(planned, known_at=set_)[M] == MEETING
    clock.at("2001-07-10")
    planned.execute(SetMeeting(item=ITEM, day=day("2001-10-22"), on="2001-06-30"), by="desk")
    assert days(planned)[M] == ("2001-07-03", "2001-09-10", "meeting"), "it was reached on 3 July"
    link = next(one for one in planned.events() if one.event.tag == "item.linked.v1")
    planned.execute(Void(event_id=link.event_id, reason="not under this one"), by="desk")
    assert days(planned)[M] == OPENING
    check_views(planned)


def test_meetings_are_asked_of_the_agenda(planned: Engine, clock: Clock) -> None:
    met(planned, clock)
    (one,) = planned.agenda().items
    assert (str(one.meets), one.met, one.meeting) == ("2001-10-22", False, None)
    clock.at("2001-10-22")
    planned.execute(HoldMeeting(item=ITEM, meeting="A/C.2/56/SR.17"), by="desk")
    (one,) = planned.agenda().items
    assert (str(one.meets), one.met, one.meeting) == ("2001-10-22", True, "A/C.2/56/SR.17")


def test_the_sequence_of_a_calendar_grows_with_meetings(planned: Engine, clock: Clock) -> None:
    before = planned.beside().calendar_events()
    met(planned, clock)
    after = planned.beside().calendar_events()
    assert after == before + 1
    last = max(planned.events(), key=lambda one: one.position)
    planned.execute(Void(event_id=last.event_id, reason="x"), by="desk")
    assert planned.beside().calendar_events() == after + 1


def test_what_would_be_if_a_meeting_moved_is_foretold(planned: Engine, clock: Clock) -> None:
    met(planned, clock)
    would = planned.what_if(with_events=[MoveMeeting(item=ITEM, day=day("2001-10-29"))])
    (differs,) = would.differences
    assert differs.mandate == M
    assert {one.change.field for one in differs.fields} >= {"anchor", "issue_by", "submit_by"}
    planned.execute(MoveMeeting(item=ITEM, day=day("2001-10-29")), by="desk")
    assert days(planned)[M] == ("2001-08-20", "2001-09-17", "meeting")


def lives(random: Random, engine: Engine) -> Any:
    """Something that happens to items, sessions, mandates; or a void of what did."""
    events = [*engine.events()]
    if random.random() < 0.15:
        named = ("item-", "session-", "mandate-")
        chosen = [one for one in events if one.stream.startswith(named) and one.position > 6]
        if chosen:
            return Void(event_id=random.choice(chosen).event_id, reason="x")
    item = random.choice((ITEM, ITEM, OTHER))
    mandate = random.choice((M, N, "A/RES/54/226#3.1", "A/RES/54/226#4.1"))
    meets = day("2001-09-05") + timedelta(days=random.randrange(60))
    return random.choice([
        RequestItem(item=item, mandates=((mandate, None),)),
        LinkItem(item=item, mandates=((mandate, None),)),
        SetMeeting(item=item, day=meets), SetMeeting(item=item, day=meets),
        MoveMeeting(item=item, day=meets), MoveMeeting(item=item, day=meets),
        PostponeMeeting(item=item), HoldMeeting(item=item, held=meets),
        MoveSession(session="GA/56", opens=(meets - timedelta(days=20)).isoformat()),
        SetPolicy(body="GA", submission_days=random.choice((70, 84, 56))),
        SubmitReport(document="A/56/1", answers=((mandate, None),)),
        Defer(mandate=mandate, to=due("GA/57"), what="delivery", authority="A/DEC/56/464"),
        Extend(mandate=mandate, until=DateDue(date=meets.isoformat()), authority="A/RES/55/1"),
    ])  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_the_tick_finds_all_that_time_has_brought(engine: Engine, clock: Clock, seed: int) -> None:
    """Whatever happened to meetings, items and sessions, after a tick nothing is left to say."""
    random = Random(seed)  # the same lives each time
    clock.at("2001-01-10")
    acts = [dated(one, "GA/56") for one in ("2.2", "18.2", "3.1", "4.1")]
    engine.execute(adoption(*acts), by="desk")
    engine.execute(PlanSession(session="GA/56", opens="2001-09-11", closes="2002-09-09"), by="desk")
    clock.at("2001-05-20")
    for _ in range(45):
        clock.step(days=random.randrange(8))
        wish = lives(random, engine)
        back = random.choice((0, 0, 0, 5, 30))
        on = (clock.now.date() - timedelta(days=back)).isoformat()
        try:
            engine.execute(wish.model_copy(update={"on": on}), by="desk")
        except Refused:
            continue
        if random.random() < 0.6:
            engine.tick()
            left = {
                mandate: tags(answer.recorded)
                for mandate in (M, N, "A/RES/54/226#3.1", "A/RES/54/226#4.1")
                if (answer := engine.execute(
                    Announce(mandate=mandate, on=_at_seat(clock)), by="scheduler", dry_run=True
                )).recorded
            }  # fmt: skip
            assert left == {}, (seed, clock.now)
    check_views(engine)
    head = engine.status().position
    for known_at in (None, head // 2, 2 * head // 3):
        for as_of in (clock.now.date(), day("2001-07-15"), day("2001-09-20"), day("2002-10-01")):
            check_filters(engine, as_of=as_of, known_at=known_at)


def check_filters(engine: Engine, **at: Any) -> None:
    """What the database finds of how mandates stand in time is what is shown of each."""
    every = engine.register(RegisterQuery(every=True), **at).items
    for value in get_args(Timeliness):
        found = engine.register(RegisterQuery(every=True, timeliness=value), **at).items
        assert found == tuple(one for one in every if one.status.timeliness == value), value
        counted = engine.workload(
            WorkloadQuery(among=RegisterQuery(every=True, timeliness=value)), **at
        )
        assert counted.mandates == len(found)


def _at_seat(clock: Clock) -> str:
    """Noon UTC is the same day in New York."""
    return clock.now.date().isoformat()


def test_a_tick_that_has_nothing_to_say_asks_nobody(engine: Engine, clock: Clock) -> None:
    """In the middle of a session as well: whoever has been told, or has no deadline, is let be."""
    clock.at("2001-01-10")
    terms = [
        SessionDue(organ="GA", session=56, bound=bound) for bound in ("at", "before", "by_end")
    ]
    acts = [
        act(f"{number}.1", due=term, deliverable=what, recurrence=rhythm)
        for number, (term, what, rhythm) in enumerate(
            product(terms, ("report", "other"), (None, "annual")), start=1
        )
    ]
    ends = act("20.1", due=None, deliverable="other", until=due("GA/56"))
    engine.execute(adoption(*acts, ends), by="desk")
    engine.execute(PlanSession(session="GA/56", opens="2001-09-11", closes="2002-09-09"), by="desk")
    first = [one.id for one in engine.register(RegisterQuery(every=True)).items][:6:2]
    wish = RequestItem(item=ITEM, mandates=tuple((one, None) for one in first))
    engine.execute([wish, SetMeeting(item=ITEM, day=day("2001-10-22"))], by="desk")
    asked: list[int] = []
    for _ in range(75):
        clock.step(days=7)
        engine.tick()
        asked.clear()
        assert engine.tick(report=lambda _, of: asked.append(of)) == 0
        assert max(asked, default=0) == 0, clock.now


def test_a_tick_asks_nobody_while_a_session_is_put_off_or_interrupted(
    engine: Engine, clock: Clock
) -> None:
    """Some were told that its closing is near, others were not; then it did not close."""
    clock.at("2001-01-10")
    further = act("3.1", deliverable="other", dues=(due("HRC/15"), due("HRC/16")))
    texts = adoption(dated("2.2", "HRC/16"), dated("18.2", "HRC/17"), further)
    engine.execute(texts, by="desk")
    for session, opens in (("HRC/16", "2001-03-05"), ("HRC/17", "2001-06-04")):
        closes = day(opens) + timedelta(days=25)
        engine.execute(PlanSession(session=session, opens=opens, closes=closes.isoformat()), by="x")
    clock.at("2001-03-20")
    assert engine.tick() > 0
    more = adoption(dated("1.1", "HRC/16"), symbol="A/RES/55/8", day="2001-03-20")
    engine.execute([SuspendSession(session="HRC/16"), PostponeSession(session="HRC/17")], by="x")
    engine.execute(more, by="desk")
    asked: list[int] = []
    for _ in range(30):
        clock.step(days=7)
        engine.tick()
        asked.clear()
        assert engine.tick(report=lambda _, of: asked.append(of)) == 0
        assert max(asked, default=0) == 0, clock.now
    engine.execute(ResumeSession(session="HRC/16"), by="x")
    closing = (clock.now + timedelta(days=5)).date().isoformat()
    engine.execute(MoveSession(session="HRC/16", closes=closing), by="x")
    assert engine.tick() == 2
    clock.step(days=5)
    assert engine.tick() == 4
