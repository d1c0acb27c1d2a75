#!/bin/sh
# A specimen of each kind, and templates, fonts and settings that are wrong.
. "$(dirname "$0")/lib.sh"
share=$(cd "$(dirname "$aofuto")/../share/aofuto" && pwd)
expect 0 preview --out p.pdf --as-of $day
says out "p.pdf: " "window 90x45 (長形3号)" "always shows [22, 18, 69, 28]" \
	"ever [1, 1, 111, 62]" "can come into it: "
lacks out 花子 見本県 999-9999
[ ! -s err ] || fail "a good window is complained of: $(cat err)"
qpdf --check p.pdf >check 2>&1 || fail "qpdf: $(cat check)"
pdftotext p.pdf p.txt
says p.txt 見本 "封筒と窓" "窓 90x45" "69×28 mm" "111×62 mm" "折り目 99 mm"
all=$(qpdf --show-npages p.pdf)
sum=0
for kind in card-cert cert-only card-only; do
	expect 0 preview --out k.pdf --kind $kind --window 90x55 --as-of $day
	sum=$((sum + $(qpdf --show-npages k.pdf) - 1))
done
[ "$all" = "$((sum + 1))" ] || fail "$all pages in all, $sum one by one"
pdftotext k.pdf k.txt
says k.txt "窓 90x55" "69×38 mm" "111×72 mm"
# The last page is the envelope, 1:1, on A4.
pdfinfo -f "$all" -l "$all" p.pdf | grep -q 'size: *84[12].* x 595.*(A4)' ||
	fail "the envelope's page is not A4: $(pdfinfo -f "$all" -l "$all" p.pdf)"
pdftotext -f "$all" -l "$all" p.pdf e.txt
says e.txt "235×120" "231×116" "210×99" "左右に 21、上下に 17"
expect 0 preview --out k.pdf --json --as-of $day
says out '"pages": '"$all" '"name": "90x45"' '"fold": 99' '"breach": null'
lacks out 花子 見本県 999-9999
python3 - <<'EOF' || fail "the numbers of the window"
import json
w = json.load(open("out"))["window"]
def box(b): return [b["x"], b["y"], b["width"], b["height"]]
assert box(w["box"]) == [24, 20, 90, 45]
assert box(w["inside"]) == [2, 2, 231, 116]
assert w["play"] == {"x": 21, "y": 17}
assert box(w["always"]) == [22, 18, 69, 28]
assert box(w["ever"]) == [1, 1, 111, 62]
assert [k["kind"] for k in w["kinds"]] == ["card-cert", "cert-only", "card-only"]
for k in w["kinds"]:
    assert k["breach"] is None
    shown = sum((m["fields"] for m in k["marks"]), [])
    assert sorted(shown) == ["address", "building", "customer_barcode", "name",
                             "postal_code", "sequence"], shown
EOF
[ "$(stat -c %a p.pdf)" = 600 ] || fail "the preview is not private"
# A window that the template does not suit is drawn, and told of; run refuses.
expect 0 preview --out k.pdf --window 80x45 --as-of $day
says err "notice.yaml:" "address: 10.0 mm of this box on the right" \
	"window 80x45" "[22, 18, 59, 28]" "run will refuse this template"
pdftotext k.pdf k.txt
says k.txt "この窓では印刷できません" "窓 80x45"
expect 0 preview --out k.pdf --window 80x45 --json --as-of $day
says out '"breach": {' '10.0 mm of this box'
expect 2 preview --out x.pdf --window 90X45
says err "--window:" 'no window "90X45"' 'did you mean "90x45"?' \
	"80x45, 90x45, 90x55"
[ ! -e x.pdf ] || fail "a preview of an unknown window"
expect 4 preview --out no/such/p.pdf
expect 2 preview --out x.pdf --template nosuch
says err 'unknown template "nosuch"; known are: bundles, control, envelope' \
	"notice, notice-en, notice-en-large, notice-ja-easy"
