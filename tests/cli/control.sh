#!/bin/sh
# The control sheet: its figures are those of the run, the last run's stand
# beside them, nothing is lost on its pages, and its bytes are known.
. "$(dirname "$0")/lib.sh"
address='https://city.example/?id={application_id}'
printf 'format: 1\nvolume_notices: 25\n' >small.yaml
printf 'format: 1\nvolume_notices: 1\n' >single.yaml
start() { # STATUS LIST MONTH DAY FOLDER [OPTION...]
	want=$1 of=$2 for=$3 on=$4 into=$5
	shift 5
	expect "$want" run "$of" --month "$for" --as-of "$on" --out "$into" \
		--config small.yaml --qr-address "$address" --no-read-back "$@"
}
# What the sheet says, and what run.json and the lists of its folder say.
cat >sheet.py <<'P'
import csv, hashlib, json, re, subprocess, sys

class Sheet:
    def __init__(self, folder):
        self.run = json.load(open(folder + "/run.json"))
        self.manifest = list(csv.DictReader(open(folder + "/manifest.csv")))
        path = folder + "/control.pdf"
        body = open(path, "rb").read()
        assert self.run["lists"]["control.pdf"] == hashlib.sha256(
            body).hexdigest()
        subprocess.check_output(["qpdf", "--check", path])
        # Cell by cell, as the sheet was drawn; a label may take some lines.
        self.raw = subprocess.check_output(["pdftotext", "-raw", path, "-"],
                                           text=True)
        self.pages = self.raw.split("\f")[:-1]
        self.text = self.raw.replace("\n", "")
        self.lines, before = [], ""
        for line in self.raw.splitlines():
            m = re.match(r"(.*?) ?((?:(?:^| )[-+]?[\d,]+)+)$", line)
            before += m[1] if m else line
            if m:
                self.lines.append((before.replace("　", ""), [
                    int(n.replace(",", "")) for n in m[2].split()]))
                before = ""

    def row(self, label):
        return next((n for text, n in self.lines if text.endswith(label)), None)

    def volumes(self):
        found = re.findall(r"(aofuto-\S+\.pdf) +(\S+)〜(\S+) +([\d,]+) +"
                           r"([\d,]+) +((?:[0-9a-f]{4} ?){4})", self.raw)
        return [(f, a, b, int(n.replace(",", "")), int(s.replace(",", "")),
                 d.replace(" ", "")) for f, a, b, n, s, d in found]

# Label, and where the figure is in run.json.
people = [("読み込んだ人数", "residents"), ("印刷する", "decisions.print"),
          ("カードと電子証明書", "notices.CARD_CERT"),
          ("電子証明書のみ", "notices.CERT_ONLY"),
          ("カードのみ", "notices.CARD_ONLY"),
          ("うち、その月より前に更新期間が始まっていた", "catch_up"),
          ("うち、申請書IDとQRコードのある通知", "with_application_id"),
          ("うち、カードの期限が来るがリストに申請書IDがない",
           "without_application_id"),
          ("まだ時期ではない", "decisions.not_due"),
          ("発行済み", "decisions.already_issued"),
          ("保留（人が対応する）", "decisions.held"),
          ("支援措置の期間中", "reasons.held.DV_SUPPORT"),
          ("対象外（通知しない）", "decisions.excluded"),
          ("死亡", "reasons.excluded.DEAD"),
          ("要確認（人が決めるまで印刷しない）", "decisions.review"),
          ("行が信用できない", "decisions.rejected"),
          ("合計（読み込んだ人数と同じ）", "residents")]

def figure(of, path):
    for key in path.split("."):
        of = of.get(key, 0)
        if not of:
            return 0
    return of

def check(folder):
    s = Sheet(folder)
    last = s.run["last_run"]
    for label, path in people:
        now = figure(s.run, path)
        then = figure(last, path) if last else 0
        got = s.row(label)
        if not now and not then and got is None:
            continue
        want = [now, then, now - then] if last else [now]
        assert got == want, (label, got, want)
    assert sum(s.run["decisions"].values()) == s.run["residents"]
    assert s.volumes() == [
        (v["file"], v["first"], v["last"], v["notices"], v["sheets"],
         v["sha256"][:16]) for v in s.run["volumes"]]
    sheets = sum(int(m["sheets"]) for m in s.manifest)
    n = len(s.run["volumes"])
    assert s.row("用紙の枚数（%dファイル）" % n)[0] == sheets
    if n:
        assert "合計 {} ファイル {:,} 通 {:,} 枚".format(
            n, len(s.manifest), sheets) in s.text
    for e in s.run["enclosures"]:
        assert s.row(e["name"]) == [e["pieces"]], (e, s.raw)
    assert ("同封するもの" in s.text) == bool(s.run["enclosures"])
    for i, page in enumerate(s.pages, 1):
        assert re.search(r"%d / %d ページ" % (i, len(s.pages)), page), i
    for line in s.raw.splitlines():
        assert line.strip()[:1] not in tuple("。、」）"), line
    return s
