"""`draft`: a text before it is adopted; and the paper of one that was."""

from __future__ import annotations

from typing import Any

import click

from .. import values
from ..desk import Desk, recording
from ..group import Group
from ..values import Word


@click.group(cls=Group)
def draft() -> None:
    """Table, revise, replace and withdraw drafts, up to the adoption.

    \b
    mandates draft table A/C.2/80/L.4 --sponsor Iraq --on-behalf-of "Group of 77 and China"
    """


_SYMBOL = click.argument("symbol", metavar="SYMBOL", type=values.SYMBOL)
_SPONSORS = click.option(
    "--sponsor", "sponsors", multiple=True, metavar="WHO", help="Sponsored by."
)
_BEHALF = click.option("--on-behalf-of", metavar="WHO", help="On behalf of a group.")
_WHO = click.option("--proposer", "who", metavar="WHO", help="Who did it.")


@draft.command()
@_SYMBOL
@click.option("--body", metavar="BODY", help="The body or committee.")
@click.option("--item", "agenda_item", metavar="N", help="The agenda item.")
@click.option("--title", metavar="T", help="Its title.")
@_SPONSORS
@_BEHALF
@recording(mandates=False)
def table(desk: Desk, symbol: str, **fields: Any) -> None:
    """A draft was submitted.

    \b
    mandates draft table A/C.2/80/L.4 --item "22 (b)" --sponsor Iraq --on 2025-10-10
    """
    from ....domain.draft.commands import TableDraft

    desk.record(desk.build(TableDraft, draft=symbol, **fields))


@draft.command()
@_SYMBOL
@click.option("--join", "joined", multiple=True, metavar="WHO", help="Joined in sponsoring.")
@click.option("--leave", "left", multiple=True, metavar="WHO", help="Withdrew from sponsoring.")
@recording(mandates=False)
def sponsor(desk: Desk, symbol: str, **fields: Any) -> None:
    """Sponsors joined, or withdrew.

    \b
    mandates draft sponsor A/C.2/79/L.15 --join Belgium --join Croatia --on 2024-11-25
    """
    from ....domain.draft.commands import ChangeSponsors

    desk.record(desk.build(ChangeSponsors, draft=symbol, **fields))


@draft.command()
@_SYMBOL
@click.option("--as", "document", type=values.SYMBOL, metavar="SYMBOL", help="Else the next /Rev.")
@click.option("--orally", is_flag=True, help="It was read out, and has no symbol.")
@_WHO
@recording(mandates=False)
def revise(desk: Desk, symbol: str, document: str | None, orally: bool, who: str | None) -> None:
    """Its sponsors submitted a revised text, or read one out.

    \b
    mandates draft revise A/C.2/79/L.15/Rev.1 --on 2024-11
    mandates draft revise A/C.2/79/L.15/Rev.1 --orally --proposer Iraq --on 2024-11-25
    """
    from ....domain.draft.commands import ReviseDraft

    desk.record(desk.build(ReviseDraft, draft=symbol, document=document, orally=orally, by=who))


@draft.command()
@_SYMBOL
@click.option("--proposer", metavar="WHO", help="Who proposed it.")
@click.option("--proposal", type=values.SYMBOL, metavar="SYMBOL", help="The amendment's symbol.")
@click.option("--paragraph", metavar="N", help="Which paragraph it changes.")
@click.option("--result", type=Word(("adopted", "rejected")), default="adopted", show_default=True)
@recording(mandates=False)
def amend(desk: Desk, symbol: str, **fields: Any) -> None:
    """An amendment to it was adopted, or rejected.

    \b
    mandates draft amend A/C.2/80/L.4 --proposal A/C.2/80/L.60 --result rejected
    """
    from ....domain.draft.commands import AmendDraft

    desk.record(desk.build(AmendDraft, draft=symbol, **fields))


@draft.command()
@_SYMBOL
@click.option("--with", "by_symbol", type=values.SYMBOL, metavar="SYMBOL", required=True)
@click.option("--basis", metavar="T", help='Such as "on the basis of informal consultations".')
@_SPONSORS
@_BEHALF
@recording(mandates=False)
def replace(desk: Desk, symbol: str, by_symbol: str, **fields: Any) -> None:
    """Another draft stands in its place; that is tabled with it if it was not yet.

    \b
    mandates draft replace A/C.2/80/L.4 --with A/C.2/80/L.56 --on 2025-11-18
    """
    from ....domain.draft.commands import ReplaceDraft

    desk.record(desk.build(ReplaceDraft, draft=symbol, by=by_symbol, **fields))


