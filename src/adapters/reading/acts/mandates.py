"""Whether an act gives a mandate: asks for or decides a future action of somebody."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_ALWAYS = frozenset({
    "request", "invite", "encourage", "urge", "call upon", "call on", "call for", "appeal",
    "direct", "authorize", "demand", "instruct", "ask", "recommend", "entrust", "mandate",
    "require", "exhort", "implore", "empower", "enjoin", "extend", "renew", "apportion",
    "appropriate", "suggest", "propose", "undertake", "call", "charge", "assign", "delegate",
    "solicit", "insist", "summon", "commit", "defer", "postpone", "task",
})  # fmt: skip
FOUNDING = ("appoint", "create", "constitute", "institute", "set up")
"""Verbs by which a body founds another one at once, and says what that is to do."""
_FOUNDED = re.compile(
    r"(?:,[^,;]{2,120},)? (?:an?|the) (?:[\w-]+ ){0,6}?(?:(?i:sub-?)?[Cc]ommi(?:ttee|ssion)|"
    r"[Gg]roup|[Pp]anel|[Bb]oard|[Mm]ission|[Tt]ribunal|[Cc]ouncil|[Rr]apporteur|[Mm]ediator)\b"
    r"[^;]{0,240}? (?:to (?!be\b|the\b)[a-z]|(?:which|who) (?:shall|should|will) |"
    r"with (?:the|a) (?:mandate|task)\b)"
)
_RENEWS = re.compile(
    r",? (?:(?:once again|also|further|in this regard|in particular|strongly|again),? )*(?:its|"
    r"the(?! (?:[\w-]+ )?recommendations?\b(?! (?:that|to)\b))|"
    r"their|our|his|previous|earlier)(?: (?!of\b|to\b|for\b|that\b|by\b|in\b)[\w-]+,?){0,4}? "
    r"(?:requests?|invitations?|calls?|appeals?|encouragement|recommendations?|demands?|"
    r"instructions?|directives?|urging|request and)\b"
    r"(?! of\b)",
    re.IGNORECASE,
)
_RENEWS_DECISION = re.compile(
    r",? (?:its|the|our) (?:[\w-]+ ){0,2}(?:decision|intention|readiness)s? (?:to|that)\b"
)
_RENEWING = frozenset({"reiterate", "repeat", "reaffirm", "restate", "renew", "maintain"})
_SUPPORT = re.compile(r" (?:its|the) (?:[\w-]+ ){0,3}(?:commitment|determination|support)")
_COURTESY = re.compile(
    r" (?:its|the|a) (?:[\w-]+ ){0,3}(?:appreciation|gratitude|thanks|invitation of|condolences|"
    r"sympath|congratulations|welcome)"
)
_TO_DO = re.compile(r" [^;]{3,160}? to (?!the\b|all\b|its\b)[a-z]")
_SUGGESTS = re.compile(r",? that\b|.{0,80}\bto\b")
_TO = re.compile(r"(?:,[^,]{3,120},)? to\b")
_TO_OURSELVES = re.compile(r" (?:(?:ourselves|itself|themselves) )?to\b")
_THAT_SHALL = re.compile(r".{0,60}\bthat\b.{0,200}\b(?:should|shall|will)\b")
_AT_ONCE = re.compile(r" (?:to|that it) (?:endorse|take note|accept|welcome|note|reaffirm)\b")

_AND_MORE = re.compile(
    r"[^;]{3,300}? and (?:\w+ )?to (?:consider|defer|postpone|continue|include|review|keep|take up|"
    r"revert|convene|hold|establish|extend|transmit|refer|place|retain|maintain)\b"
)
"""What else is decided than to take note: "to take note of the list and to consider it at"."""


def is_mandate(lemma: str, rest: str) -> bool:
    """Whether an act asks for or decides a future action; ``rest`` is its clause after the verb."""
    if lemma == "renew" and not _SUPPORT.match(rest):
        return True
    if lemma in _RENEWING:
        return renews(lemma, rest)
    if lemma in ("call", "direct"):
        return not rest.startswith((" the attention", " attention"))
    if lemma == "extend":
        return not _COURTESY.match(rest)
    if lemma == "advise":
        return _TO_DO.match(rest) is not None
    if lemma == "suggest":
        return _SUGGESTS.match(rest) is not None
    if lemma in ("decide", "resolve"):
        # "Decides to endorse ...": done with the decision itself.
        return not _AT_ONCE.match(rest) or _AND_MORE.search(rest) is not None
    if lemma == "pledge":
        return _TO_OURSELVES.match(rest) is not None
    if lemma in ("agree", "determine"):
        that = lemma == "agree" and _THAT_SHALL.match(rest)
        return bool(_TO.match(rest) or that)
    if lemma in FOUNDING:
        return _FOUNDED.match(rest) is not None
    return lemma in _ALWAYS or lemma in ("opt", "establish")


def recommends_a_thing(act: Mapping[str, Any], rest: str) -> bool:
    """Whether what is recommended to nobody is a thing and no task: "recommends the use of lamps".

    Only what somebody is to do, what is to be made, or a list of such is asked for by that verb.
    """
    if act["verb"] != "recommend" or act["addressees"] or act["deliverable"] != "other":
        return False
    return _TASK.match(rest) is None


NOTHING: dict[str, Any] = {
    "mandate": False, "strength": None, "tracked": "no", "addressees": [], "with": [],
    "body": None, "deliverable": "none", "title": None, "due": None, "dues": [],
    "recurrence": None, "renews": False,
}  # fmt: skip
"""What an act has that asks for nothing."""


_TASK = re.compile(r"[^;:]*?(?: that\b| to (?!the\b|its\b)|:$|\bfollowing\b)")


def renews(lemma: str, rest: str) -> bool:
    """Whether the act renews an older one: "reiterates its request to ..."."""
    if lemma in _RENEWING:
        return bool(_RENEWS.match(rest) or _RENEWS_DECISION.match(rest))
    return False
