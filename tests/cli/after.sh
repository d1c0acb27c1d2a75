#!/bin/sh
# What is said after a command: after one that was stopped, the command that
# goes on with it, ready to be copied; after one that went well, the next steps.
. "$(dirname "$0")/lib.sh"
address='https://city.example/?id={application_id}'
sample --rows 3000 >"my list.csv"
printf 'format: 1\nvolume_notices: 20\n' >"it's.yaml"
volume=dir/aofuto-$month-001.pdf

start() { # OPTION... : in the background, until its first volume is there
	"$aofuto" run "my list.csv" --month $month --as-of $day --out dir \
		--config "it's.yaml" --qr-address "$address" --jobs 1 "$@" \
		>out 2>err &
	pid=$!
	tries=0
	while [ ! -e $volume ] && [ $tries -lt 300 ]; do
		sleep 0.05
		tries=$((tries + 1))
	done
}
command_of() { # FILE : the line to be copied
	grep '^    ' "$1" | tail -n 1
}

# Ctrl-C and SIGTERM: the program dies of the signal, and says how to go on.
for signal in INT TERM; do
	rm -rf dir state
	# A shell without job control starts its children deaf to SIGINT.
	start --quiet --no-read-back
	if [ $signal = INT ]; then
		kill -KILL $pid
		wait $pid 2>kill
		python3 - "$aofuto" "$address" <<'P' || fail "Ctrl-C"
import os, signal, subprocess, sys, time
signal.signal(signal.SIGINT, signal.SIG_DFL)
p = subprocess.Popen([sys.argv[1], "run", "my list.csv", "--month", "2026-12",
    "--as-of", "2026-12-01", "--out", "dir", "--config", "it's.yaml",
    "--qr-address", sys.argv[2], "--jobs", "1", "--quiet", "--no-read-back"],
    stdout=subprocess.DEVNULL, stderr=open("err", "w"))
second = "dir/aofuto-2026-12-003.pdf"
while not os.path.exists(second) and p.poll() is None:
    time.sleep(0.02)
p.send_signal(signal.SIGINT)
sys.exit(0 if p.wait() == -signal.SIGINT else 1)
P
	else
		kill -TERM $pid
		wait $pid 2>kill
		[ $? = 143 ] || fail "SIGTERM is not what it died of"
	fi
	[ ! -e dir/run.json ] || fail "$signal came too late for the test"
	says err "aofuto: stopped by a signal" \
		"run 1 for $month is not finished, and nothing of it is lost"
	command_of err | grep -q "run 'my list.csv' --month $month --out dir " ||
		fail "the command is not this one: $(command_of err)"
	command_of err | grep -qF "'it'\\''s.yaml'" ||
		fail "not quoted: $(command_of err)"
	command_of err >again.sh
	sh ./again.sh >out 2>err
	[ $? = 1 ] || fail "the copied command: $(head -n 3 err)"
	[ -e dir/run.json ] || fail "the copied command did not end the run"
done

# kill -9, and then another month: that is refused, and says what to do; a plan
# says it too.
rm -rf dir state
start --raster all
kill -KILL $pid
wait $pid 2>kill
for other in "--out other --quiet" "--dry-run"; do
	# shellcheck disable=SC2086 # words on purpose
	expect 3 run "my list.csv" --month 2027-01 --as-of 2027-01-02 \
		--config "it's.yaml" --qr-address "$address" $other
	says err "is not finished" "LIST is the list that run was begun with" \
		"run LIST --month $month --out $work/dir --as-of $day"
done
expect 1 plan "my list.csv" --month 2027-01 --as-of 2027-01-02 \
	--config "it's.yaml" --qr-address "$address"
says out "run 1 for $month is not finished" "run LIST --month $month"
lacks out "next:"
expect 1 plan "my list.csv" --month $month --config "it's.yaml"
says out "run LIST --month $month --out $work/dir --as-of $day" \
	"--qr-address '$address'"
says out " --raster all "
LANGUAGE=ja expect 1 plan "my list.csv" --month $month
says out "run 1（$month）は途中です"
grep '^    ' out | sed "s/リスト/'my list.csv'/; s/設定ファイル/\"it's.yaml\"/" |
	tail -n 1 >again.sh
sh ./again.sh >out 2>err
[ $? = 1 ] || fail "a command with its words filled in: $(head -n 3 err)"
says out "what to do next:" "1. look at $work/dir/control.pdf" \
	"who were set aside" "who are held" "at 100%" \
	"ledger backup --config" "--out aofuto-ledger-1.db"
