#!/bin/sh
# Memory runs out somewhere in a run: status 4 and a sentence, no volume that
# lacks a piece, and the same command works afterwards.
#   memory.sh AOFUTO NOMEMORY.so
. "$(dirname "$0")/lib.sh"
shim=$2
sample --rows 60 >list.csv
run() { # FAIL_AT or FAIL_COUNT assignment, or nothing
	env "$@" "$aofuto" run list.csv --month $month --as-of $day --specimen \
		--out dir --quiet --jobs 1 >out 2>err
}
run LD_PRELOAD="$shim" FAIL_COUNT=1
mv dir whole
all=$(sed -n 's/^allocations: //p' err)
[ "${all:-0}" -gt 1000 ] || fail "the allocations are not counted: $(cat err)"
points=30
for i in $(seq $points); do
	run LD_PRELOAD="$shim" FAIL_AT=$((all * i / (points + 1)))
	got=$?
	[ $got = 4 ] || fail "allocation $i of $points fails: status $got"
	says err "out of memory"
	[ ! -e dir/run.json ] || fail "allocation $i of $points leaves a run"
done
run LC_ALL=C.UTF-8
diff -r whole dir || fail "after all that the run is another one"
finish
