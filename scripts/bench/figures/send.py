"""One `send`, the whole process, against what one would type without it."""

import shlex

import table
from stage import has, middle, ratio

WHAT, LIMIT = "one `send`, whole process", 0.5


def measure(stage):
    target = f"≤ {LIMIT}×"
    missing = [program for program in ("openssl", "curl") if not has(program)]
    if missing:
        return [table.skipped(WHAT, target, f"{missing[0]} is not installed")]
    url = stage.handler("bare-receiver")
    if not url:
        return [table.skipped(WHAT, target, "bare-receiver is not built")]
    body = shlex.quote(stage.sample())
    pipeline = (
        f"signature=$(openssl dgst -sha256 -hmac \"$LEADLEX_WEBHOOK_SECRET\" -r {body} | cut -d ' ' -f 1); "
        f"curl -sS --fail -o /dev/null -H 'Content-Type: application/json' -H \"X-LeadLex-Signature: sha256=$signature\" "
        f"--data-binary @{body} {url}")
    command = [stage.binary, "--store", stage.file("store.db"), "send", "contact.created", "--to", url]
    stage.timed(command)
    runs = [(stage.timed(command), stage.timed(["sh", "-c", pipeline])) for _ in stage.rounds(100)]
    ours, theirs = [one.wall for one, _ in runs], [one.wall for _, one in runs]
    cpu = ratio([(one.cpu, other.cpu) for one, other in runs])
    return [table.at_most(WHAT, f"{middle(ours) * 1e3:.1f} ms", f"{middle(theirs) * 1e3:.1f} ms",
                          "`openssl dgst` and `curl`", ratio(list(zip(ours, theirs))), LIMIT,
                          note=f"{cpu:.2f}× of their CPU time; ours also records the event and its answer, synced at the end",
                          data={"ours_s": ours, "peer_s": theirs, "cpu_ratio": cpu})]
