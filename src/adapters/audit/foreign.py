"""What of another record this one may hold: what nobody could read or fold would stay for ever."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from ...domain.days import FIRST, LAST
from ...domain.event import Recorded
from ..record.codec import TAG, Codec, tag_of
from ..record.controls import CONTROL, holds_control
from ..record.port import Held, Stored
from .formats import Rejected, Unreadable, parse_checkpoint, parse_key
from .merkle import SIZE, WIDTH

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)


def check_event(row: Stored, codec: Codec) -> None:
    """That an event is one that this release could have recorded.

    Raises `Damaged`, with its position, where its bytes are no event of a known tag, and `Rejected`
    where they are written or say something that no index and no view could take in.
    """
    position, stream, version, tag, *_, state = row
    recorded = codec.decode((position, stream, version, tag, state))
    if (wrong := _wrong(row, recorded)) is not None:
        raise Rejected(f"position {position}: {wrong}")


def _wrong(row: Stored, recorded: Recorded) -> str | None:
    state, recorded_at, kind = row[11], row[8], recorded.event.tag.partition(".")[0]
    if not state.startswith(TAG) or tag_of(state) != row[3]:
        return "it is not written as the record writes it, its tag first"
    if not recorded.stream.removeprefix(f"{kind}-") or not recorded.stream.startswith(f"{kind}-"):
        return f"{recorded.event.tag} does not belong on {recorded.stream}"
    if not _INSTANT.fullmatch(recorded_at or ""):
        return f"recorded_at is {recorded_at!r}: it is no instant as the record writes it"
    if not FIRST < recorded.recorded_on < LAST:
        return f"it was recorded outside the years {FIRST.year} to {LAST.year}"
    return CONTROL if holds_control(state) else None


def held(note: str, said: dict[str, str], leaves: bytes) -> Held:
    """A checkpoint, to be kept as it came. Raises `Rejected`."""
    try:
        size = parse_checkpoint(note).size
        parse_key(said["key"])
        made_at = datetime.fromisoformat(said["made_at"])
        if "\0" in note + said["key"] or made_at.utcoffset() is None:
            raise ValueError("no text or no instant")
        tail = leaves[(size - size % WIDTH) * SIZE : size * SIZE]
        return Held(size, made_at.astimezone(UTC), said["key"], note, tail)
    except (Unreadable, KeyError, TypeError, ValueError, OverflowError) as error:
        raise Rejected(f"a checkpoint is not what it should be: {error}") from None
