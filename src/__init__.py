"""mandates: keeps the life of mandates as an event-sourced record.

``Engine`` is what a host holds. Commands are what it executes; the rest is what it answers with.
Names are imported on first use, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .adapters.subscription import Subscription
    from .domain.bodies import AddBody, RenameBody
    from .domain.budget import (
        AbsorbBudget,
        ApproveBudget,
        DecideBudget,
        RefuseBudget,
        ReviewBudget,
        StateBudget,
        StateNoBudget,
    )
    from .domain.draft.commands import (
        ActOnDraft,
        AmendDraft,
        ChangeSponsors,
        CloseDraft,
        LinkDraft,
        ReplaceDraft,
        ReviseDraft,
        TableDraft,
        WithdrawDraft,
    )
    from .domain.entity import (
        AbolishEntity,
        AliasEntity,
        EstablishEntity,
        MergeEntity,
        RenameEntity,
        TransferFunctions,
    )
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
    from .domain.fund import Allocate, EstablishFund, InviteContributions, Pay, Pledge, RenameFund
    from .domain.instrument import AdoptInstrument
    from .domain.internal import EraseNote
    from .domain.item.commands import (
        CarryItem,
        ConsiderItem,
        HoldMeeting,
        IncludeItem,
        LinkItem,
        ListReport,
        MoveMeeting,
        PlaceItem,
        PostponeMeeting,
        RenameItem,
        RequestItem,
        SetMeeting,
    )
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
    from .domain.money import Money
    from .domain.policy import SetPolicy
    from .domain.proposal import AcceptProposal, DeclineProposal, MakeProposal
    from .domain.publication import CorrectText, IssueText, ReissueText
    from .domain.reading import Reading
    from .domain.report.commands import AssignSlot, ForecastReport, NameReport, SupplementReport
    from .domain.session.commands import (
        CloseSession,
        MoveSession,
        OpenSession,
        PlanSession,
        PostponeSession,
        ResumeSession,
        SuspendSession,
    )
    from .domain.verification import VerifyText
    from .domain.void import Void
    from .engine import Answer, Engine
    from .projections.agenda import AgendaQuery
    from .projections.search.query import RegisterQuery
    from .projections.workload import WorkloadQuery

_HOMES: dict[str, tuple[str, ...]] = {
    ".domain.bodies": ("AddBody", "RenameBody"),
    ".domain.budget": (
        "AbsorbBudget", "ApproveBudget", "DecideBudget", "RefuseBudget", "ReviewBudget",
        "StateBudget", "StateNoBudget",
    ),
    ".domain.draft.commands": (
        "ActOnDraft", "AmendDraft", "ChangeSponsors", "CloseDraft", "LinkDraft", "ReplaceDraft",
        "ReviseDraft", "TableDraft", "WithdrawDraft",
    ),
    ".domain.entity": (
        "AbolishEntity", "AliasEntity", "EstablishEntity", "MergeEntity", "RenameEntity",
        "TransferFunctions",
    ),
    ".domain.fund": (
        "Allocate", "EstablishFund", "InviteContributions", "Pay", "Pledge", "RenameFund",
    ),
    ".domain.internal": ("EraseNote",),
    ".domain.item.commands": (
        "CarryItem", "ConsiderItem", "HoldMeeting", "IncludeItem", "LinkItem", "ListReport",
        "MoveMeeting", "PlaceItem", "PostponeMeeting", "RenameItem", "RequestItem", "SetMeeting",
    ),
    ".domain.money": ("Money",),
    ".domain.policy": ("SetPolicy",),
    ".domain.proposal": ("AcceptProposal", "DeclineProposal", "MakeProposal"),
    ".domain.publication": ("CorrectText", "IssueText", "ReissueText"),
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
    ".domain.report.commands": ("AssignSlot", "ForecastReport", "NameReport", "SupplementReport"),
    ".domain.session.commands": (
        "CloseSession", "MoveSession", "OpenSession", "PlanSession", "PostponeSession",
        "ResumeSession", "SuspendSession"),
    ".domain.verification": ("VerifyText",),
    ".adapters.subscription": ("Subscription",),
    ".domain.void": ("Void",),
    ".engine": ("Answer", "Engine"),
    ".projections.agenda": ("AgendaQuery",),
    ".projections.search.query": ("RegisterQuery",),
    ".projections.workload": ("WorkloadQuery",),
}  # fmt: skip
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__version__ = "0.1.0"
__all__ = [
    "AbolishEntity", "AbsorbBudget", "AcceptProposal", "ActOnDraft", "Adapt", "AddBody",
    "AdoptInstrument", "AgendaQuery", "AliasEntity", "Allocate", "AmendDraft", "Answer",
    "ApproveBudget", "Assign", "AssignSlot", "BadInput", "CarryItem", "ChangeSponsors",
    "CloseDraft", "CloseSession", "Confidence", "Conflict", "Consider", "ConsiderItem", "Correct",
    "CorrectText", "Damaged", "DecideBudget", "DeclineProposal", "Defer", "Engine", "Envelope",
    "EraseNote", "EstablishEntity", "EstablishFund", "Expire", "Extend", "ForecastReport",
    "HoldMeeting", "IncludeItem", "InviteContributions", "IssueReport", "IssueText", "Lapse",
    "LinkDraft", "LinkItem", "ListReport", "MakeProposal", "MandatesError", "Merge", "MergeEntity",
    "Miss", "Money", "MoveMeeting", "MoveSession", "NameReport", "Note", "OpenOccurrence",
    "OpenSession", "OverrideTracking", "Pay", "PlaceItem", "PlanSession", "Pledge",
    "PostponeMeeting", "PostponeSession", "Reading", "Recorded", "RefuseBudget", "Refused",
    "RegisterQuery", "ReissueText", "Reiterate", "RenameBody", "RenameEntity", "RenameFund",
    "RenameItem", "Replace", "ReplaceDraft", "RequestItem", "ResumeSession", "Retire",
    "ReviewBudget", "ReviseDraft", "SetMeeting", "SetPolicy", "Source", "StateBudget",
    "StateNoBudget", "StateProgress", "SubmitReport", "Subscription", "SupplementReport",
    "SuspendSession", "TableDraft", "TransferFunctions", "Unavailable", "Unknown", "VerifyText",
    "Void", "Waive", "WithdrawDraft", "WorkloadQuery", "__version__",
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
