"""Writes explanations.json: deliveries spoilt by one mistake each, or by two, by other people's tools.

Digests are Python's, and openssl has to agree. Bodies that were written again are written by the library
that writes them so: Node's, Python's, PHP's, Go's and jq's.
"""

import base64
import gzip
import hashlib
import hmac
import json
import subprocess
import tempfile
import urllib.parse
import zlib

SECRET = "whsec_Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MA=="
BODY = (
    '{"event":"contact.created","timestamp":"2026-01-02T03:04:05Z",'
    '"data":{"contact":{"name":"Zoë","id":"c-1"}}}'
).encode()
TIME = "2026-01-02T03:04:05Z"
SECONDS = "1767323045"
ID = "7b0c1f0e-3c1b-4d5e-9f00-0123456789ab"
cases = []


def run(command, text):
    return subprocess.run(command, input=text, capture_output=True, check=True).stdout


def digest(key, message, algorithm="sha256"):
    """By Python, and the same by openssl where it takes such a key."""
    made = hmac.new(key, message, algorithm).digest()
    if key:
        told = run(
            ["openssl", "dgst", f"-{algorithm}", "-mac", "HMAC", "-macopt", f"hexkey:{key.hex()}", "-r"],
            message,
        )
        assert told.split()[0].decode() == made.hex(), "openssl and Python disagree"
    return made


def header(key, message, algorithm="sha256"):
    return "sha256=" + digest(key, message, algorithm).hex()


def case(*causes, secret=SECRET, body=BODY, key=None, message=None, value=None, headers=None, others=(), log=()):
    """A delivery as it is here (`secret`, `body`) that was signed as `key` and `message` say."""
    key = secret.encode() if key is None else key.encode() if isinstance(key, str) else key
    value = value or header(key, body if message is None else message)
    if headers is None:
        headers = [["X-LeadLex-Signature", value]]
    cases.append(
        {
            "causes": list(causes),
            "secret": secret,
            "headers": headers,
            "body": body.hex(),
            "others": [dict(zip(("whose", "name", "secret"), other)) for other in others],
            "log": [text.hex() for text in log],
        }
    )


def stamped(*causes, **arguments):
    """The same with the headers of a time and an id."""
    key, message = arguments.pop("key", SECRET.encode()), arguments.pop("message")
    value = arguments.pop("value", None) or header(key, message)
    headers = [
        ["X-LeadLex-Signature", value],
        ["X-LeadLex-Timestamp", TIME],
        ["X-LeadLex-Delivery-ID", ID],
    ]
    case(*causes, headers=headers, **arguments)


# The header.
good = header(SECRET.encode(), BODY)
raw = digest(SECRET.encode(), BODY)
case("header-white-space", value=good + "\n")
case("header-quoted", value=f'"{good}"')
case("header-named", value="X-LeadLex-Signature: " + good)
case("prefix-missing", value=raw.hex())
case("prefix-doubled", value="sha256=" + good)
case("prefix-other", value=good.replace("sha256=", "SHA256="))
case("prefix-other", value=good.replace("sha256=", "v1="))
case("prefix-other", value=good.replace("=", ":"))
case("digest-base64", value="sha256=" + base64.b64encode(raw).decode())
case("digest-base64", value="sha256=" + base64.urlsafe_b64encode(raw).decode().rstrip("="))
case("prefix-missing", "digest-base64", value=base64.b64encode(raw).decode())
case("digest-base64-of-hex", value="sha256=" + base64.b64encode(raw.hex().encode()).decode())
case("digest-separated", value="sha256=" + raw.hex("-").upper())
case("digest-separated", value="sha256=" + raw.hex(":"))
case("header-list", value=header(b"old", BODY) + ", " + good)
both = [["X-LeadLex-Signature", header(b"proxy", BODY)], ["X-LeadLex-Signature", good]]
case("header-repeated", headers=both)
case("header-elsewhere", headers=[["X-Hub-Signature-256", good]])
case("header-truncated", value=good[:-1])
case("header-truncated", value=good[:32])
case("header-too-long", value=good + "00")
for name in ("sha1", "sha512", "sha384", "md5"):
    case(f"algorithm-{name}", value=f"{name}=" + digest(SECRET.encode(), BODY, name).hex())
