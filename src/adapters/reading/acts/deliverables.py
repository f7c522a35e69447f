"""The main thing that an act asks for.

What is asked is a row of predicates ("to prepare ... and to submit ..."). Each gives a product by
its verb and its object. A report that is to be submitted comes first; else the first predicate's
product counts, or that of the second where there are only two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..cues import holds
from . import decided, predicates
from .nouns import BARE_ONLY, FOUNDING, MEANS, NOUNS, REPORT_NOUN, TO_NO_FUND
from .products import (
    MONEY,
    OUTRIGHT,
    PRODUCT_VERBS,
    SENT,
    SPECIAL,
    SPECIAL_ONLY,
    THE_TEXT,
    THERE_ALREADY,
)
from .words import ASIDE

_QUOTED = re.compile(r"\u201c[^\u201d]{0,600}\u201d|\"[^\"]{0,600}\"")
_LISTED = re.compile(r"(?<=following documents:).*", re.DOTALL)
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
_ON_MAKING = re.compile(
    r"\b(?:work|efforts|consultations|discussions|negotiations) (?:on|towards|to|"
    r"with a view to) (?P<verb>formulat|develop|elaborat|prepar|draft)\w*(?P<object>.*)"
)
_MAKING = ("work ", "efforts ", "consultations ", "discussions ", "negotiations ")
_ORAL = re.compile(
    r"\b(?:oral|written|quarterly|periodic|regular|annual|biannual|"
    r"monthly) (?:progress )?(?:report|update)s?\b"
)
_CONTEXT = re.compile(
    r"\b(?:in|of|within|as part of|for inclusion in|through) (?:the context of )?(?:the|his|its|"
    r"their|her|that|any) (?:[\w-]+ ){0,5}$"
)


@dataclass(frozen=True, slots=True)
class Deliverable:
    """What is to be produced, and where its words are in the clause."""

    kind: str
    at: int
    end: int
    verb: str = ""
    unknown: bool = False
    """Whether something is to be delivered first of all, by a word that is not known."""

    @property
    def delivered(self) -> bool:
        """Whether it goes to somebody, rather than being made or kept."""
        return self.verb in ("submit", "present", "transmit", "circulate", "issue", "publish")

    @property
    def gathered(self) -> bool:
        """Whether it is what another product is made of: "seek views and submit a summary"."""
        return self.verb in ("seek", "collect", "gather", "solicit", "obtain", "invite")


def mask(text: str) -> str:
    """The text with quotations blanked, at the same length: titles say nothing of the act.

    So are the titles of "the following documents:".
    """
    if "following documents:" in text:
        text = _LISTED.sub(lambda match: " " * len(match[0]), text)
    if "\u201c" not in text and '"' not in text:
        return text
    return _QUOTED.sub(lambda match: "\u201c" + " " * (len(match[0]) - 2) + "\u201d", text)


def of(
    lemma: str,
    clause: str,
    start: int,
    *,
    renewing: bool = False,
    others: Sequence[tuple[int, int]] = (),
) -> Deliverable:
    """The deliverable of a mandate, whose masked ``clause`` asks from ``start`` on.

    ``others``: where others are named, and where what is asked of them begins.
    """
    if lemma in OUTRIGHT and not renewing:
        return Deliverable(OUTRIGHT[lemma], start, len(clause))
    asked = predicates.find(clause[: others[0][0]] if others else clause, start)
    asked = asked or predicates.nominal(clause, start, lemma)
    for index, (_, begin) in enumerate(others):
        end = others[index + 1][0] if index + 1 < len(others) else len(clause)
        asked += predicates.find(clause[:end], begin)
    asking = "request" if renewing and _REQUEST.match(clause) else lemma
    products = [product for item in asked if (product := _product(asking, clause, item))]
    if not products and (passive := predicates.passives(clause)):
        products = [product for item in passive if (product := _product(lemma, clause, item))]
        asked = passive if products else asked
    if renewing and _TO_CONSIDER.match(clause):
        return Deliverable("agenda_item", start, len(clause))
    if lemma in ("decide", "resolve", "agree", *decided.DEFERRING):
        return _decided(lemma, clause, start, products)
    for kind in ("report", "briefing"):
        for product in products:
            if product.kind == kind:
                return product
    for product in products[1:]:
        if product.delivered and products[0].gathered:
            return product
    if products and (products[0].at == asked[0].at or len(asked) <= 2):
        first = products[0]
        return Deliverable("report", first.at, first.end) if first.kind == "in report" else first
    if not asked or lemma not in ("request", "direct"):
        money = MONEY.match(clause, start)
        if money:
            return Deliverable("resources", start, len(clause))
    if _ON_THE_AGENDA.match(clause):
        return Deliverable("agenda_item", start, len(clause))
    if _REPORT_ITSELF.match(clause):
        return Deliverable("report", start, len(clause))
    passed = bool(asked) and asked[0].verb in _PASSED and not _THERE.match(clause, asked[0].begin)
    return Deliverable("other", start, len(clause), unknown=passed)


_REQUEST = re.compile(r" (?:its|the|his|their)(?: [\w-]+){0,3}? requests?\b")
_TO_CONSIDER = re.compile(
    r" (?:the|its) decisions? to (?:consider|examine|review|discuss)\b[^;]{0,60} session\b"
)
"""What a body has decided to take up, and decides again."""
_PASSED = frozenset({"submit", "present", "transmit", "circulate", "report"})
_THERE = re.compile(r"[^;]{0,60}?\b(?:the|this) (?:present )?(?:resolution|decision|declaration)\b")
"""What is there already: "to transmit the present resolution to the Board"."""


_ON_THE_AGENDA = re.compile(
    r",? ?(?:further |also )?that (?:an?|the|this|that) (?:(?:new|further|additional|separate) )?"
    r"(?:sub-?)?(?:agenda )?(?:item|question)\b[^;]{0,300}? be "
    r"(?:included|placed|inscribed|retained) (?:in|on) the (?:provisional |draft )?agenda\b"
)
_REPORT_ITSELF = re.compile(
    r",? ?(?:further |also )?that (?:the|this|that|his|its|these|future) "
    r"(?:(?!(?:on|of|for|to|in|with|and)\b)[\w-]+ ){0,3}?reports?\b"
    r"(?![^;]{0,90}? be (?:considered|discussed|examined)\b)"
)
"""What a report is to be like, "that the report include a list", is asked of the report."""


def _product(lemma: str, clause: str, item: predicates.Predicate) -> Deliverable | None:
    """The product of one predicate; None where it is an action without one."""
    said = clause[item.begin : item.end]
    if item.verb in _PASSED and THE_TEXT.match(said):
        return None
    sent = item.verb in SENT and not THERE_ALREADY.match(said)
    verb = "submit" if sent and _kind(item.verb, said, lemma) is None else item.verb
    kind = _kind(verb, said, lemma)
    if kind is None:
        making = _ON_MAKING.search(said) if holds(said, _MAKING) else None
        if making:
            kind = _kind(
                f"{making['verb']}e" if making["verb"] != "draft" else "draft",
                making["object"],
                lemma,
            ) or _kind(making["verb"], making["object"], lemma)
    return None if kind is None else Deliverable(kind, item.at, item.end, item.verb)


def _kind(verb: str, said: str, lemma: str) -> str | None:
    """The kind of product that a verb with the words after it stands for."""
    for kind, words in SPECIAL.get(verb, ()):
        if words.search(said):
            return kind
    if verb in SPECIAL_ONLY:
        return None
    fixed = PRODUCT_VERBS.get(verb)
    return _made(verb, said, lemma) if fixed == "make" else fixed


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
            return "report" if verb not in _OF_WHAT_IS_THERE else None
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


_NOT_TO = re.compile(r"(?:,[^,;]{2,120},)? not to\b")
_OTHERS_DO = re.compile(r" ?(?:shall|should|will|would)(?: also)? (?!be\b)")
"""What somebody is to do, whatever agenda it comes under."""


def _decided(lemma: str, clause: str, start: int, products: list[Deliverable]) -> Deliverable:
    if _NOT_TO.match(clause):
        return Deliverable("other", start, len(clause))
    product = min(products, key=lambda item: item.kind != "report", default=None)
    if product and (product.kind == "in report" or decided.EXISTING.match(clause, start)):
        product = None
    if product and _OTHERS_DO.match(clause, start):
        return product
    own = decided.find(lemma, clause, start)
    if own is not None:
        return Deliverable(own.kind, own.at, own.end)
    return product or Deliverable("other", start, len(clause))
