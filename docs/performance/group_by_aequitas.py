#!/usr/bin/env python3
"""Aequitas' share of the comparison: its group metrics for each attribute, and for all three together.

    group_by_aequitas.py DATA.parquet

Values without intervals and tests. Reading the file does not count; making the column of combined groups does.
"""

import importlib.metadata
import json
import sys
import time

import pandas
from aequitas.group import Group

ATTRIBUTES = ["gender", "age_band", "ethnicity"]


def main():
    rows = pandas.read_parquet(sys.argv[1], columns=[*ATTRIBUTES, "selected", "converted"])
    start = time.process_time()
    table = rows.rename(columns={"selected": "score", "converted": "label_value"})
    table["all"] = table["gender"] + "|" + table["age_band"] + "|" + table["ethnicity"]
    found, _ = Group().get_crosstabs(table, attr_cols=[*ATTRIBUTES, "all"])
    spent = time.process_time() - start
    selected = {
        f"{row.attribute_name}={row.attribute_value}": int(row.pp)
        for row in found.itertuples()
        if row.attribute_name != "all"
    }
    answer = {"version": importlib.metadata.version("aequitas"), "query_cpu": spent, "selected": selected}
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