case("prefix-missing", "algorithm-sha1", value=digest(SECRET.encode(), BODY, "sha1").hex())

# The secret.
case("secret-newline-removed", secret="s3cret\n", key="s3cret")
case("secret-newline-removed", secret="s3cret\r\n", key="s3cret")
case("secret-newline-added", key=SECRET + "\n")
case("secret-newline-added", key=SECRET + "\r\n")
case("secret-trimmed", secret=" s3cret ", key="s3cret")
case("secret-trimmed", secret="s3cret\u00a0", key="s3cret")
case("secret-space-added", key=SECRET + " ")
case("secret-unquoted", secret='"s3cret"', key="s3cret")
case("secret-unquoted", secret="'s3cret'", key="s3cret")
case("secret-quoted", key=f'"{SECRET}"')
case("secret-prefix-removed", key=SECRET.removeprefix("whsec_"))
case("secret-prefix-added", secret="s3cret", key="whsec_s3cret")
case("secret-name-removed", secret="export LEADLEX_WEBHOOK_SECRET='s3cret'", key="s3cret")
case("secret-name-removed", secret="WEBHOOK_SECRET=s3cret", key="s3cret")
other = ("profile", "staging", "staging-secret")
case("secret-of-profile", key="staging-secret", others=[other])
case("secret-overridden", key="older", others=[other, ("overridden", "$LEADLEX_WEBHOOK_SECRET", "older")])
case("secret-is-api-key", key="wbk_live_key", others=[other, ("api-key", "", "wbk_live_key")])
case("secret-empty", key="")
case("secret-placeholder", key="undefined")
case("secret-placeholder", key="${LEADLEX_WEBHOOK_SECRET}")
case("secret-base64-decoded", secret="Zm9vYmFyYmF6", key="foobarbaz")
case("secret-base64-decoded", secret="-_-_-_-_-w", key=base64.urlsafe_b64decode("-_-_-_-_-w=="))
case("secret-hex-decoded", secret="00ff10fe20fd", key=bytes.fromhex("00ff10fe20fd"))
case("secret-prefix-removed-and-decoded", key=base64.b64decode(SECRET.removeprefix("whsec_")))
case("secret-base64-encoded", key=base64.b64encode(SECRET.encode()))
case("secret-hex-encoded", key=SECRET.encode().hex())
case("secret-recased", key=SECRET.lower())
case("secret-bom", key="\ufeff" + SECRET)
case("secret-bom", secret="\ufeffs3cret", key="s3cret")
case("secret-escaped", secret="s3cret\\n", key="s3cret\n")
case("secret-escaped", secret="s3c\\\\ret", key="s3c\\ret")
case("secret-percent-decoded", secret="s3%2Bcret%3D", key="s3+cret=")
case("secret-cut", secret="s3cr$et#1", key="s3cr")
case("secret-cut", secret="s3cr$et#1", key="s3cr$et")
case("secret-recoded", secret="gehéim", key="gehéim".encode("latin-1"))
case("secret-recoded", secret="gehéim", key="gehéim".encode().decode("latin-1"))

