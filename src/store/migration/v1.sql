-- Times are microseconds since 1970 UTC, durations microseconds, words those of `as_str`.
CREATE TABLE events (
    number       INTEGER PRIMARY KEY AUTOINCREMENT, -- a number never means another event later
    source       TEXT    NOT NULL,
    received_at  INTEGER NOT NULL,
    method       TEXT    NOT NULL,
    path         TEXT    NOT NULL,
    peer         TEXT,
    event        TEXT,
    delivery_id  TEXT,
    verdict      TEXT    NOT NULL,
    fingerprint  TEXT,
    freshness    TEXT    NOT NULL,
    duplicate_of INTEGER,
    id_reused    INTEGER,
    same_body_as INTEGER,
    replay_of    INTEGER,
    ring         INTEGER NOT NULL,
    size         INTEGER NOT NULL,
    body_sha256  BLOB    NOT NULL,
    headers      BLOB    NOT NULL,
    body         BLOB    NOT NULL
) STRICT;

-- The two that lists and filters run on: narrow, in the order of the numbers, and holding all that
-- a filter asks, so that no body is read to skip a row. Both grow at their end, which is cheap.
CREATE INDEX events_in_order
    ON events (number, received_at, event, source, verdict, duplicate_of);
CREATE INDEX events_by_name
    ON events (event, number, received_at, source, verdict, duplicate_of);
CREATE INDEX events_by_delivery_id
    ON events (delivery_id, body_sha256) WHERE delivery_id IS NOT NULL;
-- Only arrivals without an id: each random index doubles what a commit writes.
CREATE INDEX arrivals_by_body
    ON events (body_sha256)
    WHERE source = 'listen' AND delivery_id IS NULL AND verdict IN ('verified', 'unverified');
CREATE INDEX events_in_ring ON events (number) WHERE ring = 1;

-- What the ring holds now; triggers keep it exact over rollbacks, prunes and other processes.
CREATE TABLE ring (rows INTEGER NOT NULL, bytes INTEGER NOT NULL) STRICT;
INSERT INTO ring VALUES (0, 0);
CREATE TRIGGER ring_in AFTER INSERT ON events WHEN new.ring = 1 BEGIN
    UPDATE ring SET rows = rows + 1, bytes = bytes + new.size + length(new.headers);
END;
CREATE TRIGGER ring_out AFTER DELETE ON events WHEN old.ring = 1 BEGIN
    UPDATE ring SET rows = rows - 1, bytes = bytes - old.size - length(old.headers);
END;

CREATE TABLE deliveries (
    number          INTEGER PRIMARY KEY AUTOINCREMENT,
    event           INTEGER NOT NULL REFERENCES events (number) ON DELETE CASCADE,
    origin          TEXT    NOT NULL,
    target          TEXT    NOT NULL,
    state           TEXT    NOT NULL,
    attempts        INTEGER NOT NULL, -- made in all
    schedule_from   INTEGER NOT NULL, -- made before the present schedule began
    created_at      INTEGER NOT NULL,
    due             INTEGER,          -- set while pending
    owner           TEXT,             -- set while leased
    lease_until     INTEGER,          -- NULL under an owner: as long as the owner lives
    last_status     INTEGER,
    last_latency    INTEGER,
    last_error_kind TEXT,
    last_error      TEXT,
    stamp           TEXT    NOT NULL,
    schedule        TEXT    NOT NULL, -- waits, separated by a comma
    headers         BLOB    NOT NULL
) STRICT;
CREATE INDEX deliveries_of_event ON deliveries (event);
CREATE INDEX deliveries_due ON deliveries (due) WHERE state = 'pending';
CREATE INDEX deliveries_due_by_origin ON deliveries (origin, due) WHERE state = 'pending';
CREATE INDEX deliveries_failed ON deliveries (event) WHERE state IN ('dead', 'cancelled');

CREATE TABLE attempts (
    delivery         INTEGER NOT NULL REFERENCES deliveries (number) ON DELETE CASCADE,
    number           INTEGER NOT NULL, -- 1, 2, 3… of this delivery
    started_at       INTEGER NOT NULL,
    latency          INTEGER NOT NULL,
    status           INTEGER,
    response_size    INTEGER NOT NULL,
    error_kind       TEXT,
    error            TEXT,
    request_headers  BLOB    NOT NULL,
    response_headers BLOB    NOT NULL,
    response_body    BLOB    NOT NULL
) STRICT;
CREATE UNIQUE INDEX attempts_of_delivery ON attempts (delivery, number);
