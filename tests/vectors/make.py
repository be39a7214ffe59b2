"""Prints the name of each case and its HMAC-SHA256 by Python's own hmac and hashlib."""

import hashlib
import hmac
import sys

with open(sys.argv[1], encoding="utf-8") as cases:
    for line in cases:
        name, times, secret, body = line.rstrip("\n").split("\t")
        message = bytes.fromhex(body) * int(times)
        print(name, hmac.new(secret.encode(), message, hashlib.sha256).hexdigest(), sep="\t")
