#!/usr/bin/env bash
# Runs every *.test.js of the folders it is given, by Node's own test runner, as
# many at once as there are cores: most of their time is waiting.
set -eu

files=()
for folder in "$@"; do
    while IFS= read -r file; do
        files+=("$file")
    done < <(find "$folder" -name '*.test.js' | sort)
done

[ "${#files[@]}" -gt 0 ] || { echo "no tests in $*" >&2; exit 1; }

# Node 18 has this from 18.19 on; before, it leaves one core idle.
at_once=()
if node --help | grep -q -- --test-concurrency; then
    cores=$(nproc)
    at_once=("--test-concurrency=$((cores > 2 ? cores : 2))")
fi

exec node --test ${at_once[@]+"${at_once[@]}"} "${files[@]}"
