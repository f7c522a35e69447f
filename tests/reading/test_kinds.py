"""Kinds of documents beside the resolution of the Assembly: reports, statements, other bodies."""

from __future__ import annotations

from typing import Any

import pytest

from mandates.adapters.reading import read_text
from mandates.adapters.reading.acts import cites

LAMPS = "Lamps of the harbours"


def numbers(document: dict[str, Any]) -> list[str]:
    return [paragraph["number"] for paragraph in document["paragraphs"]]


def verbs(document: dict[str, Any]) -> list[list[str]]:
    return [[act["verb"] for act in paragraph["acts"]] for paragraph in document["paragraphs"]]


# --- reports of committees ------------------------------------------------------------------------

REPORT = """United Nations                                                  A/90/476

General Assembly                                        Distr.: General
                                                        2 December 2035

Ninetieth session
Agenda item 70

      Lamps

      Report of the Third Committee

      Rapporteur: Ms. Keeper (Malta)

      I. Introduction

1.   At its 2nd plenary meeting, on 18 September 2035, the General Assembly decided to include in
the agenda of its ninetieth session the item entitled:

“Lamps:

“(a) Lamps of harbours”

and to allocate it to the Third Committee.

2.   The Third Committee considered the item at its 8th meeting (A/C.3/90/SR.8).

      II. Consideration of draft resolution A/C.3/90/L.2/Rev.1

3.   At the 11th meeting, the Committee adopted draft resolution A/C.3/90/L.2/Rev.1.

      III. Recommendations of the Third Committee

4.   The Third Committee recommends to the General Assembly the adoption of the following
draft resolutions:

      Draft resolution I
      Lamps of the harbours

      The General Assembly,

      Recalling its resolution 80/1 of 5 October 2025,

      1.   Welcomes the work of the keepers;

      2.   Requests the Secretary-General to report to it at its ninety-first session on lamps.

      Draft resolution II
      Oil

      The General Assembly,

      Concerned by darkness,

      1.   Urges States to keep oil.

5.   The Third Committee also recommends to the General Assembly the adoption of the following
draft decision:

      Wicks

      The General Assembly takes note of the report of the Secretary-General on wicks.
"""


def test_of_the_report_of_a_committee_the_drafts_that_it_recommends_are_read() -> None:
    document = read_text(REPORT)
    assert (document["symbol"], document["text_of"]) == ("A/90/476", "draft")
    assert (document["title"], document["session"]) == (LAMPS, 90)
    assert numbers(document) == ["1", "2", "1~2", "u1"]
    assert verbs(document) == [["welcome"], ["request"], ["urge"], ["take note"]]
    told = [item["text"] for item in document["dropped"] if "committee" in item["reason"]]
    assert {"I. Introduction", "and to allocate it to the Third Committee."} <= set(told)
    assert {"Draft resolution I", "draft decision:"} <= set(told)
    assert "adopted_on" not in document


@pytest.mark.parametrize(
    ("lead", "body"),
    [
        ("1. The Commission on Lamps recommends to the Economic and Social Council the adoption "
         "of the following draft resolution:", "Economic and Social Council"),
        ("1. At its 40th meeting, on 1 May, the Committee decided that it recommends to the "
         "General Assembly the adoption of the following draft resolution:", "General Assembly"),
    ],
)  # fmt: skip
def test_a_report_may_begin_with_what_it_recommends(lead: str, body: str) -> None:
    document = read_text(
        f"E/2035/27\n\nReport of the Commission on Lamps\n\nI. Matters for action\n\n{lead}\n\n"
        f"{LAMPS}\n\nThe {body},\n\nRecalling all lamps,\n\n1. Requests the keepers to report;\n\n"
        "2. Calls for oil.\n\n2. The Commission held 12 meetings.\n\n3. The Chair closed it.\n"
    )
    assert (document["title"], document["body"], numbers(document)) == (LAMPS, body, ["1", "2"])


def test_a_report_that_recommends_nothing_is_read_as_it_stands() -> None:
    told = REPORT.partition("      III.")[0]
    assert numbers(read_text(told))[:2] == ["1", "2"]


# --- statements -----------------------------------------------------------------------------------

STATEMENT = """United Nations                                                  S/PRST/2035/22

Security Council                                 Distr.: General
                                                 9 November 2035

            Statement by the President of the Security Council

      At the 8900th meeting of the Security Council, held on 9 November 2035, in connection with the
item entitled “Lamps”, the President of the Security Council made the following statement on behalf
of the Council:

            “The Security Council reaffirms its responsibility for lamps.

            “The Security Council requests the Secretary-General to report within six months.
      The Council encourages keepers of harbours and coasts to consider ways to keep the oil dry,
      in cooperation with the ports.

            “The Council will remain seized of the matter.”
"""


