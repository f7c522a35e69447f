"""One name: where it ends, what its head is, whether it can act."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from .words import ACTOR_HEAD, QUALIFIER

_ARTICLE = re.compile(
    r"^(?:(?:to|by|and|or|also|both|either|as well as|together with|with|of|upon|on|from|that|"
    r"further|inter alia|(?:all|both|each) of(?= the)) )*(?:(?:the|an?|this) )?(?=.)"
)


WORD = re.compile(r"[\w\u2019'/-]+")


_HEAD_ENDS = re.compile(
    r" (?:of|to|in|on|for|against|beyond|that|which|who|with|from|at|under|within|through|"
    r"directly|among|between)(?= |$)|(?<!other)(?<!all) concerned(?= |$)| \(| [a-z]+ly$"
)


def head_of(name: str) -> str:
    """The name up to its first preposition, relative or trailing adverb."""
    tidy = _ARTICLE.sub("", name.strip(), count=1)
    end = _HEAD_ENDS.search(tidy)
    head = tidy[: end.start()] if end else tidy
    doing = _DOING.search(head)
    return head[: doing.start()] if doing and ACTOR_HEAD.search(head[: doing.start()]) else head


_DOING = re.compile(r" [a-z]+ing(?= |$)")


def name_of(item: str, *, cut: bool) -> str:
    tidy = item.strip(' ,;.:\u201c\u201d"')
    tidy = _ARTICLE.sub("", tidy, count=1)
    if tidy.startswith(_POSSESSIVES):
        tidy = _POSSESSIVE.sub("", tidy)
    if cut:
        tidy = _cut(tidy)
    return _LOOSE_END.sub("", tidy.strip(" ,;.:"))


_POSSESSIVES = ("its ", "his ", "her ", "their ")
_POSSESSIVE = re.compile(r"^(?:its|his|her|their) (?=[A-Z])")
_LOOSE_END = re.compile(r"(?:^| )(?:[a-z]{4,}ly )?(?:and|or|that|which|who|to)$")
"""What leads over to something else: "the mechanisms regularly and" (systematically to act)."""


def _cut(name: str) -> str:
    """Cut trailing qualifiers: relatives, participles, places, conditions."""
    topic = False
    for match in QUALIFIER.finditer(name):
        word = match[1]
        before, after = name[: match.start()], name[match.end() :].lstrip()
        if not before or _OPEN_END.search(before) or _ADVERB.fullmatch(before):
            continue
        if word == "within" and after.startswith("the United Nations system"):
            continue
        if word == "working" and after.startswith(("group", "party", "parties")):
            continue
        if word in _PREPOSITIONS and not (word == "in" and _IN_ASIDE.match(after)):
            if topic and word not in ("from", "by"):
                continue
            if _belongs(before, word, after):
                # "Special Rapporteur on the situation of ... in ...": the topic is the name.
                topic = topic or (word in ("on", "for") and before.rsplit(" ", 1)[-1][:1].isupper())
                continue
        return _TRAILING.sub("", _without_doing(before))
    return _TRAILING.sub("", _without_doing(name))


def _without_doing(name: str) -> str:
    """ "States requesting assistance" are States."""
    doing = _DOING.search(name)
    return name[: doing.start()] if doing and ACTOR_HEAD.search(name[: doing.start()]) else name


_OPEN_END = re.compile(r"(?:^| )(?:the|an?|of|to|and|or|its|their|other|relevant|all)$")
"""After these a noun must come: what follows belongs to the name ("the participating ...")."""


def runs_on(names: Iterable[str]) -> bool:
    """Whether a name goes on into something else.

    An article stands in it that no preposition leads to, or an object of a verb that was not known,
    or half of a quotation or of brackets; or it begins with what leads to no name. What a relative
    clause says of those who are named ("countries that support such work") is part of the name.
    """
    return any(_goes_on(_RELATIVE.split(name, 1)[0]) or _HALF.search(name) for name in names)


def _goes_on(name: str) -> bool:
    return bool((" the " in name and _SECOND.search(name)) or _OBJECT_IN.search(name))


_RELATIVE = re.compile(r" (?:that|which|who|whose) ")


_HALF = re.compile(
    r"^(?:in|on|at|by|for|with|from|under|within|as|to) |"
    r"[:\"_]|\u201c(?!.*\u201d)|(?<!.)[^\u201c]*\u201d|\((?!.*\))"
)
_SECOND = re.compile(
    r"\b(?!(?:of|for|on|in|and|to|at|by|from|with|between|against|or|under|within|all|both|is|as|"
    r"through|into|towards|including|among|concerning|upon|that|than|regarding|during|per)\b)"
    r"[\w\u2019'-]+ the "
)
_OBJECT_IN = re.compile(
    r"(?<![\w-])(?!(?:of|for|on|in|and|to|at|by|from|with|against|or|under|within|all|both|each|"
    r"through|half|upon|than|into|between|among|including) )[a-z]+ (?:such|its|their|his|her) "
    r"(?!as )[a-z]"
)
_ADVERB = re.compile(r"[a-z]+ly")
"""So does a participle that an adverb leads: "the newly established ..."."""
_TRAILING = re.compile(
    r" (?:directly concerned|thereupon|forthwith|therefore|again|also|[a-z]{4,}ly|"
    r"at (?:all|the \w+(?: and \w+)?) levels?)$"
)


_IN_ASIDE = re.compile(
    r"(?:accordance|consultation|co-?operation|coordination|order|line|view|this|that|particular|"
    r"a position|(?:its|his|her|their) capacity)\b"
)


_PREPOSITIONS = frozenset(("for", "on", "in", "to", "at", "against", "with", "from", "among"))


def _belongs(before: str, word: str, after: str) -> bool:
    """Whether a preposition is part of a name rather than the start of a qualifier."""
    if word == "to":
        return True
    last = before.rsplit(" ", 1)[-1]
    capital = last[:1].isupper()
    if word == "with":
        return bool(
            re.search(r"(?:persons|people|women|children|countries|individuals|girls)$", before)
        ) or (capital and _TITLED.match(after) is not None)
    if word == "in" and after.startswith("transition"):
        return True
    if word == "in":
        return bool(
            re.search(r"\b(?:partners|persons|women|parties|youth|children|actors)$", before)
        ) or (capital and after[:1].isupper() and not re.search(r"\bforces$|States?$", before))
    if word == "among":
        return capital and after[:1].isupper()
    if word in ("for", "on", "against"):
        if after.startswith(("their part", "its part")):
            return False
        return capital or bool(
            re.search(
                r"(?:experts?|rapporteurs?|group|committee|officer|mechanisms?|envoy|panel|unit|"
                r"institutions|agencies|teams?|political forum)$",
                before,
                re.I,
            )
        )
    if word == "at":
        return capital and not re.match(r"(?:its|the|their|his) ", after)
    return False


_TITLED = re.compile(r"[A-Z][a-z]+ (?:[A-Z][a-z]+ )*(?:Network|Initiative|Programme|Forum)\b")


@lru_cache(maxsize=4096)
def is_actor(name: str) -> bool:
    """Whether a name is somebody who can act, rather than a thing."""
    if name.endswith(("'s", "\u2019s")):
        return False  # "the Panel's tasks": a thing of the Panel's
    if name in _ALL_OF_THEM:
        return True
    if _DEED.search(name):
        return False
    head = head_of(name)
    if re.match(r"\w+ing (?:the|an?|all|their|its|such|these) ", name):
        return False
    if ACTOR_HEAD.search(head):
        return True
    counted = _COUNTED.match(name)
    if counted:
        return is_actor(counted[1])
    words = WORD.findall(head)
    if _OWN_NAME.fullmatch(name) and ACTOR_HEAD.search(name):
        return True  # "Rule of Law Unit": no rule, but a unit
    if _PEOPLE.search(head):
        return True
    return (
        bool(words)
        and all(word[0].isupper() for word in words)
        and not re.search(
            r"(?:Programme|Plan|Agenda|Goals?|Day|Year|Decade|Declaration|Report|Strategy|"
            r"Convention|Protocol|Treaty|Covenant|Charter|Agreement|Accords?|Commitment|"
            r"Conference|Session|Account|Section|Rules?|Regulations?)$",
            head,
        )
    )


_DEED = re.compile(
    r"^(?:(?:closer?|greater|joint|enhanced|continued|strengthened|further|improved|increased|"
    r"stronger|better|effective|more|regular|coherent)(?:,? (?:and )?)?)*"
    r"(?:(?:[a-z]+ )?coordination|(?:military |joint )?operations?|multilateral actions?)"
    r"(?= and | of | by | with | between | among |$)|"
    r"^(?:these|such|the present|the following) (?:procedures|arrangements|structures|processes)$|"
    r"\bpolic(?:y|ies)(?:,| and) (?:programmes?|strategies|measures|action)"
)
"""What is done rather than who does it, though its last word may be somebody's."""
_ALL_OF_THEM = frozenset({
    "all concerned", "all those", "those concerned", "those",
    "Bosnia and Herzegovina", "Serbia and Montenegro", "Trinidad and Tobago",
    "Antigua and Barbuda", "Sao Tome and Principe", "Saint Kitts and Nevis",
    "Saint Vincent and the Grenadines",
})  # fmt: skip
"""Who is known by the whole name alone."""
_COUNTED = re.compile(
    r"(?:[\w-]+ )*(?:range|number|variety|majority|group|host|entirety|whole|rest|membership) of "
    r"(?:the )?(.+)"
)
_OWN_NAME = re.compile(r"[A-Z][a-z]+(?: of(?= [A-Z])| and(?= [A-Z])| [A-Z][a-z]+){2,8}")
_PEOPLE = re.compile(r"(?:^| )[A-Z][a-z]+(?:ians|ans|ese)$")
"""A people by its name: "all Libyans"."""


def is_thing(name: str) -> bool:
    """Whether a name is that of an action, a state or a thing: "efforts", "the development of"."""
    head = head_of(name)
    return _THING.search(head) is not None or (name[:1].islower() and name.endswith("ing"))


_THING = re.compile(
    r"(?:(?:tion|sion|ment|ance|ence|ness|ity|ing|ship|acy|ism|al|ure|age)s?|efforts?|actions?|use|"
    r"support|progress|measures?|steps?|approach(?:es)?|dialogues?|responses?|resources|work|"
    r"research|pledges|practices|technolog(?:y|ies)|access|caution|restraint|return|release|"
    r"review|study|studies|plans?|reports?|strateg(?:y|ies)|polic(?:y|ies)|ways|means|need|"
    r"respect|honorariums|lessons|results|laws?|rules?|standards?|debt|trade|peace|calm|talks)$"
)
