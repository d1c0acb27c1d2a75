#!/bin/sh
# A run that is killed anywhere: the same command goes on with it and leaves the
# bytes of a run that nobody disturbed. What was changed in between is refused.
. "$(dirname "$0")/lib.sh"
sample --rows 500 >list.csv
printf 'format: 1\nvolume_notices: 12\n' >small.yaml
address='https://city.example/?id={application_id}'
volume=aofuto-$month-002.pdf

# A key and a ledger that all begin with: equal runs then give equal chains.
list "$due" >one.csv
expect 0 run one.csv --month 2020-01 --as-of 2020-01-01 --out nobody \
	--qr-address "$address"
says err "a new ledger" "and its key" "back up the key now"
[ "$(cd nobody && ls | tr '\n' ' ')" = "bundles.csv bundles.pdf control.pdf decisions.csv findings.csv manifest.csv missing-glyphs.csv run.json " ] ||
	fail "a run of no notices: $(ls nobody)"
expect 0 run one.csv --month 2020-01 --out nobody --qr-address "$address"
says out "run 1 has done this already; there is nothing to do"
lacks err "a new ledger"
cp -r state first

begin() { # a ledger as at first, no folder
	rm -rf state dir
	cp -r first state
}
run() { # OPTION... : the same command; without --out
	"$aofuto" run list.csv --month $month --config small.yaml \
		--qr-address "$address" --quiet --no-read-back "$@" \
		>out 2>err
}
again() { # STATUS OPTION...
	want=$1
	shift
	run --out dir "$@"
	got=$?
	[ $got = "$want" ] || {
		fail "run $*: status $got, not $want"
		head -n 5 err >&2
	}
}
same_folder() { # WHAT
	diff -r whole dir >differ || {
		fail "$1: the folder is another one"
		head -n 5 differ >&2
	}
}

