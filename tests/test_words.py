"""What is said of an event, in a line that a desk officer reads."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from mandates.domain.counts import counted
from mandates.domain.mandate.events import Missed
from mandates.domain.policy import PolicySet
from mandates.domain.rhythm import Rhythm
from mandates.projections.words import words
from spec import adopted, due


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "due GA/56"),
        ({"due": None}, "no due date"),
        ({"due": None, "recurrence": "annual"}, "annual"),
        ({"due": None, "recurrence": "every_session"}, "every session"),
        ({"recurrence": "biennial"}, "due GA/56, biennial"),
        ({"dues": (due("GA/56"), due("GA/58")), "due": None}, "due GA/56, GA/58"),
        (
            {"due": None, "rhythm": Rhythm(recurrence="other", every=90, unit="day")},
            "every 90 days",
        ),
        ({"recurrence": "annual", "until": due("GA/60")}, "due GA/56, annual, until GA/60"),
        ({"due": None, "until": due("2003-06-30")}, "until 2003-06-30"),
    ],
)
def test_an_adoption_says_when_it_is_due_however_the_text_says_it(
    given: dict[str, Any], said: str
) -> None:
    line = words(adopted(**given))
    assert line == f"adopted by A/RES/54/226: request Secretary-General: report, {said}"


def test_one_day_is_a_day() -> None:
    missed = "occurrence 1: missed, {} overdue"
    assert words(Missed(occurrence=1, legal_by=None, days_overdue=1)) == missed.format("1 day")
    assert words(Missed(occurrence=1, legal_by=None, days_overdue=2)) == missed.format("2 days")
    assert words(PolicySet(due_soon_days=1)) == "policy: due soon 1 day"
    assert counted(1, "view has", "views have") == "1 view has"
    assert counted(0, "view has", "views have") == "0 views have"


MANY = [
    "days",
    "events",
    "mandates",
    "acts",
    "paragraphs",
    "lines",
    "rows",
    "files",
    "checkpoints",
    "texts",
]
ALWAYS_MANY = {
    "(number + 1) * width",  # what a tile is over: 256 and more
    "len(waiting)",  # of several
    "folded.rate:,.0f",  # so many a second
    "'{:,}'.format(signed)",  # the first ... events, of what was signed
}


def test_nothing_that_is_counted_is_many_whatever_its_number() -> None:
    """A number that is put into a text is followed by a noun that goes with it: `counted`."""
    fixed = re.compile(rf"\{{+ ?([^{{}}]+?) ?\}}+ (?:{'|'.join(MANY)})\b")
    found = {
        f"{file}: {match[0]}"
        for kind in ("*.py", "*.html")
        for file in Path("src").rglob(kind)
        for match in fixed.finditer(file.read_text(encoding="utf-8"))
        if match[1] not in ALWAYS_MANY and not match[1].isupper()
    }
    assert found == set()
