"""`item`: agenda items, from the request to the consideration or the next session."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from .. import choices, tables, values
from ..asking import Asked, limited, reading
from ..bodies import session_named
from ..desk import Desk, recording
from ..group import Group
from ..values import Word

if TYPE_CHECKING:
    from ....projections.agenda import ItemShown

COLUMNS = ("item", "number", "title", "stage", "since", "meets", "mandates", "reports")


@click.group(cls=Group)
def item() -> None:
    """Agenda items of a session; what happens to one is recorded on the mandates it carries.

    One goes by the name under which it was first recorded, and once it is on the agenda by its
    number there too.

    \b
    mandates item include GA/56 "South-South cooperation" --number "99 (b)"
    """


_ITEM = click.argument("words", metavar="GA/56/ITEM", nargs=-1, required=True)
_TITLE = click.option("--title", metavar="T", help="Its title.")
_NUMBER = click.option("--number", metavar="N", help="Its number on the agenda.")
_MANDATES = click.option(
    "--mandate", "ids", multiple=True, type=values.MANDATES, metavar="ID",
    help="A mandate that asks for it, or is considered under it.",
)  # fmt: skip


def _of(desk: Desk, words: tuple[str, ...]) -> dict[str, Any]:
    """The item that was named, in one word or as session and title, and its mandates."""
    mandates = tuple((one.mandate, one.occurrence) for one in desk.targets)
    return {"item": "/".join(words), "mandates": mandates}


def _on_agenda(desk: Desk, words: tuple[str, ...]) -> dict[str, Any]:
    """The same, of one that is on the agenda by then: by the number that it has there, too."""
    from ....domain.days import last_day
    from ....domain.item import item_id, session_in

    fields = _of(desk, words)
    with suppress(ValueError):  # what is no item is told as the command is built
        name = item_id(fields["item"])
        session = session_in(name)
        day = None if desk.on is None else last_day(desk.on)
        items = desk.engine.agenda(session, as_of=day).items
        number = _tight(name.removeprefix(f"{session}/"))
        numbered = [one.item for one in items if one.number and _tight(one.number) == number]
        if len(numbered) == 1 and all(one.item != name for one in items):
            fields["item"] = numbered[0]
    return fields


def _tight(number: str) -> str:
    return "".join(number.split())


@item.command()
@_ITEM
@_TITLE
@click.option("--requested-by", "who", metavar="WHO", help="Who asks for it.")
@_MANDATES
@recording(mandates=False)
def request(desk: Desk, words: tuple[str, ...], title: str | None, who: str | None) -> None:
    """Somebody asked for it, or the body ordered it at an earlier session.

    \b
    mandates item request GA/56 "South-South cooperation" --mandate A/RES/54/226#18.1
    """
    from ....domain.item.commands import RequestItem

    desk.record(desk.build(RequestItem, **_of(desk, words), title=title, by=who))


@item.command()
@_ITEM
@_TITLE
@_NUMBER
@click.option("--supplementary", is_flag=True, help="On the supplementary list.")
@_MANDATES
@recording(mandates=False)
def place(desk: Desk, words: tuple[str, ...], **fields: Any) -> None:
    """It is on the provisional agenda.

    \b
    mandates item place GA/56 "South-South cooperation" --number 99 --on 2001-07-13
    """
    from ....domain.item.commands import PlaceItem

    desk.record(desk.build(PlaceItem, **_of(desk, words), **fields))


@item.command()
@_ITEM
@_TITLE
@_NUMBER
@_MANDATES
@recording(mandates=False)
def include(desk: Desk, words: tuple[str, ...], **fields: Any) -> None:
    """The body included it in its agenda.

    \b
    mandates item include GA/56 "South-South cooperation" --number "99 (b)" --on 2001-09-19
    """
    from ....domain.item.commands import IncludeItem

    desk.record(desk.build(IncludeItem, **_of(desk, words), **fields))


@item.command()
@_ITEM
@click.option("--to", "title", metavar="T", required=True, help="Its new title.")
@recording(mandates=False)
def rename(desk: Desk, words: tuple[str, ...], title: str) -> None:
    """Give it another title.

    \b
    mandates item rename GA/58/104 --to "South-South cooperation" --ref A/RES/58/220
    """
    from ....domain.item.commands import RenameItem

    desk.record(desk.build(RenameItem, **_on_agenda(desk, words), title=title))


@item.command()
@_ITEM
@_MANDATES
@recording(mandates=False)
def link(desk: Desk, words: tuple[str, ...]) -> None:
    """Say which mandates it carries.

    \b
    mandates item link GA/56 "South-South cooperation" --mandate A/RES/54/226#2.2
    """
    from ....domain.item.commands import LinkItem

    if not desk.targets:
        raise click.UsageError("name a mandate: --mandate A/RES/54/226#2.2")
    desk.record(desk.build(LinkItem, **_on_agenda(desk, words)))


@item.command()
@_ITEM
@click.option("--document", type=values.SYMBOL, metavar="SYMBOL", required=True)
@recording(mandates=False)
def report(desk: Desk, words: tuple[str, ...], document: str) -> None:
    """A report is before the body under it.

    \b
    mandates item report GA/58 "South-South cooperation" --document A/58/319
    """
    from ....domain.item.commands import ListReport

    desk.record(desk.build(ListReport, **_on_agenda(desk, words), document=document))


_DAY = click.option(
    "--day", "--date", type=values.DAY, metavar="D", required=True, help="On which day."
)
_MEETING = click.option(
    "--meeting", metavar="WHO", help='Who meets, or the record of it: "Second Committee", A/C.2/...'
)


@item.command()
@_ITEM
@_DAY
@_MEETING
@_MANDATES
@recording(mandates=False)
def schedule(desk: Desk, words: tuple[str, ...], day: date, meeting: str | None) -> None:
    """Say on which day it is taken up: reports under it are due so many weeks before.

    --on is the day of the decision, --ref the programme of work.

    \b
    mandates item schedule GA/56 99 --day 2001-10-22 --meeting "Second Committee" --on 2001-09-20
    """
    from ....domain.item.commands import SetMeeting

    desk = desk.decided(day)
    desk.record(desk.build(SetMeeting, **_on_agenda(desk, words), day=day, meeting=meeting))


@item.command()
@_ITEM
@click.option("--to", "day", type=values.DAY, metavar="D", required=True, help="To which day.")
@recording(mandates=False)
def move(desk: Desk, words: tuple[str, ...], day: date) -> None:
    """Move the meeting on it to another day. --on is the day of the decision.

    \b
    mandates item move GA/56 99 --to 2001-10-29 --on 2001-10-12 --ref A/C.2/56/SR.11
    """
    from ....domain.item.commands import MoveMeeting

    desk = desk.decided(day)
    desk.record(desk.build(MoveMeeting, **_on_agenda(desk, words), day=day))


@item.command()
@_ITEM
@recording(mandates=False)
def postpone(desk: Desk, words: tuple[str, ...]) -> None:
    """Put the meeting on it off without a new date. --on is the day of the decision.

    \b
    mandates item postpone GA/56 99 --on 2001-10-12 --ref A/C.2/56/SR.11
    """
    from ....domain.item.commands import PostponeMeeting

    desk.record(desk.build(PostponeMeeting, **_on_agenda(desk, words)))


@item.command()
@_ITEM
@click.option("--day", "--date", type=values.DAY, metavar="D", help="On which day, if not --on.")
@_MEETING
@recording(mandates=False)
def hold(desk: Desk, words: tuple[str, ...], day: date | None, meeting: str | None) -> None:
    """It was taken up: on the day of --on, else today.

    \b
    mandates item hold GA/56 99 --on 2001-10-29 --meeting A/C.2/56/SR.17
    """
    from ....domain.item.commands import HoldMeeting

    desk = desk.decided(day)
    desk.record(desk.build(HoldMeeting, **_on_agenda(desk, words), held=day, meeting=meeting))


@item.command()
@_ITEM
@click.option("--to", type=values.SESSION, metavar="GA/57", required=True, help="Which session.")
@_MANDATES
@recording(mandates=False)
def carry(desk: Desk, words: tuple[str, ...], to: str) -> None:
    """It was not dealt with and stays on the agenda, of another session.

    \b
    mandates item carry GA/55 "Question of Cyprus" --to GA/56 --ref A/DEC/55/458
    """
    from ....domain.item.commands import CarryItem

    to = session_named(desk.engine, to)
    desk.record(desk.build(CarryItem, **_on_agenda(desk, words), to=to))


@item.command()
@_ITEM
@click.option("--action", type=Word(choices.ACTIONS), default="considered", show_default=True)
@_MANDATES
@recording(mandates=False)
def consider(desk: Desk, words: tuple[str, ...], action: str) -> None:
    """The body dealt with it.

    \b
    mandates item consider GA/56 "South-South cooperation" --ref A/RES/56/202 --on 2001-12-21
    """
    from ....domain.item.commands import ConsiderItem

    desk.record(desk.build(ConsiderItem, **_on_agenda(desk, words), action=action))


def filters(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that choose items of an agenda, and their order."""
    for option in (
        click.option("--stage", type=Word(choices.STAGES), metavar="WORD", help="considered, ..."),
        click.option("--mandate", metavar="ID", help="This one is taken up under it."),
        click.option("--report", metavar="SYMBOL", help="This one is before the body."),
        click.option("--text", metavar="WORDS", help="Within its titles or its name."),
        click.option("--sort", type=Word(choices.AGENDA_SORTS), default="item", metavar="WORD",
                     show_default=True, help="item, number, title, stage, on; -number backwards."),
        limited,
        click.option("--after", metavar="ITEM", help="What follows this one."),
    ):  # fmt: skip
        command = option(command)
    return command


