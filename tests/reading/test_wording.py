"""Wordings that other bodies and decades use for whom, what, when and with whom."""

from __future__ import annotations

from typing import Any

import pytest

from mandates.adapters.reading.acts import naming, reader

GA = "General Assembly"


def last(text: str, body: str = GA) -> dict[str, Any]:
    return reader.read([reader.Entry("1", text)], body)[0][-1]


@pytest.mark.parametrize(
    ("text", "addressees"),
    [
        ("Calls upon States and specialized agencies not to sell oil;",
         ["States", "specialized agencies"]),
        ("Invites all jurisdictions to light lamps;", ["all jurisdictions"]),
        ("Urges all Cambodians for their part to light lamps;", ["all Cambodians"]),
        ("Demands that all concerned cooperate;", ["all concerned"]),
        ("Calls upon the parties concerned, the co-sponsors of the lamp and all others to act;",
         ["parties concerned", "co-sponsors of the lamp", "all others"]),
        ("Invites the Rule of Law Unit to light lamps;", ["Rule of Law Unit"]),
        ("Invites forums such as the Lamp Forum, the Oil Forum and others to light lamps;",
         ["forums"]),
        ("Invites other concerned intergovernmental organizations to light lamps;",
         ["other concerned intergovernmental organizations"]),
        ("Urges all parties listed in the annex to light lamps;", ["all parties"]),
        ("Invites fisheries organizations and arrangements to light lamps;",
         ["fisheries organizations and arrangements"]),
        ("Decides that the arrangements for the meeting shall be as follows:", []),
        ("Encourages the Lamp Board\u2019s continued efforts to light lamps;", ["Lamp Board"]),
        ("Requests the Secretary-General, in consistency with the list, to light lamps;",
         ["Secretary-General"]),
        ("Requests the Lamp Board, established under resolution 90/1, to light lamps;",
         ["Lamp Board"]),
        ("Requests the Special Committee on the Granting of Independence to Colonial Countries "
         "and Peoples to act;",
         ["Special Committee on the Granting of Independence to Colonial Countries and Peoples"]),
        ("Requests the Committee to Advance Lamps and Oil Collaboration to act;",
         ["Committee to Advance Lamps and Oil Collaboration"]),
        ("Recommends that the Members of the Lamp Board furnish such help as may be needed;",
         ["Members of the Lamp Board"]),
        ("Reiterates the request made to the Lamp Board in resolution 90/1 to light lamps;",
         ["Lamp Board"]),
        ("Reiterates its invitation to Member States to be represented at the Lamp Congress;",
         ["Member States"]),
        ("Recommends that Governments involve older persons in lighting lamps;", ["Governments"]),
        ("Recommends that States, in collaboration with the Board, endeavour:", ["States"]),
        ("Requests the Secretary-General to further his efforts to light lamps;",
         ["Secretary-General"]),
        ("Advises parties that sell oil to light lamps;", ["parties"]),
        ("Defers consideration of the item to its tenth session;", [GA]),
        ("Encourages the Lamp Board to light lamps, and requests that it issue a list;",
         ["Lamp Board"]),
        ("Insists that Iraq allow access, and demands that it cooperate;", ["Iraq"]),
        ("Decides that it shall meet each year;", [GA]),
        ("Encourages the Lamp Force and the Oil Force to act;", ["Lamp Force", "Oil Force"]),
    ],
)  # fmt: skip
def test_whom(text: str, addressees: list[str]) -> None:
    assert last(text)["addressees"] == addressees


def test_what_is_renewed_without_who_is_its_members_is_not_it() -> None:
    text = "Decides to renew the composition of the Board every two years, and requests it to act;"
    assert last(text)["addressees"] == []
    assert last(text)["confidence"] == "low"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Invites the lamplit to buy oil;", "who is asked is no actor that is known"),
        ("Recommends that the Board glimmer;", "what is to be done is not found"),
    ],
)
def test_what_no_rule_knows_leaves_low_confidence(text: str, reason: str) -> None:
    act = last(text)
    assert (act["confidence"], act["reason"]) == ("low", reason)


def test_a_name_that_runs_on_into_an_object_is_seen() -> None:
    assert naming.runs_on(["States furnish such help"])
    assert not naming.runs_on(["States and all their members", "organs such as the Board"])


