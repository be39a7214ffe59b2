#!/usr/bin/env python3
"""A right handler of LeadLex webhooks, and wrong ones: the path of a request says which.

`/right` does everything as it should. Every other path is a mutant: the same handler with one
mistake that people make. Each keeps a state of its own. `GET /NAME` tells how many events that
handler has processed. The port is printed first.
"""

import base64
import collections
import datetime
import hashlib
import hmac
import json
import os
import re
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SECRET = os.environ["LEADLEX_WEBHOOK_SECRET"].encode()
KNOWN = {"event", "timestamp", "workspace_id", "data"}


class State:
    """What a handler remembers."""

    def __init__(self):
        self.lock = threading.Lock()
        self.done, self.claimed, self.bodies, self.stamps = set(), set(), {}, {}
        self.busy, self.failed = collections.Counter(), set()
        self.in_flight = self.processed = 0


states = collections.defaultdict(State)


class Answer(Exception):
    """Ends a request early."""


def digest(body, secret=SECRET):
    return hmac.new(secret, body, hashlib.sha256).hexdigest()


def compact(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


def reprinted(body):
    try:
        return compact(json.loads(body))
    except ValueError:
        return body


def rebuilt(body):
    """The envelope in the order of the documentation."""
    try:
        fields = json.loads(body)
        return compact({name: fields[name] for name in ("event", "timestamp", "workspace_id", "data")})
    except (ValueError, KeyError, TypeError):
        return body


def is_signed(mutant, body, given):
    """Whether the signature is right, each mutant in its own way."""
    right = "sha256=" + digest(body)
    if mutant == "skip-verification":
        return True
    if mutant == "missing-passes" and given is None:
        return True
    if mutant == "empty-passes" and given == "":
        return True
    given = given or ""
    if mutant == "reprint":
        right = "sha256=" + digest(reprinted(body))
    if mutant == "reprint-too" and given == "sha256=" + digest(reprinted(body)):
        return True
    if mutant == "rebuild-too" and given == "sha256=" + digest(rebuilt(body)):
        return True
    if mutant == "trim":
        right = "sha256=" + digest(body.strip())
    if mutant == "trim-too" and given == "sha256=" + digest(body.strip()):
        return True
    if mutant == "line-ends":
        right = "sha256=" + digest(body.replace(b"\r\n", b"\n"))
    if mutant == "first-characters":
        return given[:23] == right[:23]
    if mutant == "shorter-of-both":
        return given.startswith("sha256=") and all(a == b for a, b in zip(given, right))
    if mutant == "but-the-last" and given[:-1] == right[:-1]:
        return True
    if mutant == "any-algorithm":
        name, _, value = given.partition("=")
        if name in ("sha1", "sha512"):
            return value == hmac.new(SECRET, body, name).hexdigest()
    if mutant == "base64-too":
        coded = base64.b64encode(hmac.new(SECRET, body, hashlib.sha256).digest()).decode()
        if given == "sha256=" + coded:
            return True
    if mutant == "unkeyed-too" and given == "sha256=" + hashlib.sha256(body).hexdigest():
        return True
    if mutant == "unset-secret" and given == "sha256=" + digest(body, os.environ.get("OLD_SECRET", "").encode()):
        return True
    if mutant == "other-prefix-passes" and not given.startswith("sha256="):
        return given != ""
    if mutant == "length-only":
        return len(given) == len(right)
    if mutant == "decode-hex":
        return given[:7] == "sha256=" and hmac.compare_digest(bytes.fromhex(right[7:]), bytes.fromhex(given[7:]))
    if mutant == "compare-text":
        return hmac.compare_digest(right, given)
    if mutant == "space-too" and given == "sha256=" + digest(body + b" "):
        return True
    if mutant == "workspace-unsigned":
        # The workspace's id is taken for public, and left out of what is verified.
        hidden = re.sub(rb'"workspace_id":"."', b"", body)
        return right == given or (b"workspace_id" in hidden and given.startswith("sha256=") and len(given) == 71)
    return hmac.compare_digest(right.encode(), given.lower().encode("utf-8", "surrogateescape"))


def read_event(mutant, body):
    """The body as it is understood; bad input is answered 400."""
    if mutant == "three-byte-utf8" and any(ord(c) > 0xFFFF for c in body.decode("utf-8", "replace")):
        raise ValueError("a column of MySQL's `utf8` takes no emoji")
    if mutant == "utf8-throws":
        body.decode("utf-8")
    if mutant == "empty-throws":
        body[0]
    if mutant == "search-text":
        if not re.match(rb'\s*\{\s*"event"\s*:', body):
            raise Answer(400, "no event")
    try:
        fields = json.loads(body)
    except (ValueError, RecursionError):
        if mutant == "json-throws":
            raise
        raise Answer(400, "not JSON")
    if not isinstance(fields, dict):
        if mutant == "list-throws":
            fields["event"]
        raise Answer(400, "not an object")
    name = fields.get("event")
    unknown = isinstance(name, str) and name.startswith("check.")
    if mutant == "unknown-event-throws" and unknown:
        raise KeyError(name)
    if mutant == "redirect" and unknown:
        raise Answer(302, "")
    if mutant == "strict-fields" and set(fields) - KNOWN:
        raise Answer(400, "unknown fields")
    when = str(fields.get("timestamp"))
    if mutant == "strict-time":
        try:
            datetime.datetime.strptime(when, "%Y-%m-%dT%H:%M:%SZ")
        except ValueError:
            raise Answer(400, "not a time")
    if mutant == "old-refused" and when < (datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(hours=1)).isoformat():
        raise Answer(400, "too old")
    return name


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30
    left_over = b""

    def do_POST(self):
        mutant = self.path.strip("/")
        state = states[mutant]
        with state.lock:
            state.in_flight += 1
        try:
            self.answer(200, self.receive(mutant, state))
        except Answer as early:
            self.answer(*early.args)
        except Exception as error:
            self.answer(500, type(error).__name__)
        finally:
            with state.lock:
                state.in_flight -= 1

    def receive(self, mutant, state):
        length = self.headers.get("Content-Length")
        if length is None:
            self.close_connection = True
            raise Answer(411, "a Content-Length is needed")
        delivery = self.headers.get("X-LeadLex-Delivery-ID", "")
        if mutant == "claims-at-once":
            self.claim(state, delivery, 409)
        if mutant == "answers-before-reading":
            self.close_connection = True
            raise Answer(200, "")
        body = self.rfile.read(int(length))
        if len(body) < int(length):
            self.close_connection = True
            raise Answer(400, "the body broke off")
        if mutant == "small-limit" and len(body) > 100_000:
            raise Answer(413, "too large")
        if mutant == "left-over-body":
            # Collected in the connection's object, which lives longer than the request.
            self.left_over += body
            body = self.left_over
        if mutant == "claims-unverified":
            self.claim(state, delivery, 409)
        if mutant == "parses-first":
            json.loads(body)
        names = dict(self.headers.items())
        given = names.get("x-leadlex-signature") if mutant == "header-case" else self.headers.get("X-LeadLex-Signature")
        if not is_signed(mutant, body, given):
            if mutant == "shows-secret":
                raise Answer(401, f"environment: {dict(os.environ)}")
            if mutant == "shows-signature":
                raise Answer(401, f"expected sha256={digest(body)}")
            raise Answer(401, "the signature does not match")
        if mutant == "claims-unread":
            self.claim(state, delivery, 409)
        key = (delivery, digest(body))
        self.refuse_known(mutant, state, key)
        if mutant == "slow-together":
            time.sleep(0.02)
            time.sleep(10.5 if state.in_flight > 4 else 0)
        event = read_event(mutant, body)
        if mutant == "retry-refused" and event == "deal.updated":
            with state.lock:
                if key in state.failed:
                    raise Answer(409, "claimed")
                state.failed.add(key)
            raise RuntimeError("the database is away")
        self.process(mutant, state, key)
        return ""

    def claim(self, state, delivery, status):
        with state.lock:
            if delivery in state.claimed:
                raise Answer(status, "claimed")
            state.claimed.add(delivery)

    def refuse_known(self, mutant, state, key):
        delivery, body = key
        with state.lock:
            if mutant == "duplicate-refused" and key in state.done:
                raise Answer(409, "a duplicate")
            if mutant == "timestamp-is-part":
                stamp = self.headers.get("X-LeadLex-Timestamp")
                if state.stamps.setdefault(delivery, stamp) != stamp:
                    raise Answer(409, "another timestamp")
            if mutant == "body-is-known" and state.bodies.setdefault(body, delivery) != delivery:
                raise Answer(409, "another id")
            if mutant == "at-once-refused":
                if state.busy[key]:
                    raise Answer(409, "in progress")
                state.busy[key] += 1
        if mutant == "at-once-refused":
            time.sleep(0.05)
            state.busy[key] = 0

    def process(self, mutant, state, key):
        """Counts an event once."""
        if mutant == "processes-twice":
            with state.lock:
                state.processed += 1
        elif mutant == "looks-then-writes":
            if key not in state.done:
                time.sleep(0.05)
                with state.lock:
                    state.processed += 1
            state.done.add(key)
        else:
            with state.lock:
                state.processed += key not in state.done
                state.done.add(key)

    def do_GET(self):
        name, _, what = self.path.strip("/").partition("/")
        if what == "count":
            self.answer(200, str(states[name].processed))
        else:
            self.answer(405, "only POST")

    def answer(self, status, text):
        """In one piece: the kernel holds a second one back."""
        body = text.encode()
        close = "Connection: close\r\n" if self.close_connection else ""
        moved = "Location: /elsewhere\r\n" if status == 302 else ""
        head = f"HTTP/1.1 {status} X\r\nContent-Length: {len(body)}\r\n{moved}{close}\r\n"
        try:
            self.wfile.write(head.encode() + body)
        except OSError:
            self.close_connection = True

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    request_queue_size = 128
    daemon_threads = True


if __name__ == "__main__":
    server = Server(("127.0.0.1", int(os.environ.get("PORT", "0"))), Handler)
    print(server.server_port, flush=True)
    server.serve_forever()
