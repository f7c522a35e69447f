"""Events as they are given out: one JSON shape for all commands, and one line in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .basis import instant
from .tables import one_line

if TYPE_CHECKING:
    from ...adapters.audit.notes import NoteFound
    from ...domain.event import Recorded

_MORE = {
    "source", "note", "internal", "on_behalf_of", "command_id", "causation_id", "correlation_id",
}  # fmt: skip


def event_json(recorded: Recorded, void: bool = False, overtaken: bool = False) -> dict[str, Any]:
    """An event as in ``audit events --json``. What it does not have is left out, and so are
    ``void`` and ``overtaken`` where it is not, or where nobody asked whether it is.

    An event that would be recorded (``--dry-run``) has neither position nor version.
    """
    envelope = recorded.envelope
    value: dict[str, Any] = {
        "position": recorded.position or None,
        "type": recorded.event.tag,
        "stream": recorded.stream,
        "version": recorded.version if recorded.position else None,
        "event_id": str(recorded.event_id),
        "recorded_at": envelope.recorded_at.isoformat().replace("+00:00", "Z"),
        "effective_on": envelope.effective_on,
        "actor": envelope.actor,
        "data": recorded.event.model_dump(mode="json"),
        **envelope.model_dump(mode="json", exclude_none=True, include=_MORE),
    }
    if envelope.clock != "system":
        value["clock"] = envelope.clock
    if void:
        value["void"] = True
    if overtaken:
        value["overtaken"] = True
    return value


def note_words(found: NoteFound | None) -> str | None:
    """An internal note, or what became of it; None where there is none."""
    if found is None:
        return None
    if found.erased is None:
        return found.text or "not in this copy of the record"
    reason: str = getattr(found.erased.event, "reason", "")
    return f"erased by {found.erased.envelope.actor}, event {found.erased.position}: {reason}"


def note_json(found: NoteFound) -> dict[str, Any]:
    """An internal note as ``{"text": …}``, or ``{"erased": …}`` with the event that erased it."""
    if found.erased is None:
        return {"text": found.text}
    return {"erased": event_json(found.erased)}


def event_line(recorded: Recorded) -> str:
    """An event in words: position, day, whose, what."""
    from ...domain.streams import identity_in
    from ...projections.words import words

    what = one_line(f"{identity_in(recorded.stream)}: {words(recorded.event)}")
    if not recorded.position:
        return f"would record  {what}"
    return f"{recorded.position:>5}  {recorded.envelope.effective_on:<10}  {what}"


def event_row(
    recorded: Recorded, void: bool, internal: str | None = None, overtaken: bool = False,
    said: str | None = None,
) -> list[str]:  # fmt: skip
    """An event as a row of a table; `EVENT_COLUMNS` names the cells. ``said``: it in words."""
    from ...projections.words import words

    envelope = recorded.envelope
    source = envelope.source
    rests = ""
    if source is not None:
        where = " ".join(filter(None, (source.symbol, source.url)))
        if source.paragraph:
            where += f" para {source.paragraph}"
        rests = where if source.confidence == "sourced" else f"{where} ({source.confidence})"
    said = said or words(recorded.event)
    said += f" [{envelope.note}]" if envelope.note else ""
    if envelope.internal:
        said += f" [internal: {internal}]" if internal else " [with an internal note]"
    mark = "void: " if void else "overtaken: " if overtaken else ""
    return [
        str(recorded.position), envelope.effective_on, instant(envelope.recorded_at),
        envelope.actor, f"{mark}{said}", rests.strip(),
    ]  # fmt: skip


EVENT_COLUMNS = ("position", "effective", "recorded", "by", "what", "source")
