-- Subscriptions that a listener made for itself and must remove again: whoever comes after one that
-- was killed does it. The mark is in the subscription's description, kept before the call that makes
-- it, so that one whose answer never came is found, too.
CREATE TABLE registrations (
    number INTEGER PRIMARY KEY,
    api TEXT NOT NULL,
    key TEXT NOT NULL,
    mark TEXT NOT NULL,
    url TEXT NOT NULL,
    webhook TEXT,
    owner TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
