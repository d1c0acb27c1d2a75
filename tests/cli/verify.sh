#!/bin/sh
# Every page of a run read back: each planted fault is found and named, and
# nothing that a reader found wrong is ever released.
. "$(dirname "$0")/lib.sh"
# No other command waits for the reader's libraries.
ldd "$aofuto" >libraries
says libraries libhpdf
lacks libraries libpoppler libzbar libcairo
plant=$root/tests/cli/plant.py
volume=aofuto-$month-001.pdf
address='https://city.example/?id={application_id}'
{
	list '1,髙橋 一郎,1986-01-20,359-0042,埼玉県所沢市並木一丁目1番地の1,2017-06-01,12345678901234567890123' \
		'2,高田 二郎,1986-01-21,359-0043,埼玉県所沢市並木一丁目1番地の2,2017-06-01,22345678901234567890123' \
		'3,青山 花子,1986-01-22,359-0044,埼玉県所沢市並木一丁目1番地の3,2017-06-01,32345678901234567890123'
} >list.csv
expect 0 run list.csv --month $month --as-of $day --out whole \
	--qr-address "$address"
says out "every page was read back and is what was meant: 6 pages, 3 QR codes"
says whole/run.json '"read_back": {' '"pages": 6' '"codes": 3' '"poppler '

# By itself, as where the ledger is not at hand; verify_ledger.sh has it.
forget
# What is whole is found whole.
expect 0 verify whole
says out "whole: every page was read back and is what was meant"
says err "names and addresses were not compared with the list (--list)"
expect 0 verify whole --list list.csv
[ -s err ] && fail "verify --list has something to say: $(cat err)"
expect 0 verify whole --list list.csv --raster all --json
python3 - <<'P' || fail "verify --json"
import json
r = json.load(open("out"))
assert r["command"] == "verify" and r["folder"] == "whole" and r["ok"]
assert r["compared_with_list"] and r["faults"] == []
[v] = r["volumes"]
assert v == {"file": "aofuto-2026-12-001.pdf", "pages": 6, "notices": 3,
             "codes": 3, "rastered": 3, "ok": True, "difference": None}, v
P
expect 0 verify whole --raster none --json
says out '"rastered": 0'
expect 0 verify whole --quiet
[ -s out ] || [ -s err ] && fail "verify --quiet talks"
expect 2 verify whole --raster some
says err "--raster is all, sample or none, not 'some'"
expect 2 verify
expect 2 verify whole --hold hold.csv
says err "--hold needs --list"
mkdir nothing
expect 3 verify nothing
says err "nothing: the folder holds no run"
expect 4 verify no-such-folder
says err "no-such-folder: cannot open the folder"
expect 4 verify whole/$volume
says err "whole/$volume: cannot open the folder: Not a directory"
expect 4 verify ""
says err "'': cannot open the folder"

# reseal FOLDER : run.json says that the files are the ones that it wrote
reseal() {
	python3 - "$1" <<'P'
import hashlib, json, os, sys
path = sys.argv[1] + "/run.json"
run = json.load(open(path))
def seal(name):
    data = open(sys.argv[1] + "/" + name, "rb").read()
    return len(data), hashlib.sha256(data).hexdigest()
for v in run["volumes"]:
    v["bytes"], v["sha256"] = seal(v["file"])
for name in run["lists"]:
    run["lists"][name] = seal(name)[1]
json.dump(run, open(path, "w"), ensure_ascii=False, indent=1)
P
}

copy() {
	rm -rf bad
	cp -r whole bad
}

# planted FAULT : in bad/, sealed again so that the pages themselves are tried
planted() {
	copy
	python3 "$plant" "$1" "whole/$volume" "bad/$volume" >planting 2>&1 || {
		fail "$1 cannot be planted: $(tail -n 1 planting)"
		return
	}
	reseal bad
}

# found FAULT TEXT : by the list
found() {
	planted "$1"
	expect 4 verify bad --list list.csv
	says err "bad/$volume: " "$2" \
		"this is not what the run left (files that differ: 1)"
	lacks err 髙橋 高田 並木 12345678901234567890123
}

# A file that was only rewritten is the same paper.
planted unharmed
expect 0 verify bad --list list.csv
found name-look-alike \
	"notice 001-0001 (page 1): name, character 1: U+9AD8 was read where U+9AD9 belongs, at "
