"""A home for one figure: its files, its processes, and how they are timed."""

import contextlib
import http.client
import json
import os
import random
import re
import resource
import shutil
import statistics
import subprocess
import time
import urllib.parse

SECRET = "bench"
ANSWER_WITHIN = 60


class Stage:
    """Starts nobody it does not end, and sees nobody's configuration."""

    def __init__(self, binary, handlers, folder, quick, log):
        self.binary, self.handlers, self.folder, self.quick, self.log = binary, handlers, folder, quick, log
        self.running = contextlib.ExitStack()
        self.env = {"HOME": folder, "PATH": os.environ["PATH"], "LEADLEX_WEBHOOK_SECRET": SECRET, "LC_ALL": "C.UTF-8"}

    def __enter__(self):
        os.makedirs(self.folder)
        # As many sockets as are allowed, for the idle ones.
        hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        return self

    def __exit__(self, *_):
        self.running.close()

    def pick(self, full, quick):
        """How many: in earnest, or to see whether it works."""
        return quick if self.quick else full

    def rounds(self, full):
        return range(self.pick(full, 1))

    def file(self, name):
        return os.path.join(self.folder, name)

    # Processes.

    def start(self, *command):
        """Runs a program until the stage is over."""
        process = subprocess.Popen(command, env=self.env, cwd=self.folder, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.running.callback(end, process)
        return process

    def ours(self, *arguments):
        """Runs a command of ours to its end and returns its stdout."""
        ended = subprocess.run([self.binary, *arguments], env=self.env, cwd=self.folder, stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
        if ended.returncode:
            raise SystemExit(f"leadlex-hooks {' '.join(arguments)}: exit {ended.returncode}\n{ended.stderr}")
        return ended.stdout

    def summary(self, *arguments):
        """The last line of JSON that a command of ours prints."""
        return json.loads(self.ours("--json", *arguments).splitlines()[-1])

    def listener(self, store, *arguments):
        """A listener that is ready, and its URL."""
        ready = self.file("ready")
        command = [self.binary, "listen", "--port", "0", "--store", store, "--ready-file", ready, *arguments]
        process = subprocess.Popen(command, env=self.env, cwd=self.folder, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.running.callback(end, process)
        until = time.monotonic() + ANSWER_WITHIN
        while not os.path.exists(ready) or not os.path.getsize(ready):
            if process.poll() is not None or time.monotonic() > until:
                raise SystemExit("the listener did not start")
            time.sleep(0.01)
        with open(ready, encoding="utf-8") as file:
            url = file.read().strip() + "/webhooks"
        os.remove(ready)
        return process, url

    def handler(self, name):
        """A bare handler, and its URL; None where it is not built."""
        program = os.path.join(self.handlers, name)
        if not os.path.exists(program):
            return None
        return self.start(program).stdout.readline().strip()

    def timed(self, command, output=subprocess.DEVNULL):
        """Runs a program whole: seconds on the clock, seconds of CPU, peak MB."""
        with open(os.devnull, "rb") as nothing, open(os.devnull, "wb") as void:
            sink = void.fileno() if output == subprocess.DEVNULL else output.fileno()
            actions = [(os.POSIX_SPAWN_DUP2, nothing.fileno(), 0), (os.POSIX_SPAWN_DUP2, sink, 1),
                       (os.POSIX_SPAWN_DUP2, void.fileno(), 2)]
            begun = time.perf_counter()
            pid = os.posix_spawnp(command[0], command, self.env, file_actions=actions)
            _, status, used = os.wait4(pid, 0)
            wall = time.perf_counter() - begun
        if status:
            raise SystemExit(f"{' '.join(command)}: exit {os.waitstatus_to_exitcode(status)}")
        return Timed(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)

    # Load.

    def sample(self):
        """The body that peers send, in a file."""
        place = self.file("body.json")
        with open(place, "w", encoding="utf-8") as file:
            file.write(self.ours("catalog", "sample", "contact.created").rstrip("\n"))
        return place

    def wrk(self, url, connections, seconds, path="wrk.lua"):
        """Requests a second of wrk with a signed body and random Delivery-IDs, and how many there were."""
        body = self.sample()
        with open(body, encoding="utf-8") as file:
            text = file.read()
        with open(self.file(path), "w", encoding="utf-8") as file:
            file.write(SIGNED % {"body": text, "signature": self.ours("sign", body).strip(),
                                 "seed": random.randrange(1 << 31), "path": urllib.parse.urlparse(url).path})
        out = subprocess.run(
            ["wrk", "-t", "1", "-c", str(connections), "-d", f"{seconds}s", "-s", self.file(path), url],
            stdout=subprocess.PIPE, text=True, check=True).stdout
        if "Non-2xx" in out or "Socket errors" in out:
            raise SystemExit(f"{url} failed under load:\n{out}")
        rate = float(re.search(r"Requests/sec:\s+([\d.]+)", out)[1])
        return rate, int(re.search(r"(\d+) requests in", out)[1])


SIGNED = """\
math.randomseed(%(seed)d)
local random, format, headers = math.random, string.format, wrk.headers
headers["Content-Type"] = "application/json"
headers["X-LeadLex-Signature"] = "%(signature)s"
local body = [==[%(body)s]==]
request = function()
    headers["X-LeadLex-Delivery-ID"] = format("%%08x-%%04x-4%%03x-8%%03x-%%06x%%06x", random(0, 0x7fffffff),
        random(0, 0xffff), random(0, 0xfff), random(0, 0xfff), random(0, 0xffffff), random(0, 0xffffff))
    return wrk.format("POST", "%(path)s", headers, body)
end
"""


class Timed:
    def __init__(self, wall, cpu, peak_mb):
        self.wall, self.cpu, self.peak_mb = wall, cpu, peak_mb


def end(process):
    process.terminate()
    try:
        process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def has(program):
    return shutil.which(program) is not None


def wait_for_http(url):
    """Until somebody answers there, whatever the answer."""
    place = urllib.parse.urlparse(url)
    until = time.monotonic() + ANSWER_WITHIN
    while time.monotonic() < until:
        try:
            asked = http.client.HTTPConnection(place.hostname, place.port, timeout=5)
            asked.request("GET", "/")
            asked.getresponse().read()
            return
        except OSError:
            time.sleep(0.05)
    raise SystemExit(f"nobody answers at {url}")


def alternate(rounds, ours, peer):
    """Takes turns; the pairs, and the median of their ratios."""
    pairs = [(ours(), peer()) for _ in rounds]
    return pairs, ratio(pairs)


def ratio(pairs):
    return statistics.median(mine / theirs for mine, theirs in pairs)


def middle(values):
    return statistics.median(values)
