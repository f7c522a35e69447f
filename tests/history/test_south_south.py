"""Answers about the South-South series at chosen dates, as they were known then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest

from mandates import AgendaQuery, Engine, Money, RegisterQuery
from mandates.domain.due import SessionDue
from mandates.domain.fold import fold
from mandates.domain.instrument import Instrument, evolve

from .south_south import COMMITTEE, G77, GRANTED, STATED, TWENTIETH, facts


class Clock:
    """Set by hand: each fact is recorded on its own day."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    clock = Clock()
    with Engine.open(tmp_path_factory.mktemp("history") / "record.db", clock=clock) as engine:
        for fact in facts():
            clock.now = fact.at
            engine.execute(fact.command, by="history")
        yield engine


def on(day: str) -> dict[str, Any]:
    """As recorded on a day: true then, known then."""
    return {"as_of": date.fromisoformat(day), "known_at": date.fromisoformat(day)}


def text(played: Engine, symbol: str, day: str) -> Instrument:
    """A draft or an adopted text as recorded on a day."""
    at = date.fromisoformat(day)
    history = [one for one in played.history(symbol) if one.recorded_on <= at]
    state = fold(evolve, history, at)
    assert state is not None
    return state


def test_the_docket_of_the_56th_on_1_august_2001(played: Engine) -> None:
    found = played.docket("GA/56", **on("2001-08-01"))
    assert [one.id for one in found.items] == ["A/RES/54/226#2.1", "A/RES/54/226#18.1"]
    for one in found.items:
        assert one.due is not None
        assert (one.due.submit_by, one.due.issue_by) == (date(2001, 7, 3), date(2001, 7, 31))
        assert one.due.anchor == date(2001, 9, 11)
        assert (one.status.timeliness, one.status.deadline) == ("overdue", "issue")


def test_two_days_later_it_had_opened_a_day_late_and_the_deadlines_stood(played: Engine) -> None:
    found = played.docket("GA/56", **on("2001-09-13"))
    assert found.session is not None
    assert found.session.opened == date(2001, 9, 12)
    assert found.session.moved_from == ("2001-09-11",)
    assert {one.due.submit_by for one in found.items if one.due} == {date(2001, 7, 3)}


def test_two_requests_of_54_226_became_one_of_58_220(played: Engine) -> None:
    for old in ("A/RES/54/226#2.1", "A/RES/54/226#18.1"):
        shown = played.mandate(old).item
        assert (shown.status.legal, shown.newer[0].mandate) == ("merged", "A/RES/58/220#12.1")
    heir = played.mandate("A/RES/58/220#12.1").item
    assert {link.mandate for link in heir.older} == {"A/RES/54/226#2.1", "A/RES/54/226#18.1"}


def test_a_58_319_was_late_with_a_reason(played: Engine) -> None:
    shown = played.mandate("A/RES/56/202#u1.1").item
    (occurrence,) = shown.occurrences
    (document,) = occurrence.reports
    assert document.late_reason is not None
    assert "clearing departments" in document.late_reason
    assert (shown.status.timeliness, shown.status.implementation) == ("late", "considered")
    submission = next(one for one in occurrence.deadlines if one.kind == "submission")
    assert (submission.day, submission.days) == (date(2003, 7, 8), 48)


def test_a_day_that_is_known_to_the_year_alone_is_never_proven_late(played: Engine) -> None:
    status = played.mandate("A/RES/77/185#16.1", as_of=date(2023, 12, 31)).item.status
    assert status.timeliness != "late"


@pytest.mark.parametrize(
    ("day", "implementation", "timeliness"),
    [
        ("2017-09-11", "open", "due"),
        ("2017-09-12", "open", "overdue"),
        ("2017-12-19", "open", "overdue"),
        ("2017-12-20", "missed", "overdue"),
        ("2019-01-01", "missed", "overdue"),
    ],
)
def test_the_inspectors_report_of_71_244_was_missed(
    played: Engine, day: str, implementation: str, timeliness: str
) -> None:
    status = played.mandate("A/RES/71/244#4.1", **on(day)).item.status
    assert (status.implementation, status.timeliness) == (implementation, timeliness)