lacks err "windows" "city"
expect 2 preview --out x.pdf --template notise-en
says err 'unknown template "notise-en"; did you mean "notice-en"?'
expect 2 preview --out x.pdf --language eng
says err "--language is ja, ja-easy or en, not 'eng'; did you mean \"en\"?"
expect 2 preview --out x.pdf --template control --large-print
says err "choose the edition of a notice"
for language in ja ja-easy en; do
	expect 0 preview --out small.pdf --language $language
	expect 0 preview --out large.pdf --language $language --large-print
	[ ! -s err ] || fail "$language: $(cat err)"
	name=notice${language#ja}
	[ $language = ja ] || name=notice-$language
	expect 0 preview --out same.pdf --template $name
	same small.pdf same.pdf
	expect 0 preview --out same.pdf --template $name-large
	same large.pdf same.pdf
done
sed '/^facts_en:/,$d' "$share/templates/city.yaml" >plain.yaml
printf 'format: 1\ncity: plain.yaml\n' >plain-conf.yaml
expect 0 preview --out x.pdf --language en --config plain-conf.yaml
says err "city.yaml has no facts_en" "run prints nobody this edition"
rm x.pdf
expect 4 preview --out x.pdf --template no/such.yaml
says err "no/such.yaml: cannot open the file"

# Wrong in form or in meaning: file, line, and nothing written.
sample --rows 50 >list.csv
cp -rL "$share/templates" mine
chmod -R u+w mine
printf 'format: 1\ntemplates: mine\n' >mine.yaml
wrong() { # STATUS TEXT... : all three commands say it, and write nothing
	want=$1
	shift
	expect "$want" preview --out x.pdf --config mine.yaml
	says err "$@"
	expect "$want" plan list.csv --month $month --config mine.yaml
	says err "$@"
	expect "$want" run list.csv --month $month --config mine.yaml \
		--specimen --out dir
	says err "$@"
	[ ! -e x.pdf ] && [ ! -e dir ] || fail "something was written: $*"
}
sed 's/^sheets:/sheeds:/' "$share/templates/notice.yaml" >mine/notice.yaml
wrong 3 "mine/notice.yaml:" "sheeds"
sed 's/style: title/style: titel/' "$share/templates/notice.yaml" \
	>mine/notice.yaml
wrong 3 "mine/notice.yaml:" "titel" "title"
head -c 300 "$share/templates/notice.yaml" >mine/notice.yaml
wrong 3 "mine/notice.yaml"
: >mine/notice.yaml
wrong 3 "mine/notice.yaml"
rm mine/notice.yaml
wrong 4 "mine/notice.yaml" "cannot open the file"
cp "$share/templates/notice.yaml" mine
sed 's/{application_id}//' "$share/templates/city.yaml" >mine/city.yaml
wrong 3 "mine/city.yaml" "{application_id}"
long_address() { # DIGITS : a city whose address is that much longer
	sed "s|^qr_address:.*|qr_address: https://city.example/$(printf "%0${1}d" 0)?{application_id}|" \
		"$share/templates/city.yaml" >mine/city.yaml
}
long_address 400
wrong 3 "mine/city.yaml:" "the QR address has 445 bytes with the ID"
# Short enough for a letter, too long for this template's small box.
long_address 150
expect 0 preview --out ok.pdf --config mine.yaml
awk '/- name: qr$/ { qr = 1 }
	qr && /box:/ { sub(/, [0-9.]*, [0-9.]*\]/, ", 15, 15]"); qr = 0 }
	{ print }' "$share/templates/notice.yaml" >mine/notice.yaml
wrong 3 "mine/city.yaml" "in a box of 15.0 mm it may be"
cp "$share/templates/city.yaml" "$share/templates/notice.yaml" mine
# The window: by the settings, of the city's own, and what it refuses.
refuses() { # TEXT... : plan, check and run say it; a preview is drawn
	expect 0 preview --out ok.pdf --config mine.yaml
	says err "$@"
	expect 3 plan list.csv --month $month --config mine.yaml
	says err "$@"
	expect 3 check list.csv --config mine.yaml
	says err "$@"
	expect 3 run list.csv --month $month --config mine.yaml --specimen \
		--out dir
	says err "$@"
	[ ! -e dir ] || fail "something was written: $*"
}
printf 'format: 1\nwindow: 80x45\n' >mine.yaml
refuses "notice.yaml:" "address: 10.0 mm of this box on the right" "80x45"
# The remedy of docs/template.md.
sed 's/, 69, \([0-9.]*\]\)$/, 59, \1/; s/\[69, 18.6, 22, 4\]/[59, 18.6, 22, 4]/' \
	"$share/templates/notice.yaml" >mine/notice.yaml
printf 'format: 1\ntemplates: mine\nwindow: 80x45\n' >mine.yaml
refuses "mine/notice.yaml:" "barcode: 6.8 mm of this box on the right" \
	"needs 65.72 by 6.79 mm" "take the barcode away"
