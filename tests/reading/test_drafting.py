"""How drafters put it: verbs without "to" and in pairs, deeds between several, times in words."""

from __future__ import annotations

from typing import Any

import pytest

from mandates.adapters.reading.acts import reader

GA = "General Assembly"


def acts(text: str, body: str = GA) -> list[dict[str, Any]]:
    return reader.read([reader.Entry("1", text)], body)[0]


def last(text: str, body: str = GA) -> dict[str, Any]:
    return acts(text, body)[-1]


@pytest.mark.parametrize(
    ("text", "addressees"),
    [
        # what is asked for by a bare verb, or told
        ("Requests the Secretary-General fully implement the plan;", ["Secretary-General"]),
        ("Demands all parties to the conflict and other armed actors prevent further burning of "
         "oil, and to light the lamps called for;",
         ["all parties to the conflict", "other armed actors"]),
        ("Requests that the Secretary-General reports to the Council on lamps every month;",
         ["Secretary-General"]),
        ("Requests the Lamp Board work plan to be published;", []),
        # deeds between several, and by somebody
        ("Encourages closer cooperation between the Lamp Board, where appropriate, and the Oil "
         "Office for Lamps and regional banks on the use of oil;",
         ["Lamp Board", "Oil Office for Lamps", "regional banks"]),
        ("Encourages cooperation between and among States to light lamps;", ["States"]),
        ("Calls for joint operations by the Lamp Force and the Oil Force;",
         ["Lamp Force", "Oil Force"]),
        ("Encourages the adoption by States of laws on lamps;", ["States"]),
        ("Demands the payment by Ruritania of full compensation;", ["Ruritania"]),
        # names
        ("Urges the DRC and Ruritania to light lamps;", ["DRC", "Ruritania"]),
        ("Calls upon that Organization and user States to light lamps;",
         ["Organization", "user States"]),
        ("Calls upon Parties to that Convention to light lamps;", ["Parties to that Convention"]),
        ("Calls upon Governments of origin, transit and destination countries to act;",
         ["Governments of origin, transit and destination countries"]),
        ("Invites the Western European and other States to light lamps;",
         ["Western European and other States"]),
        ("Invites relevant United Nations and Lamp Union bodies to light lamps;",
         ["relevant United Nations and Lamp Union bodies"]),
        ("Invites the experts of the Light with Lamps Network to report;",
         ["experts of the Light with Lamps Network"]),
        ("Calls upon all States neither to sell oil nor to buy it;", ["all States"]),
        ("Urges States Members of the Lamp Union and members of the oil agencies to light lamps;",
         ["States Members of the Lamp Union", "members of the oil agencies"]),
        ("Calls upon the Parties thereto to light lamps;", ["Parties"]),
        ("Reiterates its call upon States expressed in resolution 91/7 to act;", ["States"]),
        ("Reiterates the calls made in the papers entitled \u201cOur lamps, our oil\u201d and "
         "\u201cOur oil, our lamps\u201d for steps to be taken;", []),
        ("Decides that these arrangements shall apply only to lamps;", []),
        ("Encourages States that have not yet signed or ratified the Lamp Convention, the Lamp "
         "Board and donors to light lamps;", ["States", "Lamp Board", "donors"]),
        ("Encourages States that sell or buy oil and developing countries to light lamps;",
         ["States", "developing countries"]),
    ],
)  # fmt: skip
def test_whom(text: str, addressees: list[str]) -> None:
    act = last(text)
    assert act["addressees"] == addressees
    assert act["confidence"] == "high" or not addressees


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('Calls upon the parties to the "Lamp Peace" to light lamps;', "a name runs on"),
        ("Calls upon worldwide lamplight to advance;", "a name is no actor that is known"),
    ],
)
def test_a_name_that_may_be_none_leaves_low_confidence(text: str, reason: str) -> None:
    assert (last(text)["confidence"], last(text)["reason"]) == ("low", reason)


@pytest.mark.parametrize(
    "who", ["countries that have been supporting such lamps", "States which keep the lamps"]
)
def test_a_relative_clause_belongs_to_the_name_that_it_stands_by(who: str) -> None:
    act = last(f"Requests the Secretary-General, in cooperation with {who}, to report on lamps;")
    assert (act["with"], act["confidence"]) == ([who], "high")


