"""Which verbs stand for which deliverable (labelling guide, "deliverable"), and what is decided."""

from __future__ import annotations

import re

_PRODUCTS = {
    "report": "report",
    "review": "review|evaluate|assess|reassess|re-examine|reexamine|re-evaluate|appraise",
    "briefing": "brief",
    "information": "inform|notify|apprise|advise|share|exchange|disseminate|document|publicize",
    "recommendations": "recommend|propose",
    "resources": "contribute|pledge|donate|finance|fund|apportion|appropriate|defray",
    "meeting": "convene|convoke|meet",
    "make": (
        "submit|present|prepare|provide|issue|transmit|produce|make|publish|deliver|compile|"
        "circulate|complete|finalize|give|"
        "develop|elaborate|formulate|draft|establish|adopt|design|devise|hold|organize|"
        "organise|host|arrange|schedule|"
        "conduct|carry|undertake|initiate|commission|perform|devote|dedicate|allocate|increase|"
        "mobilize|collect|gather|seek|"
        "supply|solicit|offer|table|forward|convey|set|create|appoint|deploy|launch|maintain|draw|"
        "call|write|continue|obtain|"
        "include|reflect|incorporate|update|keep|place|put|extend|renew|start|release|support|"
        "consolidate|streamline|"
        "inscribe|retain|generate|resume|reconvene|dispatch|bring|combine|merge|render|furnish|"
        "send|revise|designate|constitute|prolong|post|upload|reissue|reprint|distribute|second|invite|"
        "re-establish|reconstitute|approve|communicate|lead|secure"
    ),
}
PRODUCT_VERBS = {
    verb: kind for kind, verbs in _PRODUCTS.items() for verb in verbs.split("|") if verb
}
"""Verbs with the product they stand for; "make": the object says which."""


def _gerund(verb: str) -> str:
    if verb.endswith("e") and not verb.endswith("ee"):
        return f"{verb[:-1]}ing"
    return {"submit": "submitting", "set": "setting", "put": "putting"}.get(verb, f"{verb}ing")


BASE_OF = {_gerund(verb): verb for verb in PRODUCT_VERBS} | {
    f"{verb}s": verb for verb in ("report", "submit", "provide", "review", "brief")
}
"""Gerunds and third persons, by which a verb may appear."""

NOUN_VERBS = frozenset({
    "report", "review", "brief", "document", "fund", "finance", "share", "exchange", "plan",
    "issue", "draft", "table", "set", "call", "increase", "support", "offer", "start", "bring",
    "place", "design", "host", "appropriate", "launch", "commission", "produce", "deliver",
    "supply", "seek", "post", "second",
})  # fmt: skip
"""Verbs that are nouns too: after a bare "and" they count with an object alone."""

OUTRIGHT = {
    "extend": "mission", "renew": "mission", "establish": "mission", "apportion": "resources",
    "appropriate": "resources", "allocate": "resources", "appoint": "mission",
    "create": "mission", "constitute": "mission", "institute": "mission", "set up": "mission",
}  # fmt: skip

