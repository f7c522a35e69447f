"""The words of a mandate: in a list how they begin, on its page with the list they lead to."""

from __future__ import annotations

import json
import re
from typing import Any

from fastapi.testclient import TestClient

from mandates import AdoptInstrument, Engine
from mandates.domain.reading import Reading

LEAD, ITEM = (
    "Requests the Keeper to see to the lamps, and in particular:",
    "To report at session 80;",
)


def adopt(engine: Engine, symbol: str, text: str, **more: Any) -> None:
    act = {
        "id": "8.1", "verb": "request", "force": "directive", "mandate": True,
        "addressees": ["Keeper"], "deliverable": "report", "span": [0, len(text) - 1],
    }  # fmt: skip
    paragraphs: list[dict[str, Any]] = [
        {"number": "8", "text": text, "acts": [act]},
        {"number": "8(a)", "text": ITEM, "acts": []},
        {"number": "80", "text": "Takes note of the sea;", "acts": []},
    ]
    body: dict[str, Any] = {
        "symbol": symbol,
        "body": "General Assembly",
        "session": 79,
        "paragraphs": paragraphs,
        **more,
    }
    reading = Reading.model_validate_json(json.dumps(body))
    engine.execute(AdoptInstrument(symbol=symbol, adopted_on="2024-12-19", reading=reading),
                   by="registry")  # fmt: skip


def said(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", page).split())


def test_the_list_to_which_the_words_lead_stands_below_them(
    web: TestClient, engine: Engine
) -> None:
    adopt(engine, "A/RES/79/1", LEAD)
    page = said(web.get("/mandate/A/RES/79/1/8.1").text)
    assert f"8. {LEAD} (a) {ITEM}" in page
    assert "Takes note of the sea" not in page


def test_words_that_lead_to_no_list_stand_alone(web: TestClient, engine: Engine) -> None:
    adopt(engine, "A/RES/79/1", LEAD.replace(":", ";"))
    assert ITEM not in web.get("/mandate/A/RES/79/1/8.1").text


def test_lists_say_how_the_words_begin_and_what_is_asked_once(
    web: TestClient, engine: Engine
) -> None:
    adopt(engine, "A/RES/79/1", LEAD)
    page = said(web.get("/register", params={"text": "lamps", "all": "yes"}).text)
    assert "Requests the Keeper to see to the lamps, and in particular" in page
    assert page.count("request Keeper: report") == 1
    (item,) = web.get("/register", params={"text": "lamps", "all": "yes", "format": "json"}).json()[
        "items"
    ]
    assert item["beginning"] == LEAD[:-1]


def test_a_page_without_a_title_says_what_is_asked_once(web: TestClient, engine: Engine) -> None:
    adopt(engine, "A/RES/79/1", LEAD)
    page = web.get("/mandate/A/RES/79/1/8.1").text
    head = page[page.index("<main") : page.index("How it stands")]
    assert said(head).lower().count("request keeper: report") == 1


def test_words_that_speak_of_their_own_text_are_told_with_its_title(
    web: TestClient, engine: Engine
) -> None:
    adopt(engine, "A/RES/79/1", "Requests the Keeper to see to this resolution.", title="Lamps")
    told = "Requests the Keeper to see to this resolution (Lamps)"
    asked = {"text": "see to this", "all": "yes"}
    assert told in said(web.get("/register", params=asked).text)
    sheet = web.get("/register", params={**asked, "format": "csv"}).text
    assert "instrument,instrument title" in sheet
    assert "A/RES/79/1,Lamps," in sheet
    assert "A/RES/79/1 (Lamps), paragraph 8" in said(web.get("/mandate/A/RES/79/1/8.1").text)
