#!/bin/sh
# The manual in every form, slips of the pen, and what a wrong line gives.
. "$(dirname "$0")/lib.sh"
commands="sample check plan run verify reprint explain cancel envelope preview help"

expect 2
[ -s out ] && fail "the short help of a mistake is on standard output"
says err "aofuto check LIST" "exit status:"
expect 0 --version
says out "aofuto 0." "libharu 2."
for help in help --help -h; do
	expect 0 $help
	says out "aofuto run LIST --month MONTH" "aofuto ledger list"
done
for command in $commands; do
	expect 0 help "$command"
	says out "--as-of" "aofuto $command"
	expect 0 "$command" --help
	says out "--as-of"
done
for second in list show verify coverage export purge backup rekey returned; do
	expect 0 help ledger "$second"
	says out "--as-of" "usage: aofuto ledger $second"
	expect 0 ledger "$second" --help
	says out "usage: aofuto ledger $second"
done
# A group alone, or with a slip behind it, says what it has.
expect 2 ledger
[ -s out ] && fail "the help of a mistake is on standard output"
says err "the commands of aofuto ledger:" "aofuto ledger list" "help ledger COMMAND"
for help in "ledger --help" "ledger -h" "help ledger"; do
	# shellcheck disable=SC2086 # words on purpose
	expect 0 $help
	says out "aofuto ledger list" "aofuto ledger returned"
	lacks out "aofuto plan"
done
expect 2 ledger lsit
says err "there is no command 'ledger lsit'; did you mean 'ledger list'?" \
	"aofuto ledger export"
expect 2 ledger run
lacks err "did you mean"
expect 2 ledger --json
says err "there is no command 'ledger --json'"
expect 2 legder list
says err "there is no command 'legder'; did you mean 'ledger'?"
expect 2 list
lacks err "did you mean 'list'"
expect 2 help ledger lsit
says err "did you mean 'ledger list'?"
expect 2 help ledgre
says err "did you mean 'ledger'?"
expect 2 help run list
says err "run does not know what to do with 'list'"
expect 2 ledger list --moth 2026-12
says err "ledger list has no option --moth; did you mean --month?" \
	"aofuto help ledger list"
LANGUAGE=ja expect 2 ledger lsit
says err "'ledger lsit' という命令はありません。'ledger list' のことですか?"
# A slip: the nearest word, in both languages.
expect 2 plam
says err "did you mean 'plan'?" "see: aofuto help"
expect 2 help chekc
says err "did you mean 'check'?"
expect 2 envelop
says err "did you mean 'envelope'?"
expect 2 xyzzy
lacks err "did you mean"
expect 2 plan x.csv --moth 2026-12
says err "plan has no option --moth; did you mean --month?" "aofuto help plan"
expect 2 run x.csv --specimin
says err "did you mean --specimen?"
# Two letters in each other's place are one slip, in a short word too.
expect 2 run x.csv --otu x
says err "did you mean --out?"
expect 2 rnu
says err "did you mean 'run'?"
expect 2 check --zzzzzz x.csv
lacks err "did you mean"
LANGUAGE=ja expect 2 plam
says err "'plam' という命令はありません。'plan' のことですか?" "使い方: aofuto help"
LANGUAGE=ja expect 2 check x.csv --jsom
says err "--jsom というオプションはありません。--json のことですか?"
# A locale that nobody generated still chooses the language; C is English.
LC_ALL=ja_JP.UTF-8 LANGUAGE='' expect 0 help
says out "終了コード"
LC_ALL=C LANGUAGE=ja expect 0 help
says out "exit status"
LC_ALL=de_DE.UTF-8 LANGUAGE='' expect 0 help
says out "exit status"

# Values, doubles, operands.
expect 2 plan x.csv --month
says err "the option --month needs a value: --month MONTH"
expect 2 plan x.csv --month=
says err "the option --month needs a value"
expect 2 run x.csv --month 2026-12 --out --json
says err "the option --out needs a value"
expect 2 check x.csv --json=yes
says err "the option --json takes no value"
expect 2 check x.csv --json --json
says err "the option --json is given twice"
expect 2 check
says err "check needs LIST"
expect 2 check a.csv b.csv
says err "check does not know what to do with 'b.csv'"
expect 2 plan a.csv
says err "plan needs the option --month MONTH"
expect 2 run a.csv --month 2026-12
says err "run needs the option --out DIR"
expect 2 check -q a.csv
says err "'-q' is no option"
expect 2 plan a.csv --month 2026-13
says err "--month is a month such as 2026-12, not '2026-13'"
expect 2 plan a.csv --month 2026-12 --as-of 2026-02-30
says err "--as-of is a day such as 2026-12-01, not '2026-02-30'"
for jobs in 0 -1 257 2x ''; do
	expect 2 run a.csv --month 2026-12 --out o "--jobs=$jobs"
