"""Which database a command is about, and the engine on it."""

from __future__ import annotations

import gc
import os
from collections.abc import Generator
from contextlib import closing, contextmanager
from functools import cache
from typing import TYPE_CHECKING

import click

from ...domain.errors import BadInput
from .progress import LateBar

if TYPE_CHECKING:
    from ...engine import Engine

DEFAULT = "mandates.db"
_KEY = "mandates.db"


def database_option() -> click.Option:
    """``--db``, taken after the name of every command, sub-command and group."""
    return click.Option(
        ["--db"],
        metavar="URL_OR_PATH",
        expose_value=False,
        callback=_remember,
        help=f"The database; else MANDATES_DB, else {DEFAULT}.",
    )


def _remember(context: click.Context, _: click.Parameter, value: str | None) -> None:
    if value is not None:
        context.meta[_KEY] = value  # a later word, nearer to the command, wins


def database() -> str:
    """The database that was named, else the environment's, else the default."""
    named: str | None = click.get_current_context().meta.get(_KEY)
    return named if named is not None else os.environ.get("MANDATES_DB") or DEFAULT


def shown_database() -> str:
    """The same as people may see it: without a user and a password."""
    from ..record import shown

    return shown(database())


@contextmanager
def opened() -> Generator[Engine]:
    """The engine on the command's database, closed at the end."""
    bar = LateBar("bringing views up")
    opening = _engine_class().open
    with (
        closing(bar),
        opening(database(), busy_timeout=_patience(), report=lambda one: bar(one.events, one.of))
        as engine,
    ):  # fmt: skip
        yield engine


def recorded(engine: Engine) -> int:
    """Where the record ends. Raises `BadInput` where it has not begun: what is asked to be proven
    or copied is there, so a name that was mistyped is no record in good order."""
    position = engine.status().position
    if not position:
        raise BadInput(f"{shown_database()}: nothing recorded yet; is that the right database?")
    return position


@cache
def _engine_class() -> type[Engine]:
    """Imported with the first command. Importing makes no garbage, and what was imported stays.

    To look for garbage among it, now and at the end, takes a third of the time of a short command.
    """
    gc.disable()
    try:
        from ...engine import Engine
    finally:
        gc.freeze()
        gc.enable()
    return Engine


def _patience() -> float:
    """How many seconds to wait for another program's lock (MANDATES_BUSY_TIMEOUT)."""
    text = os.environ.get("MANDATES_BUSY_TIMEOUT") or "5"
    try:
        return float(text)
    except ValueError:
        raise BadInput(f"MANDATES_BUSY_TIMEOUT is {text!r}: give seconds, such as 5") from None
