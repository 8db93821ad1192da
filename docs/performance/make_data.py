#!/usr/bin/env python3
"""Writes an invented campaign of any length to Parquet: the rows that compare.sh times.

    make_data.py --rows 1000000 --out DIR/1m.parquet

The same rows on every platform: chunk c is drawn from PCG64 seeded with (SEED, c), from uniform draws alone, and a
shorter file is the beginning of a longer one. The printed line counts the rows by decision and outcome.
"""

import argparse
import json
import os

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

SEED = 20260302
CHUNK = 500_000
THRESHOLD = 0.5

LEVELS = {
    "gender": {"female": 0.49, "male": 0.48, "nonbinary": 0.03},
    "age_band": {"18-24": 0.12, "25-34": 0.23, "35-44": 0.22, "45-54": 0.18, "55-64": 0.14, "65+": 0.11},
    "ethnicity": {"A": 0.55, "B": 0.20, "C": 0.13, "D": 0.08, "E": 0.035, "F": 0.005},
    "region": {f"region-{i:02}": 1 / 16 for i in range(16)},
    "device": {"mobile": 0.61, "desktop": 0.27, "tablet": 0.12},
    "channel": {"email": 0.40, "display": 0.25, "social": 0.20, "sms": 0.15},
}


def draw_levels(rng, shares):
    edges = np.cumsum(list(shares.values()))[:-1]
    return np.searchsorted(edges, rng.random(CHUNK), side="right").astype(np.int32)


def bell(rng):
    """Near-normal from twelve uniform draws: additions only, hence the same bits everywhere."""
    total = np.zeros(CHUNK)
    for _ in range(12):
        total += rng.random(CHUNK)
    return total - 6.0


def squash(x):
    """Onto (0, 1) without a transcendental function."""
    return 0.5 + 0.5 * x / (1.0 + np.abs(x))


def chunk(number):
    rng = np.random.Generator(np.random.PCG64([SEED, number]))
    codes = {name: draw_levels(rng, shares) for name, shares in LEVELS.items()}
    wish = bell(rng) + 0.1 * codes["device"] - 0.15 * codes["channel"]
    converted = rng.random(CHUNK) < 0.1 + 0.5 * squash(wish)
    slight = 0.25 * (codes["ethnicity"] == 4) + 0.3 * ((codes["gender"] == 0) & (codes["age_band"] >= 4))
    score = np.round(squash(wish + 0.5 * bell(rng) - slight), 6)
    columns = {
        "user_id": pa.array(np.arange(number * CHUNK, (number + 1) * CHUNK, dtype=np.int64)),
        **{
            name: pa.DictionaryArray.from_arrays(codes[name], pa.array(list(shares))).cast(pa.string())
            for name, shares in LEVELS.items()
        },
        "score": pa.array(score),
        "selected": pa.array((score >= THRESHOLD).astype(np.int8)),
        "converted": pa.array(converted.astype(np.int8)),
        "weight": pa.array(np.round(0.5 + rng.random(CHUNK), 3)),
    }
    return pa.table(columns)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--rows", type=int, required=True)
    arguments.add_argument("--out", required=True)
    given = arguments.parse_args()

    os.makedirs(os.path.dirname(os.path.abspath(given.out)), exist_ok=True)
    unfinished = given.out + ".tmp"
    cells = {"tp": 0, "fp": 0, "fn": 0, "tn": 0}
    writer, left, number = None, given.rows, 0
    while left > 0:
        table = chunk(number).slice(0, left)
        selected = table["selected"].to_numpy() == 1
        converted = table["converted"].to_numpy() == 1
        cells["tp"] += int((selected & converted).sum())
        cells["fp"] += int((selected & ~converted).sum())
        cells["fn"] += int((~selected & converted).sum())
        cells["tn"] += int((~selected & ~converted).sum())
        writer = writer or pq.ParquetWriter(unfinished, table.schema, compression="zstd")
        writer.write_table(table, row_group_size=CHUNK)
        left -= table.num_rows
        number += 1
    writer.close()
    os.replace(unfinished, given.out)
    print(json.dumps({"rows": given.rows, "bytes": os.path.getsize(given.out), **cells}))


if __name__ == "__main__":
    main()
