"""Questions to any SQL store about all its events at once, which no pass over them answers.

They run over indexes, in constant memory; only where a version is wrong is the first one looked
for in the order of positions.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, LiteralString

Fetch = Callable[[LiteralString], Sequence[Sequence[Any]]]

_NUMBERED = """
    SELECT min(position) FROM (
        SELECT position, version,
               row_number() OVER (PARTITION BY stream ORDER BY {order}) AS counted,
               lag(position) OVER (PARTITION BY stream ORDER BY {order}) AS before
        FROM {events}) numbered
    WHERE version <> counted OR before > position
"""
_EVENT_IDS = """
    SELECT min(last) FROM (
        SELECT max(position) AS last FROM {events} WHERE event_id IS NOT NULL
        GROUP BY event_id HAVING count(*) > 1) repeated
"""
_COMMANDS = """
    SELECT min(last) FROM (
        SELECT max(position) AS last FROM {events} WHERE command_id IS NOT NULL
        GROUP BY command_id, command_index HAVING count(*) > 1) repeated
"""


def disorder(fetch: Fetch, events: LiteralString) -> list[tuple[int, str]]:
    """See `Record.disorder`; ``events`` is the name of the table."""
    found: list[tuple[int, str]] = []

    def ask(question: LiteralString, what: str, order: LiteralString = "") -> bool:
        for (position,) in fetch(question.format(events=events, order=order)):
            if position is not None:
                found.append((position, what))
        return bool(found)

    if ask(_NUMBERED, "", order="version"):
        found.clear()
        ask(_NUMBERED, "its version does not follow the last one of its stream", order="position")
    ask(_EVENT_IDS, "its event id is that of an earlier event")
    ask(_COMMANDS, "its command id was used by an earlier command")
    return found
