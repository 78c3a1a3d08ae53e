#!/bin/bash
# Proves that a bare Debian 12 with a clone of this tree needs nothing else: makes a minimal system
# (debootstrap) in a directory, clones the committed state into it and runs a command there.
# Usage: tool/prove_fresh.sh [COMMAND…]; without one: ./test. Needs root and some 4 GB.
# The mirror and, for npm, the registry are those that this machine uses.
# BECK_FRESH names the directory, to keep the system for the next time; else it is removed.
set -euo pipefail
cd "$(dirname "$0")/.."

die() {
    echo "prove_fresh: $*" >&2
    exit 1
}
[[ $EUID -eq 0 ]] || die "making a system needs root"
command -v debootstrap >/dev/null || die "debootstrap is missing: apt-get install debootstrap"

# The first mirror of bookworm itself that apt uses: not its security updates, not a third party's.
# shellcheck disable=SC2016
mirror=$(apt-get indextargets --format '$(CODENAME) $(COMPONENT) $(SITE) $(REPO_URI)' 2>/dev/null |
    awk '$1 == "bookworm" && $2 == "main" { print $4; exit }')
[[ -n $mirror ]] || die "apt here has no source for bookworm"

fresh=${BECK_FRESH:-$(mktemp -d)}
# Its mounts and processes are namespaces of their own, and go with them.
leave() { [[ -n ${BECK_FRESH:-} ]] || rm -rf --one-file-system "$fresh"; }
trap leave EXIT

if [[ ! -e $fresh/etc/debian_version ]]; then
    echo "prove_fresh: making a minimal Debian 12 in $fresh"
    debootstrap --variant=minbase bookworm "$fresh" "$mirror" >"$fresh.log" 2>&1 ||
        die "debootstrap failed: see $fresh.log"
    rm -f "$fresh.log"
fi
# The ways out are this machine's: names, proxies, certificates, apt's and npm's settings.
# A link in there may point at a file of this machine, so nothing is written through one.
cp -L --remove-destination /etc/resolv.conf /etc/hosts "$fresh/etc/"
cp -rL --remove-destination /etc/apt/apt.conf.d/. "$fresh/etc/apt/apt.conf.d/"
if [[ ! -e $fresh/etc/ssl/certs/ca-certificates.crt ]]; then
    mkdir -p "$fresh/etc/ssl/certs"
    cp -L /etc/ssl/certs/ca-certificates.crt "$fresh/etc/ssl/certs/"
fi
# Installing ca-certificates makes that list anew, without what only this machine trusts.
cp -L /etc/ssl/certs/ca-certificates.crt "$fresh/etc/trusted.host"
command -v npm >/dev/null && {
    npm config get registry 2>/dev/null | sed 's/^/registry=/'
    echo cafile=/etc/trusted.host
} >"$fresh/etc/npmrc.host"
rm -rf "$fresh/src"
mkdir "$fresh/src"
git clone -q . "$fresh/src/beck"
passed=()
for name in http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY; do
    [[ -n ${!name:-} ]] && passed+=("$name=${!name}")
done
[[ -s $fresh/etc/npmrc.host ]] && passed+=(NPM_CONFIG_GLOBALCONFIG=/etc/npmrc.host)
[[ $# -gt 0 ]] || set -- ./test
echo "prove_fresh: $* in $fresh/src/beck"
# What runs in there sees no process of this machine: maintainer scripts look for servers to end (HylaFAX's
# does), and ./run leaves one.
# shellcheck disable=SC2016 # in there
within='set -e
fresh=$1
shift
mount --bind "$fresh" "$fresh" # a root that is a mount of its own: ip netns wants that
mount -t proc proc "$fresh/proc"
mount -t tmpfs tmpfs "$fresh/dev"
for device in null zero full random urandom tty; do cp -a "/dev/$device" "$fresh/dev/"; done
ln -s /proc/self/fd "$fresh/dev/fd"
mkdir "$fresh/dev/shm"
mount -t tmpfs tmpfs "$fresh/dev/shm"
chroot "$fresh" /bin/bash -c '\''cd /src/beck && "$@"'\'' fresh "$@" || exit
exit 0 # this shell stays beside it, for what is left over is its to wait for'
unshare --pid --fork --kill-child --mount env -i \
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 "${passed[@]}" \
    /bin/bash -c "$within" within "$fresh" "$@" </dev/null
