"""Making checkpoints and proofs of a record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from ...domain.counts import counted
from ...domain.errors import BadInput, Damaged, Refused
from ..record.port import Held, Record
from .checkpoints import checkpoint_text, consistency_text, proof_text
from .formats import (
    Checkpoint,
    Rejected,
    Unreadable,
    parse_checkpoint,
    parse_key,
    parse_proof,
    proves,
    signed,
)
from .keys import Signer
from .merkle import WIDTH, frontier


def read_checkpoint(text: str) -> Checkpoint:
    """A checkpoint as somebody gave it. Raises `BadInput`."""
    try:
        return parse_checkpoint(text)
    except Unreadable as error:
        raise BadInput(str(error)) from None


def checkpoint(
    record: Record, signer: Signer, now: datetime, every: int | timedelta | None
) -> Held | None:
    """See `Engine.checkpoint`."""
    position = record.head().position
    mine = [
        one for one in record.checkpoints() if parse_checkpoint(one.note).origin == signer.key.name
    ]
    for last in mine[-1:]:
        signed = parse_checkpoint(last.note)
        if signed.size > position or _root(record, signed.size) != signed.root:
            raise Damaged(
                "nothing was signed: the record does not continue the checkpoint of"
                f" {counted(signed.size, 'event')} that was signed before; find out with mandates"
                " audit verify"
            )
        if every is not None and not _due(last, position, now, every):
            return None
    if not position:  # to sign nothing would make a file of a path that was mistyped
        return None
    text = checkpoint_text(signer, position, _root(record, position))
    tail = b"".join(record.hashes(0, position - position % WIDTH, position))
    held = Held(position, now, signer.key.text(), text, tail)
    record.keep(held)
    return held


def _root(record: Record, size: int) -> bytes:
    """What the record says now. `Record.root` remembers: by a process that lives long, roots of
    what was lost in a failover, or changed since, would be signed."""
    return frontier(size, record.hashes).root()


def keep(record: Record, text: str, now: datetime) -> None:
    """See `Engine.keep`."""
    back = read_checkpoint(text)
    for held in record.checkpoints():
        if parse_checkpoint(held.note).note.text == back.note.text:
            try:
                if not signed(back, parse_key(held.key)):
                    raise Rejected("its own signature is not on it any more")
            except Rejected as error:
                raise BadInput(
                    f"the checkpoint of {counted(back.size, 'event')}: {error}"
                ) from None
            record.keep(Held(held.position, now, held.key, text, held.tail))
            return
    raise BadInput(f"this checkpoint of {counted(back.size, 'event')} was not made of this record")


def _due(last: Held, position: int, now: datetime, every: int | timedelta) -> bool:
    if isinstance(every, timedelta):
        return now - last.made_at >= every and position > last.position
    return position - last.position >= every


def prove(record: Record, positions: Sequence[int], text: str) -> tuple[int, str]:
    """See `Engine.prove`; of several positions, the last one that the checkpoint covers."""
    checkpoint = read_checkpoint(text)
    covered = [one for one in positions if one <= checkpoint.size]
    if not covered:
        raise BadInput(
            f"the checkpoint covers {counted(checkpoint.size, 'event')}, position {positions[0]}"
            " came later: make a newer one"
        )
    _check_reaches(record, checkpoint)
    position = covered[-1]
    state = next(record.states(position - 1))
    proof = proof_text(position - 1, state, checkpoint.size, text, record.hashes)
    if not proves(parse_proof(proof), state):
        raise Damaged(
            f"position {position} is not proven: the record is not what this checkpoint signed;"
            " find out with mandates audit verify --checkpoint FILE"
        )
    return position, proof


def consistency(record: Record, old_text: str, new_text: str) -> str:
    """See `Engine.consistency`."""
    old, new = read_checkpoint(old_text), read_checkpoint(new_text)
    if old.origin != new.origin:
        raise BadInput(f"{old.origin} and {new.origin} are two logs: no proof leads between them")
    if old.size > new.size:
        raise BadInput(
            f"the first checkpoint has {counted(old.size, 'event')}, the second {new.size}"
        )
    for one in (old, new):
        _check_reaches(record, one)
        if record.root(one.size) != one.root:
            raise Refused(
                f"the checkpoint of {counted(one.size, 'event')} is not of this record, or the"
                " record has changed: mandates audit verify --checkpoint FILE"
            )
    return consistency_text(old.size, new.size, new_text, record.hashes)


def _check_reaches(record: Record, checkpoint: Checkpoint) -> None:
    position = record.head().position
    if position < checkpoint.size:
        raise Damaged(
            f"the checkpoint was signed for {counted(checkpoint.size, 'event')} and the record has"
            f" {position}: its end was cut off, or it is another record"
        )
