"""Texts as web sites, volumes and boards publish them: what they print around one is not of it."""

from __future__ import annotations

from typing import Any

import pytest

from mandates.adapters.reading import read_text
from mandates.adapters.reading.acts import cites

TEXT = """The General Assembly,

Recalling its resolution 80/1 of 5 October 2025,

1. Requests the Secretary-General to report on lamps at its ninety-second session;

2. Decides to keep the matter under review.
"""
LAMPS = "Lamps of the harbours"


def title(document: dict[str, Any]) -> str | None:
    said = document["title"]
    assert said is None or isinstance(said, str)
    return said


def numbers(document: dict[str, Any]) -> list[str]:
    return [paragraph["number"] for paragraph in document["paragraphs"]]


@pytest.mark.parametrize(
    "below",
    [
        "Share decision\n\nFull text",
        "Share this:\nFacebook  Twitter  Email  Print",
        "- Author: General Assembly\n- Document source:\n-\nDate:\n30 November 2035",
        "Download Document Files: English PDF\n\nDocument Full Text",
        "Abstract",
        "We use cookies to make this site work better.\n\nAccept all cookies",
        "English | Fran\u00e7ais | Espa\u00f1ol\n\nPrint",
        "Full text\n\nThe meeting began at 3.02 p.m. and was over before anybody had lit a lamp.",
    ],
)
def test_what_a_site_prints_below_a_title_is_no_title(below: str) -> None:
    document = read_text(f"Home > Documents > Lamps\n\n{LAMPS}\n\n{below}\n\n{TEXT}")
    assert title(document) == LAMPS
    assert numbers(document) == ["1", "2"]


@pytest.mark.parametrize(
    "after",
    [
        "\u25b6 Cite this page\nLamp Project. Accessed yesterday.",
        "Share\nRelated documents\nMore lamps of this year",
        "\nPrivacy policy | Terms of use | Cookies",
        "\n\u00a9 2035 Lamp Project",
        "\nWas this page helpful? Yes No\n\nBack to top",
    ],
)
def test_what_a_site_prints_after_a_text_is_not_of_its_last_paragraph(after: str) -> None:
    document = read_text(f"{LAMPS}\n\n{TEXT.rstrip()}\n{after}\n")
    assert document["paragraphs"][-1]["text"] == "Decides to keep the matter under review."
    assert {item["reason"] for item in document["dropped"]} <= {"web page", "after the text"}


def test_a_line_of_a_site_amid_a_text_leaves_no_trace() -> None:
    document = read_text(f"{LAMPS}\n\n{TEXT}".replace("\n2.", "\nShare this page\n\n2."))
    assert document["paragraphs"] == [
        {**paragraph, "lines": [line + 2 * (number == "2") for line in paragraph["lines"]]}
        for paragraph in read_text(f"{LAMPS}\n\n{TEXT}")["paragraphs"]
        for number in [paragraph["number"]]
    ]


def test_words_of_a_text_are_no_menu() -> None:
    words = "Encourages keepers to share, print and publish their maps, documents and\nresources;"
    document = read_text(f"Share\n\n{LAMPS}\n\n{TEXT}".replace("\n2.", f"\n2. {words}\n\n3."))
    assert document["paragraphs"][1]["text"] == words.replace("\n", " ")


COMMISSION = "Economic and Social Commission for Asia and the Pacific"


def test_a_commission_prints_its_number_on_a_line_above_the_title() -> None:
    text = TEXT.replace("General Assembly", COMMISSION)
    document = read_text(f"Resolution 67/1\n{LAMPS}\n{text}")
    assert (document["symbol"], title(document)) == ("ESCAP/RES/67/1", LAMPS)
    assert document["preamble"][0]["cites"] == ["ESCAP/RES/80/1"]


def test_decisions_of_a_commission_are_not_taken_for_the_assemblys() -> None:
    assert cites.find("Recalling its decision 77/1,", COMMISSION) == []


def test_so_does_a_board_and_it_has_no_symbol() -> None:
    document = read_text(
        f"2035/12\n{LAMPS}\n\n{TEXT.replace('General Assembly', 'Executive Board')}"
    )
    assert (document["symbol"], title(document)) == (None, LAMPS)


def test_volumes_say_above_the_title_by_what_vote_it_was_adopted() -> None:
    document = read_text(
        "RESOLUTION 90/6\n\nAdopted at the 41st plenary meeting, on 25 October 2035, by a "
        "recorded vote of 186 to 2, with 3 abstentions,* on the basis of draft resolution "
        "A/90/L.4,\nsubmitted by Cuba\n\n* In favour: Albania, Algeria\nAgainst: Andorra\n\n"
        f"90/6. {LAMPS}\n\n{TEXT}"
    )
    assert (document["symbol"], title(document)) == ("A/RES/90/6", LAMPS)
    assert (document["meeting"], document["adopted_on"]) == ("41st plenary meeting", "2035-10-25")
    assert document["vote"] == {"how": "recorded vote", "yes": 186, "no": 2, "abstain": 3}
    assert document["drafts"] == ["A/90/L.4"]


