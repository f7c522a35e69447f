"""The guards: why an event cannot follow from a state.

Used to decide, and to check a whole history again when something is entered late.

Sources: the model of the mandate's life (deferral and retirement need a deciding body; what has
ended takes nothing more), A/RES/54/244 para 8 (only intergovernmental bodies end mandates).
"""

from __future__ import annotations

from typing import assert_never

from ..body import Above, code_of, may_end
from ..days import last_day
from ..due import DateDue, Due, SessionDue, same, words
from ..reading import DOCUMENTS
from ..symbol import body_of, body_that_acts, parse
from . import events as e
from .occurrence import Occurrence
from .state import Mandate

_NEVER_IN_THE_WAY = (
    e.MandateVoided, e.WordsVerified, e.Noted, e.Corrected, e.TrackingOverridden, e.ItemLinked,
)  # fmt: skip
_AFTER_ITS_OWN_END = (
    e.ReportSubmitted, e.ReportIssued, e.Considered, e.Completed, e.Funded, e.Missed, e.Reiterated,
)  # fmt: skip
"""What its terms brought while they ran is still owed: delivered, found missing, asked again."""


def refusal(mandate: Mandate | None, event: e.MandateEvent) -> str | None:
    """Why the event cannot happen to the mandate as it stands; None if it can."""
    if mandate is None:
        return None if isinstance(event, e.Adopted) else "the mandate was not adopted by then"
    if isinstance(event, e.Adopted):
        return "the mandate was adopted already"
    if event.brought_by_time or isinstance(event, e.MandateVoided):
        return None  # something that is entered late may overtake what time brought: see `evolve`
    return _ended(mandate, event) or _refusal(mandate, event)


def _ended(mandate: Mandate, event: e.MandateEvent) -> str | None:
    ended = mandate.ended
    if ended is None or isinstance(event, _NEVER_IN_THE_WAY):
        return None
    if ended.how in ("expired", "lapsed") and isinstance(event, _AFTER_ITS_OWN_END):
        return None
    by = f" by {ended.authority}" if ended.authority else ""
    on = f"; see {ended.successor}" if ended.successor else ""
    return f"the mandate was {_PAST[ended.how]}{by} on {ended.on}{on}"


_PAST = {
    "adapted": "adapted", "merged": "merged", "replaced": "replaced", "retired": "retired",
    "expired": "spent", "lapsed": "found lapsed",
}  # fmt: skip


def _refusal(mandate: Mandate, event: e.MandateEvent) -> str | None:
    match event:
        case (
            e.Adopted() | e.Assigned() | e.Lapsed() | e.Corrected()
            | e.MandateVoided() | e.WordsVerified() | e.Noted()
            | e.TrackingOverridden() | e.Funded()
            | e.DueSoon() | e.FellDue() | e.BecameOverdue()
        ):  # fmt: skip
            return None
        case e.Expired():
            ends = same(event.until, mandate.until)
            return None if ends else f"its own terms run until {words(mandate.until)}"
        case e.OccurrenceOpened():
            taken = mandate.occurrence(event.occurrence) is not None
            return f"occurrence {event.occurrence} was opened already" if taken else None
        case (
            e.ProgressStated() | e.ReportSubmitted() | e.ReportIssued() | e.Deferred()
            | e.Considered() | e.Completed() | e.Waived() | e.Missed() | e.ItemAdvanced()
            | e.ItemLinked()
        ):  # fmt: skip
            one = mandate.occurrence(event.occurrence)
            if one is None:
                return f"there is no occurrence {event.occurrence}"
            return _on_occurrence(mandate, one, event)
        case e.Adapted() | e.Merged() | e.Replaced() | e.Retired() | e.Extended():
            successor = getattr(event, "into", None) or getattr(event, "by", None)
            return _power(mandate, event.authority, event.above) or _itself(mandate, successor)
        case e.Reiterated():
            return _itself(mandate, event.by)
        case e.Succeeded():
            return _itself(mandate, event.predecessor)
    assert_never(event)


