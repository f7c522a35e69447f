"""Due terms: every form in which a text says when."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandates.adapters.reading.acts import dues, reader
from mandates.domain import ordinals
from mandates.domain.due import DUE

GA = "General Assembly"


def terms(clause: str, body: str = GA) -> list[dict[str, Any]]:
    return [due.term for due in dues.find(clause, body)]


def session(
    number: int | str, organ: str = GA, bound: str = "at", part: str | None = None
) -> tuple[Any, ...]:
    return (organ, number, bound, part)


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("to report at its fifty-sixth session", [session(56)]),
        ("to report at its fifty\u2011sixth session", [session(56)]),
        ("to report by the end of its sixty-first session", [session(61, bound="by_end")]),
        ("to report no later than at its eighty-first session", [session(81)]),
        ("to report before the fifty-second session of the Human Rights Council",
         [session(52, "Human Rights Council", "before")]),
        ("to report at its seventy-ninth and eightieth sessions", [session(79), session(80)]),
        ("to report at its forty-sixth, forty-ninth and fifty-second sessions, respectively",
         [session(46), session(49), session(52)]),
        ("to report at the main part of its sixty-fourth session", [session(64, part="main part")]),
        ("to report at the first part of its resumed seventy-third session",
         [session(73, part="first part")]),
        ("to the Commission on the Status of Women at its sixty-eighth session and to report to "
         "the General Assembly at its eightieth session",
         [session(68, "Commission on the Status of Women"), session(80)]),
        ("to report at its one hundred and first session", [session(101)]),
        ("to meet at its twenty-seventh special session", [session("S-27")]),
        ("to include in the provisional agenda of its ninetieth session", [session(90)]),
    ],
)  # fmt: skip
def test_sessions_are_read_with_their_body_bound_and_part(
    clause: str, expected: list[tuple[Any, ...]]
) -> None:
    found = [(t["organ"], t["session"], t["bound"], t["part"]) for t in terms(clause)]
    assert found == expected


@pytest.mark.parametrize(
    ("clause", "date"),
    [
        ("to report by 31 January 2025", "2025-01-31"),
        ("to report no later than August 2018", "2018-08"),
        ("to report by the end of 2016", "2016-12-31"),
        ("to report by the end of January 2020", "2020-01-31"),
        ("to extend the mandate until 29 February 2016", "2016-02-29"),
        ("to follow up on the programme in 2022", "2022"),
    ],
)
def test_dates_are_as_precise_as_the_text(clause: str, date: str) -> None:
    (term,) = terms(clause)
    assert (term["kind"], term["date"]) == ("date", date)


@pytest.mark.parametrize(
    ("clause", "text", "amount", "unit"),
    [
        ("to report within six months", "within six months", 6, "month"),
        ("to report within 15 days of the adoption", "within 15 days of the adoption", 15, "day"),
        ("to reply within five working days", "within five working days", 5, "working_day"),
    ],
)
def test_relative_terms_keep_their_words(clause: str, text: str, amount: int, unit: str) -> None:
    (term,) = terms(clause)
    assert (term["kind"], term["text"], term["amount"], term["unit"]) == (
        "relative",
        text,
        amount,
        unit,
    )


def test_the_year_of_a_session_stands_for_its_number() -> None:
    (term,) = terms("to report at its 2025 session", "Economic and Social Council")
    assert (term["session"], term["year"], term["organ"]) == (
        None,
        2025,
        "Economic and Social Council",
    )


def test_events_are_kept_in_words() -> None:
    (term,) = terms("to report at its next session")
    assert term == {"kind": "event", "text": "at its next session"}


@pytest.mark.parametrize(
    "clause",
    [
        "to implement the decision adopted by the Conference of the Parties at its twelfth session",
        "to achieve the goals by 2030",
        "to study the report submitted to the Council at its tenth session",
    ],
)
def test_what_is_past_or_a_goal_is_not_due(clause: str) -> None:
    assert terms(clause) == []


def test_at_that_session_means_the_one_named_before() -> None:
    text = (
        "Decides to include in the provisional agenda of its fifty-sixth session the item, and "
        "requests the Secretary-General to present to it at that session a report;"
    )
    act = reader.read([reader.Entry("1", text)], GA)[0][-1]
    assert (act["due"]["session"], act["due"]["text"]) == (56, "at that session")


@given(st.integers(1, 999))
def test_every_ordinal_is_read_as_the_number_it_is(number: int) -> None:
    (term,) = terms(f"to report at its {ordinals.words_of(number)} session")
    assert term["session"] == number
    assert DUE.validate_python(term)
