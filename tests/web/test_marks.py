"""How values look on a page: a text with the words of its acts, each once and in its order."""

from __future__ import annotations

from mandates.adapters.web.marks import highlighted

TEXT = "Requests A & invites B"


def test_words_of_acts_are_marked_and_nothing_of_the_text_is_lost_or_done() -> None:
    assert highlighted(TEXT, [((13, 20), False), ((0, 8), True), (None, True)]) == (
        '<mark>Requests</mark> A &amp; <span class="act">invites</span> B'
    )


def test_acts_in_the_same_words_and_words_that_are_not_there_are_marked_once_or_not() -> None:
    once = f"<mark>{TEXT[:8]}</mark> A &amp; invites B"
    assert highlighted(TEXT, [((0, 8), True), ((0, 8), False), ((4, 12), False)]) == once
    assert highlighted(TEXT, [((0, 8), True), ((13, 99), True), ((5, 5), True)]) == once
