"""Rhythms: when a task that recurs is due next."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given as any_of
from hypothesis import strategies as st

from mandates.domain.calendar import Calendar
from mandates.domain.days import last_day, months_on
from mandates.domain.due import DateDue, Due, EventDue, SessionDue, words
from mandates.domain.mandate import commands as c
from mandates.domain.mandate import events as e
from mandates.domain.mandate.commands import Announce
from mandates.domain.mandate.state import Mandate
from mandates.domain.rhythm import Rhythm, first, nth
from mandates.domain.rhythm import words as in_words
from mandates.projections.item import show
from spec import GA, M, N, adopted, given, issued, of, on, planned, submitted


def ga(session: int) -> SessionDue:
    return SessionDue(organ="General Assembly", session=session)


def sessions(rhythm: Rhythm, start: SessionDue, count: int) -> list[object]:
    found = (nth(rhythm, start, number) for number in range(1, count + 1))
    return [one.session for one in found if isinstance(one, SessionDue)]


def dates(rhythm: Rhythm, start: str, count: int) -> list[str]:
    found = (nth(rhythm, DateDue(date=start), number) for number in range(1, count + 1))
    return [one.date for one in found if isinstance(one, DateDue)]


def test_a_rhythm_is_told_in_words() -> None:
    """68/265 para 20: annual until the 72nd session, and biennial after that."""
    every = Rhythm(recurrence="other", every=90, unit="day")
    assert in_words(every) == "every 90 days"
    assert in_words(every.model_copy(update={"every": 1, "unit": "working_day"})) == (
        "every working day"
    )
    then = Rhythm(recurrence="biennial")
    assert in_words(Rhythm(recurrence="annual", until=ga(72), then=then)) == (
        "annual until GA/72, then biennial"
    )
    assert in_words(Rhythm(recurrence="every_session")) == "every session"


@pytest.mark.parametrize(
    ("recurrence", "expected"),
    [
        ("annual", [56, 57, 58]),
        ("biennial", [56, 58, 60]),
        ("triennial", [56, 59, 62]),
        ("quadrennial", [56, 60, 64]),
        ("every_session", [56, 57, 58]),
    ],
)
def test_a_named_rhythm_steps_by_sessions_of_the_assembly(
    recurrence: str, expected: list[int]
) -> None:
    assert sessions(Rhythm.model_validate({"recurrence": recurrence}), ga(56), 3) == expected


def test_a_year_of_the_human_rights_council_is_three_sessions() -> None:
    """A/RES/60/251, paragraph 10: no fewer than three sessions a year."""
    start = SessionDue(organ="HRC", session=42)
    assert sessions(Rhythm(recurrence="annual"), start, 3) == [42, 45, 48]
    assert sessions(Rhythm(recurrence="every_session"), start, 3) == [42, 43, 44]


def test_annually_until_and_biennially_thereafter() -> None:
    """A/RES/68/265, paragraph 20: annual to the 72nd session, then every second."""
    rhythm = Rhythm(recurrence="annual", until=ga(72), then=Rhythm(recurrence="biennial"))
    assert sessions(rhythm, ga(69), 6) == [69, 70, 71, 72, 74, 76]


def test_a_rhythm_ends_with_its_term() -> None:
    rhythm = Rhythm(recurrence="annual", until=ga(58))
    assert sessions(rhythm, ga(56), 9) == [56, 57, 58]


@pytest.mark.parametrize(
    ("until", "found"),
    [
        (DateDue(date="2003"), [56, 57, 58]),
        (DateDue(date="2003-06-30"), [56, 57]),
        (SessionDue(organ="General Assembly", year=2002), [56, 57]),
        (SessionDue(organ="ECOSOC", year=2002), [56, 57]),
        (SessionDue(organ="Human Rights Council", session=4), [56, 57, 58, 59, 60]),
    ],
    ids=["a year", "a day", "a session by its year", "of another body", "of unknown years"],
)
def test_a_rhythm_of_sessions_ends_with_a_date_or_a_year_too(until: Due, found: list[int]) -> None:
    """The 58th session opens in September 2003. What cannot be compared ends nothing."""
    assert sessions(Rhythm(recurrence="annual", until=until), ga(56), 5) == found


def test_a_session_that_is_told_by_its_year_is_not_taken_for_a_number() -> None:
    rhythm = Rhythm(recurrence="annual", until=ga(58))
    start = SessionDue(organ="General Assembly", year=2001)
    found = [nth(rhythm, start, number) for number in range(1, 5)]
    assert [one and one.session_id for one in found if isinstance(one, SessionDue)] == [
        "GA/56", "GA/57", "GA/58",
    ]  # fmt: skip


def test_every_90_days_counts_from_the_first() -> None:
    every = Rhythm(recurrence="other", every=90, unit="day")
    assert dates(every, "2019-05-15", 3) == ["2019-05-15", "2019-08-13", "2019-11-11"]


def test_months_keep_the_day_or_take_the_last_there_is() -> None:
    assert dates(Rhythm(recurrence="quarterly"), "2015-11-30", 3) == [
        "2015-11-30", "2016-02-29", "2016-05-31",
    ]  # fmt: skip
    assert dates(Rhythm(recurrence="annual"), "2016-02-29", 3) == [
        "2016-02-29", "2017-02-28", "2018-02-28",
    ]  # fmt: skip
    assert dates(Rhythm(recurrence="other", every=2, unit="month"), "2015-01-15", 2) == [
        "2015-01-15", "2015-03-15",
    ]  # fmt: skip


def test_what_is_known_to_a_month_or_a_year_stays_known_to_that() -> None:
    assert dates(Rhythm(recurrence="biennial"), "2016-06", 2) == ["2016-06", "2018-06"]
    assert dates(Rhythm(recurrence="annual"), "2016", 2) == ["2016", "2017"]


def test_a_rhythm_on_a_condition_has_no_next() -> None:
    assert nth(Rhythm(recurrence="annual"), EventDue(text="when asked"), 2) is None


def test_what_falls_on_the_29th_is_on_the_29th_again_after_february() -> None:
    assert dates(Rhythm(recurrence="quarterly"), "2014-11-29", 4) == [
        "2014-11-29", "2015-02-28", "2015-05-29", "2015-08-29",
    ]  # fmt: skip


def test_without_a_start_it_starts_at_the_next_regular_session() -> None:
    assert first(Rhythm(recurrence="biennial"), "General Assembly", 54, date(1999, 12, 22)) == ga(
        55
    )


def test_the_economic_and_social_council_counts_its_sessions_by_years() -> None:
    start = first(
        Rhythm(recurrence="annual"), "Economic and Social Council", 2013, date(2013, 7, 1)
    )
    assert start == SessionDue(organ="ECOSOC", session=2014)


def test_without_sessions_it_starts_one_interval_after_the_adoption() -> None:
    start = first(Rhythm(recurrence="semiannual"), "Security Council", 2019, date(2019, 5, 3))
    assert start == DateDue(date="2019-11-03")
    every = Rhythm(recurrence="other", every=90, unit="day")
    assert first(every, "Security Council", None, date(2019, 5, 15)) == DateDue(date="2019-08-13")


@any_of(st.dates(date(1946, 1, 1), date(2100, 1, 1)), st.integers(0, 600))
def test_months_on_fall_in_the_month_that_is_so_many_on(day: date, months: int) -> None:
    later = months_on(day, months)
    assert later is not None
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == min(day.day, last_day(f"{later.year:04}-{later.month:02}").day)


def tick(day: str) -> Announce:
    return Announce(mandate="A/RES/54/226#2.2", on=day)


def test_the_next_occurrence_opens_when_its_first_deadline_arrives() -> None:
    """The one before stays open beside it until it is delivered, missed or waived."""
    annual = adopted(due=ga(56), recurrence="annual")
    calendar = (of("GA/56", on("2000-11-03", planned("2001-09-11"))),
                of("GA/57", on("2000-11-03", planned("2002-09-10"))))  # fmt: skip
    story = given(annual, *calendar)
    opened = e.OccurrenceOpened(occurrence=2, due=ga(57), said_for=date(2002, 7, 2))
    assert opened not in story.when(tick("2002-07-01")).events
    assert opened in story.when(tick("2002-07-02")).events


def test_the_next_occurrence_opens_when_the_one_before_is_closed() -> None:
    annual = adopted(due=ga(56), recurrence="annual")
    done = of(
        M,
        on("2001-12-21", e.Considered(occurrence=1, authority="A/RES/56/202")),
        on("2001-12-21", e.Completed(occurrence=1)),
    )
    opened = e.OccurrenceOpened(occurrence=2, due=ga(57), said_for=date(2001, 12, 21))
    assert opened in given(annual, done).when(tick("2001-12-22")).events


def test_a_deferral_moves_one_due_point_and_not_the_rhythm() -> None:
    annual = adopted(due=ga(56), recurrence="annual")
    put_off = e.Deferred(occurrence=1, what="delivery", to=ga(58), authority="A/DEC/56/464")
    story = given(annual, of(M, on("2001-03-01", put_off)))
    opened = [
        one for one in story.when(tick("2002-07-10")).events if isinstance(one, e.OccurrenceOpened)
    ]
    assert [one.due for one in opened] == [ga(57)]


def test_a_rhythm_goes_on_to_the_end_to_which_its_mandate_is_extended() -> None:
    phases = Rhythm(
        recurrence="annual", until=ga(57), then=Rhythm(recurrence="biennial", until=ga(61))
    )
    one_phase = Rhythm(recurrence="annual", until=ga(57))
    annual = adopted(due=ga(56), recurrence="annual", rhythm=one_phase)
    both = adopted(due=ga(56), recurrence="annual", rhythm=phases)
    longer = on("2001-12-21", e.Extended(until=ga(62), authority="A/RES/56/202"))

    def coming(*facts: Any) -> list[str]:
        mandate = given(*facts).mandate()
        assert mandate is not None
        return [words(due) for n in range(1, 7) if (due := mandate.following(n)) is not None]

    assert coming(annual) == ["GA/57"]
    assert coming(annual, longer) == ["GA/57", "GA/58", "GA/59", "GA/60", "GA/61", "GA/62"]
    assert coming(both) == ["GA/57", "GA/59", "GA/61"]
    assert coming(both, on("2001-12-21", e.Extended(until=ga(64), authority="A/RES/56/202"))) == [
        "GA/57", "GA/59", "GA/61", "GA/63",
    ]  # fmt: skip


def test_its_next_session_is_the_one_after_the_session_that_asked() -> None:
    asked = adopted(due=EventDue(text="at its next session"))
    given(asked).shows(due="GA/55")


def test_what_recurs_from_the_next_session_on_goes_on_from_there() -> None:
    """ "To report annually, beginning at its next session"."""
    mandate = given(
        adopted(due=EventDue(text="at its next session"), recurrence="annual")
    ).mandate()
    assert mandate is not None
    assert [words(due) for n in (1, 2) if (due := mandate.following(n))] == ["GA/56", "GA/57"]


def test_the_next_session_of_another_body_is_not_guessed() -> None:
    other = EventDue(organ="Commission on the Status of Women", text="at its next session")
    given(adopted(due=other)).shows(due="at its next session")


def test_the_next_two_cycles_are_shown_as_forecasts() -> None:
    annual = adopted(due=ga(56), recurrence="annual")
    state = given(annual).mandate()
    assert state is not None
    coming = show(state, Calendar(date(2000, 12, 1)), date(2000, 12, 1)).forecast
    assert [(one.term, one.opens) for one in coming] == [
        (ga(57), date(2002, 9, 10)), (ga(58), date(2003, 9, 9)),
    ]  # fmt: skip


def test_a_point_that_the_text_does_not_give_is_shown_as_inferred() -> None:
    """Annual reports, and no word from when on: the next regular session, and the one after."""
    second = on("2002-01-01", e.OccurrenceOpened(occurrence=2, due=ga(56)))
    story = given(adopted(due=None, recurrence="annual"), second)

    def points(mandate: Mandate | None) -> list[tuple[Any, bool]]:
        assert mandate is not None
        shown = show(mandate, Calendar(date(2002, 12, 1)), date(2002, 12, 1)).occurrences
        return [(one.due.term, one.due.inferred) for one in shown if one.due]

    assert points(story.mandate()) == [(ga(55), True), (ga(56), True)]
    right = c.Correct(
        mandate=M, field="due", value=ga(57).model_dump(mode="json"), reason="read again",
        occurrence=1, on="2002-02-01",
    )  # fmt: skip
    assert points(story.when(right).after.mandate()) == [(ga(57), False), (ga(58), False)]
    put_off = c.Defer(mandate=M, to=ga(57), authority=GA, occurrence=2, on="2002-02-01")
    assert points(story.when(put_off).after.mandate()) == [(ga(55), True), (ga(57), False)]


QUARTERLY = adopted(due=DateDue(date="2022-10-10"), recurrence="quarterly")
FIRST_CAME = (on("2022-10-03", submitted()), on("2022-10-03", issued()))


def test_a_report_that_comes_before_its_day_opens_the_next_point() -> None:
    """The first one came and nobody considered it; the second is due on 10 January."""
    early = c.SubmitReport(document="S/2023/21", answers=((M, 2),), on="2023-01-06")
    second = e.OccurrenceOpened(occurrence=2, due=DateDue(date="2023-01-10"))
    came = given(QUARTERLY, *FIRST_CAME).when(early)
    assert came.events[1:] == [second, submitted("S/2023/21", 2)]
    came.shows("2023-01-10", legal_is="met", open=[1, 2])
    too_far = early.model_copy(update={"answers": ((M, 3),)})
    given(QUARTERLY, *FIRST_CAME).when(too_far).then_refused("there is no occurrence 3")
    once = early.model_copy(update={"answers": ((N, 2),)})
    given(of(N, on("2022-06-29", adopted(N)))).when(once).then_refused("there is no occurrence 2")


def test_what_time_had_opened_by_then_is_overtaken_by_a_report_that_is_entered_late() -> None:
    opened = on("2023-01-10", e.OccurrenceOpened(
        occurrence=2, due=DateDue(date="2023-01-10"), said_for=date(2023, 1, 10),
    ))  # fmt: skip
    early = c.SubmitReport(document="S/2023/21", answers=((M, 2),), on="2023-01-06")
    came = given(QUARTERLY, *FIRST_CAME, opened).when(early)
    assert came.error is None
    came.shows("2023-01-10", legal_is="met", open=[1, 2])


def test_a_report_answers_the_point_for_which_nothing_came() -> None:
    """Not the one before it, which only waits to be considered; that is what is considered."""
    opened = on("2023-01-10", e.OccurrenceOpened(occurrence=2, due=DateDue(date="2023-01-10")))
    story = given(QUARTERLY, *FIRST_CAME, opened)
    report = c.SubmitReport(document="S/2023/21", answers=((M, None),), on="2023-01-12")
    assert story.when(report).events[-1] == submitted("S/2023/21", 2)
    missed = story.when(c.Miss(mandate=M, on="2023-01-20")).events
    assert [one.occurrence for one in missed if isinstance(one, e.Missed)] == [2]
    dealt_with = story.when(c.Consider(mandate=M, action="noted", on="2023-01-20")).events
    assert [one.occurrence for one in dealt_with if isinstance(one, e.Considered)] == [1]
    put_off = c.Defer(mandate=M, to=DateDue(date="2023-03-01"), authority=GA, on="2023-01-12")
    (later,) = story.when(put_off).events
    assert isinstance(later, e.Deferred)
    assert later.occurrence == 1
