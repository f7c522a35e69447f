"""The HTTP API: what it answers, once, for whom; tried by its own description."""

from __future__ import annotations

import asyncio
import json
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient

from mandates import Engine, Note, RegisterQuery, Void
from mandates.adapters.web.access import Tokens
from mandates.adapters.web.app import create_app

from .conftest import BASE, browser

schemathesis: Any = import_module("schemathesis")
checks: Any = import_module("schemathesis.checks")
MANDATE = "A%2FRES%2F54%2F226%232.1"
NOTE: dict[str, Any] = {
    "command": "Note",
    "with": {"mandate": "A/RES/54/226#2.1", "text": "two more weeks"},
}


def test_the_register_is_read_page_by_page(demo: TestClient, history: Path) -> None:
    ids: list[str] = []
    link: str | None = "/api/v1/mandates?all=true&limit=7"
    while link:
        page = demo.get(link).json()
        ids += [one["id"] for one in page["items"]]
        link = page["next"]
    with Engine.open(history) as engine:
        assert ids == [one.id for one in engine.register(RegisterQuery(every=True)).items]


def test_the_docket_is_read_page_by_page_or_whole(demo: TestClient) -> None:
    asked = "/api/v1/docket?as_of=2001-08-01&known_at=2001-08-01&all=true"
    whole = demo.get(asked).json()
    assert (whole["next"], whole["total"]) == (None, len(whole["items"]))
    items: list[Any] = []
    link: str | None = f"{asked}&limit=2"
    while link:
        page = demo.get(link).json()
        assert page["total"] == whole["total"] > 2
        items += page["items"]
        link = page["next"]
    assert items == whole["items"]


def test_an_answer_is_that_of_the_engine_at_any_point(demo: TestClient, history: Path) -> None:
    day = date(2001, 8, 1)
    answer = demo.get("/api/v1/docket?session=GA/56&as_of=2001-08-01&known_at=2001-08-01")
    with Engine.open(history) as engine:
        told = engine.docket("GA/56", as_of=day, known_at=day).json_value()
        assert answer.json() == {**told, "next": None}


def test_what_happened_is_told_up_to_any_point_with_what_counts(
    demo: TestClient, web: TestClient, engine: Engine
) -> None:
    path = "/api/v1/mandates/A%2FRES%2F54%2F226%232.2/history"
    every, some = demo.get(path).json(), demo.get(f"{path}?as_of=2001-07-10").json()
    early = [one for one in every["items"] if one["effective_on"] <= "2001-07-10"
             and one["effective_on"] != "2001"]  # fmt: skip
    assert some["items"] == early != every["items"]
    noted = engine.execute(Note(mandate="A/RES/54/226#2.1", text="a slip"), by="desk").recorded[0]
    engine.execute(Void(event_id=noted.event_id, reason="a slip"), by="desk")
    life = web.get(f"/api/v1/mandates/{MANDATE}/history").json()["items"]
    assert [one["event_id"] for one in life if one.get("void")] == [str(noted.event_id)]


def test_a_list_as_known_at_a_position_that_is_not_there_is_not_found(demo: TestClient) -> None:
    described = demo.get("/api/v1/openapi.json").json()["paths"]
    for path in ("mandates", "docket", "agenda", "workload", "sessions", "instruments"):
        answer = demo.get(f"/api/v1/{path}?known_at=99999")
        assert answer.status_code == 404
        assert "99999 is a position, and the record ends at" in answer.json()["detail"]
        assert "404" in described[f"/api/v1/{path}"]["get"]["responses"]


def test_an_answer_that_is_known_is_not_sent_again(web: TestClient) -> None:
    first = web.get("/api/v1/mandates")
    again = {"if-none-match": first.headers["etag"]}
    assert web.get("/api/v1/mandates", headers=again).status_code == 304
    web.post("/api/v1/commands", json=NOTE)
    assert web.get("/api/v1/mandates", headers=again).status_code == 200


def test_an_answer_of_another_build_is_another_though_both_stand_at_the_same_event(
    web: TestClient, engine: Engine
) -> None:
    web.get("/api/v1/mandates")
    engine.rebuild("register")
    engine.rollback("register")  # which keeps the first build while the next one is made
    engine.rebuild("register")
    engine.unpin("register")
    tags = [web.get("/api/v1/mandates").headers["etag"]]
    for _ in range(2):
        engine.rollback("register")
        tags.append(web.get("/api/v1/mandates").headers["etag"])
    assert len(set(tags)) == 3


