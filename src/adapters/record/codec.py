"""The stored document: how one event becomes bytes, and bytes an event again.

An event is stored as one UTF-8 JSON document with its keys in this order::

    {"tag": …, "stream": …, "version": …, "event_id": …, "envelope": {…}, "data": {…}}

``data`` is complete, so that old bytes keep their meaning when a default changes; of the envelope,
what is not given is left out. Bytes are never rewritten: upcasters act on what was read.

Which class a tag stands for comes from a registry handed in by the caller and from nowhere else: a
name found in a database is looked up, never imported or called.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cache, partial
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, ValidationError, create_model
from pydantic_core import to_json

from ...domain.days import day_from
from ...domain.errors import BadInput, Damaged
from ...domain.event import Envelope, Event, Recorded
from .controls import CONTROL, holds_control

Data = dict[str, Any]
Registry = Mapping[str, type[Event]]
Upcasters = Mapping[str, tuple[str, Callable[[Data], Data]]]
"""Old tag -> (next tag, pure function from the old shape's data to the next shape's)."""

TAG = b'{"tag":"'
Row = tuple[int, str, int, str, bytes]
"""Position, stream, version, tag and stored bytes of one event, as a recorder selects them."""


INSTANT = b',"envelope":{"recorded_at":"'
"""What stands before the instant of recording. No string before it can hold this: a quote in one is
written as two characters."""
_INDEX = b'","command_index":'
_EXACT = len("2001-09-12T12:00:00.000001Z")
_BEGIN, _DIGEST = b'{"recorded_at":"', b'"command_digest":'


def around_instant(state: bytes) -> tuple[bytes, bytes]:
    """The stored bytes before and after ``recorded_at``, for a database that writes it itself.

    It is written as RFC 3339 in UTC, with six decimals or, where they are zeros, none.
    """
    start = state.index(INSTANT) + len(INSTANT)
    return state[:start], state[state.index(b'"', start) :]


@cache
def _cut() -> Callable[[bytes], list[Any]]:
    """Cuts an array of documents apart and leaves each as it is. Imported once it is needed."""
    from msgspec import Raw
    from msgspec.json import Decoder

    return Decoder(list[Raw]).decode


def split(documents: bytes) -> list[tuple[str, bytes]]:
    """The tag and the stored bytes of each document in a JSON array; none if it is broken."""
    try:
        return [(tag_of(one), one) for one in map(bytes, _cut()(documents))]
    except ValueError:
        return []


def tag_of(state: bytes) -> str:
    """The tag in a stored document, where it stands first."""
    if not state.startswith(TAG):
        raise ValueError("no document begins so")
    return state[len(TAG) : state.index(b'"', len(TAG))].decode()


class _Document(BaseModel):
    model_config = ConfigDict(extra="forbid", defer_build=True)

    tag: str
    stream: str
    version: int
    event_id: UUID
    envelope: Envelope


class Document(_Document):
    """What is stored of one event. `_shape` narrows ``data`` to one class of events."""

    data: Event


class OldDocument(_Document):
    """What was stored under a tag that has been succeeded by another."""

    data: Data


Reader = Callable[..., Document]
"""Reads the stored bytes of one tag; given ``strict`` it takes no value of another type."""


@cache
def _shape(event_class: type[Event]) -> type[Document]:
    """The document of one class of events: one validator reads all of it in one pass.

    Made when the first such event is met, as most runs meet few classes.
    """
    return create_model("Document", __base__=Document, data=(event_class, ...))


@cache
def _validator(event_class: type[Event]) -> Reader:
    """The shape's validator itself, without the method around it: this is the load path."""
    shape = _shape(event_class)
    shape.model_rebuild()
    return shape.__pydantic_validator__.validate_json


@cache
def _writing(event_class: type[Event]) -> Callable[..., bytes]:
    """Writes the data of one class of events."""
    event_class.model_rebuild()
    return event_class.__pydantic_serializer__.to_json


@cache
def _reading(event_class: type[Event]) -> Callable[..., Event]:
    """Reads the data of one class of events."""
    event_class.model_rebuild()
    return event_class.__pydantic_validator__.validate_json


