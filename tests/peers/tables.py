"""Seeded random tables, and tiny ones written by hand."""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np


@dataclass
class Table:
    """One table to audit. `flags` say what is unusual about it, for the table of expected disagreements."""

    name: str
    reference: str
    group: np.ndarray
    label: np.ndarray
    decision: np.ndarray
    score: np.ndarray
    outcome: np.ndarray
    stratum: np.ndarray
    weight: np.ndarray | None = None
    flags: set[str] = field(default_factory=set)

    @property
    def groups(self) -> list[str]:
        return sorted({str(g) for g in self.group})

    @property
    def others(self) -> list[str]:
        """The groups compared with the reference."""
        return [g for g in self.groups if g != self.reference]

    def only(self, *groups: str) -> Table:
        """The rows of these groups."""
        keep = np.isin(self.group, groups)
        cut = {k: getattr(self, k)[keep] for k in ("group", "label", "decision", "score", "outcome", "stratum")}
        weight = None if self.weight is None else self.weight[keep]
        return Table(self.name, self.reference, weight=weight, flags=self.flags, **cut)

    def write(self, path: Path) -> None:
        names = ["g", "y", "d", "s", "v", "z"] + (["w"] if self.weight is not None else [])
        columns = [self.group, self.label, self.decision, self.score, self.outcome, self.stratum]
        if self.weight is not None:
            columns.append(self.weight)
        with path.open("w", newline="") as file:
            out = csv.writer(file)
            out.writerow(names)
            out.writerows(zip(*(c.tolist() for c in columns)))


def build(name: str, reference: str, rows: list[tuple[str, int, int, float, float, str]], weight: list[float] | None = None,
          flags: set[str] | None = None) -> Table:
    group, label, decision, score, outcome, stratum = (list(c) for c in zip(*rows))
    return Table(name, reference, np.array(group, dtype=object), np.array(label), np.array(decision), np.array(score, float),
                 np.array(outcome, float), np.array(stratum, dtype=object),
                 None if weight is None else np.array(weight, float), set(flags or ()))


def random_table(seed: int, groups: int, n: int, weighted: bool = False, no_positives: bool = False,
                 none_selected: bool = False) -> Table:
    """Groups of unequal size, a score that ranks unequally well (with ties in small tables), a decision by a noisy threshold."""
    draw = random.Random(seed)
    names = [f"g{i}" for i in range(groups)]
    share = [draw.uniform(0.5, 2.0) for _ in names]
    lift = {g: draw.uniform(-0.2, 0.2) for g in names}
    rows = []
    for i in range(n):
        g = names[i % groups] if i < 8 * groups else draw.choices(names, share)[0]
        s = round(min(0.99, max(0.01, draw.random() * 0.9 + 0.05 + lift[g] / 2)), 4 if n >= 1000 else 2)
        y = int(draw.random() < s + lift[g] / 3)
        d = int(s + draw.gauss(0, 0.15) > 0.55)
        if i < 8 * groups:  # every group has all four cells, unless the table is about one that has not
            y, d = (i // groups) & 1, (i // groups) >> 1 & 1
        if no_positives and g == names[-1]:
            y = 0
        if none_selected and g == names[-1]:
            d = 0
        rows.append((g, y, d, s, round(s * 10 + draw.gauss(0, 2), 3), draw.choice(["north", "south"])))
    name = f"{groups} groups, {n} rows"
    flags = set()
    for on, flag in ((weighted, "weighted"), (no_positives, "no positives"), (none_selected, "none selected")):
        if on:
            flags.add(flag)
            name += f", {flag}"
    weight = [round(draw.uniform(0.2, 3.0), 3) for _ in rows] if weighted else None
    return build(name, draw.choice(names[:-1]), rows, weight, flags)


def random_tables(seed: int) -> list[Table]:
    plans = [dict(groups=g, n=n) for g in (2, 3, 5) for n in (60, 400, 3000)]
    plans += [dict(groups=g, n=n, **{how: True}) for how in ("weighted", "no_positives", "none_selected")
              for g in (2, 3) for n in (80, 1500)]
    return [random_table(seed * 1000 + i, **plan) for i, plan in enumerate(plans)]


def from_cells(cells: dict[str, tuple[int, int, int, int]], reference: str) -> Table:
    """A table by hand: group -> (TP, FN, FP, TN)."""
    rows = []
    for g, counts in cells.items():
        for (y, d), n in zip(((1, 1), (1, 0), (0, 1), (0, 0)), counts):
            rows += [(g, y, d, 0.75 if d else 0.25, 1.0, "all")] * n
    return build("by hand", reference, rows)


def from_scores(scores: dict[str, list[tuple[int, float]]], reference: str) -> Table:
    """A table by hand: group -> (label, score) of each row."""
    rows = [(g, y, int(s >= 0.5), s, float(y), "all") for g, pairs in scores.items() for y, s in pairs]
    return build("by hand", reference, rows)
