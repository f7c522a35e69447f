"""Whom an act addresses."""

from __future__ import annotations

import re
from dataclasses import replace

from . import agents, clauses, conjoined, deeds, mandates, naming, parties
from .addressed import SKIP, THAT, Addressed, appealed, before_a_list, sharing
from .finite import finite_verb, told_verb
from .parties import PRONOUN
from .words import ASIDE

_AGENT = re.compile(
    r" by (?=(?:the |all |other |both |those |relevant |States|Governments|[Mm]ember|[A-Z]|parties|"
    r"countries|interested|international|developed|developing|donors|its |non-))"
)
_DONE = re.compile(
    r"\b(?:\w+ed|made|taken|held|set|given|undertaken|borne|done|put|including|chosen|posed|drawn|"
    r"led)(?: (?:on|in|at|to|out|up|during|upon)(?: [\w-]+){1,6})?$|"
    r"\bfor (?:(?:its|their|further|due|early) )?(?:consideration|review|adoption|approval|"
    r"examination|decision|action|discussion|use|signature|ratification|endorsement|comments?)$"
)
"""Before "by": what others have done, or what they are given something for."""
_RENEWED_NOUN = re.compile(
    r",? (?:(?:once again|also|further|in this regard|again),? )*(?:its|the|their|our|"
    r"his|previous|earlier)(?: [\w-]+,?){0,4}? "
    r"(?:requests?|invitations?|calls?|appeals?|encouragement|recommendations?|demands?|"
    r"instructions?|directives?|decisions?|intention|readiness|urging)"
    r"(?:,? made in the [a-z]{3,40} entitled "
    r"(?:[\u201c\"][^\u201d\"]{3,200}[\u201d\"](?: and )?)+,?|"
    r",[^,]{3,120},|,? (?:contained|made|set out|expressed|"
    r"in (?:its |the )?(?:paragraph|section|resolution|decision)) [^,;]{3,80}?"
    r"(?:,|(?= (?:to|that)\b))"
    r")?(?P<to> (?:to|upon|on|"
    r"for|that)\b)?"
)


_OWN = frozenset({
    "decide", "resolve", "agree", "determine", "undertake", "extend", "renew", "establish",
    "apportion", "appropriate", "commit", "defer", "postpone", "pledge", *mandates.FOUNDING,
})  # fmt: skip
"""Verbs by which the body itself is to act, unless a that-clause names somebody."""
_ASKING_THINGS = frozenset({
    "authorize", "call for", "appeal", "encourage", "urge", "recommend", "demand", "request",
    "invite", "suggest",
})  # fmt: skip
"""Verbs whose object may be a thing ("urges renewed efforts"): then its agent is addressed."""
_ASKING_UPON = frozenset({"call upon", "call on"})
"""Verbs that no that-clause follows: "calls upon that Organization and others to"."""
_ASKING_SOMEBODY = frozenset({"invite", "request", "urge", "appeal"})
"""Those whose object, before what is to be done, is somebody as a rule."""


def of(
    lemma: str,
    rest: str,
    body: str | None,
    *,
    renewing: bool,
    listed: bool = False,
    last: bool = True,
) -> Addressed:
    """Whom an act addresses. ``rest`` is the clause after the verb; ``asked`` counts in it.

    ``listed``: the clause ends with a colon, and what they are to do follows in sub-paragraphs.
    ``last``: no act follows, with which this one could share what is asked.
    """
    own = [body] if body else []
    if listed and lemma not in _OWN:
        named = before_a_list(rest)
        if named is not None:
            return named
    renewed = _RENEWED_NOUN.match(rest) if renewing else None
    if renewed is not None:
        return _renewed(rest, renewed, own)
    skip = SKIP.match(rest)
    start = _aside(rest, skip.end() if skip else 0)
    that = THAT.match(rest, start) if lemma not in _ASKING_UPON else None
    if that and not _THAT_PARTY.match(rest, start):
        it = (own if lemma in _OWN else ["it"]) if not rest[:start].strip(" ,") else []
        return _that(rest, that.end(), it, listed=listed)
    if lemma in _OWN:
        return Addressed(own, _own_action(rest, start))
    if lemma == "recommend" and (given := agents.given_a_draft(rest, start)):
        return Addressed(given, start)
    to = _TO_WHOM.match(rest, start)
    if to and lemma in ("recommend", "suggest", "propose"):
        return _recommended(rest, to.end())
    if lemma == "appeal":
        begin = _skip_to(rest, start)
        if begin > start and (whom := appealed(rest, begin)):
            return whom
        start = begin
    if not last and (shared := sharing(rest, start)):
        return (deeds.efforts(rest, start) if lemma in _ASKING_THINGS else None) or shared
    return _object(rest, start, agent=lemma in _ASKING_THINGS, somebody=lemma in _ASKING_SOMEBODY)


