"""What stands above and below a text: symbol, title, body, day and meeting, on which all rests."""

from __future__ import annotations

from typing import Any

import pytest

from mandates.adapters.reading import read_text

TEXT = """The General Assembly,

1. Requests the Secretary-General to report on lamps;

2. Decides to keep the matter under review.
"""
DRAFT = """United Nations
A/C.6/90/L.6

General Assembly
Distr.: Limited
8 October 2035
Original: English

Ninetieth session
Sixth Committee
Agenda item 172
Observer status for the League of Lamps in the General Assembly

Albania, Benin, Chad and State of Lamps: draft resolution

Observer status for the League of Lamps in
{second}

"""


def told(decision: str) -> dict[str, Any]:
    return read_text(f"90/501. Lamps of the harbours\n\n{decision}\n")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Observer status for the League of Lamps in", "the General Assembly"),
        ("Report on the lamps of the", "United Nations"),
        ("Cooperation in matters of light between the Union of Lamps and the", "Security Council"),
        ("Arrangements for the work of the", "Sixth Committee"),
        ("Lamps that were lit at the", "Twenty-first special session"),
    ],
)
def test_a_title_goes_on_with_the_name_of_a_body(first: str, second: str) -> None:
    draft = DRAFT.replace(
        "Observer status for the League of Lamps in\n{second}", "{first}\n{second}"
    )
    document = read_text(draft.format(first=first, second=second) + TEXT)
    assert document["title"] == f"{first} {second}"
    assert document["body"] == "General Assembly"
    assert document["session"] == 90


@pytest.mark.parametrize(
    "adopted",
    [
        "at its 4051st meeting,\n\non 15 October 2035",
        "at its 4051st meeting\n\non 15 October 2035",
        "at its 4051st meeting, on\n\n15 October 2035",
        "at its 4051st meeting, on\n15 October 2035",
        "at its 4051st meeting, on 15\n\nOctober 2035",
        "at its\n\n4051st meeting, on 15 October 2035",
    ],
)
def test_the_day_of_adoption_may_stand_apart_from_the_meeting(adopted: str) -> None:
    document = read_text(
        f"Resolution 1267 (2035)\n\nAdopted by the Security Council {adopted}\n\n"
        + TEXT.replace("General Assembly", "Security Council")
    )
    assert document["adopted_on"] == "2035-10-15"
    assert document["meeting"] == "4051st meeting"
    assert document["title"] is None


def test_a_decision_of_three_parts_has_their_letters_in_its_symbol() -> None:
    document = read_text(
        "90/546 A, B and C. Lamps of the harbours\n\nA\n\nAt its 2nd plenary meeting, on 3 "
        "October 2035, the General Assembly took note of the report on lamps.\n"
    )
    assert document["symbol"] == "A/DEC/90/546A-C"
    assert document["title"] == "Lamps of the harbours"


@pytest.mark.parametrize(
    "proposed",
    [
        "on the proposal of its President  (Footnote: A/90/L.97.), as amended, (Footnote: See "
        "A/90/L.103.), the General Assembly, recalling its resolution 89/1, decided to help.",
        "on the proposal of its President  (Footnote: A/90/L.1/Rev.1.) the General Assembly:\n"
        "\t(a)\tRecalled its resolution 89/318;\n\t(b)\tDecided to light lamps.",
    ],
)
def test_a_note_before_the_body_does_not_hide_that_a_decision_is_told(proposed: str) -> None:
    document = told(f"At its 102nd plenary meeting, on 1 August 2036, {proposed}")
    assert document["symbol"] == "A/DEC/90/501"
    assert document["adopted_on"] == "2036-08-01"
    assert document["meeting"] == "102nd plenary meeting"


def test_the_day_of_a_decision_is_none_of_the_days_in_the_notes_below_it() -> None:
    document = told(
        "At its 63rd plenary meeting, on 11 April 2036, the General Assembly appointed Ada Lamp.\n"
        "\n* Term of office expires on 31 December 2036.\n"
    )
    assert document["adopted_on"] == "2036-04-11"


def test_a_committee_s_meeting_is_not_the_one_at_which_the_assembly_decided() -> None:
    document = told(
        "On 7 October 2035, the Fifth Committee of the General Assembly held a meeting in "
        "accordance with rule 99 (a) for the purpose of electing its Chair.\n\nAt the 14th plenary "
        "meeting of the General Assembly, on 10 October 2035, the President announced that Ada "
        "Lamp had been elected."
    )
    assert document["adopted_on"] == "2035-10-10"
    assert document["meeting"] == "14th plenary meeting"
    assert document["body"] == "General Assembly"


