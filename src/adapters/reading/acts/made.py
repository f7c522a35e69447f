"""The kind of what is made, by the verb that makes it and the head of its object."""

from __future__ import annotations

import re

from .nouns import BARE_ONLY, FOUNDING, MEANS, NOUNS, REPORT_NOUN, TO_NO_FUND
from .products import PRODUCT_VERBS, SENT, SPECIAL, SPECIAL_ONLY
from .words import ASIDE

_RECIPIENT = re.compile(
    r"(?:, | |(?<=[a-z] ))(?:to (?:the )?(?:[A-Z][\w\u2019'-]*(?: (?:of|the|and|on|for|"
    r"in) (?=[A-Z])|"
    r" )?)+(?:through the [A-Z][\w ]+)?|to (?:it|him|them|Member States|"
    r"all States|States|(?:the |all )?[Gg]overnments(?: of (?:the |all )?(?:States Members|"
    r"Member States|States)(?: of the United Nations)?)?)\b"
    r"|(?:at|by|before|no later than|not later than|within|during|in time for|"
    r"prior to) (?:the |its |their |his )?[^,;]{0,60}?(?:sessions?(?: (?:of|in) \d{4})?|"
    r"\d{4}|months?|days|weeks|years?)\b|(?:annually|regularly|periodically|biennially|orally|"
    r"quarterly))"
)
_STOP = re.compile(
    r"\b(?:on|for|"
    r"(?<!series )(?<!number )(?<!set )(?<!range )(?<!round )(?<!variety )(?<!package )(?<!body )"
    r"(?<!team )(?<!share )(?<!level )(?<!code )(?<!codes )(?<!concept )"
    r"of(?! (?:action|work|activities|studies|reference|recommendations|proposals|"
    r"options)\b)|in|with|to|through|by|from|into|at|"
    r"about|concerning|regarding|that|which|as|under|within|via)\b(?!-)|[;:]"
)
_ORAL = re.compile(
    r"\b(?:oral|written|quarterly|periodic|regular|annual|biannual|"
    r"monthly) (?:progress )?(?:report|update)s?\b"
)
_CONTEXT = re.compile(
    r"\b(?:in|of|within|as part of|for inclusion in|through) (?:the context of )?(?:the|his|its|"
    r"their|her|that|any) (?:[\w-]+ ){0,5}$"
)


def kind_of(verb: str, said: str, lemma: str) -> str | None:
    """The kind of product that a verb with the words after it stands for."""
    for kind, words in SPECIAL.get(verb, ()):
        if words.search(said):
            return kind
    if verb in SPECIAL_ONLY:
        return None
    fixed = PRODUCT_VERBS.get(verb)
    if fixed != "make":
        return fixed
    return _made(verb, said, lemma) or ("document" if verb == "compile" else None)


def _made(verb: str, said: str, lemma: str) -> str | None:
    """The kind of what is made, by the object's head."""
    plain = _RECIPIENT.sub(" ", _without_asides(said, giving=verb in _GIVING))
    heads = [_head(plain)]
    if not heads[0].strip(" ,"):
        # "undertake, as a matter of priority, at its tenth session an analysis"
        apart = _RECIPIENT.sub(lambda match: f"{match[0][:1]} ", said)
        heads = [_head(_without_asides(apart, giving=verb in _GIVING))]
    if verb in _GIVING:
        after = _GIVEN_WITH.search(plain, 0, 220)
        if after:
            # "provide all keepers with oil": what is given, not to whom.
            kept = [] if _RECEIVER.match(heads[0]) else heads[:1]
            heads = [*kept, _head(after["what"])]
    if verb in ("submit", "present") and _late_report(said):
        return "report"
    if "," in said and (verb in _DELIVERING or _LED.match(heads[0])):
        thing = _OBJECT if verb in _DELIVERING else _ARTICLE
        heads += [_head(piece) for piece in said[:_NEAR].split(",")[1:] if thing.match(piece)]
    for head in heads:
        if _ORAL.search(head) or (REPORT_NOUN.search(head) and not _CONTEXT.search(head)):
            there = verb in _OF_WHAT_IS_THERE or (verb in SENT and _THE_REPORT.match(said))
            return None if there else "report"
        for kind, nouns in NOUNS.get(verb, ()):
            if nouns.search(head):
                if kind == "mission" and lemma not in FOUNDING:
                    continue
                if kind == "resources" and TO_NO_FUND.search(said, 0, 200):
                    continue
                if (
                    kind == "resources"
                    and lemma in BARE_ONLY
                    and not MEANS.search(head)
                    and verb
                    not in ("contribute", "fund", "finance", "pledge", "increase", "allocate")
                ):
                    continue
                return kind
    return "report" if verb in _DELIVERING and _late_report(said) else None


