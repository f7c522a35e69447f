"""Pages of the Official Records: notes at the foot of each column, heads of volumes, columns."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

import pytest

from mandates.adapters.reading import read_text

COLUMNS = """\
2604 (XXIV). Lamps of the harbours
The General Assembly,
Recalling its resolution 2500 (XXIV) on the lamps of the har-
bours, and the Lamp Convention,1 to which most States are
1 United Nations, Treaty Series, vol. 520, No. 7515.
parties,
1. Requests the Secretary-General to report on the towers2
and on the oil of the
{head}
keepers, to the General Assembly at its twenty-fifth session;
2. Invites Member States to paint their towers, and the
2 Official Records of the General Assembly, Twenty-fourth Session, Sup-
plement No. 3 (A/7603).
3 A name that no other note begins with.
Board3 to help them;
3. Decides to review the matter.
1834th plenary meeting,
16 December 1969.
"""
HEADS = {
    "the session": "General Assembly\u2014Twenty-fourth Session",
    "the session and a page": "64 General Assembly\u2014Twenty-fourth Session",
    "the year": "Security Council\u2014Twenty-fourth Year\n12",
    "the committee and a page": "Resolutions adopted on the reports of the Third Committee 65",
    "a page and the committee": "65\nResolutions adopted on the reports of the Third Committee",
    "the committee, set apart": "\nResolutions adopted on the reports of the Third Committee\n",
}


def texts(document: dict[str, Any]) -> dict[str, str]:
    return {item["number"]: item["text"] for item in document["paragraphs"]}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_notes_and_heads_amid_a_sentence_leave_it_whole(head: str) -> None:
    document = read_text(COLUMNS.format(head=head))
    assert document["preamble"][0]["text"] == (
        "Recalling its resolution 2500 (XXIV) on the lamps of the harbours, and the Lamp "
        "Convention, to which most States are parties,"
    )
    assert texts(document) == {
        "1": "Requests the Secretary-General to report on the towers and on the oil of the "
        "keepers, to the General Assembly at its twenty-fifth session;",
        "2": "Invites Member States to paint their towers, and the Board to help them;",
        "3": "Decides to review the matter.",
    }
    assert list(document["notes"]) == ["1", "2", "3"]


def test_the_text_goes_on_below_the_ruled_notes_of_a_column() -> None:
    page = COLUMNS.format(head="____________\n4 See A/7604.")
    assert list(texts(read_text(page))) == ["1", "2", "3"]
    assert read_text(page)["notes"]["4"] == "See A/7604."


def test_a_line_of_the_text_that_begins_with_a_count_is_no_note() -> None:
    page = COLUMNS.format(head="12 United Nations bodies, and of their")
    assert "of the 12 United Nations bodies, and of their keepers" in texts(read_text(page))["1"]


def test_notes_of_two_columns_may_come_by_turns() -> None:
    notes = "3 Ibid., para. 3.\n\n1 A/7600.\n\n2 A/7601.\n\nthe wick,"
    document = read_text(COLUMNS.replace("parties,\n", f"parties to\n{notes}\n").format(head="and"))
    assert document["preamble"][0]["text"].endswith("to which most States are parties to the wick,")


LEFT = """\
    1. Requests the keepers of the lamps to
report on the oil that they have, and on the
wicks, in consultation with the Governments
of the States that have towers, and with the
Board of Pilots of the harbours;

    2. Invites the Board of Lighthouses and
the Board of the Buoys of all harbours, and
the Committee on Towers and Lamps, and each
of its members, the Governments of the
States that have towers, the Depart-"""
RIGHT = """\
ments and the Board of Pilots, to send the
oil that is left over, with the wicks that
the keepers have no use for any more, and
all of the ladders, ropes and other things
that nobody uses, to the towers;

    3. Decides to review the matter in the
light of what the keepers report{end}
                      1834th plenary meeting,
                           16 December 1970.

