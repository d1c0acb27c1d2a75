#!/bin/sh
# What staff ask of the ledger: list, show, export, returned, cancel, and
# explain. Where it is made, and that no answer says who.
. "$(dirname "$0")/lib.sh"
address='https://city.example/?id={application_id}'
later=2099-06-01 # whatever day it is where this runs
printed() { # LIST FOLDER ARGUMENT... : a run; its words are in out and err
	list=$1 dir=$2
	shift 2
	"$aofuto" run "$list" --month $month --as-of $day --out "$dir" \
		--qr-address "$address" --no-read-back "$@" >out 2>err
	case $? in 0 | 1) ;; *) fail "the run: $(cat err)" ;; esac
}
list "$due" '2,青山 桃子,1986-02-10,359-0042,埼玉県所沢市並木一丁目1番地の2,2017-06-01,22345678901234567890123' >two.csv

# No ledger: said, and none is made by looking.
for command in "list" "show --run 1" "export" "returned" \
	"returned --resident 1 --reason x"; do
	# shellcheck disable=SC2086 # words on purpose
	expect 4 ledger $command
	says err "there is no ledger here" "state/aofuto/ledger.db"
done
expect 4 cancel --run 1 --reason x
says err "there is no ledger here"
expect 2 explain --resident 1
says err "explain needs the option --list LIST: there is no ledger to ask"
[ -e state ] && fail "a look made a folder"

# A named one in a folder that is not there may be a slip of the pen.
expect 4 run two.csv --month $month --as-of $day --out o --ledger no/l.db \
	--qr-address "$address"
[ -e no ] && fail "a folder was made for a name that may be wrong"
rm -rf o
# Specimens have nothing to do with it.
expect 2 ledger list --specimen
says err "specimens have no place in the ledger"

# A folder that is made for it lasts when the one that it stands in is on disk.
if strace -o trace -e trace=mkdir,fsync -y "$aofuto" run two.csv \
	--month $month --as-of $day --out o --qr-address "$address" \
	--no-read-back >out 2>err; then
	for folder in "$work/state" "$work/state/aofuto"; do
		grep -A 1 "^mkdir(\"$folder\"" trace |
			grep -q "^fsync([0-9]*<${folder%/*}>)" ||
			fail "$folder may be lost: $(cat trace)"
	done
else
	echo "no strace here: the making of folders is left out"
fi
rm -rf o
forget

# The making was cut off between key and ledger: nothing is lost, and the next
# run finishes it.
expect 3 run two.csv --month $month --as-of $day --out o
mv state/aofuto/ledger.db state/aofuto/.ledger.db.tmp
expect 0 plan two.csv --month $month --as-of $day
says out "printed (print)"
expect 2 explain --resident 1
expect 4 ledger list
says err "there is no ledger here; aofuto run makes it"
printed two.csv o
says err "a new ledger (台帳) was made"
expect 0 ledger list
mv state/aofuto/ledger.db away.db
expect 4 plan two.csv --month $month --as-of $day
says err "the ledger was lost or moved"
rm -rf o away.db
forget

# Made once, with a note that even --quiet does not keep back.
printed two.csv one --quiet --operator 田中
says err "a new ledger (台帳) was made: $work/state/aofuto/ledger.db" \
	"its key: $work/state/aofuto/ledger.key" "back up the key now"
[ -s out ] && fail "--quiet says something"
[ "$(stat -c %a state state/aofuto state/aofuto/ledger.db \
	state/aofuto/ledger.key | tr '\n' ' ')" = "700 700 600 600 " ] ||
	fail "others can read the ledger or its key"
expect 0 ledger list --quiet
[ -s out ] && fail "--quiet says something"

# Elsewhere: by name, by the settings, without XDG_STATE_HOME, with a key that
# systemd hands over.
printed two.csv two --ledger city.ledger.db --operator 田中一郎
[ -f city.ledger.db ] && [ -f city.ledger.key ] ||
	fail "the key is not beside its ledger: $(ls)"
mkdir kept secret
printf 'ledger: kept/city\nledger_key: secret/k\n' >conf.yaml
printed two.csv three --config conf.yaml
[ -f kept/city ] && [ -f secret/k ] || fail "not where the settings say"
expect 0 ledger list --config conf.yaml
XDG_STATE_HOME=relative HOME=$work/home printed two.csv four
[ -f home/.local/state/aofuto/ledger.db ] ||
	fail "not at the usual place of a home: $(cat err)"
