"""What is asked for, verb by verb and noun by noun: drafting practice puts any with any."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandates.adapters.reading.acts import reader


def act(text: str) -> dict[str, Any]:
    (only,) = reader.read([reader.Entry("1", text)], "General Assembly")[0]
    return only


HANDED_IN = (
    "submit present prepare provide issue circulate produce finalize complete publish compile "
    "update revise send furnish draft develop deliver supply make_available draw_up"
)
LOOKED_INTO = "conduct undertake carry_out initiate launch commission"
FOUNDED = "establish set_up create"
TABLE = [
    ("report", HANDED_IN,
     "a report|an interim report|an oral report|a report, including recommendations|its report"),
    ("document", HANDED_IN,
     "a list|lists|a roster|a memorandum|an options paper|an assessment tool paper|a handbook|"
     "guidelines|guiding principles|a questionnaire|inventories|a bulletin|newsletters|a brochure|"
     "a repertory|an index|a survey|an analysis|model clauses|terms of reference|a budget|"
     "a draft convention|a code of conduct|training materials|information materials|a fact sheet|"
     "a matrix|a table|a map|an annex|registers|a memorandum of understanding|a set of guidelines"),
    ("document", LOOKED_INTO, "a study|a survey|an analysis|research|a mapping"),
    ("document", f"{FOUNDED} maintain keep update launch",
     "a database|a website|a web portal|a central register|a roster|a public list|inventories"),
    ("document", "draft elaborate formulate prepare finalize complete submit circulate revise",
     "an international convention|a protocol|a declaration|a statute|a code|rules of procedure|"
     "minimum rules|a set of principles|a body of principles|standards|a charter"),
    ("plan", "submit present prepare provide elaborate draft adopt design update revise devise",
     "a workplan|a plan of action|a strategy|a road map|a timetable|a concept of operations"),
    ("recommendations", "submit make formulate draft put_forward develop adopt transmit",
     "recommendations|a set of recommendations|concrete proposals|policy options|suggestions"),
    ("information", "submit provide supply furnish transmit send collect compile make_available",
     "information|their views|a reply|particulars|statistical data|lessons learned|inputs"),
    ("review", f"{LOOKED_INTO} perform continue prepare submit publish finalize",
     "a review|a strategic assessment|an independent evaluation|an audit|a mid-term review"),
    ("meeting", "hold organize host arrange schedule convene",
     "a meeting|a colloquium|a webinar|a series of workshops|a number of consultations|"
     "a round of hearings|a round table"),
    ("briefing", "provide hold give organize", "a briefing|regular briefings"),
    ("mission", f"{FOUNDED} appoint dispatch deploy constitute re-establish reconstitute",
     "a mission|a group of experts|a task force|a special envoy|an independent expert|a mediator|"
     "a multinational force"),
    ("mission", "send designate", "a mission|a special envoy|a personal representative"),
    ("mission", FOUNDED, "a regional office|a support unit|an advisory board|a mechanism|a forum"),
    ("mission", "extend renew prolong", "the mandate of the Panel|its mandate"),
    ("resources", "provide contribute supply make_available mobilize",
     "funds|additional staff|personnel|troops and equipment|voluntary contributions"),
    ("resources", "make", "voluntary contributions|financial contributions|pledges"),
    ("resources", FOUNDED.replace("set_up ", ""), "two new posts|additional positions"),
    ("other", "take make ensure strengthen promote enhance",
     "measures|efforts|cooperation|technical assistance|evidence-based efforts"),
    ("other", "establish create", "national mechanisms|partnerships|an enabling environment"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "verbs", "things"), TABLE, ids=[f"{k}: {v[:24]}" for k, v, _ in TABLE]
)
def test_what_is_made_is_told_by_the_verb_and_its_noun(kind: str, verbs: str, things: str) -> None:
    wrong = {
        (verb, thing, read)
        for verb in verbs.replace("_", "~").split()
        for thing in things.split("|")
        if (read := _asked(verb.replace("~", " "), thing)) != kind
    }
    assert not wrong


def _asked(verb: str, thing: str) -> str:
    text = f"Requests the Secretary-General to {verb} {thing} on lighthouses;"
    return str(act(text)["deliverable"])


DOING = st.sampled_from([
    ("prepare", "preparation", "a report on lamps", "report"),
    ("prepare", "preparation", "a plan of action for lamps", "plan"),
    ("convene", "convening", "a meeting on lamps", "meeting"),
    ("formulate", "formulation", "recommendations on lamps", "recommendations"),
    ("appoint", "appointment", "a special rapporteur on lamps", "mission"),
    ("create", "creation", "a committee on lamps", "mission"),
    ("submit", "submission", "a draft declaration on lamps", "document"),
    ("draft", "drafting", "a convention on lamps", "document"),
])  # fmt: skip
ROUND_ABOUT = st.sampled_from([
    "Requests the Board to make the necessary arrangements to {do} {what};",
    "Requests the Board to make, by 1 May 2031, the arrangements necessary to {do} {what};",
    "Requests the Board to make arrangements for the early {doing} of {what};",
    "Requests the Board to arrange for the {doing} of {what};",
    "Requests the Board to take the necessary steps to {do} {what};",
    "Requests the Board to take all necessary measures for the {doing} of {what};",
    "Requests the Board to proceed to {do} {what};",
    "Requests the Board to proceed with the {doing} of {what};",
    "Requests the Board to undertake the {doing} of {what};",
    "Requests the Board to ensure the timely {doing} of {what};",
    "Requests the Board to light lamps and to expedite the {doing} of {what};",
    "Requests the Board to consider the {doing} of {what};",
    "Requests the {doing}, by the Board, of {what};",
    "Entrusts the Board with the {doing} of {what};",
    "Reiterates its request to the Board to {do} {what};",
    "Requests the Board to continue to supply oil and {do} {what};",
    "Requests the Board to {do} as soon as possible {what};",
    "Requests the Board to {do} on a regular basis {what};",
    "Requests the Board to consider entrusting the Chair with the {doing} of {what};",
    "Requests the Board to draft and {do} {what}, to light lamps, and to keep oil;",
])  # fmt: skip


@given(ROUND_ABOUT, DOING)
def test_what_is_asked_in_a_round_about_way_is_the_same(
    text: str, asked: tuple[str, str, str, str]
) -> None:
    do, doing, what, kind = asked
    assert act(text.format(do=do, doing=doing, what=what))["deliverable"] == kind


@pytest.mark.parametrize(
    ("text", "deliverable"),
    [
        ("Requests the Board to provide all military personnel with training;", "other"),
        ("Requests the Board to provide all keepers with a handbook;", "document"),
        ("Requests the Board to provide evidence-based advice;", "other"),
        ("Requests the Board to keep its reports short;", "other"),
        ("Requests the Board to keep the list of lamps up to date;", "document"),
        ("Requests the Board to keep the list of lamps under review;", "review"),
        ("Requests the Board to update the General Assembly on lamps;", "information"),
        ("Requests the Board to comply with the report;", "other"),
        ("Requests the Board to explore ways and means to convene a meeting;", "other"),
        ("Requests the Board to take further steps to ease the collection of data;", "other"),
        ("Urges States to establish a commission on lamps;", "other"),
        ("Requests that a group of experts be appointed by the Board;", "mission"),
        ("Entrusts the Board with the task of organizing a seminar on lamps;", "meeting"),
        ("Requests the Board to entrust the Chair with conducting an audit of lamps;", "review"),
        ("Requests the Board to have a study made on lamps and to send it to States;", "document"),
        ("Requests the Board to publish on the Fund's website all public information;",
         "information"),
        ("Requests the Board to reissue the handbook in all languages;", "document"),
        ("Requests the Board to distribute reports in time for the session;", "other"),
        ("Requests the Board to invite the comments of States;", "information"),
        ("Invites their comments;", "information"),
        ("Invites States to second qualified personnel to the Lamp Force;", "resources"),
        ("Requests the Fund to extend financial and technical assistance to Peru;", "resources"),
        ("Requests the Board to extend assistance to Peru;", "other"),
        ("Requests the Board, in 2031, to ensure, within its means, the allocation of resources;",
         "resources"),
        ("Requests the Board to provide the Chair with regard to lamps with sufficient funds;",
         "resources"),
        ("Encourages States to make important contributions to this process;", "other"),
        ("Encourages States to make important contributions to the Fund;", "resources"),
        ("Requests the Board to develop research on lamps;", "other"),
        ("Encourages information sharing among States;", "other"),
        ("Requests the Board to post on its website a handbook for keepers;", "document"),
        ("Requests the Board to prepare an accessible version of the handbook;", "document"),
        ("Requests the Board to allocate a larger share of its resources to lamps;", "resources"),
        ("Requests the Board to appoint a High Commissioner and make staff available;", "mission"),
        ("Requests the Board to address the matter in its next report;", "report"),
        ("Requests the Board to address the matter in its work and reporting;", "other"),
        ("Encourages the allocation of more resources to coastal instruments for lamps;",
         "resources"),
        ("Encourages the holding of further events on lamps, to build on what was done;",
         "meeting"),
        ("Recommends the creation, with the consent of Peru, of a United Nations Lamp Force;",
         "mission"),
    ],
)  # fmt: skip
def test_what_only_sounds_like_a_product_is_none(text: str, deliverable: str) -> None:
    assert act(text)["deliverable"] == deliverable


@pytest.mark.parametrize(
    ("decided", "deliverable"),
    [
        ("to set up a subcommittee", "mission"), ("to send a visiting mission", "mission"),
        ("to authorize the deployment of a mission", "mission"),
        ("that a group of experts shall be appointed", "mission"),
        ("to defer the item to its tenth session", "agenda_item"),
        ("to defer action on the draft resolution", "agenda_item"),
        ("to allocate the item to the Third Committee", "agenda_item"),
        ("to allocate 5 million dollars to the Fund", "resources"),
        ("to authorize the Board to enter into commitments of 5 dollars", "resources"),
        ("to establish two new posts", "resources"), ("to admit Peru to membership", "other"),
        ("not to extend the mandate of the Panel", "other"), ("not to meet in 2031", "other"),
        ("to establish the position of Ombudsman in the Office", "resources"),
        ("to approve resources in the amount of 5 dollars", "resources"),
        ("to remain seized of this matter at its tenth session", "agenda_item"),
        ("to remain seized of this matter", "other"),
        ("to postpone the election", "other"), ("to enlarge the Committee", "other"),
    ],
)  # fmt: skip
def test_what_a_body_decides(decided: str, deliverable: str) -> None:
    assert act(f"Decides {decided};")["deliverable"] == deliverable
