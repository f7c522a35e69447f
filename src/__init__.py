"""mandates: keeps the life of mandates as an event-sourced record.

``Engine`` is what a host holds. Commands are what it executes; the rest is what it answers with.
Names are imported on first use, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .domain.errors import (
        BadInput,
        Conflict,
        Damaged,
        MandatesError,
        Refused,
        Unavailable,
        Unknown,
    )
    from .domain.event import Confidence, Envelope, Recorded, Source
    from .domain.instrument import AdoptInstrument
    from .domain.mandate.commands import (
        Adapt,
        Assign,
        Consider,
        Correct,
        Defer,
        Expire,
        Extend,
        IssueReport,
        Lapse,
        Merge,
        Miss,
        Note,
        OpenOccurrence,
        OverrideTracking,
        Reiterate,
        Replace,
        Retire,
        StateProgress,
        SubmitReport,
        Waive,
    )
    from .domain.reading import Reading
    from .domain.report import AssignSlot, ForecastReport, SupplementReport
    from .domain.session import CloseSession, MoveSession, OpenSession, PlanSession
    from .domain.void import Void
    from .engine import Answer, Engine
    from .projections.query import RegisterQuery

_HOMES: dict[str, tuple[str, ...]] = {
    ".domain.errors": (
        "BadInput", "Conflict", "Damaged", "MandatesError", "Refused", "Unavailable", "Unknown",
    ),
    ".domain.event": ("Confidence", "Envelope", "Recorded", "Source"),
    ".domain.instrument": ("AdoptInstrument",),
    ".domain.mandate.commands": (
        "Adapt", "Assign", "Consider", "Correct", "Defer", "Expire", "Extend", "IssueReport",
        "Lapse", "Merge", "Miss", "Note", "OpenOccurrence", "OverrideTracking", "Reiterate",
        "Replace", "Retire", "StateProgress", "SubmitReport", "Waive",
    ),
    ".domain.reading": ("Reading",),
    ".domain.report": ("AssignSlot", "ForecastReport", "SupplementReport"),
    ".domain.session": ("CloseSession", "MoveSession", "OpenSession", "PlanSession"),
    ".domain.void": ("Void",),
    ".engine": ("Answer", "Engine"),
    ".projections.query": ("RegisterQuery",),
}  # fmt: skip
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__version__ = "0.1.0"
__all__ = [
    "Adapt", "AdoptInstrument", "Answer", "Assign", "AssignSlot", "BadInput", "CloseSession",
    "Confidence", "Conflict", "Consider", "Correct", "Damaged", "Defer", "Engine", "Envelope",
    "Expire", "Extend", "ForecastReport", "IssueReport", "Lapse", "MandatesError", "Merge", "Miss",
    "MoveSession", "Note", "OpenOccurrence", "OpenSession", "OverrideTracking", "PlanSession",
    "Reading", "Recorded", "Refused", "RegisterQuery", "Reiterate", "Replace", "Retire", "Source",
    "StateProgress", "SubmitReport", "SupplementReport", "Unavailable", "Unknown", "Void", "Waive",
    "__version__",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module 'mandates' has no attribute {name!r}")
    value = getattr(import_module(home, __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
