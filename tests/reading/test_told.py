"""Decisions that are told afterwards, and verbs beside the one that leads."""

from __future__ import annotations

from typing import Any

import pytest

from mandates.adapters.reading import read_text
from mandates.adapters.reading.acts import reader

GA = "General Assembly"


def acts(text: str, body: str = GA) -> list[dict[str, Any]]:
    return reader.read([reader.Entry("1", text)], body)[0]


def verbs(text: str) -> list[str]:
    return [act["verb"] for act in acts(text)]


# --- where the verb of a decision stands ----------------------------------------------------------

TELLS = "At its 7th plenary meeting, on 3 March 2091, the General Assembly"


@pytest.mark.parametrize(
    "between",
    [
        ", on the recommendation of the Lamp Committee, ",
        ",  on the recommendation of the Lamp Committee,   ",
        ", on the proposal of its President (A/91/L.7), recalling its list of lamps, ",
        ", on the recommendation of the Lamp Committee,  (Footnote: A/91/7, para.7.) ",
        " pursuant to its resolution 91/7 of 2 March 2091, ",
        " on the proposal of its President, without a vote ",
        ", by a recorded vote of 71 to 12, with 45 abstentions, (see A/91/PV.7) ",
        ", recalling its resolution 91/7, by which it had asked for lamps, ",
        " ",
    ],
)
@pytest.mark.parametrize("verb", ["decided", "decides", "Decided"])
def test_whatever_stands_between_a_decision_and_its_verb(between: str, verb: str) -> None:
    if verb != "decided" and not between.endswith(", "):
        return  # without a comma the past alone is a verb of the body
    (act,) = acts(f"{TELLS}{between}{verb} to include an item on lamps in the agenda.")
    assert (act["verb"], act["mandate"], act["deliverable"]) == ("decide", True, "agenda_item")


def test_what_others_did_is_no_act_of_a_decision() -> None:
    assert verbs(f"{TELLS}, on the list adopted by the Board, which had been decided upon,") == []
    assert verbs(f"{TELLS} on the proposals that it approved the day before was told of it") == []


def test_a_paragraph_may_tell_of_several_meetings() -> None:
    text = f"{TELLS}, took note of the list. At its 8th plenary meeting, on 4 March 2091, the"
    text += " General Assembly, on the proposal of its President, decided to close the list."
    assert verbs(text) == ["take note", "decide"]


def test_a_decision_may_say_nothing_of_its_meeting() -> None:
    (act,) = acts("The General Assembly, on the recommendation of the Board, decided to defer "
                  "consideration of the list until its tenth session.")  # fmt: skip
    assert (act["verb"], act["due"]["session"]) == ("decide", 10)


def test_a_body_may_be_named_before_its_meeting() -> None:
    text = "The General Assembly, at its 7th plenary meeting, on 3 March 2091, decided to request"
    assert verbs(f"{text} the Board to list lamps, and took note of the letter.") == [
        "decide",
        "take note",
    ]


LISTED = f"""{TELLS}, on the recommendation of the Lamp Committee (A/91/7, para. 7)
(a)\tApproved the programme of work, as set out below;
(b)\tInvited the Board, in line with paragraphs 2 (b) and 7, to take account of document
A/C.2/91/CRP.1.

Programme of work

1.\tLamps:
\t(a)\tOil;
2.\tWicks.
"""


def test_what_is_told_in_a_list_is_read_though_a_numbered_list_follows() -> None:
    paragraphs = {item["number"]: item for item in read_text(LISTED)["paragraphs"]}
    assert [act["verb"] for act in paragraphs["u1(a)"]["acts"]] == ["approve"]
    assert [act["verb"] for act in paragraphs["u1(b)"]["acts"]] == ["invite"]
    assert "A/C.2/91/CRP.1." in paragraphs["u1(b)"]["text"]
    assert paragraphs["2"]["acts"] == []


def test_a_label_that_is_cited_in_a_line_begins_no_list_in_it() -> None:
    text = f"{TELLS}, having seen the lamps:\n(a) Decided, in line with paragraphs 2 (b) and 7, to"
    text += " meet;\n(b) Also decided to light lamps."
    numbers = [item["number"] for item in read_text(text)["paragraphs"]]
    assert numbers == ["u1", "u1(a)", "u1(b)"]


def test_what_is_told_may_be_numbered() -> None:
    text = f"{TELLS}, on the proposal of its President,\n1. Decided to meet again;\n2. Welcomed it."
    document = read_text(text)
    assert [item["number"] for item in document["paragraphs"]] == ["u1", "1", "2"]
    assert (document["adopted_on"], document["body"]) == ("2091-03-03", GA)


