#!/usr/bin/env bash
# Runs every *.test.js of the folders it is given, by Node's own test runner.
set -eu

files=()
for folder in "$@"; do
    while IFS= read -r file; do
        files+=("$file")
    done < <(find "$folder" -name '*.test.js' | sort)
done

[ "${#files[@]}" -gt 0 ] || { echo "no tests in $*" >&2; exit 1; }
exec node --test "${files[@]}"