Form = tuple[type[Event], Callable[..., bytes], Callable[..., Event]]
"""A class of events, and what writes and reads their data; kept, as this is the append path."""


def name_of(event_id: object) -> str:
    """An event's id as text. Raises `BadInput` if it is none."""
    if type(event_id) is not UUID:
        raise BadInput(f"{event_id!r} is no id of an event: give a UUID")
    return in_json(event_id).decode()


_tag_in_json = cache(to_json)


def before_data(
    tag: str, stream: str, version: int, event_id: str, index: int, envelope: Written
) -> bytes:
    """The stored bytes up to the data; ``index`` is the event's place in its command."""
    instant, following, command_id, size, digest, rest = envelope
    return (
        b'{"tag":%b,"stream":%b,"version":%d,"event_id":"%b","envelope":{"recorded_at":"%b%b%b'
        b'","command_index":%d%b%b%b,"data":'
    ) % (
        _tag_in_json(tag), to_json(stream), version, event_id.encode(),
        instant, following, command_id, index, size, digest, rest,
    )  # fmt: skip


def in_json(one: datetime | UUID) -> bytes:
    """An instant in UTC, or an id, as documents hold it."""
    return to_json(one)[1:-1]  # in a third of the time of `isoformat`


def as_column(written: bytes) -> str:
    """What `in_json` gave as columns hold it, so that the order of texts is that of instants."""
    text = written.decode()
    return text if len(text) == _EXACT else f"{text[:-1]}.000000Z"


def as_text(instant: datetime) -> str:
    """An instant in UTC as columns hold it."""
    return as_column(in_json(instant))


def as_instant(text: str) -> datetime:
    """The instant that a column holds."""
    return datetime.fromisoformat(text)


Written = tuple[bytes, bytes, bytes, bytes, bytes, bytes]
"""The stored bytes of an envelope, without the event's place in its command: the instant, what
follows it, the command's id; and behind the place its size, its digest and the rest."""


def written(envelope: Envelope) -> Written:
    """The stored bytes of an envelope. Raises ValueError if it cannot be written."""
    whole = _writing_envelopes()(envelope, exclude_none=True)
    instant, command_id = in_json(envelope.recorded_at), in_json(envelope.command_id)
    digest = to_json(envelope.command_digest)
    place = whole.index(_INDEX)
    size, content = whole.index(b",", place + len(_INDEX)), whole.index(_DIGEST, place)
    content += len(_DIGEST)
    return (
        instant, whole[len(_BEGIN) + len(instant) : place - len(command_id)], command_id,
        whole[size:content], digest, whole[content + len(digest) :],
    )  # fmt: skip


@cache
def _writing_envelopes() -> Callable[..., bytes]:
    Envelope.model_rebuild()
    return Envelope.__pydantic_serializer__.to_json