def test_a_letter_may_stand_above_what_is_told() -> None:
    document = read_text(f"A\n{TELLS} took note of the list of lamps.")
    assert [act["verb"] for act in document["paragraphs"][0]["acts"]] == ["take note"]


# --- further verbs --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Welcomes the list, and in this sense continues to encourage States to light lamps;",
         ["welcome", "encourage"]),
        ("Notes that the Board continues to encourage States to light lamps;", ["note"]),
        ("Urges those who sell and hide oil to stop; and reiterates its concern;",
         ["urge", "reiterate"]),
        ("Stress the value of lamps, and encourage the Board to report on them;",
         ["stress", "encourage"]),
        ("Recall that States shall promote and encourage the use of lamps;", ["recall"]),
        ("Recognizes the darkness, and supports concrete actions against it;",
         ["recognize", "support"]),
        ("Recognizes that the Board promotes and supports an open list;", ["recognize"]),
        ("Welcomes the list, and further stresses this list will be kept;", ["welcome", "stress"]),
        ("We are deeply concerned that lamps go out. We call upon States to light them.",
         ["be concerned", "call upon"]),
        ("The lamps of which we are aware are few.", []),
    ],
)  # fmt: skip
def test_verbs_beside_the_one_that_leads(text: str, expected: list[str]) -> None:
    assert verbs(text) == expected


def test_a_stance_is_no_mandate() -> None:
    (act,) = acts("We are committed to supporting the lamps of small States.")
    assert (act["verb"], act["mandate"], act["force"]) == ("be committed", False, "observing")


SECTIONS = """At its 90th plenary meeting, on 3 May 2027, the General Assembly, on the \
recommendation of the Fifth Committee, (Footnote: A/81/900, para. 7 (a).)

Section A
Decided to defer until the first part of its resumed eighty-second session consideration of the \
following documents:

Item 140
Lamps for the biennium

Annual progress report of the Secretary-General on lamps
Note by the Secretary-General on oil

Section B

Decided to defer until its eighty-third session consideration of the following documents:

Item 141
Oil

DECISION B

At its 95th plenary meeting, on 30 June 2027, the General Assembly, on the recommendation of the \
Fifth Committee, decided to defer until the main part of its eighty-third session consideration \
of the following documents:

Item 142
Report of the Lamp Board
"""


def test_a_decision_in_sections_puts_off_the_documents_of_each() -> None:
    read = read_text(SECTIONS, symbol="A/DEC/81/547")
    told = [
        (act["verb"], act["deliverable"], act["due"]["session"], act["due"]["part"])
        for paragraph in read["paragraphs"]
        for act in paragraph["acts"]
    ]
    assert told == [
        ("decide", "agenda_item", 82, "first part"),
        ("decide", "agenda_item", 83, None),
        ("decide", "agenda_item", 83, "main part"),
    ]
    assert [act["recurrence"] for item in read["paragraphs"] for act in item["acts"]] == [None] * 3
    assert read["paragraphs"][0]["text"].endswith("Note by the Secretary-General on oil")
    assert (read["meeting"], read["adopted_on"]) == ("90th plenary meeting", "2027-05-03")
    assert [heading["text"] for heading in read["headings"]] == [
        "Section A", "Section B", "DECISION B",
    ]  # fmt: skip


def test_a_body_that_tells_by_its_last_word_says_when_it_met() -> None:
    text = (
        "1975/65. Lamps\n\nAt its 1937th meeting, on 15 January 1975, the Council decided to meet."
    )
    read = read_text(text, symbol="E/DEC/1975/65")
    assert (read["meeting"], read["adopted_on"]) == ("1937th meeting", "1975-01-15")


def test_two_bodies_that_elect_at_the_same_time_tell_of_it() -> None:
    text = (
        "The General Assembly, at its 7th plenary meeting, on 3 March 2091, and the Security "
        "Council, at its 99th meeting, on the same date, proceeded independently of one another to "
        "elect, in accordance with rule 150, a keeper of the lamp.\n\n"
        "Having obtained the required majority, Ann LAMP was elected for nine years."
    )
    read = read_text(text, symbol="A/DEC/91/403")
    assert [act["verb"] for act in read["paragraphs"][0]["acts"]] == ["elect"]
    assert (read["meeting"], read["adopted_on"]) == ("7th plenary meeting", "2091-03-03")
    assert read["title"] is None
    assert read["paragraphs"][0]["text"].endswith("Ann LAMP was elected for nine years.")


