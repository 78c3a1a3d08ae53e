#!/bin/bash
# Serves a sample company in the background and opens it in a browser, where there is one.
#   tool/serve_sample.sh FOLDER         FOLDER has beck.db (tool/sample.sh); BECK_PROGRAM names the program
#   tool/serve_sample.sh FOLDER stop    ends it
# The address is told on the last line; the server's own words are in FOLDER/serve.log.
set -euo pipefail
folder=$(cd "${1:?usage: tool/serve_sample.sh FOLDER [stop]}" && pwd)
program=${BECK_PROGRAM:-beck}

stop() {
    local pid
    [[ -f $folder/serve.pid ]] || return 0
    pid=$(<"$folder/serve.pid")
    # Only a server of this folder: numbers of processes are given again.
    if tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -qF "$folder/beck.db"; then
        kill "$pid" && tail --pid="$pid" -f /dev/null
    fi
    rm -f "$folder/serve.pid"
}

# The server's first line: its address, and where the first password is set.
first_line() {
    local tries
    for tries in {1..100}; do
        [[ -s $folder/serve.out ]] && return 0
        kill -0 "$(<"$folder/serve.pid")" 2>/dev/null || return 1
        sleep 0.1
    done
    echo "serve: no answer after $tries tries; see $folder/serve.log" >&2
    return 1
}

start() { # PORT
    : >"$folder/serve.out"
    setsid "$program" --db "$folder/beck.db" --json serve --listen "127.0.0.1:$1" \
        >"$folder/serve.out" 2>"$folder/serve.log" </dev/null &
    echo $! >"$folder/serve.pid"
    first_line
}

stop
[[ ${2:-} == stop ]] && exit 0
# Where another program has Beck's port, any free one.
start 2325 || start 0 || {
    cat "$folder/serve.log" >&2
    exit 1
}
address=$(python3 -c 'import json, sys; line = json.load(sys.stdin); print(line.get("set_up", line["url"]))' \
    <"$folder/serve.out")
if [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]] && command -v xdg-open >/dev/null; then
    xdg-open "$address" >/dev/null 2>&1 || true
fi
echo "# Beck is running. Open it in a browser (the first time it asks for a password of your choice):"
echo "# $address"
