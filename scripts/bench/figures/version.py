"""`--version`: what starting costs."""

import table
from stage import has, middle, ratio

WHAT, LIMIT = "`--version`", 1.0


def measure(stage):
    if not has("git"):
        return [table.skipped(WHAT, f"≤ {LIMIT}×", "git is not installed")]
    runs = [(stage.timed([stage.binary, "--version"]), stage.timed(["git", "--version"])) for _ in stage.rounds(200)]
    ours, theirs = [one.wall for one, _ in runs], [one.wall for _, one in runs]
    cpu = ratio([(one.cpu, other.cpu) for one, other in runs])
    return [table.at_most(WHAT, f"{middle(ours) * 1e3:.2f} ms", f"{middle(theirs) * 1e3:.2f} ms", "`git --version`",
                          ratio(list(zip(ours, theirs))), LIMIT, note=f"{cpu:.2f}× of its CPU time",
                          data={"ours_s": ours, "peer_s": theirs, "cpu_ratio": cpu})]
