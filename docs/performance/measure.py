#!/usr/bin/env python3
"""Runs evenhand, DuckDB and polars in turn on the same file and prints a Markdown table of what each cost.

    measure.py --evenhand target/release/evenhand --runs 5 DATA.parquet [DATA.parquet ...]

CPU is user + system time of the whole process for evenhand: start, reading, statistics, intervals and the written output. For DuckDB and
polars it is that of the query alone, without starting Python and importing the library. Memory is the largest resident
size of the whole process. Runs alternate, so that a busy machine is busy for everyone; medians are printed, the smallest
and largest in brackets.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
MEGABYTE = 1024 * 1024
RSS_UNIT = 1 if sys.platform == "darwin" else 1024


def run(command):
    """The child's output, CPU seconds and largest resident bytes."""
    child = subprocess.Popen(command, stdout=subprocess.PIPE)
    output = child.stdout.read()
    child.stdout.close()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"exit code {child.returncode}: {' '.join(map(str, command))}")
    return output, used.ru_utime + used.ru_stime, used.ru_maxrss * RSS_UNIT


def group_by(script):
    def measured(data):
        output, whole, memory = run([sys.executable, HERE / script, data])
        answer = json.loads(output)
        return {"cpu": answer["query_cpu"], "whole": whole, "memory": memory, "answer": answer}

    return measured


def audit(binary):
    def measured(data):
        with tempfile.TemporaryDirectory() as folder:
            command = [binary, "audit", data, "--decision", "selected", "--label", "converted"]
            for attribute in ("gender", "age_band", "ethnicity"):
                command += ["--protected", attribute]
            command += ["--intersect", "3", "--threads", "2", "--out", folder, "--no-progress", "--quiet"]
            _, whole, memory = run(command)
        return {"cpu": whole, "whole": whole, "memory": memory}

    return measured


def summary(values, digits):
    middle, low, high = statistics.median(values), min(values), max(values)
    return f"{middle:.{digits}f} ({low:.{digits}f}–{high:.{digits}f})"


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--evenhand", help="the binary; without it the other two are measured alone")
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("data", nargs="+")
    given = arguments.parse_args()

    tools = {"DuckDB": group_by("group_by_duckdb.py"), "polars": group_by("group_by_polars.py")}
    if given.evenhand:
        tools = {"evenhand": audit(given.evenhand), **tools}

    print("| rows | tool | CPU, s | whole process, s | memory, MB | evenhand's CPU / this |")
    print("|---|---|---|---|---|---|")
    for data in given.data:
        for measured in tools.values():
            measured(data)
        results = {name: [] for name in tools}
        for _ in range(given.runs):
            for name, measured in tools.items():
                results[name].append(measured(data))
        answers = {run["answer"]["digest"] for runs in results.values() for run in runs if "answer" in run}
        if len(answers) != 1:
            sys.exit(f"the tools counted differently in {data}")
        for name, runs in results.items():
            if name != "evenhand" and given.evenhand:
                ratios = [ours["cpu"] / run["cpu"] for ours, run in zip(results["evenhand"], runs)]
                ratio = summary(ratios, 2)
            else:
                ratio = ""
            version = f' {runs[0]["answer"]["version"]}' if "answer" in runs[0] else ""
            cells = [
                Path(data).stem,
                name + version,
                summary([run["cpu"] for run in runs], 3),
                summary([run["whole"] for run in runs], 3),
                f"{statistics.median(run['memory'] for run in runs) / MEGABYTE:.0f}",
                ratio,
            ]
            print(f"| {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
