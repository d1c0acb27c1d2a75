#!/bin/sh
# The monthly run of the timer: its units, its cage, and what it does in the
# months that are easy and in those that are not.
#   service.sh AOFUTO VERSION
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/../cli/lib.sh"
units=$root/packaging/systemd
service=units/aofuto-run.service

# As it stands where it is installed.
mkdir -p city/usr/bin city/usr/libexec/aofuto city/etc/aofuto units lists
cp "$aofuto" city/usr/bin/aofuto
ln -s "$(dirname "$aofuto")/../share" city/usr/share
cp "$root/packaging/monthly" city/usr/libexec/aofuto/
cp "$(dirname "$aofuto")/../libexec/aofuto/aofuto-reader" city/usr/libexec/aofuto/
aofuto=$work/city/usr/bin/aofuto
for unit in "$units"/*; do
	sed "s,^ExecStart=/usr/,ExecStart=$work/city/usr/," "$unit" \
		>"units/$(basename "$unit")"
done
systemd-analyze verify --man=no units/* >out 2>&1 || fail "verify: $(cat out)"
[ ! -s out ] || fail "verify: $(cat out)"
for unit in aofuto-run aofuto-run-failed; do
	systemd-analyze security --offline=true --threshold=15 \
		units/$unit.service >out 2>&1 ||
		fail "$unit: $(tail -n 1 out)"
	says out "Overall exposure level for $unit.service"
done
systemd-analyze calendar --iterations=13 --base-time='2026-12-15' \
	"$(sed -n 's/^OnCalendar=//p' units/aofuto-run.timer)" >out
says out "Next elapse: Fri 2027-01-01 05:00:00" "Iter. #13: Sat 2028-01-01 05:00:00"
says units/aofuto-run.timer "Persistent=true"
# What only this program needs of the unit.
says $service SuccessExitStatus=1 StateDirectoryMode=0700 LimitCORE=0 \
	UMask=0077 OnFailure=aofuto-run-failed.service

# conf LIST [OPTIONS] : /etc/aofuto/monthly.conf
conf() {
	cat >monthly.conf <<-C
		LIST=$1
		OUT=$work/made/{month}
		OPTIONS="--as-of 2026-12-01 --qr-address https://example.jp/{application_id} ${2-}"
	C
}
export AOFUTO_MONTHLY_CONF="$work/monthly.conf"
printf 'format: 1\nledger: %s/ledger.db\nvolume_notices: 4\n' "$work" \
	>city/etc/aofuto/aofuto.yaml

# What the clock says is the same on every day of the test.
this=2026-12 last=2026-11
mkdir bin
printf '#!/bin/sh\n[ "$*" = +%%Y-%%m ] && echo %s\n' $this >bin/date
chmod +x bin/date
PATH=$work/bin:$PATH

# monthly STATUS [ARGUMENT...]
monthly() {
	want=$1
	shift
	city/usr/libexec/aofuto/monthly "$@" >out 2>err
	got=$?
	[ $got = "$want" ] || fail "monthly $*: $got, not $want: $(cat err)"
}

expiring() { # expiring ID YEAR-MONTH : due three months before a birthday
	echo "$1,青山 花子,1986-$2-20,359-0042,埼玉県所沢市並木一丁目$1番地の1,2017-06-01,$(printf %023d "$1")"
}
# No list yet, no settings, a wrong month: told, and nothing is made.
conf "$work/lists/{month}.csv"
monthly 4 "2026-01"
says err "$work/lists/2026-01.csv"
monthly 3 1
says err "the month is one such as 2026-12"
conf ""
monthly 3
says err "LIST and OUT are needed"
conf "$work/lists/{month}.csv"
sed -i 's,^OUT=.*,OUT=out,' monthly.conf
monthly 3
says err "OUT needs {month}"
AOFUTO_MONTHLY_CONF=/nowhere monthly 3
says err "/nowhere cannot be read"
[ ! -e made ] || nothing_in made

# A month; the same month again does nothing and ends well.
conf "$work/lists/{month}.csv"
people() {
	echo "$header"
	for born in 1 2 3 4 5 6 7 8 9; do
		for more in 1 2 3; do expiring "$born$more" "0$born"; done
	done
}
people >"lists/$this.csv"
monthly 0
says out "/made/$this/aofuto-$this-001.pdf"
[ -f "made/$this/run.json" ] || fail "no run"
[ "$(stat -c %a made "made/$this")" = "700
700" ] || fail "the folder is open to others"
(cd made && sha256sum ./*/*) >before
"$aofuto" ledger list --json >ledger.before
monthly 0
says out "there is nothing to do"
(cd made && sha256sum ./*/*) >after
same before after
"$aofuto" ledger list --json >ledger.after
same ledger.before ledger.after

# A run that was cut off last month comes first, in its folder, then this one.
rm -rf made ledger.*
people >"lists/$last.csv"
strace -f -o /dev/null -e trace=rename,renameat,renameat2 \
	-e inject=renameat2:signal=SIGKILL:when=3 \
	"$aofuto" run "lists/$last.csv" --month "$last" --out "elsewhere" \
	--qr-address 'https://example.jp/{application_id}' \
	--jobs 1 --as-of 2026-12-01 >log 2>&1
"$aofuto" ledger list --json >ledger.before
says ledger.before '"state": "unfinished"' '"folder": "'"$work/elsewhere"
{ people; expiring 99 01; } >"lists/$this.csv"
monthly 0
"$aofuto" ledger list --json >ledger.after
lacks ledger.after unfinished
[ "$(grep -c '"state": "finished"' ledger.after)" = 2 ] ||
	fail "not two runs: $(cat ledger.after)"
[ -f elsewhere/run.json ] || fail "last month is not finished"
# Everybody once, whichever of the two it was.
cut -d, -f4 "elsewhere/manifest.csv" "made/$this/manifest.csv" |
	grep -v resident_id | sort >numbers
grep -qx 99 numbers || fail "who came this month has no notice"
[ -z "$(uniq -d numbers)" ] || fail "twice: $(uniq -d numbers)"
# Its list is not what it was: nothing is made, neither then nor now.
rm -rf made elsewhere ledger.*
strace -f -o /dev/null -e trace=rename,renameat,renameat2 \
	-e inject=renameat2:signal=SIGKILL:when=3 \
	"$aofuto" run "lists/$last.csv" --month "$last" --out "elsewhere" \
	--qr-address 'https://example.jp/{application_id}' \
	--jobs 1 --as-of 2026-12-01 >log 2>&1
expiring 98 01 >>"lists/$last.csv"
monthly 3
says err "the list is not what it was when it was begun"
[ ! -e "made/$this" ] || fail "a month was made before the one before it"

# A list without a month in its name is one of this month, or it is refused.
rm -rf made elsewhere ledger.*
conf "$work/lists/list.csv"
people >lists/list.csv
touch -d "$this-01 -1 day" lists/list.csv
monthly 3
says err "list.csv was not renewed since $this-01"
touch -d "$this-01 09:00" lists/list.csv
monthly 0

# Every system call of the month is in the unit's filter.
rm -rf made ledger.*
strace -f -qq -o trace city/usr/libexec/aofuto/monthly >out.txt 2>err ||
	fail "under strace: $(cat err)"
"$root/tests/package/syscalls.py" $service trace || failed=1
finish