def test_its_lateness_stands_still_from_the_day_on_which_it_was_asked_for_again(
    played: Engine,
) -> None:
    found = played.mandate("A/RES/71/244#4.1").item
    assert (found.status.deadline, found.status.days) == ("legal", 100)
    assert found.newer[0].mandate == "A/RES/72/237#3.1"
    assert found.status.legal == "in_force"


def test_what_72_237_asked_again_was_noted_by_73_249(played: Engine) -> None:
    found = played.mandate("A/RES/72/237#3.1").item
    assert found.status.implementation == "considered"
    assert found.occurrences[0].action == "noted"
    assert found.status.legal == "discharged"


@pytest.mark.parametrize(
    ("day", "opens", "status"),
    [
        ("2017-01-01", date(2018, 1, 1), "recorded"),
        ("2018-01-01", date(2019, 6, 1), "recorded"),
        ("2019-06-01", date(2020, 5, 1), "recorded"),
        ("2020-06-01", None, "postponed"),
        ("2021-06-30", date(2021, 6, 1), "recorded"),
    ],
)
def test_the_committee_s_twentieth_session_as_known_in(
    played: Engine, day: str, opens: date | None, status: str
) -> None:
    due = played.mandate("A/RES/71/244#27.1", **on(day)).item.due
    assert due is not None
    assert (due.anchor, due.calendar) == (opens, status)


def test_what_hangs_on_a_session_without_a_date_is_open_ended(played: Engine) -> None:
    found = played.mandate("A/RES/71/244#27.1", as_of=date(2020, 6, 1)).item
    assert found.due is not None
    assert found.due.calendar == "postponed"


def test_the_session_is_one_row_whatever_hangs_on_it(played: Engine) -> None:
    tags = [one.event.tag for one in played.history(TWENTIETH)]
    assert tags == [
        "session.planned.v1", "session.moved.v1", "session.moved.v1", "session.postponed.v1",
        "session.opened.v1", "session.closed.v1",
    ]  # fmt: skip


def test_the_report_became_annual_from_the_72nd_session(played: Engine) -> None:
    asked = played.register(RegisterQuery(text="state of South-South cooperation"))
    terms = [one.due.term for one in asked.items if one.due is not None]
    sessions = sorted(
        term.session
        for term in terms
        if isinstance(term, SessionDue) and isinstance(term.session, int)
    )
    assert sessions[-10:] == list(range(72, 82))


def test_every_answer_says_that_the_clock_was_simulated(played: Engine) -> None:
    assert played.register().basis.clock == "simulated"


def test_the_lineage_of_the_report_of_58_220_is_its_two_forebears(played: Engine) -> None:
    for one in ("A/RES/58/220#12.1", "A/RES/54/226#18.1"):
        ties = {(tie.older, tie.how, tie.mandate) for tie in played.lineage(one).items}
        assert ties == {
            ("A/RES/54/226#2.1", "merged", "A/RES/58/220#12.1"),
            ("A/RES/54/226#18.1", "merged", "A/RES/58/220#12.1"),
        }
    before = played.lineage("A/RES/54/226#18.1", as_of=date(2003, 12, 1))
    assert before.items == ()


# --- money and drafts -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "steps"),
    [
        ("2024-11-20", []),
        ("2024-11-30", [("stated", STATED)]),
        ("2024-12-23", [
            ("stated", STATED), ("stated", STATED), ("reviewed", GRANTED), ("decided", GRANTED),
        ]),
    ],
)  # fmt: skip
def test_507_000_dollars_were_stated_before_79_236_was_adopted(
    played: Engine, day: str, steps: list[tuple[str, Money]]
) -> None:
    draft = text(played, "A/C.2/79/L.15", day)
    assert [(one.step, *one.estimate.amounts) for one in draft.budget] == steps


