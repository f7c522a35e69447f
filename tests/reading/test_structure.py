"""Structure: what stands where in resolutions of every organ and age."""

from __future__ import annotations

from typing import Any

import pytest

from mandates.adapters.reading import read_text
from mandates.domain.reading import Reading

from .texts import (
    ASSEMBLY,
    DECISION,
    MODERN,
    OLD_COUNCIL,
    PARAGRAPHS,
    PARTS,
    RECOMMENDING,
    RUN_ON,
    SECTIONS,
    STATEMENT,
)


def numbers(document: dict[str, Any]) -> list[str]:
    return [paragraph["number"] for paragraph in document["paragraphs"]]


def test_the_masthead_says_what_and_whose_it_is() -> None:
    document = read_text(MODERN)
    assert document["symbol"] == "A/RES/90/12"
    assert document["text_of"] == "adopted"
    assert document["title"] == "Lighthouses of the world and the keepers thereof"
    assert (document["body"], document["session"]) == ("General Assembly", 90)
    assert document["adopted_on"] == "2035-12-19"
    assert document["meeting"] == "60th plenary meeting"


def test_the_preamble_says_how_each_paragraph_begins_and_what_it_cites() -> None:
    preamble = read_text(MODERN)["preamble"]
    assert [(item["verb"], item["cites"]) for item in preamble] == [
        ("Recalling", ["A/RES/80/1", "A/RES/85/33"]),
        ("Convinced", []),
    ]


def test_sub_paragraphs_follow_their_paragraph() -> None:
    document = read_text(MODERN)
    assert numbers(document) == ["1", "2", "2(a)", "2(b)", "3"]
    assert document["paragraphs"][1]["text"] == "Encourages Member States:"


def test_a_heading_between_paragraphs_belongs_to_neither() -> None:
    (heading,) = read_text(MODERN)["headings"]
    assert (heading["text"], heading["before"]) == ("I Oil and lamps", "2")


def test_an_annex_gives_no_mandates() -> None:
    document = read_text(MODERN)
    (annex,) = document["annexes"]
    assert annex["name"] == "Annex"
    assert [item["number"] for item in annex["paragraphs"]] == [None, "1", "2"]
    assert all(
        act["verb"] != "request" or act["id"] == "1.2"
        for p in document["paragraphs"]
        for act in p["acts"]
    )


def test_an_old_text_without_numbers_is_read_by_its_verbs() -> None:
    document = read_text(OLD_COUNCIL)
    assert document["symbol"] == "S/RES/77(1949)"
    assert numbers(document) == ["u1", "u2"]
    assert document["preamble"][0]["text"] == "Having examined the report of the Lamp Commission,"
    assert document["vote"] == {"how": "unanimous"}
    assert document["meeting"] == "410th meeting"
    assert document["notes"] == {"12": "Ibid., document S/9990."}


def test_parts_prefix_their_paragraphs() -> None:
    document = read_text(PARTS)
    assert numbers(document) == ["A.1", "A.2", "B.1"]
    assert document["title"] == "Follow-up to conferences"


def test_a_quoted_draft_is_not_the_text_itself() -> None:
    document = read_text(RECOMMENDING)
    assert numbers(document) == ["1", "2"]
    (quoted,) = document["quoted"]
    assert [item["number"] for item in quoted["paragraphs"]] == [None, None, "1", "2"]
    assert document["symbol"] == "E/RES/2034/14"
    assert document["session"] == 2034


def test_the_council_on_human_rights_has_its_own_symbols() -> None:
    document = read_text(PARAGRAPHS.format(first="Takes note of the report;"))
    assert document["symbol"] == "A/HRC/RES/92/7"
    assert document["vote"] == {"how": "without a vote"}


def test_a_draft_says_so_and_names_its_sponsors() -> None:
    text = (
        "A/C.2/90/L.5\n\nNinetieth session\nSecond Committee\n\nNorway and Togo:* draft "
        "resolution\n\n"
        "Lighthouses\n\nThe General Assembly,\n\nAware of ships,\n\n1. Urges States to keep "
        "watch.\n"
    )
    document = read_text(text)
    assert document["text_of"] == "draft"
    assert document["sponsors"] == "Norway and Togo: draft resolution"
    assert document["title"] == "Lighthouses"