@item.command("list")
@click.argument("session", metavar="[GA/56]", type=values.SESSION, required=False)
@filters
@reading
def list_items(asked: Asked, session: str | None, **chosen: Any) -> None:
    """The agenda items of a session, or of all.

    \b
    mandates item list GA/56
    """
    give_items(asked, session, chosen)


def give_items(asked: Asked, session: str | None, chosen: dict[str, Any]) -> None:
    """Answer with the items of a session, or of all."""
    from ....projections.agenda import AgendaQuery

    at = session_named(asked.engine, session) if session else None
    found = asked.engine.agenda(AgendaQuery(session=at, **chosen), **asked.at)
    if asked.json:
        asked.give(found.json_value())
        return
    rows = (
        [one.item, one.number, one.title, one.stage, str(one.on or ""), meets(one),
         ", ".join(one.mandates), ", ".join(one.reports)]
        for one in found.items
    )  # fmt: skip
    tables.table(COLUMNS, rows)
    if found.more_after is not None:
        click.echo(f"{len(found.items)} of {found.total}: go on with --after {found.more_after!r}")
    asked.close(found.basis)


def meets(one: ItemShown) -> str:
    """When it is taken up, or was, and by whom."""
    day = f"held {one.meets}" if one.met else str(one.meets or "")
    return f"{day}, {one.meeting}" if day and one.meeting else day
