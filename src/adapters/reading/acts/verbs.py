"""Operative verbs in a paragraph: where the body acts, by which verb.

An act is a finite verb whose subject is the body: the leading verb, and every further one that is
coordinated with it (", and in that context requests ..."). Infinitives, verbs of other subjects and
nouns that look like verbs ("requests from States") are none.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ..cues import holds
from . import infinitives, passives, plural, subjects
from .operative import ADVERB, Found, found_at
from .terms import last_match
from .vocabulary import (
    BARE_ALONE,
    BARE_COMPLEMENTS,
    CLOSE_COMPLEMENTS,
    COMPLEMENTS,
    LEADING,
    LED,
    LEMMAS,
    PAST,
    SECONDARY,
    SECONDARY_PAST,
    THIRD_PERSON,
)

_SETTING = (
    r"(?:in|to|for|with|on|at|by|under|as|upon) (?:this|that|these|those|the same|such|so|doing|a|"
    r"an|the|particular|it|which)"
    r"(?: [\w\u2019'/-]+){0,9}?|in particular|to date|as appropriate|inter alia|as such|"
    r"in doing so|in so doing|as a result|in parallel|"
    r"with (?:regard|respect) to (?:the |its )?[\w-]+(?: [\w-]+){0,4}?"
)
_BEFORE = re.compile(
    rf"(?:(?P<strong>[;.:](?: (?:and|but)(?= ))?|, ?(?:and|but|as well as)|,)|"
    rf"(?P<weak>and(?<!\wand)|but(?<!\wbut)|or(?<!\wor)))"
    rf"(?:,? (?:(?:and|but) )?(?:{_SETTING}),?| (?:and |but )?(?:{ADVERB}),?)*,? $"
)
_ASIDE = re.compile(r"(?:^|[,;] ?)(?:and|but),? [^,;]{3,240}, (?:(?:also|further|strongly) )?$")
_AFTER_ASIDE = (", ", ", also ", ", further ", ", strongly ")
"""How that ends: tried first, as it costs next to nothing."""
_ADVERBS_BEFORE = re.compile(rf"(?:(?:{ADVERB}) )+$")
_LEADING = re.compile(
    rf"(?:[\u201c\"(]|\(?[a-z]{{1,2}}\) )?(?P<led>(?:In this (?:regard|context|"
    rf"conne(?:ct|x)ion|respect)|"
    rf"To this end|Accordingly|(?:Acting|Having|Subject to|Bearing in mind|Due to|On the|With a|"
    rf"With (?:effect|regard|respect)|Pursuant to|Without prejudice to) [^,]*|"
    rf"(?:In|At|To(?= th)|For|As) [^,;:]{{2,160}}(?=, [a-z])|"
    rf"(?:Not|Tak|Recogniz|Recall|Welcom|Consider|Emphasiz|Stress)ing [^,;:]*),? )?"
    rf"(?:(?:{ADVERB})(?:,? (?:and|in this regard,|"
    rf"in that regard,))? ){{0,3}}(?P<verb>[a-z]+(?:-[a-z]+)?)\b",
    re.IGNORECASE,
)
_SPOKEN = re.compile(
    rf"[,;]? *(?:(?:{ADVERB}),? (?:and )?)*(?P<verb>\b[A-Za-z][a-z]*(?:-[a-z]+)?)\b"
)
_RELATIVE = re.compile(r"\b(?:which|who|that|where|whereby|in which|by which|whose)\b")
_RELATIVE_CUES = ("that", "wh")


def find(
    text: str,
    *,
    past: bool = False,
    resolved: infinitives.Resolved = None,
    bare: frozenset[str] = BARE_ALONE,
) -> list[Found]:
    """The acts' verbs in order of appearance. ``past``: the text tells what was decided.

    ``resolved``: how the text hangs on a "decides:" before it, by which an infinitive is an act.
    ``bare``: the verbs that may lead in their bare form; below "requests States to:" none may.
    """
    if text[:4].isupper():
        text = _CAPITALS.sub(lambda match: match[0].lower(), text)
    if "; " in text:
        text = _RUN_ON.sub(_small, text)
    if resolved is not None and (begun := infinitives.find(text, resolved)):
        return [Found(start, rest, lemma) for start, rest, lemma in begun]
    past = past or subjects.told(text)
    first = _first(text, past, bare)
    found = [first] if first else []
    named = _named(text, first, past)
    found.extend(named)
    found.extend(plural.find(text, first))
    if not found or found[0].plural:
        found.extend(passives.find(text))
    begin = min((item.rest for item in found), default=None)
    if begin is not None and (named or (first and not first.plural)):
        found.extend(_further(text, begin, past))
    if not found and (text.startswith(_LISTED) or _SAID_FIRST.match(text)) and holds(text, _ASKED):
        found = [item for item in _further(text, 0, past) if item.lemma in _ASKING]
    found.sort(key=lambda item: item.start)
    unique: list[Found] = []
    for item in found:
        if not unique or item.start >= unique[-1].rest:
            unique.append(item)
    return unique


_LISTED = ("To ", "to ", "That ", "that ")
"""How an item of a list begins that has no act of its own: one may follow in it all the same."""
_SAID_FIRST = re.compile(
    r"(?:(?:Also|Further|Deeply|Gravely) )?(?:Reiterat|Reaffirm|Recogniz|Recall|Not|Welcom|Express|"
    r"Emphasiz|Stress|Underlin|Underscor|Acknowledg|Affirm|Bear|Tak|Consider|Commend)ing\b"
)
"""So does what an operative paragraph says before it asks: "Recalling its calls, ... requests"."""
_ASKED = (
    " requests ", " invites ", " encourages ", " urges ", " calls ", " decides ", " recommends ",
    " reiterates ",
)  # fmt: skip
_ASKING = frozenset({
    "request", "invite", "encourage", "urge", "call upon", "call on", "decide", "recommend",
    "reiterate",
})  # fmt: skip
_CAPITALS = re.compile(r"\b[A-Z]{4,}\b")
"""Some bodies print their verbs in capitals: "REQUESTS the Director-General"."""


_RUN_ON = re.compile(r"(?<=; )(?:(?:Also|Further|Strongly) )?[A-Za-z]+s(?= )")


def _small(match: re.Match[str]) -> str:
    """ "...; Also decides to": paragraphs that were run together, each with its capital."""
    words = match[0].lower()
    return words if words.rpartition(" ")[2] in THIRD_PERSON else match[0]


def _first(text: str, past: bool, may_be_bare: frozenset[str]) -> Found | None:
    match = _LEADING.match(text)
    if match is None:
        return None
    word = match["verb"].lower()
    lemma = THIRD_PERSON.get(word) or (PAST.get(word) if past else None)
    led = match["led"] is not None
    if lemma is None and word in LEADING and not led and LED.match(text, match.end("verb")):
        lemma = LEADING[word]
    bare = lemma is None and not led and word in may_be_bare and match.start("verb") < 20
    if bare:
        # "Reiterate that ..." in outcome documents, and letters lost in print.
        needed = BARE_COMPLEMENTS.get(word)
        lemma = word if needed is None or needed.match(text, match.end("verb")) else None
    if lemma is None or not _complement(lemma, text, match.end("verb"), close=led):
        return None
    found = found_at(text, 0, match.end("verb"), lemma)
    return replace(found, bare=True) if bare and found else found


def _named(text: str, first: Found | None, past: bool) -> list[Found]:
    """The verbs of sentences that name the body: "The Council requests ..."."""
    if "The " not in text and not past and not subjects.named(text):
        return []
    found: list[Found] = []
    for start, end, lemma in subjects.find(text, _TOLD if past else THIRD_PERSON, _SPOKEN):
        if first is None or start > first.rest:
            item = found_at(text, start, end, lemma)
            if item:
                found.append(item)
    return found


_TOLD = THIRD_PERSON | PAST
"""What is told afterwards is now and then said in the present all the same."""


def _further(text: str, begin: int, past: bool) -> list[Found]:
    found: list[Found] = []
    forms, words = (PAST, SECONDARY_PAST) if past else (THIRD_PERSON, SECONDARY)
    last = begin
    for at, word in _candidates(text, begin, words, past=past):
        lemma, end = forms.get(word, word), at + len(word)
        paired = text[last:at] == " and "
        if not paired and not _complement(lemma, text, end, close=True):
            continue
        left = text[max(last, at - 160) : at]
        if left.endswith(_NO_VERB_AFTER) and not left.endswith(" continues to "):
            continue
        plainly = left.endswith(_PLAINLY)
        before = None if plainly else _BEFORE.search(left)
        aside = before is None and left.endswith(_AFTER_ASIDE) and _ASIDE.search(left)
        if before is None and not aside and not plainly:
            continue
        strong = plainly or bool(aside) or bool(before and before["strong"])
        if _subordinate(text[last:at], strong, lemma):
            continue
        item = found_at(text, at, end, lemma)
        if item is None:
            continue
        start = at
        if before is not None:
            adverbs = _ADVERBS_BEFORE.search(left, before.end("strong" if strong else "weak"))
            start -= len(adverbs[0]) if adverbs else 0
        found.append(Found(start, item.rest, item.lemma))
        last = item.rest
    return found


_PLAINLY = (", and ", "; and ", "; ")
"""What leads to most further verbs, and needs no search."""
_NO_VERB_AFTER = tuple(
    f" {word} "
    for word in (
        "the", "of", "its", "their", "his", "her", "these", "those", "such", "any", "other", "all",
        "which", "who", "that", "for", "to", "with", "on", "by", "from", "relevant", "a", "had",
        "has", "have", "been", "was", "were",
    )
)  # fmt: skip
"""After these the word is a noun, or its subject is another: most candidates, found at once."""
_SECONDARY_AND_COMMA = frozenset(f"{word}," for word in SECONDARY | SECONDARY_PAST)


def _candidates(
    text: str, begin: int, forms: frozenset[str], *, past: bool
) -> list[tuple[int, str]]:
    """Where verbs stand that may be further acts; most paragraphs hold none, found at once."""
    found: list[tuple[int, str]] = []
    if not past and text.find(" continues to ", begin) > 0:
        found += [
            (match.start("verb"), match["verb"])
            for match in _CONTINUES.finditer(text, begin)
            if match["verb"] in LEMMAS
        ]
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


_CONTINUES = re.compile(rf" continues to (?:(?:{ADVERB}) )?(?P<verb>[a-z]+(?:-[a-z]+)?)\b")


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
