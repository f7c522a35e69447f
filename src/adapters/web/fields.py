"""The forms: what each asks for, and the commands that its answers make."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from ...domain import due
from ...domain.command import Command
from ...domain.errors import BadInput
from ...domain.event import Confidence, Source
from ...domain.item import commands as item
from ...domain.mandate import commands as mandate
from ...domain.symbol import identity
from ..cli import choices
from ..cli.commands.corrections import value_of
from ..cli.errors import misfit

Answers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form. ``words``: one of these; ``kind``: text, area, choice, tick or day."""

    name: str
    label: str
    kind: str = "text"
    words: tuple[str, ...] = ()
    needed: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A form: what it is called, what it is for, what it asks, and what it makes of the answers."""

    name: str
    title: str
    about: str
    fields: tuple[Field, ...]
    commands: Callable[[Answers], list[Command]]


def _given(answers: Answers, *names: str) -> dict[str, Any]:
    return {name: answers[name] for name in names if answers.get(name)}


def _common(answers: Answers) -> dict[str, Any]:
    """The day, the source and the remark that every form asks for."""
    said = _given(answers, "symbol", "paragraph", "url")
    written = answers.get("confidence") or "sourced"
    if written not in choices.CONFIDENCES:
        raise BadInput(f"confidence: {written!r} is none of {', '.join(choices.CONFIDENCES)}")
    confidence = Confidence(written)
    plain = confidence is Confidence.SOURCED and not said
    source = None if plain else Source(**said, confidence=confidence)
    return {"source": source, **_given(answers, "on", "note", "internal")}


def _about(answers: Answers) -> dict[str, Any]:
    """The mandate that a form is about."""
    try:
        return {"mandate": identity(answers.get("mandate", "")), **_common(answers)}
    except ValueError as error:
        raise BadInput(f"mandate: {error}") from None


def _point(answers: Answers) -> dict[str, Any]:
    """The mandate, and which of its due points is meant."""
    return {**_about(answers), **_given(answers, "occurrence")}


def _assign(answers: Answers) -> list[Command]:
    return [mandate.Assign(**_about(answers), **_given(answers, "entity", "role", "authority"))]


def _submit(answers: Answers) -> list[Command]:
    named = [one.strip() for one in answers.get("answers", "").split(",") if one.strip()]
    try:
        ids = [identity(one) for one in named]
    except ValueError as error:
        raise BadInput(f"answers: {error}") from None
    number = answers.get("occurrence") or None
    said = _given(answers, "document", "late_reason", "title")
    pairs = tuple((one, number) for one in ids)
    return [mandate.SubmitReport(**_common(answers), **said, answers=pairs)]  # type: ignore[arg-type]


def _issue(answers: Answers) -> list[Command]:
    languages = tuple(one for one in choices.LANGUAGES if answers.get(f"language_{one}"))
    said = _given(answers, "document")
    return [mandate.IssueReport(**_common(answers), **said, languages=languages)]


def _consider(answers: Answers) -> list[Command]:
    return [mandate.Consider(**_point(answers), **_given(answers, "action", "authority"))]


def _defer(answers: Answers) -> list[Command]:
    try:
        to = due.parse(answers.get("to", ""))
    except ValueError as error:
        raise BadInput(f"to: {error}") from None
    said = _given(answers, "authority", "what")
    exceptional = bool(answers.get("exceptional"))
    return [mandate.Defer(**_point(answers), **said, to=to, exceptional=exceptional)]


def _progress(answers: Answers) -> list[Command]:
    said = _given(answers, "state", "statement", "entity")
    return [mandate.StateProgress(**_point(answers), **said)]


def _correct(answers: Answers) -> list[Command]:
    field = answers.get("field", "")
    value = value_of(field, answers.get("value", ""))
    said = _given(answers, "field", "reason")
    return [mandate.Correct(**_point(answers), **said, value=value)]


def _note(answers: Answers) -> list[Command]:
    return [mandate.Note(**_about(answers), **_given(answers, "text"))]


def _under(answers: Answers) -> list[Command]:
    about = _point(answers)
    named = ((about.pop("mandate"), about.pop("occurrence", None)),)
    return [item.LinkItem(**about, **_given(answers, "item"), mandates=named)]


def _meeting(answers: Answers) -> list[Command]:
    state = answers.get("state") or MEETINGS[0]
    if state not in MEETINGS:
        raise BadInput(f"state: {state!r} is none of {', '.join(MEETINGS)}")
    about = {**_common(answers), **_given(answers, "item")}
    day, meeting = _given(answers, "day"), _given(answers, "meeting")
    by = _given(answers, "authority")
    if day and state == "postponed":
        raise BadInput("day: what is postponed has none; move it to another day instead")
    match state:
        case "postponed":
            return [item.PostponeMeeting(**about, **by)]
        case "moved":
            return [item.MoveMeeting(**about, **day, **by)]
        case "held":
            return [item.HoldMeeting(**about, held=day.get("day"), **meeting)]
        case _:
            return [item.SetMeeting(**about, **day, **meeting, **by)]


MEETINGS = ("set", "moved", "postponed", "held")
_MANDATE = Field("mandate", "Mandate", needed=True, hint="A/RES/54/226#2.2")
_POINT = Field("occurrence", "Due point", hint="its number; else the open one")
_ITEM = Field("item", "Agenda item", needed=True, hint="GA/56/99(b)")
_AUTHORITY = Field("authority", "On the authority of", hint="A/RES/72/237, decision 73/553")
_DOCUMENT = Field("document", "Document", needed=True, hint="A/58/319")

FORMS: dict[str, Form] = {
    form.name: form
    for form in (
        Form("assign", "Assign", "Make an entity responsible, in the lead or contributing.", (
            _MANDATE, Field("entity", "Entity", needed=True),
            Field("role", "Role", "choice", choices.ROLES), _AUTHORITY,
        ), _assign),
        Form("submit", "Submit a report", "A document went to documents management.", (
            _DOCUMENT, Field("answers", "Mandates that it answers", needed=True,
                             hint="several are separated by commas"),
            _POINT, Field("title", "Title"), Field("late_reason", "Why it is late"),
        ), _submit),
        Form("issue", "Issue a report", "A submitted report came out. No language ticked means in "
             "all that are required.", (
            _DOCUMENT, *(Field(f"language_{one}", one, "tick") for one in choices.LANGUAGES),
        ), _issue),
        Form("consider", "Consider", "The body dealt with it. Without a report on record it needs "
             "an authority.", (
            _MANDATE, _POINT, Field("action", "What the body did", "choice", choices.ACTIONS),
            _AUTHORITY,
        ), _consider),
        Form("defer", "Defer", "Put off its consideration (the report's deadlines stay) or its "
             "delivery.", (
            _MANDATE, _POINT, Field("to", "To", needed=True, hint="GA/57, 2019-06-30 or open"),
            Field("what", "What is put off", "choice", choices.WHATS),
            Field("authority", "On the authority of", needed=True, hint="decision 73/553"),
            Field("exceptional", "the body said that it is exceptional", "tick"),
        ), _defer),
        Form("progress", "Progress", "Say how far it is; confirm or dispute what was said.", (
            _MANDATE, _POINT, Field("state", "State", "choice", choices.STATES),
            Field("statement", "What is said", "area"), Field("entity", "Who says it"),
        ), _progress),
        Form("under", "Put under an item", "It is to be taken up under an agenda item; documents "
             "are due so many weeks before the meeting on that.", (
            _MANDATE, _POINT, _ITEM,
        ), _under),
        Form("meeting", "Meeting on an item", "Say on which day an agenda item is taken up, that "
             "this moved or was postponed, or that it was held.", (
            _ITEM, Field("state", "What", "choice", MEETINGS),
            Field("day", "Day", "day", hint="2001-10-22"),
            Field("meeting", "Who meets", hint="Second Committee, A/C.2/56/SR.17"), _AUTHORITY,
        ), _meeting),
        Form("correct", "Correct", "One field was recorded wrongly. Identity and life stay, and "
             "the history shows both.", (
            _MANDATE, Field("field", "Field", "choice", choices.FIELDS),
            Field("value", "The right value", needed=True, hint="several names: commas"),
            Field("reason", "Why", needed=True, hint="Corr.1, a misreading"), _POINT,
        ), _correct),
        Form("note", "Note", "Add a remark.", (
            _MANDATE, Field("text", "Remark", "area", needed=True),
        ), _note),
    )
}  # fmt: skip

INTERNAL = Field("internal", "Internal note: of this office alone, can be erased", "area")
"""For those who may read such notes too."""
COMMON: tuple[Field, ...] = (
    Field("on", "Holds from", "day", hint="2001-09-12, 2001-09 or 2001; else today"),
    Field("symbol", "Source: symbol", hint="A/56/465"),
    Field("paragraph", "Source: paragraph"),
    Field("url", "Source: address", hint="https://..."),
    Field("confidence", "How sure", "choice", choices.CONFIDENCES),
    Field("note", "Remark to keep with it"),
    INTERNAL,
)
"""What every form asks for besides."""


def commands_of(form: Form, answers: Answers) -> list[Command]:
    """The commands that a form's answers make. Raises `BadInput`: which field, and why."""
    for field in form.fields:
        if field.needed and not answers.get(field.name):
            raise BadInput(f"{field.label}: say which")
    try:
        return form.commands(answers)
    except ValidationError as error:
        raise misfit(error) from None
