#!/usr/bin/env bash
# What a fresh Debian lacks to build or test lead-form, by apt, as root or
# through sudo.  `setup.sh build`, `setup.sh build test`; silent and quick
# when nothing is missing.
set -eu

build='gcc make pkg-config nginx nginx-dev libhiredis-dev libjansson-dev
    libutf8proc-dev libidn2-dev libpcre2-dev libssl-dev libmaxminddb-dev
    redis-server openssl'
test='libcmocka-dev nodejs chromium libnginx-mod-nchan prometheus curl wrk'

packages=
for group in "$@"; do
    packages="$packages ${!group}"
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

sudo=
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || {
        echo "setup: missing packages:$missing" >&2
        echo "setup: run this as root, or install sudo" >&2
        exit 1
    }
    sudo=sudo
fi

echo "setup: installing$missing"
log=$(mktemp)
export DEBIAN_FRONTEND=noninteractive

# Services that Debian would start on installation are none of ours: the
# product and the tests start their own.
install() {
    $sudo env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 \
        apt-get install -y -q --no-install-recommends $missing >"$log" 2>&1
}

$sudo apt-get update -q >"$log" 2>&1 && install || {
    tail -n 30 "$log" >&2
    rm -f "$log"
    exit 1
}
rm -f "$log"
