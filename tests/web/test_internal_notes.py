"""Internal notes are for those with that scope, where they ask for them; in no export at all."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from mandates import Engine, Note
from mandates.adapters.web.access import Scope, Tokens
from mandates.domain.internal import EraseNote

from .conftest import browser
from .test_forms import sealed

MANDATE = "A/RES/54/226#2.1"
PAGE = "/mandate/A/RES/54/226/2.1"
HISTORY = "/api/v1/mandates/A%2FRES%2F54%2F226%232.1/history"
SECRET = "Ms. K. is on leave until May"
Signed = dict[str, str]


@pytest.fixture
def noted(engine: Engine) -> int:
    """The position of an event with an internal note."""
    note = Note(mandate=MANDATE, text="asked again", internal=SECRET)
    return engine.execute(note, by="registry").positions[0]


@pytest.fixture
def office(engine: Engine, noted: int, tmp_path: Path) -> Iterator[TestClient]:
    """A server with tokens."""
    assert noted
    with browser(engine, tokens_file=tmp_path / "tokens.json") as client:
        yield client


def bearer(folder: Path, *scopes: Scope) -> Signed:
    secret = Tokens(folder / "tokens.json").add("somebody", scopes, "2026-01-01")
    return {"authorization": f"Bearer {secret}"}


def test_a_page_shows_them_to_whoever_may_and_asks(
    office: TestClient, noted: int, tmp_path: Path
) -> None:
    reader, insider = bearer(tmp_path, "read"), bearer(tmp_path, "read", "internal")
    for page in (PAGE, f"/log/{noted}"):
        plain = office.get(page, headers=insider).text
        assert SECRET not in plain
        assert "internal=yes" in plain
        shown = office.get(f"{page}?internal=yes", headers=insider)
        assert SECRET in shown.text
        assert shown.headers["cache-control"] == "no-store"
        assert "internal=yes" not in office.get(page, headers=reader).text
        refused = office.get(f"{page}?internal=yes", headers=reader)
        assert (refused.status_code, SECRET in refused.text) == (403, False)
    assert "with an internal note" in office.get(PAGE, headers=reader).text


def test_the_api_gives_them_to_whoever_may_and_asks(office: TestClient, tmp_path: Path) -> None:
    reader, insider = bearer(tmp_path, "read"), bearer(tmp_path, "read", "internal")
    assert SECRET not in office.get(HISTORY, headers=insider).text
    asked = f"{HISTORY}?internal=true"
    shown = office.get(asked, headers=insider)
    assert shown.json()["items"][-1]["internal_note"] == {"text": SECRET}
    assert shown.headers["cache-control"] == "no-store"
    assert office.get(asked, headers=reader).status_code == 403


@pytest.mark.parametrize(
    "path",
    [PAGE, "/register", "/log", "/docket", "/instrument/A/RES/54/226", "/workload", HISTORY,
     "/api/v1/events", "/api/v1/mandates", "/calendar/GA/56.ics"],
)  # fmt: skip
@pytest.mark.parametrize("form", ["", "json", "csv", "xlsx"])
def test_they_are_in_no_export_whoever_asks(
    office: TestClient, tmp_path: Path, path: str, form: str
) -> None:
    insider = bearer(tmp_path, "read", "internal")
    given: dict[str, Any] = {"params": {"format": form}} if form and "/api/" not in path else {}
    answer = office.get(path, headers=insider, **given)
    assert answer.status_code == 200
    text = answer.text
    if form == "xlsx" and answer.content[:2] == b"PK":
        from zipfile import ZipFile

        with ZipFile(io.BytesIO(answer.content)) as book:
            text = "".join(book.read(name).decode(errors="replace") for name in book.namelist())
    assert SECRET not in text


@pytest.mark.parametrize("form", ["json", "csv"])
def test_an_export_has_none_even_where_they_are_asked_for(
    office: TestClient, tmp_path: Path, form: str
) -> None:
    insider = bearer(tmp_path, "read", "internal")
    assert SECRET not in office.get(f"{PAGE}?internal=yes&format={form}", headers=insider).text


def test_who_may_not_read_them_writes_and_erases_none(
    office: TestClient, engine: Engine, noted: int, tmp_path: Path
) -> None:
    writer = bearer(tmp_path, "read", "record")
    insider = bearer(tmp_path, "read", "record", "internal")
    before = engine.status().position
    (event,) = (one for one in engine.events(after=noted - 1) if one.position == noted)
    erase = {"event_id": str(event.event_id), "reason": "she asked for it"}
    wishes: list[dict[str, Any]] = [
        {"command": "Note", "with": {"mandate": MANDATE, "text": "x", "internal": "for us"}},
        {"command": EraseNote.__name__, "with": erase},
    ]
    for wish in wishes:
        assert office.post("/api/v1/commands", json=wish, headers=writer).status_code == 403
    form = {"mandate": MANDATE, "text": "x", "internal": "for us"}
    assert 'name="internal"' not in office.get("/record/note", headers=writer).text
    sent = {**sealed_with(office, writer), **form}
    assert office.post("/record/note", data=sent, headers=writer).status_code == 403
    assert engine.status().position == before
    assert 'name="internal"' in office.get("/record/note", headers=insider).text
    sent = {**sealed_with(office, insider), **form}
    assert office.post("/record/note", data=sent, headers=insider).status_code == 200
    assert office.post("/api/v1/commands", json=wishes[1], headers=insider).status_code == 200
    erased = office.get(f"{PAGE}?internal=yes", headers=insider).text
    assert SECRET not in erased
    assert "erased by somebody" in erased
    assert "for us" in erased


def sealed_with(client: TestClient, headers: Signed) -> dict[str, str]:
    """The seal and the number of a form that was shown to somebody."""
    client.headers.update(headers)
    found = sealed(client, "note")
    del client.headers["authorization"]
    return found
