"""Forms that real texts asked for, each in a sentence of our own."""

from __future__ import annotations

from typing import Any

import pytest

from mandates.adapters.reading import read_text
from mandates.adapters.reading.acts import reader

GA = "General Assembly"
FORUM = "Permanent Forum on Lamps"
PARTIES = "Conference of the Parties"


def acts(text: str, body: str = GA) -> list[dict[str, Any]]:
    return reader.read([reader.Entry("1", text)], body)[0]


def last(text: str, body: str = GA) -> dict[str, Any]:
    return acts(text, body)[-1]


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("The Permanent Forum recommends that the Bank buy oil. The Forum notes the price.",
         ["recommend", "note"]),
        ("Given that oil is dear, and that lamps go out, the Permanent Forum urges States to save;",
         ["urge"]),
        ("In order to save oil, the Forum decides to meet by day.", ["decide"]),
        ("The Executive Committee noted with regret the price and requested the Board to report.",
         ["note", "request"]),
        ("The SBI also requested the secretariat to convene a workshop.", ["request"]),
        ("Welcomes the plan of the Permanent Forum on Oil. The Advisory Panel recommends more.",
         ["welcome"]),
        ("At its tenth session, the General Assembly, under \u201cOil\u201d, decided to meet.",
         ["decide"]),
        ("CALLS UPON the Board to act, and takes note of the plan;", ["call upon", "take note"]),
        ("TAKES NOTE of the plan;", ["take note"]),
        ("Decides that the Board is set up, for a year unless the Council decides otherwise;",
         ["decide"]),
        ("Notes the plan, supports LAMP\u2019s proposals, and decides to keep watch;",
         ["note", "support", "decide"]),
    ],
)  # fmt: skip
def test_whoever_speaks_by_name_in_capitals_or_afterwards_acts(text: str, verbs: list[str]) -> None:
    assert [act["verb"] for act in acts(text, FORUM)] == verbs


@pytest.mark.parametrize(
    ("text", "addressees"),
    [
        ("Welcomes the lists of the Special Rapporteur on the right to light, and requests him/her "
         "to go on;", ["Special Rapporteur on the right to light"]),
        ("Notes how the Executive Director has kept watch, and appeals to him to stay;",
         ["Executive Director"]),
        ("Decides that the independent expert on oil shall keep watch, and invites him or her to "
         "report;", ["independent expert on oil"]),
        ("Welcomes the cooperation among United Nations funds and programmes, led by the Office, "
         "and urges them to do more;", ["United Nations funds and programmes"]),
        ("Recommends, furthermore, that in fulfilment of Article 7 of the Charter of the League "
         "the Board report every year;", ["Board"]),
        ("Recommends to the Board, and through it to the Assembly, that lamps be lit;",
         ["Board", "Assembly"]),
        ("Recommends that organizations, funds and programmes, in particular the Fund, prepare it;",
         ["organizations, funds and programmes"]),
        ("Recommends that the system, Governments, indigenous and other organizations keep watch;",
         ["system", "Governments", "indigenous and other organizations"]),
        ("Decides that for its tenth session the Director will report on oil;", ["Director"]),
        ("Requests that UNICEF operationalize its plan;", ["UNICEF"]),
        ("Recommends that the Board recommend that lamps be lit;", ["Board"]),
        ("Recommends that heads of agencies, funds and programmes that have not yet done so adopt "
         "it;", ["heads of agencies, funds and programmes"]),
        ("Invites the newly established Group of Lamps to act;",
         ["newly established Group of Lamps"]),
        ("Encourages organizers of meetings to act;", ["organizers of meetings"]),
        ("Reiterates previous requests that the Board report;", ["Board"]),
    ],
)  # fmt: skip
def test_who_is_meant_is_found(text: str, addressees: list[str]) -> None:
    assert last(text)["addressees"] == addressees


@pytest.mark.parametrize(
    "text",
    [
        "Thanks the Lamp Club and the Oil Club, and encourages these organizations to go on;",
        "Welcomes the plan, and invites them to go on;",
        "Urges States to help in coordination with the Lamp Fund the delivery of oil by night;",
        "Recommends that, as a basis for the lists of lamps they make use of the annex;",
    ],
)
def test_who_is_not_found_leaves_low_confidence_and_a_reason(text: str) -> None:
    act = last(text)
    assert (act["confidence"], bool(act["reason"])) == ("low", True)


