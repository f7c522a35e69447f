"""`tick` and `run`: say what time alone has brought, once or until told to stop."""

from __future__ import annotations

import logging
import signal
import threading
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ....domain.counts import counted
from ....domain.days import LAST
from ....domain.errors import BadInput, MandatesError
from .. import tables, values
from ..basis import instant
from ..database import opened
from ..group import AS_JSON, Command
from ..progress import LateBar
from ..shapes import event_json, event_line

if TYPE_CHECKING:
    from ....domain.event import Recorded
    from ....engine import Engine
    from ...record.listening import Listening

AHEAD = timedelta(days=366)
"""How far ahead of the clock one may say that it is."""
PAUSE = 0.5
"""Seconds between two looks at what has been recorded."""


@click.command(cls=Command)
@click.option("--now", type=values.NOW, metavar="T", help="By this instant or day; else now.")
@click.option("--dry-run", is_flag=True, help="Say what there is to announce, record nothing.")
@AS_JSON
def tick(now: datetime | None, dry_run: bool, as_json: bool) -> None:
    """Announce what has come near, fallen due or passed by now, each thing once.

    A tick that comes late catches up; any number of them may run at once. A bare day means its
    noon, UTC. It lies no more than a year ahead: what is announced stays on record.

    The first tick on an old register announces all that came since, also of what was done long ago
    and never ended here: look with --dry-run, and end what is over.

    \b
    mandates tick
    mandates tick --now 2001-07-03
    mandates tick --dry-run | tail -2
    """
    told: list[Any] = []
    mandates: set[str] = set()

    def each(one: Recorded) -> None:
        mandates.add(one.stream)
        told.append(event_json(one) if as_json else event_line(one))

    with opened() as engine, closing(LateBar("asking what is due")) as bar:
        by = _not_far_ahead(now or datetime.now(UTC))
        recorded = engine.tick(by, report=bar, each=each, dry_run=dry_run)
        position = engine.status().position
    if as_json:
        dry: dict[str, Any] = {"dry_run": True} if dry_run else {}
        positions = [] if dry_run else [one["position"] for one in told]
        number = 0 if dry_run else recorded
        tables.give(
            {"now": instant(by), "recorded": number, "positions": positions, "events": told, **dry}
        )
        return
    for line in told:
        click.echo(line)
    of = f" of {counted(len(mandates), 'mandate')}" if dry_run and recorded else ""
    events = counted(recorded, "event") if recorded else "nothing"
    click.echo(f"{events}{of} to announce by {instant(by)}")
    if dry_run and recorded:
        click.echo("dry run: nothing recorded")
    elif not position:
        click.echo("nothing recorded yet")


def _not_far_ahead(instant_: datetime) -> datetime:
    """Raises `BadInput` for what lies over a year ahead: a rhythm has due points without end."""
    if datetime.now(UTC) + AHEAD < instant_ and instant_.date() < LAST:
        raise BadInput(
            f"{instant(instant_)} lies over a year ahead, and what is announced stays on record: "
            "ask `mandates docket --as-of D` for what is to come"
        )
    return instant_


@click.command(cls=Command)
@click.option(
    "--every", type=click.FloatRange(min=0, min_open=True), default=60.0, show_default=True,
    metavar="SECONDS", help="How often to tick.",
)  # fmt: skip
@click.option("--key", type=click.Path(path_type=Path), metavar="FILE", help="Also sign, with it.")
@click.option(
    "--checkpoint", type=values.EVERY, default="24h", show_default=True, metavar="N|T",
    help="With --key: sign after so many events, or so much time.",
)  # fmt: skip
def run(every: float, key: Path | None, checkpoint: int | timedelta) -> None:
    """Tick again and again, until SIGTERM or SIGINT. A line on stderr for each tick.

    On PostgreSQL it also keeps the views up with the record, within a second of each commit, so
    that who reads from a standby finds them there.

    \b
    mandates run --every 300 --db /srv/mandates.db
    mandates run --key log.key --checkpoint 1000
    """
    _log()
    with opened() as engine, engine.listen() as listening:
        stop = _stopped_by_signal(listening)
        position = engine.status().position  # what cannot be used is told before anything runs
        _say(f"running: a tick every {every:g} s, position {position}")
        with engine.scheduler(every):
            while not stop.is_set():
                if key is not None:
                    _sign(engine, key, checkpoint)
                listening.wait(every)
                if not stop.is_set():
                    _follow(engine, stop)
    _say("stopped")


def _stopped_by_signal(listening: Listening) -> threading.Event:
    """Set by SIGTERM or SIGINT, which also end a wait."""
    stop = threading.Event()

    def stopping(*_: Any) -> None:
        stop.set()
        listening.wake()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stopping)
    return stop


class _Stopped(Exception):
    """The views are as far as they are: what they lack comes with the next reading."""


def _follow(engine: Engine, stop: threading.Event) -> None:
    """Bring the views up to the record, unless told to stop, and pause: many commits are followed
    in one go."""

    def unless_stopped(_: object) -> None:
        if stop.is_set():
            raise _Stopped

    try:
        engine.catch_up(report=unless_stopped)
    except _Stopped:
        return
    except MandatesError as error:
        _say(f"views not brought up: {error}")
    time.sleep(PAUSE)


def _sign(engine: Engine, key: Path, every: int | timedelta) -> None:
    """Make a checkpoint if one is due. One that cannot be made keeps nobody from ticking."""
    try:
        held = engine.checkpoint(key, every=every)
    except MandatesError as error:
        _say(f"no checkpoint: {error}")
    else:
        if held is not None:
            _say(f"checkpoint: {counted(held.position, 'event')} signed")


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


def _log() -> None:
    logger = logging.getLogger("mandates")
    logger.setLevel(logging.INFO)
    logger.addHandler(_Heartbeat())


def _say(text: str) -> None:
    click.echo(f"{instant(datetime.now(UTC))} {text}", err=True)
