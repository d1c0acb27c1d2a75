#!/bin/sh
# What the machine brings in: its settings in /etc, rights, root. A copy of the
# program stands in a root of its own.
. "$(dirname "$0")/lib.sh"
built=$aofuto

# place PREFIX : the program as it stands where it is installed
place() {
	mkdir -p "$1/bin"
	cp "$built" "$1/bin/aofuto"
	ln -s "$(dirname "$built")/../share" "$1/share"
	ln -s "$(dirname "$built")/../libexec" "$1/libexec"
	aofuto=$1/bin/aofuto
}

# A program that was only built never looks into /etc: tests and trials are
# not disturbed by the settings of the machine's city.
expect 0 --version
says out "settings: none; $(dirname "$(dirname "$built")")/etc/aofuto/aofuto.yaml" \
	"ledger form 3, template format 1, settings format 1"
LANGUAGE=ja expect 0 --version
says out "台帳の形 3、ひな形の書式 1、設定の書式 1" "設定: なし"

sample --rows 30 >list.csv
for prefix in usr usr/local opt/aofuto; do
	rm -rf city
	place "$work/city/$prefix"
	etc=$work/city/$prefix/etc/aofuto
	[ $prefix != usr ] || etc=$work/city/etc/aofuto
	expect 0 --version
	says out "settings: none; $etc/aofuto.yaml is not there"
	"$aofuto" plan list.csv --month $month --as-of $day --csv >without 2>err
	mkdir -p "$etc"
	echo "colour: blue" >"$etc/aofuto.yaml"
	expect 0 --version
	says out "settings: $etc/aofuto.yaml"
	expect 3 plan list.csv --month $month --as-of $day
	says err "$etc/aofuto.yaml:1:1"
	# --config is instead of it, not beside it; /dev/null is no settings.
	echo "columns: {name: 漢字氏名}" >own.yaml
	for own in own.yaml /dev/null; do
		"$aofuto" plan list.csv --month $month --as-of $day --csv \
			--config $own >with 2>err
		same without with
	done
done
# Settings that cannot be looked at are there: without them the notices would
# be another city's.
if unprivileged --version >out 2>err; then
	chmod 755 city city/opt city/opt/aofuto city/opt/aofuto/etc
	chmod 0 city/opt/aofuto/etc/aofuto
	unprivileged check list.csv >out 2>err
	[ $? = 4 ] || fail "settings that cannot be read are passed over"
	says err "$etc/aofuto.yaml"
	chmod 755 city/opt/aofuto/etc/aofuto
fi

# Memory, files and other processes of the same user.
aofuto=$built
mkfifo pipe
"$aofuto" check - <pipe >out 2>err &
pid=$!
exec 9>pipe
i=0
while ! grep -q 'Umask:.*0077' /proc/$pid/status && [ $i -lt 100 ]; do
	sleep 0.05
	i=$((i + 1))
done
sleep 0.2
grep -q 'Umask:.*0077' /proc/$pid/status || fail "the umask is not 077"
grep -q 'core file size  *0  *0 ' /proc/$pid/limits ||
	fail "core dumps are allowed"
# Who may not be dumped belongs to root.
[ "$(stat -c %u /proc/$pid/mem)" = 0 ] || fail "its memory can be read"
exec 9>&-
wait $pid

if [ "$(id -u)" = 0 ]; then
	# The same for one that root did not start.
	rm -f pipe
	mkfifo -m 666 pipe
	chmod 755 .
	setpriv --reuid=65534 --regid=65534 --clear-groups \
		"$aofuto" check - <pipe >out 2>err &
	pid=$!
	exec 9>pipe
	sleep 1
	[ "$(stat -c %u /proc/$pid/mem)" = 0 ] || fail "its memory can be read"
	exec 9>&-
	wait $pid

	# Rights that whoever starts it does not have.
	place "$work/lent"
	chmod 4755 "$aofuto"
	unprivileged --version >out 2>err
	got=$?
	[ $got = 4 ] || fail "set-user-ID: status $got, not 4"
	says err "rights that its user does not have"
	[ ! -s out ] || fail "set-user-ID: it works"

	# What root makes in somebody's folder, that somebody cannot open.
	aofuto=$built
	mkdir theirs
	chown 65534 theirs
	for line in "run list.csv --month $month --as-of $day --out out-1" \
		"cancel --run 1 --reason x" "ledger backup --out copy.db"; do
		# shellcheck disable=SC2086 # words on purpose
		expect 4 $line --ledger theirs/ledger.db \
			--qr-address 'https://example.jp/{application_id}'
		says err "belongs to" "sudo -u"
	done
	nothing_in theirs
	chown 0 theirs
	expect 0 run list.csv --month $month --as-of $day --out out-1 \
		--ledger theirs/ledger.db --quiet \
		--qr-address 'https://example.jp/{application_id}'
	chown 65534 theirs
	expect 0 ledger list --ledger theirs/ledger.db
	(cd theirs && "$aofuto" ledger backup --ledger ledger.db --out ../copy.db) \
		>out 2>err
	[ $? = 4 ] || fail "root writes into the folder of another"
fi
finish
