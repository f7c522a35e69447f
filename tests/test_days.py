"""Days, months and years as ISO 8601 text."""

from __future__ import annotations

from datetime import date

import pytest

from mandates.domain.days import day_from, first_day, last_day, precision


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
