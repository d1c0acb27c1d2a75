#!/bin/sh
# Every hard name and address of the table: printed right, or held and named;
# once with all fonts, once without the optional ones. Then the city's gaiji.
. "$(dirname "$0")/lib.sh"
table=$root/tests/cases/hard_names.tsv

cat >names.py <<'P'
import csv, re, subprocess, sys

HEADER = ["resident_id", "name", "birth_date", "postal_code", "address",
          "card_issued_on", "application_id"]
HOME, NAME = "埼玉県所沢市並木一丁目1番地の1", "山田　太郎"

def cases(path):
    keys = ("id", "field", "kind", "text", "points", "should", "decision",
            "findings", "printed", "bare")
    for line in open(path, encoding="utf-8", newline="\n"):
        if not line.startswith("#"):
            yield dict(zip(keys, line.rstrip("\n").split("\t")))

def value(points):
    return "".join(chr(int(p, 16)) for p in points.split())

def write(path, people):
    with open(path, "w", encoding="utf-8", newline="") as out:
        w = csv.writer(out, lineterminator="\n")
        w.writerow(HEADER)
        for i, (who, name, home) in enumerate(people, 1):
            # Nobody is another one who only has the same name.
            w.writerow([who, name, "%d-01-20" % (1946 + i % 40), "359-0042",
                        home, "2017-06-01", "%023d" % i])

def table(path):
    return list(csv.DictReader(open(path, encoding="utf-8", newline="")))

class Run:
    def __init__(self, folder):
        self.decisions = {r["resident_id"]: r
                          for r in table(folder + "/decisions.csv")}
        self.found, self.missing, self.pages = {}, {}, {}
        for r in table(folder + "/findings.csv"):
            self.found.setdefault(r["resident_id"], []).append(r)
        for r in table(folder + "/missing-glyphs.csv"):
            self.missing.setdefault(r["resident_id"], []).append(r)
        text = {}
        for m in table(folder + "/manifest.csv"):
            if m["volume"] not in text:
                text[m["volume"]] = subprocess.check_output(
                    ["pdftotext", "-raw", folder + "/" + m["volume"],
                     "-"]).decode().split("\f")
            self.pages[m["resident_id"]] = text[m["volume"]][
                int(m["page"]) - 1]

    # A line of its own, code point by code point; a blank may have become
    # another one, and the line may have been parted between two characters.
    def shows(self, who, s):
        blank = " \u00a0\u3000"
        want = "\n?".join("[%s\n]+" % blank if c in blank
                          else re.escape(c) for c in s)
        return re.search("(^|\n)" + want + "\n", self.pages[who]) is not None

    def names(self, who, name):
        return self.shows(who, name + "　様")
P

# With every font: decision, findings, and the paper's own text.
cat >list.py <<'P'
import sys
from names import *
write("list.csv", [(c["id"], value(c["points"]), HOME) if c["field"] != "addr"
                   else (c["id"], NAME, value(c["points"]))
                   for c in cases(sys.argv[1]) if c["decision"] != "stop"])
P
python3 list.py "$table" || fail "no list"
expect 1 run list.csv --month $month --as-of $day --out all --specimen --quiet
cat >all.py <<'P'
import sys
from names import *
run, bad, n = Run("all"), 0, 0
for c in cases(sys.argv[1]):
    if c["decision"] == "stop":
        continue
    n += 1
    who = c["id"]
    name, home = (NAME, value(c["points"])) if c["field"] == "addr" else (
        value(c["points"]), HOME)
    if c["printed"] not in ("=", "-"):
        name = value(c["printed"])
    found = " ".join(f["code"] for f in run.found.get(who, [])) or "-"
    got = run.decisions[who]["decision"]
    if (got, found) != (c["decision"], c["findings"]):
        print(who, "is", got, found, "not", c["decision"], c["findings"])
        bad += 1
    elif got == "print" and not (run.names(who, name) and
                                 run.shows(who, home)):
        print(who, "is not on its page:", repr(run.pages[who][:150]))
        bad += 1
    elif got != "print" and who in run.pages:
        print(who, "is printed all the same")
        bad += 1
    # A name is held for its glyphs exactly where the duty list has it.
    if (run.decisions[who]["reason"] == "GLYPH_MISSING") != (
            who in run.missing):
        print(who, "and the duty list disagree")
        bad += 1
assert n >= 90, n
sys.exit(bad != 0)
P
python3 all.py "$table" || fail "a hard name goes wrong"

# Without the optional fonts: what would resolve each character.
sed 's|/usr/share/fonts/opentype/noto/|/nonexistent/noto/|
	s|/usr/share/fonts/truetype/hanazono/|/nonexistent/hanazono/|
	s|^gaiji_table:.*|gaiji_table: gaiji.csv|' \
	"$root/fonts/fonts.yaml" >fonts.yaml
grep -q '/nonexistent/noto/' fonts.yaml && grep -q '/nonexistent/hanazono/' \
	fonts.yaml || fail "fonts.yaml names no optional fonts"
cp "$root/fonts/gaiji.csv" .
printf 'format: 1\nfonts: fonts.yaml\n' >bare.yaml
expect 1 run list.csv --month $month --as-of $day --out bare --specimen \
	--quiet --config bare.yaml
