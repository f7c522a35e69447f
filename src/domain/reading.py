"""A resolution taken apart: what `mandates read` gives and the only thing `adopt` takes.

Required: symbol, body, session, paragraphs (number, acts (id, verb, force, mandate, addressees,
deliverable)). Everything else is optional; unknown keys are ignored.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from .due import Due, said, session_number
from .rhythm import Recurrence, Rhythm

Force = Literal["deciding", "directive", "reinforcing", "observing", "evaluative"]
Strength = Literal["binding", "request", "exhortation"]
Tracked = Literal["yes", "no", "unknown"]
Deliverable = Literal[
    "report", "agenda_item", "meeting", "recommendations", "review", "briefing", "information",
    "plan", "document", "resources", "mission", "other", "none",
]  # fmt: skip

DOCUMENTS: frozenset[str] = frozenset(
    {"report", "review", "plan", "document", "recommendations", "information"}
)
"""Deliverables that pass through documents management: they have submission and issue deadlines."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True, defer_build=True)


class Act(_Part):
    """One operative verb by which the body acts. ``span`` counts code points in the paragraph."""

    id: str
    verb: str
    force: Force
    mandate: bool
    addressees: tuple[str, ...]
    deliverable: Deliverable
    strength: Strength | None = None
    tracked: Tracked | None = None
    collaborators: tuple[str, ...] = Field(default=(), alias="with")
    body: str | None = None
    title: str | None = None
    due: Due | None = None
    dues: tuple[Due, ...] = ()
    recurrence: Recurrence | None = None
    rhythm: Rhythm | None = None
    until: Due | None = None
    renews: bool = False
    cites: tuple[str, ...] = ()
    span: tuple[int, int] | None = None
    confidence: Literal["high", "low"] = "high"
    reason: str | None = None
    """Why the confidence is low."""


class Paragraph(_Part):
    """An operative paragraph or sub-paragraph: its number, its own words, its acts in order."""

    number: str
    acts: tuple[Act, ...]
    text: str | None = None

    @model_validator(mode="after")
    def _acts_belong(self) -> Paragraph:
        for act in self.acts:
            paragraph, _, ordinal = act.id.rpartition(".")
            if paragraph != self.number or not ordinal.isdigit() or int(ordinal) == 0:
                raise ValueError(f"act {act.id!r} does not belong to paragraph {self.number!r}")
        return self


class Preambular(_Part):
    """A preambular paragraph: how it begins and what it cites."""

    verb: str
    text: str | None = None
    cites: tuple[str, ...] = ()


class Reading(_Part):
    """A whole text taken apart."""

    symbol: str | None
    body: str | None
    session: int | str | None
    paragraphs: tuple[Paragraph, ...]
    text_of: Literal["adopted", "draft"] | None = None
    title: str | None = None
    preamble: tuple[Preambular, ...] = ()
    meeting: str | None = None
    vote: Any = None
    sha256: str | None = None

    @model_validator(mode="after")
    def _numbers_once(self) -> Reading:
        numbers = [paragraph.number for paragraph in self.paragraphs]
        ids = [act.id for paragraph in self.paragraphs for act in paragraph.acts]
        for kind, names in (("paragraph", numbers), ("act", ids)):
            twice = next((name for name, count in Counter(names).items() if count > 1), None)
            if twice is not None:
                raise ValueError(f"{kind} {twice!r} stands there twice")
        return self

    @model_validator(mode="after")
    def _sessions_that_may_be(self) -> Reading:
        session_number(self.session)
        for act in self.acts:
            for term in (act.due, *act.dues, act.until):
                if term is not None:
                    said(term)
        return self

    @property
    def acts(self) -> tuple[Act, ...]:
        """All acts in the order of the text."""
        return tuple(act for paragraph in self.paragraphs for act in paragraph.acts)
