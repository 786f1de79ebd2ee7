#!/usr/bin/env bash
# Runs the unit tests it is given and closes with one line that counts them.
set -u

passed=0 failed=0

for program in "$@"; do
    if output=$(ASAN_OPTIONS=detect_leaks=1:allocator_may_return_null=1 \
                UBSAN_OPTIONS=print_stacktrace=1 "$program" 2>&1); then
        skips=$(printf '%s\n' "$output" | grep -i '^skip' || true)
        [ -z "$skips" ] || printf '%s\n' "$skips"
    else
        printf '%s\n' "$output"
        echo "FAILED: $program"
        failed=$((failed + 1))
    fi
    n=$(printf '%s\n' "$output" | sed -n 's/^\[  PASSED  \] \([0-9]*\) test.*/\1/p')
    passed=$((passed + ${n:-0}))
done

echo "unit: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