def _own_action(rest: str, start: int) -> int:
    """Where "decides, in view of ..., to do" begins: past an aside that no comma sets off."""
    if not ASIDE.match(rest[start:].lstrip().lower()) or rest.startswith(" to ", start):
        return start
    return max(start, parties.infinitive(rest, start) - 1)


_THAT_PARTY = re.compile(
    r",? ?that (?:State|Government|country|Committee|Commission|Council|Conference|Office|Board|"
    r"[Oo]rgani[sz]ation|body|entity|Force|Mission|[Pp]arty)(?:,[^,;]{3,120},)? to [a-z]"
)
"""Here "that" is no conjunction: "calls upon that State to accede"."""
_TO_WHOM = re.compile(r",? ?to (?:the )?(?=[A-Z]|all|relevant|States)")
_TO = re.compile(r",? ?to ")


def _skip_to(rest: str, start: int) -> int:
    to = _TO.match(rest, start)
    return to.end() if to else start


_MADE_TO = re.compile(
    r".{0,60}?\b(?:request|invitation|call|appeal|recommendation)s?,? (?:made|addressed|extended) "
    r"(?=to (?:the |all |its )?[A-Z])"
)


def _renewed(rest: str, noun: re.Match[str], own: list[str]) -> Addressed:
    """Whom "reiterates its request to ..." addresses; its own decision, the body itself."""
    made = _MADE_TO.match(rest)
    if made is not None:
        # "the request made to the Board in resolution 91/7 to light lamps"
        return _object(rest, made.end() + 2, agent=False)
    to = (noun["to"] or "").strip()
    if to == "that":
        return _that(rest, noun.end(), own)
    if to and _OWN_NOUN.search(noun[0]):
        return Addressed(own, noun.start("to"))
    if to == "to" and parties.infinitive(rest, noun.start("to")) == noun.start("to") + 1:
        # "Reiterates its call to uphold the law": nobody is named.
        return Addressed([], noun.start("to"))
    return _object(rest, noun.end(), agent=to == "for")


_OWN_NOUN = re.compile(r"decision|intention|readiness")


def _aside(rest: str, start: int) -> int:
    """Past asides that stand directly after the verb: "requests, in this context, the ..."."""
    for _ in range(3):
        match = _SET_OFF.match(rest, start) if "," in rest[start : start + 2] else None
        if match is None or not ASIDE.match(match[1].lower()):
            break
        end = match.end()
        if infinitive_first(rest, end):
            break
        start = end
    return start


_SET_OFF = re.compile(r" ?, ?([^,;]{2,240}),? ?")


def infinitive_first(rest: str, at: int) -> bool:
    """Whether "to do" stands right here."""
    return parties.infinitive(rest[at : at + 30].lstrip(" ,")) == 0


def _recommended(rest: str, at: int) -> Addressed:
    end = _AFTER_WHOM.search(rest[at:])
    stop = at + end.start() if end else len(rest)
    through = _THROUGH_IT.match(rest, stop)
    they = _THAT_THEY.match(rest, stop)
    names = parties.names(rest[at:stop])
    if they:
        return Addressed(names, they.end())
    if through:
        names, stop = [*names, *parties.names(through["who"])], through.end()
    return Addressed(names, stop if end else at)


