#!/bin/sh
# Marks for an inserter: on every front what the manifest says, measured on
# paper; read back; refused where anything stands near them; no part of a
# reprint; and how many enclosures somebody has to fetch.
. "$(dirname "$0")/lib.sh"
share=$(cd "$(dirname "$aofuto")/../share/aofuto" && pwd)
plant=$root/tests/cli/plant.py
address='https://city.example/?id={application_id}'
volume=aofuto-$month-001.pdf
sample --rows 200 >list.csv
cp "$share/templates/omr.yaml" own.yaml
chmod u+w own.yaml
cat >city.yaml <<'Y'
format: 1
volume_notices: 25
omr: generic
omr_file: own.yaml
enclosures:
  - {name: 封入用封筒, kinds: [CARD_CERT, CERT_ONLY], feed: 1}
  - {name: 申請の案内, kinds: [CARD_ONLY], feed: 3}
  - {name: 青い紙, kinds: [CARD_CERT, CARD_ONLY]}
Y
run() { # STATUS FOLDER OPTION...
	want=$1
	folder=$2
	shift 2
	expect "$want" run list.csv --month $month --as-of $day --out "$folder" \
		--config city.yaml --qr-address "$address" "$@"
}

run 1 whole
says out "every page was read back and is what was meant" \
	"enclosures to fetch, with none to spare:" \
	"  封入用封筒 (station 1 of the inserter)" \
	"  申請の案内 (station 3 of the inserter)" "  青い紙 (by hand)"
cp out told
# The bytes are those of any number of workers. (The control sheet has digits of
# its ledger.)
alike() {
	for pdf in whole/aofuto-*.pdf whole/bundles.pdf; do
		same "$pdf" "$1/${pdf#whole/}"
	done
}
mv state first
run 1 again --jobs 1 --quiet
alike again
rm -rf state again
mv first state

# What is on paper: each front and each back at 200 dpi, mark by mark, against
# the manifest; one front at 600 dpi, by the ruler.
cat >look.py <<'P'
import csv, json, re, subprocess, sys
folder, counts = sys.argv[1:]
MM = 25.4
def gray(pdf, dpi, x, y, w, h, first, last):
    """The part of each page, mm, as rows of shades."""
    px = lambda mm: round(mm * dpi / MM)
    subprocess.check_call(
        ["pdftoppm", "-gray", "-r", str(dpi), "-x", str(px(x)), "-y",
         str(px(y)), "-W", str(px(w)), "-H", str(px(h)), "-f", str(first),
         "-l", str(last), pdf, "strip"])
    names = subprocess.check_output("ls strip-*.pgm", shell=True,
                                    text=True).split()
    for name in names:
        data = open(name, "rb").read()
        head = re.match(rb"P5\n(\d+) (\d+)\n255\n", data)
        w, h = int(head[1]), int(head[2])
        body = data[head.end():]
        yield [body[i * w:(i + 1) * w] for i in range(h)]
    subprocess.check_call(["rm"] + names)

