#!/bin/sh
# With --json standard output holds one JSON document and nothing else, however
# the command ends, and the document is what docs/schema says.
. "$(dirname "$0")/lib.sh"
schema=$root/docs/schema
share=$(cd "$(dirname "$aofuto")/../share/aofuto" && pwd)
address='https://city.example/?id={application_id}'
mkdir kept
n=0
: >kept/list

# json STATUS SCHEMA COMMAND... : run, and kept to be held against its schema
json() {
	want=$1
	form=$2
	shift 2
	n=$((n + 1))
	"$aofuto" "$@" --json >kept/$n 2>err
	got=$?
	[ $got = "$want" ] || {
		fail "aofuto $*: status $got, not $want"
		head -n 5 err >&2
	}
	printf '%s\t%s\t%s\t%s\n' $n "$got" "$form" "$*" >>kept/list
}

# has TEXT... : the document kept last
has() {
	says kept/$n "$@"
}

# Mistakes on the line, and what has no report.
json 2 failure nope
json 2 failure ledger nope
json 2 failure sample --rows 3
json 2 failure sample --rows many
json 2 failure help
for command in check plan run explain reprint cancel envelope preview verify; do
	json 2 "$command" $command --nope
	json 2 "$command" $command --as-of yesterday
done
for command in list show returned export verify coverage purge backup rekey; do
	json 2 "ledger-$command" ledger $command --nope
	json 4 "ledger-$command" ledger $command --ledger none.db \
		$(case $command in
		show) echo --run 1 ;;
		purge) echo --before 2020-01-01 ;;
		backup) echo --out b.db ;;
		rekey) echo --key k ;;
		esac)
done
json 2 doctor doctor --nope
"$aofuto" check --json --help >help.out || fail "--json --help"
says help.out "usage: aofuto check"

# A city that prints in Japanese alone.
sed '/^facts_[a-z_]*:/,$d' "$share/templates/city.yaml" >usual-city.yaml
printf 'format: 1\ncity: usual-city.yaml\nlarge_print: never\n' >usual.yaml

# A list: good, with every odd case, broken, not there.
sample --rows 400 >list.csv
list "$due" >one.csv
list "$due" '2,青山 二郎,1986-01-20,359-0042,埼玉県所沢市並木一丁目1番地の1,2017-06-01,1.23E+22' \
	'3,青山,昭和99年,12,どこか,x,3' >odd.csv
printf 'resident_id,name\n1,青\xff山\n' >bytes.csv
printf 'resident_id,name,個人番号\n1,青山,1\n' >number.csv
printf '%s\n"1,青山 花子\n' "$header" >quote.csv
for shape in "0 one" "1 list" "1 odd" "3 bytes" "3 number" "3 quote" "4 none"; do
	json "${shape% *}" check check "${shape#* }.csv" --as-of $day
	json "${shape% *}" plan plan "${shape#* }.csv" --month $month --as-of $day
done
json 1 check check list.csv --as-of $day --all-notes
json 1 plan plan list.csv --month $month --as-of $day --config usual.yaml
lacks kept/$n '"editions"'
json 1 plan plan list.csv --month $month --as-of $day
has '"editions"' '"en":' '"ja-easy":'
# What stops the list as a whole, measured and accepted.
python3 - <<'P'
import csv
rows = list(csv.reader(open("list.csv", encoding="utf-8")))
at = rows[0].index("birth_date")
days = [r[at] for r in rows[1:]]
for r, d in zip(rows[1:], days[1:] + days[:1]):
    r[at] = d
csv.writer(open("moved.csv", "w", encoding="utf-8", newline=""),
           lineterminator="\n").writerows(rows)
P
json 3 check check moved.csv --as-of $day
json 3 plan plan moved.csv --month $month --as-of $day
json 2 plan plan one.csv --month $month --csv
printf 'format: 2\n' >bad.yaml
json 3 check check one.csv --config bad.yaml

# A run: a specimen, tried, made, there already, made anew, a supplement.
json 1 run run list.csv --month $month --as-of $day --specimen --out specimen
printf 'format: 1\nvolume_notices: 20\nretention_months: 1\nomr: %s\n' \
	"$(sed -n 's/^  - name: *//p' "$share/templates/omr.yaml" | head -n 1)" \
	>omr.yaml
printf 'format: 1\nvolume_notices: 20\nretention_months: 1\nenclosures:\n%s\n' \
	'  - {name: 封入用封筒, kinds: [CARD_CERT, CARD_ONLY], sheets_like: 1.5}' \
	>conf.yaml
make() { # STATUS OPTION... : conf.yaml, the month
	want=$1
	shift
	json "$want" run run "$@" --config conf.yaml --qr-address "$address"
}
make 1 list.csv --month $month --as-of $day --dry-run
has '"editions"'
make 1 list.csv --month $month --as-of $day --out dir
has '"templates"' '"editions"' '"ja-easy-large":'
cmp -s kept/$n dir/run.json || fail "what a run says is not its run.json"
printf '%s\t%s\t%s\t%s\n' $n 1 record "dir/run.json" >>kept/list
make 0 list.csv --month $month --as-of $day --out dir
make 0 list.csv --month $month --as-of $day --out dir --dry-run
printf '%s\t0\trun-dry\trun --dry-run\n' $n >>kept/list
json 3 run run list.csv --month 2027-01 --out other
json 4 run run list.csv --month 2027-01 --out dir/run.json/x \
	--qr-address "$address"
