"""Which nouns stand for which deliverable, and the verbs by which each is made."""

from __future__ import annotations

import re

BARE_ONLY = frozenset({"request", "direct", "instruct"})
"""With these verbs, support is asked for as an action, not as a contribution; `MEANS` are not."""
MEANS = re.compile(
    r"\b(?:resources|staff|staffing|funds|funding|financing|personnel|troops|contingents|posts?|"
    r"positions?|donations|pledges)\b|"
    r"\b(?:voluntary|financial|generous|additional|cash) (?:and [a-z-]+ )?contributions?\b|"
    r"\bfinancial (?:and [a-z-]+ )?(?:assistance|support)\b",
    re.IGNORECASE,
)

REPORT_NOUN = re.compile(
    r"\b(?:reports?|reporting|(?:an|detailed|full|written) account)\b"
    r"(?! (?:arrangements|systems?|mechanisms?|requirements|obligations|"
    r"channels|lines|tools?|procedures|process(?:es)?|guidelines|burden|templates?))",
    re.IGNORECASE,
)

_Row = tuple[str, frozenset[str], re.Pattern[str]]


def _row(kind: str, verbs: str, nouns: str) -> _Row:
    return (
        kind,
        frozenset(verbs.split("|")),
        re.compile(rf"\b(?:{nouns})\b{_NO_HEAD}", re.IGNORECASE),
    )


_NO_HEAD = (
    r"(?!-| (?:papers?|notes?|documents?|guidelines?|guidance|guides?|manuals?|handbooks?|tools?|"
    r"toolkits?|materials?|frameworks?|methodolog(?:y|ies)|capacit(?:y|ies)|systems?|mechanisms?|"
    r"polic(?:y|ies))\b)"
)
"""A noun before one of these is not what is made: an "assessment tool", an "options paper".

Nor is one that is part of a word: "evidence-based"."""