def test_a_delete_sign_in_an_export_stands_for_a_space() -> None:
    document = told(
        "At its 41st\x7fplenary meeting, on 10\x7fDecember 2035, the General Assembly took note of "
        "the report on lamps."
    )
    assert document["adopted_on"] == "2035-12-10"
    assert document["meeting"] == "41st plenary meeting"


def test_what_the_council_decided_in_a_roman_session_is_no_decision_of_the_assembly() -> None:
    document = read_text(
        "27 (LVII). Lamps of the harbours\n\nAt its 1921st meeting, on 2 August 1974, the Council "
        "took note of the report on lamps.\n\n1895 (LVII). Wicks\n\n"
        + TEXT.replace("General Assembly", "Economic and Social Council")
    )
    assert document["symbol"] == "E/DEC/27(LVII)"
    assert document["body"] == "Economic and Social Council"


@pytest.mark.parametrize(
    ("printed", "meeting"),
    [
        ("298Ist meeting", "2981st meeting"),
        ("I858th meeting", "1858th meeting"),
        ("l858th meeting", "1858th meeting"),
        ("2512th meeting", "2512th meeting"),
    ],
)
def test_letters_that_were_read_for_figures_are_put_right_in_meetings(
    printed: str, meeting: str
) -> None:
    document = read_text(
        "Resolution 382 (1975)\nof 1 December 1975\n\n"
        + TEXT.replace("General Assembly", "Security Council")
        + f"\nAdopted unanimously at the\n{printed}.\n"
    )
    assert document["meeting"] == meeting
    assert document["adopted_on"] == "1975-12-01"


def test_an_outcome_document_gives_its_name_where_the_text_has_no_title() -> None:
    document = read_text(
        "United Nations\nA/90/L.41\n\nGeneral Assembly\nDistr.: Limited\n16 December 2035\n\n"
        "Ninetieth session\nAgenda item 15\n\nDraft resolution submitted by the President of the "
        "General Assembly\n\nThe General Assembly\n\nAdopts the following outcome document:\n\n"
        "Outcome document of the meeting on\nlamps\n\nWe, the Heads of State, gathered here,\n\n"
        "1. We recognize that lamps go out;\n\n2. We will light them.\n"
    )
    assert document["title"] == "Outcome document of the meeting on lamps"


@pytest.mark.parametrize("body", ["GENERAL ASSEMBLY", "G E N E R A L  A S S E M B L Y"])
@pytest.mark.parametrize("gap", ["", "\n"])
@pytest.mark.parametrize(
    "sponsors",
    ["Draft resolution submitted by Brazil", "Chile and Greece: revised draft resolution"],
)
def test_a_typed_paper_has_its_title_in_capitals_below_the_item(
    body: str, gap: str, sponsors: str
) -> None:
    paper = (
        f"UNITED NATIONS Distr.\nLIMITED\nA/C.4/L.676\n11 October 1957\nORIGINAL: ENGLISH\n{body}\n"
        f"Twelfth session\nAgenda item 48\n{gap}LAMPS OF THE HARBOURS AND OF THE\n{gap}KEEPERS "
        f"THEREOF\n{gap}{sponsors}\n"
    )
    document = read_text(paper + TEXT)
    assert document["title"] == "LAMPS OF THE HARBOURS AND OF THE KEEPERS THEREOF"
    assert document["sponsors"] == sponsors
    assert document["agenda"] == "Agenda item 48"
    assert document["session"] == 12
    assert document["text_of"] == "draft"


@pytest.mark.parametrize(
    "section",
    [
        "IX. RESOLUTIONS ADOPTED ON THE REPORTS OF THE SECOND COMMITTEE",
        "III. Resolutions adopted without reference to a Main Committee",
    ],
)
def test_the_heading_of_a_section_of_a_volume_is_no_title(section: str) -> None:
    for above in (f"{section}\n", f"Keeping of lamps\n\n{section}\n\n"):
        read = read_text(f"{above}846. Keeping of lamps\n\n{TEXT}\n498th plenary meeting\n")
        assert read["title"] == "Keeping of lamps"
