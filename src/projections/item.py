"""One mandate as it is shown: an item of the register, the docket and the API.

Days are kept, timeliness is computed here, for the day that is asked for.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from ..domain import deadlines as d
from ..domain.calendar import Calendar
from ..domain.due import Due, SessionDue, same
from ..domain.mandate.events import Adopted
from ..domain.mandate.occurrence import Moment, Occurrence
from ..domain.mandate.state import Mandate, term_of
from ..domain.session import Change
from .money import NO_MONEY, Purse
from .shown import AnchoredBy as AnchoredBy
from .shown import DeadlineShown as DeadlineShown
from .shown import DeferralShown as DeferralShown
from .shown import DocumentShown as DocumentShown
from .shown import DueShown as DueShown
from .shown import ForecastShown as ForecastShown
from .shown import Item as Item
from .shown import LinkShown as LinkShown
from .shown import OccurrenceShown as OccurrenceShown
from .shown import Shown as Shown
from .shown import Status as Status
from .shown import Window as Window


def implementation(occurrence: Occurrence) -> str:
    """How far an occurrence is: how it ended without delivery, else its last step."""
    if occurrence.end in ("waived", "merged", "superseded"):
        return occurrence.end
    if occurrence.end == "missed" and not occurrence.delivered:
        return "missed"
    return occurrence.stage


def item(
    mandate: Mandate, calendar: Calendar, as_of: date, number: int | None = None,
    purse: Purse = NO_MONEY, standings: tuple[d.Standing, ...] | None = None,
) -> Item:  # fmt: skip
    """The register's item of a mandate; ``number`` chooses the occurrence (None: the one owed), and
    ``standings`` are those of it, where they are known already."""
    one = (mandate.occurrence(number) if number else None) or mandate.owed
    if standings is None:
        standings = d.standing(mandate, one, calendar, as_of)
    return Item(**_common(mandate, one, calendar, standings, purse))


def show(mandate: Mandate, calendar: Calendar, as_of: date, purse: Purse = NO_MONEY) -> Shown:
    """Everything about a mandate."""
    one = mandate.owed
    adopted = mandate.adopted
    return Shown(
        **_common(mandate, one, calendar, d.standing(mandate, one, calendar, as_of), purse),
        body=adopted.body,
        session=adopted.session,
        collaborators=adopted.collaborators,
        receiving_body=adopted.receiving_body,
        recurrence=adopted.recurrence,
        rhythm=adopted.rhythm,
        renews=adopted.renews,
        paragraph=adopted.paragraph,
        text=adopted.text,
        span=adopted.span,
        text_of=adopted.text_of,
        cites=adopted.cites,
        until=mandate.until,
        ends_on=d.end_of(mandate, calendar),
        occurrences=tuple(
            _occurrence(mandate, each, calendar, as_of, purse) for each in mandate.occurrences
        ),
        forecast=_forecast(mandate, calendar),
        newer=tuple(_link(link) for link in mandate.newer),
        older=tuple(_link(link) for link in mandate.older),
        notes=mandate.notes,
        tracking_reason=mandate.tracking_reason,
        money=purse.shown(mandate),
    )


CYCLES_AHEAD = 2
"""How many further due points of a rhythm are shown."""


def _forecast(mandate: Mandate, calendar: Calendar) -> tuple[ForecastShown, ...]:
    """The next due points that the text gives and that have not opened yet."""
    if mandate.ended is not None:
        return ()
    terms = (mandate.following(ahead) for ahead in range(1, CYCLES_AHEAD + 1))
    found = ((term, d.resolve(term, calendar)) for term in terms if term is not None)
    return tuple(
        ForecastShown(
            term=term,
            session=_session(term, calendar),
            opens=resolved.opens,
            closes=resolved.closes,
        )
        for term, resolved in found
    )


def _common(
    mandate: Mandate,
    one: Occurrence,
    calendar: Calendar,
    standings: tuple[d.Standing, ...],
    purse: Purse,
) -> dict[str, Any]:
    adopted = mandate.adopted
    return {
        "id": mandate.id,
        "title": adopted.title,
        "beginning": _beginning(adopted),
        "status": _status(mandate, one, calendar, standings, purse),
        "tracked": mandate.tracked,
        "strength": adopted.strength,
        "verb": adopted.verb,
        "addressees": adopted.addressees,
        "leads": mandate.leads,
        "contributing": mandate.contributing,
        "deliverable": adopted.deliverable,
        "instrument": adopted.instrument,
        "instrument_title": adopted.instrument_title,
        "adopted_on": mandate.adopted_on,
        "occurrence": one.number,
        "due": _due(mandate, one, calendar, standings),
    }


_LONGEST = 140
"""How much of a mandate's words is shown in a list."""


