"""Edge cases of real calendars and real texts, one by one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mandates import AdoptInstrument, Defer, Engine, OpenSession, PlanSession, Reading, Retire
from mandates.domain.due import parse
from mandates.domain.session import CloseSession, MoveSession, ResumeSession, SuspendSession

from .south_south import act, ga


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    with Engine.open(tmp_path / "record.db") as opened:
        yield opened


def adopt(engine: Engine, symbol: str, day: str, *acts: dict[str, Any], body: str = "GA") -> None:
    reading = {
        "symbol": symbol, "text_of": "adopted", "body": body, "session": None,
        "paragraphs": list(acts),
    }  # fmt: skip
    engine.execute(
        AdoptInstrument(symbol=symbol, adopted_on=day, reading=Reading.model_validate(reading)),
        by="history",
    )


@pytest.mark.parametrize(
    ("session", "projected", "now"),
    [
        (78, "2023-09-12", "2023-09-05"),
        (79, "2024-09-17", "2024-09-10"),
        (80, "2025-09-16", "2025-09-09"),
        (81, "2026-09-15", "2026-09-08"),
    ],
)
def test_openings_projected_in_2017_were_superseded_by_the_rule_of_2021(
    engine: Engine, session: int, projected: str, now: str
) -> None:
    """A/INF/71/1 projected them by A/RES/57/301; A/RES/75/325 moved them to the second week."""
    then = engine.sessions([f"GA/{session}"], as_of=date(2017, 1, 1))[0]
    later = engine.sessions([f"GA/{session}"], as_of=date(2022, 1, 1))[0]
    assert (str(then.opens), then.rule) == (projected, "A/RES/57/301")
    assert (str(later.opens), later.rule) == (now, "A/RES/75/325")


def test_the_53rd_session_opened_on_a_wednesday(engine: Engine) -> None:
    (found,) = engine.sessions(["GA/53"])
    assert (found.opens, f"{found.opens:%A}") == (date(1998, 9, 9), "Wednesday")
    assert found.rule == "A/RES/52/232"


def test_the_74th_session_closed_a_day_later_than_its_rule(engine: Engine) -> None:
    """Moved by decision 74/563 after it had opened; a recorded day wins over the rule."""
    (before,) = engine.sessions(["GA/74"])
    assert before.closes == date(2020, 9, 14)
    engine.execute(OpenSession(session="GA/74", on="2019-09-17"), by="history")
    moved = MoveSession(session="GA/74", closes="2020-09-15", on="2020-08-31",
                        authority="A/DEC/74/563")  # fmt: skip
    engine.execute(moved, by="history")
    (after,) = engine.sessions(["GA/74"], as_of=date(2020, 9, 10))
    assert after.closes == date(2020, 9, 15)


def test_the_council_s_43rd_session_was_split(engine: Engine) -> None:
    """24 February to 13 March and 15 to 23 June 2020."""
    for command in (
        OpenSession(session="HRC/43", on="2020-02-24"),
        SuspendSession(session="HRC/43", on="2020-03-13"),
        ResumeSession(session="HRC/43", on="2020-06-15"),
        CloseSession(session="HRC/43", on="2020-06-23"),
    ):
        engine.execute(command, by="history")
    (found,) = engine.sessions(["HRC/43"])
    assert (found.opened, found.closed) == (date(2020, 2, 24), date(2020, 6, 23))


def test_a_deferral_to_the_first_part_of_a_resumed_session(engine: Engine) -> None:
    adopt(engine, "A/RES/72/266", "2017-12-24", act("5", "request", "Secretary-General", "report",
                                                     due=ga(73)))  # fmt: skip
    put_off = Defer(
        mandate="A/RES/72/266#5.1", to=parse("GA/73/first-resumed"), authority="A/DEC/73/547",
        on="2018-12-22",
    )  # fmt: skip
    engine.execute(put_off, by="history")
    due = engine.mandate("A/RES/72/266#5.1", as_of=date(2019, 1, 1)).item.due
    assert due is not None
    assert due.calendar == "forecast"
    assert (due.anchor, due.legal_by) == (date(2019, 3, 1), date(2019, 3, 31))
    plan = PlanSession(session="GA/73/first-resumed", opens="2019-03-04", closes="2019-03-29",
                       on="2019-01-15")  # fmt: skip
    engine.execute(plan, by="history")
    due = engine.mandate("A/RES/72/266#5.1", as_of=date(2019, 2, 1)).item.due
    assert due is not None
    assert (due.calendar, due.anchor, due.legal_by) == (
        "recorded", date(2019, 3, 4), date(2019, 3, 29),
    )  # fmt: skip


def test_a_mandate_that_ends_on_a_leap_day(engine: Engine) -> None:
    until = {"kind": "date", "date": "2016-02-29"}
    panel = act("1", "decide", "Panel of Experts", "mission", until=until)
    adopt(engine, "A/RES/69/999", "2015-02-24", panel)
    assert engine.mandate("A/RES/69/999#1.1", as_of=date(2016, 2, 29)).item.until is not None
    engine.tick()
    found = engine.mandate("A/RES/69/999#1.1", as_of=date(2016, 2, 29)).item
    assert found.status.legal == "in_force"
    after = engine.mandate("A/RES/69/999#1.1", as_of=date(2016, 3, 1)).item
    assert after.status.legal == "expired"


def test_a_mandate_that_ended_before_its_report_fell_due_is_announced_no_more(
    engine: Engine,
) -> None:
    """As with 2690 (2023): the mission was ended while reports were still to come."""
    adopt(engine, "A/RES/72/300", "2018-07-01", act("3", "request", "Secretary-General", "report",
                                                     due=ga(73)))  # fmt: skip
    engine.execute(
        Retire(mandate="A/RES/72/300#3.1", authority="A/RES/72/301", on="2018-07-02"), by="history"
    )
    engine.tick()
    tags = {one.event.tag for one in engine.history("A/RES/72/300#3.1")}
    assert tags == {"mandate.adopted.v1", "mandate.retired.v1"}
    assert engine.mandate("A/RES/72/300#3.1").item.status.timeliness == "no_due_date"


def test_three_sessions_respectively_are_three_occurrences(engine: Engine) -> None:
    council = [{"kind": "session", "organ": "HRC", "session": number} for number in (46, 49, 52)]
    three = act("7", "request", "High Commissioner", "report", due=council[0], dues=council)
    adopt(engine, "A/HRC/RES/45/1", "2020-10-06", three, body="HRC")
    for number, opens in ((46, "2021-02-22"), (49, "2022-02-28"), (52, "2023-02-27")):
        engine.execute(
            PlanSession(session=f"HRC/{number}", opens=opens, on="2020-10-07"), by="history"
        )
    engine.tick()
    found = engine.mandate("A/HRC/RES/45/1#7.1").item
    assert [getattr(one.due.term, "session", None) for one in found.occurrences if one.due] == [
        46, 49, 52,
    ]  # fmt: skip
    assert found.status.legal == "in_force"


def test_every_90_days_with_the_next_report_due_by_a_day(engine: Engine) -> None:
    rhythm = {"recurrence": "other", "every": 90, "unit": "day"}
    every = act("14", "request", "Secretary-General", "report",
                due={"kind": "date", "date": "2022-08-31"}, rhythm=rhythm)  # fmt: skip
    adopt(engine, "S/RES/2632(2022)", "2022-05-26", every, body="SC")
    engine.tick()
    found = engine.mandate("S/RES/2632(2022)#14.1", as_of=date(2023, 3, 1)).item
    days = [str(one.due.legal_by) for one in found.occurrences if one.due is not None]
    assert days[:3] == ["2022-08-31", "2022-11-29", "2023-02-27"]
