"""`replay`: each delivery recorded before and after it is made, against runs that only count."""

import contextlib
import os
import shutil

import table
from stage import middle, ratio

from .load import CONNECTIONS, ours as send


def measure(stage):
    count = stage.pick(100_000, 200)
    what = f"`replay` of {count:,} events, {CONNECTIONS} at once"
    url = stage.handler("bare-receiver")
    if not url:
        return [table.skipped(what, "≥ 0.8×", "bare-receiver is not built")]
    log = stage.file("log.db")
    listener, address = stage.listener(log)
    send(stage, address, count)
    listener.terminate()
    listener.wait()
    runs = [(replay(stage, log, url, count), send(stage, url, count), recorded(stage, url, count))
            for _ in stage.rounds(3)]
    few = replay(stage, log, url, count // 10)
    rates = [count / run.wall for run, _, _ in runs]
    rows = []
    for peer, limit, others in (("`send --count`", 0.8, [other for _, other, _ in runs]),
                                ("`send --count --record`", 0.8, [other for _, _, other in runs])):
        pairs = list(zip(rates, others))
        rows.append(table.at_least(what, f"{middle(rates):,.0f}/s", f"{middle(others):,.0f}/s", peer, ratio(pairs),
                                   limit, data={"pairs": pairs}))
    most = max(run.peak_mb for run, _, _ in runs)
    rows.append(table.Row(f"its memory, {count:,} events against {count // 10:,}", f"{most:.0f} MB", "flat (≤ 1.25×)",
                          f"{few.peak_mb:.0f} MB", most / few.peak_mb, most / few.peak_mb <= 1.25))
    return rows


def replay(stage, log, url, count):
    """On a copy, so that each run finds the log as the first did."""
    copy = stage.file("copy.db")
    remove(copy)
    shutil.copyfile(log, copy)
    with open(stage.file("told"), "wb") as told:
        run = stage.timed([stage.binary, "--json", "--store", copy, "replay", "--last", str(count), "--to", url,
                           "--concurrency", str(CONNECTIONS)], output=told)
    made = stage.summary("--store", copy, "events", "stats", "--source", "replay")
    if made["events"] != count or made["deliveries"]["by_state"]["delivered"] != count:
        raise SystemExit(f"not all were replayed: {made}")
    return run


def recorded(stage, url, count):
    """The same number of deliveries of `send`, recorded as those of `replay` are."""
    remove(stage.file("store.db"))
    return send(stage, url, count, "--record")


def remove(store):
    """A store and what may stand beside it: a log that is left would be taken for the next one's."""
    for suffix in ("", "-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            os.remove(store + suffix)
