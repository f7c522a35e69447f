"""What is asked for, one verb after another: "to prepare ... and to submit"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from . import parties
from .finite import begins
from .nominals import DONE, NOMINAL, NOMINALS
from .products import BASE_OF, NOUN_VERBS, PRODUCT_VERBS
from .words import NOT_INFINITIVE_AFTER

_LEAD = re.compile(
    r"[ ,(/\"\u201c\u2014-](?:(?<=,)|"
    r"(?P<word>t(?:o|hat(?: (?:it|they|s?he)(?= ))?)|"
    r"a(?:nd(?: to)?|s well as to)|or(?: to)?|sh(?:all|ould)|"
    r"w(?:ill|ould))(?!\w))"
    r"(?=,? ?(?P<next>[a-z]+(?:-[a-z]+)?)\b)"
)
_WORD = re.compile(r",? ?([a-z]+(?:-[a-z]+)?)\b")
_JOINED = (",", ";", " and", " or", " as well as")
_LABEL = re.compile(r"\((?:[a-z]{1,4}|\d{1,2})\)$")
_OBJECT = re.compile(
    r" (?:the|its|their|all|on|thereon|back|to|any|such|this|these|it|regularly|annually|his|"
    r"within|orally|every|no later|not later)\b"
)
_ADVERBS = frozenset(
    {
        "also",
        "further",
        "jointly",
        "henceforth",
        "thereafter",
        "once",
        "again",
        "in",
        "addition",
        "inter",
        "alia",
        "either",
    }
    | {"both", "not", "help", "seek", "begin", "continue", "consider", "start", "proceed"}
)
_BEFORE_GERUNDS = frozenset({"consider", "continue", "start"})
_BEFORE_TO = frozenset({"continue", "begin", "seek", "help", "start", "proceed"})


_LIGHT = _BEFORE_GERUNDS | _BEFORE_TO
_LIGHT_OBJECT = re.compile(
    rf",? (?:[^,;]{{3,90}}, )?(?:[a-z]+ly )?"
    rf"(?:to |and |[a-z-]+ing\b|(?:{'|'.join(PRODUCT_VERBS)})\b)"
)
"""After "continue" or "seek": another verb, which is what is asked for."""
_WEIGHTLESS = frozenset({"consider", "begin", "help"})
"""Verbs of little weight: what else is asked for says what comes of it."""
_PASSING_ON = frozenset({"request", "invite", "ask", "instruct", "direct", "authorize"})
"""What is asked of somebody to ask of others is asked for all the same."""
_BY_MEANS = frozenset({
    "use", "utilize", "work", "collaborate", "cooperate", "co-operate", "coordinate", "consult",
})  # fmt: skip
"""What is made by these is what is asked for: "to use the list to prepare a report"."""
_MAKING = frozenset({"make", "report", "meeting"})
_JOINING = frozenset({"and", "or", ","})
_KNOWN_BEFORE = _ADVERBS | _LIGHT
"""Words that may stand before the verb that is meant."""
_KNOWN = _ADVERBS | PRODUCT_VERBS.keys() | BASE_OF.keys()


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb that is asked for: where it stands, its base form, the stretch of its object."""

    at: int
    verb: str
    begin: int
    end: int


class _Verb(NamedTuple):
    word: str
    end: int
    after: str
    """The adverb or "consider" right before it."""