def _beginning(adopted: Adopted) -> str | None:
    if adopted.text is None:
        return None
    start, end = adopted.span or (0, len(adopted.text))
    said = adopted.text[start:end].strip()
    if len(said) <= _LONGEST:
        return said or None
    return said[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,;") + "\u2026"


def _status(
    mandate: Mandate,
    one: Occurrence,
    calendar: Calendar,
    standings: tuple[d.Standing, ...],
    purse: Purse,
) -> Status:
    verdict = d.timeliness(mandate, one, standings, calendar)
    return Status(
        legal=mandate.legal,
        implementation=implementation(one),
        timeliness=verdict.value,
        funding=purse.verdict(mandate).status,
        deadline=verdict.deadline if verdict.value in ("late", "overdue") else None,
        days=verdict.days,
        uncertain=verdict.uncertain,
    )


def _due(
    mandate: Mandate, one: Occurrence, calendar: Calendar, standings: tuple[d.Standing, ...]
) -> DueShown | None:
    due = one.due
    if due is None:
        return None
    resolved = d.resolve(due, calendar, (one.consideration or one.delivery).since)
    days = {one.deadline.kind: one.deadline.day for one in standings}
    anchor = _anchor(one, due, calendar)
    dated = resolved.opens is not None or resolved.closes is not None
    return DueShown(
        term=due,
        inferred=_inferred(mandate, one),
        session=_session(due, calendar),
        anchor=anchor.day if anchor else resolved.anchor,
        anchored_by=_anchored_by(anchor, resolved),
        item=anchor.item if anchor else None,
        window=Window(opens=resolved.opens, closes=resolved.closes) if dated else None,
        submit_by=days.get("submission"),
        issue_by=days.get("issue"),
        legal_by=days.get("legal"),
        calendar=resolved.status,
        calendar_version=resolved.version,
    )


def _inferred(mandate: Mandate, one: Occurrence) -> bool:
    """Whether it is due where the text is only taken to mean it: a rhythm is all that it gives."""
    adopted = mandate.adopted
    if adopted.due or adopted.dues or one.passed_from or one.consideration:
        return False
    own = [each.number for each in mandate.occurrences if each.passed_from is None]
    taken = term_of(adopted, mandate.adopted_on, own.index(one.number) + 1, mandate.until)
    return taken is not None and same(one.delivery.term, taken)


def _anchor(one: Occurrence, due: Due, calendar: Calendar) -> Change | None:
    """The meeting on an item, as it stands; None where the opening of the session counts."""
    anchors = calendar.anchors(due, one.items) if isinstance(due, SessionDue) else ()
    return anchors[-1] if anchors and anchors[-1].item is not None else None


def _anchored_by(meeting: Change | None, resolved: d.Resolved) -> AnchoredBy | None:
    if meeting is not None:
        return "meeting" if meeting.day is not None else None
    opening = resolved.version is not None and resolved.version != "date"
    return "opening" if opening and resolved.anchor is not None else None


def _session(due: Due, calendar: Calendar) -> str | None:
    if not isinstance(due, SessionDue) or due.session_id is None:
        return None
    return calendar.bodies.session(due.session_id)


def _occurrence(
    mandate: Mandate, one: Occurrence, calendar: Calendar, as_of: date, purse: Purse
) -> OccurrenceShown:
    standings = d.standing(mandate, one, calendar, as_of)
    return OccurrenceShown(
        number=one.number,
        status=_status(mandate, one, calendar, standings, purse),
        due=_due(mandate, one, calendar, standings),
        deadlines=tuple(
            DeadlineShown(
                kind=each.deadline.kind, day=each.deadline.day, state=each.state, days=each.days,
                uncertain=each.uncertain, **_counted_from(each.deadline.anchor),
            )
            for each in standings
        ),
        reports=tuple(
            DocumentShown(
                document=each.document, submitted=_moment(each.submitted),
                issued=_moment(each.issued) if each.issued else None,
                languages=tuple(sorted(each.languages)), late_reason=each.late_reason,
            )
            for each in one.reports
        ),
        deferrals=tuple(
            DeferralShown(
                what=each.what, before=each.before,
                before_session=_session(each.before, calendar) if each.before else None,
                to=each.to, to_session=_session(each.to, calendar),
                authority=each.authority, decided=each.decided, exceptional=each.exceptional,
            )
            for each in one.deferrals
        ),
        action=one.action,
        end=one.end,
        ended_on=one.ended_on,
        late_days={str(kind): days for kind, days in one.late_days.items()},
        passed_from=one.passed_from,
    )  # fmt: skip


def _counted_from(anchor: Change | None) -> dict[str, Any]:
    if anchor is None:
        return {"anchor": None, "anchored_by": None, "item": None}
    by = "opening" if anchor.item is None else "meeting"
    return {"anchor": anchor.day, "anchored_by": by, "item": anchor.item}


def _moment(moment: Moment) -> str:
    if moment.earliest == moment.latest:
        return moment.latest.isoformat()
    return f"{moment.earliest.isoformat()}/{moment.latest.isoformat()}"


def _link(link: Any) -> LinkShown:
    return LinkShown(how=link.how, mandate=link.mandate, authority=link.authority, on=link.on)
