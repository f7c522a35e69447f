"""The finite verb of a that-clause: "that the Board shall act", "that the Board act"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..cues import by_letter
from .words import ACTOR_HEAD

_MODAL = re.compile(
    r"(?:^|[ ,])(?:shall|should|will|may|might|must|can|would|could|is to|are to|be|is|are|has|"
    r"have|not|"
    r"continues?|remains?|(?!early |only |family )[a-z]+ly|disband|lay|"
    r"(?:also |further |fully |immediately |promptly |effectively )?(?:%s))(?=[ ,;.]|$)"
)
_BASE = (
    "abandon|abide|abolish|abrogate|absorb|abstain|accede|accelerate|accept|accommodate|"
    "accomplish|achieve|acknowledge|acquire|act|adapt|add|address|adhere|adjourn|adjust|"
    "administer|admit|adopt|advise|afford|agree|align|alleviate|allocate|allow|alter|amend|"
    "amount|analyse|announce|annul|anticipate|apply|appoint|apportion|appraise|apprise|approve|"
    "arrange|articulate|ascertain|ask|assemble|assert|assess|assign|assist|assume|assure|"
    "attach|attain|attend|attract|augment|authenticate|avail|avert|avoid|bear|become|begin|"
    "brief|bring|broaden|build|calculate|cancel|carry|cease|cede|celebrate|centralize|certify|choose|"
    "circulate|cite|clarify|classify|co-operate|codify|collaborate|collect|combat|combine|come|"
    "commemorate|commence|commend|commit|communicate|compare|compel|compensate|compete|compile|"
    "complete|comply|compute|concentrate|conclude|condemn|condone|conduct|confer|confine|"
    "confirm|confiscate|conform|confront|consent|conserve|consider|consolidate|constitute|"
    "consult|contain|continue|contribute|convene|convert|convoke|convey|cooperate|coordinate|correct|"
    "create|criminalize|cultivate|curb|curtail|decentralize|decide|declare|declassify|dedicate|"
    "deduct|deepen|defend|defer|define|delete|delineate|deliver|demarcate|demilitarize|"
    "demobilize|demolish|demonstrate|denounce|deny|depart|deploy|deprive|derive|describe|"
    "designate|desist|destroy|detain|detect|deter|determine|develop|devise|devote|"
    "differentiate|digitize|diminish|direct|disarm|disburse|disclose|discontinue|discourage|"
    "discuss|dismantle|dismiss|dispatch|dispose|disseminate|dissolve|distinguish|distribute|"
    "diversify|divert|divide|do|donate|draw|earmark|educate|elaborate|elect|eliminate|"
    "elucidate|embark|embed|embody|emphasize|employ|empower|enable|enact|encompass|encourage|"
    "end|endeavour|endorse|enforce|engage|enhance|enjoy|enlarge|enlist|enrich|ensure|enter|"
    "entertain|entrust|envisage|equip|eradicate|establish|evacuate|exceed|evaluate|examine|exchange|"
    "exclude|execute|exempt|exercise|exert|exhaust|expand|expedite|expel|explain|exploit|"
    "explore|expose|express|extend|extradite|facilitate|finalize|find|focus|follow|forbid|"
    "forgo|formulate|foster|freeze|fulfil|fulfill|furnish|gather|generate|give|go|govern|grant|"
    "guarantee|halt|harmonize|heed|help|hire|hold|honour|identify|ignore|impart|implement|"
    "impose|imprison|improve|include|incorporate|increase|indicate|inform|initiate|inquire|"
    "inscribe|insert|insist|inspect|install|institute|instruct|integrate|intensify|intercept|"
    "interpret|intervene|introduce|invest|investigate|invite|invoke|involve|issue|join|justify|"
    "keep|launch|learn|leave|lend|liaise|liberate|lift|limit|liquidate|listen|locate|"
    "mainstream|maintain|make|manage|maximize|mediate|meet|merge|minimize|mitigate|mobilize|"
    "modernize|modify|monitor|negotiate|neutralize|nominate|notify|nurture|observe|obtain|"
    "occupy|offer|offset|omit|open|operate|operationalize|oppose|organize|orient|outlaw|"
    "overcome|oversee|participate|pay|penalize|perform|permit|perpetuate|persuade|postpone|"
    "practise|prepare|prescribe|present|preserve|preside|prevent|prioritize|proceed|proclaim|"
    "procure|produce|prohibit|prolong|promote|promulgate|propose|proscribe|prosecute|protect|"
    "provide|publicize|publish|punish|pursue|put|qualify|quantify|raise|ratify|rationalize|"
    "reach|react|readmit|reaffirm|realign|realize|reallocate|reappoint|reassess|rebuild|recall|"
    "receive|recognize|recommend|reconcile|reconsider|reconstitute|reconstruct|reconvene|"
    "recover|rectify|recycle|redeploy|redirect|redistribute|redouble|redress|reduce|refer|"
    "refine|reflect|refrain|register|regulate|rehabilitate|reinforce|reinstate|reintegrate|"
    "reiterate|reject|relax|release|relieve|relinquish|relocate|rely|remain|remedy|remind|"
    "remit|remove|render|renew|renounce|reopen|reorganize|repatriate|repay|repeal|replace|"
    "replenish|report|represent|repress|request|require|rescind|resettle|resist|resolve|"
    "respect|respond|restate|restore|restrain|restrict|restructure|resume|retain|return|"
    "reunite|revert|review|revise|revisit|revitalize|revoke|safeguard|scrutinize|secure|seek|"
    "segregate|seize|select|sell|send|sensitize|serve|settle|share|show|sign|simplify|solicit|"
    "solve|speak|specify|speed|spend|stabilize|stand|standardize|stay|step|stimulate|stipulate|"
    "stop|streamline|strengthen|strive|submit|subscribe|subsidize|succeed|summarize|supervise|"
    "supplement|support|suppress|surrender|suspend|sustain|synchronize|tabulate|tackle|tailor|"
    "take|teach|terminate|tighten|transfer|transform|translate|transmit|treat|undergo|"
    "understand|undertake|unify|unite|update|upgrade|uphold|urge|use|utilise|utilize|vacate|"
    "validate|verify|waive|warn|weigh|welcome|widen|withdraw|withhold|work|write"
)


_VERBS = by_letter(sorted(_BASE.split("|"), reverse=True))
_FINITE = re.compile(_MODAL.pattern % _VERBS)
_NEAR = 60
"""In characters: what an unknown verb is known by stands as close after it."""


def finite_verb(clause: str, at: int) -> re.Match[str] | None:
    """The first finite verb from ``at`` on that stands in no aside; None where there is none."""
    plain = _BESIDE.sub(_blank, clause)
    known = _FINITE.search(plain, at)
    while known and known[0].strip(" ,") in _NOUNS and _LEADS_A_NOUN.search(plain[: known.start()]):
        known = _FINITE.search(plain, known.end())  # "that the report on lamps include"
    end = known.start() + _NEAR if known else len(plain)
    other = _UNKNOWN.search(plain, at, end) or _after_a_name(plain, at, end)
    return other if other and (known is None or other.start() < known.start()) else known


def _after_a_name(clause: str, at: int, end: int) -> re.Match[str] | None:
    """A verb that no list knows between somebody and an object: "that the Board study the"."""
    for match in _BEFORE_AN_OBJECT.finditer(clause, at, end):
        last = clause[at : match.start()].rpartition(" ")[2]
        if last[:1].isupper() or ACTOR_HEAD.search(last):
            return match
    return None


_LEADS_A_NOUN = re.compile(
    r"(?:^|[ ,])(?:the|its|their|his|her|an?|this|that|such|any|each|every|next|final|annual|first|"
    r"joint|initial|comprehensive|progress|present)$"
)
_NO_VERB = (
    "of|in|on|to|for|from|with|within|without|under|through|at|by|and|or|as|upon|into|via|among|"
    "between|against|towards|toward|during|after|before|including|that|which|who|whose|where|when|"
    "if|than|but|nor|not|about|over|across|throughout|per|like|unlike|until|since|regarding|"
    "concerning|both|all|also|because|while|whereas|given|beyond|behind|despite|besides|except|"
    "following|pending|along|around|outside|inside|provided|taking"
)
_UNKNOWN = re.compile(
    rf"(?<=[a-z]) (?!(?:{_NO_VERB})\b)[a-z]{{3,}}(?<!ing)(?<!ed)(?<!ly)"
    r"(?= (?:such|its|their|his|every) [a-z]+ [a-z]+)"
)
"""A verb that no list knows, right before what only an object begins with: "furnish such help"."""
_BEFORE_AN_OBJECT = re.compile(
    rf"(?<=[a-z]) (?!(?:{_NO_VERB})\b)[a-z][a-z-]{{2,}}(?<!ing)(?<!ed)(?<!ly)"
    r"(?= (?:the|all|an?|any|each|these|those|this|no) )"
)


def begins(clause: str, at: int) -> bool:
    """Whether the clause goes on with the base form of a verb: "that the Board assist and"."""
    return (_BARE.match(clause, at) or _BARE_UNKNOWN.match(clause, at)) is not None


_BARE_UNKNOWN = re.compile(
    rf" (?!(?:{_NO_VERB})\b)[a-z][a-z-]{{2,}}(?<!ing)(?<!ed)(?<!ly)"
    r"(?= (?:the|an?|any|each|these|those|this) )"
)
"""A verb that no list knows, by its object: "study the matter"."""


_NOUNS = frozenset({
    "act", "benefit", "brief", "charge", "combat", "conduct", "control", "draft", "end",
    "exchange", "focus", "fund", "help", "honour", "increase", "issue", "lead", "limit",
    "monitor", "need", "offer", "open", "place", "plan", "produce", "progress", "register",
    "release", "report", "request", "respect", "return", "review", "share", "show", "sign",
    "stand", "step", "stop", "study", "supplement", "support", "transfer", "update", "use",
    "work",
})  # fmt: skip
"""Verbs that nouns look like: "the Panel work plan"."""
_OBJECT = re.compile(
    r",| (?:the|its|their|his|her|all|an?|to|on|with|every|each|any|such|these|this|those|no|"
    r"regularly|annually|by|back|urgently|immediately)\b"
)


def bare_verbs(clause: str, at: int, end: int) -> Iterator[re.Match[str]]:
    """The base forms of verbs between ``at`` and ``end``, with the adverbs that lead them.

    Of those that may be nouns such as have an object or the like: "the Board report to".
    """
    for match in _DOING.finditer(clause, at, end):
        if match["verb"] not in _NOUNS or _OBJECT.match(clause, match.end()):
            yield match


_DOING = re.compile(rf" (?:(?:[a-z]+ly|also|further|not) )*(?P<verb>{_VERBS})(?=[ ,])")


def told_verb(clause: str, at: int) -> re.Match[str] | None:
    """The third person after a name, as some that-clauses have it: "that the Board acts"."""
    return _TOLD.search(clause, at, at + 120)


_TOLD = re.compile(
    rf"(?<=[a-z]) (?P<verb>(?:{_VERBS})e?s)(?= (?:to|the|its|on|every|an?|all|orally)\b)"
)
_BARE = re.compile(rf",? (?:(?:also|further|fully|[a-z]+ly) )*(?:{_VERBS})(?= )")
_BESIDE = re.compile(r"(?<=, )[^,;]{2,300}(?=,)")


def _blank(aside: re.Match[str]) -> str:
    """An aside blanked at the same length: its verbs are not those of the clause."""
    return " " * len(aside[0]) if _ADJUNCT.match(aside[0]) else aside[0]


_ADJUNCT = re.compile(
    r"(?:in|within|with|without|through|by|at|on|after|before|upon|where|as|when|if|including|"
    r"taking|bearing|acting|pursuant|under|from|while|unless|pending|if|to the extent|"
    r"the occupying) "
)
