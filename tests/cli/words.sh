#!/bin/sh
# Every edition of the notice says, for every kind, what
# tests/cases/notice_words.tsv asks of it, as pdftotext reads the printed volume;
# its first third is that of the notice; large print is large; its code is read.
. "$(dirname "$0")/lib.sh"
share=$(cd "$(dirname "$aofuto")/../share/aofuto" && pwd)
cases=$root/tests/cases
address='https://city.example/?id={application_id}'

# Every kind, with each set of certificates, with and without an ID.
cat >people.py <<'P'
CARD, RECENT, CERT = "2017-06-01", "2020-06-01", "2022-01-25"
rows = [(CARD, CERT, CERT, 1), (CARD, CERT, CERT, 0), (CARD, CERT, "", 1),
        (CARD, "", "", 1), (CARD, "", "", 0), (RECENT, CERT, CERT, 0),
        (RECENT, CERT, "", 0), (RECENT, CERT, CERT, 1), (RECENT, CERT, "", 1),
        (RECENT, "2024-06-01", CERT, 0), (CARD, "", CERT, 1)]
print("resident_id,name,birth_date,postal_code,address,card_issued_on,"
      "auth_cert_issued_on,sign_cert_issued_on,application_id")
for i, (card, auth, sign, known) in enumerate(rows, 1):
    print("%d,青山 花子%s,1986-01-20,359-0042,"
          "埼玉県所沢市並木一丁目1番地の%d,%s,%s,%s,%s"
          % (i, "あいうえおかきくけこさ"[i - 1], i, card, auth, sign,
             "%023d" % (10 ** 22 + i) if known else ""))
P
python3 people.py >list.csv

cat >words.py <<'P'
import csv, html, re, subprocess, sys
edition, folder, cases = sys.argv[1:]
MONTHS = ("January February March April May June July August September "
          "October November December").split()

def forms(name, iso):
    y, m, d = (int(v) for v in iso.split("-"))
    return {name: "令和%d年%d月%d日" % (y - 2018, m, d),
            name + ":western": "%d年%d月%d日" % (y, m, d),
            name + ":english": "%s %d, %d" % (MONTHS[m - 1], d, y)}

def bare(s):
    return re.sub(r"\s+", "", s.replace("’", "'"))

def words_of(path):
    """Of each page its words in the order of the drawing, with their boxes."""
    out = subprocess.check_output(["pdftotext", "-raw", "-bbox", path, "-"],
                                  text=True, stderr=subprocess.DEVNULL)
    box = r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</'
    return [[(*map(float, m[:4]), html.unescape(m[4]))
             for m in re.findall(box, page)]
            for page in out.split("<page ")[1:]]

def is_reading(word, page):
    """Kana that stand right over a word of twice their height."""
    x0, y0, x1, y1, text = word
    if not re.fullmatch(r"[\u3041-\u3096\u30a1-\u30fc]+", text):
        return False
    high = y1 - y0
    return any(1.9 < (b[3] - b[1]) / high < 2.1 and b[0] < x1 and x0 < b[2] and
               abs(b[1] - y1) < high / 2 for b in page)

def parts(page):
    """What it says without readings, and the readings."""
    said = ["", ""]
    for word in page:
        said[is_reading(word, page)] += word[4] + "\n"
    return said

def table(path):
    return list(csv.DictReader(open(path, encoding="utf-8")))

ids = {r["resident_id"]: r["application_id"] for r in table("list.csv")}
decided = {r["resident_id"]: r for r in table(folder + "/decisions.csv")}
volume = folder + "/aofuto-2026-12-001.pdf"
pages, readings = zip(*map(parts, words_of(volume)))
rows = [l.rstrip("\n").split("\t") for l in open(cases, encoding="utf-8")
        if not l.startswith("#")]
rows = [r for r in rows if edition in r[0].split()]
asked, wrong, seen = 0, 0, set()
for n in table(folder + "/manifest.csv"):
    who = decided[n["resident_id"]]
    first = int(n["page"]) - 1
    own = slice(first, first + 2 * int(n["sheets"]))
    text = bare("".join(pages[own]))
    read = bare("".join(readings[own]))
    if "easy" not in edition:
        assert not read, read
    flags = set(who["expiring"].split("+"))
    if ids[n["resident_id"]]:
        flags.add("application_id")
    kinds = {"all", n["notice"]} | {k for k in ("CARD", "CERT")
                                    if k in n["notice"]}
    seen.add((n["notice"], tuple(sorted(flags))))
    value = {"application_id": ids[n["resident_id"]],
             **forms("expires_on", who["next_expiry"]),
             **forms("opens_on", who["renewal_opens_on"])}
    for _, kind, condition, phrase, why in rows:
        if kind not in kinds:
            continue
        if any((c[1:] in flags) if c[0] == "!" else (c not in flags)
               for c in condition.split() if c != "-"):
            continue
        no = phrase[0] == "-"
        words = bare(re.sub(r"\{([\w:]+)\}", lambda m: value[m[1]],
                            phrase[no:]))
        over = re.findall("《(.*?)》", words)
        words = re.sub("《.*?》", "", words)
        asked += 1
        if (words in text) == no or not all(r in read for r in over):
            wrong += 1
            print("%s, %s of %s: %s %s (%s)" % (
                edition, n["notice"], "+".join(sorted(flags)),
                "says" if no else "lacks", phrase[no:], why))
