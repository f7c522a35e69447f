"""Rhythms, ends, lineage, days known in part, sessions put off or split: engine against model."""

from __future__ import annotations

from typing import ClassVar

from desk import Desk
from test_stateful import report


class Rhythms(Desk):
    """Tasks that recur, end, and pass to others, over calendars that move."""

    texts: ClassVar = {
        "A/RES/54/226": {
            "1.1": report("UNEP/21", rhythm=((12, "month", "UNEP/22"),)),
            "2.1": report("2001-02-10", rhythm=((20, "day", "2001-04-01"), (30, "day", None))),
            "3.1": {"what": "meeting", "dues": ("2001-01-31", "UNEP/21")},
        },
        "A/RES/55/8": {
            "1.1": report(rhythm=((50, "day", None),), until="2001-03-20"),
            "1.2": report("UNEP/21", rhythm=((1, "session", "UNEP/22"), (24, "month", None))),
        },
        "A/RES/55/9": {
            "2.1": report("2001-02", rhythm=((1, "month", None),), until="UNEP/21"),
            "3.1": {"what": "meeting", "dues": ("2001-01-31",), "rhythm": ((1, "month", None),)},
        },
    }  # fmt: skip
    from_the_start = ("A/RES/55/8", "A/RES/55/9")
    sessions = ("UNEP/21", "UNEP/22", "UNEP/23")
    terms = ("2001-02-15", "2001-04", "open", "UNEP/21", "UNEP/22", "UNEP/23")
    raced = ("consider", "waive", "carry_on", "extend", "end", "postpone", "move")
    weights: ClassVar = {
        "assign": 0, "defer": 2, "progress": 3, "consider": 4, "end": 5, "extend": 4, "carry_on": 6,
        "postpone": 2, "take_place": 8, "tick": 16, "time_passes": 3, "two_at_once": 5, "adopt": 0,
        "reiterate": 3, "carry_back": 5, "void_of_a_kind": 4,
        "void_an_opening_or_an_end": 5, "miss": 3, "correct": 4, "set_policy": 2,
    }  # fmt: skip
    needed: ClassVar = {
        "occurrence_opened": 20, "expired": 4, "extended": 3, "adapted": 1, "replaced": 1,
        "merged": 1, "retired": 1, "lapsed": 1, "reiterated": 1, "circle refused": 1,
        "part of a day": 6, "known by its month": 15, "ahead": 2, "postponed": 3, "opened": 4,
        "suspended": 1, "resumed": 1, "closed": 1, "progress": 2, "completed": 4, "missed": 1,
        "void of opened": 1, "void of expired": 1, "two at once": 4,
        "late entry refused": 1, "restart": 1, "announced": 40, "corrected": 3, "set": 3,
    }  # fmt: skip

    def set_out(self) -> None:
        self.take_place("suspended", 1, 0)


def test_what_recurs_ends_or_passes_on_does_as_the_model_says() -> None:
    Rhythms.run_as_test(steps=30)
