"""The states of a mandate from partly decoded events, folded once for all views: see `axes`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from operator import lt
from typing import TypeVar

from ...domain.due import SessionDue
from ..alike import Link, Point, digest, gone, placed, written
from ..axes import STILL, Cell, areas
from ..columns import between_bars, named
from ..register import ALL_DAYS
from ..view import FOREVER
from . import documents as d
from .data import AdoptedData
from .evolve import day_of
from .life import life
from .state import DuePoint, Ended, ItemLink, Mandate, Moment, Occurrence, alone_in, owed_by
from .terms import KEPT, sessions_in, term_in

Part = TypeVar("Part")
Seen = tuple[tuple[str | None, ...], tuple[str | int, ...]]
"""What is kept of a state: what its text says, with the words, and how it stands."""

States = list[tuple[str, Seen]]
"""Each state with the first day on which it holds."""


Step = tuple[int, int, States]
"""See `axes.Step`."""
Area = tuple[str, int, str, int, int, Seen]
"""See `axes.Cell`."""


def lived(stream: str, positions: Sequence[int], documents: bytes) -> Lived | None:
    """What is stored of a mandate; None where it needs the full decoding."""
    found = d.decode(stream, len(positions), documents)
    return None if found is None else Lived(stream, positions, found)


class Lived:
    """One mandate's events, with their positions, and its states.

    Nearly always events are recorded in the order in which they take effect, and nothing is to
    come. Then they are folded once, however many views look: `cells` tells of each state, and
    `kept` of the last, where `cells` has come to already. So who asks for both should begin with
    `cells`.
    """

    _due: str
    _addressees: str
    _leads: str
    _contributing: str
    _legal: str
    _done: str
    _alone: int
    _digest: int
    _time: str
    _seen: Seen

    def __init__(self, stream: str, positions: Sequence[int], found: Sequence[d.Document]) -> None:
        self.stream = stream
        self.positions = positions
        self.found = found
        days = [one.envelope.effective_on for one in found]
        exact = set(map(len, days)) == {d.A_DAY}  # as nearly always
        self.days = days if exact else [day_of(one) for one in found]
        self.life = life(positions)
        self._in_order = sorted(self.days) == self.days
        self._folded = False  # to the last, in their order
        self._stale = _ALL
        self._point: DuePoint | None = None
        self._put_off: DuePoint | None = None
        self._items: list[ItemLink] = []
        self._place = ""

    def has(self, kinds: frozenset[type[d.Document]]) -> bool:
        """Whether any of its events is of one of these kinds."""
        return not kinds.isdisjoint(map(type, self.found))

    def recorded(self) -> dict[int, str]:
        """The day on which each was recorded, by position."""
        days = [one.envelope.recorded_at[: d.A_DAY] for one in self.found]
        return dict(zip(self.positions, days, strict=True))

    def cells(self) -> Iterator[Area]:
        """The cells of what is kept: see `axes.areas`."""
        ends = _ends(self.found)
        if _a_day_each(self.days, ends):
            return self._one_after_another(ends)
        return areas(self._steps(ends))

    def _one_after_another(self, ends: Sequence[int]) -> Iterator[Area]:
        """Where each command holds from a day of its own, later than all before: what it changes
        ends the last cell and begins the next."""
        life, found, positions = self.life, self.found, self.positions
        life.state, self._stale = None, _ALL
        from_day, known_from, start = "", 0, 0
        held: Seen | None = None
        for end in ends:
            day, at = self.days[start], positions[end - 1]
            for index in range(start, end):
                one = found[index]
                life.take(one, day)
                self._stale |= _CHANGES.get(type(one), _ALL)
            start = end
            if not self._stale or life.state is None:
                continue
            seen = self.seen()
            if seen != held:
                if held is not None:
                    yield from_day, known_from, day, at, STILL, held
                from_day, known_from, held = day, at, seen
        if held is not None:
            yield from_day, known_from, FOREVER, STILL, STILL, held
        self._folded = True

    def _steps(self, ends: Sequence[int]) -> Iterator[Step]:
        """What is kept of the states as known after each command: of one in which nothing of that
        is another, nothing."""
        self.life.state, self._stale = None, _ALL
        held: States = []
        days, latest, start = self.days, "", 0
        for end in ends:
            if self._in_order or _in_order(days, latest, start, end):
                kept = self._add(held, start, end)
                latest = days[end - 1]
            else:  # something holds from an earlier day: all days after it may be others
                kept, held = 0, []
                for day, _ in self.life.days(self.found[:end]):
                    self._stale = _ALL
                    _hold(held, day, self.seen())
                latest = max(latest, *days[start:end])
            start = end
            yield self.positions[end - 1], kept, held[kept:]
        self._folded = True

    def _add(self, held: States, start: int, end: int) -> int:
        """Fold a command's events on; how many of the states held before stay as they were."""
        life, days, kept = self.life, self.days, len(held)
        for index in range(start, end):
            one, day = self.found[index], days[index]
            life.take(one, day)
            self._stale |= _CHANGES.get(type(one), _ALL)
            if index + 1 < end and days[index + 1] == day:
                continue
            if life.state is not None and (self._stale or not held):
                if held and held[-1][0] == day:
                    held.pop()
                    kept = min(kept, len(held))
                _hold(held, day, self.seen())
        return kept

    def cells_of(self, part: Callable[[Mandate], Part]) -> Iterator[Cell[Part]]:
        """The cells of a part of the states that shares nothing with them: see `axes.cells_of`."""
        return areas(self._parts(part))

    def _parts(
        self, part: Callable[[Mandate], Part]
    ) -> Iterator[tuple[int, int, list[tuple[str, Part]]]]:
        life = self.life
        for end in _ends(self.found):
            known: list[tuple[str, Part]] = []
            for day, _ in life.days(self.found[:end]):
                assert life.state is not None
                one = part(life.state)
                if not known or known[-1][1] != one:
                    known.append((day, one))
            yield self.positions[end - 1], 0, known

    def kept(self) -> Iterator[tuple[str, str, str]]:
        """Stop at each state that had not ended when the mandate was recorded last: the first and
        the end of its days, and the day from which on none is left out.

        Then `life` and `seen` tell of that state.
        """
        days, recorded_on = self.days, self.found[-1].recorded_on
        last = days[-1]
        if self._in_order and last <= recorded_on and isinstance(self.found[0], d.Adopted):
            if not self._folded:
                for one, day in zip(self.found, days, strict=True):
                    self.life.take(one, day)
                self._folded = True
            yield last, FOREVER, last if days[0] < last else ALL_DAYS
            return
        whole_from = ALL_DAYS
        for start, end in self.life.days(self.found):
            if end <= recorded_on:
                whole_from = end
                continue
            self._stale = _ALL
            yield start, end, whole_from

    def seen(self) -> Seen:
        """What is kept of the state as it is now: see `said_of`, `words_of` and `stands_of`. What
        an event cannot change is not worked out anew."""
        if not self._stale:
            return self._seen
        life, state = self.life, self.life.state
        assert state is not None
        if life.said is None:
            life.said = _said(life.text)
        if self._stale & _DUES:
            terms = (bytes((one.consideration or one.delivery).term) for one in state.occurrences)
            self._due = between_bars({one for term in terms for one in sessions_in(term)})
        if self._stale & _PARTIES:
            self._addressees = named(life.text.addressees)
            self._leads, self._contributing = named(state.leads), named(state.contributing)
        if self._stale & _PROGRESS:
            owed = owed_by(state)
            self._legal, self._done = life.legal(), _done(owed)
            self._alone = alone_in(state.occurrences)
            self._time = time = self._alike(owed, state.ended)
            self._digest = digest(time)
        stands = (
            state.tracked, self._legal, self._done, self._due, self._addressees, self._leads,
            self._contributing, int(bool(state.funded)), self._alone, self._digest, self._time,
        )  # fmt: skip
        self._seen, self._stale = (life.said, stands), 0
        return self._seen

    def _alike(self, one: Occurrence, ended: Ended | None) -> str:
        point, text, done = one.delivery, self.life.text, one.done
        # Nothing changes a due point, or a list of items: another is put in its place.
        put_off = one.consideration and one.legal_point
        if point is not self._point or put_off is not self._put_off or one.items is not self._items:
            self._point, self._put_off, self._items = point, put_off, one.items
            links = tuple((link.item, link.since, link.recorded_on) for link in one.items)
            self._place = _placed(
                text.body, _kept(point), put_off and _kept(put_off),
                links if self.life.document else (),
            )  # fmt: skip
        submitted, issued = _delivered(one)
        return written(
            self._place, self.life.document, gone(ended.how, ended.on) if ended else "", one.end,
            bool(one.deferrals), submitted, issued, done.earliest if done else None,
        )  # fmt: skip


