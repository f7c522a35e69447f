"""Whether a text is English, and what it is if not. By its commonest small words and its script."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from ...domain.errors import BadInput

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
