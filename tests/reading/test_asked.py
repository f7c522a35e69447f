"""Who is asked and for what, whatever stands between the words that say it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandates.adapters.reading.acts import reader

GA = "General Assembly"
WHO = st.sampled_from([
    "Lamp Board", "Secretary-General", "Special Committee on Lamps", "Subcommission", "Commission",
    "Executive Director of the Lamp Programme", "Working Group on Oil", "specialized agencies",
])  # fmt: skip


def acts(*texts: str) -> list[list[dict[str, Any]]]:
    """The acts of each paragraph; of a list, "2(a)" is below "2"."""
    numbers = ["1", *(f"1({letter})" for letter in "abc")]
    return reader.read([reader.Entry(*pair) for pair in zip(numbers, texts, strict=False)], GA)


def act(text: str) -> dict[str, Any]:
    ((only,),) = acts(text)
    return only


WHEN = st.sampled_from([
    "", " in future", ", in future,", " henceforth", " from now on", " until then",
    " for the time being",
    " as from 2031", " as of 1 January 2031", " during its ninetieth session",
    " as from its ninetieth session", " beginning with its ninetieth session",
])  # fmt: skip
ASIDES = st.sampled_from(["", ", in principle,", ", subject to resources,", ", as appropriate,"])


@given(WHO, WHEN, ASIDES, st.sampled_from(["shall", "should", "will"]))
def test_who_shall_act_may_stand_behind_a_time(who: str, when: str, aside: str, will: str) -> None:
    read = act(f"Decides that{when} the {who} {will}{aside} meet every two years;")
    assert read["addressees"] == [who]
    assert read["recurrence"] == "biennial"


@given(WHO, st.sampled_from(["", ", when painting towers,", ", where they are dark,", ", as "
    "appropriate,", ", in consultation with States,"]), st.booleans())  # fmt: skip
def test_others_may_be_asked_for_something_else(who: str, aside: str, comma: bool) -> None:
    joined = "," if comma or aside else ""
    read = act(f"Invites the Board to light lamps{joined} and the {who}{aside} to pay for oil;")
    assert read["addressees"] == ["Board", who]


@given(WHO)
def test_others_may_be_called_upon_by_a_second_upon(who: str) -> None:
    read = act(f"Calls upon all States to light lamps, and upon the {who} to assist them;")
    assert read["addressees"] == ["all States", who]


@given(
    WHO,
    st.sampled_from(["", "also ", "further "]),
    st.sampled_from(["requested", "invited", "urged", "encouraged", "called upon"]),
)
def test_who_is_asked_in_the_passive_is_to_act(who: str, again: str, asked: str) -> None:
    read = act(f"Requests {again}that the {who} be {asked} to submit a report on lamps to it;")
    assert (read["addressees"], read["deliverable"]) == ([who], "report")


@pytest.mark.parametrize(
    ("text", "deliverable"),
    [
        ("Requests also that a report be submitted by the Board;", "report"),
        ("Further requests that a study be prepared by the Board;", "document"),
        ("Requests that the findings be reported to it at its ninetieth session;", "report"),
        ("Decides that an audit of all lamps be carried out by the Board of Auditors;", "review"),
        ("Requests that an item on lamps be included in the provisional agenda of its ninetieth "
         "session;", "agenda_item"),
        ("Requests the Board to ensure that the outcome will be reported to States;", "other"),
    ],
)  # fmt: skip
def test_what_is_asked_for_in_the_passive(text: str, deliverable: str) -> None:
    assert act(text)["deliverable"] == deliverable


@given(
    st.sampled_from(["transmit", "circulate"]),
    st.sampled_from([
        ("a plan of action", "plan"), ("an evaluation of lamps", "review"),
        ("a road map for lamps", "plan"), ("concrete proposals for lamps", "recommendations"),
        ("a review of lamps", "review"), ("its views on lamps", "information"),
        ("a study of lamps", "document"),
    ]),
)  # fmt: skip
def test_what_is_sent_is_delivered(send: str, what: tuple[str, str]) -> None:
    text = f"Requests the Board to {send} {what[0]} to the Assembly by 30 June 2031;"
    assert act(text)["deliverable"] == what[1]


def test_what_is_there_already_is_no_product() -> None:
    sent = act("Requests the Board to transmit the text of the present resolution to all States;")
    assert sent["deliverable"] == "other"
    assert act("Requests the Board to circulate the plan of action;")["deliverable"] == "other"


@given(
    st.sampled_from(["every six months", "quarterly", "twice a year"]),
    st.sampled_from([("once a year", "annual"), ("every two years", "biennial"),
                     ("at each session", "every_session")]),
)  # fmt: skip
def test_a_rhythm_is_the_reports_where_both_have_one(kept: str, often: tuple[str, str]) -> None:
    read = act(f"Directs the Board to review the list {kept} and to report to it {often[0]};")
    assert (read["deliverable"], read["recurrence"]) == ("report", often[1])


@pytest.mark.parametrize("often", ["every 90 days", "annually", "biennially", "regularly"])
def test_a_rhythm_is_nobody_to_work_with(often: str) -> None:
    read = act(f"Invites the Board to report jointly with the Lamp Fund {often};")
    assert read["with"] == ["Lamp Fund"]


def test_what_items_say_of_a_subject_above_them_is_no_act() -> None:
    above, first, second = acts(
        "Requests that the Lamp Board:", "Provides oil to all keepers;", "Submits a report to it;"
    )
    assert (above[0]["addressees"], above[0]["confidence"]) == (["Lamp Board"], "high")
    assert first == second == []


def test_nor_is_an_event_that_is_their_subject_asked() -> None:
    above, first = acts("Decides that the lamp forums:", "Are open to all States;")
    assert (above[0]["addressees"], first) == ([], [])


def test_who_is_invited_in_an_item_is_invited() -> None:
    _, first = acts("Decides that the Lamp Board:", "Governments are invited to act;")
    assert [item["verb"] for item in first] == ["invite"]


@pytest.mark.parametrize("verb", ["declares", "considers"])
@pytest.mark.parametrize("them", ["them", "these acts", "such acts"])
def test_what_is_said_of_them_is_an_act_of_its_own(verb: str, them: str) -> None:
    (read,) = acts(f"Condemns all fires, {verb} {them} illegal and calls for an end to them;")
    assert [item["verb"] for item in read] == ["condemn", verb.removesuffix("s"), "call for"]


def test_items_below_a_plain_lead_in_act_all_the_same() -> None:
    _, first = acts("Having seen the lamps:", "Requests the Board to light them;")
    assert [item["verb"] for item in first] == ["request"]


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        # by effort, and by giving consideration
        ("make every effort to submit a report to it", "report"),
        ("do its utmost to complete the list by 2031", "document"),
        ("spare no effort to convene the conference", "meeting"),
        ("give early and serious consideration to making available more funds", "resources"),
        ("convoke a special session of the Assembly", "meeting"),
        ("consider and decide upon making a detailed survey of lamps", "document"),
        ("compile the commitments of keepers, and to help them", "document"),
        # where it is to be said
        ("pay special attention to lamps in its report to the Assembly", "report"),
        ("pay more attention to lamps in their consideration of reports", "other"),
        ("take stock of lamps, in its report to be presented in 2036", "report"),
        ("explore options for lamps, in the report on oil to be submitted to the Council",
         "report"),
        ("make the results of the list available to the Council", "information"),
        ("make arrangements for oil that is available", "other"),
        ("lead a review process on ten years of lamps", "review"),
        ("reconvene the expert group on lamps", "meeting"),
        ("secure the necessary resources for lamps", "resources"),
        ("decide to convene a summit in 2038", "meeting"),
        ("complete its work on the draft declaration and to submit it for adoption", "document"),
        ("collect the views of States and to transmit them to the Council", "information"),
        ("continue its study of lamps, and to submit its opinions to the Assembly", "information"),
        # what is handed in at the end
        ("continue its study of lamps with a view to submitting proposals to the Assembly",
         "recommendations"),
        ("review the list and to submit to the Assembly recommendations on lamps",
         "recommendations"),
        ("continue and complete its consideration of lamps and, taking into account what was said, "
         "to make recommendations thereon to the Assembly", "recommendations"),
        ("hold a meeting and to submit recommendations to the Council", "meeting"),
        # what is there already
        ("communicate the report to the Members for their comments", "other"),
        ("communicate to Members the present resolution", "other"),
        ("communicate its views on lamps", "information"),
        ("transmit the report of the panel to the Members during its tenth session", "report"),
    ],
)  # fmt: skip
def test_what_is_to_be_produced_in_the_end(asked: str, kind: str) -> None:
    assert act(f"Requests the Board to {asked};")["deliverable"] == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Decides to review, not later than at its tenth session, the work of the Office;",
         "review"),
        ("Decides to review the matter at its tenth session;", "agenda_item"),
        ("Decides that, notwithstanding its list, summaries should be submitted to it in 2036;",
         "document"),
    ],
)  # fmt: skip
def test_what_a_body_decides_to_review_is_reviewed(text: str, kind: str) -> None:
    assert act(text)["deliverable"] == kind


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Decides that the list should be submitted to the Assembly in 2036;", "2036"),
        ("Decides to extend the mandate of the Board for a year from 1 January to 31 December "
         "2038;", "2038-12-31"),
        ("Authorizes the Board to spend oil for the period from 1 January to 31 December 2038;",
         None),
        ("Requests the Board to end what was begun but not completed before 31 December 2031;",
         None),
        ("Authorizes the Board to set up a group, to meet for a period not exceeding five working "
         "days prior to the sessions of the Board;", None),
    ],
)  # fmt: skip
def test_when_what_is_decided_is_due(text: str, due: str | None) -> None:
    term = act(text)["due"]
    assert (term and term["date"]) == due


@pytest.mark.parametrize(
    ("text", "mandate"),
    [
        ("Recommends the use of lamps;", False),
        ("Recommends greater cooperation among keepers;", False),
        ("Recommends the use of lamps by States;", True),
        ("Recommends that lamps be used;", True),
        ("Recommends the following lamps:", True),
        ("Recommends to the General Assembly the list of lamps;", True),
    ],
)
def test_what_is_recommended_to_nobody_is_no_mandate(text: str, mandate: bool) -> None:
    read = act(text)
    assert read["mandate"] is mandate
    assert (read["deliverable"] == "none") is not mandate


def test_whom_a_list_or_a_draft_is_recommended_to_is_asked() -> None:
    for what in ("to the General Assembly the list of lamps", "the present resolution to the "
                 "General Assembly for endorsement"):  # fmt: skip
        assert act(f"Recommends {what};")["addressees"] == ["General Assembly"]


def test_what_may_be_the_case_beside_a_name_names_nobody() -> None:
    read = act("Calls upon all States, should any lamps be lit in their harbours, to report;")
    assert read["addressees"] == ["all States"]


def test_a_rhythm_of_what_is_only_thought_of_is_none() -> None:
    read = act("Requests the Board to review the possibilities of saving oil and of meeting on a "
               "biennial basis;")  # fmt: skip
    assert read["recurrence"] is None


@pytest.mark.parametrize(
    ("text", "addressees"),
    [
        ("Encourages further efforts of the international community to save oil;",
         ["international community"]),
        ("Calls for continued support from all States in that regard;", ["all States"]),
        ("Encourages the use by member States of the Lamp Association of the Lamp Framework;",
         ["member States of the Lamp Association"]),
        ("Encourages the implementation by States of the Programme of Action;", ["States"]),
        ("Calls upon the United Nations system, including its agencies, funds and programmes, "
         "within their mandates, to act;", ["United Nations system"]),
        ("Calls upon the Committee on the Uses of the Seabed and the Ocean Floor beyond the Limits "
         "of Jurisdiction to report;",
         ["Committee on the Uses of the Seabed and the Ocean Floor beyond the Limits of "
          "Jurisdiction"]),
        ("Invites the human rights treaty bodies and special procedures of the Council to act;",
         ["human rights treaty bodies", "special procedures of the Council"]),
        ("Calls upon all peacekeeping and other relevant missions and all entities to report;",
         ["all peacekeeping and other relevant missions", "all entities"]),
    ],
)  # fmt: skip
def test_who_is_to_act_by_efforts_support_and_deeds(text: str, addressees: list[str]) -> None:
    assert act(text)["addressees"] == addressees


def test_whoever_is_to_brief_is_asked_and_powers_concerned_are_several() -> None:
    read = act("Requests that the Board brief it and that the Chair provide a list by 1 July;")
    assert read["addressees"] == ["Board", "Chair"]
    ((_, second),) = acts(
        "Urges the Powers concerned to keep the lamps of the peoples, and requests them to report;"
    )
    assert second["addressees"] == ["Powers concerned"]


def test_a_rhythm_of_an_update_or_of_what_others_are_to_do_is_not_that_of_a_report() -> None:
    for text in (
        "Requests the Panel to provide a report no later than 1 May 2031 and updates each month;",
        "Decides to appoint an expert, with the mandate to report annually to the Board;",
    ):
        assert act(text)["recurrence"] is None


def test_those_who_are_to_be_engaged_are_they() -> None:
    ((_, read),) = acts(
        "Stresses the value of engaging States, keepers of lamps and all other stakeholders, and "
        "invites them to act;"
    )
    assert read["addressees"] == ["States", "all other stakeholders"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Invites the Special Rapporteur to address and engage in an interactive dialogue with the "
         "General Assembly at its tenth session;", "briefing"),
        ("Invites the Special Rapporteur to engage in an interactive dialogue with the Council;",
         "meeting"),
        ("Encourages regular and inclusive reviews of progress;", "review"),
        ("Decides that the fifth review conference will be held in Apia;", "meeting"),
        ("Requests the Director to lead the preparation of a strategy for lamps;", "plan"),
        ("Resolves that there shall be established a commission of eleven keepers;", "mission"),
        ("Decides that the amount of 30 dollars be assessed on Member States;", "resources"),
        ("Requests the Director: (1) to keep oil; (2) to report to the Assembly;", "report"),
        ("Decides to continue, under the Panel, at its tenth session, consideration of lamps;",
         "agenda_item"),
        ("Requests a further report by 30 April 2036, and that this report include a list;",
         "report"),
        ("Requests that the Office be provided, in Apia and in Lima, with the resources it needs;",
         "resources"),
    ],
)  # fmt: skip
def test_a_dialogue_is_held_and_reviews_are_asked_for(text: str, kind: str) -> None:
    assert act(text)["deliverable"] == kind


def test_one_of_the_sessions_of_a_year_and_whoever_shall_meet_then_are_due() -> None:
    committee = "Committee on the Uses of the Seabed and the Ocean Floor beyond the Coast"
    asked = f"to submit its list to the {committee} during one of its sessions in 2071"
    due = act(f"Requests the Board {asked};")["due"]
    assert (due["organ"], due["year"]) == (committee, 2071)
    read = act("Requests States to appoint experts who shall meet in Apia on 1 February 2046;")
    assert read["due"]["date"] == "2046-02-01"


def test_the_end_of_a_mandate_may_be_that_of_somebody_named() -> None:
    read = act("Calls upon all States to act before the end of the Mission\u2019s current mandate;")
    assert read["due"]["text"] == "before the end of the Mission\u2019s current mandate"


@pytest.mark.parametrize("things", ["initiatives that help", "national programmes which allow"])
def test_what_somebody_may_do_is_not_asked_to_do_it(things: str) -> None:
    text = f"Encourages {things} States to light lamps;"
    (act,) = reader.read([reader.Entry("1", text)], "General Assembly")[0]
    assert act["addressees"] == []


@pytest.mark.parametrize(
    ("words", "companions"),
    [
        ("in co-ordination with", ["Lamp Board", "Oil Fund"]),
        ("in close co-operation and co-ordination with", ["Lamp Board", "Oil Fund"]),
        ("after due consultation with", ["Lamp Board", "Oil Fund"]),
        ("following consultations with", ["Lamp Board", "Oil Fund"]),
        ("with the full co-operation of", ["Lamp Board", "Oil Fund"]),
        ("in cooperation, in particular, with", ["Lamp Board", "Oil Fund"]),
        ("in consultation, through the Chair, with", ["Lamp Board", "Oil Fund"]),
        ("in association with", []), ("in liaison with", []), ("in agreement with", []),
    ],
)  # fmt: skip
def test_companions_are_named_in_the_spellings_of_all_decades_and_are_not_asked(
    words: str, companions: list[str]
) -> None:
    for text in (
        f"Requests the Fund for Wicks, {words} the Lamp Board and the Oil Fund, to report;",
        f"Requests the Fund for Wicks to prepare, {words} the Lamp Board and the Oil Fund, a list;",
    ):
        ((act,),) = acts(text)
        assert (act["with"], act["addressees"]) == (companions, ["Fund for Wicks"])


@pytest.mark.parametrize(
    ("text", "verb", "addressees"),
    [
        ("Calls, in this connexion, upon States to light lamps;", "call upon", ["States"]),
        ("Recommends that each Member take, as soon as possible, such steps as may be needed;",
         "recommend", ["each Member"]),
        ("Requests States, each within its mandate, to light lamps;", "request", ["States"]),
    ],
)  # fmt: skip
def test_who_is_asked_stands_before_or_behind_an_aside(
    text: str, verb: str, addressees: list[str]
) -> None:
    ((act,),) = acts(text)
    assert (act["verb"], act["addressees"]) == (verb, addressees)


def test_what_they_are_to_do_may_be_said_in_a_second_that_clause() -> None:
    ((act,),) = acts(
        "Recommends to the Board that it trim lamps and that it include in its annual reports "
        "information on oil;"
    )
    assert (act["deliverable"], act["recurrence"]) == ("report", "annual")


@pytest.mark.parametrize(
    ("asked", "addressees", "confidence"),
    [
        ("the two sides", ["two sides"], "high"),
        ("the illegal r\u00e9gime", ["illegal r\u00e9gime"], "high"),
        ("teachers and families", ["teachers", "families"], "high"),
        ("States Members of the Lamp Union or members of the oil agencies or of the Wick Fund",
         ["States Members of the Lamp Union", "members of the oil agencies or of the Wick Fund"],
         "high"),
        ("the global Campaign to End Darkness", ["global Campaign to End Darkness"], "low"),
        ("a continued focus on lamps", [], "low"),
        ("renewed vigilance", [], "high"),
    ],
)  # fmt: skip
def test_somebody_who_is_not_known_is_asked_with_low_confidence(
    asked: str, addressees: list[str], confidence: str
) -> None:
    ((act,),) = acts(f"Urges {asked} to light lamps;")
    assert (act["addressees"], act["confidence"]) == (addressees, confidence)


@pytest.mark.parametrize(
    ("text", "addressees"),
    [
        ("Invites the oil funds and other organizations, including the World Bank, to light lamps. "
         "These organizations are invited to report;", ["oil funds", "other organizations"]),
        ("Requests the Secretary-General to ask UNICEF and UNDP, and invites these organizations "
         "to report;", ["UNICEF", "UNDP"]),
    ],
)  # fmt: skip
def test_these_organizations_are_those_just_asked_or_named(
    text: str, addressees: list[str]
) -> None:
    ((*_, act),) = acts(text)
    assert act["addressees"] == addressees
