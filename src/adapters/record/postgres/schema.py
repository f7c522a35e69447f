"""The tables of a record on PostgreSQL, in a schema of their own.

The database itself refuses to forget, whoever asks: what is inserted must continue the record, and
nothing is updated, removed or truncated. Positions are given under an advisory lock that lasts to
the commit, never by a sequence: a sequence's numbers become visible out of order, so readers would
skip some, and leaves gaps.
"""

from __future__ import annotations

from .address import Address

VERSION = 5

_EVENTS = """
CREATE TABLE {s}.events (
    position      bigint  PRIMARY KEY,    -- 1, 2, 3, … without gaps, given under the lock
    stream        text    COLLATE "C" NOT NULL,
    version       bigint  NOT NULL,
    tag           text    COLLATE "C" NOT NULL,
    event_id      text    COLLATE "C",
    command_id    text    COLLATE "C",
    command_index integer,
    command_size  integer,
    recorded_at   text    COLLATE "C",    -- UTC, six decimals: the order of text is time's
    effective_on  text    COLLATE "C",
    clock         text    COLLATE "C",
    state         bytea   NOT NULL,       -- the stored bytes; every other column is a copy
    CONSTRAINT record_stream UNIQUE (stream, version)
)
"""

_TILES = """
CREATE TABLE {s}.record_tiles (
    level  integer NOT NULL,              -- 0 above leaves, each next one above the last's roots
    number bigint  NOT NULL,
    hashes bytea   NOT NULL,
    root   bytea   NOT NULL,
    PRIMARY KEY (level, number)
)
"""

# Signed checkpoints. ``tail`` has the leaves after the last full tile: they tell which one changed.
_CHECKPOINTS = """
CREATE TABLE {s}.record_checkpoints (
    number   bigint PRIMARY KEY,
    position bigint NOT NULL,
    made_at  text   NOT NULL,
    key      text   NOT NULL,             -- the public key, to be compared with one from elsewhere
    note     text   NOT NULL,             -- the signed note, as it was given out
    tail     bytea  NOT NULL
)
"""

# Internal notes beside the record. What PostgreSQL leaves of an erased one, a dead row and its WAL,
# goes with the next VACUUM and with the archives of the WAL.
_NOTES = """
CREATE TABLE {s}.record_notes (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    digest text   COLLATE "C" NOT NULL,
    salt   bytea  NOT NULL,
    text   bytea  NOT NULL                -- UTF-8; as many zeros once it is erased
)
"""

_ERASES = """
CREATE FUNCTION {s}.check_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.number <> OLD.number OR NEW.digest <> OLD.digest
        OR NEW.salt <> {s}.zeros(OLD.salt) OR NEW.text <> {s}.zeros(OLD.text)
    THEN
        RAISE 'an internal note can be erased, and nothing else'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
"""

# The tree of RFC 6962, as `audit.merkle` has it: the hashing is done where the bytes are.
_FILL = r"""
CREATE FUNCTION {s}.fill_tiles(last bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    at integer := 0; filled bigint := last / 256; next bigint; h bytea[]; joined bytea;
BEGIN
    WHILE filled > 0 LOOP
        SELECT coalesce(max(t.number) + 1, 0) INTO next FROM {s}.record_tiles t WHERE t.level = at;
        FOR one IN next .. filled - 1 LOOP
            IF at = 0 THEN
                SELECT array_agg(sha256('\x00'::bytea || e.state) ORDER BY e.position) INTO h
                    FROM {s}.events e
                    WHERE e.position > one * 256 AND e.position <= one * 256 + 256;
            ELSE
                SELECT array_agg(t.root ORDER BY t.number) INTO h FROM {s}.record_tiles t
                    WHERE t.level = at - 1 AND t.number >= one * 256 AND t.number < one * 256 + 256;
            END IF;
            IF cardinality(h) IS DISTINCT FROM 256 THEN
                RAISE 'events or tiles are missing below tile % of level %', one, at
                    USING ERRCODE = 'data_corrupted';
            END IF;
            SELECT string_agg(u.hash, ''::bytea ORDER BY u.n) INTO joined
                FROM unnest(h) WITH ORDINALITY AS u (hash, n);
            WHILE cardinality(h) > 1 LOOP
                SELECT array_agg(sha256('\x01'::bytea || h[2 * i - 1] || h[2 * i]) ORDER BY i)
                    INTO h FROM generate_series(1, cardinality(h) / 2) AS i;
            END LOOP;
            INSERT INTO {s}.record_tiles VALUES (at, one, joined, h[1]);
        END LOOP;
        at := at + 1;
        filled := filled / 256;
    END LOOP;
END $$
"""

