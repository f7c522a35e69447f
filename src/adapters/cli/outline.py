"""A reading for people: its paragraphs with what they ask, and what was found in all."""

from __future__ import annotations

from typing import Any

import click

from ...domain.counts import counted
from . import tables

Json = dict[str, Any]


def counts(document: Json) -> tuple[int, int, int, int]:
    """How many paragraphs, acts, mandates, and acts that the reading is not sure of."""
    acts = _acts(document)
    mandates = sum(1 for act in acts if act["mandate"])
    return len(document["paragraphs"]), len(acts), mandates, len(_unsure(acts))


def outline(document: Json) -> str:
    """How much a text holds, then a line for each mandate."""
    title = document.get("title")
    head = f"{document.get('symbol') or 'no symbol'}{f': {title}' if title else ''}"
    paragraphs, acts, mandates, _ = counts(document)
    said = (
        f"{counted(paragraphs, 'paragraph')}, {counted(acts, 'act')}, {mandates} of them mandates"
    )
    if unsure := _unsure(_acts(document)):
        said += f"; not sure of {', '.join(act['id'] for act in unsure)}"
    listed = (f"  {_act(act)}" for act in _acts(document) if act["mandate"])
    return "\n".join([head, said, *listed])


def paragraphs(document: Json) -> None:
    """Print each paragraph with its acts below it; on a terminal the acts' words stand out."""
    for paragraph in document["paragraphs"]:
        _text(f"{paragraph['number']}.", paragraph.get("text") or "", paragraph["acts"])
        for act in paragraph["acts"]:
            kind = "mandate" if act["mandate"] else act["force"]
            click.echo(f"      [{kind}] {_act(act)}")


def _text(number: str, text: str, acts: list[Json]) -> None:
    if not tables.on_terminal():
        click.echo(f"{number} {text}")
        return
    from rich.console import Console
    from rich.text import Text

    shown = Text(f"{number} {text}")
    for act in acts:
        if act.get("span"):
            start, end = (len(number) + 1 + point for point in act["span"])
            shown.stylize("bold" if act["mandate"] else "underline", start, end)
    Console(highlight=False).print(shown)


def _acts(document: Json) -> list[Json]:
    return [act for paragraph in document["paragraphs"] for act in paragraph["acts"]]


def _unsure(acts: list[Json]) -> list[Json]:
    return [act for act in acts if act.get("confidence") == "low"]


def _act(act: Json) -> str:
    nobody = "(nobody named)" if act["mandate"] else ""
    who = " ".join(filter(None, (act["verb"], ", ".join(act["addressees"]) or nobody)))
    what = "" if act["deliverable"] == "none" else f": {act['deliverable'].replace('_', ' ')}"
    due: Json = act.get("due") or {}
    term = f", due: {due.get('text') or _term(due)}" if due else ""
    low = f" (not sure: {act.get('reason') or 'check it'})"
    return f"{act['id']} {who}{what}{term}{low if act in _unsure([act]) else ''}"


def _term(due: Json) -> str:
    if due.get("kind") == "session":
        return f"{due.get('organ')}, session {due.get('session') or due.get('year')}"
    return str(due.get("date") or due.get("kind"))