def test_the_day_of_adoption_may_stand_apart_below_the_meeting() -> None:
    document = read_text(
        "* Reissued for technical reasons on 5 June 2035.\n\nResolution 3196 (2035)\n\n"
        "Adopted by the Security Council at its 3927th meeting,\n\non 16 September 2035\n\n"
        + TEXT.replace("General Assembly", "Security Council")
    )
    assert (document["adopted_on"], title(document)) == ("2035-09-16", None)


def test_those_who_declare_something_are_its_preamble() -> None:
    document = read_text(
        f"{LAMPS}\n\nWe, the keepers of lamps, having met in Apia,\n\n"
        "1. We request the Secretary-General to report on oil.\n\n2. We resolve to meet in 2040.\n"
    )
    assert title(document) == LAMPS
    assert [item["text"][:20] for item in document["preamble"]] == ["We, the keepers of l"]


@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_a_preamble_in_capitals_is_one(gap: str) -> None:
    document = read_text(
        gap.join([
            "QUESTION OF LAMPS", "THE SECURITY COUNCIL,", "RECALLING ITS RESOLUTION 242 (1967),",
            "GRAVELY CONCERNED THAT DARKNESS GROWS AND THAT LAMPS ARE\nBROKEN IN HARBOURS,",
            "1. REQUESTS THE SECRETARY-GENERAL TO REPORT WITHIN 30 DAYS.",
        ])
    )  # fmt: skip
    assert title(document) == "QUESTION OF LAMPS"
    assert [item["verb"] for item in document["preamble"]] == ["RECALLING", "GRAVELY CONCERNED"]


@pytest.mark.parametrize("letter", ["A\n", "A\n\n"])
def test_the_letter_of_an_organ_in_its_letterhead_is_no_part(letter: str) -> None:
    document = read_text(
        f"UNITED NATIONS\n\n{letter}\nGeneral Assembly\n\nDistr.\nGENERAL\nA/RES/90/40\n\n"
        f"90/40. {LAMPS}\n\n{TEXT}"
    )
    assert numbers(document) == ["1", "2"]


@pytest.mark.parametrize(
    ("head", "letter"),
    [
        (f"2145 (XXI). {LAMPS}", "A"),
        (f"90/40. {LAMPS}", "B"),
        (f"90/40. {LAMPS}", "Part C"),
        (LAMPS, "A."),
    ],
)
def test_the_letter_of_a_part_stands_below_the_title(head: str, letter: str) -> None:
    document = read_text(f"{head}\n\n{letter}\n\n{TEXT}")
    part = letter.rstrip(".")[-1]
    assert (title(document), numbers(document)) == (LAMPS, [f"{part}.1", f"{part}.2"])


def test_reasons_may_have_letters() -> None:
    document = read_text(
        f"{LAMPS}\n\nThe General Conference,\n\n(a) Recalling resolution GC(64)/RES/9,\n\n"
        "(b) Noting that lamps and\n(i) wicks are needed,\n\n1. Requests the Secretariat to act;"
    )
    assert [item["text"] for item in document["preamble"]] == [
        "Recalling resolution GC(64)/RES/9,",
        "Noting that lamps and (i) wicks are needed,",
    ]


def test_paragraphs_may_begin_again_in_each_section_without_a_verb() -> None:
    document = read_text(
        f"{LAMPS}\n\nThe General Assembly,\n\nDecides to set in motion the following measures:\n\n"
        "I. INTERNATIONAL TRADE\n\n1. Concerted efforts should be made.\n\n2. Oil is needed.\n\n"
        "II. TRANSFER OF LAMPS\n\n1. Lamps need to be increased.\n\n2. States confirm this.\n"
    )
    assert numbers(document) == ["u1", "1", "2", "1~2", "2~2"]
    assert [item["text"] for item in document["headings"]] == [
        "I. INTERNATIONAL TRADE",
        "II. TRANSFER OF LAMPS",
    ]


def test_a_meeting_may_be_counted_after_its_name() -> None:
    document = read_text(
        f"{LAMPS}\n\nThe General Conference:\n\n(a) Takes note of the report;\n\n"
        "(b) Requests the Director General to report.\n\nPlenary meeting 8\n7 November 2035\n"
    )
    assert document["paragraphs"][-1]["text"] == "Requests the Director General to report."
    assert (document["meeting"], document["adopted_on"]) == ("Plenary meeting 8", "2035-11-07")


def test_a_statement_says_when_it_was_made() -> None:
    document = read_text(
        "Statement by the President of the Security Council\n\nAt the 7161st meeting of the "
        "Security Council, held on 25 April 2035, the President\nof the Security Council made the "
        "following statement on behalf of the Council:\n\n\u201cThe Council requests the "
        "Secretary-General to report on lamps.\u201d\n"
    )
    assert (document["meeting"], document["adopted_on"]) == ("7161st meeting", "2035-04-25")
    assert numbers(document) == ["u1"]


