"""Who is the subject of a that-clause: "decides that the Board shall act"."""

from __future__ import annotations

import re

from . import naming, parties
from .finite import finite_verb, told_verb
from .parties import PRONOUN
from .terms import last_match
from .words import ASIDE


def subjects(
    rest: str, at: int, own: list[str]
) -> tuple[list[str], int, tuple[tuple[int, int], ...]]:
    """The subjects of the clause from ``at`` on and of those beside it, and where its verb begins.

    "That X do this and that Y do that": both are to act. The last value is where each further
    clause begins, and where its verb does.
    """
    names, verb = subject(rest, at, own)
    others: list[tuple[int, int]] = []
    if names:
        for match in _AND_THAT.finditer(rest, verb):
            more, begin = subject(rest, match.end(), names)
            if more:
                names = [*names, *more]
                others.append((match.start(), begin))
    return list(dict.fromkeys(names)), verb, tuple(others)


_AND_THAT = re.compile(r",? and that(?= )")


def subject(rest: str, at: int, own: list[str]) -> tuple[list[str], int]:
    """Who is the subject of the clause from ``at`` on, where it can act, and where its verb begins.

    "It" is the body that speaks, ``own``.
    """
    when = _WHEN.match(rest, at)
    position = when.end() if when else at
    while True:
        tail = rest[position:]
        aside = re.match(r",? ?([^,;]{2,300}), ?", tail)
        if aside and ASIDE.match(aside[1].lower().strip()):
            position += aside.end()
            continue
        break
    finite = finite_verb(rest, position) or told_verb(rest, position)
    if finite is None:
        return [], position
    words = _without_phrase(rest[position : finite.start()])
    after = rest[finite.end() : finite.end() + 30]
    asked = (finite[0].strip(" ,") == "be" and _ASKED.match(after)) or _AUTHORIZED.match(
        finite[0].strip(" ,") + after
    )
    if (
        not asked
        and re.match(
            r"(?: not)?(?: [a-z]+(?:ly|forth|after|fore))? be (?:\w+ly )?(?:\w+ed|given|made|taken|"
            r"held|set|put|borne|kept|brought|drawn|done|sent|undertaken|shown|known)\b",
            after,
        )
        and not re.match(
            r"(?: be| not be) (?:guided|composed|authorized|entitled|required|represented)", after
        )
    ):
        return [], finite.start()
    passive = finite[0].strip(" ,") in ("be", "is", "are") and not asked
    if passive and re.match(
        r" (?:\w+ly )?(?:\w+ed|given|made|taken|held|set|put|borne|kept|brought|drawn|done|sent|"
        r"undertaken|shown|led)\b",
        after,
    ):
        return [], finite.start()
    if _HAPPENS.match(after):
        return [], finite.start()
    if words.strip(" ,") == "it":
        return own, finite.start()
    if PRONOUN.match(words.strip(" ,")):
        return [words.strip(" ,")], finite.start()
    names = [name for name in parties.names(words) if can_act(name)]
    return names, finite.start()


_ASKED = re.compile(
    r" (?:\w+ly )?(?:requested|invited|urged|encouraged|asked|called upon|instructed|directed) to "
)
"""Who is asked in the passive is to act: "that the Board be requested to light lamps"."""
_AUTHORIZED = re.compile(r"(?:be|is|are) (?:hereby |also )?(?:authorized|empowered) to ")
""" "That the Board is authorized to buy oil"."""


_HAPPENS = re.compile(r" (?:also |normally )?(?:take place|last)\b")
"""What happens is done by nobody: "that the Conference shall take place at Vienna"."""


def _without_phrase(subject: str) -> str:
    """The subject without a phrase that no comma sets off: "in fulfilment of Article 64 the"."""
    subject = f" {subject.lstrip(' ,')}"
    if "," in subject or not _PHRASE.match(subject):
        return subject
    begins = last_match(_SUBJECT_BEGINS.finditer(subject))
    return subject[begins.start() :] if begins else subject


_PHRASE = re.compile(
    r" (?:in (?:fulfil|accord|order|pursu|view|imple|prepar|light|the )|as a |pursuant|for (?:the|"
    r"all|each|future)|"
    r"under|within|upon|on the basis)"
)
_SUBJECT_BEGINS = re.compile(
    r"(?<= )(?<!\bof )(?<!\bin )(?<!\bon )(?<!\bto )(?<!\bfor )(?<!\bby )(?<!\band )(?<!\bwith )"
    r"(?<!\bfrom )(?<!\bat )(?<!\bthat )(?<!\bor )(?<!\bunder )(?:the|all|it|they)(?= |$)"
)
_WHEN = re.compile(
    r" (?:on \d{1,2} [A-Z][a-z]+ \d{4}|in (?:the )?future|henceforth|from now on|until then|"
    r"for the (?:time being|present)|as (?:from|of) (?:\d{1,2} [A-Z][a-z]+ )?\d{4}|"
    r"(?:at|for|during|until|after|from|as (?:from|of)|(?:beginning|starting) (?:at|with|from)) "
    r"(?:the|its) [\w-]+(?: [\w-]+){0,3} session"
    r"(?: of the [A-Z][\w-]*(?: (?:of|on|for|the|and|[A-Z][\w-]*))*?)?(?= the | all | it\b)"
    r"|in (?:the year )?\d{4}|from \d{4})(?= )"
)
"""When it is to be, before the subject: "that on 1 May 2001 all States shall"."""


def can_act(name: str) -> bool:
    """Whether the subject of "shall" can act: somebody, not an event."""
    head = name.split(" of ")[0].split(" on ")[0]
    return naming.is_actor(name) and (
        name.startswith(("Conference on Disarmament", "funds and programmes of the United"))
        or not re.search(
            r"(?:Meeting|(?<!Nations )Conference|Summit|Day|Session|[Ss]ession|forum|"
            r"process(?:es)?|"
            r"programmes?|funds?|initiative|platform)s?$",
            head,
        )
        or re.search(r"(?:organizations|agencies|entities|bodies), funds and programmes$", head)
        is not None
    )