found unicode-entry "name, character 1: U+9AD8 was read where U+9AD9 belongs"
found moved "name, character 1: U+9AD9 stands 3.0 mm from its place"
found extra-text "U+9AD8 was read at 28.2/27.4 mm, where no such character belongs"
found label "notice 001-0002 (page 3): the page bears another label"
found contents-swapped "notice 001-0001 (page 1): "
found pages-swapped "notice 001-0001 (page 1): the page bears another label"
found page-missing "the file has 5 pages, not 6"
found page-doubled "the file has 7 pages, not 6"
found code-replaced "says something else from its character 26 on"
found code-ruined "mm cannot be read"
found code-moved "mm stands 3.1 mm from its place"
found bars-changed "notice 001-0001 (page 1): the barcode at 22.0/39.2 mm has another bar 20"
for fault in bars-missing bars-gone bars-moved bars-smeared; do
	found $fault "the barcode at 22.0/39.2 mm cannot be read"
done
found bars-replaced "notice 001-0001 (page 1): the barcode at 22.0/39.2 mm has another bar "
found truncated "damaged"
found flipped-content "complains of the file"
says err "notice 001-0001: page 1: another reader complains"
found flipped-xref "bad/$volume"
# Text that is there for a program, and on paper for nobody.
for fault in clipped colored covered blackened annotated glyph-emptied; do
	found $fault "notice 001-0001: page 1: the character at 22.0/"
	says err "cannot be seen on the paper"
	expect 4 verify bad --raster none
	says err "notice 001-0001: page 1: the character at 22.0/"
done
# What error correction heals says the same.
planted code-scratched
expect 0 verify bad --list list.csv

# Without the list: whatever a page says against itself or the manifest.
for fault in label contents-swapped pages-swapped page-missing page-doubled \
	code-replaced code-ruined truncated flipped-content flipped-xref; do
	planted $fault
	expect 4 verify bad
	says err "bad/$volume: "
	lacks err 髙橋 高田 並木 12345678901234567890123
	case $fault in
	flipped-content) says err "notice 001-0001: page 1: another" ;;
	esac
done
planted addressed-twice
expect 4 verify bad
says err "what shows in the envelope's window is not one resident's address"
planted code-replaced
expect 4 verify bad --json
says err "its QR code has another application ID than the page"
says out '"ok": false' '"difference": "notice 001-0001 (page 1): its QR code'

# Whatever was changed, the digest knows it.
for fault in unharmed flipped-font flipped-content name-look-alike; do
	copy
	python3 "$plant" $fault "whole/$volume" "bad/$volume" >planting 2>&1
	expect 4 verify bad
	says err "bad/$volume: "
done
copy
printf '%%' >>"bad/$volume"
expect 4 verify bad
says err "its SHA-256 differs, though every page reads as it must"
copy
python3 "$plant" flipped-font "whole/$volume" "bad/$volume"
expect 4 verify bad
says err "the file is not the one that was written: its SHA-256 differs"
# The digest alone would not say whose letter it is.
copy
python3 "$plant" name-look-alike "whole/$volume" "bad/$volume"
expect 4 verify bad --list list.csv
says err "its SHA-256 differs; notice 001-0001 (page 1): name, character 1: "

# Files of the folder.
copy && rm "bad/$volume"
expect 4 verify bad
says err "bad/$volume: the file is missing"
copy && cp "bad/$volume" bad/aofuto-$month-002.pdf
expect 4 verify bad
says err "bad/aofuto-$month-002.pdf: the volume does not belong to this run"
copy && rm bad/decisions.csv
expect 4 verify bad
says err "bad/decisions.csv: the file is missing"
copy && echo x >>bad/findings.csv
expect 4 verify bad
says err "bad/findings.csv: the file is not the one that was written"
# A volume of another run, whose seal was put into run.json.
sed 's/359-0042/359-0009/' list.csv >other.csv
forget
expect 0 run other.csv --month $month --as-of $day --out other \
	--qr-address "$address"
copy && cp "other/$volume" bad
expect 4 verify bad
says err "bad/$volume: "
reseal bad
expect 4 verify bad --list list.csv
says err "notice 001-0001 (page 1): postal_code, character 7: U+0030 was read where U+0034 belongs"

# The manifest.
manifest() { # SED
	copy
	sed -i "$1" bad/manifest.csv
	expect 4 verify bad
	says err "bad/manifest.csv: the file is not the one that was written"
	reseal bad
}
manifest 's/^001-0002/001-0003/'
expect 4 verify bad
says err "bad/manifest.csv: line 3: sequence is not what it must be"
manifest '3s/,3,/,5,/'
expect 4 verify bad
says err "line 3: page is not what it must be"
manifest '3d'
expect 4 verify bad
says err "bad/manifest.csv: line 3: sequence"
manifest '4d'
expect 4 verify bad
says err "the manifest has 2 lines, the run has 3 notices"
manifest '2s/CARD_ONLY/CERT_ONLY/'
expect 4 verify bad
says err "notice 001-0001 (page 1): it is a notice of another kind"
manifest '2s/2027-0[0-9]/2027-09/'
expect 4 verify bad
says err "the manifest's expiry date is not printed on it"
manifest '2s/,1,1,/,1,7,/'
expect 0 verify bad
expect 4 verify bad --list list.csv
says err "bad/manifest.csv: line 2: resident_id is not what it must be"

