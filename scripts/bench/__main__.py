"""Holds leadlex-hooks against its peers on this machine, and prints how it did.

    python3 scripts/bench                      everything: five to ten minutes, on a quiet machine
    python3 scripts/bench --only version,load  some figures
    python3 scripts/bench --markdown           the table of the README
    python3 scripts/bench --quick              does it work at all: seconds, and no measure

Builds the release binary and the two bare handlers of `examples/` unless `--binary` and `--handlers`
name them. Ours and the peer take turns, and the ratio is the median of the ratios of the rounds: a
neighbour that disturbs one round does not move it. A peer that is not installed is skipped, visibly.
All traffic stays on loopback.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True

import figures
from machine import describe
from stage import Stage
from table import markdown, text


def parse():
    parser = argparse.ArgumentParser(
        prog="scripts/bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", metavar="FIGURE,…", help=f"of {', '.join(figures.ALL)}")
    parser.add_argument("--quick", action="store_true", help="tiny counts: proves the script, measures nothing")
    parser.add_argument("--markdown", action="store_true", help="print the table as the README has it")
    parser.add_argument("--json", metavar="FILE", help="write what was measured")
    parser.add_argument("--log", metavar="FILE", help="keep the log of a million events there, or use it again")
    parser.add_argument("--binary", metavar="FILE", help="a leadlex-hooks that is built already")
    parser.add_argument("--handlers", metavar="FOLDER", help="where bare-hyper and bare-receiver are built already")
    arguments = parser.parse_args()
    arguments.only = arguments.only.split(",") if arguments.only else list(figures.ALL)
    unknown = set(arguments.only) - set(figures.ALL)
    if unknown:
        parser.error(f"no such figure: {', '.join(sorted(unknown))}; there are {', '.join(figures.ALL)}")
    return arguments


def build(arguments):
    """The files to measure: those that were named, or what cargo makes."""
    folder = os.path.join(os.environ.get("CARGO_TARGET_DIR", "target"), "release")
    if not arguments.binary:
        subprocess.run(["cargo", "build", "--release", "--locked", "--bin", "leadlex-hooks"], check=True)
    if not arguments.handlers:
        subprocess.run(["cargo", "build", "--release", "--locked", "--examples"], check=True)
    binary = arguments.binary or os.path.join(folder, "leadlex-hooks")
    return os.path.abspath(binary), os.path.abspath(arguments.handlers or os.path.join(folder, "examples"))


def main():
    arguments = parse()
    repository = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    if arguments.json:
        arguments.json = os.path.abspath(arguments.json)
    if arguments.log:
        arguments.log = os.path.abspath(arguments.log)
    os.chdir(repository)
    binary, handlers = build(arguments)
    rows = []
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        machine = describe(folder)
        print(f"{machine['line']}\n", file=sys.stderr)
        for name in arguments.only:
            with Stage(binary, handlers, os.path.join(folder, name), arguments.quick, arguments.log) as stage:
                for row in figures.ALL[name](stage):
                    rows.append(row)
                    print(text(row), file=sys.stderr, flush=True)
    if arguments.json:
        with open(arguments.json, "w", encoding="utf-8") as file:
            json.dump({"machine": machine, "quick": arguments.quick, "rows": [row.as_json() for row in rows]},
                      file, indent=2, ensure_ascii=False)
            file.write("\n")
    if arguments.markdown:
        print(markdown(rows, machine))
    sys.exit(0 if arguments.quick or all(row.reached is not False for row in rows) else 1)


main()