_AFTER_WHOM = re.compile(
    r" (?:that|the [a-z]+(?:tion|ment|ing|al)|"
    r"(?<!\bof )(?<!\band )(?<!\bfor )(?<!\bon )the(?= [a-z])|to|for|a |an |in )\b|,"
)
_THROUGH_IT = re.compile(r", ?and,? through (?:it|them),? to (?:the )?(?P<who>[A-Z][^,;]{3,90}?),")


def _that(rest: str, at: int, own: list[str], *, listed: bool = False) -> Addressed:
    names, asked, others = clauses.subjects(rest, at, own)
    names = names or agents.of_passive(rest, at) or agents.of_actions(rest, at)
    if listed and not names and finite_verb(rest, at) is None:
        said = parties.names(rest[at:])
        names = [name for name in said if clauses.can_act(name) and "Conference" not in name]
    finite = names or listed or finite_verb(rest, at) or told_verb(rest, at)
    low = None if finite else "what is to be done is not found"
    nobody = not names and bool(_BE_DONE_IN.match(rest, asked) or _of_a_thing(rest[at:asked]))
    return Addressed(names, asked, low, nobody, others=others)


_BE_DONE_IN = re.compile(
    r"[ ,]*(?:shall|should|will|may|must|is to|are to)?(?: not| also| \w+ly)*[ ,]*"
    r"(?:be|is|are)(?: \w+ly| not)? "
    r"(?:\w+ed|given|made|taken|held|set|put|borne|kept|brought|drawn|done|sent|undertaken|shown)\b"
)


def _of_a_thing(subject: str) -> bool:
    """Whether the subject of a that-clause is a thing: "that the report reflect"."""
    names = parties.names(subject)
    return bool(names) and naming.is_thing(names[0])


def _object(rest: str, start: int, *, agent: bool, somebody: bool = False) -> Addressed:
    """The object before "to do"; without an infinitive, the agent of a by-phrase or the object.

    ``somebody``: who is asked, by a verb that asks somebody, is nobody known.
    """
    if agent and (efforts := deeds.efforts(rest, start)):
        return efforts
    stop = _asked_at(rest, start)
    if agent and stop > 1 and rest.startswith("to be ", stop) and rest[stop - 2] == ",":
        # "Invites contributions in cash, to be held in a fund": it says what becomes of them.
        stop = _past_aside(rest, start, stop)
    if stop < 0 or stop - start > deeds.LONG:
        doing = deeds.asked_barely(rest, start, stop)
        if doing is not None:
            return Addressed(*doing)
    if stop < 0:
        return _without_infinitive(rest, start, agent=agent)
    if agent and _THINGS_THAT.match(rest, start):
        return _without_infinitive(rest, start, agent=True)
    named = _NOT.sub("", rest[start:stop])
    if rest.startswith("to be", stop) and _BE_DONE.match(rest, stop, stop + 30):
        return Addressed([], stop)
    names = parties.names(named)
    acting = [name for name in names if naming.is_actor(name) or PRONOUN.match(name)]
    if not acting:
        if not agent:
            return Addressed(names, stop)
        found = _without_infinitive(rest, start, agent=True)
        unknown = somebody and not found.names and not any(map(naming.is_thing, names))
        if unknown and _SOMEBODY.match(named):
            found = replace(found, names=names, asked=stop)
        return replace(found, low="who is asked is no actor that is known") if unknown else found
    if not naming.is_actor(names[0]) and not PRONOUN.match(names[0]) and agent:
        # "urges the strengthening of efforts by States to ...": a thing is asked for.
        return _without_infinitive(rest, start, agent=True)
    more = conjoined.find(rest, stop)
    also = [name for other in more for name in other.names]
    return Addressed(
        list(dict.fromkeys([*acting, *also])),
        stop,
        None if len(acting) == len(names) or _treaties(names) else "some names may be things",
        others=tuple((other.begin, other.asked) for other in more),
    )


