"""How texts were printed and copied over the decades: marks, sections, pages, lines that run on."""

from __future__ import annotations

from typing import Any

import pytest

from mandates.adapters.reading import read_text
from mandates.adapters.reading.page import markup

from .texts import MODERN

GA = "The General Assembly"

OLD_MARKS = """A/RES/50/999
Fiftieth session
RESOLUTION ADOPTED BY THE GENERAL ASSEMBLY
50/999.  Lighthouses

      The General Assembly,

      Having considered the report of the Lighthouse Board, 1/

      1.   Takes note of decision 7 of 21 September 1995  2/ and of the list of buoys; 3/

      2.   Requests the Lighthouse Board 4/ to submit a report to the General Assembly at its
fifty-first session on the lamps named in document A/50/27; */

      3.   Decides to keep the lamps.5/

90th plenary meeting
12 December 1995

1/   A/50/390.

2/   See A/50/27, annex.

3/   A/50/391.

4/   Ibid., para. 4.

5/   A/50/392.
"""


def texts(document: dict[str, Any]) -> dict[str, str]:
    return {item["number"]: item["text"] for item in document["paragraphs"]}


def test_marks_with_a_slash_leave_the_text_and_addressees_are_found() -> None:
    document = read_text(OLD_MARKS)
    assert document["preamble"][0]["text"] == (
        "Having considered the report of the Lighthouse Board,"
    )
    assert texts(document) == {
        "1": "Takes note of decision 7 of 21 September 1995 and of the list of buoys;",
        "2": "Requests the Lighthouse Board to submit a report to the General Assembly at its "
        "fifty-first session on the lamps named in document A/50/27;",
        "3": "Decides to keep the lamps.",
    }
    assert document["paragraphs"][1]["acts"][0]["addressees"] == ["Lighthouse Board"]
    marks = [x["text"] for x in document["dropped"] if x["reason"] == "footnote mark"]
    assert marks == ["1/", "2/", "3/", "4/", "*/", "5/"]


def test_a_symbol_that_a_line_breaks_keeps_its_figures() -> None:
    document = read_text(OLD_MARKS.replace("document A/50/27;", "document A/C.2/ 50/L.7;"))
    assert "document A/C.2/50/L.7;" in texts(document)["2"]


RUNS_ON = (
    "Resolution adopted by the General Assembly on 18 December 2035 [on the report of the Third "
    "Committee (A/90/394)] 90/132. Report of the Lighthouse Council The General Assembly, "
    "Recalling "
    "its resolution 60/251 of 15 March 2006, by which it established the Lighthouse Council, "
    "Having "
    "considered the recommendations of the Lighthouse Council,1,2 Takes note of the report of the "
    "Lighthouse Council and of its recommendations. 50th plenary meeting 18 December 2035 "
    "__________________ 1 Official Records of the General Assembly, Supplement No. 53 (A/90/53)."
)


def test_a_text_in_one_line_is_taken_apart() -> None:
    document = read_text(RUNS_ON)
    assert (document["symbol"], document["title"]) == (
        "A/RES/90/132",
        "Report of the Lighthouse Council",
    )
    assert [item["verb"] for item in document["preamble"]] == ["Recalling", "Having"]
    assert texts(document) == {
        "u1": "Takes note of the report of the Lighthouse Council and of its recommendations."
    }
    assert document["meeting"] == "50th plenary meeting"
    assert list(document["notes"]) == ["1"]


def test_a_page_without_a_header_goes_on_after_the_notes() -> None:
    document = read_text(
        "90/222. Lighthouses\n\nThe General Assembly,\n\nRecalling its resolution 89/1,1\n\n"
        "1. Invites the Lighthouse Board to light lamps, in collaboration with Governments, the "
        "Buoy _______________\n1 See A/89/1, annex.\n\nProgramme, and relevant organizations;\n\n"
        "2. Decides to keep the lamps."
    )
    assert texts(document)["1"].endswith("the Buoy Programme, and relevant organizations;")
    assert document["notes"] == {"1": "See A/89/1, annex."}