# --- who is asked in the passive ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "verb", "addressees", "collaborators"),
    [
        ("The Secretary-General is requested to light lamps.",
         "request", ["Secretary-General"], []),
        ("States are strongly urged to light lamps.", "urge", ["States"], []),
        ("Lamps are dim. In lighting them, the Fund and the Board are also encouraged to help.",
         "encourage", ["Fund", "Board"], []),
        ("The Board, in consultation with the Fund, is invited to light lamps.",
         "invite", ["Board"], ["Fund"]),
        ("Member States that have not yet done so are called upon, as appropriate, to help.",
         "call upon", ["Member States"], []),
    ],
)  # fmt: skip
def test_who_is_asked_may_be_the_subject(
    text: str, verb: str, addressees: list[str], collaborators: list[str]
) -> None:
    (act,) = acts(text)
    assert act["mandate"]
    assert (act["verb"], act["addressees"], act["with"]) == (verb, addressees, collaborators)


def test_what_is_due_of_him_is_read_as_well() -> None:
    (act,) = acts("The Secretary-General is requested to report on lamps at its ninetieth session.")
    assert (act["deliverable"], act["due"]["session"]) == ("report", 90)


@pytest.mark.parametrize(
    "text",
    [
        "Lamps are encouraged to shine.",
        "The report that the Board was requested to submit is welcome.",
        "Keepers who are invited to the tower may come.",
    ],
)
def test_what_is_no_actor_and_who_only_was_asked_gives_no_act(text: str) -> None:
    assert acts(text) == []


def test_we_ask_and_others_are_asked() -> None:
    found = acts("We invite States to help. The Board is requested to report in 2031.")
    assert [(act["verb"], act["addressees"]) for act in found] == [
        ("invite", ["States"]), ("request", ["Board"]),
    ]  # fmt: skip


TOLD = "At its {} plenary meeting, on 1 March 2035, the General Assembly {}."
PARTS = "\n\n".join([
    "90/404. Lamps", "{0}", TOLD.format("35th", "appointed Mr. Lamp* to the Board of Lamps"), "{1}",
    "{2}", TOLD.format("68th", "requested the Secretary-General to light them"),
])  # fmt: skip


@pytest.mark.parametrize("between", ["", "(See A/90/481; A/90/PV.35)"])
@pytest.mark.parametrize(
    ("first", "second"),
    [("A", "B"), ("A.", "B."), ("DECISION A", "DECISION B"), ("Decision A", "Decision B")],
)
def test_each_part_of_a_decision_is_told(first: str, second: str, between: str) -> None:
    document = read_text(PARTS.format(first, between, second))
    assert [paragraph["number"] for paragraph in document["paragraphs"]] == ["A.u1", "B.u1"]


@pytest.mark.parametrize(
    "letter",
    [
        "B\n(Footnote: Decision 90/404, in section A (A/90/49), becomes decision 90/404 A.)",
        "B (footnote: Decision 90/404, in section A (A/90/49), becomes decision 90/404 A.)",
        "B (footnote: Decision 90/404, in section A (A/90/49),\nbecomes decision 90/404 A.)",
        "B",
    ],
)
def test_notes_end_where_the_next_part_begins(letter: str) -> None:
    notes = "__________________\n*\tTerm of office expires on 31 December 2036."
    document = read_text(PARTS.format("A", notes, letter))
    assert [paragraph["number"] for paragraph in document["paragraphs"]] == ["A.u1", "B.u1"]
    assert document["notes"] == {"*": "Term of office expires on 31 December 2036."}
    assert document["preamble"] == []


def test_a_part_may_begin_at_the_same_meeting() -> None:
    text = PARTS.format("A", "", "B").replace("At its 68th", "At the 68th")
    assert [paragraph["number"] for paragraph in read_text(text)["paragraphs"]] == ["A.u1", "B.u1"]


def test_a_list_that_a_decision_leads_to_begins_again_below_each_lead() -> None:
    told = TOLD.format("35th", "took note of the following documents").rstrip(".")
    document = read_text(
        f"90/525. Lamps\n\n{told}:\n\nUnder sub-item 74 (a):\n\n(a) Report on lamps;\n"
        "(b) Report on oil;\n\nUnder sub-item 74 (b):\n\n(a) Report on wicks;\n(b) Report on glass."
    )
    assert [item["number"] for item in document["paragraphs"]] == [
        "u1", "u1(a)", "u1(b)", "u1(a)~2", "u1(b)~2",
    ]  # fmt: skip
    assert document["preamble"] == []
