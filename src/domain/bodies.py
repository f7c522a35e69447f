"""Bodies that a user adds to those that everybody knows (`body`). A stream for each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, assert_never

from pydantic import AfterValidator

from . import body as known
from .command import Command
from .errors import Refused
from .event import Event, Recorded
from .fund import Name
from .void import Voided

_CODE = re.compile(r"[A-Za-z][A-Za-z0-9.\-]*", re.ASCII)
_ZONE = re.compile(r"UTC|[A-Za-z_]+(?:/[A-Za-z_+\-0-9]+)+", re.ASCII)


def _code(text: str) -> str:
    if _CODE.fullmatch(text.strip()) is None:
        raise ValueError(f"{text!r} is no code: write one word, such as HLC")
    return text.strip()


def _zone(text: str) -> str:
    if _ZONE.fullmatch(text.strip()) is None:
        raise ValueError(f"{text!r} is no time zone: write America/New_York")
    return text.strip()


Code = Annotated[str, AfterValidator(_code)]
Zone = Annotated[str, AfterValidator(_zone)]


class BodyAdded(Event):
    """There is a body of this code and name. ``seat`` is an IANA time zone, ``parent`` a code."""

    tag = "body.added.v1"
    code: Code
    name: Name
    seat: Zone = known.HEADQUARTERS
    parent: str | None = None


class BodyVoided(Voided):
    """An event of this body counts for nothing."""

    tag = "body.voided.v1"


BodyEvent = BodyAdded | BodyVoided


class AddBody(Command):
    """Add a body."""

    code: Code
    name: Name
    seat: Zone = known.HEADQUARTERS
    parent: str | None = None


def stream_of(code: str) -> str:
    """The stream of a body."""
    return f"body-{code}"


@dataclass(frozen=True, slots=True)
class AddedBody:
    """A body that was added."""

    code: str
    name: str
    seat: str
    parent: str | None = None

    @property
    def body(self) -> known.Body:
        """The body as the others are known."""
        above = (known.code_of(self.parent),) if self.parent else ()
        return known.Body(self.code, self.name, self.seat, above)


def evolve(added: AddedBody | None, recorded: Recorded) -> AddedBody | None:
    """The body after one more event. Never refuses."""
    event: BodyEvent = recorded.event  # type: ignore[assignment]  # the stream's own events
    match event:
        case BodyAdded():
            return AddedBody(event.code, event.name, event.seat, event.parent)
        case BodyVoided():
            return added
    assert_never(event)


def refusal(added: AddedBody | None, event: BodyEvent) -> str | None:
    """Why the event cannot happen to the body as it stands; None if it can."""
    if isinstance(event, BodyAdded) and added is not None:
        return f"it was added as {added.name} already"
    return None


def decide(added: AddedBody | None, command: AddBody) -> list[BodyAdded]:
    """What a wish does: nothing if the body is known so already. Raises `Refused`."""
    if known.body(command.code) is not None or known.body(command.name) is not None:
        raise Refused(f"body {command.code}: everybody knows a body of that code or name")
    parent = known.code_of(command.parent) if command.parent else None
    if parent == command.code:
        raise Refused(f"body {command.code}: it does not stand above itself")
    event = BodyAdded(code=command.code, name=command.name, seat=command.seat, parent=parent)
    if added == AddedBody(event.code, event.name, event.seat, event.parent):
        return []
    if reason := refusal(added, event):
        raise Refused(f"body {command.code}: {reason}")
    return [event]
