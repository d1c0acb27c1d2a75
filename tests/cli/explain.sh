#!/bin/sh
# The dates of one resident, and the article behind each.
. "$(dirname "$0")/lib.sh"
cases=$root/tests/cases/plan.csv
ask() { # STATUS ID [OPTION...]
	want=$1 id=$2
	shift 2
	expect "$want" explain --resident "$id" --list "$cases" --as-of $day "$@"
}

ask 0 A02
golden "$root/tests/golden/explain.txt" out
LANGUAGE=ja ask 0 A02
golden "$root/tests/golden/explain.ja.txt" out
lacks out 川上 並木 青葉
ask 0 A16
says out "GLYPH_MISSING" "U+E000"
ask 0 A01
says out "the id stands in 2 rows"
ask 3 A99
says err "no row has the resident id 'A99'"
expect 2 explain --resident A02
says err "explain needs the option --list LIST"

# explain --json says what the plan says, of every resident.
expect 1 plan "$cases" --month $month --as-of $day --csv
mv out plan.csv
for id in $(sed '1d; s/^[0-9]*,//; s/,.*//' plan.csv | sort -u); do
	ask 0 "$id" --json
	mv out "$id.json"
done
python3 - <<'P' || fail "explain --json and the plan disagree"
import csv, json
seen = set()
for r in csv.DictReader(open("plan.csv")):
    if r["resident_id"] in seen:
        continue
    seen.add(r["resident_id"])
    e = json.load(open(r["resident_id"] + ".json"))
    for key, value in r.items():
        got = e[key]
        assert ("" if got is None else str(got)) == value, (key, value, got)
    for key in ("card", "auth_cert", "sign_cert"):
        if e[key + "_expires_on"]:
            made = e["rules"][key + "_expires_on"]["made_by"]
            assert made["rule"] and made["sentence"] and made["article"], e
assert len(seen) == 17
P
finish
