"""`show`, `history`, `why`: one mandate in full, what happened to it, and what makes it so."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .. import tables, values
from ..asking import Asked, reading
from ..group import Command
from ..shapes import EVENT_COLUMNS, event_json, event_row, note_json, note_words
from ..sheet import below, sheet
from ..values import Target

FILE = click.Path(path_type=Path, dir_okay=False)
FOLDER = click.Path(path_type=Path, file_okay=False)

if TYPE_CHECKING:
    from ....domain.event import Recorded
    from ....engine import Engine
    from ....projections.answers import Basis, Why
    from ...audit.notes import NoteFound


@click.command(cls=Command)
@click.argument("mandate", metavar="ID", type=values.MANDATE)
@click.option("--internal", is_flag=True, help="With the internal notes of its events.")
@reading
def show(asked: Asked, mandate: Target, internal: bool) -> None:
    """Everything about one mandate: its words, status, due points, reports, deferrals, links.

    \b
    mandates show A/RES/54/226#2.2
    mandates show A/RES/54/226#2.2 --as-of 2001-07-31 --json
    """
    one = asked.engine.mandate(mandate.mandate, **asked.at)
    notes: dict[int, NoteFound] = {}
    if internal:
        events = asked.engine.history(mandate.mandate)
        notes = internal_notes(asked, [each for each in events if _counts(each, one.basis)])
    if asked.json:
        found = [{"position": each, **note_json(note)} for each, note in notes.items()]
        more = {"internal_notes": found} if internal else {}
        asked.give({**one.item.json_value(), **more, "basis": one.basis.json_value()})
        return
    sheet(one.item, below(asked.engine, one.item, **asked.at), mandate.occurrence)
    for position, said in notes.items():
        click.echo(f"internal (event {position}): {note_words(said)}")
    asked.close(one.basis)


@click.command(cls=Command)
@click.argument("name", metavar="ID")
@click.option("--internal", is_flag=True, help="With their internal notes, also in --json.")
@reading
def history(asked: Asked, name: str, internal: bool) -> None:
    """Every event of a mandate, a resolution, a report or a session: who, when, from when on.

    Events that count for nothing are marked void; what time brought and something entered later
    overtook, overtaken. Internal notes are shown where they are asked for; otherwise an event says
    only that it came with one.

    \b
    mandates history A/RES/54/226#2.2
    mandates history GA/56 --json
    """
    from ....domain.fold import void_ids
    from ....domain.mandate.overtaken import overtaken
    from ....projections.words import words_among

    basis = asked.basis()
    events = [one for one in asked.engine.history(_name(name)) if one.position <= basis.position]
    void, passed, words = void_ids(events), overtaken(events), words_among(events)
    events = [one for one in events if asked.as_of is None or one.day <= asked.as_of]
    notes = internal_notes(asked, events) if internal else {}
    if asked.json:
        found = [event_json(one, one.event_id in void, one.event_id in passed) for one in events]
        for one in found if internal else ():
            if one["position"] in notes:
                one["internal_note"] = note_json(notes[one["position"]])
        asked.give(found)
        return
    _titled(events)
    tables.table(
        EVENT_COLUMNS,
        (
            event_row(
                one,
                one.event_id in void,
                note_words(notes.get(one.position)),
                one.event_id in passed,
                words(one.event),
            )
            for one in events
        ),
    )
    asked.close(basis)


def internal_notes(asked: Asked, events: Sequence[Recorded]) -> dict[int, NoteFound]:
    """The internal notes that came with events, by position."""
    found = asked.engine.internal_notes(events)
    return {one.position: found[one.event_id] for one in events if one.event_id in found}


def _counts(event: Recorded, basis: Basis) -> bool:
    return event.position <= basis.position and event.day <= basis.as_of


def _titled(events: list[Recorded]) -> None:
    if events:
        tables.heading(events[0].stream.replace("-", " ", 1))


def _name(text: str) -> str:
    """The name of a stream in its canonical form; what is none is looked up as it is."""
    from ....domain.due import session_id
    from ....domain.symbol import normal

    if "#" in text:
        return text
    for parse in (session_id, normal):
        try:
            return parse(text)
        except ValueError:
            continue
    return text


@click.command(cls=Command)
@click.argument("mandate", metavar="ID", type=values.MANDATE)
@reading
def lineage(asked: Asked, mandate: Target) -> None:
    """What a mandate descends from, and what descends from it.

    \b
    mandates lineage A/RES/71/244#4.1
    mandates lineage A/RES/71/244#4.1 --as-of 2017-12-01 --json
    """
    found = asked.engine.lineage(mandate.mandate, **asked.at)
    if asked.json:
        asked.give(found.json_value())
        return
    tables.heading(found.id)
    rows = (
        [one.older, one.how, one.mandate or "not registered", one.authority, str(one.on)]
        for one in found.items
    )
    tables.table(("mandate", "was", "by", "authority", "since"), rows)
    if not found.items:
        click.echo("nothing came before it and nothing follows it")
    asked.close(found.basis)


@click.command(cls=Command)
@click.argument("mandate", metavar="ID", type=values.MANDATE)
@click.argument("field", required=False)
@click.option("--proofs", type=FOLDER, metavar="FOLDER", help="Write each event's proof there.")
@click.option("--checkpoint", type=FILE, metavar="FILE", help="The checkpoint to prove it by.")
@reading
def why(
    asked: Asked, mandate: Target, field: str | None, proofs: Path | None, checkpoint: Path | None
) -> None:
    """Which events make the fields of a mandate what they are: the fewest that do.

    Each of those listed is needed; together, with nothing else recorded, they give the value.

    \b
    mandates why A/RES/54/226#2.2 due --proofs proofs --checkpoint today.checkpoint
    mandates why A/RES/54/226#2.2 timeliness
    mandates why A/RES/54/226#2.2 --as-of 2001-08-01 --json
    """
    from ....projections.reasons.telling import said

    if (proofs is None) != (checkpoint is None):
        raise click.UsageError("proofs need both: --proofs FOLDER --checkpoint FILE")
    found = asked.engine.why(mandate.mandate, field, **asked.at)
    if proofs is not None and checkpoint is not None:
        write_proofs(asked.engine, found, proofs, checkpoint)
    if asked.json:
        asked.give(found.json_value())
        return
    events = {
        position: next(asked.engine.events(after=position - 1))
        for position in sorted({each for one in found.fields.values() for each in one.because})
    }
    tables.heading(found.id)
    rows = (
        [name, said(one.value), ", ".join(map(str, one.because))]
        for name, one in found.fields.items()
    )
    tables.table(("field", "value", "because of"), rows)
    click.echo()
    tables.table(EVENT_COLUMNS, (event_row(one, False) for one in events.values()))
    asked.close(found.basis)


def write_proofs(engine: Engine, found: Why, folder: Path, checkpoint: Path) -> None:
    """Write the proof of each event that is named, as ``POSITION.tlog-proof``."""
    from ...audit.keys import read_text
    from ...files import write_text

    text = read_text(checkpoint)
    proofs = {
        position: engine.prove(position, text)[1]
        for position in sorted({each for one in found.fields.values() for each in one.because})
    }
    folder.mkdir(parents=True, exist_ok=True)
    for position, proof in proofs.items():
        write_text(folder / f"{position}.tlog-proof", proof)