_REFUSE = """
CREATE FUNCTION {s}.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE 'the record is append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$
"""

_LOCK = """
CREATE FUNCTION {s}.lock_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock({lock});
    RETURN NULL;
END $$
"""

CONTINUES = """
CREATE FUNCTION {s}.check_continues() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    first bigint; last bigint; number bigint; before bigint;
BEGIN
    SELECT min(a.position), max(a.position), count(*) INTO first, last, number FROM added a;
    SELECT coalesce(max(e.position), 0) INTO before FROM {s}.events e WHERE e.position < first;
    IF number > 0 AND (first <> before + 1 OR last - first + 1 <> number) THEN
        RAISE 'the record is append-only: this does not continue it'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF last / 256 > before / 256 THEN
        PERFORM {s}.fill_tiles(last);
    END IF;
    -- Told when this commits. A queue that nobody empties would stop all commits: then no hint.
    IF pg_notification_queue_usage() < 0.5 THEN
        PERFORM pg_notify('{channel}', last::text);
    END IF;
    RETURN NULL;
END $$
"""

APPEND = """
CREATE FUNCTION {s}.append(
    of_command text, clock_says text, of_clock text, rests_on text[], at_version bigint[],
    streams text[], versions bigint[], tags text[], ids text[], days text[],
    heads bytea[], tails bytea[], digests text[], salts bytea[], texts bytea[], erases text[],
    OUT verdict text, OUT recorded text, OUT last bigint
) LANGUAGE plpgsql AS $$
DECLARE
    latest text;
    spliced bytea;
BEGIN
    PERFORM pg_advisory_xact_lock({lock});
    PERFORM 1 FROM {s}.events e WHERE e.command_id = of_command LIMIT 1;
    IF FOUND THEN
        verdict := 'known';
        RETURN;
    END IF;
    SELECT r.stream || ' is at version ' || n.version || ', not ' || r.version INTO recorded
        FROM unnest(rests_on, at_version) AS r (stream, version)
        CROSS JOIN LATERAL (SELECT coalesce(
            (SELECT v.version FROM {s}.events v WHERE v.stream = r.stream
                ORDER BY v.version DESC LIMIT 1),
            -- of a kind, how many of its streams have begun: '.' follows '-'
            CASE WHEN r.stream ~ '^[^-]+-$' THEN (
                SELECT count(*) FROM {s}.events b WHERE b.version = 1
                AND b.stream > r.stream AND b.stream < rtrim(r.stream, '-') || '.') END,
            0) AS version) n
        WHERE n.version <> r.version LIMIT 1;
    IF FOUND THEN
        verdict := 'conflict';
        RETURN;
    END IF;
    SELECT e.position, e.recorded_at INTO last, latest
        FROM {s}.events e ORDER BY e.position DESC LIMIT 1;
    last := coalesce(last, 0);
    verdict := 'appended';
    recorded := CASE WHEN clock_says IS NOT NULL THEN greatest(clock_says, latest COLLATE "C") END;
    spliced := convert_to(replace(recorded, '.000000Z', 'Z'), 'UTF8');
    INSERT INTO {s}.events
        SELECT last + a.n, a.stream, a.version, a.tag, a.id, of_command,
               CASE WHEN of_command IS NOT NULL THEN a.n - 1 END,
               CASE WHEN of_command IS NOT NULL THEN cardinality(streams) END,
               recorded, a.day, of_clock, a.head || coalesce(spliced || a.tail, '')
        FROM unnest(streams, versions, tags, ids, days, heads, tails)
            WITH ORDINALITY AS a (stream, version, tag, id, day, head, tail, n)
        ORDER BY a.n;
    last := last + cardinality(streams);
    IF digests <> '{{}}' OR erases <> '{{}}' THEN
        INSERT INTO {s}.record_notes (digest, salt, text)
            SELECT * FROM unnest(digests, salts, texts);
        UPDATE {s}.record_notes n SET salt = {s}.zeros(n.salt), text = {s}.zeros(n.text)
            WHERE n.digest = ANY(erases);
    END IF;
END $$
"""

_POSITION_AT = """
CREATE FUNCTION {s}.position_at(instant text) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
DECLARE
    low bigint := 0; high bigint; middle bigint; at text;
BEGIN
    -- As recorded_at never decreases along positions, no index is needed, only halving.
    SELECT coalesce(max(e.position), 0) INTO high FROM {s}.events e;
    WHILE low < high LOOP
        middle := (low + high + 1) / 2;
        SELECT coalesce(e.recorded_at, '') INTO STRICT at FROM {s}.events e
            WHERE e.position = middle;
        IF at <= instant COLLATE "C" THEN
            low := middle;
        ELSE
            high := middle - 1;
        END IF;
    END LOOP;
    RETURN low;
END $$
"""

