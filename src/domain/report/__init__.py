"""A report: a document that answers one or more occurrences. A stream of its own.

It may be forecast and given a slot long before it has a symbol. Its stream is named by the symbol;
what was recorded before there was one stands on a stream named by the slot. A stream is never
renamed: once the symbol is known both streams say so (`Begun`, `Named`), in one transaction, and
whoever asks for either reads both as one report.

``events`` what can happen · ``commands`` what may be asked · ``life`` what is so, what an event
changes and the guards · ``decide`` the rules.
"""

from .events import (
    Answer,
    Begun,
    Forecast,
    Issued,
    Named,
    ReportEvent,
    ReportVoided,
    SlotAssigned,
    Submitted,
    Supplemented,
)
from .life import (
    OFFICIAL_LANGUAGES,
    Issue,
    Report,
    evolve,
    goes_on,
    over,
    refusal,
    stream_of,
    ties,
)

__all__ = [
    "OFFICIAL_LANGUAGES",
    "Answer",
    "Begun",
    "Forecast",
    "Issue",
    "Issued",
    "Named",
    "Report",
    "ReportEvent",
    "ReportVoided",
    "SlotAssigned",
    "Submitted",
    "Supplemented",
    "evolve",
    "goes_on",
    "over",
    "refusal",
    "stream_of",
    "ties",
]
