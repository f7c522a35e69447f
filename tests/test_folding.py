"""Folding whole streams from what is stored gives every view the rows of the one fold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pytest
from hypothesis import given as drawn
from test_lens import CODEC, stored
from test_lens import lives as common_lives
from test_views import GOLDEN, lives

from mandates.adapters.feed.folding import Folding, Found, Unfoldable
from mandates.adapters.feed.tables import tables, tuples
from mandates.adapters.record.port import Bundle
from mandates.domain.event import Recorded
from mandates.projections.questions import VIEWS
from mandates.projections.search.held import REGISTER
from mandates.projections.view import View
from spec import M, adopted, record

STREAM = f"mandate-{M}"


class Stored:
    """A record that decodes what it is given."""

    def history(self, bundle: Bundle) -> tuple[Recorded, ...]:
        found = CODEC.decode_all(bundle.stream, bundle.positions, bundle.documents)
        assert found is not None
        return found

    def read(self, after: int = 0, limit: int | None = None) -> Iterable[Recorded]:
        raise AssertionError("nothing is damaged")


def bundle(history: Sequence[Recorded]) -> Bundle:
    return Bundle(history[0].stream, [one.position for one in history], stored(history))


def fully(view: View, history: Sequence[Recorded]) -> dict[str, Any]:
    rows = tuples(tables(view, 1), view.rows(history[0].stream, history))
    return {name: sorted(some, key=str) for name, some in rows.items() if some}


def folded(histories: Sequence[Sequence[Recorded]], views: Sequence[View]) -> Found:
    return Folding(Stored(), views).rows([bundle(one) for one in histories])


def of(found: Found, view: View) -> dict[str, Any]:
    return {name: sorted(rows, key=str) for name, rows in found[view.name].items() if rows}


@drawn(lives())
def test_any_life_with_voids_and_endings_is_folded_from_what_is_stored(
    history: tuple[Recorded, ...],
) -> None:
    views = [view for view in VIEWS if "mandate" in view.kinds]
    found = folded([history], views)
    for view in views:
        assert of(found, view) == fully(view, history), view.name


@drawn(common_lives())
def test_a_life_of_what_happens_most_is_folded_from_what_is_stored(
    history: tuple[Recorded, ...],
) -> None:
    views = [view for view in VIEWS if "mandate" in view.kinds]
    found = folded([history], views)
    for view in views:
        assert of(found, view) == fully(view, history), view.name


def test_streams_of_several_kinds_are_folded_by_the_views_that_know_them() -> None:
    streams: dict[str, list[Recorded]] = {}
    for one in GOLDEN:
        streams.setdefault(one.stream, []).append(one)
    for view in VIEWS:
        known = [one for name, one in streams.items() if name.split("-")[0] in view.kinds]
        expected: dict[str, list[Any]] = {}
        for history in known:
            for name, rows in fully(view, history).items():
                expected.setdefault(name, []).extend(rows)
        found = of(folded(known, [view]), view)
        assert found == {name: sorted(rows, key=str) for name, rows in expected.items()}, view.name


def test_a_fault_of_a_view_is_named_with_the_event_at_which_it_comes() -> None:
    class Faulty:
        name, version, kinds, tables = "faulty", 1, ("mandate",), REGISTER.tables

        def rows(self, stream: str, history: Sequence[Recorded]) -> Any:
            if len(history) > 1:
                raise KeyError("a fault")
            return {}

    history = record(adopted(), adopted(), adopted())
    with pytest.raises(Unfoldable, match="view faulty cannot apply event 2: KeyError"):
        folded([history], [Faulty()])
