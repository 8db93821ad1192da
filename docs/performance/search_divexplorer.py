#!/usr/bin/env python3
"""DivExplorer on the six attributes of make_data.py: every combination of at least 1 % of the rows.

    search_divexplorer.py DATA.parquet

Prints one line of JSON: the CPU time of reading and of the search, the version, and for each combination its rows and
its divergence from everyone.
"""

import importlib.metadata
import json
import sys
import time

import pandas
from divexplorer import DivergenceExplorer

ATTRIBUTES = ["gender", "age_band", "ethnicity", "region", "device", "channel"]


def main():
    start = time.process_time()
    rows = pandas.read_parquet(sys.argv[1], columns=[*ATTRIBUTES, "selected"])
    read = time.process_time()
    found = DivergenceExplorer(rows).get_pattern_divergence(
        min_support=0.01, boolean_outcomes=["selected"], FPM_algorithm="fpgrowth"
    )
    searched = time.process_time()
    combinations = {
        " & ".join(sorted(row.itemset)): [int(row.support_count), float(row.selected_div)]
        for row in found.itertuples()
        if len(row.itemset) > 0
    }
    answer = {
        "read_cpu": read - start,
        "search_cpu": searched - read,
        "version": importlib.metadata.version("divexplorer"),
        "combinations": combinations,
    }
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
