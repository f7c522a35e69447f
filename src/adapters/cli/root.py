"""The command `mandates`: which commands there are, and where each is written."""

from __future__ import annotations

import click

from ... import __version__
from .group import LazyGroup, Where

SECTIONS: dict[str, dict[str, Where]] = {
    "Begin": {
        "demo": Where(".demo:demo", "Play a real stretch of history and show what it answers."),
        "read": Where(".commands.read:read", "Take resolutions apart. Records nothing."),
        "adopt": Where(
            ".commands.adopt:adopt", "Register a resolution and its mandates (alias: register)."
        ),
        "verify-text": Where(
            ".commands.verify:verify_text", "Compare a registered draft with the adopted text."
        ),
        "import": Where(
            ".commands.imports:import_register", "Take over a register kept in CSV or Excel."
        ),
        "execute": Where(".commands.bulk:execute", "Execute a file of commands, each once."),
    },
    "Look": {
        "list": Where(".commands.register:list_mandates", "The register, filtered."),
        "docket": Where(
            ".commands.register:docket", "What is due and still open (alias: forecast)."
        ),
        "agenda": Where(".commands.views:agenda", "The agenda of a session."),
        "workload": Where(".commands.views:workload", "Who has how many mandates."),
        "funding": Where(".commands.views:funding", "What is known of the money."),
        "serve": Where(".commands.serve:serve", "Pages and HTTP API, for a browser and programs."),
        "token": Where(".commands.tokens:token", "Who may come in to what `serve` serves."),
        "remind": Where(".commands.remind:remind", "What an entity has to deliver, as a mail."),
        "show": Where(".commands.one:show", "Everything about one mandate."),
        "history": Where(
            ".commands.one:history", "Who recorded what, when, from when on it holds."
        ),
        "lineage": Where(
            ".commands.one:lineage", "What a mandate descends from, and what from it."
        ),
        "why": Where(".commands.one:why", "Which events make a mandate's fields what they are."),
    },
    "Record what happens to a mandate": {
        "assign": Where(".commands.work:assign", "Make an entity responsible."),
        "progress": Where(".commands.work:progress", "Say how far it is."),
        "submit": Where(".commands.documents:submit", "A report was submitted that answers it."),
        "issue": Where(".commands.documents:issue", "A report came out, in some languages or all."),
        "consider": Where(".commands.work:consider", "The body dealt with it."),
        "defer": Where(".commands.work:defer", "Put off its consideration, or its delivery."),
        "waive": Where(".commands.work:waive", "Let a due point go without delivery."),
        "miss": Where(".commands.work:miss", "Find that it was not delivered in time."),
        "note": Where(".commands.work:note", "Add a remark."),
        "track": Where(".commands.work:track", "Track it, whoever is addressed."),
        "untrack": Where(".commands.work:untrack", "Do not track it."),
    },
    "Record what becomes of a mandate": {
        "reiterate": Where(".commands.dispositions:reiterate", "A later act asks again."),
        "extend": Where(".commands.dispositions:extend", "The body gives it a new end."),
        "adapt": Where(".commands.dispositions:adapt", "It is carried on in other terms."),
        "merge": Where(".commands.dispositions:merge", "Several are carried on as one."),
        "replace": Where(".commands.dispositions:replace", "Another stands in its place."),
        "retire": Where(".commands.dispositions:retire", "An act of the body ended it."),
        "expire": Where(".commands.dispositions:expire", "Its own terms ran out."),
        "lapse": Where(".commands.dispositions:lapse", "The body is gone, or let it pass."),
    },
    "Proposals": {
        "proposals": Where(".commands.proposals:proposals", "What newer acts seem to carry on."),
        "accept": Where(".commands.proposals:accept", "Accept a proposal, and record it."),
        "decline": Where(".commands.proposals:decline", "Decline a proposal."),
    },
    "Papers, agenda and money": {
        "draft": Where(".commands.drafts:draft", "Table, revise, replace, withdraw drafts."),
        "text": Where(".commands.drafts:text", "The adopted text: issued, corrected, reissued."),
        "report": Where(".commands.reports:report", "Reports from their forecast on; their slots."),
        "item": Where(".commands.agenda:item", "Agenda items, from request to consideration."),
        "pbi": Where(".commands.money:pbi", "What a text costs, and who approved it."),
        "fund": Where(".commands.money:fund", "Funds: pledged, paid, allocated."),
    },
    "Bodies and entities": {
        "body": Where(".commands.policies:body", "Bodies of your own."),
        "policy": Where(".commands.policies:policy", "Lead times, languages, rules of a body."),
        "entity": Where(".commands.entities:entity", "Entities under all their names."),
    },
    "Put right": {
        "correct": Where(".commands.corrections:correct", "Correct one field, for a reason."),
        "erase": Where(".commands.notes:erase", "Erase an internal note, for a reason."),
        "void": Where(".commands.corrections:void", "Take an event out of the count."),
    },
    "Calendar and time": {
        "session": Where(".commands.sessions:session", "Plan, move, open, close, list sessions."),
        "tick": Where(".commands.clock:tick", "Announce what has fallen due, once."),
        "run": Where(".commands.clock:run", "Tick again and again, until told to stop."),
    },
    "Record and views": {
        "status": Where(".commands.state:status", "Position, views, last tick, clock."),
        "copy": Where(".commands.databases:copy", "Put the record into another database."),
        "db": Where(".commands.databases:db", "Make the tables, grant them, see their state."),
        "audit": Where(".commands.audit:audit", "Every event, as it is recorded."),
        "projections": Where(
            ".commands.projections:projections", "How the views stand; rebuild them."
        ),
    },
}
ALIASES = {"register": "adopt", "forecast": "docket"}


@click.group(cls=LazyGroup, sections=SECTIONS, aliases=ALIASES)
@click.version_option(
    __version__, "--version", prog_name="mandates", message="%(prog)s %(version)s"
)
def root() -> None:
    """Keep the life of mandates: who was asked, due when, answered by what.

    \b
    mandates adopt resolution.json --symbol A/RES/54/226 --date 1999-12-22
    mandates list
    mandates show A/RES/54/226#2.2
    mandates docket --session GA/56
    mandates list --as-of 2001-07-31 --known-at 2001-07-31

    Bash completes words after: eval "$(_MANDATES_COMPLETE=bash_source mandates)"; zsh, fish: alike.

    Each command teaches itself: mandates COMMAND --help. Exit codes: 0 done; 1 refused by a rule,
    or a check failed; 2 wrong usage or bad input; 3 locked, disk full; 4 the record is damaged.
    """