[ -e relative ] && fail "a relative XDG_STATE_HOME was used"
mkdir credentials
cp secret/k credentials/aofuto-ledger.key
export CREDENTIALS_DIRECTORY="$work/credentials"
printed two.csv five --ledger given.db
says err "its key was handed over: $work/credentials/aofuto-ledger.key"
[ -e given.key ] && fail "a key was made beside the one that was given"
expect 0 ledger list --ledger given.db
unset CREDENTIALS_DIRECTORY
expect 4 ledger list --ledger given.db

# The runs.
expect 0 ledger list
says out "finished" "田中" "$work/one" "2026-12-01"
[ "$(wc -l <out)" = 2 ] || fail "one run is not one line: $(cat out)"
expect 0 ledger list --json
python3 - <<'P' || fail "the runs as JSON"
import json
r, = json.load(open("out"))["runs"]
assert (r["id"], r["month"], r["notices"], r["state"]) == (
    1, "2026-12", 2, "finished"), r
assert r["operator"] == "田中" and r["cancelled_at"] is None, r
P

# A real month beside it.
sample --rows 400 >list.csv
rm -rf state
printed list.csv dir --operator 田中
row=$(grep ,CARD_CERT, dir/manifest.csv | sed -n 5p)
id=$(echo "$row" | cut -d, -f4)
sequence=$(echo "$row" | cut -d, -f1)
kind=$(echo "$row" | cut -d, -f5)
total=$(($(wc -l <dir/manifest.csv) - 1))

# Columns stay aligned, whatever the language: cells begin where heads do.
for language in en ja; do
	for what in "" "--month $month"; do
		# shellcheck disable=SC2086 # words on purpose
		LANGUAGE=$language expect 0 ledger list $what
		python3 - <<'P' || fail "columns are not aligned ($language, $what)"
import re, unicodedata
def wide(s):
    return "".join(c + ("\0" if unicodedata.east_asian_width(c) in "WF"
                        else "") for c in s)
lines = [wide(x.rstrip("\n")) for x in open("out")]
table = [x for x in lines if re.search(r"2026-12 ", x)]
head = lines[0]
at = table[0].index("2026-12 ")
assert at > 0 and all(x.index("2026-12 ") == at for x in table), table[:3]
assert head[at] != " " and head[at - 1] == " ", (head, at)
ends = [m.end() for m in re.finditer(r"\d{4}-\d\d-\d\d(?= )", table[0])]
assert ends and all(x[e:e + 2] == "  " for x in table for e in ends[:1]), ends
assert not any(x.endswith(" ") for x in lines)
P
	done
done

