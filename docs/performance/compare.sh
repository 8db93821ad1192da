#!/usr/bin/env bash
# What an audit costs beside a bare group-by in DuckDB and polars. See ../performance.md.
#
#     docs/performance/compare.sh                 # everything
#     EVENHAND=no docs/performance/compare.sh     # the other two alone, nothing is built
#
# RUNS (5) and ROWS ("1000000 10000000") can be set. Writes into .venvs/bench and target/performance, both ignored by git.
set -euo pipefail
cd "$(dirname "$0")/../.."

runs=${RUNS:-5}
rows=${ROWS:-1000000 10000000}
python=.venvs/bench/bin/python
data=target/performance

if [ ! -x "$python" ]; then
    python3 -m venv .venvs/bench
fi
"$python" -m pip install --quiet numpy==2.4.6 pyarrow==26.0.1 duckdb==2.0.0 polars==2.1.0

files=()
for n in $rows; do
    file="$data/$n.parquet"
    [ -f "$file" ] || "$python" docs/performance/make_data.py --rows "$n" --out "$file"
    files+=("$file")
done

evenhand=()
if [ "${EVENHAND:-yes}" != no ]; then
    cargo build --release
    evenhand=(--evenhand target/release/evenhand)
fi

"$python" docs/performance/measure.py --runs "$runs" ${evenhand[@]+"${evenhand[@]}"} "${files[@]}"
