#!/bin/sh
# One screen says how things stand, whatever is broken; nothing is touched and
# nobody is named.
. "$(dirname "$0")/lib.sh"
share=$(cd "$(dirname "$aofuto")/../share/aofuto" && pwd)
address='https://city.example/?id={application_id}'
ledger=$XDG_STATE_HOME/aofuto/ledger.db
: >all
HOME=$work # what is in it is told by ~
export HOME

# doctor STATUS ARGUMENT... : every word of it is kept for the privacy check
doctor() {
	want=$1
	shift
	expect "$want" doctor --qr-address "$address" "$@"
	cat out err >>all
}
# marked MARK TOPIC TEXT : a line of that mark and topic has the text in it
marked() {
	tr -s ' \n' ' ' <out | sed 's/ \(ok\|note\|PROBLEM\) /\n\1 /g' \
		>lines
	grep -e "^$1 $2 " lines | grep -qF -e "$3" || {
		fail "no line '$1 $2' says '$3'"
		sed 's/^/    /' out err | head -n 45 >&2
	}
}
# prints that are the same before and after
print_of() { # FOLDER
	(cd "$1" && find . -type f -exec sha256sum {} + | sort &&
		find . -printf '%p %m %T@ %C@\n' | sort)
}
screen() {
	[ "$(wc -l <out)" -le 32 ] || fail "$1: $(wc -l <out) lines"
	python3 - <<'P' || fail "$1: wider than 80 columns"
import unicodedata
for line in open("out", encoding="utf-8"):
    w = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1
            for c in line.rstrip("\n"))
    assert w <= 80, line
P
}

# A machine on which nothing has run yet. ---------------------------------------
doctor 0
screen "before the first run"
says out "aofuto 0." libharu libcsv HarfBuzz ICU SQLite libsodium libcyaml \
	libqrencode "aofuto-reader starts: poppler " zbar "all is well"
marked ok system "English (en); umask 077; no core dumps"
marked ok settings "no file"
marked ok city "facts"
marked ok templates "notice, control, bundles, ticket, envelope"
marked ok editions "ja, ja-easy, en, ja-large, ja-easy-large, en-large"
marked ok window "90x45"
marked ok names "all 10050 kanji"
marked ok gaiji "entries 0"
marked ok ledger "none yet"
marked ok space "ledger"
grep -qE '^IPAmj Mincho +005\.[0-9.]+ +6[0-9],[0-9]{3} +100% +100% .* 1[01],[0-9]{3}$' \
	out || fail "the line of IPAmj: $(grep IPAmj out)"
[ ! -e "$XDG_STATE_HOME" ] || fail "something was made: $(find state)"
LANGUAGE=ja doctor 0
screen "in Japanese"
says out 正常 氏名の字 日本語 すべて正常です

# Quiet, JSON, a full standard output.
doctor 0 --quiet
[ ! -s out ] && [ ! -s err ] || fail "--quiet says: $(cat out err)"
expect 3 doctor
marked PROBLEM QR "still the example (city.yaml)"
says out "qr_address"
expect 0 doctor --specimen
expect 3 doctor --quiet
[ ! -s out ] || fail "--quiet prints"
says err "still the example"
doctor 0 --json
python3 - <<'P' || fail "the report for programs"
import json
r = json.load(open("out"))
assert r["command"] == "doctor" and r["status"] == 0
assert {c["state"] for c in r["checks"]} == {"ok"}
assert {c["topic"] for c in r["checks"]} >= {"program", "city", "names", "space"}
font = {f["name"]: f for f in r["fonts"]}["IPAmj Mincho"]
assert font["good"] and font["covers"]["jis_x_0213"] == 10050
assert r["characters"] == {"jis_x_0208": 6355, "jis_x_0213": 10050, "vietnamese": 134}
P
"$aofuto" doctor --qr-address "$address" >/dev/full 2>err
[ $? = 4 ] || fail ">/dev/full does not give 4"

# Settings: what differs, a file that is none. ----------------------------------
printf 'format: 1\nvolume_notices: 300\nwindow: 90x55\nreprint_mark: none\n' \
	>mine.yaml
printf 'plausibility: {shift_rows: 7}\nretention_months: 60\n' >>mine.yaml
doctor 0 --config mine.yaml
marked ok settings "window=90x55, reprint_mark=none, volume_notices=300, retention_months=60, plausibility.shift_rows=7"
marked ok window "90x55"
printf 'format: 1\n# volume_notices: 3\n' >mine.yaml
doctor 0 --config mine.yaml
marked ok settings "nothing otherwise"
printf 'format: 1\nvolume_notice: 300\n' >mine.yaml
doctor 3 --config mine.yaml
marked PROBLEM settings "mine.yaml:2"
marked note settings "without them"
marked ok city "facts"
marked ok names "all 10050"
doctor 4 --config none.yaml
expect 2 doctor --as-of yesterday

