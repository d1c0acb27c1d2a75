#!/bin/sh
# The envelope's face: its size, its window as it is printed, the addresses of a
# volume in its order; whatever is wrong, and nothing half-written.
. "$(dirname "$0")/lib.sh"
share=$(cd "$(dirname "$aofuto")/../share/aofuto" && pwd)
address='https://city.example.jp/a?id={application_id}'

# One face, 1:1, drawn with lines and letters alone. --------------------------
good_pdf() { # FILE PAGES
	qpdf --check "$1" >check 2>&1 || fail "$1: $(cat check)"
	[ "$(qpdf --show-npages "$1")" = "$2" ] || fail "$1 has not $2 pages"
	pdfinfo -f 1 -l "$2" "$1" | grep 'Page.*size:' | sort -u -k4 >sizes
	grep -q '666.14 x 340.16 pts' sizes && [ "$(wc -l <sizes)" = 1 ] ||
		fail "$1 is not 235 by 120 mm: $(cat sizes)"
	[ "$(pdfimages -list "$1" | wc -l)" = 2 ] || fail "$1 has images"
	pdffonts "$1" | awk 'NR > 2 && $(NF - 4) != "yes"' >loose
	[ ! -s loose ] || fail "$1: not embedded: $(cat loose)"
	[ "$(stat -c %a "$1")" = 600 ] || fail "others may read $1"
}
expect 0 envelope --out face.pdf --as-of $day
says out "face.pdf: the face of an envelope, 235 by 120 mm (長形3号)" \
	"window 90x45 at [24, 20, 90, 45]"
says err "100%"
good_pdf face.pdf 1
pdftotext -raw face.pdf face.txt
says face.txt 転送不要 料金後納郵便 重要 "有効期限通知書 在中" \
	"所沢市 市民部 市民課" "〒359-8501" "04-2998-9087" 差出人へお返しください
lacks face.txt 様 見本 郵便区内特別
expect 0 envelope --out again.pdf --as-of $day --quiet
[ ! -s out ] && [ ! -s err ] || fail "quiet is not"
same face.pdf again.pdf
expect 4 envelope --out face.pdf --as-of $day
says err "face.pdf: the file is there already, and is not replaced"
same face.pdf again.pdf

# What the raster shows of the window is what windows.yaml says. --------------
cat >own.yaml <<'Y'
format: 1
windows:
  - name: own
    envelope: 市の封筒
    face: {width: 235, height: 120}
    inside: {width: 231, height: 116}
    box: [20.5, 17.3, 86.2, 48.1]
    fold: 99
Y
printf 'format: 1\nwindows: own.yaml\nwindow: own\n' >own-conf.yaml
cat >measure.py <<'P'
import sys
pixels, box = sys.argv[1], [float(v) for v in sys.argv[2:]]
data = open(pixels, "rb").read().split(b"\n", 3)
width, height = map(int, data[1].split())
rows = data[3][-width * height:]
xs, ys = [], []
for y in range(height):
    row = rows[y * width:(y + 1) * width]
    if b"\x70" in row:  # the outline's grey
        xs += [row.index(b"\x70"), row.rindex(b"\x70")]
        ys.append(y)
mm = 25.4 / 600
got = [min(xs) * mm, min(ys) * mm, (max(xs) + 1) * mm, (max(ys) + 1) * mm]
half = 0.1  # of the line
want = [box[0] - half, box[1] - half, box[0] + box[2] + half,
        box[1] + box[3] + half]
assert all(abs(g - w) < 0.06 for g, w in zip(got, want)), (got, want)
assert abs(width * mm - 235) < 0.06 and abs(height * mm - 120) < 0.06
P
outline() { # FILE X Y WIDTH HEIGHT
	pdftoppm -r 600 -gray -aa no -aaVector no "$1" raster
	shift
	python3 measure.py raster-1.pgm "$@" || fail "the window is not at $*"
}
outline face.pdf 24 20 90 45
for window in "80x45 80 45" "90x55 90 55"; do
	# shellcheck disable=SC2086
	set -- $window
	expect 0 envelope --window "$1" --out "$1.pdf" --as-of $day
	outline "$1.pdf" 24 20 "$2" "$3"
