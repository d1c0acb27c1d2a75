#!/bin/sh
# The ledger on a disk that fills up, at many sizes, and in a folder that
# nobody may write: status 4 and a sentence; with room and permission the same
# command ends in what an undisturbed one leaves.
#   host.sh AOFUTO
. "$(dirname "$0")/../cli/lib.sh"
sample --rows 60 >list.csv
mkdir -m 700 keys
CREDENTIALS_DIRECTORY=$work/keys
export CREDENTIALS_DIRECTORY
(umask 077 && printf 'aofuto-key-1 %064d\n' 7 >keys/aofuto-ledger.key)
echo 'volume_notices: 4' >small.yaml

# into LEDGER DIR : a run without read-back; status in $got, words in err
into() {
	"$aofuto" run list.csv --month $month --as-of $day --out "$2" \
		--ledger "$1" --config small.yaml --no-read-back --quiet \
		--qr-address 'https://example.jp/{application_id}' \
		>out 2>err
	got=$?
}

into whole.db whole
[ $got = 1 ] || fail "undisturbed: status $got: $(cat err)"

# A disk of this many KB: it is full in the making of the ledger, in the plan,
# in a volume, or not at all. The SQLite of one machine needs other sizes than
# that of another, so it is only looked whether there were enough of each.
mkdir disk
full=0 room=0
for size in 4 20 60 100 120 132 140 148 156 172 188 220 260 320 400 600; do
	[ "$(id -u)" = 0 ] &&
		mount -t tmpfs -o size=${size}k tmpfs disk 2>/dev/null || {
		echo "no tmpfs can be mounted here: left out"
		break
	}
	rm -rf dir
	into disk/ledger.db dir
	case $got in
	1) room=$((room + 1)) ;;
	4)
		full=$((full + 1))
		says err "No space left"
		lacks err "SQL" ;;
	*) fail "$size KB: status $got: $(cat err)" ;;
	esac
	mount -o remount,size=8m disk
	into disk/ledger.db dir
	# 0: it was done, and there is nothing to do.
	[ $got -le 1 ] || fail "$size KB, then room: status $got: $(cat err)"
	diff -r whole dir || fail "$size KB, then room: another run"
	expect 0 ledger verify --ledger disk/ledger.db
	umount disk
done
[ "$full" = 0 ] || [ "$room" -gt 0 ] || fail "no size was enough"
[ "$room" = 0 ] || [ "$full" -gt 5 ] || fail "only $full sizes were too small"

# A folder that may not be written, without a ledger and with one.
chmod 711 "$work" && chmod 644 list.csv small.yaml && chmod 711 keys
mkdir -m 555 shut
if unprivileged --version >out 2>err; then
	unset CREDENTIALS_DIRECTORY
	unprivileged run list.csv --month $month --as-of $day --out "$work.none" \
		--ledger shut/ledger.db --config small.yaml \
		--qr-address 'https://example.jp/{application_id}' >out 2>err
	[ $? = 4 ] || fail "a folder that may not be written does not give 4"
	says err "shut/"
	nothing_in shut
	[ ! -e "$work.none" ] || fail "the folder of volumes was made"
else
	echo "nobody else can run the program here: left out"
fi
finish
