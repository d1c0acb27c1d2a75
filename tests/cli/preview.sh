#!/bin/sh
# A specimen of each kind, and templates, fonts and settings that are wrong.
. "$(dirname "$0")/lib.sh"
share=$(cd "$(dirname "$aofuto")/../share/aofuto" && pwd)
expect 0 preview --out p.pdf --as-of $day
says out "p.pdf: " "window 90x45 mm"
qpdf --check p.pdf >check 2>&1 || fail "qpdf: $(cat check)"
pdftotext p.pdf p.txt
says p.txt 見本
all=$(qpdf --show-npages p.pdf)
sum=0
for kind in card-cert cert-only card-only; do
	expect 0 preview --out k.pdf --kind $kind --window 80x45 --as-of $day
	sum=$((sum + $(qpdf --show-npages k.pdf)))
done
[ "$all" = "$sum" ] || fail "$all pages in all, $sum one by one"
expect 0 preview --out k.pdf --json --as-of $day
says out '"pages": '"$all"
[ "$(stat -c %a p.pdf)" = 600 ] || fail "the preview is not private"
expect 4 preview --out no/such/p.pdf
expect 4 preview --out x.pdf --template nosuch
says err "templates/nosuch.yaml: cannot open the file"

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
finish