def test_of_whom_a_group_is_composed_works_with_nobody() -> None:
    act = last(
        "Invites the Board, in consultation with a group of the Council, composed of the "
        "representatives of Norway, Chad and Peru, to buy oil;"
    )
    assert act["with"] == ["group of the Council"]


@pytest.mark.parametrize(
    ("text", "deliverable"),
    [
        ("Decides that the Conference on Lamps shall take place in Oslo;", "meeting"),
        ("Decides that the tenth session of the Board will be held in Oslo;", "meeting"),
        ("Decides that, to save oil, the Lamp Force is established for a year;", "mission"),
        ("Decides to create a database of lamps seen by members of the Forum;", "document"),
        ("Decides that the Board shall have a chair to assist it in dealing with its agenda;",
         "other"),
        ("Decides to transmit the plan drawn up under item 7 of the agenda of its tenth session;",
         "other"),
        ("Requests that the study on oil be presented to the Board;", "document"),
        ("Requests the Board to take, by and by, appropriate measures;", "other"),
        ("Requests the Board to prepare a multi-year programme of work for the Parties;", "plan"),
        ("Urges States to prepare as a step towards the end of the night, the required reports;",
         "report"),
        ("Requests the Board to submit to the Council as soon as possible a further report;",
         "report"),
        ("Urges States to pay their contributions to the Fund in full;", "resources"),
        ("Encourages States to respond generously to the requests of the Board to contribute oil;",
         "resources"),
        ("Recommends that States further assist in the search and report to the Board;", "report"),
    ],
)  # fmt: skip
def test_what_is_asked_for_is_found(text: str, deliverable: str) -> None:
    assert last(text)["deliverable"] == deliverable


def test_several_things_of_a_list_keep_their_own_due_terms() -> None:
    document = read_text(
        "The Security Council,\nHaving considered the lamps,\nDecides,\n(a) To renew the mandate "
        "of the Lamp Force until 31 May 1990;\n(b) To request the Board to submit a report;\n"
    )
    lead, renewed, asked = document["paragraphs"]
    assert (renewed["acts"], [act["verb"] for act in asked["acts"]]) == ([], ["request"])
    assert (lead["acts"][0]["deliverable"], lead["acts"][0]["due"]["date"]) == (
        "mission", "1990-05-31",
    )  # fmt: skip
    assert (asked["acts"][0]["deliverable"], asked["acts"][0]["due"]) == ("report", None)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Decides that the Board shall meet from 2 March to 3 April 1992;", "1992-03-02"),
        ("Decides that the session will be held on 3 and 4 May 1992;", "1992-05-03"),
        ("Requests the Board to convene a meeting in Oslo from 21 to 25 June 2010;", "2010-06-21"),
        ("Decides that the Force is established for a period until 31 May 1993;", "1993-05-31"),
        ("Requests the Board to light the lamps and report to the Forum in 2012;", "2012"),
    ],
)
def test_days_over_which_something_is_held_and_periods_are_due(text: str, due: str) -> None:
    assert last(text)["due"]["date"] == due


@pytest.mark.parametrize(
    ("text", "organ", "number"),
    [
        ("Requests the Board to report to the Conference of the Parties at its ninth meeting;",
         PARTIES, 9),
        ("Requests the Board to prepare a list for the ninth meeting of the Conference of the "
         "Parties;", PARTIES, 9),
        ("Requests the Board to report at its ninth meeting;", PARTIES, 9),
        ("Requests the secretariat to convene a workshop before SBI 41;", "SBI", 41),
        ("Decides to transmit the plan expressed under items 2 and 7 (f) of the agenda of its "
         "second session, to the General Assembly at its ninth session;", GA, 9),
    ],
)  # fmt: skip
def test_meetings_that_are_counted_are_sessions(text: str, organ: str, number: int) -> None:
    due = last(text, PARTIES)["due"]
    assert (due["organ"], due["session"]) == (organ, number)


