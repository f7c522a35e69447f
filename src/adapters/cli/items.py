"""A mandate as a row of the register or the docket."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...domain.counts import lasting

if TYPE_CHECKING:
    from ...projections.item import DueShown, Item, Status

# What is long comes last: so piped text stays aligned where it matters, however wide it is.
LIST_COLUMNS = (
    "mandate", "legal", "implementation", "timeliness", "due", "legal by", "title", "asks",
)  # fmt: skip
DOCKET_COLUMNS = (
    "mandate", "due", "submit by", "issue by", "legal by", "implementation", "timeliness", "title",
)  # fmt: skip
_NAMED = 2
"""How many names stand in a row; the others are counted."""


def list_row(item: Item) -> list[str]:
    """The cells of `LIST_COLUMNS`."""
    return [
        item.id, item.status.legal, item.status.implementation, timeliness(item.status),
        due(item.due), legal_by(item.due), item.about or "", asks(item),
    ]  # fmt: skip


def docket_row(item: Item) -> list[str]:
    """The cells of `DOCKET_COLUMNS`."""
    shown = item.due
    return [
        item.due_point,
        due(shown), str((shown and shown.submit_by) or ""), str((shown and shown.issue_by) or ""),
        legal_by(shown), item.status.implementation, timeliness(item.status),
        item.about or asks(item),
    ]  # fmt: skip


def names(several: tuple[str, ...]) -> str:
    """Some names in a row."""
    more = f" and {len(several) - _NAMED} more" if len(several) > _NAMED else ""
    return ", ".join(several[:_NAMED]) + more


def asks(item: Item) -> str:
    """Who asks whom for what."""
    what = "" if item.deliverable in ("none", "other") else f": {item.deliverable}"
    return f"{item.verb} {names(item.addressees) or '(nobody named)'}{what.replace('_', ' ')}"


def due(shown: DueShown | None) -> str:
    """A due term as it was said, with whether it is inferred from a rhythm alone, whether its days
    are only forecast, and the meeting on the agenda item, where that is set."""
    if shown is None:
        return ""
    from ...domain.due import words

    sure = "forecast" if shown.calendar == "forecast" else None
    meeting = f"meeting {shown.anchor}" if shown.anchored_by == "meeting" else None
    taken = "inferred" if shown.inferred else None
    more = "; ".join(filter(None, (taken, sure, meeting)))
    return words(shown.term, shown.session) + (f" ({more})" if more else "")


def legal_by(shown: DueShown | None) -> str:
    """The last day of the window."""
    return str((shown and shown.legal_by) or "")


def timeliness(status: Status) -> str:
    """How it stands to its deadlines; late and overdue name the deadline and the time."""
    if status.deadline is None:
        return f"{status.timeliness} (uncertain)" if status.uncertain else status.timeliness
    days = f", {lasting(status.days)}" if status.days else ""
    unsure = ", uncertain" if status.uncertain else ""
    return f"{status.timeliness}: {status.deadline}{days}{unsure}"
