"""What every command has in common: the day on which it is judged and what it rests on."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from typing import Annotated
from unicodedata import category

from pydantic import AfterValidator, Field

from .days import PartialDay
from .errors import BadInput
from .event import Frozen, Source


def _said(text: str) -> str:
    if not text:  # blanks around it are gone by then
        raise ValueError("it is empty: say something")
    return text


def _shown(text: str) -> str:
    if any(category(one) == "Cc" and one not in "\t\r\n" for one in text):
        raise ValueError("a control character is in it")
    return text


def _named(text: str) -> str:
    name = " ".join(text.split())
    if not name:
        raise ValueError("a name is empty")
    return name


Words = Annotated[str, AfterValidator(_said)]
"""A reason or a remark that a person gives."""
Name = Annotated[str, AfterValidator(_named)]
"""What a fund, an entity, a body, a donor is called: with single blanks."""


class Command(Frozen):
    """A wish. It is judged on the state that is effective on its own day.

    ``on`` is the day from which the fact holds (or its month or year); None means the day on which
    the command is executed. ``note`` is free text that goes into the events' envelope for ever;
    ``internal`` is free text that lies beside the record and can be erased.
    """

    on: PartialDay | None = None
    source: Source | None = None
    note: str | None = None
    internal: Annotated[str, Field(min_length=1), AfterValidator(_shown)] | None = None

    def effective_on(self, today: date) -> PartialDay:
        """The day, month or year from which what it records holds."""
        return self.on or today.isoformat()

    @property
    def content(self) -> bytes:
        """The command as bytes: equal for equal wishes, whatever their default day became.

        Without the internal note: its digest stays in the record, where a text could be guessed.
        """
        without = None if self.internal is None else _INTERNAL
        body = _writing(type(self))(self, exclude_none=True, exclude=without)
        return b"%b %b" % (type(self).__name__.encode(), body)


_INTERNAL = {"internal"}


@cache
def _writing(kind: type[Command]) -> Callable[..., bytes]:
    kind.model_rebuild()
    return kind.__pydantic_serializer__.to_json


LARGEST = 16 * 2**20
"""Bytes of what commands say that are executed together."""


def digest(commands: Sequence[Command]) -> str:
    """The SHA-256 of the commands' content, in hexadecimal. Raises `BadInput` if it is too much, or
    no text: half of a character, which a JSON can say."""
    try:
        content = b"\n".join(command.content for command in commands)
    except ValueError as error:
        raise BadInput(f"nothing was recorded, as a text in it is none: {error}") from None
    if len(content) > LARGEST:
        raise BadInput(f"more than {LARGEST >> 20} MB in one command: nothing was recorded")
    return hashlib.sha256(content).hexdigest()
