"""Operative verbs in a paragraph: where the body acts, by which verb.

An act is a finite verb whose subject is the body: the leading verb, and every further one that is
coordinated with it (", and in that context requests ..."). Infinitives, verbs of other subjects and
nouns that look like verbs ("requests from States") are none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..cues import holds
from . import infinitives, subjects
from .terms import last_match
from .vocabulary import (
    BARE,
    CLOSE_COMPLEMENTS,
    COMPLEMENTS,
    LEMMAS,
    PAST,
    SECONDARY,
    SECONDARY_PAST,
    THIRD_PERSON,
)

_ADVERB = (
    r"also|further|furthermore|again|once again|once more|yet again|strongly|deeply|firmly|"
    r"urgently|earnestly|"
    r"hereby|therefore|thus|accordingly|consequently|moreover|additionally|in addition|likewise|"
    r"equally|"
    r"categorically|solemnly|seriously|particularly|especially|expressly|specifically|"
    r"unequivocally|"
    r"unreservedly|vehemently|vigorously|warmly|fully|highly|gravely|greatly|sincerely|formally|"
    r"unanimously|respectfully|resolutely|emphatically|explicitly|simultaneously|profoundly|"
    r"finally|"
    r"continues to|continue to|subsequently|nevertheless|still|merely|invariably|absolutely|"
    r"unconditionally|wholeheartedly|insistently|kindly|cordially|similarly|newly|in particular"
)
_SETTING = (
    r"(?:in|to|for|with|on|at|by|under|as|upon) (?:this|that|these|those|the same|such|so|doing|a|"
    r"an|the|particular|it|which)"
    r"(?: [\w\u2019'/-]+){0,9}?|in particular|to date|as appropriate|inter alia|as such|"
    r"in doing so|in so doing|as a result|in parallel"
)
_BEFORE = re.compile(
    rf"(?:(?P<strong>[;.:]|, ?(?:and|but|as well as)|,)|"
    rf"(?P<weak>and(?<!\wand)|but(?<!\wbut)|or(?<!\wor)))"
    rf"(?:,? (?:(?:and|but) )?(?:{_SETTING}),?| (?:and |but )?(?:{_ADVERB}),?)*,? $"
)
_ASIDE = re.compile(r"(?:^|[,;] ?)(?:and|but),? [^,;]{3,240}, (?:(?:also|further|strongly) )?$")
_AFTER_ASIDE = (", ", ", also ", ", further ", ", strongly ")
"""How that ends: tried first, as it costs next to nothing."""
_ADVERBS_BEFORE = re.compile(rf"(?:(?:{_ADVERB}) )+$")
_LEADING = re.compile(
    rf"(?:[\u201c\"(]|\(?[a-z]{{1,2}}\) )?(?:(?:In this (?:regard|context|connection|respect)|"
    rf"In particular|To this end|Accordingly|"
    rf"Acting under[^,]*|Subject to[^,]*|Bearing in mind[^,]*|Having [^,]*|"
    rf"In the light of[^,]*),? )?"
    rf"(?:(?:{_ADVERB})(?:,? (?:and|in this regard,|"
    rf"in that regard,))? ){{0,3}}(?P<verb>[a-z]+(?:-[a-z]+)?)\b",
    re.IGNORECASE,
)
_WE = re.compile(
    rf"(?:^|[.;:] ?[\u201d\"]?|, ?(?:and )?|\band |"
    rf"\bthat )(?P<we>[Ww]e)(?:,? the [^.;]{{3,300}}?,|, [^,.;]{{3,120}},)??"
    rf" (?:(?:{_ADVERB}),? (?:and )?)*(?P<verb>[a-z]+(?:-[a-z]+)?)\b"
)
_SPOKEN = re.compile(rf",? (?:(?:{_ADVERB}),? (?:and )?)*(?P<verb>[a-z]+)\b")
_WE_MORE = re.compile(
    rf"(?:, (?:and )?|\band )(?:in (?:this|that) (?:regard|"
    rf"context),? )?(?:(?:{_ADVERB}) )*(?P<verb>call upon|call on|call for|"
    r"request|invite|encourage|urge|decide|reaffirm|recognize|welcome|stress|emphasize|reiterate|"
    r"commit|"
    r"take note|note|express|look forward|acknowledge|underscore|underline|resolve|commend|recall|"
    r"affirm)\b"
)
_PARTICLE = {
    "call": re.compile(
        rf"(?:,? (?:{_ADVERB}|in (?:this|that|the same) (?:regard|context|connection|"
        rf"respect)),?)*,? ?(upon|on|for)\b",
        re.IGNORECASE,
    ),
    "take": re.compile(
        r"(?: also| further| due| duly)* ?(note|into account|into consideration|cognizance|"
        r"account)\b",
        re.IGNORECASE,
    ),
    "look": re.compile(r"(?: also| further)* ?(forward)\b"),
    "pay": re.compile(r"(?: also| special| further)* ?(tribute)\b"),
    "draw": re.compile(r"(?: also| further)* ?(?:the )?(attention)\b"),
    "bear": re.compile(r" ?(in mind)\b"),
    "point": re.compile(r" ?(out)\b"),
}
_RELATIVE = re.compile(r"\b(?:which|who|that|where|whereby|in which|by which|whose)\b")
_RELATIVE_CUES = ("that", "wh")


@dataclass(frozen=True, slots=True)
class Found:
    """A verb in a paragraph: where its clause begins, where its complement begins, its lemma."""

    start: int
    rest: int
    lemma: str
    plural: bool = False
    """Whether the subject is "we"."""


def find(text: str, *, past: bool = False, resolved: infinitives.Resolved = None) -> list[Found]:
    """The acts' verbs in order of appearance. ``past``: the text tells what was decided.

    ``resolved``: how the text hangs on a "decides:" before it, by which an infinitive is an act.
    """
    if text[:4].isupper():
        text = _CAPITALS.sub(lambda match: match[0].lower(), text)
    if resolved is not None and (begun := infinitives.find(text, resolved)):
        return [Found(start, rest, lemma) for start, rest, lemma in begun]
    past = past or subjects.told(text)
    first = _first(text, past)
    found = [first] if first else []
    named = _named(text, first, past)
    found.extend(named)
    plural = _plural(text, first)
    found.extend(plural)
    begin = min((item.rest for item in found), default=None)
    if begin is not None and (named or (first and not first.plural)):
        found.extend(_further(text, begin, past))
    found.sort(key=lambda item: item.start)
    unique: list[Found] = []
    for item in found:
        if not unique or item.start >= unique[-1].rest:
            unique.append(item)
    return unique


_CAPITALS = re.compile(r"\b[A-Z]{4,}\b")
"""Some bodies print their verbs in capitals: "REQUESTS the Director-General"."""


def _first(text: str, past: bool) -> Found | None:
    match = _LEADING.match(text)
    if match is None:
        return None
    word = match["verb"].lower()
    lemma = THIRD_PERSON.get(word) or (PAST.get(word) if past else None)
    if lemma is None and word in BARE and match.start("verb") < 20:
        # "Reiterate that ..." in outcome documents, and letters lost in print.
        lemma = word
    if lemma is None or not _complement(lemma, text, match.end("verb"), close=False):
        return None
    return _found(text, 0, match.end("verb"), lemma)


def _named(text: str, first: Found | None, past: bool) -> list[Found]:
    """The verbs of sentences that name the body: "The Council requests ..."."""
    if "The " not in text and not past and not subjects.named(text):
        return []
    found: list[Found] = []
    for start, end, lemma in subjects.find(text, PAST if past else THIRD_PERSON, _SPOKEN):
        if first is None or start > first.rest:
            item = _found(text, start, end, lemma)
            if item:
                found.append(item)
    return found


def _plural(text: str, first: Found | None) -> list[Found]:
    if first is not None and " we " not in text and " We " not in text:
        return []
    found: list[Found] = []
    for match in _WE.finditer(text):
        word = match["verb"]
        lemma = word if word in LEMMAS else None
        if lemma is None:
            continue
        item = _found(text, match.start("we"), match.end("verb"), lemma, plural=True)
        if item:
            found.append(item)
    if not found:
        return []
    for match in _WE_MORE.finditer(text, found[0].rest):
        lemma = match["verb"].split(" ")[0]
        sentence = max(text.rfind(". ", 0, match.start()), 0)
        spoken = [item for item in found if sentence <= item.start < match.start()]
        if not spoken or not _directs(text, match):
            continue
        item = _found(
            text, match.start("verb"), match.start("verb") + len(lemma), lemma, plural=True
        )
        if item:
            found.append(item)
    return found


_DEPENDENT = re.compile(r"\bto [a-z]+\b(?!.*,)|\b(?:which|who|will|should|must)\b")


def _directs(text: str, match: re.Match[str]) -> bool:
    """Whether a bare verb after "and" is finite: nothing before it makes it an infinitive."""
    directive = match["verb"] in (
        "call upon",
        "call on",
        "request",
        "invite",
        "urge",
        "encourage",
        "decide",
    )
    if (
        directive
        and match[0].startswith(",")
        and re.match(
            r" (?:the|all|Member|States|[A-Z]|relevant|countries|other)", text[match.end() :]
        )
    ):
        return True
    clause = text[max(0, match.start() - 160) : match.start()]
    last = re.split(r"[.;]", clause)[-1]
    return _DEPENDENT.search(last) is None


def _further(text: str, begin: int, past: bool) -> list[Found]:
    found: list[Found] = []
    forms, words = (PAST, SECONDARY_PAST) if past else (THIRD_PERSON, SECONDARY)
    last = begin
    for at, word in _candidates(text, begin, words):
        lemma, end = forms[word], at + len(word)
        if not _complement(lemma, text, end, close=True):
            continue
        left = text[max(last, at - 160) : at]
        if left.endswith(_NO_VERB_AFTER):
            continue
        before = _BEFORE.search(left)
        aside = before is None and left.endswith(_AFTER_ASIDE) and _ASIDE.search(left)
        if before is None and not aside:
            continue
        strong = bool(aside) or bool(before and before["strong"])
        if _subordinate(text[last:at], strong, lemma):
            continue
        item = _found(text, at, end, lemma)
        if item is None:
            continue
        start = at
        if before is not None:
            adverbs = _ADVERBS_BEFORE.search(left, before.end("strong" if strong else "weak"))
            start -= len(adverbs[0]) if adverbs else 0
        found.append(Found(start, item.rest, item.lemma))
        last = item.rest
    return found


_NO_VERB_AFTER = tuple(
    f" {word} "
    for word in (
        "the", "of", "its", "their", "his", "her", "these", "those", "such", "any", "other", "all",
        "which", "who", "that", "for", "to", "with", "on", "by", "from", "relevant", "a",
    )
)  # fmt: skip
"""After these the word is a noun, or its subject is another: most candidates, found at once."""
_SECONDARY_AND_COMMA = frozenset(f"{word}," for word in SECONDARY | SECONDARY_PAST)


def _candidates(text: str, begin: int, forms: frozenset[str]) -> list[tuple[int, str]]:
    """Where verbs stand that may be further acts; most paragraphs hold none, found at once."""
    found: list[tuple[int, str]] = []
    words = set(text[begin:].split())
    commas = {word[:-1] for word in words & _SECONDARY_AND_COMMA}
    for word in (words & forms) | (commas & forms):
        at = text.find(word, begin)
        while at >= 0:
            end = at + len(word)
            if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum():
                found.append((at, word))
            at = text.find(word, end)
    return sorted(found)


def _subordinate(clause: str, strong: bool, lemma: str) -> bool:
    """Whether the verb continues a relative clause: "the report, which notes ... and welcomes"."""
    relative = last_match(_RELATIVE.finditer(clause)) if holds(clause, _RELATIVE_CUES) else None
    if relative is None:
        return False
    inside = clause[relative.end() :]
    words = inside.split()
    own = bool(words) and THIRD_PERSON.get(words[0].strip(",")) is not None
    if own and words[:2] == ["takes", "into"]:
        # "In a manner that takes into account ..., and encourages": nobody speaks in it.
        return False
    if own and relative[0] in ("which", "who", "that"):
        # "which reaffirms X and calls upon Y" against "which reaffirms X, and calls upon Y to".
        return not strong or "," not in inside
    if not strong and relative[0] in ("which", "who") and len(words) < 14:
        return lemma not in ("request", "decide", "urge", "call", "invite", "encourage")
    return False


def _complement(lemma: str, text: str, at: int, *, close: bool) -> bool:
    after = text[at : at + 60]
    table = CLOSE_COMPLEMENTS if close else COMPLEMENTS
    needed = table.get(lemma)
    return needed is None or bool(needed.match(after))


def _found(text: str, start: int, end: int, lemma: str, *, plural: bool = False) -> Found | None:
    pattern = _PARTICLE.get(lemma)
    if pattern is None:
        return Found(start, end, lemma, plural)
    match = pattern.match(text, end)
    if match is None:
        return None if lemma in ("look", "bear", "point") else Found(start, end, lemma, plural)
    return Found(start, match.end(), f"{lemma} {match[1].lower()}", plural)
