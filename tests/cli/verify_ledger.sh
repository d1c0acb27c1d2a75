#!/bin/sh
# A run read back where the ledger has it: sign by sign, without a list, and
# nobody can seal a changed volume again.
. "$(dirname "$0")/lib.sh"
plant=$root/tests/cli/plant.py
volume=aofuto-$month-001.pdf
address='https://city.example/?id={application_id}'
list '1,髙橋 一郎,1986-01-20,359-0042,埼玉県所沢市並木一丁目1番地の1,2017-06-01,12345678901234567890123' \
	'2,高田 二郎,1986-01-21,359-0043,埼玉県所沢市並木一丁目1番地の2,2017-06-01,22345678901234567890123' \
	'3,青山 花子,1986-01-22,359-0044,埼玉県所沢市並木一丁目1番地の3,2017-06-01,32345678901234567890123' >list.csv
cp -rL "$root/templates" templates
printf 'format: 1\nvolume_notices: 2\ntemplates: templates\n' >own.yaml
expect 0 run list.csv --month $month --as-of $day --out whole \
	--qr-address "$address" --config own.yaml
verified() { # STATUS FOLDER OPTION...
	want=$1
	shift
	expect "$want" verify --config own.yaml "$@"
	lacks err 髙橋 高田 並木 12345678901234567890123
	lacks out 髙橋 高田 並木
}
verified 0 whole
says err "every page was compared sign by sign with the values of run 1 in the ledger"
lacks err "names and addresses were not compared"
verified 0 whole --json
says out '"compared_with_ledger": true' '"run": 1' '"compared_with_list": false'
verified 0 whole --list list.csv --json
says out '"compared_with_ledger": false' '"run": 1' '"compared_with_list": true'
# Whoever only looks does not wait, and writes nothing.
sha256sum state/aofuto/ledger.db >before
flock state/aofuto/ledger.db.lock "$aofuto" verify whole --config own.yaml \
	>out 2>err || fail "a locked ledger is not read"
sha256sum state/aofuto/ledger.db >after
same before after

reseal() {
	python3 - bad <<'P'
import hashlib, json, sys
path = sys.argv[1] + "/run.json"
run = json.load(open(path))
for v in run["volumes"]:
    data = open(sys.argv[1] + "/" + v["file"], "rb").read()
    v["bytes"], v["sha256"] = len(data), hashlib.sha256(data).hexdigest()
json.dump(run, open(path, "w"), ensure_ascii=False, indent=1)
P
}
planted() { # FAULT
	rm -rf bad
	cp -r whole bad
	python3 "$plant" "$1" "whole/$volume" "bad/$volume" >planting 2>&1 ||
		fail "$1 cannot be planted"
}
for fault in name-look-alike unicode-entry moved extra-text label \
	code-replaced unharmed; do
	planted $fault
	verified 4 bad
	says err "bad/$volume: the file is not the one that was written"
	[ $fault = unharmed ] || says err "notice 001-000"
	reseal
	verified 4 bad
	says err "bad/$volume: the file is not the one that was written" \
		"bad/run.json: run.json was changed since"
done
planted name-look-alike
verified 4 bad
says err "notice 001-0001 (page 1): name, character 1: U+9AD8 was read where U+9AD9 belongs"

# All volumes resealed: by the number of the run and its list.
for n in 001 002; do
	printf '%%' >>"bad/aofuto-$month-$n.pdf"
done
reseal
verified 4 bad
says err "run.json was changed since" "aofuto-$month-002.pdf: the file is not"
# A volume that was taken out of folder and run.json.
rm -rf bad && cp -r whole bad && rm "bad/aofuto-$month-002.pdf"
python3 - <<'P'
import json
run = json.load(open("bad/run.json"))
del run["volumes"][1]
run["decisions"]["print"] = 2
json.dump(run, open("bad/run.json", "w"), ensure_ascii=False, indent=1)
P
verified 4 bad
says err "the ledger has more volumes of this run than run.json names"

# The templates are others by now: the ledger has those of the run.
sed -i 's/4,4,4,4,4,3/4,4,4,4,4,3/; $a # changed' templates/notice.yaml
verified 0 whole
says err "compared sign by sign with the values of run 1" \
	"its form was taken from the ledger"
planted name-look-alike
verified 4 bad
says err "name, character 1: U+9AD8 was read where U+9AD9 belongs"

# A supplement's volumes have numbers of their own.
{ cat list.csv && sed -n '$p' list.csv | sed 's/^3,青山/4,赤山/; s/,3234/,4234/'; } >more.csv
expect 0 run more.csv --month $month --as-of $day --out more --supplement \
	--qr-address "$address" --config own.yaml
verified 0 more
says out "more/aofuto-$month-003.pdf: "
says err "values of run 2"
mv state aside
verified 0 more
says err "names and addresses were not compared"
mv aside state
# In another ledger it is nobody's run.
expect 0 run list.csv --month 2020-01 --as-of 2020-01-01 --out none \
	--ledger other.db --qr-address "$address"
verified 0 whole --ledger other.db
says err "names and addresses were not compared"
verified 4 whole --ledger no.db
says err "no.db"
finish
