"""How far a standby may be behind its primary."""

from __future__ import annotations

# Whatever has come from the primary is there to be read: then nothing is missing, as long as
# something may come. Else nothing newer is known than what was committed last.
LAG = """
CASE WHEN NOT pg_is_in_recovery() THEN NULL
    WHEN pg_last_wal_receive_lsn() <= pg_last_wal_replay_lsn()
        AND EXISTS (SELECT 1 FROM pg_stat_wal_receiver) THEN 0
    ELSE coalesce(
        extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()), 'infinity')
END::float8
"""
"""An expression: None on a server that takes writes; else seconds, infinity where not known. A
server whose connection to its primary has died without a word knows it after wal_receiver_timeout.
"""