done
expect 0 envelope --config own-conf.yaml --out own.pdf --as-of $day
outline own.pdf 20.5 17.3 86.2 48.1
expect 0 envelope --window none --out none.pdf --as-of $day --json
python3 -c 'import json; r = json.load(open("out"))
assert r["window"] is None and r["envelopes"] == 1 and r["rows"] == []' ||
	fail "--window none --json"
good_pdf none.pdf 1
pdftoppm -r 100 -gray -aa no -aaVector no none.pdf raster
! grep -aq p raster-1.pgm || fail "an outline where there is no window"
expect 0 envelope --json --out json.pdf --as-of $day
python3 - <<'P' || fail "--json"
import hashlib, json
r = json.load(open("out"))
assert (r["width"], r["height"]) == (235, 120)
w = r["window"]
assert [w[k] for k in ("name", "x", "y", "width", "height")] == [
    "90x45", 24, 20, 90, 45]
assert r["sha256"] == hashlib.sha256(open("json.pdf", "rb").read()).hexdigest()
P
same json.pdf face.pdf
# A specimen; without a window it shows where the address is.
expect 0 envelope --specimen --out s.pdf --as-of $day
pdftotext -raw s.pdf s.txt
says s.txt 郵送しないでください
lacks s.txt 花子
expect 0 envelope --specimen --window none --out sn.pdf --as-of $day
pdftotext -raw sn.pdf s.txt
says s.txt 郵送しないでください 花子 999-9999 000-0000

# The city's facts: only what was agreed stands on it. ------------------------
cp -rL "$share/templates" mine
chmod -R u+w mine
printf 'format: 1\ntemplates: mine\n' >mine.yaml
sed 's/local_mail: なし/local_mail: 郵便区内特別/
	s/post_office: なし/post_office: 見本局/
	s/mail_slack: なし/mail_slack: 3/' \
	"$share/templates/city.yaml" >mine/city.yaml
expect 0 envelope --config mine.yaml --out agreed.pdf
pdftotext -raw agreed.pdf agreed.txt
says agreed.txt 郵便区内特別 見本局 料金後納郵便
sed 's/postage: 料金後納郵便/postage: なし/' \
	"$share/templates/city.yaml" >mine/city.yaml
expect 0 envelope --config mine.yaml --out stamp.pdf
pdftotext -raw stamp.pdf stamp.txt
lacks stamp.txt 料金後納郵便
cp "$share/templates/city.yaml" mine

# What the template must not do. -----------------------------------------------
refused() { # STATUS TEXT... : and nothing is written
	want=$1
	shift
	expect "$want" envelope --config mine.yaml --out x.pdf
	says err "$@"
	[ ! -e x.pdf ] && [ ! -e .x.pdf.tmp ] || fail "something was written: $*"
}
sed 's/paper: {width: 235/paper: {width: 240/' \
	"$share/templates/envelope.yaml" >mine/envelope.yaml
refused 3 "mine/envelope.yaml: the paper is 240 by 120 mm" \
	"長形3号 (window 90x45) 235 by 120 mm" "+5.0 mm in width"
LANGUAGE=ja refused 3 "紙の幅が +5.0 mm、高さが +0.0 mm 違います"
sed 's/\[10, 82, 215, 29\]/[10, 82, 230, 29]/' \
	"$share/templates/envelope.yaml" >mine/envelope.yaml
refused 3 "mine/envelope.yaml:" "the box ends at 240, 111 mm"
sed 's/\[10, 82, 215, 0\]/[10, 64.5, 215, 0]/' \
	"$share/templates/envelope.yaml" >mine/envelope.yaml