def _treaties(names: list[str]) -> bool:
    """Whether what is no actor goes on with that to which others are parties."""
    things = [name for name in names if not naming.is_actor(name) and not PRONOUN.match(name)]
    return " to the " in names[0] and all(map(_TREATY.match, things))


_TREATY = re.compile(r"(?:(?:International )?Covenant|(?:[\w-]+ )*Convention|Protocol|Treaty)\b")


def _past_aside(rest: str, start: int, stop: int) -> int:
    """Where "to do" begins after an aside on somebody: "the group, to be set up then, to act"."""
    comma = rest.find(", to ", stop)
    somebody = comma >= 0 and naming.is_actor(naming.name_of(rest[start:stop], cut=True))
    return parties.infinitive(rest, comma) if somebody else -1


_SOMEBODY = re.compile(
    r",? ?(?:the|all|both|those|these|[A-Z]|(?!an? |continued|renewed|increased|further|"
    r"enhanced|greater|urgent|early|immediate)[a-z-]+s?(?: [a-z-]+)? $)"
)
"""How who is asked begins, known or not: no "a continued focus"."""
_THINGS_THAT = re.compile(
    r" (?:[a-z-]+ ){0,3}(?:initiatives|programmes|projects|partnerships|processes|platforms|"
    r"systems|networks) (?:that|which) "
)
"""What somebody may do, and not who: "encourages initiatives that help States to act"."""
_NOT = re.compile(r"(?<= )(?:not|neither|either|both) $")
_BE_DONE = re.compile(
    r"to be\b(?! (?:guided|prepared|ready|vigilant|mindful|more|fully|actively|aware|present|"
    r"responsible|attentive|able|transparent|inclusive|represented|guided|involved|part))"
)


def _asked_at(rest: str, start: int) -> int:
    """Where "to do" begins that is asked of the object, not of somebody in an aside before it."""
    stop = parties.infinitive(rest, start)
    if stop < 0:
        return stop
    before, comma, aside = rest[start:stop].rpartition(",")
    if comma and before.strip() and ASIDE.match(aside.lstrip().lower()):
        after = _TO_DO.search(rest, stop + 3)
        if after and parties.infinitive(rest, after.start()) == after.start() + 2:
            return after.start() + 2
    return stop


_TO_DO = re.compile(r", to [a-z]")


_AGENTS_END = re.compile(
    r"[;:.]| (?:to|in|with|for|of the (?:present|Charter)|through|into|under|and (?:in|to)|at|on|"
    r"as) |(?:(?<=States)|(?<=countries)|(?<=Governments)|(?<=[Pp]arties)|(?<=Association)) of the "
    r"(?=(?:[A-Z][\w-]+ )*(?:Convention|Framework|Programme|Plan|Agreement|Declaration|Strategy|"
    r"Agenda|Protocol|Treaty|Compact|agreement|recommendations|provisions)\b)"
)
_THAT_THEY = re.compile(r" that (?:he|she|it|they)\b")


def _without_infinitive(rest: str, start: int, *, agent: bool) -> Addressed:
    they = _THAT_THEY.search(rest, start)
    named = parties.names(rest[start : they.start()]) if they else []
    if they and named and all(naming.is_actor(name) for name in named):
        # "Requests the Board that it submit": said twice.
        return Addressed(named, they.end())
    if agent:
        by = next(
            (m for m in _AGENT.finditer(rest, start) if not _DONE.search(rest[: m.start()])), None
        )
        if by:
            phrase = rest[by.end() : by.end() + 300]
            end = _AGENTS_END.search(phrase)
            said = parties.names(phrase[: end.start()] if end else phrase)
            names = [name for name in map(deeds.without_deed, said) if naming.is_actor(name)]
            return Addressed(names, start)
        return Addressed(deeds.between(rest, start) or deeds.given_by(rest, start), start)
    end = re.search(r"[;:]| (?:for|in order|in)\b", rest[start:])
    names = parties.names(rest[start : start + end.start()] if end else rest[start:])
    return Addressed([name for name in names if naming.is_actor(name)], start)
