"""A state with some fields replaced is what the standard library makes of it."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from mandates.domain.mandate.occurrence import DuePoint, Occurrence
from mandates.domain.replacing import replace

DAY = date(2001, 1, 8)
FIRST = Occurrence(1, DuePoint(None, DAY, DAY))


def test_it_is_what_the_standard_library_makes() -> None:
    changes = {"stage": "submitted", "action": "noted"}
    assert replace(FIRST, **changes) == dataclasses.replace(FIRST, **changes)  # type: ignore[arg-type]
    assert replace(FIRST) == FIRST
    assert FIRST.stage == "open"


def test_a_field_that_is_not_there_is_no_field() -> None:
    with pytest.raises(TypeError, match="Occurrence has no nothing"):
        replace(FIRST, nothing=1)  # type: ignore[call-arg]
