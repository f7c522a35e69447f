"""The words that options take. The domain's own lists are slow to load; a test compares them."""

from __future__ import annotations

STATES = ("stated", "confirmed", "disputed", "convened", "held", "postponed")
ACTIONS = ("noted", "endorsed", "welcomed", "approved", "adopted", "considered", "rejected")
ROLES = ("lead", "contributing")
WHATS = ("consideration", "delivery")
CONFIDENCES = ("sourced", "inferred", "uncertain")
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
FIELDS = (
    "addressees", "collaborators", "receiving_body", "deliverable", "title", "due", "verb",
    "strength", "text", "recurrence", "rhythm", "until", "dues", "instrument_title",
)  # fmt: skip
DELIVERABLES = (
    "report", "agenda_item", "meeting", "recommendations", "review", "briefing", "information",
    "plan", "document", "resources", "mission", "other", "none",
)  # fmt: skip
STRENGTHS = ("binding", "request", "exhortation")

LEGAL = (
    "in_force", "adapted", "merged", "replaced", "retired", "expired", "lapsed", "discharged",
)  # fmt: skip
IMPLEMENTATION = (
    "requested", "on_provisional_agenda", "included", "carried_over", "open", "in_progress",
    "submitted", "issued", "considered", "stated", "confirmed", "disputed",
    "convened", "held", "postponed", "completed", "waived", "merged", "superseded", "missed",
)  # fmt: skip
TIMELINESS = (
    "no_due_date", "forecast", "upcoming", "due_soon", "due", "overdue", "met", "late", "deferred",
    "open_ended",
)  # fmt: skip
FUNDING = (
    "not_stated", "none_required", "within_existing_resources", "stated", "reviewed", "decided",
    "approved", "refused",
)  # fmt: skip
STATUS = tuple(dict.fromkeys((*LEGAL, *IMPLEMENTATION, *TIMELINESS, *FUNDING)))

SORTS = ("adopted", "-adopted", "id", "-id", "title", "-title", "due", "-due")
STAGES = ("requested", "on_provisional_agenda", "included", "considered", "carried_over")
AGENDA_SORTS = tuple(f"{sign}{word}" for word in ("item", "number", "title", "on", "stage")
                     for sign in ("", "-"))  # fmt: skip
PERS = ("month", "quarter", "year")
LOAD_SORTS = tuple(
    f"{sign}{word}" for word in ("name", "period", "total", "overdue", "due_soon", "open", "ended")
    for sign in ("", "-")
)  # fmt: skip
BYS = ("addressee", "lead", "contributing")