P
sheet() { # FOLDER PYTHON... : the sheet agrees with its folder, and more
	python3 -c "from sheet import *
s = check('$1')
$2" || fail "the control sheet of $1"
}

# A specimen has no ledger, and every page says that it is one.
sample --rows 400 >list.csv
start 1 list.csv $month $day specimen --specimen
sheet specimen 'assert len(s.pages) == 1 and "台帳なし（見本）" in s.text
assert "前回の記録なし" in s.text and "SPECIMEN" in s.text
assert "未実施" in s.text and s.run["last_run"] is None'
pdffonts specimen/control.pdf >fonts
[ "$(sed 1,2d fonts | grep -c ' yes yes yes ')" = "$(sed 1,2d fonts | wc -l)" ] ||
	fail "a font is not embedded as a subset: $(cat fonts)"
# Nobody's name, address or number.
pdftotext specimen/control.pdf text
for part in 2 5 7; do
	sed 1d list.csv | cut -d, -f$part | awk 'length > 3' | head -n 200 >private
	! grep -qFf private text || fail "the control sheet says who it is about"
done

# A month, with the digits of the chain on paper; all pages read back.
"$aofuto" run list.csv --month $month --as-of $day --out first --config \
	small.yaml --qr-address "$address" >out 2>err
lacks out "figures of now"
head=$(sed -n 's/.*digits of the run on paper: \([0-9a-f]*\) .*/\1/p' out)
sheet first 'assert len(s.pages) == 1 and "前回の記録なし" in s.text
assert re.search("全 {:,} ページが、あるべきものと同じ".format(
    s.run["read_back"]["pages"]), s.text)
assert "一部は印刷の形で読取り" in s.text
assert "'"$head"'" in s.text.replace(" ", "") and len("'"$head"'") == 16
assert s.run["ledger"]["chain_head"].startswith("'"$head"'")'

mv first/control.pdf kept.pdf
start 4 list.csv $month $day first
says err "first/control.pdf: the file of run 1 is missing"
mv kept.pdf first/control.pdf

# The next month has the figures of this one beside its own.
{ cat list.csv; sample --rows 130 --seed 5 | sed 1d | sed 's/^/S/'; } >next.csv
start 1 next.csv 2027-01 2027-01-01 second
says out "figures of now, and of run 1 for $month:"
sheet second 'assert s.run["last_run"]["run"] == 1
assert s.run["last_run"]["residents"] == 400
assert "前回：処理番号 1、2026年12月分" in s.text
assert s.row("発行済み")[1:] == [0, s.row("発行済み")[0]]
first = json.load(open("first/run.json"))
for key in ("decisions", "reasons", "notices", "catch_up"):
    assert s.run["last_run"][key] == first[key], key
assert s.run["last_run"]["sheets"] == sum(v["sheets"]
                                          for v in first["volumes"])'

# A supplement stands beside the run that it adds to; a month beside a month.
{ cat next.csv; sample --rows 40 --seed 6 | sed 1d | sed 's/^/T/'; } >more.csv
start 1 more.csv 2027-01 2027-01-01 third --supplement
sheet third 'assert s.run["last_run"]["run"] == 2
assert "追加の処理です" in s.text'
start 1 more.csv 2027-02 2027-02-01 fourth
sheet fourth 'assert s.run["last_run"]["run"] == 2'
# A run that was cancelled is nobody's last run.
expect 0 cancel --run 4 --reason "never mailed" --quiet
start 1 more.csv 2027-03 2027-03-01 fifth
sheet fifth 'assert s.run["last_run"]["run"] == 2'
# Made again after its last run was cancelled: the very same sheet.
expect 0 cancel --run 2 --reason "never mailed" --quiet
cp -r fifth before
rm fifth/control.pdf fifth/aofuto-2027-03-001.pdf
start 1 more.csv 2027-03 2027-03-01 fifth --remake
diff -r before fifth || fail "a remade run has another control sheet"

# Damage is found, and so is a sheet that is not there.
cp -r first broken
printf x | dd of=broken/control.pdf bs=1 seek=2000 conv=notrunc 2>dd
expect 4 verify broken
says err "control.pdf: the file is not the one that was written"
rm broken/control.pdf
expect 4 verify broken
says err "control.pdf: the file is missing"

