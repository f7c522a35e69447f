"""Who holds the lock of the writers."""

from __future__ import annotations

from .address import Address
from .connections import Fetch


def holder(fetch: Fetch, address: Address) -> str | None:
    """Who holds the lock of the writers now, in words; None if nobody does."""
    key = address.lock & 0xFFFFFFFFFFFFFFFF
    rows = fetch(
        "SELECT a.pid, coalesce(nullif(a.application_name, ''), 'no name'), a.usename::text,"
        " a.state, extract(epoch FROM clock_timestamp() - a.xact_start)::float8"
        " FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
        " WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1"
        " AND l.classid::bigint = %s AND l.objid::bigint = %s"
        " AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())",
        (key >> 32, key & 0xFFFFFFFF),
    )
    for pid, name, role, state, seconds in rows:
        # Of others' sessions the server tells the rest to members of pg_read_all_stats alone.
        known = [name, f"role {role}" if role else "", state or ""]
        known.append("" if seconds is None else f"for {seconds:.0f} s")
        return f"process {pid} ({', '.join(filter(None, known))})"
    return None