@pytest.mark.parametrize(
    "text",
    [
        "Requests the Board to pass on the records of the debate on oil during its tenth session;",
        "Requests the Board to review strategies of light for all by the year 2000;",
        "Requests the Board to take part in the Congress to be held from 2 to 7 May 2020;",
        "Requests the Board to think of lamps after ten years of darkness;",
        "Requests the Board to report at its ninth meeting;",
    ],
)
def test_what_was_said_or_is_held_elsewhere_is_not_due(text: str) -> None:
    assert last(text)["due"] is None


def test_after_some_years_is_due_where_nothing_says_of_what() -> None:
    assert last("Decides to review the lamps after four years.")["due"]["kind"] == "relative"


@pytest.mark.parametrize(
    "text",
    [
        "Requests the President to appoint for each session a chair of the Forum;",
        "Recommends that States report to the Board at its annual sessions;",
    ],
)
def test_what_comes_with_each_session_says_so(text: str) -> None:
    assert last(text)["recurrence"] == "every_session"


# --- whole texts as pages have them ---------------------------------------------------------------


def numbers(text: str) -> list[str]:
    return [paragraph["number"] for paragraph in read_text(text)["paragraphs"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Regional Committee,\n\n  Noting the lamps of 1995*\n\n  1. APPROVES the list;\n"
         "  2. REQUESTS the Director:\n    (1) to buy oil;\n    (2) to light lamps.\n",
         ["1", "2", "2(1)", "2(2)"]),
        ("The Regional Committee,\nNoting the lamps;\n- THANKS the Director for the oil;\n"
         "- REQUESTS the Board:\n- (1) to buy oil;\n- (2) to light lamps;\n",
         ["u1", "u2", "u2(1)", "u2(2)"]),
        ("The General Assembly,\nRecalling its resolutions 3201 (S-VI) and 3202 (S-VI) on lamps "
         "of the world and the keepers of those lamps, 1.Requests the Board to buy oil for all of "
         "the lamps; 2.Decides to look at the lamps at its tenth session.\n", ["1", "2"]),
    ],
)  # fmt: skip
def test_paragraphs_are_found_whatever_a_page_made_of_their_numbers(
    text: str, expected: list[str]
) -> None:
    assert numbers(text) == expected


def test_a_formula_that_lost_its_comma_names_the_body() -> None:
    document = read_text("Lamps\n\nThe Executive Board\n\n1. Requests the Fund to buy oil.\n")
    assert (document["body"], document["title"]) == ("Executive Board", "Lamps")


def test_the_mark_of_a_cell_is_no_part_of_the_symbol() -> None:
    document = read_text(
        "United Nations |\nA/RES/92/193 |\nGeneral Assembly |\nThe General Assembly,\n"
        "Aware of lamps,\n1. Urges States to keep watch.\n"
    )
    assert document["symbol"] == "A/RES/92/193"


@pytest.mark.parametrize(
    "after",
    [
        "This work is kept by a library.\n\nPursuant to its rules, it may be copied.",
        "11 September 1996\n\nPrint Bookmark More",
        "* LAMP/RC47/2\n\n11 September 1996",
    ],
)
def test_what_a_page_adds_below_the_text_is_dropped(after: str) -> None:
    end = "2. Decides to remain seized of the matter."
    document = read_text(
        f"The Security Council,\n\nAware of lamps,\n\n1. Urges States to act;\n\n{end}\n\n{after}\n"
    )
    assert document["paragraphs"][-1]["text"] == end[3:]
    assert len(document["preamble"]) == 1
    assert any(item["reason"] == "after the text" for item in document["dropped"])


def test_a_date_between_paragraphs_closes_nothing() -> None:
    text = (
        "The General Assembly,\n\nAware of lamps,\n\n1. Urges States to act.\n\n11 September 1996"
        "\n\n2. Urges States to keep watch.\n"
    )
    assert numbers(text) == ["1", "2"]


