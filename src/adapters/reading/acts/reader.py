"""The acts of the paragraphs of a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ....domain import tracking
from . import (
    addressing,
    cites,
    collaborators,
    deliverables,
    dues,
    lists,
    mandates,
    rhythm,
    titles,
    verbs,
)
from .anaphora import resolve

LONGEST = 20_000
"""In characters. The longest real paragraphs have some 420 words; acts are read up to here."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A paragraph to read: its number, its text, and why it is uncertain, if it is."""

    number: str
    text: str
    low: str | None = None


def read(
    entries: Sequence[Entry], body: str | None, session: int | str | None
) -> list[list[dict[str, Any]]]:
    """The acts of each paragraph, in the order of the text."""
    reader = _Reader(body, session)
    acts = [reader.paragraph(entry) for entry in entries]
    lists.complete([(entry.number, entry.text) for entry in entries], acts, body)
    return acts


class _Reader:
    def __init__(self, body: str | None, session: int | str | None) -> None:
        self._body = body
        self._session = session

    def paragraph(self, entry: Entry) -> list[dict[str, Any]]:
        if len(entry.text) > LONGEST:
            cut = entry.text[: entry.text.rfind(" ", 0, LONGEST)]
            entry = Entry(entry.number, cut, f"read up to {LONGEST:,} characters only")
        found = verbs.find(entry.text)
        masked = deliverables.mask(entry.text)
        acts: list[dict[str, Any]] = []
        earlier: terms.Due | None = None
        for index, verb in enumerate(found):
            end = found[index + 1].start if index + 1 < len(found) else len(entry.text)
            end = _trim(entry.text, verb.rest, end)
            act, due = self._act(entry, verb, masked, end, acts, earlier)
            act = {"id": f"{entry.number}.{index + 1}", **act}
            acts.append(act)
            earlier = due or earlier
        return acts

    def _act(
        self,
        entry: Entry,
        verb: verbs.Found,
        masked: str,
        end: int,
        acts: list[dict[str, Any]],
        earlier: terms.Due | None,
    ) -> tuple[dict[str, Any], terms.Due | None]:
        said = end
        sentence = _SENTENCE.search(masked, verb.rest, end)
        if sentence:
            # What further sentences of the paragraph say is not asked for by this verb.
            said = sentence.start() + 1
        rest = masked[verb.rest : said]
        own = entry.text[verb.rest : said]
        mandate = mandates.is_mandate(verb.lemma, rest)
        renewing = mandates.renews(verb.lemma, rest)
        force = tracking.force_of(verb.lemma)
        strength = tracking.strength(verb.lemma, force, rest if renewing else None)
        if renewing and strength != "binding":
            force = "directive"
        elif renewing:
            force = "deciding"
        act: dict[str, Any] = {
            "verb": verb.lemma, "force": force, "strength": strength if mandate else None,
            "mandate": mandate, "tracked": "no", "addressees": [], "with": [],
            "body": None, "deliverable": "none", "title": None, "due": None, "dues": [],
            "recurrence": None, "renews": renewing and mandate,
            "cites": cites.find(own, self._body), "span": [verb.start, end],
            "confidence": "high",
        }  # fmt: skip
        due = None
        if mandate:
            due = self._fill(act, verb, rest, own, entry, acts, earlier, renewing)
        elif verb.lemma in ("decide",):
            pass
        if entry.low:
            act["confidence"], act["reason"] = "low", entry.low
        return act, due

    def _fill(
        self,
        act: dict[str, Any],
        verb: verbs.Found,
        rest: str,
        own: str,
        entry: Entry,
        acts: list[dict[str, Any]],
        earlier: terms.Due | None,
        renewing: bool,
    ) -> terms.Due | None:
        listed = entry.text.rstrip().endswith(":") and verb.rest + len(own) >= len(entry.text) - 3
        addressed = addressing.of(verb.lemma, own, self._body, renewing=renewing, listed=listed)
        before = entry.text[: verb.start]
        names = resolve(addressed.names, before, acts)
        act["addressees"] = names
        act["tracked"] = tracking.tracked(names, self._body)
        act["with"] = collaborators.find(own)
        found = deliverables.of(verb.lemma, rest, addressed.asked, renewing=renewing)
        act["deliverable"] = found.kind
        act["title"] = titles.title(own, found)
        terms = dues.find(rest, self._body, earlier)
        chosen = _choose(terms, found, rest)
        if chosen is not None:
            act["due"] = chosen.term
            if len(terms) > 1:
                act["dues"] = [term.term for term in terms]
        act["recurrence"] = rhythm.of(rest)
        act["body"] = self._receiver(act, rest)
        if addressed.low:
            act["confidence"], act["reason"] = "low", addressed.low
        elif not names and act["tracked"] == "unknown" and verb.lemma == "request":
            act["confidence"], act["reason"] = "low", "nobody is named"
        return chosen

    def _receiver(self, act: dict[str, Any], rest: str) -> str | None:
        """The body that receives what is asked for."""
        due = act["due"]
        if act["deliverable"] == "agenda_item":
            return self._body
        match = _RECEIVES.search(rest)
        if match:
            name = match["body"]
            if name in ("it", "Council", "Assembly"):
                return self._body
            return name
        if due and due.get("organ"):
            return str(due["organ"])
        return None


def _choose(terms: list[terms.Due], found: deliverables.Deliverable, rest: str) -> terms.Due | None:
    """The due term of the deliverable: the first one from its infinitive on, else the first."""
    if not terms:
        return None
    begin = rest.rfind(" to ", 0, found.at)
    after = [term for term in terms if term.at >= begin]
    if found.kind in ("report", "briefing", "agenda_item"):
        sessions = [term for term in after or terms if term.term["kind"] == "session"]
        if found.kind == "agenda_item" and sessions:
            return sessions[0]
    return (after or terms)[0]


def _trim(text: str, start: int, end: int) -> int:
    """Where a clause ends without the words that lead over to the next one."""
    tail = max(start, end - 100)
    bare = text[tail:end].rstrip(" ,;.:")
    if bare and bare.rpartition(" ")[2] not in _LEADING_OVER:
        return tail + len(bare)
    match = _END.search(text[tail:end])
    return tail + match.start() if match else end


_LEADING_OVER = frozenset(
    {"and", "but", "as", "regard", "context", "connection", "respect", "light", "end", "purpose"}
    | {"accordingly", "well"}
)
_END = re.compile(
    r"[\s,;.:]*(?:\b(?:and|but|as well as)?(?:,? in (?:this|that|the same) (?:regard|context|"
    r"connection|respect|light)|,? to (?:this|that) end|,? for this purpose|"
    r",? accordingly)?,?\s*)?(?:\band)?[\s,;.:]*$"
)
_SENTENCE = re.compile(r"[a-z\d)\u201d]\.(?= [A-Z][a-z]+ [a-z])")
_RECEIVES = re.compile(
    r"\b(?:report(?:s|ing)?|submit|present|brief|recommendations?|information|inform|provide|keep|"
    r"update|plan|briefings?)\b[^;]{0,160}?\b(?:to|keep|inform|brief) (?:the |"
    r"its )?(?P<body>General Assembly|"
    r"Economic and Social Council|Human Rights Council|Security Council|Council|Assembly|"
    r"Commission on [A-Z][\w ]{3,60}?(?= at|,|;| on|$)|it)\b"
)