PAGE = """A/RES/90/211
Lighthouses and buoys
shared by all, and requests the Lighthouse Board to continue to report on
the lamps;
83. Encourages Member States to light lamps;
84. Encourages the Lighthouse Board to keep the lamps that it has, and to
paint them;
85. Requests the Secretary-General to submit a report on lamps to it at its
ninety-first session.
"""


def test_a_page_from_the_middle_is_read_from_its_first_number() -> None:
    document = read_text(PAGE)
    assert list(texts(document)) == ["83", "84", "85"]
    acts = [item["acts"][0] for item in document["paragraphs"]]
    assert acts[0]["reason"] == "the text begins with paragraph 83"
    assert [act["confidence"] for act in acts] == ["low", "high", "high"]


SECTIONS = """A/RES/47/999
47/999. Questions relating to lamps

The General Assembly,

I

FIRST REPORT OF THE LAMP BOARD

Takes note with appreciation of the first report of the Lamp Board;

II

TOWERS

Having considered the report of the Board on towers,

Requests the Lamp Board to build towers;

III

ESTIMATES

1. Approves the estimates submitted by the Secretary-General;

2. Requests the Secretary-General to submit a report on them to the General Assembly.
"""


def test_sections_of_one_paragraph_each_need_no_numbers() -> None:
    document = read_text(SECTIONS)
    assert list(texts(document)) == ["u1", "u2", "1", "2"]
    assert [item["text"] for item in document["headings"]] == [
        "I", "FIRST REPORT OF THE LAMP BOARD", "II", "TOWERS", "III", "ESTIMATES",
    ]  # fmt: skip
    assert [item["verb"] for item in document["preamble"]] == ["Having"]


TYPED = """A/C.3/L.29
THE GENERAL ASSEMBLY,
CONSIDERING that lamps are of all nations;
1. DECIDES to establish a Lamp Board;
2. REQUESTS the Secretary-General
(a) to prepare a draft budget of the Lamp Board, as said in paragraph 3
(a) of the report, and to circulate it;
(b) to submit a report on lamps to the Economic and Social Council at its
eleventh session.
"""


def test_a_list_begins_without_a_colon_where_its_next_label_follows() -> None:
    document = read_text(TYPED)
    assert list(texts(document)) == ["1", "2", "2(a)", "2(b)"]
    assert texts(document)["2(a)"].endswith(
        "in paragraph 3 (a) of the report, and to circulate it;"
    )
    act = document["paragraphs"][1]["acts"][0]
    assert (act["addressees"], act["deliverable"], act["due"]["session"]) == (
        ["Secretary-General"],
        "report",
        11,
    )


def test_a_decision_in_one_line_is_parted_at_its_letters() -> None:
    document = read_text(
        "1975/65. Work of the Council\nAt its 1937th meeting, on 15 January 1975, the Council "
        "decided: (a) To increase the number of lamps (see (b) below); (b) To hold a session on "
        "lamps in 1976; and (c) To invite the Lamp Board to report to it in 1976."
    )
    assert list(texts(document)) == ["u1", "u1(a)", "u1(b)", "u1(c)"]
    assert document["meeting"] == "1937th meeting"
    assert document["paragraphs"][3]["acts"][0]["addressees"] == ["Lamp Board"]


def test_a_text_that_a_page_quotes_whole_is_read_without_the_marks() -> None:
    document = read_text(
        "The full text of the resolution reads as follows:\n\u201cThe Security Council,\n"
        "\u201cRecalling its resolutions on lamps,\n\u201cDetermining that darkness is a threat,\n"
        "\u201c1.   Decides to extend until 31 March 2035 the mandate of the Lamp Mission;\n"
        "\u201c2.   Decides to remain seized of the matter.\u201d"
    )
    assert document["body"] == "Security Council"
    assert [item["verb"] for item in document["preamble"]] == ["Recalling", "Determining"]
    assert texts(document)["2"] == "Decides to remain seized of the matter."


def test_what_a_page_prints_below_a_single_sentence_is_after_it() -> None:
    document = read_text(
        "Adopted by 11 votes to none at its 1608th meeting, on 6 December 1971\n\n"
        "The Security Council,\n\nHaving considered the item on lamps,\n\n"
        "Decides to refer the question of lamps to the General Assembly.\n\n"
        "This copy was made by a lighthouse.\n\n1. Lamps of the lighthouse\n2. Its buoys."
    )
    assert list(texts(document)) == ["u1"]
    assert document["adopted_on"] == "1971-12-06"
    after = [x["line"] for x in document["dropped"] if x["reason"] == "after the text"]
    assert after == [9, 11, 12]


