"""Verbs whose subject is "we", and those that lead in their bare form: outcome documents."""

from __future__ import annotations

import re

from ....domain import tracking
from ..cues import holds
from . import parties
from .operative import ADVERB, Found, found_at
from .vocabulary import CLOSE_COMPLEMENTS, LEMMAS

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
    r"reiterate|recall|acknowledge|endorse|renew|agree|affirm|proclaim|undertake|note|take|"
    r"have(?= (?:today |therefore )?(?:decided|agreed|resolved) ))\b"
)
"""What those who speak do, after who they are: "We, the keepers, having met in Apia, reaffirm"."""
_BEING = re.compile(
    r"are (?:(?:[a-z]+ly|also|further|still|therefore|thus) )*"
    r"(?P<state>concerned|alarmed|convinced|committed|determined|encouraged|disturbed|dismayed|"
    r"appalled|confident|conscious|mindful|aware|grateful)\b"
)
"""A stance with no verb of its own: "We are deeply concerned"."""
_WILL = re.compile(
    r"will (?:(?:also|further|continue to|[a-z]+ly) )*"
    r"(?P<verb>encourage|invite|urge|request|call|consider)\b"
)
"""What those who speak will ask of others is asked; what they will do themselves is no act."""
_HAVE = re.compile(
    r"have (?:[a-z]+ly |therefore |today )?(?P<verb>decid|agre|resolv)ed"
    r"(?= (?:today |to |that |on ))"
)
_WE_MORE = re.compile(
    rf"(?:, (?:(?:and|but) )?|\b(?:and|but) )(?:in (?:this|that) (?:regard|"
    rf"context),? |in particular )?(?:(?:{ADVERB}) )*(?P<verb>call upon|call on|call for|"
    r"request|invite|encourage|urge|decide|reaffirm|recognize|welcome|stress|emphasize|reiterate|"
    r"commit|recommend|recommit|undertake|pledge|agree|re-emphasize|extend|"
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
        if word not in LEMMAS and word not in _LATER and text[match.end("we")] == ",":
            after = _AFTER_SPEAKERS.match(text, match.end("we"))
            word, end = (after["verb"], after.end("verb")) if after else (word, end)
        if later := _LATER[word].match(text, end - len(word)) if word in _LATER else None:
            end = later.end()
            word = f"{later['verb']}{'e' if word == 'have' else ''}"
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
        if not spoken or not (_directs(text, match) or _goes_on(text, match, spoken[-1])):
            continue
        item = found_at(
            text, match.start("verb"), match.start("verb") + len(lemma), lemma, plural=True
        )
        if item:
            found.append(item)
            found.sort(key=lambda said: said.start)
    return found


_LATER = {"will": _WILL, "have": _HAVE}
"""Words that stand before the verb of those who speak."""


def _goes_on(text: str, match: re.Match[str], before: Found) -> bool:
    """Whether a bare verb goes on from a stance: "We recognize the need to act and call for oil".

    What somebody is to do stands in what a stance says too: then only such verbs count as nobody
    else's, what is "ours" and, after a comma, whatever has its complement.
    """
    lemma = match["verb"].split(" ")[0]
    if _OURS.match(text, match.end()) or (lemma == "request" and _OFFICE.match(text, match.end())):
        return True
    needed = CLOSE_COMPLEMENTS.get(lemma)
    if needed is not None and not needed.match(text, match.start("verb") + len(lemma)):
        return False
    own = lemma in _OURS_ALONE
    if before.lemma in _TASKS or tracking.force_of(before.lemma) in ("directive", "deciding"):
        return own and match[0].startswith((",", "but"))
    between = text[before.rest : match.start()].replace(" to and ", " ")
    if match[0].startswith((",", "but")) or " but " in match[0]:
        return _RELATIVE.search(between.rpartition(",")[2]) is None
    if _MODAL.search(between) or _RELATIVE.search(between):
        return False
    if own or not parties.to_do(between):
        return True
    if match["verb"] not in _SAYING or _ALSO.match(text, match.end()):
        return match["verb"] in _SAYING
    return _WISHING.search(between) is None


_OURS = re.compile(r" (?:ourselves|our)\b")
_OFFICE = re.compile(
    r" (?:the|our) (?:(?:United Nations )?Secretary-General|Secretariat|Director-General|President|"
    r"(?:United Nations )?High (?:Commissioner|Representative)|Executive Director)\b"
)
"""Whom nobody but a body asks for something."""
_OURS_ALONE = frozenset({"welcome", "commend", "recall", "look", "express", "take", "reiterate"})
_SAYING = frozenset({
    "reaffirm", "recognize", "stress", "emphasize", "re-emphasize", "note", "acknowledge",
    "underscore", "underline", "affirm", "call for", "call upon", "call on", "urge", "request",
})  # fmt: skip
_TASKS = frozenset({"be committed", "be determined", "commit", "recommit", "pledge", "resolve"})
_RELATIVE = re.compile(r"\b(?:which|who)\b")
_WISHING = re.compile(
    r"\bthat [^;]*?\b(?:wish|want|seek|strive|continue|have|need|intend|aim|work|act|try|agree|"
    r"help|are|able|ready|hope|begin) to [a-z]"
)
"""In "that keepers wish to light lamps and recognize the need" it may be they who recognize."""
_ALSO = re.compile(r",? (?:also|further|in (?:this|that) (?:regard|context|respect))\b")
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
