"""The acts of the paragraphs of a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from ....domain import tracking
from ....domain.reading import Tracked
from . import (
    addressing,
    capitals,
    chosen,
    cites,
    collaborators,
    deliverables,
    dues,
    infinitives,
    lists,
    mandates,
    naming,
    operative,
    organs,
    parties,
    rhythm,
    subjects,
    titles,
    untold,
    verbs,
)
from .addressed import Addressed
from .anaphora import resolve, unresolved
from .terms import Due
from .vocabulary import BARE, BARE_ALONE

_SPACES = dict.fromkeys(map(ord, "\t\n\r\u00a0\u2002\u2003\u2007\u2009\u200a\u202f"), " ")
"""Spaces that only print differently, each with the one that the rules know: spans keep."""
LONGEST = 20_000
"""In characters. The longest real paragraphs have some 420 words; acts are read up to here."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A paragraph to read: its number, its text, and why it is uncertain, if it is."""

    number: str
    text: str
    low: str | None = None


def read(
    entries: Sequence[Entry],
    body: str | None,
    *,
    headed: bool = False,
    before: Sequence[str] = (),
    told: bool = False,
) -> list[list[dict[str, Any]]]:
    """The acts of each paragraph, in the order of the text; ``body`` is who acts.

    ``headed``: what stands above them all is "decides:", and each is what is decided. ``before``
    is what the text says above them: what it names there may go by its last word in them.
    ``told``: what stands above them says who decided and when, and they tell what.
    """
    entries = [*map(_pointed, entries, [*entries[1:], None])]
    past = told or any(subjects.NARRATED.match(entry.text) for entry in entries)
    reader = _Reader(body, past=past, headed=headed, before=before)
    acts = [reader.paragraph(entry) for entry in entries]
    lists.complete([(entry.number, entry.text) for entry in entries], acts, body)
    return acts


def _pointed(entry: Entry, following: Entry | None) -> Entry:
    """A lead-in with the colon that it lacks: "requests the Board", and below it "(a) to"."""
    leads = following is not None and following.number.startswith(f"{entry.number}(")
    return replace(entry, text=f"{entry.text}:") if leads and entry.text[-1:].isalpha() else entry


@dataclass(frozen=True, slots=True)
class _Clause:
    """One act's part of a paragraph, after its verb."""

    entry: Entry
    verb: operative.Found
    end: int
    own: str
    rest: str
    """``own`` with its quotations blanked."""
    renewing: bool
    last: bool
    """Whether no act follows it in the paragraph."""

    @property
    def listed(self) -> bool:
        """Whether the paragraph ends in it with a colon: a list of sub-paragraphs follows."""
        text = self.entry.text.rstrip()
        return text.endswith(":") and self.verb.rest + len(self.own) >= len(text) - 2


