"""Pages of a record that is rebuilt, behind, pinned or damaged say so, and show what is safe."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.test_cli_errors import unknown_tag
from fastapi.testclient import TestClient

from mandates import Engine, Note
from mandates.adapters.feed import builds, feed
from mandates.projections.search.held import REGISTER

MANDATE = "A/RES/54/226#2.1"
PAGE = "/mandate/A/RES/54/226/2.1"


def test_health_says_that_all_is_well(demo: TestClient, history: Path) -> None:
    with Engine.open(history) as engine:
        engine.catch_up()  # those that no page has asked yet as well
    page = demo.get("/health").text
    assert "All views are as far as the record" in page
    assert "simulated clock" in page


def test_a_view_that_is_behind_is_said_with_how_far_the_answer_goes(
    web: TestClient, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "behind the record" not in web.get("/register").text
    monkeypatch.setattr(feed, "READING", 0)
    engine.execute(Note(mandate=MANDATE, text="not applied yet"), by="desk")
    page = web.get("/register").text
    assert "This answer is 1 event behind the record" in page
    assert "right as of event 2" in page
    assert MANDATE in page
    assert "etag" not in web.get("/api/v1/mandates").headers, "there will be another answer"
    assert "behind the record" in web.get("/health").text
    assert "not applied yet" in web.get(PAGE).text


def test_a_view_that_is_pinned_is_said_and_answers_as_of_then(
    web: TestClient, engine: Engine
) -> None:
    web.get("/register")
    engine.rebuild(REGISTER.name)
    engine.rollback(REGISTER.name)
    engine.execute(Note(mandate=MANDATE, text="after it was pinned"), by="desk")
    page = web.get("/register").text
    assert "An older build answers, pinned at event 2" in page
    assert MANDATE in page
    health = web.get("/health").text
    assert "1 view is pinned to an older build" in health
    assert "projections unpin register" in health
    assert "after it was pinned" in web.get(PAGE).text
    engine.unpin(REGISTER.name)
    assert "pinned" not in web.get("/register").text


def test_a_rebuild_is_said_while_the_build_before_it_answers(
    web: TestClient, engine: Engine
) -> None:
    web.get("/register")
    with engine._feed._database.write() as connection:
        builds.begin(connection, REGISTER)
    assert "1 view is being rebuilt" in (page := web.get("/health").text)
    assert "register up to event 0 of 2" in page
    assert MANDATE in web.get("/register").text
    engine.rebuild(REGISTER.name)
    assert "being rebuilt" not in web.get("/health").text


@pytest.fixture
def damaged(web: TestClient, engine: Engine, tmp_path: Path) -> TestClient:
    """An event of a tag that nobody knows stands at the end, on the mandate's own stream."""
    web.get("/register")
    unknown_tag(str(tmp_path / "own.db"), 3)
    return web


def test_a_damaged_record_shows_what_stands_before_the_damage(damaged: TestClient) -> None:
    page = damaged.get("/register")
    assert (page.status_code, MANDATE in page.text) == (200, True)
    assert "its view stopped before event 3" in page.text
    log = damaged.get("/log")
    assert (log.status_code, "The record is damaged:" in log.text) == (200, True)
    assert 'href="/log/1"' in log.text
    assert damaged.get("/log/1").status_code == 200
    health = damaged.get("/health")
    assert (health.status_code, "stopped" in health.text) == (200, True)


def test_what_rests_on_the_damage_says_so_and_leads_to_what_is_safe(damaged: TestClient) -> None:
    for path in (PAGE, "/log/3"):
        page = damaged.get(path)
        assert page.status_code == 500
        assert "The record is damaged" in page.text
        assert "mandate.sung.v1: unknown tag" in page.text
        assert 'href="/health"' in page.text
    problem = damaged.get("/api/v1/mandates/A%2FRES%2F54%2F226%232.1")
    assert (problem.status_code, problem.json()["title"]) == (500, "The record is damaged")
    before = damaged.get("/api/v1/status").json()["position"]
    wish = {"command": "Note", "with": {"mandate": MANDATE, "text": "x"}}
    assert damaged.post("/api/v1/commands", json=wish).status_code == 500
    assert damaged.get("/api/v1/status").json()["position"] == before
