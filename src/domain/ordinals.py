"""Ordinal numbers in words, 1 to 999, in both directions.

An own table, because the libraries miss forms that resolutions use: U+2010 and U+2011 hyphens,
"sixtieth", "hundred and first" without "one", and "a second" that must stay two words.
"""

from __future__ import annotations

import re

_ONES = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_CARDINALS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015\u00ad]+")
_FIGURES = re.compile(r"([0-9]{1,3})\s?(?:st|nd|rd|th|d)", re.IGNORECASE)


def words_of(number: int) -> str:
    """The ordinal in words: 56 is "fifty-sixth", 101 "one hundred and first" (British usage).

    Raises ValueError outside 1 to 999.
    """
    if not 1 <= number <= 999:
        raise ValueError(f"{number} has no ordinal here: 1 to 999")
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _below_hundred(rest)
    head = f"{_CARDINALS[hundreds - 1]} hundred"
    return f"{head} and {_below_hundred(rest)}" if rest else f"{head}th"


def _below_hundred(number: int) -> str:
    if number < 20:
        return _ONES[number - 1]
    tens, ones = divmod(number, 10)
    word = _TENS[tens - 2]
    return f"{word}-{_ONES[ones - 1]}" if ones else f"{word[:-1]}ieth"


def _key(text: str) -> str:
    return "".join(part for part in _SEPARATORS.split(text.casefold()) if part != "and")


# "hundredth" and "hundred and first" stand for "one hundred ..." in the texts.
_NUMBERS = {
    **{_key(words_of(number)).removeprefix("one"): number for number in range(100, 200)},
    **{_key(words_of(number)): number for number in range(1, 1000)},
}


def number_of(text: str) -> int | None:
    """The number of an ordinal in words ("fifty-sixth", any hyphens) or figures ("56th").

    None where the text is no ordinal of 1 to 999.
    """
    figures = _FIGURES.fullmatch(text.strip())
    if figures:
        return int(figures[1]) or None
    return _NUMBERS.get(_key(text))


_HYPHEN = r"[\s\-\u2010-\u2015]{1,3}"
_UNIT = "|".join(sorted(_ONES, key=len, reverse=True))
_TEN = "|".join(_TENS)
_TENTH = "|".join(f"{word[:-1]}ieth" for word in _TENS)
_SMALL = rf"(?:(?:{_TEN}){_HYPHEN}(?:{'|'.join(_ONES[:9])})|{_TENTH}|{_UNIT})"
_HUNDRED = rf"(?:(?:{'|'.join(_CARDINALS)}){_HYPHEN})?hundred"
PATTERN = (
    rf"(?:{_HUNDRED}(?:th|{_HYPHEN}(?:and{_HYPHEN})?{_SMALL})|{_SMALL}"
    r"|[0-9]{1,3}(?:st|nd|rd|th))"
)
"""A regular expression (case-insensitive use) that finds what `number_of` understands."""