sed -n 's/^       //p' out | tail -n 1 >backup.sh
sh ./backup.sh >out 2>err || fail "the copied backup: $(cat err)"
[ -s aofuto-ledger-1.db ] || fail "no backup"

# Stopped before anybody was planned: the same from the start.
rm -rf dir state
"$aofuto" plan "my list.csv" --month $month >out 2>err
"$aofuto" run "my list.csv" --month $month --as-of $day --specimen --out dir \
	--config "it's.yaml" --jobs 1 >out 2>err &
pid=$!
while [ ! -e dir/.aofuto-$month-002.pdf.tmp ] && kill -0 $pid 2>kill; do
	sleep 0.02
done
kill -TERM $pid
wait $pid 2>kill
[ $? = 143 ] || fail "a specimen did not die of SIGTERM"
says err "stopped by a signal" "nobody is recorded as printed" \
	"--out dir --config 'it'\\''s.yaml' --as-of $day --jobs 1 --specimen"
nothing_in dir

# The next step of a check and of a plan; none for programs and the quiet.
list "$due" >one.csv
expect 0 check one.csv --as-of $day
says out "next:" "plan one.csv --as-of $day --month $month"
expect 0 plan one.csv --month $month --as-of $day --qr-address "$address"
says out "run one.csv --as-of $day --month $month --out $month"
for option in --quiet --json --csv; do
	expect 0 plan one.csv --month $month --as-of $day $option
	lacks out "next:"
done
expect 0 run one.csv --month $month --as-of $day --out quiet --quiet \
	--qr-address "$address"
[ -s out ] && fail "--quiet has words on standard output: $(cat out)"
says err "back up the key now"
expect 0 run one.csv --month $month --as-of $day --out shown --specimen
lacks out "what to do next"
forget

# Notes are shortened, what somebody has to look at is not; findings by program
# are whole.
{ echo "$header"; i=10; while [ $i -lt 18 ]; do
	echo "$i,青山 花子,1986-01-20,359-0042,埼玉県所沢市並木,2017-06-01,123456789012345678901$i"
	i=$((i + 1))
done
echo "90,青山 花子,1986-01-99,359-0042,埼玉県所沢市並木,2017-06-01,"
echo "91,青山 花子,1986-01-99,359-0042,埼玉県所沢市並木,2017-06-01,"
echo "92,青山 花子,1986-01-99,359-0042,埼玉県所沢市並木,2017-06-01,"
echo "93,青山 花子,1986-01-99,359-0042,埼玉県所沢市並木,2017-06-01,"; } >notes.csv
expect 1 check notes.csv --as-of $day
[ "$(grep -c 'the address has no number; the barcode' out)" = 5 ] ||
	fail "a head, three notes and the rest: $(grep 'no number' out)"
says out "5 more of this kind (NOTE 410; --all-notes shows them): the address"
[ "$(grep -c '^row .*the birth date cannot be read' out)" = 4 ] ||
	fail "errors are shortened"
expect 1 check notes.csv --as-of $day --all-notes
[ "$(grep -c '^row .*the address has no number' out)" = 8 ] ||
	fail "--all-notes"
lacks out "more of this kind"
expect 1 check notes.csv --as-of $day --json
[ "$(grep -c '"code": "ADDRESS_NUMBER_NONE"' out)" = 8 ] || fail "json is cut"

# Settings of the inserter that nothing uses are told.
cat >omr.yaml <<Y
format: 1
omr_file: $root/templates/omr.yaml
enclosures:
  - {name: 返信用封筒, feed: 1, kinds: [CARD_CERT]}
Y
expect 0 check one.csv --as-of $day --config omr.yaml
says err "omr.yaml: omr_file is not used" "omr.yaml: \`feed\` of the enclosures"
expect 0 check one.csv --as-of $day --config omr.yaml --quiet
[ -s err ] && fail "told though quiet: $(cat err)"
echo "omr: generic" >>omr.yaml
expect 0 check one.csv --as-of $day --config omr.yaml
lacks err "is not used" "on no sheet"

# What the program refuses at once leaves no ledger and no key behind.
expect 3 run one.csv --month $month --as-of $day --out no
says err "qr_address is the example"
expect 2 run one.csv --month $month --as-of $day --out no --raster sampel \
	--qr-address "$address"
expect 2 run one.csv --month $month --as-of $day --out no --accept shfit \
	--accept-reason "the list is right" --qr-address "$address"
[ ! -e "$XDG_STATE_HOME" ] || fail "a refused run left: $(ls -R state)"
finish
