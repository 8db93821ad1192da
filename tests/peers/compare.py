#!/usr/bin/env python3
"""Compare evenhand's numbers with those of other fairness tools, through the names that evenhand lists for them.

    python tests/peers/compare.py --evenhand target/release/evenhand

One line for each (peer, the peer's name, evenhand's id, transform): `agrees`, `expected disagreement: reason`, `DISAGREES` or
`not called`. Exit code 1 if anything disagrees that is not expected to, 2 if evenhand cannot be run.
"""

from __future__ import annotations

import argparse
import csv
import json
import logging
import math
import os
import subprocess
import sys
import tempfile
import warnings
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
logging.disable(logging.CRITICAL)
warnings.simplefilter("ignore")

import numpy as np  # noqa: E402

from expected import EDGES, EXAMPLES, OTHER_QUANTITY, Example  # noqa: E402
from peers import Metric, Peer, Skip, Unknown, Values, all_peers  # noqa: E402
from tables import Table, random_tables  # noqa: E402

TOLERANCE = 1e-9
ROOT = Path(__file__).resolve().parents[2]
NAN = float("nan")

Ours = dict[str, Values]
"""Metric id -> group (or the empty name) -> value."""


class Evenhand:
    def __init__(self, binary: Path):
        self.binary = binary

    def run(self, *arguments: str | Path) -> str:
        done = subprocess.run([self.binary, *map(str, arguments)], capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"error: evenhand {arguments[0]} ended with exit code {done.returncode}\n{done.stderr}")
        return done.stdout

    def metrics(self) -> list[dict]:
        return json.loads(self.run("metrics", "--format", "json"))

    def audit(self, table: Table) -> Ours:
        with tempfile.TemporaryDirectory() as folder:
            data, out = Path(folder, "table.csv"), Path(folder, "out")
            table.write(data)
            weight = ["--weight", "w"] if table.weight is not None else []
            self.run("audit", data, "--decision", "d", "--label", "y", "--score", "s", "--set", "columns.outcome=v",
                     "--set", "columns.value=v", "--stratum", "z", "--protected", "g", "--reference", f"g={table.reference}",
                     "--polarity", "benefit", *weight, "--out", out, "--quiet")
            ours: Ours = defaultdict(dict)
            with (out / "estimates.csv").open(newline="") as file:
                for row in csv.DictReader(file):
                    if row["attribute"] == "g" and not row["slice"]:
                        ours[row["metric"]][row["group"]] = float(row["value"]) if row["value"] else NAN
            return ours


def reach(values: list[float], zero: float) -> float:
    """Largest less smallest of the differences from the reference, or smallest by largest of the ratios to it."""
    known = [zero] + [v for v in values if not math.isnan(v)]
    return max(known) - min(known) if zero == 0 else min(known) / max(known)


def transformed(transform: str, metric: Metric, ours: Values, theirs: Values) -> list[tuple[str, float, float]]:
    """Pairs of numbers that must be the same: (group, ours, the peer's)."""
    if transform == "max−min":
        values = [v for v in ours.values()]
        theirs_all = [v for v in theirs.values() if not math.isnan(v)]
        spread = theirs_all[0] if len(theirs) == 1 else max(theirs_all, default=NAN)
        zero = 1.0 if metric.id.endswith("_ratio") else 0.0
        return [("", reach(values, zero), spread)]
    pairs = []
    for group, value in theirs.items():
        mine = ours.get(group, NAN)
        if transform == "−x":
            value = -value
        elif transform == "1/x":
            value = math.inf if value == 0 else 1 / value
        elif transform == "abs":
            mine, value = abs(mine), abs(value)
        elif transform == "max abs":
            mine, group = max((abs(v) for v in ours.values() if not math.isnan(v)), default=NAN), ""
        pairs.append((group, mine, value))
    return pairs


def difference(ours: float, theirs: float) -> float:
    """0 when both are undefined or both infinite; infinite when only one is."""
    if math.isnan(ours) and math.isnan(theirs) or ours == theirs:
        return 0.0
    if math.isfinite(ours) and math.isfinite(theirs):
        return abs(ours - theirs)
    return math.inf


