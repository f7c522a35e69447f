"""Commands that record: what they have in common, from the options to the lines that tell."""

from __future__ import annotations

import functools
import getpass
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

import click

from ...domain.errors import BadInput
from . import choices, tables, values
from .database import opened
from .errors import misfit
from .shapes import event_json, event_line
from .values import Reference, Target

if TYPE_CHECKING:
    from pydantic import BaseModel

    from ...domain.command import Command
    from ...engine import Answer, Engine

    Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Desk:
    """What a recording command was given besides its own options, and the engine that records."""

    engine: Engine
    by: str
    on: str | None
    ref: Reference | None
    source: str | None
    confidence: str | None
    occurrence: int | None
    note: str | None
    internal: str | None
    command_id: UUID | None
    dry_run: bool
    json: bool
    targets: tuple[Target, ...] = ()

    def build(self, kind: type[Model], /, **fields: Any) -> Model:
        """A command of a kind with the common fields filled in.

        ``--ref`` is its authority where it has one, else the symbol of its source.
        """
        from pydantic import ValidationError

        known = kind.model_fields
        common: dict[str, Any] = {
            "on": self.on, "note": self.note, "source": self._source("authority" not in known),
            "internal": self.internal,
        }  # fmt: skip
        if "authority" in known:
            common["authority"] = self.ref.authority if self.ref else None
            named = self.ref is not None or "authority" in fields
            if not named and known["authority"].is_required():
                raise click.UsageError("say what it rests on: --ref A/RES/72/237")
        try:
            return kind(**{**common, **fields})
        except ValidationError as error:
            raise misfit(error) from None

    def _source(self, with_symbol: bool) -> Any:
        from pydantic import ValidationError

        from ...domain.event import Confidence, Source

        symbol = self.ref.authority if self.ref and with_symbol else None
        paragraph = self.ref.paragraph if self.ref else None
        if paragraph and self.ref:
            symbol = self.ref.authority
        url = self.source if self.source and "://" in self.source else None
        if self.source and url is None:
            symbol = symbol or self.source
        if not (symbol or url or self.confidence):
            return None
        confidence = Confidence(self.confidence) if self.confidence else Confidence.SOURCED
        try:
            return Source(symbol=symbol, paragraph=paragraph, url=url, confidence=confidence)
        except ValidationError as error:
            raise misfit(error, "--source") from None

    def each(self, kind: type[Model], **fields: Any) -> list[Model]:
        """A command of a kind for each mandate that was named."""
        return [
            self.build(kind, mandate=one.mandate, **self._numbered(kind, one), **fields)
            for one in self.named()
        ]

    def named(self) -> tuple[Target, ...]:
        """The mandates that were named, at least one."""
        if not self.targets:
            raise click.UsageError("name a mandate, such as A/RES/54/226#2.2")
        return self.targets

    def number(self, target: Target) -> int | None:
        """The occurrence that is meant: the mandate's own, else ``--occurrence``."""
        return target.occurrence if target.occurrence is not None else self.occurrence

    def _numbered(self, kind: type[Model], target: Target) -> dict[str, int | None]:
        number = self.number(target)
        if "occurrence" in kind.model_fields:
            return {"occurrence": number}
        if number is not None:
            raise click.UsageError("this concerns the whole mandate: leave the occurrence out")
        return {}

    def parted(self, words: Iterable[str]) -> tuple[Desk, tuple[str, ...]]:
        """The desk with the mandates among some words, and the words that are none."""
        named: list[Target] = []
        bare: list[str] = []
        for word in words:
            if "#" in word:
                named += values.MANDATES.convert(word, None, click.get_current_context())
            else:
                bare.append(word)
        return replace(self, targets=tuple(dict.fromkeys(named))), tuple(bare)

    def decided(self, *days: str | date | None) -> Desk:
        """The desk on the day of a decision: as given, else today, but never after a day that it
        sets."""
        from ...domain.days import first_day

        if self.on is not None:
            return self
        known = (one if isinstance(one, date) else first_day(one) for one in days if one)
        first, today = min(known, default=None), datetime.now(UTC).date()
        return replace(self, on=first.isoformat()) if first and first < today else self

    def without_note(self) -> Desk:
        """The desk, with the remark said otherwise."""
        return replace(self, note=None)

    def execute(self, commands: Command | Sequence[Command]) -> Answer:
        """Record what was asked, or with ``--dry-run`` only judge it."""
        return self.engine.execute(
            commands, by=self.by, command_id=self.command_id, dry_run=self.dry_run
        )

    def record(self, commands: Command | Sequence[Command], nothing: str | None = None) -> Answer:
        """Record what was asked and tell what was recorded."""
        answer = self.execute(commands)
        self.tell(answer, nothing)
        return answer

    def tell(self, answer: Answer, nothing: str | None = None, **more: Any) -> None:
        """Say what was recorded, a line for each event; ``nothing`` is said if there is none."""
        if self.json:
            dry = {"dry_run": True} if self.dry_run else {}
            tables.give(
                {
                    "command_id": str(answer.command_id),
                    "positions": [] if self.dry_run else list(answer.positions),
                    "events": [event_json(one) for one in answer.recorded],
                    **dry,
                    **more,
                }
            )
            return
        for one in answer.recorded:
            click.echo(event_line(one))
        if not answer.recorded:
            click.echo(nothing or "it is so already: nothing recorded")
        elif self.dry_run:
            click.echo("dry run: nothing recorded")