done
says err "the option --jobs needs a value"
expect 2 check a.csv --encoding EBCDIC
says err "there is no encoding 'EBCDIC'"
expect 2 sample --json
expect 2 sample --rows 0
says err "--rows is a number from 1 to 100000000, not '0'"
expect 2 preview --out p.pdf --kind card
expect 2 preview --out p.pdf --window round
expect 2 plan a.csv --month 2026-12 --csv --json
says err "choose one of --csv and --json"
# After -- nothing is an option.
expect 4 check -- --json
says err "--json: cannot open the list"
[ "$(ls)" = "err
out" ] || fail "a wrong line left files: $(ls)"

# The documents are what the tables say, whatever the user's language is.
LANGUAGE=ja expect 0 help --markdown
golden "$root/docs/cli.md" out
expect 0 help --markdown
same "$root/docs/cli.md" out
expect 0 help --man
golden "$root/docs/aofuto.1" out
expect 0 help --findings
golden "$root/docs/findings.md" out
expect 0 help --completion
bash -n out || fail "the completion is no bash"
for command in $commands; do
	says out "$command) words="
done
says out '"ledger list") words='
if command -v bash >/dev/null; then
	cat >complete.sh <<'B'
complete() { :; }
. ./out
complete_of() { COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)); _aofuto
	echo "$*: ${COMPREPLY[*]}"; }
complete_of aofuto le
complete_of aofuto ledger ex
complete_of aofuto help ledger sh
complete_of aofuto help pla
complete_of aofuto ledger list --ret
complete_of aofuto plan --mo
complete_of aofuto preview --kind ce
complete_of aofuto preview --kind = ce
complete_of aofuto preview --raster =
complete_of aofuto run list.csv --accept sh
complete_of aofuto verify --out li
complete_of aofuto check li
B
	bash complete.sh >completed
	cat >wanted <<'W'
aofuto le: ledger
aofuto ledger ex: export
aofuto help ledger sh: show
aofuto help pla: plan
aofuto ledger list --ret: --returned
aofuto plan --mo: --month
aofuto preview --kind ce: cert-only
aofuto preview --kind = ce: cert-only
aofuto preview --raster =: all sample none
aofuto run list.csv --accept sh: shift
aofuto verify --out li: 
aofuto check li: 
W
	same completed wanted
	# Each word that is offered is one that the program takes.
	for option in kind raster window encoding; do
		words=$(sed -n "s/^\t--$option) words=\"\(.*\)\" ;;$/\1/p" out)
		[ -n "$words" ] || fail "no words are offered for --$option"
		case $option in
		raster) line="verify none.d" ;;
		encoding) line="check none.csv" ;;
		*) line="preview --out none.d/p.pdf" ;;
		esac
		for word in $words; do
			# shellcheck disable=SC2086 # words on purpose
			"$aofuto" $line --$option $word >said 2>err
			[ $? = 4 ] || fail "--$option $word: $(cat err)"
		done
	done
	rm complete.sh completed wanted said
fi

# A full disk behind standard output is told, by every command.
sample --rows 20 >list.csv
for line in "help" "--version" "help run" "help --markdown" "sample" \
	"check list.csv" "plan list.csv --month $month --csv" \
	"plan list.csv --month $month" "plan list.csv --month $month --json" \
	"explain --resident $(sed -n '2s/,.*//p' list.csv) --list list.csv" \
	"run list.csv --month $month --specimen --out full" \
	"verify full" "preview --out p.pdf"; do
	# shellcheck disable=SC2086 # words on purpose
	"$aofuto" $line >/dev/full 2>err
	[ $? = 4 ] || fail "aofuto $line >/dev/full does not end with 4"
	says err "cannot write to standard output"
done
finish
