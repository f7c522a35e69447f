"""What is decided "To ...", what several are asked at once, and pages of several texts."""

from __future__ import annotations

from typing import Any

import pytest

from mandates.adapters.reading import read_text
from mandates.adapters.reading.acts import reader
from mandates.domain.errors import BadInput

GA = "General Assembly"


def acts(text: str, body: str = GA) -> list[dict[str, Any]]:
    return reader.read([reader.Entry("1", text)], body)[0]


def verbs(document: dict[str, Any]) -> dict[str, list[str]]:
    return {
        paragraph["number"]: [act["verb"] for act in paragraph["acts"]]
        for paragraph in document["paragraphs"]
    }


# --- "decides: To request ..." --------------------------------------------------------------------

PARTIES = """Decision XC/4: Lamps

Recalling decision LXX/3,

The Ninetieth Meeting of the Parties decides:

1. To request the Lamp Panel, in cooperation with the Oil Panel, to submit a report to the Open-
ended Working Group at its forty-ninth meeting;

2. To note the list, and to urge all parties to light their lamps by 1 March 2092;

3. To convene a workshop on oil in the first half of 2092;
"""


def test_below_a_formula_that_decides_each_paragraph_acts() -> None:
    document = read_text(PARTIES)
    assert document["body"] == "Meeting of the Parties"
    assert [item["verb"] for item in document["preamble"]] == ["Recalling"]
    assert verbs(document) == {"1": ["request"], "2": ["note", "urge"], "3": ["decide"]}
    asked, urged, convened = (item["acts"][-1] for item in document["paragraphs"])
    assert (asked["addressees"], asked["with"]) == (["Lamp Panel"], ["Oil Panel"])
    assert (asked["due"]["organ"], asked["due"]["session"]) == ("Open-ended Working Group", 49)
    assert (urged["addressees"], urged["due"]["date"]) == (["all parties"], "2092-03-01")
    assert (convened["addressees"], convened["deliverable"]) == (
        ["Meeting of the Parties"], "meeting",
    )  # fmt: skip
    assert convened["due"]["date"] == "2092-06-30"


def test_what_an_act_spans_is_where_it_stands() -> None:
    document = read_text(PARTIES)
    paragraph = document["paragraphs"][0]
    start, end = paragraph["acts"][0]["span"]
    assert paragraph["text"][start:end].startswith("request the Lamp Panel")


LISTED = (
    ("1", "Decides, in this regard:"),
    ("1(a)", "To request the Board to report at its tenth session;"),
    ("1(b)", "To invite States to send lamps;"),
)


def listed(*more: tuple[str, str]) -> list[list[dict[str, Any]]]:
    return reader.read([reader.Entry(*entry) for entry in (*LISTED, *more)], GA)


def test_what_is_asked_in_a_list_of_what_is_decided_is_a_mandate_of_its_own() -> None:
    lead, asked, invited = listed()
    assert [(act["verb"], act["addressees"]) for act in (*asked, *invited)] == [
        ("request", ["Board"]),
        ("invite", ["States"]),
    ]
    assert not lead[0]["mandate"]


def test_what_a_list_extends_for_a_time_is_due_at_its_end() -> None:
    lead = listed(("1(c)", "To extend the mandate of the Lamp Mission for three years;"))[0][0]
    assert (lead["deliverable"], lead["due"]["amount"], lead["due"]["unit"]) == (
        "mission", 3, "year",
    )  # fmt: skip


def test_what_the_body_does_itself_stays_with_the_verb_above_the_list() -> None:
    lead, _, _, own = listed(("1(c)", "To convene a meeting by 1 May 2090;"))
    assert own == []
    assert (lead[0]["mandate"], lead[0]["deliverable"]) == (True, "meeting")
    assert lead[0]["due"]["date"] == "2090-05-01"


@pytest.mark.parametrize(
    "lead",
    [
        "Requests the Board:",
        "Decides to appoint a keeper of lamps, whose tasks will be:",
        "Decides that the Board shall have the following tasks:",
    ],
)
def test_a_list_of_what_others_are_to_do_holds_no_acts(lead: str) -> None:
    entries = [("1", lead), ("1(a)", "To invite States to send lamps;")]
    _, below = reader.read([reader.Entry(*entry) for entry in entries], GA)
    assert below == []