TO_NO_FUND = re.compile(
    r"\bcontributions? (?:to|towards) (?:the|this|that|these|its|their) (?:[a-z-]+ ){0,3}?"
    r"(?:process|work|debate|discussions?|preparations|success|implementation|realization|achievement|"
    r"promotion|goals?)\b"
)
"""What is given to a process is no money."""
FOUNDING = BARE_ONLY | {"authorize", "recommend", "entrust", "decide", "resolve", "agree"}
"""Verbs by which a body has others found missions; what States found of theirs is an action."""
_TOLD = (
    "submit|present|prepare|provide|issue|publish|compile|produce|make|give|deliver|table|furnish|"
    "supply|release|render"
)
_GIVEN = f"{_TOLD}|complete|finalize"
_PASSED_ON = "transmit|convey|forward|communicate"
_WRITTEN = "draft|elaborate|formulate|develop|draw|write|design|update|revise"
_DONE = "conduct|carry|undertake|initiate|launch"
_KEPT = "establish|maintain|create|set|keep"
_FOUNDED = (
    "establish|set|create|appoint|extend|renew|prolong|deploy|dispatch|constitute|re-establish|"
    "reconstitute"
)
_ROWS: tuple[_Row, ...] = (
    _row("mission", _FOUNDED,
         "missions?|mandates?|(?:sub-?)?(?:commission|committee)|panel|(?:working |expert )?group|"
         "envoy|force|independent expert|"
         "(?:special )?representative|(?<!-)rapporteur|presence|tribunal|mediator|special adviser|"
         "high commissioner|ombudsman"),
    _row("mission", "establish|set|create|constitute",
         "(?:(?<!national )(?:mechanism|body|institute)|office|unit|secretariat|"
         "(?<!call )centre|board|forum|expert team|team of experts)"),
    _row("mission", "send|designate",
         "missions?|envoy|(?:special|personal) representative|(?<!-)rapporteur|independent expert"),
    _row("mission", "dispatch|deploy|send", "teams?|observers"),
    _row("meeting", f"{_DONE}|convene|hold|organize|organise|host|arrange|schedule|devote|"
         "dedicate|call|support",
         "meetings?|conferences?|workshops?|seminars?|sessions?|panels?|discussions?|debates?|"
         "dialogues?|symposi(?:um|a|ums)|forums?|summits?|"
         "round ?tables?|consultations?|events?|congress(?:es)?|hearings?|segments?|retreats?|"
         "briefing sessions?|negotiations?|colloqui(?:um|a)|webinars?"),
    _row("meeting", "devote|dedicate", "(?:half-)?days?"),
    _row("briefing", "provide|give|hold|organize|convene|present|deliver|conduct|include",
         "briefings?"),
    _row("recommendations", f"{_GIVEN}|{_WRITTEN}|{_PASSED_ON}|offer|adopt|put",
         "recommendations?|(?<!budget )proposals?|suggestions?|options?"),
    _row("review",
         f"{_GIVEN}|{_DONE}|perform|commission|lead|hold|continue|organize|appoint|arrange",
         "reviews?|evaluations?|assessments?|appraisals?|audits?|examinations?"),
    _row("plan", f"{_GIVEN}|{_WRITTEN}|adopt|devise|establish|create",
         "(?:work)?plans?|strateg(?:y|ies)|road ?maps?|concepts? of operations|"
         "(?:strategic|implementation|results|monitoring) frameworks?|"
         "programmes? of (?:action|work|activities|studies|research|measures)|"
         "work programmes?|timetable|schedule|timeline|(?<!of )calendar"),
    _row("document", f"{_GIVEN}|{_WRITTEN}|{_DONE}|{_KEPT}|perform|commission|circulate|transmit|"
         "convey|post|upload|reissue|reprint|distribute",
         "documents?|notes?|papers?|stud(?:y|ies)|guidelines?|guidance|manuals?|handbooks?|"
         "guides?|versions?|editions?|surveys?|"
         "memorand(?:um|a)|aide-memoires?|annex(?:es)?|"
         "supplements?|addend(?:um|a)|compendi(?:um|a)|tool ?kits?|publications?|lists?|"
         "summar(?:y|ies)|questionnaires?|compilations?|synthes[ei]s|databases?|drafts?|"
         "draft [\\w ]+|terms of reference|policy briefs?|mappings?|glossar(?:y|ies)|check-?lists?|"
         "model (?:laws?|provisions|rules|legislation|clauses)|bibliograph(?:y|ies)|"
         "corrigend(?:um|a)|codes? of conduct|guiding principles|bulletins?|newsletters?|"
         "(?:brochure|booklet|pamphlet|leaflet|fact ?sheet|chart)s?|(?<!round )tables?|"
         "(?<!road )maps?|matri(?:x|ces)|repertor(?:y|ies)|"
         "(?:training|educational|teaching|information|reference|outreach|promotional) materials?|"
         "templates?|catalogues?|budgets?|budget proposals?|outlines?|overviews?|texts?|"
         "inventor(?:y|ies)|repositor(?:y|ies)|director(?:y|ies)|yearbooks?|analys[ei]s|"
         "rosters?|index(?:es)?|registr(?:y|ies)|registers?|websites?|web ?pages?|portals?|"
         "(?:verbatim|summary) records"),
    _row("document", "draft|elaborate|formulate|prepare|finalize|complete|draw|submit|circulate|"
         "revise|update|publish|compile|write",
         "(?:conventions?|covenants?|protocols?|declarations?|treat(?:y|ies)|instruments?|statutes?|"
         "codes?|charters?|regulations|rules|principles|norms|standards)"),
    _row("document", f"{_DONE}|perform|commission", "research"),
    _row("information", "submit|provide|present|transmit|convey|forward|send|circulate|publish|"
         "share",
         "findings|results?|outcomes?|conclusions"),
    _row("information", f"{_TOLD}|{_PASSED_ON}|circulate|send|update|include|collect|gather|seek|"
         "solicit|obtain|generate|share|invite",
         "information|data|views|opinions|comments|experiences?|"
         "best practices|good practices|lessons|"
         "repl(?:y|ies)|observations|examples|notifications?|clarifications?|updates?|particulars|"
         "statistics|details|explanations?|justifications?|submissions?|documentation|inputs|"
         "forecasts"),
    _row("information", "submit|transmit|send|provide|furnish|forward",
         "statements?|names|input"),
    _row("information", "submit|transmit|send", "contributions?|responses?|communications?"),
    _row("document", "circulate|issue|prepare", "statements?|letters?"),
    _row("document", f"{_GIVEN}|draft|revise|update|draw",
         "rules|business cases?|estimates|revisions|(?:resource )?requirements"),
    _row("resources",
        "make|provide|secure|increase|allocate|mobilize|give|offer|deploy|supply|seek|furnish|devote|"
        "dedicate|contribute|second|extend|render",
         "contributions?|allocations?|funds?|funding|resources|financing|donations|pledges|staff|"
         "staffing|posts?|amounts?|dollars|personnel|troops|contingents|"
         "(?:financial|material)(?:,? (?:and )?[a-z-]+){0,4} (?:support|assistance)"),
    _row("resources", "establish|create|approve", "posts?|positions?"),
    _row("resources", "approve", "resources|amounts?|dollars"),
)  # fmt: skip
"""Kinds by the noun that is made, and the verbs by which it is: the first row that fits counts."""
NOUNS = {
    verb: tuple((kind, nouns) for kind, verbs, nouns in _ROWS if verb in verbs)
    for verb in sorted({verb for _, verbs, _ in _ROWS for verb in verbs})
}
"""The same by verb."""
