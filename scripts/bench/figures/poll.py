"""`poll`: what it costs in calls, memory and time, for small and large workspaces."""

import json
import os
import subprocess
import sys
import threading
import time
import urllib.request

import table
from stage import end

# 480,000 and not more: ten exports an hour hold 490,000, and `--once` does not wait for the next.
SIZES, LARGE = (50, 100_000, 480_000), 100_000
EXPORTS, PEAK_MB, CPU_S, COMPARE_MS = 3, 100, 2.0, 150


def measure(stage):
    sizes = stage.pick(SIZES, (50, 100))
    rows, idle = [], {}
    for contacts in sizes:
        with Workspace(stage, contacts) as workspace:
            first = workspace.poll()
            idle[contacts] = workspace.poll()
            if contacts == stage.pick(LARGE, 100):
                rows += baseline(contacts, first)
                rows.append(comparison(contacts, workspace))
    calls = {contacts: one["calls"] for contacts, one in idle.items()}
    same = len({tuple(sorted(one.items())) for one in calls.values()}) == 1
    most = max(sizes)
    rows.insert(0, table.Row(f"`poll`, nothing changed, {sizes[0]} contacts to {most:,}",
                             f"{sum(calls[most].values())} calls, {idle[most]['cpu_s'] * 1e3:.0f} ms of CPU",
                             "the same calls for each", reached=same, data={"calls": calls}))
    return rows


def baseline(contacts, first):
    exports = next((count for name, count in first["calls"].items() if "export" in name), 0)
    what = f"`poll`, baseline of {contacts:,} contacts"
    data = {key: first[key] for key in ("calls", "cpu_s", "peak_mb", "wall_ms")}
    return [
        table.Row(f"{what}: calls by CSV", f"{exports}", f"≤ {EXPORTS}", reached=exports <= EXPORTS, data=data),
        table.Row(f"{what}: memory", f"{first['peak_mb']:.0f} MB", f"≤ {PEAK_MB} MB", reached=first["peak_mb"] <= PEAK_MB),
        table.Row(f"{what}: CPU time", f"{first['cpu_s']:.2f} s", f"≤ {CPU_S:.0f} s", reached=first["cpu_s"] <= CPU_S),
    ]


def comparison(contacts, workspace):
    """All ids are exported and held against those that are known, because one contact has gone.

    From the answer to the last export (2,000 rows) to the event on stdout: reading those rows, loading
    what is known, comparing, and the commit. So the comparison takes no longer.
    """
    for _ in range(2):
        workspace.control("POST", "changes", {"do": "contact.delete", "ref": "oldest"})
        scan = workspace.poll("--events", "contact.*,contact.deleted")
    what = f"`poll`, {contacts:,} contacts compared"
    if not workspace.last_export:
        return table.skipped(what, f"≤ {COMPARE_MS} ms", "so few are read without an export")
    took = (workspace.first_event - workspace.last_export) * 1000
    return table.Row(what, f"{took:.0f} ms", f"≤ {COMPARE_MS} ms",
                     reached=took <= COMPARE_MS, data={key: scan[key] for key in ("calls", "cpu_s", "peak_mb")})


class Workspace:
    """A simulated workspace, and a home for those who poll it."""

    def __init__(self, stage, contacts):
        self.binary = stage.binary
        self.home = stage.file(f"home-{contacts}")
        os.makedirs(self.home)
        self.env = {"HOME": self.home, "PATH": os.environ["PATH"], "LEADLEX_API_KEY": "wbk_sandbox"}
        command = [self.binary, "sandbox", "-v", "--port", "0", "--json", "--contacts", str(contacts)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=self.env,
                                        text=True)
        self.ready = json.loads(self.process.stdout.readline())
        self.last_export = self.first_event = 0.0
        threading.Thread(target=self.watch, daemon=True).start()

    def watch(self):
        for line in self.process.stdout:
            if '"contact_export"' in line:
                self.last_export = time.monotonic()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        end(self.process)

    def control(self, method, word, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.ready["url"] + "/_sandbox/" + word, data, method=method)
        return json.load(urllib.request.urlopen(request))

    def poll(self, *extra):
        """One cycle: its calls by resource, CPU seconds, peak MB, milliseconds on the clock."""
        self.control("DELETE", "calls")
        command = [self.binary, "poll", "--once", "--interval", "0s", "--json", "--reserve", "0%", "--api-url",
                   self.ready["api_url"], *extra]
        begun = time.monotonic()
        child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self.env)
        self.first_event = 0.0
        for line in child.stdout:
            if json.loads(line)["type"] == "event" and not self.first_event:
                self.first_event = time.monotonic()
        _, status, used = os.wait4(child.pid, 0)
        wall = (time.monotonic() - begun) * 1000
        child.returncode = os.waitstatus_to_exitcode(status)
        if status:
            sys.exit(f"poll failed: {child.stderr.read().decode()}")
        calls = self.control("GET", "calls")["by_resource"]
        calls = {name: sum(answers.values()) for name, answers in calls.items()}
        return {"calls": calls, "wall_ms": wall, "cpu_s": used.ru_utime + used.ru_stime,
                "peak_mb": used.ru_maxrss / 1024}