@pytest.mark.parametrize(
    ("text", "addressees", "deliverable"),
    [
        ("Appeals to donors for contributions to the Lamp Fund;", ["donors"], "resources"),
        ("Appeals accordingly to all States for sustained support and funding for lamps;",
         ["all States"], "resources"),
        ("Appeals to the international community for help with its lamps;",
         ["international community"], "other"),
        ("Appeals to Governments to light lamps for all;", ["Governments"], "other"),
        ("Invites States Members and non-members of the Lamp Union to light lamps;",
         ["States Members and non-members of the Lamp Union"], "other"),
        ("Urges international financial institutions and organizations of the United Nations "
         "system to light lamps;",
         ["international financial institutions", "organizations of the United Nations system"],
         "other"),
        ("Urges relevant organizations and agencies of the United Nations system to light lamps;",
         ["relevant organizations and agencies of the United Nations system"], "other"),
        ("Appeals to the Governments of Members and non-members of the Lamp Union to light lamps;",
         ["Governments of Members and non-members of the Lamp Union"], "other"),
        ("Invites the Lamp Board to transmit to the Council at its session of 2031 its views on "
         "it;",
         ["Lamp Board"], "information"),
        ("Decides that the Lamp Board should consider whether to meet in 2031;",
         ["Lamp Board"], "other"),
        ("Decides that the meeting on lamps would be held in May 2031;", [], "meeting"),
        ("Invites contributions to the Fund in cash and oil, to be kept, as needed, under its "
         "rules;",
         [], "resources"),
        ("Recommends to the Assembly that it include the question in its provisional agenda;",
         ["Assembly"], "agenda_item"),
        ("Reiterates its request in paragraph 8 of its resolution 80/9 that the Board submit a "
         "list;",
         ["Board"], "document"),
        ("Reiterates its request in resolution 80/9 to the Board to submit a list;",
         ["Board"], "document"),
        ("Decides that for future appointments the Lamp Council shall propose one keeper;",
         ["Lamp Council"], "recommendations"),
        ("Invites the high-level political forum on lamps to discuss the report of the Board;",
         ["high-level political forum on lamps"], "other"),
        ("Requests the Board to consider and make proposals at its tenth session on lamps;",
         ["Board"], "recommendations"),
        ("Requests the Board to present, as part of its report, in consultation with States, the "
         "Fund and the Office, recommendations and an update on lamps;",
         ["Board"], "recommendations"),
        ("Requests the Board to prepare and circulate to the governments of Member States a study;",
         ["Board"], "document"),
        ("Requests the Board to submit, for approval, the rules of procedure of the Fund;",
         ["Board"], "document"),
        ("Calls upon agencies to publish timely and harmonized data on lamps;",
         ["agencies"], "information"),
        ("Requests the Board to meet informally at least once a year with the keepers;",
         ["Board"], "meeting"),
        ("Requests the Board to provide the keepers with the staff and resources that they need;",
         ["Board"], "resources"),
        ("Requests the Board to provide technical and material assistance to the keepers;",
         ["Board"], "other"),
        ("Requests the Board to set up a high-level Commission on Lamps;", ["Board"], "mission"),
        ("Authorizes the Board to appoint a panel of keepers;", ["Board"], "mission"),
        ("Encourages States to establish national committees on lamps;", ["States"], "other"),
        ("Requests the Board, consulting as appropriate with the Fund and other agencies, to "
         "report to it;", ["Board"], "report"),
        ("Decides that no meetings shall be held at the same time as those of the Board;",
         [], "other"),
    ],
)  # fmt: skip
def test_who_is_asked_for_what(text: str, addressees: list[str], deliverable: str) -> None:
    act = last(text)
    assert (act["addressees"], act["deliverable"]) == (addressees, deliverable)


