"""What may be asked for a report."""

from __future__ import annotations

from typing import Literal

from ..command import Command
from ..days import PartialDay
from ..symbol import DocumentText, ReportName


class OnReport(Command):
    """A wish that concerns one report, by its symbol or, before it has one, by its slot."""

    report: ReportName


class ForecastReport(OnReport):
    """Expect it."""

    title: str | None = None
    expected: PartialDay | None = None
    entity: str | None = None


class AssignSlot(OnReport):
    """Give it a slot."""

    slot: str
    slot_day: PartialDay | None = None


class SupplementReport(OnReport):
    """Record an addendum, corrigendum or revision."""

    kind: Literal["Add", "Corr", "Rev"]
    document: DocumentText


class NameReport(OnReport):
    """Give the report that was begun under a slot its symbol."""

    document: DocumentText


ReportCommand = ForecastReport | AssignSlot | SupplementReport | NameReport
