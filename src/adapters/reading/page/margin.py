"""Figures in the margin: some drafts count their lines, each of them or every fifth."""

from __future__ import annotations

from collections.abc import Sequence

from .lines import Dropped, Line

_FIGURES = frozenset("0123456789")
_FEWEST = 3
"""How many figures in turn are no accident."""
_LONGEST = 4
"""In figures."""
_STEPS = (1, 5)
_BESIDE = 2
"""By how many lines of a page two figures may be nearer or farther than they count."""


def strip(lines: list[Line]) -> tuple[list[Line], list[Dropped]]:
    """Take the figures in the margin out; what is left of a line keeps its number."""
    for at_end in (False, True):
        edge = -1 if at_end else 0
        if sum(line.text[edge] in _FIGURES for line in lines) * 10 < len(lines):
            continue
        said = [_figure(line.text, at_end=at_end) for line in lines]
        for step in _STEPS:
            counted = _in_turn(said, step)
            if len(counted) >= _FEWEST and _margin(lines, counted, step, at_end=at_end):
                return _without(lines, counted, at_end=at_end)
    return lines, []


def _figure(text: str, *, at_end: bool) -> int | None:
    """The figure that a line may have in its margin."""
    word = text.rpartition(" ")[2] if at_end else text.partition(" ")[0]
    return int(word) if word.isdecimal() and len(word) <= _LONGEST else None


def _margin(lines: Sequence[Line], counted: Sequence[int], step: int, *, at_end: bool) -> bool:
    """Whether lines are counted by these figures, and no list or notes: nearly all are.

    Some of them are the middles of sentences, unless all are counted.
    """
    between = counted[-1] - counted[0] + 1
    if len(counted) * step * 5 < between * 4 or between * 5 < len(lines) * 2:
        return False
    words = [lines[at].text if at_end else lines[at].text.partition(" ")[2] for at in counted]
    return (
        step > 1
        or len(counted) == len(lines)
        or 8 * sum(text[:1].islower() for text in words) > len(words)
    )


def _in_turn(said: Sequence[int | None], step: int) -> list[int]:
    """The lines whose figures count on by ``step``, from it again on each page."""
    counted: list[int] = []
    last = -1
    expected = step
    for at, figure in enumerate(said):
        if figure is None:
            continue
        if figure != expected or (figure != step and abs(at - last - step) > _BESIDE):
            ahead = said[at + 1 : at + 1 + step + _BESIDE]
            if figure != step or 2 * step not in ahead or expected in ahead:
                continue
        counted.append(at)
        last, expected = at, figure + step
    return counted


def _without(
    lines: Sequence[Line], counted: Sequence[int], *, at_end: bool
) -> tuple[list[Line], list[Dropped]]:
    kept: list[Line] = []
    dropped: list[Dropped] = []
    numbered = frozenset(counted)
    for at, line in enumerate(lines):
        if at not in numbered:
            kept.append(line)
            continue
        before, _, after = line.text.rpartition(" ") if at_end else line.text.partition(" ")
        figure, text = (after, before) if at_end else (before, after)
        dropped.append(Dropped(line.number, figure, "line number"))
        if text:
            kept.append(Line(line.number, text, line.gap, line.page))
    return kept, dropped
