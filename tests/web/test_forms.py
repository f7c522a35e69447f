"""Forms: what they record, once, for whom, and what they refuse."""

from __future__ import annotations

import html
import io
import json
import re
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from fastapi.testclient import TestClient

from mandates import Engine, RequestItem
from mandates.adapters.web import access
from mandates.adapters.web.access import SCOPES, SESSION_SECONDS, Tokens
from mandates.adapters.web.fields import FORMS
from mandates.adapters.web.site import VISITOR

from .conftest import TEXT, browser

MANDATE = "A/RES/54/226#2.1"
FILLED: dict[str, dict[str, str]] = {
    "assign": {"mandate": MANDATE, "entity": "UNDP", "role": "contributing"},
    "submit": {"document": "A/56/465", "answers": MANDATE, "on": "2001-07-01"},
    "issue": {"document": "A/56/465", "language_en": "yes", "on": "2001-07-02"},
    "consider": {"mandate": MANDATE, "action": "noted", "authority": "A/RES/56/202",
                 "on": "2001-12-21"},
    "defer": {"mandate": MANDATE, "to": "GA/57", "what": "consideration",
              "authority": "A/RES/56/202", "on": "2001-12-21"},
    "progress": {"mandate": MANDATE, "state": "stated", "statement": "draft ready"},
    "correct": {"mandate": MANDATE, "field": "addressees", "value": "UNCTAD, UNDP",
                "reason": "Corr.1", "on": "1999-12-22"},
    "note": {"mandate": MANDATE, "text": "<i>two more weeks</i>"},
    "under": {"mandate": MANDATE, "item": "GA/56/99(b)"},
    "meeting": {"item": "GA/56/99(b)", "state": "set", "day": "2001-10-22",
                "meeting": "Second <i>Committee</i>"},
}  # fmt: skip


def sealed(client: TestClient, name: str, **filled: str) -> dict[str, str]:
    """A form as it is shown, filled in."""
    page = client.get(f"/record/{name}").text
    hidden = re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', page)
    return {**{key: html.unescape(value) for key, value in hidden}, **filled}


def send(client: TestClient, name: str, **filled: str) -> str:
    """Send a form and return the page that follows."""
    answer = client.post(f"/record/{name}", data=sealed(client, name, **filled))
    assert answer.status_code == 200, answer.text
    return answer.text


def seal_of(client: TestClient) -> str:
    """What the forms of this browser carry."""
    return str(re.findall(r'name="seal" value="(\w+)"', client.get("/sign-in").text)[0])


def sign_in(client: TestClient, secret: str) -> Any:
    """The answer to a token that is given on the page for that."""
    form = {"seal": seal_of(client), "token": secret}
    return client.post("/sign-in", data=form, follow_redirects=False)


def test_every_form_has_an_example() -> None:
    assert FILLED.keys() == FORMS.keys()


@pytest.mark.parametrize("name", [name for name in FILLED if name not in ("issue", "meeting")])
def test_a_form_records_and_leads_to_what_it_recorded(
    web: TestClient, engine: Engine, name: str
) -> None:
    before = engine.status().position
    page = send(web, name, **FILLED[name])
    event = next(engine.events(after=before))
    assert event.envelope.actor == "desk"
    assert "✓ Recorded." in page
    assert f'href="/log/{event.position}"' in page
    assert f"<title>{MANDATE}" in page
    assert "<i>two" not in page


def test_a_report_is_issued(web: TestClient, engine: Engine) -> None:
    send(web, "submit", **FILLED["submit"])
    send(web, "issue", **FILLED["issue"])
    assert engine.mandate(MANDATE).item.occurrences[0].reports[0].languages == ("en",)


def test_a_meeting_is_set_moved_postponed_and_held(web: TestClient, engine: Engine) -> None:
    item = FILLED["meeting"]["item"]
    engine.execute(RequestItem(item=item, title="Lamps", on="2001-02-01"), by="desk")
    send(web, "under", **FILLED["under"], on="2001-02-01")
    page = send(web, "meeting", **FILLED["meeting"], on="2001-02-02")
    assert "<title>Agenda of GA/56" in page
    assert "2001-10-22, Second &lt;i&gt;Committee" in page
    assert "2001-10-22, meeting on GA/56/99(b)" in web.get("/mandate/A/RES/54/226/2.1").text
    for state, filled, said in (
        ("moved", {"day": "2001-10-29"}, "2001-10-29, Second"),
        ("postponed", {}, "—"),
        ("held", {"day": "2001-11-05", "meeting": "A/C.2/56/SR.17"}, "held 2001-11-05, A/C.2/"),
    ):
        assert said in send(web, "meeting", item=item, state=state, on="2001-11-05", **filled)
    for wrong, why in (
        ({"state": "set", "day": "2001-12-03"}, "taken up on 2001-11-05 already"),
        ({"state": "set", "day": "soon"}, "day"),
        ({"state": "moved"}, "day"),
        ({"state": "postponed", "day": "2001-12-03"}, "has none"),
        ({"state": "dreamt"}, "is none of set, moved, postponed, held"),
        ({"state": "set", "day": "2001-12-03", "item": "99"}, "write GA/56/99(b)"),
    ):
        form = sealed(web, "meeting", **{"item": item, **wrong})
        answer = web.post("/record/meeting", data=form)
        assert answer.status_code in (409, 422)
        assert why in html.unescape(answer.text), (wrong, why)