def test_a_sentence_of_a_statement_that_begins_a_line_is_no_formula_and_no_paragraph() -> None:
    document = read_text(STATEMENT)
    assert (document["body"], document["adopted_on"]) == ("Security Council", "2035-11-09")
    assert document["title"] == "Statement by the President of the Security Council"
    assert numbers(document) == ["u1", "u2", "u3"]
    assert verbs(document)[1] == ["request", "encourage"]


# --- volumes and letterheads ----------------------------------------------------------------------

DECISIONS = """90/519. Programme of work of the First Committee for 2036

At its 46th plenary meeting, on 12 December 2035, the General Assembly adopted the programme.

90/520. Lamps of the harbours

At its 47th plenary meeting, on 13 December 2035, the Assembly requested keepers to report.
"""


def test_of_a_page_of_decisions_the_named_one_is_read() -> None:
    document = read_text(DECISIONS, symbol="decision 90/520")
    assert (document["symbol"], document["title"]) == ("A/DEC/90/520", LAMPS)
    assert verbs(document) == [["request"]]


def test_a_body_whose_name_begins_like_a_letterhead_begins_no_document() -> None:
    document = read_text(
        "United Nations                UNEP/EA.9/Res.14\n\nUnited Nations\nEnvironment Assembly "
        "of the\nUnited Nations Environment\nProgramme\n\nDistr.: General\n7 March 2035\n\nUnited "
        "Nations Environment Assembly of the\nUnited Nations Environment Programme\nNinth session"
        f"\n\n9/14. {LAMPS}\n\nThe United Nations Environment Assembly,\n\nRecalling its "
        "resolution 8/1,\n\n1. Requests the Executive Director to report at its tenth session."
    )
    assert (document["symbol"], document["session"]) == ("UNEP/EA.9/Res.14", 9)
    assert document["title"] == LAMPS
    assert document["preamble"][0]["cites"] == ["UNEP/EA.8/Res.1"]


# --- how other bodies number ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "body", "symbol", "session"),
    [
        (f"2155 (XLV). {LAMPS}", "Trusteeship Council", "T/RES/2155(XLV)", 45),
        (f"721(XXXVIII). {LAMPS}", "Economic Commission for Latin America and the Caribbean",
         "ECLAC/RES/721(XXXVIII)", 38),
        (f"960 (XLIX). {LAMPS}", "Conference of Ministers", None, 49),
        (f"Resolution 55/1\n{LAMPS}", "Commission on Narcotic Drugs", "E/CN.7/RES/55/1", 55),
        (f"1990/45. {LAMPS}", "Commission on Human Rights", "E/CN.4/RES/1990/45", 1990),
        (f"GC(64)/RES/9\n\nSixty-fourth regular session\n\n{LAMPS}", "General Conference",
         "GC(64)/RES/9", 64),
        (f"General Conference      GC(64)/RES/9\n\n{LAMPS}", "General Conference",
         "GC(64)/RES/9", 64),
        (f"Twenty-Fifth Session      C-25/DEC.9\n\n{LAMPS}", "Conference of the States Parties",
         "C-25/DEC.9", 25),
        (f"Assembly/AU/Dec.749(XXXIII)\n\n{LAMPS}", "Assembly", "Assembly/AU/Dec.749(XXXIII)", 33),
        (f"Sixty-fourth regular session\n\n{LAMPS}", "General Conference", None, 64),
        (f"15   {LAMPS}", "General Conference", None, None),
    ],
)  # fmt: skip
def test_other_bodies_number_in_series_of_their_own(
    head: str, body: str, symbol: str | None, session: int | None
) -> None:
    document = read_text(f"{head}\n\nThe {body},\n\nNoting all,\n\n1. Requests States to act.\n")
    assert (document["symbol"], document["session"]) == (symbol, session)
    assert document["title"] == LAMPS


def test_a_page_of_the_states_of_america_says_which_general_assembly_it_is() -> None:
    document = read_text(
        f"AG/RES. 2908 (XLVII-O/17)\n\n{LAMPS}\n\n(Adopted at the third plenary session, held on "
        "June 21, 2035)\n\nTHE GENERAL ASSEMBLY,\n\nBEARING IN MIND the lamps of all harbours,\n\n"
        "RESOLVES:\n\n1. To request the Permanent Council to report to it at its forty-eighth "
        "regular session."
    )
    name = "General Assembly of the Organization of American States"
    assert (document["symbol"], document["body"]) == ("AG/RES.2908(XLVII-O/17)", name)
    assert (document["session"], document["adopted_on"]) == (47, "2035-06-21")
    assert document["paragraphs"][-1]["acts"][0]["due"]["organ"] == name


