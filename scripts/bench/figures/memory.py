"""What a listener holds: many busy connections, and very many idle ones."""

import resource
import socket
import urllib.parse

import table
from stage import has

LIMIT = 100


def measure(stage):
    return [busy(stage), idle(stage)]


def busy(stage):
    connections = stage.pick(256, 16)
    what = f"memory of `listen`, {connections} busy connections"
    if not has("wrk"):
        return table.skipped(what, f"≤ {LIMIT} MB", "wrk is not installed")
    process, url = stage.listener(stage.file("busy.db"))
    stage.wrk(url, connections, stage.pick(5, 1))
    return row(what, process)


def idle(stage):
    connections = stage.pick(5_000, 100)
    # Both ends are this process's and the listener's own, under one limit each.
    connections = min(connections, resource.getrlimit(resource.RLIMIT_NOFILE)[0] - 100)
    process, url = stage.listener(stage.file("idle.db"))
    place = urllib.parse.urlparse(url)
    request = b"POST /webhooks HTTP/1.1\r\nhost: bench\r\ncontent-length: 0\r\n\r\n"
    sockets = []
    for _ in range(connections):
        one = socket.create_connection((place.hostname, place.port))
        one.sendall(request)
        sockets.append(one)
    # Answered, so that each has been served once and is idle now.
    for one in sockets:
        if b"HTTP/1.1 401" not in one.recv(1024):
            raise SystemExit("an idle connection was not served")
    told = row(f"memory of `listen`, {connections:,} idle connections", process)
    for one in sockets:
        one.close()
    return told


def row(what, process):
    with open(f"/proc/{process.pid}/status", encoding="utf-8") as file:
        peak = next(int(line.split()[1]) / 1024 for line in file if line.startswith("VmHWM"))
    return table.Row(what, f"{peak:.0f} MB", f"≤ {LIMIT} MB", reached=peak <= LIMIT, data={"peak_mb": peak})
