"""Plans about funds: an allocation is recorded on the fund and on each mandate that it is for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from .. import fund
from ..errors import Refused
from ..facts import Facts
from ..fund import Allocate, FundCommand
from ..mandate.events import Funded
from ..mandate.refusal import refusal
from ..mandate.state import Mandate
from ..streams import mandate_stream
from .step import States, Step


def streams(command: FundCommand, states: States) -> Iterator[str]:
    """The streams that a command on a fund rests on."""
    yield fund.stream_of(command.fund)
    if isinstance(command, Allocate):
        yield from map(mandate_stream, command.mandates)


def plan(command: FundCommand, states: States, facts: Facts) -> list[Step]:
    """What a command on a fund records. `plan.plan` says what it raises."""
    stream = fund.stream_of(command.fund)
    steps = [Step(stream, one) for one in fund.decide(states[stream], command, facts)]
    if not isinstance(command, Allocate):
        return steps
    cause = 0 if steps else None
    identities = tuple(dict.fromkeys(command.mandates))
    for identity in identities:
        mandate: Mandate | None = states[mandate_stream(identity)]
        funded = Funded(
            how="allocated", amounts=(command.amount,), fund=command.fund,
            shared_with=tuple(one for one in identities if one != identity),
        )  # fmt: skip
        if cause is None and (mandate is None or _has(mandate, funded, facts.day)):
            continue
        if reason := refusal(mandate, funded):
            raise Refused(f"{identity}: {reason}")
        steps.append(Step(mandate_stream(identity), funded, cause))
    return steps


def _has(mandate: Mandate, funded: Funded, day: date) -> bool:
    """Whether a mandate knows of an allocation of a day: where not, that was voided on its stream
    and is said again."""
    said = (funded.how, day, funded.amounts, funded.fund, funded.shared_with)
    return any(
        (one.how, one.on, one.amounts, one.source, one.shared_with) == said
        for one in mandate.funded
    )
