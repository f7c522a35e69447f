"""What guards the record in its file: tables, indexes and triggers as they were made."""

from __future__ import annotations

import sqlite3

from . import schema


def unguarded(connection: sqlite3.Connection, deep: bool) -> list[str]:
    """What was taken away or changed. ``deep`` has SQLite look through the whole file too."""
    rows = connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    there = {name: _words(sql) for name, sql in rows}
    made = {schema.name_of(one): _words(one) for one in schema.STATEMENTS if "CREATE" in one}
    missing = [name for name in made if name not in there]
    changed = [name for name in made if there.get(name, made[name]) != made[name]]
    found: list[str] = []
    if missing:
        found.append(f"what guards the record was taken away: {', '.join(missing)}")
    if changed:
        found.append(f"what holds or guards the record was changed: {', '.join(changed)}")
    if deep:
        checked = connection.execute("PRAGMA integrity_check(10)")
        found += [f"the file is damaged: {text}" for (text,) in checked if text != "ok"]
    return found


def _words(sql: str) -> str:
    return " ".join(sql.split())
