#!/bin/bash
# The benches: figures, each beside its named peer of the same run.
#
#     bench/run.sh [NAME…]        NAME: import plan compose read send texts touches pages log forecast letters web start; all without one
#
# BENCH_ROWS     rows of the import (1000000)
# BENCH_MAILS    mails of the Maildir that is read (10000); messages that are sent (20000)
# BENCH_TEXTS    texts that are sent into Kannel (5000)
# BENCH_QUEUED   mails due while the worker's memory is measured (100000)
# BENCH_TOUCHES  touches that are carried through in the large database (20000)
# BENCH_TIMES    runs of which the middle one counts, of sending to a slow server and of touches (3)
# BENCH_LEADS    leads of the large database of pages, log and forecast (1000000; ten touches each)
# BENCH_ENGINES  "sqlite postgres"
# BENCH_BUILD    a build folder, made where it is not there (build-bench)
#
# Builds in release; works in a folder of its own below TMPDIR (about 5 GB an engine for a million
# leads) and removes it. PostgreSQL is a private server of tests/with_postgres.sh.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
if [ -z "${BENCH_INSIDE:-}" ]; then
    BENCH_INSIDE=1 exec "$root/tests/with_postgres.sh" "$0" "$@"
fi

rows=${BENCH_ROWS:-1000000}
leads=${BENCH_LEADS:-1000000}
mails=${BENCH_MAILS:-10000}
engines=${BENCH_ENGINES:-sqlite postgres}
build=${BENCH_BUILD:-$root/build-bench}
now=2026-09-25T15:00:00Z # as make_leads.py
work=$(mktemp -d "${TMPDIR:-/tmp}/beck-bench-XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM HUP

[ -f "$build/build.ninja" ] || meson setup "$build" "$root" --buildtype=release >/dev/null
ninja -C "$build" bench >/dev/null
beck=$build/src/beck
export BECK_MODULE_DIR=$build/src
unset BECK_DB

# Where a database of a name is on an engine; a new one of PostgreSQL is made.
place() { # ENGINE NAME
    if [ "$1" = sqlite ]; then
        rm -f "$work/$2.db"*
        echo "$work/$2.db"
    else
        psql -qX "$BECK_TEST_POSTGRES" -c 'SET client_min_messages = error' \
            -c "DROP DATABASE IF EXISTS $2" -c "CREATE DATABASE $2"
        echo "${BECK_TEST_POSTGRES%/*}/$2"
    fi
}

drop() { # ENGINE NAME
    if [ "$1" = sqlite ]; then
        rm -f "$work/$2.db"*
    else
        psql -qX "$BECK_TEST_POSTGRES" -c "DROP DATABASE $2"
    fi
}

# A database with so many leads, made once.
filled() { # ENGINE NAME LEADS
    if [ -f "$work/$1-$2" ]; then
        cat "$work/$1-$2"
        return
    fi
    url=$(place "$1" "$2")
    "$beck" --db "$url" init >/dev/null
    python3 "$root/bench/make_leads.py" "$url" "$3"
    echo "$url" | tee "$work/$1-$2"
}

engines_there() {
    for engine in $engines; do
        if [ "$engine" = sqlite ] || [ -n "${BECK_TEST_POSTGRES:-}" ]; then
            echo "$engine"
        fi
    done
}

seconds() { # of a command
    start=$(date +%s.%N)
    "$@" >/dev/null
    date +%s.%N | awk -v start="$start" '{ printf "%.1f s", $1 - start }'
}

bench_import() {
    python3 "$root/bench/make_people.py" "$rows" >"$work/people.csv"
    for engine in $(engines_there); do
        "$build/bench/import_bench" "$work/people.csv" "$(place "$engine" people)" \
            "$(place "$engine" twin)"
        drop "$engine" people
        drop "$engine" twin
    done
    echo "  the bare file: sqlite3 .import $(seconds sqlite3 "$work/bare.db" '.mode csv' \
        ".import $work/people.csv people")"
    if [ -n "${BECK_TEST_POSTGRES:-}" ]; then
        psql -qX "$BECK_TEST_POSTGRES" -c 'CREATE TABLE people (name text, company text, title text,
            email text, cell text, office text, city text, source text)'
        echo "  the bare file: COPY $(seconds psql -qX "$BECK_TEST_POSTGRES" \
            -c "\\copy people FROM '$work/people.csv' CSV HEADER")"
        psql -qX "$BECK_TEST_POSTGRES" -c 'DROP TABLE people'
    fi
    rm -f "$work/people.csv" "$work/bare.db"
}

