#!/usr/bin/env python3
"""Runs the same audit without and with the score, in turn, and prints what the score costs.

    measure_scores.py --evenhand target/release/evenhand --runs 5 DATA.parquet [DATA.parquet ...]

CPU is user + system time of the whole process.
"""

import argparse
import statistics
import tempfile

from measure import MEGABYTE, run


def audit(binary, data, score):
    with tempfile.TemporaryDirectory() as folder:
        command = [binary, "audit", data, "--decision", "selected", "--label", "converted"]
        for attribute in ("gender", "age_band", "ethnicity"):
            command += ["--protected", attribute]
        command += ["--intersect", "3", "--threads", "2", "--out", folder, "--no-progress", "--quiet"]
        _, cpu, memory, _ = run(command + (["--score", "score"] if score else []))
    return cpu, memory


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--evenhand", required=True, help="the binary")
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("data", nargs="+")
    given = arguments.parse_args()
    print("| file | counts alone, CPU s | with scores, CPU s | memory, MB | ratio |\n|---|---|---|---|---|")
    for data in given.data:
        audit(given.evenhand, data, False)
        pairs = [(audit(given.evenhand, data, False), audit(given.evenhand, data, True)) for _ in range(given.runs)]
        bare = statistics.median(pair[0][0] for pair in pairs)
        full = statistics.median(pair[1][0] for pair in pairs)
        ratios = sorted(pair[1][0] / pair[0][0] for pair in pairs)
        memory = max(pair[1][1] for pair in pairs) / MEGABYTE
        ratio = f"{statistics.median(ratios):.2f} ({ratios[0]:.2f}–{ratios[-1]:.2f})"
        print(f"| {data.rsplit('/', 1)[-1]} | {bare:.3f} | {full:.3f} | {memory:.0f} | {ratio} |")


if __name__ == "__main__":
    main()
