#!/usr/bin/env bash
# What an audit costs beside others: DuckDB and polars at every size, Aequitas, Fairlearn and DivExplorer at the smaller one.
# See ../performance.md.
#
#     docs/performance/compare.sh                 # a million and ten million rows
#     ROWS="1000000 10000000 100000000" docs/performance/compare.sh
#     EVENHAND=no docs/performance/compare.sh     # the others alone, nothing is built
#     PEERS=no docs/performance/compare.sh        # without the slow ones
#     PROFILE=dist docs/performance/compare.sh    # the build that is released; it takes three times as long to make
#
# RUNS (5), ROWS and PEER_ROWS (1000000; Fairlearn takes minutes) can be set. What cannot be installed is named and left out.
# Writes into .venvs and target/performance, both ignored by git; the data of 100,000,000 rows take 1.3 GB.
set -euo pipefail
cd "$(dirname "$0")/../.."

runs=${RUNS:-5}
rows=${ROWS:-1000000 10000000}
peer_rows=${PEER_ROWS:-1000000}
python=.venvs/bench/bin/python
peers=.venvs/peers/bin/python
divexplorer=.venvs/divexplorer/bin/python
data=target/performance

# A virtual environment with these packages; each that cannot be installed is named.
environment() {
    local folder=$1
    shift
    [ -x "$folder/bin/python" ] || python3 -m venv "$folder"
    for package in "$@"; do
        "$folder/bin/python" -m pip install --quiet "$package" || echo "LEFT OUT: $package could not be installed" >&2
    done
}

file() {
    echo "$data/$1.parquet"
}

make() {
    [ -f "$(file "$1")" ] || "$python" docs/performance/make_data.py --rows "$1" --out "$(file "$1")"
}

environment .venvs/bench numpy==2.4.6 pyarrow==26.0.1 duckdb==2.0.0 polars==2.1.0
files=()
for n in $rows; do
    make "$n"
    files+=("$(file "$n")")
done

evenhand=()
profile=${PROFILE:-release}
binary=target/$profile/evenhand
if [ "${EVENHAND:-yes}" != no ]; then
    cargo build --profile "$profile"
    evenhand=(--evenhand "$binary")
fi

echo "## Counts, and everything that follows from them"
"$python" docs/performance/measure.py --runs "$runs" ${evenhand[@]+"${evenhand[@]}"} "${files[@]}"

if [ "${EVENHAND:-yes}" != no ]; then
    echo
    echo "## Scores"
    "$python" docs/performance/measure_scores.py "${evenhand[@]}" --runs "$runs" "${files[@]}"
    echo
    echo "## Five models"
    "$python" docs/performance/measure_models.py "${evenhand[@]}" --runs "$runs" "${files[@]}"
    echo
    echo "## Single rows"
    "$python" docs/performance/measure_features.py "${evenhand[@]}" --runs "$runs"
fi

if [ "${PEERS:-yes}" != no ]; then
    make "$peer_rows"
    environment .venvs/peers pyarrow==26.0.1 aequitas==1.1.0 fairlearn==0.15.0
    echo
    echo "## Beside tools for audits"
    "$python" docs/performance/measure.py --runs 1 ${evenhand[@]+"${evenhand[@]}"} --peers "$peers" "$(file "$peer_rows")"
    environment .venvs/divexplorer pyarrow==26.0.1 divexplorer==0.2.6
    if [ "${EVENHAND:-yes}" != no ] && "$divexplorer" -c "import divexplorer" 2>/dev/null; then
        echo
        echo "## Search"
        "$divexplorer" docs/performance/compare_search.py "${evenhand[@]}" --runs 1 "$(file "$peer_rows")"
    else
        echo "LEFT OUT: the search beside DivExplorer" >&2
    fi
fi
