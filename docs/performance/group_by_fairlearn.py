#!/usr/bin/env python3
"""Fairlearn's share of the comparison: eight rates for each attribute, and for all three together.

    group_by_fairlearn.py DATA.parquet

One MetricFrame each, with its differences and ratios; no intervals and tests. Reading the file does not count.
"""

import importlib.metadata
import json
import sys
import time

import pandas
from fairlearn import metrics
from sklearn.metrics import accuracy_score, precision_score

ATTRIBUTES = ["gender", "age_band", "ethnicity"]


def precision(truth, chosen):
    return precision_score(truth, chosen, zero_division=float("nan"))


RATES = {
    "n": metrics.count,
    "selection_rate": metrics.selection_rate,
    "tpr": metrics.true_positive_rate,
    "fpr": metrics.false_positive_rate,
    "fnr": metrics.false_negative_rate,
    "tnr": metrics.true_negative_rate,
    "precision": precision,
    "accuracy": accuracy_score,
}


def main():
    rows = pandas.read_parquet(sys.argv[1], columns=[*ATTRIBUTES, "selected", "converted"])
    start = time.process_time()
    selected = {}
    for features in [*([name] for name in ATTRIBUTES), ATTRIBUTES]:
        frame = metrics.MetricFrame(
            metrics=RATES, y_true=rows["converted"], y_pred=rows["selected"], sensitive_features=rows[features]
        )
        frame.difference()
        frame.ratio()
        if len(features) == 1:
            for group, rate in frame.by_group.iterrows():
                selected[f"{features[0]}={group}"] = round(rate["n"] * rate["selection_rate"])
    spent = time.process_time() - start
    answer = {"version": importlib.metadata.version("fairlearn"), "query_cpu": spent, "selected": selected}
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