refused 3 "mine/envelope.yaml:" "into the window 90x45"
sed 's/{city.phone}/0000/' "$share/templates/envelope.yaml" >mine/envelope.yaml
refused 3 "mine/envelope.yaml" "{city.phone}"
cp "$share/templates/envelope.yaml" mine
expect 3 envelope --template notice --out x.pdf
says err "notice.yaml: an envelope has one face" "has 3 pages"
expect 2 envelope --template envelop --out x.pdf
says err 'unknown template "envelop"; did you mean "envelope"?'
expect 2 envelope --window 90X45 --out x.pdf
says err 'no window "90X45"' 'did you mean "90x45"?'
sed 's/name: own/name: none/' own.yaml >bad.yaml
printf 'format: 1\nwindows: bad.yaml\nwindow: own\n' >bad-conf.yaml
expect 3 envelope --config bad-conf.yaml --out x.pdf
says err "bad.yaml:3:11" "an envelope without a window; give another"
expect 2 envelope
says err "envelope needs the option --out"
expect 2 envelope --volume 1 --out x.pdf
says err "--volume belongs to --run"
expect 2 envelope --run 1 --window 90x45 --out x.pdf
says err "leave --window away"
expect 2 envelope --run 1 --specimen --out x.pdf
expect 2 envelope --run x --out x.pdf
expect 2 envelope --run 1 --volume 0 --out x.pdf
expect 2 envelope --run 1 --volume 4294967297 --out x.pdf
[ ! -e x.pdf ] || fail "something was written"

# A run's envelopes are its letters' addresses, in their order. ---------------
sample --rows 300 >list.csv
expect 4 envelope --run 1 --out x.pdf
says err "there is no ledger here"
printf 'format: 1\nvolume_notices: 30\n' >conf.yaml
"$aofuto" run list.csv --config conf.yaml --month $month --as-of $day \
	--out dir --qr-address "$address" --quiet >out 2>err
case $? in 0 | 1) ;; *) fail "the run: $(cat err)"; finish ;; esac
expect 2 envelope --run 1 --out x.pdf
says err "run 1 has the volumes 1 to" "--volume N"
cat >compare.py <<'P'
import csv, subprocess, sys
volume, envelopes = sys.argv[1:]
def crop(path, page, box):
    x, y, w, h = (str(round(v * 72 / 25.4)) for v in box)
    text = subprocess.run(
        ["pdftotext", "-raw", "-r", "72", "-f", str(page), "-l", str(page),
         "-x", x, "-y", y, "-W", w, "-H", h, path, "-"],
        capture_output=True, check=True, text=True).stdout
    return "".join(text.split())
rows = [r for r in csv.DictReader(open("dir/manifest.csv"))
        if r["volume"].endswith(volume)]
assert len(rows) > 5
listed = {r["resident_id"]: r for r in csv.DictReader(open("list.csv"))}
for i, row in enumerate(rows, 1):
    sequence = row["sequence"]
    letter = crop("dir/" + row["volume"], row["page"], (21, 17, 71, 30))
    face = crop(envelopes, i, (23, 19, 96, 60))
    assert face.count(sequence) == 1, (i, sequence)
    same = letter.replace(sequence, "") == face.replace(sequence, "")
    assert same and face.startswith("〒"), (i, sequence)
    name = "".join(listed[row["resident_id"]]["name"].split())
    if name.isascii():
        assert name + "様" in face, (i, sequence)
print(len(rows))
P
sum=0
for n in 1 2; do
	expect 0 envelope --run 1 --volume $n --out $n.pdf
	says out "$n.pdf: the envelopes of volume 00$n of run 1: 30"
	good_pdf $n.pdf 30
	python3 compare.py -00$n.pdf $n.pdf >count ||
		fail "volume $n: the envelopes are not those of the letters"
	sum=$((sum + $(cat count)))
	pdftotext -raw $n.pdf - | grep -oE '00[0-9]-[0-9]{4}' >order
	awk -F, -v n="$n" 'NR > 1 { for (i = 1; i <= NF; i++)
		if ($i ~ "^00" n "-") print $i }' dir/manifest.csv >wanted
	same order wanted
done
[ "$sum" = 60 ] || fail "$sum envelopes were compared"
qpdf --json --json-key=pagelabels 2.pdf | grep -q '002-0030' ||
	fail "the pages are not labelled"
