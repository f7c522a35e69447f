"""Infinitives by which a body acts: "The Meeting decides: 1. To request ...; 2. To convene ...".

What it decides to ask of others is asked by it: such a paragraph has an act of its own. What it
decides to do itself is one with the "decides" before it, unless that stands in no paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from ....domain import tracking
from . import naming, parties
from .operative import Found
from .parties import PRONOUN
from .vocabulary import BARE, CLOSE_COMPLEMENTS

Resolved = Literal["listed", "headed", None]
"""Whether a text is one of the list of a paragraph that decides, or stands below a heading that
does; None where nothing is known of it."""

_ASKING = frozenset({
    "request", "invite", "urge", "call", "encourage", "recommend", "authorize", "instruct",
    "direct", "appeal", "ask", "demand", "entrust", "advise", "task",
})  # fmt: skip
_SAYING = _ASKING | frozenset({
    "accept", "acknowledge", "affirm", "agree", "applaud", "appreciate", "approve", "commend",
    "condemn", "confirm", "congratulate", "declare", "emphasize", "endorse", "express",
    "highlight", "note", "praise", "reaffirm", "recall", "recognize", "regret", "reiterate",
    "reject", "remind", "stress", "take", "thank", "underline", "underscore", "urge", "welcome",
})  # fmt: skip
_DECIDING = frozenset({"decide", "resolve", "agree"})
_FIRST = re.compile(
    r"[Tt]o (?:(?:also|further|strongly|hereby|again) )*(?P<verb>[a-z]+(?:-[a-z]+)?)\b"
)
_MORE = re.compile(r",? and to (?:(?:also|further|strongly) )*(?P<verb>[a-z]+)\b")
_MORE_ASKED = re.compile(
    r", and to (?:(?:also|further|strongly) )*"
    r"(?P<verb>request|urge|call|encourage|recommend|authorize|instruct)\b"
)
"""What is asked after a comma by one of these is asked by the body."""
_PARTICLE = re.compile(r",? ?(upon|on|for|note)\b")


def resolved(number: str, text: str, leads: Mapping[str, bool], *, headed: bool) -> Resolved:
    """How a paragraph that begins "To ..." hangs on what was decided before it.

    ``leads``: the paragraphs before, by their numbers, and whether each `leads_in`. ``headed``: a
    heading does.
    """
    if not text.startswith(("To ", "to ")):
        return None
    above = number
    while "(" in above:
        above = above[: above.rindex("(")]
        if above in leads:
            return "listed" if leads[above] else None
    return "headed" if headed else "listed"


def leads_in(lemma: str, rest: str) -> bool:
    """Whether a verb with the words after it decides all of the list below: "Decides:"."""
    if lemma not in _DECIDING or rest[-1:] not in (":", ","):
        return False
    return parties.infinitive(rest) < 0 and " that " not in rest and "following" not in rest


def bare_below(verb: Found, text: str) -> frozenset[str]:
    """The verbs that are acts in their bare form in a list below a text; ``verb`` is its last one.

    Below "requests the Board to:" and "decides that the mission shall:" none is.
    """
    speaks, tail = verb.bare or verb.plural, text.rstrip()
    if not speaks and tracking.force_of(verb.lemma) == "directive":
        return frozenset()
    if tail.endswith(":") and _TO_DO.search(tail):
        return frozenset()
    return BARE | _COMMITTING if speaks else BARE


_COMMITTING = frozenset({"commit", "undertake", "pledge"})
_TO_DO = re.compile(r"\b(?:to|(?:shall|should|will|tasks|functions)(?: [\w ,]{2,60})?):$")


def find(text: str, how: Resolved) -> list[tuple[int, int, str]]:
    """Where the acts of such a paragraph begin, where their complements do, and their lemmas."""
    match = _FIRST.match(text)
    if match is None:
        return []
    verbs = _ASKING if how == "listed" else _SAYING
    first = _said(text, match, verbs)
    if first is None and how == "headed" and match["verb"] in _SAYING:
        # "To encourage the use of lamps": nobody is asked, and it is said all the same.
        return [(match.start("verb"), match.end("verb"), match["verb"])]
    if first is None:
        return [(0, 0, "decide")] if how == "headed" else []
    found = [first]
    while True:
        # "To note the list, and to request the Panel": who notes asks, whoever is asked may ask.
        asking = found[-1][2].split(" ")[0] in _ASKING
        more = (_MORE_ASKED if asking else _MORE).search(text, found[-1][1])
        following = _said(text, more, verbs) if more else None
        if following is None:
            break
        found.append(following)
    return found


def _asks_somebody(text: str, at: int) -> bool:
    """ "To encourage States to use lamps", not "to encourage the use of lamps"."""
    asked = parties.infinitive(text, at)
    named = parties.names(text[at:asked]) if asked > at else []
    somebody = bool(named) and (naming.is_actor(named[0]) or PRONOUN.match(named[0]) is not None)
    return somebody or _THAT.match(text, at) is not None


_THAT = re.compile(r"(?: to [^,;]{3,90})?,? that\b")


def _said(text: str, match: re.Match[str], verbs: frozenset[str]) -> tuple[int, int, str] | None:
    verb, end = match["verb"], match.end("verb")
    needed = CLOSE_COMPLEMENTS.get(verb)
    if verb not in verbs or (needed is not None and not needed.match(text[end : end + 60])):
        return None
    if verb in _ASKING and not _asks_somebody(text, end):
        return None
    particle = _PARTICLE.match(text, end) if verb in ("call", "take") else None
    if particle is None:
        return match.start("verb"), end, verb
    return match.start("verb"), particle.end(), f"{verb} {particle[1]}"
