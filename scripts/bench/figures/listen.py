"""`listen`: verify, record, sync, answer; against a handler that only verifies, and one that runs a command."""

import json
import socket

import table
from machine import fsync_us
from stage import end, has, middle, ratio, wait_for_http

CONNECTIONS = 64
WHAT = f"`listen` at {CONNECTIONS} connections"


def measure(stage):
    if not has("wrk"):
        return [table.skipped(WHAT, "≥ 0.8×", "wrk is not installed")]
    store = stage.file("store.db")
    _, url = stage.listener(store)
    rows = [bare(stage, url), webhook(stage, url)]
    kept = stage.summary("events", "stats", "--store", store)["events"]
    answered = sum(row.data.get("answered", 0) for row in rows)
    if kept < answered:
        raise SystemExit(f"{answered} events were acknowledged and {kept} are recorded")
    return rows


def bare(stage, url):
    peer = stage.handler("bare-hyper")
    if not peer:
        return table.skipped(WHAT, "≥ 0.8×", "bare-hyper is not built")
    pairs, answered = take_turns(stage, url, lambda seconds: stage.wrk(peer, CONNECTIONS, seconds)[0], 7)
    return table.at_least(WHAT, *rates(pairs), "hyper, verifying only,", ratio(pairs), 0.8,
                          note=f"a sync of 4 KB takes {fsync_us(stage.folder)} µs",
                          data={"pairs": pairs, "answered": answered})


def webhook(stage, url):
    if not has("webhook"):
        return table.skipped(WHAT, "≥ 5×", "webhook is not installed")
    hooks = stage.file("hooks.json")
    rule = {"type": "payload-hmac-sha256", "secret": stage.env["LEADLEX_WEBHOOK_SECRET"],
            "parameter": {"source": "header", "name": "X-LeadLex-Signature"}}
    with open(hooks, "w", encoding="utf-8") as file:
        json.dump([{"id": "webhooks", "execute-command": "/bin/true", "trigger-rule": {"match": rule},
                    "trigger-rule-mismatch-http-response-code": 401}], file)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    peer = f"http://127.0.0.1:{port}/hooks/webhooks"

    def theirs(seconds):
        # Started for each turn: it answers before it runs its commands, and those that are left over
        # would run during our turn.
        process = stage.start("webhook", "-hooks", hooks, "-ip", "127.0.0.1", "-port", str(port))
        process.stdout.close()
        wait_for_http(peer)
        rate, _ = stage.wrk(peer, CONNECTIONS, seconds)
        end(process)
        return rate

    pairs, answered = take_turns(stage, url, theirs, 5)
    return table.at_least(WHAT, *rates(pairs), "Debian's `webhook`", ratio(pairs), 5,
                          note="it answers once it has verified, and runs `/bin/true` for each later",
                          data={"pairs": pairs, "answered": answered})


def take_turns(stage, url, theirs, rounds):
    """The pairs of rates, and how many answers were ours."""
    seconds = stage.pick(3, 1)
    pairs, answered = [], 0
    for _ in stage.rounds(rounds):
        mine, count = stage.wrk(url, CONNECTIONS, seconds)
        pairs.append((mine, theirs(seconds)))
        answered += count
    return pairs, answered


def rates(pairs):
    return tuple(f"{middle(side):,.0f}/s" for side in zip(*pairs))
