"""Texts of bodies that number theirs in a grammar of their own."""

from __future__ import annotations

import pytest

from mandates.adapters.reading import read_text
from mandates.adapters.reading.acts import cites

HEALTH = """SEVENTY-NINTH WORLD HEALTH ASSEMBLY                 WHA79.12

Agenda item 15.2                                    30 May 2026

            Lamps in every ward

The Seventy-ninth World Health Assembly,

Recalling resolution WHA76.6 (2023),

1. REQUESTS the Director-General to report on lamps by 1 May 2027.
"""
PARTIES = """Decision {0}: Lamps and wicks

Recalling decisions 12/CP.2 and LXX/3,

The {1} Meeting of the Parties decides:

1. To request the Lamp Panel to report on lamps by 1 May 2027;

2. To advise parties that sell oil to light their lamps;
"""


def test_a_symbol_may_stand_beside_the_name_of_the_body() -> None:
    document = read_text(HEALTH)
    assert (document["symbol"], document["body"], document["session"]) == (
        "WHA79.12", "World Health Assembly", 79,
    )  # fmt: skip
    assert (document["title"], document["text_of"]) == ("Lamps in every ward", "adopted")
    assert document["preamble"][0]["cites"] == ["WHA76.6"]


@pytest.mark.parametrize(
    ("called", "symbol", "session"),
    [("XXXI/3", "XXXI/3", 31), ("BC-14/12", "BC-14/12", 14), ("14/CP.27", "14/CP.27", 27)],
)
def test_a_decision_may_be_called_by_its_number_before_its_title(
    called: str, symbol: str, session: int
) -> None:
    document = read_text(PARTIES.format(called, "Thirty-first"))
    assert (document["symbol"], document["session"]) == (symbol, session)
    assert document["title"] == "Lamps and wicks"
    assert document["preamble"][0]["cites"] == ["12/CP.2", "LXX/3"]


def test_who_is_advised_is_asked() -> None:
    _, advised = read_text(PARTIES.format("XXXI/3", "Thirty-first"))["paragraphs"]
    (act,) = advised["acts"]
    assert (act["verb"], act["mandate"], act["addressees"]) == ("advise", True, ["parties"])


@pytest.mark.parametrize(
    "line", ["ESCAP/RES/75/3", "CBD/COP/DEC/15/4", "ICC-ASP/18/Res.6", "41 C/Resolution 24"]
)
def test_a_symbol_may_stand_on_a_line_of_its_own(line: str) -> None:
    text = HEALTH.replace("SEVENTY-NINTH WORLD HEALTH ASSEMBLY                 WHA79.12", line)
    assert read_text(text)["symbol"] == line.replace(" ", "").replace("Resolution", "Res.")


BOARD = """EXECUTIVE BOARD                                         EB154(9)
154th session                                     27 January 2024

                  Lamps

The Executive Board, having considered the report on lamps,

Decided:

(1) to request the Director-General to report to the Seventy-eighth World Health Assembly;

(2) to defer consideration of oil to its 155th session.

                                        (Twelfth meeting, 27 January 2024)
"""


def test_what_a_board_decided_after_saying_why_is_read() -> None:
    document = read_text(BOARD)
    assert (document["symbol"], document["body"], document["session"]) == (
        "EB154(9)", "Executive Board", 154,
    )  # fmt: skip
    decided, requested, deferred = document["paragraphs"]
    assert (decided["text"], decided["acts"][0]["due"]["session"]) == ("Decided:", 155)
    assert requested["acts"][0]["due"]["session"] == 78
    assert (deferred["acts"], "meeting" in deferred["text"]) == ([], False)


ENVIRONMENT = "United Nations Environment Assembly"


def test_a_bodys_own_resolutions_are_cited_in_its_own_series() -> None:
    text = "Recalling its resolution 5/14 and General Assembly resolution 70/1,"
    assert cites.find(text, ENVIRONMENT) == ["UNEP/EA.5/Res.14", "A/RES/70/1"]
    assert cites.find(f"Recalling {ENVIRONMENT} resolution 4/19,", "General Assembly") == [
        "UNEP/EA.4/Res.19"
    ]
