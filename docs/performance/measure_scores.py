#!/usr/bin/env python3
"""Runs the same audit without and with the score, and what DuckDB takes for the score, in turn; prints what the score costs.

    measure_scores.py --evenhand target/release/evenhand --runs 5 DATA.parquet [DATA.parquet ...]

CPU is user + system time of the whole process; for DuckDB that of the query alone, which makes the same counts in 1,024 bins of
the score, or nothing but its sum. Where DuckDB is not installed its columns are empty.
"""

import argparse
import json
import statistics
import sys
import tempfile

from measure import HERE, MEGABYTE, installed, run


def audit(binary, data, score):
    with tempfile.TemporaryDirectory() as folder:
        command = [binary, "audit", data, "--decision", "selected", "--label", "converted"]
        for attribute in ("gender", "age_band", "ethnicity"):
            command += ["--protected", attribute]
        command += ["--intersect", "3", "--threads", "2", "--out", folder, "--no-progress", "--quiet"]
        _, cpu, memory, _ = run(command + (["--score", "score"] if score else []))
    return cpu, memory


def duckdb(data, what):
    output, *_ = run([sys.executable, HERE / "group_by_duckdb.py", data, what])
    return json.loads(output)["query_cpu"]


def spread(numbers, digits):
    numbers = sorted(numbers)
    shown = (f"{number:.{digits}f}" for number in (statistics.median(numbers), numbers[0], numbers[-1]))
    return "{} ({}–{})".format(*shown)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--evenhand", required=True, help="the binary")
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("data", nargs="+")
    given = arguments.parse_args()
    beside = installed(sys.executable, "duckdb")
    columns = ["file", "counts alone, CPU s", "with scores, CPU s", "memory, MB", "ratio"]
    columns += ["DuckDB, bins, CPU s", "with scores / DuckDB", "DuckDB, sum, CPU s"]
    print("| " + " | ".join(columns) + " |\n|" + "---|" * len(columns))
    for data in given.data:
        audit(given.evenhand, data, False)
        turns = []
        for _ in range(given.runs):
            bare, full = audit(given.evenhand, data, False), audit(given.evenhand, data, True)
            turns.append((bare, full, *((duckdb(data, what) for what in ("bins", "sum")) if beside else ())))
        line = [
            data.rsplit("/", 1)[-1],
            f"{statistics.median(turn[0][0] for turn in turns):.3f}",
            f"{statistics.median(turn[1][0] for turn in turns):.3f}",
            f"{max(turn[1][1] for turn in turns) / MEGABYTE:.0f}",
            spread([turn[1][0] / turn[0][0] for turn in turns], 2),
        ]
        if beside:
            line += [
                f"{statistics.median(turn[2] for turn in turns):.3f}",
                spread([turn[1][0] / turn[2] for turn in turns], 2),
                f"{statistics.median(turn[3] for turn in turns):.3f}",
            ]
        line += [""] * (len(columns) - len(line))
        print("| " + " | ".join(line) + " |", flush=True)


if __name__ == "__main__":
    main()