cat >bare.py <<'P'
import sys
from names import *
all_, bare, bad = Run("all"), Run("bare"), 0
for c in cases(sys.argv[1]):
    who = c["id"]
    if c["decision"] == "stop":
        continue
    if c["bare"] == "=":
        same = (all_.decisions[who] == bare.decisions[who] and
                all_.pages.get(who, "")[:80] == bare.pages.get(who, "")[:80])
        if not same or (who in all_.missing) != (who in bare.missing):
            print(who, "changes without the optional fonts")
            bad += 1
        continue
    want = [w.split(":") for w in c["bare"].split()]
    got = bare.missing.get(who, [])
    if (bare.decisions[who]["reason"] != "GLYPH_MISSING" or
            [w[0].replace("_", " ") for w in want] != [
                g["code_point"] for g in got] or
            any(w[1] not in g["resolve"] for w, g in zip(want, got)) or
            any(value(g["code_point"].replace("U+", "")) != g["character"]
                for g in got)):
        print(who, "should need", c["bare"], "not", got)
        bad += 1
    # The finding names the same characters at the same places.
    told = bare.found[who][-1]["message"]
    for g in got:
        if "%s, #%s" % (g["code_point"], g["position"]) not in told:
            print(who, "finding and duty list disagree:", told)
            bad += 1
one = bare.missing["H046"][0]
assert (one["field"], one["position"], one["stands_in"]) == (
    "name", "2", "U+9089"), one
# A second accent is no character more: Ễ is the 5th, Ị the 10th.
assert [g["position"] for g in bare.missing["H081"]] == ["5", "10", "17"], [
    g["position"] for g in bare.missing["H081"]]
sys.exit(bad != 0)
P
python3 bare.py "$table" || fail "without the optional fonts"
[ "$(stat -c %a bare/missing-glyphs.csv)" = 600 ] || fail "others may read it"
expect 1 check list.csv --as-of $day --config bare.yaml --json
python3 - <<'P' || fail "check and run disagree about the missing characters"
import csv, json
run = list(csv.DictReader(open("bare/missing-glyphs.csv", newline="")))
told = json.load(open("out"))["missing_glyphs"]
keys = [k for k in run[0] if k != "resolve"]
assert [[str(t[k]) for k in keys] for t in told] == [
    [r[k] for k in keys] for r in run]
P
expect 1 check list.csv --as-of $day --config bare.yaml
says out "characters that no font shows, one by one:" "U+30EDE, #4" \
	"install the optional font fonts-noto-cjk" "Arabic, U+0645, #7" \
	"GRINNING FACE, U+1F600, #3"

# A NUL is no name's; the list is refused at its line.
printf '%s\n1,山田\0太郎,1986-01-20,359-0042,所沢市,2017-06-01,\n' "$header" >nul.csv
expect 3 check nul.csv
says err "nul.csv:2" "NUL"
python3 - <<'P'
from names import *
write("long.csv", [("1", "山" * 4000, HOME)])
P
expect 1 run long.csv --month $month --as-of $day --out long --specimen --quiet
says long/findings.csv "1,2,name,1,NAME_TOO_LONG,REJECT"
says long/missing-glyphs.csv "row,line,resident_id,field,character,code_point"
[ "$(wc -l <long/missing-glyphs.csv)" = 1 ] || fail "nothing is missing there"

# The city's own characters: HanaMinA has some in private use.
sed 's|^roles:|  - {name: City, gaiji: true, path: /usr/share/fonts/truetype/hanazono/HanaMinA.ttf}\nroles:|' \
	fonts.yaml >city.yaml
printf 'format: 1\nfonts: city.yaml\n' >gaiji.yaml
cat >gaiji.csv <<'C'
code_point,use,value,note
U+E000,replace,U+9AD9,はしごだか
U+E001,variation,U+8FBB U+E0102,
U+E002,font,U+F137,
U+E003,ask,,
U+E004,font,#33944,
U+9089 U+E0155,replace,U+9089,
U+51DB,ask,,
C
python3 - <<'P'
from names import *
write("own.csv", [(str(i), n, HOME) for i, n in enumerate((
    "山\ue000田", "\ue001本　凜", "\ue002谷　一", "髙\ue002\U00020BB7",
    "渡\u9089\U000E0155", "\uf138野　\ue004", "\ue003川", "\ue777　\ue778",
    "凛", "\ue777\ue003"), 1)])
P
expect 1 run own.csv --month $month --as-of $day --out own --specimen \
	--quiet --config gaiji.yaml
python3 - <<'P' || fail "the city's own characters"
import json, hashlib
from names import *
run = Run("own")
for who, s in (("1", "山髙田"), ("2", "辻\U000E0102本　凜"),
               ("3", "\ue002谷　一"), ("4", "髙\ue002\U00020BB7"),
               ("5", "渡\u9089"), ("6", "\uf138野　\ue004")):
    assert run.names(who, s), (who, run.pages[who][:120])
code = lambda who: [f["code"] for f in run.found[who]]
assert code("7") == ["GAIJI_ASK"] and code("8") == ["GAIJI_UNKNOWN"]
assert code("9") == ["GAIJI_ASK"] and code("10") == ["GAIJI_UNKNOWN",
                                                     "GAIJI_ASK"]
assert "U+E777, #1; U+E778, #3" in run.found["8"][0]["message"]
assert [m["code_point"] for m in run.missing["10"]] == ["U+E777", "U+E003"]
assert json.load(open("own/run.json"))["gaiji_sha256"] == hashlib.sha256(
    open("gaiji.csv", "rb").read()).hexdigest()
P
# The glyphs themselves: a volume holds the city's font only where it draws.
pdffonts own/aofuto-2026-12-001.pdf >fonts
says fonts "HanaMinA"
pdffonts all/aofuto-2026-12-001.pdf >fonts
lacks fonts "HanaMinA"
# A fault of the table stops every command, with its place.
printf 'code_point,use,value,note\nU+E000,swap,U+9AD9,\n' >gaiji.csv
expect 3 plan own.csv --month $month --as-of $day --config gaiji.yaml
says err "gaiji.csv:2:2" "replace, variation, font or ask"
finish
