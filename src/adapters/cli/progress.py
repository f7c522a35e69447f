"""Progress on stderr, where a person looks at it. Elsewhere nothing, so that logs stay readable."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.progress import Progress

    from ..feed import Progress as Folded

SECONDS = 1.0
"""Between two lines of progress, where a program reads them."""


@contextmanager
def working(what: str, steps: int | None) -> Generator[Callable[..., None]]:
    """Show a bar with the time left; call what is yielded after each step, or with their number.

    ``steps`` None means that nobody knows how many there will be.
    """
    if not sys.stderr.isatty():
        yield _nothing
        return
    progress = _shown(what)
    (task,) = progress.task_ids
    progress.update(task, total=steps)

    def advance(number: int = 1) -> None:
        progress.advance(task, number)

    try:
        yield advance
    finally:
        progress.stop()


class LateBar:
    """A bar that shows itself once something takes over a second; nothing where nobody looks.

    Call it with what is done, and of how much; it goes when all is.
    """

    def __init__(self, what: str) -> None:
        self._what = what
        self._looked_at = sys.stderr.isatty()
        self._begun: float | None = None
        self._bar: Progress | None = None

    def __call__(self, done: int, of: int) -> None:
        if not self._looked_at:
            return
        if done >= of:
            self.close()
            return
        now = monotonic()
        self._begun = now if self._begun is None else self._begun
        if self._bar is None and now - self._begun >= SECONDS:
            self._bar = _shown(self._what)
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], completed=done, total=of)

    @property
    def shown(self) -> bool:
        """Whether it is on the screen."""
        return self._bar is not None

    def close(self) -> None:
        """Take it away."""
        self._begun = None
        if self._bar is not None:
            self._bar.stop()
            self._bar = None


def _shown(what: str) -> Progress:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
    )  # fmt: skip
    progress = Progress(*columns, console=Console(stderr=True), transient=True)
    progress.add_task(what, total=None)
    progress.start()
    return progress


@contextmanager
def folding(what: str) -> Generator[Callable[[Folded], None]]:
    """Show how far a rebuild is, at which rate, and how long it will still take.

    A bar where a person looks; else one JSON document a line on stderr, at most one a second.
    """
    if not sys.stderr.isatty():
        yield _lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
        TextColumn("{task.fields[pace]}"),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=None, pace="")

        def show(folded: Folded) -> None:
            pace = f"{folded.rate:,.0f} events/s"
            left = f", {folded.left:,.0f} s left" if folded.left is not None else ""
            progress.update(task, completed=folded.events, total=folded.of, pace=pace + left)

        yield show


def _lines() -> Callable[[Folded], None]:
    last = monotonic()

    def line(folded: Folded) -> None:
        nonlocal last
        if monotonic() - last >= SECONDS:
            last = monotonic()
            left = None if folded.left is None else round(folded.left, 1)
            found = {
                "events": folded.events, "of": folded.of, "resumed": folded.resumed,
                "events_per_second": round(folded.rate), "seconds_left": left,
            }  # fmt: skip
            click.echo(json.dumps(found), err=True)

    return line


def _nothing(_: int = 1) -> None:
    """Nobody looks."""