def find(clause: str, start: int) -> list[Predicate]:
    """The predicates of a clause from ``start`` on."""
    found: list[Predicate] = []
    first = _verb_at(clause, start)
    if first is not None and BASE_OF.get(first.word, first.word) in PRODUCT_VERBS:
        # "that the Secretary-General provide ...": the finite verb is the first thing asked for.
        meant = _meant(clause, BASE_OF.get(first.word, first.word), first.end)
        found.append(Predicate(start, *meant, len(clause)))
    elif first is not None and begins(clause, start):
        found.append(Predicate(start, *_meant(clause, first.word, first.end), len(clause)))
    position = found[0].begin if found else start
    for lead in _LEAD.finditer(clause, max(position - 1, 0)):
        how, word = lead.groups(",")
        if how in _JOINING and word not in _KNOWN and (word[-2:] != "ly" or word in _VERBS_IN_LY):
            continue
        at = lead.end() - len(how)
        if at < position or (found and how == "or"):
            continue
        if word in _KNOWN_BEFORE or _adverb(word):
            said = _verb_at(clause, lead.end())
        else:
            said = _Verb(word, lead.end("next"), "")
        if said is None:
            continue
        verb = BASE_OF.get(said.word, said.word)
        doing, begin = verb, said.end
        if verb in _ROUND_ABOUT:
            doing, begin = _meant(clause, verb, said.end)
        if doing in _WEIGHTLESS or not _counts(clause, at, how, said, verb, found):
            continue
        position = begin
        if how == "to" and found and _leads(clause, found[-1], at, verb):
            passed = found.pop()
            found.append(Predicate(passed.at, doing, begin, len(clause)))
            continue
        if found:
            last = found[-1]
            found[-1] = Predicate(last.at, last.verb, last.begin, at)
            if PRODUCT_VERBS.get(last.verb) == "make" and clause[last.begin : at].isspace():
                at = found.pop().at  # "compile and publish a list": one thing
        found.append(Predicate(at, doing, begin, len(clause)))
    return found


def _meant(clause: str, verb: str, end: int) -> tuple[str, int]:
    """The verb that is meant, and where its object begins: by a noun of doing, or after another.

    "To proceed with the preparation of", "to make the arrangements necessary to convene".
    """
    match = None
    if verb in _OF_DOING:
        match = NOMINAL.match(clause, end)
    elif verb == "make" and (given := _AVAILABLE.match(clause, end)):
        return ("publish" if given["how"] == "public" else "provide"), end
    elif verb in _ARRANGING:
        arranged = _ARRANGED.match(clause, end)
        if arranged and arranged["verb"]:
            known = arranged["verb"] in PRODUCT_VERBS
            return (arranged["verb"], arranged.end()) if known else (verb, end)
        match = NOMINAL.match(clause, arranged.end()) if arranged else None
    elif verb in _TASKING:
        tasked = _TASKED.search(clause, end, end + 160)
        if tasked and BASE_OF.get(tasked["doing"]):
            return BASE_OF[tasked["doing"]], tasked.end()
        match = NOMINAL.match(clause, tasked.end()) if tasked else None
    elif verb == "decide":
        upon = _UPON_DOING.match(clause, end)
        meant = upon and (BASE_OF.get(upon["doing"] or "") or upon["do"])
        return (meant, upon.end()) if upon and meant in PRODUCT_VERBS else (verb, end)
    elif verb == "give":
        given = _CONSIDERED.match(clause, end)
        if given and given["doing"] in BASE_OF:
            return BASE_OF[given["doing"]], given.end()
        return verb, end
    elif verb == "have" and (had := _HAVING.match(clause, end)):
        return DONE.get(had["done"], "make"), end
    if match is None or not clause[match.end() : match.end() + 9].strip(" ,;:."):
        return verb, end  # what is done is said below, in a list
    return NOMINALS[match[1]], match.end()


