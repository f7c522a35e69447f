"""Ordinals in words, 1 to 999, in both directions and every spelling."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandates.domain import ordinals


def test_every_number_comes_back_from_its_words() -> None:
    for number in range(1, 1000):
        assert ordinals.number_of(ordinals.words_of(number)) == number


@given(st.integers(1, 999), st.sampled_from(["-", " ", "\u2010", "\u2011", "\u2013", "- "]))
def test_any_hyphen_will_do(number: int, hyphen: str) -> None:
    words = ordinals.words_of(number).replace("-", hyphen)
    assert ordinals.number_of(words.upper()) == number
    assert re.fullmatch(ordinals.PATTERN, words, re.IGNORECASE)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("sixtieth", 60),
        ("hundredth", 100),
        ("hundred and first", 101),
        ("one hundred fifty-second", 152),
        ("56th", 56),
        ("21st", 21),
        ("a second", None),
        ("fifty", None),
        ("zeroth", None),
        ("0th", None),
        ("", None),
    ],
)
def test_what_is_an_ordinal_and_what_is_not(text: str, number: int | None) -> None:
    assert ordinals.number_of(text) == number


def test_british_usage_in_words() -> None:
    assert ordinals.words_of(456) == "four hundred and fifty-sixth"
    with pytest.raises(ValueError, match="1 to 999"):
        ordinals.words_of(1000)
