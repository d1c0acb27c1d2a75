#!/bin/sh
# Every command with a full disk, a closed pipe or nothing behind its streams:
# status 4 and a sentence, no crash, no loop, nothing half-written.
. "$(dirname "$0")/lib.sh"
address='https://city.example/?id={application_id}'
sample --rows 20 >list.csv
list "$due" >one.csv
resident=$(sed -n '2s/,.*//p' list.csv)
expect 0 run one.csv --month $month --as-of $day --out whole \
	--qr-address "$address"
cp -r state kept

# Every command, with what it makes.
cat >lines <<L
help
help run
help ledger
help --markdown
help --man
help --findings
help --completion
--help
--version
sample
sample --rows 3000
check list.csv
check list.csv --json
plan list.csv --month $month
plan list.csv --month $month --csv
plan list.csv --month $month --json
run list.csv --month $month --specimen --out made
run one.csv --month $month --as-of $day --dry-run --qr-address $address
run one.csv --month $month --as-of $day --out whole --qr-address $address
verify whole
explain --resident $resident --list list.csv
explain --resident $resident --list list.csv --json
reprint --resident 1 --reason lost --show
reprint --resident 1 --reason lost --out made.pdf --as-of $day
ledger list
ledger list --json
ledger show --run 1
ledger show --notice 1
ledger returned
ledger export
ledger verify
ledger coverage
ledger purge --before 2026-11-01
ledger backup --out made.db
preview --out made.pdf
envelope --out made.pdf
cancel --run 1 --reason mistake
L
end() { # WHAT LINE : the status of a program that ended by itself
	case $got in
	0 | 1 | 2 | 3 | 4) ;;
	*) fail "$1: aofuto $2 ends with $got: $(head -n 2 err)" ;;
	esac
}
afresh() {
	rm -rf made made.* state
	cp -r kept state
}
while read -r line; do
	afresh
	# shellcheck disable=SC2086 # words on purpose
	timeout 60 "$aofuto" $line >/dev/full 2>err
	got=$?
	[ $got = 4 ] || fail "aofuto $line >/dev/full ends with $got"
	says err "cannot write to standard output"

	# A pipe that nobody reads: the signal, or status 4; never a loop.
	afresh
	# shellcheck disable=SC2086 # words on purpose
	(timeout 60 "$aofuto" $line 2>err; echo $? >status) | :
	got=$(cat status)
	case $got in
	141) got=4 ;; # SIGPIPE
	esac
	end "a closed pipe" "$line"

	# Closed streams, one at a time: what is made does not get our words.
	for closed in '>&-' '2>&-' '<&-' '>&- 2>&- <&-'; do
		afresh
		eval "timeout 60 \"\$aofuto\" $(printf '%s' "$line" |
			sed "s/[{}?=;&]/'&'/g") >out 2>err $closed"
		got=$?
		end "$closed" "$line"
		case $closed in
		'>&-'*) [ $got = 4 ] ||
			fail "aofuto $line $closed ends with $got" ;;
		esac
		for made in made.pdf made.db; do
			[ ! -e $made ] || [ -s $made ] || fail "$made is empty"
		done
		[ ! -e made.pdf ] || qpdf --check made.pdf >qpdf 2>&1 ||
			fail "aofuto $line $closed: $(tail -n 1 qpdf)"
		[ -z "$(ls -A . | grep '\.tmp$')" ] ||
			fail "aofuto $line $closed leaves $(ls -A .)"
	done
done <lines
# --quiet: nothing is said where all went well, but what was asked for is given.
while read -r line; do
	case $line in
	*help* | --* | sample* | *--json | *--csv | explain* | *export)
		continue ;;
	esac
	afresh
	# shellcheck disable=SC2086 # words on purpose
	timeout 60 "$aofuto" $line --quiet >out 2>err
	got=$?
	[ $got -le 1 ] || fail "aofuto $line --quiet ends with $got"
	[ ! -s out ] || fail "aofuto $line --quiet says $(head -n 1 out)"
	[ ! -s err ] || fail "aofuto $line --quiet says $(head -n 1 err)"
done <lines
[ "$(wc -l <lines)" -gt 30 ] || fail "the lines were not read"
finish
