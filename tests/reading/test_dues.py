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
        ("to report no later than at its eighty-first session", [session(81, GA, "by")]),
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
        ("to report, with effect from its tenth session, every year", [session(10)]),
        ("to report at the Council/Forum\u2019s tenth regular session",
         [session(10, "Economic and Social Council")]),
        ("to report to the Oil and Lamps Board at its tenth executive session",
         [session(10, "Oil and Lamps Board")]),
        ("to report to the Assembly, through the Economic and Social Council, at its tenth session",
         [session(10)]),
        ("to report to the Assembly, through the Commission on Oil at its ninth session",
         [session(9, "Commission on Oil")]),
        ("to report to the Fifth Committee at its tenth session", [session(10)]),
        ("to report on the progress made in lighting lamps at its tenth session", [session(10)]),
        ("to submit the lists requested in paragraphs 5 and 9 as one report at its tenth session",
         [session(10)]),
        ("to submit a report to the Eightieth World Health Assembly",
         [session(80, "World Health Assembly")]),
        ("to report to the tenth meeting of the Conference of the Parties",
         [session(10, "Conference of the Parties")]),
        ("to provide services to the tenth Meeting of States Parties", []),
    ],
)  # fmt: skip
def test_sessions_are_read_with_their_body_bound_and_part(
    clause: str, expected: list[tuple[Any, ...]]
) -> None:
    found = [(t["organ"], t["session"], t["bound"], t["part"]) for t in terms(clause)]
    assert found == expected


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("to report to the Assembly at its tenth session, through the Economic and Social Council",
         [(10, "Economic and Social Council")]),
        ("to report, through the Council at its substantive session of 1955, to the Assembly at "
         "its tenth session", [(None, None), (10, "Economic and Social Council")]),
        ("to report, through the Commission on Oil, to the Assembly at its tenth and twelfth "
         "sessions", [(10, "Commission on Oil"), (12, "Commission on Oil")]),
        ("to report to the Assembly, through the Commission on Oil at its ninth session",
         [(9, None)]),
        ("to submit wicks to the Commission on Oil at its ninth session and to report to the "
         "Assembly at its tenth session through the Economic and Social Council",
         [(9, None), (10, "Economic and Social Council")]),
        ("to report to the Assembly at its tenth session on lamps lit through the Commission on "
         "Oil", [(10, None)]),
        ("to light lamps through the Commission on Oil, and report to the Assembly at its tenth "
         "session", [(10, None)]),
        ("to report to the Assembly at its tenth session through the Fund for Lamps", [(10, None)]),
    ],
)  # fmt: skip
def test_through_whom_a_report_reaches_the_body_that_it_is_due_to(
    clause: str, expected: list[tuple[int | None, str | None]]
) -> None:
    assert [(term["session"], term.get("via")) for term in terms(clause)] == expected


