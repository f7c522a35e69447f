"""What every command has in common: its day, and its content as bytes."""

from __future__ import annotations

from datetime import date

from mandates.domain.command import digest
from mandates.domain.mandate import commands as c
from spec import GA, M, act, due, reading

WISH = c.Retire(mandate=M, authority=GA)


def test_a_command_holds_from_its_own_day_or_from_the_day_of_its_execution() -> None:
    assert WISH.effective_on(date(2001, 12, 21)) == "2001-12-21"
    dated = c.Retire(mandate=M, authority=GA, on="2001-12")
    assert dated.effective_on(date(2026, 1, 1)) == "2001-12"


def test_equal_wishes_have_equal_content_however_they_were_written() -> None:
    same = c.Retire(mandate="resolution 54/226#2.2", authority="resolution 56/202")
    assert same.content == WISH.content
    assert digest([same]) == digest([WISH])


def test_any_difference_changes_the_content() -> None:
    others = [
        c.Lapse(mandate=M, authority=GA),
        c.Retire(mandate=M, authority="A/RES/57/300"),
        c.Retire(mandate=M, authority=GA, on="2001-12-21"),
        c.Retire(mandate=M, authority=GA, note="as asked"),
    ]
    digests = {digest([one]) for one in (WISH, *others)}
    assert len(digests) == 5
    assert digest([WISH, others[0]]) != digest([others[0], WISH])
    assert len(digest([WISH])) == 64


def test_the_acts_of_a_reading_come_in_the_order_of_the_text() -> None:
    text = reading(act("2.2", due=due("GA/56")), act("1.1"))
    assert [one.id for one in text.acts] == ["2.2", "1.1"]