@pytest.mark.parametrize(
    "text", ["To encourage the use of lamps to save oil;", "To request and receive lists;"]
)
def test_an_infinitive_that_asks_nobody_is_no_act(text: str) -> None:
    entries = [("1", "Decides:"), ("1(a)", text)]
    _, below = reader.read([reader.Entry(*entry) for entry in entries], GA)
    assert below == []


def test_below_a_heading_that_decides_it_is_said_all_the_same() -> None:
    entry = reader.Entry("1", "To encourage the use of lamps to save oil;")
    ((act,),) = reader.read([entry], GA, headed=True)
    assert (act["verb"], act["addressees"]) == ("encourage", [])


def test_several_sentences_may_tell_what_was_decided_with_no_subject() -> None:
    (act,) = acts("Requested the Board to submit a list of lamps at its tenth session.", "Board")
    assert (act["verb"], act["deliverable"]) == ("request", "document")


def test_what_was_deferred_is_told_too() -> None:
    (act,) = acts("deferred the decision on lamps to its tenth session.", "Board")
    assert (act["verb"], act["mandate"], act["addressees"]) == ("defer", True, ["Board"])
    assert act["due"]["session"] == 10


# --- X to do this, and Y to do that ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "addressees", "deliverable"),
    [
        ("Requests the Board to buy oil, and the Secretary-General to report thereon;",
         ["Board", "Secretary-General"], "report"),
        ("Requests the Board to buy good oil and the Fund to submit a report on its price;",
         ["Board", "Fund"], "report"),
        ("Urges States to light lamps, regional banks to lend more and donors to help them;",
         ["States", "regional banks", "donors"], "other"),
        ("Calls upon States to sign the Lamp Convention, and States parties to keep to it;",
         ["States", "States parties"], "other"),
        ("Recommends that the Board keep lamps and that the Fund report on its price;",
         ["Board", "Fund"], "report"),
    ],
)  # fmt: skip
def test_others_who_are_asked_for_something_else_are_addressed_too(
    text: str, addressees: list[str], deliverable: str
) -> None:
    (act,) = acts(text)
    assert act["addressees"] == addressees
    assert act["confidence"] == "high"
    assert deliverable in (act["deliverable"], "report")


@pytest.mark.parametrize(
    "text",
    [
        "Requests the Board to help States and the Fund to light their lamps;",
        "Requests the Board to work with States and the Fund to light their lamps;",
        "Requests the Board to send oil to keepers, including States, and the Fund to be lit;",
        "Requests the Board to consult regional and other funds to learn of lamps;",
        "Requests the Board to buy oil for lamps, and the private sector, to meet their needs;",
        "Requests the Board to recall the needs of the coast and the harbour lamps to be lit;",
        "Requests the Board to buy oil, and other services to light lamps;",
    ],
)
def test_whom_something_is_done_with_or_for_is_not_addressed(text: str) -> None:
    (act,) = acts(text)
    assert act["addressees"] == ["Board"]


def test_its_session_is_that_of_whoever_is_named_before_it() -> None:
    (act,) = acts("Invites the Lamp Commission to act at its tenth session and the Fund to pay;")
    assert (act["due"]["organ"], act["due"]["session"]) == ("Lamp Commission", 10)


# --- who is meant, when it is due -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Decides to extend the mandate of the Lamp Mission until 1 May 2090, and requests it to "
         "report;", "Lamp Mission"),
        ("Appoints a Lamp Committee of fifteen members to be named by the President, and requests "
         "it to report;", "Lamp Committee"),
        ("Decides to invite lamp experts to its meetings, and urges them to come;",
         "lamp experts"),
        ("Requests the informal working group to meet;", "informal working group"),
    ],
)  # fmt: skip
def test_it_is_what_was_just_made_or_extended_and_never_who_speaks(text: str, who: str) -> None:
    assert acts(text)[-1]["addressees"] == [who]


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("Decides to extend the mandate of the Lamp Rapporteur for a further period of 3 years;",
         3, "year"),
        ("Decides to renew, for one year, the mandate of the Lamp Mission;", 1, "year"),
        ("Authorizes States to keep lamps for a period of 13 months from the date of adoption;",
         13, "month"),
    ],
)  # fmt: skip
def test_what_lasts_for_a_time_is_due_at_its_end(text: str, amount: int, unit: str) -> None:
    due = acts(text)[-1]["due"]
    assert (due["kind"], due["amount"], due["unit"]) == ("relative", amount, unit)


