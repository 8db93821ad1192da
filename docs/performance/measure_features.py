#!/usr/bin/env python3
"""Runs the audit of the sample without and with a list of features in turn, and prints what single rows cost.

    measure_features.py --evenhand target/release/evenhand --runs 5

CPU is user + system time of the whole process.
"""

import argparse
import statistics
import tempfile
from pathlib import Path

from measure import MEGABYTE, run

SAMPLE = Path(__file__).resolve().parents[2] / "datasets" / "spring-campaign"
FEATURES = 'features = ["region", "device", "channel", "orders_last_year", "offer_value"]'


def spec(folder, features):
    text = (SAMPLE / "evenhand.toml").read_text()
    text = text.replace('source = "campaign.csv"', f'source = "{SAMPLE / "campaign.csv"}"')
    if features:
        text = text.replace('\nstratum = ', f"\n{FEATURES}\nstratum = ")
    path = Path(folder) / f"{'with' if features else 'without'}.toml"
    path.write_text(text)
    return path


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--evenhand", required=True, help="the binary")
    arguments.add_argument("--runs", type=int, default=5)
    given = arguments.parse_args()
    pairs = []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(given.runs + 1):
            pair = []
            for features in (False, True):
                command = [given.evenhand, "audit", spec(folder, features), "--threads", "2"]
                command += ["--out", Path(folder) / "out", "--no-progress", "--quiet"]
                pair.append(run(command))
            pairs.append(pair)
    bare, full = ([pair[side][1] for pair in pairs[1:]] for side in (0, 1))
    memory = max(pair[1][2] for pair in pairs) / MEGABYTE
    print("| the sample, CPU s | with features, CPU s | memory, MB | features alone, CPU s |\n|---|---|---|---|")
    alone = statistics.median(b - a for a, b in zip(bare, full))
    print(f"| {statistics.median(bare):.2f} | {statistics.median(full):.2f} | {memory:.0f} | {alone:.2f} |")


if __name__ == "__main__":
    main()