@pytest.mark.parametrize(
    ("given", "symbol"),
    [
        ({"symbol": "A/RES/54/226"}, "A/RES/54/226"),
        ({"file_name": "A_RES_54_226.txt"}, "A/RES/54/226"),
        ({"file_name": "A_C.2_54_L.5.rawpdf.txt"}, "A/C.2/54/L.5"),
        ({"file_name": "notes.txt"}, None),
    ],
)
def test_a_text_without_symbol_takes_it_from_the_caller_or_the_file_name(
    given: dict[str, Any], symbol: str | None
) -> None:
    text = "The General Assembly,\n\nAware of ships,\n\n1. Urges States to keep watch.\n"
    assert read_text(text, **given)["symbol"] == symbol


def test_repeated_numbers_stay_apart() -> None:
    text = (
        "The General Assembly,\n\nAware of ships,\n\n1. Urges States to keep watch;\n\n"
        "2. Decides to remain seized of the matter.\n\nII\n\nLamps\n\n1. Urges States to buy oil.\n"
    )
    assert numbers(read_text(text)) == ["1", "2", "1~2"]


def test_a_number_lost_in_print_leaves_low_confidence() -> None:
    text = (
        "The General Assembly,\n\nAware of ships,\n\n1. Urges States to keep watch;\n\n"
        "3. Urges States to buy oil.\n"
    )
    act = read_text(text)["paragraphs"][1]["acts"][0]
    assert act["confidence"] == "low"
    assert act["reason"] == "paragraph 2 is missing before 3"


def test_a_number_that_lost_its_full_stop_still_begins_a_paragraph() -> None:
    text = (
        "The General Assembly,\n\nAware of ships,\n\n1. Urges States to keep watch;\n\n"
        "2 \nAlso urges States to buy oil;\n\n3Further urges States to light lamps.\n"
    )
    assert numbers(read_text(text)) == ["1", "2", "3"]


def test_a_line_that_begins_with_a_number_inside_a_sentence_begins_no_paragraph() -> None:
    text = (
        "The General Assembly,\n\nAware of ships,\n\n1. Recalls what was said in paragraph\n"
        "2. of its resolution, and urges States to keep watch;\n\n2. Urges States to buy oil.\n"
    )
    assert numbers(read_text(text)) == ["1", "2"]


def test_of_a_page_with_parts_of_several_resolutions_the_named_one_is_read() -> None:
    page = (
        "4. Thanks the keepers of the first lighthouse.\n\n90/13. Buoys\n\nThe General "
        "Assembly,\n\n"
        "Aware of ships,\n\n1. Urges States to paint buoys.\n\n90/14. Bells\n\nThe General "
        "Assembly,\n\n"
        "Aware of fog,\n\n1. Invites States to ring bells.\n"
    )
    bells = read_text(page, symbol="A/RES/90/14")
    assert [p["text"] for p in bells["paragraphs"]] == ["Invites States to ring bells."]
    assert {item["reason"] for item in bells["dropped"]} == {"another resolution"}


@pytest.mark.parametrize("text", [MODERN, OLD_COUNCIL, PARTS, RECOMMENDING])
def test_what_is_read_can_be_adopted(text: str) -> None:
    reading = Reading.model_validate(read_text(text))
    assert reading.paragraphs


def acts(document: dict[str, Any]) -> list[tuple[str, str, list[str]]]:
    return [
        (paragraph["number"], act["verb"], act["addressees"])
        for paragraph in document["paragraphs"]
        for act in paragraph["acts"]
    ]


