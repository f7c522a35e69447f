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
from . import decided, parties, predicates
from .made import kind_of
from .nominals import NOMINAL
from .products import (
    BASE_OF,
    MONEY,
    OUTRIGHT,
    SENT,
    THE_TEXT,
    THERE_ALREADY,
)
from .terms import last_match

_QUOTED = re.compile(r"\u201c[^\u201d]{0,600}\u201d|\"[^\"]{0,600}\"")
_LISTED = re.compile(r"(?<=following documents:).*", re.DOTALL)
_ON_MAKING = re.compile(
    r"\b(?:work|efforts|consultations|discussions|negotiations) (?:on|towards|to|"
    r"with a view to) (?P<verb>formulat|develop|elaborat|prepar|draft)\w*(?P<object>.*)"
)
_MAKING = ("work ", "efforts ", "consultations ", "discussions ", "negotiations ")


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
    if (
        lemma in OUTRIGHT
        and not renewing
        and not (lemma == "establish" and _RULES.match(clause, start))
    ):
        return Deliverable(OUTRIGHT[lemma], start, len(clause))
    asked = predicates.find(clause[: others[0][0]] if others else clause, start)
    if not asked or (asked[0].at > start and parties.infinitive(clause, start) < 0):
        # "Requests a further report by May, and that it include a list".
        asked = predicates.nominal(clause, start, lemma) or asked
    for index, (_, begin) in enumerate(others):
        end = others[index + 1][0] if index + 1 < len(others) else len(clause)
        asked += predicates.find(clause[:end], begin)
    asking = "request" if renewing and _REQUEST.match(clause) else lemma
    products = [product for item in asked if (product := _product(asking, clause, item))]
    if not products and asked and NOMINAL.match(clause, start):
        # "Encourages the allocation of resources to lamps": to somebody, and not to do something.
        asked = predicates.nominal(clause, start, lemma)
        products = [product for item in asked if (product := _product(lemma, clause, item))]
    if not products and (passive := predicates.passives(clause)):
        products = [product for item in passive if (product := _product(lemma, clause, item))]
        asked = passive if products else asked
    if renewing and _TO_CONSIDER.match(clause):
        return Deliverable("agenda_item", start, len(clause))
    if lemma in ("decide", "resolve", "agree", *decided.DEFERRING):
        return _decided(lemma, clause, start, products)
    return _foremost(clause, asked, products) or _without_product(lemma, clause, start, asked)


def _foremost(
    clause: str, asked: Sequence[predicates.Predicate], products: Sequence[Deliverable]
) -> Deliverable | None:
    """The product that counts of all that are asked for; None where none does."""
    if not products:
        return None
    for kind in ("report", "briefing"):
        for product in products:
            if product.kind == kind:
                return product
    first = products[0]
    for product in products[1:]:
        if product.delivered and first.gathered:
            return product
    if first.kind in ("review", "recommendations"):
        for product in products:
            if product.kind == "recommendations" and _TO_A_BODY.search(clause, product.at):
                return product
    if first.at != asked[0].at and len(asked) > 2:
        return None
    return Deliverable("report", first.at, first.end) if first.kind == "in report" else first


def _without_product(
    lemma: str, clause: str, start: int, asked: Sequence[predicates.Predicate]
) -> Deliverable:
    """What is asked for where no verb with its object says it."""
    whole = (start, len(clause))
    if (not asked or lemma not in ("request", "direct")) and MONEY.match(clause, start):
        return Deliverable("resources", *whole)
    if _ON_THE_AGENDA.match(clause):
        return Deliverable("agenda_item", *whole)
    if _REPORT_ITSELF.match(clause):
        return Deliverable("report", *whole)
    aimed = _WITH_A_VIEW.search(clause, start) if " with a view to " in clause else None
    if aimed:
        doing = BASE_OF[aimed["doing"]]
        made = kind_of(doing, clause[aimed.end() :], lemma)
        if made in ("report", "recommendations", "information", "document"):
            return Deliverable(made, aimed.start("doing"), len(clause), doing)
    if " report" in clause and _IN_A_REPORT.search(clause):
        return Deliverable("report", *whole)
    passed = bool(asked) and asked[0].verb in _PASSED and not _THERE.match(clause, asked[0].begin)
    return Deliverable("other", *whole, unknown=passed)


