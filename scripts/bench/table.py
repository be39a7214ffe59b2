"""One row a figure, for people, for the README and as JSON."""

import dataclasses


@dataclasses.dataclass
class Row:
    what: str
    ours: str
    target: str
    peer: str = ""        # its name and its figure; empty where there is none
    ratio: float = None   # ours to the peer's
    reached: bool = None  # None: skipped, or told without a target
    note: str = ""
    data: dict = dataclasses.field(default_factory=dict)

    def as_json(self):
        return dataclasses.asdict(self)

    def verdict(self):
        return {True: "reached", False: "missed", None: ""}[self.reached]

    def ratio_text(self):
        return "" if self.ratio is None else f"{self.ratio:.2f}×"


def skipped(what, target, why):
    return Row(what, "", target, note=f"skipped: {why}")


def at_most(what, ours, theirs, peer, ratio, limit, **more):
    """A figure that is better when it is smaller."""
    return Row(what, ours, f"≤ {limit}×", f"{peer} {theirs}", ratio, ratio <= limit, **more)


def at_least(what, ours, theirs, peer, ratio, limit, **more):
    return Row(what, ours, f"≥ {limit}×", f"{peer} {theirs}", ratio, ratio >= limit, **more)


def text(row):
    against = f" against {row.peer}" if row.peer else ""
    ratio = f" = {row.ratio_text()}" if row.ratio is not None else ""
    note = f" ({row.note})" if row.note else ""
    return f"{row.verdict() or '-':8} {row.what}: {row.ours}{against}{ratio}, target {row.target or 'none'}{note}"


def markdown(rows, machine):
    lines = [f"Measured {machine['line']}.", "",
             "| figure | here | peer | ratio | target | |", "|---|---|---|---|---|---|"]
    for row in rows:
        cells = [row.what, row.ours, row.peer, row.ratio_text(), row.target,
                 "; ".join(part for part in (row.verdict(), row.note) if part)]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)
