#!/bin/sh
# Runs a command with a private PostgreSQL 15 beside it:
#
#     tests/with_postgres.sh COMMAND [ARGUMENT…]
#
# The server lives in a temporary directory, listens on a free port of 127.0.0.1 and is stopped by its
# own process id when the command ends; BECK_TEST_POSTGRES tells the command its URL. The exit code is
# the command's. It does not wait for the disk: tests kill programs, and what the machine itself has
# been given outlives that. PostgreSQL refuses to run as root, so root runs it as the user `postgres`.
#
# Where Debian's server is not installed, or BECK_TEST_POSTGRES is set already, the command just runs.
set -eu

binaries=/usr/lib/postgresql/15/bin
if [ -n "${BECK_TEST_POSTGRES:-}" ]; then
    exec "$@"
fi
if [ ! -x "$binaries/postgres" ]; then
    echo "tests/with_postgres.sh: $binaries/postgres is not there; running without PostgreSQL" >&2
    exec "$@"
fi

as_server=
if [ "$(id -u)" = 0 ]; then
    as_server='runuser -u postgres --'
fi
folder=$(mktemp -d "${TMPDIR:-/tmp}/beck-postgres-XXXXXX")
server=

finish() {
    code=$?
    trap - EXIT INT TERM HUP
    if [ -n "$server" ] && kill -0 "$server" 2>/dev/null; then
        kill -INT "$server" # fast shutdown: sessions are ended, the log is written out
        while kill -0 "$server" 2>/dev/null; do sleep 0.05; done
        wait # so that its time is part of ours
    fi
    rm -rf "$folder"
    exit "$code"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

if [ "$(id -u)" = 0 ]; then
    chown postgres "$folder"
fi
chmod 700 "$folder"

# shellcheck disable=SC2086 # as_server is several words
$as_server "$binaries/initdb" --pgdata="$folder/data" --username=beck --auth=trust --encoding=UTF8 \
    --locale=C --no-sync >"$folder/initdb.log" 2>&1 || {
    cat "$folder/initdb.log" >&2
    exit 1
}

# The first free port above a number that differs between runs; whoever takes it first has it, so a
# server that did not come up is tried again on the next one.
start() {
    # shellcheck disable=SC2086
    $as_server "$binaries/postgres" -D "$folder/data" -h 127.0.0.1 -p "$1" -k "$folder" \
        -c max_connections=100 -c shared_buffers=64MB -c logging_collector=off \
        -c fsync=off -c full_page_writes=off -c wal_level=minimal -c max_wal_senders=0 -c max_wal_size=256MB \
        >"$folder/server.log" 2>&1 &
    tries=0
    while [ $tries -lt 200 ]; do
        if [ -s "$folder/data/postmaster.pid" ] && grep -q ready "$folder/data/postmaster.pid"; then
            server=$(head -n 1 "$folder/data/postmaster.pid")
            return 0
        fi
        kill -0 $! 2>/dev/null || return 1
        tries=$((tries + 1))
        sleep 0.05
    done
    return 1
}

port=$((20000 + $$ % 20000))
last=$((port + 20))
until start "$port"; do
    port=$((port + 1))
    if [ "$port" -gt "$last" ]; then
        echo "tests/with_postgres.sh: the server does not start:" >&2
        cat "$folder/server.log" >&2
        exit 1
    fi
done

BECK_TEST_POSTGRES="postgresql://beck@127.0.0.1:$port/postgres"
export BECK_TEST_POSTGRES
"$@"