# The bytes of the body.
lines = b'{\r\n  "event": "contact.created"\r\n}\r\n'
case("body-newline-removed", body=BODY + b"\n", message=BODY)
case("body-newline-removed", body=BODY + b"\r\n", message=BODY)
case("body-newline-added", message=BODY + b"\n")
case("body-trimmed", body=b" " + BODY + b" \n", message=BODY)
case("body-unix-lines", body=lines, message=lines.replace(b"\r\n", b"\n"))
case("body-windows-lines", body=lines.replace(b"\r\n", b"\n"), message=lines)
case("body-bom-removed", body=b"\xef\xbb\xbf" + BODY, message=BODY)
case("body-bom-added", message=b"\xef\xbb\xbf" + BODY)
case("body-empty", message=b"")
case("body-inflated", body=gzip.compress(BODY, mtime=0), message=BODY)
case("body-inflated", body=zlib.compress(BODY), message=BODY)
case("body-latin1", message=BODY.decode().encode("latin-1"))
case("body-utf8", body=BODY.decode().encode("latin-1"), message=BODY)
case("body-encoded-twice", message=BODY.decode("latin-1").encode())
case("body-lossy", body=b'{"name":"\xff"}', message=b'{"name":"\xff"}'.decode(errors="replace").encode())
case("body-utf16", message=BODY.decode().encode("utf-16-le"))
case("body-base64-decoded", body=base64.b64encode(BODY), message=BODY)
case("body-base64-encoded", message=base64.b64encode(BODY))
case("body-string-read", body=json.dumps(BODY.decode()).encode(), message=BODY)
stringify = ["node", "-e", "process.stdout.write(JSON.stringify(require('fs').readFileSync(0, 'utf8')))"]
case("body-string-made", message=run(stringify, BODY))
form = urllib.parse.urlencode({"payload": BODY})
case("body-form-read", body=form.encode(), message=BODY)
case("body-form-read", body=urllib.parse.quote(BODY).encode(), message=BODY)
case("body-form-made", message=form.encode())
component = ["node", "-e", "process.stdout.write(encodeURIComponent(require('fs').readFileSync(0, 'utf8')))"]
case("body-form-made", message=run(component, BODY))
case("body-data-alone", message='{"contact":{"name":"Zoë","id":"c-1"}}'.encode())

# The JSON written again.
pretty = json.dumps(json.loads(BODY), indent=2, ensure_ascii=False).encode()
rich = '{"b":"Zoë & <co>","url":"https://x.test/a","n":[1.0,1.10,1e3,12345678901234567890],"a":{},"l":[]}'.encode()
plain = '{"b":"Zoë","a":[1,2,{"x":null}],"e":{}}'.encode()


def node(text, *arguments):
    script = "const [a] = process.argv.slice(1); const t = require('fs').readFileSync(0, 'utf8');"
    script += "process.stdout.write(JSON.stringify(JSON.parse(t), null, a === 'tab' ? '\\t' : Number(a)))"
    return run(["node", "-e", script, *arguments], text)


def php(text, flags):
    return run(["php", "-r", f"echo json_encode(json_decode(stream_get_contents(STDIN)), {flags});"], text)


def go(text):
    """What Go's `json.Marshal` does to the characters of HTML."""
    program = """package main
import ("bytes"; "encoding/json"; "io"; "os")
func main() {
    text, _ := io.ReadAll(os.Stdin)
    var out bytes.Buffer
    json.HTMLEscape(&out, text)
    os.Stdout.Write(out.Bytes())
}
"""
    with tempfile.NamedTemporaryFile("w", suffix=".go") as file:
        file.write(program)
        file.flush()
        return run(["go", "run", file.name], text)


