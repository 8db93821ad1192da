#!/usr/bin/env python3
"""DuckDB's share of the comparison: the counts from which every rate follows, and nothing else.

    group_by_duckdb.py DATA.parquet
    group_by_duckdb.py DATA.parquet bins    # the same counts in 1,024 bins of the score
    group_by_duckdb.py DATA.parquet sum     # nothing but the sum of the score
"""

import hashlib
import json
import sys
import time

import duckdb

QUERY = """
    select gender, age_band, ethnicity, selected, converted, count(*)
    from read_parquet(?)
    group by all
"""


SCORES = {
    "bins": """
        select gender, age_band, ethnicity, selected, converted, least(floor(score * 1024), 1023) bin, count(*)
        from read_parquet(?)
        group by all
    """,
    "sum": "select sum(score) from read_parquet(?)",
}


def main():
    start = time.process_time()
    connection = duckdb.connect()
    connection.execute("SET threads = 2")
    if len(sys.argv) > 2:
        rows = connection.execute(SCORES[sys.argv[2]], [sys.argv[1]]).fetchall()
        spent = time.process_time() - start
        print(json.dumps({"version": duckdb.__version__, "query_cpu": spent, "rows": len(rows)}))
        return
    rows = connection.execute(QUERY, [sys.argv[1]]).fetchall()
    spent = time.process_time() - start
    digest = hashlib.sha256(repr(sorted(rows)).encode()).hexdigest()[:16]
    selected = {}
    for *groups, chosen, _, n in rows:
        for name, group in zip(("gender", "age_band", "ethnicity"), groups):
            selected[f"{name}={group}"] = selected.get(f"{name}={group}", 0) + chosen * n
    answer = {"version": duckdb.__version__, "query_cpu": spent, "digest": digest, "selected": selected}
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
