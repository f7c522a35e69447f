"""Mandates at a point, folded from what the record holds of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ...domain.fold import fold
from ...domain.mandate.evolve import evolve
from ...domain.mandate.state import Mandate
from ..register import MANDATE
from ..sources import Histories, Stored

CHUNK = 500


def mandates_at(
    record: Histories, streams: Sequence[str], as_of: date, known_at: int
) -> dict[str, Mandate]:
    """The mandates that stood on a day, as known at a position, by stream. Holds what is stored of
    a few hundred at a time.

    From partly decoded events, which takes a fraction of the time; where these do not tell, by the
    one fold. Raises `Damaged` for an event that cannot be decoded.
    """
    found: dict[str, Mandate] = {}
    for start in range(0, len(streams), CHUNK):
        for one in record.bundles_of(streams[start : start + CHUNK], known_at):
            mandate = _swiftly(one, as_of)
            if mandate is None:
                mandate = fold(evolve, record.history(one), as_of, known_at)
            if mandate is not None:
                found[one.stream] = mandate
    return found


def _swiftly(one: Stored, as_of: date) -> Mandate | None:
    from ..lens.documents import decode
    from ..lens.life import life

    decoded = decode(one.stream, len(one.positions), one.documents)
    if decoded is None:
        return None
    try:
        state = life(one.positions).on(decoded, as_of.isoformat())
    except ValueError:  # the one fold is the judge: it knows better or says what is wrong
        return None
    return None if state is None else MANDATE.validate_json(state)
