#!/bin/sh
# Names and addresses stand in the PDFs and nowhere else: not on the terminal,
# not in a list, not in an error.
. "$(dirname "$0")/lib.sh"
sample --rows 600 >list.csv
python3 - <<'P'
import csv
# Every field with somebody's name or home in it, and birth dates.
with open("secrets", "w") as out:
    for r in csv.DictReader(open("list.csv")):
        for key in ("name", "name_kana", "address", "building", "birth_date",
                    "address_town", "address_number"):
            value = r.get(key) or ""
            # A date that cannot be read is shown: it is nobody's birth date.
            if len(value) >= 4 and value not in ("不詳",):
                out.write(value + "\n")
P
sort -u secrets | grep -v '昭和64年2月30日' >patterns
[ "$(wc -l <patterns)" -gt 1000 ] || fail "there is nothing to look for"

"$aofuto" check list.csv --as-of $day >told 2>&1
"$aofuto" check list.csv --as-of $day --json >>told 2>&1
"$aofuto" plan list.csv --month $month --as-of $day >>told 2>&1
"$aofuto" plan list.csv --month $month --as-of $day --csv >plan.csv 2>>told
"$aofuto" plan list.csv --month $month --as-of $day --json >>told 2>&1
"$aofuto" run list.csv --month $month --as-of $day --specimen --out dir \
	>>told 2>&1
sed -n '2,150s/,.*//p' list.csv >ids
while read -r id; do
	"$aofuto" explain --resident "$id" --list list.csv --as-of $day
	"$aofuto" explain --resident "$id" --list list.csv --as-of $day --json
done <ids >>told 2>&1
# Broken in every row: the errors quote nothing either.
sed 's/,/;/3' list.csv >broken.csv
"$aofuto" check broken.csv >>told 2>&1
sed 's/1/x/g' list.csv >broken.csv
"$aofuto" check broken.csv >>told 2>&1
cat dir/*.csv dir/run.json >>told
[ "$(wc -l <told)" -gt 2000 ] || fail "too little was said to judge"
# Dates of birth also stand in lists as other dates; names and homes never.
grep -vE '^[0-9/.-]+$|^[0-9年月日]+$|^[MTSHR0-9.]+$|^(昭和|平成|令和|大正|明治)' \
	patterns >words
if grep -F -f words told >leaks; then
	fail "somebody's name or home: $(head -n 3 leaks)"
fi

# Nobody's name, home or number stands in the ledger either, in no encoding.
"$aofuto" run list.csv --month $month --as-of $day --out real --quiet \
	--no-read-back --qr-address 'https://city.example/?id={application_id}' \
	>told 2>&1
[ -e real/run.json ] || fail "the run ends with: $(cat told)"
cat "$root"/templates/*.yaml "$root"/fonts/*.yaml >forms # are in it, as texts
python3 - <<'P' || fail "the ledger tells who it is of"
import csv, glob
ledger = b"".join(open(f, "rb").read() for f in glob.glob("state/aofuto/*"))
assert len(ledger) > 100000, len(ledger)
secrets = [line.rstrip("\n") for line in open("words")]
printed = set()
for row in csv.DictReader(open("real/manifest.csv")):
    printed.add(row["resident_id"])
for row in csv.DictReader(open("list.csv")):
    if row["resident_id"] in printed:
        secrets += [row["resident_id"], row["application_id"],
                    row["name"], row["address"]]
forms = open("forms").read()
secrets = {s for s in secrets if len(s.encode()) >= 8 and s not in forms}
assert len(secrets) > 1000
for secret in secrets:
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "cp932"):
        try:
            raw = secret.encode(encoding)
        except UnicodeEncodeError:
            continue
        assert raw not in ledger, "%d letters, %s" % (len(secret), encoding)
# What must be found is found: the search can see.
for known in (b"aofuto 0.", b"real", b"CREATE TABLE"):
    assert known in ledger, known
P
finish
