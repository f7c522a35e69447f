"""How values look: a sign and a word for each status, so that colour is never all that tells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup, escape

from ...domain.due import words as due_words
from ...domain.money import words as money_words
from ..cli import choices, items
from ..cli.basis import behind_primary

GOOD = frozenset({
    "met", "discharged", "considered", "issued", "completed", "confirmed", "held", "approved",
    "none_required", "within_existing_resources", "submitted", "closed", "recorded",
})  # fmt: skip
BAD = frozenset({"overdue", "missed", "refused", "damaged", "stopped"})
WARN = frozenset({
    "due_soon", "due", "late", "disputed", "postponed", "carried_over", "behind", "uncertain",
})  # fmt: skip
ENDED = frozenset({
    "adapted", "merged", "replaced", "retired", "expired", "lapsed", "waived", "superseded",
})  # fmt: skip
_SIGNS = {"good": "✓", "bad": "▲", "warn": "◆", "ended": "–", "calm": "○"}  # noqa: RUF001


def tone(word: str) -> str:
    """What kind of news a status is."""
    groups = (("good", GOOD), ("bad", BAD), ("warn", WARN), ("ended", ENDED))
    return next((name for name, group in groups if word in group), "calm")


def plain(word: object) -> str:
    """A word of ours as people write it."""
    return str(word).replace("_", " ")


def mark(word: str, said: str | None = None) -> Markup:
    """A status with its sign."""
    kind = tone(word)
    return Markup('<span class="mark {}"><span aria-hidden="true">{}</span>&nbsp;{}</span>').format(
        kind, _SIGNS[kind], plain(said or word)
    )


def timely(status: Any) -> Markup:
    """How a mandate stands to its deadlines."""
    return mark(status.timeliness, items.timeliness(status))


def highlighted(text: str, spans: Sequence[tuple[tuple[int, int] | None, bool]]) -> Markup:
    """A text with the words of acts marked; each span with whether it is the one that matters."""
    out, at = Markup(), 0
    for span, strong in sorted((one for one in spans if one[0]), key=lambda one: one[0] or (0, 0)):
        start, end = span or (0, 0)
        if at <= start < end <= len(text):
            kind = Markup("<mark>{}</mark>") if strong else Markup('<span class="act">{}</span>')
            out += escape(text[at:start]) + kind.format(text[start:end])
            at = end
    return out + escape(text[at:])


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


GLOBALS: dict[str, Any] = {
    "mark": mark, "timely": timely, "highlighted": highlighted, "counted": counted,
    "behind_primary": behind_primary,
    "asks": items.asks, "due": items.due, "legal_by": items.legal_by, "choices": choices,
    "money": money_words, "due_words": due_words,
}  # fmt: skip
FILTERS: dict[str, Any] = {"plain": plain}
