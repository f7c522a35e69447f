"""Bodies that a user adds to those that everybody knows (`body`). A stream for each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, assert_never

from pydantic import AfterValidator

from . import body as known
from .command import Command, Name
from .errors import Refused, Unknown
from .event import Event, Recorded
from .fold import fold
from .replacing import replace
from .symbol import Authority
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


class BodyRenamed(Event):
    """It goes by another name; what was given to it or by it under the old one stays with it."""

    tag = "body.renamed.v1"
    name: Name
    authority: Authority | None = None


class BodyVoided(Voided):
    """An event of this body counts for nothing."""

    tag = "body.voided.v1"


BodyEvent = BodyAdded | BodyRenamed | BodyVoided


class AddBody(Command):
    """Add a body."""

    code: Code
    name: Name
    seat: Zone = known.HEADQUARTERS
    parent: str | None = None


class RenameBody(Command):
    """Give a body that was added another name."""

    code: Code
    name: Name
    authority: Authority | None = None


BodyCommand = AddBody | RenameBody

EVERY = "body-"
"""Names the streams of all bodies, where a rule asks for whatever bodies there are."""


def stream_of(code: str) -> str:
    """The stream of a body."""
    return f"body-{code}"


@dataclass(frozen=True)
class AddedBody:
    """A body that was added, under its present name; ``former`` are those before it."""

    code: str
    name: str
    seat: str
    parent: str | None = None
    former: tuple[str, ...] = ()

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
        case BodyRenamed():
            if added is None:
                return None
            return replace(added, name=event.name, former=(*added.former, added.name))
        case BodyVoided():
            return added
    assert_never(event)


def refusal(added: AddedBody | None, event: BodyEvent) -> str | None:
    """Why the event cannot happen to the body as it stands; None if it can."""
    if isinstance(event, BodyAdded) and added is not None:
        return f"it was added as {added.name} already"
    if isinstance(event, BodyRenamed) and added is None:
        return "it was not added by then"
    return None


@dataclass(frozen=True, slots=True)
class Bodies:
    """All bodies that were added, by their codes. A value: it never changes.

    A body is one under all its names, whatever the day: what a text of 1995 says of a committee is
    said of the one that was renamed in 2003 and given a code today.
    """

    added: Mapping[str, AddedBody] = field(default_factory=dict[str, AddedBody])

    def of(self, text: str) -> AddedBody | None:
        """The added body of that code or name; None where there is none, or everybody knows it."""
        if not self.added or known.body(text) is not None:
            return None
        wanted = _key(text)
        return next((one for one in self.added.values() if wanted in map(_key, _names(one))), None)

    def code_of(self, text: str) -> str:
        """The code of a body; one that is not known is its own code."""
        found = self.of(text)
        return found.code if found else known.code_of(text)

    def session(self, session: str) -> str:
        """The identity of a session, with the code of its body for any of its names."""
        body, slash, number = session.partition("/")
        return f"{self.code_of(body)}{slash}{number}"

    def spellings(self, session: str) -> tuple[str, ...]:
        """All identities under which a session may stand in the record, that by its code first."""
        body, _, number = session.partition("/")
        found = self.of(body)
        if found is None:
            return (session,)
        return tuple(f"{name}/{number}" for name in dict.fromkeys(_names(found)))

    def above(self, text: str) -> tuple[str, ...] | None:
        """The codes of the bodies above an added one, the nearest first, over any number of steps.

        None for a body that was not added. ``mandates.domain.body`` knows the others.
        """
        found = self.of(text)
        return tuple(dict.fromkeys(self._above(found))) if found else None

    def _above(self, body: AddedBody) -> Iterator[str]:
        seen = {body.code}
        below: AddedBody | None = body
        while below is not None and below.parent is not None and below.parent not in seen:
            seen.add(below.parent)
            yield below.parent
            everybodys = known.body(below.parent)
            if everybodys is not None:
                yield from everybodys.above
            below = self.added.get(below.parent)


NO_BODIES = Bodies()
"""Where none was added."""


def _names(body: AddedBody) -> tuple[str, ...]:
    return (body.code, body.name, *body.former)


def _key(name: str) -> str:
    return re.sub(r"^the\s+", "", " ".join(name.split()).casefold())


def bodies_in(histories: Mapping[str, Sequence[Recorded]], known_at: int | None = None) -> Bodies:
    """The bodies among the histories of some streams, as known at a position, whatever the day."""
    states = (
        fold(evolve, events, None, known_at)
        for stream, events in histories.items()
        if stream.startswith(EVERY)
    )
    return Bodies({one.code: one for one in states if one is not None})


def decide(added: AddedBody | None, command: BodyCommand, bodies: Bodies) -> list[BodyEvent]:
    """What a wish does: nothing if the body is known so already.

    Raises `Refused`; `Unknown` for a parent, or a body to be renamed, that nobody added.
    """
    event = _wish(command)
    if known.body(command.code) is not None or known.body(command.name) is not None:
        raise Refused(f"body {command.code}: everybody knows a body of that code or name")
    if isinstance(event, BodyAdded) and event.parent is not None:
        _parent(event, bodies)
    if _already(added, event):
        return []
    if reason := refusal(added, event):
        raise Refused(f"body {command.code}: {reason}")
    for text in (command.code, command.name):
        other = bodies.of(text)
        if other is not None and other.code != command.code:
            raise Refused(f"body {command.code}: {text} is {other.code} ({other.name}) already")
    return [event]


def _wish(command: BodyCommand) -> BodyAdded | BodyRenamed:
    if isinstance(command, RenameBody):
        return BodyRenamed(name=command.name, authority=command.authority)
    parent = known.code_of(command.parent) if command.parent else None
    return BodyAdded(code=command.code, name=command.name, seat=command.seat, parent=parent)


def _already(added: AddedBody | None, event: BodyAdded | BodyRenamed) -> bool:
    if added is None:
        return False
    if isinstance(event, BodyRenamed):
        return added.name == event.name
    return replace(added, former=()) == AddedBody(event.code, event.name, event.seat, event.parent)


def _parent(event: BodyAdded, bodies: Bodies) -> None:
    if event.parent == event.code:
        raise Refused(f"body {event.code}: it does not stand above itself")
    if known.body(event.parent or "") is None and event.parent not in bodies.added:
        raise Unknown(
            f"{event.parent!r} is no body: `mandates body list` shows all; add it first with "
            f"`mandates body add {event.parent} NAME`"
        )
