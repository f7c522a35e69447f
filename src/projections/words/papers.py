"""What happens to drafts, adopted texts and money, in words that a desk officer reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from ...domain import bodies as o
from ...domain import budget as b
from ...domain import entity as n
from ...domain import fund as f
from ...domain import item as t
from ...domain import policy as y
from ...domain import proposal as q
from ...domain import publication as p
from ...domain.counts import counted
from ...domain.draft import events as d
from ...domain.money import words as money


def of_draft(event: d.AnyDraftEvent) -> str:
    """An event of a draft, in one line."""
    match event:
        case d.Tabled():
            sponsors = f" by {', '.join(event.sponsors)}" if event.sponsors else ""
            behalf = f" on behalf of {event.on_behalf_of}" if event.on_behalf_of else ""
            return f"{event.symbol} tabled{sponsors}{behalf}"
        case d.SponsorsChanged():
            joined = f"{', '.join(event.joined)} joined in sponsoring" if event.joined else ""
            left = f"{', '.join(event.left)} withdrew as sponsor" if event.left else ""
            return "; ".join(filter(None, (joined, left)))
        case d.Revised():
            what = f"revised: {event.document}" if event.document else "orally revised"
            return f"{what}{f' by {event.by}' if event.by else ''}"
        case d.Amended():
            what = event.proposal or "an amendment"
            where = f" to paragraph {event.paragraph}" if event.paragraph else ""
            by = f" of {event.proposer}" if event.proposer else ""
            return f"{what}{by}{where} {event.result}"
        case d.Replaced():
            return f"replaced by {event.by}{f' ({event.basis})' if event.basis else ''}"
        case d.BasedOn():
            basis = f" ({event.basis})" if event.basis else ""
            return f"stands in the place of {event.draft}{basis}"
        case d.Withdrawn():
            return f"withdrawn{f' by {event.by}' if event.by else ''}"
        case d.CommitteeActed():
            who = event.committee or "the committee"
            at = f" at its {event.meeting}" if event.meeting else ""
            return f"{event.action} by {who}{at}"
        case d.NotAdopted():
            how = {"rejected": "rejected", "no_action": "no action taken",
                   "not_pressed": "not pressed to a vote"}[event.how]  # fmt: skip
            return f"not adopted: {how}"
        case d.AdoptedAs():
            return f"adopted as {event.instrument}"
    assert_never(event)


def of_paper(event: p.AnyPaperEvent) -> str:
    """An event of the paper of an adopted text, in one line."""
    match event:
        case p.TextIssued():
            languages = ", ".join(event.languages)
            return f"issued{f' in {languages}' if languages else ''}"
        case p.TextCorrected():
            return f"corrected by {event.document}{_paragraphs(event.paragraphs)}"
        case p.TextReissued():
            return f"reissued{f': {event.reason}' if event.reason else ''}"
    assert_never(event)


def of_budget(event: b.BudgetEvent) -> str:
    """A step of the chain of budget implications, in one line."""
    estimate = event.estimate
    what = {
        "none_required": "no budget implications", "within_existing_resources":
        "to be carried out within existing resources", "refused": "budget refused",
    }.get(b.step_of(event), f"budget {b.step_of(event)}")  # fmt: skip
    amounts = f": {money(estimate.amounts)}" if estimate.amounts else ""
    years = f" for {', '.join(map(str, estimate.years))}" if estimate.years else ""
    section = f", section {estimate.section}" if estimate.section else ""
    posts = f", {estimate.posts} posts" if estimate.posts is not None else ""
    of = _paragraphs(estimate.paragraphs)
    return f"{what}{amounts}{years}{section}{posts}{of}{_in(event.document)}"


def of_fund(event: f.FundEvent) -> str:
    """An event of a fund, in one line."""
    match event:
        case f.Established():
            return f"{event.name} established{_by(event.authority)}"
        case f.Renamed():
            return f"renamed {event.name}{_by(event.authority)}"
        case f.ContributionInvited():
            of = f" of {', '.join(event.of)}" if event.of else ""
            return f"contributions{of} invited{_by(event.authority)}"
        case f.Pledged():
            return f"{event.donor} pledged {event.amount}"
        case f.Paid():
            return f"{event.donor} paid {event.amount}"
        case f.Allocated():
            to = ", ".join(event.mandates) or event.purpose or "no mandate named"
            return f"{event.amount} allocated to {to}"
        case f.FundVoided():
            return f"event {event.event_id} voided: {event.reason}"
    assert_never(event)


def of_entity(event: n.EntityEvent) -> str:
    """An event of an entity, in one line."""
    match event:
        case n.Established():
            also = f" ({', '.join(event.abbreviations)})" if event.abbreviations else ""
            return f"{event.name}{also}{_by(event.authority)}"
        case n.Renamed():
            also = f" ({', '.join(event.abbreviations)})" if event.abbreviations else ""
            return f"renamed {event.name}{also}{_by(event.authority)}"
        case n.Aliased():
            return f"also called {event.alias}"
        case n.Merged():
            return f"merged into {event.into}{_by(event.authority)}"
        case n.FunctionsTransferred():
            what = event.functions or "functions"
            return f"{what} transferred to {event.to}{_by(event.authority)}"
        case n.Abolished():
            return f"abolished{_by(event.authority)}"
        case n.EntityVoided():
            return f"event {event.event_id} voided: {event.reason}"
    assert_never(event)


def of_item(event: t.ItemEvent) -> str:
    """An event of an agenda item, in one line."""
    match event:
        case t.Requested():
            by = f" by {event.by}" if event.by else ""
            came = f", carried over from {event.carried_from}" if event.carried_from else ""
            return f"requested{by}{came}{_by(event.authority)}"
        case t.Placed():
            where = "supplementary list" if event.supplementary else "provisional agenda"
            return f"on the {where}{_number(event.number)}"
        case t.Included():
            return f"included in the agenda{_number(event.number)}"
        case t.Renamed():
            return f"renamed {event.title}{_by(event.authority)}"
        case t.Linked():
            mandates = ", ".join(f"{one.mandate} ({one.occurrence})" for one in event.mandates)
            return f"carries {mandates}"
        case t.ReportListed():
            return f"{event.document} is before the body"
        case t.Considered():
            return f"{event.action}{_by(event.authority)}"
        case t.MeetingSet():
            who = f" ({event.meeting})" if event.meeting else ""
            return f"to be taken up on {event.day}{who}{_by(event.authority)}"
        case t.MeetingMoved():
            return f"its meeting moved to {event.day}{_by(event.authority)}"
        case t.MeetingPostponed():
            return f"its meeting put off without a date{_by(event.authority)}"
        case t.MeetingHeld():
            who = f" ({event.meeting})" if event.meeting else ""
            return f"taken up on {event.held}{who}"
        case t.CarriedOver():
            return f"carried over to {event.to}{_by(event.authority)}"
        case t.ItemVoided():
            return f"event {event.event_id} voided: {event.reason}"
    assert_never(event)


def of_policy(event: y.PolicySet) -> str:
    """What a body goes by from then on, in one line."""
    said = [
        f"{name.replace('_days', '').replace('_', ' ')} {counted(value, 'day')}"
        for name in ("submission_days", "issue_days", "due_soon_days")
        if (value := getattr(event, name)) is not None
    ]
    if event.languages is not None:
        said.append(f"languages {', '.join(event.languages)}")
    if event.postpones is not None:
        by = event.postpones_by or "rule"
        said.append(f"postponement by {by}" if event.postpones else "no postponement by rule")
    return f"policy: {', '.join(said)}{_by(event.authority)}"


def of_body(event: o.BodyAdded | o.BodyRenamed) -> str:
    """A body that was added or renamed, in one line."""
    if isinstance(event, o.BodyRenamed):
        return f"renamed {event.name}{f' by {event.authority}' if event.authority else ''}"
    under = f", under {event.parent}" if event.parent else ""
    return f"{event.code} added: {event.name} ({event.seat}){under}"


def of_proposal(event: q.ProposalEvent) -> str:
    """An event of a proposal, in one line."""
    match event:
        case q.Made():
            why = f" ({'; '.join(event.reasons)})" if event.reasons else ""
            return f"proposed: {event.older} {event.how} by {event.newer}{why}"
        case q.Accepted():
            return f"accepted: {event.how}{_by(event.authority)}"
        case q.Declined():
            return f"declined{f': {event.reason}' if event.reason else ''}"
        case q.ProposalVoided():
            return f"event {event.event_id} voided: {event.reason}"
    assert_never(event)


def _paragraphs(numbers: Sequence[str]) -> str:
    if not numbers:
        return ""
    return f" (paragraph{'s' if len(numbers) > 1 else ''} {', '.join(numbers)})"


def _number(number: str | None) -> str:
    return f" as item {number}" if number else ""


def _in(document: str | None) -> str:
    return f" by {document}" if document else ""


def _by(authority: str | None) -> str:
    return f" by {authority}" if authority else ""
