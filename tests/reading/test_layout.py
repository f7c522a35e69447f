"""Layout: what the page added comes off, what it broke is mended, and nothing is lost silently."""

from __future__ import annotations

from typing import Any

import pytest

from mandates.adapters.reading import read_text
from mandates.adapters.reading.page.joining import Vocabulary, join
from mandates.adapters.reading.page.lines import Line

from .texts import DECISION, MODERN, OLD_COUNCIL, PARTS, RECOMMENDING, RUN_ON, SECTIONS, STATEMENT


def dropped(document: dict[str, Any], reason: str) -> list[str]:
    return [item["text"] for item in document["dropped"] if item["reason"] == reason]


def test_a_page_break_in_the_middle_of_a_sentence_leaves_no_trace() -> None:
    document = read_text(MODERN)
    assert document["paragraphs"][0]["text"] == (
        "Takes note of the report of the Secretary-General on lighthouses, and requests the "
        "Secretary-General, in consultation with the International Maritime Organization, to "
        "submit a report on the state of the resolution of disputes about buoys, and of "
        "South-South cooperation, to the General Assembly at its ninety-second session;"
    )


def test_page_furniture_is_dropped_with_its_reason() -> None:
    document = read_text(MODERN)
    assert dropped(document, "page number") == ["2/3", "3/3"]
    assert dropped(document, "page header") == ["A/RES/90/12", "A/RES/90/12"]
    assert dropped(document, "running title") == [
        "Lighthouses of the world and the",
        "keepers thereof",
        "Lighthouses of the world and the",
        "keepers thereof",
    ]


def test_footnotes_become_notes_and_their_marks_leave_the_text() -> None:
    document = read_text(MODERN)
    assert document["notes"] == {
        "1": "Resolution 80/1, annex.",
        "2": "A/CONF.999/7, chap. I.",
        "3": "A/90/33.",
    }
    assert dropped(document, "footnote mark") == ["1", "2", "3"]
    assert document["preamble"][1]["text"] == (
        "Convinced of the need for light, and of the well-being of the keepers,"
    )


def test_a_rule_above_notes_may_be_short() -> None:
    document = read_text(MODERN.replace("__________________", "____"))
    plain = read_text(MODERN)
    assert document["notes"] == plain["notes"]
    assert document["paragraphs"] == plain["paragraphs"]


def test_a_date_and_a_count_are_no_footnote_marks() -> None:
    text = MODERN.replace("lighthouses,3 and", "lighthouses of 3 May 2035, of 3 keepers,3 and")
    paragraph = read_text(text)["paragraphs"][0]["text"]
    assert "of 3 May 2035, of 3 keepers, and requests" in paragraph


@pytest.mark.parametrize("mark", ["1", " 1", "14"])
def test_a_number_after_the_end_of_a_paragraph_is_a_mark_whatever_its_turn(mark: str) -> None:
    text = OLD_COUNCIL.replace("to the lighthouse;", f"to the lighthouse;{mark}")
    assert (
        read_text(text)["paragraphs"][0]["text"] == "Decides to send observers to the lighthouse;"
    )


@pytest.mark.parametrize(
    ("pieces", "joined"),
    [
        (("the Perez-", "Guerrero Trust Fund"), "the Perez-Guerrero Trust Fund"),
        (("a High-", "level meeting"), "a High-level meeting"),
        (("the resolu-", "tion of disputes"), "the resolution of disputes"),
        (("the Presi-", "dent of the Council"), "the President of the Council"),
        (("short- ", "and long-term"), "short- and long-term"),
        (("South- South cooperation",), "South-South cooperation"),
        (("the 2015\u2013", "2030 framework"), "the 2015\u20132030 framework"),
    ],
)
def test_hyphens_at_line_ends_stay_in_compounds_alone(pieces: tuple[str, ...], joined: str) -> None:
    words = Vocabulary([Line(1, "the level of the resolution")])
    assert join([(n, piece.strip()) for n, piece in enumerate(pieces, 1)], words).text == joined


def test_hyphens_of_any_kind_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    plain = read_text(MODERN)["paragraphs"]
    other = "\ufeff" + MODERN.replace("ninety-second", "ninety\u2011second").replace("\n", "\r\n")
    assert [p["text"] for p in read_text(other)["paragraphs"]] == [p["text"] for p in plain]


def test_decomposed_letters_are_composed() -> None:
    text = OLD_COUNCIL.replace("lighthouse;", "lighthouse of San Jose\u0301;")
    assert "San Jos\u00e9" in read_text(text)["paragraphs"][0]["text"]