KEPT = ("events", "record_tiles", "record_checkpoints")
"""What is never changed once it is there."""

_STATEMENTS = (
    "CREATE SCHEMA IF NOT EXISTS {s}",
    _EVENTS,
    _TILES,
    _CHECKPOINTS,
    _NOTES,
    "CREATE INDEX record_notes_digest ON {s}.record_notes (digest)",
    "CREATE FUNCTION {s}.zeros(bytes bytea) RETURNS bytea LANGUAGE sql IMMUTABLE AS"
    " $$ SELECT decode(repeat('00', length(bytes)), 'hex') $$",
    _ERASES,
    "CREATE TRIGGER record_notes_update BEFORE UPDATE ON {s}.record_notes"
    " FOR EACH ROW EXECUTE FUNCTION {s}.check_erased()",
    "CREATE UNIQUE INDEX record_id ON {s}.events (event_id)",
    "CREATE UNIQUE INDEX record_command ON {s}.events (command_id, command_index)",
    "CREATE INDEX record_simulated ON {s}.events (position) WHERE clock <> 'system'",
    _REFUSE,
    _LOCK,
    _FILL,
    CONTINUES,
    "CREATE TRIGGER record_lock BEFORE INSERT ON {s}.events"
    " FOR EACH STATEMENT EXECUTE FUNCTION {s}.lock_record()",
    "CREATE TRIGGER record_insert AFTER INSERT ON {s}.events REFERENCING NEW TABLE AS added"
    " FOR EACH STATEMENT EXECUTE FUNCTION {s}.check_continues()",
    *(
        f"CREATE TRIGGER {table}_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {{s}}.{table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION {s}.refuse()"
        for table in KEPT
    ),
    APPEND,
    _POSITION_AT,
    "CREATE TRIGGER record_notes_delete BEFORE DELETE OR TRUNCATE ON {s}.record_notes"
    " FOR EACH STATEMENT EXECUTE FUNCTION {s}.refuse()",
    "CREATE TABLE {s}.record_schema (version integer PRIMARY KEY)",
    "INSERT INTO {s}.record_schema (version) VALUES ({version})",
    "CREATE SCHEMA IF NOT EXISTS {s}_views",
)

_WRITER = (
    "GRANT USAGE ON SCHEMA {s} TO {role}",
    *(f"GRANT SELECT, INSERT ON {{s}}.{table} TO {{role}}" for table in KEPT),
    "GRANT SELECT ON {s}.record_schema TO {role}",
    "GRANT SELECT, INSERT ON {s}.record_notes TO {role}",
    "GRANT UPDATE (salt, text) ON {s}.record_notes TO {role}",
    "GRANT USAGE, CREATE ON SCHEMA {s}_views TO {role}",
)


def statements(address: Address) -> list[str]:
    """What makes an empty record, each statement for itself."""
    return [filled(one, address) for one in _STATEMENTS]


def filled(statement: str, address: Address) -> str:
    """A statement with the names of a record in it."""
    return statement.format(
        s=address.schema, lock=address.lock, channel=address.channel, version=VERSION
    )


def grants(address: Address, role: str) -> list[str]:
    """What lets a role write the record, and the views, and change nothing that is recorded."""
    quoted = '"' + role.replace('"', '""') + '"'
    return [one.format(s=address.schema, role=quoted) for one in _WRITER]


def granted(address: Address) -> str:
    """Asks whether a role, named twice, has what `grants` gives."""
    return (
        f"SELECT has_table_privilege(%s, '{address.schema}.events', 'INSERT')"
        f" AND has_schema_privilege(%s, '{address.views_schema}', 'CREATE')"
    )


def made(address: Address) -> tuple[dict[str, str], set[str]]:
    """What guards the record once it is made: functions with their bodies; triggers and indexes."""
    functions: dict[str, str] = {}
    others: set[str] = set()
    for one in statements(address):
        words = one.replace("UNIQUE ", "").split()
        if words[:2] == ["CREATE", "FUNCTION"]:
            functions[words[2].partition("(")[0].partition(".")[2]] = one.split("$$")[1]
        elif words[1] in ("TRIGGER", "INDEX"):
            others.add(words[2])
    return functions, others
