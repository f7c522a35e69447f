"""What is entered late of a due point that has passed to a successor since: it passed with it."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from host import Clock, adoption, check_views, database, dated

from mandates import Adapt, Engine, IssueReport, Merge, Refused, SubmitReport, Void
from mandates.domain.command import Command
from mandates.domain.item.commands import CarryItem, IncludeItem, LinkItem, PlaceItem, RequestItem
from mandates.projections.agenda import ItemShown
from mandates.projections.item import OccurrenceShown

OLD, NEW, LAST = "A/RES/54/226#2.1", "A/RES/58/220#12.1", "A/RES/60/212#7.1"
REPORT = "A/56/465"
SUBMITTED = SubmitReport(document=REPORT, answers=((OLD, None),), on="2001-08-30")
ISSUED = IssueReport(document=REPORT, on="2001-10")
MERGED = Merge(mandates=(OLD,), into=NEW, authority="A/RES/58/220", on="2003-12-23")
ADAPTED = Adapt(mandate=NEW, into=LAST, authority="A/RES/60/212", on="2005-12-22")
ORDERS = [
    order
    for order in permutations((SUBMITTED, ISSUED, MERGED, ADAPTED))
    if order.index(SUBMITTED) < order.index(ISSUED) and order.index(MERGED) < order.index(ADAPTED)
]


def entered(path: Path, *commands: Command, what: str = "report") -> Engine:
    """A task of 1999, and those of 2003 and 2005 that may carry it on; all entered in 2026."""
    engine = Engine.open(database(path), clock=Clock("2026-11-27"))
    for symbol, act, day in (
        ("A/RES/54/226", dated("2.1", "GA/56", deliverable=what), "1999-12-22"),
        ("A/RES/58/220", dated("12.1", "GA/60", deliverable=what), "2003-12-23"),
        ("A/RES/60/212", dated("7.1", "GA/62", deliverable=what), "2005-12-22"),
    ):
        engine.execute(adoption(act, symbol=symbol, day=day), by="desk")
    for one in commands:
        engine.execute(one, by="desk")
    return engine


def passed(engine: Engine, mandate: str, of: str) -> OccurrenceShown | None:
    shown = engine.mandate(mandate).item.occurrences
    return next((one for one in shown if one.passed_from == of), None)


def lives(engine: Engine) -> list[tuple[OccurrenceShown, ...]]:
    return [engine.mandate(one).item.occurrences for one in (OLD, NEW, LAST)]


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: "-".join(map(_short, order)))
def test_whatever_is_entered_first_the_same_is_so(
    tmp_path: Path, order: tuple[Command, ...]
) -> None:
    with entered(tmp_path, *order) as engine:
        for one in (passed(engine, NEW, f"{OLD}/1"), passed(engine, LAST, f"{NEW}/2")):
            assert one is not None
            (report,) = one.reports
            assert (report.submitted, report.issued) == ("2001-08-30", "2001-10-01/2001-10-31")
        check_views(engine)
        reference = tmp_path / "other"
        reference.mkdir()
        with entered(reference, SUBMITTED, ISSUED, MERGED, ADAPTED) as other:
            assert lives(engine) == lives(other)


def _short(command: Command) -> str:
    return type(command).__name__


def test_taken_back_it_is_taken_back_there_too(tmp_path: Path) -> None:
    with entered(tmp_path, MERGED, ADAPTED) as engine:
        before = lives(engine)
        answer = engine.execute([SUBMITTED], by="desk")
        heir = passed(engine, NEW, f"{OLD}/1")
        assert heir is not None
        assert [report.document for report in heir.reports] == [REPORT]
        engine.execute(Void(event_id=answer.recorded[0].event_id, reason="another"), by="desk")
        assert lives(engine) == before


def test_what_the_successor_has_it_is_not_given_twice(tmp_path: Path) -> None:
    own = SubmitReport(document=REPORT, answers=((NEW, 2),), on="2004-01-15")
    with entered(tmp_path, MERGED, own, SUBMITTED) as engine:
        one = passed(engine, NEW, f"{OLD}/1")
        assert one is not None
        assert [report.submitted for report in one.reports] == ["2004-01-15"]


ITEM, NEXT = "GA/56/99", "GA/58/99"
UNDER = ((OLD, None),)
ASKED = RequestItem(item=ITEM, on="2001-03-01")
PLACED = PlaceItem(item=ITEM, on="2001-07-01")
LINKED = LinkItem(item=ITEM, mandates=UNDER, on="2001-08-01")
INCLUDED = IncludeItem(item=ITEM, on="2001-09-20")
CARRIED = CarryItem(item=ITEM, to="GA/58", authority="A/DEC/56/464", on="2001-12-24")
COURSES: dict[str, tuple[Command, ...]] = {
    "asked for with it": (RequestItem(item=ITEM, mandates=UNDER, on="2001-03-01"), PLACED),
    "linked": (ASKED, LINKED, INCLUDED),
    "carried over": (ASKED, LINKED, CARRIED),
    "carried over with it": (ASKED, CARRIED.model_copy(update={"mandates": UNDER})),
}


def orders_of(course: tuple[Command, ...]) -> list[tuple[Command, ...]]:
    """All orders in which a course of events may be entered, each line in its own order."""
    return [
        order
        for order in permutations((*course, MERGED, ADAPTED))
        if [one for one in order if one in course] == [*course]
        and order.index(MERGED) < order.index(ADAPTED)
    ]


def agenda(engine: Engine) -> list[ItemShown]:
    """What is on the agenda; the mandates under an item have no order of their own."""
    return [
        one.model_copy(update={"mandates": tuple(sorted(one.mandates))})
        for one in engine.agenda().items
    ]


@pytest.mark.parametrize("course", COURSES)
@pytest.mark.parametrize("what", ["report", "agenda_item"])
def test_what_comes_under_an_item_late_is_under_it_for_the_successor_too(
    tmp_path: Path, course: str, what: str
) -> None:
    with entered(tmp_path, *COURSES[course], MERGED, ADAPTED, what=what) as reference:
        same = (lives(reference), agenda(reference))
        under = {one.item: one.mandates for one in agenda(reference)}
        where = NEXT if "carried" in course else ITEM
        assert under[where] == (f"{OLD}/1", f"{NEW}/2", f"{LAST}/3")
    for number, order in enumerate(orders_of(COURSES[course])):
        path = tmp_path / str(number)
        path.mkdir()
        with entered(path, what=what) as engine:
            if refused := refusal(engine, order):  # by what passed under the item itself
                assert course == "carried over"
                assert "item.linked" in refused
                continue
            assert (lives(engine), agenda(engine)) == same, [_short(one) for one in order]
            check_views(engine)


def refusal(engine: Engine, order: tuple[Command, ...]) -> str | None:
    """Why one of the commands was refused; None where all of them were recorded."""
    try:
        for one in order:
            engine.execute(one, by="desk")
    except Refused as refused:
        return str(refused)
    return None
