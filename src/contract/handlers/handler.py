#!/usr/bin/env python3
"""A handler for LeadLex webhooks. Python 3.8 or later, nothing to install.

    LEADLEX_WEBHOOK_SECRET=... PORT=3000 python3 handler.py

It verifies the raw bytes before anything parses them, compares in constant time, takes 10 MB at
most, answers a repeated delivery 200 without processing it twice, and takes one again whose
processing failed. It answers only after `process` returned: keep that short, LeadLex waits 10 s.
"""

import hashlib
import hmac
import json
import os
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SECRET = os.environ.get("LEADLEX_WEBHOOK_SECRET", "").encode("utf-8", "surrogateescape")
MAX_BODY = 10 * 1024 * 1024
REMEMBERED = 10_000


def process(event, body):
    """Yours: store the event or queue it, and return. After an exception LeadLex sends it again."""
    # Your code goes here. New names can come any day: ignore those you do not know.
    print(f"received {event!r}, {len(body)} bytes", flush=True)


done = {}  # In production: a unique column in your database, written with the event.
lock = threading.Lock()


def process_once(delivery_id, digest, body):
    # The signature covers the body, not the ID: only both together say that it is the same delivery.
    key = (delivery_id, digest)
    with lock:
        if delivery_id and key in done:
            return
        process(event_name(body), body)
        # Only now: a claim made before would turn away the retry of what failed.
        done[key] = True
        if len(done) > REMEMBERED:
            del done[next(iter(done))]


def event_name(body):
    try:
        return json.loads(body)["event"]
    except (ValueError, TypeError, LookupError, RecursionError):
        return "unknown"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_POST(self):
        if "Transfer-Encoding" in self.headers or not self.headers.get("Content-Length", "").isdecimal():
            return self.refuse(411, "a Content-Length is needed")
        length = int(self.headers["Content-Length"])
        if length > MAX_BODY:
            self.refuse(413, "the body is too large")
            return self.discard(min(length, 8 * MAX_BODY))
        body = self.rfile.read(length)
        if len(body) < length:
            self.close_connection = True
            return None
        digest = hmac.new(SECRET, body, hashlib.sha256).hexdigest()
        given = self.headers.get("X-LeadLex-Signature", "").lower().encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(f"sha256={digest}".encode(), given):
            return self.answer(401, "the signature does not match")
        try:
            process_once(self.headers.get("X-LeadLex-Delivery-ID"), digest, body)
        except Exception as error:
            print(f"processing failed: {error!r}", file=sys.stderr, flush=True)
            return self.answer(500, "processing failed")
        return self.answer(200, "")

    def __getattr__(self, name):
        if name.startswith("do_"):
            return lambda: self.refuse(405, "only POST")
        raise AttributeError(name)

    def refuse(self, status, text):
        """Answers without having read the body, so the connection ends."""
        self.close_connection = True
        self.answer(status, text)

    def answer(self, status, text):
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(body)))
        if status == 405:
            self.send_header("Allow", "POST")
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def discard(self, length):
        """Closing with unread bytes would reset the connection, and the answer be lost."""
        while length > 0 and (chunk := self.rfile.read1(65536)):
            length -= len(chunk)

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    if not SECRET:
        sys.exit("LEADLEX_WEBHOOK_SECRET is not set: without it anybody could send events")
    server = ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "3000"))), Handler)
    print("listening on http://127.0.0.1:%d" % server.server_port, file=sys.stderr, flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
