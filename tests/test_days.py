"""Days, months and years as ISO 8601 text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given as any_of
from hypothesis import strategies as st
from pydantic import ValidationError

from mandates import Note, OpenSession, PlanSession
from mandates.domain.days import ONE_DAY, day_from, first_day, last_day, precision
from mandates.domain.due import DateDue, RelativeDue, Unit, parse
from mandates.domain.resolution import within
from mandates.domain.rhythm import Rhythm, nth


@pytest.mark.parametrize(
    ("partial", "first", "last"),
    [
        ("2001-09-12", "2001-09-12", "2001-09-12"),
        ("2001-09", "2001-09-01", "2001-09-30"),
        ("2001", "2001-01-01", "2001-12-31"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2015-02", "2015-02-01", "2015-02-28"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("2000-02", "2000-02-01", "2000-02-29"),
        ("2016-02-29", "2016-02-29", "2016-02-29"),
        ("1999-12", "1999-12-01", "1999-12-31"),
    ],
)
def test_a_day_a_month_and_a_year_have_a_first_and_a_last_day(
    partial: str, first: str, last: str
) -> None:
    assert (first_day(partial).isoformat(), last_day(partial).isoformat()) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "", "2001-9-12", "2001-13", "2001-00", "2001-00-05", "2001-09-00", "2015-02-29",
        "2001-09-31", "0000", "0000-01-01", "20010912", "2001-09-12T00:00", " 2001", "2001-09-12\n",
        "\u0662\u0660\u0660\u0661", "12 September 2001",
    ],
)  # fmt: skip
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no day"):
        first_day(text)
    with pytest.raises(ValueError, match="is no day"):
        last_day(text)


def test_how_much_is_known() -> None:
    assert [precision(text) for text in ("2001-09-12", "2001-09", "2001")] == [
        "day", "month", "year",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("recorded_on", "day"),
    [("2001-05-31", "2001-06-30"), ("2001-06-12", "2001-06-12"), ("2001-07-01", "2001-06-30")],
)
def test_a_month_holds_for_sure_from_its_end_or_from_when_it_was_written_down_in_it(
    recorded_on: str, day: str
) -> None:
    assert day_from("2001-06", date.fromisoformat(recorded_on)) == date.fromisoformat(day)


@pytest.mark.parametrize("text", ["0001-01-01", "0201-06-30", "0999-12", "9000", "9999-12-31"])
def test_no_day_is_taken_from_which_no_calendar_counts(text: str) -> None:
    """Else what is recorded of one session could never be answered of any, nor announced."""
    for wish, field in ((PlanSession, "opens"), (DateDue, "date"), (Note, "on")):
        with pytest.raises(ValidationError, match="outside the years 1000 to 8999"):
            wish.model_validate({"session": "GA/56", "mandate": "A/RES/54/226#2.2", field: text})
    with pytest.raises(ValueError, match=f"^'{text}' lies outside the years 1000 to 8999$"):
        parse(text)
    with pytest.raises(ValidationError, match="outside the years"):
        OpenSession(session="GA/56", opened=last_day(text))


@pytest.mark.parametrize("unit", ["day", "week", "month", "year", "working_day"])
def test_a_time_beyond_all_calendars_gives_no_day(unit: Unit) -> None:
    since = date(2001, 1, 10)
    for amount in (3_000_000, 10**30, -(10**30)):
        term = RelativeDue(amount=amount, unit=unit, after="adoption")
        assert within(term, since) == (since if unit == "working_day" and amount < 0 else None)
    every = Rhythm(recurrence="other", every=10**12, unit=unit)
    assert nth(every, DateDue(date="2001-01-10"), 2) is None
    assert nth(Rhythm(recurrence="annual"), DateDue(date="8999-01-10"), 2) is None


def test_a_rhythm_goes_on_and_not_back() -> None:
    """Else a tick would open due points for ever."""
    for every in (0, -1):
        with pytest.raises(ValidationError, match="every"):
            Rhythm(recurrence="other", every=every, unit="day")


@any_of(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(0, 40))
def test_working_days_are_counted_one_by_one(since: date, amount: int) -> None:
    day, left = since, amount
    while left > 0:
        day += ONE_DAY
        left -= day.weekday() < 5
    assert within(RelativeDue(amount=amount, unit="working_day", after="adoption"), since) == day
