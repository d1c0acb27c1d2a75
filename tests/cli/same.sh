#!/bin/sh
# The same inputs give the same bytes: whatever the clock, the time zone, the
# locale, the folder, the number of workers.
. "$(dirname "$0")/lib.sh"
sample --rows 500 >list.csv
printf 'format: 1\nvolume_notices: 30\n' >small.yaml

run() { # FOLDER NAME=VALUE... -- OPTION...
	into=$1
	shift
	set -- "$@" --specimen --config "$work/small.yaml" --quiet
	env "$@" 2>err
	got=$?
	[ $got = 1 ] || fail "a run for $into ends with $got: $(cat err)"
}
line="run $work/list.csv --month $month --as-of $day"
# shellcheck disable=SC2086 # words on purpose
{
	run one TZ=UTC "$aofuto" $line --out one --jobs 1
	run two TZ=Asia/Tokyo LC_ALL=C "$aofuto" $line --out two --jobs 4
	run three TZ=America/Los_Angeles LC_ALL=de_DE.UTF-8 LANGUAGE=ja "$aofuto" $line \
		--out three --jobs 3 --operator somebody
	mkdir elsewhere
	cp list.csv elsewhere/renamed.csv
	cd elsewhere || exit 99
	run four "$aofuto" run renamed.csv --month $month --as-of $day \
		--out ../four
	cd ..
}
"$aofuto" run - --month $month --as-of $day --specimen --quiet \
	--config small.yaml --out five <list.csv
for other in two three four five; do
	diff -r one $other || fail "$other differs from the first run"
done
[ "$(ls one | wc -l)" -gt 6 ] || fail "the runs are too small to compare"
grep -lE '[0-9]{2}:[0-9]{2}:[0-9]{2}' one/*.csv one/*.json &&
	fail "a time of day stands in a file"
# Another day is another run.
"$aofuto" run list.csv --month $month --as-of 2026-12-02 --specimen --quiet \
	--config small.yaml --out six
cmp -s one/aofuto-2026-12-001.pdf six/aofuto-2026-12-001.pdf &&
	fail "another as-of day gives the same volume"
for i in 1 2; do "$aofuto" preview --out p$i.pdf --as-of $day --quiet; done
same p1.pdf p2.pdf
sample --rows 50 --seed 7 >a.csv
TZ=Asia/Tokyo LC_ALL=C sample --rows 50 --seed 7 >b.csv
same a.csv b.csv
sample --rows 50 --seed 8 >b.csv
cmp -s a.csv b.csv && fail "another seed gives the same residents"
finish
