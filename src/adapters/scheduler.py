"""The scheduler: a wake-up and nothing more. It is given a tick and knows no rule.

What is due lives in the record; a run that was late, doubled or lost changes nothing, since a tick
catches up and says nothing twice.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Protocol

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger

from ..domain.errors import BadInput, MandatesError
from .log import logger

logging.getLogger("apscheduler").addHandler(logging.NullHandler())  # else it writes to stderr


LONGEST = 366 * 24 * 3600
"""Seconds between two ticks at most."""


class Tick(Protocol):
    """Says what time has brought."""

    def __call__(self, *, report: Callable[[int, int], object]) -> int:
        """How much that was. Tells ``report`` how far it is, also while it makes ready, and goes no
        further if that raises."""
        ...


class _Stopped(Exception):
    """The tick is broken off. What is left of it comes with the next one."""


class Scheduler:
    """Calls ``tick`` at once and then every ``seconds``, on a daemon thread of its own.

    A tick that raises is logged and tried again at the next turn. A context manager.
    """

    def __init__(self, tick: Tick, seconds: float = 60.0) -> None:
        """Raises `BadInput` for a time between two ticks that is none."""
        if not 0 < seconds <= LONGEST:
            raise BadInput(f"seconds is {seconds}: give more than 0, and {LONGEST} at most")
        self._tick = tick
        self._seconds = seconds
        self._stopping = False
        self._scheduler = self._made()

    def _made(self) -> Any:
        interval: Any = IntervalTrigger  # APScheduler has no types
        scheduler: Any = BackgroundScheduler(
            jobstores={"default": MemoryJobStore()},
            executors={"default": ThreadPoolExecutor(1)},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
            timezone=UTC,
        )
        scheduler.add_job(
            self._run,
            interval(seconds=self._seconds, timezone=UTC),
            id="tick",
            next_run_time=datetime.now(UTC),
        )
        return scheduler

    def _run(self) -> None:
        try:
            announced = self._tick(report=self._reached)
        except _Stopped:
            logger().info("tick broken off")
        except MandatesError as error:
            logger().error("tick failed", reason=str(error))
        except Exception:  # a fault of ours ends a tick, not the ticking
            logger().exception("tick failed")
        else:
            logger().info("tick", announced=announced)

    def _reached(self, *_: int) -> None:
        if self._stopping:
            raise _Stopped

    def start(self) -> None:
        """Begin to tick, also once more after `stop`."""
        self._stopping = False
        if not self._scheduler.running:  # one that was shut down has lost its job and its thread
            self._scheduler = self._made()
        self._scheduler.start()

    def stop(self) -> None:
        """Let a running tick end with the mandate that it is at, or with the page that views are
        brought up by, then stop. Calling it again does nothing."""
        self._stopping = True
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)

    def __enter__(self) -> Scheduler:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