class Codec:
    """Turns events into bytes and back, for the tags of one closed registry."""

    def __init__(self, registry: Registry, upcasters: Upcasters | None = None) -> None:
        self._registry = registry
        self._upcasters: Upcasters = upcasters or {}
        self._readers: dict[str, Reader] = {}
        self._forms: dict[str, Form] = {}

    def encode(self, recorded: Recorded) -> bytes:
        """The stored bytes of an event. Its position is not part of them."""
        event, envelope = recorded.event, recorded.envelope
        before = before_data(
            event.tag, recorded.stream, recorded.version, str(recorded.event_id),
            envelope.command_index, written(envelope),
        )  # fmt: skip
        return b"%b%b}" % (before, _writing(type(event))(event))

    def encode_checked(self, event: Event, before: bytes) -> tuple[bytes, Event]:
        """The stored bytes and the event that is read from them, after seeing that it is the same.

        Nothing can be taken back from the record, so nothing unreadable may enter it. Raises
        `BadInput` if the event's class is not the registry's, or if the event would come back
        changed (built without validation, a number that JSON does not know), or `holds_control`.
        What stands ``before`` its data holds an envelope that was validated: whatever its fields
        are, they are read as they are written.
        """
        form = self._forms.get(event.tag)
        if form is None or form[0] is not type(event):
            form = self._form(event)
        _, write, read_back = form
        try:
            # Asked to raise instead of to warn, the serializer would take twice as long; what it
            # warns of does not come back as it was.
            data = write(event)
            read = read_back(data, strict=True)
        except (ValueError, UserWarning) as error:
            raise BadInput(f"{event.tag} cannot be recorded: {first_line(error)}") from error
        if vars(read) != vars(event):  # of one class, so that is all there is
            raise BadInput(
                f"{event.tag} cannot be recorded: it would not be read as it was written"
            )
        state = b"%b%b}" % (before, data)
        if holds_control(state):
            raise BadInput(f"{event.tag} cannot be recorded: {CONTROL}")
        return state, read

    def _form(self, event: Event) -> Form:
        kind = type(event)
        if self._registry.get(event.tag) is not kind:
            raise BadInput(f"{kind.__name__} is not what {event.tag} stands for")
        return self._forms.setdefault(event.tag, (kind, _writing(kind), _reading(kind)))

    def decode(self, row: Row) -> Recorded:
        """The event of one row.

        Raises `Damaged` if the tag is unknown, if the bytes are not a document of that tag, or if
        they do not say the same stream, version and tag as the row.
        """
        position, stream, version, tag, state = row
        try:
            read = self._readers.get(tag) or self._reader(tag)
            document = read(state, strict=True)
            if document.tag != tag:
                raise ValueError(f"stored as {document.tag}")
            if document.stream != stream or document.version != version:
                raise ValueError(f"stored as {document.stream}, version {document.version}")
        except ValueError as error:
            where = f"position {position}, {stream}, version {version}, {tag}"
            raise Damaged(f"{where}: {first_line(error)}") from error
        envelope = document.envelope
        day = day_from(envelope.effective_on, envelope.recorded_at.date())
        return Recorded.on(
            day, position, stream, version, document.event_id, envelope, document.data
        )

    def decode_all(
        self, stream: str, positions: Sequence[int], documents: bytes
    ) -> tuple[Recorded, ...] | None:
        """The events of a stream from the JSON array of their documents; None if that is broken."""
        states = split(documents)
        if len(states) != len(positions):
            return None
        rows = zip(positions, states, strict=True)
        return tuple(
            self.decode((position, stream, version, tag, state))
            for version, (position, (tag, state)) in enumerate(rows, start=1)
        )

    def _reader(self, tag: str) -> Reader:
        """What reads the documents of a tag; kept, as this is the load path."""
        if tag in self._upcasters:
            return partial(self._read_old, tag)
        return self._readers.setdefault(tag, _validator(self._class(tag)))

    def _read_old(self, tag: str, state: bytes, *, strict: bool) -> Document:
        """The document as it is stored, with what its event has become."""
        old = OldDocument.model_validate_json(state, strict=strict)
        if old.tag != tag:
            raise ValueError(f"stored as {old.tag}")
        data = old.data
        while tag in self._upcasters:
            tag, upcast = self._upcasters[tag]
            try:
                data = upcast(data)
            except Exception as error:
                raise ValueError(f"cannot become {tag}: {error!r}") from error
        event = self._class(tag).model_validate_json(to_json(data), strict=strict)
        return Document(
            tag=old.tag,
            stream=old.stream,
            version=old.version,
            event_id=old.event_id,
            envelope=old.envelope,
            data=event,
        )

    def _class(self, tag: str) -> type[Event]:
        try:
            return self._registry[tag]
        except KeyError:
            raise ValueError("unknown tag") from None


def no_text(error: UnicodeEncodeError) -> BadInput:
    """What is wrong where a database was asked for what is no text: half of a character, as a
    terminal gives bytes that are none."""
    return BadInput(f"{error.object!r} is no text: give it in UTF-8")


def first_line(error: Exception) -> str:
    """What is wrong first, and where."""
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        return f"{'.'.join(map(str, first['loc'])) or 'document'}: {first['msg']}"
    return str(error)
