"""Everything about one mandate, for a person to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from ...domain.counts import counted
from ...domain.errors import Unknown
from . import tables
from .items import asks, due, timeliness

if TYPE_CHECKING:
    from datetime import date

    from ...engine import Engine
    from ...projections.instruments import ParagraphShown
    from ...projections.item import DeadlineShown, DueShown, OccurrenceShown, Shown


def below(engine: Engine, item: Shown, **at: Any) -> tuple[ParagraphShown, ...]:
    """The list to which a mandate's words lead, where the record has it at a point: much of what is
    asked, and when it is due, may stand there alone."""
    if not (item.text or "").rstrip().endswith(":"):
        return ()
    try:
        return engine.instrument(item.instrument, **at).item.below(item.paragraph)
    except Unknown:
        return ()


def sheet(item: Shown, below: Sequence[ParagraphShown], number: int | None = None) -> None:
    """Print a mandate, with what stands ``below`` its words; ``number`` chooses one of its due
    points."""
    from ...domain.due import words

    tables.heading(f"{item.id}  {item.title or ''}".rstrip())
    tables.pairs(_facts(item, below))
    for one in item.occurrences:
        if number in (None, one.number):
            _occurrence(one)
    for coming in item.forecast:
        days = f", {_span(coming.opens, coming.closes)}" if coming.opens else ""
        click.echo(f"to come: {words(coming.term, coming.session)}{days} (forecast)")
    rows = [
        [side, link.how, link.mandate or "not registered", link.authority, str(link.on)]
        for side, links in (("newer", item.newer), ("older", item.older))
        for link in links
    ]
    if rows:
        click.echo()
        tables.table(("link", "how", "mandate", "authority", "since"), rows)
    for note in item.notes:
        click.echo(f"note: {tables.one_line(note)}")


def _facts(item: Shown, below: Sequence[ParagraphShown]) -> list[tuple[str, str | None]]:
    listed = [f"{one.number.removeprefix(item.paragraph)} {one.text}" for one in below if one.text]
    words_of = ", words of the draft, not verified" if item.text_of == "draft" else ""
    why = f" ({item.tracking_reason})" if item.tracking_reason else ""
    return [
        ("instrument", f"{item.instrument}, adopted on {item.adopted_on}{words_of}"),
        ("of", item.instrument_title),
        ("body", f"{item.body}, session {item.session}" if item.session else item.body),
        ("asks", asks(item)),
        ("addressees", ", ".join(item.addressees)),
        ("with", ", ".join(item.collaborators)),
        ("lead", ", ".join(item.leads)),
        ("contributing", ", ".join(item.contributing)),
        ("strength", item.strength),
        ("tracked", item.tracked + why),
        ("recurrence", item.recurs),
        ("until", item.lasts),
        ("legal", item.status.legal),
        ("implementation", item.status.implementation),
        ("timeliness", timeliness(item.status)),
        ("funding", _money(item)),
        ("text", "\n".join([item.text or "", *listed])),
        ("cites", ", ".join(item.cites)),
    ]


def _money(item: Shown) -> str:
    """How it is funded, with how much; "in all" where the amounts are for others too."""
    from ...domain.money import words

    if item.money is None or not item.money.amounts:
        return item.status.funding
    shared = " in all" if item.money.shared else ""
    return f"{item.status.funding}: {words(item.money.amounts)}{shared}"


def _occurrence(one: OccurrenceShown) -> None:
    click.echo()
    tables.heading(f"occurrence {one.number}: {due(one.due) or 'no due date'}")
    tables.pairs(_standing(one))
    deadlines = [
        [each.kind, str(each.day), each.state + (" (uncertain)" if each.uncertain else ""),
         str(each.days) if each.days is not None else "", counted_from(each)]
        for each in one.deadlines
    ]  # fmt: skip
    tables.table(("deadline", "day", "state", "days", "counted from"), deadlines)
    reports = [
        [each.document, each.submitted, each.issued, ", ".join(each.languages), each.late_reason]
        for each in one.reports
    ]
    tables.table(("document", "submitted", "issued", "languages", "late because"), reports)
    tables.table(("deferred", "from", "to", "authority", "decided"), _deferrals(one))


def counted_from(one: DeadlineShown | DueShown) -> str:
    """The day from which it is counted back, and of what that is."""
    if one.anchored_by is None:
        return ""
    return f"{one.anchor}, {f'meeting on {one.item}' if one.item else 'opening'}"


def _span(opens: date | None, closes: date | None) -> str:
    """Two days, of which one may not be known: the end of a session that is interrupted."""
    return f"{opens or 'not known'} to {closes or 'not known'}"


def _anchor(shown: DueShown | None) -> str | None:
    if shown is None or shown.anchor is None:
        return None
    return counted_from(shown) or str(shown.anchor)


def _standing(one: OccurrenceShown) -> list[tuple[str, str | None]]:
    shown = one.due
    window = shown.window if shown else None
    calendar = (shown.calendar, shown.calendar_version) if shown else ()
    late = (f"{kind} {counted(days, 'day')}" for kind, days in one.late_days.items())
    return [
        ("status", f"{one.status.implementation}, {timeliness(one.status)}"),
        ("anchor", _anchor(shown)),
        ("window", _span(window.opens, window.closes) if window else None),
        ("calendar", ", ".join(filter(None, calendar)) or None),
        ("action", one.action),
        ("ended", f"{one.end} on {one.ended_on}" if one.end and one.ended_on else one.end),
        ("late before", ", ".join(late)),
        ("passed from", one.passed_from),
    ]


def _deferrals(one: OccurrenceShown) -> list[list[str]]:
    from ...domain.due import words

    return [
        [
            each.what + (" (exceptional)" if each.exceptional else ""),
            words(each.before, each.before_session), words(each.to, each.to_session),
            each.authority, str(each.decided),
        ]
        for each in one.deferrals
    ]  # fmt: skip