AGENDA = re.compile(r"\bagendas?\b|\b(?:items?|sub-items?) entitled", re.IGNORECASE)
ON_AGENDA = re.compile(
    r"\b(?:in|on|to|from|under|for|of) (?:(?:the|its|that|a|an|each) )?"
    r"(?:(?!with\b)[\w-]+ ){0,4}?agendas?\b"
    r"(?! of work)|\b(?:items?|sub-items?) entitled|\bagenda items?\b|"
    r"\b(?:include|place|defer|consider|retain|allocate)\b[^;]{0,120}\bagendas?\b",
    re.IGNORECASE,
)
"""What the body decides of its own agenda; what has an agenda of its own is something else."""
_BODIES = (
    r" (?:the (?:General Assembly|Assembly|Council|Security|Economic|Commission|Committee|Human)|"
    r"Member States|it\b|all\b|States\b)"
)
_ROWS: tuple[tuple[str, frozenset[str], re.Pattern[str]], ...] = (
    ("meeting", frozenset({"reconvene"}),
     re.compile(r"^,? (?:for|in|at|on|from|before|after|as)\b")),
    ("meeting", frozenset({"resume", "reconvene"}),
     re.compile(r"^[^,;]{0,60}?\b(?:[Cc]onference|[Ss]ession|[Mm]eetings?|[Ss]ummit|Forum|"
                r"[Gg]roup|[Cc]ommittee|[Pp]anel|[Cc]ommission)\b")),
    ("agenda_item",
     frozenset({"include", "place", "inscribe", "retain", "keep", "put", "maintain"}),
     re.compile(rf"^(?!.{{0,160}}\bhigh on\b)"
                rf"(?:(?!\bin (?:his|its|their|her|the)(?: [\w-]+){{0,4}}? reports?\b).)*?"
                rf"(?:{AGENDA.pattern})", re.IGNORECASE)),
    ("meeting", frozenset({"meet"}),
     re.compile(r"^,?(?: (?:for|in|at|on|annually|every|again|once|twice|from|as|within|informally|"
                r"formally|regularly|periodically|"
                r"during|and|or)\b|$)")),
    ("information", frozenset({"keep"}),
     re.compile(r"^[^;]{0,90}?\b(?:informed|apprised|abreast|advised|updated)\b")),
    ("review", frozenset({"keep"}),
     re.compile(r"^[^;]{0,90}?\bunder (?:\w+ )?(?:review|consideration)\b")),
    ("report", frozenset({"update"}),
     re.compile(r"\bin (?:the context of )?(?:his|its|their|her|the) (?:[\w-]+ ){0,3}reports?\b")),
    ("report", frozenset({"update"}), re.compile(rf"^{_BODIES}[^,;]{{0,40}}? orally\b")),
    ("information", frozenset({"update"}), re.compile(rf"^{_BODIES}")),
    ("recommendations", frozenset({"include"}),
     re.compile(r"^,?[^;]{0,60}? in (?:his|its|their|her|the) (?:[\w-]+ ){0,3}"
                r"(?:briefings?|updates?) (?:[\w-]+ ){0,2}recommendations\b")),
    ("briefing", frozenset({"include", "reflect", "address"}),
     re.compile(r"^[^;]{0,140}?\bin (?:his|its|their|her|the) (?:[\w-]+ ){0,3}"
                r"(?:briefings?|updates?)\b")),
    ("briefing", frozenset({"address"}),
     re.compile(r"^ (?:it\b|the (?:General Assembly|Assembly|(?:[A-Z]\w+ ){0,4}(?:Council|"
                r"Commission|Committee|Conference)|States Parties|plenary)\b)")),
    ("briefing", frozenset({"address"}),
     re.compile(r"^ and engage in an? (?:\w+ )?dialogue with (?:it\b|the [A-Z])")),
    ("meeting", frozenset({"engage"}), re.compile(r"^ in an? (?:\w+ )?interactive dialogue\b")),
    ("in report", frozenset({"address"}),
     re.compile(r"^[^;]{0,140}?\bin (?:his|its|their|her|the) (?:[a-z]+(?<!and) ){0,2}reports?\b")),
    ("in report", frozenset({"pay", "give", "devote"}),
     re.compile(r"^[^;]{0,40}?\battention\b[^;]{0,140}?\bin (?:his|its|their|her|the) "
                r"(?:(?!and\b|of\b)[a-z]+ ){0,2}reports?\b")),
    ("in report", frozenset({"include", "reflect", "incorporate"}),
     re.compile(r"^[^;]{0,140}?\bin (?:the context of )?(?:his|its|their|her|the|a)\b"
                r"(?: [\w-]+){0,4}? report(?:s|ing)?\b")),
    ("resources", frozenset({"contribute"}),
     re.compile(r"^[^;]{0,140}?\b(?:[Ff]unds?|[Bb]udget|[Aa]ppeals?|[Ff]acility|financ\w+|"
                r"generously|"
                r"resources|funding|voluntar\w+|contributions|endowment|personnel|troops|staff|police|"
                r"contingents|equipment)\b")),
    ("resources", frozenset({"enter"}), re.compile(r"^ into (?:\w+ )?commitments\b")),
    ("agenda_item", frozenset({"allocate"}), re.compile(r"^[^;]{0,60}?\bitems?\b")),
    ("resources", frozenset({"pay"}),
     re.compile(r"^ (?!(?:\w+ )?(?:\w+ )?attention )[^;]{0,60}?\b(?:contributions?|assessments?|"
                r"arrears|dues)\b")),
    ("resources", frozenset({"respond"}),
     re.compile(r"^ (?:\w+ )?(?:\w+ly )?to (?:the |any |all )?(?:\w+ )?"
                r"(?:requests?|appeals?|calls?)\b[^;]{0,90}?\b(?:contribut\w+|fund(?:s|ing)|"
                r"financ\w+|personnel|resources|donations)\b")),
    ("information", frozenset({"share", "exchange"}),
     re.compile(r"^[^;]{0,90}?\b(?:information|data|views|experiences?|practices|lessons|knowledge|"
                r"expertise|statistics|intelligence)\b")),
    ("information", frozenset({"inform", "notify", "advise", "apprise"}),
     re.compile(r"^ (?:the|it|him|them|all|its|Member|States|each|any|[A-Z])")),
)  # fmt: skip
SPECIAL = {
    verb: tuple((kind, words) for kind, verbs, words in _ROWS if verb in verbs)
    for verb in sorted({verb for _, verbs, _ in _ROWS for verb in verbs})
}
"""Verbs whose words decide: the first row that fits counts."""

