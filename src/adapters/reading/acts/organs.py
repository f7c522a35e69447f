"""Whose session a due term names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ....domain import ordinals
from . import naming, parties
from .terms import last_match

NAME = r"[A-Z][\w\u2019'-]+(?:,? (?:and |of |the |in |for |on |beyond )*[A-Z][\w\u2019'-]+)*"
BODIES = (
    r"(?-i:Economic and Social Council|Trade and Development Board|"
    rf"(?:Subsidiary|Governing) Body (?:on|for|of) (?:the )?{NAME}|"
    r"(?:[A-Z][\w\u2019'-]+ (?:and (?=[A-Z]))?){0,5}?"
    rf"(?:(?:Commission|Sub-?[Cc]ommission|Committee|Subcommittee|Conference|Meeting|Forum|Congress|"
    rf"Working Group) (?:on|for|of) (?:the )?{NAME}|"
    rf"(?:Board|(?:Executive|Governing|Administrative) Council) of (?:the )?{NAME}|"
    r"(?:Governing|Subsidiary) Body|Assembly|Council(?:/Forum)?|Sub-Commission|Commission|"
    r"Committee|Conference|Subcommittee|Working Group|Board|Forum|Congress)\b)"
)
_BODY = re.compile(rf"\b{BODIES}")
_FULL = {
    "assembly": "General Assembly", "general assembly": "General Assembly",
    "united nations general assembly": "General Assembly",
    "economic and social council": "Economic and Social Council",
    "united nations economic and social council": "Economic and Social Council",
    "human rights council": "Human Rights Council", "security council": "Security Council",
}  # fmt: skip
_MAIN_COMMITTEE = re.compile(r"(?:First|Second|Third|Fourth|Fifth|Sixth) Committee$")
_CHANNEL = re.compile(r"\b(?:through|via|by way of) (?:the )?[^,;]{3,120}?,(?= )")
_DELIVERING = re.compile(
    r"\b(?:report|reporting|submit|submitting|present|presenting|provide|inform|informed|transmit|"
    r"brief|update|updates|briefing|submission|consideration by)\b"
)
_MEETS = re.compile(
    r"(?:Assembly|Council|Commission|Committee|Subcommi(?:ttee|ssion)|Board|Forum|Working "
    r"Group|Conference|"
    r"Congress|Body)$"
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """The body that speaks, and whom it addresses: "its session" is one or the other's."""

    body: str | None
    addressees: Sequence[str] = ()


def of(clause: str, at: int, named: str | None, whose: str, speaker: Speaker) -> str:
    """Whose session it is: who is named after it, else who was named before "its session"."""
    if named is None and whose in ("its", "the", "each of its"):
        named = _before(clause, at, whose, speaker) or _addressee(clause, at, whose, speaker)
    if named is None:
        return speaker.body or "General Assembly"
    if named == "Council" and not (speaker.body or "").endswith("Council"):
        # "To the Human Rights Council a list, and to the Council at its tenth session a report"
        named = (last_match(_COUNCILS.finditer(clause, 0, at)) or [named])[0]
    return full_name(named, speaker.body)


_COUNCILS = re.compile(r"(?:Human Rights|Security|Economic and Social|Trusteeship) Council")


def _before(clause: str, at: int, whose: str, speaker: Speaker) -> str | None:
    """The body named right before; one that only passes things on ("through ...,") is none."""
    if _DEFERS.match(clause):
        return None  # at a session of its own, whatever it takes up or defers
    text = _CHANNEL.sub(lambda match: " " * len(match[0]), clause[:at])
    last = last_match(_BODY.finditer(text))
    if last is None:
        return None
    near = len(re.sub(r" {2,}", " ", text[last.end() :])) < 56 and ";" not in text[last.end() :]
    asked = any(last[0] in name for name in speaker.addressees) or not speaker.addressees
    if asked and last.start() < parties.infinitive(clause) < at:
        # It is whom the act addresses: whose session depends on what is asked.
        return None
    common = last[0] in ("Conference", "Forum", "Board")
    return last[0] if near and (whose == "its" or not common) else None


_DEFERS = re.compile(
    r"(?:,[^,;]{3,120},)? to (?:\w+ )?(?:defer|postpone|consider|review|examine|discuss|"
    r"take up|revert|return|resume|extend|prolong)\b"
)


def right_before(clause: str, at: int) -> str | None:
    """The body whose name ends right where "at its fifth meeting" begins."""
    last = last_match(_BODY.finditer(clause, max(0, at - 120), at))
    return last[0] if last and last.end() >= at - 2 else None


def _addressee(clause: str, at: int, whose: str, speaker: Speaker) -> str | None:
    """A body that is asked to act at its own session; what is reported comes to who asks."""
    named = speaker.addressees
    if len(named) > 1:
        # "Requests the Board to act at its tenth session, and the Fund to report": the Board's.
        named = [name for name in named if name in clause[:at]]
    if whose != "its" or len(named) != 1 or named[0] == speaker.body:
        return None
    name = named[0]
    meets = _MEETS.search(naming.head_of(name))
    return None if _DELIVERING.search(clause, 0, at) or not meets else name


def full_name(named: str, body: str | None) -> str:
    """The full name of a body as a text of ``body`` calls it: "the Council"."""
    low = named.lower()
    if low in ("council", "council/forum"):
        return body if body and body.endswith("Council") else "Economic and Social Council"
    if _MAIN_COMMITTEE.search(named):
        return "General Assembly"
    if body and " " not in named and f" {named} " in f" {body} ":
        # "The Commission" is the Commission on Narcotic Drugs, where that one speaks.
        return body
    if body and (body.endswith(f" {named}") or body.startswith(f"{named} of ")):
        return body
    return _FULL.get(low, named)


def called(name: str, body: str | None, before: Sequence[str]) -> str:
    """The body that a text of ``body`` calls so: "the Council" is the last one that was named.

    ``before`` is what the text said so far.
    """
    if name == "Council" and not (body or "").endswith("Council"):
        for text in reversed(before):
            named = last_match(_COUNCILS.finditer(text)) if "Council" in text else None
            if named is not None:
                return named[0]
    return full_name(name, body)


def in_full(organ: str, before: Sequence[str]) -> str:
    """The full name of a body by whose last words a term calls it: "the Commission".

    It is the last one of that kind which the texts ``before`` name; ``organ`` itself where none
    does, or where it says what it is for.
    """
    if not _BARE.fullmatch(organ):
        return organ
    named = re.compile(
        rf"\b(?:(?!The )[A-Z][\w'-]+ (?:and (?=[A-Z]))?){{0,3}}{re.escape(organ)} "
        rf"(?:(?:on|for|to) (?:the )?{NAME}|of the (?:States )?Parties(?: to (?:the )?{NAME})?)"
    )
    for text in reversed(before):
        found = last_match(named.finditer(text)) if organ in text else None
        if found is not None:
            return _NUMBER.sub("", found[0], count=1) if _NUMBER.match(found[0]) else found[0]
    return organ


_NUMBER = re.compile(rf"(?:{ordinals.PATTERN}) ", re.IGNORECASE)
_BARE = re.compile(
    r"(?:[A-Z][\w'-]+ )?(?:Commission|Committee|Subcommittee|Conference|Forum|Board|Congress)"
)