_OF_DOING = frozenset({
    "arrange", "undertake", "initiate", "ensure", "complete", "finalize", "begin", "start",
    "commence", "continue", "expedite", "accelerate", "proceed", "lead", "pursue", "conclude",
    "consider", "authorize",
})  # fmt: skip
"""Verbs whose object may be a noun of doing: "to expedite the convening of a meeting"."""
_ARRANGING = frozenset({"make", "take", "do", "spare"})
_ARRANGED = re.compile(
    r"(?:,[^,;]{3,90},)?(?: [\w-]+,?){0,6}? (?:arrangements|preparations|provisions?|steps|"
    r"measures|action|efforts?|attempts?|utmost|everything possible|everything|all)"
    r"(?: necessary| required)?(?:,[^,;]{3,90},)? (?:to (?P<verb>[a-z]+)\b|"
    r"(?=for the ))"
)
_TASKING = frozenset({"entrust", "charge", "task", "entrusting", "charging", "tasking"})
_TASKED = re.compile(
    r" with (?:(?:the (?:task|responsibility|mandate) of )?(?P<doing>[a-z]+ing)\b|(?=the ))"
)
_HAVING = re.compile(
    r" (?:an?|the|further|additional) [^,;]{3,90}? (?P<done>prepared|carried out|conducted|"
    r"drawn up|made|published|issued|compiled|undertaken|organized)\b"
)
"""To have a study prepared is to prepare one."""
_CONSIDERED = re.compile(
    r"(?:,[^,;]{3,90},)? (?:[\w-]+,? ){0,5}(?:consideration|thought) to (?P<doing>[a-z]+ing)\b"
)
"""To give consideration to doing something is to consider doing it."""
_AVAILABLE = re.compile(
    r" (?!(?:the )?(?:[a-z]+ )?(?:arrangements|preparations|efforts?)\b)"
    r"(?:(?! (?:to|that) )[^,;]){3,90}? (?P<how>available|public)\b"
)
"""To make the results available is to provide them."""
_UPON_DOING = re.compile(r" (?:(?:up)?on (?P<doing>[a-z]+ing)|to (?P<do>[a-z]+))\b")
_ROUND_ABOUT = _OF_DOING | _ARRANGING | _TASKING | {"have", "give", "decide"}
"""Verbs by which another may be meant."""


def nominal(clause: str, start: int, lemma: str) -> list[Predicate]:
    """What is asked for by a noun: "requests the submission of a report", "requests a report"."""
    if lemma in _TASKING:
        meant, begin = _meant(clause, lemma, start)
        return [Predicate(start, meant, begin, len(clause))] if begin > start else []
    match = NOMINAL.match(clause, start)
    if match is not None:
        return [Predicate(start, NOMINALS[match[1]], match.end(), len(clause))]
    thing = _THING.match(clause, start)
    return [Predicate(start, "provide", start, len(clause))] if thing else []


def passives(clause: str) -> list[Predicate]:
    """The same in the passive: "requests that the study be presented to it"."""
    if " be " not in clause or " that" not in clause:
        return []
    given = _PROVIDED.match(clause)
    if given is not None:
        return [Predicate(0, "provide", given.end(), len(clause))]
    found = [
        Predicate(match.start(), DONE[match["done"]], match.start("what") - 1, match.end("what"))
        for match in _PASSIVE.finditer(clause)
        if match["done"] != "reported" or match.start() == 0
    ]
    entered = _INCLUDED.search(clause) if " included " in clause else None
    if entered is not None:
        found.append(Predicate(entered.start(), "include", entered.end(), len(clause)))
    return found


_PROVIDED = re.compile(
    r"(?:,[^,;]{2,90},)? that\b[^;:.]{2,160}? be (?:\w+ly )?(?:provided|furnished|supplied|"
    r"presented)(?:, [^,;]{3,120},)? with(?= )"
)


_INCLUDED = re.compile(
    r"\b(?:and|be)(?<! to be) included\b(?= (?:by [^,;]{3,60} )?in [^;]{3,60}report)"
)
"""What is to stand in a report: "be counted and included in his report to the Assembly"."""
_PASSIVE = re.compile(
    r"(?:^(?:,[^,;]{2,200},)?(?: (?:also|further|therefore|\w+ly))*| and) that(?:,[^,;]{3,200},)? "
    r"(?P<what>(?!no )(?:(?! (?:to|be|that|which|who|shall|should|will|would|can|may) )"
    r"[^;:.]){2,160}?)"
    r"(?:,[^,;]{3,80},)? (?:(?:shall|should|will|would)(?: also| \w+ly)? )?be (?:\w+ly )?"
    rf"(?P<done>{'|'.join(DONE)})\b"
)
_THING = re.compile(
    r" ?(?:an?|the|for an?|further|additional|regular|updated)(?: [\w-]+,?){0,3}? "
    r"(?:reports?|updates?|briefings?|reviews?|study|studies|assessments?|evaluations?)\b|"
    r" (?:(?:their|its|further|additional|written|detailed) )*"
    r"(?:(?:comments|views|observations)\b|information (?:on|from|about)\b)"
)


