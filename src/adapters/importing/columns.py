"""What a row of a register may say: our columns, each with what it takes."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column of ours: its name, what it takes, the other names that files have for it."""

    name: str
    takes: str
    required: bool = False
    aliases: tuple[str, ...] = ()


COLUMNS: tuple[Column, ...] = (
    Column("symbol", "the adopted text: A/RES/54/226, decision 73/553", True,
           ("instrument", "resolution", "resolution_symbol", "instrument_symbol")),
    Column("instrument_title", "its title", aliases=("resolution_title",)),
    Column("adopted_on", "its day of adoption, or the month or year; of a symbol that has the year,"
           " that", True, ("adopted", "adoption_date", "date_of_adoption")),
    Column("body", "the body that adopted it, where the symbol does not say"),
    Column("session", "its session, where the symbol does not say"),
    Column("draft", "the draft that led to it"),
    Column("paragraph", "the operative paragraph: 2, 2(a), u1 (the first of those without numbers)",
           True, ("para", "operative_paragraph", "op")),
    Column("act", "which act of the paragraph, from 1; else in the order of the rows",
           aliases=("ordinal", "act_ordinal")),
    Column("verb", "the operative verb: request, decide, calls upon", True, ("action_verb",)),
    Column("addressees", "who is asked; several with ;",
           aliases=("addressee", "assignee", "assignees")),
    Column("collaborators", "with whom; several with ;"),
    Column("receiving_body", "to which body it reports"),
    Column("deliverable", "report, agenda_item, meeting, ...; else other",
           aliases=("deliverable_type",)),
    Column("title", "of what it is about", aliases=("mandate_title", "subject")),
    Column("text", "the words of the paragraph", aliases=("paragraph_text",)),
    Column("due", "GA/57, before GA/57, by end of GA/71, 57, 2019-06-30, 2019-06, open; several"
           " with ;", aliases=("due_date", "due_session", "deadline")),
    Column("recurrence", "annual, biennial, every session, every 90 days, once, ...",
           aliases=("frequency",)),
    Column("until", "its own end: GA/60, 2020-12-31"),
    Column("strength", "binding, request, exhortation; else by the verb"),
    Column("tracked", "yes, no, unknown; else by who is addressed"),
    Column("lead", "entities in the lead; several with ;", aliases=("lead_entity",)),
    Column("contributing", "entities that contribute; several with ;"),
    Column("status", "submitted, considered, missed, retired, in progress, ...",
           aliases=("implementation_status",)),
    Column("status_on", "from when on that is so: a day, a month or a year",
           aliases=("status_date",)),
    Column("document", "the report that answers it: A/58/319",
           aliases=("report", "report_symbol")),
    Column("submitted_on", "when the document was submitted; else status_on"),
    Column("issued_on", "when it came out; else status_on"),
    Column("authority", "what the status rests on: A/RES/72/237", aliases=("reference",)),
    Column("successor", "the mandate that carries it on: A/RES/60/1#4.1"),
    Column("deferred_to", "GA/58, 2021-06, open"),
    Column("note", "a remark", aliases=("notes", "comment", "comments", "remarks")),
)  # fmt: skip
"""Every column of ours, in the order of the template."""

NAMES = frozenset(column.name for column in COLUMNS)
OUR_OWN = frozenset({"row", "reason"})
"""Columns of a file of rejected rows that are there for a person."""


def known(name: str) -> str | None:
    """The column of ours that a heading names, whatever its case, blanks and hyphens."""
    return _BY_NAME.get(re.sub(r"[\s_-]+", "_", name.strip()).casefold())


_BY_NAME = {
    name: column.name for column in COLUMNS for name in (column.name, *column.aliases)
}  # fmt: skip