@pytest.mark.parametrize(
    ("clause", "date"),
    [
        ("to report by 31 January 2025", "2025-01-31"),
        ("to report no later than August 2018", "2018-08"),
        ("to report by the end of 2016", "2016-12-31"),
        ("to report by the end of January 2020", "2020-01-31"),
        ("to extend the mandate until 29 February 2016", "2016-02-29"),
        ("to follow up on the programme in 2022", "2022"),
        ("to hold a special session in 2024", "2024"),
        ("to convene the fourth conference on lamps and oil in 2028", "2028"),
        ("to report every four years, starting in 2027", "2027"),
        ("to submit the report requested by 1 May 2030, by 1 May 2031 instead", "2031-05-01"),
        ("to terminate the mandate as of 31 December 2023", "2023-12-31"),
        ("to implement its decisions by the year 2010", "2010"),
        ("to extend the mandate through 31 December 2031", "2031-12-31"),
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
        ("to report in 30 days of its adoption", "in 30 days of its adoption", 30, "day"),
        ("to meet within the next three weeks", "within the next three weeks", 3, "week"),
        ("to report within 24 hours", "within 24 hours", 1, "day"),
        ("to report within seventeen days", "within seventeen days", 17, "day"),
        ("to report within seventy-five days", "within seventy-five days", 75, "day"),
        ("to report within a hundred days", "within a hundred days", 100, "day"),
        (
            "to report within one hundred and fifty days",
            "within one hundred and fifty days",
            150,
            "day",
        ),
        (
            "to report one hundred twenty days after its adoption",
            "one hundred twenty days after its adoption",
            120,
            "day",
        ),
        (
            "to report seventy-five days after its adoption",
            "seventy-five days after its adoption",
            75,
            "day",
        ),
        (
            "to report several weeks after its adoption",
            "several weeks after its adoption",
            None,
            None,
        ),
        (
            "that the Board within ten days of the adoption of this text shall report",
            "within ten days of the adoption of this text",
            10,
            "day",
        ),
        (
            "to report 60 days after the adoption of this resolution on oil",
            "60 days after the adoption of this resolution",
            60,
            "day",
        ),
    ],
)
def test_relative_terms_keep_their_words(
    clause: str, text: str, amount: int | None, unit: str | None
) -> None:
    (term,) = terms(clause)
    assert (term["kind"], term["text"], term.get("amount"), term.get("unit")) == (
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


@pytest.mark.parametrize(
    "words",
    [
        "at its next session",
        "to the next session of the General Assembly",
        "in the context of his tenth progress report",
        "in his future reports",
        "by the end of the year",
        "prior to the expiration of the mandate",
        "30 days before the expiry of the mandate",
    ],
)
def test_events_are_kept_in_words(words: str) -> None:
    (term,) = terms(f"to report {words}")
    assert term == {"kind": "event", "text": words}


@pytest.mark.parametrize(
    "clause",
    [
        "to implement the decision adopted by the Conference of the Parties at its twelfth session",
        "to achieve the goals by 2030",
        "to extend the terms that expire on 31 December 2030",
        "to apply the rules that they ratified on 1 May 2020",
        "to act, in order to halve the use of oil by 2012",
        "to study the themes chosen by the Council for the 2026 session",
        "to study the report submitted to the Council at its tenth session",
        "to count the lamps of the period from 1 January through 31 December 2031",
        "to study the lamps lit from May through August 2031",
    ],
)
def test_what_is_past_or_a_goal_is_not_due(clause: str) -> None:
    assert terms(clause) == []


def due(text: str, body: str = GA) -> dict[str, Any]:
    found: dict[str, Any] = reader.read([reader.Entry("1", text)], body)[0][-1]
    return found


def test_a_body_that_is_asked_acts_at_its_own_session_and_reports_to_that_of_who_asks() -> None:
    asked = due(
        "Requests the Commission on Oil to look into the use of lamps at its tenth session;"
    )
    assert asked["due"]["organ"] == "Commission on Oil"
    told = due(
        "Requests the Commission on Oil to submit a list of all the lamps at its tenth session;"
    )
    assert told["due"]["organ"] == GA
    before = due("Decides that at its tenth session, the Commission on Oil will review lamps;")
    assert before["due"]["organ"] == "Commission on Oil"


def test_further_years_are_further_terms() -> None:
    found = terms("to report in 2026, 2028 and 2030")
    assert [term["date"] for term in found] == ["2026", "2028", "2030"]


def test_at_that_session_is_that_of_the_body_it_names() -> None:
    act = due(
        "Requests the Board to report to the Human Rights Council at its tenth session and to the "
        "General Assembly at its ninetieth session, and requests the Chair to address the Assembly "
        "at that session;",
        "Human Rights Council",
    )
    assert (act["due"]["organ"], act["due"]["session"]) == (GA, 90)


@pytest.mark.parametrize(
    ("since", "after"),
    [
        ("beginning on 1 March 2031", "2031-03-01"), ("from 1 March 2031", "2031-03-01"),
        (", starting on 1 March 2031", "2031-03-01"), ("as from 1 March 2031", "2031-03-01"),
        ("with effect from 1 March 2031", "2031-03-01"), ("beginning in 2031", "2031"),
        ("effective from the end of its tenth session", "end of its tenth session"),
    ],
)  # fmt: skip
def test_what_lasts_for_a_time_keeps_when_that_begins(since: str, after: str) -> None:
    text = f"Decides to extend, for a period of one year {since}, the mandate of the Panel on Oil;"
    term = due(text.replace(" ,", ","))["due"]
    assert (term["kind"], term["amount"], term["unit"], term["after"]) == (
        "relative", 1, "year", after,
    )  # fmt: skip


def test_a_rhythm_may_go_on_through_a_day() -> None:
    act = due("Requests the Board to report to it every 90 days, through 30 September 2031;")
    assert (act["due"], act["rhythm"]["until"]["date"]) == (None, "2031-09-30")


@pytest.mark.parametrize(
    ("asked", "when"),
    [
        ("submit a report upon completion of the review", "upon completion of the review"),
        ("submit, upon the conclusion of its work, a report", "upon the conclusion of its work"),
        ("inform it upon receipt of the list, and to act", "upon receipt of the list"),
        ("light lamps upon completion of the tower", None),
        ("submit a plan for a dialogue to be established upon completion of the work", None),
    ],
)
def test_what_is_delivered_may_be_due_when_something_is_over(asked: str, when: str | None) -> None:
    term = due(f"Requests the Board to {asked};")["due"]
    assert (term and term["text"]) == when


def test_several_terms_are_those_of_the_same_thing() -> None:
    twice = due("Requests the Board to submit a list by 1 May 2031 and a report by 1 May 2032;")
    assert [term["date"] for term in twice["dues"]] == ["2031-05-01", "2032-05-01"]
    for text in (
        "Requests the Board to report to it at its tenth session, in 2031;",
        "Requests the Board to meet in Oslo in 2031, and to report to it at its tenth session;",
        "Requests the Board to report at its tenth session on lamps for the next four years;",
    ):
        act = due(text)
        assert (act["due"]["session"], act["dues"]) == (10, [])


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


def test_a_report_to_bodies_of_their_own_is_due_when_it_is_said_to_be() -> None:
    act = due(
        "Requests the funds to count the lamps and the towers that the keepers of the northern and "
        "the southern coast have had built for the ships and boats of all the islands, and to "
        "report to their governing bodies in 2031 on lamps;"
    )
    assert (act["deliverable"], act["due"]["date"]) == ("report", "2031")


ASKED = "Requests the Secretary-General to report to the General Assembly {} on lamps;"


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("at least six weeks before the opening of its tenth session", 10),
        ("six weeks prior to its tenth session", 10),
        ("not later than one month before the opening of the tenth session", 10),
        ("at an early stage of its tenth session", 10), ("as of its tenth session", 10),
        ("no earlier than its tenth session", 10), ("by the time of its tenth session", 10),
        ("at its tenth special session", None),
        ("at a future session", "at a future session"),
        ("at one of its forthcoming sessions", "at one of its forthcoming sessions"),
        ("annually as from 2031", "2031"), ("annually from 2031 onwards", "2031"),
        ("every other year as from 2031", "2031"), ("by 1st July 2031", "2031-07-01"),
        ("by the 30th of June 2031", "2031-06-30"), ("at the beginning of 2031", "2031"),
        ("by the first week of May 2031", "2031-05"), ("in the last week of May 2031", "2031-05"),
    ],
)  # fmt: skip
def test_all_ways_to_say_when_a_report_is_due_are_read(words: str, when: int | str | None) -> None:
    term = due(ASKED.format(words))["due"]
    assert {"session": term.get("session"), "date": term.get("date"), "event": term["text"]}[
        term["kind"]
    ] == when