def owners(document: dict[str, Any]) -> list[int]:
    """Every line number that an element of the document claims."""
    found: list[int] = []
    for value in document["lines"].values():
        found += value if isinstance(value, list) else [n for own in value.values() for n in own]
    for name in ("preamble", "paragraphs", "headings", "annexes", "quoted"):
        for element in document.get(name, []):
            found += element["lines"]
            for paragraph in element.get("paragraphs", []):
                found += paragraph["lines"]
    found += [item["line"] for item in document["dropped"] if item["reason"] != "footnote mark"]
    return sorted(found)


@pytest.mark.parametrize(
    "text", [MODERN, OLD_COUNCIL, PARTS, RECOMMENDING, DECISION, STATEMENT, SECTIONS]
)
def test_every_line_is_in_exactly_one_element_or_dropped(text: str) -> None:
    assert owners(read_text(text)) == list(range(1, text.count("\n") + 2))


def test_a_line_of_several_paragraphs_is_in_each_of_them_and_none_is_lost() -> None:
    document = read_text(RUN_ON)
    assert set(owners(document)) == {1}
    texts = [item["text"] for item in [*document["preamble"], *document["paragraphs"]]]
    assert " ".join(texts) in RUN_ON.replace(" 1. ", " ").replace(" 2. R", " R").replace(
        " 3. ", " "
    )


def test_bracketed_marks_leave_the_text() -> None:
    text = OLD_COUNCIL.replace("lighthouse;", "lighthouse,[4] to stay;")
    assert "lighthouse, to stay" in read_text(text)["paragraphs"][0]["text"]


def test_every_line_of_every_text_of_the_corpus_is_accounted_for(corpus_texts: list[str]) -> None:
    for text in corpus_texts:
        assert owners(read_text(text)) == list(range(1, text.count("\n") + 2))


def test_a_number_amid_the_years_of_a_sentence_is_the_pages() -> None:
    document = read_text(
        "The General Assembly,\n\n1. Supports the lamps of its resolutions 60/1 of 30 March\n\n2\n"
        "\n2006; 4\n\n2. Recalls Council resolutions 1813 (2008), 1871 (2009), 1920 (2010)\n\n3\n\n"
        "(2011), 2044 (2012) and 2099 (2013) on lamps;\n\n3. Decides to light them all.\n"
    )
    assert dropped(document, "page number") == ["2", "3"]
    assert [item["number"] for item in document["paragraphs"]] == ["1", "2", "3"]


def test_a_running_title_may_part_a_name() -> None:
    document = read_text(
        "The General Assembly,\n\n1. Underlines the unanimous conclusion of the International\n\n2"
        "\n\nLamps and lighthouses of all seas\n\n"
        "Court of Justice that lamps are to be lit by all who own a tower on their coast and\n"
        "those who do not;\n\n2. Decides to light them.\n"
    )
    assert dropped(document, "running title") == ["Lamps and lighthouses of all seas"]


def test_a_title_keeps_its_lines_in_double_spacing() -> None:
    said = "the lamps of the coast, the towers that hold them and the oil\nthat they burn at night;"
    paragraphs = "\n\n".join(f"{at}. Requests the Board to light {said}" for at in range(1, 12))
    text = (
        "General Assembly\n\n90/12. Lighthouses of the world and the\nkeepers thereof\n\n"
        f"The General Assembly,\n\n{paragraphs}\n"
    )
    assert read_text(text.replace("\n", "\n\n"))["title"] == (
        "Lighthouses of the world and the keepers thereof"
    )


def test_a_page_that_ends_amid_a_list_within_a_sentence_begins_no_list() -> None:
    document = read_text(
        "The General Assembly,\n\n1. Requests the Board to report on:\n"
        "(i) the lamps that are lit in the towers of the north and their\n\fkeepers; (ii) the oil\n"
        "that they burn; and (iii) their wicks;\n\n2. Decides to light them.\n"
    )
    assert [item["number"] for item in document["paragraphs"]] == ["1", "2"]


@pytest.mark.parametrize("number", ["{}) ", "({}) ", "OP{}. ", "{} - "])
def test_what_an_outcome_document_counts_is_counted_in_any_way(number: str) -> None:
    said = ["We reaffirm the lamps.", "We are concerned by the dark.", "We welcome the oil."]
    text = "\n\n".join(number.format(at) + words for at, words in enumerate(said, 1))
    document = read_text(
        f"The General Assembly\n\nAdopts the following declaration:\n\nLamps for all\n\n{text}\n"
    )
    numbers = [item["number"] for item in document["paragraphs"]]
    assert numbers == ["u1", "1", "2", "3"]