# Narrowed; each way gives what the manifest says.
number() { # N ARGUMENT...
	n=$1
	shift
	expect 0 ledger list --json "$@"
	got=$(python3 -c 'import json
print(len(json.load(open("out"))["notices"]))')
	[ "$got" = "$n" ] || fail "ledger list $*: $got notices, not $n"
}
number "$total" --month $month
number "$total" --run 1
number 0 --month 2027-01
number 0 --run 7
number 1 --resident "$id"
number 0 --resident nobody
number 0 --returned
number "$(grep -c ,CARD_ONLY, dir/manifest.csv)" --kind card-only
number 0 --resident "$id" --month 2027-01
expect 0 ledger list --resident "$id"
says out "$sequence" "notices: 1"
expect 0 ledger list --month 2027-01
says out "the ledger has no such notice"
applicant=$(python3 -c 'import csv, sys
for r in csv.DictReader(open("list.csv")):
    if r["resident_id"] == sys.argv[1]: print(r["application_id"])' "$id")
number 1 --application-id "$applicant"
number 1 --application-id "$(echo "$applicant" |
	sed 's/^\(....\)\(....\)/\1-\2 /; y/0123456789/０１２３４５６７８９/')"
for wrong in "--kind card" "--run 0" "--run x" "--month 2026" \
	"--application-id 123" "--application-id ${applicant}1"; do
	# shellcheck disable=SC2086 # words on purpose
	expect 2 ledger list $wrong
done

# All of one run, and of one notice.
expect 0 ledger show --run 1
says out "run 1 for 2026-12" "$(sha256sum list.csv | cut -d' ' -f1)" \
	"$(sha256sum dir/aofuto-2026-12-001.pdf | cut -d' ' -f1)" \
	"what happened:" "(田中)"
expect 3 ledger show --run 9
expect 2 ledger show
says err "say what: --run N"
expect 0 ledger show --resident "$id"
says out "$sequence of 2026-12" "($kind)" "in aofuto-2026-12-001.pdf"
expect 3 ledger show --resident nobody
says err "the ledger has no such notice"
expect 3 ledger show --notice 99999
expect 0 ledger show --run 1 --json
python3 - <<'P' || fail "the run is not what run.json says"
import json
run, made = json.load(open("out"))["run"], json.load(open("dir/run.json"))
for key in ("residents", "decisions", "reasons", "notices", "catch_up"):
    assert run["figures"][key] == made[key], key
assert run["chain_head"] == made["ledger"]["chain_head"]
open("digits", "w").write(run["chain_head"][:16])
P
expect 0 ledger show --run 1
says out "residents in the list; the sum is right" "(CERT_ONLY)" \
	"as noted on paper: $(cat digits)"
expect 0 ledger verify --run 1
says out "run 1 for 2026-12: its 16 digits are $(cat digits);"

# Without names and numbers of persons, to a file or a pipe; it is noted.
expect 0 ledger export
mv out export.csv
expect 0 ledger export --csv --out file.csv
same export.csv file.csv
[ "$(stat -c %a file.csv)" = 600 ] || fail "an export that others can read"
expect 4 ledger export --out file.csv
says err "is there already"
expect 2 ledger export --csv --json
expect 4 ledger export --out none/file.csv
expect 0 ledger export --json
python3 - <<'P' || fail "the exports and the manifest disagree"
import csv, json
meant = list(csv.DictReader(open("dir/manifest.csv")))
lines = list(csv.DictReader(open("export.csv", newline="")))
objects = json.load(open("out"))["notices"]
assert len(meant) == len(lines) == len(objects) > 50
for m, e, j in zip(meant, lines, objects):
    assert "resident_id" not in e and "resident_id" not in j
    for key in ("sequence", "page", "notice", "expiry", "sheets"):
        assert m[key] == e[key] == str(j[key]), (key, m, e, j)
    assert e["state"] == j["state"] == "printed"
P
expect 0 ledger show --run 1 --json
expect 0 ledger export --run 1
expect 0 ledger show --run 1
says out "csv $total"

# A letter that came back.
returned() { # STATUS ARGUMENT...
	want=$1
	shift
	expect "$want" ledger returned --as-of $later "$@"
}
returned 0
says out "no notice came back"
returned 2 --resident "$id"
says err "--reason TEXT is missing"
returned 2 --reason 転居先不明
says err "say which notice came back"
returned 2 --on $later
returned 2 --resident "$id" --reason 転居先不明 --on 2099-06-02
says err "--on 2099-06-02 has not come yet: it is 2099-06-01"
returned 2 --resident "$id" --reason 転居先不明 --on 1.6.
returned 2 --resident "$id" --reason ' '
returned 3 --resident "$id" --reason 転居先不明 --on 2000-01-01
says err "cannot have come back on 2000-01-01"
returned 3 --resident nobody --reason 転居先不明
says err "the ledger has no such notice"
name=$(python3 -c 'import csv, sys
for r in csv.DictReader(open("list.csv")):
    if r["resident_id"] == sys.argv[1]: print(r["name"])' "$id")
returned 3 --resident "$id" --reason "$name 様は転居"
lacks err "$name"
number 0 --returned
returned 0 --resident "$id" --reason 転居先不明
says out "$sequence of 2026-12: came back (返戻) on $later"
returned 3 --resident "$id" --reason 転居先不明
says err "written down already"
returned 0
says out "転居先不明" "notices that came back: 1"
number 1 --returned
expect 0 ledger show --resident "$id" --json
python3 - <<'P' || fail "the letter that came back"
import json
n, = json.load(open("out"))["notices"]
assert n["returned"] == "2099-06-01", n
assert [r["reason"] for r in n["returns"]] == ["転居先不明"], n
P

# The phone call.
expect 0 explain --resident "$id"
says out "in the ledger:" "$sequence of 2026-12" "転居先不明"
expect 0 explain --resident "$id" --list list.csv --as-of $day --json
python3 - "$sequence" <<'P' || fail "explain and the ledger disagree"
import json, sys
e = json.load(open("out"))
assert e["decision"] == "already_issued", e["decision"]
n, = e["issued"]
assert n["sequence"] == sys.argv[1] and n["returned"] == "2099-06-01", n
P
expect 0 explain --resident nobody
says out "no notice of this resident: none was printed, or"
expect 3 explain --resident nobody --list list.csv
says err "without --list the ledger alone is asked"

# A run that was never mailed; somebody has mailed the first.
expect 3 cancel --run 1 --reason 用紙が違った
says err "came back; it cannot be cancelled"
expect 2 cancel --run 1
expect 2 cancel --reason x
expect 2 cancel --run 1 --reason ''
expect 2 cancel --run one --reason x
expect 3 cancel --run 9 --reason 用紙が違った
ledger="--ledger city.ledger.db"
# shellcheck disable=SC2086 # words on purpose
{
	expect 0 cancel --run 1 --reason 用紙が違った $ledger
	says out "run 1 for 2026-12 is cancelled" "printed again: 2" \
		"$work/two" "aofuto-2026-12-001.pdf"
	expect 3 cancel --run 1 --reason 用紙が違った $ledger
	says err "is cancelled already"
	expect 0 ledger list $ledger
	says out "cancelled"
	expect 0 explain --resident 1 $ledger
	says out "cancelled"
	expect 3 ledger returned --resident 1 --reason 転居先不明 \
		--as-of $later $ledger
	says err "was cancelled with run 1"
	printed two.csv again $ledger
	# Two now: the cancelled one is not meant, and needs no choice.
	expect 0 ledger returned --resident 1 --reason 転居先不明 \
		--as-of $later $ledger
	says out "002-0001"
	# With a new card a resident has two: which one? None is marked.
	list '2,青山 桃子,1986-07-20,359-0042,埼玉県所沢市並木一丁目1番地の2,2017-08-01,32345678901234567890123' >june.csv
	expect 0 run june.csv --month 2027-06 --as-of 2027-06-01 --out june \
		--qr-address "$address" --no-read-back --operator s $ledger
	returned 3 --resident 2 --reason 転居先不明 $ledger
	says err "several notices match (2); say which with --month"
	says out "2026-12" "2027-06"
	expect 0 ledger list --returned $ledger
	says out "notices: 1"
	returned 0 --resident 2 --reason 転居先不明 --month 2027-06 $ledger
	says out "001-0001 of 2027-06"
	# An operator in wide letters moves no column behind him.
	expect 0 ledger list $ledger
	python3 - <<'P' || fail "wide letters move the columns"
import unicodedata
def at(line):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1
               for c in line[:line.index("/")])
rows = [x for x in open("out") if "/" in x]
assert len(rows) == 3 and len({at(x) for x in rows}) == 1, rows
P
}
expect 0 cancel --run 1 --reason 用紙が違った --json --config conf.yaml
python3 - <<'P' || fail "cancel as JSON"
import json
c = json.load(open("out"))
assert c["run"]["state"] == "cancelled", c
assert c["destroy"] == ["aofuto-2026-12-001.pdf"], c
P

# Standard output that is full, closed, or a pipe that nobody reads.
for line in "ledger list" "ledger list --month $month" "ledger list --json" \
	"ledger show --run 1" "ledger export" "ledger returned" \
	"explain --resident $id"; do
	# shellcheck disable=SC2086 # words on purpose
	"$aofuto" $line >/dev/full 2>err
	[ $? = 4 ] || fail "aofuto $line >/dev/full does not end with 4"
	says err "cannot write to standard output"
	# shellcheck disable=SC2086
	"$aofuto" $line >&- 2>err
	[ $? = 4 ] || fail "aofuto $line >&- does not end with 4"
	# shellcheck disable=SC2086
	(trap '' PIPE; "$aofuto" $line 2>err; echo $? >status) | :
	case $(cat status) in 0 | 4) ;; *) fail "$line | :" ;; esac
done

# Nobody's name or home in any answer, nor the number of a resident that was
# not asked for.
python3 - <<'P'
import csv
with open("secrets", "w") as out:
    for r in csv.DictReader(open("list.csv")):
        for key in ("name", "name_kana", "address", "building",
                    "resident_id", "application_id"):
            if len(r.get(key) or "") >= 4:
                out.write(r[key] + "\n")
P
[ "$(wc -l <secrets)" -gt 800 ] || fail "there is nothing to look for"
for language in en ja; do
	for line in "list" "list --json" "list --month $month" \
		"list --month $month --json" "list --resident $id" \
		"show --run 1" "show --run 1 --json" "show --resident $id" \
		"show --resident $id --json" "export" "export --json" \
		"returned" "returned --json"; do
		# shellcheck disable=SC2086 # words on purpose
		LANGUAGE=$language "$aofuto" ledger $line 2>&1
	done
done >told
[ "$(wc -l <told)" -gt 2000 ] || fail "too little was said to judge"
grep -F -f secrets told >leaks && fail "says who: $(head -n 3 leaks)"
finish
