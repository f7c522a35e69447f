"""Reports: submitted in answer to mandates, and issued."""

from __future__ import annotations

import click

from ....domain.errors import BadInput
from .. import choices, values
from ..desk import Desk, recording
from ..group import Command
from ..values import Target


@click.command(cls=Command)
@click.option("--document", type=values.SYMBOL, metavar="A/58/319", help="Its symbol.")
@click.option(
    "--answers", multiple=True, type=values.MANDATES, metavar="ID,ID",
    help="The mandates it answers; ID/2 names an occurrence.",
)  # fmt: skip
@click.option("--late-reason", metavar="T", help="Why it is late.")
@click.option("--title", metavar="T", help="Its title.")
@click.option("--slot", metavar="SLOT", help="The slot under which it began, if it had one.")
@recording(occurrence=True)
def submit(
    desk: Desk,
    document: str | None,
    answers: tuple[tuple[Target, ...], ...],
    late_reason: str | None,
    title: str | None,
    slot: str | None,
) -> None:
    """A report went to documents management, in answer to one or more mandates.

    \b
    mandates submit --document A/56/465 --answers A/RES/54/226#2.2 --on 2001-10
    mandates submit A/RES/54/226#2.2 A/RES/54/226#18.2/1 --document A/56/465 --late-reason "..."
    mandates submit A/RES/57/263#4.1 --document A/58/319 --slot 2003-117
    """
    from ....domain.mandate.commands import SubmitReport

    if document is None:
        raise click.UsageError("say which document: --document A/58/319")
    targets = dict.fromkeys((*desk.targets, *(one for some in answers for one in some)))
    if not targets:
        raise click.UsageError("say which mandates it answers: --answers ID,ID")
    command = desk.build(
        SubmitReport, document=document, late_reason=late_reason, title=title, slot=slot,
        answers=tuple((one.mandate, desk.number(one)) for one in targets),
    )  # fmt: skip
    desk.record(command)


def _languages(text: str) -> tuple[str, ...]:
    named = tuple(one.strip().casefold() for one in text.split(",") if one.strip())
    for one in named:
        if one not in choices.LANGUAGES:
            raise ValueError(f"{one!r} is none of {', '.join(choices.LANGUAGES)}")
    return named


@click.command(cls=Command)
@click.argument("words", metavar="DOCUMENT|ID...", nargs=-1)
@click.option("--document", type=values.SYMBOL, metavar="A/58/319", help="Its symbol.")
@click.option(
    "--languages", multiple=True, type=values.Parsed("en,fr", _languages), metavar="en,fr",
    help="In which it came out; else in all six.",
)  # fmt: skip
@recording(mandates=False)
def issue(
    desk: Desk,
    words: tuple[str, ...],
    document: str | None,
    languages: tuple[tuple[str, ...], ...],
) -> None:
    """A submitted report came out. It counts as issued once it is out in all six languages.

    Name the document, or the mandates that it answers.

    \b
    mandates issue A/56/465 --languages en,fr --on 2001-10
    mandates issue A/RES/54/226#2.2
    """
    from ....domain.mandate.commands import IssueReport

    desk, bare = desk.parted(words)
    named = [document] if document else []
    documents = dict.fromkeys((*named, *(_symbol(one) for one in bare)))
    if desk.targets:
        documents |= dict.fromkeys(_answering(desk, list(documents)))
    if not documents:
        raise click.UsageError("say which document: A/58/319, or the mandate that it answers")
    in_all = tuple(dict.fromkeys(one for some in languages for one in some))
    answer = desk.execute(
        [desk.build(IssueReport, document=one, languages=in_all) for one in documents]
    )
    missing = {one: _missing(desk, one, in_all) for one in documents}
    known = f"{', '.join(documents)} is out in these languages already: nothing recorded"
    desk.tell(answer, known, missing_languages=missing)
    if not desk.json:
        for one, still in missing.items():
            if still:
                click.echo(f"{one} is not out yet in {', '.join(still)}")


def _symbol(text: str) -> str:
    from ....domain.symbol import normal

    try:
        return normal(text)
    except ValueError as error:
        raise BadInput(str(error)) from None


def _answering(desk: Desk, named: list[str]) -> list[str]:
    """The documents that answer the named mandates; those that were named must be among them."""
    found: list[str] = []
    for target in desk.targets:
        shown = desk.engine.mandate(target.mandate).item
        number = target.occurrence or shown.occurrence
        reports = next((one.reports for one in shown.occurrences if one.number == number), ())
        documents = [one.document for one in reports]
        if named and not set(named) & set(documents):
            answers = any(set(named) & {r.document for r in o.reports} for o in shown.occurrences)
            if not answers:
                raise BadInput(f"{', '.join(named)} does not answer {target.mandate}")
        if not named and len(documents) != 1:
            which = f"{', '.join(documents)} do" if documents else "no document does"
            raise BadInput(f"say which with --document: {which} answer {target.mandate}/{number}")
        found += [] if named else documents
    return found


def _missing(desk: Desk, document: str, languages: tuple[str, ...]) -> list[str]:
    """The required languages in which a report is not out, after what was just recorded."""
    report = desk.engine.beside().report(document)
    out = set(languages) if desk.dry_run else set[str]()
    return [one for one in (report.missing if report else ()) if one not in out]