sed -i '/- name: barcode$/,/size: 8$/d' mine/notice.yaml
printf 'format: 1\ntemplates: mine\nwindow: 80x45\n' >mine.yaml
# Another edition of this folder still has the room of the wider window.
expect 3 plan list.csv --month $month --config mine.yaml
says err "mine/notice-" "of this box on the right" "80x45"
rm mine/notice-*.yaml
expect 0 plan list.csv --month $month --config mine.yaml
expect 0 preview --out ok.pdf --config mine.yaml
[ ! -s err ] || fail "the remedy does not do: $(cat err)"
printf 'format: 1\nwindow: 90x55\n' >mine.yaml
expect 0 plan list.csv --month $month --config mine.yaml
printf 'format: 1\nwindow: 90-45\n' >mine.yaml
wrong 3 "mine.yaml:2:9" 'no window "90-45"' 'did you mean "90x45"?'
printf 'format: 1\ntemplates: mine\n' >mine.yaml
sed 's/box: \[112, 18, 80, 30\]/box: [110, 18, 80, 30]/
	s/"{dated_on}"/"{expires_on}"/' "$share/templates/notice.yaml" \
	>mine/notice.yaml
refuses "mine/notice.yaml:" "sender: {expires_on} is private, and 2.0 mm" \
	"move it to the right of x = 112"
sed 's/^ *window: true$//' "$share/templates/notice.yaml" >mine/notice.yaml
refuses "mine/notice.yaml:" 'has no `window: true`'
cp "$share/templates/notice.yaml" mine
# The entry that the manual shows, in a file of its own.
awk '/^```yaml windows.yaml$/ { on = 1; next } /^```/ { on = 0 } on' \
	"$root/docs/setup.md" >own.yaml
grep -q 'name: ' own.yaml || fail "the manual shows no windows.yaml"
name=$(sed -n 's/^ *- name: //p' own.yaml)
printf 'format: 1\nwindows: own.yaml\nwindow: %s\n' "$name" >mine.yaml
expect 0 plan list.csv --month $month --config mine.yaml
expect 0 preview --out ok.pdf --config mine.yaml
says out "window $name"
printf 'format: 1\nwindows: own.yaml\n' >mine.yaml
wrong 3 'no window "90x45"' "own.yaml has: $name"
sed 's/fold: 99/fold: 99mm/' own.yaml >bad.yaml
printf 'format: 1\nwindows: bad.yaml\nwindow: %s\n' "$name" >mine.yaml
wrong 3 "bad.yaml:" "a number such as 12.5, found \"99mm\""
printf 'format: 1\nwindows: nowhere.yaml\n' >mine.yaml
wrong 4 "nowhere.yaml"
# An own folder of templates without windows.yaml takes the program's.
rm mine/windows.yaml
printf 'format: 1\ntemplates: mine\n' >mine.yaml
expect 0 plan list.csv --month $month --config mine.yaml
# A font that is not there, and one that is none.
printf 'format: 1\nfonts: fonts.yaml\n' >mine.yaml
sed 's|/usr/share/fonts/|/nowhere/|' "$share/fonts/fonts.yaml" >fonts.yaml
wrong 4 "/nowhere/"
echo 'not a font' >none.ttf
sed "s|path: .*BIZ-UDPGothicR.*|path: $work/none.ttf|" \
	"$share/fonts/fonts.yaml" >fonts.yaml
grep -q none.ttf fonts.yaml && wrong 4 "none.ttf"
# Settings.
expect 4 plan list.csv --month $month --config nowhere.yaml
says err "nowhere.yaml"
printf 'format: 1\nvolume_notice: 3\n' >mine.yaml
wrong 3 "mine.yaml:2" "volume_notice"
printf 'format: 1\nvolume_notices: 0\n' >mine.yaml
wrong 3 "mine.yaml:2"

# A report sheet, with an example of everything.
expect 0 preview --template control --out c.pdf --as-of $day
says out "c.pdf: 1 pages, with invented figures"
qpdf --check c.pdf >check 2>&1 || fail "qpdf: $(cat check)"
pdftotext c.pdf c.txt
says c.txt SPECIMEN 処理確認票 郵便の割引
sed 's/{each.file}/{each.fiel}/' "$share"/templates/control.yaml >control.yaml
expect 3 preview --template ./control.yaml --out d.pdf
says err "control.yaml:" 'did you mean "file"'
[ ! -e d.pdf ] || fail "a template that is wrong left a file"
finish
