-- What made a record of schema 4, as it was.
CREATE SCHEMA IF NOT EXISTS {schema};
CREATE TABLE {schema}.events (
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
);
CREATE TABLE {schema}.record_tiles (
    level  integer NOT NULL,              -- 0 above leaves, each next one above the last's roots
    number bigint  NOT NULL,
    hashes bytea   NOT NULL,
    root   bytea   NOT NULL,
    PRIMARY KEY (level, number)
);
CREATE TABLE {schema}.record_checkpoints (
    number   bigint PRIMARY KEY,
    position bigint NOT NULL,
    made_at  text   NOT NULL,
    key      text   NOT NULL,             -- the public key, to be compared with one from elsewhere
    note     text   NOT NULL,             -- the signed note, as it was given out
    tail     bytea  NOT NULL
);
CREATE TABLE {schema}.record_notes (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    digest text   COLLATE "C" NOT NULL,
    salt   bytea  NOT NULL,
    text   bytea  NOT NULL                -- UTF-8; as many zeros once it is erased
);
CREATE INDEX record_notes_digest ON {schema}.record_notes (digest);
CREATE FUNCTION {schema}.zeros(bytes bytea) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$ SELECT decode(repeat('00', length(bytes)), 'hex') $$;
CREATE FUNCTION {schema}.check_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.number <> OLD.number OR NEW.digest <> OLD.digest
        OR NEW.salt <> {schema}.zeros(OLD.salt) OR NEW.text <> {schema}.zeros(OLD.text)
    THEN
        RAISE 'an internal note can be erased, and nothing else'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER record_notes_update BEFORE UPDATE ON {schema}.record_notes FOR EACH ROW EXECUTE FUNCTION {schema}.check_erased();
CREATE UNIQUE INDEX record_id ON {schema}.events (event_id);
CREATE UNIQUE INDEX record_command ON {schema}.events (command_id, command_index);
CREATE INDEX record_simulated ON {schema}.events (position) WHERE clock <> 'system';
CREATE FUNCTION {schema}.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE 'the record is append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE FUNCTION {schema}.lock_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock({lock});
    RETURN NULL;
