"""`events list` and `events search` in a log of a million events, against the `sqlite3` shell."""

import os
import sqlite3
import sys
import time

import table
from stage import has, middle, ratio

from .load import ours as send

LIMIT, MOST_MS = 1.5, 100
SEEDS = 20_000
LIST = """SELECT e.number, e.source, e.received_at, e.method, e.path, e.peer, e.event, e.delivery_id, e.verdict,
    e.freshness, e.duplicate_of, e.size, d.state, d.last_status, d.last_latency
    FROM events AS e LEFT JOIN deliveries AS d ON d.number = (SELECT max(number) FROM deliveries WHERE event = e.number)
    ORDER BY e.number DESC LIMIT 20"""


def measure(stage):
    count = stage.pick(1_000_000, 2_000)
    log = stage.log or stage.file("log.db")
    if not os.path.exists(log):
        fill(stage, log, count)
    with sqlite3.connect(log) as known:
        rare = known.execute("SELECT delivery_id FROM events WHERE number = ?", (count // 3,)).fetchone()[0]
    known.close()
    scan = "SELECT number, event, delivery_id FROM events WHERE delivery_id LIKE '%{0}%' OR CAST(body AS TEXT) LIKE '%{0}%' " \
           "ORDER BY number DESC LIMIT 100"
    ours = [stage.binary, "--store", log, "--json", "events"]
    return [
        row(stage, f"`events list` of {count:,}", [*ours, "list"], log, LIST, 30),
        row(stage, f"`events search` in {count:,}, 100 hits", [*ours, "search", "contact.created"], log,
            scan.format("contact.created"), 15),
        row(stage, f"`events search` in {count:,}, one hit", [*ours, "search", rare[4:30]], log,
            scan.format(rare[4:30]), 3, note="the shell scans: Debian's is older than the index"),
    ]


def row(stage, what, command, log, query, rounds, note=""):
    target = f"≤ {LIMIT}× and ≤ {MOST_MS} ms"
    taken = [stage.timed(command).wall for _ in stage.rounds(rounds)]
    mine = f"{middle(taken) * 1e3:.1f} ms"
    is_quick = middle(taken) * 1e3 <= MOST_MS
    if not has("sqlite3"):
        return table.Row(what, mine, target, reached=is_quick, note="skipped: sqlite3 is not installed")
    shell = ["sqlite3", "-readonly", "-json", log, query]
    pairs = [(stage.timed(command).wall, stage.timed(shell).wall) for _ in stage.rounds(rounds)]
    theirs = f"`sqlite3` {middle([other for _, other in pairs]) * 1e3:.1f} ms"
    return table.Row(what, mine, target, theirs, ratio(pairs), is_quick and ratio(pairs) <= LIMIT, note,
                     data={"pairs": pairs})


def fill(stage, log, count):
    """Some events arrive; the others are copies of them with ids of their own. Then the index is filled."""
    begun = time.monotonic()
    listener, url = stage.listener(log)
    send(stage, url, min(SEEDS, count))
    listener.terminate()
    listener.wait()
    with sqlite3.connect(log) as store:
        columns = [name for _, name, *_ in store.execute("PRAGMA table_info(events)")]
        store.execute("PRAGMA synchronous = OFF")
        store.create_function("renewed", 2, renewed)
        chosen = {name: name for name in columns}
        chosen |= {"number": "number + :step", "delivery_id": "renewed(delivery_id, :step)",
                   "received_at": "received_at + :step"}
        for step in range(SEEDS, count, SEEDS):
            store.execute(f"INSERT INTO events SELECT {', '.join(chosen[name] for name in columns)} FROM events "
                          f"WHERE number BETWEEN 1 AND {SEEDS}", {"step": step})
            store.commit()
    store.close()
    index(stage, log, count)
    print(f"a log of {count:,} events made in {time.monotonic() - begun:.0f} s", file=sys.stderr)


def renewed(delivery_id, step):
    return f"{(int(delivery_id[:8], 16) ^ step * 0x9e3779b1) & 0xffffffff:08x}{delivery_id[8:]}"


def index(stage, log, count):
    """A listener that has nothing to do fills the index."""
    listener, _ = stage.listener(log)
    store = sqlite3.connect(f"file:{log}?mode=ro", uri=True)
    while store.execute("SELECT up_to FROM indexed").fetchone()[0] < count:
        time.sleep(0.1)
    store.close()
    listener.terminate()
    listener.wait()
