"""Pictures as SVG, made on the server. Each has words for those who do not see it, beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from ...domain.counts import counted
from ...projections.item import DeadlineShown, OccurrenceShown, Shown

WIDTH, MARGIN, LANE, TOP = 960, 16, 46, 34
_LABEL = 15
_ROOM_FOR_A_NUMBER = 30
_LETTERS = 34
"""Of a name, that have room beside its bar."""
_NEAR = 22
"""Marks nearer than this, in pixels, stand in the next row."""
_SHAPES = {
    "submission": "M0,-6 6,0 0,6 -6,0Z", "issue": "M-5,-5H5V5H-5Z", "legal": "M0,-6 6,5H-6Z",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened: its day, the number by which the page names it, what it was."""

    day: date
    number: int
    words: str
    void: bool = False


class _Axis:
    """Days as places from left to right."""

    def __init__(self, first: date, last: date) -> None:
        self.first = first - timedelta(days=20)
        self.days = max((last - self.first).days + 20, 60)

    def x(self, day: date) -> float:
        share = (day - self.first).days / self.days
        return round(MARGIN + max(0.0, min(1.0, share)) * (WIDTH - 2 * MARGIN), 1)

    def ticks(self) -> list[tuple[date, str]]:
        last = self.first + timedelta(days=self.days)
        step = max(1, -(-(last.year - self.first.year + 1) // 12))
        years = range(self.first.year + 1, last.year + 1, step)
        return [(date(year, 1, 1), str(year)) for year in years]


def timeline(item: Shown, happenings: Sequence[Happening], as_of: date) -> Markup:
    """The life of a mandate: what happened, and for each due point its window and deadlines."""
    axis = _axis(item, happenings, as_of)
    lanes, rows = _happened(axis, happenings)
    y = TOP + rows * _NEAR + 24
    for one in item.occurrences:
        lanes.append(_occurrence(axis, one, y))
        y += LANE
    height = y + 8
    grid = [
        Markup('<line class="grid" x1="{0}" y1="{2}" x2="{0}" y2="{3}"/>'
               '<text class="year" x="{0}" y="14">{1}</text>').format(axis.x(day), text, 20, height)
        for day, text in axis.ticks()
    ]  # fmt: skip
    today = Markup()
    if axis.first <= as_of <= axis.first + timedelta(days=axis.days):
        today = Markup(
            '<line class="asof" x1="{0}" y1="20" x2="{0}" y2="{1}"><title>as of {2}</title></line>'
        ).format(axis.x(as_of), height, as_of)
    events, points = counted(len(happenings), "event"), counted(len(item.occurrences), "due point")
    said = f"Timeline of {item.id}: {events}, {points}"
    return _svg("timeline", height, said, Markup().join([*grid, today, *lanes]))


def _axis(item: Shown, happenings: Sequence[Happening], as_of: date) -> _Axis:
    days = [item.adopted_on, *(one.day for one in happenings)]
    for one in item.occurrences:
        days += [each.day for each in one.deadlines]
        window = one.due.window if one.due else None
        days += [day for day in (window.opens, window.closes) if day] if window else []
        days += [one.due.anchor] if one.due and one.due.anchor else []
    if item.status.legal == "in_force" and as_of > item.adopted_on:
        days.append(as_of)
    return _Axis(min(days), max(days))


def _happened(axis: _Axis, happenings: Sequence[Happening]) -> tuple[list[Markup], int]:
    """The marks of what happened, in as many rows as keep them apart, and how many rows."""
    ends: list[float] = []
    marks: list[Markup] = []
    for one in sorted(happenings, key=lambda each: (each.day, each.number)):
        x = axis.x(one.day)
        row = next((index for index, end in enumerate(ends) if x - end >= _NEAR), len(ends))
        ends[row : row + 1] = [x]
        shape = Markup(
            '<a href="#e{n}"><g class="happening{void}" transform="translate({x},{y})">'
            "<title>{day}: {words}</title>"
            '<circle r="9"/><text y="4">{n}</text></g></a>'
        )
        marks.append(
            shape.format(
                n=one.number, void=" void" if one.void else "", x=x, y=TOP + row * _NEAR,
                day=one.day, words=one.words,
            )
        )  # fmt: skip
    return marks, max(len(ends), 1)


def _occurrence(axis: _Axis, one: OccurrenceShown, y: float) -> Markup:
    window = one.due.window if one.due else None
    bar = Markup()
    if window and (window.opens or window.closes):
        start = axis.x(window.opens or window.closes or date.min)
        end = max(axis.x(window.closes or window.opens or date.max), start + 3)
        bar = Markup(
            '<rect class="window" x="{x}" y="{y}" width="{w}" height="10" rx="2">'
            "<title>window: {opens} to {closes}</title></rect>"
        ).format(x=start, y=y, w=round(end - start, 1), opens=window.opens, closes=window.closes)
    marks = [
        Markup('<path class="deadline {state}" transform="translate({x},{y})" d="{d}">'
               "<title>{kind} deadline {day}: {state}{counted}</title></path>").format(
            state=each.state, x=axis.x(each.day), y=y + 5, d=_SHAPES[each.kind], kind=each.kind,
            day=each.day, counted=_counted(each),
        )
        for each in one.deadlines
    ]  # fmt: skip
    label = Markup('<text class="lane" x="{}" y="{}">due point {}</text>').format(
        MARGIN, y - 6, one.number
    )
    return Markup().join([label, bar, *marks, _meeting(axis, one, y)])


def _meeting(axis: _Axis, one: OccurrenceShown, y: float) -> Markup:
    """The meeting on the item, where it stands in the place of the session's opening."""
    due = one.due
    if due is None or due.anchored_by != "meeting" or due.anchor is None:
        return Markup()
    return Markup(
        '<circle class="meeting" cx="{}" cy="{}" r="4"><title>meeting on {}: {}</title></circle>'
    ).format(axis.x(due.anchor), y + 5, due.item, due.anchor)


def _counted(deadline: DeadlineShown) -> str:
    """From what a deadline is counted back."""
    if deadline.anchor is None:
        return ""
    what = f"the meeting on {deadline.item}" if deadline.item else "the opening"
    return f", counted from {what} on {deadline.anchor}"


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart: its name, a link, its parts as (kind, how much, in words); and what always
    stands behind the name, however long that is."""

    name: str
    link: str | None
    parts: tuple[tuple[str, float, str], ...]
    total: str
    behind: str = ""


def bars(title: str, rows: Sequence[Bar]) -> Markup:
    """A bar for each name, its parts side by side."""
    most = max((sum(part for _, part, _ in one.parts) for one in rows), default=0) or 1
    room, left, step = WIDTH - 330, 250, 30
    drawn: list[Markup] = []
    for index, one in enumerate(rows):
        y, x = 8 + index * step, float(left)
        whole, room_left = one.name + one.behind, _LETTERS - len(one.behind)
        name = one.name if len(one.name) <= room_left else one.name[: room_left - 1] + "…"
        text = Markup('<text class="name" x="{}" y="{}">{}<title>{}</title></text>').format(
            left - 8, y + _LABEL, name + one.behind, whole
        )
        drawn.append(Markup('<a href="{}">{}</a>').format(one.link, text) if one.link else text)
        for kind, part, words in one.parts:
            width = round(part / most * room, 1)
            if width > 0:
                drawn.append(
                    Markup('<rect class="part {}" x="{}" y="{}" width="{}" height="20">'
                           "<title>{}: {}</title></rect>").format(
                        kind, round(x, 1), y, width, whole, words)
                )  # fmt: skip
                if width >= _ROOM_FOR_A_NUMBER:
                    drawn.append(
                        Markup('<text class="inside" x="{}" y="{}">{:,.0f}</text>').format(
                            round(x + width / 2, 1), y + _LABEL, part)
                    )  # fmt: skip
                x += width
        drawn.append(
            Markup('<text class="total" x="{}" y="{}">{}</text>').format(
                round(x + 6, 1), y + _LABEL, one.total
            )
        )
    return _svg("bars", 16 + len(rows) * step, title, Markup().join(drawn))


Tie = tuple[str, str, str | None]
"""An older mandate, how it is tied, and the newer one; None where that is not registered."""


def graph(start: str, ties: Sequence[Tie], link: Callable[[str], str]) -> Markup:
    """The lineage: older mandates on the left, what carries them on to the right.

    Each mandate stands in the column that is one after the furthest of what it follows; ``link``
    is where it leads.
    """
    columns = _columns(ties)
    places: dict[str, tuple[float, float]] = {}
    filled: dict[int, int] = {}
    step = 250
    for name, column in columns.items():
        row = filled.get(column, 0)
        filled[column] = row + 1
        places[name] = (MARGIN + column * step, 14 + row * 64)
    height = 20 + max(filled.values(), default=1) * 64
    drawn: list[Markup] = []
    for older, how, newer in ties:
        (x1, y1), (x2, y2) = places[older], places[newer or f"{older}?"]
        drawn.append(
            Markup('<path class="tie" d="M{},{}L{},{}"/><text class="how" x="{}" y="{}">{}</text>')
            .format(x1 + 180, y1 + 18, x2 - 4, y2 + 18, (x1 + 180 + x2) / 2, (y1 + y2) / 2 + 10,
                    how)
        )  # fmt: skip
    for name, (x, y) in places.items():
        known = not name.endswith("?")
        shown = name if known else "not registered"
        box = Markup(
            '<g class="node{}"><rect x="{}" y="{}" width="180" height="36" rx="3"/>'
            '<text x="{}" y="{}">{}</text></g>'
        ).format(" here" if name == start else "", x, y, x + 90, y + 23, shown)
        drawn.append(Markup('<a href="{}">{}</a>').format(link(name), box) if known else box)
    width = MARGIN * 2 + max(columns.values(), default=0) * step + 190
    return _svg("lineage", height, f"Lineage of {start}", Markup().join(drawn), width)


def _columns(ties: Sequence[Tie]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for _ in range(len(ties) + 1):
        for older, _, newer in ties:
            at = columns.setdefault(older, 0)
            after = newer or f"{older}?"
            columns[after] = max(columns.get(after, 0), at + 1)
    return columns


def _svg(kind: str, height: float, said: str, inside: Markup, width: float = WIDTH) -> Markup:
    return Markup(
        '<svg class="picture {kind}" width="{width}" height="{height}" viewBox="0 0 {width} '
        '{height}" role="group" aria-label="{said}">{inside}</svg>'
    ).format(kind=kind, width=width, height=height, said=said, inside=inside)
