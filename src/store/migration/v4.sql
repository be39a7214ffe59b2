-- One row for each run of `send --count`: what it printed at its end. Its deliveries are not kept.
CREATE TABLE load_runs (
    number INTEGER PRIMARY KEY,
    started_at INTEGER NOT NULL,
    summary TEXT NOT NULL
) STRICT;
