"""The public names are those that we mean; everything else may move."""

from __future__ import annotations

import mandates

EVERY_NAME = """
    Adapt AdoptInstrument Answer Assign AssignSlot BadInput CloseSession Confidence Conflict
    Consider Correct Damaged Defer Engine Envelope Expire Extend ForecastReport IssueReport
    Lapse MandatesError Merge Miss MoveSession Note OpenOccurrence OpenSession OverrideTracking
    PlanSession Reading Recorded Refused RegisterQuery Reiterate Replace Retire Source
    StateProgress SubmitReport SupplementReport Unavailable Unknown Void Waive __version__
""".split()  # noqa: SIM905 - read as a list of words


def test_the_public_names_are_pinned() -> None:
    assert sorted(mandates.__all__) == sorted(EVERY_NAME)


def test_every_public_name_is_there() -> None:
    for name in mandates.__all__:
        assert getattr(mandates, name) is not None


def test_the_names_are_those_of_their_homes() -> None:
    from mandates.engine import Engine

    assert mandates.Engine is Engine
