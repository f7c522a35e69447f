"""Below a prefix, as behind a proxy or mounted by a host: whatever a page leads to lies there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from mandates import Engine
from mandates.adapters.cli.errors import run
from mandates.adapters.web.app import create_app

from .conftest import BASE

PREFIX = "/registry"
SOME = 120
"""Pages that are followed: some of every kind."""


class Proxy:
    """Takes the prefix away before it asks, as many do."""

    def __init__(self, app: object) -> None:
        self.app = app

    async def __call__(self, scope: dict[str, object], *rest: object) -> None:
        """See ASGI."""
        path = str(scope.get("path", ""))
        assert scope["type"] == "lifespan" or path.startswith(PREFIX), path
        await self.app({**scope, "path": path.removeprefix(PREFIX)}, *rest)  # type: ignore[operator]


def mounted(engine: Engine) -> FastAPI:
    """A host's application with the pages in it."""
    host = FastAPI()
    host.mount(PREFIX, create_app(engine))
    return host


@pytest.fixture(params=["taken away", "kept", "mounted"])
def behind(request: pytest.FixtureRequest, history: Path) -> Iterator[TestClient]:
    """The pages of the demo's record behind a proxy, or in a host's application."""
    with Engine.open(history) as engine:
        app = mounted(engine) if request.param == "mounted" else create_app(engine, prefix=PREFIX)
        through = Proxy(app) if request.param == "taken away" else app
        headers = {"accept": "text/html"}
        with TestClient(through, base_url=BASE, headers=headers) as client:  # type: ignore[arg-type]
            yield client


def links(page: str) -> set[str]:
    """Where a page leads to on its own site."""
    found = map(unescape, re.findall(r'(?:href|action|src)="([^"]*)"', page))
    return {one for one in found if not one.startswith(("#", "http", "data:", "mailto:"))}


def test_every_link_form_and_picture_lies_below_the_prefix(behind: TestClient) -> None:
    waiting, seen = [f"{PREFIX}/"], set[str]()
    kinds: set[str] = set()
    while waiting and len(seen) < SOME:
        address = waiting.pop(0)
        answer = behind.get(address)
        assert answer.status_code < 400, address
        assert answer.url.path.startswith(f"{PREFIX}/"), address
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        for link in links(answer.text):
            whole = urldefrag(urljoin(address, link)).url
            assert whole.startswith(f"{PREFIX}/"), f"{address} leads to {link}"
            kind = re.sub(r"[^/]*\d.*|\?.*", "", whole)
            if whole not in seen and "/sign-out" not in whole:
                seen.add(whole)
                waiting.insert(0 if kind not in kinds else len(waiting), whole)
                kinds.add(kind)
    assert len(kinds) > 15


def test_what_a_form_records_leads_back_below_the_prefix(behind: TestClient) -> None:
    page = behind.get(f"{PREFIX}/record/note?mandate=A/RES/54/226%232.2").text
    seal, command = (re.findall(rf'name="{name}" value="([^"]+)"', page) for name in _HIDDEN)
    form = {"seal": seal[0], "command_id": command[0], "mandate": "A/RES/54/226#2.2", "text": "x"}
    answer = behind.post(f"{PREFIX}/record/note", data=form, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    assert answer.headers["location"].startswith(f"{PREFIX}/mandate/A/RES/54/226/2.2?done=")


_HIDDEN = ("seal", "command_id")


def test_what_is_kept_by_a_browser_is_kept_for_this_site_alone(behind: TestClient) -> None:
    page = behind.get(f"{PREFIX}/sign-in")
    seal = re.findall(r'name="seal" value="([^"]+)"', page.text)[0]
    out = behind.post(f"{PREFIX}/sign-out", data={"seal": seal}, follow_redirects=False)
    assert out.headers["location"] == f"{PREFIX}/sign-in"
    for answer in (page, out):  # a browser forgets what lies below the very path that it kept
        assert f"Path={PREFIX};" in answer.headers["set-cookie"]


def test_searching_feeds_and_errors_lie_below_it(behind: TestClient) -> None:
    found = behind.get(f"{PREFIX}/find?q=nowhere", follow_redirects=False)
    assert found.headers["location"].startswith(f"{PREFIX}/register?")
    feed = behind.get(f"{PREFIX}/calendar/GA/81.ics")
    assert all(f"{BASE}{PREFIX}/" in one for one in re.findall(r"URL:.*", feed.text))
    problem = behind.get(f"{PREFIX}/api/v1/mandates/A/RES/1/1%231.1").json()
    assert problem["instance"].startswith(f"{PREFIX}/api/")
    schema = behind.get(f"{PREFIX}/api/v1/openapi.json").json()
    assert {"url": PREFIX} in schema["servers"]
    assert behind.get(f"{PREFIX}/nowhere").status_code == 404


@pytest.mark.parametrize("path", ["registry", "/a b", "/a//b", "/<x>"])
def test_a_prefix_that_is_no_path_is_refused(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "--prefix", path]) == 2
    assert "is no path: write /registry" in capsys.readouterr().err
