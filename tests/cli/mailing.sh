#!/bin/sh
# The order of the mail: as the post sorts, in bundles of one district, in
# volumes of whole bundles; bundles.csv and run.json say the same.
. "$(dirname "$0")/lib.sh"
address='https://city.example/?id={application_id}'
printf 'format: 1\nvolume_notices: 40\nbundle_notices: 15\n' >small.yaml
"$aofuto" sample --rows 2000 --as-of $day >list.csv
# Neighbours and another district, so that there is something to sort.
awk -F, -v OFS=, 'NR % 7 == 2 { $6 = "3501101" } NR % 11 == 2 { $6 = "3500812" }
	{ print }' list.csv >some.csv
run() { # FOLDER ARGUMENT... : the words are in out and err
	dir=$1
	shift
	forget
	expect 1 run some.csv --month $month --as-of $day --out "$dir" \
		--qr-address "$address" --no-read-back "$@"
}

cat >judge.py <<'P'
import csv, itertools, json, re, sys
folder, most, volume_most, five = sys.argv[1], *map(int, sys.argv[2:4]), \
    set(sys.argv[4:])
rows = {r["resident_id"]: (i, r)
        for i, r in enumerate(csv.DictReader(open("some.csv")))}
manifest = list(csv.DictReader(open(folder + "/manifest.csv")))
bundles = list(csv.DictReader(open(folder + "/bundles.csv")))
run = json.load(open(folder + "/run.json"))
def code(m):
    return re.sub("[^0-9]", "", rows[m["resident_id"]][1]["postal_code"])
def district(m):
    c = code(m)
    return c[:5] if c[:5] in five else c[:3]
def number(m):
    """Of an address with no building, as these lists write it: the 丁目 first."""
    r = rows[m["resident_id"]][1]
    chome = re.search("([一二三四五六七八九])丁目", r["address_town"])
    chome = ["一二三四五六七八九".index(chome[1]) + 1] if chome else []
    return chome + [int(x) for x in re.findall("[0-9]+", r["address_number"])]
keys = [(district(m), code(m)) for m in manifest]
assert keys == sorted(keys), "not by district and postal code"
plain = [(district(m), code(m), number(m)) for m in manifest
         if not rows[m["resident_id"]][1]["building"]
         and re.fullmatch("[0-9]+(番地(の[0-9]+)?|-[0-9]+)?",
                          rows[m["resident_id"]][1]["address_number"])]
assert plain == sorted(plain) and len(plain) > 20, "not by address number"
# A letter carries the bars unless its postal code ends in 00.
coded = sum(not code(m).endswith("00") for m in manifest)
assert 0 < run["mailing"]["with_barcode"] <= coded, coded
assert len({k[0] for k in keys}) > 1
# Each notice is in one bundle, bundles follow on each other.
at = 0
for i, b in enumerate(bundles, 1):
    mine = manifest[at:at + int(b["notices"])]
    at += len(mine)
    assert int(b["bundle"]) == i and 1 <= len(mine) <= most, b
    assert {district(m) for m in mine} == {b["district"]}, b
    assert {m["volume"] for m in mine} == {b["volume"]}, "a bundle is split"
    assert (mine[0]["sequence"], mine[-1]["sequence"]) == (b["first"], b["last"])
    assert sum(int(m["sheets"]) for m in mine) == int(b["sheets"])
assert at == len(manifest)
for d, group in itertools.groupby(bundles, lambda b: b["district"]):
    group = list(group)
    assert [int(b["of_district"]) for b in group] == list(range(1, len(group) + 1))
    assert all(int(b["notices"]) == most for b in group[:-1])
mailing = run["mailing"]
assert mailing["order"] == "post" and mailing["bundles"] == len(bundles)
assert mailing["notices"] == len(manifest)
assert {d["district"]: (d["notices"], d["sheets"], d["bundles"])
        for d in mailing["districts"]} == {
    k: (sum(int(b["notices"]) for b in bundles if b["district"] == k),
        sum(int(b["sheets"]) for b in bundles if b["district"] == k),
        sum(b["district"] == k for b in bundles))
    for k in {b["district"] for b in bundles}}
assert all(v["notices"] <= volume_most for v in run["volumes"])
pieces = {"all": len(manifest), "barcode": mailing["with_barcode"],
          "own_district": sum(k[0] == "359" for k in keys)}
for d in mailing["discounts"]:
    assert d["pieces"] == pieces[d["counts"]], d
    assert d["reached"] == (d["pieces"] >= d["from"]), d
P
judge() {
	python3 judge.py "$@" || fail "the mail of $1 is not in order"
}

run post --config small.yaml
judge post 15 40
expect 0 verify post --list some.csv --config small.yaml
expect 0 verify post
# Without a ledger, whose key is another each time.
for dir in once again; do
	expect 1 run some.csv --month $month --as-of $day --out $dir \
		--specimen --config small.yaml --no-read-back
done
diff -r once again || fail "the same list gives another mail"

# The same in words.
says out "for the post: " " bundles" "  district 350: " "  district 359: " \
	"区分郵便物 (from 2,000 pieces): not reached, with " \
	"郵便区内特別郵便物 (from 100 pieces to the city hall's district): reached, with"

