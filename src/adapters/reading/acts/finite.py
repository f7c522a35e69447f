"""The finite verb of a that-clause: "that the Board shall act", "that the Board act"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..cues import by_letter

_MODAL = re.compile(
    r"(?:^|[ ,])(?:shall|should|will|may|might|must|can|would|could|is to|are to|be|is|are|has|"
    r"have|not|"
    r"continues?|remains?|(?!early |only |family )[a-z]+ly|disband|lay|"
    r"(?:also |further |fully |immediately |promptly |effectively )?(?:%s))(?=[ ,;.]|$)"
)
_BASE = (
    "abide|abolish|abrogate|abstain|accede|accelerate|accept|achieve|acquire|adapt|address|"
    "adhere|adjust|adopt|advise|afford|agree|align|alleviate|allocate|allow|amend|amount|"
    "analyse|announce|apply|appoint|apportion|approve|arrange|assess|assign|assist|assume|"
    "attach|attain|attend|avail|avoid|bear|become|begin|bring|build|cancel|carry|cease|"
    "circulate|clarify|co-operate|collaborate|collect|combat|come|commence|commit|"
    "communicate|compile|complete|comply|concentrate|conclude|conduct|confirm|conform|"
    "conserve|consider|consolidate|consult|continue|contribute|convene|convert|convey|"
    "cooperate|coordinate|create|decide|declare|dedicate|defer|define|deliver|demonstrate|"
    "deploy|describe|designate|desist|destroy|determine|develop|devise|devote|direct|"
    "discontinue|discourage|discuss|dispatch|disseminate|divert|do|draw|earmark|educate|"
    "elaborate|elect|eliminate|embark|embed|emphasize|employ|empower|enable|enact|encourage|"
    "end|endeavour|enforce|engage|enhance|enjoy|enlarge|enlist|ensure|enter|entrust|equip|"
    "eradicate|establish|evaluate|examine|exchange|exempt|exercise|expand|expedite|explain|"
    "explore|express|extend|facilitate|finalize|find|focus|follow|formulate|foster|freeze|"
    "fulfil|fulfill|furnish|gather|generate|give|go|grant|guarantee|halt|harmonize|help|hold|"
    "honour|identify|implement|impose|improve|include|incorporate|increase|indicate|inform|"
    "initiate|inspect|institute|integrate|intensify|intervene|introduce|invest|investigate|"
    "invite|invoke|involve|issue|join|keep|launch|leave|lift|limit|locate|mainstream|"
    "maintain|make|manage|maximize|mediate|meet|minimize|mitigate|mobilize|modify|monitor|"
    "negotiate|nominate|notify|observe|obtain|occupy|offer|offset|open|operate|"
    "operationalize|organize|outlaw|overcome|oversee|participate|pay|penalize|perform|permit|"
    "persuade|prepare|present|preserve|prevent|prioritize|proceed|produce|prohibit|promote|"
    "promulgate|propose|prosecute|protect|provide|publicize|publish|punish|pursue|put|raise|"
    "ratify|reach|reaffirm|realize|reallocate|rebuild|recall|receive|recognize|recommend|"
    "reconsider|reconstitute|reconvene|redouble|reduce|refer|reflect|refrain|register|"
    "regulate|reinforce|reject|release|remain|remedy|remove|renew|reopen|repatriate|replace|"
    "replenish|report|represent|request|require|rescind|resettle|resolve|respect|respond|"
    "restore|restrict|resume|retain|return|revert|review|revise|safeguard|scrutinize|secure|"
    "seek|seize|select|send|sensitize|serve|settle|share|show|sign|simplify|solicit|solve|"
    "specify|speed|stand|stay|step|stop|streamline|strengthen|submit|supplement|support|"
    "suppress|surrender|suspend|sustain|synchronize|tackle|tailor|take|terminate|transfer|"
    "transform|translate|transmit|treat|undergo|understand|undertake|update|upgrade|uphold|"
    "urge|use|utilise|utilize|vacate|verify|waive|weigh|withdraw|withhold|work"
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
    other = _UNKNOWN.search(plain, at, end)
    return other if other and (known is None or other.start() < known.start()) else known


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


def begins(clause: str, at: int) -> bool:
    """Whether the clause goes on with the base form of a verb: "that the Board assist and"."""
    return _BARE.match(clause, at) is not None


_NOUNS = frozenset({
    "benefit", "charge", "combat", "conduct", "control", "draft", "end", "exchange", "focus",
    "fund", "help", "honour", "increase", "issue", "lead", "limit", "monitor", "need", "offer",
    "open", "place", "plan", "produce", "progress", "register", "release", "report", "request",
    "respect", "return", "review", "share", "show", "sign", "stand", "step", "stop", "study",
    "supplement", "support", "transfer", "update", "use", "work",
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
