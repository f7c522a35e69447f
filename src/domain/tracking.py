"""Whether a mandate is tracked, how strong it is, and the force of an operative verb.

Pure classification by names. Sources: the entities of the UN80 mandate registry (un_entities,
un_organs), the 2006 registry's "non-applicable" (mandates to States and others alone), and the
verb types of the UN80 labels (domain notes 4.2).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from . import body as bodies
from .reading import Force, Strength, Tracked

# Who is *not* the United Nations, by the head of the name ("Member States", "States parties to the
# United Nations Convention ...", "all Governments"): the qualifier after the head does not count.
_OTHERS = re.compile(
    r"\b(?:states?|governments?|countr(?:y|ies)|nations(?<!united nations)|part(?:y|ies)|"
    r"members?|donors?|communit(?:y|ies)|societ(?:y|ies)|sector|sectors|stakeholders?|"
    r"authorit(?:y|ies)(?<!seabed authority)|peoples?|persons?|individuals?|groups?|forces|"
    r"power|powers|parliaments?|parliamentarians?|youth|media|academia|observers?|contributors?|"
    r"actors?|leaders?|contractors?|industr(?:y|ies)|businesses|companies|employers|banks|"
    r"universities|movements?|factions?|signatories|creditors?|producers?|consumers?)$"
)
_GROUP_OF_UN = re.compile(
    r"\b(?:working|expert|advisory|monitoring|consultative|development|contact|management|"
    r"high-level|regional) group$|united nations|\b(?:expert|task) group|country teams?|system\b"
)
_EXPERTS = re.compile(r"groups? of (?:governmental )?experts\b")
_HEAD_ENDS = re.compile(
    r",|\(|\s(?:of|to|in|on|for|that|which|who|whose|with|from|at|under|hosting|concerned|"
    r"participating|parties|having|involved|referred|party|not|within|as|through|by|among|"
    r"members)\s"
)
_OTHER_SECRETARIES = re.compile(
    r"secretary-general of (?:the )?(?!united nations|conference|world|international|unctad|"
    r"organization(?:$| of the united nations))"
)

# What the names of organs, entities, role holders and the system carry (case-folded).
_UN = re.compile(
    r"\b(?:united nations|secretary-general|secretariats?|general assembly|assembly|"
    r"security council|economic and social council|human rights council|trusteeship council|"
    r"council of the global environment facility|governing council|the council|"
    r"high commissioners?|special rapporteurs?|rapporteurs?|independent experts?|"
    r"special representatives?|special envoys?|personal envoys?|special coordinators?|"
    r"special advisers?|special procedures?|mandate[- ]holders?|treaty bod(?:y|ies)|"
    r"human rights mechanisms|under-secretar(?:y|ies)-general|assistant secretar(?:y|ies)-general|"
    r"deputy secretary-general|administrator|executive (?:directors?|secretar(?:y|ies)|board)s?|"
    r"director-general|resident coordinators?|humanitarian coordinators?|"
    r"special committee|advisory committee|main committees?|high-level committee|"
    r"(?:first|second|third|fourth|fifth|sixth) committee|special political committee|"
    r"committees?|commissions?|(?:sub-?)commission|working groups?|working part(?:y|ies)|"
    r"panels? of experts|groups? of (?:governmental )?experts|expert group|expert panel|panel|"
    r"monitoring (?:group|team)|inter-?agency|intergovernmental (?:panel|negotiating|working)|"
    r"commission of inquiry|fact-finding mission|independent international|"
    r"special unit|joint inspection unit|board of auditors|board of trustees|trade and development "
    r"board|united nations development group|office of|office for|office on|department of|"
    r"department for|department|division for|division of|regional commissions?|functional "
    r"commissions?|specialized agenc(?:y|ies)|funds and programmes|funds, programmes|"
    r"subsidiary (?:bod(?:y|ies)|organs?)|preparatory committee|organizational committee|"
    r"president of the (?:general assembly|council|human rights council|economic and social "
    r"council|security council|assembly|conference)|high-level political forum|permanent forum|"
    r"forum on forests|expert mechanism|advisory board|advisory group|chief executives board|"
    r"inter-agency standing committee|chair(?:man|person)?s? of the|bureau of the|"
    r"international court of justice|international tribunals?|residual mechanism|"
    r"international, impartial and independent mechanism|independent investigative mechanism|"
    r"international law commission|international civil service commission|"
    r"international narcotics control board|international trade centre|"
    r"international atomic energy agency|international criminal court|international seabed "
    r"authority|international tribunal for the law of the sea|preparatory commission|"
    r"organi[sz]ation for the prohibition of chemical weapons|"
    r"food and agriculture organization|international civil aviation organization|"
    r"international fund for agricultural development|international labou?r organi[sz]ation|"
    r"international labou?r office|international monetary fund|international maritime "
    r"organi[sz]ation|international organization for migration|international telecommunication "
    r"union|universal postal union|world bank|world food programme|world health organization|"
    r"world intellectual property organization|world meteorological organization|world tourism "
    r"organization|world trade organization|bretton woods institutions|global environment "
    r"facility|peacebuilding (?:commission|support office|fund)|global compact|codex|"
    r"alliance of civilizations|system staff college|counter-terrorism committee|"
    r"executive directorate|ombudsperson|ombudsman|ethics office|conference on disarmament|"
    r"disarmament commission|special adviser|development account|peacekeeping (?:missions?|"
    r"operations?)|special political missions?|force commander|observer (?:group|mission)|"
    r"emergency relief coordinator|controller$|chief information|(?:youth|technology) envoy|"
    r"envoy on (?:youth|technology)|high representative for disarmament|"
    r"high representative for the (?:alliance|least)|victims' rights advocate|co-facilitators|"
    r"secretary-general's|national committees for unicef|youth office|mediation support unit)\b"
)
_ACRONYMS = re.compile(
    r"\b(?:UN|UN-[A-Z][A-Za-z-]+|UN [A-Z]\w+|UN[A-Z]{2,6}\w*|MIN[A-Z]{2,6}|MONU\w+|ONU[A-Z]+|"
    r"BINUH|BINUCA|BNUB|CEB|CTBTO|CTED|DESA|DPPA|DPO|ECA|ECE|ECLAC|ECOSOC|ESCAP|ESCWA|FAO|HRC|"
    r"IAEA|ICAO|ICC|ICJ|ICSC|IFAD|IIIM|IIMM|ILO|IMF|IMO|IOM|ISA|ITC|ITLOS|ITU|JIU|MICT|OCHA|"
    r"OHCHR|OIOS|OLA|OPCW|UPU|WFP|WHO|WIPO|WMO|WTO|ACABQ|IASC|INCB|ICTY|ICTR|UNiTE)\b"
)
# "Commission" and "Committee" of somebody else.
_NOT_UN = re.compile(
    r"\b(?:european|african union|of the african union|league of arab states|"
    r"organization of american|organization of african|economic community of|"
    r"inter-parliamentary union|red cross|"
    r"red crescent|national (?:committee|commission|human rights)|international olympic|"
    r"olympic committee|north atlantic|association of southeast|commonwealth|caribbean community|"
    r"pacific islands forum|organi[sz]ation of islamic|south african|election commission|"
    r"electoral commission|truth commission|joint military commission|federated states)\b"
)
_ANAPHORA = frozenset({
    "council", "assembly", "commission", "committee", "office", "unit", "board", "bureau",
    "mission", "force", "tribunal", "tribunals", "mechanism", "prosecutor", "registrar",
    "institute",
})  # fmt: skip
"""What a text calls one of them where it was named before."""


def tracked(addressees: Sequence[str], body: str | None = None) -> Tracked:
    """Whether a mandate addressed to these is tracked.

    "yes": at least one of them is a UN organ, entity, role holder, the system, or the acting
    ``body`` (its name or code) itself. "no": States and others alone. "unknown": nobody is named.
    """
    named = [name for name in addressees if name.strip()]
    if not named:
        return "unknown"
    own = bodies.name_of(body).casefold() if body else None
    return "yes" if any(_united_nations(name, own) for name in named) else "no"


@lru_cache(maxsize=4096)
def _united_nations(name: str, own: str | None) -> bool:
    tidy = " ".join(name.replace("\u2019", "'").replace("\u2011", "-").split())
    low = re.sub(r"^the\s+", "", tidy.casefold())
    if own is not None and (low == own or low.removeprefix("united nations ") == own):
        return True
    if low in _ANAPHORA:
        return True
    end = _HEAD_ENDS.search(low)
    head = low[: end.start()] if end else low
    if _OTHERS.search(head) and not (_GROUP_OF_UN.search(head) or _EXPERTS.match(low)):
        return False
    if _OTHER_SECRETARIES.match(low) or _NOT_UN.search(low):
        return "united nations" in low
    return bool(_UN.search(low) or _ACRONYMS.search(tidy))


# --- verbs ----------------------------------------------------------------------------------------

_FORCES: dict[Force, str] = {
    "deciding": (
        "accept|admit|adopt|agree|amend|appoint|apportion|appropriate|approve|authorize|close|"
        "commit|confirm|constitute|convene|decide|declare|delegate|designate|determine|dissolve|"
        "create|elect|endorse|establish|extend|grant|institute|lift|name|pledge|proceed|proclaim|rename|"
        "renew|resolve|set|terminate|transmit|undertake|defer|postpone|open|close|adjourn|abolish|"
        "cancel|delete|enlarge|exclude|impose|inscribe|nominate|prolong|re-elect|re-establish|"
        "reconstitute|reopen|repeal|replace|rescind|confer"
    ),
    "directive": (
        "allow|appeal|ask|call|call for|call on|call upon|charge|demand|direct|encourage|enjoin|"
        "entrust|exhort|implore|instruct|invite|propose|recommend|request|require|seek|solicit|"
        "suggest|urge|summon|mandate|empower|refer|remind|advise|insist|task|alert"
    ),
    "reinforcing": (
        "affirm|assert|emphasize|highlight|maintain|reaffirm|recall|reemphasize|reiterate|repeat|"
        "stress|underline|underscore|restress|re-emphasize|uphold|renew its|reassert|restate|"
        "point out|draw attention|call attention|draw|bring"
    ),
    "observing": (
        "acknowledge|are|be|bear|believe|conclude|consider|find|have|hold|is|keep|note|notice|"
        "observe|read|realize|recognize|remain|see|take|take account|take into account|take note|"
        "understand|view|acquaint|examine|review|regard|expect|hear|know|share"
    ),
    "evaluative": (
        "applaud|appreciate|celebrate|censure|commend|condemn|congratulate|denounce|deplore|"
        "express|hail|honour|hope|look|look forward|pay|pay tribute|praise|regret|reject|"
        "salute|support|thank|voice|warn|welcome|trust|sympathize|extend its|mourn|"
        "deprecate|protest|repudiate|decry|rejoice|share the concern|wish|desire"
    ),
}
_FORCE: dict[str, Force] = {
    verb: force for force, verbs in _FORCES.items() for verb in verbs.split("|")
}
_RENEWING: dict[str, Strength] = {
    "request": "request",
    "decision": "binding",
    "demand": "binding",
    "instruction": "request",
    "directive": "request",
    "authorization": "binding",
    "invitation": "exhortation",
    "call": "exhortation",
    "appeal": "exhortation",
    "encouragement": "exhortation",
    "recommendation": "exhortation",
    "readiness": "binding",
    "intention": "binding",
}
_BINDING = frozenset({
    "decide", "demand", "authorize", "establish", "resolve", "renew", "extend", "terminate",
    "determine", "appoint", "agree", "convene", "institute", "constitute", "commit", "undertake",
    "require", "declare", "defer", "postpone", "create", "set up",
})  # fmt: skip
_REQUEST = frozenset({
    "request", "direct", "instruct", "ask", "entrust", "mandate", "charge", "refer", "designate",
    "empower", "task",
})  # fmt: skip
_RENEWAL = re.compile(
    r"\b(?:its|the|their|our|his)\s+(?:[\w-]+,?\s+){0,3}?(" + "|".join(_RENEWING) + r")s?\b", re.I
)


def force_of(verb: str) -> Force:
    """The force of an operative verb by its lemma ("call upon"). Unknown verbs are observing.

    "Reiterate its request" is directive; the lemma alone cannot tell: see `renewed`.
    """
    known = _FORCE.get(verb) or _FORCE.get(verb.split(" ", 1)[0])
    return known if known else "observing"


def renewed(text: str) -> Strength | None:
    """What "reiterates its request", "renews its call" renews, by its strength; None if nothing."""
    match = _RENEWAL.search(text[:120])
    return _RENEWING[match[1].lower()] if match else None


def strength(verb: str, force: Force, text: str | None = None) -> Strength | None:
    """How strong an act is; None where it asks for and decides nothing.

    ``text`` is the act's text, needed for verbs that renew ("reiterates its request to ...").
    """
    if verb in {"reiterate", "renew", "repeat", "reaffirm"} and text:
        again = renewed(text)
        if again is not None:
            return again
    if verb in _BINDING:
        return "binding"
    if force == "directive":
        return "request" if verb in _REQUEST else "exhortation"
    return None
