"""What guards the record in its database: functions, triggers and indexes as they were made."""

from __future__ import annotations

from . import schema
from .address import Address
from .connections import Fetch

_GUARDS = """
    SELECT proname::text, prosrc FROM pg_proc JOIN pg_namespace n ON n.oid = pronamespace
        WHERE nspname = %s
    UNION ALL SELECT tgname::text, NULL FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
        JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname = %s AND tgenabled IN ('O', 'A')
    UNION ALL SELECT indexname::text, NULL FROM pg_indexes WHERE schemaname = %s
"""
"""The functions with their bodies, and the names of all else."""


def unguarded(fetch: Fetch, address: Address) -> list[str]:
    """What was taken away, switched off or changed; nothing where there is no record."""
    functions, others = schema.made(address)
    there = fetch(_GUARDS, (address.schema,) * 3)
    if not there:
        return []
    bodies: dict[str, str] = {name: body for name, body in there if body is not None}
    names = {name for name, body in there if body is None}
    missing = sorted((others - names) | (functions.keys() - bodies.keys()))
    changed = [name for name, body in functions.items() if bodies.get(name, body) != body]
    found: list[str] = []
    if missing:
        found.append(f"what guards the record was taken away: {', '.join(missing)}")
    if changed:
        found.append(f"what holds or guards the record was changed: {', '.join(changed)}")
    return found