def test_a_conference_says_in_its_formula_at_which_session_it_meets() -> None:
    document = read_text(
        "Resolution concerning lamps\n\n(Adopted on 10 December 2035)\n\nThe General Conference "
        "of the International Labour Organization, meeting at its 109th Session, 2035,\n\nHaving "
        "met,\n\n1. Requests the Director-General to prepare a plan giving effect to the "
        "conclusions for consideration by the Governing Body at its 344th Session.\n"
    )
    assert (document["session"], document["adopted_on"]) == (109, "2035-12-10")
    due = document["paragraphs"][0]["acts"][0]["due"]
    assert (due["organ"], due["session"]) == ("Governing Body", 344)


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Recalling Commission on Narcotic Drugs resolution 55/1,", "E/CN.7/RES/55/1"),
        ("Recalling Commission on Human Rights resolution 1990/45,", "E/CN.4/RES/1990/45"),
        ("Recalling Statistical Commission decision 53/113,", "E/CN.3/DEC/53/113"),
        ("Recalling Trusteeship Council resolution 2152 (XLIV),", "T/RES/2152(XLIV)"),
    ],
)
def test_resolutions_of_commissions_are_not_the_assemblys(text: str, cited: str) -> None:
    assert cites.find(text, "General Assembly") == [cited]


def test_the_number_and_title_of_a_section_are_no_paragraph() -> None:
    document = read_text(
        f"{LAMPS}\n\nThe General Conference,\n\n(a) Noting all lamps,\n\n1.\nGeneral\n\n1. "
        "Requests the Secretariat to act;\n\n2. Urges States to act;\n\n2. Oil\n\n3. Encourages "
        "keepers to act;\n\n3.\nWicks\n\n4. Calls upon ports to act.\n"
    )
    assert numbers(document) == ["1", "2", "3", "4"]
    assert [item["text"] for item in document["headings"]] == ["1. General", "2. Oil", "3. Wicks"]


# --- whose paper it is ----------------------------------------------------------------------------


def test_a_statement_of_the_human_rights_council_is_its_own() -> None:
    document = read_text(
        "United Nations        A/HRC/PRST/93/1\n\nGeneral Assembly     Distr.: General\n\nHuman "
        "Rights Council\nNinety-third session\n\nStatement by the President\n\nAt its 38th "
        "meeting, on 14 July 2035, the President of the Human Rights Council made the following "
        "statement:\n\n“The Human Rights Council,\n\nNoting all lamps,\n\n1. Decides to meet at "
        "its ninety-sixth session.”\n"
    )
    assert (document["body"], document["adopted_on"]) == ("Human Rights Council", "2035-07-14")
    assert document["paragraphs"][0]["acts"][0]["due"]["organ"] == "Human Rights Council"


def test_a_decision_of_a_commission_that_is_told_afterwards_is_its_own() -> None:
    document = read_text(
        f"1998/105. {LAMPS}\n\nAt its 51st meeting, on 17 April 1998, the Commission on Human "
        "Rights decided to request a report, and recommended the following draft decision to the "
        "Economic and Social Council for adoption:\n\n“The Economic and Social Council approves "
        "the request.”\n"
    )
    assert document["symbol"] == "E/CN.4/DEC/1998/105"
    assert (numbers(document), len(document["quoted"])) == (["u1"], 1)


def test_the_letter_of_a_part_may_have_the_mark_of_a_note() -> None:
    told = "At its 35th plenary meeting, on 2 December 2035, the General Assembly took note of it."
    document = read_text(f"90/553. {LAMPS}\n\nA1\n\n{told}\n\nB\n\n{told}\n")
    assert (document["title"], numbers(document)) == (LAMPS, ["A.u1", "B.u1"])


@pytest.mark.parametrize("symbol", ["WHA79.12", "EB152(4)"])
def test_a_volume_prints_the_number_before_the_title(symbol: str) -> None:
    document = read_text(
        f"{symbol} {LAMPS}\n\nThe Executive Board,\n\nNoting all,\n\n1. REQUESTS all to act.\n"
    )
    assert (document["symbol"], document["title"]) == (symbol, LAMPS)


def test_the_closing_line_of_an_assembly_may_go_on() -> None:
    document = read_text(
        f"{LAMPS}\n\nThe Sixtieth World Health Assembly,\n\nNoting all,\n\n1. REQUESTS all to act."
        "\n\n(Eleventh plenary meeting, 23 May 2035 \u2013\nCommittee A, sixth report)\n"
    )
    assert document["adopted_on"] == "2035-05-23"
    assert document["paragraphs"][0]["text"] == "REQUESTS all to act."