2605 (XXV). Buoys of the harbours and seas"""


def beside(left: str, right: str) -> str:
    """Two columns as `pdftotext -layout` prints them."""
    rows = zip_longest(left.split("\n"), right.split("\n"), fillvalue="")
    return "".join(f"{one:<52}{two}".rstrip() + "\n" for one, two in rows)


HEAD = "28                             General Assembly\u2014Twenty-fifth Session\n\n\n"
BEGINS = f"2604 (XXV). Lamps\n\nThe General Assembly,\n\n{HEAD}"


def test_lines_at_the_right_of_the_right_column_stand_in_it() -> None:
    page = BEGINS + beside(LEFT, RIGHT.format(end="."))
    document = read_text(page, symbol="A/RES/2604(XXV)")
    assert list(texts(document)) == ["1", "2", "3"]
    assert texts(document)["2"].endswith(
        "the Departments and the Board of Pilots, to send the oil that is left over, with the "
        "wicks that the keepers have no use for any more, and all of the ladders, ropes and other "
        "things that nobody uses, to the towers;"
    )
    assert document["meeting"] == "1834th plenary meeting"


def test_the_end_of_a_column_beside_a_full_one_is_read_after_it() -> None:
    right = RIGHT.format(end=";")
    last = beside(
        "    4. Requests the States that have oil\nto lend it to those that have none, with\n"
        "the keepers of the towers of the harbours,\n",
        "and to the Board of Pilots of the harbours\nthat have no oil of their own, nor any\nwick.",
    )
    page = f"{BEGINS}{beside(LEFT, right[: right.index('  1834th')].rstrip())}\f{last}"
    assert texts(read_text(page))["4"] == (
        "Requests the States that have oil to lend it to those that have none, with the keepers "
        "of the towers of the harbours, and to the Board of Pilots of the harbours that have no "
        "oil of their own, nor any wick."
    )


GLUED = """\
90/12. Lamps
The General Assembly,
Recalling the lamps of Guinea-Bissau, and the long-term needs of the light-keepers,
1. Requests the SecretaryGeneral to report on the lamps of the NonSelf-Governing
Territories and of GuineaBissau, and on the longterm needs of nongovernmental keepers, to the
General Assembly at its ninetysecond session;
2. Requests the DirectorGeneral to help.
"""


def test_hyphens_that_a_program_took_come_back() -> None:
    document = read_text(GLUED)
    assert texts(document)["1"] == (
        "Requests the Secretary-General to report on the lamps of the Non-Self-Governing "
        "Territories and of Guinea-Bissau, and on the long-term needs of non-governmental "
        "keepers, to the General Assembly at its ninety-second session;"
    )
    first, second = (paragraph["acts"][0] for paragraph in document["paragraphs"])
    assert (first["addressees"], first["due"]["session"]) == (["Secretary-General"], 92)
    assert second["addressees"] == ["Director-General"]


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("in the in-\nclusion of keepers", "in the inclusion of keepers"),
        ("its is-\nsues", "its issues"),
        ("the de-\nvelopment of lamps", "the development of lamps"),
        ("the ex-\nisting lamps", "the existing lamps"),
        ("lamps in-\nkind", "lamps in-kind"),
        ("the non-\nlighting States", "the non-lighting States"),
        ("States, the co-\nchairs and the chairs", "States, the co-chairs and the chairs"),
    ],
)
def test_a_word_broken_behind_its_first_letters_is_whole_again(printed: str, read: str) -> None:
    page = (
        f"Lamps\n\nThe General Assembly,\n\n1. Requests the chairs to note {printed};\n\n2. Ends."
    )
    assert read in read_text(page)["paragraphs"][0]["text"]


def test_a_mark_with_a_slash_at_the_end_of_a_line_leaves_the_space_behind_it() -> None:
    page = (
        "Lamps\n\nThe General Assembly,\n\n1. Requests the Board of Lamps,10/\nand the keepers of "
        "resolution 54/\n12, to report;\n\n2. Decides to meet.\n\n__________\n10/ A/50/1.\n"
    )
    assert texts(read_text(page))["1"] == (
        "Requests the Board of Lamps, and the keepers of resolution 54/12, to report;"
    )


def test_a_number_below_a_running_title_is_no_part_of_it() -> None:
    page = (
        "A/RES/90/7\n\n90/7. Lamps of the harbours\n\nThe General Assembly,\n\n1.\n\nRequests the "
        "keepers to report;\n\n2/3\n\nA/RES/90/7\n\nLamps of the harbours\n\n2.\n\nInvites the "
        "Board to help.\n"
    )
    assert list(texts(read_text(page))) == ["1", "2"]


def test_a_number_alone_begins_a_paragraph_below_a_heading_without_a_blank_line() -> None:
    page = (
        "Lamps\nThe General Assembly,\nRecalling all lamps,\nTaking stock: of the oil and the\n"
        "Lamp Society\n1.\n\nRequests the keepers to report;\n2.\nInvites the Board to help."
    )
    assert list(texts(read_text(page))) == ["1", "2"]


def test_letters_with_stops_count_on_below_commas() -> None:
    page = (
        "Lamps\n\nThe Security Council,\n\n1. Affirms that lamps are needed, and in that regard:\n"
        "a. Calls upon all States to light theirs,\nb. Calls upon the keepers to help,\n"
        "c. Stresses the need for oil;\n2. Decides to remain seized of the matter.8\n"
        "Annex\nThe keepers shall:\n(a) Keep awake;\n__________\n8 S/2036/1.\n"
    )
    document = read_text(page)
    assert list(texts(document)) == ["1", "1(a)", "1(b)", "1(c)", "2"]
    assert [annex["name"] for annex in document["annexes"]] == ["Annex"]


def test_a_word_that_the_rule_of_the_notes_parts_is_whole_again() -> None:
    page = (
        "Lamps\n\nThe General Assembly,\n\nRecalling its lamps,4 and all urbanization,\n\n"
        "1. Requests the keepers to work for sustainable urb__________\n4 See resolution 54/1.\n"
        "\n109\n\nanization, and to report;\n\n2. Decides to meet."
    )
    assert texts(read_text(page))["1"] == (
        "Requests the keepers to work for sustainable urbanization, and to report;"
    )


def test_a_number_may_stand_alone_at_the_end_of_a_page() -> None:
    page = (
        "Lamps\n\nThe General Assembly,\n\n1.\n\nRequests the keepers to report;\n\n2.\n\f\n"
        "Invites the Board to help."
    )
    assert list(texts(read_text(page))) == ["1", "2"]


def test_notes_whose_marks_text_recognition_misread_leave_the_text() -> None:
    page = COLUMNS.replace("1 United Nations, Treaty", "' United Nations, Treaty").replace(
        "2 Official Records", "? Official Records"
    )
    document = read_text(page.format(head="oil of the"))
    assert "Treaty Series" not in document["preamble"][0]["text"]
    assert texts(document)["2"] == (
        "Invites Member States to paint their towers, and the Board to help them;"
    )
    assert list(document["notes"]) == ["1", "2", "3"]


PART = """The {body},
Recalling its resolution {number} (XXIV) on lamps,
1. Requests the Secretary-General to report on the towers of the
harbours;
2. Decides to review the matter.
"""


@pytest.mark.parametrize("letter", ["{}", "{}.", "Part {}", "PART {}"])
@pytest.mark.parametrize("title", ["", "TOWERS OF THE HARBOURS\n", "Towers of the har-\nbours\n"])
def test_the_letters_of_parts_need_no_blank_lines(letter: str, title: str) -> None:
    parts = [
        f"{letter.format(name)}\n{title}{PART.format(body='General Assembly', number=number)}"
        for name, number in (("A", 2500), ("B", 2501), ("C", 2502))
    ]
    document = read_text(f"2604 (XXIV). Lamps of the harbours\n{''.join(parts)}")
    assert list(texts(document)) == ["A.1", "A.2", "B.1", "B.2", "C.1", "C.2"]
    assert [item["cites"] for item in document["preamble"]] == [
        ["A/RES/2500(XXIV)"],
        ["A/RES/2501(XXIV)"],
        ["A/RES/2502(XXIV)"],
    ]
    assert document["title"] == "Lamps of the harbours"


def test_a_letter_that_a_program_prints_below_the_formula_is_the_part_s() -> None:
    parts = [
        PART.format(body="General Assembly", number=2500).replace("y,\n", f"y,\n\n{letter}\n\n")
        for letter in "AB"
    ]
    document = read_text("2604 (XXIV). Lamps of the harbours\n\n" + "\n".join(parts))
    assert list(texts(document)) == ["A.1", "A.2", "B.1", "B.2"]


def test_a_letter_on_a_line_of_its_own_amid_a_text_is_no_part() -> None:
    page = PART.format(body="General Assembly", number=2500).replace("towers", "towers\nB\nin")
    assert list(texts(read_text(f"2604 (XXIV). Lamps\n{page}"))) == ["1", "2"]


def test_the_sections_of_a_budget_need_no_blank_lines() -> None:
    sections = "".join(
        f"{number}\nReport on the lamps of\nthe {name} harbours\nHaving considered the report,\n"
        "1. Takes note of the report;\n2. Requests the Secretary-General to report on wicks.\n"
        for number, name in (("I", "northern"), ("II", "southern"), ("III", "other"))
    )
    document = read_text(f"75/314. Lamps\nThe General Assembly,\nRecalling its rules,\n{sections}")
    assert list(texts(document)) == ["1", "2", "1~2", "2~2", "1~3", "2~3"]
    assert [item["text"] for item in document["headings"]] == [
        "I Report on the lamps of the northern harbours",
        "II Report on the lamps of the southern harbours",
        "III Report on the lamps of the other harbours",
    ]
    assert [item["verb"] for item in document["preamble"]] == ["Recalling"] + ["Having"] * 3


def test_a_note_that_a_program_joined_to_a_broken_word_leaves_it_whole() -> None:
    page = COLUMNS.replace("har-\nbours", "harbours").replace("Sup-\nplement", "Supplement")
    joined = page.replace("paint their towers, and the\n2 Off", "paint their tow2 Off")
    broken = joined.format(head="").replace("\nBoard3 to", "\ners, and the Board3 to")
    document = read_text(broken)
    assert (
        texts(document)["2"]
        == "Invites Member States to paint their towers, and the Board to help them;"
    )
    assert document["notes"]["2"].startswith("Official Records")


def test_a_note_goes_on_below_a_gap_amid_a_word() -> None:
    notes = "1 Report of the Lamp Conference, 5-13 Septem-\n\nber 2010 (Sales No. 1), chap. I.\n"
    page = COLUMNS.replace("1 United Nations, Treaty Series, vol. 520, No. 7515.\n", notes)
    document = read_text(page.format(head="\n"))
    assert document["preamble"][0]["text"].endswith("to which most States are parties,")
    assert document["notes"]["1"].endswith("ber 2010 (Sales No. 1), chap. I.")


def test_the_head_of_a_page_may_stand_amid_a_word() -> None:
    page = COLUMNS.replace("oil of the\n{head}\nkeepers", "oil of the keep-\n{head}\ners")
    document = read_text(page.format(head="Resolutions of the Economic and Social Council 105"))
    assert " on the towers and on the oil of the keepers, " in texts(document)["1"]


def test_the_rest_of_a_title_below_the_head_of_a_page_is_no_word_of_the_text() -> None:
    page = "\n".join(
        [
            "A/RES/90/12", "General Assembly",
            "90/12. Lamps of the harbours and of the keepers", "thereof",
            "The General Assembly,", "Recalling its resolution 80/1,",
            "1. Requests the Secretary-General to report on the towers and on the",
            "A/RES/90/12 Lamps of the harbours and of the keepers", "thereof", "2/3 35-00012",
            "oil of the keepers;", "2. Decides to review the matter.", "13 April 2020",
        ]
    )  # fmt: skip
    document = read_text(page)
    assert list(texts(document).values()) == [
        "Requests the Secretary-General to report on the towers and on the oil of the keepers;",
        "Decides to review the matter.",
    ]
    assert document["adopted_on"] == "2020-04-13"


def test_a_paragraph_that_ends_with_a_typed_mark_is_no_heading() -> None:
    page = COLUMNS.format(head="").replace("3. Decides to review the matter.", "3.\n\n{}\n\n4. {}")
    document = read_text(page.format("Takes note of the report; 10/", "Decides to go on."))
    assert texts(document)["3"].startswith("Takes note of the report;")


def test_notes_may_part_a_number_from_its_paragraph() -> None:
    page = COLUMNS.format(head="").replace(
        "3. Decides to review",
        "3.\n________\n4/ A/7604.\n\nDecides, with the help of its\n\nA/C.6/L.85\nPage 10\n\n"
        "Board, to review",
    )
    assert (
        texts(read_text(page))["3"] == "Decides, with the help of its Board, to review the matter."
    )


@pytest.mark.parametrize(
    ("broken", "session"),
    [
        ("sev-\nenty-second", 72),
        ("seventy-sec-\nond", 72),
        ("twen-\nty-fifth", 25),
        ("fif-\nth", 5),
    ],
)
def test_the_number_of_a_session_is_whole_however_it_is_broken(broken: str, session: int) -> None:
    page = COLUMNS.format(head="").replace("twenty-fifth", broken)
    act = read_text(page)["paragraphs"][0]["acts"][0]
    assert act["due"]["session"] == session


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_section_amid_numbered_ones_may_have_a_paragraph_without_a_number(gap: str) -> None:
    lines = [
        "60/260. Lamps", "The General Assembly,", "I", "Lamps of the north",
        "1. Takes note of the report;", "2. Decides to meet again;", "II", "Proposals 14 and 15",
        "Requests the Secretary-General to submit a report, which would have:",
        "(a) Information on wicks;", "(b) An assessment of oil;", "III",
        "Decides to keep lamps.", "IV", "Towers", "1. Takes note of the towers.",
    ]  # fmt: skip
    document = read_text(gap.join(lines))
    assert list(texts(document)) == ["1", "2", "u1", "u1(a)", "u1(b)", "u2", "1~2"]
    assert " ".join(item["text"] for item in document["headings"]) == (
        "I Lamps of the north II Proposals 14 and 15 III IV Towers"
    )


def test_a_page_may_end_between_the_letter_of_a_part_and_its_formula() -> None:
    first = PART.format(body="General Assembly", number=2500)
    page = (
        "A/RES/90/12\nGeneral Assembly\n90/12. Lamps of the harbours\nA\n"
        + first
        + "B\nTowers of\n"
        "________\n1/ See A/90/1.\n2/ A/90/3.\n3/ A/90/4.\n4/ A/90/5.\n/...\nA/RES/90/12\nEnglish\n"
        "Page 2\nthe harbours\n" + first
    )
    assert list(texts(read_text(page))) == ["A.1", "A.2", "B.1", "B.2"]


def test_the_letter_of_a_section_that_a_note_cites_does_not_end_the_notes() -> None:
    page = COLUMNS.format(head="________\n4 See A/7604, chap. I, sect.\nA.\n\nA/RES/24/1\n\n")
    document = read_text(page)
    assert " on the towers and on the oil of the keepers, " in texts(document)["1"]
    assert document["notes"]["4"] == "See A/7604, chap. I, sect. A."


def test_and_on_a_line_of_its_own_ends_an_item_all_the_same() -> None:
    page = COLUMNS.format(head="").replace(
        "3. Decides to review the matter.",
        "3. Requests the Board:\na. to keep the lamps;\nand\nb. to light them.",
    )
    assert list(texts(read_text(page))) == ["1", "2", "3", "3(a)", "3(b)"]


@pytest.mark.parametrize(
    ("first", "rest"),
    [
        (
            "See Official Records of the Economic and",
            "Social Council, Supplement No. 2 (E/2009/2).",
        ),
        ("See A/7604, chap. I, resolution 1,", "annex. See also A/7605."),
    ],
)
def test_a_note_that_has_not_ended_goes_on_below_a_gap(first: str, rest: str) -> None:
    """Where the text above it has ended, so that no sentence of it goes on there."""
    notes = f"\n4 {first}\n\n{rest}\n\nA/RES/24/1\n\n"
    page = PART.format(body="General Assembly", number=2500).replace("2. Dec", f"{notes}2. Dec")
    document = read_text(f"2604 (XXIV). Lamps\n{page}")
    assert texts(document)["1"].endswith("on the towers of the harbours;")
    assert document["notes"]["4"] == f"{first} {rest}"
