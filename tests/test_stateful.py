"""Mandates, reports, deferrals and sessions that move: the engine against the plain model."""

from __future__ import annotations

from typing import Any, ClassVar

from desk import Desk


def report(*dues: str, **more: Any) -> dict[str, Any]:
    """A request for a report, due at these points."""
    return {"what": "report", "dues": dues, **more}


class Desks(Desk):
    """What desks, calendars and schedulers do."""

    texts: ClassVar = {
        "A/RES/54/226": {
            "1.1": report("2001-01-20"), "2.1": report("UNEP/21"), "3.1": report("open"),
        },
        "A/RES/55/8": {"1.1": report("2001-02-15"), "1.2": report("2001-02-15")},
        "A/RES/55/9": {"2(a).1": report("UNEP/21")},
    }  # fmt: skip
    terms = ("2001-01-20", "2001-02-15", "2001-04-01", "open", "open", "UNEP/21", "UNEP/22")
    raced = ("assign", "defer", "submit", "consider", "waive", "move", "carry_on")
    weights: ClassVar = {
        "progress": 0,
        "extend": 0,
        "postpone": 0,
        "defer": 10,
        "end": 4,
        "carry_back": 0,
        "open_one": 0,
        "carry_on": 10,
        "report_late": 8,
        "tick": 12,
        "two_at_once": 5,
        "send_again": 2,
    }
    needed: ClassVar = {
        "deferred": 12, "delivery deferred": 4, "consideration deferred": 4, "open end": 1,
        "overdue": 8, "announced": 25, "void": 12, "void of voided": 1, "late entry": 10,
        "late entry refused": 1, "refused": 40, "satisfied": 15, "restart": 1, "resent": 1,
        "submitted": 4, "completed": 1, "moved": 1, "retired": 1, "two at once": 4,
        "set": 2, "corrected": 1, "took along: submitted": 1,
        "a successor was told late": 2,
    }  # fmt: skip


def test_the_engine_does_what_the_model_says() -> None:
    Desks.run_as_test(steps=30)