def test_a_decision_may_be_told_below_a_row_of_a_table() -> None:
    document = read_text(
        "Economic and Social Council | |\n2035/65. | Lamps of the Council |\n"
        "At its 37th meeting, on 15 January 2035, the Council decided:\n(a) To light lamps;\n"
        "(b) To invite the Board to report."
    )
    assert numbers(document) == ["u1", "u1(a)", "u1(b)"]


@pytest.mark.parametrize("gap", [" ", "\n"])
def test_what_is_decided_may_have_letters_and_nothing_that_leads_to_them(gap: str) -> None:
    document = read_text(
        f"{LAMPS}\n\nThe General Assembly,\n\nRecalling its resolution 80/1:\n\n"
        f"(a){gap}Expresses its gratitude to the keepers;\n\n(b){gap}Endorses the list of lamps."
    )
    assert numbers(document) == ["u1(a)", "u1(b)"]
    assert [item["text"] for item in document["preamble"]] == ["Recalling its resolution 80/1:"]


OUTCOME = """Lamps of the harbours

The General Assembly

Adopts the following outcome document of the meeting on lamps at its ninetieth session:

Outcome document of the meeting on lamps

We, the keepers of lamps, having met in Apia,

Recalling the need for light, which has grown since the first lamp was lit by the first keeper,

1. We reaffirm our commitment to light, and to paragraphs 1 to 7 of the Charter of Lamps.

Oil and wicks

2. In this regard, lamps need oil. We commit ourselves to giving it to them in good time.

3. We also recall that wicks are needed, and request the Secretary-General to report in 2040.
"""


def test_an_outcome_document_in_one_line_is_read_as_on_a_page() -> None:
    page, line = read_text(OUTCOME), read_text(" ".join(OUTCOME.split()))
    assert numbers(page) == ["u1", "1", "2", "3"]
    for name in ("preamble", "paragraphs", "headings"):
        assert [item["text"] for item in line[name]] == [item["text"] for item in page[name]]


@pytest.mark.parametrize(
    "between",
    ["\n", "\nNotes\n\n", "\nEndnotes\n", "\n40th plenary meeting,\n20 December 2035.\n\n"],
)
def test_notes_may_stand_below_the_text_in_brackets(between: str) -> None:
    text = TEXT.replace("2035,", "2035,[1] and the report,[2]").replace(
        "5 October 2025", "1 May,[1]"
    )
    document = read_text(f"{LAMPS}\n\n{text}{between}[1] The list of lamps.\n[2] A/90/7, annex.\n")
    assert document["notes"] == {"1": "The list of lamps.", "2": "A/90/7, annex."}
    assert document["paragraphs"][-1]["text"] == "Decides to keep the matter under review."


def test_the_environment_assemblys_letterhead_has_its_symbol_beside_a_word() -> None:
    text = TEXT.replace("General Assembly", "United Nations Environment Assembly")
    document = read_text(
        f"UNITED        UNEP/EA.9/Res.11\nNATIONS       EP\n\n9/11. {LAMPS}\n\n{text}"
    )
    assert (document["symbol"], title(document)) == ("UNEP/EA.9/Res.11", LAMPS)


@pytest.mark.parametrize(
    "foot",
    ["95-86207        /...", "95-86207    /...\n\n\nA/RES/90/40\nPage 2", "K2200662[E]  250322"],
)
def test_feet_of_typed_pages_leave_no_trace(foot: str) -> None:
    page = TEXT.replace("\n2. ", f"\n\n{foot}\n\n2. ")
    document = read_text(f"A/RES/90/40\n\n90/40. {LAMPS}\n\n{page}")
    assert [item["text"] for item in document["paragraphs"]] == [
        item["text"] for item in read_text(f"90/40. {LAMPS}\n\n{TEXT}")["paragraphs"]
    ]


@pytest.mark.parametrize(
    "formula",
    [
        "THE CONFERENCE OF THE PARTIES TO THE CONVENTION",
        "The General Conference of the Organization of Lamps, meeting at its 110th Session, 2035,",
    ],
)
def test_a_formula_may_lack_its_comma_or_say_when_the_body_met(formula: str) -> None:
    document = read_text(f"{LAMPS}\n\n{TEXT}".replace("The General Assembly,", formula))
    assert (title(document), numbers(document)) == (LAMPS, ["1", "2"])
    assert len(document["preamble"]) == 1
    assert document.get("headings") is None


def test_a_draft_for_the_security_council_has_no_title() -> None:
    document = read_text(
        "United Nations       S/2035/970\nSecurity Council       Provisional\n"
        "                         8 December 2035\n\nMalta: draft resolution\n\n"
        + TEXT.replace("General Assembly", "Security Council")
    )
    assert (document["symbol"], title(document)) == ("S/2035/970", None)