bench_plan() {
    "$build/bench/plan_bench"
}

bench_compose() {
    "$build/bench/compose_bench"
}

bench_read() {
    "$root/bench/read_bench.py" "$beck" "$work/Maildir" "$mails"
    rm -rf "$work/Maildir"
}

bench_send() {
    "$root/bench/send_bench.py" "$beck" "$build/bench/bare_touches" "$build/bench/bare_carry"
}

bench_texts() {
    "$root/bench/texts_bench.py" "$beck"
}

bench_touches() {
    "$root/bench/touches_bench.py" "$beck" "$build/bench/bare_touches" "$build/bench/bare_carry" \
        "$(filled sqlite large "$leads")"
}

bench_pages() {
    for engine in $(engines_there); do
        "$build/bench/view_bench" "$(filled "$engine" small 1000)" \
            "$(filled "$engine" large "$leads")"
    done
}

bench_log() {
    for engine in $(engines_there); do
        from=$(filled "$engine" logged 10000)
        twin=$(filled "$engine" logged_twin 10000)
        "$build/bench/log_bench" "$from" "$twin"
    done
}

bench_forecast() {
    for engine in $(engines_there); do
        "$build/bench/forecast_bench" "$(filled "$engine" large "$leads")"
    done
}

bench_web() {
    if ! command -v wrk >/dev/null; then
        echo "  wrk is not installed"
        return
    fi
    for engine in $(engines_there); do
        echo "the web server on $engine:"
        "$root/bench/web_bench.py" "$beck" "$build/bench/bare_http" \
            "$(filled "$engine" small 1000)" "$(filled "$engine" large "$leads")" "$now"
    done
}

# 10,000 tasks as Taskwarrior keeps them.
make_tasks() {
    mkdir -p "$work/task"
    printf 'data.location=%s/task\nconfirmation=no\n' "$work" >"$work/taskrc"
    awk 'BEGIN { for (i = 1; i <= 10000; i++) printf "[description:\"Call Ann%d Ford%d\" " \
        "due:\"%d\" entry:\"1780000000\" project:\"Expo\" status:\"pending\" " \
        "uuid:\"00000000-0000-4000-8000-%012d\"]\n", i, i, 1790348400 + (i * 7919 % 1000 - 300) * 3600, i }' \
        >"$work/task/pending.data"
}

bench_letters() {
    echo "letters into one PDF, with a list (at least 100 a second):"
    python3 -B "$root/bench/letters_bench.py" "$beck"
}

bench_start() {
    small=$(filled sqlite small 1000)
    ten=$(filled sqlite ten 10000)
    echo "start to exit, beck today on 1,000 leads : sqlite3 with one query (at most +8 ms):"
    "$build/bench/start_bench" 101 "$beck" --db "$small" --now "$now" today -- sqlite3 "$small" \
        "SELECT * FROM next_touch WHERE owner_id = 1 AND due_at < 1790398800 LIMIT 200"
    echo "start to exit, beck next on 10,000 leads : task next on 10,000 tasks (at least 20 times as quick):"
    if command -v task >/dev/null; then
        make_tasks
        TASKRC=$work/taskrc "$build/bench/start_bench" 21 "$beck" --db "$ten" --now "$now" next -- \
            task rc.verbose=nothing next
    else
        echo "  taskwarrior is not installed"
    fi
}

echo "$(nproc) × $(sed -n 's/^model name.*: //p;T;q' /proc/cpuinfo), $(awk '/MemTotal/ { printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo), $(date -u +%F), load $(cut -d' ' -f1 /proc/loadavg)"
for name in "${@:-import plan compose read send texts touches pages log forecast letters web start}"; do
    for one in $name; do
        case $one in
        import | plan | compose | read | send | texts | touches | pages | log | forecast | letters | web | start) "bench_$one" ;;
        *)
            echo "bench/run.sh: there is no bench \"$one\"; there are import plan compose read send texts touches pages log forecast letters web start" >&2
            exit 2
            ;;
        esac
    done
done