@pytest.mark.parametrize(
    "text",
    [
        "Requests that all lists be published in time;",
        "Requests that the report on lamps include a list;",
    ],
)
def test_what_is_asked_of_nobody_is_certain(text: str) -> None:
    assert (last(text)["addressees"], last(text)["confidence"]) == ([], "high")


def test_what_a_report_is_to_be_like_is_asked_of_the_report() -> None:
    text = "Requests that the report of the Board on lamps, due in May, reflect the list below;"
    assert last(text)["deliverable"] == "report"


def test_verbs_in_a_pair_share_whom_and_what() -> None:
    urged, asked = acts("Urges and requests the Lamp Board to report at its tenth session;")
    assert [urged["verb"], asked["verb"]] == ["urge", "request"]
    for field in ("addressees", "deliverable", "due"):
        assert urged[field] == asked[field] is not None
    assert urged["span"][1] <= asked["span"][0]


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("Due to the dark ahead of winter, further requests the Board to act;", ["request"]),
        ("We stress the need for lamps, and in this regard we invite all banks to buy oil.",
         ["stress", "invite"]),
        ("To authorize the Board to light lamps, and to request it, when it meets, to report:",
         ["authorize", "request"]),
        ("Accords high priority to lamps, and requests the Board to act;", ["accord", "request"]),
        ("Strongly objects to the dark, and in this context calls upon all States to act;",
         ["object", "call upon"]),
    ],
)  # fmt: skip
def test_verbs(text: str, verbs: list[str]) -> None:
    read = reader.read([reader.Entry("1", text)], GA, headed=text.startswith("To "))[0]
    assert [act["verb"] for act in read] == verbs


def test_what_is_held_each_year_on_a_day_is_a_meeting() -> None:
    text = "Invites the Board to organize, each 14 December, should it not rain, a lamp meeting;"
    assert last(text)["deliverable"] == "meeting"


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("Decides to convene a meeting on the first day of the general debate of its ninetieth "
         "session;", "session", "of its ninetieth session"),
        ("Requests the Board to present it to the Economic and Social Council at the management "
         "segment of its 2029 session;", "session", "of its 2029 session"),
        ("Invites the Lamp Board to report to the Assembly at its special session;", "session",
         "at its special session"),
        ("Decides that the measures contained in the annex shall be reviewed at its ninetieth "
         "session;", "session", "at its ninetieth session"),
        ("Requests the Board to report no later than the last week of October;", "event",
         "no later than the last week of October"),
        ("Requests the Board to report well before the end of the mandate period;", "event",
         "well before the end of the mandate period"),
        ("Decides to extend the measure until one year from the date of adoption of the list;",
         "relative", "until one year from the date of adoption of the list"),
        ("Decides that the measures shall enter into force 30 days from the date of the list;",
         "relative", "30 days from the date of the list"),
    ],
)  # fmt: skip
def test_when(text: str, kind: str, said: str) -> None:
    due = last(text)["due"]
    assert due is not None
    assert (due["kind"], due["text"]) == (kind, said)


def test_not_later_than_at_a_session_is_by_it() -> None:
    due = last("Decides to review, not later than at its ninth session, the list of lamps;")["due"]
    assert (due["session"], due["bound"]) == (9, "by")


@pytest.mark.parametrize(
    ("text", "recurrence"),
    [
        ("Requests the Board to convene annual meetings of lamplighters;", "annual"),
        ("Invites the Board to hold, each 14 December thereafter, a meeting on lamps;", "annual"),
        ("Requests the Board to make proposals in the context of its annual report;", None),
        ("Invites States to consider the biennialization or triennialization of items;", None),
    ],
)
def test_how_often(text: str, recurrence: str | None) -> None:
    assert last(text)["recurrence"] == recurrence


@pytest.mark.parametrize(
    ("text", "companions"),
    [
        ("Requests the Board, in collaboration with, when appropriate, the Lamp Fund, to act;",
         ["Lamp Fund"]),
        ("Calls upon States, in collaboration with each other or with lamp organizations, to act;",
         ["lamp organizations"]),
        ("Requests the Board, in close consultation with the Lamp Committee established pursuant "
         "to resolution 91/1, to act;", ["Lamp Committee"]),
        ("Encourages States to devise, in collaboration with stakeholders, lamp policies and "
         "programmes for all;", ["stakeholders"]),
    ],
)  # fmt: skip
def test_with_whom(text: str, companions: list[str]) -> None:
    assert last(text)["with"] == companions
