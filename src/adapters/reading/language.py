"""Whether a text is English, and what it is if not. By its commonest small words and its script.

Of a page in two languages, English beside French, the English lines are kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from ...domain.errors import BadInput
from .cues import holds
from .page.lines import Dropped, Line

_WORDS = {
    "English": {"the", "of", "and", "to", "in", "its", "on", "for", "by", "that"},
    "French": {"le", "la", "les", "des", "et", "du", "de", "une", "dans", "sur", "que", "aux"},
    "Spanish": {"el", "la", "los", "las", "y", "del", "de", "en", "que", "para", "su", "una"},
    "German": {"der", "die", "das", "und", "den", "von", "des", "mit", "zur", "im", "zu", "auf"},
    "Portuguese": {"o", "os", "da", "do", "dos", "das", "e", "em", "para", "uma", "que", "de"},
    "Italian": {"il", "di", "che", "della", "delle", "per", "gli", "nel", "dei", "una", "la", "e"},
    "Dutch": {"de", "het", "een", "van", "en", "dat", "voor", "met", "op", "te", "zijn", "in"},
}
_SCRIPTS = {
    "CYRILLIC": "Russian", "ARABIC": "Arabic", "CJK": "Chinese", "HANGUL": "Korean",
    "HIRAGANA": "Japanese", "KATAKANA": "Japanese", "GREEK": "Greek", "HEBREW": "Hebrew",
    "DEVANAGARI": "Hindi",
}  # fmt: skip
_SAMPLE = 12_000


def of(text: str) -> str | None:
    """The language of a text, in English; None where it has too few words to tell."""
    sample = text[:_SAMPLE]
    if sample.count(" the ") * 120 > len(sample):
        return "English"
    scripts: Counter[str] = Counter()
    foreign = [
        character for character in sample[:8000] if character > "\u0370" and character.isalpha()
    ]
    for character in foreign:
        scripts[unicodedata.name(character, "").split(" ")[0]] += 1
    if scripts and len(foreign) * 4 > sum(map(str.isalpha, sample[:8000])):
        name = _SCRIPTS.get(scripts.most_common(1)[0][0])
        if name:
            return name
    counts = Counter(re.findall(r"[^\W\d_]+", sample.casefold()))
    total = sum(counts.values())
    if total < 8:
        return None
    scores = {name: sum(counts[word] for word in words) for name, words in _WORDS.items()}
    best = max(scores, key=lambda name: (scores[name], name == "English"))
    return best if scores[best] * 12 > total else None


def check(text: str) -> None:
    """Raise BadInput that names the language where the text is surely not English."""
    language = of(text)
    if language not in (None, "English"):
        raise BadInput(f"the text is in {language}; only English is read")


def english(lines: list[Line], text: str) -> tuple[list[Line], list[Dropped]]:
    """The English lines of a page that is in French too, and the others; most texts are not."""
    if not holds(text, _BODIES) or sum(map(text.count, _OFTEN)) * _ONE_IN < len(text):
        return lines, []
    parted = [piece for line in lines for piece in _parted(line)]
    weights = [sum(map(_weight, _words(line.text))) for line in parted]
    surely = sum(weight <= -_SURE for weight in weights)
    if min(surely, sum(weight > 0 for weight in weights)) * _SHARE < len(weights):
        return lines, []
    told = [*_told(parted, weights)]
    kept: list[Line] = []
    others: list[Dropped] = []
    for line, is_english in zip(parted, _filled(parted, told), strict=True):
        if is_english:
            kept.append(line)
        else:
            others.append(Dropped(line.number, line.text, "another language"))
    return kept, others


_BODIES = ("Conseil ", "Assembl\u00e9e ", "Assemblee ")
"""Who adopts the text there."""
_OFTEN = (" les ", " des ", " la ")
_ONE_IN = 500
"""In characters: how often one of these stands in a page of two languages."""
_SURE = 3
"""How many French words tell that a line is no list of names."""
_SHARE = 6
"""Which part of the lines is surely French there, and which is English."""
_ENGLISH = frozenset(
    {
        "the", "of", "and", "to", "in", "its", "on", "for", "by", "that", "with", "at", "as", "be",
        "which", "their", "this", "from", "is", "are", "has", "have", "it", "or", "an", "all",
        "other", "such", "these", "shall", "any", "under", "also", "meeting", "january",
        "february", "march", "april", "may", "june", "july", "august", "september", "october",
        "november", "december",
    }
)  # fmt: skip
_FRENCH = frozenset(
    {
        "le", "la", "les", "des", "du", "de", "et", "une", "un", "dans", "sur", "que", "qui",
        "aux", "au", "par", "pour", "est", "ses", "son", "sa", "cette", "ce", "en", "leurs",
        "leur", "avec", "ainsi", "dont", "ou", "ne", "pas", "il", "lors", "ces", "sont", "soit",
        "d", "l", "qu", "s", "n", "janvier", "mars", "avril", "mai", "juin", "juillet",
        "septembre", "octobre", "novembre",
    }
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_ACCENTS = frozenset("\u00e9\u00e8\u00ea\u00e0\u00e7\u00f4\u00fb\u00ee\u00f9")


def _weight(word: str) -> int:
    """1 for an English word, -1 for a French one, else 0."""
    if word in _ENGLISH:
        return 1
    return -1 if word in _FRENCH or not _ACCENTS.isdisjoint(word) else 0


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _told(lines: Sequence[Line], weights: Sequence[int]) -> Iterator[bool | None]:
    """Whether each line is English or, False, French; None where its words do not tell.

    Where its small words do not, those tell that stand in lines of one of the two elsewhere; but
    the rest of a broken word is in the language of its beginning.
    """
    seen: Counter[str] = Counter()
    for line, weight in zip(lines, weights, strict=True):
        for word in _words(line.text):
            seen[word] += (weight > 0) - (weight < 0)
    last, broken = 0, False
    for line, weight in zip(lines, weights, strict=True):
        known = sum((seen[word] > 0) - (seen[word] < 0) for word in _words(line.text))
        last = weight or (last if broken and line.text[0].islower() else known)
        broken = line.text[-1] == "-"
        yield None if last == 0 else last > 0


def _parted(line: Line) -> Iterator[Line]:
    """A line of both columns, parted between them: "The Assembly, L'Assembl\u00e9e"."""
    words = line.text.split(" ")
    weights = [sum(map(_weight, _words(word))) for word in words]
    at = next((index for index, weight in enumerate(weights) if weight < 0), 0)
    before, after = weights[:at], weights[at:]
    if sum(before) < 1 or max(after, default=0) > 0 or sum(after) > -_SEVERAL:
        yield line
        return
    verb = words[at - 1]
    at -= at > 1 and weights[at - 1] == 0 and verb.isalpha() and verb[0].isupper()
    yield Line(line.number, " ".join(words[:at]), line.gap, line.page)
    yield Line(line.number, " ".join(words[at:]))


_SEVERAL = 2


def _filled(lines: Sequence[Line], told: Sequence[bool | None]) -> Iterator[bool]:
    """Of each line whether it is English; one that does not tell goes with its neighbours.

    What begins a paragraph goes with the line below, what goes on with the line above.
    """
    last = True
    for line, known, below in zip(lines, told, _next(told), strict=True):
        if known is None:
            begins = line.text[0].isupper() or line.text[0].isdigit()
            known = below if begins and below is not None else last
        last = known
        yield known


def _next(told: Sequence[bool | None]) -> list[bool | None]:
    """Of each line what the next one tells that does, itself among them; None below the last."""
    found: list[bool | None] = []
    below: bool | None = None
    for known in reversed(told):
        below = below if known is None else known
        found.append(below)
    return found[::-1]