@pytest.mark.parametrize(
    "text",
    [
        "Decides that the forums:",
        "Urges efforts to light lamps;",
        "Urges the creation of a fund to buy oil;",
        "Encourages all its members to light lamps;",
    ],
)
def test_what_names_nobody_is_certain_all_the_same(text: str) -> None:
    assert last(text)["confidence"] == "high"


@pytest.mark.parametrize(
    ("text", "deliverable"),
    [
        ("Requests the Board to submit for the consideration of the Council, before its tenth "
         "session, a review of lamps;", "review"),
        ("Requests the Board to submit an in-depth and up-to-date report on lamps;", "report"),
        ("Requests the Board to collect other up-to-date data on lamps;", "information"),
        ("Requests the Board to prepare a supplement to its list;", "document"),
        ("Requests the Board to draw up a programme of studies on lamps;", "plan"),
        ("Requests the Board to conduct briefings with States;", "briefing"),
        ("Requests the Board to include in its next briefing recommendations on lamps;",
         "recommendations"),
        ("Requests the Board to study lamps and to submit the results thereof to the Council;",
         "information"),
        ("Requests the Board to keep lamps high on its agenda;", "other"),
        ("Requests the Board to keep lamps on its agenda;", "agenda_item"),
        ("Decides that the lamps will be reviewed five years after the adoption;", "review"),
        ("Decides that the next review of lamps will take place at the tenth session;", "review"),
        ("Decides that there will be three preparatory sessions on lamps;", "meeting"),
        ("Decides to hold an in-session workshop on lamps;", "meeting"),
        ("Decides to continue the Study Group on Lamps for another year;", "mission"),
        ("Defers the decision on lamps to its tenth session;", "agenda_item"),
        ("Urges the Board to allocate from within the existing resources funds for lamps;",
         "resources"),
        ("Decides to hold the Ninth Congress at Cairo;", "meeting"),
        ("Decides that its next annual debate will be held at its tenth session;", "meeting"),
        ("Requests the Board to undertake, as a matter of priority, at its tenth session an "
         "analysis of lamps;", "document"),
        ("Decides to consider the question biennially;", "agenda_item"),
        ("Recommends that States furnish such assistance as lamps may need;", "other"),
        ("Requests that the Board direct all offices to include lamps in their reports;",
         "report"),
        ("Invites States to furnish information on lamps;", "information"),
    ],
)  # fmt: skip
def test_what(text: str, deliverable: str) -> None:
    assert last(text)["deliverable"] == deliverable


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Decides to review lamps at the beginning of its tenth session;", "session", 10),
        ("Requests the Board to report at the outset of the tenth session;", "session", 10),
        ("Requests the Board to report at least 72 hours before the debate on lamps;",
         "event", "at least 72 hours before the debate on lamps"),
        ("Decides to review lamps five years after the adoption of this list;",
         "relative", "five years after the adoption of this list"),
        ("Requests the Board to report one year after the adoption of this list;",
         "relative", "one year after the adoption of this list"),
        ("Requests the Board to convene, prior to the close of 2091, a meeting;",
         "date", "2091-12-31"),
        ("Decides to continue the Study Group on Lamps for another year;", "relative",
         "for another year"),
        ("Requests the Board to give an account in its next briefing;", "event",
         "in its next briefing"),
        ("Requests the Panel to report by the thirty-second meeting of the parties;",
         "session", 32),
        ("Requests the Board to report to the Seventieth and Seventy-second World Health "
         "Assemblies;", "session", 70),
        ("Requests the Board to submit a report on progress made to the Council no later than at "
         "its tenth session;", "session", 10),
        ("Requests the Board to submit a report on progress made to the Council at its tenth "
         "session;", "session", 10),
        ("Decides to transmit the draft contained in the annex to the present decision to the "
         "General Assembly at its tenth session;", "session", 10),
        ("Requests the Board to report three weeks before this date;", "event",
         "three weeks before this date"),
    ],
)  # fmt: skip
def test_when(text: str, kind: str, value: str | int) -> None:
    due = last(text)["due"]
    said = due.get("session") or due.get("date") or due["text"]
    assert (due["kind"], said) == (kind, value)


def test_a_segment_is_a_session_and_that_session_may_be_one_before_which() -> None:
    act = last("Requests the Board to report at its coordination segment of 2091;")
    assert act["due"]["year"] == 2091
    text = "Decides to put lamps on the agenda of its tenth session, and invites the Board to act "
    assert last(f"{text}before that session;")["due"]["session"] == 10