def _on_occurrence(mandate: Mandate, one: Occurrence, event: e.OnOccurrence) -> str | None:
    name = f"occurrence {one.number}"
    match event:
        case e.ReportIssued():
            submitted = any(report.document == event.document for report in one.reports)
            return None if submitted else f"{event.document} was not submitted for {name}"
        case e.ReportSubmitted():
            return _closed(one)
        case e.Considered():
            if one.end not in (None, "missed", "completed"):
                return _closed(one)
            if not one.delivered and event.authority is None:
                return f"nothing was delivered for {name}: name the act that considered it (--ref)"
            return None
        case e.Completed():
            return None if one.delivered else f"nothing was delivered for {name}"
        case e.Deferred():
            return _deferral(mandate, one, event)
        case e.Missed():
            if one.delivered:
                return f"{name} was delivered"
            if event.due is not None and not same(event.due, one.due):
                return f"{name} is due {words(one.due)}: {words(event.due)} was found missed"
            return _closed(one)
        case e.ProgressStated():
            meeting = event.state in ("convened", "held", "postponed")
            if meeting and mandate.adopted.deliverable in DOCUMENTS:
                what = mandate.adopted.deliverable.replace("_", " ")
                return f"only a meeting is {event.state}; this asks for: {what}"
            return _closed(one)
        case e.Waived() | e.ItemAdvanced():
            return _closed(one)
        case e.ItemLinked():
            return None
    assert_never(event)


def _closed(one: Occurrence) -> str | None:
    if not one.closed:
        return None
    return f"occurrence {one.number} is closed ({one.end} on {one.ended_on})"


def _deferral(mandate: Mandate, one: Occurrence, event: e.Deferred) -> str | None:
    if one.end in ("merged", "superseded", "waived"):
        return _closed(one)
    if event.what == "delivery" and one.closed:
        return _closed(one)
    if event.what == "delivery" and one.delivered:
        return f"occurrence {one.number} was delivered"
    acting = body_of(event.authority)
    if acting is None:
        return f"{event.authority} names no body that could defer"
    if {acting, code_of(mandate.adopted.body)} == {"GA", "SC"}:
        return f"{acting} ({event.authority}) has no say on a mandate of the {mandate.adopted.body}"
    if not _acts(event.authority):
        return f"{event.authority} is no act: a resolution, decision, meeting or rule defers"
    if _earlier(event.to, one.due):
        return f"{words(event.to)} lies before {words(one.due)}, which it would defer"
    return None


def _earlier(to: Due, before: Due | None) -> bool:
    if isinstance(to, SessionDue) and isinstance(before, SessionDue) and to.organ == before.organ:
        numbers = (to.number, before.number)
        return all(isinstance(n, int) for n in numbers) and numbers[0] < numbers[1]  # type: ignore[operator]
    if isinstance(to, DateDue) and isinstance(before, DateDue):
        return last_day(to.date) < last_day(before.date)
    return False


def _acts(source: str) -> bool:
    """Whether a body acts by it: a report or a draft decides nothing."""
    try:
        return parse(source).kind not in ("document", "draft")
    except ValueError:  # a rule
        return True


def _power(mandate: Mandate, authority: str, above: Above) -> str | None:
    own = body_of(mandate.adopted.instrument)
    acting = body_that_acts(authority)
    if acting is None:
        return (
            f"{authority} is no resolution or decision; only such an act ends or changes a mandate"
        )
    if above is not None and acting not in above:
        own = mandate.adopted.body
        under = (
            f", which stands under {', '.join(above)}" if above else ", above which nobody stands"
        )
        return f"an act of {acting} ({authority}) cannot end or change a mandate of {own}{under}"
    if above is None and own is not None and not may_end(acting, own):
        return f"an act of {acting} ({authority}) cannot end or change a mandate of {own}"
    return None


def _itself(mandate: Mandate, other: str | None) -> str | None:
    return "a mandate cannot follow itself" if other == mandate.id else None