def _joined(clause: str, at: int) -> bool:
    """Whether an infinitive is one of a row: after "and", or a comma with more of them to come."""
    before = clause[max(0, at - 40) : at].rstrip()
    if not before.endswith(_JOINED) and not _LABEL.search(before[-6:]):
        return False
    if " from " in before:
        return False
    if not before.endswith(",") or _MORE.search(clause, at + 2) is not None:
        return True
    return _AND_ASIDE.search(clause, max(0, at - 200), at) is not None


_AND_ASIDE = re.compile(r"\band, [^,;]{3,180}, $")
"""A row that goes on after an aside: "and, taking into account their views, to submit"."""
_MORE = re.compile(r"\b(?:and|or|as well as) (?:[\w-]+ly )?(?:to )?[a-z]+|, to [a-z]+")


def _inside(clause: str, last: Predicate, at: int) -> bool:
    """Whether what stands at ``at`` continues a clause or infinitive within the last object.

    "To ensure that reports are short and inform ...", "data used to follow up and review ...".
    """
    between = clause[last.begin : at].rstrip()
    if between.endswith(","):
        return False
    if any(word in between for word in _OPENING) and _CLAUSE.search(between):
        return True
    return " to " in between and parties.to_do(between)


_OPENING = ("that ", "how ", "whether ", "which ", "who ")
_CLAUSE = re.compile(
    r"(?<!in )(?<!to )(?<!of )(?<!on )\bthat (?!\w+$)|\b(?:how|whether|which|who) "
)
_BACK = re.compile(r" (?:thereon|back|to (?:the|it)\b)")


def _adverb(word: str) -> bool:
    return word.endswith("ly") and word not in _VERBS_IN_LY


_VERBS_IN_LY = frozenset({"supply", "apply", "comply", "reply", "rely", "multiply"})


def _verb_at(clause: str, at: int) -> _Verb | None:
    """The first word from ``at`` on that is no adverb ("to also continue to submit": submit)."""
    before = ""
    for _ in range(6):
        match = _WORD.match(clause, at)
        if match is None:
            return None
        word = match[1]
        skipped = (word == "to" and before in _BEFORE_TO) or (word == "and" and before in _LIGHT)
        if word in _LIGHT and not _LIGHT_OBJECT.match(clause, match.end()):
            return _Verb(word, match.end(), before)
        if not (skipped or word in _ADVERBS or _adverb(word)):
            return _Verb(word, match.end(), before)
        if not skipped:
            before = word
        at = match.end()
    return None


def _leads(clause: str, last: Predicate, at: int, verb: str) -> bool:
    """Whether the infinitive at ``at``, in the object of ``last``, is what is asked for."""
    if last.verb in _PASSING_ON:
        return True
    if last.verb not in _BY_MEANS or PRODUCT_VERBS.get(verb) not in _MAKING:
        return False
    return "," not in clause[last.begin : at] and not _joined(clause, at)


def _counts(clause: str, at: int, how: str, said: _Verb, verb: str, found: list[Predicate]) -> bool:
    """Whether a verb is one of the things asked for, not part of another one's object."""
    if said.word != verb and said.after not in _BEFORE_GERUNDS:
        return False
    if how.endswith("to"):
        if said.word in NOT_INFINITIVE_AFTER or clause.endswith("whether ", 0, at):
            return False
        if not found or how != "to" or _leads(clause, found[-1], at, verb):
            return True
        return _joined(clause, at)
    if how in ("shall", "should", "will", "would") or how.startswith("that"):
        return not found or clause.endswith((" and ", " or "), 0, at)
    if found and how in ("and", "or", ","):
        back = verb == "report" and _BACK.match(clause, said.end)
        if not back and _inside(clause, found[-1], at):
            return False
    if verb not in PRODUCT_VERBS or not found:
        return how == "," and at < 2 and verb in PRODUCT_VERBS
    return verb not in NOUN_VERBS or _OBJECT.match(clause, said.end) is not None
