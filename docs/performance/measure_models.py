#!/usr/bin/env python3
"""Runs an audit of one model and one of five in turn, and prints what the other four cost.

    measure_models.py --evenhand target/release/evenhand --runs 5 DATA.parquet [DATA.parquet ...]

The five decide by columns of their own, which are added to a copy of the data: the score above five thresholds. CPU is
user + system time of the whole process.
"""

import argparse
import statistics
import tempfile
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from measure import MEGABYTE, run, summary

THRESHOLDS = [0.5, 0.42, 0.46, 0.54, 0.58]


def copy(data, to):
    """The data with the decisions of five models."""
    with pq.ParquetFile(data) as file:
        writer = None
        for group in range(file.num_row_groups):
            table = file.read_row_group(group)
            score = table["score"].to_numpy()
            for number, threshold in enumerate(THRESHOLDS, 1):
                decided = pa.array((score >= threshold).astype(np.int8))
                table = table.append_column(f"model_{number}", decided)
            writer = writer or pq.ParquetWriter(to, table.schema, compression="zstd")
            writer.write_table(table, row_group_size=table.num_rows)
        writer.close()


def spec(folder, data, models):
    lines = ["schema = 1", "[system]", 'id = "models"', 'decision = "benefit"']
    lines += ["[data]", f'source = "{data}"', "[columns]", 'label = "converted"']
    for number in range(1, models + 1):
        lines += ["[[model]]", f'name = "model {number}"', f'decision = "model_{number}"']
    for attribute in ("gender", "age_band", "ethnicity"):
        lines += ["[[attribute]]", f'column = "{attribute}"']
    lines += ["[groups]", "intersections = 3"]
    path = Path(folder) / f"{models}.toml"
    path.write_text("\n".join(lines) + "\n")
    return path


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--evenhand", required=True, help="the binary")
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("data", nargs="+")
    given = arguments.parse_args()
    print("| file | one model, CPU s | five models, CPU s | memory, MB | ratio |\n|---|---|---|---|---|")
    for data in given.data:
        with tempfile.TemporaryDirectory(dir=Path(data).parent) as folder:
            wider = Path(folder).resolve() / "models.parquet"
            copy(data, wider)
            pairs = []
            for _ in range(given.runs + 1):
                pair = []
                for models in (1, 5):
                    command = [given.evenhand, "audit", spec(folder, wider, models), "--threads", "2"]
                    command += ["--out", Path(folder) / "out", "--no-progress", "--quiet"]
                    pair.append(run(command))
                pairs.append(pair)
        one, five = ([pair[side][1] for pair in pairs[1:]] for side in (0, 1))
        ratio = summary([b / a for a, b in zip(one, five)], 2)
        memory = max(pair[1][2] for pair in pairs) / MEGABYTE
        name = Path(data).name
        print(f"| {name} | {statistics.median(one):.3f} | {statistics.median(five):.3f} | {memory:.0f} | {ratio} |")


if __name__ == "__main__":
    main()