def test_the_day_on_which_it_ends_comes_before_how_long_it_is() -> None:
    text = "Decides to extend the Lamp Mission for a period of six months, until 1 May 2090;"
    assert acts(text)[-1]["due"]["date"] == "2090-05-01"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Requests the Board to submit a list by the third quarter of 2090;", "2090-09-30"),
        ("Requests the Board to hold a meeting in the second half of 2090;", "2090-12-31"),
        ("Requests the Board to keep lamps lit, as those that went out in the spring of 2090 were;",
         None),
    ],
)  # fmt: skip
def test_parts_of_years_are_due_on_their_last_days(text: str, day: str | None) -> None:
    due = acts(text)[-1]["due"]
    assert (due and due["date"]) == day


@pytest.mark.parametrize(
    ("text", "organ", "session"),
    [
        ("Requests the Board to report to the Commission at its tenth session;",
         "Commission on Lamps", 10),
        ("Requests the Board to report to the Governing Body of the Lamp Office at its tenth "
         "session;", "Governing Body of the Lamp Office", 10),
        ("Decides to meet on the margins of the tenth session of the General Assembly;", GA, 10),
        ("Requests the Board to report at its tenth session, and decides to include the item in "
         "the agenda of that session;", "Commission on Lamps", 10),
    ],
)  # fmt: skip
def test_whose_session_it_is(text: str, organ: str, session: int) -> None:
    due = acts(text, "Commission on Lamps")[-1]["due"]
    assert (due["organ"], due["session"]) == (organ, session)


def test_a_report_is_no_other_where_it_is_rendered_as_an_account() -> None:
    (act,) = acts("Instructs the Board to render to the Assembly an account of its work;")
    assert act["deliverable"] == "report"


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Requests the Board to submit a list in the course of 2090;", "2090"),
        ("Requests the Board to submit a list by mid-2090;", "2090-06"),
        ("Recommends that States keep lamps and that the Board report on them by 1 May 2090;",
         "2090-05-01"),
    ],
)  # fmt: skip
def test_days_are_as_exact_as_the_text(text: str, due: str) -> None:
    assert acts(text)[-1]["due"]["date"] == due


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("Requests the Board to report well before the end of the oil season of the year;", "low"),
        ("Requests the Board to present the lists prior to the coming oil deadlines;", "low"),
        ("Requests the Board to keep the lamps that were lit prior to the last meeting;", "high"),
        ("Requests the Board to report until the night is over;", "high"),
        ("Requests the Board to report no later than at its tenth session;", "high"),
    ],
)
def test_a_time_that_is_said_and_not_read_leaves_low_confidence(text: str, confidence: str) -> None:
    (act,) = acts(text)
    assert act["confidence"] == confidence
    assert (act.get("reason") == "when it is due is said, unread") == (confidence == "low")


@pytest.mark.parametrize(
    ("text", "organ", "number"),
    [
        ("To request the Board to submit a list in advance of the tenth meeting of the Open-ended "
         "Working Group;", "Open-ended Working Group", 10),
        ("Decides to extend the mandate of the Lamp Panel until its tenth meeting;",
         "Meeting of the Parties", 10),
        ("Decides to postpone the election of members of the Lamp Board until its tenth session;",
         "Meeting of the Parties", 10),
        ("Decides to hold a workshop back-to-back with the Tenth Meeting of the Parties;",
         "Meeting of the Parties", 10),
    ],
)  # fmt: skip
def test_meetings_before_and_beside_which_something_is_due(
    text: str, organ: str, number: int
) -> None:
    due = acts(text, "Meeting of the Parties")[-1]["due"]
    assert (due["organ"], due["session"]) == (organ, number)


def test_a_rhythm_said_of_a_person_is_the_rhythm_of_what_is_asked() -> None:
    (act,) = acts("Requests that the Board meet and that it report every two years until 2095;")
    assert (act["recurrence"], act["due"]) == ("biennial", None)


