"""Progress on stderr, where a person looks at it. Elsewhere nothing, so that logs stay readable."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rich.progress import ProgressColumn

    from ..feed import Progress as Folded

SECONDS = 1.0
"""Between two lines of progress, where a program reads them."""
PAINTS = 0.1
"""Seconds between two pictures of a bar, at least."""


@contextmanager
def working(what: str, steps: int | None) -> Generator[Callable[..., None]]:
    """Show a bar with the time left; call what is yielded after each step, or with their number.

    ``steps`` None means that nobody knows how many there will be.
    """
    if not sys.stderr.isatty():
        yield _nothing
        return
    bar = _shown(what, of=steps)
    done = 0

    def advance(number: int = 1) -> None:
        nonlocal done
        done += number
        bar(completed=done)

    try:
        yield advance
    finally:
        bar.close()


class LateBar:
    """A bar that shows itself once something takes over a second; nothing where nobody looks.

    Call it with what is done, and of how much; it goes when all is.
    """

    def __init__(self, what: str) -> None:
        self._what = what
        self._looked_at = sys.stderr.isatty()
        self._begun: float | None = None
        self._bar: _Bar | None = None

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
            self._bar(completed=done, total=of)

    @property
    def shown(self) -> bool:
        """Whether it is on the screen."""
        return self._bar is not None

    def close(self) -> None:
        """Take it away."""
        self._begun = None
        if self._bar is not None:
            self._bar.close()
            self._bar = None


class _Bar:
    """A bar that is painted as it is told of something, and by no thread of its own: a fork would
    copy what that holds, and the end of the program would not wait for it."""

    def __init__(self, what: str, of: int | None, *columns: ProgressColumn) -> None:
        from rich.console import Console
        from rich.progress import Progress

        console = Console(stderr=True)
        self._progress = Progress(*columns, console=console, transient=True, auto_refresh=False)
        self._task = self._progress.add_task(what, total=of, pace="")
        self._progress.start()
        self._painted = -PAINTS

    def __call__(self, **told: Any) -> None:
        """Say how far it is."""
        self._progress.update(self._task, **told)
        if monotonic() - self._painted >= PAINTS:
            self._painted = monotonic()
            self._progress.refresh()

    def close(self) -> None:
        """Take it away."""
        self._progress.stop()


def _shown(what: str, of: int | None = None) -> _Bar:
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn

    return _Bar(
        what, of,
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
    )  # fmt: skip


@contextmanager
def folding(what: str) -> Generator[Callable[[Folded], None]]:
    """Show how far a rebuild is, at which rate, and how long it will still take.

    A bar where a person looks; else one JSON document a line on stderr, at most one a second.
    """
    if not sys.stderr.isatty():
        yield _lines()
        return
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn

    bar = _Bar(
        what, None,
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
        TextColumn("{task.fields[pace]}"),
    )  # fmt: skip

    def show(folded: Folded) -> None:
        pace = f"{folded.rate:,.0f} events/s"
        left = f", {folded.left:,.0f} s left" if folded.left is not None else ""
        bar(completed=folded.events, total=folded.of, pace=pace + left)

    try:
        yield show
    finally:
        bar.close()


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
