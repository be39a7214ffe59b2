"""`send --count`: each delivery with ids and a signature of its own, against generators of one fixed body."""

import re
import subprocess

import table
from stage import has, middle, ratio

TARGETS = {"oha": 1.0, "hey": 2.0}
CONNECTIONS = 64


def measure(stage):
    # A whole number for each connection: hey leaves out what is over.
    count = CONNECTIONS * stage.pick(1_600, 3)
    url = stage.handler("bare-receiver")
    body = stage.sample()
    rows = []
    for peer, limit in TARGETS.items():
        what = f"`send --count` of {count:,}, {CONNECTIONS} at once"
        if not has(peer) or not url:
            why = f"{peer} is not installed" if url else "bare-receiver is not built"
            rows.append(table.skipped(what, f"≥ {limit}×", why))
            continue
        pairs = [(ours(stage, url, count), theirs(peer, url, body, count)) for _ in stage.rounds(5)]
        rows.append(table.at_least(
            what, f"{middle([mine for mine, _ in pairs]):,.0f}/s", f"{middle([other for _, other in pairs]):,.0f}/s",
            f"`{peer}`", ratio(pairs), limit, data={"pairs": pairs}))
    return rows


def ours(stage, url, count, *more):
    told = stage.summary("--store", stage.file("store.db"), "send", "contact.created", "--to", url, "--count",
                         str(count), "--concurrency", str(CONNECTIONS), *more)
    if told["delivered"] != count:
        raise SystemExit(f"not all were delivered: {told}")
    return told["rate"]


def theirs(peer, url, body, count):
    quiet = ["--no-tui"] if peer == "oha" else []
    out = subprocess.run([peer, *quiet, "-n", str(count), "-c", str(CONNECTIONS), "-m", "POST", "-T",
                          "application/json", "-D", body, url], stdout=subprocess.PIPE, text=True, check=True).stdout
    if not re.search(rf"\[200\]\s+{count} responses", out):
        raise SystemExit(f"{peer} was not answered {count} times:\n{out}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", out)[1])
