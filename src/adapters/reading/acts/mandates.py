"""Whether an act gives a mandate: asks for or decides a future action of somebody."""

from __future__ import annotations

import re

_ALWAYS = frozenset({
    "request", "invite", "encourage", "urge", "call upon", "call on", "call for", "appeal",
    "direct", "authorize", "demand", "instruct", "ask", "recommend", "entrust", "mandate",
    "require", "exhort", "implore", "empower", "enjoin", "extend", "renew", "apportion",
    "appropriate", "suggest", "propose", "undertake", "call", "charge", "assign", "delegate",
    "solicit", "insist", "summon", "commit",
})  # fmt: skip
_RENEWS = re.compile(
    r",? (?:(?:once again|also|further|in this regard|in particular|strongly|again),? )*(?:its|"
    r"the|their|our|his)(?: (?!of\b|to\b|for\b|that\b|by\b|in\b)[\w-]+,?){0,4}? "
    r"(?:requests?|invitations?|calls?|appeals?|encouragement|recommendations?|demands?|"
    r"instructions?|directives?|urging|request and)\b"
    r"(?! of\b)",
    re.IGNORECASE,
)
_RENEWS_DECISION = re.compile(
    r",? (?:its|the|our) (?:[\w-]+ ){0,2}(?:decision|intention|readiness)s? (?:to|that)\b"
)
_DECIDES = re.compile(
    r"(?:,[^,]{3,220},| also| further| in (?:this|that) (?:regard|context),?|,)* (?:not )?(?:to|"
    r"that|on)\b"
)


def is_mandate(lemma: str, rest: str) -> bool:
    """``rest`` is the clause after the verb."""
    if lemma in (
        "reiterate",
        "repeat",
        "reaffirm",
        "restate",
        "renew",
        "recall",
        "maintain",
        "re-emphasize",
    ):
        if lemma in ("recall", "re-emphasize"):
            return False
        if lemma == "renew" and not re.match(
            r" (?:its|the) (?:[\w-]+ ){0,3}(?:commitment|determination|support)", rest
        ):
            return True
        return renews(lemma, rest)
    if lemma in _ALWAYS:
        return not (
            lemma == "extend"
            and re.match(
                r" (?:its|the|a) (?:[\w-]+ ){0,3}(?:appreciation|gratitude|thanks|invitation of|"
                r"condolences|sympath|congratulations|welcome)",
                rest,
            )
        ) and not (lemma == "suggest" and not re.match(r",? that\b|.{0,80}\bto\b", rest))
    if lemma in ("decide", "resolve", "agree", "determine", "opt", "elect"):
        if lemma in ("agree", "determine"):
            return bool(
                re.match(r"(?:,[^,]{3,120},)? to\b", rest)
                or (
                    lemma == "agree"
                    and re.search(r"\bthat\b.{0,200}\b(?:should|shall|will)\b", rest[:300])
                )
            )
        if re.match(
            r" (?:to|that it) (?:endorse|approve|take note|adopt|accept|welcome|note|reaffirm)\b",
            rest,
        ):
            return lemma == "decide" and not re.match(
                r" to (?:take note|note|welcome|reaffirm|endorse)\b", rest
            )
        return True
    return lemma == "establish"


def renews(lemma: str, rest: str) -> bool:
    """Whether the act renews an older one: "reiterates its request to ..."."""
    if lemma in ("reiterate", "repeat", "reaffirm", "restate", "renew", "maintain"):
        return bool(_RENEWS.match(rest) or _RENEWS_DECISION.match(rest))
    return False