_COMMON: tuple[Callable[..., Any], ...] = (
    click.option("--by", metavar="WHO", help="Who records it; else MANDATES_BY, else the login."),
    click.option(
        "--on", type=values.PARTIAL, metavar="D",
        help="From when on it holds: a day, a month or a year; else today.",
    ),
    click.option(
        "--ref", type=values.REFERENCE, metavar="AUTHORITY",
        help="What it rests on: A/RES/72/237, decision 73/553, A/C.2/58/SR.17.",
    ),
    click.option("--source", metavar="URL", help="Where that can be read."),
    click.option(
        "--confidence", type=values.Word(choices.CONFIDENCES), help="How sure it is; else sourced."
    ),
    click.option("--note", metavar="T", help="A remark that stays with what is recorded."),
    click.option(
        "--internal", metavar="T",
        help="A note for this office alone: beside the record, in no export, can be erased.",
    ),
    click.option(
        "--command-id", type=click.UUID, metavar="UUID",
        help="Sent again with the same id, it is recorded once.",
    ),
    click.option("--dry-run", is_flag=True, help="Judge it and record nothing."),
    click.option("--json", is_flag=True, help="One JSON document on stdout."),
)  # fmt: skip
_OCCURRENCE = click.option(
    "--occurrence",
    type=click.IntRange(min=1),
    metavar="N",
    help="Which due point is meant; else the open one. ID/2 says the same.",
)
_TAKEN = (
    "by", "on", "ref", "source", "confidence", "occurrence", "note", "internal", "command_id",
    "dry_run", "json",
)  # fmt: skip


def recording(
    *, occurrence: bool = False, mandates: bool = True
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Make a function of `Desk` a recording command, with the options that all of them take.

    ``mandates``: it takes ``ID...``; ``occurrence``: it concerns one due point of each.
    """

    def made(function: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(function)
        def recording_command(**given: Any) -> None:
            targets = tuple(_flat(given.pop("ids", ())))
            given.setdefault("occurrence", None)
            common = {name: given.pop(name) for name in _TAKEN}
            common["by"] = who(common["by"])
            with opened() as engine:
                function(Desk(engine, **common, targets=targets), **given)

        command: Callable[..., None] = recording_command
        for option in reversed((*((_OCCURRENCE,) if occurrence else ()), *_COMMON)):
            command = option(command)
        if mandates:
            command = click.argument("ids", metavar="ID...", nargs=-1, type=values.MANDATES)(
                command
            )
        return command

    return made


def event_id(desk: Desk, text: str) -> UUID:
    """The id of an event that is named by it, or by its position."""
    if text.isdecimal():
        found = next(desk.engine.events(after=int(text) - 1), None) if int(text) else None
        if found is None:
            raise BadInput(f"there is no event at position {text}")
        return found.event_id
    try:
        return UUID(text)
    except ValueError:
        raise BadInput(
            f"{text!r} is no event: give its id or its position, as `mandates history` shows"
        ) from None


def _flat(named: Iterable[tuple[Target, ...]]) -> Iterable[Target]:
    return dict.fromkeys(one for some in named for one in some)


def who(by: str | None = None) -> str:
    """Who records: ``by``, else MANDATES_BY, else the login. Raises `BadInput` for nobody."""
    if by is not None:
        if not by.strip():
            raise BadInput("--by names nobody: say who records this")
        return by
    named = os.environ.get("MANDATES_BY")
    if named:
        return named
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        raise BadInput("nobody is logged in: say who records this with --by WHO") from None
