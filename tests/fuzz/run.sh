#!/bin/bash
# Runs one fuzzing harness: run.sh HARNESS SEEDS BUILD. What it learns stays in BUILD/corpus, what
# breaks it in BUILD/crashes. The short run is the same every time; with BECK_TEST_LONG (minutes, or
# 1 for five of them) each run goes its own ways.
set -euo pipefail
harness=$1 seeds=$2 build=$3
name=$(basename "$harness")
corpus=$build/corpus/$name crashes=$build/crashes/$name
mkdir -p "$corpus" "$crashes"
directories=("$corpus")
[[ -d $seeds ]] && directories+=("$seeds")
minutes=${BECK_TEST_LONG:-0}
[[ $minutes == 1 ]] && minutes=5
if [[ $minutes == 0 ]]; then
    # Only the seeds, so that what an earlier run learnt does not decide this one.
    scratch=$(mktemp -d)
    trap 'rm -rf "$scratch"' EXIT
    directories=("$scratch" "${directories[@]:1}")
    limits=(-seed=1 -max_total_time=1)
else
    limits=("-max_total_time=$((minutes * 60))")
fi
if ! "$harness" "${limits[@]}" -timeout=10 -rss_limit_mb=2048 -max_len=65536 -print_final_stats=1 \
    "-artifact_prefix=$crashes/" "${directories[@]}"; then
    find "$crashes" -type f -printf "again: $harness %p\n"
    exit 1
fi
