"""What is entered late of a due point that has passed to a successor since: it passed with it."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from host import Clock, adoption, check_views, database, dated

from mandates import (
    Adapt,
    Consider,
    Defer,
    Engine,
    IssueReport,
    Merge,
    Miss,
    Refused,
    StateProgress,
    SubmitReport,
    Void,
    Waive,
)
from mandates.domain.command import Command
from mandates.domain.due import parse as due
from mandates.domain.item.commands import ConsiderItem, RequestItem
from mandates.projections.item import OccurrenceShown

OLD, NEW, LAST = "A/RES/54/226#2.1", "A/RES/58/220#12.1", "A/RES/60/212#7.1"
TOO = "A/RES/55/8#1.1"
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


def entered(path: Path, *commands: Command) -> Engine:
    """A task of 1999, and those of 2003 and 2005 that may carry it on; all entered in 2026."""
    engine = Engine.open(database(path), clock=Clock("2026-11-27"))
    for symbol, act, day in (
        ("A/RES/54/226", dated("2.1", "GA/56"), "1999-12-22"),
        ("A/RES/58/220", dated("12.1", "GA/60"), "2003-12-23"),
        ("A/RES/60/212", dated("7.1", "GA/62"), "2005-12-22"),
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


ACT = "A/RES/56/202"
DELIVERY = Defer(
    mandate=OLD, to=due("GA/58"), what="delivery", authority=ACT, on="2002-11-05"
)  # fmt: skip
OPEN = {
    "delivery put off": DELIVERY,
    "consideration put off": Defer(mandate=OLD, to=due("GA/59"), authority=ACT, on="2002-01-15"),
    "in progress": StateProgress(mandate=OLD, state="stated", on="2001-05-02"),
    "confirmed": StateProgress(mandate=OLD, state="confirmed", on="2001-09"),
}
ENDS = {
    "considered": Consider(mandate=OLD, action="noted", authority=ACT, on="2001-12-21"),
    "waived": Waive(mandate=OLD, authority=ACT, on="2001-12-21"),
    "missed": Miss(mandate=OLD, on="2002-10-15"),
}


def stands(one: OccurrenceShown) -> tuple[object, ...]:
    """How a due point stands, whatever was recorded of it."""
    fields = one.model_dump(mode="json", exclude={"deferrals", "number"})
    return tuple(sorted(fields.items(), key=str))


@pytest.mark.parametrize("late", [*OPEN, *ENDS])
@pytest.mark.parametrize("place", [1, 2], ids=["before it passed on again", "after that"])
def test_a_late_word_on_a_due_point_is_as_if_it_had_come_in_time(
    tmp_path: Path, late: str, place: int
) -> None:
    word = (OPEN | ENDS)[late]
    told: list[Command] = [MERGED, ADAPTED]
    told.insert(place, word)
    reference = tmp_path / "in time"
    reference.mkdir()
    with entered(tmp_path, *told) as engine, entered(reference, word, MERGED, ADAPTED) as other:
        for one, its in zip(lives(engine), lives(other), strict=True):
            assert [*map(stands, one)] == [*map(stands, its)]
        assert (passed(engine, NEW, f"{OLD}/1") is None) == (late in ENDS)
        check_views(engine)


@pytest.mark.parametrize("late", [*OPEN, *ENDS])
def test_a_late_word_that_is_taken_back_is_taken_back_everywhere(tmp_path: Path, late: str) -> None:
    with entered(tmp_path, MERGED, ADAPTED) as engine:
        before = lives(engine)
        answer = engine.execute((OPEN | ENDS)[late], by="desk")
        assert lives(engine) != before
        engine.execute(Void(event_id=answer.recorded[0].event_id, reason="another"), by="desk")
        assert lives(engine) == before


def test_what_came_late_goes_with_the_due_point_that_it_came_for(tmp_path: Path) -> None:
    """First it is learnt that the report came, then that it was considered at the time."""
    with entered(tmp_path, MERGED, ADAPTED, SUBMITTED, ISSUED, ENDS["considered"]) as engine:
        assert passed(engine, NEW, f"{OLD}/1") is passed(engine, LAST, f"{NEW}/2") is None
        check_views(engine)


NO_DATE = OPEN["consideration put off"].model_copy(update={"to": due("open")})


@pytest.mark.parametrize("late", [NO_DATE, ENDS["missed"]], ids=_short)
def test_what_was_put_off_since_overtakes_what_is_entered_late(
    tmp_path: Path, late: Command
) -> None:
    """What was decided in 2001 is learnt of after what was decided in 2002, with which it went."""
    with entered(tmp_path, DELIVERY, MERGED, ADAPTED) as engine:
        before = [passed(engine, NEW, f"{OLD}/1"), passed(engine, LAST, f"{NEW}/2")]
        engine.execute(late, by="desk")
        assert [passed(engine, NEW, f"{OLD}/1"), passed(engine, LAST, f"{NEW}/2")] == before


@pytest.mark.parametrize("order", [(OLD, TOO), (TOO, OLD)], ids=["as merged", "the other first"])
def test_what_passed_from_two_mandates_is_owed_until_it_has_ended_for_both(
    tmp_path: Path, order: tuple[str, str]
) -> None:
    """58/220 asks for one report in the place of two that 54/226 had asked for."""
    both = MERGED.model_copy(update={"mandates": (OLD, TOO)})
    with entered(tmp_path) as engine:
        other = adoption(dated("1.1", "GA/56"), symbol="A/RES/55/8", day="2000-12-01")
        engine.execute([other, both, ADAPTED], by="desk")
        for one, owed in zip(order, (True, False), strict=True):
            engine.execute(ENDS["considered"].model_copy(update={"mandate": one}), by="desk")
            assert (passed(engine, NEW, f"{OLD}/1") is not None) == owed
            assert (passed(engine, LAST, f"{NEW}/2") is not None) == owed
        check_views(engine)


def test_what_the_successor_did_since_is_not_swept_away(tmp_path: Path) -> None:
    own = SubmitReport(document=REPORT, answers=((NEW, 2),), on="2004-01-15")
    with entered(tmp_path, MERGED, own) as engine:
        with pytest.raises(Refused, match=r"later events unlawful: .*report_submitted"):
            engine.execute(ENDS["waived"], by="desk")
        before = passed(engine, NEW, f"{OLD}/1")
        engine.execute(OPEN["in progress"], by="desk")
        assert passed(engine, NEW, f"{OLD}/1") == before


def test_a_late_consideration_of_an_item_reaches_what_it_carried(tmp_path: Path) -> None:
    item = "GA/56/99"
    asked = RequestItem(item=item, mandates=((OLD, None),), on="2001-07-01")
    dealt = ConsiderItem(item=item, authority=ACT, on="2001-12-21")
    with entered(tmp_path, asked, MERGED, ADAPTED, dealt) as engine:
        assert passed(engine, NEW, f"{OLD}/1") is passed(engine, LAST, f"{NEW}/2") is None