def test_a_command_is_executed_once_however_often_it_is_sent(
    web: TestClient, engine: Engine
) -> None:
    key = {"idempotency-key": str(uuid4())}
    first = web.post("/api/v1/commands", json={**NOTE, "on_behalf_of": "Second Committee"},
                     headers=key)  # fmt: skip
    assert first.status_code == 200
    position = engine.status().position
    assert first.json()["positions"] == [position]
    again = web.post("/api/v1/commands", json={**NOTE, "on_behalf_of": "Second Committee"},
                     headers=key)  # fmt: skip
    assert again.json() == first.json()
    assert engine.status().position == position
    *_, event = engine.events()
    assert (event.envelope.actor, event.envelope.on_behalf_of) == ("desk", "Second Committee")
    other = {**NOTE, "with": {**NOTE["with"], "text": "other"}}
    assert web.post("/api/v1/commands", json=other, headers=key).status_code == 409


def test_a_dry_run_records_nothing(web: TestClient, engine: Engine) -> None:
    before = engine.status().position
    answer = web.post("/api/v1/commands", json={**NOTE, "dry_run": True}).json()
    assert (answer["positions"], len(answer["events"])) == ([], 1)
    assert engine.status().position == before


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "said"),
    [
        ("GET", "/mandates/nonsense", None, 404, "nonsense is not in the record"),
        ("GET", "/mandates/A%2FRES%2F1%2F1%231.1", None, 404, "A/RES/1/1#1.1"),
        ("GET", "/mandates?state=open", None, 422, "state: no such parameter"),
        ("GET", "/events?known_at=5", None, 422, "known_at: no such parameter: choose from after"),
        ("GET", "/status?as_of=2001-01-01", None, 422, "as_of: no such parameter: there is none"),
        ("GET", "/commands?known_at=5", None, 422, "known_at: no such parameter"),
        ("GET", "/mandates?as_of=2001-01-01&as_of=2002-01-01", None, 422, "as_of: given twice"),
        ("GET", "/mandates?limit=many", None, 422, "limit: "),
        ("GET", "/mandates?timeliness=soon", None, 422, "timeliness: "),
        ("GET", f"/mandates?text={'x' * 201}", None, 422, "text: "),
        ("GET", f"/mandates/{'x' * 201}", None, 422, "mandate: "),
        ("GET", "/mandates?session=GA/0", None, 422, "session: "),
        ("GET", "/mandates?adopted_session=GA/S-0", None, 422, "adopted_session: "),
        ("POST", "/commands", {"command": "Nothing"}, 422, "'Nothing' is no command"),
        ("POST", "/commands", {"command": "Note", "with": {}}, 422, "Note: mandate: "),
        ("POST", "/commands", {**NOTE, "more": 1}, 422, "more: "),
        ("POST", "/commands", {"command": "Retire", "with": {
            "mandate": "A/RES/54/226#2.1", "authority": "S/RES/2334(2016)"}},
         409, "A/RES/54/226#2.1"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_a_problem(
    web: TestClient, method: str, path: str, body: Any, status: int, said: str
) -> None:
    answer = web.request(method, f"/api/v1{path}", json=body)
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, answer.json()["status"]) == (status, status), answer.text
    assert said in answer.json()["detail"]


@pytest.mark.parametrize("value", ["-5", "1.5", "1e9", "+7"])
def test_a_number_that_is_no_position_is_no_instant_either(web: TestClient, value: str) -> None:
    """Pydantic would take it for seconds since 1970."""
    found = web.get("/api/v1/mandates", params={"known_at": value})
    assert found.status_code == 422
    assert "no position, instant or day" in found.json()["detail"]


@pytest.mark.parametrize("path", ["/api/v1/commands", "/forms/note"])
def test_who_hangs_up_amid_a_request_makes_no_noise(engine: Engine, path: str) -> None:
    """Nothing is recorded, and nothing is raised that a server would log as a fault of its own."""
    before, sent = engine.status().position, list[Any]()
    waiting = [{"type": "http.request", "body": b'{"command"', "more_body": True},
               {"type": "http.disconnect"}]  # fmt: skip

    async def receive() -> Any:
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [(b"host", b"127.0.0.1"), (b"content-type", b"application/json"),
               (b"content-length", b"500")]  # fmt: skip
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST",
        "scheme": "http", "path": path, "raw_path": path.encode(), "query_string": b"",
        "root_path": "", "headers": headers, "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }  # fmt: skip
    asyncio.run(create_app(engine)(scope, receive, send))
    assert engine.status().position == before
    assert all(one.get("status", 400) >= 400 for one in sent)


def test_what_says_a_thing_twice_is_a_problem(web: TestClient, engine: Engine) -> None:
    before = engine.status().position
    sent = json.dumps(NOTE).replace('"text":', '"text": "one week", "text":')
    answer = web.post(
        "/api/v1/commands", content=sent, headers={"content-type": "application/json"}
    )
    assert answer.status_code == 422
    assert answer.json()["detail"] == "'text' stands twice in one object of the JSON"
    assert engine.status().position == before


def test_a_page_of_another_site_cannot_record(web: TestClient, engine: Engine) -> None:
    before = engine.status().position
    foreign = {"origin": "https://evil.example"}
    assert web.post("/api/v1/commands", json=NOTE, headers=foreign).status_code == 403
    plain = {"content-type": "text/plain"}
    answer = web.post("/api/v1/commands", content=json.dumps(NOTE), headers=plain)
    assert answer.status_code == 422
    assert engine.status().position == before


def test_a_token_may_what_its_scopes_say(engine: Engine, tmp_path: Path) -> None:
    tokens = Tokens(tmp_path / "tokens.json")
    reader = {"authorization": f"Bearer {tokens.add('reader', ('read',), '2026-01-01')}"}
    writer = {"authorization": f"Bearer {tokens.add('writer', ('record',), '2026-01-01')}"}
    with browser(engine, tokens_file=tmp_path / "tokens.json") as client:
        refused = client.get("/api/v1/mandates")
        assert (refused.status_code, "www-authenticate" in refused.headers) == (401, True)
        assert client.get("/api/v1/mandates", headers=reader).status_code == 200
        assert client.get("/api/v1/mandates", headers=writer).status_code == 403
        assert client.post("/api/v1/commands", json=NOTE, headers=reader).status_code == 403
        assert client.post("/api/v1/commands", json=NOTE, headers=writer).status_code == 200
        wrong = {"authorization": "Bearer nothing"}
        assert client.get("/api/v1/mandates", headers=wrong).status_code == 401
        otherwise = {"authorization": reader["authorization"].replace("Bearer", "Basic")}
        assert client.get("/api/v1/mandates", headers=otherwise).status_code == 401
    assert [one.envelope.actor for one in engine.events()][-1] == "writer"


def test_events_are_followed_by_their_position_as_cloud_events(demo: TestClient) -> None:
    seen: list[int] = []
    while batch := demo.get(f"/api/v1/events?limit=25&after={seen[-1] if seen else 0}").json():
        assert all(one["specversion"] == "1.0" and one["id"] and one["type"] for one in batch)
        seen += [one["position"] for one in batch]
    assert seen == list(range(1, seen[-1] + 1))


def test_the_api_does_what_its_description_says(history: Path) -> None:
    with Engine.open(history) as engine:
        app = create_app(engine)
        schema = schemathesis.openapi.from_asgi(
            "/api/v1/openapi.json", app, headers={"host": "127.0.0.1"}
        )
        schema.config.base_url = BASE
        failures: list[str] = []
        for found in schema.get_all_operations():
            operation = found.ok()
            failures += _tried(operation)
        assert failures == []


def _tried(operation: Any) -> list[str]:
    hypothesis: Any = import_module("hypothesis")
    # Whether a command's fields fit is told by its own schema (GET /commands), not by this one.
    positive: Any = import_module("schemathesis.specs.openapi.checks").positive_data_acceptance
    excluded = [positive] if operation.label.startswith("POST") else []

    def one(case: Any) -> None:
        case.call_and_validate(base_url=BASE, excluded_checks=excluded)

    few = hypothesis.settings(max_examples=5, suppress_health_check=[*hypothesis.HealthCheck])
    try:
        few(hypothesis.given(case=operation.as_strategy())(one))()
    except BaseExceptionGroup as failures:
        return [f"{operation.label}: {failure}" for failure in failures.exceptions]
    return []