@pytest.mark.parametrize(
    "text",
    [
        "Requests the Board to report at its first regular session each year;",
        "Requests the secretariat, under the guidance of the Presidency of the Lamp Forum at its "
        "tenth session, to hold a workshop;",
        "Recommends the presence of the President of the Lamp Forum at the tenth session;",
    ],
)
def test_not_when(text: str) -> None:
    assert last(text)["due"] is None


def test_whose_office_is_addressed_acts_at_that_session() -> None:
    act = last("Requests the President of the Lamp Forum at its tenth session to hold a workshop;")
    assert act["due"]["session"] == 10


def test_a_year_before_somebodys_assessment_is_no_rhythm() -> None:
    act = last("Requests the Panel to give, as part of its 2092 quadrennial assessment, a list;")
    assert act["recurrence"] is None


@pytest.mark.parametrize(
    ("text", "companions"),
    [
        ("in cooperation with the Special Rapporteur on the right to light",
         ["Special Rapporteur on the right to light"]),
        ("in consultation with the Lamp Board and with the involvement of States",
         ["Lamp Board"]),
        ("in cooperation with the Lamp Board and with inputs from States", ["Lamp Board"]),
        ("with the assistance of the Lamp Board as provided for in the plan", ["Lamp Board"]),
        ("with the support of one third of its members", []),
        ("in consultation with States and by no later than 1 May 2091", ["States"]),
        ("in cooperation with States on the matter of lamps", ["States"]),
    ],
)  # fmt: skip
def test_with_whom(text: str, companions: list[str]) -> None:
    assert last(f"Requests the Oil Board, {text}, to light lamps;")["with"] == companions


def test_what_is_developed_with_somebody_is_nobody() -> None:
    act = last("Requests the Oil Board to develop in coordination with States a plan for lamps;")
    assert act["with"] == ["States"]


def test_a_body_goes_by_its_last_word_once_it_was_named() -> None:
    entries = [
        reader.Entry("1", "Welcomes the report of the Commission on Lamps and Oil;"),
        reader.Entry("2", "Requests the Board to report to the Commission at its tenth session;"),
    ]
    (act,) = reader.read(entries, GA)[1]
    assert act["due"]["organ"] == "Commission on Lamps and Oil"
    (act,) = reader.read(entries[1:], GA, before=["Recalling the first Commission on Wicks,"])[0]
    assert act["due"]["organ"] == "Commission on Wicks"
    (act,) = reader.read(entries[1:], GA)[0]
    assert act["due"]["organ"] == "Commission"


# --- what a look at texts from outside taught -----------------------------------------------------


def test_with_whom_is_told_from_whom_in_the_spelling_of_older_texts_too() -> None:
    act = last("Requests the Board, in co-operation with the Fund, to take steps to light lamps;")
    assert (act["addressees"], act["with"]) == (["Board"], ["Fund"])


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Requests the Board to convene a meeting, of Heads of State, to be held in early 2031;",
         "2031"),
        ("Requests the Board to organize, in 2031, a one-day meeting on lamps;", "2031"),
        ("Reaffirms its decision to convene a one-day review at Headquarters in September 2031;",
         "2031-09"),
        ("Requests the Board to hold the next Conference on Lamps and Towers (Lamp IV) in 2031;",
         "2031"),
    ],
)  # fmt: skip
def test_a_meeting_is_due_when_it_is_to_be_held(text: str, date: str) -> None:
    assert last(text)["due"]["date"] == date


@pytest.mark.parametrize(
    "text",
    [
        "Requests the Board to submit plans for the lamps that shall burn in 2031;",
        "Invites the Board to convene the meeting, of which the towers are lit in late 2031;",
    ],
)
def test_a_time_to_come_that_is_not_read_says_so(text: str) -> None:
    act = last(text)
    assert act["due"] is None
    assert (act["confidence"], act["reason"]) == ("low", "when it is due is said, unread")


@pytest.mark.parametrize(
    "text",
    [
        "Requests the Board to submit a report on the lamps that were lit in 2011;",
        "Requests the Board to submit a report on the lamps of 2030 by 2030;",
        "Invites States to light the lamps that shall burn in 2031;",
    ],
)
def test_what_is_over_and_what_is_a_goal_leaves_no_doubt(text: str) -> None:
    assert last(text)["confidence"] == "high"


def test_a_name_begins_with_no_preposition() -> None:
    assert naming.runs_on(["in haste"])
    assert not naming.runs_on(["International Lamp Board", "inspectors"])
