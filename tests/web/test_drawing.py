"""Pictures: what is written beside what is drawn."""

from __future__ import annotations

import re

from mandates.adapters.web.drawing import Bar, bars


def name_beside(bar: Bar) -> str:
    (name,) = re.findall(r'<text class="name"[^>]*>([^<]*)<title>', bars("Lamps", [bar]))
    return str(name)


def test_a_long_name_is_cut_and_its_period_stands_whole() -> None:
    keepers = "Keepers of the lamps of all the harbours"
    assert name_beside(Bar(keepers, None, (), "1")) == "Keepers of the lamps of all the h…"
    assert name_beside(Bar(keepers, None, (), "1", " 2001-Q3")) == (
        "Keepers of the lamps of a… 2001-Q3"
    )


def test_a_name_that_has_room_stands_whole() -> None:
    assert name_beside(Bar("Keeper & Sons", None, (), "1", " 2001")) == "Keeper &amp; Sons 2001"