def test_a_decision_is_told_afterwards() -> None:
    document = read_text(DECISION)
    assert (document["symbol"], document["body"]) == ("A/DEC/90/512", "General Assembly")
    assert (document["adopted_on"], document["meeting"]) == ("2035-12-04", "47th plenary meeting")
    assert acts(document) == [
        ("u1(a)", "take note", []),
        ("u1(b)", "decide", ["General Assembly"]),
        ("u1(b)", "request", ["Board"]),
    ]
    decided = document["paragraphs"][2]["acts"][0]
    assert (decided["deliverable"], decided["due"]["session"]) == ("agenda_item", 91)


def test_a_presidential_statement_is_read_sentence_by_sentence() -> None:
    document = read_text(STATEMENT)
    assert (document["symbol"], document["body"]) == ("S/PRST/2036/4", "Security Council")
    assert acts(document) == [
        ("u1", "welcome", []),
        ("u1", "call upon", ["all parties"]),
        ("u2", "request", ["Secretary-General"]),
        ("u2", "encourage", ["States"]),
    ]
    assert [item["verb"] for item in document["preamble"]] == ["At"]


def test_a_line_that_runs_on_is_cut_where_paragraphs_begin() -> None:
    document = read_text(RUN_ON)
    assert [item["verb"] for item in document["preamble"]] == ["Recalling", "Acting"]
    assert numbers(document) == ["1", "2", "3"]
    assert document["paragraphs"][1]["text"] == (
        "Requests the Panel, among the lamps 2. to 4. of the coast, to report to the Council every "
        "60 days; and"
    )
    assert document["meeting"] == "7451st meeting"
    assert {n for paragraph in document["paragraphs"] for n in paragraph["lines"]} == {1}


def test_bodies_beyond_the_four_are_named_and_their_symbols_kept() -> None:
    document = read_text(ASSEMBLY)
    assert document["symbol"] == "UNEP/EA.6/Res.9"
    assert document["body"] == "United Nations Environment Assembly"
    act = document["paragraphs"][0]["acts"][0]
    assert (act["deliverable"], act["due"]["organ"]) == (
        "report",
        "United Nations Environment Assembly",
    )
    assert read_text("The Eightieth World Health Assembly,\n\n1. URGES States to act.")["body"] == (
        "World Health Assembly"
    )


def test_the_number_of_a_section_needs_no_blank_line() -> None:
    document = read_text(SECTIONS)
    assert numbers(document) == ["1", "2", "1~2", "2~2"]
    assert [item["text"] for item in document["headings"]] == ["I Oil lamps", "II Gas lamps"]


def test_a_name_on_a_line_of_its_own_within_a_sentence_begins_nothing() -> None:
    document = read_text(
        "The General Assembly,\n\nAware of lamps,\n\n1. Requests the Board to report to the\n\n"
        "Economic and Social Council,\n\nat its tenth session;\n\n2. Invites States to help."
    )
    assert numbers(document) == ["1", "2"]


def test_at_that_session_looks_back_to_the_paragraph_before() -> None:
    document = read_text(
        "The General Assembly,\n\n1. Requests the Board to report at its tenth session;\n\n"
        "2. Decides to consider the report at that session."
    )
    assert document["paragraphs"][1]["acts"][0]["due"]["session"] == 10


MASTHEAD = "A/RES/90/12\n\nResolution adopted by the General Assembly\n\n90/12. Lamps of the sea"
PREAMBLE = ("Recalling its resolution 80/1\non lamps,", "Having considered the report,")
ASKING = ("1. Requests the Board to light lamps;", "2. Decides to meet in 2091.")


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("above", [MASTHEAD, "Lamps of the sea"])
def test_a_page_without_the_opening_formula_keeps_its_preamble_out_of_its_title(
    gap: str, above: str
) -> None:
    document = read_text(gap.join([above, *PREAMBLE, *ASKING]))
    assert document["title"] == "Lamps of the sea"
    assert [item["verb"] for item in document["preamble"]] == ["Recalling", "Having"]
    assert numbers(document) == ["1", "2"]


def test_a_page_may_begin_with_its_preamble() -> None:
    document = read_text("\n".join([*PREAMBLE, *ASKING]))
    assert document["title"] is None
    assert [item["verb"] for item in document["preamble"]] == ["Recalling", "Having"]