def test_a_thing_of_somebody_is_not_who_acts() -> None:
    (act,) = acts("Decides that the Panel\u2019s mandated tasks shall remain as they are;")
    assert act["addressees"] == []


def test_whom_a_participle_describes_is_addressed() -> None:
    (act,) = acts(
        "Authorizes, for a period of thirteen months, States working with the Fund to buy oil;"
    )
    assert (act["addressees"], act["due"]["amount"]) == (["States"], 13)


def test_two_that_are_asked_below_decides_are_two_acts() -> None:
    one, two = acts("To invite States to keep watch, and to request the Board to report in 2090;")
    assert (one["addressees"], one["due"]) == (["States"], None)
    assert (two["addressees"], two["due"]["date"]) == (["Board"], "2090")


# --- pages that hold several texts ----------------------------------------------------------------

TWO = """{first}

The {body},

Aware of lamps,

1. Urges States to light lamps;

2. Decides to remain seized of the matter.

{second}

The {body},

Aware of oil,

1. Urges States to buy oil.
"""


@pytest.mark.parametrize(
    ("body", "first", "second", "symbol"),
    [
        (
            "Security Council",
            "Resolution 9801 (2036)",
            "Resolution 9802 (2036)",
            "S/RES/9801(2036)",
        ),
        ("Human Rights Council", "92/3. Lamps", "92/4. Oil", "A/HRC/RES/92/3"),
        ("Economic and Social Council", "2036/14\nLamps", "2036/15\nOil", "E/RES/2036/14"),
        ("General Assembly", "Lamps of the world", "Oil of the world", None),
    ],
)
def test_the_first_text_of_a_page_is_read_and_the_next_is_dropped(
    body: str, first: str, second: str, symbol: str | None
) -> None:
    document = read_text(TWO.format(body=body, first=first, second=second))
    assert document["symbol"] == symbol
    assert list(verbs(document)) == ["1", "2"]
    others = [item["text"] for item in document["dropped"] if "another" in item["reason"]]
    assert second.split("\n", 1)[0] in others


def test_the_text_that_is_asked_for_is_read_wherever_it_stands() -> None:
    page = TWO.format(body="Human Rights Council", first="92/3. Lamps", second="92/4. Oil")
    document = read_text(page, symbol="A/HRC/RES/92/4")
    assert (document["symbol"], document["title"]) == ("A/HRC/RES/92/4", "Oil")


def test_lettered_parts_are_one_text() -> None:
    page = TWO.format(body="General Assembly", first="Lamps\n\nA\n\nLit lamps", second="B\n\nOil")
    assert list(verbs(read_text(page))) == ["A.1", "A.2", "B.1"]


def test_a_corrigendum_is_no_text_to_read() -> None:
    page = (
        "United Nations\n\nA/RES/90/214/Corr.1\n\nGeneral Assembly\n\nCorrigendum\n\n"
        "1. Paragraph 7\n\nFor lamps read lanterns in the third line of the text.\n"
    )
    with pytest.raises(BadInput, match="a corrigendum to A/RES/90/214:"):
        read_text(page)


def test_the_only_paragraph_of_a_page_is_no_running_title() -> None:
    page = (
        "A/C.6/90/L.14\n\nThe General Assembly,\n\nAware of lamps,\n\n1. Urges States to act;\n\n"
        "36-19843 (E)\n\nA/C.6/90/L.14\n\n2. Decides to include the item\nin its agenda.\n\n"
        "2/2 36-19843\n"
    )
    assert list(verbs(read_text(page))) == ["1", "2"]


def test_preambles_that_are_counted_with_the_paragraphs_are_preambles() -> None:
    document = read_text(
        "The Executive Board,\n\n1. Having examined the list of lamps,\n\n2. Recalling the price "
        "of oil,\n\n3. Requests the Director to buy oil.\n"
    )
    assert [item["verb"] for item in document["preamble"]] == ["Having", "Recalling"]
    assert list(verbs(document)) == ["3"]


def test_who_speaks_above_a_list_is_the_body_and_tells_what_was_decided() -> None:
    document = read_text(
        "Decision on lamps\n\nThe Governing Body:\n\n(a) took note of the list;\n\n"
        "(b) requested the Director to submit a plan at its tenth session.\n"
    )
    assert document["body"] == "Governing Body"
    assert verbs(document) == {"u1": [], "u1(a)": ["take note"], "u1(b)": ["request"]}


