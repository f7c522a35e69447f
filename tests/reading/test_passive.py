"""What is to be done, and by whom, where a clause says it in the passive or afterwards."""

from __future__ import annotations

from typing import Any

import pytest

from mandates.adapters.reading.acts import reader

GA = "General Assembly"


def last(text: str, body: str = GA) -> dict[str, Any]:
    return reader.read([reader.Entry("1", text)], body)[0][-1]


@pytest.mark.parametrize(
    ("text", "addressees"),
    [
        ("Urges that the plan be given priority by all Governments and be carried out as soon as "
         "possible by the relevant bodies of the United Nations and other organizations;",
         ["all Governments", "relevant bodies of the United Nations", "other organizations"]),
        ("Recommends that the list be considered by the Commission on Human Rights at its tenth "
         "session;", ["Commission on Human Rights"]),
        ("Decides that the Lamp Congress shall be convened by the Secretary-General in 1995;",
         ["Secretary-General"]),
        ("Decides that the talks will be opened by the President of the Lamp Board, the "
         "Secretary-General and the Chair of the Oil Group;",
         ["President of the Lamp Board", "Secretary-General", "Chair of the Oil Group"]),
        ("Recommends that full use be made by Governments of the services of the Lamp Board;",
         ["Governments"]),
        ("Requests that the lamps be lit by 30 June 2001;", []),
        ("Recommends that the rules be based on steps taken by States;", []),
        ("Decides that no rule may be changed without approval by the Lamp Board;", []),
        ("Decides that lamps shall hang in a tower, which will be built by the Lamp Board;", []),
        ("Decides that the lamps shall be kept (the oil shall be bought by the Lamp Board);", []),
        ("Decides that the talks shall replace the one to be held by the Lamp Board;", []),
    ],
)  # fmt: skip
def test_by_whom_something_is_to_be_done_is_addressed(text: str, addressees: list[str]) -> None:
    assert last(text)["addressees"] == addressees


@pytest.mark.parametrize(
    ("text", "deliverable"),
    [
        ("Requests that adequate resources be provided to the Lamp Board;", "resources"),
        ("Requests that sufficient funding be allocated to the Lamp Board;", "resources"),
        ("Resolves that for the year 1969 an amount of 40 dollars shall be appropriated;",
         "resources"),
        ("Requests that the data be circulated to Member States;", "information"),
        ("Requests that Member States be kept informed of the lamps;", "information"),
        ("Requests that a new list be made available by 31 March 2020;", "document"),
        ("Requests that a meeting of keepers be held in Geneva in 1999;", "meeting"),
        ("Recommends that the programme of lamps be evaluated by the Lamp Board;", "review"),
        ("Recommends that States light lamps and that a report thereon be submitted to the "
         "Assembly at its tenth session;", "report"),
        ("Decides that a further review shall be made at its tenth session;", "review"),
        ("Decides that the item be deferred to its next session;", "agenda_item"),
        ("Decides that its consideration of the item shall be resumed at the tenth session;",
         "agenda_item"),
        ("Decides that Member States shall be assessed by the scale for 1974;", "other"),
        ("Recommends that the report be considered by the Lamp Board;", "other"),
        ("Decides that no meetings be held in parallel;", "other"),
        ("Requests the Secretary-General to arrange for the publication of the study;",
         "document"),
        ("Requests the Secretary-General to arrange for the preparation of a report on lamps;",
         "report"),
        ("Requests the Secretary-General to provide the Board with all the human, technical and "
         "financial resources necessary;", "resources"),
        ("Requests the Secretary-General to provide the Board, by then, with a list of lamps;",
         "document"),
        ("Decided to defer until the tenth session of the Assembly decisions on the following "
         "requests for lamps;", "agenda_item"),
        ("Requests the Secretary-General to include in his reporting to the Council progress on "
         "lamps;", "report"),
        ("Decided that the President of the Assembly would circulate as a document of the "
         "Assembly a compilation of the statements;", "document"),
        ("Decided that the Lamp Board would convene informal dialogues;", "meeting"),
    ],
)  # fmt: skip
def test_what_is_asked_for_is_found(text: str, deliverable: str) -> None:
    assert last(text)["deliverable"] == deliverable


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Requests that a meeting of keepers be held in Geneva in 1999;", "1999"),
        ("Decides that the Congress shall be convened by the Secretary-General in 1995;", "1995"),
        ("Requests the Panel to provide a report by September 1, 2015;", "2015-09-01"),
        ("Requests the Panel to report no later than March 2, 2016;", "2016-03-02"),
        ("Requests the Panel to report by March 32, 2016;", None),
    ],
)
def test_when_it_is_to_be_done(text: str, date: str | None) -> None:
    due = last(text)["due"]
    assert (due and due["date"]) == date


