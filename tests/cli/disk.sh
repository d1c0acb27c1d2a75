#!/bin/sh
# A full disk, a file-size limit, a folder that nobody may write: status 4, a
# clear sentence, and nothing half-written.
. "$(dirname "$0")/lib.sh"
sample --rows 300 >list.csv

# A limit on the size of a file, at many sizes: each cuts another file.
for blocks in 1 8 20 60 100 200 300; do
	rm -rf dir
	(ulimit -f $blocks && exec "$aofuto" run list.csv --month $month \
		--as-of $day --specimen --out dir --quiet) >out 2>err
	got=$?
	case $got in
	0 | 1) [ -e dir/run.json ] || fail "limit $blocks: $got, no run.json" ;;
	4)
		[ -s err ] || fail "limit $blocks: nothing is said"
		[ ! -e dir ] || fail "limit $blocks left $(ls -A dir)" ;;
	*) fail "limit $blocks ends with $got" ;;
	esac
	[ "$blocks" -gt 20 ] || [ $got = 4 ] ||
		fail "limit $blocks was no limit: $got"
done
(ulimit -f 4 && exec "$aofuto" preview --out small.pdf --quiet) >out 2>err
[ $? = 4 ] || fail "preview past a limit does not end with 4"
says err "small.pdf: cannot write the file"
[ ! -e small.pdf ] && [ ! -e .small.pdf.tmp ] || fail "preview left a file"
echo old >old.pdf
(ulimit -f 4 && exec "$aofuto" preview --out old.pdf --quiet) >out 2>err
[ "$(cat old.pdf)" = old ] || fail "a failed preview touched the old file"

# A small disk, where mounting is allowed.
mkdir disk
if [ "$(id -u)" = 0 ] && mount -t tmpfs -o size=200k tmpfs disk 2>/dev/null
then
	expect 4 run list.csv --month $month --as-of $day --specimen \
		--out disk/dir
	says err "cannot write"
	nothing_in disk
	# Temporary files lie where TMPDIR says, and leave nothing there.
	for list in list.csv -; do
		TMPDIR=$work/disk "$aofuto" plan "$list" --month $month \
			--as-of $day --csv <list.csv >out 2>err
		[ $? = 1 ] || fail "plan $list with a TMPDIR: $(cat err)"
		nothing_in disk
	done
	mount -o remount,size=8k disk
	for list in list.csv -; do
		TMPDIR=$work/disk "$aofuto" plan "$list" --month $month \
			--as-of $day --csv <list.csv >out 2>err
		[ $? = 4 ] || fail "plan $list into a full TMPDIR: not 4"
		says err "$work/disk: cannot write to the folder for temporary"
		[ ! -s out ] || fail "half a plan is printed"
		nothing_in disk
	done
	umount disk
else
	echo "no tmpfs can be mounted here: left out"
fi

# A folder for temporary files that is not there.
for list in list.csv -; do
	TMPDIR=/none "$aofuto" plan "$list" --month $month --as-of $day --csv \
		<list.csv >out 2>err
	[ $? = 4 ] || fail "plan $list without its TMPDIR: not 4"
	says err "/none: cannot write to the folder for temporary files (TMPDIR)"
done

# A folder that may not be written.
mkdir -m 555 shut
chmod 644 list.csv
if unprivileged --version >out 2>err; then
	unprivileged run list.csv --month $month --as-of $day --specimen \
		--out shut/dir >out 2>err
	[ $? = 4 ] || fail "a folder that may not be written does not give 4"
	says err "shut/dir: cannot make the folder"
	nothing_in shut
else
	echo "nobody else can run the program here: left out"
fi
finish
