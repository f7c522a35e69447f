"""`execute`: many commands from a file, one after the other, each at most once."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from ....domain.counts import counted
from ....domain.errors import BadInput, MandatesError, Refused
from ... import intake
from ...files import failed
from ..database import opened
from ..desk import who
from ..group import Command
from ..progress import working

if TYPE_CHECKING:
    from ....engine import Engine
    from ...bulk import BadLine, Line

STDIN = "-"
_PIECE = 1 << 20


@click.command(cls=Command)
@click.argument("file", metavar="FILE")
@click.option(
    "--by", metavar="WHO", help="Who records lines that do not say; else MANDATES_BY, the login."
)
@click.option(
    "--keep-going", is_flag=True, help="Write lines that are refused to FILE.rejected.jsonl."
)
@click.option("--dry-run", is_flag=True, help="Judge all lines, one upon another; record nothing.")
@click.option("--json", "as_json", is_flag=True, help="A JSON document for each line on stdout.")
def execute(file: str, by: str | None, keep_going: bool, dry_run: bool, as_json: bool) -> None:
    """Execute a file of commands, one JSON object a line; - is stdin.

    A line names a command and its fields; a list of them is one transaction. The same file again
    executes nothing twice: a line without a command_id has one made of its content. It stops at
    the first line that is refused, and goes on from there when it is given again.

    \b
    {"command": "Note", "with": {"mandate": "A/RES/54/226#2.2", "text": "..."}, "by": "desk"}
    mandates execute facts.jsonl --dry-run
    mandates execute facts.jsonl --keep-going
    """
    from ...bulk import lines

    with opened() as engine, _source(file) as source, _rejects(file, keep_going) as rejects:
        steps = _count(file) if sys.stderr.isatty() else None
        run = _Run(engine, who(by), file, rejects, dry_run, as_json)
        with working("executing", steps) as advance:
            for line in lines(source):
                run.take(line)
                advance()
    if not as_json:
        click.echo(run.words())
    if run.rejected:
        raise Refused(
            f"{run.rejected} of {counted(run.lines, 'line')} rejected: see {rejects.path}"
        )


@dataclass(slots=True)
class _Rejects:
    """Where lines that are refused go; the file is made for the first of them, for its owner alone:
    they may hold internal notes."""

    path: Path
    keeping: bool
    file: IO[str] | None = None

    def add(self, number: int, reason: str, content: Any) -> None:
        """Write down a line and why it was rejected."""
        value = {"line": number, "reason": reason, "content": content}
        try:
            if self.file is None:
                self.file = open(self.path, "w", encoding="utf-8", opener=_private)  # noqa: SIM115 - closed by `_rejects`
            self.file.write(json.dumps(value, ensure_ascii=False) + "\n")
        except OSError as error:
            raise failed(self.path, "written", error) from None


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


@dataclass(slots=True)
class _Run:
    """One reading of a file: what became of its lines."""

    engine: Engine
    by: str
    name: str
    rejects: _Rejects
    dry_run: bool
    as_json: bool
    lines: int = 0
    recorded: int = 0
    events: int = 0
    before: int = 0
    nothing: int = 0
    rejected: int = 0
    start: int = 0
    target: Engine = field(init=False)

    def __post_init__(self) -> None:
        self.start = self.engine.status().position
        self.target = self.engine.rehearsal() if self.dry_run else self.engine

    def take(self, line: Line | BadLine) -> None:
        """Execute a line, or write down why not."""
        self.lines += 1
        where = f"{'stdin' if self.name == STDIN else self.name}:{line.number}"
        try:
            result = self._result(line)
        except (Refused, BadInput) as error:
            if not self.rejects.keeping:
                raise type(error)(f"{where}: {error}") from None
            self.rejected += 1
            self.rejects.add(line.number, str(error), line.content)
            result = {"result": "rejected", "reason": str(error)}
        except MandatesError as error:
            raise type(error)(f"{where}: {error}") from None
        if self.as_json:
            click.echo(json.dumps({"line": line.number, **result}, ensure_ascii=False))

    def _result(self, line: Line | BadLine) -> dict[str, Any]:
        from ...bulk import BadLine

        if isinstance(line, BadLine):
            raise BadInput(line.reason)
        answer = self.target.execute(
            line.commands, by=line.by or self.by, on_behalf_of=line.on_behalf_of,
            command_id=line.command_id, correlation_id=line.correlation_id,
        )  # fmt: skip
        positions = [one for one in answer.positions if one]
        if not answer.recorded:
            self.nothing += 1
            word = "nothing"
        elif positions and positions[-1] <= self.start:
            self.before += 1
            word = "before"
        else:
            self.recorded += 1
            self.events += len(answer.recorded)
            word = "would_record" if self.dry_run else "recorded"
        return {"result": word, "command_id": str(answer.command_id), "positions": positions}

    def words(self) -> str:
        """What became of the lines, in one line."""
        events = counted(self.events, "event")
        told = [
            (self.recorded, f"{'would record' if self.dry_run else 'recorded'} {events}"),
            (self.before, "recorded before"),
            (self.nothing, "so already"),
            (self.rejected, "rejected"),
        ]
        said = [f"{count} {what}" for count, what in told if count]
        lines = counted(self.lines, "line")
        return ": ".join([lines, ", ".join(said) or "nothing to execute"])


@contextmanager
def _source(file: str) -> Generator[Iterator[bytes]]:
    if file == STDIN:
        yield intake.lines_of(sys.stdin.buffer)
        return
    try:
        source = Path(file).open("rb")  # noqa: SIM115 - closed below: only opening is judged here
    except OSError as error:
        raise failed(file, "read", error) from None
    with source:
        yield intake.lines_of(source)


@contextmanager
def _rejects(file: str, keeping: bool) -> Generator[_Rejects]:
    path = Path("stdin" if file == STDIN else file).with_suffix(".rejected.jsonl")
    found = _Rejects(path, keeping)
    if keeping:
        path.unlink(missing_ok=True)  # of an earlier run: what it says may be so no longer
    try:
        yield found
    finally:
        if found.file is not None:
            found.file.close()


def _count(file: str) -> int | None:
    """How many lines a file has, for the progress bar."""
    if file == STDIN:
        return None
    with Path(file).open("rb") as source:
        return sum(piece.count(b"\n") for piece in iter(lambda: source.read(_PIECE), b"")) or 1