case("json-compact", body=pretty, message=node(pretty, "0"))
case("json-compact", body=pretty, message=run(["jq", "-cj", "."], pretty))
case("json-compact", body=b'{"name":"Zo\\u00eb\\/"}', message=node(b'{"name":"Zo\\u00eb\\/"}', "0"))
case("json-spaced", body=plain, message=json.dumps(json.loads(plain), ensure_ascii=False).encode())
case("json-indented", body=plain, message=node(plain, "2"))
case("json-indented", body=plain, message=node(plain, "4"))
case("json-indented", body=plain, message=node(plain, "tab"))
case("json-indented", body=plain, message=json.dumps(json.loads(plain), indent=4, ensure_ascii=False).encode())
case("json-sorted", body=plain, message=run(["jq", "-cSj", "."], plain))
case("json-sorted", body=plain, message=json.dumps(json.loads(plain), sort_keys=True, ensure_ascii=False).encode())
case("json-ascii", body=plain, message=json.dumps(json.loads(plain)).encode())
case("json-ascii", body=plain, message=json.dumps(json.loads(plain), separators=(",", ":")).encode())
case("json-html", body=rich, message=go(rich))
slashed = '{"b":"Zoë","url":"https://x.test/a"}'.encode()
case("json-slashes", body=slashed, message=php(slashed, "0"))
case("json-slashes", body=slashed, message=php(slashed, "JSON_UNESCAPED_UNICODE"))
case("json-numbers", body=rich, message=node(rich, "0"))
case("json-numbers", body=rich, message=json.dumps(json.loads(rich), separators=(",", ":"), ensure_ascii=False).encode())
case("json-rewritten", body=rich, message=json.dumps(json.loads(rich), sort_keys=True, indent=4).encode() + b"\n")
case("json-rewritten", body=plain, message=run(["jq", "-S", "--tab", "."], plain))

# Something beside the body, and no HMAC of the body.
dotted = TIME.encode() + b"." + BODY
stamped("time-body", message=dotted)
stamped("time-body", message=SECONDS.encode() + b"." + BODY)
stripe = "t=1767323045,v1=" + digest(SECRET.encode(), b"1767323045." + BODY).hex()
case("header-list", "prefix-other", "time-body", value=stripe)
stamped("body-time", message=BODY + TIME.encode())
slack = b"v0:" + SECONDS.encode() + b":" + BODY
stamped("slack", message=slack)
stamped("prefix-other", "slack", message=slack, value=header(SECRET.encode(), slack).replace("sha256", "v0"))
svix = f"{ID}.{SECONDS}.".encode() + BODY
stamped("id-time-body", message=svix)
stamped("id-body", message=ID.encode() + b"." + BODY)
decoded = base64.b64decode(SECRET.removeprefix("whsec_"))
stamped("standard-webhooks", key=decoded, message=svix)
signed = "v1," + base64.b64encode(digest(decoded, svix)).decode()
stamped("header-list", "prefix-missing", "digest-base64", "standard-webhooks", message=svix, value=signed)
case("unkeyed", value="sha256=" + hashlib.sha256(BODY).hexdigest())
case("secret-first", value="sha256=" + hashlib.sha256(SECRET.encode() + BODY).hexdigest())
case("secret-last", value="sha256=" + hashlib.sha256(BODY + SECRET.encode()).hexdigest())
case("swapped", key=BODY, message=SECRET.encode())
case("of-hash", message=hashlib.sha256(BODY).hexdigest().encode())
case("other-delivery", message=b'{"event":"deal.created"}', log=[BODY, b"{}", b'{"event":"deal.created"}'])

# Two at once.
case("secret-newline-added", "body-newline-removed", body=BODY + b"\n", key=SECRET + "\n", message=BODY)
case("secret-base64-decoded", "json-compact", secret="Zm9vYmFyYmF6", body=pretty, key="foobarbaz", message=node(pretty, "0"))
case("prefix-missing", "secret-newline-removed", secret="s3cret\n", value=digest(b"s3cret", BODY).hex())
case("digest-base64", "body-newline-added", value="sha256=" + base64.b64encode(digest(SECRET.encode(), BODY + b"\n")).decode())
stamped("secret-prefix-removed", "time-body", key=SECRET.removeprefix("whsec_").encode(), message=dotted)
case("secret-of-profile", "body-bom-added", key="staging-secret", message=b"\xef\xbb\xbf" + BODY, others=[other])

with open("explanations.json", "w", encoding="utf-8") as file:
    file.write("[\n" + ",\n".join(json.dumps(one, ensure_ascii=False) for one in cases) + "\n]\n")
