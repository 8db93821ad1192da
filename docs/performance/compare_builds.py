#!/usr/bin/env python3
"""Runs two builds of evenhand in turn on the same files: what a change costs or saves, and whether it changed a number.

    compare_builds.py --before old/evenhand --after target/release/evenhand --runs 15 DATA.parquet [DATA.parquet ...]
    compare_builds.py --before old/evenhand --after target/release/evenhand --score score DATA.parquet

CPU is user + system time of the whole process. The ratio is that of runs beside each other; its median is printed, with the
smallest and largest. On a shared machine take 15 runs or more: less than a twentieth cannot be told otherwise.
"""

import argparse
import filecmp
import tempfile
from pathlib import Path

from measure import MEGABYTE, run, summary

NUMBERS = ("scorecard.json", "estimates.csv", "report.html")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--before", required=True)
    arguments.add_argument("--after", required=True)
    arguments.add_argument("--runs", type=int, default=15)
    arguments.add_argument("--score", help="a column of scores as well")
    arguments.add_argument("data", nargs="+")
    given = arguments.parse_args()

    def audit(binary, data, folder):
        command = [binary, "audit", data, "--decision", "selected", "--label", "converted", "--intersect", "3"]
        for attribute in ("gender", "age_band", "ethnicity"):
            command += ["--protected", attribute]
        if given.score:
            command += ["--score", given.score]
        return run([*command, "--threads", "2", "--out", folder, "--no-progress", "--quiet"])[1:]

    print("| rows | before, CPU s | after, CPU s | ratio | before, MB | after, MB | numbers |")
    print("|---|---|---|---|---|---|---|")
    for data in given.data:
        before, after = [], []
        for round in range(given.runs + 1):
            with tempfile.TemporaryDirectory() as old, tempfile.TemporaryDirectory() as new:
                runs = audit(given.before, data, old), audit(given.after, data, new)
                same = all(filecmp.cmp(Path(old, name), Path(new, name), shallow=False) for name in NUMBERS)
            # The first round warms the file cache.
            if round:
                before.append(runs[0])
                after.append(runs[1])
        ratios = [new[0] / old[0] for old, new in zip(before, after)]
        cells = [
            Path(data).stem,
            summary([cpu for cpu, _, _ in before], 3),
            summary([cpu for cpu, _, _ in after], 3),
            summary(ratios, 2),
            *(f"{max(memory for _, memory, _ in runs) / MEGABYTE:.0f}" for runs in (before, after)),
            "the same" if same else "others",
        ]
        print(f"| {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