begin
took=$(date +%s%N)
again 1 --as-of $day
took=$((($(date +%s%N) - took) / 1000000))
mv dir whole
[ "$(ls whole/aofuto-*.pdf | wc -l)" -gt 6 ] || fail "too few volumes to be killed in"
head=$(sed -n 's/.*"chain_head": "\(.*\)"/\1/p' whole/run.json)
[ ${#head} = 64 ] || fail "run.json has no head of the chain"

# By one worker or three, the same.
begin
again 1 --as-of $day --jobs 1
same_folder "one worker"
begin
again 1 --as-of $day --jobs 3
same_folder "three workers"

# Killed at any moment, up to four times in a row. The day is remembered.
for i in $(seq 12); do
	begin
	kills=0
	while [ $kills -lt 4 ]; do
		"$aofuto" run list.csv --month $month --as-of $day --out dir \
			--config small.yaml --qr-address "$address" --quiet \
			--no-read-back >out 2>err &
		pid=$!
		sleep "$(awk "BEGIN { print $took * ($i * 4 + $kills) % $took / 1000 }")"
		sleep "$(awk "BEGIN { print ($i * 37 + $kills * 61) % 100 * $took / 100000 }")"
		kill -9 $pid 2>kill || break
		wait $pid 2>kill
		kills=$((kills + 1))
		[ ! -e dir/run.json ] || break
	done
	wait $pid 2>kill
	run --out dir --as-of $day
	got=$? # 0: it was finished before it could be killed
	[ $got = 1 ] || [ $got = 0 ] || fail "killed ($i, $kills times): $got"
	same_folder "killed ($i, $kills times)"
	[ -z "$(find dir -name '.*.tmp')" ] || fail "temporaries are left"
done 2>killed
grep -v Killed killed >&2

# stopped AT : a run that is killed when the AT-th volume has its name
stopped() {
	begin
	"$aofuto" run list.csv --month $month --as-of $day --out dir \
		--config small.yaml --qr-address "$address" --quiet \
		--no-read-back --jobs 1 >out 2>err &
	pid=$!
	n=0
	while [ ! -e "dir/aofuto-$month-00$1.pdf" ] && [ $n -lt 400 ]; do
		sleep 0.01
		n=$((n + 1))
	done
	kill -9 $pid 2>kill
	wait $pid 2>kill
	[ ! -e dir/run.json ] || fail "the run was too quick to be stopped"
	rm -rf halfway halfstate
	cp -r dir halfway
	cp -r state halfstate
}
back() { # to where it was stopped
	rm -rf dir state
	cp -r halfway dir
	cp -r halfstate state
}
stopped 3 2>killed
"$aofuto" run list.csv --month $month --out dir --config small.yaml \
	--qr-address "$address" --no-read-back >out 2>err
[ $? = 1 ] || fail "the run is not gone on with: $(cat err)"
same_folder "another day"
says err "run 2 keeps the day that it was begun for: as of $day"
says out "volumes that were made now: " "run 2, recorded in "

# Asked to stop: it says that nothing is lost, and what is made stays.
begin
env --default-signal=INT "$aofuto" run list.csv --month $month --as-of $day \
	--out dir --config small.yaml --qr-address "$address" --quiet \
	--no-read-back --jobs 1 >out 2>err &
pid=$!
n=0
while [ ! -e "dir/aofuto-$month-003.pdf" ] && [ $n -lt 400 ]; do
	sleep 0.01
	n=$((n + 1))
done
kill -TERM $pid
wait $pid 2>kill
got=$?
[ $got = 143 ] || fail "a run that is asked to stop ends with $got"
[ -e "dir/$volume" ] && [ ! -e dir/run.json ] || fail "$(ls -A dir)"
[ -z "$(find dir -name '.*.tmp')" ] || fail "temporaries are left"
again 1
same_folder "a run that was asked to stop"

# What was changed in between is refused, by name; then it still goes on.
refuse() { # STATUS TEXT OPTION...
	back
	want=$1
	text=$2
	shift 2
	"$aofuto" run "$@" --quiet --no-read-back >out 2>err
	got=$?
	[ $got = "$want" ] || fail "run $*: status $got, not $want"
	says err "run 2" "$text" "aofuto cancel --run 2"
	(cd dir && find . -name '*.pdf' -exec cmp {} ../halfway/{} \;) || fail "$*"
}
common="--month $month --out dir --config small.yaml --qr-address $address"
{ cat list.csv && sed -n 2p list.csv | sed 's/^[^,]*/X1/'; } >longer.csv
# shellcheck disable=SC2086 # words on purpose
{
	refuse 3 "the list is not what it was" longer.csv $common
	refuse 3 "the day (--as-of) is not" list.csv $common --as-of 2026-12-02
	refuse 3 "--only-month is not" list.csv $common --only-month
	refuse 3 "--supplement is not" list.csv $common --supplement
	printf 'resident_id,reason\n9,x\n' >hold.csv
	refuse 3 "the hold list (--hold) is not" list.csv $common --hold hold.csv
	printf 'format: 1\nvolume_notices: 13\n' >other.yaml
	refuse 3 "the settings (--config) is not" list.csv --month $month \
		--out dir --config other.yaml --qr-address $address
	refuse 3 "the address of the QR code is not" list.csv --month $month \
		--out dir --config small.yaml --qr-address "$address&x"
	cp -rL "$root/templates" templates
	echo '# changed' >>templates/notice.yaml
	printf 'format: 1\nvolume_notices: 12\ntemplates: templates\n' >own.yaml
	refuse 3 " is not what it was" list.csv --month $month --out dir \
		--config own.yaml --qr-address $address
	refuse 3 "for $month, is not finished: give the command again" list.csv \
		--month 2027-01 --out new --config small.yaml \
		--qr-address $address
	[ ! -e new ] || fail "a refused run left its folder"
	back
	expect 3 run list.csv $common --no-read-back --dry-run --only-month
	says err "--only-month is not what it was"
	expect 1 run list.csv $common --dry-run
	says out "this would go on with run 2: volumes written " " of 11" \
		"as of $day"
	expect 1 run list.csv --month $month --config small.yaml \
		--qr-address $address --dry-run --json
	says out '"command": "run"' '"dry_run": true' '"way": "go_on"' '"run": 2'
	diff -r halfway dir || fail "a dry run writes into the folder"
	# A read-back is part of what run.json says.
	"$aofuto" run list.csv $common --quiet >out 2>err
	[ $? = 3 ] || fail "another way of reading back goes on"
	says err "the reading back (--raster, --no-read-back) is not"
	back
	expect 3 run list.csv --month $month --out elsewhere --config \
		small.yaml --qr-address $address --no-read-back
	says err "elsewhere: run 2 writes into another folder; give --out "
	# The folder may have been moved as a whole.
	mv dir moved
	expect 1 run list.csv --month $month --out moved --config small.yaml \
		--qr-address $address --no-read-back
	mv moved dir
	same_folder "a folder that was moved"
}

# A template of the run that was changed since: by its name.
cp -rL "$root/templates" mine
printf 'format: 1\nvolume_notices: 12\ntemplates: mine\n' >mine.yaml
rm -rf state dir
cp -r first state
"$aofuto" run list.csv --month $month --as-of $day --out dir --config \
	mine.yaml --qr-address "$address" --quiet --no-read-back --jobs 1 \
	>out 2>err &
pid=$!
until [ -e "dir/aofuto-$month-001.pdf" ]; do sleep 0.01; done
kill -9 $pid
wait $pid 2>kill
echo '# changed' >>mine/notice.yaml
expect 3 run list.csv --month $month --out dir --config mine.yaml \
	--qr-address "$address" --no-read-back
says err "the template is not what it was when it was begun"

# Volumes that are no longer what the ledger has.
back && rm dir/$volume
again 4
says err "$volume: the volume of run 2 is not in " "--remake"
again 1 --remake
same_folder "a volume made again"
back && echo x >>dir/$volume
again 4
says err "$volume: the volume of run 2 in " "was changed since it was made"
again 4 --remake
says err "was changed since it was made: do not print it"
mv dir/$volume aside.pdf
again 1 --remake
same_folder "a changed volume made again"
back && mv dir/$volume dir/.$volume.tmp
touch dir/.aofuto-$month-007.pdf.tmp dir/.aofuto-2026-11-001.pdf.tmp
again 1
same_folder "a volume that waits for its name"
back && mv dir/$volume dir/.$volume.tmp && echo x >>dir/.$volume.tmp
again 4
says err "$volume: the volume of run 2 is not in "
back && cp dir/$volume dir/aofuto-$month-009.pdf
again 3
says err "aofuto-$month-009.pdf: run 2 has not made this volume"
back && rm -r dir
again 4
says err "is not in dir"
[ ! -e dir ] || fail "a folder was made for volumes that are missing"
again 1 --remake
same_folder "everything made again"

# Other bytes than the ledger's are never released for them.
back && rm dir/$volume
python3 - <<'P'
import sqlite3
db = sqlite3.connect("state/aofuto/ledger.db")
db.execute("DROP TRIGGER volume_no_update")
db.execute("UPDATE volume SET sha256=zeroblob(32) WHERE number=2")
db.commit()
P
again 4 --remake
says err "$volume: the volume cannot be made again: its bytes are not those"
[ ! -e dir/$volume ] || fail "another volume took its name"

# After it is finished.
begin
again 1 --as-of $day
again 0
[ -s out ] && fail "run --quiet talks"
rm dir/$volume
again 4
says err "is not in " "--remake"
again 1 --remake
same_folder "a volume of a finished run"
rm dir/run.json
again 4
says err "dir/run.json: the file of run 2 is missing" "--remake"
rm dir/manifest.csv
again 1 --remake
same_folder "lists of a finished run"
again 0 --remake
"$aofuto" run list.csv --month $month --out dir --config small.yaml \
	--qr-address "$address" --json >out 2>err
same out dir/run.json

# Nothing may be written: it is told that the run is not lost.
back
chmod 644 list.csv small.yaml
if unprivileged --version >out 2>err; then
	chmod 755 "$work"
	chown -R 65534 state
	unprivileged run list.csv --month $month --out dir --config small.yaml \
		--qr-address "$address" --no-read-back >out 2>err
	got=$?
	[ $got = 4 ] || fail "a folder of somebody else: $got"
	says err "Permission denied" "nothing of it is lost; to go on with it"
else
	echo "nobody else can run the program here: left out"
fi
finish
