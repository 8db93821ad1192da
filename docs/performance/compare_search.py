#!/usr/bin/env python3
"""Runs `evenhand search` and DivExplorer in turn on the same file, compares what they found, and prints what each cost.

    python3 -m venv .venvs/divexplorer
    .venvs/divexplorer/bin/pip install divexplorer==0.2.6 pyarrow==26.0.1
    .venvs/divexplorer/bin/python docs/performance/compare_search.py --evenhand target/release/evenhand --runs 5 DATA.parquet

evenhand's CPU is user + system time of the whole process: start, reading, counting, every test, interval, contribution
and draw, and the written CSV. DivExplorer's is that of the search alone, without starting Python, importing and reading;
it has no tests for many combinations. Runs alternate; medians are printed, the smallest and largest in brackets.
"""

import argparse
import csv
import json
import sys
import tempfile
from pathlib import Path

from measure import HERE, MEGABYTE, run, summary
from search_divexplorer import ATTRIBUTES


def ours(binary, data):
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "search.csv"
        command = [binary, "search", data, "--decision", "selected", "--order", "all", "--min-support", "0.01"]
        for attribute in ATTRIBUTES:
            command += ["--protected", attribute]
        command += ["--threads", "2", "--format", "csv", "--out", out, "--no-progress", "--quiet"]
        _, cpu, memory, _ = run(command)
        with open(out, newline="") as text:
            combinations = {
                " & ".join(sorted(row["subgroup"].split(" & "))): [int(row["n"]), float(row["divergence"])]
                for row in csv.DictReader(text)
            }
    return {"cpu": cpu, "memory": memory, "combinations": combinations}


def theirs(data):
    output, whole, memory, _ = run([sys.executable, HERE / "search_divexplorer.py", data])
    answer = json.loads(output)
    return {"cpu": answer["search_cpu"], "whole": whole, "memory": memory, **answer}


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--evenhand", required=True)
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("data")
    given = arguments.parse_args()

    pairs = [(ours(given.evenhand, given.data), theirs(given.data)) for _ in range(given.runs + 1)][1:]
    for a, b in pairs:
        mine, other = a["combinations"], b["combinations"]
        if mine.keys() != other.keys():
            sys.exit(f"different combinations: {sorted(mine.keys() ^ other.keys())[:10]}")
        if any(mine[name][0] != other[name][0] for name in mine):
            sys.exit("different numbers of rows")
        furthest = max(abs(mine[name][1] - other[name][1]) for name in mine)
        if furthest > 1e-12:
            sys.exit(f"divergences differ by {furthest}")
    print(f"{len(pairs[0][0]['combinations'])} combinations, the same in both; divergences differ by at most {furthest:.1e}")
    print()
    print("| tool | CPU, s | whole process, s | memory, MB |")
    print("|---|---|---|---|")
    for name, side, whole in (("evenhand", 0, "cpu"), (f"DivExplorer {pairs[0][1]['version']}", 1, "whole")):
        runs = [pair[side] for pair in pairs]
        cells = [
            name,
            summary([one["cpu"] for one in runs], 2),
            summary([one[whole] for one in runs], 2),
            f"{sorted(one['memory'] for one in runs)[len(runs) // 2] / MEGABYTE:.0f}",
        ]
        print(f"| {' | '.join(cells)} |")
    print()
    print("DivExplorer's CPU / evenhand's:", summary([b["cpu"] / a["cpu"] for a, b in pairs], 1))


if __name__ == "__main__":
    main()
