"""Words by which acts are read: operative verbs, actors, verbs that nouns look like.

The verbs are those of the operative paragraphs of the General Assembly, the Security Council, the
Economic and Social Council and the Human Rights Council, 1946 to 2025 (UN80 verb list).
"""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split("|"))


LEMMAS = _words(
    "accept|accord|acknowledge|act|address|admit|adopt|affirm|agree|allocate|allow|amend|appeal|"
    "applaud|apportion|"
    "appoint|appreciate|appropriate|approve|ask|assert|assign|assure|attach|authorize|"
    "authorise|"
    "bear|believe|call|caution|censure|charge|commend|commit|conclude|concur|condemn|confirm|"
    "congratulate|consider|constitute|convene|convey|create|decide|declare|dedicate|deem|"
    "define|"
    "delegate|demand|denounce|deplore|deprecate|designate|determine|direct|discontinue|"
    "dissolve|"
    "draw|elect|emphasize|emphasise|empower|encourage|endorse|enjoin|entrust|establish|exempt|"
    "exhort|"
    "expect|express|extend|find|give|grant|hail|highlight|hold|honour|hope|insist|institute|"
    "instruct|"
    "invite|join|keep|launch|lift|look|maintain|make|mandate|mourn|name|note|observe|offer|"
    "order|pay|place|"
    "pledge|point|postpone|praise|proclaim|prohibit|propose|protest|provide|put|reaffirm|"
    "realize|"
    "reappoint|reassert|recall|recognize|recognise|recommend|recommit|reconfirm|re-emphasize|"
    "reemphasize|refer|regard|regret|reiterate|reject|rejoice|remain|remind|rename|renew|"
    "repeat|"
    "repudiate|request|require|reserve|resolve|restate|revoke|salute|seek|select|set|share|"
    "solicit|stipulate|"
    "stress|strengthen|suggest|support|suspend|sympathize|take|terminate|thank|transfer|"
    "transmit|"
    "trust|underline|underscore|undertake|understand|urge|view|voice|warn|welcome|wish|"
    "withdraw|"
    "implore|summon|regulate|notify|commemorate|celebrate|continue|hereby|opt|affirm|ratify|"
    "decry|pronounce|reassure|reinforce|concede|credit|restore|return|revise|vest|waive|"
    "abolish|adjourn|advise|alert|anticipate|await|cancel|close|confer|defer|delete|disapprove|"
    "enlarge|exclude|favour|impose|inscribe|lament|nominate|object|open|prolong|re-elect|"
    "re-establish|"
    "reconstitute|reopen|repeal|replace|rescind|task|uphold"
)
_SPELLINGS = {
    "authorise": "authorize",
    "emphasise": "emphasize",
    "recognise": "recognize",
    "reemphasize": "re-emphasize",
}


def _third(lemma: str) -> str:
    if lemma.endswith(("s", "sh", "ch", "x", "z")):
        return f"{lemma}es"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return f"{lemma[:-1]}ies"
    return f"{lemma}s"


THIRD_PERSON = {_third(lemma): _SPELLINGS.get(lemma, lemma) for lemma in LEMMAS}
"""The third person of every operative verb, and its lemma."""
_LEADING_ALONE = _words(
    "advocate|associate|bring|clarify|envisage|fix|forward|guarantee|identify|inform|intend|lay|"
    "oppose|permit|promise|record|register|rely|resume|retain|review|submit|subscribe"
)
LEADING = {_third(lemma): lemma for lemma in _LEADING_ALONE}
"""The same of verbs that lead paragraphs alone: further on, somebody else does that."""
LED = re.compile(
    r" (?:(?:also|further|hereby) )?(?:the|its|that|to|an?|all|itself|with|on|upon|these|this|"
    r"down)\b|,"
)
"""What follows one of them: "Reviews of lamps" is a heading."""

_IRREGULAR = {
    "bear": "bore", "draw": "drew", "find": "found", "give": "gave", "hold": "held",
    "keep": "kept", "make": "made", "pay": "paid", "put": "put", "set": "set", "take": "took",
    "understand": "understood", "undertake": "undertook", "uphold": "upheld",
    "withdraw": "withdrew",
}  # fmt: skip
_DOUBLING = _words("admit|commit|recommit|regret|refer|transmit|transfer|defer|confer")


def _past(lemma: str) -> str:
    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma]
    if lemma in _DOUBLING:
        return f"{lemma}{lemma[-1]}ed"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return f"{lemma[:-1]}ied"
    return f"{lemma}d" if lemma.endswith("e") else f"{lemma}ed"


PAST = {_past(lemma): _SPELLINGS.get(lemma, lemma) for lemma in LEMMAS}
"""The past of every operative verb, and its lemma: decisions are told afterwards."""

