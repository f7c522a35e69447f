"""What comes under agenda items as each mandate's own stream has it: a link that was voided there,
or with its mandate, counts for nothing on the agenda either."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..domain.mandate.state import Mandate
from ..domain.streams import mandate_stream
from .agenda import Found
from .search.folded import mandates_at
from .sources import Histories, Point


def items_of(record: Histories, at: Point, named: str | None) -> frozenset[str] | None:
    """The items under which a mandate comes (``A/RES/54/226#2.2``), or one of its occurrences
    (``A/RES/54/226#2.2/1``), at a point; None where none is named."""
    if named is None:
        return None
    symbol, _, act = named.partition("#")
    ordinal, _, number = act.partition("/")
    links = _links(record, at, [f"{symbol}#{ordinal}"])
    return frozenset(item for item, link in links if number in ("", link.rpartition("/")[2]))


def as_the_mandates_have_it(record: Histories, at: Point, found: Found) -> Found:
    """Items with those mandates alone that come under them at a point."""
    named = {link.rpartition("/")[0] for one in found.items for link in one.mandates}
    links = _links(record, at, sorted(named))
    items = tuple(
        one.model_copy(
            update={"mandates": tuple(each for each in one.mandates if (one.item, each) in links)}
        )
        for one in found.items
    )
    return replace(found, items=items)


def _links(record: Histories, at: Point, named: Iterable[str]) -> set[tuple[str, str]]:
    """Each item with the occurrence that comes under it, ``A/RES/54/226#2.2/1``."""
    streams = [mandate_stream(one) for one in named]
    mandates = mandates_at(record, streams, at.as_of, at.known_at).values()
    return {each for one in mandates for each in _of(one)}


def _of(mandate: Mandate) -> Iterable[tuple[str, str]]:
    for one in mandate.occurrences:
        for link in one.items:
            yield link.item, f"{mandate.id}/{one.number}"
