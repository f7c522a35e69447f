"""The South-South series, 1999 to 2025, as facts in our own words.

Each fact is recorded on the day on which it became known. Sources: the resolutions and reports that
are named; what rests on inference or memory says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from mandates import (
    AdoptInstrument,
    Assign,
    Consider,
    IssueReport,
    Merge,
    OpenSession,
    PlanSession,
    Reading,
    Reiterate,
    Source,
    SubmitReport,
)
from mandates.domain.command import Command
from mandates.domain.event import Confidence
from mandates.domain.session import CloseSession, MoveSession, PostponeSession

COMMITTEE = "High-level Committee on South-South Cooperation"
TWENTIETH = f"{COMMITTEE}/20"
SG = "Secretary-General"
JIU = "Joint Inspection Unit"


@dataclass(frozen=True)
class Fact:
    """A command, and the day on which what it says became known."""

    known: str
    command: Command

    @property
    def at(self) -> datetime:
        """The instant of its recording: the afternoon of that day."""
        return datetime.combine(date.fromisoformat(self.known), time(16), UTC)


def act(number: str, verb: str, who: str, deliverable: str, **more: Any) -> dict[str, Any]:
    """One act, alone in its paragraph."""
    return {
        "number": number,
        "acts": [{
            "id": f"{number}.1", "verb": verb, "force": "directive", "strength": "request",
            "mandate": True, "tracked": "yes", "addressees": [who], "deliverable": deliverable,
            **more,
        }],
    }  # fmt: skip


def ga(session: int, bound: str = "at") -> dict[str, Any]:
    """A session of the General Assembly as a due term."""
    return {"kind": "session", "organ": "General Assembly", "session": session, "bound": bound}


def adopt(symbol: str, day: str, *acts: dict[str, Any], sure: str = "sourced") -> Fact:
    """A resolution with the acts that matter here."""
    session = int(symbol.split("/")[2])
    reading = {
        "symbol": symbol, "text_of": "adopted", "title": "South-South cooperation",
        "body": "General Assembly", "session": session, "paragraphs": list(acts),
    }  # fmt: skip
    return Fact(
        day,
        AdoptInstrument(
            symbol=symbol, adopted_on=day, reading=Reading.model_validate(reading),
            source=Source(symbol=symbol, confidence=Confidence(sure)),
        ),
    )  # fmt: skip


def state(number: str, session: int) -> dict[str, Any]:
    """The request for the report on the state of South-South cooperation."""
    title = "state of South-South cooperation"
    return act(number, "request", SG, "report", title=title, due=ga(session))


OPENINGS = {
    56: "2001-09-12", 58: "2003-09-16", 71: "2016-09-13", 72: "2017-09-12", 73: "2018-09-18",
    74: "2019-09-17", 75: "2020-09-15", 76: "2021-09-14", 77: "2022-09-13", 78: "2023-09-05",
    79: "2024-09-10", 80: "2025-09-09",
}  # fmt: skip
ANNUAL = (
    ("A/RES/68/230", "2013-12-20", "21", 69), ("A/RES/70/222", "2015-12-22", "25", 71),
    ("A/RES/72/237", "2017-12-20", "35", 73), ("A/RES/73/249", "2018-12-20", "5", 74),
    ("A/RES/74/239", "2019-12-19", "5", 75), ("A/RES/75/234", "2020-12-21", "6", 76),
    ("A/RES/76/221", "2021-12-17", "7", 77), ("A/RES/77/185", "2022-12-14", "16", 78),
    ("A/RES/78/167", "2023-12-19", "25", 79), ("A/RES/79/236", "2024-12-24", "30", 80),
    ("A/RES/80/156", "2025-12-15", "39", 81),
)  # fmt: skip


def facts() -> list[Fact]:
    """The whole series in the order in which it became known."""
    found = [*_first_years(), *_calendar(), *_later_years(), *_committee()]
    return sorted(found, key=lambda fact: fact.known)


def _first_years() -> Iterator[Fact]:
    yield adopt(
        "A/RES/54/226", "1999-12-22", state("2", 56),
        act("18", "request", SG, "report", title="implementation of the resolution", due=ga(56)),
    )  # fmt: skip
    yield adopt("A/RES/56/202", "2001-12-21", state("u1", 58), sure="inferred")
    late = "time for the clearing departments to review and approve it"
    yield Fact("2003-08-25", SubmitReport(
        document="A/58/319", answers=(("A/RES/56/202#u1.1", None),), late_reason=late,
        on="2003-08-25",
    ))  # fmt: skip
    yield Fact("2003-08-25", IssueReport(document="A/58/319", on="2003-08-25"))
    noted = Consider(
        mandate="A/RES/56/202#u1.1", action="noted", authority="A/RES/58/220", on="2003-12-23"
    )
    yield adopt("A/RES/58/220", "2003-12-23", state("12", 60))
    yield Fact("2003-12-23", noted)
    yield Fact("2003-12-23", Merge(
        mandates=("A/RES/54/226#2.1", "A/RES/54/226#18.1"), into="A/RES/58/220#12.1",
        authority="A/RES/58/220", on="2003-12-23",
        source=Source(symbol="A/RES/58/220", paragraph="12"),
    ))  # fmt: skip


def _calendar() -> Iterator[Fact]:
    yield Fact("2000-11-03", PlanSession(
        session="GA/56", opens="2001-09-11", on="2000-11-03", authority="A/RES/55/14",
    ))  # fmt: skip
    for number, day in OPENINGS.items():
        yield Fact(day, OpenSession(session=f"GA/{number}", on=day))


def _later_years() -> Iterator[Fact]:
    jiu = "progress on its recommendations"
    for symbol, day, number, session in ANNUAL:
        acts = [state(number, session)]
        if symbol == "A/RES/72/237":
            acts.insert(0, act("3", "reiterate", JIU, "report", title=jiu, renews=True,
                               due=ga(72, "by_end")))  # fmt: skip
        yield adopt(symbol, day, *acts)
    yield adopt(
        "A/RES/71/244", "2016-12-21",
        act("4", "request", JIU, "report", title=jiu, due=ga(71, "by_end")), state("33", 72),
        act("27", "request", SG, "report", title="comprehensive report to the Committee",
            due={"kind": "session", "organ": COMMITTEE, "session": 20}),
    )  # fmt: skip
    yield Fact("2017-12-20", Reiterate(
        mandate="A/RES/71/244#4.1", by="A/RES/72/237#3.1", authority="A/RES/72/237",
        on="2017-12-20",
    ))  # fmt: skip
    yield Fact("2018-12-20", Consider(
        mandate="A/RES/72/237#3.1", action="noted", authority="A/RES/73/249", on="2018-12-20",
    ))  # fmt: skip
    yield Fact("2023-10-20", SubmitReport(
        document="A/78/290", answers=(("A/RES/77/185#16.1", None),), on="2023",
        source=Source(symbol="A/78/290", confidence=Confidence.INFERRED),
    ))  # fmt: skip
    lead = Assign(mandate="A/RES/79/236#30.1", entity="UN Office for South-South Cooperation")
    yield Fact("2024-12-24", lead)


def _committee() -> Iterator[Fact]:
    """The twentieth session of the High-level Committee: 2018, June 2019, May 2020, open, held."""
    yield Fact("2016-12-21", PlanSession(
        session=TWENTIETH, opens="2018", on="2016-12-21", authority="A/RES/71/244",
    ))  # fmt: skip
    yield Fact("2017-08-28", MoveSession(
        session=TWENTIETH, opens="2019-06", on="2017-08-28", authority="A/RES/71/318",
    ))  # fmt: skip
    yield Fact("2019-05-09", MoveSession(
        session=TWENTIETH, opens="2020-05", on="2019-05-09", authority="A/DEC/73/553",
    ))  # fmt: skip
    yield Fact(
        "2020-05-14", PostponeSession(session=TWENTIETH, on="2020-05-14", authority="A/DEC/74/553")
    )
    yield Fact("2021-06-01", OpenSession(session=TWENTIETH, on="2021-06-01"))
    yield Fact("2021-06-04", CloseSession(session=TWENTIETH, on="2021-06-04"))