BARE = _words(
    "reiterate|reaffirm|recognize|welcome|encourage|urge|call|request|note|decide|recall|"
    "stress|emphasize|"
    "acknowledge|invite|express|underline|underscore|commend|demand|condemn|affirm"
)
"""Verbs that may lead a paragraph in their bare form ("Reiterate that ...": outcome documents)."""
BARE_ALONE = BARE | _words(
    "commit|recommit|undertake|pledge|resolve|agree|adopt|endorse|appeal|take|look|declare|proclaim|"
    "pay|support|remain|renew"
)
"""The same where the paragraph is no item of a list."""
_TO_DO = re.compile(r" (?:(?:ourselves|itself) )?to\b")
BARE_COMPLEMENTS = {
    "commit": _TO_DO,
    "recommit": _TO_DO,
    "undertake": _TO_DO,
    "pledge": re.compile(r" (?:(?:ourselves|itself) )?(?:to|our|its)\b"),
    "resolve": re.compile(r" (?:to|that)\b"),
    "agree": re.compile(r" (?:to|that|on)\b"),
    "adopt": re.compile(r" (?:the|this|our|as)\b"),
    "take": re.compile(r" note\b"),
    "support": re.compile(r" (?:the|its|our|all)\b"),
    "renew": re.compile(r" (?:the|its|our)\b"),
}
"""What must follow such a verb where it would else be somebody's task, or no verb at all."""

_FURTHER = (
    "accept|acknowledge|adopt|affirm|agree|appeal|applaud|apportion|appoint|appreciate|approve|"
    "ask|authorize|"
    "authorise|believe|call|commend|concur|condemn|confirm|congratulate|consider|decide|declare|"
    "demand|denounce|"
    "deplore|determine|direct|draw|emphasize|emphasise|encourage|endorse|entrust|establish|expect|"
    "express|extend|"
    "highlight|instruct|invite|look|note|observe|pay|praise|proclaim|reaffirm|recall|recognize|"
    "recognise|"
    "recommend|reconfirm|re-emphasize|regret|reiterate|reject|remain|remind|renew|request|require|"
    "resolve|stress|suggest|support|take|thank|transmit|underline|underscore|undertake|urge|voice|"
    "warn|"
    "welcome|acknowledge|salute|designate|insist|exhort|affirm|concur|hope|instruct|insist|demand|"
    "commit|recommit|defer|postpone|advise"
)
SECONDARY = frozenset(_third(lemma) for lemma in _FURTHER.split("|"))
"""Verbs that may follow as further acts. Fewer than may lead: nouns and other subjects abound."""

SECONDARY_PAST = frozenset(_past(lemma) for lemma in _FURTHER.split("|"))
"""The same in the past tense."""

COMPLEMENTS = {
    "accord": re.compile(r" (?:high|priority|the|to|due|special|full)\b"),
    "object": re.compile(r" (?:strongly |firmly )?to\b"),
    "act": re.compile(r"(?! of\b)"),
    "address": re.compile(r"(?! by\b)"),
    "support": re.compile(r"(?! (?:to|for|and)\b)"),
    "hope": re.compile(r"(?! for\b)"),
    "offer": re.compile(r"(?! of\b)"),
    "view": re.compile(r"(?! of\b)"),
    "order": re.compile(r"(?! of\b)"),
    "set": re.compile(r"(?! of\b)"),
    "place": re.compile(r"(?! of\b)"),
    "share": re.compile(r"(?! of\b)"),
    "open": re.compile(r" (?:the|its|an?|for)\b"),
    "close": re.compile(r" (?:the|its|an?)\b"),
    "task": re.compile(r" (?:the|its|all|[A-Z])"),
    "delete": re.compile(r" (?:the|its|an?|from)\b"),
    "replace": re.compile(r" (?:the|its|an?|paragraph)\b"),
    "alert": re.compile(r" (?:the|its|all|States|[A-Z])"),
    "note": re.compile(r"(?! (?:by|verbale)\b)"),
    "request": re.compile(r"(?! (?:for|by|from|made)\b)"),
}
"""What must follow a leading verb, where a noun of the same form could lead."""