_RULES = re.compile(
    r",? (?:the|an?) (?:following|level|amount|rates?|scale|principles?|criteria|guidelines|rules|"
    r"procedures?|(?:single )?rate)\b"
)
"""What is laid down rather than founded."""
_BODIES = (
    r"(?:it\b|(?:the )?(?:(?:[A-Z][\w-]+ (?:and |of the |on |for |of )?){0,6}(?:Assembly|Council|"
    r"Commission|Committee|Conference|Board|Secretary-General)\b))"
)
_TO_A_BODY = re.compile(rf"[^;]*? to {_BODIES}")
_WITH_A_VIEW = re.compile(
    r" with a view to (?P<doing>submitting|presenting|reporting|making|providing)\b"
    rf"(?=[^;]*? to {_BODIES})"
)
"""What is handed in at the end: "to study lamps, with a view to submitting proposals to it"."""
_IN_A_REPORT = re.compile(
    r"\bin (?:(?:his|her|its|their|the) (?:next|forthcoming) (?:[a-z-]+ ){0,3}reports?\b|"
    r"future (?:[a-z-]+ ){0,3}reports\b|(?:his|her|its|their|the) (?:[a-z-]+ ){0,4}?reports?\b"
    r"(?: on [^,;]{3,90}?)? to be (?:submitted|presented)\b)"
)
"""Where what is asked for is to be told: "to explore options, in the report to be submitted"."""
_REQUEST = re.compile(r" (?:its|the|his|their)(?: [\w-]+){0,3}? requests?\b")
_TO_CONSIDER = re.compile(
    r" (?:the|its) decisions? to (?:consider|examine|review|discuss)\b[^;]{0,60} session\b"
)
"""What a body has decided to take up, and decides again."""
_PASSED = frozenset({"submit", "present", "transmit", "circulate", "report"})
_THERE = re.compile(
    r"[^;]{0,60}?\b(?:the|this) (?:present )?(?:resolution|decision|declaration|reports?)\b"
)
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
    if item.verb in _PASSED and (back := _IT.match(said)):
        kind = _meant_by(back["it"], clause[: item.at])
        return Deliverable(kind, item.at, item.end, item.verb) if kind else None
    sent = item.verb in SENT and not THERE_ALREADY.match(said)
    verb = "submit" if sent and kind_of(item.verb, said, lemma) is None else item.verb
    kind = kind_of(verb, said, lemma)
    if kind is None:
        making = _ON_MAKING.search(said) if holds(said, _MAKING) else None
        if making:
            kind = kind_of(
                f"{making['verb']}e" if making["verb"] != "draft" else "draft",
                making["object"],
                lemma,
            ) or kind_of(making["verb"], making["object"], lemma)
    return None if kind is None else Deliverable(kind, item.at, item.end, item.verb)


_NOT_TO = re.compile(r"(?:,[^,;]{2,120},)? not to\b")
_OTHERS_DO = re.compile(r" ?(?:shall|should|will|would)(?: also)? (?!be\b)")
"""What somebody is to do, whatever agenda it comes under."""


_IT = re.compile(r" (?P<it>it|them)(?= (?:to|for|at|by|in|through|as|no|not)\b|,|$)")


def _meant_by(pronoun: str, before: str) -> str | None:
    """The kind of what is handed in by a pronoun: the last thing of its number named before."""
    last = last_match((_ONE_THING if pronoun == "it" else _THINGS).finditer(before))
    return last.lastgroup if last else None


_ONE_THING = re.compile(
    r"\b(?:(?P<report>report)|(?P<document>study|survey|list|paper|draft|text|document|handbook)|"
    r"(?P<plan>plan|strategy)|(?P<review>review|evaluation|assessment))\b"
)
_THINGS = re.compile(
    r"\b(?:(?P<report>reports)|(?P<document>studies|surveys|lists|guidelines|drafts|texts)|"
    r"(?P<plan>plans|strategies)|(?P<recommendations>recommendations|proposals|options)|"
    r"(?P<information>information|data|views|comments|observations|replies|findings|results))\b"
)


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
