"""What all tests share: the sizes of the properties, the corpus, the report on skipped tests.

MANDATES_TEST_SIZE   ``small`` (default) draws the same few examples each time, so that a red test
                     is red for everybody; ``long`` draws many new ones (``scripts/test --long``).
MANDATES_TEST_PG     the URL of a PostgreSQL database to use instead of servers of our own.
MANDATES_CORPUS      the folder that holds ``corpus/`` and ``domain/``; ``../shared`` unless set.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from cli.terminal import Terminal
from hypothesis import HealthCheck, settings
from ledger import Ledger, Row, conditions, summed, table

from postgres import Servers

pytest.register_assert_rewrite("spec", "host", "machine", "desk")

ROOT = Path(__file__).resolve().parent.parent
CORPUS_ABSENT = "corpus not here: set MANDATES_CORPUS"

# A loaded machine is slow: neither a deadline nor the health check may turn that into a failure.
_ANY_SPEED: dict[str, Any] = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile(
    "small", max_examples=25, stateful_step_count=20, derandomize=True, **_ANY_SPEED
)
settings.register_profile("long", max_examples=2000, stateful_step_count=100, **_ANY_SPEED)


def _never(_: str) -> bool:
    return False


SIZE = os.environ.get("MANDATES_TEST_SIZE") or "small"
settings.load_profile(SIZE)
if SIZE == "small":
    # Hypothesis would also draw constants from whichever of our modules a process has loaded by
    # then, and from none where a folder above is called "test": not the same for everybody.
    providers: Any = import_module("hypothesis.internal.conjecture.providers")
    providers.is_local_module_file = _never


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real texts and facts, with ``corpus/`` in it; without it a test is skipped."""
    folder = Path(os.environ.get("MANDATES_CORPUS") or ROOT.parent / "shared").resolve()
    if not (folder / "corpus").is_dir():
        pytest.skip(CORPUS_ABSENT)
    return folder


@pytest.fixture(scope="session")
def servers() -> Iterator[Servers]:
    """PostgreSQL servers, each started by the first test that asks for it."""
    found = Servers()
    yield found
    found.stop()


@pytest.fixture
def ledger(record_property: Callable[[str, object], None]) -> Ledger:
    """Opens rows in the table of what was tried against the record; see `scripts/faults`."""

    def opened(fault: str, how: str) -> Row:
        row = Row(fault, how)
        record_property("fault", vars(row))
        return row

    return opened


@pytest.fixture
def cli(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Terminal:
    """Who types, as "desk", in a folder where nothing is."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MANDATES_DB", raising=False)
    monkeypatch.setenv("MANDATES_BY", "desk")
    return Terminal(tmp_path, capsys)


@pytest.fixture
def desk(cli: Terminal) -> Terminal:
    """The same, with A/RES/54/226 registered."""
    cli.adopt()
    return cli


def pytest_runtest_setup() -> None:
    """No test runs over midnight UTC: what asks for today twice would be told two days."""
    left = 86400 - time.time() % 86400
    if left < 30:
        time.sleep(left)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that keeps the ledger tries a fault; one that is marked so is one trial of it."""
    for item in items:
        if "ledger" in getattr(item, "fixturenames", ()):
            item.add_marker("fault")
        for mark in item.iter_markers("fault"):
            if mark.args:
                item.user_properties.append(
                    ("fault", vars(Row(mark.args[0], mark.args[1], tried=1)))
                )


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """The table of faults: what was tried, what was lost."""
    rows: list[dict[str, Any]] = []
    others: list[str] = []
    for report in (one for some in terminalreporter.stats.values() for one in some):
        found = [value for key, value in getattr(report, "user_properties", ()) if key == "fault"]
        if found and not getattr(report, "passed", True):  # what was deselected has no outcome
            others.append(f"{report.outcome}: {report.nodeid}")
        elif getattr(report, "when", None) == "call":
            rows += found
    if not rows and not others:
        return
    terminalreporter.section("faults")
    terminalreporter.write_line(conditions(SIZE))
    for line in table(summed(rows), others):
        terminalreporter.write_line(line)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Leave word for scripts/check of how many tests were skipped, and how many for the corpus."""
    config = session.config
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if hasattr(config, "workerinput") or reporter is None or not hasattr(config, "cache"):
        return  # a worker of pytest-xdist (its controller reports for all), or no place to report
    if config.getoption("collectonly"):
        return
    stats: dict[str, list[Any]] = reporter.stats
    outcomes = ("passed", "failed", "error", "skipped", "xfailed", "xpassed")
    skipped = stats.get("skipped", [])
    config.cache.set(
        "mandates/skipped",
        {
            "tests": sum(len(stats.get(outcome, [])) for outcome in outcomes),
            "skipped": len(skipped),
            "corpus": sum(CORPUS_ABSENT in str(report.longrepr) for report in skipped),
            "arguments": list(config.invocation_params.args),
        },
    )
