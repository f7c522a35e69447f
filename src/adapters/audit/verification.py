"""What `verify` asks of a record, and its verdict."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from ...domain.counts import counted
from ...domain.errors import BadInput, Damaged, Refused
from ..record.port import Held, Record
from .formats import Checkpoint, Key, Rejected, Unreadable, parse_checkpoint, parse_key, signed
from .policy import Policy
from .verify import Expected, Finding, scan

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Claim:
    """A checkpoint that somebody has from elsewhere, with whose key and by which policy."""

    checkpoint: Checkpoint
    key: Key | None = None
    policy: Policy | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verifying found: nothing, where the record is what it was, as far as can be told.

    ``signed_up_to`` is the last position that a checkpoint bounds: what is above it could have
    been recorded otherwise by whoever has the file. ``checkpoints`` counts those that say the same
    once: given and kept, with and without a witness. ``clock`` says simulated for ever where any
    event was recorded by a clock other than the system's.
    """

    events: int
    root: str
    clock: str
    checkpoints: int
    signed_up_to: int
    deep: bool
    findings: tuple[Finding, ...] = ()

    @property
    def position(self) -> int | None:
        """The first damaged position."""
        return next((one.position for one in self.findings if one.position is not None), None)


def claim(checkpoint: str, public_key: str | None, policy: str | None) -> Claim:
    """What somebody gave, read. Raises `BadInput`."""
    try:
        return Claim(
            parse_checkpoint(checkpoint),
            None if public_key is None else parse_key(public_key),
            None if policy is None else Policy(policy),
        )
    except Unreadable as error:
        raise BadInput(str(error)) from None


def verify(
    record: Record,
    known_tags: Collection[str],
    claims: Iterable[Claim] = (),
    deep: Iterable[Callable[[int], Iterable[Finding]]] = (),
    progress: Progress = lambda _: None,
) -> Verdict:
    """Verify a record against itself and what was signed of it.

    ``deep`` are further questions, asked up to the position at which the pass began and only where
    it found nothing. Raises `Refused` for a claim that its own key or policy does not bear.
    """
    expected = [_believed(claim) for claim in claims]
    findings: list[Finding] = []
    for held in record.checkpoints():
        found = _held(held)
        if isinstance(found, Finding):
            findings.append(found)
        else:
            expected.append(found)
    further = list(deep)
    seen = scan(record, known_tags, expected, progress)
    findings += [Finding(None, what) for what in record.unguarded(bool(further))]
    if seen.finding is not None:
        findings.append(seen.finding)
    else:
        findings += [Finding(position, what) for position, what in record.disorder()]
    if not findings:
        findings += [finding for ask in further for finding in ask(seen.events)]
    findings.sort(key=lambda one: (one.position is None, one.position or 0))
    return Verdict(
        events=seen.events,
        root=seen.root.hex(),
        clock="simulated" if seen.simulated else "system",
        checkpoints=len({(one.position, one.root) for one in expected}),
        signed_up_to=max((one.position for one in expected), default=0),
        deep=bool(further),
        findings=tuple(findings),
    )


def schemas(record: Record, progress: Progress) -> Callable[[int], Iterable[Finding]]:
    """Whether every event is what its tag's schema says, and would be read as it was written."""

    def ask(end: int) -> Iterable[Finding]:
        position = 0
        try:
            for one in record.read(0, end):
                position = one.position
                progress(1)
        except Damaged as error:
            yield Finding(position + 1, str(error))

    return ask


def _believed(claim: Claim) -> Expected:
    checkpoint = claim.checkpoint
    try:
        if claim.key is not None and not signed(checkpoint, claim.key):
            raise Rejected(f"{claim.key.text()} did not sign it")
        lacking = claim.policy.lacks(checkpoint) if claim.policy else None
        if lacking:
            raise Rejected(lacking)
    except Rejected as error:
        raise Refused(f"the checkpoint of {counted(checkpoint.size, 'event')}: {error}") from None
    return Expected(checkpoint.size, checkpoint.root, f"{checkpoint.origin}'s checkpoint")


def _held(held: Held) -> Expected | Finding:
    name = f"the checkpoint kept at {held.position}"
    try:
        checkpoint = parse_checkpoint(held.note)
        if checkpoint.size != held.position:
            raise Rejected(f"it is of {counted(checkpoint.size, 'event')}")
        if not signed(checkpoint, parse_key(held.key)):
            raise Rejected("its key did not sign it")
    except (Rejected, Unreadable) as error:
        return Finding(None, f"{name} was changed: {error}")
    return Expected(checkpoint.size, checkpoint.root, name, held.tail)