def bars(strip, dpi, x, y):
    """Runs of dark rows in the middle of the strip: y, height, x, width."""
    found, at, middle = [], 0, len(strip[0]) // 2
    while at < len(strip):
        if strip[at][middle] > 127:
            at += 1
            continue
        top = at
        while at < len(strip) and strip[at][middle] <= 127:
            at += 1
        row = strip[(top + at - 1) // 2]
        dark = [i for i, s in enumerate(row) if s <= 127]
        assert dark == list(range(dark[0], dark[-1] + 1)), "not solid"
        mm = lambda p: p * MM / dpi
        found.append((y + mm(top), mm(at - top), x + mm(dark[0]),
                      mm(len(dark))))
    return found

order = ["start", "safety", "last", "1", "2", "4", "f1", "f2", "f3", "f4",
         "parity"]
feeds = {"CARD_CERT": "f1", "CERT_ONLY": "f1", "CARD_ONLY": "f3"}
manifest = list(csv.DictReader(open(folder + "/manifest.csv")))
run = json.load(open(folder + "/run.json"))
kinds = set()
for v in run["volumes"]:
    pdf = folder + "/" + v["file"]
    fronts = list(gray(pdf, 200, 1.5, 101.75, 16, 80.5, 1, v["pages"]))[0::2]
    backs = [list(gray(pdf, 200, x, 101.75, 16, 80.5, 1, v["pages"]))[1::2]
             for x in (192.5, 1.5)]
    assert len(fronts) == v["sheets"] == len(backs[0])
    for back in backs[0]:
        assert min(map(min, back)) == 255, "something behind the marks"
    for back in backs[1]:
        assert min(map(min, back)) == 255, "marks on a back"
    rows = [m for m in manifest if m["volume"] == v["file"]]
    paper = 0
    for m in rows:
        place = int(m["sequence"][4:]) - 1
        sheets = int(m["sheets"])
        kinds.add((m["notice"], sheets))
        for sheet in range(1, sheets + 1):
            want = {"start", "safety"}
            number = place if counts == "letters" else paper
            paper += 1
            want |= {b for b in "124" if number % 8 & int(b)}
            if sheet == sheets:
                want |= {"last", feeds[m["notice"]]}
            if len(want) % 2:
                want.add("parity")
            got = {order[round((y + h / 2 - 122) / 4)]
                   for y, h, _, _ in bars(fronts.pop(0), 200, 1.5, 101.75)}
            assert got == want, (m["sequence"], sheet, got, want)
assert kinds == {("CARD_CERT", 2), ("CERT_ONLY", 2), ("CARD_ONLY", 1)}, kinds

[strip] = gray(folder + "/" + run["volumes"][0]["file"], 600, 1.5, 101.75, 16,
               80.5, 3, 3)
row = bars(strip, 600, 1.5, 101.75)
assert len(row) >= 4
for y, h, x, w in row:
    assert 0.45 <= h <= 0.60, h
    assert abs(w - 10) < 0.1 and abs(x - 4.5) < 0.06, (x, w)
    assert abs((y + h / 2 - 122) / 4 - round((y + h / 2 - 122) / 4)) < 0.015, y

# So many of each to fetch.
n = {k: sum(m["notice"] == k for m in manifest) for k in feeds}
assert min(n.values()) > 0
want = [n["CARD_CERT"] + n["CERT_ONLY"], n["CARD_ONLY"],
        n["CARD_CERT"] + n["CARD_ONLY"]]
assert [e["pieces"] for e in run["enclosures"]] == want
assert [e["feed"] for e in run["enclosures"]] == [1, 3, None]
if counts == "letters":
    told = re.findall(r"^ +([\d,]+)  (?:封|申|青)", open("told").read(), re.M)
    assert [int(t.replace(",", "")) for t in told] == want, told
assert run["omr"]["name"] == "generic" and len(run["omr"]["sha256"]) == 64
P
python3 look.py whole letters || fail "the marks on paper"

# verify looks at them, with the list, with the ledger and by itself.
expect 0 verify whole --config city.yaml --list list.csv
expect 0 verify whole --config city.yaml
[ ! -s err ] || says err "every page was compared sign by sign"
lacks err "were not looked at"
cp -r whole bad
unsealed() { # FAULT TEXT
	python3 "$plant" "$1" whole/$volume bad/$volume >planting 2>&1 ||
		fail "$1 cannot be planted: $(tail -n 1 planting)"
	expect 4 verify bad --config city.yaml --list list.csv
	says err "bad/$volume: " "notice 001-0001 (page 1): $2"
	mv state away
	expect 4 verify bad --config city.yaml
	says err "notice 001-0001 (page 1): $2"
	mv away state
}
unsealed mark-gone "omr safety: the mark is not there, or not as it was meant, at 4."
unsealed mark-more "something stands at 4."
unsealed mark-moved "omr safety: the mark is not there, or not as it was meant, at 4."
rm -rf bad

# Another row since: it is accepted, said, and not looked at.
sed 's/thickness: 0.5/thickness: 0.6/' "$share/templates/omr.yaml" >own.yaml
expect 0 verify whole --config city.yaml
says err "the inserter marks were not looked at"
expect 3 verify whole --config city.yaml --list list.csv
says err "the row of inserter marks (omr, omr_file) is not what it was in the run"
# And nobody takes the month for done with it.
run 3 whole
says err "was run already (run 1), and the row of inserter marks (omr, omr_file) is not what it was then"
cp "$share/templates/omr.yaml" own.yaml
run 0 whole
says out "run 1 has done this already"

# A reprint is one letter, put in by hand: the same text, no marks.
id=$(sed -n 2p whole/manifest.csv | cut -d, -f4)
expect 0 reprint --resident "$id" --reason 紛失 --as-of $day --out r.pdf
pdftotext -f 1 -l 1 whole/$volume - | grep . >first.txt
pdftotext -f 1 -l 1 r.pdf - | grep -v 再発行 | grep . >again.txt
same first.txt again.txt
python3 - <<'P' || fail "a reprint with marks"
from subprocess import check_call
check_call("pdftoppm -gray -r 100 -x 6 -y 401 -W 63 -H 317 r.pdf r", shell=True)
import glob
for name in glob.glob("r-*.pgm"):
    body = open(name, "rb").read().split(b"255\n", 1)[1]
    assert min(body) == 255, name
P

# A run that was cut off goes on with the row that it was begun with.
forget
rm -rf cut
build=$(cd "$(dirname "$aofuto")/.." && pwd)
mkdir -p tree/bin tree/libexec/aofuto
cp "$aofuto" tree/bin
ln -s "$build/share" tree/share
cat >tree/libexec/aofuto/aofuto-reader <<P
#!/bin/sh
[ "\$1" != --libraries ] || exec "$build/libexec/aofuto/aofuto-reader" "\$1"
exit 3
P
chmod +x tree/libexec/aofuto/aofuto-reader
tree/bin/aofuto run list.csv --month $month --as-of $day --out cut \
	--config city.yaml --qr-address "$address" --quiet >out 2>err
says err "is not finished, and nothing of it is lost"
[ ! -e cut/run.json ] || fail "the run was not cut off"
sed 's/parity: even/parity: odd/' "$share/templates/omr.yaml" >own.yaml
run 3 cut
says err "run 1 is not finished, and the row of inserter marks (omr, omr_file) is not what it was when it was begun"
expect 3 run list.csv --month $month --as-of $day --out cut --config city.yaml \
	--qr-address "$address" --dry-run
says err "the row of inserter marks"
cp "$share/templates/omr.yaml" own.yaml
run 1 cut --quiet
alike cut

# A reader that hands over less than it was asked for, which is blank.
forget
cat >tree/libexec/aofuto/aofuto-reader <<P
#!/usr/bin/env python3
import struct, subprocess, sys
told = subprocess.run(["$build/libexec/aofuto/aofuto-reader"] + sys.argv[1:],
                      stdin=sys.stdin, capture_output=True).stdout
at = 0
while at < len(told):
    magic, kind, size = struct.unpack_from("=IIQ", told, at)
    payload = bytearray(told[at + 16:at + 16 + size])
    at += 16 + size
    if kind == 2:
        width, height = struct.unpack_from("=II", payload, 48)
        assert width > 10 and height > 10 and not payload[-1] ^ 255
        struct.pack_into("=II", payload, 48, 1, 1)
        del payload[-width * height + 1:]
    sys.stdout.buffer.write(struct.pack("=IIQ", magic, kind, len(payload)))
    sys.stdout.buffer.write(payload)
P
tree/bin/aofuto run list.csv --month $month --as-of $day --out less \
	--config city.yaml --qr-address "$address" --quiet >out 2>err
says err "does not answer as the reader of this version"

# Where sheets are counted, each is the next number, of its volume; the manifest
# alone says so too.
forget
sed 's/counts: letters/counts: sheets/' "$share/templates/omr.yaml" >own.yaml
run 1 paper --quiet
python3 look.py paper sheets || fail "the marks on paper, sheet by sheet"
forget
expect 0 verify paper --config city.yaml
lacks err "were not looked at"

# What is wrong with them is said before anything is made.
wrong() { # STATUS TEXT...
	want=$1
	shift
	expect "$want" plan list.csv --month $month --config mine.yaml
	says err "$@"
	expect "$want" run list.csv --month $month --config mine.yaml \
		--specimen --out dir
	says err "$@"
	[ ! -e dir ] || fail "something was written: $*"
}
printf 'omr: generik\n' >mine.yaml
wrong 3 "mine.yaml:1:6" 'unknown row of inserter marks "generik"' \
	'did you mean "generic"?' "omr.yaml)"
printf 'omr: generic\nomr_file: nowhere.yaml\n' >mine.yaml
wrong 4 "nowhere.yaml"
sed 's/length: 10/length: 9/' "$share/templates/omr.yaml" >bad.yaml
printf 'omr: generic\nomr_file: bad.yaml\n' >mine.yaml
wrong 3 "bad.yaml:" "this one is 9 mm"
sed 's/feed_1, feed_2/feed_1, blank/' "$share/templates/omr.yaml" >bad.yaml
cat >mine.yaml <<'Y'
omr: generic
omr_file: bad.yaml
enclosures:
  - {name: 案内, kinds: [CARD_ONLY], feed: 2}
Y
wrong 3 "mine.yaml:4:5" "案内 comes from station 2" "has no \`feed_2\`"
# A text under the marks: refused with its line; a preview shows it.
mkdir mine
cp "$share"/templates/*.yaml mine
chmod u+w mine/*
sed 's/^      - name: sequence$/      - {box: [2, 150, 40, 6], name: stray, style: small, text: 下}\n&/' \
	"$share/templates/notice.yaml" >mine/notice.yaml
line=$(grep -n 'name: stray' mine/notice.yaml | cut -d: -f1)
printf 'omr: generic\ntemplates: mine\n' >mine.yaml
wrong 3 "mine/notice.yaml:$line:9: stray: this stands among the inserter marks generic"
expect 0 preview --out p.pdf --config mine.yaml --as-of $day
says err "mine/notice.yaml:$line:9: stray: this stands among" \
	"run will refuse this template with these inserter marks"
# Drawn for those who look at a template.
expect 0 preview --out p.pdf --config city.yaml --as-of $day
[ ! -s err ] || fail "good marks are complained of: $(cat err)"
says out "inserter marks generic (一般的な封入封緘機)"
pdftotext p.pdf p.txt
says p.txt "読み取り" "マークの裏" "generic"
expect 0 preview --out p.pdf --config city.yaml --as-of $day --json
python3 - <<'P' || fail "preview --json"
import json
o = json.load(open("out"))["omr"]
box = lambda b: [b["x"], b["y"], b["width"], b["height"]]
assert o["name"] == "generic" and o["breach"] is None
assert box(o["marks"]) == [4.5, 121.75, 10, 40.5]
assert box(o["blank"]) == [1.5, 101.75, 16, 80.5]
assert box(o["blank_behind"]) == [192.5, 101.75, 16, 80.5]
P
expect 0 preview --out p.pdf --as-of $day --json
says out '"omr": null'

# The rows are those of the city's folder of templates, or the program's where
# it has none.
mkdir its
cp "$share/templates/notice.yaml" "$share/templates/city.yaml" its
printf 'templates: its\nomr: generic\n' >its.yaml
expect 0 preview --out its.pdf --config its.yaml --json
says out '"name": "generic"'
sed 's/name: generic/name: ours/' "$share/templates/omr.yaml" >its/omr.yaml
expect 3 preview --out its.pdf --config its.yaml
says err "its.yaml:2:6:" "ours"
finish
