"""How far a rebuild has come: each kind of streams in parts, each part by the names of its streams.

What is noted here is written in the transaction of the rows, so a rebuild that was killed goes on
where its last transaction ended, and two that work on one build do not write a row twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select, tuple_

from ...domain.streams import kind_of
from .builds import PARTS, Build


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the streams of one kind, after ``done`` and up to ``last``."""

    kind: str
    number: int
    until: int
    last: str | None
    done: str
    events: int = 0
    finished: bool = False


def cut(kind: str, sample: Sequence[str], until: int, count: int) -> list[Part]:
    """At most so many parts, each with about as many of a sample of streams of all kinds."""
    names = sorted(one for one in sample if kind_of(one) == kind)
    ends = {names[len(names) * part // count] for part in range(1, count)} if names else set[str]()
    starts = [f"{kind}-", *sorted(ends)]
    return [
        Part(kind, number, until, last, start)
        for number, (start, last) in enumerate(zip(starts, [*starts[1:], None], strict=True))
    ]


def of(connection: Connection, build: Build) -> list[Part]:
    """The parts of a build, in order."""
    rows = connection.execute(
        select(PARTS)
        .where(PARTS.c.view == build.view, PARTS.c.build == build.number)
        .order_by(PARTS.c.kind, PARTS.c.part)
    )
    return [
        Part(row.kind, row.part, row.until, row.last, row.done, row.events, bool(row.finished))
        for row in rows
    ]


def note(connection: Connection, build: Build, parts: Sequence[Part]) -> None:
    """Begin a build with these parts."""
    if parts:
        connection.execute(
            PARTS.insert(),
            [
                {
                    "view": build.view, "build": build.number, "kind": one.kind,
                    "part": one.number, "until": one.until, "last": one.last, "done": one.done,
                    "events": one.events, "finished": int(one.finished),
                }
                for one in parts
            ],
        )  # fmt: skip


def advance(connection: Connection, builds: Sequence[Build], before: Part, after: Part) -> bool:
    """Move a part of some builds on, if nobody else has. False if somebody has, of any of them."""
    moved = connection.execute(
        PARTS.update()
        .where(
            tuple_(PARTS.c.view, PARTS.c.build).in_([(one.view, one.number) for one in builds]),
            PARTS.c.kind == before.kind, PARTS.c.part == before.number,
            PARTS.c.done == before.done, PARTS.c.finished == 0,
        )
        .values(done=after.done, events=after.events, finished=int(after.finished))
    )  # fmt: skip
    return moved.rowcount == len(builds)