def test_paragraphs_whose_numbers_have_no_dot_are_found_by_their_capitals() -> None:
    document = read_text(
        "LAMPS\n\nTHE ASSEMBLY,\n\nRECALLING oil,\n\n1 ADOPTS the list;\n\n"
        "2 INVITES Governments to keep watch.\n"
    )
    assert verbs(document) == {"1": ["adopt"], "2": ["invite"]}


def test_a_draft_has_dots_for_the_number_that_it_does_not_have_yet() -> None:
    document = read_text(
        "A/HRC/96/L.17\n\nNorway: draft resolution\n\n96/... Lamps\n\nThe Human Rights Council,"
        "\n\nAware of lamps,\n\n1. Urges States to keep watch.\n"
    )
    assert document["title"] == "Lamps"


def test_a_session_in_a_title_is_not_the_session_of_the_text() -> None:
    document = read_text(
        "A/C.2/90/L.60\n\nGeneral Assembly\n\nNinetieth session\n\nDraft decision submitted by "
        "the Bureau\n\nProgramme of work for the\nninety-first session of the General Assembly\n\n"
        "The General Assembly:\n\n(a) Approves the programme;\n\n(b) Invites States to keep watch."
    )
    assert document["session"] == 90
    assert document["title"].endswith("ninety-first session of the General Assembly")
    assert verbs(document)["u1(b)"] == ["invite"]


def test_a_decision_without_a_formula_begins_where_it_asks() -> None:
    document = read_text(
        "Decision XC/15: Lamps\nNoting that lamps are lit,\nRecalling decision LX/3,\n"
        "- To request the Secretariat to prepare a list for the Open-ended Working Group at its "
        "tenth meeting;\n- To invite States to keep watch.\n"
    )
    assert [item["verb"] for item in document["preamble"]] == ["Noting", "Recalling"]
    assert verbs(document) == {"u1": ["request"], "u2": ["invite"]}


def test_what_it_asks_about_is_a_list_and_no_paragraphs() -> None:
    document = read_text(
        "Decision XC/9: Oil\n\nTo request the Panel to prepare a report on, among other things:\n\n"
        "  1. The cost of oil;\n  2. The age of the lamps;\n"
    )
    assert verbs(document) == {"u1": ["request"], "u1(1)": [], "u1(2)": []}


def test_a_formula_may_name_the_decision_and_stand_above_its_preamble() -> None:
    document = read_text(
        "Decision XC/18: Oil\n\nThe Ninetieth Meeting of the Parties decided in Dec. XC/18:\n\n"
        "Noting the price of oil,\n\nTo request the Panel to submit a list of lamps.\n"
    )
    assert document["body"] == "Meeting of the Parties"
    assert ([item["verb"] for item in document["preamble"]], verbs(document)) == (
        ["Noting"], {"u1": ["request"]},
    )  # fmt: skip


def test_unlabelled_lists_of_what_others_are_to_do_stay_where_they_are() -> None:
    document = read_text(
        "The General Assembly,\n\nAware of lamps,\n\nRequests the Board to act;\n\n"
        "To invite States to keep watch;\n"
    )
    assert verbs(document) == {"u1": ["request"]}


def test_a_title_a_formula_and_a_text_in_one_line_are_told_apart() -> None:
    title = "VIII/3. Lamps of the coast: in-depth review of the programme of work for lamps"
    document = read_text(
        f"{title} The Conference of the Parties 1. Welcomes the progress made with lamps of the "
        "coast; 2. Requests the Executive Secretary to report on oil at its tenth meeting; 3. Asks "
        "Parties to keep watch.\n"
    )
    assert (document["body"], document["title"]) == ("Conference of the Parties", title)
    assert verbs(document) == {"1": ["welcome"], "2": ["request"], "3": ["ask"]}