def test_449_600_dollars_were_approved_with_79_236(played: Engine) -> None:
    found = played.mandate("A/RES/79/236#30.1", **on("2024-12-24")).item
    assert found.status.funding == "approved"
    assert found.money is not None
    assert (found.money.amounts, found.money.shared) == ((GRANTED,), True)
    assert [str(one.document or one.authority) for one in found.money.budget] == [
        "A/C.2/79/L.50", "A/C.5/79/23", "A/79/7/Add.39", "A/79/660", "A/RES/79/236",
    ]  # fmt: skip
    first = found.money.budget[0]
    assert (first.amounts, first.years, first.section, first.posts) == ((STATED,), (2025,), "12", 3)
    assert GRANTED.amount < STATED.amount, "the budget was reduced on its way"


def test_of_the_other_resolutions_nothing_was_said_about_money(played: Engine) -> None:
    approved = played.register(RegisterQuery(funding="approved", every=True))
    assert [one.id for one in approved.items] == ["A/RES/79/236#30.1"]
    assert played.mandate("A/RES/78/167#25.1").item.status.funding == "not_stated"


@pytest.mark.parametrize(
    ("day", "first", "second"),
    [
        ("2025-10-31", None, None),
        ("2025-11-18", ("replaced", "A/C.2/80/L.56"), None),
        ("2025-12-15", ("replaced", "A/C.2/80/L.56"), ("adopted", "A/RES/80/156")),
    ],
)
def test_l_4_was_replaced_by_l_56_which_became_80_156(
    played: Engine, day: str, first: tuple[str, str] | None, second: tuple[str, str] | None
) -> None:
    found = text(played, "A/C.2/80/L.4", day).draft
    assert found is not None
    assert (found.sponsors, found.on_behalf_of) == (("Iraq",), G77)
    assert (found.end and (found.end.how, found.end.by)) == first
    later = text(played, "A/C.2/80/L.56", day).draft if day >= "2025-11-18" else None
    assert (later and later.end and (later.end.how, later.end.by)) == second
    if later:
        assert later.based_on == ("A/C.2/80/L.4",)


def test_a_text_comes_out_later_than_it_is_adopted(played: Engine) -> None:
    for symbol, adopted, issued in (
        ("A/RES/56/202", "2001-12-21", "2002-02-21"), ("A/RES/80/156", "2025-12-15", "2025-12-18"),
    ):  # fmt: skip
        found = text(played, symbol, "2025-12-31")
        assert (str(found.adopted_on), str(found.paper.issued)) == (adopted, issued)
        assert text(played, symbol, adopted).paper.issued is None


# --- names, and two requests answered at once -----------------------------------------------------


def test_the_committee_is_one_under_both_its_names(played: Engine) -> None:
    old, new = played.names(COMMITTEE)
    assert new == COMMITTEE
    assert played.names(old) == (old, new)
    (sub_item,) = played.agenda(AgendaQuery(session="GA/58"), as_of=date(2003, 12, 31)).items
    assert sub_item.title == "South-South cooperation for development"
    (before,) = played.agenda(AgendaQuery(session="GA/58"), as_of=date(2003, 12, 1)).items
    assert before.title != sub_item.title


def test_a_64_504_answers_what_two_resolutions_asked_for(played: Engine) -> None:
    for mandate in ("A/RES/62/209#u1.1", "A/RES/63/233#u1.1"):
        found = played.mandate(mandate, as_of=date(2009, 10, 27)).item
        assert found.status.implementation == "issued"
        assert [one.document for one in found.occurrences[0].reports] == ["A/64/504"]
        assert played.mandate(mandate, as_of=date(2009, 10, 26)).item.status.implementation == (
            "open"
        )