SPECIAL_ONLY = frozenset(
    {
        "meet",
        "contribute",
        "share",
        "exchange",
        "inform",
        "notify",
        "advise",
        "apprise",
    }
)
"""Verbs that stand for nothing else than `SPECIAL` says."""

CONSIDERATION = re.compile(
    r"(?:,[^,;]{2,200},)?[ ,]*(?:also |further )?(?:to |that it (?:shall|will|"
    r"should) )?(?:(?:\w+ly|also|again|further) )*(?:"
    r"(?:continue|resume|begin|defer|conclude|pursue|postpone|keep|start|biennialize|"
    r"triennialize)(?:(?:,[^,;]{3,90}){1,2},(?= consideration\b))?"
    r"(?:,? (?:at|to|until|during) (?:(?:its|the) [\w-]+ part of )?(?:its|the) "
    r"[\w-]+(?: [\w-]+){0,3} sessions?(?: of \d{4})?,?)? "
    r"(?:[\w-]+ )?(?:its |"
    r"the |their |to )?(?:[\w-]+ )?(?:consideration|examin\w+|consider\w*|deliberations?|"
    r"discussions?|(?<=defer a )decision|(?<=postpone a )decision)\b"
    r"|(?:defer|postpone)\b[^;]{0,80}? (?:the (?:review|renewal|decision|items?)\b|"
    r"(?:decisions?|action) on\b)"
    r"|remain (?:actively )?seized of (?:the|this) (?:[\w-]+ ){0,2}(?:matter|question|issue)"
    r"(?:,? and to consider\b(?=[^;]{0,200} session\b)| at its [\w-]+ session\b)"
    r"|(?:give|accord) (?:[a-z]+ ){0,3}?(?:consideration|priority|attention) to\b"
    r"(?=[^;]{0,300} session\b)"
    r"|(?:revert to|return to|take up|keep the (?:matter|"
    r"question|situation|item|subject)[^;]{0,60} under)\b"
    r"|(?:consider|examine|discuss|address|deal with|"
    r"review (?=(?:the|this|that) (?:item|matter|question|issue|situation|subject)\b))\b"
    r"(?=[^;]{0,400}\b(?:session|agenda|"
    r"item|annually|biennially|triennially)\b))",
    re.IGNORECASE,
)
CONSIDERED = re.compile(
    r",? that (?:(?:the following )?(?:agenda )?items? (?:shall|will|should) remain for "
    r"consideration|(?:the |this |these )?(?:items?|questions?|matters?|"
    r"issues?|subjects?|topics?|"
    r"sub-items?|reports?)(?: [^,;]{3,90}| \w+,[^;]{3,120},)? (?:shall|will|should|would) be "
    r"(?:considered|taken up|examined|reviewed|discussed)|"
    r"[^;]{3,200}? (?:shall|should|will|would) be (?:considered again|reconsidered)|"
    r"(?:the |its |this )?"
    r"(?:(?:items?|questions?|matter)\b|(?:further )?consideration\b)[^,;]{0,160}? "
    r"(?:(?:shall|should|will|would) )?be "
    r"(?:deferred|postponed|resumed|continued|included in|kept under))\b",
    re.IGNORECASE,
)
"""The same of the thing to be considered."""
REVIEWED = re.compile(
    r",? that (?!(?:all |the )?(?:Members|Member States|States)\b[^;]{0,90}? be assessed)"
    r"(?:[^;]{3,200}? )?(?:reviews?\b(?! (?:conference|meeting|summit)\b)[^;]{0,120}? "
    r"(?:shall|should|will|would|is to|are to) "
    r"(?:be (?:held|made|conducted|undertaken|carried out|completed|convened)|take place|commence)|"
    r"(?:shall|should|will|would|is to|are to) be (?:\w+ly )?(?:reviewed|evaluated|assessed|"
    r"reassessed|"
    r"appraised))\b"
)
"""The same of what is to be looked at again."""
DEFERRED = re.compile(
    r",? [^;]{0,160}?\b(?:consideration|decision|item|question|review|examination|action)s?\b"
)
"""What a body defers by the verb alone."""
ASSESSED = re.compile(
    r",? that [^;]{0,160}?\b(?:amounts?|dollars|expenses)\b[^;]{0,120}? be "
    r"(?:assessed on|(?:apportioned|assessed) among)\b"
)
"""The same of what Members are to pay."""
HELD = re.compile(
    r",? that [^;]{0,160}?\bthere (?:shall|should|will|would) be [^;]{0,60}?\b(?:sessions?|"
    r"meetings?|"
    r"[Cc]onferences?|segments?|seminars?|debates?|workshops?)\b|"
    r",? that (?!no )(?:[^;]{3,160}? )?(?:sessions?|meetings?|[Cc]onference|[Ss]ummit|Congress|"
    r"seminar|"
    r"symposium|workshop|forum|debate|discussion|dialogue|panel|segment|hearing|consultations)\b"
    r"[^;]{0,160}? (?:shall|should|will|would|is to|are to)"
    r"(?: (?:also|in principle|normally),?)* (?:be (?:held|convened|organized)|take place)\b"
)
"""The same of a meeting that is to be held."""
CONSTITUTED = re.compile(
    r",? that,? (?:[^;]{3,200}? )?(?:the|an?) (?:[\w-]+ ){0,4}?(?:"
    r"(?:working group|committee|commission|group|panel|mission|force|mechanism)|Force|Mission|"
    r"Operation|Group|Panel|"
    r"mandate|Office|Committee|Commission|Body|(?:task )?team|task force)\b[^;]{0,120}? "
    r"(?:is|are|be|shall be|is hereby|should be) (?:established|set up|created|formed|extended|"
    r"renewed|maintained|"
    r"constituted|prolonged)\b|"
    r",? that there (?:shall|should|will) (?:hereby )?be "
    r"(?:established|set up|created|constituted) an? (?:[\w-]+ ){0,4}?"
    r"(?:commission|committee|group|panel|board|mission|body|council)\b"
)
"""The same of a mission: "that the Force is established for a period until"."""
MISSIONS = re.compile(
    r"(?:,[^,;]{2,200},)?[^;]{0,60}?\b(?:(?:extend|renew|prolong|"
    r"continue)\b[^;]{0,140}?\b(?:mandates?|mission|operation|force|panel|period|rapporteur|"
    r"(?i:(?:working|study|expert|contact|advisory) group)|"
    r"expert|authorization|measures|office|term|"
    r"deployment|presence|provisions|arrangements)|(?:establish|set up|create|appoint|deploy|"
    r"dispatch|"
    r"send|institute|re-establish|constitute|reconstitute)\b(?! (?:an? |the |one |"
    r"two )?(?:[\w-]+ ){0,2}(?:programmes? of work|posts?|positions?|databases?|regist(?:er|ry)|"
    r"roster|lists?|repository|website|account|reserve)\b)"
    r"[^;]{0,140}?\b(?:mission|mandate|commission|"
    r"(?:sub-?)?committee|working group|group|force|panel|rapporteur|expert|mechanism|office|body|"
    r"process|operation|team|unit|tribunal|council|forum|secretariat|presence|envoy|representative|board|"
    r"centre))\b",
    re.IGNORECASE,
)
MONEY = re.compile(
    r"(?: (?:for|further|additional|the|more|generous|increased|continued|adequate|predictable|"
    r"timely|voluntary|to the|sustained|all|support and))* (?:contributions|funding|financial)\b|"
    r" the use of [^,;]{3,80}? (?:funds?|resources|balances?)\b",
    re.IGNORECASE,
)

THE_TEXT = re.compile(
    r"[, ]*the text of (?:the|this|that) (?:present )?"
    r"(?:resolution|decision|declaration|convention)"
)
SENT = frozenset({"transmit", "circulate", "send", "forward", "communicate"})
THERE_ALREADY = re.compile(
    r"[, ]*(?:the|this|these|that|those|any|all|copies)\b|[^;]{0,160}? (?:had|has|have) been\b"
)
"""What is sent on is no product: "to transmit the recommendations to"."""
