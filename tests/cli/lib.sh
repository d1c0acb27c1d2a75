# shellcheck shell=sh
# lib.sh - what the command tests share. Sourced; $1 is the program. Each test
# runs in an empty folder of its own; a death by a signal is never expected.
set -u
aofuto=$1
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'chmod -R u+rwX "$work"; rm -rf "$work"' EXIT
cd "$work" || exit 99
export LC_ALL=C.UTF-8 LANGUAGE=en TZ=UTC
# A ledger of its own; no test touches that of whoever runs it.
export XDG_STATE_HOME="$work/state"
unset CREDENTIALS_DIRECTORY
day=2026-12-01
month=2026-12
failed=0

fail() {
	echo "FAIL: $*" >&2
	failed=1
}

# expect STATUS ARGUMENT... : runs the program; its words are in out and err
expect() {
	want=$1
	shift
	"$aofuto" "$@" >out 2>err
	got=$?
	if [ "$got" != "$want" ]; then
		fail "aofuto $*: status $got, not $want"
		sed 's/^/    /' out err | head -n 12 >&2
	fi
}

# says FILE TEXT... : each text stands in the file
says() {
	file=$1
	shift
	for text in "$@"; do
		grep -qF -e "$text" "$file" || {
			fail "$file lacks '$text'"
			sed 's/^/    /' "$file" | head -n 8 >&2
		}
	done
}

lacks() {
	file=$1
	shift
	for text in "$@"; do
		! grep -qF -e "$text" "$file" || fail "$file has '$text'"
	done
}

same() {
	cmp -s "$1" "$2" || {
		fail "$1 and $2 differ"
		diff "$1" "$2" | head -n 10 >&2
	}
}

# golden NAME FILE : equal to the kept text; AOFUTO_GOLDEN=update keeps it anew
golden() {
	if [ "${AOFUTO_GOLDEN-}" = update ]; then
		[ -z "${CI-}" ] || { fail "no updates of goldens in CI"; return; }
		cp "$2" "$1"
	fi
	same "$1" "$2"
}

# forget : the next run begins a ledger of its own
forget() {
	rm -rf "$XDG_STATE_HOME"
}

# nothing_in FOLDER : no run.json, no volume, no temporary
nothing_in() {
	[ -z "$(ls -A "$1" 2>/dev/null)" ] || fail "$1 is not empty: $(ls -A "$1")"
}

header='resident_id,name,birth_date,postal_code,address,card_issued_on,application_id'

# list ROW... : a list of these rows
list() {
	echo "$header"
	for row in "$@"; do echo "$row"; done
}
due='1,青山 花子,1986-01-20,359-0042,埼玉県所沢市並木一丁目1番地の1,2017-06-01,12345678901234567890123'

# unprivileged ARGUMENT... : the program as somebody whom a mode can stop; root
# is let in everywhere. False where that cannot be.
unprivileged() {
	if [ "$(id -u)" = 0 ]; then
		chmod 755 "$work"
		setpriv --reuid=65534 --regid=65534 --clear-groups \
			"$aofuto" "$@"
	else
		"$aofuto" "$@"
	fi
}

sample() {
	"$aofuto" sample --as-of "$day" "$@"
}

finish() {
	exit "$failed"
}