# A city, a template, a window, each broken: the others are still told. ---------
mkdir mine
cp "$share"/templates/*.yaml mine
printf 'format: 1\ntemplates: mine\n' >mine.yaml
printf 'facts: [\n' >mine/city.yaml
doctor 3 --config mine.yaml
marked PROBLEM city "mine/city.yaml"
marked note templates "could not all be tried"
marked ok names "all 10050"
marked ok ledger "none yet"
cp "$share/templates/city.yaml" mine
sed 's/font: body/font: bodi/' "$share/templates/control.yaml" \
	>mine/control.yaml
doctor 3 --config mine.yaml
marked PROBLEM templates "control.yaml"
marked ok templates "notice, bundles, ticket, envelope"
cp "$share/templates/control.yaml" mine
sed 's/window: true/window: true, when: nobody/' \
	"$share/templates/notice.yaml" >mine/notice.yaml
doctor 3 --config mine.yaml
marked PROBLEM templates "notice.yaml"
rm mine/notice.yaml
doctor 4 --config mine.yaml
cp "$share/templates/notice.yaml" mine
printf 'format: 1\ntemplates: mine\nwindow: 10x10\n' >mine.yaml
doctor 3 --config mine.yaml
marked PROBLEM templates "10x10"
# Editions: a city without English, a template that is not there, two that are
# broken. The ordinary notice is told whatever they are.
printf 'format: 1\ntemplates: mine\n' >mine.yaml
sed '/^facts_en:/,/^$/d' "$share/templates/city.yaml" >mine/city.yaml
rm mine/notice-large.yaml
doctor 0 --config mine.yaml
screen "without English"
marked ok editions "ja, ja-easy, ja-easy-large; not offered: en (no facts_en), ja-large (no notice-large.yaml), en-large (no facts_en)"
cp "$share/templates/city.yaml" "$share/templates/notice-large.yaml" mine
sed 's/^language: en$/language: ja/' "$share/templates/notice-en-large.yaml" \
	>mine/notice-en-large.yaml
sed '0,/ style: /s// stile: /' "$share/templates/notice-en.yaml" \
	>mine/notice-en.yaml
where=$(grep -n ' stile: ' mine/notice-en.yaml | head -n 1 | cut -d: -f1)
doctor 3 --config mine.yaml
marked PROBLEM editions "mine/notice-en.yaml:$where:"
marked PROBLEM editions "→ mend the file, or take it away"
marked PROBLEM editions "mine/notice-en-large.yaml: this template is of the language ja"
marked ok editions "ja, ja-easy, ja-large, ja-easy-large"
marked ok templates "notice, control, bundles, ticket, envelope"
doctor 3 --config mine.yaml --json
python3 - <<'P' || fail "the broken editions for programs"
import json
at = [c for c in json.load(open("out"))["checks"] if c["topic"] == "editions"]
assert [c["state"] for c in at] == ["problem", "problem", "ok"], at
assert all("Japanese notice" in c["what_to_do"] for c in at[:2]), at
P
cp "$share"/templates/notice-en*.yaml mine
# One that the window does not suit.
sed 's/box: \[22, 18, 45, 4.8\]/box: [122, 18, 45, 4.8]/' \
	"$share/templates/notice-en.yaml" >mine/notice-en.yaml
doctor 3 --config mine.yaml
marked PROBLEM window "notice-en.yaml"
cp "$share/templates/notice-en.yaml" mine

# A window that the notice does not suit.
sed '0,/box: \[24, 20, 90, 45\]/s//box: [60, 20, 90, 45]/' \
	"$share/templates/windows.yaml" >mine/windows.yaml
cmp -s mine/windows.yaml "$share/templates/windows.yaml" &&
	fail "the window was not moved"
printf 'format: 1\ntemplates: mine\n' >mine.yaml
doctor 3 --config mine.yaml
marked PROBLEM window "notice.yaml"
marked ok templates "notice"

# Fonts: one missing, one broken, none for names, a gaiji table that is none. ---
fonts() { # a list that is changed by sed
	sed "$@" "$share/fonts/fonts.yaml" >fonts.yaml
	printf 'code_point,use,value,note\n' >gaiji.csv
	printf 'format: 1\nfonts: fonts.yaml\n' >fonts-mine.yaml
}
fonts 's|ipamj/ipamjm.ttf|ipamj/none.ttf|'
doctor 4 --config fonts-mine.yaml
marked PROBLEM fonts "fonts-ipamj-mincho"
marked ok names "all 10050"
marked ok city "facts"
grep -q '^IPAmj Mincho *(PROBLEM)$' out || fail "the missing font's line"
fonts 's|/usr/share/fonts/opentype/ipaexfont-mincho/ipaexm.ttf|/etc/passwd|'
doctor 4 --config fonts-mine.yaml
marked PROBLEM fonts "/etc/passwd"
fonts 's|hanazono/HanaMinB.ttf|hanazono/none.ttf|'
doctor 0 --config fonts-mine.yaml
grep -q '^HanaMinB *(not installed)$' out || fail "the optional font's line"
fonts 's/files: \[IPAmj Mincho, .*/files: [HanaMinB]/'
doctor 3 --config fonts-mine.yaml
marked note names "of the 10050 kanji of JIS X 0213"
fonts ''
printf 'U+E000,replace,U+9AD9,\nU+E001,ask,,\n' >>gaiji.csv
doctor 0 --config fonts-mine.yaml
marked ok gaiji "entries 2"
printf 'U+E000,swap,U+9AD9,\n' >>gaiji.csv
doctor 3 --config fonts-mine.yaml
marked PROBLEM gaiji "gaiji.csv:4"
printf 'roles: 3\n' >fonts.yaml
doctor 3 --config fonts-mine.yaml
marked PROBLEM fonts "fonts.yaml:1"

