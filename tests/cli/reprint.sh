#!/bin/sh
# One lost notice printed again: the pages of its volume, from the ledger
# alone; every refusal; one row and one file whatever happens between.
. "$(dirname "$0")/lib.sh"

mkdir city keep
cp "$root"/templates/*.yaml city/
cp "$root"/fonts/* city/
cat >conf.yaml <<'C'
templates: city
fonts: city/fonts.yaml
city: city/city.yaml
qr_address: https://city.example.jp/a?id={application_id}
volume_notices: 20
ledger: keep/ledger.db
C
{ cat conf.yaml; echo "reprint_mark: none"; } >plain.yaml
sample --rows 300 >list.csv
"$aofuto" run list.csv --config conf.yaml --month $month --as-of $day \
	--out dir --quiet >out 2>err
case $? in 0 | 1) ;; *) fail "the run: $(cat err)"; finish ;; esac

# One resident of each kind, with sequence, volume, page and sheets.
of_kind() {
	awk -F, -v kind="$1" '$5 == kind {
		print $4, $1, $2, $3, $7; exit }' dir/manifest.csv
}
# sql FILE STATEMENT... : what the last one gives; with more than one, no
# trigger is in their way
cat >sql.py <<'P'
import sqlite3
import sys

db = sqlite3.connect(sys.argv[1], isolation_level=None)
if len(sys.argv) > 3:
    for name, in db.execute("select name from sqlite_schema "
                            "where type = 'trigger'").fetchall():
        db.execute("drop trigger " + name)
for statement in sys.argv[2:]:
    row = db.execute(statement).fetchone()
print(row[0] if row else "")
P
sql() {
	python3 sql.py "$@"
}
rows() {
	sql keep/ledger.db "select count(*) from reprint"
}
head_of() {
	sql keep/ledger.db "select hex(chain) from event
		where chain is not null order by id desc limit 1"
}
reprint() {
	want=$1
	shift
	expect "$want" reprint --config conf.yaml --as-of $day "$@"
}
words() {
	pdftotext -f "$2" -l "$3" -bbox "$1" - 2>/dev/null | grep '<word'
}
raster() {
	rm -f "$4"-*.ppm
	pdftoppm -r 50 -f "$2" -l "$3" "$1" "$4"
}

# The same pages, by text and place and by raster, for each kind. ------------
for kind in CARD_CERT CERT_ONLY CARD_ONLY; do
	# shellcheck disable=SC2046
	set -- $(of_kind $kind)
	[ $# = 5 ] || { fail "nobody has a notice of the kind $kind"; continue; }
	id=$1 sequence=$2 volume=dir/$3 page=$4 pages=$(($5 * 2))
	last=$((page + pages - 1))
	expect 0 reprint --config plain.yaml --as-of $day --resident "$id" \
		--reason 紛失 --out "$kind.pdf"
	says out "$sequence" "$kind" "$3" "pages $page to" "copy 1"
	qpdf --check "$kind.pdf" >/dev/null 2>&1 || fail "$kind: qpdf objects"
	[ "$(qpdf --show-npages "$kind.pdf")" = "$pages" ] ||
		fail "$kind has other pages than its volume"
	words "$volume" "$page" "$last" >volume.txt
	words "$kind.pdf" 1 "$pages" >reprint.txt
	[ -s volume.txt ] || fail "$kind: nothing is on the page"
	same volume.txt reprint.txt
	raster "$volume" "$page" "$last" v
	raster "$kind.pdf" 1 "$pages" r
	cat v-*.ppm >v.all
	cat r-*.ppm >r.all
	cmp -s v.all r.all || fail "$kind looks other than in its volume"
	rm -f v-*.ppm r-*.ppm
	qpdf --json --json-key=pagelabels "$kind.pdf" | grep -q "$sequence 1/" ||
		fail "$kind: the label is not that of the volume"
	expect 0 reprint --config conf.yaml --as-of $day --resident "$id" \
		--reason 汚損 --out "$kind-2.pdf"
	says out "copy 2"
	words "$kind-2.pdf" 1 "$pages" >marked.txt
	[ "$(grep -c '再発行' marked.txt)" = "$5" ] ||
		fail "$kind: the mark is not on each sheet, once"
	grep -vE '>再発行<|>2<' marked.txt >less.txt
	grep -vE '>2<' reprint.txt >reprint2.txt
	same less.txt reprint2.txt
	# Below the window, 5 mm (14.17 pt) and more from the edge.
	grep '再発行' marked.txt | sed 's/"/ /g' | awk '{
		if ($5 < 280.6 || $9 > 841.9 - 14.1) { print; bad = 1 }
	} END { exit bad }' >bad.txt || fail "$kind: the mark stands at $(cat bad.txt)"
done
[ "$(rows)" = 6 ] || fail "there are $(rows) rows, not 6"
ls -la keep/.* 2>/dev/null | grep -q '\.tmp' && fail "a temporary is left"
[ "$(stat -c %a CARD_CERT.pdf)" = 600 ] || fail "others may read the file"

# By application ID, as people type it. --------------------------------------
# shellcheck disable=SC2046
set -- $(of_kind CARD_CERT)
id=$1 sequence=$2 volume=$3 page=$4
appid=$(python3 - "$id" <<'P'
import csv, sys
for r in csv.DictReader(open("list.csv")):
    if r["resident_id"] == sys.argv[1]:
        print(r["application_id"])
P
)
grouped=$(echo "$appid" | sed 's/..../& /g')
reprint 0 --application-id "$grouped" --show
says out "$sequence" "$volume" "copy 1" "copy 2" "紛失" "汚損" \
	"it can be printed again now"
before=$(head_of)
reprint 0 --resident "$id" --show --json
python3 - "$sequence" <<'P' || fail "--show --json"
import json, sys
o = json.load(open("out"))
assert o["notice"]["sequence"] == sys.argv[1] and o["can_be_reprinted"]
assert [r["copy"] for r in o["reprints"]] == [1, 2]
P
[ "$before" = "$(head_of)" ] && [ "$(rows)" = 6 ] || fail "--show wrote"

# What the command line lacks. ------------------------------------------------
reprint 2 --reason 紛失 --out x.pdf
says err "--application-id ID or --resident ID"
reprint 2 --resident "$id" --out x.pdf
says err "--reason TEXT is missing"
reprint 2 --resident "$id" --reason 紛失
says err "--out FILE.pdf is missing"
reprint 2 --resident "$id" --show --out x.pdf
says err "--show writes no file"
reprint 2 --resident "$id" --reason " 　" --out x.pdf
says err "--reason says nothing"
reprint 2 --application-id 123 --show
says err "23 digits"
reprint 2 --resident "$id" --kind card --show
says err "card-cert, cert-only or card-only"
reprint 3 --resident nobody --reason 紛失 --out x.pdf
says err "there is no such notice"
name=$(python3 - "$id" <<'P'
import csv, sys
for r in csv.DictReader(open("list.csv")):
    if r["resident_id"] == sys.argv[1]:
        print(r["name"])
P
)
reprint 3 --resident "$id" --reason "${name}さんが紛失" --out x.pdf
says err "who the resident is"
lacks err "$name"
[ ! -e x.pdf ] && [ ! -e .x.pdf.tmp ] || fail "a refusal left a file"
[ "$(rows)" = 6 ] || fail "a refusal left a row"

# A file that is there; a folder that may not be written. ----------------------
echo old >there.pdf
reprint 4 --resident "$id" --reason 紛失 --out there.pdf
says err "there.pdf: the file is there already"
[ "$(cat there.pdf)" = old ] || fail "the old file was touched"
reprint 4 --resident "$id" --reason 紛失 --out none/x.pdf
says err "none/x.pdf"
(ulimit -f 4 && exec "$aofuto" reprint --config conf.yaml --as-of $day \
	--resident "$id" --reason 紛失 --out full.pdf) >out 2>err
[ $? = 4 ] || fail "a full disk does not give 4"
says err "full.pdf"
[ ! -e full.pdf ] && [ ! -e .full.pdf.tmp ] || fail "a full disk left a file"
[ "$(rows)" = 6 ] || fail "what failed left a row"
"$aofuto" reprint --config conf.yaml --as-of $day --resident "$id" \
	--reason 紛失 --out dev.pdf >/dev/full 2>err
[ $? = 4 ] || fail ">/dev/full does not give 4"
rm -f dev.pdf

# Cut short between the row and the name: the name comes, no second row. -------
n=$(rows)
if strace -o trace -e trace=renameat2 "$aofuto" --version >/dev/null 2>&1; then
	strace -f -o trace -e inject=renameat2:signal=KILL \
		"$aofuto" reprint --config conf.yaml --as-of $day \
		--resident "$id" --reason 紛失 --out cut.pdf >out 2>err
	[ ! -e cut.pdf ] && [ -e .cut.pdf.tmp ] || fail "it was not cut short"
	# strace may count the call as done or not; either way one row.
	[ "$(rows)" = $((n + 1)) ] || fail "the row is not there: $(rows)"
	sum=$(sha256sum <.cut.pdf.tmp)
	reprint 0 --resident "$id" --reason 紛失 --out cut.pdf
	says err "nothing was written down a second time"
	[ "$(rows)" = $((n + 1)) ] || fail "a second row was written"
	[ "$(sha256sum <cut.pdf)" = "$sum" ] || fail "another file took the name"
	[ ! -e .cut.pdf.tmp ] || fail "the temporary is left"
	# Before the row: the temporary is nobody's, and is made anew.
	strace -f -o trace -e inject=fsync:signal=KILL:when=1 \
		"$aofuto" reprint --config conf.yaml --as-of $day \
		--resident "$id" --reason 紛失 --out early.pdf >out 2>err
	[ "$(rows)" = $((n + 1)) ] || fail "a row before its file"
	reprint 0 --resident "$id" --reason 紛失 --out early.pdf
	lacks err "second time"
	[ "$(rows)" = $((n + 2)) ] || fail "the row is missing"
	[ ! -e .early.pdf.tmp ] || fail "the temporary is left"
else
	echo "no strace here: kill points are left out"
fi

# Today's list. ---------------------------------------------------------------
changed() { # FIELD VALUE : list2.csv with another value for the resident
	python3 - "$id" "$1" "$2" <<'P'
import csv, sys
who, field, value = sys.argv[1:]
rows = list(csv.DictReader(open("list.csv")))
for r in rows:
    if r["resident_id"] == who:
        r[field] = value
with open("list2.csv", "w", newline="") as f:
    w = csv.DictWriter(f, rows[0].keys())
    w.writeheader()
    w.writerows(r for r in rows
                if not (field == "resident_id" and not r[field]))
P
}
n=$(rows)
reprint 0 --resident "$id" --list list.csv --show
says out "it can be printed again now"
for case in "name 青山　太郎 name" "postal_code 1000001 postal_code" \
	"building 別棟 building" "application_id 99999999999999999999999 application_id" \
	"status DEAD DEAD" "status MOVED_OUT MOVED_OUT" "status SUSPENDED SUSPENDED" \
	"resident_id 77777777 not_in"; do
	# shellcheck disable=SC2086
	set -- $case
	changed "$1" "$2"
	reprint 3 --resident "$id" --list list2.csv --reason 紛失 --out x.pdf
	if [ "$3" = not_in ]; then
		says err "is not in today's list"
	else
		says err "($3)"
	fi
	lacks err "$2 " "青山" "別棟"
	[ ! -e x.pdf ] || fail "$case: printed"
done
changed address 埼玉県所沢市並木九丁目9番地の9
sed -i 's/並木九丁目9番地の9,埼玉県,所沢市,[^,]*,[^,]*,/並木九丁目9番地の9,,,,,/' list2.csv
reprint 3 --resident "$id" --list list2.csv --reason 紛失 --out x.pdf
says err "(address)" "new form"
python3 - "$id" <<'P'
import csv, sys
rows = list(csv.DictReader(open("list.csv")))
for r in rows:
    if r["resident_id"] == sys.argv[1]:
        r.update(support_measure="1", support_from="2026-01-01",
                 support_until="9999-12-31")
with open("list2.csv", "w", newline="") as f:
    w = csv.DictWriter(f, rows[0].keys())
    w.writeheader()
    w.writerows(rows)
P
reprint 3 --resident "$id" --list list2.csv --reason 紛失 --out x.pdf
says err "(DV_SUPPORT)"
printf 'resident_id,reason\n%s,x\n' "$id" >hold.csv
reprint 3 --resident "$id" --hold hold.csv --reason 紛失 --out x.pdf
says err "(HOLD_LIST)"
[ "$(rows)" = "$n" ] || fail "a refusal left a row"

# The form of its run, whatever the files say now. -----------------------------
sed -i 's/有効期限/有効な期限/g; s/blue: 0b4f9e/blue: ff0000/' city/notice.yaml
sed -i 's/04-29/03-00/g' city/city.yaml
expect 0 reprint --config plain.yaml --as-of $day --resident "$id" \
	--reason 紛失 --out old-form.pdf
raster old-form.pdf 1 2 a
raster CARD_CERT.pdf 1 2 b
cat a-*.ppm >a.all
cat b-*.ppm >b.all
cmp -s a.all b.all || fail "a changed template changed the reprint"
rm -rf city/*.yaml
expect 0 reprint --config plain.yaml --as-of $day --resident "$id" \
	--reason 紛失 --out no-form.pdf
raster no-form.pdf 1 2 a
cat a-*.ppm >a.all
cmp -s a.all b.all || fail "a deleted template changed the reprint"

# A day that has passed. --------------------------------------------------------
expect 3 reprint --config conf.yaml --as-of 2040-01-01 --resident "$id" \
	--reason 紛失 --out x.pdf
says err "for a date that has passed"
expect 0 reprint --config conf.yaml --as-of 2040-01-01 --resident "$id" --show
says out "cannot be printed again now" "for a date that has passed"

# Changes to a copy of the ledger, each found. ---------------------------------
tampered() { # STATEMENT... : on a copy, with the triggers away
	rm -rf bad
	cp -r keep bad
	sql bad/ledger.db "select 1" "$@" >tampered || fail "cannot tamper: $*"
}
refused() { # TEXT... : on the copy
	expect 3 reprint --config conf.yaml --ledger bad/ledger.db --as-of $day \
		--resident "$id" --reason 紛失 --out x.pdf
	says err "$@"
	[ ! -e x.pdf ] && [ ! -e .x.pdf.tmp ] || fail "$1: a file"
}
tampered "update event set chain = randomblob(32) where id = 1;"
refused "event 1 does not follow from the one before it"
tampered "update volume set digests = zeroblob(length(digests));"
refused "would not be those that were printed" "nothing was printed"
tampered "update document set text = cast(text || ' ' as blob);"
refused "is not what it was"
tampered "delete from document where sha256 in (select city from run)"
expect 3 reprint --config conf.yaml --ledger bad/ledger.db --as-of $day \
	--resident "$id" --reason 紛失 --out x.pdf
[ ! -e x.pdf ] || fail "printed without the text of its city"
tampered "update notice set sealed = randomblob(length(sealed));"
expect 3 reprint --config conf.yaml --ledger bad/ledger.db --as-of $day \
	--resident "$id" --reason 紛失 --out x.pdf
[ ! -e x.pdf ] || fail "printed without its values"
tampered "delete from volume" "update run set finished_at = null"
refused "planned and never printed"
tampered "update notice set cancelled = 1" \
	"update run set cancelled_at = finished_at"
refused "was cancelled"
tampered "update notice set resident = null, application = null,
	sealed = null;"
refused "there is no such notice"

# Rare characters; two notices of one resident. ---------------------------------
{
	list "$due" \
		'2,𠮷田　葛󠄀子,1986-01-21,359-0042,埼玉県所沢市並木一丁目1番地の2,2017-06-01,12345678901234567890124' \
		'3,渡邉󠄁　髙﨑,1986-01-22,359-0042,埼玉県葛󠄀城市神󠄀田丁目1番地の3,2017-06-01,12345678901234567890125'
} >rare.csv
sed 's/1986-01-20/1986-02-10/' rare.csv >later.csv
cp "$root"/templates/*.yaml "$root"/fonts/* city/
sed 's|keep/|two/|' plain.yaml >two.yaml
mkdir two
expect 0 run rare.csv --config two.yaml --month $month --as-of $day --out rare
expect 0 run later.csv --config two.yaml --month 2027-01 --as-of 2027-01-05 \
	--out later
for who in 2 3; do
	expect 0 reprint --config two.yaml --as-of $day --resident $who \
		--reason 紛失 --out rare-$who.pdf
	page=$(awk -F, -v who=$who '$4 == who { print $3 }' rare/manifest.csv)
	words rare/aofuto-2026-12-001.pdf "$page" $((page + 1)) >volume.txt
	words rare-$who.pdf 1 2 >reprint.txt
	same volume.txt reprint.txt
done
says reprint.txt "渡邉󠄁" "葛󠄀城市神󠄀田"
expect 3 reprint --config two.yaml --as-of 2027-01-05 --resident 1 \
	--reason 紛失 --out x.pdf
says out "2026-12  " "2027-01  " "2027-01-20" "2027-02-10"
says err "2 notices match" "--month, --kind or --notice"
[ ! -e x.pdf ] || fail "one of two was printed"
expect 3 reprint --config two.yaml --as-of 2027-01-05 --resident 1 --show --json
grep -q '"matches"' out || fail "no matches in JSON"
expect 0 reprint --config two.yaml --as-of 2027-01-05 --resident 1 \
	--month 2027-01 --reason 紛失 --out narrowed.pdf
says out "2027-02-10"
# Of two of which one has lapsed the other is meant.
expect 0 reprint --config two.yaml --as-of 2027-01-25 --resident 1 --show
says out "2027-02-10" "it can be printed again now"

# Nobody's name anywhere but in the PDF. ----------------------------------------
python3 - <<'P' >secrets
import csv
for r in csv.DictReader(open("list.csv")):
    for key in ("name", "name_kana", "address"):
        if len(r[key] or "") >= 4:
            print(r[key])
P
for f in keep/ledger.db out err; do
	if grep -qaF -f secrets "$f"; then fail "$f has somebody's name"; fi
done
reprint 0 --resident "$id" --show >/dev/null
if grep -qF -f secrets out err; then fail "--show has somebody's name"; fi

# In Japanese. -------------------------------------------------------------------
LANGUAGE=ja expect 0 reprint --config conf.yaml --as-of $day \
	--resident "$id" --show
says out "$sequence"
finish
