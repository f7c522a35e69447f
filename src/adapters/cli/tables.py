"""How answers look: tables with rich on a terminal, plain aligned text when piped.

Nothing is said by colour alone, and piped text does not depend on any width.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rich.console import Console

MARKED = {
    "overdue": "bold red", "missed": "bold red", "late": "red", "due": "bold yellow",
    "due_soon": "yellow", "met": "green", "completed": "green", "void": "dim strike",
}  # fmt: skip
"""Words that stand out on a terminal."""
FOLDED = 26
"""Cells longer than this are folded on a terminal; shorter ones stay in one line."""
NARROW = 16
"""The least width of a column that is folded."""


def on_terminal() -> bool:
    """Whether a person looks at stdout."""
    return sys.stdout.isatty()


def give(value: Any) -> None:
    """Print one JSON document."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def array(values: Iterable[object]) -> None:
    """Print a JSON array, an element a line, without holding it."""
    click.echo("[", nl=False)
    for index, value in enumerate(values):
        click.echo(
            ("," if index else "") + "\n  " + json.dumps(value, ensure_ascii=False), nl=False
        )
    click.echo("\n]")


def one_line(text: str) -> str:
    """A text without its ends of lines: what somebody wrote never looks like a line of ours."""
    return " ".join(text.splitlines())


def heading(text: str) -> None:
    """Print a heading."""
    text = one_line(text)
    click.echo(click.style(text, bold=True) if on_terminal() else text)


def table(columns: Sequence[str], rows: Iterable[Sequence[str | None]]) -> None:
    """Print rows below their headings; nothing at all where there is no row."""
    cells = [[cell or "" for cell in row] for row in rows]
    if not cells:
        return
    if on_terminal():
        _rich(columns, cells)
    else:
        _plain(columns, cells)


def pairs(rows: Iterable[tuple[str, str | None]]) -> None:
    """Print what is known of one thing: a name and a value a line, without the empty ones."""
    known = [(name, value) for name, value in rows if value]
    width = max((len(name) for name, _ in known), default=0)
    for name, value in known:
        label = f"{name:<{width}}"
        first, *others = value.splitlines() or [""]
        click.echo(f"{click.style(label, dim=True) if on_terminal() else label}  {first}")
        for line in others:
            click.echo(f"{'':<{width}}  {line}")


def _plain(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    lines = [list(columns), *([" ".join(cell.split()) for cell in row] for row in rows)]
    widths = [max(len(line[index]) for line in lines) for index in range(len(columns))]
    for line in lines:
        padded = (f"{cell:<{width}}" for cell, width in zip(line, widths, strict=True))
        click.echo("  ".join(padded).rstrip())


def _rich(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    widths = [max(map(len, (name, *cells))) for name, *cells in zip(columns, *rows, strict=True)]
    least = sum(width if width <= FOLDED else NARROW for width in widths) + 3 * len(widths)
    if least > console.width:
        _stacked(console, columns, rows)
        return
    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column, width in zip(columns, widths, strict=True):
        drawn.add_column(column, overflow="fold", no_wrap=width <= FOLDED)
    for row in rows:
        drawn.add_row(*(Text(cell, style=_style(cell)) for cell in row))
    console.print(drawn)


def _stacked(console: Console, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Where a table has no room: each row below its first cell, what is empty left out."""
    from rich.padding import Padding
    from rich.text import Text

    for first, *rest in rows:
        console.print(Text(first, style="bold"))
        said = Text(" · ").join(
            Text.assemble((f"{name} ", "dim"), (cell, _style(cell)))
            for name, cell in zip(columns[1:], rest, strict=True)
            if cell
        )
        console.print(Padding(said, (0, 0, 0, 2)))


def _style(cell: str) -> str:
    return MARKED.get(cell.split(":")[0].split(" ")[0], "")
