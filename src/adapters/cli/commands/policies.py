"""`body` and `policy`: bodies of one's own, and what a body goes by."""

from __future__ import annotations

from typing import Any

import click

from .. import choices, tables
from ..asking import Asked, reading
from ..bodies import body_named
from ..desk import Desk, recording
from ..group import Group
from ..values import Word

BODIES = ("code", "name", "seat", "under")
POLICIES = ("body", "since", "submission", "issue", "due soon", "languages", "postpones by", "by")


@click.group(cls=Group)
def body() -> None:
    """Bodies: those that everybody knows, and your own.

    \b
    mandates body add HLC "High-level Committee on South-South Cooperation" --parent GA
    """


@body.command()
@click.argument("code", metavar="CODE")
@click.argument("name", metavar="NAME")
@click.option("--seat", metavar="TZ", default="America/New_York", show_default=True,
              help="The time zone of its seat: its day is the day there.")  # fmt: skip
@click.option("--parent", metavar="CODE", help="The body that stands above it.")
@recording(mandates=False)
def add(desk: Desk, code: str, name: str, seat: str, parent: str | None) -> None:
    """Add a body.

    \b
    mandates body add UNEA "United Nations Environment Assembly" --seat Africa/Nairobi
    """
    from ....domain.bodies import AddBody

    above = body_named(desk.engine, parent) if parent and parent != code else parent
    desk.record(desk.build(AddBody, code=code, name=name, seat=seat, parent=above))


@body.command()
@click.argument("code", metavar="CODE|NAME")
@click.option("--to", metavar="NAME", required=True, help="Its new name.")
@recording(mandates=False)
def rename(desk: Desk, code: str, to: str) -> None:
    """Give a body that you added another name; it is found under all of them.

    \b
    mandates body rename HLC --to "High-level Committee on South-South Cooperation" --on 2003-12-23
    """
    from ....domain.bodies import RenameBody

    desk.record(desk.build(RenameBody, code=body_named(desk.engine, code), name=to))


@body.command("list")
@reading
def list_bodies(asked: Asked) -> None:
    """All bodies.

    \b
    mandates body list
    """
    basis, shown = asked.basis(), asked.engine.beside(**asked.at).bodies()
    if asked.json:
        items: list[dict[str, Any]] = [one.json_value() for one in shown]
        asked.give({"basis": basis.json_value(), "items": items})
        return
    tables.table(BODIES, ([one.code, one.name, one.seat, ", ".join(one.above)] for one in shown))
    asked.close(basis)


@click.group(cls=Group)
def policy() -> None:
    """What a body goes by: lead times, languages, postponement by rule.

    \b
    mandates policy set ECOSOC --postpones --rule "ECOSOC rule 13 (4)" --on 1975-01-01
    """


_DAYS = click.IntRange(min=0)


@policy.command("set")
@click.argument("body", metavar="BODY")
@click.option("--submission-days", type=_DAYS, metavar="N", help="Before the session: 70.")
@click.option("--issue-days", type=_DAYS, metavar="N", help="Before the session: 42.")
@click.option("--due-soon-days", type=_DAYS, metavar="N", help="Before a deadline: 14.")
@click.option("--language", "languages", multiple=True, type=Word(choices.LANGUAGES), metavar="L",
              help="Required for a report to be out; may be repeated.")  # fmt: skip
@click.option("--postpones/--no-postpones", default=None,
              help="Items whose documents came too late go to the next session.")  # fmt: skip
@click.option("--rule", "postpones_by", metavar="RULE", help="By which rule: ECOSOC rule 13 (4).")
@recording(mandates=False)
def set_policy(desk: Desk, languages: tuple[str, ...], **fields: Any) -> None:
    """What holds for a body from the day of --on. What is left out stays as it was.

    \b
    mandates policy set GA --submission-days 84 --issue-days 42 --on 2020-01-01
    """
    from ....domain.policy import SetPolicy

    if fields["postpones_by"] and fields["postpones"] is None:
        fields["postpones"] = True
    fields["body"] = body_named(desk.engine, fields["body"])
    desk.record(desk.build(SetPolicy, languages=languages or None, **fields))


@policy.command("list")
@reading
def list_policies(asked: Asked) -> None:
    """What bodies go by on a day, where they set anything.

    \b
    mandates policy list --as-of 2020-01-01
    """
    basis, shown = asked.basis(), asked.engine.beside(**asked.at).policies()
    if asked.json:
        items: list[dict[str, Any]] = [one.json_value() for one in shown]
        asked.give({"basis": basis.json_value(), "items": items})
        return
    rows = (
        [one.body, str(one.since), str(one.submission_days), str(one.issue_days),
         str(one.due_soon_days), ", ".join(one.languages), one.postpones_by, one.authority]
        for one in shown
    )  # fmt: skip
    tables.table(POLICIES, rows)
    if not shown:
        click.echo("nothing is set: submission 70, issue 42, due soon 14 days before")
    asked.close(basis)