def test_a_title_leaves_the_number_of_its_resolution_behind() -> None:
    text = "925 (X)\n925. Report of the Lamp Board\n\nThe General Assembly,\n\n1. Lights lamps;"
    assert read_text(text.replace("Lights", "Endorses"))["title"] == "Report of the Lamp Board"


PAGES = """A/RES/90/12
90/12. Lighthouses

The General Assembly,

Recalling its resolution 80/1,1
__________________

1  Resolution 80/1, annex.

A/RES/90/12

2/9

1. Requests the Lighthouse Board,2 in accordance with paragraph III.2 of the
__________________

2  Resolution 80/2, annex.

A/RES/90/12

3/9

report, to light lamps.
"""


def test_notes_that_are_alike_on_every_page_are_notes() -> None:
    document = read_text(PAGES)
    assert document["notes"] == {"1": "Resolution 80/1, annex.", "2": "Resolution 80/2, annex."}
    assert texts(document)["1"] == (
        "Requests the Lighthouse Board, in accordance with paragraph III.2 of the report, "
        "to light lamps."
    )


def test_a_heading_below_a_full_stop_needs_no_blank_line() -> None:
    document = read_text(
        "A/RES/90/15\n90/15. Lighthouses\nThe General Assembly,\nRecalling its resolution 89/1,\n"
        "1. Takes note of the report of the Board. It is long.\nMeans of implementation and\n"
        "of follow-up\n2. Requests the Board to light lamps. It is asked to\nBoard the ships, and "
        "to\n5 lamps a year keep them.\nFollow-up\n3. Decides to keep the lamps."
    )
    assert [item["text"] for item in document["headings"]] == [
        "Means of implementation and of follow-up",
        "Follow-up",
    ]
    assert texts(document)["2"].endswith("to Board the ships, and to 5 lamps a year keep them.")


def test_what_stands_above_the_formula_and_gives_reasons_is_preamble() -> None:
    document = read_text(
        "Resolution of the night\nWhereas lamps go out,\nWhereas keepers sleep,\nTherefore\n"
        "The Security Council,\n1. Resolves to light lamps;\n2. Requests the Board to watch."
    )
    assert document["title"] == "Resolution of the night"
    assert [item["verb"] for item in document["preamble"]] == ["Whereas", "Whereas"]
    document = read_text(
        "Lamps\n\nTherefore\n\nThe Security Council\n\n1. Resolves to light lamps."
    )
    assert document["title"] == "Lamps"


def test_a_list_within_a_sentence_goes_on_over_a_page() -> None:
    document = read_text(
        "90/15. Lamps\n\nThe General Assembly,\n\n1. Requests the Board to report on:\n"
        "(i) lamps of\n\nPage 2 of 9\n\nall seas; (ii) buoys; and (iii) oil;\n\n2. Decides to wait."
    )
    assert list(texts(document)) == ["1", "2"]


def test_marks_go_on_from_the_one_at_the_end_of_a_paragraph() -> None:
    document = read_text(
        "90/15. Lamps\n\nThe General Assembly,\n\n1. Takes note of the report of the Board;63\n\n"
        "2. Recalls the list of the Fund.64"
    )
    assert texts(document)["2"] == "Recalls the list of the Fund."


def test_the_number_of_an_addendum_is_no_mark() -> None:
    text = (
        "The Security Council,\n\nWelcoming the report on lamps (S/2035/488 and Add.1),\n\n"
        "Noting the list (S/2035/7/Corr.1 and Rev.1),\n\n1. Decides to keep the lamps.\n"
    )
    document = read_text(text)
    assert [item["text"] for item in document["preamble"]] == [
        "Welcoming the report on lamps (S/2035/488 and Add.1),",
        "Noting the list (S/2035/7/Corr.1 and Rev.1),",
    ]


COUNCIL = """Economic and Social Council

1416th Plenary Meeting
4 March 1966

1966/1904(XL).Lighting of lamps

The Economic and Social Council,

1. Requests the Secretary-General to light lamps.
"""