@dataclass
class Line:
    """What came of one alias."""

    peer: Peer
    name: str
    metric: Metric
    transform: str
    tables: int = 0
    numbers: int = 0
    largest: float = 0.0
    different: list[str] = field(default_factory=list)
    edges: Counter[str] = field(default_factory=Counter)
    not_called: str = ""

    def take(self, table: Table, pairs: list[tuple[str, float, float]]) -> None:
        self.tables += 1
        for group, ours, theirs in pairs:
            self.numbers += 1
            gap = difference(ours, theirs)
            if gap <= TOLERANCE:
                self.largest = max(self.largest, gap)
                continue
            edge = None if self.transform == "≠" else next((e for e in EDGES if e.covers(self, table, ours, theirs)), None)
            if edge:
                self.edges[edge.reason] += 1
                continue
            self.largest = max(self.largest, gap)
            self.different.append(f"{table.name}, {group or 'all groups'}: ours {ours!r}, theirs {theirs!r}")

    @property
    def key(self) -> tuple[str, str, str]:
        return (self.peer.tool, self.name, self.metric.id)

    @property
    def verdict(self) -> str:
        reason = OTHER_QUANTITY.get(self.key)
        if self.transform == "≠":
            if self.numbers and not self.different:
                return "DISAGREES: listed as another quantity, yet the same number everywhere"
            if self.not_called and not reason:
                return f"not called: {self.not_called}"
            count = f"; differs on {len(self.different)} of {self.numbers}" if self.numbers else "; not called"
            return f"expected disagreement: {reason or 'listed as another quantity, no reason given here'}{count}"
        if self.not_called:
            return f"not called: {self.not_called}"
        if self.different:
            return f"DISAGREES: {reason}" if reason else "DISAGREES"
        if not self.numbers:
            return "not called: no table suits it"
        notes = "; ".join(f"expected disagreement on {n} of {self.numbers}: {why}" for why, n in self.edges.items())
        return "agrees" + (f" ({notes})" if notes else "")

    def __str__(self) -> str:
        where = f"{self.peer.tool} {self.peer.version}: {self.name} -> {self.metric.id} [{self.transform}]"
        counts = f"{self.tables} tables, {self.numbers} numbers, largest difference {self.largest:.1e}" if self.numbers else "0 tables"
        return f"{where}: {counts}: {self.verdict}"


def compare(line: Line, tables: list[tuple[Table, Ours]]) -> None:
    for table, ours in tables:
        if line.metric.id not in ours:
            continue
        try:
            theirs = line.peer.call(line.name, line.metric, table)
        except Skip:
            continue
        except Unknown:
            line.not_called = "no function of this name that takes these tables"
            return
        line.take(table, transformed(line.transform, line.metric, ours[line.metric.id], theirs))
    if not line.tables and not any(line.metric.id in ours for _, ours in tables):
        line.not_called = f"needs {', '.join(line.metric.inputs)}, which these tables have not"


def show(example: Example, peers: dict[str, Peer], metrics: dict[str, Metric], evenhand: Evenhand) -> str | None:
    """One line that shows both numbers; None if the peer or the metric is not there. Starts with FAILED if a number is not as written."""
    peer, metric = peers.get(example.tool), metrics.get(example.id)
    if peer is None or peer.version is None or metric is None:
        return None
    ours = evenhand.audit(example.table)[metric.id].get(example.group, NAN)
    theirs = peer.call(example.name, metric, example.table).get(example.group, NAN)
    good = all(difference(round(a, 6) if math.isfinite(a) else a, b) <= 1e-6 for a, b in ((ours, example.ours), (theirs, example.theirs)))
    text = f"{example.tool} {example.name}: evenhand {spelled(ours)}, {example.tool} {spelled(theirs)}: {example.why}"
    return text if good else f"FAILED, {spelled(example.ours)} and {spelled(example.theirs)} expected: {text}"


def spelled(x: float) -> str:
    return "undefined" if math.isnan(x) else f"{x:.7g}"


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--evenhand", type=Path, default=ROOT / "target/release/evenhand", help="the program to test")
    options.add_argument("--seed", type=int, default=1, help="seed of the random tables")
    options.add_argument("--details", type=int, default=3, metavar="N", help="numbers shown where something disagrees")
    asked = options.parse_args()
    if not asked.evenhand.exists():
        print(f"error: {asked.evenhand} is not there; build it or name another with --evenhand", file=sys.stderr)
        return 2
    np.seterr(all="ignore")

    evenhand = Evenhand(asked.evenhand)
    rows = evenhand.metrics()
    peers = all_peers()
    tables = [(table, evenhand.audit(table)) for table in random_tables(asked.seed)]
    by_tool = {p.tool: p for p in peers}
    lines, absent = [], Counter[str]()
    for row in rows:
        for alias in row["peers"]:
            peer = by_tool.get(alias["tool"])
            if peer is None or peer.version is None:
                absent[alias["tool"]] += 1
                continue
            line = Line(peer, alias["name"], Metric(row), alias["transform"])
            compare(line, tables)
            lines.append(line)

    for line in sorted(lines, key=lambda x: [p.tool for p in peers].index(x.peer.tool)):
        print(line)
        if line.verdict.startswith("DISAGREES"):
            for text in line.different[: asked.details]:
                print(f"    {text}")

    print("\nExamples of expected disagreements")
    metrics = {row["id"]: Metric(row) for row in rows}
    shown = [text for e in EXAMPLES if (text := show(e, by_tool, metrics, evenhand)) is not None]
    for text in shown:
        print(f"    {text}")

    failed = sum(text.startswith("FAILED") for text in shown)
    verdicts = Counter(line.verdict.split(":")[0].split(" (")[0] for line in lines)
    if absent:
        print("\nNames of tools that are not installed or not known here: " + ", ".join(f"{t} {n}" for t, n in sorted(absent.items())))
    print(f"\n{len(lines)} names of {len({x.peer.tool for x in lines})} peers on {len(tables)} tables: {verdicts['agrees']} agree, "
          f"{verdicts['expected disagreement']} expected disagreements, {verdicts['not called']} not called, "
          f"{verdicts['DISAGREES']} DISAGREE; {len(shown) - failed} of {len(shown)} examples as written")
    return 1 if verdicts["DISAGREES"] or failed else 0


if __name__ == "__main__":
    sys.exit(main())