LAMPS = """The General Assembly,

1. Requests the Board to light the lamps by the end of 2031{stop}

{heading}

2. Decides to pay for the oil of the lamps.

55th plenary meeting
5 December 2030
"""


@pytest.mark.parametrize("stop", [";", ";3", "", ","])
@pytest.mark.parametrize("heading", ["II", "II\nOil of the lamps", "Oil of the lamps"])
def test_a_heading_needs_no_semicolon_above_it(heading: str, stop: str) -> None:
    document = read_text(LAMPS.format(stop=stop, heading=heading))
    if stop != "," or heading.startswith("II"):
        assert [item["text"] for item in document["headings"]] == [heading.replace("\n", " ")]
    assert [item["number"] for item in document["paragraphs"]] == ["1", "2"]


@pytest.mark.parametrize("stop", [";", ";3", "."])
def test_nor_a_blank_line(stop: str) -> None:
    text = LAMPS.format(stop=stop, heading="Oil of the lamps").replace("\n\n", "\n")
    assert [item["text"] for item in read_text(text)["headings"]] == ["Oil of the lamps"]


def test_the_last_paragraph_may_lack_its_full_stop() -> None:
    text = LAMPS.format(stop=";", heading="II").replace("of the lamps.\n\n", "of the lamps\n")
    document = read_text(text)
    assert document["paragraphs"][-1]["text"] == "Decides to pay for the oil of the lamps"
    assert document["meeting"] == "55th plenary meeting"


def test_a_sentence_that_goes_on_after_a_blank_line_has_no_heading_in_it() -> None:
    text = LAMPS.format(stop=" in the", heading="Oil of the lamps")
    assert "headings" not in read_text(text)


def test_a_number_and_a_label_in_turn_need_no_semicolon_before_them() -> None:
    document = read_text(
        "The General Assembly,\n\n1. Calls upon all States:\n\n(a)\nTo light the lamps of their "
        "coasts\n\nA/RES/90/12\n2/3\n36-00012\n\n(b)\nTo paint their towers and to keep them"
        "\n\n2. Also\nwelcomes\nthe oil.\n"
    )
    assert [item["number"] for item in document["paragraphs"]] == ["1", "1(a)", "1(b)", "2"]


def test_lists_of_a_text_in_one_line_are_parted() -> None:
    letters = [*"abcdefghijklmnopqrstuvwxyz", "aa"]
    listed = " ".join(f"({letter}) To light a lamp on the coast;" for letter in letters[2:])
    document = read_text(
        "United Nations A/RES/90/12 General Assembly 90/12. Lamps The General Assembly, Recalling "
        "its resolution 60/1 of 1 March 2006, in which it called upon all to keep their lamps lit, "
        "1. Calls upon all States: (a) To keep a tower; "
        f"36-00012 2/3 (b) To paint it; 4 {listed} 2. Strongly objects to the dark; 36-00012 3/3 "
        f"4. Requests the Board to report; 5. Decides to light lamps. {'_' * 12} 4 A/90/1. "
        + "Lamps of all coasts. "
        * 40
    )
    numbers = [item["number"] for item in document["paragraphs"]]
    assert numbers == ["1", *(f"1({letter})" for letter in letters), "2", "4", "5"]


def test_a_symbol_that_ends_a_sentence_is_no_header_of_a_page() -> None:
    text = MODERN.replace(
        "to the General\n", "to the General Assembly, as in\nA/90/33.\n2. Notes it"
    )
    assert "A/90/33." not in dropped(read_text(text), "page header")


def test_a_running_title_may_stand_beside_the_symbol() -> None:
    beside = "A/RES/90/12      Lighthouses of the world and the keepers thereof\n"
    text = MODERN.replace(
        "Lighthouses of the world and the\nkeepers thereof\nA/RES/90/12\n", beside
    )
    assert text.count(beside) == 1
    document = read_text(text)
    assert document["paragraphs"][0]["text"] == read_text(MODERN)["paragraphs"][0]["text"]
    assert len(dropped(document, "page header")) == 2


def test_notes_at_the_foot_of_a_page_need_neither_a_rule_nor_a_blank_line() -> None:
    document = read_text(
        "The General Assembly,\n\n1. Requests the Board1 to light the lamps\n"
        "1 See A/90/7, on lamps and\ntheir keepers.\n\nA/RES/90/12\n2/3\n\nof the sea;\n\n"
        "2. Decides to meet."
    )
    assert document["paragraphs"][0]["text"] == "Requests the Board to light the lamps of the sea;"
    assert document["notes"] == {"1": "See A/90/7, on lamps and their keepers."}