# The reader is not there.
mkdir -p half/bin half/share
cp "$aofuto" half/bin
ln -s "$(dirname "$share")/aofuto" half/share/aofuto
half/bin/aofuto doctor --qr-address "$address" >out 2>err
[ $? = 4 ] || fail "without its reader: $(cat out err)"
marked PROBLEM reader "cannot be started"
marked ok ledger "none yet"
LANGUAGE=ja half/bin/aofuto doctor --qr-address "$address" >out 2>err
marked note language "share/locale"

# A ledger. ---------------------------------------------------------------------
sample --rows 120 >list.csv
expect 1 run list.csv --month $month --as-of $day --out dir --quiet \
	--qr-address "$address" --no-read-back --operator 'Aoki Taro'
print_of state >before
doctor 0 --as-of $day --out next/dir
screen "after a run"
marked ok ledger "form 3, sound"
marked ok runs "1, notices "
marked ok runs "$month as of $day"
marked ok runs "finished"
marked ok 'the key' "opens the ledger"
marked ok space "output "
[ ! -e next ] || fail "the output's folder was made"
print_of state >after
same before after
cp -r state good
again() {
	chmod -R u+rwX state
	rm -rf state
	cp -r good state
}

# Held: what and since when, never who.
python3 - "$ledger.lock" <<'P' &
import fcntl, sys, time, os
f = open(sys.argv[1], "r+")
fcntl.flock(f, fcntl.LOCK_EX)
f.write("Aoki Taro\taofuto run\t4711\t2026-12-01T09:30:00+09:00\n")
f.flush()
open("held", "w").close()
time.sleep(120)
P
holder=$!
n=0
until [ -e held ] || [ $n -gt 500 ]; do sleep 0.02; n=$((n + 1)); done
doctor 0 --as-of $day
marked ok lock '"aofuto run" is at work on it (process 4711, since 2026-12-01T09:30)'
marked ok runs "finished"
lacks out Aoki
kill $holder
wait $holder 2>/dev/null
# The lock's words without its lock: its holder was killed.
doctor 0 --as-of $day
lacks out 4711
: >"$ledger.lock"

# Cut off while it wrote: told, and not played back.
again
head -c 4096 /dev/urandom >"$ledger-journal"
print_of state >before
doctor 1 --as-of $day
marked note lock "cut off"
print_of state >after
same before after

broken() { # STATUS MARK TOPIC TEXT : and nothing of it is touched
	print_of state >before
	doctor "$1" --as-of $day
	marked "$2" "$3" "$4"
	marked ok names "all 10050"
	print_of state >after
	same before after
	again
}
again
head -c 3000 good/aofuto/ledger.db >"$ledger"
broken 3 PROBLEM ledger "is damaged"
head -c 40000 good/aofuto/ledger.db >"$ledger"
broken 3 PROBLEM ledger "is damaged"
head -c 50000 /dev/urandom >"$ledger"
broken 3 PROBLEM ledger "is not a ledger"
: >"$ledger"
broken 3 PROBLEM ledger "is empty"
python3 - "$ledger" <<'P'
import sys
f = open(sys.argv[1], "r+b")
size = f.seek(0, 2)
for at in range(8192, size, 4096): # every page but the first two
    f.seek(at + 8)
    f.write(b"\xa5" * 200)