expect 0 envelope --run 1 --volume 2 --out 2b.pdf --operator 見本 \
	--as-of 2027-01-05 --json
same 2.pdf 2b.pdf
expect 4 envelope --run 1 --volume 2 --out 2.pdf
says err "2.pdf: the file is there already"
same 2.pdf 2b.pdf
expect 3 envelope --run 1 --volume 99 --out x.pdf
says err "run 1 has no volume 99; it has the volumes 1 to"
expect 3 envelope --run 7 --out x.pdf
says err "the ledger has no run 7"

# Every printing is an event; the chain is what it was, and nobody is named. ---
expect 0 ledger show --run 1 --json
python3 - <<'P' || fail "the events of the run"
import json
events = [e for e in json.load(open("out"))["run"]["events"]
          if e["event"] == "envelope"]
assert len(events) == 3, len(events)
assert [e["text"] for e in events] == [
    "volume 1: 30", "volume 2: 30", "volume 2: 30"], events
assert events[2]["operator"] == "見本"
P
expect 0 ledger verify
LANGUAGE=ja expect 0 ledger show --run 1
says out 封筒に宛名を印刷
"$aofuto" envelope --run 1 --volume 1 --out told.pdf >told 2>&1
"$aofuto" envelope --run 1 --volume 1 --out told2.pdf --json >>told 2>&1
python3 - <<'P' || fail "somebody is named"
import csv, glob
told = open("told").read()
ledger = b"".join(open(f, "rb").read() for f in glob.glob("state/aofuto/*"))
n = 0
for r in csv.DictReader(open("list.csv")):
    for key in ("name", "name_kana", "address", "building"):
        if len(r.get(key) or "") >= 4:
            n += 1
            assert r[key] not in told, key
            if len(r[key].encode()) >= 12:
                assert r[key].encode() not in ledger, key
assert n > 600
P

# An address that does not go on whole: named by number, the others printed. --
sed 's/box: \[24, 27, 94, 28.5\]/box: [24, 27, 60, 14]/' \
	"$share/templates/envelope.yaml" >mine/envelope.yaml
expect 1 envelope --run 1 --volume 1 --config mine.yaml --out some.pdf --json
python3 - <<'P' || fail "who is set aside"
import csv, json, subprocess
r = json.load(open("out"))
aside = {x["message"].split(": ")[1].split(",")[0]: x for x in r["rows"]}
assert 0 < len(aside) < 30 and r["not_printed"] == len(aside)
assert r["envelopes"] + len(aside) == 30
ids = {x["sequence"]: x["resident_id"]
       for x in csv.DictReader(open("dir/manifest.csv"))}
for sequence, x in aside.items():
    assert x["code"] == "ENVELOPE_DOES_NOT_FIT" and "mm" in x["message"]
    assert ids[sequence] == x["resident_id"], sequence
text = subprocess.run(["pdftotext", "some.pdf", "-"], capture_output=True,
                      text=True, check=True).stdout
for sequence, resident in ids.items():
    if sequence.startswith("001-"):
        assert (sequence in text) != (sequence in aside), sequence
P
good_pdf some.pdf "$(qpdf --show-npages some.pdf)"
expect 1 envelope --run 1 --volume 1 --config mine.yaml --out some2.pdf
says out "not printed, for somebody to see to: " "001-00" "resident " \
	"widen the box in envelope.yaml"
expect 1 envelope --run 1 --volume 1 --config mine.yaml --out some3.pdf --quiet
says out "001-00"
cp "$share/templates/envelope.yaml" mine
# Fonts that were there for the letters, and are not any more.
cp "$share/fonts/gaiji.csv" .
sed 's|/[^ ]*NotoSerifCJK[^ ]*|/nowhere/none.ttc|
	s|/[^ ]*ipamjm[^ ]*|/usr/share/fonts/opentype/ipaexfont-mincho/ipaexm.ttf|' \
	"$share/fonts/fonts.yaml" >fonts.yaml
