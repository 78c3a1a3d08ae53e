#!/bin/bash
# Installs what Beck needs and is missing: Debian packages (tool/packages.txt) and, by lockfile, the
# npm packages that the build embeds (tool/npm). Usage: tool/setup.sh [GROUP…]; the groups are build,
# run and test; none named means all. Where nothing is missing it changes nothing, needs no root and
# takes a fraction of a second.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { echo "setup: $*"; }
die() {
    echo "setup: $*" >&2
    exit 1
}

wanted_packages() {
    local groups=" ${*:-build run test} " group package rest
    while read -r group package rest; do
        [[ -n $group && $group != '#'* && $groups == *" $group "* ]] && echo "$package"
    done <tool/packages.txt
    return 0
}

# Debian's npm cannot stand beside a Node.js that brings its own, so a command at hand is enough.
is_there_otherwise() {
    case $1 in
        nodejs) command -v node >/dev/null ;;
        npm) command -v npm >/dev/null ;;
        *) return 1 ;;
    esac
}

missing_packages() {
    local package installed
    installed=$(dpkg-query -W -f '${binary:Package} ${db:Status-Status}\n' "$@" 2>/dev/null |
        sed -n 's/^\([^ :]*\)[^ ]* installed$/\1/p') || true
    for package in "$@"; do
        grep -qxF -- "$package" <<<"$installed" || is_there_otherwise "$package" || echo "$package"
    done
}

# The tests start servers of their own, as they need them: what a package brings is not started by
# its installation (no mail server or printer that nobody asked for, no port that another one has).
# Debian's maintainer scripts ask this program (invoke-rc.d(8)); a machine's own stays as it is.
POLICY=/usr/sbin/policy-rc.d
start_nothing() {
    [[ -e $POLICY ]] && return 0
    printf '#!/bin/sh\n# Until tool/setup.sh of Beck has installed what it needs.\nexit 101\n' | "$@" tee $POLICY >/dev/null
    "$@" chmod 755 $POLICY
    # shellcheck disable=SC2064 # as it is now
    trap "$* rm -f $POLICY" EXIT
}

install_packages() {
    local as_root=()
    if [[ $EUID -ne 0 ]]; then
        command -v sudo >/dev/null ||
            die "missing: $*. Installing needs root, and there is no sudo: as root, run" \
                "'apt-get install $*', then this again."
        as_root=(sudo)
    fi
    local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q
        -o DPkg::Lock::Timeout=600 -o Dpkg::Use-Pty=0)
    local log
    log=$(mktemp)
    start_nothing "${as_root[@]}"
    say "installing ${#} Debian packages: $*"
    if ! { "${apt[@]}" update && "${apt[@]}" install -y --no-install-recommends "$@"; } \
        >"$log" 2>&1 </dev/null; then
        tail -n 30 "$log" >&2
        die "apt-get failed; its whole output is in $log"
    fi
    rm -f "$log"
}

# node_modules carries the checksum of the lockfile it was made from.
install_npm_packages() {
    [[ -f tool/npm/package-lock.json ]] || return 0
    local stamp=tool/npm/node_modules/.beck-lockfile checksum log
    checksum=$(sha256sum <tool/npm/package-lock.json)
    [[ -f $stamp && $(<"$stamp") == "$checksum" ]] && return 0
    say "installing the npm packages of tool/npm/package-lock.json"
    log=$(mktemp)
    if ! (cd tool/npm && npm ci --ignore-scripts --no-audit --no-fund) >"$log" 2>&1 </dev/null; then
        tail -n 30 "$log" >&2
        die "npm ci failed in tool/npm; its whole output is in $log"
    fi
    rm -f "$log"
    echo "$checksum" >"$stamp"
}

for group in "$@"; do
    [[ $group =~ ^(build|run|test)$ ]] || die "no group '$group' (build, run, test)"
done
mapfile -t wanted < <(wanted_packages "$@")
if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    die "this is not a Debian system, so nothing can be installed here. Beck is built and tested on" \
        "Debian 12; install what tool/packages.txt lists by your own means and use meson directly" \
        "(HACKING.md)."
fi
mapfile -t missing < <(missing_packages "${wanted[@]}")
if [[ ${#missing[@]} -gt 0 ]]; then
    # shellcheck source=/dev/null
    (. /etc/os-release && [[ ${ID:-} == debian && ${VERSION_ID:-0} -ge 12 ]]) ||
        say "this is not Debian 12 or later; trying its packages all the same"
    install_packages "${missing[@]}"
    mapfile -t missing < <(missing_packages "${wanted[@]}")
    [[ ${#missing[@]} -eq 0 ]] || die "still missing after the installation: ${missing[*]}"
fi
install_npm_packages
say "${#wanted[@]} Debian packages are there"