def test_an_old_number_may_stand_close_to_its_year_and_title() -> None:
    document = read_text(COUNCIL)
    assert document["symbol"] == "E/RES/1904(XL)"
    assert (document["title"], document["session"]) == ("Lighting of lamps", 40)


def test_what_a_web_site_says_above_a_text_is_no_title() -> None:
    said = "The full text of resolution 9283 (2035) reads, as follows:"
    text = "The Security Council,\n\nNoting the lamps,\n\n1. Decides to keep the lamps.\n"
    document = read_text(f"{said}\n{text}")
    assert (document["symbol"], document["title"]) == ("S/RES/9283(2035)", None)
    dated = read_text(f"August 21, 2035\n\nS/RES/9283 (2035)\n\n{text}")
    assert (dated["symbol"], dated["title"]) == ("S/RES/9283(2035)", None)
    named = read_text(f"United Nations Security Council Resolution 9283 (2035)\n\n{text}")
    assert (named["symbol"], named["title"]) == ("S/RES/9283(2035)", None)


def test_a_volume_says_above_its_titles_on_whose_reports_they_were_adopted() -> None:
    document = read_text(
        "Keeping of lamps.\nDate:\n18 December 2079\n"
        "34. RESOLUTIONS ADOPTED ON THE REPORTS OF THE SECOND COMMITTEE\n184. Keeping of lamps\n"
        "1. Takes note of the lamps;\n2. Invites States to light lamps.\n"
    )
    assert document["title"] == "Keeping of lamps"
    assert list(texts(document)) == ["1", "2"]


def test_paragraphs_without_numbers_may_end_with_commas() -> None:
    document = read_text(
        "The General Assembly,\n\nRecalling the lamps,\n\n"
        "Decides that the lamps will be kept in 2035,\n\n"
        "Also decides that lamps shall guide all ships, and encourages States to light theirs,\n\n"
        "Further decides to convene a meeting, and that these rules apply:\n\n"
        "a) To begin at noon,\n\nb) Keepers speak first.\n"
    )
    assert list(texts(document)) == ["u1", "u2", "u3", "u3(a)", "u3(b)"]


def test_a_preamble_in_one_line_with_the_paragraphs_is_parted_from_them_and_in_itself() -> None:
    document = read_text(
        "A/RES/90/211\n\nThe General Assembly,\n"
        "Recalling the report of the Lighthouse Board on its first session, held at Nairobi from "
        "6 to 16 March 2035, Having considered the report of the Board on its second session, "
        "1.Reaffirms its resolution 89/228 on lamps; 2.Invites States to light lamps.\n"
    )
    assert [item["verb"] for item in document["preamble"]] == ["Recalling", "Having"]
    assert list(texts(document)) == ["1", "2"]


def test_where_the_preamble_is_counted_no_beginning_is_missing() -> None:
    document = read_text(
        "The Lighthouse Assembly,\n\n1. Having examined the lamps,\n2. Recalling its rules,\n"
        "3. Decides to keep the lamps.\n"
    )
    assert document["paragraphs"][0]["acts"][0]["confidence"] == "high"


def test_reasons_stand_above_the_formula_whatever_word_they_begin_with() -> None:
    document = read_text(
        "A/RES/90/5\n\nKeeping of lamps\n\n"
        "The lamps of the northern coast having gone out in the storm of last year, and ships\n"
        "having been lost for want of them;\n\nConsidering that oil is dear;\n\n"
        "The General Assembly\n\nDecides to keep the lamps.\n"
    )
    assert document["title"] == "Keeping of lamps"
    assert [item["verb"] for item in document["preamble"]] == ["The", "Considering"]
    tabled = read_text(
        "A/C.2/90/L.5\n\nArgentina, Bolivia (Plurinational State of), Chile,\n\n"
        "The General Assembly,\n\n1. Decides to keep the lamps.\n"
    )
    assert tabled["preamble"] == []


