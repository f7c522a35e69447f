"""The purse at a point: from the view where it can be, else folded from the texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from ..domain.event import Recorded
from ..domain.fold import fold
from ..domain.instrument import evolve as evolve_text
from .funding import Funding, links
from .money import NO_MONEY, Purse
from .sources import Histories, Point, Views

FUNDING = Funding()


def purse_at(record: Histories, views: Views, at: Point) -> Purse:
    """What was said about the budget of texts, as true and as known at a point.

    Where nothing was said about any, that is one look into an empty table.
    """
    with views.read(FUNDING, at.known_at) as snapshot:
        if snapshot is None or snapshot.position < at.known_at:
            return folded(record.histories("instrument-"), at.as_of, at.known_at)
        texts = FUNDING.texts(snapshot, at)
        return Purse.of(texts, FUNDING.newer(snapshot, at)) if texts else NO_MONEY


def folded(histories: Mapping[str, Sequence[Recorded]], as_of: date, known_at: int | None) -> Purse:
    """The purse of some texts, folded from their events."""
    folded = (fold(evolve_text, one, as_of, known_at) for one in histories.values())
    texts = [one for one in folded if one is not None]
    return Purse.of(texts, [link for one in texts for link in links(one)])