def test_what_is_prepared_first_and_handed_in_then_is_due_at_the_session() -> None:
    act = last(
        "Requests that a study be prepared by the Secretary-General, in consultation with the "
        "Lamp Board, and submitted to the Council at its tenth session;"
    )
    assert (act["due"]["session"], act["with"]) == (10, ["Lamp Board"])
    done = last(
        "Requests the Panel to use the study submitted to the Council at its tenth session;"
    )
    assert done["due"] is None


def test_a_rhythm_that_is_only_thought_of_is_none() -> None:
    act = last("Decides that pending a study of the question of holding its sessions annually, "
               "the Lamp Board shall hold a special session in 1974;")  # fmt: skip
    assert (act["recurrence"], act["due"]["date"]) == (None, "1974")
    assert last("Requests the Lamp Board to meet annually;")["recurrence"] == "annual"


def test_to_direct_attention_asks_nobody_for_anything() -> None:
    assert not last("Directs attention to the state of the lamps;")["mandate"]
    assert last("Directs the Lamp Board to light lamps;")["mandate"]


def test_a_list_of_companions_goes_on_after_a_reference() -> None:
    act = last(
        "Requests the Board, in close cooperation with the Oil Fund, the Wick Office in line with "
        "resolution 91/7, and other relevant entities, to light lamps;"
    )
    assert act["with"] == ["Oil Fund", "Wick Office", "other relevant entities"]


def test_on_the_basis_of_begins_no_title() -> None:
    act = last("Requests the Board to submit a report, on the basis of a study by its experts;")
    assert act["title"] is None


def test_how_long_after_what_is_said_whole() -> None:
    act = last("Requests the Board to settle claims not later than three months from the date of "
               "submission of a claim;")  # fmt: skip
    assert act["due"]["text"] == (
        "not later than three months from the date of submission of a claim"
    )
    asked = last("Requests the Board to settle claims within three months of a fire on a ship;")
    assert asked["due"]["text"] == "within three months of a fire"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Decided to extend the work of the Committee until Friday, 16 December 2016;",
         "2016-12-16"),
        ("Requests the Lamp Board to report to it by Monday, 19 December 2016;", "2016-12-19"),
        ("Decided that the debate would continue on Saturday, 23 September 2017;", "2017-09-23"),
        ("Notes the work of the Committee until Friday, 16 December 2016, and requests the Lamp "
         "Board to light lamps;", None),
    ],
)  # fmt: skip
def test_days_of_the_week_may_stand_before_a_date(text: str, date: str | None) -> None:
    due = last(text)["due"]
    assert (due and due["date"]) == date


def test_what_is_planned_for_a_session_is_not_due_there() -> None:
    act = last("Decided that the terms of office should be extended by one year, to let the Board "
               "complete the programme of work for the tenth session;")  # fmt: skip
    assert act["due"] is None
    own = last("Decides to take lamps into its programme of work for the tenth session;")
    assert own["due"]["session"] == 10


def test_what_others_are_to_do_is_no_matter_of_the_agenda_it_comes_under() -> None:
    act = last("Decided that the President of the Assembly would circulate the list of keepers "
               "under the agenda items on lamps;")  # fmt: skip
    assert act["deliverable"] == "document"
    own = last("Decides that the item shall be included in the provisional agenda of its tenth "
               "session;")  # fmt: skip
    assert own["deliverable"] == "agenda_item"


@pytest.mark.parametrize(
    ("text", "addressees", "deliverable"),
    [
        ("Recommends that the replies should be counted, sorted and weighed by the Lamp Board and "
         "included in its report to the second session of the Assembly;", ["Lamp Board"], "report"),
        ("Requests that a list of lamps be included by the Lamp Board in its next report;",
         ["Lamp Board"], "report"),
        ("Recommends that lamps be painted by the Lamp Board and trimmed in time;",
         ["Lamp Board"], "other"),
    ],
)  # fmt: skip
def test_several_things_that_are_to_be_done_have_one_who_does_them(
    text: str, addressees: list[str], deliverable: str
) -> None:
    act = last(text)
    assert (act["addressees"], act["deliverable"]) == (addressees, deliverable)


def test_who_is_given_something_for_his_review_is_not_asked() -> None:
    act = last("Encourages efforts to ensure completion of the draft for review by Member States;")
    assert act["addressees"] == []
