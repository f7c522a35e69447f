"""The South-South series, 1978 to 2025, as facts in our own words.

Each fact is recorded on the day on which it became known; one that is known by its month, on the
month's last day. Sources: the resolutions and reports that are named; what rests on inference or
memory says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from mandates import (
    ActOnDraft,
    AdoptInstrument,
    ApproveBudget,
    Assign,
    Consider,
    DecideBudget,
    IncludeItem,
    IssueReport,
    IssueText,
    Merge,
    Money,
    OpenSession,
    PlanSession,
    Reading,
    Reiterate,
    RenameEntity,
    RenameItem,
    ReplaceDraft,
    ReviewBudget,
    ReviseDraft,
    Source,
    StateBudget,
    SubmitReport,
    TableDraft,
)
from mandates.domain.command import Command
from mandates.domain.event import Confidence
from mandates.domain.session.commands import CloseSession, MoveSession, PostponeSession

COMMITTEE = "High-level Committee on South-South Cooperation"
TWENTIETH = f"{COMMITTEE}/20"
SUB_ITEM = "GA/58/South-South cooperation"
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


def ga(session: int | str, bound: str = "at") -> dict[str, Any]:
    """A session of the General Assembly as a due term."""
    return {"kind": "session", "organ": "General Assembly", "session": session, "bound": bound}


def adopt(
    symbol: str, day: str, *acts: dict[str, Any], sure: str = "sourced", draft: str | None = None
) -> Fact:
    """A resolution with the acts that matter here; none where its text was not seen."""
    session = int(symbol.split("/")[2])
    reading = {
        "symbol": symbol, "text_of": "adopted", "title": "South-South cooperation",
        "body": "General Assembly", "session": session, "paragraphs": list(acts),
    }  # fmt: skip
    return Fact(
        day,
        AdoptInstrument(
            symbol=symbol, adopted_on=day, reading=Reading.model_validate(reading), draft=draft,
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


UNSEEN = (
    ("A/RES/33/134", "1978-12-19"), ("A/RES/46/159", "1991-12-19"), ("A/RES/49/96", "1994-12-19"),
    ("A/RES/50/119", "1995-12-20"), ("A/RES/52/205", "1997-12-18"), ("A/RES/57/263", "2002-12-20"),
    ("A/RES/60/212", "2005-12-22"), ("A/RES/64/1", "2009-10-06"), ("A/RES/64/222", "2009-12-21"),
    ("A/RES/66/219", "2011-12-22"), ("A/RES/67/227", "2012-12-21"), ("A/RES/69/239", "2014-12-19"),
)  # fmt: skip
DRAFTS = {"A/RES/79/236": "A/C.2/79/L.15/Rev.1", "A/RES/80/156": "A/C.2/80/L.56"}
G77 = "Group of 77 and China"
STATED, GRANTED = (Money(amount=Decimal(one)) for one in (507000, 449600))


def facts() -> list[Fact]:
    """The whole series in the order in which it became known."""
    found = [
        *_unseen(), *_first_years(), *_names(), *_calendar(), *_later_years(), *_committee(),
        *_money(), *_drafts(),
    ]  # fmt: skip
    return sorted(found, key=lambda fact: fact.known)


def _unseen() -> Iterator[Fact]:
    """Resolutions of which the day is known and the text was not seen."""
    for symbol, day in UNSEEN:
        yield adopt(symbol, day)
    both = ("A/RES/62/209", "2007-12-19"), ("A/RES/63/233", "2008-12-19")
    for symbol, day in both:  # what they asked for is inferred from the report that answers them
        yield adopt(symbol, day, state("u1", 64), sure="inferred")
    yield Fact("2009-10-27", SubmitReport(
        document="A/64/504", answers=tuple((f"{symbol}#u1.1", None) for symbol, _ in both),
        on="2009-10-27",
    ))  # fmt: skip
    yield Fact("2009-10-27", IssueReport(document="A/64/504", on="2009-10-27"))


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


def _names() -> Iterator[Fact]:
    """What 58/220 gave another name: the Committee (para 1) and the sub-item (para 12)."""
    yield Fact("2003-12-23", RenameEntity(
        entity="High-level Committee on the Review of Technical Cooperation among Developing "
        "Countries", name=COMMITTEE, authority="A/RES/58/220", on="2003-12-23",
    ))  # fmt: skip
    yield Fact("2003-10-21", IncludeItem(
        item=SUB_ITEM, title="Economic and technical cooperation among developing countries",
        on="2003-10-21", source=Source(confidence=Confidence.UNCERTAIN),
    ))  # fmt: skip
    yield Fact("2003-12-23", RenameItem(
        item=SUB_ITEM, title="South-South cooperation for development", authority="A/RES/58/220",
        on="2003-12-23",
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
        yield adopt(symbol, day, *acts, draft=DRAFTS.get(symbol))
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


def _money() -> Iterator[Fact]:
    """The budget of 79/236: $507,000 stated, $449,600 recommended, decided and approved."""
    draft = "A/C.2/79/L.15"
    yield Fact("2024-11-13", TableDraft(
        draft=draft, body="Second Committee", sponsors=("Uganda",), on_behalf_of=G77,
        on="2024-11-13",
    ))  # fmt: skip
    yield Fact("2024-11-25", ReviseDraft(draft=draft, on="2024-11"))
    yield Fact("2024-11-25", ActOnDraft(
        draft=draft, committee="Second Committee", meeting="A/C.2/79/SR.23", on="2024-11-25",
        report="A/79/442/Add.2",
    ))  # fmt: skip
    yield Fact("2024-11-30", StateBudget(
        symbol=draft, amounts=(STATED,), years=(2025,), section="12", posts=3,
        contingency_fund=True, document="A/C.2/79/L.50", on="2024-11",
    ))  # fmt: skip
    for step, amount, paper in (
        (StateBudget, STATED, "A/C.5/79/23"), (ReviewBudget, GRANTED, "A/79/7/Add.39"),
        (DecideBudget, GRANTED, "A/79/660"),
    ):  # fmt: skip
        yield Fact("2024-12-23", step(symbol=draft, amounts=(amount,), document=paper,
                                      on="2024-12"))  # fmt: skip
    yield Fact("2024-12-24", ApproveBudget(
        symbol="A/RES/79/236", amounts=(GRANTED,), authority="A/RES/79/236", on="2024-12-24",
    ))  # fmt: skip


def _drafts() -> Iterator[Fact]:
    """How 80/156 came about: the sponsors' draft was replaced by the Vice-Chair's."""
    yield Fact("2025-10-10", TableDraft(
        draft="A/C.2/80/L.4", body="Second Committee", sponsors=("Iraq",), on_behalf_of=G77,
        on="2025-10-10",
    ))  # fmt: skip
    yield Fact("2025-11-18", ReplaceDraft(
        draft="A/C.2/80/L.4", by="A/C.2/80/L.56", basis="informal consultations on A/C.2/80/L.4",
        sponsors=("Vice-Chair",), on="2025-11-18",
    ))  # fmt: skip
    yield Fact("2025-12-18", IssueText(symbol="A/RES/80/156", on="2025-12-18"))
    yield Fact("2002-02-21", IssueText(symbol="A/RES/56/202", on="2002-02-21"))
