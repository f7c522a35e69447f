"""The main thing that an act asks for, and its title."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MAKE = (
    r"(?:submit|present|prepare|provide|issue|transmit|produce|make|publish|deliver|compile|circulate|complete|finali[sz]e|"
    r"submitting|presenting|preparing|providing|include|draft|elaborate|develop|give|forward|furnish|continue (?:to submit|submitting|to provide|to prepare)|"
    r"update|convey|have|draw up|write|table|communicate|release|bring|introduce|consolidate|supplement|incorporate|reflect)"
)
_FAR = r"(?:(?![;:]|\b(?:to implement|in implementing|to facilitate|for the preparation of|in order to)\b).){0,190}?"
_NEAR = r"(?:(?![;:]|\b(?:in order|so as)\b| to (?!the |it |its |all |his |their |Member |States |[A-Z])).){0,120}?"
_OBJECT = r"(?:,? to the [A-Z][\w ]{3,50}?(?=,| a| an| the)|, [^,;]{3,80},)?(?:(?![;:]|\b(?:in|for|with|on|to|through|by|from|into|at)\b).){0,90}?"
_REPORTS = r"\b(?:(?:sub|mid-?term )?reports?|progress report|reporting)\b(?! (?:of|by) (?:the|his|its)\b(?! (?:implementation|progress|activities|status|work|outcome|findings|results|state|situation|present|operation|resolution|use))| to (?:the )?(?:treaty|human rights treaty)|ers\b)"

_RULES: tuple[tuple[str, str], ...] = (
    ("agenda_item", r"\b(?:include|place|inscribe|retain|keep|maintain|put|inclusion)\b(?:(?!;).){0,140}\bagendas?\b|\binclude\b(?:(?!;).){0,160}\b(?:items?|sub-items?) entitled|"
                    r"\b(?:continue|resume|begin|defer|conclude|pursue|revert to|keep|postpone) (?:its |the |to )?(?:consideration|examin\w+|consider\w*|deliberations?)\b|"
                    r"\b(?:revert to|remain seized|return to|take up|be seized|keep the (?:matter|question|situation|item) under (?:consideration|review))\b"),
    ("report", rf"\b(?:to|and|shall|should|will|also|that \w+|therefore|thereafter|regularly|orally|periodically|annually|back) (?:also |further |regularly |periodically |fully |orally |annually |directly |jointly |continue to |immediately |promptly |keep \w+ing )?report\b(?! cards?)|"
               rf"\breport(?:ing)? (?:back|thereon|regularly|periodically|annually|orally|to the|to it|on)\b(?<!the report on)(?<!his report on)|"
               r"\b(?:oral|written|quarterly|periodic|biannual) (?:progress )?(?:report|update)s?\b|\b(?:in|as part of|in the context of) (?:his|its|her|the|their) (?:next |forthcoming |regular |annual |future |periodic |subsequent )+(?:[\w-]+ ){{0,3}}reports?\b"),
    ("briefing", r"\bbrief(?:s|ed|ings?)?\b(?! (?:note|period|summary))"),
    ("meeting", r"\b(?:convene|convening|hold|organi[sz]e|organi[sz]ing|host|arrange|schedule|call|conduct|devote|dedicate|undertake)\b(?:(?!;).){0,150}\b(?:meetings?|conferences?|workshops?|seminars?|"
                r"sessions?|panels?|panel discussions?|debates?|dialogues?|symposi(?:um|a)|forums?|summits?|roundtables?|round tables?|consultations?|events?|hearings?|segments?|retreats?)\b"),
    ("recommendations", rf"\b(?:{_MAKE}|formulat\w+|make|propose|offer|submit|develop)\b{_NEAR}\b(?:recommendations|proposals|suggestions)\b|\b(?:to|and) (?:recommend|propose)\b"),
    ("review", r"\b(?:to|shall|will|jointly|should|periodically) (?:\w+ly )?(?:review|evaluate|re-?examine|reassess|assess)\b(?! (?:and|of|process|mechanism|arrangement))|\band (?:\w+ly )?(?:review|evaluate|assess)(?= (?:the|its|their|all|this|these)\b)|\b(?:conduct|carry out|undertake|initiate|perform|hold|complete|commission)\b"
               r"(?:(?!;).){0,110}\b(?:reviews?|evaluations?|assessments?|appraisals?|audits?)\b|\bkeep(?:ing)? (?:\w+ ){0,6}under (?:\w+ )?review\b"),
    ("plan", rf"\b(?:{_MAKE}|formulat\w+|adopt|establish|devise|design|implement and develop)\b{_OBJECT}\b(?:plans?|strateg(?:y|ies)|road ?maps?|programmes? of (?:action|work)|action plans?|work programmes?)\b"),
    ("document", rf"\b(?:{_MAKE}|establish|maintain)\b{_OBJECT}\b(?:documents?|notes?|papers?|stud(?:y|ies)|guidelines?|guidance|manuals?|handbooks?|compendi(?:um|a)|tool ?kits?|publications?|lists?|summar(?:y|ies)|"
                 r"questionnaires?|compilations?|database|drafts?|draft (?:text|resolution|articles|declaration|convention)s?|terms of reference|template|catalogue|budget|proposed programme budget|budget outline|overview)\b|"
                 r"\b(?:carry out|conduct|undertake|prepare|commission)\b(?:(?!;).){0,80}\bstud(?:y|ies)\b"),
    ("information", rf"\b(?:{_MAKE}|share|exchange|seek|collect|gather|disseminate|furnish|supply|communicate|solicit|obtain)\b{_NEAR}\b(?:information|data|views|comments|experiences?|best practices|good practices|lessons learned|replies|observations|"
                    r"examples|submissions|notifications?|clarifications?|updates?)\b|\bkeep\b(?:(?!;).){0,100}\b(?:informed|apprised|abreast|advised|updated)\b|\b(?:to|and|shall|will) (?:\w+ly )?(?:inform|notify|apprise|advise|update (?:Member States|the (?:General Assembly|Assembly|Security Council|Council|Committee|Commission))|document and disseminate|publici[sz]e|communicate)\b|"
                    r"\bdisseminate\b"),
    ("resources", r"\bto (?:\w+ly )?(?:contribute|pledge|donate|finance|fund|allocate|apportion|appropriate|assess|credit|set off|transfer)\b|\b(?:apportion|appropriat)\w*\b|\bcommitments? in (?:an|the) amount|\bprovide (?:[\w-]+ ){0,4}(?:resources|funds|funding|financing)\b"),
    ("mission", r"\b(?:extend|extends|renew|renews|extension|prolong)\b(?:(?!;).){0,110}\b(?:mandate|mission|operation|force|panel|commission|committee|group|period|rapporteur|expert|authorization|measures|office|term|deployment|presence)\b|"
                r"\b(?:establish|set up|create|appoint|deploy|institute|re-establish|constitute)\b(?:(?!;).){0,110}\b(?:mission|mandate|commission|committee|working group|group|force|panel|rapporteur|expert|mechanism|office|body|process|"
                r"operation|team|unit|fund|tribunal|council|forum|secretariat|presence|envoy|representative|board|centre)\b"),
)  # fmt: skip
_COMPILED = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _RULES}
_QUOTED = re.compile(r"\u201c[^\u201d]{0,600}\u201d|\"[^\"]{0,600}\"")
_FUNDING_OBJECT = re.compile(
    r"\b(?:to|and|or|consider|continue(?: to)?) (?:\w+ly )?(?:contribute|make|provide|pledge|donate|finance|fund|increase|allocate|mobilize|give|(?:(?<=consider )|(?<=continue ))(?:making|providing|contributing|increasing))\b"
    r"(?:(?!;|\b(?:for|on|that|in order|to)\b).){0,75}?\b(?:(?<!and )contributions?|funds?|funding|financial (?:resources|support|assistance|contributions)|(?<!human )resources|trust funds?|donations|financing)\b|"
    r"\b(?:to|consider|and|or|continue) (?:\w+ly )?contribut(?:e|ing)\b(?:(?!;).){0,60}?\b(?:to|towards) (?:the|this|these|those) [^,;]{0,80}\b(?:[Ff]unds?|[Aa]ppeal|[Bb]udget|[Ff]acility)|\bincrease (?:\w+ ){0,2}allocations\b|\bcontribute (?:generously|financially)\b|"
    r"\bto (?:fully |adequately )?(?:fund|finance)\b",
)
_ADVERB = r"(?:\w+ly |also |further |jointly |once again |consider |to |continue to |continue |and to |that |shall |should |will |not |in addition |inter alia )"
_ASIDES = r"(?:(?:in|with|within|without|by|as|on|where|when|through|taking|bearing|based|at|for|from|under|upon|following|pursuant|subject|consistent|drawing|building|if|inter|together|working|using|during|including|particularly|especially|also|jointly)\b[^,;]{0,220}, )"
_DIRECT = re.compile(rf"[\s,]*{_ADVERB}*(?:, )?{_ASIDES}{{0,3}}{_ADVERB}*")
_FIRST = re.compile(rf"[\s,]*{_ADVERB}*(?:, )?{_ASIDES}{{0,3}}{_ADVERB}*(?:[a-z]+ )?")
_ASKED = re.compile(r"(?:^|,|\band)\s*to [a-z]")
_BESIDE = re.compile(rf"(?:,|\band|\bor|\bas well as)\s(?:(?:in|with|within|by|as|on|where|through|taking)\b[^,;]{{1,150}},\s)?{_ADVERB}*$")


@dataclass(frozen=True, slots=True)
class Deliverable:
    """What is to be produced, where its words are in the clause, and its title."""

    kind: str
    at: int
    end: int


def mask(text: str) -> str:
    """The text with quotations blanked, at the same length: titles say nothing of the act."""
    return _QUOTED.sub(lambda match: "\u201c" + " " * (len(match[0]) - 2) + "\u201d", text)


def of(lemma: str, region: str, start: int, *, renewing: bool = False) -> Deliverable:
    """The deliverable of a mandate; ``region`` is its (masked) clause, asked from ``start`` on."""
    asked = region
    if lemma == "decide":
        return _decided(asked, start)
    if lemma in ("extend", "establish") or (lemma == "renew" and not renewing):
        return Deliverable("mission", start, len(region))
    if lemma in ("apportion", "appropriate", "allocate"):
        return Deliverable("resources", start, len(region))
    produced = _produced(asked, start)
    if produced and _WEAK.match(asked, produced.at):
        # "to review ... and to include the findings in his report": the review is the thing.
        first = _first_product(asked, start)
        if first and first.at < produced.at:
            return first
    for name in ("report", "briefing"):
        match = _COMPILED[name].search(asked, start)
        if match and not _by_others(asked, match):
            if produced and produced.at < match.start():
                return produced
            return Deliverable(name, match.start(), match.end())
        if produced:
            return produced
    if lemma != "request":
        funding = _FUNDING_OBJECT.search(asked, start)
        if funding and _FIRST.fullmatch(asked, start, funding.start()):
            return Deliverable("resources", funding.start(), funding.end())
    if lemma in ("invite", "encourage", "urge", "call for", "appeal", "call upon"):
        if re.match(r"(?: (?:for|further|additional|the|more|generous|increased|continued|adequate|predictable))* (?:voluntary )?(?:contributions|funding|financial)", asked[start : start + 90]):
            return Deliverable("resources", start, len(region))
    return _first_product(asked, start) or Deliverable("other", start, len(region))


def _first_product(asked: str, start: int) -> Deliverable | None:
    """The first thing asked for that is a product of its own."""
    best: Deliverable | None = None
    for name in ("agenda_item", "meeting", "recommendations", "review", "plan", "document", "information"):
        match = next(
            (m for m in _COMPILED[name].finditer(asked, start) if _governed(asked, m, start, name)),
            None,
        )
        if match is None:
            continue
        if best is None or match.start() < best.at:
            best = Deliverable(name, match.start(), match.end())
    return best or Deliverable("other", start, len(region))


_WEAK = re.compile(r"(?:include|reflect|incorporate|consolidate|update)\b", re.IGNORECASE)
_CONTEXT = re.compile(r"\b(?:context|part|framework|light|basis|preparation|consideration|inclusion) (?:of|in) (?:the|his|its|their|that) (?:[\w-]+ ){0,5}$")
_REPORT_NOUN = re.compile(_REPORTS, re.IGNORECASE)
_PRODUCING = re.compile(rf"\b{_MAKE}\b", re.IGNORECASE)
_APART = re.compile(r"[;:]|\b(?:to implement|in implementing|to facilitate|for the preparation of|in order to)\b")


def _produced(asked: str, start: int) -> Deliverable | None:
    """A report that is to be submitted, prepared, ...: the noun after the nearest such verb."""
    for noun in _REPORT_NOUN.finditer(asked, start):
        verb = None
        if _CONTEXT.search(asked[max(start, noun.start() - 90) : noun.start()]):
            continue
        begin = max(start, noun.start() - 200)
        for verb in _PRODUCING.finditer(asked, begin, noun.start()):
            pass
        if verb is None or _APART.search(asked, verb.end(), noun.start()) or _by_others(asked, verb):
            continue
        if verb[0].lower() in ("give", "make", "have", "bring", "reflect", "include", "develop", "publish") and not re.search(
            r"\b(?:in|of|on|an?|his|its|her|their|the)\s(?:[\w-]+\s){0,4}$", asked[verb.end() : noun.start()]
        ):
            continue
        return Deliverable("report", verb.start(), noun.end())
    return None


def _governed(asked: str, match: re.Match[str], start: int, name: str) -> bool:
    """Whether the product's verb is what is asked for: the first infinitive, or one joined to it."""
    before = asked[start : match.start()]
    if name == "agenda_item":
        return "agenda" in match[0] or "entitled" in match[0]
    if (name == "recommendations" and before.rstrip().endswith("work on")):
        return True
    if match[0].lower().startswith(("to ", "and ", "shall ", "will ", "should ", "that ")):
        return not before.strip(" ,") or bool(re.search(r"(?:,|\band)\s*$", before)) or len(before) < 3 or match[0].startswith("and ")
    if _DIRECT.fullmatch(before):
        return True
    # Of many things asked for, one that is not the first is not the main one.
    return bool(_BESIDE.search(before[-220:])) and len(_ASKED.findall(asked, start)) <= 2


