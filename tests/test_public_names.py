"""The public names are those that we mean; everything else may move."""

from __future__ import annotations

import mandates

EVERY_NAME = """
    AbolishEntity AbsorbBudget AcceptProposal ActOnDraft Adapt AddBody AdoptInstrument AgendaQuery
    AliasEntity Allocate AmendDraft Answer ApproveBudget Assign AssignSlot BadInput CarryItem
    ChangeSponsors CloseDraft CloseSession Confidence Conflict Consider ConsiderItem Correct
    CorrectText Damaged DecideBudget DeclineProposal Defer Engine Envelope EraseNote EstablishEntity
    EstablishFund Expire Extend ForecastReport HoldMeeting IncludeItem InviteContributions
    IssueReport IssueText Lapse LinkDraft LinkItem ListReport MakeProposal MandatesError Merge
    MergeEntity Miss Money MoveMeeting MoveSession NameReport Note OpenOccurrence OpenSession
    OverrideTracking Pay PlaceItem PlanSession Pledge PostponeMeeting PostponeSession Reading
    Recorded RefuseBudget Refused RegisterQuery ReissueText Reiterate RenameBody RenameEntity
    RenameFund RenameItem Replace ReplaceDraft RequestItem ResumeSession Retire ReviewBudget
    ReviseDraft SetMeeting SetPolicy Source StateBudget StateNoBudget StateProgress SubmitReport
    Subscription SupplementReport SuspendSession TableDraft TransferFunctions Unavailable Unknown
    VerifyText Void Waive WithdrawDraft WorkloadQuery __version__
""".split()  # noqa: SIM905 - read as a list of words


def test_the_public_names_are_pinned() -> None:
    assert sorted(mandates.__all__) == sorted(EVERY_NAME)


def test_every_public_name_is_there() -> None:
    for name in mandates.__all__:
        assert getattr(mandates, name) is not None


def test_the_names_are_those_of_their_homes() -> None:
    from mandates.engine import Engine

    assert mandates.Engine is Engine
