"""`replay`: counted like the deliveries of `send --count`, or recorded like those of `send --record`."""

import contextlib
import json
import os
import shutil

import table
from stage import middle, ratio

from .load import CONNECTIONS, ours as send

LEAST = 0.8


def measure(stage):
    count = stage.pick(100_000, 200)
    url = stage.handler("bare-receiver")
    if not url:
        return [table.skipped(f"`replay` of {count:,} events", f"≥ {LEAST}×", "bare-receiver is not built")]
    log = stage.file("log.db")
    listener, address = stage.listener(log)
    send(stage, address, count)
    listener.terminate()
    listener.wait()
    return [
        *rows(stage, "`replay --no-record`", count, lambda number: counted(stage, log, url, number), "`send --count`",
              lambda: send(stage, url, count)),
        *rows(stage, "`replay`", count, lambda number: recorded(stage, log, url, number), "`send --count --record`",
              lambda: send_recorded(stage, url, count)),
    ]


def rows(stage, command, count, replay, peer, other):
    """Its rate, its start and end included, against the peer's; and its memory against that of a tenth."""
    pairs = [(replay(count), other()) for _ in stage.rounds(3)]
    few = replay(count // 10)
    rates = [(count / run.wall, theirs) for run, theirs in pairs]
    what = f"{command} of {count:,} events, {CONNECTIONS} at once"
    most = max(run.peak_mb for run, _ in pairs)
    return [
        table.at_least(what, f"{middle([mine for mine, _ in rates]):,.0f}/s",
                       f"{middle([theirs for _, theirs in rates]):,.0f}/s", peer, ratio(rates), LEAST,
                       data={"pairs": rates}),
        table.Row(f"memory of {command}, {count:,} events against {count // 10:,}", f"{most:.0f} MB", "flat (≤ 1.25×)",
                  f"{few.peak_mb:.0f} MB", most / few.peak_mb, most / few.peak_mb <= 1.25),
    ]


def counted(stage, log, url, count):
    run, told = timed(stage, log, url, count, "--no-record")
    if told["delivered"] != count:
        raise SystemExit(f"not all were replayed: {told}")
    return run


def recorded(stage, log, url, count):
    """On a copy, so that each run finds the log as the first did."""
    copy = stage.file("copy.db")
    remove(copy)
    shutil.copyfile(log, copy)
    run, _ = timed(stage, copy, url, count)
    made = stage.summary("--store", copy, "events", "stats", "--source", "replay")
    if made["events"] != count or made["deliveries"]["by_state"]["delivered"] != count:
        raise SystemExit(f"not all were replayed: {made}")
    return run


def timed(stage, log, url, count, *more):
    """A run and the last line that it told."""
    with open(stage.file("told"), "w+b") as told:
        run = stage.timed([stage.binary, "--json", "--store", log, "replay", "--last", str(count), "--to", url,
                           "--concurrency", str(CONNECTIONS), *more], output=told)
        # Not all of it: what this process holds counts for the next one that it starts.
        told.seek(-min(os.fstat(told.fileno()).st_size, 64 * 1024), os.SEEK_END)
        return run, json.loads(told.read().splitlines()[-1])


def send_recorded(stage, url, count):
    """The same number of deliveries of `send`, recorded as those of `replay` are."""
    remove(stage.file("store.db"))
    return send(stage, url, count, "--record")


def remove(store):
    """A store and what may stand beside it: a log that is left would be taken for the next one's."""
    for suffix in ("", "-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            os.remove(store + suffix)
