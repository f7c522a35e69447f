"""What is shown of a mandate: the shapes of an item of the register and of one in full."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ..domain.due import Due, words
from ..domain.rhythm import Rhythm
from ..domain.rhythm import words as rhythm_words
from ..domain.subject import told
from .money import MoneyShown
from .shape import Answer

AnchoredBy = Literal["meeting", "opening"]


class Status(Answer):
    """The four axes. ``timeliness`` late and overdue name ``deadline`` and ``days``."""

    legal: str
    implementation: str
    timeliness: str
    funding: str
    deadline: str | None = None
    days: int | None = None
    uncertain: bool = False


class Window(Answer):
    """The first and the last day of what a term names."""

    opens: date | None
    closes: date | None


class DueShown(Answer):
    """A due term as said, and what the calendar makes of it; ``calendar``: recorded or forecast.

    ``session``: the one that it names, by the code of its body, ``HLC/20``. ``anchored_by`` says
    from what one counts: the meeting on the agenda ``item``, or the opening. ``inferred``: the text
    gives a rhythm alone, and this is where it is taken to fall.
    """

    term: Due
    inferred: bool = False
    session: str | None
    anchor: date | None
    anchored_by: AnchoredBy | None = None
    item: str | None = None
    window: Window | None
    submit_by: date | None
    issue_by: date | None
    legal_by: date | None
    calendar: str | None
    calendar_version: str | None


class DeadlineShown(Answer):
    """A deadline and how it stands. ``anchor`` is the day from which it is counted back: that of
    the meeting on an agenda ``item``, else the opening of the session or part."""

    kind: str
    day: date
    state: str
    days: int | None
    uncertain: bool
    anchor: date | None
    anchored_by: AnchoredBy | None
    item: str | None


class DocumentShown(Answer):
    """A report that answers an occurrence; days as exactly as they are known."""

    document: str
    submitted: str
    issued: str | None
    languages: tuple[str, ...]
    late_reason: str | None


class DeferralShown(Answer):
    """One putting-off: from a due point to another, the sessions by the codes of their bodies."""

    what: str
    before: Due | None
    before_session: str | None = None
    to: Due
    to_session: str | None = None
    authority: str
    decided: date
    exceptional: bool


class OccurrenceShown(Answer):
    """One due point, with everything that is known of it."""

    number: int
    status: Status
    due: DueShown | None
    deadlines: tuple[DeadlineShown, ...]
    reports: tuple[DocumentShown, ...]
    deferrals: tuple[DeferralShown, ...]
    action: str | None
    end: str | None
    ended_on: date | None
    late_days: dict[str, int]
    passed_from: str | None


class ForecastShown(Answer):
    """A due point that the rhythm of the text will bring: a forecast, and shown as one."""

    term: Due
    session: str | None
    opens: date | None
    closes: date | None


class LinkShown(Answer):
    """A tie to another mandate."""

    how: str
    mandate: str | None
    authority: str
    on: date


class Item(Answer):
    """A mandate in the register: the occurrence that is owed speaks for it.

    ``beginning`` is how its words begin, where they are in the record.
    """

    id: str
    title: str | None
    beginning: str | None
    status: Status
    tracked: str
    strength: str | None
    verb: str
    addressees: tuple[str, ...]
    leads: tuple[str, ...]
    contributing: tuple[str, ...]
    deliverable: str
    instrument: str
    instrument_title: str | None
    adopted_on: date
    occurrence: int
    due: DueShown | None

    @property
    def about(self) -> str | None:
        """What it is about: its title, else how its words begin; with what its text is called,
        where these speak of that."""
        return told(self.title or self.beginning, self.instrument_title)

    @property
    def due_point(self) -> str:
        """What its due point is named by: the mandate, and the occurrence but for the first."""
        return self.id if self.occurrence == 1 else f"{self.id}/{self.occurrence}"


class Shown(Item):
    """A mandate in full, as ``show`` gives it. ``ends_on`` is the last day of its own terms."""

    body: str
    session: int | str | None
    collaborators: tuple[str, ...]
    receiving_body: str | None
    recurrence: str | None
    rhythm: Rhythm | None
    renews: bool
    paragraph: str
    text: str | None
    span: tuple[int, int] | None
    text_of: str
    cites: tuple[str, ...]
    until: Due | None
    ends_on: date | None
    occurrences: tuple[OccurrenceShown, ...]
    forecast: tuple[ForecastShown, ...]
    newer: tuple[LinkShown, ...]
    older: tuple[LinkShown, ...]
    notes: tuple[str, ...]
    tracking_reason: str | None
    money: MoneyShown | None

    @property
    def recurs(self) -> str | None:
        """How often, in words."""
        return rhythm_words(self.rhythm) if self.rhythm else self.recurrence

    @property
    def lasts(self) -> str | None:
        """Until when its own terms run, in words, with the day where the words are none."""
        if self.until is None:
            return None
        said = words(self.until)
        known = self.ends_on is not None and said != self.ends_on.isoformat()
        return f"{said} ({self.ends_on})" if known else said
