-- Order. Of the pending deliveries of one origin and key only the lowest is due; the others are
-- held: `due` is NULL, and `held_due` keeps when it would have been. The triggers alone do this, so
-- that every path keeps it: claims, retries by hand, cancels, prunes, other and older processes.
ALTER TABLE deliveries ADD COLUMN order_key TEXT;    -- NULL: waits for nothing
ALTER TABLE deliveries ADD COLUMN held_due  INTEGER; -- means something only while held
CREATE INDEX deliveries_in_order ON deliveries (origin, order_key)
    WHERE state = 'pending' AND order_key IS NOT NULL;

CREATE TRIGGER delivery_held AFTER INSERT ON deliveries
WHEN new.order_key IS NOT NULL AND new.state = 'pending' AND EXISTS (
    SELECT 1 FROM deliveries
    WHERE state = 'pending' AND origin = new.origin AND order_key = new.order_key
        AND number < new.number)
BEGIN
    UPDATE deliveries SET due = NULL, held_due = new.due WHERE number = new.number;
END;
-- A retry by hand goes ahead of its turn; what is left of its schedule waits for its turn again.
CREATE TRIGGER delivery_held_again AFTER UPDATE OF due ON deliveries
WHEN new.order_key IS NOT NULL AND new.state = 'pending' AND new.due IS NOT NULL AND EXISTS (
    SELECT 1 FROM deliveries
    WHERE state = 'pending' AND origin = new.origin AND order_key = new.order_key
        AND number < new.number)
BEGIN
    UPDATE deliveries SET due = NULL, held_due = new.due WHERE number = new.number;
END;
CREATE TRIGGER delivery_next AFTER UPDATE OF state ON deliveries
WHEN old.order_key IS NOT NULL AND old.state = 'pending' AND new.state <> 'pending'
BEGIN
    UPDATE deliveries SET due = coalesce(held_due, created_at)
    WHERE due IS NULL AND number = (
        SELECT min(number) FROM deliveries
        WHERE state = 'pending' AND origin = old.origin AND order_key = old.order_key);
END;
CREATE TRIGGER delivery_next_of_removed AFTER DELETE ON deliveries
WHEN old.order_key IS NOT NULL AND old.state = 'pending'
BEGIN
    UPDATE deliveries SET due = coalesce(held_due, created_at)
    WHERE due IS NULL AND number = (
        SELECT min(number) FROM deliveries
        WHERE state = 'pending' AND origin = old.origin AND order_key = old.order_key);
END;

-- Statistics read these two instead of the rows: with all that is counted, and still growing at
-- their end.
DROP INDEX events_by_name;
CREATE INDEX events_by_name
    ON events (event, number, received_at, source, verdict, duplicate_of, size);
DROP INDEX deliveries_of_event;
CREATE INDEX deliveries_of_event
    ON deliveries (event, number, state, attempts, last_status, last_latency);

-- What polling remembers. A date of the API is compared as a whole, and may have nine digits after
-- the second: the nanoseconds beyond its microseconds stand beside it.
CREATE TABLE poll_feeds (
    number      INTEGER PRIMARY KEY,
    workspace   TEXT    NOT NULL,
    feed        TEXT    NOT NULL,
    baseline_at INTEGER,          -- NULL: not read to its end yet
    mark        INTEGER,
    mark_rest   INTEGER NOT NULL DEFAULT 0,
    read_at     INTEGER,
    known       INTEGER NOT NULL DEFAULT 0,
    UNIQUE (workspace, feed)
) STRICT;
CREATE TABLE poll_entries (
    feed         INTEGER NOT NULL REFERENCES poll_feeds (number) ON DELETE CASCADE,
    id           TEXT    NOT NULL,
    created      INTEGER,
    created_rest INTEGER NOT NULL,
    updated      INTEGER,
    updated_rest INTEGER NOT NULL,
    hash         BLOB,
    state        TEXT    NOT NULL,
    sequence     INTEGER NOT NULL,
    presence     TEXT    NOT NULL,
    PRIMARY KEY (feed, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE poll_calls (
    workspace TEXT    NOT NULL,
    at        INTEGER NOT NULL,
    kind      TEXT    NOT NULL
) STRICT;
CREATE INDEX poll_calls_by_time ON poll_calls (workspace, at, kind);
-- The last headers of each bucket.
CREATE TABLE poll_allowances (
    workspace TEXT    NOT NULL,
    bucket    TEXT    NOT NULL,
    allowed   INTEGER NOT NULL,
    remaining INTEGER NOT NULL,
    reset     INTEGER NOT NULL,
    seen_at   INTEGER NOT NULL,
    PRIMARY KEY (workspace, bucket)
) STRICT, WITHOUT ROWID;
CREATE TABLE poll_cycles (
    workspace TEXT    PRIMARY KEY,
    next      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- The workspace that an API's address was found to lead to.
CREATE TABLE poll_workspaces (
    api       TEXT PRIMARY KEY,
    workspace TEXT NOT NULL
) STRICT, WITHOUT ROWID;
