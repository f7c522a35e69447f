"""`tick` and `run`: say what time alone has brought, once or until told to stop."""

from __future__ import annotations

import logging
import signal
import threading
from datetime import UTC, datetime
from typing import Any

import click

from .. import tables, values
from ..basis import instant
from ..database import opened
from ..group import Command
from ..shapes import event_json, event_line


@click.command(cls=Command)
@click.option("--now", type=values.NOW, metavar="T", help="By this instant or day; else now.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
def tick(now: datetime | None, as_json: bool) -> None:
    """Announce what has come near, fallen due or passed by now, each thing once.

    A tick that comes late catches up; any number of them may run at once. A bare day means its
    noon, UTC.

    \b
    mandates tick
    mandates tick --now 2001-07-03
    """
    from ....engine import SCHEDULER

    with opened() as engine:
        before = engine.status().position
        by = now or datetime.now(UTC)
        recorded = engine.tick(by)
        new = [one for one in engine.events(before) if one.envelope.actor == SCHEDULER]
    if as_json:
        tables.give(
            {
                "now": instant(by),
                "recorded": recorded,
                "positions": [one.position for one in new],
                "events": [event_json(one) for one in new],
            }
        )
        return
    for one in new:
        click.echo(event_line(one))
    events = f"{recorded} event{'' if recorded == 1 else 's'}" if recorded else "nothing"
    click.echo(f"{events} to announce by {instant(by)}")


@click.command(cls=Command)
@click.option(
    "--every", type=click.FloatRange(min=0, min_open=True), default=60.0, show_default=True,
    metavar="SECONDS", help="How often to tick.",
)  # fmt: skip
def run(every: float) -> None:
    """Tick again and again, until SIGTERM or SIGINT. A line on stderr for each tick.

    \b
    mandates run --every 300 --db /srv/mandates.db
    """
    stop = threading.Event()

    def stopping(*_: Any) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stopping)
    _listen()
    with opened() as engine:
        position = engine.status().position  # what cannot be used is told before anything runs
        _say(f"running: a tick every {every:g} s, position {position}")
        with engine.scheduler(every):
            while not stop.wait(1.0):
                pass
    _say("stopped")


class _Heartbeat(logging.Handler):
    """Writes what the library logs as lines on stderr, with every detail."""

    def emit(self, record: logging.LogRecord) -> None:
        known = logging.makeLogRecord({}).__dict__
        details = (
            f"{name}={value}"
            for name, value in record.__dict__.items()
            if name not in known and name not in ("message", "asctime")
        )
        _say(" ".join([record.getMessage(), *details]))


def _listen() -> None:
    logger = logging.getLogger("mandates")
    logger.setLevel(logging.INFO)
    logger.addHandler(_Heartbeat())


def _say(text: str) -> None:
    click.echo(f"{instant(datetime.now(UTC))} {text}", err=True)
