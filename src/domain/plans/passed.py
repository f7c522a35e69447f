"""What a late entry says of a due point that has passed to a successor since: as it stood, it
passed; and had it ended by then, it would not have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..command import Command
from ..facts import Facts, Passed
from ..mandate import events as e
from ..mandate.refusal import refusal
from ..report import Answer
from ..streams import identity_in, mandate_stream
from .step import Step, said_to_be

_ENDS = (e.Completed, e.Waived, e.Missed)
_NEVER_PASSED = "it had ended before it could pass"


def with_heirs(steps: Sequence[Step], command: Command, facts: Facts) -> list[Step]:
    """The steps of a command, and what follows from them for successors.

    What a person recorded of the due point later, before it passed, overtakes what is entered now.
    """
    if not facts.passed:
        return [*steps]
    ended = [_whose(one) for one in steps if isinstance(one.event, _ENDS)]
    found = [*steps]
    for place, step in enumerate(steps):
        event = step.event
        if isinstance(event, _ENDS):
            found += _taken_back(facts.left_by(_whose(step)), place, facts)
        elif isinstance(event, e.Deferred | e.ProgressStated) and _whose(step) not in ended:
            if isinstance(event, e.ProgressStated) and event.state in ("confirmed", "held"):
                event = event.model_copy(update={"came_on": said_to_be(command, facts)})
            found += _passed_along(event, facts.heirs(_whose(step)), place, facts)
    return found


def _whose(step: Step) -> Answer:
    event = step.event
    assert isinstance(event, e.OnOccurrence)
    return Answer(mandate=identity_in(step.stream), occurrence=event.occurrence)


def _passed_along(
    event: e.Deferred | e.ProgressStated, heirs: Iterable[Passed], place: int, facts: Facts
) -> Iterator[Step]:
    for heir in _not_overtaken(heirs, facts):
        one = heir.heir.occurrence(heir.becomes.occurrence)
        told = event.model_copy(update={"occurrence": heir.becomes.occurrence})
        said_since = isinstance(told, e.ProgressStated) and (one is None or one.stage != "open")
        if said_since or refusal(heir.heir, told):
            return
        yield Step(mandate_stream(heir.becomes.mandate), told, place, heir.day.isoformat())


def _taken_back(heirs: Iterable[Passed], place: int, facts: Facts) -> Iterator[Step]:
    for heir in _not_overtaken(heirs, facts):
        for event_id in heir.told:
            void = e.MandateVoided(event_id=event_id, reason=_NEVER_PASSED)
            stream = mandate_stream(heir.becomes.mandate)
            yield Step(stream, void, place, heir.day.isoformat())


def _not_overtaken(heirs: Iterable[Passed], facts: Facts) -> Iterator[Passed]:
    since = facts.day
    for heir in heirs:
        if any(one.decided > since for one in heir.was.deferrals):
            return
        since = heir.day
        yield heir