def test_a_form_sent_twice_records_once(web: TestClient, engine: Engine) -> None:
    form = sealed(web, "note", **FILLED["note"])
    assert web.post("/record/note", data=form).status_code == 200
    position = engine.status().position
    assert "✓ Recorded." in web.post("/record/note", data=form).text
    assert engine.status().position == position


def test_what_a_rule_refuses_is_shown_with_what_was_filled_in(
    web: TestClient, engine: Engine
) -> None:
    before = engine.status().position
    form = {**sealed(web, "defer", **FILLED["defer"]), "to": "GA/55"}
    answer = web.post("/record/defer", data=form)
    assert answer.status_code == 409
    assert "GA/55 lies before GA/56" in answer.text
    assert 'value="GA/55"' in answer.text
    assert engine.status().position == before


@pytest.mark.parametrize(
    ("name", "changed", "status", "said"),
    [
        ("defer", {"to": "someday"}, 422, "to: &#39;someday&#39; is no due term"),
        ("assign", {"entity": ""}, 422, "Entity: say which"),
        ("assign", {"mandate": "nonsense"}, 422, "mandate: "),
        ("assign", {"mandate": "A/RES/1/1#1.1"}, 422, "A/RES/1/1#1.1"),
        ("progress", {"occurrence": "many"}, 422, "occurrence: "),
        ("progress", {"on": "2001-13"}, 422, "on: "),
        ("note", {"confidence": "sure"}, 422, "confidence: &#39;sure&#39; is none of sourced"),
    ],
)
def test_a_form_that_cannot_be_used_says_which_field(
    web: TestClient, engine: Engine, name: str, changed: dict[str, str], status: int, said: str
) -> None:
    before = engine.status().position
    answer = web.post(f"/record/{name}", data=sealed(web, name, **{**FILLED[name], **changed}))
    assert (answer.status_code, said in answer.text) == (status, True), answer.text
    assert engine.status().position == before


def test_a_form_that_says_a_thing_twice_records_nothing(web: TestClient, engine: Engine) -> None:
    before = engine.status().position
    form = {**sealed(web, "note", **FILLED["note"]), "text": ["one week", "two weeks"]}
    answer = web.post("/record/note", data=form)
    assert (answer.status_code, "&#39;text&#39; was sent twice" in answer.text) == (422, True)
    assert engine.status().position == before


def test_a_form_of_another_site_records_nothing(web: TestClient, engine: Engine) -> None:
    before = engine.status().position
    form = sealed(web, "note", **FILLED["note"])
    foreign = {"origin": "https://evil.example"}
    assert web.post("/record/note", data=form, headers=foreign).status_code == 403
    assert web.post("/record/note", data={**form, "seal": "0" * 64}).status_code == 403
    web.cookies.clear()
    assert web.post("/record/note", data=form).status_code == 403
    assert engine.status().position == before


def test_a_text_is_adopted_as_its_reading_was_shown(web: TestClient, engine: Engine) -> None:
    text = f"Resolution 60/1\n\nThe General Assembly,\n\n1. {TEXT}\n"
    page = web.post(
        "/record/adopt", data=sealed(web, "adopt", symbol="A/RES/60/1"),
        files={"file": ("A_RES_60_1.txt", text.encode())},
    ).text  # fmt: skip
    assert "Nothing is recorded yet" in page
    assert "<strong>1.1</strong> request Secretary-General" in page
    hidden = re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', page)
    form = {key: html.unescape(value) for key, value in hidden}
    form |= {"symbol": "A/RES/60/1", "adopted_on": "2005-09-16", "accept_low": "yes"}
    assert "<title>A/RES/60/1" in web.post("/record/adopt", data=form).text
    assert engine.mandate("A/RES/60/1#1.1").item.addressees == ("Secretary-General",)
    changed = {**form, "reading": "{}"}
    assert web.post("/record/adopt", data=changed).status_code == 422


