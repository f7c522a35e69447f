"""Verbs whose subject is "we", and those that lead in their bare form: outcome documents."""

from __future__ import annotations

import re

from ..cues import holds
from . import parties
from .operative import ADVERB, Found, found_at
from .vocabulary import LEMMAS

_CUES = ("We ", "we ", "We,", "we,")
_WE = re.compile(
    r"(?:^|[.;:] ?[\u201d\"]?|"
    r", ?(?:and )?(?:in (?:this|that) (?:regard|context|respect),? )?|\band |"
    rf"\bthat )(?P<we>[Ww]e)(?:,? the [^.;]{{3,300}}?,|, [^,.;]{{3,120}},)??"
    rf" (?:(?:{ADVERB}),? (?:and )?)*(?P<verb>[a-z]+(?:-[a-z]+)?)\b"
)
_AFTER_SPEAKERS = re.compile(
    rf", [^.;]{{3,400}}?, (?:(?:{ADVERB}),? )*(?P<verb>reaffirm|recognize|welcome|adopt|commit|"
    r"resolve|decide|declare|express|call|request|invite|urge|encourage|pledge|stress|emphasize|"
    r"reiterate|recall|acknowledge|endorse|renew|agree|affirm|proclaim|undertake|note|take)\b"
)
"""What those who speak do, after who they are: "We, the keepers, having met in Apia, reaffirm"."""
_BEING = re.compile(
    r"are (?:(?:[a-z]+ly|also|further|still|particularly) )*(?P<state>concerned|alarmed|convinced|"
    r"committed|determined|encouraged|disturbed|dismayed|appalled|confident|conscious|mindful|"
    r"aware|grateful)\b"
)
"""A stance with no verb of its own: "We are deeply concerned"."""
_WE_MORE = re.compile(
    rf"(?:, (?:and )?|\band )(?:in (?:this|that) (?:regard|"
    rf"context),? |in particular )?(?:(?:{ADVERB}) )*(?P<verb>call upon|call on|call for|"
    r"request|invite|encourage|urge|decide|reaffirm|recognize|welcome|stress|emphasize|reiterate|"
    r"commit|recommend|recommit|undertake|pledge|agree|"
    r"take note|note|express|look forward|acknowledge|underscore|underline|resolve|commend|recall|"
    r"affirm)\b"
)


def find(text: str, first: Found | None) -> list[Found]:
    """The verbs of "we", and those that go on from a bare one; ``first`` leads the paragraph."""
    bare = first is not None and first.bare
    if not bare and not holds(text, _CUES):
        return []
    if first is not None and not bare and " we " not in text and " We " not in text:
        return []
    found: list[Found] = [first] if first is not None and bare else []
    for match in _WE.finditer(text):
        word = match["verb"]
        being = _BEING.match(text, match.start("verb")) if word == "are" else None
        if being is not None:
            lemma = f"be {being['state']}"
            found.append(Found(match.start("we"), being.end(), lemma, plural=True))
        end = match.end("verb")
        if word not in LEMMAS and text[match.end("we")] == ",":
            after = _AFTER_SPEAKERS.match(text, match.end("we"))
            word, end = (after["verb"], after.end("verb")) if after else (word, end)
        if word not in LEMMAS:
            continue
        item = found_at(text, match.start("we"), end, word, plural=True)
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
        item = found_at(
            text, match.start("verb"), match.start("verb") + len(lemma), lemma, plural=True
        )
        if item:
            found.append(item)
    return found


_DEPENDENT = re.compile(r"\bto [a-z]+\b(?!.*,)|\b(?:which|who|will|should|must|shall)\b")


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
    if match["verb"] in _DOING and match[0].startswith(",") and _TO.match(text, match.end()):
        return True
    clause = text[max(0, match.start() - 160) : match.start()]
    last = re.split(r"[.;]", clause)[-1]
    stance = match["verb"] in _STANCES and _SAID.match(text, match.end()) is not None
    if stance and not (_MODAL.search(last) or parties.to_do(last.rpartition(",")[2])):
        return True  # whatever "that" stands before it: nobody else takes a stance
    return _DEPENDENT.search(last) is None


_DOING = frozenset({"decide", "commit", "recommit", "undertake", "pledge", "agree", "resolve"})
_TO = re.compile(r" (?:ourselves )?to [a-z]")
_STANCES = frozenset({
    "reaffirm", "recognize", "welcome", "stress", "emphasize", "reiterate", "commit", "recommit",
    "note", "take note", "acknowledge", "underscore", "underline", "commend", "recall", "affirm",
    "look forward",
})  # fmt: skip
_SAID = re.compile(
    r" (?:that|the (?:need|importance|role|efforts?|progress|synergies|ongoing|work|value|"
    r"potential|[a-z]+ (?:role|importance|need|work|efforts))|"
    r"ourselves|to|our|with|of|in this regard)\b"
)
"""What follows a stance, more than a verb of somebody else's."""
_MODAL = re.compile(r"\b(?:should|must|shall|may|can|will)\b")
