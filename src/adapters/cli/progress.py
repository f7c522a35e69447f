"""Progress on stderr, where a person looks at it. Elsewhere nothing, so that logs stay readable."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager


@contextmanager
def working(what: str, steps: int | None) -> Generator[Callable[..., None]]:
    """Show a bar with the time left; call what is yielded after each step, or with their number.

    ``steps`` None means that nobody knows how many there will be.
    """
    if not sys.stderr.isatty():
        yield _nothing
        return
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
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=steps)

        def advance(number: int = 1) -> None:
            progress.advance(task, number)

        yield advance


def _nothing(_: int = 1) -> None:
    """Nobody looks."""