def _by_others(asked: str, match: re.Match[str]) -> bool:
    """Reporting that others do ("to assist States in submitting reports") is not asked for."""
    before = asked[max(0, match.start() - 70) : match.start()]
    return bool(
        re.search(r"\b(?:in|of|when|by|for|while|from|without)\s*$", before)
        or re.search(r"\b(?:requested|requests?|required?|obligations?|invited?|ability|failure|capacity|assist\w*|encourag\w+ \w+) (?:\w+ ){0,4}$", before)
        and not re.search(r"\b(?:him|her|it|them)\s*$", before)
        and match[0].startswith("to ")
    )


def _decided(asked: str, start: int) -> Deliverable:
    for name in ("agenda_item", "mission", "meeting", "review", "resources", "report", "plan", "document", "recommendations"):
        match = _COMPILED[name].search(asked, start)
        if match is None:
            continue
        if name == "agenda_item" or match.start() - start < 60:
            return Deliverable(name, match.start(), match.end())
    if re.match(r",? to (?:consider|examine|discuss|address|deal with|take up|hold) ", asked[start : start + 60]) and re.search(r"\bsession|agenda\b", asked[start:]):
        return Deliverable("agenda_item", start, len(asked))
    return Deliverable("other", start, len(asked))


# --- titles ---------------------------------------------------------------------------------------