@pytest.mark.parametrize(
    "lead",
    [
        "The Tenth Meeting of the Parties,\nRecalling decision LX/3,\nDecides:",
        "The Meeting of the Parties, in Decision XC/3 of its Tenth Meeting, decided:",
        "The Meeting of the Parties\nRecalling decision LX/3,\nDecides:",
    ],
)
def test_below_decides_with_marks_for_numbers_each_paragraph_acts(lead: str) -> None:
    document = read_text(
        f"Decision XC/3: Lamps\n{lead}\n- To request the Secretariat to keep the list of lamps;\n"
        "- To request the Board to report on oil;\n"
    )
    assert document["body"] == "Meeting of the Parties"
    said = {number: found for number, found in verbs(document).items() if found != ["decide"]}
    assert list(said.values()) == [["request"], ["request"]]
    assert sum(act["mandate"] for item in document["paragraphs"] for act in item["acts"]) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Reaffirms the decision to consider at its ninetieth session the need to convene a meeting "
        "of the Lamp Board;",
        "Decides that the keeping of old lamps shall be considered again by the Lamp Board;",
    ],
)
def test_what_is_to_be_considered_again_is_an_item_of_an_agenda(text: str) -> None:
    (act,) = acts(text)
    assert (act["mandate"], act["deliverable"]) == (True, "agenda_item")


@pytest.mark.parametrize(
    ("text", "verb", "mandate", "deliverable"),
    [
        ("Appoints a committee of five members to study lamps and report to it at its tenth "
         "session;", "appoint", True, "mission"),
        ("Sets up an ad hoc group, which shall report to it at its tenth session;", "set up", True,
         "mission"),
        ("Creates a lamp panel with the mandate to report to it at its tenth session;", "create",
         True, "mission"),
        ("Appoints a Credentials Committee consisting of Peru and Chad;", "appoint", False, "none"),
        ("Appoints Ms. Wick as a member of the Lamp Committee;", "appoint", False, "none"),
        ("Establishes a working group on lamps;", "establish", True, "mission"),
        ("Establishes the following rules on lamps;", "establish", True, "other"),
        ("Calls attention to the lamps that the Board has lit;", "call attention", False, "none"),
    ],
)  # fmt: skip
def test_what_is_founded_at_once_is_a_mandate_where_it_is_given_something_to_do(
    text: str, verb: str, mandate: bool, deliverable: str
) -> None:
    (act,) = acts(text)
    assert (act["verb"], act["mandate"], act["deliverable"]) == (verb, mandate, deliverable)
    assert act["addressees"] == ([GA] if mandate else [])


@pytest.mark.parametrize("being", ["be", "is", "is hereby"])
def test_who_is_authorized_is_to_act(being: str) -> None:
    (act,) = acts(
        f"Decides that the Secretary-General {being} authorized to enter into commitments;"
    )
    assert (act["addressees"], act["deliverable"]) == (["Secretary-General"], "resources")


@pytest.mark.parametrize(
    ("decided", "mandate", "deliverable", "when"),
    [
        ("to take note of the list and to postpone consideration thereof until its next session",
         True, "agenda_item", "until its next session"),
        ("to take note of the list and to consider it at its tenth session", True, "agenda_item",
         "at its tenth session"),
        ("to take note of the list and to endorse it", False, "none", None),
        ("to give further urgent consideration to lamps at its tenth session", True,
         "agenda_item", "at its tenth session"),
        ("to give full support to the Board", True, "other", None),
    ],
)  # fmt: skip
def test_what_is_decided_beside_taking_note_is_a_mandate(
    decided: str, mandate: bool, deliverable: str, when: str | None
) -> None:
    (act,) = acts(f"Decides {decided};")
    due = (act["due"] or {"text": None})["text"]
    assert (act["mandate"], act["deliverable"], due) == (mandate, deliverable, when)


@pytest.mark.parametrize("founded", ["extend the mandate of", "appoint"])
def test_what_a_mission_is_to_do_is_the_mission_s(founded: str) -> None:
    entries = [
        reader.Entry("1", f"Decides to {founded} the Lamp Panel for three years, with a mandate:"),
        reader.Entry("1(a)", "To count lamps;"),
        reader.Entry("1(b)", "To report annually to the Assembly;"),
    ]
    ((act,), *_) = reader.read(entries, GA)
    assert (act["deliverable"], act["due"]["kind"], act["recurrence"]) == (
        "mission", "relative", None,
    )  # fmt: skip