def test_a_register_is_tried_and_then_imported(web: TestClient, engine: Engine) -> None:
    rows = (
        "symbol,adopted_on,paragraph,verb,addressees,deliverable,due\n"
        "A/RES/71/244,2016-12-21,33,requests,Secretary-General,report,GA/72\n"
        "A/RES/71/245,whenever,1,requests,Secretary-General,report,GA/72\n"
    )
    before = engine.status().position

    def handed_in(do: str) -> str:
        file = {"file": ("register.csv", io.BytesIO(rows.encode()))}
        form = sealed(web, "import", do=do)
        return web.post("/record/import", data=form, files=file).text

    assert "1 mandate of 1 text" in (tried := handed_in("try"))
    assert "Tried, nothing recorded." in tried
    assert "1 row rejected" in tried
    assert engine.status().position == before
    handed_in("record")
    assert engine.mandate("A/RES/71/244#33.1").item.deliverable == "report"


def test_a_register_may_come_under_any_name(web: TestClient) -> None:
    """A name is what a browser says: no part of a path of ours."""
    form = sealed(web, "import", do="try")
    fields = "".join(
        f'--parts\r\ncontent-disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in form.items()
    )
    kind = {"content-type": "multipart/form-data; boundary=parts"}
    for name in ("register.c\0sv", "../../register.csv", "." * 300, "r.x/y"):
        file = f'--parts\r\ncontent-disposition: form-data; name="file"; filename="{name}"\r\n\r\nx'
        sent = f"{fields}{file}\r\n--parts--\r\n".encode()
        answer = web.post("/record/import", content=sent, headers=kind)
        assert answer.status_code == 422
        assert "no column is the symbol" in html.unescape(answer.text), name


def test_with_tokens_one_signs_in_and_records_as_their_owner(
    engine: Engine, tmp_path: Path
) -> None:
    tokens = Tokens(tmp_path / "tokens.json")
    secret = tokens.add("Ms. Desk", SCOPES, "2026-01-01")
    reader = tokens.add("Mr. Reader", ("read",), "2026-01-01")
    assert secret not in (tmp_path / "tokens.json").read_text()
    assert (tmp_path / "tokens.json").stat().st_mode & 0o077 == 0
    with browser(engine, tokens_file=tmp_path / "tokens.json") as client:
        assert client.get("/register").status_code == 401
        assert client.get("/register", headers={"host": "un.example"}).status_code == 401
        wrong = sign_in(client, "wrong")
        assert (wrong.status_code, "not known" in wrong.text) == (401, True)
        assert sign_in(client, secret).headers["location"] == "/register"
        send(client, "note", **FILLED["note"], on_behalf_of="Committee")
        *_, event = engine.events()
        assert (event.envelope.actor, event.envelope.on_behalf_of) == ("Ms. Desk", "Committee")
        tokens.revoke("Ms. Desk")
        assert client.get("/register").status_code == 401
        bearer = {"authorization": f"Bearer {reader}"}
        assert client.get("/register", headers=bearer).status_code == 200
        assert client.get("/record/note", headers=bearer).status_code == 403


def test_nobody_is_signed_in_by_another_site(engine: Engine, tmp_path: Path) -> None:
    """What he records then would be recorded as its owner."""
    secret = Tokens(tmp_path / "tokens.json").add("Mr. Fox", SCOPES, "2026-01-01")
    with browser(engine, tokens_file=tmp_path / "tokens.json") as client:
        client.get("/sign-in")
        assert client.post("/sign-in", data={"token": secret}).status_code == 403
        assert client.get("/register").status_code == 401


