"""`verify-text`: compare what was registered from a draft with the adopted text."""

from __future__ import annotations

import click

from .. import values
from ..desk import Desk, recording
from ..group import Command
from .adopt import document_of, reading_of


@click.command("verify-text", cls=Command)
@click.argument("symbol", metavar="SYMBOL", type=values.SYMBOL)
@click.argument("file", metavar="FILE")
@click.option("--apply", is_flag=True, help="Record the corrections, new acts and voids.")
@recording(mandates=False)
def verify_text(desk: Desk, symbol: str, file: str, apply: bool) -> None:
    """Compare an instrument that was registered from its draft with its adopted text.

    Equal: its words count as verified. Else the difference, and nothing is recorded unless --apply.
    What is recorded holds from the day of the adoption, unless --on says otherwise.

    \b
    mandates verify-text A/RES/54/226 A_RES_54_226.txt
    mandates verify-text A/RES/54/226 A_RES_54_226.txt --apply
    """
    from ....domain.instrument import InstrumentAdopted
    from ....domain.verification import VerifyText

    document, _ = document_of(file, symbol)
    reading = reading_of(document, file)
    adopted = next(
        one.envelope.effective_on
        for one in desk.engine.history(symbol)
        if isinstance(one.event, InstrumentAdopted)
    )
    command = desk.build(
        VerifyText, symbol=symbol, reading=reading, apply=apply, on=desk.on or adopted
    )
    desk.record(command, nothing=f"{symbol} is verified already: nothing recorded")
