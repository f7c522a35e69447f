"""Numbers that nobody can be given are refused where they are said, and no database is asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from host import adoption

from mandates import AgendaQuery, BadInput, Engine, RegisterQuery, Unknown, WorkloadQuery

NONE: list[Any] = [10**30, 2**63, 2**63 - 1, 10**9 + 1, -1, -(10**30), 1.5, "3"]
QUERIES: list[Callable[[Any], object]] = [
    lambda limit: RegisterQuery(limit=limit),
    lambda limit: AgendaQuery(limit=limit),
    lambda limit: WorkloadQuery(limit=limit),
]
MOST = 10**9


@pytest.mark.parametrize("query", QUERIES, ids=["register", "agenda", "workload"])
@pytest.mark.parametrize("limit", NONE)
def test_a_query_takes_no_limit_that_no_answer_has(
    query: Callable[[Any], object], limit: Any
) -> None:
    with pytest.raises(BadInput, match="give a whole number from 0 to 1000000000"):
        query(limit)


@pytest.mark.parametrize("number", NONE)
def test_nor_does_the_list_of_texts(engine: Engine, number: Any) -> None:
    engine.execute(adoption(), by="desk")
    with pytest.raises(BadInput, match="limit is"):
        engine.instruments(limit=number)
    with pytest.raises(BadInput, match="offset is"):
        engine.instruments(offset=number)


def test_the_largest_and_the_smallest_limit_are_answered(engine: Engine) -> None:
    engine.execute(adoption(), by="desk")
    for at in None, date(2002, 1, 1):
        assert len(engine.register(RegisterQuery(limit=MOST), as_of=at).items) == 1
        assert engine.register(RegisterQuery(limit=0), as_of=at).items == ()
        assert engine.agenda(AgendaQuery(limit=MOST), as_of=at).items == ()
        assert len(engine.workload(WorkloadQuery(limit=MOST), as_of=at).items) == 1
    assert len(engine.instruments(offset=0, limit=MOST).items) == 1
    assert engine.instruments(offset=MOST).items == ()


@pytest.mark.parametrize("position", [10**30, 2**63, 2**63 - 1])
def test_after_a_position_beyond_every_record_there_is_nothing(
    engine: Engine, position: int
) -> None:
    engine.execute(adoption(), by="desk")
    with pytest.raises(Unknown, match=r"is a position, and the record ends at 2$"):
        engine.register(known_at=position)
    assert list(engine.events(position)) == []


@pytest.mark.parametrize(
    ("name", "value", "right"),
    [
        ("status", "foo", "in_force"), ("legal", "open", "retired"),
        ("implementation", "retired", "considered"), ("timeliness", "RETIRED", "overdue"),
        ("funding", "paid", "not_stated"), ("deliverable", "speech", "report"),
        ("strength", "weak", "binding"),
    ],
)  # fmt: skip
def test_a_word_that_a_filter_can_never_find_is_named(name: str, value: str, right: str) -> None:
    given: dict[str, Any] = {name: value}
    with pytest.raises(BadInput, match=f"'{value}' is no {name}: choose from .*{right}"):
        RegisterQuery(**given)


@pytest.mark.parametrize(("name", "value"), [("by", "whoever"), ("per", "week")])
def test_a_way_to_count_that_there_is_not_is_named(name: str, value: str) -> None:
    given: dict[str, Any] = {name: value}
    with pytest.raises(BadInput, match=f"{name} is '{value}': choose from"):
        WorkloadQuery(**given)
