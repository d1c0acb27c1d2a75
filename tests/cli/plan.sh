#!/bin/sh
# The plan: the contract's columns, every reason, sums that are right.
. "$(dirname "$0")/lib.sh"
cases=$root/tests/cases/plan.csv

expect 1 plan "$cases" --month $month --as-of $day --csv
[ -s err ] && fail "plan --csv talks: $(cat err)"
golden "$root/tests/golden/plan.csv" out
says out "row,resident_id,decision,reason,notice,card_expires_on,auth_cert_expires_on,sign_cert_expires_on,next_expiry,expiring,renewal_opens_on,window"
expect 1 plan "$cases" --month $month --as-of $day
sed 's|[^ ]*/plan.csv|plan.csv|; s|([^ ]*city.yaml)|(city.yaml)|' out >short
golden "$root/tests/golden/plan.txt" short
LANGUAGE=ja expect 1 plan "$cases" --month $month --as-of $day
sed 's|[^ ]*/plan.csv|plan.csv|; s|（[^ ]*city.yaml）|（city.yaml）|' out >short
golden "$root/tests/golden/plan.ja.txt" short

# One line a resident, each in one decision; the numbers agree.
sample --rows 3000 >list.csv
expect 1 plan list.csv --month $month --as-of $day --csv
mv out plan.csv
[ "$(wc -l <plan.csv)" = 3001 ] || fail "not one line a resident"
expect 1 plan list.csv --month $month --as-of $day --json
mv out plan.json
python3 - <<'P' || fail "plan --json and --csv disagree"
import collections, csv, json
plan = json.load(open("plan.json"))
rows = list(csv.DictReader(open("plan.csv")))
assert plan["residents"] == len(rows) == sum(plan["decisions"].values())
count = collections.Counter(r["decision"] for r in rows)
assert {k: v for k, v in plan["decisions"].items() if v} == dict(count)
printed = collections.Counter(r["notice"] for r in rows
                              if r["decision"] == "print")
assert {k: v for k, v in plan["notices"].items() if v} == dict(printed)
reasons = collections.Counter((r["decision"], r["reason"]) for r in rows
                              if r["reason"])
assert sum(reasons.values()) == sum(
    n for d in plan["reasons"].values() for n in d.values())
late = sum(r["decision"] == "print" and r["renewal_opens_on"] < "2026-12-01"
           for r in rows)
assert plan["catch_up"] == late > 0
for i, r in enumerate(rows, 1):
    assert int(r["row"]) == i
    if r["decision"] == "print":
        assert r["window"] in ("OPEN", "NOT_YET"), r
        assert r["renewal_opens_on"] <= "2026-12-31" , r
        assert r["next_expiry"] >= "2026-12-01", r
P
expect 1 plan list.csv --month $month --as-of $day --only-month --csv
python3 - <<'P' || fail "--only-month"
import csv
rows = list(csv.DictReader(open("out")))
assert all(r["renewal_opens_on"][:7] == "2026-12" for r in rows
           if r["decision"] == "print")
assert any(r["reason"] == "OPENED_EARLIER" for r in rows)
P

# Dates that contradict one another are found in a column that is there.
list "$(echo "$due" | sed 's/2017-06-01/1980-06-01/')" >early.csv
expect 1 check early.csv --as-of $day
says out "row 1 (line 2), card_issued_on, resident 1: dates of the row contr"

# The support columns of a fixed-length export: zeros are no measure.
header="$header,support_measure,support_from,support_until" \
	list "$due,0,00000000,00000000" "7${due#1}2,,,00000000" \
	"8${due#1}3,1,00000000,00000000" "9${due#1}4,0,,99999999" |
	sed 's/234567890123\([234]\),/23456789012\1,/' >zeros.csv
expect 0 plan zeros.csv --month $month --as-of $day --csv
says out "1,1,print," "2,7,print," "3,8,held,DV_SUPPORT" "4,9,held,DV_SUPPORT"

# Settings that are wrong about the list say where.
list "$due" >one.csv
printf 'format: 1\nencoding: latin\n' >s.yaml
expect 3 plan one.csv --month $month --config s.yaml
says err "s.yaml: encoding: there is no encoding 'latin'"
expect 0 plan one.csv --month $month --as-of $day --config s.yaml \
	--encoding UTF-8
printf 'columns:\n  name: 通称\n  nmae: 氏名\n' >s.yaml
expect 3 plan one.csv --month $month --config s.yaml
says err "s.yaml:3: \`columns:\` of the settings, 'nmae'"

# The hold list.
list "$due" "7${due#1}" | sed '3s/,12345.*/,/' >two.csv
printf 'reason,resident_id\nsecret words,7\nx,8\n' >hold.csv
expect 0 plan two.csv --month $month --as-of $day --hold hold.csv --csv
says out "1,1,print,,CARD_ONLY" "2,7,held,HOLD_LIST"
lacks out secret
expect 0 plan two.csv --month $month --as-of $day --hold hold.csv
says out "a line of the hold list meets no resident: 1 (WARN 503)"
lacks out secret
printf '理由,宛名番号\nx,7\n' >hold.csv
expect 0 plan two.csv --month $month --as-of $day --hold hold.csv --csv
says out "2,7,held,HOLD_LIST"
# Ids padded inside their quotes, as fixed-width systems write them.
printf 'resident_id,reason\n"7　 ",x\n"　 1",x\n" 　",x\n' >hold.csv
expect 3 plan two.csv --month $month --as-of $day --hold hold.csv
says err "line 4 of the hold list has no resident id"
sed 4d hold.csv >padded.csv
expect 0 plan two.csv --month $month --as-of $day --hold padded.csv --csv
says out "1,1,held,HOLD_LIST" "2,7,held,HOLD_LIST"
printf 'resident_id\n7\n' >hold.csv
expect 3 plan two.csv --month $month --as-of $day --hold hold.csv
says err "the hold list needs the column reason"
: >hold.csv
expect 3 plan two.csv --month $month --as-of $day --hold hold.csv
expect 4 plan two.csv --month $month --as-of $day --hold nowhere.csv
printf 'resident_id,reason\n,x\n' >hold.csv
expect 3 plan two.csv --month $month --as-of $day --hold hold.csv
says err "line 2 of the hold list has no resident id"

# Quiet is quiet; the status says it all.
expect 1 plan list.csv --month $month --as-of $day --quiet
[ -s out ] || [ -s err ] && fail "plan --quiet talks"
# A plan whose list breaks off gives no lines at all.
{ head -n 500 list.csv && echo 'broken,row'; } >broken.csv
expect 3 plan broken.csv --month $month --as-of $day --csv
[ -s out ] && fail "a broken list still gives lines"
finish