# Figures that nobody can read: a sentence, and no reason to print nobody.
python3 - <<'P'
import sqlite3
db = sqlite3.connect("state/aofuto/ledger.db")
db.execute("DROP TRIGGER run_fixed")
db.execute("UPDATE run SET figures=replace(figures,'\"print\": ','\"print\": 9')"
           " WHERE id=5")
db.commit()
P
start 1 more.csv 2027-04 2027-04-01 sixth
says sixth/findings.csv "LAST_RUN_UNREADABLE,WARN"
sheet sixth 'assert "前回の記録（処理番号 5）は読めません" in s.text
assert s.run["last_run"] is None'

# A run by a version that had no such sheet: done is done, made again it has
# none, and the next month has its figures.
forget
start 1 list.csv $month $day old
python3 - <<'P'
import re, sqlite3
db = sqlite3.connect("state/aofuto/ledger.db")
db.execute("DROP TRIGGER run_fixed")
old, = db.execute("SELECT figures FROM run").fetchone()
new = re.sub(r' *"control_sha256": "[0-9a-f]{64}",\n', "", old)
assert new != old
db.execute("UPDATE run SET figures=?", (new,))
db.commit()
P
rm old/control.pdf
start 0 list.csv $month $day old
says out "run 1 has done this already"
rm old/manifest.csv
start 1 list.csv $month $day old --remake
[ -e old/manifest.csv ] || fail "nothing was made again"
[ ! -e old/control.pdf ] || fail "a run of old has a control sheet now"
lacks old/run.json control.pdf
expect 0 verify old
start 1 next.csv 2027-01 2027-01-01 newer
sheet newer 'assert s.run["last_run"]["run"] == 1'

# What goes into the envelopes beside the letters: three kinds have room in the
# margin, four have not.
kinds='[CARD_CERT, CERT_ONLY]'
{
	cat small.yaml
	echo "enclosures:"
	echo "- {name: 封入用封筒, kinds: $kinds}"
	echo "- {name: 申請の案内, kinds: [CARD_ONLY], feed: 1}"
	echo "- {name: 青い紙, kinds: [CARD_CERT]}"
} >three.yaml
{
	cat three.yaml
	echo "- {name: 白い紙, kinds: [CARD_CERT, CERT_ONLY, CARD_ONLY]}"
} >four.yaml
for n in three four; do
	forget
	expect 1 run list.csv --month $month --as-of $day --out $n --config \
		$n.yaml --qr-address "$address" --no-read-back
	pdftotext -x 400 -y 0 -W 195 -H 842 $n/control.pdf $n.txt
done
sheet three 'of = s.run["notices"]
assert [e["pieces"] for e in s.run["enclosures"]] == [
    of["CARD_CERT"] + of["CERT_ONLY"], of["CARD_ONLY"], of["CARD_CERT"]]
assert all(of.values())'
says three.txt "同封するもの" "申請の案内"
sheet four 'assert len(s.run["enclosures"]) == 4
assert s.row("白い紙") == [s.run["decisions"]["print"]]'
lacks four.txt "同封するもの" "申請の案内"

# A volume a notice: pages and pages, each file once.
forget
expect 1 run list.csv --month $month --as-of $day --out many --config \
	single.yaml --qr-address "$address" --no-read-back
sheet many 'assert len(s.run["volumes"]) > 80 and len(s.pages) == 3
assert s.text.count("次のページへ続く") == 2
assert all("印刷ファイル" in p for p in s.pages)'

# The city has a template of its own, or none but that of its notice.
forget
mkdir own
cp "$root"/templates/notice*.yaml "$root"/templates/city.yaml own
printf 'format: 1\nvolume_notices: 25\ntemplates: own\n' >small.yaml
start 1 list.csv $month $day usual --specimen
same usual/control.pdf specimen/control.pdf
sed 's/処理確認票/確認の紙/' "$root"/templates/control.yaml >own/control.yaml
start 1 list.csv $month $day its --specimen
pdftotext its/control.pdf text
says text "確認の紙"
sed 's/{read.now}/{raed.now}/' "$root"/templates/control.yaml >own/control.yaml
start 3 list.csv $month $day wrong
says err "own/control.yaml:" 'did you mean "read.now"'
[ ! -e wrong ] || fail "a run began with a template that is wrong"
expect 0 ledger list
says out "no run"
# Who goes on with a run has the sheet that it was begun with.
cp "$root"/templates/control.yaml own
start 1 list.csv $month $day kept
echo '# other' >>own/control.yaml
rm kept/control.pdf
start 3 list.csv $month $day kept --remake
says err "a template of the papers (control.yaml, bundles.yaml, ticket.yaml) is not what it was"
finish
