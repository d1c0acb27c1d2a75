#!/bin/sh
# The ledger as a whole: verify, coverage, purge, backup, rekey.
# shellcheck disable=SC2086 # words on purpose
. "$(dirname "$0")/lib.sh"
export XDG_STATE_HOME="$work/state"
address='https://city.example/?id={application_id}'
ledger="--ledger l.db"
person() {
	echo "$1,青山 花子,1986-$2,359-0042,埼玉県所沢市並木一丁目1番地の1,2017-06-01,$(printf '%023d' "$1")"
}
list "$(person 1 01-20)" "$(person 2 02-10)" "$(person 3 03-05)" >list.csv
verify() { # STATUS ARGUMENT...
	status=$1
	shift
	expect "$status" ledger verify $ledger "$@"
}

# Nothing there yet, and nothing is made.
for command in verify coverage 'purge --before 2026-01-01' 'backup --out b.db' \
	rekey; do
	expect 4 ledger $command $ledger
	says err "there is no ledger here"
done
nothing_in state
[ -e l.db ] && fail "a look has made a ledger"
expect 2 ledger backup $ledger
expect 2 ledger verify $ledger one two
expect 2 ledger verfy
says err "did you mean 'ledger verify'"

run() { # MONTH AS-OF FOLDER
	expect 0 run list.csv --month "$1" --as-of "$2" --out "$3" $ledger \
		--qr-address "$address" --no-read-back
}
run 2026-12 2026-12-01 2026-12
verify 0
says out "1 runs, 1 volumes, 3 notices (0 of them purged)" \
	"volumes on disk: 1 are what was printed" "l.db: the ledger is what it was"
[ -s err ] && fail "verify has something to say: $(cat err)"
verify 0 --quiet
[ -s out ] && fail "verify --quiet talks"
verify 0 --json
python3 - <<'P' || fail "verify --json"
import json
r = json.load(open("out"))
assert r["ok"] and r["runs"] == 1 and r["notices"] == 3 and r["faults"] == []
assert len(r["head"]) == 64 and r["files_same"] == 1 and r["gaps"] == []
P

# The volumes: moved, gone, changed; of one run alone.
volume=aofuto-2026-12-001.pdf
verify 0 --run 1
verify 3 --run 9
says err "the ledger has no run 9"
mv 2026-12 printed
verify 0
says err "is not there any more (handed to the print room?)"
verify 0 --no-volumes
lacks err "print room"
verify 0 printed
says out "volumes on disk: 1 are what was printed"
cp printed/$volume kept.pdf
chmod 600 printed/$volume
printf x >>printed/$volume
verify 3 printed
says err "printed/$volume: is not the volume that was printed"
cp kept.pdf printed/$volume
rm printed/$volume
verify 0 printed
says err "printed/$volume is not there any more"
cp kept.pdf printed/$volume
mv printed 2026-12

# Months: a gap is told by both, and ends coverage with 1.
expect 0 ledger coverage $ledger
says out "2026-12-01 - 2027-03-30  finished" "no gap"
expect 0 run list.csv --month 2027-06 --as-of 2027-06-01 --out 2027-06 \
	$ledger --qr-address "$address" --no-read-back
expect 1 ledger coverage $ledger
says err "expires from 2027-03-31 to 2027-05-31"
expect 1 ledger coverage $ledger --json
python3 - <<'P' || fail "coverage --json"
import json
r = json.load(open("out"))
assert not r["ok"] and len(r["covered"]) == 2 and r["overlaps"] == []
assert r["gaps"] == [{"first": "2027-03-31", "last": "2027-05-31"}]
P
verify 0
says err "expires from 2027-03-31 to 2027-05-31"

# A copy, with its key, is a ledger.
expect 0 ledger backup --out copy.db $ledger
says err "the key is not in the copy"
[ "$(stat -c %a copy.db)" = 600 ] || fail "the copy is not 0600"
expect 4 ledger backup --out copy.db $ledger
says err "there is a file of this name already"
mkdir away
cp copy.db away/l.db
cp l.key away/l.key
expect 0 ledger verify --ledger away/l.db

# Purge: looks first, never what has not expired.
expect 2 ledger purge $ledger
says err "retention_months"
expect 2 ledger purge $ledger --as-of 2027-02-15 --before 2027-02-16
says err "--before must not lie after 2027-02-15"
expect 0 ledger purge $ledger --as-of 2027-02-15 --before 2027-02-15
says out "to be purged: 2 notices that expired from 2027-01-20 to 2027-02-10" \
	"do it with the same command and --confirm"
verify 0
says out "(0 of them purged)"
printf 'format: 1\nretention_months: 1\n' >city.yaml
expect 0 ledger purge $ledger --as-of 2027-03-01 --config city.yaml --confirm
says out "purged: 1 notices that expired from 2027-01-20 to 2027-01-20"
expect 0 ledger purge $ledger --as-of 2027-03-01 --config city.yaml --confirm
says out "nothing to purge"
verify 0
says out "(1 of them purged)"
expect 3 reprint --resident 1 --reason 紛失 --out again.pdf $ledger \
	--as-of 2026-12-10
[ -e again.pdf ] && fail "a purged notice was printed"
# Who had one of them is not known any more: nobody is printed as of a day on
# which they would be due.
for command in 'run --out back' 'run --dry-run' plan; do
	# shellcheck disable=SC2086
	expect 3 $command list.csv --month 2027-01 --as-of 2027-01-31 $ledger \
		--qr-address "$address"
	says err "notices that expired before 2027-02-01 were purged" \
		"could print them twice"
done
[ -e back ] && fail "a run that is refused left its folder"
expect 0 run list.csv --month 2027-01 --as-of 2027-02-01 $ledger --dry-run \
	--qr-address "$address"

# Another key; the old one opens the old copy alone.
expect 0 ledger rekey $ledger
says out "the values of 2 notices are sealed with the new key: l.key" \
	"the old key is kept: l.key.old"
verify 0
says out "the ledger is what it was"
expect 3 ledger rekey $ledger
says err "an older key is kept here"
cp l.key away/l.key
expect 3 ledger verify --ledger away/l.db
says err "is not the key of the ledger"
cp l.key.old away/l.key
expect 0 ledger verify --ledger away/l.db

# Whoever touches it is told of, and everything else goes on being refused.
cp l.db whole.db
python3 - <<'P'
import sqlite3
d = sqlite3.connect("l.db")
d.execute("DROP TRIGGER notice_fixed")
d.execute("UPDATE notice SET expiry=expiry+1 WHERE id=3")
d.commit()
P
verify 3
says err "l.db: the sealed values of notice 3 of run 1 are not those" \
	"'notice_fixed' is not there any more" \
	"the ledger is not what it was: print, reprint and purge nothing"
lacks err 青山 所沢
verify 3 --json
says out '"ok": false'
head -c 5000 whole.db >l.db
verify 3
cp whole.db l.db
verify 0

# A medium that cannot be written is read.
if [ "$(id -u)" != 0 ]; then
	chmod 500 away
	expect 0 ledger verify --ledger away/l.db
	chmod 700 away
fi
"$aofuto" ledger verify $ledger >/dev/full 2>err
[ $? = 4 ] || fail "a full disk is not told"
finish
