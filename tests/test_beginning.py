"""What a mandate without a title is told by in a list: how its words begin."""

from __future__ import annotations

from datetime import date

from mandates.domain.calendar import Calendar
from mandates.projections.item import Item, item
from spec import mandate

TODAY = date(2001, 7, 10)
WORDS = "Welcomes the lamps that were lit, and requests the Keeper to light more of them"


def shown(text: str | None, span: tuple[int, int] | None = None, **more: str | None) -> Item:
    said = {"title": None, **{{"of": "instrument_title"}.get(k, k): v for k, v in more.items()}}
    return item(mandate(text=text, span=span, **said), Calendar(TODAY), TODAY)


def test_a_title_is_what_it_is_about() -> None:
    assert shown(WORDS, title="lamps").about == "lamps"


def test_without_one_the_words_of_its_own_act_are() -> None:
    begins = WORDS.index("requests")
    assert shown(WORDS, (begins, len(WORDS))).about == "requests the Keeper to light more of them"
    assert shown(WORDS).about == WORDS


def test_what_speaks_of_its_own_text_is_told_with_what_that_is_called() -> None:
    of = "Economic and technical cooperation among developing countries"
    done = "implementation of the present resolution"
    assert shown(None, title=done).about == f"{done} ({of})"
    assert shown("Requests all to heed this decision").about == (
        f"Requests all to heed this decision ({of})"
    )
    assert shown(None, title="present state of lamps").about == "present state of lamps"
    assert shown(None, title=done, of=None).about == done


def test_long_words_end_between_two_of_them_and_say_so() -> None:
    assert shown("Requests the Keeper to" + " light" * 40).beginning == (
        "Requests the Keeper to" + " light" * 19 + "\u2026"
    )
    assert shown("Requests the Keeper to" + " light," * 40).beginning == (
        "Requests the Keeper to" + " light," * 15 + " light\u2026"
    )


def test_words_that_nobody_recorded_are_not_invented() -> None:
    assert shown(None).about is None
    assert shown("   ").about is None


def test_what_has_room_stands_whole() -> None:
    assert shown("R" * 140).beginning == "R" * 140


def test_a_long_word_is_cut_where_it_must_be() -> None:
    assert shown("R" * 500).beginning == "R" * 140 + "\u2026"