P
broken 3 PROBLEM ledger "damaged"
sqlite3 "$ledger" 'PRAGMA user_version=99' && rm -f "$ledger-journal"
broken 3 PROBLEM ledger "newer version"
sqlite3 "$ledger" 'PRAGMA user_version=1' && rm -f "$ledger-journal"
broken 1 note ledger "of an older form, 1; this program writes 3"
rm "$ledger"
broken 4 PROBLEM ledger "its key is there"
rm "$XDG_STATE_HOME/aofuto/ledger.key"
broken 4 PROBLEM 'the key' "ledger.key"
chmod 644 "$XDG_STATE_HOME/aofuto/ledger.key"
broken 3 PROBLEM 'the key' "ledger.key"
sed 's/[0-9a-f]\{8\}$/00000000/' good/aofuto/ledger.key \
	>"$XDG_STATE_HOME/aofuto/ledger.key"
broken 3 PROBLEM 'the key' "is not the key of the ledger"
chmod 777 "$XDG_STATE_HOME/aofuto"
broken 1 note ledger "others may write here (mode 0777)"
chmod 644 "$ledger"
broken 1 note ledger "others may read it (mode 0644)"

# The clock was set back.
python3 - <<'P'
import sqlite3
db = sqlite3.connect("state/aofuto/ledger.db")
n = db.execute("SELECT max(id)+1 FROM event").fetchone()[0]
db.execute("INSERT INTO event(id,type,at,operator,text) VALUES"
           "(?,20,'2099-01-01T00:00:00+09:00','x','')", (n,))
db.commit()
P
doctor 4
marked PROBLEM clock "2099-01-01"
again

# No room: /proc has none for anybody.
doctor 4 --as-of $day --out /proc
marked PROBLEM space "(/proc)"

# The folder for temporary files.
export TMPDIR=/none
doctor 4 --as-of $day
marked PROBLEM space "temporary (/none): there is no such folder → make the folder, or name another (TMPDIR)"
unset TMPDIR

# A run that is not finished: the disk was full.
printf 'format: 1\nvolume_notices: 5000\n' >big.yaml
sample --rows 600 >more.csv # its volume is larger than its ledger
for blocks in 800 900 1000 1100 1200 1300; do
	rm -rf cut
	forget
	(ulimit -f $blocks && exec "$aofuto" run more.csv --month $month \
		--as-of $day --out cut --config big.yaml --quiet \
		--qr-address "$address" --no-read-back) >out 2>err
	[ $? = 4 ] && "$aofuto" ledger list >out 2>&1 &&
		grep -q "not finished" out && break
done
doctor 1 --as-of $day
marked note runs "run 1 of $month is not finished: volumes 0 of 1"
says out "aofuto cancel"

# Nobody is named: no resident, no operator, no login, no home, no machine. ------
login=$(id -un)
mkdir -p "home/$login"
cp -r good "home/$login/state"
(
	HOME=$work/home/$login
	XDG_STATE_HOME=$HOME/state
	"$aofuto" doctor --qr-address "$address" --as-of $day --out "$HOME/x"
	"$aofuto" doctor --json --config "$HOME/none.yaml" --as-of $day
	HOME=/nowhere "$aofuto" doctor --as-of $day --operator 'Aoki Taro'
	HOME=/nowhere "$aofuto" doctor --config "$work/home/$login/none.yaml"
) >home.out 2>&1
says home.out "~/state/aofuto/ledger.db" "home/…/state/aofuto/ledger.key" \
	"~/none.yaml" "home/…/none.yaml"
cat home.out >>all
lacks home.out "/$login/" "home/$login"
lacks all Aoki "$(uname -n).." "@$(uname -n)"
grep -wF -e "$(uname -n)" all && fail "the machine's name"
python3 - <<'P' || fail "somebody is named"
import csv
said = open("all", encoding="utf-8").read()
assert len(said) > 50000, len(said)
for row in csv.DictReader(open("list.csv", encoding="utf-8")):
    for key in ("name", "name_kana", "address", "resident_id", "application_id"):
        value = row.get(key) or ""
        assert len(value) < 5 or value not in said, (key, value)
P
finish
