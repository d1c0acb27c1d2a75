#!/bin/sh
# Sheets of paper: every front says which letter and which of how many sheets it
# is, in the window too wherever the sheet lies; two letters never share a sheet;
# manifest, run.json, page labels and paper agree.
. "$(dirname "$0")/lib.sh"
share=$(cd "$(dirname "$aofuto")/../share/aofuto" && pwd)
address='https://city.example/?id={application_id}'
sample --rows 150 >list.csv
cp -rL "$share/templates" mine
chmod -R u+w mine

cat >look.py <<'P'
import csv, json, re, subprocess, sys
folder, expected = sys.argv[1], json.loads(sys.argv[2])
PT = 72 / 25.4
# What always shows in the window 90x45; places are rounded to 1/100 pt.
ALWAYS = [v * PT for v in (21.99, 17.99, 91.01, 46.01)]
run = json.load(open(folder + "/run.json"))
rows = list(csv.DictReader(open(folder + "/manifest.csv")))
seen = set()
for v in run["volumes"]:
    pdf = folder + "/" + v["file"]
    texts = subprocess.check_output(["pdftotext", "-layout", pdf, "-"],
                                    text=True).split("\f")[:-1]
    words = re.split("<page ", subprocess.check_output(
        ["pdftotext", "-bbox", pdf, "-"], text=True,
        stderr=subprocess.DEVNULL))[1:]
    assert len(texts) == v["pages"] == 2 * v["sheets"] == len(words)
    mine = [r for r in rows if r["volume"] == v["file"]]
    assert sum(int(r["sheets"]) for r in mine) == v["sheets"]
    page = 0
    for r in mine:
        assert int(r["page"]) == page + 1 and page % 2 == 0, r
        sheets = int(r["sheets"])
        seen.add((r["notice"], sheets))
        assert sheets == expected[r["notice"]], r
        for sheet in range(1, sheets + 1):
            front, back = texts[page:page + 2]
            here = re.escape(r["sequence"]) + r"\s+%d/%d\b" % (sheet, sheets)
            assert re.search(here, front), (r, sheet)
            # A back is this sheet's, or blank.
            assert not back.strip() or re.search(here, back), (r, sheet)
            if sheet == 1:
                inside = [w for w in re.findall(
                    r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" '
                    r'yMax="([\d.]+)">' + re.escape(r["sequence"]) + "<",
                    words[page])
                    if float(w[0]) >= ALWAYS[0] and float(w[1]) >= ALWAYS[1]
                    and float(w[2]) <= ALWAYS[2] and float(w[3]) <= ALWAYS[3]]
                assert len(inside) == 1, (r, inside)
            page += 2
    assert page == v["pages"]
assert {k for k, _ in seen} == set(expected), seen
# The labels, as a viewer shows them.
for v in run["volumes"]:
    pdf = folder + "/" + v["file"]
    tree = subprocess.check_output(["qpdf", "--json", "--json-key=pagelabels",
                                    pdf], text=True)
    labels = [p["label"] for p in json.loads(tree)["pagelabels"]]
    got = [(l.get("/P") or "").removeprefix("u:") for l in labels]
    want = [r["sequence"] + " %d/%s" % (s, r["sheets"])
            for r in rows if r["volume"] == v["file"]
            for s in range(1, int(r["sheets"]) + 1) for _ in (0, 1)]
    assert got == want, (got[:4], want[:4])
P
sheets() { # FOLDER EXPECTED SETTINGS
	forget
	expect 1 run list.csv --month $month --as-of $day --out "$1" --quiet \
		--qr-address "$address" --config "$3"
	python3 look.py "$1" "$2" || fail "$1: sheets"
	expect 0 verify "$1" --config "$3" --list list.csv --quiet
}
printf 'volume_notices: 20\n' >plain.yaml
sheets plain '{"CARD_CERT": 2, "CERT_ONLY": 2, "CARD_ONLY": 1}' plain.yaml

# The form as the next page, not on a sheet of its own: the back is taken, so
# another sheet is needed all the same. Behind the front it needs none where the
# back page is left out.
printf 'templates: mine\nvolume_notices: 20\n' >mine.yaml
sed '/^    starts_sheet: true$/d' "$share/templates/notice.yaml" >mine/notice.yaml
cmp -s mine/notice.yaml "$share/templates/notice.yaml" && fail "nothing changed"
sheets third '{"CARD_CERT": 2, "CERT_ONLY": 2, "CARD_ONLY": 1}' mine.yaml
sed '/^    starts_sheet: true$/d
	s/^  - name: back$/&\n    when: [CARD]/' "$share/templates/notice.yaml" \
	>mine/notice.yaml
sheets second '{"CARD_CERT": 2, "CERT_ONLY": 1, "CARD_ONLY": 1}' mine.yaml
# A form for everybody, and a blank back where a back page is left out.
sed '/^  - name: inquiry$/{n;d}
	s/^  - name: back$/&\n    when: [CARD_CERT]/' \
	"$share/templates/notice.yaml" >mine/notice.yaml
sed -n '/^  - name: inquiry/{n;p;q}' mine/notice.yaml | grep -q starts_sheet ||
	fail "the form is not for everybody"
sheets all '{"CARD_CERT": 2, "CERT_ONLY": 2, "CARD_ONLY": 2}' mine.yaml
finish