# On paper: every bundle once, with its numbers; as one list, or a page each.
paper() { # FOLDER : the text of bundles.pdf says what bundles.csv does
	pdftotext -layout "$1/bundles.pdf" paper.txt
	python3 - "$1" <<'P' || fail "bundles.pdf of $1 is not bundles.csv"
import csv, re, sys
text = open("paper.txt").read()
bundles = list(csv.DictReader(open(sys.argv[1] + "/bundles.csv")))
for b in bundles:
    assert len(re.findall(r"(?<!\S)%s(?!\S)" % b["first"], text)) == 1 + (
        b["first"] == b["last"]), b
assert len(re.findall(r"(?<!\S)\d{3}-\d{4}(?!\S)", text)) == 2 * len(bundles)
P
	qpdf --check "$1/bundles.pdf" >check 2>&1 || fail "qpdf: $(cat check)"
}
paper post
says paper.txt "区分束の一覧" "令和8年12月分"
printf 'format: 1\nvolume_notices: 40\nbundle_notices: 15\nbundle_tickets: pages\n' \
	>pages.yaml
run pages --config pages.yaml
paper pages
[ "$(qpdf --show-npages pages/bundles.pdf)" = \
	"$(($(wc -l <pages/bundles.csv) - 1))" ] || fail "not a page a bundle"
printf 'format: 1\nvolume_notices: 40\nbundle_notices: 15\nbundle_tickets: none\n' \
	>none.yaml
run none --config none.yaml
[ -e none/bundles.pdf ] && fail "tickets that nobody asked for"
expect 0 verify none
cp -r pages bad
printf '%%' >>bad/bundles.pdf
expect 4 verify bad
says err "bundles.pdf"
rm -rf bad

# A district of five digits, by the city's own postage.yaml.
sed 's/five_digits: \[\]/five_digits: ["35011"]/' "$root/templates/postage.yaml" \
	>five.yaml
printf 'format: 1\nvolume_notices: 40\nbundle_notices: 15\npostage: five.yaml\n' \
	>own.yaml
run own --config own.yaml
judge own 15 40 35011
cut -d, -f2 own/bundles.csv | sort -u | tr '\n' ' ' >districts
says districts "350 35011 359 "
# A bundle is never larger than a volume.
printf 'format: 1\nvolume_notices: 9\n' >tight.yaml
run tight --config tight.yaml
judge tight 9 9

# In the list's order there are no bundles, and volumes are full.
printf 'format: 1\nvolume_notices: 40\nmailing_order: list\n' >list.yaml
run list --config list.yaml
[ "$(wc -l <list/bundles.csv)" = 1 ] || fail "bundles in the order of the list"
[ -e list/bundles.pdf ] && fail "tickets in the order of the list"
python3 - <<'P' || fail "not the order of the list"
import csv, json
order = [r["resident_id"] for r in csv.DictReader(open("list/decisions.csv"))
         if r["decision"] == "print"]
assert [m["resident_id"] for m in
        csv.DictReader(open("list/manifest.csv"))] == order
run = json.load(open("list/run.json"))
assert run["mailing"]["order"] == "list"
assert all(v["notices"] == 40 for v in run["volumes"][:-1])
assert run["mailing"]["notices"] == len(order)
P

# Another postage.yaml is another mail: neither gone on with nor compared.
sed 's/five_digits: \["35011"\]/five_digits: []/' five.yaml >now.yaml
sed 's/five.yaml/now.yaml/' own.yaml >later.yaml
cp five.yaml kept.yaml
echo '# changed' >>five.yaml
expect 3 verify own --list some.csv --config own.yaml
says err "postage.yaml is not what it was in the run"
cp kept.yaml five.yaml
forget
"$aofuto" run some.csv --month $month --as-of $day --out cut --config own.yaml \
	--qr-address "$address" --no-read-back --jobs 1 >out 2>err &
pid=$!
until [ -e "cut/aofuto-$month-001.pdf" ]; do sleep 0.01; done
kill -9 $pid
wait $pid 2>kill
if [ ! -e cut/run.json ]; then
	cp now.yaml five.yaml
	expect 3 run some.csv --month $month --as-of $day --out cut \
		--config own.yaml --qr-address "$address" --no-read-back
	says err "cannot be gone on with: postage.yaml is not what it was"
	cp kept.yaml five.yaml
	expect 1 run some.csv --month $month --as-of $day --out cut \
		--config own.yaml --qr-address "$address" --no-read-back
	cmp own/bundles.csv cut/bundles.csv || fail "other bundles after a kill"
fi

# Mistakes are told with their place, and nothing is left.
for text in 'bundle_notices: 0' 'bundle_notices: 5001' 'mailing_order: post office' \
	'bundle_tickets: yes' 'postage: none.yaml'; do
	printf 'format: 1\n%s\n' "$text" >bad.yaml
	"$aofuto" run some.csv --month $month --as-of $day --out bad \
		--config bad.yaml --specimen >out 2>err
	case $? in 3 | 4) ;; *) fail "$text: taken" ;; esac
	[ -e bad ] && fail "$text: a folder is left"
done
says err "none.yaml"
printf 'format: 1\nbundle_notices: 0\n' >bad.yaml
expect 3 check some.csv --config bad.yaml
says err "bad.yaml:2:" "expected a number from 1 to 5000"
finish
