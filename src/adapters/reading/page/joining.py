"""Lines into one text: hyphens at line ends, spaced compounds, the line each piece is from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from .lines import SOFT, Line

_SUSPENDED = re.compile(r"(?:and|or|to|nor) ")
_BROKEN = re.compile(r"(\w+)-$")
_JOB = re.compile(r" distr\.:| \d{2}-\d{5} \(e\)")
_FIRST_WORD = re.compile(r"\w+")
_SPACED = re.compile(r"(\w)- (?!and\b|or\b|to\b|nor\b|as\b|but\b|versus\b)(\w)")
_SOFT_TAIL = re.compile(
    r"(?:[tsc]ions?|tional|ments?|mental|ings?|ities|ity|ness|ances?|ences?|ably|ible|ated?|"
    r"ates|ating|ously|ively|ives?|ists?|isms?|ized?|izing|ization|dent|ber|bers|ture|tures|"
    r"eral|tary|tory|cil|tee|sion|ly|ed|er|ers|al|als|tive|tives|ficial|cial|curity|sary|blies|"
    r"bly)\b"
)


@dataclass(slots=True)
class Joined:
    """One text made of lines, with the line that each stretch of it comes from."""

    text: str = ""
    starts: list[int] = field(default_factory=list[int])
    numbers: list[int] = field(default_factory=list[int])

    def line_at(self, offset: int) -> int:
        """The source line of the character at ``offset``."""
        return self.numbers[bisect_right(self.starts, offset) - 1]

    @property
    def lines(self) -> list[int]:
        """The numbers of all lines in it, each once, in order."""
        return list(dict.fromkeys(self.numbers))


class Vocabulary:
    """The words of a text, by which line-end hyphens are judged; collected when first asked."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._lines = lines
        self._text: str | None = None

    def __contains__(self, word: str) -> bool:
        return self.holds(word, 1)

    def holds(self, word: str, times: int) -> bool:
        """Whether a word stands in the text so many times."""
        text, sought = self._all, f" {word}"
        at = text.find(sought)
        while at >= 0:
            end = at + len(sought)
            times -= text[end] in " ,;."  # the text ends with a space
            if times == 0:
                return True
            at = text.find(sought, end)
        return False

    @property
    def modern(self) -> bool:
        """Whether a word processor made the text: those break no words at line ends."""
        return _JOB.search(self._all) is not None

    @property
    def _all(self) -> str:
        if self._text is None:
            self._text = f" {' '.join(line.text for line in self._lines)} ".casefold()
        return self._text


def join(pieces: Sequence[tuple[int, str]], words: Vocabulary) -> Joined:
    """Join (line number, text) pieces into one text.

    A hyphen at a line's end stays in compounds ("Perez-" / "Guerrero", "High-" / "level") and goes
    where it only broke a word ("resolu-" / "tion").
    """
    lines = [piece for _, piece in pieces]
    if not any(not line or line[-1] in _GLUES for line in lines):
        ends = list(accumulate([0, *(len(line) + 1 for line in lines)]))
        return _compounds(Joined(" ".join(lines), ends[:-1], [number for number, _ in pieces]))
    return _compounds(_joined(pieces, words))


_GLUES = f"-\u2013\u2014/{SOFT}"
"""After these at a line's end no space follows, as a rule."""


def _joined(pieces: Sequence[tuple[int, str]], words: Vocabulary) -> Joined:
    parts: list[str] = []
    joined = Joined()
    length = 0
    for number, piece in pieces:
        if not piece:
            # A number alone on its line: the line belongs to the text all the same.
            joined.starts.append(length)
            joined.numbers.append(number)
            continue
        glue = " "
        if parts:
            last = parts[-1]
            end = last[-1]
            if end == SOFT:
                glue = ""
                parts[-1] = last[:-1]
                length -= 1
            elif end == "-" and not last.endswith(" -") and not _SUSPENDED.match(piece):
                glue = ""
                if _breaks_word(last, piece, words):
                    parts[-1] = last[:-1]
                    length -= 1
            elif end in _GLUES and end != "-" and not _parted(last, piece):
                glue = ""
            if glue:
                parts.append(glue)
                length += 1
        joined.starts.append(length)
        joined.numbers.append(number)
        parts.append(piece)
        length += len(piece)
    joined.text = "".join(parts).removesuffix(SOFT)
    return joined


def _parted(last: str, piece: str) -> bool:
    """Whether a space follows all the same: a dash set apart, or a note's mark, "Rights, 10/"."""
    if last.endswith("/"):
        return not piece[0].isdigit() and _SLASHED.search(last, max(0, len(last) - 6)) is not None
    return last.endswith((" \u2013", " \u2014"))


_SLASHED = re.compile(r"(?<![\d/.\u2013-])(?:\d{1,3}|\*)/$")


def _breaks_word(last: str, piece: str, words: Vocabulary) -> bool:
    head, tail = _BROKEN.search(last), _FIRST_WORD.match(piece)
    if head is None or tail is None or not tail[0][0].islower() or head[1][-1].isdigit():
        return False
    one, two = head[1].casefold(), tail[0].casefold()
    before, after = last[: head.start()], piece[tail.end() : tail.end() + 1]
    if before.endswith("-") or after == "-":
        # Of a compound: "seventy-sev-" / "enth", "sev-" / "enty-second".
        whole = one + two
        return whole in (_TENS if after == "-" else _ONES) or (after != "-" and whole in words)
    if one + two in words:
        return True
    if f"{one}-{two}" in words or f"{one}-{two}" in _COMPOUNDS or len(one) < 2:
        return False
    if words.modern or one in _PREFIXES:
        return False
    if one in _BEGINNINGS:
        return not words.holds(two, 2) and two not in _AFTER_IN
    return one not in words or bool(_SOFT_TAIL.fullmatch(two))


_TENS = frozenset({"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"})
_ONES = frozenset(
    {"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"}
)
_COMPOUNDS = frozenset(
    {"open-ended", "fact-finding", "cease-fire", "peace-keeping", "round-table", "law-making"}
)
"""What is written with a hyphen though its parts are no prefixes."""
_BEGINNINGS = frozenset(
    {
        "to", "in", "is", "as", "so", "be", "on", "or", "at", "of", "no", "do", "us", "he", "me",
        "we", "it", "by", "an", "am", "de", "ex", "re", "pre", "pro", "co", "sub", "over", "under",
        "inter", "trans", "post", "extra", "counter", "bi", "per", "for", "out", "up",
    }
)  # fmt: skip
"""With which words begin: one is broken behind them, where its rest is no word of the text.

That rest begins a line, so a word of the text stands there twice.
"""
_AFTER_IN = frozenset(
    {"depth", "kind", "house", "country", "service", "person", "site", "going", "board", "line"}
)
_PREFIXES = _TENS | frozenset(
    {
         "anti", "cross", "eco", "high", "intra", "low", "mid", "mini", "multi", "non", "self",
        "semi", "socio", "vice", "well", "long", "short", "follow", "decision",
        "policy", "peace", "capacity", "gender", "result", "results", "data", "broad", "near",
    }
)  # fmt: skip


def _compounds(joined: Joined) -> Joined:
    """Close up "South- South"; "short- and long-term" stays."""
    if "- " not in joined.text:
        return joined
    text, starts = joined.text, joined.starts
    cuts = [match.start() + 2 for match in _SPACED.finditer(text) if match[1] != " "]
    for shift, cut in enumerate(cuts):
        at = cut - shift
        text = text[:at] + text[at + 1 :]
        starts[:] = [start - 1 if start > at else start for start in starts]
    joined.text = text
    return joined