printf 'format: 1\nfonts: fonts.yaml\n' >fonts-conf.yaml
expect 1 envelope --run 1 --volume 1 --config fonts-conf.yaml --out less.pdf
says out "has no glyph in today's fonts" "001-00" "U+"
python3 - <<'P' || fail "the message names somebody"
import csv
told = open("out").read()
for r in csv.DictReader(open("list.csv")):
    assert len(r["name"]) < 3 or r["name"] not in told
P

# The host. --------------------------------------------------------------------
"$aofuto" envelope --out full.pdf >/dev/full 2>err
[ $? = 4 ] || fail "a full standard output does not give 4"
expect 4 envelope --out /dev/full
says err "/dev/full: the file is there already"
expect 4 envelope --out no/such/x.pdf
for run in "" "--run 1 --volume 1"; do
	# shellcheck disable=SC2086
	(ulimit -f 4 && exec "$aofuto" envelope $run --out small.pdf --quiet \
		--operator small) >out 2>err
	[ $? = 4 ] || fail "past a limit it does not end with 4: $run"
	[ ! -e small.pdf ] && [ ! -e .small.pdf.tmp ] ||
		fail "a part of a file is left: $run"
done
expect 0 ledger show --run 1 --json
lacks out '"operator": "small"'
mkdir -m 555 shut
if unprivileged --version >out 2>err; then
	unprivileged envelope --out shut/x.pdf >out 2>err
	[ $? = 4 ] || fail "a folder that may not be written does not give 4"
	says err "shut/x.pdf"
	nothing_in shut
fi

# Runs whose envelopes nobody may print. --------------------------------------
expect 0 cancel --run 1 --reason 見本
expect 3 envelope --run 1 --volume 1 --out x.pdf
says err "run 1 was cancelled"
forget
list "$due" >one.csv
expect 0 run one.csv --month $month --as-of $day --out one \
	--qr-address "$address"
expect 0 envelope --run 1 --out one.pdf
says out "volume 001 of run 1: 1"
good_pdf one.pdf 1
expect 0 ledger purge --as-of 2028-01-01 --before 2028-01-01 --confirm
says out "purged: 1 notices"
expect 3 envelope --run 1 --out x.pdf --as-of 2028-01-01
says err "volume 1, place 1: the values of the notice were purged"
expect 0 run one.csv --month 2020-01 --as-of 2028-01-01 --out nobody \
	--qr-address "$address"
expect 3 envelope --run 2 --out x.pdf --as-of 2028-01-01
says err "run 2 has printed nobody"
# Nobody's address can be printed whole: no file, and who it is.
forget
list "$(echo "$due" | sed 's/花子/𪚥子/')" >rare.csv
expect 0 run rare.csv --month $month --as-of $day --out rare \
	--qr-address "$address"
sed -i 's|/[^ ]*HanaMin[^ ]*|/nowhere/none.ttf|' fonts.yaml
expect 3 envelope --run 1 --config fonts-conf.yaml --out x.pdf
says err "no envelope of the volume can be printed"
says out "resident 1: " "001-0001, U+2A6A5, #4"
[ ! -e x.pdf ] || fail "a file without an envelope"
# Planned, and not printed: the disk was full.
forget
# With one template in it, the ledger is smaller than the volume.
mkdir alone
cp "$share/templates/notice.yaml" "$share/templates/city.yaml" alone
printf 'format: 1\nvolume_notices: 5000\ntemplates: alone\n' >big.yaml
for blocks in 200 250 300 350 400 450 500; do
	rm -rf cut
	forget
	(ulimit -f $blocks && exec "$aofuto" run list.csv --month $month \
		--as-of $day --out cut --config big.yaml --quiet \
		--qr-address "$address" --no-read-back) >out 2>err
	[ $? = 4 ] && "$aofuto" ledger list >out 2>&1 &&
		grep -q "not finished" out && break
done
says out "not finished"
expect 3 envelope --run 1 --out x.pdf
says err "volume 1 of run 1 is planned and not printed yet"
[ ! -e x.pdf ] || fail "an envelope that nobody may print"
finish