def test_a_browser_stays_signed_in_for_half_a_day(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = Tokens(tmp_path / "tokens.json").add("Ms. Desk", SCOPES, "2026-01-01")
    with browser(engine, tokens_file=tmp_path / "tokens.json") as client:
        sign_in(client, secret)
        now = time.monotonic()
        for later, status in ((SESSION_SECONDS - 60, 200), (SESSION_SECONDS + 1, 401)):
            monkeypatch.setattr(access, "time", Mock(monotonic=Mock(return_value=now + later)))
            assert client.get("/register").status_code == status


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_what_a_browser_keeps_is_for_no_script_no_other_site_and_no_open_wire(
    engine: Engine, tmp_path: Path, scheme: str
) -> None:
    secret = Tokens(tmp_path / "tokens.json").add("Ms. Desk", SCOPES, "2026-01-01")
    with browser(engine, tokens_file=tmp_path / "tokens.json") as client:
        client.base_url = f"{scheme}://127.0.0.1"
        answers = client.get("/sign-in"), sign_in(client, secret), client.get("/record/note")
        kept = [one for answer in answers for one in answer.headers.get_list("set-cookie")]
        assert {one.partition("=")[0] for one in kept} == {access.SESSION, VISITOR}
        for one in kept:
            flags = {flag.strip().lower() for flag in one.split(";")[1:]}
            assert flags >= {"httponly", "samesite=strict", "path=/"}, one
            assert ("secure" in flags) == (scheme == "https"), one


def test_who_signs_out_is_out_whoever_kept_the_cookie(engine: Engine, tmp_path: Path) -> None:
    secret = Tokens(tmp_path / "tokens.json").add("Ms. Desk", SCOPES, "2026-01-01")
    with browser(engine, tokens_file=tmp_path / "tokens.json") as client:
        sign_in(client, secret)
        kept = client.cookies[access.SESSION]
        assert client.get("/register").status_code == 200
        assert client.post("/sign-out", data={"seal": "0" * 64}).status_code == 403
        client.post("/sign-out", data={"seal": seal_of(client)})
        assert access.SESSION not in client.cookies
        client.cookies.set(access.SESSION, kept)
        assert client.get("/register").status_code == 401


def test_sessions_that_are_over_are_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tokens = Tokens(tmp_path / "tokens.json")
    secret = tokens.add("Ms. Desk", SCOPES, "2026-01-01")
    gate, now = access.Access(tokens, "nobody"), time.monotonic()
    for later in (0, SESSION_SECONDS - 1, SESSION_SECONDS + 1):
        monkeypatch.setattr(access, "time", Mock(monotonic=Mock(return_value=now + later)))
        gate.sign_in(secret)
    assert len(gate._sessions) == 2  # the first of the three is over


def test_who_takes_the_last_token_away_lets_nobody_in(engine: Engine, tmp_path: Path) -> None:
    """The host name that a request names proves nothing: who sends it may name any."""
    file = tmp_path / "tokens.json"
    Tokens(file).add("Ms. Desk", SCOPES, "2026-01-01")
    with browser(engine, tokens_file=file) as client:
        for close in (lambda: Tokens(file).revoke("Ms. Desk"), file.unlink):
            close()
            assert client.get("/register").status_code == 401
            assert client.get("/api/v1/mandates").status_code == 401
            wish = {"command": "Note", "with": {"mandate": "A/RES/54/226#2.1", "text": "in"}}
            assert client.post("/api/v1/commands", json=wish).status_code == 401
            assert client.get("/sign-in").status_code == 200


def test_halves_of_characters_are_no_token(tmp_path: Path) -> None:
    """A form may name an encoding that makes such."""
    gate = access.Access(Tokens(tmp_path / "tokens.json"), "nobody")
    with pytest.raises(access.NotSignedIn):
        gate.sign_in("\ud800")
    with pytest.raises(access.NotAllowed):
        gate.check_form("visitor", "\ud800", None, "localhost")


def test_a_file_of_tokens_that_is_gone_takes_them_along(engine: Engine, tmp_path: Path) -> None:
    file = tmp_path / "tokens.json"
    known = {"authorization": f"Bearer {Tokens(file).add('Ms. Desk', SCOPES, '2026-01-01')}"}
    with browser(engine, tokens_file=file) as client:
        assert client.get("/api/v1/mandates", headers=known).status_code == 200
        kept = file.read_bytes()
        file.unlink()
        assert client.get("/api/v1/mandates", headers=known).status_code == 401
        file.write_bytes(kept)
        assert client.get("/api/v1/mandates", headers=known).status_code == 200


def test_tokens_that_are_made_and_taken_away_at_once_are_as_the_last_word_has_it(
    tmp_path: Path,
) -> None:
    file = tmp_path / "tokens.json"
    Tokens(file).add("gone", ("read",), "2026-01-01")

    def work(number: int) -> None:
        if number == 7:
            Tokens(file).revoke("gone")
        else:
            Tokens(file).add(f"office {number}", ("read",), "2026-01-01")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(32)))
    owners = {one.owner for one in Tokens(file).all()}
    assert owners == {f"office {number}" for number in range(32) if number != 7}
    assert file.stat().st_mode & 0o077 == 0


def test_a_hash_that_is_none_keeps_nobody_else_out(engine: Engine, tmp_path: Path) -> None:
    file = tmp_path / "tokens.json"
    secret = Tokens(file).add("Ms. Desk", SCOPES, "2026-01-01")
    kept = json.loads(file.read_text())
    kept["tokens"].insert(0, {**kept["tokens"][0], "sha256": "h\u00e4sh", "owner": "nobody"})
    file.write_text(json.dumps(kept))
    with browser(engine, tokens_file=file) as client:
        assert sign_in(client, secret).headers["location"] == "/register"
        assert sign_in(client, "h\u00e4sh").status_code == 401
