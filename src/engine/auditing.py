"""What an engine proves: checkpoints, proofs, verification. The work is in `adapters.audit`.

Which is imported when something is proven, as most processes prove nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from ..adapters.record import open_record
from ..adapters.record.port import Held
from ..domain.counts import counted
from ..domain.errors import BadInput, Damaged, Unknown
from ..domain.registry import EVENTS
from ..projections.questions import VIEWS
from .answering import Answering

if TYPE_CHECKING:
    from ..adapters.audit.formats import Checkpoint, Key
    from ..adapters.audit.verification import Verdict
    from ..adapters.audit.verify import Finding


class Auditing(Answering):
    """The part of `Engine` that proves."""

    def checkpoint(self, key: str | Path, *, every: int | timedelta | None = None) -> Held | None:
        """Sign what the record is now (a C2SP tlog-checkpoint), and keep it in the record.

        ``key`` is a file that `mandates audit keygen` made. Nothing is signed, and None returned,
        before anything was recorded, and with ``every`` until so many events were recorded, or so
        much time has passed, since the last one of this key. Raises `Damaged` where the record no
        longer continues that one.
        """
        from ..adapters.audit import proving
        from ..adapters.audit.keys import signer

        return proving.checkpoint(self._record, signer(Path(key)), self._recording.now(), every)

    def checkpoints(self) -> list[Held]:
        """The checkpoints that the record keeps, the oldest first."""
        return self._record.checkpoints()

    def last_checkpoint(self) -> str | None:
        """The last checkpoint in words; None before the first."""
        held = self._record.checkpoints()[-1:]
        return (
            f"{counted(held[0].position, 'event')}, {held[0].made_at.isoformat()}" if held else None
        )

    def keep(self, checkpoint: str) -> None:
        """Keep a checkpoint of this record that came back from its witnesses. Raises `BadInput`
        where the record did not give it out."""
        from ..adapters.audit import proving

        proving.keep(self._record, checkpoint, self._recording.now())

    def prove(self, what: str | int, checkpoint: str) -> tuple[int, str]:
        """A tlog-proof that an event is what the checkpoint signed, and the event's position.

        ``what`` is a position, an event's id, or a mandate (or other identity): then its last event
        that the checkpoint covers. The proof holds the stored bytes of the event. Raises `Damaged`
        where the record does not hold what was signed.
        """
        from ..adapters.audit import proving

        return proving.prove(self._record, self.positions(what), checkpoint)

    def consistency(self, old: str, new: str) -> str:
        """The proof that the checkpoint ``new`` continues ``old``, as a log sends it to witnesses
        (C2SP tlog-witness). Raises `Refused` where it does not."""
        from ..adapters.audit import proving

        return proving.consistency(self._record, old, new)

    def consistency_path(self, old: int, size: int) -> list[bytes]:
        """The same as hashes alone, for a witness that has the record at hand."""
        from ..adapters.audit.merkle import consistency

        if self._record.head().position < size:
            raise BadInput(
                f"the record has fewer than {counted(size, 'event')}: give its own with --db"
            )
        return consistency(old, size, self._record.hashes)

    def key_of(self, checkpoint: Checkpoint) -> Key | None:
        """The public key that the record keeps beside this checkpoint: the record's word for it."""
        from ..adapters.audit.formats import parse_checkpoint, parse_key

        for held in self._record.checkpoints():
            if parse_checkpoint(held.note).note.text == checkpoint.note.text:
                return parse_key(held.key)
        return None

    def positions(self, what: str | int) -> tuple[int, ...]:
        """The positions of an event, or of all events of an identity. Raises `Unknown`."""
        if isinstance(what, int) or what.isdigit():
            position = int(what)
            if not 1 <= position <= self._record.head().position:
                raise Unknown(f"position {position} is not in the record")
            return (position,)
        if re.fullmatch(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", what):
            found = self._record.find(UUID(what))
            if found is None:
                raise Unknown(f"no event has the id {what}")
            return (found.position,)
        return tuple(one.position for one in self.history(what))

    def verify(
        self,
        *,
        deep: bool = False,
        checkpoint: str | None = None,
        public_key: str | None = None,
        policy: str | None = None,
        progress: Callable[[int], None] = lambda _: None,
    ) -> Verdict:
        """Whether the record is what was recorded, as far as that can be told; see `Verdict`.

        Reads every event once, in constant memory: its bytes against the tree, the columns that
        copy them, its version, its command, the order, its internal note; and all checkpoints that
        the record keeps.
        ``checkpoint`` is the text of one from elsewhere, ``public_key`` the line that is to have
        signed it, ``policy`` (C2SP tlog-policy) says which witnesses too. ``deep`` also reads every
        event by its schema, and folds all views from scratch to compare them with what is stored.
        ``progress`` is told how many more events were read. Raises `Refused` where the checkpoint
        is not signed as it has to be, `BadInput` where something given cannot be read.
        """
        from ..adapters.audit.verification import claim, schemas, verify

        claims = [claim(checkpoint, public_key, policy)] if checkpoint is not None else []
        further = (schemas(self._record, progress), self._views_differ) if deep else ()
        return verify(self._record, EVENTS, claims, further, progress)

    def _views_differ(self, end: int) -> Iterator[Finding]:
        from ..adapters.audit.verify import Finding
        from ..adapters.feed.checking import differences

        for difference in differences(self._record, self._feed, VIEWS):
            yield Finding(None, difference)

    def export(
        self, to: str, *, public: bool = False, progress: Callable[[int], None] = lambda _: None
    ) -> int:
        """Write the record as one portable bundle (see `adapters.audit.bundle`); how many events.

        ``to`` is a zip file to be made, or a folder where it ends with a slash. ``public`` leaves
        internal notes out. The record is verified first: raises `Damaged`, and writes nothing,
        where it is not what was recorded.
        """
        from .. import __version__
        from ..adapters.audit.bundle import export

        verdict = self.verify()
        if verdict.findings:
            raise Damaged(f"nothing was exported: {verdict.findings[0]}")
        by, now = f"mandates {__version__}", self._recording.now()
        return export(self._record, to, public=public, made_by=by, now=now, progress=progress)

    def copy(
        self, url_or_path: str | Path, *, progress: Callable[[int], None] = lambda _: None
    ) -> tuple[int, int]:
        """Put the record into another database, of whatever kind: same positions, bytes and root.

        Returns how many events were copied, and the end. What broke off goes on. Every leaf is
        compared in the end. Raises `Refused` where the other database holds another record,
        `Damaged` where the copy is not what was copied.
        """
        from ..adapters.audit.copying import copy

        target = open_record(url_or_path, EVENTS)
        try:
            return copy(self._record, target, progress)
        finally:
            target.close()

    def restore(
        self, bundle: Path, *, progress: Callable[[int], None] = lambda _: None
    ) -> tuple[int, int]:
        """Append what the record lacks of a bundle: same positions, bytes and root.

        Returns how many events were appended, and the end. The record must be empty or begin as the
        bundle does. Raises `Damaged` for a bundle that is not what it says, `Refused` for another
        record, `BadInput` for what is no bundle.
        """
        from ..adapters.audit.restoring import restore

        return restore(self._record, bundle, progress)
