"""A witness: it remembers the last checkpoint of each log, and signs only what continues it."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...domain.counts import counted
from ...domain.errors import BadInput, Refused
from ..files import alone, write_text
from ..intake import json_of
from .checkpoints import cosignature
from .formats import (
    Checkpoint,
    Key,
    Rejected,
    Unreadable,
    consistent,
    decoded,
    parse_checkpoint,
    parse_key,
)
from .formats import signed as is_signed
from .keys import Signer, read_text

Consistency = Callable[[int, int], list[bytes]]
"""The proof from a tree of the first size to one of the second, as the log gives it."""


@dataclass(frozen=True, slots=True)
class Request:
    """A checkpoint to be cosigned, with the proof that came with it, if one did."""

    text: str
    checkpoint: Checkpoint
    old: int | None = None
    path: tuple[bytes, ...] = ()


def request(text: str) -> Request:
    """What a log asks of a witness: a checkpoint, alone or after a proof (C2SP tlog-witness)."""

    try:
        match = re.match(r"old (0|[1-9][0-9]{0,18})\n((?:\S+\n)*)\n", text)
        if match is None:
            return Request(text, parse_checkpoint(text))
        path = tuple(decoded(line) for line in match[2].split())
        rest = text[match.end() :]
        return Request(rest, parse_checkpoint(rest), int(match[1]), path)
    except Unreadable as error:
        raise BadInput(str(error)) from None


@dataclass(frozen=True, slots=True)
class Cosigned:
    """A checkpoint with this witness's line; ``first`` where it had seen none of that log."""

    text: str
    checkpoint: Checkpoint
    after: int
    first: bool


def cosign(
    signer: Signer, asked: Request, seen: Path, log: Key | None, prove: Consistency | None
) -> Cosigned:
    """Cosign a checkpoint that continues the last one of its log that ``seen`` remembers.

    ``log`` is the log's public key, needed where ``seen`` knows none; ``prove`` is asked for a
    proof where none came along. What is cosigned is remembered, durably, before anybody gets it.
    Raises `Refused` for a checkpoint that is not the log's or does not continue the last one: then
    two histories were signed with one key, and both checkpoints are the evidence.
    """
    checkpoint = asked.checkpoint
    with alone(seen):
        known = _read(seen)
        mine: dict[str, str] | None = known.get(checkpoint.origin)
        key = parse_key(mine["key"]) if mine else log
        if key is None:
            raise BadInput(f"no checkpoint of {checkpoint.origin} was seen yet: give --public-key")
        if log is not None and log != key:
            raise Refused(f"{checkpoint.origin} signed with another key before: {key.text()}")
        _check_signed(checkpoint, key, signer)
        after = 0
        if mine:
            last = parse_checkpoint(mine["checkpoint"])
            after = last.size
            _check_continues(last, asked, prove)
        text = asked.text + cosignature(signer, checkpoint, int(time.time()))
        known[checkpoint.origin] = {"key": key.text(), "checkpoint": asked.text}
        write_text(seen, json.dumps(known, indent=1, ensure_ascii=False) + "\n")
    return Cosigned(text, checkpoint, after, mine is None)


def _check_signed(checkpoint: Checkpoint, key: Key, signer: Signer) -> None:
    try:
        if not is_signed(checkpoint, key):
            raise Rejected(f"{checkpoint.origin} did not sign this checkpoint with {key.text()}")
    except Rejected as error:
        raise Refused(f"not cosigned: {error}") from None
    if signer.key.public == key.public:
        raise Refused("not cosigned: a log cannot be its own witness, use another key")


def _check_continues(last: Checkpoint, asked: Request, prove: Consistency | None) -> None:
    new = asked.checkpoint
    if new.size < last.size:
        raise Refused(
            f"not cosigned: {new.origin} had {counted(last.size, 'event')} and now shows"
            f" {new.size}: an older checkpoint, or its end was cut off"
        )
    path: list[bytes] = []
    if 0 < last.size < new.size:
        if asked.old == last.size:
            path = list(asked.path)
        elif prove is not None:
            path = prove(last.size, new.size)
        else:
            raise BadInput(
                f"the last checkpoint seen is of {counted(last.size, 'event')}: give the proof from"
                " there (mandates audit consistency), or --db"
            )
    if not consistent(last.size, last.root, new.size, new.root, path):
        raise Refused(
            f"not cosigned: {new.origin} signed two histories. The checkpoint of"
            f" {counted(new.size, 'event')} does not continue the one of {last.size} that was seen:"
            " keep both, they are the evidence"
        )


def _read(seen: Path) -> dict[str, Any]:
    if not seen.exists():
        return {}
    try:
        known: dict[str, Any] = json_of(read_text(seen))
        for one in known.values():
            parse_key(one["key"])
            parse_checkpoint(one["checkpoint"])
    except (BadInput, Unreadable, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise BadInput(f"{seen} is not what a witness has seen: name another file") from None
    return known
