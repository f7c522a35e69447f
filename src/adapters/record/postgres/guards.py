"""What guards the record in its database: functions, triggers and indexes as they were made."""

from __future__ import annotations

from . import schema
from .address import Address
from .connections import Connection

_FUNCTIONS = """
    SELECT proname, prosrc FROM pg_proc JOIN pg_namespace n ON n.oid = pronamespace
    WHERE nspname = %s
"""
_OTHERS = """
    SELECT tgname FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
        JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname = %s AND tgenabled IN ('O', 'A')
    UNION ALL SELECT indexname FROM pg_indexes WHERE schemaname = %s
"""


def unguarded(connection: Connection, address: Address) -> list[str]:
    """What was taken away, switched off or changed."""
    functions, others = schema.made(address)
    bodies: dict[str, str] = dict(connection.execute(_FUNCTIONS, (address.schema,)).fetchall())
    names = {name for (name,) in connection.execute(_OTHERS, (address.schema,) * 2).fetchall()}
    missing = sorted((others - names) | (functions.keys() - bodies.keys()))
    changed = [name for name, body in functions.items() if bodies.get(name, body) != body]
    found: list[str] = []
    if missing:
        found.append(f"what guards the record was taken away: {', '.join(missing)}")
    if changed:
        found.append(f"what holds or guards the record was changed: {', '.join(changed)}")
    return found