_OBJECT = (
    r"(?: (?:also|further|again|once again|once more|strongly|therefore|hereby|urgently),?)* "
    r"(?:that\b|the\b|a\b|an\b|all\b|its\b|his\b|her\b|their\b|it\b|them\b|him\b|those\b|these\b|"
    r"this\b|such\b|any\b|each\b|"
    r"every\b|both\b|other\b|relevant\b|with\b|in (?:this|that|particular)\b|States\b|Member\b|"
    r"Governments\b|[A-Z]|"
    r"countries\b|parties\b|developed\b|developing\b|donors?\b|international\b|multilateral\b|"
    r"interested\b|"
    r"appropriate\b|concerned\b|competent\b|national\b|regional\b|participating\b|non-|civil\b)|,"
)
CLOSE_COMPLEMENTS = {
    **COMPLEMENTS,
    "request": re.compile(_OBJECT),
    "note": re.compile(rf"{_OBJECT}|(?! (?:of|by|from|verbales?|and|or|on|to)\b) [a-z]"),
    "call": re.compile(
        r",? (?:upon|on|for|once|again|also|further|in|strongly|urgently|therefore|"
        r"to(?= [a-z]+ (?:it|its|the|all|this|an?)\b))\b|,"
    ),
    "demand": re.compile(
        rf"{_OBJECT}|(?! (?:of|for|on|and|or|in|from|to|as|referred|made|"
        r"contained|placed|set)\b) [a-z]"
    ),
    "appeal": re.compile(r" (?:to|also|urgently|once|again|further)\b|, "),
    "look": re.compile(r" (?:forward|also|further)\b"),
    "take": re.compile(r" (?:note|into account|cognizance|also|further|due note)\b"),
    "pay": re.compile(r" (?:tribute|special tribute|also|homage)\b"),
    "draw": re.compile(r" (?:the )?(?:attention|also)\b"),
    "support": re.compile(
        r" (?:the|its|all|this|his|efforts|their|in|such|these|any|every|continued|further|"
        r"(?:[a-z]+ ){0,4}(?:efforts|actions?|measures|policies|initiatives|cooperation|"
        r"reforms?))\b|"
        r" [A-Z][\w-]*['\u2019]s?\b"
    ),
    "decide": re.compile(r"(?! otherwise\b)"),
    "stress": re.compile(
        r" (?:that|the|its|also|in|again|once|further|with|upon|on|this|these|such|how)\b|,"
    ),
    "direct": re.compile(r" (?:the|that|all|its|his)\b|,"),
    "express": re.compile(
        r" (?:its|the|concern|deep|serious|grave|appreciation|gratitude|support|strong|profound|"
        r"also|in|once|"
        r"satisfaction|hope|regret|dismay|solidarity|sincere|full|great|particular|condolences|"
        r"readiness|"
        r"alarm|outrage|confidence|disappointment|[a-z]+ (?:concern|regret|appreciation|gratitude|"
        r"support|alarm))\b"
    ),
    "consider": re.compile(r" (?:that|it|them|these|such|the|its|this)\b"),
    "remain": re.compile(
        r" (?:seized|actively|deeply|gravely|concerned|convinced|committed|ready|of the view)\b"
    ),
    "extend": re.compile(r" (?:its|the|an|until)\b"),
    "renew": re.compile(r" (?:its|the|until)\b"),
    "establish": re.compile(r" (?:a|an|the|as|for)\b"),
    "hope": re.compile(r" (?:that|the)\b"),
    "agree": re.compile(r" (?:that|to|with|on)\b"),
    "require": re.compile(r" (?:that|the|all|it)\b"),
    "observe": re.compile(r" (?:that|with)\b"),
    "believe": re.compile(r" (?:that|it|in)\b"),
    "expect": re.compile(r" (?:that|the|all|them|it)\b"),
    "appoint": re.compile(r" (?:the|a|an|as|or reappointed)\b"),
    "declare": re.compile(r" (?:that|the|its|it|them|these|such|all)\b"),
    "ask": re.compile(r" (?:the|that|all|its|it|them)\b"),
    "undertake": re.compile(r" to\b"),
    "suggest": re.compile(r" (?:that|the|to)\b"),
    "remind": re.compile(rf"{_OBJECT}"),
    "warn": re.compile(r" (?:that|the|against|all|of)\b"),
    "determine": re.compile(r" (?:that|to)\b"),
    "observes": re.compile(r" (?:that|with)\b"),
    "recommend": re.compile(rf"{_OBJECT}|(?! (?:for|by)\b) [a-z]|, "),
    "highlight": re.compile(r" (?:that|the|in|with|also|,)\b|,"),
    "transmit": re.compile(r" (?:the|to|its)\b"),
    "confirm": re.compile(r" (?:that|the|its)\b"),
    "voice": re.compile(r" (?:its|concern|deep|grave|serious)\b"),
    "regret": re.compile(r" (?:that|the|to|its|also|deeply|,)\b|,"),
    "insist": re.compile(r" (?:that|on|upon)\b"),
    "designate": re.compile(r" (?:the|a|as)\b"),
    "adopt": re.compile(r" (?:the|as|its|a|an)\b"),
    "approve": re.compile(r" (?:the|its|a|an|in|also)\b|,"),
    "accept": re.compile(r" (?:the|its|with|that)\b"),
    "resolve": re.compile(r" (?:to|that)\b|, "),
    "thank": re.compile(r" (?:the|all|those|its|[A-Z])\w*\b"),
    "praise": re.compile(r" (?:the|all|its)\b"),
    "proclaim": re.compile(r" (?:the|\d|that|as)"),
    "apportion": re.compile(r" (?:the|among)\b"),
    "entrust": re.compile(r" (?:the|to)\b"),
    "commit": re.compile(r" (?:itself|to)\b"),
    "defer": re.compile(r" (?:the|its|until|to|consideration|an?)\b|,"),
    "postpone": re.compile(r" (?:the|its|until|to|consideration|an?)\b|,"),
    "advise": re.compile(r" (?:the|all|its|States|[Pp]arties|[A-Z])"),
}
"""What must follow a further verb, for it to be a verb of the body at all."""
