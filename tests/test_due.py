"""Due terms: what a text says about when, kept as said."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import JsonValue, ValidationError

from mandates.domain.due import (
    DUE,
    DateDue,
    EventDue,
    OpenDue,
    RelativeDue,
    SessionDue,
    parse,
    same,
    session_id,
    words,
)
from mandates.domain.errors import BadInput
from mandates.domain.mandate.commands import Correct, Defer, Extend, OpenOccurrence
from mandates.domain.reading import Reading
from spec import GA, M, adopted, given


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("GA/57", SessionDue(organ="General Assembly", session=57)),
        ("GA 57", SessionDue(organ="General Assembly", session=57)),
        ("HRC/46", SessionDue(organ="Human Rights Council", session=46)),
        ("GA/S-27", SessionDue(organ="General Assembly", session="S-27")),
        ("High-level Committee/20", SessionDue(organ="High-level Committee", session=20)),
        ("2019-06-30", DateDue(date="2019-06-30")),
        ("2019-06", DateDue(date="2019-06")),
        ("2019", DateDue(date="2019")),
        ("open", OpenDue()),
        (" Open ", OpenDue()),
    ],
)
def test_a_term_is_read_as_people_type_it(text: str, term: Any) -> None:
    assert parse(text) == term


@pytest.mark.parametrize("text", ["", "soon", "GA", "GA/", "2019-13", "2019-06-31", "/57"])
def test_what_is_no_term_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no"):
        parse(text)


@pytest.mark.parametrize(
    "text",
    ["in 2018", "end of 2018", "the end of 2018", "summer 2018", "within 30 days", "June 2018",
     "not later than GA/72", "the 2025 session", "by session 72"],
)  # fmt: skip
def test_a_time_in_words_is_no_session_of_a_body_that_is_called_so(text: str) -> None:
    with pytest.raises(ValueError, match="is no due term"):
        parse(text)
    with pytest.raises(ValueError, match="is no session"):
        session_id(text)


def test_the_word_session_names_no_part_of_one() -> None:
    assert parse("HRC 40 session") == SessionDue(organ="Human Rights Council", session=40)
    assert session_id("HRC 40 session") == "HRC/40"


@pytest.mark.parametrize(
    ("text", "identity"),
    [
        ("GA/56", "GA/56"),
        ("GA 56", "GA/56"),
        ("General Assembly 56", "GA/56"),
        ("GA/S-27", "GA/S-27"),
        ("High-level Committee/20", "High-level Committee/20"),
    ],
)
def test_a_session_is_read_as_people_type_it(text: str, identity: str) -> None:
    assert session_id(text) == identity


def test_what_is_no_session_is_refused() -> None:
    with pytest.raises(ValueError, match="is no session"):
        session_id("fifty-six")


def test_a_session_is_known_by_its_number_its_year_or_not_at_all() -> None:
    council = "Economic and Social Council"
    assert SessionDue(organ="GA", session=56).session_id == "GA/56"
    assert SessionDue(organ=council, year=2025).session_id == "ECOSOC/2025"
    assert SessionDue(organ=council, text="at its next session").session_id is None


def test_the_body_that_receives_it_first_has_its_full_name() -> None:
    assert SessionDue(organ="GA", via="ECOSOC").via == "Economic and Social Council"


@pytest.mark.parametrize(
    ("term", "session"),
    [
        (SessionDue(organ="GA", session=56, via="ECOSOC"), "ECOSOC/2001"),
        (SessionDue(organ="GA", year=2025, via="ECOSOC"), "ECOSOC/2025"),
        (SessionDue(organ="GA", session=56), None),
        (SessionDue(organ="GA", session="S-27", via="ECOSOC"), None),
        (SessionDue(organ="GA", text="at its next session", via="ECOSOC"), None),
        (SessionDue(organ="GA", session=56, via="Committee on Lamps"), None),
        (SessionDue(organ="HRC", session=46, via="ECOSOC"), None),
    ],
)
def test_what_passes_through_the_council_passes_through_its_session_of_that_year(
    term: SessionDue, session: str | None
) -> None:
    assert term.via_id == session


def test_through_whom_it_passes_is_said_in_words() -> None:
    assert words(SessionDue(organ="GA", session=56, via="ECOSOC")) == "GA/56 via ECOSOC"


def test_two_terms_are_the_same_whatever_their_words() -> None:
    said = SessionDue(organ="GA", session=56, text="at its fifty-sixth session")
    assert same(said, parse("GA/56"))
    assert not same(said, parse("GA/57"))
    assert not same(said, SessionDue(organ="GA", session=56, bound="before"))
    assert not same(said, None)
    assert same(None, None)


def test_a_session_is_the_same_by_its_number_and_by_its_year_and_a_part_in_any_words() -> None:
    assert same(SessionDue(organ="ECOSOC", year=2025), parse("ECOSOC/2025"))
    assert same(SessionDue(organ="GA", year=2025), parse("GA/80"))
    assert not same(SessionDue(organ="GA", year=2025), parse("GA/79"))
    part = SessionDue(organ="GA", session=61, part="first part of its resumed session")
    assert same(part, parse("GA/61/first-resumed"))
    assert not same(part, parse("GA/61"))


@pytest.mark.parametrize(
    ("term", "text"),
    [
        (None, "no date"),
        (SessionDue(organ="GA", session=56), "GA/56"),
        (SessionDue(organ="GA", session=56, bound="before"), "before GA/56"),
        (SessionDue(organ="GA", session=56, bound="by_end"), "by the end of GA/56"),
        (SessionDue(organ="GA", session=56, bound="by"), "by GA/56"),
        (SessionDue(organ="GA", session=73, part="first resumed"), "GA/73 (first resumed)"),
        (SessionDue(organ="GA", text="at a future session"), "at a future session"),
        (SessionDue(organ="GA"), "General Assembly"),
        (DateDue(date="2019-06"), "2019-06"),
        (DateDue(date="2019-06", bound="before"), "before 2019-06"),
        (RelativeDue(text="within six months"), "within six months"),
        (EventDue(), "on a condition"),
        (OpenDue(), "open"),
    ],
)
def test_a_term_has_words_that_a_person_reads(term: Any, text: str) -> None:
    assert words(term) == text


@pytest.mark.parametrize(
    "value",
    [
        {"kind": "session", "organ": "General Assembly", "session": 56, "bound": "at"},
        {"kind": "date", "date": "2019-06", "bound": "by"},
        {"kind": "relative", "amount": 6, "unit": "month", "after": "the adoption"},
        {"kind": "event", "text": "at its next session"},
        {"kind": "open"},
    ],
)
def test_a_term_is_told_by_its_kind(value: dict[str, Any]) -> None:
    term = DUE.validate_python(value)
    assert term.kind == value["kind"]
    assert value.items() <= term.model_dump().items()


@pytest.mark.parametrize(
    "value", [{}, {"kind": "someday"}, {"kind": "date", "date": "2019-13"}, {"kind": "session"}]
)
def test_what_has_no_kind_is_refused(value: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        DUE.validate_python(value)


@pytest.mark.parametrize("number", [0, -5, 10_000, 10**30])
@pytest.mark.parametrize("field", ["session", "year"])
def test_a_number_that_no_session_has_is_refused_where_it_is_said_and_read_where_it_is_recorded(
    field: str, number: int
) -> None:
    term: dict[str, JsonValue]
    term = {"kind": "session", "organ": "General Assembly", field: number}
    no_session = f"{number} is no session: they count from 1 to 9999"
    for wish, said in (
        (Extend, {"until": term, "authority": GA}), (Defer, {"to": term, "authority": GA}),
        (OpenOccurrence, {"due": term}),
    ):  # fmt: skip
        with pytest.raises(ValidationError, match=no_session):
            wish.model_validate({"mandate": M, **said})
    with pytest.raises(ValidationError, match=no_session):
        Reading(symbol="A/RES/54/226", body="General Assembly", session=number, paragraphs=())
    act = {
        "id": "1.1", "verb": "request", "force": "directive", "mandate": True,
        "addressees": ["Secretary-General"], "deliverable": "report", "due": term,
    }  # fmt: skip
    read = {"symbol": "A/RES/54/226", "body": "General Assembly", "session": 54,
            "paragraphs": [{"number": "1", "acts": [act]}]}  # fmt: skip
    with pytest.raises(ValidationError, match=no_session):
        Reading.model_validate(read)
    wrong = Correct(mandate=M, field="due", value=term, reason="misread")
    given(adopted()).when(wrong).then_refused(no_session, BadInput)
    assert getattr(DUE.validate_python(term), field) == number
