"""The pages in a real browser: the tour is clicked through, and axe-core finds nothing.

Needs Chromium with its driver (Debian: chromium-driver), and for the second axe-core from npm:
MANDATES_AXE names its axe.min.js, else it is looked for in node_modules. Skipped where absent.
"""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from mandates import Engine
from mandates.adapters.web.app import create_app

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
ROOT = Path(__file__).resolve().parents[2]
AXE = Path(os.environ.get("MANDATES_AXE") or ROOT / "node_modules/axe-core/axe.min.js")
pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER), reason="no browser here: install chromium and chromium-driver"
)
MAIN = (
    "/register", "/register?all=yes", "/mandate/A/RES/54/226/2.2", "/mandate/A/RES/71/244/4.1",
    "/docket/GA/56?as_recorded_on=2001-08-01", "/instruments", "/instrument/A/RES/54/226",
    "/sessions", "/agenda/GA/56", "/workload", "/funding", "/log", "/log/29", "/health",
    "/record/defer", "/record/note", "/record/adopt", "/record/import", "/nowhere", "/sign-in",
    "/docket", "/register?status=foo", "/workload?by=lead",
)  # fmt: skip


@pytest.fixture(scope="module")
def place(history: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server on a copy of the demo's record."""
    copy = tmp_path_factory.mktemp("browser") / "demo.db"
    shutil.copy(history, copy)
    uvicorn: Any = import_module("uvicorn")
    with socket.socket() as listening, Engine.open(copy) as engine:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        app = create_app(engine, owner="desk")
        server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started:
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A browser without a window."""
    driver: Any = import_module("selenium.webdriver")
    service: Any = import_module("selenium.webdriver.chrome.service")
    options = driver.ChromeOptions()
    options.binary_location = CHROMIUM
    for argument in ("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    browser = driver.Chrome(options, service.Service(DRIVER))
    browser.set_window_size(1280, 1000)
    yield browser
    browser.quit()


def test_the_tour_is_clicked_through(place: str, chromium: Any) -> None:
    waiting: Any = import_module("selenium.webdriver.support.wait")
    errors: Any = import_module("selenium.common.exceptions")
    passing = (errors.StaleElementReferenceException, errors.NoSuchElementException)

    def see(where: str, text: str) -> None:
        def seen(browser: Any) -> bool:
            return text in browser.find_element("css selector", where).text

        waiting.WebDriverWait(chromium, 30, ignored_exceptions=passing).until(seen, text)

    def click(text: str) -> None:
        chromium.find_element("partial link text", text).click()

    chromium.get(f"{place}/")
    see("h1", "Register")
    click("A/RES/54/226#2.2")
    see(".axes", "considered")
    chromium.find_element("css selector", ".point summary").click()
    for name, value in (("as_of", "2001-08-01"), ("known_at", "2001-08-01")):
        chromium.find_element("id", name).send_keys(value)
    chromium.find_element("css selector", ".point button").click()
    see(".axes", "overdue: issue, 1 day")
    click("back to today")
    see(".axes", "considered")
    click("Note")
    see("h1", "Note")
    chromium.find_element("css selector", "main [name=text]").send_keys("asked by telephone")
    # By the keyboard: a click would come while the browser still scrolls there, smoothly.
    chromium.find_element("css selector", ".record button").send_keys("\n")
    see("main", "Recorded.")
    see("main", "asked by telephone")


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core not here: npm install axe-core")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_no_barrier(place: str, chromium: Any, width: int, scheme: str) -> None:
    chromium.set_window_size(width, 1000)
    wish = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", wish)
    chromium.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})
    script = AXE.read_text(encoding="utf-8")
    found: list[str] = []
    for path in MAIN:
        chromium.get(f"{place}{path}")
        chromium.execute_script(script)
        result = chromium.execute_async_script(
            "axe.run(document).then(arguments[arguments.length - 1])"
        )
        found += [
            f"{path}: {one['id']}: {one['nodes'][0]['html'][:120]}" for one in result["violations"]
        ]
    assert found == []