@pytest.mark.parametrize(
    ("text", "recurrence"),
    [
        ("Requests the Board to give priority to lamps in its annual report;", None),
        ("Requests the Board to submit an annual report on lamps;", "annual"),
        ("Requests the Board to find further annual benefits of the lamps;", None),
        ("Requests the Board to observe the day of lamps on an annual basis;", "annual"),
        ("Requests the Board to continue its quarterly rounds of the lamps;", "quarterly"),
        ("Decides that the Forum shall appoint for each session a keeper of the lamps;",
         "every_session"),
    ],
)  # fmt: skip
def test_a_rhythm_is_of_what_is_asked_for(text: str, recurrence: str | None) -> None:
    assert last(text)["recurrence"] == recurrence


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Requests the Board to submit refined elements of the lamps to it;",
         "what is to be delivered is not known"),
        ("Requests the Board to transmit the present resolution to the Fund;", None),
        ("Requests the Board to submit a list of lamps to it;", None),
        ("Appeals for help;", "nobody is named"),
        ("Appeals to donors for help;", None),
        ("Requests the Board, in consultation with the Fund ____ 1 Office, to light lamps;",
         "a name runs on"),
        ("Requests the Board to finalize a guide in time, in order to enable the keepers to meet "
         "in 2031;", None),
    ],
)  # fmt: skip
def test_what_is_not_known_says_so(text: str, reason: str | None) -> None:
    act = last(text)
    assert (act["confidence"], act.get("reason")) == ("low" if reason else "high", reason)


def test_attention_that_is_called_asks_nothing_and_demands_may_be_a_noun() -> None:
    assert not last("Calls attention to the number of lamps;")["mandate"]
    text = "Decides to act, unless the keepers meet all the commitments and demands made in it;"
    assert [act["verb"] for act in acts(text)] == ["decide"]
    text = "Deplores the darkness, and demands that lamps be lit;"
    assert [act["verb"] for act in acts(text)] == ["deplore", "demand"]


def test_both_sessions_are_due_points() -> None:
    act = last("Requests the Board to report to it at both its tenth and eleventh sessions;")
    assert [term["session"] for term in act["dues"]] == [10, 11]


def test_what_somebody_is_informed_of_is_no_beginning_of_a_time() -> None:
    act = last("Requests States to inform the Board within nine months of the progress made;")
    assert act["due"]["text"] == "within nine months"
    act = last("Requests States to inform the Board within nine months of the adoption of it;")
    assert act["due"]["after"].startswith("the adoption")


def test_what_a_meeting_is_on_ends_before_it_is_to_be_held() -> None:
    assert last("Decides that the meeting on lamps shall be held in 2031;")["title"] == "lamps"


def test_that_somebody_be_requested_below_what_resolves_it_is_an_act() -> None:
    entries = [
        reader.Entry("u1", "Resolves:"),
        reader.Entry("1", "That the Lamp Board be requested, by 3 May 2031, to light lamps;"),
        reader.Entry("2", "That lamps be invited to shine;"),
    ]
    found = reader.read(entries, GA)
    assert [(act["verb"], act["addressees"]) for act in found[1]] == [("request", ["Lamp Board"])]
    assert found[2] == []


def test_a_session_of_a_year_has_no_number() -> None:
    act = last("Requests the Board to report at its regular session scheduled for 2031;")
    assert (act["due"]["session"], act["due"]["year"]) == (None, 2031)
    council = "Economic and Social Council"
    term = last("Invites the Board to report to it at its second regular session;", council)["due"]
    assert (term["organ"], term["session"]) == (council, None)
    term = last("Invites the Board to report to it at its fifty-second session;", council)["due"]
    assert term["session"] == 52


def test_when_a_session_is_to_be_held_and_how_long_terms_last() -> None:
    act = last("Decides that the Board shall hold a session of two weeks' duration in March 2031;")
    assert act["due"]["date"] == "2031-03"
    act = last("Requests the Council, at its organizational session for 2031, to set up a board;")
    assert (act["due"]["session"], act["due"]["year"]) == (None, 2031)
    act = last("Decides to establish a Lamp Board of five members elected for three-year terms;")
    assert (act["deliverable"], act["due"]) == ("mission", None)
    act = last("Decides to establish a Lamp Board for a three-year period;")
    assert act["due"]["amount"] == 3


def test_each_annual_session_is_every_session() -> None:
    act = last(
        "Requests the Board to provide States, at each annual session, with a list of lamps;"
    )
    assert act["recurrence"] == "every_session"


def test_items_of_a_list_that_hangs_on_that_say_what_is_to_be() -> None:
    entries = [
        reader.Entry("1", "Decides that"),
        reader.Entry("1(a)", "The meeting on lamps shall be held in May 2031;"),
    ]
    act = reader.read(entries, GA)[0][0]
    assert (act["deliverable"], act["due"]["date"]) == ("meeting", "2031-05")
