"""What a list of sub-paragraphs asks for belongs to the act of its lead-in.

"Requests the Secretary-General: (a) To convene ...; (b) To report to it at its tenth session" is
one act: the infinitives are none of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from . import deliverables, dues, infinitives, mandates, rhythm, titles

_ALONE = re.compile(r"[A-Z][a-z]+s,\s*")
"""A lead-in of one word: "Decides,"."""
_INFINITIVE = re.compile(r"[Tt]o (?=[a-z])")


def complete(
    entries: Sequence[tuple[str, str]], acts: Sequence[list[dict[str, Any]]], body: str | None
) -> None:
    """Give each lead-in's last mandate the deliverable and due term that its list names."""
    for index, (number, text) in enumerate(entries):
        if not acts[index] or not _leads(text) or not acts[index][-1]["mandate"]:
            continue
        act = acts[index][-1]
        own = act["due"], act["dues"]
        bare = act["deliverable"] == "other"
        founded = act["deliverable"] == "mission"
        lead = " that" if text.rstrip(": ").endswith(" that") else " to"
        alone = "(" not in number and infinitives.leads_in(act["verb"], text.rstrip())
        subject = _SUBJECT.search(text) is not None
        left = asked = 0
        for below in range(index + 1, len(entries)):
            name, words = entries[below]
            beside = alone and "(" not in name and words.startswith(("To ", "to "))
            if not (beside or name.startswith(f"{number.partition('~')[0]}(")):
                break
            if subject and acts[below] and _IN_THIRD_PERSON.match(words):
                # "Requests that the Board: (a) Provides oil": the verb is the Board's.
                acts[below].clear()
            asked += bool(acts[below]) and words.startswith(("To ", "to "))
            left += not acts[below]
            # What a mission founded above is to do is the mission's, and no report of the body's.
            if not acts[below] and (_INFINITIVE.match(words) or bare) and not founded:
                _take(act, words, body, own, lead)
        if asked and not left:
            # "Decides: (a) To request ...; (b) To invite ...": those acts are all that it decides.
            act.update(mandates.NOTHING)


_SUBJECT = re.compile(r"\bthat (?:the|its|each|all) [^,;:]{2,80}:\s*$")
"""A lead-in that ends with the subject of what its items say."""
_IN_THIRD_PERSON = re.compile(r"[A-Z][a-z]+s(?<!ss) (?!(?:of|are|shall|should|and|in)\b)")


def _leads(text: str) -> bool:
    return text.rstrip().endswith(":") or _ALONE.fullmatch(text) is not None


def _take(
    act: dict[str, Any],
    words: str,
    body: str | None,
    own: tuple[Any, list[dict[str, Any]]],
    lead: str,
) -> None:
    """Give the act what one of its list asks for, with its due term; else ``own``, its own.

    ``lead`` is what the list hangs on, where its items do not say it: " to" or " that".
    """
    clause = f" {words[:1].lower()}{words[1:]}"
    if not clause.startswith((" to ", " that ")):
        clause = f"{lead}{clause}"
    masked = deliverables.mask(clause)
    found = deliverables.of(act["verb"], masked, 0)
    reports = found.kind in ("report", "briefing") and act["deliverable"] not in (
        "report",
        "briefing",
    )
    if not reports and not (act["deliverable"] == "other" and found.kind != "other"):
        return
    act["deliverable"] = found.kind
    act["title"] = titles.title(clause, found)
    terms = dues.find(masked, body, lasting=found.kind == "mission")
    act["due"], act["dues"] = own
    if terms:
        act["due"] = terms[0].term
        act["dues"] = [term.term for term in terms] if len(terms) > 1 else []
    act["recurrence"] = act["recurrence"] or rhythm.of(masked)