assert len(seen) == len(ids), seen
assert len(rows) > 40 and asked > 300, (len(rows), asked)
sys.exit(wrong > 0)
P

# Bytes of the window's items and of what a clerk must not move: one for all.
cat >first_third.py <<'P'
import sys
def third(path):
    s = open(path, encoding="utf-8").read()
    a, b = s.index("      - name: postal code"), s.index("      - name: sender")
    lines = [l for l in s[a:b].splitlines() if l.strip() and "#" not in l]
    styles = [l for l in s.splitlines() if "font: name" in l]
    head = [l for l in s.splitlines() if l.startswith(("folds:", "fold_ticks:",
            "application_id_groups:", "paper:"))]
    assert len(lines) > 20 and len(styles) == 3 and len(head) == 4, path
    return lines + styles + head
sys.exit(third(sys.argv[1]) != third(sys.argv[2]))
P

# Nothing that a person reads is smaller than 22 pt.
cat >large.py <<'P'
import re, sys
s = open(sys.argv[1], encoding="utf-8").read()
style = r"- \{name: (\w+),[^}]*?size: ([\d.]+)[^}]*?\}"
sizes = {m[1]: m for m in re.finditer(style, s)}
window = {"post", "address", "addressee", "small", "small_right"}
assert window < set(sizes) and len(sizes) > 10
for name, m in sizes.items():
    floor = re.search(r"(?:floor|one_line): ([\d.]+)", m[0])
    if name not in window:
        assert float(m[2]) >= 22, name
        assert not floor or float(floor[1]) >= 22, name
small = re.findall(r"style: small(?:_right)?,?\s+text: \"([^\"]*)\"", s)
assert set(small) == {"{month}  {kind}", "{sequence}  {sheet}/{sheets}",
                      "{sequence}"}, set(small)
# The code is not smaller than the notice's 37 mm.
assert float(re.search(r"box: \[[\d.]+, [\d.]+, ([\d.]+), [\d.]+\]\n"
                       r" +qr:", s)[1]) >= 37
P

edition() { # NAME
	rm -rf mine "$1"
	cp -rL "$share/templates" mine
	chmod -R u+w mine
	rm mine/notice*.yaml
	# The only one, and everybody's: whoever asks for nothing gets it.
	cp "$share/templates/$1.yaml" mine/notice.yaml
	printf 'templates: mine\nprint_application_id: always\n' >mine.yaml
	forget
	expect 0 run list.csv --month $month --as-of $day --out "$1" --quiet \
		--qr-address "$address" --config mine.yaml
	python3 words.py "$1" "$1" "$cases/notice_words.tsv" ||
		fail "$1: its words"
	python3 first_third.py "$share/templates/notice.yaml" mine/notice.yaml ||
		fail "$1: its first third is not that of the notice"
	# As a scanner of the office sees it.
	pdftoppm -r 150 -gray -f 1 -l 12 -png "$1/aofuto-2026-12-001.pdf" "$1/p"
	zbarimg -q --raw "$1"/p*.png 2>/dev/null | sort -u >codes
	grep -q '^https://city.example/?id=1000000000000000000000' codes ||
		fail "$1: no code is read at 150 dpi"
}
for name in notice notice-large notice-en notice-en-large notice-ja-easy \
	notice-ja-easy-large; do
	edition $name
done
for large in notice-large notice-en-large notice-ja-easy-large; do
	python3 large.py "$share/templates/$large.yaml" || fail "$large is small"
done
python3 first_third.py "$share/templates/notice.yaml" \
	"$share/templates/notice-ja-easy-large.yaml" ||
	fail "notice-ja-easy-large: its first third is not that of the notice"
for english in notice-en notice-en-large; do
	grep -qx 'language: en' "$share/templates/$english.yaml" ||
		fail "$english does not say its language"
done
finish