class _Reader:
    def __init__(
        self, body: str | None, *, past: bool, headed: bool, before: Sequence[str]
    ) -> None:
        self._body = body
        self._texts = list(before)
        """What was said so far, in its order."""
        self._past = past
        self._headed = self._decided = headed
        """Whether a heading, or the last paragraph of its own, decides what is below."""
        self._bare: dict[str, frozenset[str]] = {}
        """The verbs that are acts in their bare form in a list below each paragraph."""
        self._leads: dict[str, bool] = {}
        """Whether what each paragraph decides is the list below it."""
        self._earlier: list[Due] = []
        """The last due terms said, which "at that session" means, in the next paragraph too."""

    def paragraph(self, entry: Entry) -> list[dict[str, Any]]:
        """The acts of one paragraph; paragraphs come in their order."""
        if not entry.text.isprintable():
            entry = Entry(entry.number, entry.text.translate(_SPACES), entry.low)
        if capitals.throughout(entry.text):
            entry = Entry(entry.number, capitals.lowered(entry.text), entry.low)
        if len(entry.text) > LONGEST:
            cut = entry.text[: entry.text.rfind(" ", 0, LONGEST)]
            entry = Entry(entry.number, cut, f"read up to {LONGEST:,} characters only")
        number = entry.number.partition("~")[0]
        resolved = infinitives.resolved(number, entry.text, self._leads, headed=self._decided)
        above = number.rpartition("(")[0]
        bare = self._bare.get(above, BARE) if above else BARE_ALONE
        found = verbs.find(entry.text, past=self._past, resolved=resolved, bare=bare)
        self._bare[number] = infinitives.bare_below(found[-1], entry.text) if found else bare
        if found:
            tail = entry.text[found[-1].rest :].rstrip()
            self._leads[number] = infinitives.leads_in(found[-1].lemma, tail)
            if "(" not in number and resolved is None:
                self._decided = self._headed or self._leads[number]
        masked = deliverables.mask(entry.text)
        self._texts.append(entry.text)
        acts: list[dict[str, Any]] = []
        shared: list[int] = []
        for index, verb in enumerate(found):
            end = found[index + 1].start if index + 1 < len(found) else len(entry.text)
            last = index + 1 == len(found)
            said, ends = verb, _trim(entry.text, verb.rest, end)
            if not last and entry.text[verb.rest : end] == _PAIRED:
                # "Encourages and supports States": what is said stands after the second alone.
                said, last = replace(found[index + 1], lemma=verb.lemma), index + 2 == len(found)
                end = len(entry.text) if last else found[index + 2].start
            clause = _clause(entry, said, masked, _trim(entry.text, said.rest, end), last)
            act = {"id": f"{entry.number}.{index + 1}", **self._act(clause)}
            act["span"] = [verb.start, ends]
            if act["mandate"]:
                addressed = self._addressed(clause)
                self._earlier = self._fill(act, clause, addressed, acts) or self._earlier
                if addressed.shares:
                    shared.append(index)
                if mandates.recommends_a_thing(act, clause.rest):
                    act.update(mandates.NOTHING)
            if entry.low:
                act["confidence"], act["reason"] = "low", entry.low
            acts.append(act)
        for index in reversed(shared):
            _share(acts[index], acts[index + 1])
        return acts

    def _act(self, clause: _Clause) -> dict[str, Any]:
        """What every act has, before it is known whom a mandate addresses."""
        lemma = clause.verb.lemma
        mandate = mandates.is_mandate(lemma, clause.rest)
        force = tracking.force_of(lemma)
        strength = tracking.strength(lemma, force, clause.rest if clause.renewing else None)
        if clause.renewing:
            force = "deciding" if strength == "binding" else "directive"
        return {
            "verb": lemma, "force": force, "strength": strength if mandate else None,
            "mandate": mandate, "tracked": "no", "addressees": [], "with": [],
            "body": None, "deliverable": "none", "title": None, "due": None, "dues": [],
            "recurrence": None, "renews": clause.renewing and mandate,
            "cites": cites.find(clause.own, self._body),
            "span": [clause.verb.start, clause.end], "confidence": "high",
        }  # fmt: skip

    def _addressed(self, clause: _Clause) -> Addressed:
        if clause.verb.asked:
            return Addressed([*clause.verb.asked], 0)
        return addressing.of(
            clause.verb.lemma, clause.own, self._body,
            renewing=clause.renewing, listed=clause.listed, last=clause.last,
        )  # fmt: skip

    def _fill(
        self,
        act: dict[str, Any],
        clause: _Clause,
        addressed: Addressed,
        acts: Sequence[dict[str, Any]],
    ) -> list[Due]:
        """Fill in a mandate; its due terms, for the next act to look back to."""
        own, rest = clause.own, clause.rest
        names = resolve(addressed.names, clause.entry.text[: clause.verb.start], acts, self._body)
        lemma = clause.verb.lemma
        found = deliverables.of(
            lemma, rest, addressed.asked, renewing=clause.renewing, others=addressed.others
        )
        lasting = found.kind == "mission" or lemma == "authorize"
        produced = found.kind in untold.RECEIVED or found.kind == "meeting"
        terms = dues.find(
            rest, self._body, self._earlier, names, lasting=lasting, produced=produced
        )
        for term in terms:
            if "organ" in term.term:
                term.term["organ"] = organs.in_full(term.term["organ"], self._texts)
        asked = found.at if found.kind in ("report", "briefing") else 0
        recurrence = rhythm.of(rest, produced=found.kind != "other", at=asked)
        until = chosen.until(terms) if recurrence and found.kind != "mission" else None
        terms = [term for term in terms if term is not until]
        first = chosen.choose(terms, found)
        if recurrence and first and asked and chosen.of_another(rest, first, found, asked):
            first = None
        act["addressees"] = names
        act["tracked"] = _tracked(tuple(names), self._body)
        before = (
            clause.entry.text[clause.verb.start : clause.verb.rest] if clause.verb.asked else ""
        )
        act["with"] = collaborators.find(before + own)
        act["deliverable"] = found.kind
        act["due"] = first.term if first else None
        act["title"] = titles.title(own, found, act["due"])
        act["dues"] = chosen.together(terms, first)
        act["recurrence"] = recurrence
        if recurrence and (more := rhythm.more(rest, recurrence, until)):
            act["rhythm"] = more
        act["body"] = self._receiver(act, rest)
        if addressed.low:
            act["confidence"], act["reason"] = "low", addressed.low
        elif not names and not addressed.nobody and (lemma in _ASKING or addressed.names):
            act["confidence"], act["reason"] = "low", "nobody is named"
        elif unresolved(names):
            act["confidence"], act["reason"] = "low", "who is meant stands before, unresolved"
        elif naming.runs_on([*names, *act["with"]]) or any(map(parties.asks, names)):
            act["confidence"], act["reason"] = "low", "a name runs on"
        elif not all(name == self._body or naming.is_actor(name) for name in names):
            act["confidence"], act["reason"] = "low", "a name is no actor that is known"
        elif found.unknown and lemma in _ASKING:
            act["confidence"], act["reason"] = "low", "what is to be delivered is not known"
        elif first is None and recurrence is None and untold.says(rest, found.kind):
            act["confidence"], act["reason"] = "low", "when it is due is said, unread"
        return sorted(terms, key=lambda term: term is not first)

    def _receiver(self, act: dict[str, Any], rest: str) -> str | None:
        """The body that receives what is asked for."""
        if act["deliverable"] == "agenda_item":
            return self._body
        match = _RECEIVES.search(rest) if act["deliverable"] in untold.RECEIVED else None
        if match:
            name = match["body"]
            return self._body if name == "it" else organs.called(name, self._body, self._texts)
        due = act["due"]
        return due.get("organ") if due else None


