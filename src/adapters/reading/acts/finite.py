"""The finite verb of a that-clause: "that the Board shall act", "that the Board act"."""

from __future__ import annotations

import re

_MODAL = re.compile(
    r"(?:^|[ ,])(?:shall|should|will|may|must|can|would|could|is to|are to|be|is|are|has|have|not|"
    r"continues?|remains?|(?!early |only |family )[a-z]+ly|disband|lay|"
    r"(?:also |further |fully |immediately |promptly |effectively )?(?:%s))(?=[ ,;.]|$)"
)
_BASE = (
    "accelerate|accept|address|adhere|adopt|allow|apply|appoint|approve|assess|assist|assume|attend|avail|"
    "avoid|bring|build|carry|cease|cooperate|"
    "collaborate|collect|commence|complete|comply|conclude|conduct|consider|consult|continue|"
    "contribute|convene|coordinate|create|decide|declare|"
    "designate|desist|determine|develop|devote|disseminate|do|draw|elaborate|eliminate|employ|"
    "enable|"
    "encourage|end|engage|enhance|ensure|establish|evaluate|"
    "examine|exchange|exercise|expand|expedite|explore|extend|facilitate|finalize|focus|follow|"
    "formulate|foster|give|grant|guarantee|halt|help|hold|identify|"
    "implement|improve|include|incorporate|increase|inform|initiate|integrate|intensify|"
    "investigate|invite|issue|join|keep|lift|limit|make|maintain|meet|mobilize|monitor|"
    "observe|offer|open|operationalize|organize|participate|pay|permit|prepare|present|prevent|prohibit|promote|"
    "protect|provide|publish|pursue|put|ratify|receive|recognize|recommend|reduce|refrain|"
    "release|renew|report|request|resolve|respect|respond|restore|resume|retain|return|review|"
    "revise|seek|serve|share|show|speed|sign|step|stop|strengthen|submit|support|suspend|sustain|"
    "take|"
    "terminate|transfer|transmit|treat|undertake|update|use|utilize|withdraw|work"
)
_FINITE = re.compile(_MODAL.pattern % _BASE)


def finite_verb(clause: str, at: int) -> re.Match[str] | None:
    """The first finite verb from ``at`` on that stands in no aside; None where there is none."""
    plain = _BESIDE.sub(_blank, clause)
    known = _FINITE.search(plain, at)
    other = _UNKNOWN.search(plain, at)
    return other if other and (known is None or other.start() < known.start()) else known


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


_BARE = re.compile(rf",? (?:(?:also|further|fully|[a-z]+ly) )*(?:{_BASE})(?= )")
_BESIDE = re.compile(r"(?<=, )[^,;]{2,300}(?=,)")


def _blank(aside: re.Match[str]) -> str:
    """An aside blanked at the same length: its verbs are not those of the clause."""
    return " " * len(aside[0]) if _ADJUNCT.match(aside[0]) else aside[0]


_ADJUNCT = re.compile(
    r"(?:in|within|with|without|through|by|at|on|after|before|upon|where|as|when|if|including|"
    r"taking|bearing|acting|pursuant|under|from|while|unless|pending|if|to the extent|"
    r"the occupying) "
)