def test_a_special_session_is_on_one_thing_only_where_that_is_named() -> None:
    term = due(
        "Requests the Board to report to it at its tenth special session on the implementation of "
        "the present resolution;"
    )["due"]
    assert term["session"] == "S-10"


@pytest.mark.parametrize(
    ("text", "text_of_term"),
    [
        ("Decides to include the item in the agenda of its next session;", "of its next session"),
        ("Requests the Board to report in thirty days on lamps;", "in thirty days"),
        ("Requests the Board to report to it in six months on lamps;", "in six months"),
        ("Decides to establish an office for lamps as of 1 March 2031;", "as of 1 March 2031"),
        ("Decides to establish, effective 1 March 2031, an office;", "effective 1 March 2031"),
        ("Decides to consider lamps, and in particular the use of the Declaration, at its tenth "
         "session;", "at its tenth session"),
    ],
)  # fmt: skip
def test_when_something_is_due_stands_where_it_does(text: str, text_of_term: str) -> None:
    assert due(text)["due"]["text"] == text_of_term


def test_what_a_decision_said_of_a_session_is_past() -> None:
    text = "Requests the Board to act on its decision, at its tenth session, to light lamps;"
    assert due(text)["due"] is None


@pytest.mark.parametrize(
    ("words", "rhythm"),
    [
        ("quarterly", "quarterly"), ("monthly", "other"), ("during each session", "every_session"),
        ("at 60-day intervals", "other"),
    ],
)  # fmt: skip
def test_how_often_is_read_before_what_it_is_on(words: str, rhythm: str) -> None:
    text = f"Requests the Board to report to the Council {words} on the implementation of the plan;"
    assert due(text)["recurrence"] == rhythm


def test_a_mandate_goes_on_until_a_session_of_the_body_that_extends_it() -> None:
    term = due("Decides to extend the mandate of the Committee until its tenth session;")["due"]
    assert term["organ"] == GA


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Calls upon States to share lamps, with the aim of lighting all towers within four years;",
         None),
        ("Requests the Board to study lamps, so that it may report within six months;",
         "within six months"),
        ("Requests the Board to submit, in order to save oil, a list within six months;",
         "within six months"),
    ],
)  # fmt: skip
def test_what_is_to_be_reached_in_some_years_is_not_due_then(text: str, when: str | None) -> None:
    assert (due(text)["due"] or {"text": None})["text"] == when