sed 's/^\(1,.*\)$/\1/' one.csv | sed 's/^1,/9000001,/' >new.csv
make 0 new.csv --month $month --as-of $day --supplement --out dir2 \
	--no-read-back
make 3 moved.csv --month 2027-01 --as-of 2026-12-02 --out dir3
checks=$(sed -n 's/.*--accept \([a-z_,-]*\).*/\1/p' err | head -n 1)
make 1 moved.csv --month 2027-01 --as-of 2026-12-02 --out dir3 --no-read-back \
	--accept "$checks" --accept-reason 試験のため

has '"last_run": {'

# Read back: as it was, and not.
json 0 verify verify dir --raster none
json 0 verify verify dir --raster none --list list.csv --config conf.yaml
json 0 verify verify specimen --raster none
cp -r dir spoilt
volume=$(ls spoilt/aofuto-*.pdf | head -n 1)
chmod u+w "$volume"
printf x >>"$volume"
json 4 verify verify spoilt --raster none
json 4 verify verify nowhere

# One resident, one notice.
id=$(sed -n 2p dir/manifest.csv | cut -d, -f4)
json 0 explain explain --resident "$id"
for who in $(sed -n '2,60s/,.*//p' list.csv); do
	json 0 explain explain --resident "$who" --list list.csv --as-of $day
done
json 3 explain explain --resident nobody --list list.csv
json 0 reprint reprint --resident "$id" --show --as-of $day
json 0 reprint reprint --resident "$id" --as-of $day --reason 紛失 --out r.pdf
json 3 reprint reprint --resident nobody --reason 紛失 --out r2.pdf
json 4 reprint reprint --resident "$id" --as-of $day --reason 紛失 --out r.pdf

# Its envelopes, before anything is purged.
json 0 envelope envelope --run 1 --volume 1 --out e1.pdf --as-of $day

# The ledger.
json 0 ledger-list ledger list
json 0 ledger-list ledger list --run 1
json 0 ledger-list ledger list --resident nobody
json 0 ledger-returned ledger returned
json 0 ledger-returned ledger returned --resident "$id" --as-of $day \
	--reason 転居先不明
json 3 ledger-returned ledger returned --resident nobody --reason 転居先不明
json 0 ledger-returned ledger returned
json 0 ledger-show ledger show --run 1
has '"editions"' '"en-large":'
json 0 ledger-show ledger show --run 2
json 0 ledger-show ledger show --resident "$id"
json 3 ledger-show ledger show --run 77
json 0 ledger-export ledger export
json 0 ledger-export ledger export --out x.json
json 0 ledger-export ledger export --run 1 --out y.json
cp x.json kept/exported
printf 'exported\t0\tledger-export\tx.json\n' >>kept/list
json 4 ledger-export ledger export --out x.json
json 0 ledger-coverage ledger coverage
json 0 ledger-verify ledger verify
json 0 ledger-verify ledger verify --no-volumes
mv dir moved-away
json 0 ledger-verify ledger verify
cp -r spoilt dir
json 3 ledger-verify ledger verify
rm -rf dir
mv moved-away dir
json 3 cancel cancel --run 1 --reason 中止
json 3 cancel cancel --run 77 --reason 中止
json 0 cancel cancel --run 2 --reason 中止
json 0 ledger-list ledger list
json 0 ledger-show ledger show --run 2
json 0 ledger-purge ledger purge --before 2027-01-31 --as-of 2027-02-01
json 0 ledger-purge ledger purge --before 2020-01-01 --confirm
json 0 ledger-purge ledger purge --before 2027-01-31 --as-of 2027-02-01 --confirm
json 0 ledger-list ledger list --run 1
json 0 ledger-show ledger show --run 1
json 0 ledger-backup ledger backup --out b.db
json 4 ledger-backup ledger backup --out b.db
json 0 ledger-rekey ledger rekey
json 0 ledger-verify ledger verify --no-volumes

# Envelopes, previews, the doctor.
json 0 envelope envelope --out e.pdf
json 4 envelope envelope --out e.pdf
json 3 envelope envelope --run 77 --out e2.pdf
json 0 preview preview --out p.pdf
json 0 preview preview --out p.pdf --config omr.yaml
json 0 preview preview --out p.pdf --kind cert-only --window 90x55
json 0 preview preview --template control --out p.pdf
json 4 preview preview --template none.yaml --out p.pdf
json 0 doctor doctor --qr-address "$address"
json 3 doctor doctor
sed 's|ipamj/ipamjm.ttf|ipamj/none.ttf|' "$share/fonts/fonts.yaml" >fonts.yaml
printf 'format: 1\nfonts: fonts.yaml\n' >fonts-mine.yaml
json 4 doctor doctor --config fonts-mine.yaml
json 3 doctor doctor --config bad.yaml
json 4 check check one.csv --config fonts-mine.yaml

python3 "$root/tests/tools/schema.py" "$schema" kept ||
	fail "what is printed is not what the schemas say"
# The program brings them, and the manual names each.
for file in "$schema"/*.json; do
	same "$file" "$share/schema/$(basename "$file")"
	grep -qF "schema/$(basename "$file")" "$root/docs/json.md" ||
		fail "docs/json.md does not name $(basename "$file")"
done
finish