_GIVEN_WITH = re.compile(r"\bwith (?!regard\b|respect\b|a view\b)(?P<what>[^;]{3,120})")
_RECEIVER = re.compile(r"(?:[\w-]+ )+(?:personnel|staff|troops|contingents) *$")
_LED = re.compile(r"[ ,]*(?:$|(?:for|at|in|within|by|during|on|as|under) )")
"""What is no object yet: when, or for whom, before the object itself."""
_ARTICLE = re.compile(r" an? ")
_OF_WHAT_IS_THERE = frozenset({"keep", "bring", "maintain", "support", "distribute", "invite"})
"""By these no report is made: "to bring that report to the attention of"."""
_THE_REPORT = re.compile(
    r" (?:the|this|that|these) (?:[a-z]+ )?reports?(?: of\b| to (?:the )?(?:all|Members?|States|"
    r"[Gg]overnments|specialized|competent|relevant)\b)(?![^;]{0,160}? session\b)"
)
"""So is a report sent on: "to communicate the report to the Members"."""
_NEAR = 500
_OBJECT = re.compile(
    r" (?:(?:an?|the|his|its|their|her|detailed|specific|concrete|updated|further|"
    r"comprehensive) ){0,3}"
    r"(?:recommendations|proposals?|options|information|estimates|stud(?:y|ies)|report|updates?|"
    r"review|assessment|plan|strategy|analysis|guidelines|note|paper)\b"
)
"""What is to be delivered may stand after asides with commas of their own."""
_DELIVERING = frozenset({
    "submit", "present", "prepare", "issue", "transmit", "deliver", "circulate", "table", "compile",
    "provide", "produce", "complete",
})  # fmt: skip
_LATE = re.compile(
    r"(?P<before>\b[\w-]+)?,? (?:an?|his|her|its|their|the|periodic|annual|regular|further)\s"
    r"(?:(?!(?:in|of|on|for|to|from|with|by|an?)\b)[\w-]+(?:,(?! (?:the|an?)\b))?\s){0,9}?"
    r"reports?\b(?! of the| to the (?:Committee|treaty))"
)
_OTHERS = frozenset(
    {"in", "of", "from", "by", "with", "on", "for", "contained", "including", "to", "and", "under"}
)


def _late_report(said: str) -> bool:
    """Whether a report is delivered though its word comes late: "submit to it, ..., a report"."""
    return "report" in said and any(
        match["before"] not in _OTHERS or match["before"] == "and"
        for match in _LATE.finditer(said, 0, 400)
        if match.start() < 200
    )


def _without_asides(said: str, *, giving: bool) -> str:
    """The object without what stands between commas beside it: recipients, times, conditions.

    ``giving``: "with" begins what is given ("provide States, by then, with a list").
    """
    if "," not in said:
        return said
    first, *rest = said.split(",")
    kept = [p for p in rest if (giving and _WITH.match(p)) or not _BESIDE.match(p)]
    return ",".join([first, *kept])


_GIVING = frozenset({"provide", "supply", "furnish", "present"})
_WITH = re.compile(
    r" with (?!a view|due|full|regard|respect|the (?:support|assistance|help|participation|aim))"
)


_BESIDE = re.compile(
    rf" (?:(?:and|or|as well as) )?(?:{ASIDE.pattern}|preferably|in |on |at |by |as |if )"
)


def _head(said: str) -> str:
    """The object up to its first preposition (a leading one belongs to an aside)."""
    text = said.lstrip(" ,")
    phrase = _PHRASE_FIRST.match(text)
    text = text[phrase.end() :] if phrase else text
    stop = _STOP.search(text, 1)
    if stop and stop.start() < 3:
        stop = _STOP.search(text, stop.end())
    while stop and _LEADING_ONLY.fullmatch(text, 0, stop.start()):
        stop = _STOP.search(text, stop.end())
    return text[: stop.start()] if stop else text[:160]


_LEADING_ONLY = re.compile(r"(?:(?:from|within|in|at|by|under|through|via) ){1,3}")
_PHRASE_FIRST = re.compile(
    r"(?:for|to|through|at|during|before|by|on|with) [^,;]{3,160}, (?=(?:an?|the|its|his|their) )|"
    r"via [^,;]{3,60}? (?=(?:an?|its|his|their|information|views|comments) )|"
    r"(?:as (?:soon|early) as (?:possible|practicable)|as a matter of \w+|without (?:\w+ )?delay|"
    r"at (?:an early|the earliest)(?: possible)? (?:date|opportunity|time)|in due course|"
    r"as (?:appropriate|necessary|required)|where (?:appropriate|necessary)|if (?:possible|"
    r"necessary)|on an? \w+ basis|within existing resources|in time for the [A-Z]\w+|"
    r"on (?:its|their|the) (?:[\w'\u2019-]+ )?web(?:site|page)s?) (?=[a-z])"
)
"""Who it is for and when, before the object itself: "submit for its use, ..., a review"."""