END $$;
CREATE FUNCTION {schema}.fill_tiles(last bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    at integer := 0; filled bigint := last / 256; next bigint; h bytea[]; joined bytea;
BEGIN
    WHILE filled > 0 LOOP
        SELECT coalesce(max(t.number) + 1, 0) INTO next FROM {schema}.record_tiles t WHERE t.level = at;
        FOR one IN next .. filled - 1 LOOP
            IF at = 0 THEN
                SELECT array_agg(sha256('\x00'::bytea || e.state) ORDER BY e.position) INTO h
                    FROM {schema}.events e
                    WHERE e.position > one * 256 AND e.position <= one * 256 + 256;
            ELSE
                SELECT array_agg(t.root ORDER BY t.number) INTO h FROM {schema}.record_tiles t
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
            INSERT INTO {schema}.record_tiles VALUES (at, one, joined, h[1]);
        END LOOP;
        at := at + 1;
        filled := filled / 256;
    END LOOP;
END $$;
CREATE FUNCTION {schema}.check_continues() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    first bigint; last bigint; number bigint; before bigint;
BEGIN
    SELECT min(a.position), max(a.position), count(*) INTO first, last, number FROM added a;
    SELECT coalesce(max(e.position), 0) INTO before FROM {schema}.events e WHERE e.position < first;
    IF number > 0 AND (first <> before + 1 OR last - first + 1 <> number) THEN
        RAISE 'the record is append-only: this does not continue it'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF last / 256 > before / 256 THEN
        PERFORM {schema}.fill_tiles(last);
    END IF;
    -- Told when this commits. A queue that nobody empties would stop all commits: then no hint.
    IF pg_notification_queue_usage() < 0.5 THEN
        PERFORM pg_notify('{schema}_recorded', last::text);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER record_lock BEFORE INSERT ON {schema}.events FOR EACH STATEMENT EXECUTE FUNCTION {schema}.lock_record();
CREATE TRIGGER record_insert AFTER INSERT ON {schema}.events REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION {schema}.check_continues();
CREATE TRIGGER events_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {schema}.events FOR EACH STATEMENT EXECUTE FUNCTION {schema}.refuse();
CREATE TRIGGER record_tiles_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {schema}.record_tiles FOR EACH STATEMENT EXECUTE FUNCTION {schema}.refuse();
CREATE TRIGGER record_checkpoints_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {schema}.record_checkpoints FOR EACH STATEMENT EXECUTE FUNCTION {schema}.refuse();
CREATE FUNCTION {schema}.append(
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
    PERFORM 1 FROM {schema}.events e WHERE e.command_id = of_command LIMIT 1;
    IF FOUND THEN
        verdict := 'known';
        RETURN;
    END IF;
    SELECT r.stream || ' is at version ' || coalesce(e.version, 0) || ', not ' || r.version
        INTO recorded
        FROM unnest(rests_on, at_version) AS r (stream, version)
        LEFT JOIN LATERAL (
            SELECT v.version FROM {schema}.events v WHERE v.stream = r.stream
            ORDER BY v.version DESC LIMIT 1
        ) e ON true
        WHERE coalesce(e.version, 0) <> r.version LIMIT 1;
    IF FOUND THEN
        verdict := 'conflict';
        RETURN;
    END IF;
    SELECT e.position, e.recorded_at INTO last, latest
        FROM {schema}.events e ORDER BY e.position DESC LIMIT 1;
    last := coalesce(last, 0);
    verdict := 'appended';
    recorded := CASE WHEN clock_says IS NOT NULL THEN greatest(clock_says, latest COLLATE "C") END;
    spliced := convert_to(replace(recorded, '.000000Z', 'Z'), 'UTF8');
    INSERT INTO {schema}.events
        SELECT last + a.n, a.stream, a.version, a.tag, a.id, of_command,
               CASE WHEN of_command IS NOT NULL THEN a.n - 1 END,
               CASE WHEN of_command IS NOT NULL THEN cardinality(streams) END,
               recorded, a.day, of_clock, a.head || coalesce(spliced || a.tail, '')
        FROM unnest(streams, versions, tags, ids, days, heads, tails)
            WITH ORDINALITY AS a (stream, version, tag, id, day, head, tail, n)
        ORDER BY a.n;
    last := last + cardinality(streams);
    IF digests <> '{}' OR erases <> '{}' THEN
        INSERT INTO {schema}.record_notes (digest, salt, text)
            SELECT * FROM unnest(digests, salts, texts);
        UPDATE {schema}.record_notes n SET salt = {schema}.zeros(n.salt), text = {schema}.zeros(n.text)
            WHERE n.digest = ANY(erases);
    END IF;
END $$;
CREATE FUNCTION {schema}.position_at(instant text) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
DECLARE
    low bigint := 0; high bigint; middle bigint; at text;
BEGIN
    -- As recorded_at never decreases along positions, no index is needed, only halving.
    SELECT coalesce(max(e.position), 0) INTO high FROM {schema}.events e;
    WHILE low < high LOOP
        middle := (low + high + 1) / 2;
        SELECT coalesce(e.recorded_at, '') INTO STRICT at FROM {schema}.events e
            WHERE e.position = middle;
        IF at <= instant COLLATE "C" THEN
            low := middle;
        ELSE
            high := middle - 1;
        END IF;
    END LOOP;
    RETURN low;
END $$;
CREATE TRIGGER record_notes_delete BEFORE DELETE OR TRUNCATE ON {schema}.record_notes FOR EACH STATEMENT EXECUTE FUNCTION {schema}.refuse();
CREATE TABLE {schema}.record_schema (version integer PRIMARY KEY);
INSERT INTO {schema}.record_schema (version) VALUES (4);
CREATE SCHEMA IF NOT EXISTS {schema}_views;
