"""Requests put together from the parts of drafting practice, whose reading is known beforehand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandates.adapters.reading.acts import reader
from mandates.domain import ordinals
from mandates.domain.reading import Act

GA = "General Assembly"
ECOSOC = "Economic and Social Council"


def act(text: str, body: str = GA) -> dict[str, Any]:
    (only,) = reader.read([reader.Entry("1", text)], body)[0]
    return only


def due(text: str, body: str = GA) -> tuple[Any, ...] | str | None:
    """What is due, in short: the session or the date with its bound, else the kind of the term."""
    term = act(text, body)["due"]
    match term:
        case None:
            return None
        case {"kind": "session", "organ": organ, "bound": bound}:
            return organ, term.get("year") or term["session"], bound, term["part"]
        case {"kind": "date", "date": date}:
            return (date,)
        case _:
            return str(term["kind"])


BODIES = st.sampled_from([
    GA, "Commission on the Status of Women", "Commission for Social Development",
    "Commission on Narcotic Drugs", "Human Rights Council", "Committee on Information",
    "Committee for Programme and Coordination", "Statistical Commission", "Legal Subcommittee",
    "Executive Board of the United Nations Children's Fund", "Board of Auditors",
    "Governing Council of the United Nations Environment Programme", "Trade and Development Board",
    "Open-ended Working Group on Ageing", "Scientific and Technical Subcommittee",
    "Sub-Commission on the Promotion and Protection of Human Rights",
])  # fmt: skip
LEADS = st.sampled_from([
    ("at", "at"), ("for consideration at", "at"), ("in time for", "at"), ("during", "at"),
    ("no later than", "by"), ("not later than at", "by"), ("before", "before"),
    ("prior to", "before"), ("well in advance of", "before"), ("before the end of", "before"),
    ("prior to the commencement of", "before"), ("before the opening of", "before"),
    ("by the end of", "by_end"), ("towards the end of", "by_end"), ("at the end of", "by_end"),
    ("starting at", "at"), ("beginning with", "at"), ("commencing at", "at"),
])  # fmt: skip
PARTS = st.sampled_from([None, "main part", "first part", "second part", "resumed part"])
RHYTHMS = st.sampled_from([
    ("", None), (" and subsequent sessions", "every_session"),
    (" and annually thereafter", "annual"), (" and yearly thereafter", "annual"),
    (" and every year thereafter", "annual"), (" and biennially thereafter", "biennial"),
    (", and every two years thereafter", "biennial"),
    (" and every other session thereafter", "biennial"),
    (" and thereafter on a triennial basis", "triennial"),
    (" and every four years thereafter", "quadrennial"),
    (" and at each session thereafter", "every_session"),
])  # fmt: skip


@given(BODIES, LEADS, PARTS, st.integers(4, 130), RHYTHMS, st.booleans())
def test_a_report_is_due_at_the_session_of_whoever_receives_it(
    body: str,
    lead: tuple[str, str],
    part: str | None,
    number: int,
    rhythm: tuple[str, str | None],
    late: bool,
) -> None:
    words, bound = lead
    session = f"its {ordinals.words_of(number)} session"
    when = f"{words} {f'the {part} of ' if part else ''}{session}{rhythm[0]}"
    report = "a comprehensive report on lighthouses"
    rest = f"{when}, {report}" if late else f"{report}"
    order = f"submit to the {body} {rest}" if late else f"submit {report} to the {body} {when}"
    read = act(f"Requests the Secretary-General to {order};")
    assert read["addressees"] == ["Secretary-General"]
    assert read["deliverable"] == "report"
    assert due(f"Requests the Secretary-General to {order};") == (body, number, bound, part)
    assert read["recurrence"] == rhythm[1]
    assert read["confidence"] == "high"
    Act.model_validate(read)


@pytest.mark.parametrize(
    "session",
    [
        "its 2031 session", "its substantive session of 2031",
        "its organizational session for 2031",
        "the operational activities segment of its 2031 session",
        "the annual review of its 2031 session",
        "the coordination and management meetings of its 2031 session",
    ],
)  # fmt: skip
@pytest.mark.parametrize("body", [GA, ECOSOC])
def test_sessions_of_a_year_are_those_of_whoever_is_named(session: str, body: str) -> None:
    text = f"Requests the Board to report to the Economic and Social Council at {session};"
    assert due(text, body) == (ECOSOC, 2031, "at", None)


@pytest.mark.parametrize(
    ("often", "recurrence"),
    [
        ("every 2 years", "biennial"), ("every 6 months", "semiannual"),
        ("two times a year", "semiannual"), ("four times a year", "quarterly"),
        ("at every other session", "biennial"), ("at alternate sessions", "biennial"),
        ("in odd-numbered years", "biennial"), ("each biennium", "biennial"),
        ("at intervals of two years", "biennial"), ("on a two-yearly basis", "biennial"),
        ("at annual intervals", "annual"), ("every January", "annual"),
        ("by the end of each calendar year", "annual"),
        ("at all its regular sessions", "every_session"),
        ("at each of its future sessions", "every_session"),
        ("at each subsequent session", "every_session"),
        ("from time to time", None), ("as appropriate", None), ("at a later session", None),
    ],
)  # fmt: skip
def test_rhythms(often: str, recurrence: str | None) -> None:
    text = f"Requests the Board to submit a report on lamps to the General Assembly {often};"
    assert act(text)["recurrence"] == recurrence


def test_a_meeting_that_is_held_each_year_goes_on_being_held() -> None:
    text = "Requests the Board to continue to hold the annual briefing for keepers;"
    assert act(text)["recurrence"] == "annual"


@pytest.mark.parametrize("first", ["submit a report on lamps {}", "submit, {}, a report on lamps"])
@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("by end 2031", ("2031-12-31",)), ("by year-end 2031", ("2031-12-31",)),
        ("by end-June 2031", ("2031-06-30",)), ("early in 2031", ("2031",)),
        ("later in 2031", ("2031",)), ("by spring 2031", ("2031-06-30",)),
        ("by the middle of 2031", ("2031-06",)), ("in the latter half of 2031", ("2031-12-31",)),
        ("within a period of six months", "relative"), ("within 60 (sixty) days", "relative"),
        ("within a period not exceeding 90 days", "relative"),
        ("within one hundred and eighty days", "relative"),
        ("within the coming year", "relative"), ("at the end of six months", "relative"),
        ("in the context of the next budget submission", "event"),
        ("in the context of the budget performance report", "event"),
        ("at its resumed session", "event"), ("in the coming years", None),
        ("in the context of efforts to save oil", None),
    ],
)  # fmt: skip
def test_dates_and_lapses_and_what_is_to_come(
    first: str, when: str, expected: tuple[str, ...] | str | None
) -> None:
    assert due(f"Requests the Secretary-General to {first.format(when)};") == expected


def test_a_session_goes_before_the_budget_in_whose_context_it_is() -> None:
    text = (
        "Requests the Board to report, in the context of the next budget, to the General Assembly "
        "at its tenth session;"
    )
    assert due(text) == (GA, 10, "at", None)


def test_days_of_two_parts_of_a_session_begin_with_the_first() -> None:
    text = (
        "Decides that the Board shall meet from 3 April to 1 June and from 2 July to 9 August 2031"
    )
    assert due(text) == ("2031-04-03",)


@pytest.mark.parametrize(
    ("text", "addressees"),
    [
        ("Requests the Committee against Fog to report;", ["Committee against Fog"]),
        ("Recommends that the United Nations Conference on Lamps and Development consider it;",
         ["United Nations Conference on Lamps and Development"]),
        ("Decides that the Conference on Disarmament shall report;", ["Conference on Disarmament"]),
    ],
)  # fmt: skip
def test_bodies_that_go_by_other_words(text: str, addressees: list[str]) -> None:
    assert act(text)["addressees"] == addressees


@pytest.mark.parametrize(
    ("asked", "deliverable"),
    [
        ("put forward proposals", "recommendations"), ("create a task force", "mission"),
        ("appoint an independent expert", "mission"),
    ],
)  # fmt: skip
def test_deliverables(asked: str, deliverable: str) -> None:
    assert act(f"Requests the Secretary-General to {asked};")["deliverable"] == deliverable


def test_of_a_debate_on_a_report_no_report_is_asked() -> None:
    text = "Recommends that the debate on the report of the Board commence on 2 May 2031;"
    assert act(text)["deliverable"] != "report"


@pytest.mark.parametrize(
    ("on", "title"),
    [
        ("the cost, use and safety of lamps, taking into account the views of States",
         "cost, use and safety of lamps"),
        ("lamps, in consultation with States and the Board", "lamps"),
        ("lamps every two years", "lamps"),
        ("lamps four months from the adoption of the present resolution", "lamps"),
    ],
)  # fmt: skip
def test_titles_end_where_their_words_do(on: str, title: str) -> None:
    assert act(f"Requests the Board to submit a report on {on};")["title"] == title
