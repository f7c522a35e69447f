"""Calendar feeds, read back by a library that did not write them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from host import Clock

from mandates import (
    Assign,
    Defer,
    Engine,
    IssueReport,
    MoveSession,
    OpenOccurrence,
    PlanSession,
    RequestItem,
    SetMeeting,
    SetPolicy,
    SubmitReport,
    Void,
)
from mandates.adapters.cli import main

from .conftest import READING, adopted, browser

vobject: Any = import_module("vobject")  # it has no types
MANDATE = "A/RES/54/226#2.1"
FIRST = "A/RES/54/226-2.1/1"
Entries = dict[str, Any]


def entries(content: bytes) -> Entries:
    """The entries of a feed by their UID."""
    feed = vobject.readOne(content.decode())
    assert feed.validate(raiseException=True)
    listed = feed.contents.get("vevent", [])
    found = {one.uid.value: one for one in listed}
    assert len(found) == len(listed), "two entries have one UID"
    return found


def day(entry: Any) -> date:
    found: date = entry.dtstart.value
    return found


def sequence(entry: Any) -> int:
    return int(entry.sequence.value)


@pytest.fixture
def clock() -> Clock:
    return Clock("2000-11-03")


@pytest.fixture
def office(tmp_path: Path, clock: Clock) -> Iterator[Engine]:
    """A report that is asked for GA/56, which is planned for 18 September 2001."""
    with Engine.open(tmp_path / "office.db", clock=clock) as engine:
        engine.execute(adopted(READING), by="registry")
        engine.execute(PlanSession(session="GA/56", opens="2001-09-18"), by="registry")
        yield engine


@pytest.fixture
def feed(office: Engine) -> Iterator[Callable[[str], Entries]]:
    """What a calendar program gets of a feed."""
    with browser(office) as client:
        yield lambda name: entries(client.get(f"/calendar/{name}.ics").content)


Feed = Callable[[str], Entries]


def test_a_session_and_an_entity_have_their_deadlines_with_alarms(feed: Feed) -> None:
    found = feed("GA/56")
    assert {uid: day(one).isoformat() for uid, one in found.items()} == {
        f"{FIRST}/submit-by@mandates": "2001-07-10", f"{FIRST}/issue-by@mandates": "2001-08-07",
        f"{FIRST}/legal-by@mandates": "2002-09-09",
    }  # fmt: skip
    assert feed("Secretary-General").keys() == found.keys()
    assert feed("UNDP") == {}
    first = found[f"{FIRST}/submit-by@mandates"]
    assert first.dtend.value == date(2001, 7, 11)
    assert first.summary.value.startswith("submit: ")
    assert first.url.value == "http://127.0.0.1/mandate/A/RES/54/226/2.1"
    for one in found.values():
        (alarm,) = one.contents["valarm"]
        assert alarm.trigger.value == timedelta(days=-14)


def test_the_alarm_is_at_the_lead_time_that_the_body_goes_by(office: Engine, feed: Feed) -> None:
    office.execute(SetPolicy(body="GA", due_soon_days=30), by="registry")
    alarms = [one.valarm.trigger.value for one in feed("GA/56").values()]
    assert alarms == [timedelta(days=-30)] * 3


@pytest.mark.parametrize(
    ("change", "moved"),
    [
        (MoveSession(session="GA/56", opens="2001-09-25"), {"submit-by", "issue-by"}),
        (PlanSession(session="GA/57", opens="2002-09-17"), {"legal-by"}),
        (SetPolicy(body="GA", submission_days=80, issue_days=50), {"submit-by", "issue-by"}),
    ],
    ids=["the session moves", "the session after it moves", "other lead times hold"],
)
def test_a_deadline_that_moves_keeps_its_uid_and_grows_its_sequence(
    office: Engine, feed: Feed, change: Any, moved: set[str]
) -> None:
    before = feed("GA/56")
    office.execute(change, by="registry")
    after = feed("GA/56")
    assert after.keys() == before.keys()
    differ = {uid for uid in after if day(after[uid]) != day(before[uid])}
    assert differ == {f"{FIRST}/{kind}@mandates" for kind in moved}
    assert all(sequence(after[uid]) > sequence(before[uid]) for uid in differ)


def test_a_deadline_moves_with_the_meeting_on_its_item(office: Engine, feed: Feed) -> None:
    item = "GA/56/99(b)"
    office.execute(RequestItem(item=item, mandates=((MANDATE, None),)), by="registry")
    before = feed("GA/56")
    office.execute(SetMeeting(item=item, day=date(2001, 10, 22)), by="registry")
    after = feed("GA/56")
    assert after.keys() == before.keys()
    assert day(after[f"{FIRST}/submit-by@mandates"]) == date(2001, 8, 13)
    assert all(sequence(after[uid]) > sequence(before[uid]) for uid in after)
    said = after[f"{FIRST}/submit-by@mandates"].description.value
    assert f"meeting on {item} 2001-10-22" in said
    assert "meeting" not in before[f"{FIRST}/submit-by@mandates"].description.value


def test_what_is_voided_moves_its_deadlines_at_once_whatever_day_the_void_is_of(
    office: Engine, feed: Feed
) -> None:
    item = "GA/56/99(b)"
    office.execute(RequestItem(item=item, mandates=((MANDATE, None),)), by="registry")
    uid = f"{FIRST}/submit-by@mandates"
    for change in (
        MoveSession(session="GA/56", opens="2001-09-25"),
        SetMeeting(item=item, day=date(2001, 10, 22)),
    ):
        start = feed("GA/56")[uid]
        (made,) = office.execute(change, by="registry").recorded
        moved = feed("GA/56")[uid]
        void = Void(event_id=made.event_id, reason="misread", on="2000-12-15")
        office.execute(void, by="registry")
        back = feed("GA/56")[uid]
        assert day(start) == day(back) != day(moved)
        assert sequence(start) < sequence(moved) < sequence(back)


def test_whoever_leads_what_they_are_asked_for_has_each_of_its_due_points_once(
    office: Engine, feed: Feed
) -> None:
    office.execute(Assign(mandate=MANDATE, entity="Secretary-General"), by="registry")
    to: Any = {"kind": "session", "organ": "GA", "session": 58}
    office.execute(OpenOccurrence(mandate=MANDATE, due=to), by="registry")
    points = {uid.rpartition("/")[0] for uid in feed("Secretary-General")}
    assert points == {FIRST, FIRST.replace("/1", "/2")}


def test_what_is_put_off_to_another_session_keeps_its_uid_there(
    office: Engine, feed: Feed, clock: Clock
) -> None:
    before = feed("Secretary-General")
    clock.at("2001-03-01")
    to = {"kind": "session", "organ": "GA", "session": 57}
    defer = Defer(mandate=MANDATE, to=to, what="delivery", authority="A/RES/55/1")  # type: ignore[arg-type]
    office.execute(defer, by="registry")
    assert feed("GA/56") == {}
    after = feed("GA/57")
    assert after.keys() == before.keys()
    for uid in after:
        assert day(after[uid]) > day(before[uid])
        assert sequence(after[uid]) > sequence(before[uid])
    assert {one.status.value for one in before.values()} == {"CONFIRMED"}
    assert {one.status.value for one in after.values()} == {"TENTATIVE"}, "GA/57 is a forecast"
    assert all("GA/57, forecast" in one.description.value for one in after.values())


def test_an_entry_is_called_by_the_title_of_what_is_due(feed: Feed) -> None:
    said = feed("GA/56")[f"{FIRST}/issue-by@mandates"]
    title = READING["paragraphs"][1]["acts"][0]["title"]
    assert (said.summary.value, said.valarm.description.value) == (f"issue: {title}", title)


def test_an_entry_names_who_leads_else_whom_the_text_asks(office: Engine, feed: Feed) -> None:
    def said() -> str:
        return str(feed("GA/56")[f"{FIRST}/issue-by@mandates"].description.value)

    assert said().startswith(f"{MANDATE}: request Secretary-General, due GA/56")
    office.execute(Assign(mandate=MANDATE, entity="UNDP"), by="registry")
    assert said().startswith(f"{MANDATE}: request UNDP, due GA/56")


def test_a_move_that_holds_from_a_later_day_grows_the_sequence_on_that_day(
    office: Engine, feed: Feed, clock: Clock
) -> None:
    move = MoveSession(session="GA/56", opens="2001-09-25", on="2000-12-15")
    office.execute(move, by="registry")
    office.execute(Assign(mandate=MANDATE, entity="UNDP"), by="registry")
    before = feed("GA/56")
    clock.at("2000-12-15")
    after = feed("GA/56")
    uid = f"{FIRST}/submit-by@mandates"
    assert (day(before[uid]), day(after[uid])) == (date(2001, 7, 10), date(2001, 7, 17))
    assert sequence(after[uid]) > sequence(before[uid])


def test_an_announcement_grows_no_sequence(office: Engine, feed: Feed, clock: Clock) -> None:
    before = feed("GA/56")
    clock.at("2001-07-10")
    assert office.tick() == 2
    after = feed("GA/56")
    assert {uid: sequence(one) for uid, one in after.items()} == {
        uid: sequence(one) for uid, one in before.items()
    }


def test_the_docket_is_written_as_the_same_calendar(
    office: Engine, feed: Feed, tmp_path: Path
) -> None:
    file = tmp_path / "ga56.ics"
    at = ["--as-recorded-on", "2000-11-03"]
    words = ["docket", "GA/56", "--ics", str(file), "--db", str(tmp_path / "office.db"), *at]
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code in (0, None)
    written = entries(file.read_bytes())
    served = feed("GA/56")
    assert {uid: (day(one), sequence(one)) for uid, one in written.items()} == {
        uid: (day(one), sequence(one)) for uid, one in served.items()
    }


def test_a_deadline_that_is_met_is_no_longer_in_the_feed(
    office: Engine, feed: Feed, clock: Clock
) -> None:
    clock.at("2001-06-01")
    office.execute(SubmitReport(document="A/56/465", answers=((MANDATE, None),)), by="registry")
    assert feed("GA/56").keys() == {f"{FIRST}/{kind}@mandates" for kind in ("issue-by", "legal-by")}
    clock.at("2001-06-02")
    office.execute(IssueReport(document="A/56/465"), by="registry")
    assert feed("GA/56").keys() == {f"{FIRST}/legal-by@mandates"}