def _hold(held: States, day: str, state: Seen) -> None:
    if not held or held[-1][1] != state:
        held.append((day, state))


def _in_order(days: Sequence[str], latest: str, start: int, end: int) -> bool:
    for index in range(start, end):
        if days[index] < latest:
            return False
        latest = days[index]
    return True


def _a_day_each(days: Sequence[str], ends: Sequence[int]) -> bool:
    """Whether each command holds from one day, and from a later one than all before it."""
    if len(ends) < len(days):  # commands of several events
        starts = (0, *ends[:-1])
        if any(len(set(days[start:end])) > 1 for start, end in zip(starts, ends, strict=True)):
            return False
        days = [days[start] for start in starts]
    return all(map(lt, days, days[1:]))


def _ends(found: Sequence[d.Document]) -> list[int]:
    """Where the events of each command end."""
    commands = [one.envelope.command_id for one in found]
    ends = [index for index in range(1, len(commands)) if commands[index] != commands[index - 1]]
    return [*ends, len(commands)]


_PARTIES, _PROGRESS, _DUES, _REST, _ALL = 1, 2, 4, 8, 15
_CHANGES: dict[type[d.Document], int] = {
    d.Assigned: _PARTIES,
    **dict.fromkeys((d.OccurrenceOpened, d.Deferred), _PROGRESS | _DUES),
    **dict.fromkeys((d.ProgressStated, d.ReportSubmitted, d.ReportIssued), _PROGRESS),
    **dict.fromkeys((d.ItemLinked, d.ItemAdvanced, d.Extended), _PROGRESS),
    **dict.fromkeys((d.Considered, d.Completed, d.Waived, d.Missed), _PROGRESS),
    **dict.fromkeys((d.Adapted, d.Merged, d.Replaced, d.Retired, d.Expired, d.Lapsed), _PROGRESS),
    **dict.fromkeys((d.TrackingOverridden, d.Funded, d.WordsVerified), _REST),
    **dict.fromkeys((d.DueSoon, d.FellDue, d.BecameOverdue, d.Noted), 0),
    **dict.fromkeys((d.Reiterated, d.Succeeded), 0),
}
"""Which of the columns an event may change; any other event all of them."""


