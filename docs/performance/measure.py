#!/usr/bin/env python3
"""Runs evenhand and others in turn on the same file and prints a Markdown table of what each cost.

    measure.py --evenhand target/release/evenhand --runs 5 DATA.parquet [DATA.parquet ...]
    measure.py --evenhand target/release/evenhand --runs 3 --peers .venvs/peers/bin/python 1000000.parquet

CPU is user + system time of the whole process for evenhand: start, reading, statistics, intervals and the written output. For the
others it is that of the query alone, without starting Python, importing the library and, for Aequitas and Fairlearn, reading
the file. Memory is the largest resident size of the whole process. Runs alternate, so that a busy machine is busy for
everyone; medians are printed, the smallest and largest in brackets. What is not installed is named and left out.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
MEGABYTE = 1024 * 1024
RSS_UNIT = 1 if sys.platform == "darwin" else 1024


def run(command):
    """The child's output, CPU seconds, largest resident bytes and seconds by the clock."""
    begun = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.PIPE)
    output = child.stdout.read()
    child.stdout.close()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"exit code {child.returncode}: {' '.join(map(str, command))}")
    return output, used.ru_utime + used.ru_stime, used.ru_maxrss * RSS_UNIT, time.monotonic() - begun


def group_by(script, python=sys.executable):
    def measured(data):
        output, whole, memory, clock = run([python, HERE / script, data])
        answer = json.loads(output)
        return {"cpu": answer["query_cpu"], "whole": whole, "memory": memory, "clock": clock, "answer": answer}

    return measured


def installed(python, module):
    probe = subprocess.run([python, "-c", f"import {module}"], capture_output=True)
    if probe.returncode != 0:
        print(f"LEFT OUT: {module} is not installed for {python}", file=sys.stderr)
    return probe.returncode == 0


def audit(binary):
    def measured(data):
        with tempfile.TemporaryDirectory() as folder:
            command = [binary, "audit", data, "--decision", "selected", "--label", "converted"]
            for attribute in ("gender", "age_band", "ethnicity"):
                command += ["--protected", attribute]
            command += ["--intersect", "3", "--threads", "2", "--out", folder, "--no-progress", "--quiet"]
            _, whole, memory, clock = run(command)
        return {"cpu": whole, "whole": whole, "memory": memory, "clock": clock}

    return measured


def summary(values, digits):
    middle, low, high = statistics.median(values), min(values), max(values)
    return f"{middle:.{digits}f} ({low:.{digits}f}–{high:.{digits}f})"


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--evenhand", help="the binary; without it the others are measured alone")
    arguments.add_argument("--peers", help="a Python with aequitas and fairlearn, to measure these as well")
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("data", nargs="+")
    given = arguments.parse_args()

    tools = {
        name: group_by(f"group_by_{module}.py")
        for name, module in (("DuckDB", "duckdb"), ("polars", "polars"))
        if installed(sys.executable, module)
    }
    if given.peers:
        for name, module in (("Aequitas", "aequitas"), ("Fairlearn", "fairlearn")):
            if installed(given.peers, module):
                tools[name] = group_by(f"group_by_{module}.py", given.peers)
    if given.evenhand:
        tools = {"evenhand": audit(given.evenhand), **tools}

    print("| rows | tool | CPU, s | whole process, s | by the clock, s | memory, MB | evenhand's CPU / this |")
    print("|---|---|---|---|---|---|---|")
    for data in given.data:
        for measured in tools.values():
            measured(data)
        results = {name: [] for name in tools}
        for _ in range(given.runs):
            for name, measured in tools.items():
                results[name].append(measured(data))
        answers = [run["answer"] for runs in results.values() for run in runs if "answer" in run]
        for what in ("digest", "selected"):
            if len({json.dumps(answer[what], sort_keys=True) for answer in answers if what in answer}) > 1:
                sys.exit(f"the tools counted differently in {data}")
        for name, runs in results.items():
            if name != "evenhand" and given.evenhand:
                ratios = [ours["cpu"] / run["cpu"] for ours, run in zip(results["evenhand"], runs)]
                ratio = summary(ratios, 2 if min(ratios) >= 0.1 else 4)
            else:
                ratio = ""
            version = f' {runs[0]["answer"]["version"]}' if "answer" in runs[0] else ""
            cells = [
                Path(data).stem,
                name + version,
                summary([run["cpu"] for run in runs], 3),
                summary([run["whole"] for run in runs], 3),
                summary([run["clock"] for run in runs], 2),
                f"{statistics.median(run['memory'] for run in runs) / MEGABYTE:.0f}",
                ratio,
            ]
            print(f"| {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