def test_a_citation_behind_a_title_is_no_part_of_it_and_gives_the_symbol() -> None:
    for cited, symbol in (
        ("G.A. res. 90/12, 90 U.N. GAOR Supp. (No. 49) at 7, U.N. Doc. A/90/49 (2035)",
         "A/RES/90/12"),
        ("G.A. res. 3999 (XXX), 30 U.N.\nGAOR Supp. (No. 34) at 7, U.N. Doc. A/10034 (1975)",
         "A/RES/3999(XXX)"),
        ("S.C. res. 999, 48 U.N. SCOR at 1, U.N. Doc. S/RES/999 (1993)", "S/RES/999(1993)"),
    ):  # fmt: skip
        document = read_text(
            f"Keeping of lamps, {cited}.\n\n{'The Security Council' if 'SCOR' in cited else GA},"
            "\n\nRecalling its rules,\n\n1. Decides to keep the lamps.\n"
        )
        assert (document["title"], document["symbol"]) == ("Keeping of lamps", symbol)


def test_a_date_alone_below_a_number_and_its_session_is_when_it_was_adopted() -> None:
    document = read_text(
        "Keeping of lamps\n3959 (XXX)\n\n12 December 1975\n\n3959. Keeping of lamps\n\n"
        f"{GA},\n\n1. Decides to keep the lamps.\n"
    )
    assert (document["adopted_on"], document["title"]) == ("1975-12-12", "Keeping of lamps")


def test_several_notes_in_one_line_are_parted_where_they_count_on() -> None:
    document = read_text(
        "A/RES/90/5\n\nKeeping of lamps\n\n"
        f"{GA}, Recalling the report of the Lighthouse Board,1 1. Takes note of the list of buoys "
        "annexed thereto,2 and of the lamps that are named in it as the ones to be kept lit; "
        "2. Decides to keep the lamps. ___________ 1 A/90/3. See page 2 of it. 2 Ibid., annex.\n"
    )
    assert document["notes"] == {"1": "A/90/3. See page 2 of it.", "2": "Ibid., annex."}
    assert texts(document)["1"].startswith("Takes note of the list of buoys annexed thereto, and")


@pytest.mark.parametrize(
    "pair", ["28 October 1981\n\n42nd plenary meeting", "42nd Plenary Meeting\n28 October 1981"]
)
def test_a_day_and_a_meeting_above_the_title_are_those_of_adoption(pair: str) -> None:
    document = read_text(
        f"Archive of texts\n\n{pair}\n\nState of the lamps\n\nThe General Assembly,\n\n"
        "1. Takes note of the report on lamps;\n\n2. Requests the Board to keep them.\n"
    )
    assert (document["adopted_on"], document["meeting"]) == ("1981-10-28", "42nd plenary meeting")
    assert document["title"] == "State of the lamps"
    assert document["text_of"] == "adopted"
    assert {"adopted_on", "meeting"} <= document["lines"].keys()


MARKED = """United Nations A/RES/90/14

## 90/14. Lamps &amp; oil

*The General Assembly*,

*Recalling* its resolution 80/1 of 1 November 2025,

**1.** *Requests* the Board of Pilots&rsquo; Office to report on __old__ lamps at its ninety-first
session;

2\\. **Invites** States, in particular Iraq,* to keep lamp_oil_2 and *all* lamps lit;

(a) _Also lights_ that burn;

3\\. *Decides* to meet in 2031.

\\* On behalf of the States that keep lamps.
"""


@pytest.mark.parametrize("quoted", ["", "> "])
def test_markup_around_words_leaves_no_trace(quoted: str) -> None:
    text = "\n".join(f"{quoted}{line}".rstrip() for line in MARKED.split("\n"))
    document = read_text(text)
    assert document["symbol"] == "A/RES/90/14"
    assert "Lamps & oil" in document["title"]
    assert [item["verb"] for item in document["preamble"]] == ["Recalling"]
    first, second, sub, third = document["paragraphs"]
    assert [paragraph["number"] for paragraph in (first, second, sub, third)] == [
        "1", "2", "2(a)", "3",
    ]  # fmt: skip
    assert first["text"].startswith("Requests the Board of Pilots\u2019 Office to report on old")
    assert first["acts"][0]["due"]["session"] == 91
    assert "lamp_oil_2 and all lamps lit" in second["text"]
    assert sub["text"] == "Also lights that burn;"
    assert third["acts"][0]["verb"] == "decide"