_ENTITLED = re.compile(r"entitled,? ?[\u201c\"]([^\u201d\"]{3,300})[\u201d\"]")
_ON = re.compile(
    r"\b(?:reports?|recommendations|review|study|studies|briefings?|information|plan|strategy|guidelines|note|document|report thereon|update|panel discussion|meeting|conference|workshop|proposals|stud(?:y|ies)|thereon|assessment|evaluation|back)"
    r"[^,;.]{0,60}? (?:on|of|about|concerning|regarding|entitled) (?:the |a |an )?([^,;.]{4,200})"
)
_TITLE_ENDS = re.compile(
    r" (?:to (?:the (?:General Assembly|Assembly|Council|Economic|Human Rights|Security|Commission|Committee)|it\b|be )|at (?:its|the|that|his)\b|by (?:the end|\d|no later|its)|in time|before (?:the|its)|for (?:consideration|submission|its)|"
    r"no later|not later|within (?:the|its|six|three|\w+ (?:months|days))|and (?:to|in (?:this|that)) |during (?:its|the)|in (?:consultation|collaboration|cooperation)|containing|including|as (?:well|requested)|pursuant|through the)"
)


def title(clause: str, found: Deliverable) -> str | None:
    """The title of what is asked for, verbatim, without article; None where the text gives none."""
    named = _ENTITLED.search(clause, max(0, found.at - 5))
    if named:
        return " ".join(named[1].split()).rstrip(",.;")
    if found.kind in ("other", "none", "mission", "resources"):
        return None
    about = _ON.search(clause, max(0, found.at - 5)) or (
        re.search(r"\breport(?: back)?(?: regularly| periodically| annually)? to [^;.]{5,120}? on (?:the )?([^,;.]{4,200})", clause)
        if found.kind == "report"
        else None
    )
    if about is None:
        return None
    words = about[1]
    end = _TITLE_ENDS.search(words)
    words = (words[: end.start()] if end else words).strip(" ,;.")
    return re.sub(r"^(?:the|an?) ", "", words) or None
