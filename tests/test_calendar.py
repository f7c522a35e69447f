"""The calendar: what is recorded, what a rule forecasts, and from when on each was known."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mandates.domain.calendar import Calendar, Window, sessions_behind
from mandates.domain.due import OpenDue, SessionDue
from mandates.domain.rules_of_procedure import (
    after_second_monday,
    third_tuesday,
    tuesday_of_second_week,
    tuesday_of_third_week,
)
from mandates.domain.session import Closed, Moved, Opened, Postponed
from spec import given, of, on, planned


def day(text: str) -> date:
    return date.fromisoformat(text)


def calendar(as_of: str, *facts: Any) -> Calendar:
    return given(*facts).calendar(day(as_of))


def opens(session: str, as_of: str, *facts: Any) -> str | None:
    window = calendar(as_of, *facts).window(session)
    return window.opens.isoformat() if window else None


def closes(session: str, as_of: str, *facts: Any) -> str | None:
    window = calendar(as_of, *facts).window(session)
    return window.closes.isoformat() if window and window.closes else None


# --- rules --------------------------------------------------------------------------------------


def test_the_rules_give_every_opening_from_the_40th_to_the_85th_session(corpus: Path) -> None:
    """But for the 56th, which slipped a day: its rule gave 11 September 2001."""
    rows = _rows(corpus)
    assert len(rows) == 46
    forecast = {n: opens(f"GA/{n}", max(row["opening_date"], "2021-09-10")) for n, row in rows}
    actual = {n: row["opening_date"] for n, row in rows}
    assert forecast.pop("56") == "2001-09-11"
    assert actual.pop("56") == "2001-09-12"
    assert forecast == actual


def test_each_session_was_forecast_by_the_rule_then_in_force(corpus: Path) -> None:
    """A year before it opened, wherever that day was not fixed ad hoc."""
    for n, row in _rows(corpus):
        year_before = f"{int(row['year']) - 1}-12-31"
        if row["rule_date"] and n not in ("58",):
            assert opens(f"GA/{n}", year_before) == row["rule_date"], n


def test_a_session_closes_the_day_before_the_next_opens(corpus: Path) -> None:
    """As sourced, but for the 54th, 66th and 74th, which closed on the day itself."""
    odd: list[str] = []
    for n, row in _rows(corpus):
        if row["closing_status"] == "sourced":
            derived = closes(f"GA/{n}", "2026-01-01")
            if derived != row["closing_date"]:
                odd.append(n)
    assert odd == ["54", "66", "74"]


def _rows(corpus: Path) -> list[tuple[str, dict[str, str]]]:
    with (corpus / "domain" / "ga_sessions.csv").open(encoding="utf-8") as file:
        return [(row["session"], row) for row in csv.DictReader(file)]


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        (third_tuesday, ["1985-09-17", "1992-09-15", "1997-09-16"]),
        (after_second_monday, ["2001-09-11", "2002-09-10", "2008-09-09", "2014-09-09"]),
        (tuesday_of_third_week, ["2003-09-16", "2007-09-18", "2012-09-18", "2018-09-18"]),
        (tuesday_of_second_week, ["2023-09-05", "2024-09-10", "2029-09-11"]),
    ],
)
def test_each_rule_gives_the_days_that_are_known(rule: Any, days: list[str]) -> None:
    assert [rule(day(text).year).isoformat() for text in days] == days


@pytest.mark.parametrize("year", range(1990, 2060))
def test_every_rule_gives_a_tuesday_of_september(year: int) -> None:
    for rule in (
        third_tuesday, after_second_monday, tuesday_of_third_week, tuesday_of_second_week,
    ):  # fmt: skip
        found = rule(year)
        assert (found.year, found.month, found.weekday()) == (year, 9, 1)


def test_the_week_of_1_september_counts_only_if_it_holds_a_working_day() -> None:
    """1 September 2018 was a Saturday, of 2019 a Sunday, of 2017 a Friday."""
    assert [tuesday_of_third_week(year).day for year in (2017, 2018, 2019)] == [12, 18, 17]


def test_a_rule_is_known_from_the_day_of_its_resolution() -> None:
    """A/INF/71/1 (2017) projected 12 September 2023, 17 September 2024, 16 September 2025."""
    for session, before, after in (
        ("GA/78", "2023-09-12", "2023-09-05"),
        ("GA/79", "2024-09-17", "2024-09-10"),
        ("GA/80", "2025-09-16", "2025-09-09"),
        ("GA/81", "2026-09-15", "2026-09-08"),
    ):
        assert opens(session, "2021-09-09") == before
        assert opens(session, "2021-09-10") == after


def test_the_77th_session_still_opened_by_the_old_rule() -> None:
    assert opens("GA/77", "2022-01-01") == "2022-09-13"


def test_no_session_of_the_economic_and_social_council_opened_before_its_rule_was_made() -> None:
    """A/RES/68/1 is of September 2013: the first July after it opened the session of 2015."""
    assert opens("ECOSOC/2014", "2016-01-01") == "2014-02-04"
    assert opens("ECOSOC/2015", "2016-01-01") == "2014-07-01"
    assert closes("ECOSOC/2014", "2016-01-01") == "2014-07-31"


def test_an_opening_that_was_fixed_ad_hoc_holds_for_that_session_alone() -> None:
    """Resolution 52/232 of 4 June 1998: the 53rd opens on Wednesday 9 September."""
    assert opens("GA/53", "1998-06-03") == "1998-09-15"
    assert opens("GA/53", "1998-06-04") == "1998-09-09"
    assert opens("GA/54", "1998-06-04") == "1999-09-21"


def test_every_day_that_a_rule_ever_set_is_remembered_once() -> None:
    changes = calendar("2021-09-10").openings("GA/78")
    assert [(str(one.day), one.authority) for one in changes] == [
        ("2023-09-19", "original rule 1"),
        ("2023-09-12", "A/RES/55/14"),
        ("2023-09-05", "A/RES/75/325"),
    ]


@pytest.mark.parametrize(
    "session",
    ["HRC/46", "GA/S-27", "GA/0", "GA/99999", "GA/2001", "GA/", "GA", "SC/1", "GA/\u00b2"],
)
def test_what_no_rule_opens_is_not_forecast(session: str) -> None:
    assert calendar("2026-01-01").window(session) is None


# --- what is recorded -----------------------------------------------------------------------------

PLANNED = of("GA/56", on("2000-11-03", planned("2001-09-11")))
OPENED = of("GA/56", on("2001-09-12", Opened(opened=day("2001-09-12"))))


def test_a_forecast_says_so_and_names_its_rule() -> None:
    assert calendar("2001-01-01").window("GA/56") == Window(
        "GA/56", day("2001-09-11"), day("2002-09-09"), "forecast", "A/RES/55/14",
        "GA/56@rule A/RES/55/14",
    )  # fmt: skip


def test_what_is_recorded_says_so_and_counts_its_versions() -> None:
    assert calendar("2001-12-01", PLANNED, OPENED).window("GA/56") == Window(
        "GA/56", day("2001-09-12"), day("2002-09-09"), "recorded", None, "GA/56@2"
    )


def test_the_56th_session_slipped_a_day() -> None:
    assert opens("GA/56", "2001-09-11", PLANNED, OPENED) == "2001-09-11"
    assert opens("GA/56", "2001-09-12", PLANNED, OPENED) == "2001-09-12"


def test_once_a_day_is_recorded_later_rules_do_not_count() -> None:
    early = of("GA/78", on("2020-01-01", planned("2023-09-19")))
    assert opens("GA/78", "2023-01-01", early) == "2023-09-19"
    changes = calendar("2023-01-01", early).openings("GA/78")
    assert [str(one.day) for one in changes] == ["2023-09-19", "2023-09-12", "2023-09-19"]


def test_a_session_closes_when_the_next_one_opens_until_its_closing_is_recorded() -> None:
    """The 74th was to close on 14 September 2020, and by decision 74/563 did on the 15th."""
    assert closes("GA/74", "2020-01-01") == "2020-09-14"
    moved = of("GA/74", on("2020-08-31", Moved(closes="2020-09-15", authority="A/DEC/74/563")))
    assert closes("GA/74", "2020-08-30", moved) == "2020-09-14"
    assert closes("GA/74", "2020-09-01", moved) == "2020-09-15"


def test_a_move_of_the_next_session_moves_the_closing() -> None:
    later = of("GA/57", on("2002-06-01", planned("2002-09-17")))
    assert closes("GA/56", "2002-05-31", PLANNED, later) == "2002-09-09"
    assert closes("GA/56", "2002-06-01", PLANNED, later) == "2002-09-16"


def test_a_session_of_one_day_closes_on_the_day_on_which_it_opens() -> None:
    one_day = of("GA/S-26", on("2001-01-10", planned("2001-06-25", "2001-06-25")))
    assert closes("GA/S-26", "2001-02-01", one_day) == "2001-06-25"


def test_from_a_recorded_closing_on_the_next_session_tells_nothing_of_it() -> None:
    early = of("GA/57", on("2001-11-01", planned("2002-09-10")))
    closing = of("GA/56", on("2002-06-01", Moved(closes="2002-09-16")))
    later = of("GA/57", on("2002-07-01", Moved(opens="2002-09-24")))
    known = calendar("2002-08-01", PLANNED, early, closing, later).closings("GA/56")
    days = [one.day for one in known if one.version or one.since >= day("2001-11-01")]
    assert days == [day("2002-09-09"), day("2002-09-16")]


def test_a_recorded_closing_does_not_make_the_opening_recorded() -> None:
    closed = of("GA/56", on("2002-09-09", Closed(closed=day("2002-09-09"))))
    window = calendar("2002-10-01", closed).window("GA/56")
    assert window is not None
    assert (window.status, window.closes) == ("forecast", day("2002-09-09"))
    assert calendar("2022-10-01", of("HRC/46", closed[0])).window("HRC/46") is None


def test_a_session_without_rule_or_recorded_closing_has_no_known_end() -> None:
    council = of("HRC/46", on("2020-12-07", planned("2021-02-22")))
    assert opens("HRC/46", "2021-01-01", council) == "2021-02-22"
    assert closes("HRC/46", "2021-01-01", council) is None
    assert closes("HRC/46", "2021-01-01", of("HRC/46", planned("2021-02-22", "2021-03-24"))) == (
        "2021-03-24"
    )


def test_the_closing_of_a_rule_that_lies_before_a_moved_opening_is_none() -> None:
    late = of("ECOSOC/2014", on("2014-01-15", planned("2014-08-04")))
    assert closes("ECOSOC/2014", "2014-02-01") == "2014-07-31"
    assert opens("ECOSOC/2014", "2014-02-01", late) == "2014-08-04"
    assert closes("ECOSOC/2014", "2014-02-01", late) is None


def test_the_main_part_of_the_assembly_s_session_opens_with_it() -> None:
    """Known to the day, so that what is due there has all its deadlines."""
    opened = of("GA/61", on("2006-09-12", Opened(opened=day("2006-09-12"))))
    main = calendar("2006-10-01", opened).window("GA/61/main")
    assert main == Window(
        "GA/61/main", day("2006-09-12"), day("2006-12-31"), "recorded", None, "GA/61@1"
    )
    assert (opens("GA/61/main", "2006-01-01"), opens("GA/61/first-resumed", "2006-01-01")) == (
        "2006-09-12", "2007-03-01",
    )  # fmt: skip
    moved = of("GA/61/main", on("2006-09-20", planned("2006-10-02")))
    assert opens("GA/61/main", "2006-10-01", opened, moved) == "2006-10-02"
    put_off = of("GA/61", on("2006-08-01", Postponed()))
    assert calendar("2006-10-01", put_off).postponed("GA/61/main")
    assert opens("GA/61/main", "2006-10-01", put_off) is None


def test_practice_tells_no_day_of_a_part_whose_own_day_is_recorded() -> None:
    resumed = of("GA/61/first-resumed", on("2007-01-15", planned("2007-03-12")))
    known = calendar("2007-02-01", resumed).openings("GA/61/first-resumed")
    assert [one.day for one in known] == [day("2007-03-12")]


def test_the_days_of_a_session_rest_on_it_and_on_the_next() -> None:
    assert sessions_behind(SessionDue(organ="GA", session=56)) == ("GA/56", "GA/57")
    assert sessions_behind(SessionDue(organ="HRC", session=46)) == ("HRC/46",)
    assert sessions_behind(SessionDue(organ="GA", session="S-27")) == ("GA/S-27",)
    part = SessionDue(organ="GA", session=61, part="second resumed")
    assert sessions_behind(part) == ("GA/61", "GA/61/second-resumed", "GA/62")
    assert sessions_behind(OpenDue()) == sessions_behind(None) == ()
