#!/usr/bin/env bash
# What a fresh Debian lacks to build or test lead-form, by apt, as root or
# through sudo.  `setup.sh build`, `setup.sh build test`; silent and quick
# when nothing is missing.
set -eu

build='gcc make pkg-config nginx nginx-dev libhiredis-dev libjansson-dev
    libutf8proc-dev libidn2-dev libpcre2-dev libssl-dev libmaxminddb-dev
    redis-server openssl'
test='libcmocka-dev nodejs chromium libnginx-mod-nchan prometheus curl wrk
    libmaxmind-db-writer-perl faketime'

packages=
for group in "$@"; do
    case $group in
        build | test) packages="$packages ${!group}" ;;
        *) echo "usage: setup.sh build [test]" >&2; exit 2 ;;
    esac
done

missing=
for package in $packages; do
    # A tool that is there already serves, however it came.
    case $package in
        nodejs) command -v node >/dev/null && command -v npm >/dev/null && continue
                package='nodejs npm' ;;
    esac
    for one in $package; do
        dpkg-query -W -f '${Status}' "$one" 2>/dev/null | grep -q ' installed$' \
            || missing="$missing $one"
    done
done

[ -z "$missing" ] && exit 0

command -v apt-get >/dev/null || {
    echo "setup: these packages of Debian are missing:$missing" >&2
    echo "setup: this system has no apt-get to install them" >&2
    exit 1
}

sudo=
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || {
        echo "setup: these packages are missing; as root, once:" >&2
        echo "    apt-get install$missing" >&2
        exit 1
    }
    sudo=sudo
fi

echo "setup: installing$missing"
log=$(mktemp)
policy=/usr/sbin/policy-rc.d

clean() {
    rm -f "$log"
    [ -z "$policy" ] || $sudo rm -f "$policy"
}
trap clean EXIT
trap 'exit 1' INT TERM HUP

# Services that Debian would start on installation are none of ours: the
# product and the tests start their own.
if [ -e "$policy" ]; then
    policy=
else
    printf '#!/bin/sh\nexit 101\n' | $sudo tee "$policy" >/dev/null
    $sudo chmod 755 "$policy"
fi

apt() {
    $sudo env DEBIAN_FRONTEND=noninteractive \
        apt-get -y -q -o DPkg::Lock::Timeout=120 "$@" >>"$log" 2>&1
}

# Where lists cannot be updated, those at hand may do.
apt update || true
apt install --no-install-recommends $missing || {
    tail -n 30 "$log" >&2
    echo "setup: apt-get failed; its last lines are above" >&2
    exit 1
}