@pytest.mark.parametrize("comma", ["", ","])
def test_the_formula_may_stand_in_the_line_of_the_first_preamble(comma: str) -> None:
    text = "\n\n".join([MASTHEAD, f"The General Assembly{comma} {PREAMBLE[0]}", *ASKING])
    document = read_text(text)
    assert document["preamble"][0]["text"] == "Recalling its resolution 80/1 on lamps,"


TOLD = (
    "At its 3rd meeting, on 3 March 2030, the Economic and Social Council decided to request the "
    "Board to light lamps by 2031."
)


@pytest.mark.parametrize(
    ("row", "title"),
    [
        (f"| Number | Text |\n|---|---|\n| 2030/201 | {TOLD} |", None),
        (f"2030/201. Lamps\t{TOLD}", "Lamps"),
    ],
)
def test_a_decision_may_stand_in_the_cell_of_a_table(row: str, title: str | None) -> None:
    document = read_text(row)
    assert document["symbol"] == "E/DEC/2030/201"
    assert document["body"] == "Economic and Social Council"
    assert document["title"] == title
    (act,) = document["paragraphs"][0]["acts"]
    assert (act["verb"], act["due"]["date"]) == ("decide", "2031")


def test_a_list_may_stand_in_the_line_of_who_decides() -> None:
    document = read_text(
        "Draft decision II | Lamps of the sea | The Economic and Social Council: (a) Takes note of "
        "the report on lamps; (b) Requests the Board to light all the lamps of the sea by 2031."
    )
    assert [item["number"] for item in document["paragraphs"]] == ["u1", "u1(a)", "u1(b)"]
    assert document["paragraphs"][2]["acts"][0]["addressees"] == ["Board"]


def test_a_paragraph_put_in_later_is_known_by_the_number_before_it() -> None:
    document = read_text(
        "The General Assembly,\n\n1. Requests the Board to light lamps;\n\n"
        "1 bis. Invites States to help;\n\n2. Decides to meet."
    )
    assert [item["number"] for item in document["paragraphs"]] == ["1", "1~2", "2"]


def test_what_stands_on_a_page_below_the_one_sentence_of_a_text_is_no_part_of_it() -> None:
    document = read_text(
        "\n\n".join([MASTHEAD, *PREAMBLE, *ASKING, "Related pages:", "Print this"])
    )
    assert document["paragraphs"][-1]["text"] == "Decides to meet in 2091."
    assert [item["text"] for item in document["dropped"]][-2:] == ["Related pages:", "Print this"]


def test_paragraphs_of_several_sentences_go_on_below_a_full_stop() -> None:
    text = "\n\n".join(
        [MASTHEAD, "1. We light lamps.", "2. We request the Board to help.", "So be it."]
    )
    assert read_text(text)["paragraphs"][-1]["text"].endswith("So be it.")


def test_a_formula_needs_no_blank_line_below_a_full_stop() -> None:
    document = read_text(
        "The General Assembly,\nRecalling its resolution 60/1,\n1. Decides to light lamps.\n"
        "The General Assembly,\nRecalling its resolution 60/2,\n1. Requests the Board to act.\n"
    )
    assert [item["number"] for item in document["paragraphs"]] == ["1", "1~2"]
    assert len(document["preamble"]) == 2


@pytest.mark.parametrize(
    ("apart", "cited"),
    [
        ("A / RES / 56 / 1", "A/RES/56/1"),
        ("A/RES /56/1", "A/RES/56/1"),
        ("A/C.2/80 /L.4", "A/C.2/80/L.4"),
        ("its resolution 56 /123", "A/RES/56/123"),
        ("its resolution 56/ 123", "A/RES/56/123"),
    ],
)
def test_a_symbol_that_was_set_apart_is_one(apart: str, cited: str) -> None:
    document = read_text(
        f"The General Assembly,\n\nRecalling {apart} on lamps,\n\n1. Decides to light lamps.\n"
    )
    assert document["preamble"][0]["cites"] == [cited]
