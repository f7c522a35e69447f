"""No mandate is left carried on by one that counts for nothing: what it owed would be nobody's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .errors import Refused
from .fold import fold
from .mandate.evolve import evolve
from .mandate.state import Mandate
from .streams import identity_in, mandate_stream
from .void import Voided

if TYPE_CHECKING:
    from .judgement import Asking, Desk


def no_orphan(desk: Desk) -> Asking[None]:
    """Raises `Refused` where what was decided voids the adoption of a mandate that another was
    adapted to, merged into or replaced by, and leaves that one so."""
    voided = [one.stream for one in desk.verdicts if isinstance(one.event, Voided)]
    for stream in dict.fromkeys(voided):
        heir = fold(evolve, desk.recorded[stream]) if stream.startswith("mandate-") else None
        if not isinstance(heir, Mandate) or desk.state(stream, None) is not None:
            continue
        older = dict.fromkeys(link.mandate for link in heir.older if link.mandate is not None)
        yield from desk.ask(map(mandate_stream, older))
        for one in older:
            left = desk.state(mandate_stream(one), None)
            if isinstance(left, Mandate) and left.ended and left.ended.successor == heir.id:
                raise Refused(
                    f"{identity_in(stream)}: {one} was {left.ended.how} by it, and what that owed "
                    f"would be nobody's: void that first (`mandates history {one}` has its id)"
                )
