#!/bin/sh
# The volumes under independent judges: structure, fonts, text, QR codes.
. "$(dirname "$0")/lib.sh"
sample --rows 400 >list.csv
expect 1 run list.csv --month $month --as-of $day --out dir --quiet \
	--qr-address 'https://city.example/apply?id={application_id}'
pdf=dir/aofuto-2026-12-001.pdf
qpdf --check $pdf >check 2>&1 || fail "qpdf: $(cat check)"
grep -q WARNING check && fail "qpdf: $(cat check)"
# Every font is embedded and a subset, and has its text.
pdffonts $pdf 2>fonts.err | sed '1,2d' >fonts
[ -s fonts.err ] && fail "pdffonts: $(cat fonts.err)"
[ -s fonts ] || fail "no fonts"
grep -v 'yes yes yes' fonts && fail "a font is not embedded"
pdftotext -layout $pdf all.txt 2>text.err
[ -s text.err ] && fail "pdftotext: $(cat text.err)"
pdfinfo $pdf >info 2>&1
says info "Title:" "595.2" "841.8"
qpdf --json $pdf >pdf.json
python3 - "$pdf" <<'P' || fail "the pages are not those of the manifest"
import csv, json, re, subprocess, sys, unicodedata
pdf = sys.argv[1]
rows = {}
for r in csv.DictReader(open("list.csv")):
    rows.setdefault(r["resident_id"], r)
manifest = list(csv.DictReader(open("dir/manifest.csv")))
text = subprocess.check_output(["pdftotext", pdf, "-"], text=True)
pages = text.split("\f")
squeeze = lambda s: re.sub(r"\s", "", s)
# Latin letters are printed with their accents joined, kana with its marks.
joined = lambda s: re.sub("[A-Za-z][\u0300-\u036f]+|[\u3041-\u30ff]\u3099",
                          lambda m: unicodedata.normalize("NFC", m[0]), s)
wareki = lambda d: "令和%d年%d月%d日" % (int(d[:4]) - 2018, int(d[5:7]),
                                         int(d[8:]))
codes = 0
for i, m in enumerate(manifest):
    r, page = rows[m["resident_id"]], int(m["page"])
    front = squeeze(pages[page - 1])
    assert squeeze(joined(r["name"])) in front, m
    # Half-width kana is widened on paper; such rows are judged elsewhere.
    home = r["address"] or "".join(
        r[k] for k in ("address_prefecture", "address_city", "address_town",
                       "address_number"))
    if not re.search("[\uff61-\uff9f]", home):
        assert squeeze(home) in front, m
    assert squeeze(wareki(m["expiry"])) in front, (m, front)
    assert m["sequence"] in front, m
    card = m["notice"] != "CERT_ONLY" and r["application_id"]
    if card:
        assert re.sub(r"[-\s]", "", r["application_id"]) in re.sub(
            r"[-\s]", "", front), m
    else:
        assert not r["application_id"] or r["application_id"] not in front, m
    # A look at some of the codes: rastering is slow.
    if card and codes < 8 and i % 2 == 0:
        codes += 1
        subprocess.check_call(["pdftoppm", "-r", "300", "-f", str(page), "-l",
                               str(page), "-gray", "-singlefile", pdf, "qr"])
        got = subprocess.run(["zbarimg", "-q", "--raw", "qr.pgm"],
                             stdout=subprocess.PIPE, text=True,
                             stderr=subprocess.DEVNULL).stdout.strip()
        assert got == "https://city.example/apply?id=" + r["application_id"], \
            (m, got)
assert codes == 8
# Duplex, no scaling, and labels that carry the sequence number.
objects = json.dumps(json.load(open("pdf.json")))
assert "/DuplexFlipLongEdge" in objects and "/PrintScaling" in objects
assert "/PageLabels" in objects
P
# A specimen says so on every sheet, and its code leads nowhere.
expect 1 run list.csv --month $month --as-of $day --out spec --specimen --quiet
pages=$(qpdf --show-npages spec/aofuto-2026-12-001.pdf)
python3 - "$pages" <<'P' || fail "a specimen's sheet lacks 見本"
import subprocess, sys
text = subprocess.check_output(
    ["pdftotext", "spec/aofuto-2026-12-001.pdf", "-"], text=True)
pages = text.split("\f")[:-1]
assert len(pages) == int(sys.argv[1])
for front in pages[0::2]:
    assert "見本" in front.replace(" ", "").replace("\n", ""), front
P
finish