# run.json.
damaged() { # FROM TO TEXT
	copy
	python3 - "$1" "$2" <<'P'
import sys
text = open("bad/run.json").read()
assert sys.argv[1] in text
open("bad/run.json", "w").write(text.replace(sys.argv[1], sys.argv[2], 1))
P
	expect 4 verify bad
	says err "$3"
}
damaged '"month"' '"moon"' "bad/run.json: run.json is damaged or no record of a run: month is missing"
damaged '"month": "2026-12"' '"month": "2026-13"' "month is missing or cannot be"
damaged '"notices": 3,' '"notices": 2,' "volumes is missing or cannot be"
damaged '"pages": 6,' '"pages": 8,' "the file has 6 pages, not 8"
damaged "\"file\": \"$volume\"" '"file": "../x.pdf"' "volumes[0].file is missing or cannot be"
damaged '"with_application_id": 3' '"with_application_id": 2' \
	"bad/run.json: the volumes hold another number of notices"
damaged 'https://city.example/?id=' 'https://town.example/?id=' \
	"its QR code does not lead to the address of the run"
damaged '{application_id}' '' "qr_address is missing or cannot be"
damaged '"lists": {' '"lists": "' "run.json is damaged"
copy && head -c 700 whole/run.json >bad/run.json
expect 4 verify bad
says err "bad/run.json" "run.json is damaged"
copy && echo 'no JSON at all' >bad/run.json
expect 4 verify bad
says err "run.json is damaged"
copy && chmod 755 bad && chmod 0 bad/run.json
unprivileged verify bad >out 2>err && fail "run.json of somebody else is read"
says err "bad/run.json: cannot open the file: Permission denied"
copy && : >bad/run.json
expect 4 verify bad
says err "run.json is damaged"
# What a later version adds is passed over.
copy && sed -i 's/^{/{ "new": [1, {"a": null}],/' bad/run.json
expect 0 verify bad

# The list must be the run's, and so must everything else.
expect 3 verify whole --list other.csv
says err "other.csv: the list is not what it was in the run"
printf 'format: 1\nvolume_notices: 2\n' >two.yaml
expect 3 verify whole --list list.csv --config two.yaml
says err "the settings (--config) is not what it was in the run"
printf 'resident_id,reason\n9,x\n' >hold.csv
expect 3 verify whole --list list.csv --hold hold.csv
says err "the hold list (--hold) is not what it was in the run"
cp -rL "$root/templates" templates
sed -i 's/4,4,4,4,4,3/4,4,4,4,4,3/; $a # changed' templates/notice.yaml
printf 'format: 1\ntemplates: templates\n' >changed.yaml
expect 0 verify whole --config changed.yaml
says err "the template, city.yaml or the settings (--config) are not those of the run"

forget
expect 0 run list.csv --month $month --as-of $day --out own --config changed.yaml \
	--qr-address "$address"
expect 0 verify own --config changed.yaml --list list.csv
echo '# changed' >>templates/city.yaml
expect 3 verify own --config changed.yaml --list list.csv
says err "city.yaml is not what it was in the run"

# Several volumes: each that differs is named, the good ones too.
forget
expect 0 run list.csv --month $month --as-of $day --out three \
	--qr-address "$address" --config two.yaml --jobs 2
expect 0 verify three --config two.yaml --list list.csv
expect 0 verify three --config two.yaml
lacks err "are not those of the run"
expect 0 verify three
says err "are not those of the run"
rm -rf bad && cp -r three bad
printf '%%' >>bad/$volume
printf '%%' >>bad/aofuto-$month-002.pdf
expect 4 verify bad --config two.yaml
says err "bad/$volume: " "bad/aofuto-$month-002.pdf: " "files that differ: 2"

# Names, addresses and buildings of every kind: no false alarm, with the list
# or without; a reader's order is not that of the lines.
{
	list
	echo "$due" | sed 's/^1,青山 花子/1,池田　　　　　真由美/; s/$/,リバーサイド柳瀬　　907/'
} | sed '1s/$/,building/' >wide.csv
expect 0 run wide.csv --month $month --as-of $day --out wide --specimen
expect 0 verify wide
sample --rows 1500 >many.csv
forget
expect 1 run many.csv --month $month --as-of $day --out many \
	--qr-address "$address" --raster none
expect 0 verify many --raster none
expect 0 verify many --raster none --list many.csv

# Nobody is due: nothing to read, nothing wrong.
forget
expect 0 run list.csv --month 2020-01 --as-of 2020-01-01 --out none
expect 0 verify none
expect 0 verify none --list list.csv
finish
