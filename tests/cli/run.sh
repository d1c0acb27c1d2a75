#!/bin/sh
# What a run leaves in its folder, and what it refuses to touch.
. "$(dirname "$0")/lib.sh"
sample --rows 400 >list.csv
start() { # STATUS FOLDER [OPTION...]
	want=$1 out_dir=$2
	shift 2
	expect "$want" run list.csv --month $month --as-of $day \
		--out "$out_dir" "$@"
}

printf 'format: 1\nvolume_notices: 20\n' >small.yaml
start 1 dir --specimen --config small.yaml
[ ! -e state ] || fail "a specimen has made a ledger"
says dir/run.json '"ledger": null' '"window": "90x45"'
says out "residents in the list; the sum is right" \
	"dir/aofuto-2026-12-001.pdf: 20 notices, 001-0001 to 001-0020"
[ "$(stat -c %a dir)" = 700 ] || fail "the folder is not private"
for file in dir/*; do
	[ "$(stat -c %a "$file")" = 600 ] || fail "$file is not private"
done
ls -A dir | grep -q '^\.' && fail "temporaries are left: $(ls -A dir)"
expect 1 plan list.csv --month $month --as-of $day --csv
same out dir/decisions.csv
python3 - <<'P' || fail "run.json, the lists and the volumes disagree"
import csv, glob, hashlib, json, os, subprocess
run = json.load(open("dir/run.json"))
sha = lambda p: hashlib.sha256(open(p, "rb").read()).hexdigest()
assert run["list"]["sha256"] == sha("list.csv")
assert run["settings_sha256"] == sha("small.yaml")
for name, digest in run["lists"].items():
    assert digest == sha("dir/" + name), name
printed = [r for r in csv.DictReader(open("dir/decisions.csv"))
           if r["decision"] == "print"]
manifest = list(csv.DictReader(open("dir/manifest.csv")))
assert list(manifest[0]) == ["sequence", "volume", "page", "resident_id",
                             "notice", "expiry", "sheets", "edition"]
count = {}
for m in manifest:
    count[m["edition"]] = count.get(m["edition"], 0) + 1
assert count == run["editions"] and len(count) > 2, count
told = {r["resident_id"]: (r["notice"], r["next_expiry"]) for r in printed}
assert {m["resident_id"]: (m["notice"], m["expiry"])
        for m in manifest} == told and len(manifest) == len(printed)
assert len(run["volumes"]) >= (len(printed) + 19) // 20 > 2
files = sorted(os.path.basename(p) for p in glob.glob("dir/aofuto-*.pdf"))
assert files == [v["file"] for v in run["volumes"]]
for v in run["volumes"]:
    path = "dir/" + v["file"]
    mine = [m for m in manifest if m["volume"] == v["file"]]
    assert sha(path) == v["sha256"] and os.stat(path).st_size == v["bytes"]
    assert len(mine) == v["notices"] <= 20
    assert sum(int(m["sheets"]) for m in mine) == v["sheets"]
    assert v["pages"] == 2 * v["sheets"]
    pages = int(subprocess.check_output(["qpdf", "--show-npages", path]))
    assert pages == v["pages"]
    at = 1
    for i, m in enumerate(mine, 1):
        assert int(m["page"]) == at and at % 2 == 1, m
        assert m["sequence"] == v["file"][-7:-4] + "-%04d" % i, m
        at += 2 * int(m["sheets"])
found = list(csv.DictReader(open("dir/findings.csv")))
aside = {r["resident_id"] for r in csv.DictReader(open("dir/decisions.csv"))
         if r["decision"] in ("review", "rejected")}
assert aside and aside <= {f["resident_id"] for f in found}
assert sum(run["decisions"].values()) == run["residents"] == 400
P
start 1 dir2 --specimen --config small.yaml --json
same out dir2/run.json
start 1 dir3 --specimen --config small.yaml --quiet
[ -s out ] || [ -s err ] && fail "run --quiet talks"

# The folder of another run, of anything else, or of half a run.
cp -r dir before
start 3 dir --specimen
says err "dir: the folder holds another run; nothing was touched"
diff -r before dir || fail "another run's folder was touched"
mkdir other && echo x >other/letter.txt
start 3 other --specimen
says err "other: the folder is not empty"
[ "$(ls -A other)" = letter.txt ] || fail "other files were touched"
mkdir half && cp dir/aofuto-2026-12-001.pdf half
start 3 half --specimen
says err "half: the folder holds volumes but no run.json"
echo x >file
start 4 file --specimen
says err "file: "
start 4 no/such/dir --specimen
says err "cannot make the folder"
# An empty one is taken, and what a killed run left makes way.
mkdir -m 755 empty
touch empty/.aofuto-2026-12-001.pdf.tmp empty/.run.json.tmp
start 1 empty --specimen --config small.yaml
[ "$(stat -c %a empty)" = 700 ] || fail "an old folder stays open to others"
diff -r dir empty || fail "a folder that was there gives other files"
# Locked by another run.
mkdir busy
flock busy "$aofuto" run list.csv --month $month --out busy --specimen \
	>out 2>err
[ $? = 5 ] || fail "a locked folder does not end with 5"
says err "another run is writing into this folder"
nothing_in busy

# Real notices with the example address: refused, unless nobody gets an ID.
start 3 real
says err "qr_address" "--qr-address" "--specimen" "city.yaml"
[ ! -e real ] || fail "a refused run left its folder"
expect 3 run list.csv --month $month --as-of $day --out real \
	--qr-address 'https://city.example/'
says err "--qr-address" "{application_id}"
expect 3 run list.csv --month $month --as-of $day --out real --qr-address \
	"https://city.example/$(printf '%0400d' 0)?{application_id}"
says err "--qr-address" "the QR address has 445 bytes with the ID"
[ ! -e real ] || fail "a bad address left a folder"
start 1 real --qr-address 'https://city.example/?id={application_id}'
list "$(echo "$due" | sed 's/,[0-9]*$/,/')" >noid.csv
forget
expect 0 run noid.csv --month $month --as-of $day --out noid
says out "a card expires, but the list has no application ID" ": 1 (WARN 403)"
# The setting that holds them instead.
printf 'format: 1\nwithout_application_id: hold\n' >hold.yaml
forget
expect 1 run noid.csv --month $month --as-of $day --out held \
	--config hold.yaml
says held/decisions.csv "1,1,review,APPLICATION_ID_MISSING"
says held/findings.csv "APPLICATION_ID_NEEDED"
# Nobody is due: lists, and no volume.
expect 0 run noid.csv --month 2020-01 --as-of 2020-01-01 --out none
[ "$(ls none | tr '\n' ' ')" = "bundles.csv bundles.pdf control.pdf decisions.csv findings.csv manifest.csv missing-glyphs.csv run.json " ] ||
	fail "a run for nobody: $(ls none)"
# A hold list.
forget
printf 'resident_id,reason\n1,x\n' >hold.csv
expect 0 run noid.csv --month $month --as-of $day --out hold --hold hold.csv
says hold/decisions.csv "1,1,held,HOLD_LIST"

# A list that breaks off near its end leaves nothing.
{ cat list.csv && echo 'broken,row'; } >broken.csv
expect 3 run broken.csv --month $month --as-of $day --out gone --specimen
says err "broken.csv:402"
[ ! -e gone ] || fail "a broken list left a folder"

# Stopped by a signal: nothing is left, and the shell is told which.
sample --rows 60000 >many.csv
for signal in INT TERM; do
	# A shell starts what runs behind it deaf to SIGINT.
	env --default-signal=INT "$aofuto" run many.csv --month $month --as-of $day --specimen \
		--out stopped --config small.yaml --quiet >&- 2>&- &
	pid=$!
	i=0
	while [ ! -e stopped/.decisions.csv.tmp ] && [ $i -lt 100 ]; do
		sleep 0.05
		i=$((i + 1))
	done
	sleep 0.2
	# What came closed is no file of the run: our words would stand in it.
	for stream in 1 2; do
		case $(readlink "/proc/$pid/fd/$stream") in
		*/stopped/* | *.csv | *.ttf) fail "stream $stream is a file" ;;
		esac
	done
	# A crash would leave no memory with names on the disk.
	grep -q 'core file size  *0  *0 ' /proc/$pid/limits ||
		fail "core dumps are allowed"
	kill -$signal $pid
	wait $pid
	got=$?
	[ $got = 130 ] || [ $got = 143 ] || fail "SIG$signal ends with $got"
	[ ! -e stopped ] || fail "SIG$signal left $(ls -A stopped)"
done
finish