@draft.command()
@_SYMBOL
@_WHO
@recording(mandates=False)
def withdraw(desk: Desk, symbol: str, who: str | None) -> None:
    """Its sponsors withdrew it, before the vote.

    \b
    mandates draft withdraw A/C.2/80/L.4 --on 2025-11-18
    """
    from ....domain.draft.commands import WithdrawDraft

    desk.record(desk.build(WithdrawDraft, draft=symbol, by=who))


_MEETING = click.option("--meeting", metavar="M", help="The meeting: A/C.2/80/SR.25, 23rd meeting.")
_VOTE = click.option("--vote", metavar="T", help="The vote: 120-2-50; nothing means without one.")


@draft.command()
@_SYMBOL
@click.option("--committee", metavar="WHO", help="Which committee.")
@click.option("--action", type=Word(("approved", "rejected")), default="approved")
@click.option("--report", type=values.SYMBOL, metavar="SYMBOL", help="The committee's report.")
@_MEETING
@_VOTE
@recording(mandates=False)
def act(desk: Desk, symbol: str, **fields: Any) -> None:
    """The committee approved it, or rejected it.

    \b
    mandates draft act A/C.2/79/L.15 --committee "Second Committee" --report A/79/442/Add.2
    """
    from ....domain.draft.commands import ActOnDraft

    desk.record(desk.build(ActOnDraft, draft=symbol, **fields))


@draft.command()
@_SYMBOL
@click.option("--how", type=Word(("rejected", "no_action", "not_pressed")), default="rejected")
@_MEETING
@_VOTE
@recording(mandates=False)
def close(desk: Desk, symbol: str, **fields: Any) -> None:
    """The body did not adopt it.

    \b
    mandates draft close A/C.2/80/L.4 --how no_action --meeting A/80/PV.64
    """
    from ....domain.draft.commands import CloseDraft

    desk.record(desk.build(CloseDraft, draft=symbol, **fields))


@draft.command()
@_SYMBOL
@click.option("--as", "instrument", type=values.SYMBOL, metavar="SYMBOL", required=True)
@recording(mandates=False)
def adopted(desk: Desk, symbol: str, instrument: str) -> None:
    """It was adopted as a text that is registered already.

    \b
    mandates draft adopted A/C.2/79/L.15 --as A/RES/79/236 --on 2024-12-24
    """
    from ....domain.draft.commands import LinkDraft

    desk.record(desk.build(LinkDraft, draft=symbol, instrument=instrument))


@click.group(cls=Group)
def text() -> None:
    """The paper of an adopted text: issued, corrected, reissued.

    \b
    mandates text issue A/RES/80/156 --on 2025-12-18
    """


@text.command("issue")
@_SYMBOL
@click.option("--language", "languages", multiple=True, metavar="L", help="Else in all.")
@recording(mandates=False)
def issue_text(desk: Desk, symbol: str, languages: tuple[str, ...]) -> None:
    """It came out, later than it was adopted.

    \b
    mandates text issue A/RES/56/202 --on 2002-02-21
    """
    from ....domain.publication import IssueText

    desk.record(desk.build(IssueText, symbol=symbol, languages=languages))


@text.command("correct")
@_SYMBOL
@click.option("--by-document", "document", type=values.SYMBOL, metavar="SYMBOL", required=True)
@click.option("--paragraph", "paragraphs", multiple=True, metavar="N", help="Which it changes.")
@recording(mandates=False)
def correct_text(desk: Desk, symbol: str, **fields: Any) -> None:
    """A corrigendum came out. What it changes in a mandate: see `mandates correct`.

    \b
    mandates text correct A/RES/80/156 --by-document A/RES/80/156/Corr.1 --paragraph 39
    """
    from ....domain.publication import CorrectText

    desk.record(desk.build(CorrectText, symbol=symbol, **fields))


@text.command("reissue")
@_SYMBOL
@click.option("--reason", metavar="T", help="Why.")
@recording(mandates=False)
def reissue_text(desk: Desk, symbol: str, reason: str | None) -> None:
    """It came out anew under the same symbol.

    \b
    mandates text reissue A/RES/80/156 --reason "technical reasons"
    """
    from ....domain.publication import ReissueText

    desk.record(desk.build(ReissueText, symbol=symbol, reason=reason))
