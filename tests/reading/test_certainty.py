"""What an act says of its own certainty, and what looks uncertain and is not."""

from __future__ import annotations

from typing import Any

import pytest

from mandates.adapters.reading.acts import reader

GA = "General Assembly"


def last(text: str, body: str = GA) -> dict[str, Any]:
    return reader.read([reader.Entry("1", text)], body)[0][-1]


@pytest.mark.parametrize(
    "text",
    [
        "Requests the Secretary-General to submit a report on the advice contained in his report "
        "to the General Assembly at its fifty-fourth session;",
        "Decides to defer to the first part of the resumed seventh-seventh session consideration "
        "of the lamps;",
        "Requests the Secretary-General to report to it not later than forty-erght hours after "
        "the lamps go out;",
    ],
)
def test_a_session_or_an_hour_that_no_term_took_makes_an_act_uncertain(text: str) -> None:
    act = last(text)
    assert (act["due"], act["confidence"]) == (None, "low")
    assert act["reason"] == "when it is due is said, unread"


@pytest.mark.parametrize(
    "text",
    [
        "Requests the Secretary-General to submit a report on the lamps;",
        "Decides to defer consideration of the lamps;",
        "Invites States to honour the pledge made to the General Assembly at its tenth session;",
        "Urges the Government of Lampland and the Government of Oilland or its successor to keep "
        "their pledges;",
    ],
)
def test_what_says_no_time_is_not_uncertain_for_it(text: str) -> None:
    assert last(text)["confidence"] == "high"


def test_a_list_that_ran_together_is_asked_of_whom_it_follows() -> None:
    act = last("Calls upon States: To keep lamps; To adopt laws on oil; To report to the Council "
               "at its tenth session;")  # fmt: skip
    assert (act["addressees"], act["deliverable"]) == (["States"], "report")
    asked = last("Requests the Secretary-General: To submit data on lamps by 1 May 2031;")
    assert (asked["addressees"], asked["confidence"]) == (["Secretary-General"], "high")
    assert asked["deliverable"] == "information"


def test_what_others_recommended_is_not_asked_for_again() -> None:
    assert not last("Reaffirms the recommendations adopted by the Lamp Board;")["mandate"]
    assert last("Reiterates the recommendation that the Board light lamps;")["mandate"]
    assert last("Reaffirms its recommendations to the Board to light lamps;")["mandate"]


@pytest.mark.parametrize(
    ("text", "companions"),
    [
        ("Requests the Board, in consultation with and taking into account the views of States, "
         "the Oil Fund and other relevant organizations, to light lamps;",
         ["States", "Oil Fund", "other relevant organizations"]),
        ("Requests the Board to keep, in consultation with and on the basis of feedback from "
         "Member States, a list;", ["Member States"]),
        ("Requests the Board to light lamps, in cooperation with and with the consent of the "
         "Oil Fund;", ["Oil Fund"]),
    ],
)  # fmt: skip
def test_with_whom_stands_after_what_is_said_of_them(text: str, companions: list[str]) -> None:
    assert last(text)["with"] == companions


def test_a_meeting_at_an_office_is_held_when_the_text_says() -> None:
    act = last("Decides that the session of the Lamp Board should be held at the United Nations "
               "Office at Geneva in 2021;")  # fmt: skip
    assert (act["due"]["date"], act["confidence"]) == ("2021", "high")


def test_calls_made_in_texts_of_straight_marks_are_renewed() -> None:
    act = last(
        'Reiterates, in this regard, the calls made in the declarations entitled "Our lamps, our '
        'oil: call for action" and "Our wicks, our duty" for action to be taken on lamps;'
    )
    assert act["addressees"] == []