@lru_cache(maxsize=2_048)
def _tracked(names: tuple[str, ...], body: str | None) -> Tracked:
    """Whether an act addressed to them is tracked: the same few are addressed over and over."""
    return tracking.tracked(names, body)


def _clause(entry: Entry, verb: operative.Found, masked: str, end: int, last: bool) -> _Clause:
    """The clause of a verb: to the end of its sentence, whatever the paragraph says after it."""
    several = masked.find(". ", verb.rest, end) >= 0  # for speed: most clauses are one sentence
    sentence = _SENTENCE.search(masked, verb.rest, end) if several else None
    stop = sentence.start() + 1 if sentence else end
    own, rest = entry.text[verb.rest : stop], masked[verb.rest : stop]
    if ": To " in own:
        # A list that a page ran together: "States: To light lamps; To keep oil".
        own, rest = (_TO_EACH.sub(_small, part) for part in (own, rest))
    if verb.rest == 0:
        # "To convene a meeting" below "decides:" is read as what follows that verb.
        own, rest = f" t{own[1:]}", f" t{rest[1:]}"
    return _Clause(entry, verb, end, own, rest, mandates.renews(verb.lemma, rest), last)


_TO_EACH = re.compile(r"(?<=[:;] )To ")


def _small(match: re.Match[str]) -> str:
    return match[0].lower()


_ASKING = frozenset({"request", "appeal", "direct", "instruct"})
"""Verbs that ask somebody for something, as a rule."""


def _share(act: dict[str, Any], other: dict[str, Any]) -> None:
    """ "Urges States and invites others to report": what is asked stands after the second alone."""
    if other["mandate"]:
        act.update({key: other[key] for key in _ASKED})


_ASKED = ("deliverable", "title", "due", "dues", "recurrence", "body")


def _trim(text: str, start: int, end: int) -> int:
    """Where a clause ends without the words that lead over to the next one."""
    while True:
        tail = max(start, end - 60)
        bare = text[tail:end].rstrip(" ,;.:")
        end = tail + len(bare)
        if not bare.endswith(_LEADING_OVER):
            return end
        over = next(words for words in _LEADING_OVER if bare.endswith(words))
        if end - len(over) < start:
            return end
        end -= len(over)


_PAIRED = " and "
_LEADING_OVER = tuple(
    f" {words}"
    for words in (
        "and", "but", "as well as", "in this regard", "in that regard", "in this context",
        "in that context", "in this connection", "in that connection", "in this connexion",
        "in that connexion", "in this respect",
        "in that respect", "in the same regard", "in the same context", "in this light",
        "to this end", "to that end", "for this purpose", "accordingly",
    )
)  # fmt: skip
_SENTENCE = re.compile(
    r"[a-z\d)\u201d](?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)\.(?= [A-Z][a-z]+ [a-z])"
)
_RECEIVES = re.compile(
    r"\b(?:report(?:s|ing)?|submit|present|brief|recommendations?|information|inform|provide|keep|"
    r"update|plan|briefings?)\b[^;]{0,160}?\b(?:to|keep|inform|brief) (?:the |"
    r"its )?(?P<body>General Assembly|"
    r"Economic and Social Council|Human Rights Council|Security Council|Council|Assembly|"
    r"Commission on [A-Z][\w ]{3,60}?(?= at|,|;| on|$)|it)\b"
)