@pytest.mark.parametrize(
    "line",
    ["*3500012*", "__________________", "Egypt,* Iraq,* Jordan", "* See A/90/1.", "a * b * c"],
)
def test_asterisks_of_notes_and_rules_are_no_markup(line: str) -> None:
    assert markup.plain(line) == line


def test_pages_in_one_line_are_the_same_text() -> None:
    """A program that keeps no line ends leaves heads, feet and notes amid the paragraphs."""
    paged, flat = read_text(MODERN), read_text(" ".join(MODERN.split()))
    for name in ("symbol", "title", "adopted_on", "notes", "session"):
        assert paged[name] == flat[name]
    for kind in ("preamble", "paragraphs", "headings"):
        said = [item["text"].replace("resolu-tion", "resolution") for item in flat[kind]]
        assert said == [item["text"] for item in paged[kind]]


QUOTED = """The full text of the resolution reads as follows:

\u201cThe General Assembly,

Recalling its resolution 80/1
on lamps and oil
and all that burns,

\u201c1. Requests the Board
to report on lamps
and oil
at its tenth
session;

\u201c(a) In all harbours;

\u201c2. Decides to meet in 2031.\u201d
"""


def test_a_text_that_a_page_quotes_begins_each_paragraph_with_a_mark() -> None:
    document = read_text(QUOTED)
    assert [item["number"] for item in document["paragraphs"]] == ["1", "1(a)", "2"]
    assert document["paragraphs"][2]["text"] == "Decides to meet in 2031."


TAGGED = """<h2>90/15. Lamps</h2>
<p><i>The General Assembly</i>,</p>
<p><i>Recalling</i> its resolution 80/1,<sup>1</sup></p>
<p>1. <em>Requests</em> the Board<br/> to report:</p>
<ul><li>(a) On lamps;</li>
<li>(b) On oil;</li></ul>
<p>2. <b>Decides</b> to meet where 5 < 6.</p>
"""


def test_tags_leave_no_trace_and_what_they_begin_stands_apart() -> None:
    document = read_text(TAGGED)
    numbers = [item["number"] for item in document["paragraphs"]]
    assert numbers == ["1", "1(a)", "1(b)", "2"]
    assert document["paragraphs"][0]["text"] == "Requests the Board to report:"
    assert document["paragraphs"][3]["text"] == "Decides to meet where 5 < 6."
    assert "<" not in document["preamble"][0]["text"]


BELOW = """the lamps of the coast;
7.
Reaffirms the duties of the Board with
regard to lamps;
Requests the Board to keep all
8.
lamps lit, and to report;
Welcomes the work of the keepers in
9.
all harbours;
10. Decides to meet in 2031.
"""


def test_numbers_that_a_program_left_below_the_first_line_stand_before_it() -> None:
    """So does a page that begins amid its numbers, each on a line of its own."""
    assert texts(read_text(BELOW)) == {
        "7": "Reaffirms the duties of the Board with regard to lamps;",
        "8": "Requests the Board to keep all lamps lit, and to report;",
        "9": "Welcomes the work of the keepers in all harbours;",
        "10": "Decides to meet in 2031.",
    }


NUMBERED_SECTIONS = """Lamps
The General Assembly,
I
Recalling its resolution 80/1 on lamps,
1. Requests the Board to report;
2. Decides to keep the lamps;
II Recalling its resolution 80/2 on oil,
1. Requests the Board to report on oil.
"""


def test_the_number_of_a_section_may_stand_before_its_preamble() -> None:
    document = read_text(NUMBERED_SECTIONS)
    assert [item["text"] for item in document["headings"]] == ["I", "II"]
    assert [item["verb"] for item in document["preamble"]] == ["Recalling", "Recalling"]
    assert [item["number"] for item in document["paragraphs"]] == ["1", "2", "1~2"]


def test_a_page_in_one_line_may_begin_amid_its_paragraphs() -> None:
    page = (
        "Oil and lamps 11. Reaffirms that oil is dear in all harbours of the coast; 12. Requests "
        "the Board to report on oil; 13. Also requests it, in paragraph 3 of 14. Decides to meet "
        "in 2031, as it did in the years before, in the harbour of the capital;"
    )
    assert [item["number"] for item in read_text(page)["paragraphs"]] == ["11", "12", "13", "14"]