def _done(one: Occurrence) -> str:
    stage = one.stage
    if one.end is None:
        return f"|{stage}|"
    if one.end in ("waived", "merged", "superseded"):
        stage = one.end
    elif one.end == "missed" and not one.reports and one.done is None:
        stage = "missed"
    return between_bars({stage, one.end})


def _said(text: AdoptedData) -> tuple[str | None, ...]:
    return (
        text.instrument, _session_id(text.body, text.session), text.deliverable, text.strength,
        text.verb, text.paragraph, (text.title or "").casefold(), (text.text or "").casefold(),
    )  # fmt: skip


def _delivered(one: Occurrence) -> tuple[str | None, str | None]:
    """The day of the first report that came, and of the first that came out."""
    reports = one.reports
    if not reports:
        return None, None
    if len(reports) == 1:
        issued = reports[0].issued
        return reports[0].submitted.earliest, issued.earliest if issued else None
    came = [report.submitted for report in reports]
    out = [report.issued for report in reports if report.issued is not None]
    return _first(came), _first(out) if out else None


Kept = tuple[bytes, str, str]
"""A due point: its term, since when it holds, when that was recorded."""


def _kept(point: DuePoint) -> Kept:
    return bytes(point.term), point.since, point.recorded_on


def _first(moments: Sequence[Moment]) -> str:
    return min(moments, key=lambda one: (one.latest, one.earliest)).earliest


@lru_cache(KEPT)
def _placed(body: str, delivery: Kept, consideration: Kept | None, links: tuple[Link, ...]) -> str:
    return placed(body, _point(delivery), consideration and _point(consideration), links)


def _point(kept: Kept) -> Point:
    term, since, recorded_on = kept
    return term_in(term), since, recorded_on


@lru_cache(1_000)
def _session_id(body: str, session: int | str | None) -> str | None:
    return SessionDue(organ=body, session=session).session_id
