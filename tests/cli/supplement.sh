#!/bin/sh
# Nobody twice and nobody never: the same month again, another list, the next
# months, a month left out, a run that is cancelled.
. "$(dirname "$0")/lib.sh"
address='https://city.example/?id={application_id}'
printf 'format: 1\nvolume_notices: 25\n' >small.yaml
start() { # STATUS LIST MONTH DAY FOLDER [OPTION...]
	want=$1 of=$2 for=$3 on=$4 into=$5
	shift 5
	expect "$want" run "$of" --month "$for" --as-of "$on" --out "$into" \
		--config small.yaml --qr-address "$address" --no-read-back "$@"
}
printed() { # FOLDER... : who was printed, and what for
	for folder in "$@"; do
		sed 1d "$folder/manifest.csv" | cut -d, -f4-6
	done | sort
}

sample --rows 400 >list.csv
start 1 list.csv $month $day main
says out "run 1, recorded in $work/state/aofuto/ledger.db"
lacks out "already_issued"

# Again: nothing to do. Everybody has it already; plan says so too.
start 0 list.csv $month $day main
says out "run 1 has done this already; there is nothing to do (its files: main)"
start 0 list.csv $month $day elsewhere
says out "its files: $work/main)"
[ ! -e elsewhere ] || fail "a run that is done made a folder"
expect 1 plan list.csv --month $month --as-of $day --csv
n=$(printed main | wc -l)
[ "$(grep -c ',already_issued,' out)" = "$n" ] || fail "not all are issued"
! grep -q ',print,' out || fail "somebody would be printed twice"
expect 0 run list.csv --month $month --as-of $day --dry-run \
	--config small.yaml --qr-address "$address"
says out "run 1 has done this already; there is nothing to do"

# Another list: refused, then a supplement for those who are new in it.
sample --rows 430 --seed 5 | sed 1d | sed 's/^/S/' >more.rows
{ cat list.csv more.rows; } >more.csv
start 3 more.csv $month $day second
says err "$month was run already (run 1), and the list is not what it was" \
	"give --supplement"
[ ! -e second ] || fail "a refused run left its folder"
expect 3 run more.csv --month $month --as-of $day --dry-run --config \
	small.yaml --qr-address "$address"
says err "give --supplement"
expect 1 run more.csv --month $month --as-of $day --dry-run --supplement \
	--config small.yaml --qr-address "$address"
says out "this would be a new run, a supplement" "(already_issued)"
start 3 more.csv $month $day main --supplement
says err "main: the folder holds another run"
start 1 more.csv $month $day second --supplement
says out "(already_issued)" "run 2, recorded in "
printed main second | uniq -d | grep . && fail "somebody was printed twice"
[ "$(printed main second | cut -d, -f1 | grep -c ^S)" -gt 50 ] ||
	fail "those who are new were not printed"
# Volume and sequence numbers go on.
last=$(cd main && find . -name 'aofuto-*.pdf' | sort | tail -n 1)
first=$(cd second && find . -name 'aofuto-*.pdf' | sort | head -n 1)
[ "$(echo "$last" | sed 's/.*-0*\(.*\)\.pdf/\1/')" = \
	$(($(echo "$first" | sed 's/.*-0*\(.*\)\.pdf/\1/') - 1)) ] ||
	fail "$first follows $last"
says second/run.json '"supplement": true' '"run": 2' '"first_volume": 6'
cut -d, -f1 main/manifest.csv second/manifest.csv | grep -v sequence |
	sort | uniq -d | grep . && fail "a sequence number stands twice"
# Both are done now.
start 0 list.csv $month $day main
says out "run 1 has done this"
start 0 more.csv $month $day second --supplement
says out "run 2 has done this"
start 0 more.csv $month $day second
says out "run 2 has done this"

# The application ID of somebody who was printed is nobody else's.
forget
list "$due" >one.csv
list "$due" "$(echo "$due" | sed 's/^1,青山 花子/2,青山 月子/')" >two.csv
start 0 one.csv $month $day one
start 1 two.csv $month $day two --supplement
says two/decisions.csv ",1,already_issued," ",2,review,INPUT_DOUBTFUL"
says two/findings.csv "APPLICATION_ID_TWICE"
forget

# Made again as it was printed, whatever came later: a supplement for one of
# its residents, the cancelling of a run before it.
again() { # STATUS LIST MONTH FOLDER : without its first volume
	mv "$4/aofuto-$3-001.pdf" was.pdf
	start "$1" "$2" "$3" $day "$4" --remake
	cmp "$4/aofuto-$3-001.pdf" was.pdf || fail "$4 is not what it was"
}
person() { # ID APPLICATION
	echo "$due" | sed "s/^1,青山 花子/$1,青山 月子/;s/12345678/$2/"
}
list "$due" "$(person 2 22345678)" >three.csv
list "$due" "$(person 2 22345678)" "$(person 3 32345678)" >four.csv
start 1 two.csv $month $day first
start 0 three.csv $month $day later --supplement
says later/decisions.csv ",1,already_issued," ",2,print,"
again 1 two.csv $month first
start 0 four.csv 2027-01 $day next
expect 0 cancel --run 1 --reason 'torn by the machine'
again 0 four.csv 2027-01 next
start 3 four.csv 2027-01 $day next
says err "a run was cancelled since" "give --supplement"
forget

# There must be something to supplement, or to make again.
start 3 list.csv 2027-03 2027-03-01 nothing --supplement
says err "no finished run for 2027-03" "leave out --supplement"
start 3 list.csv 2027-03 2027-03-01 nothing --remake
says err "there is no run for 2027-03 yet; leave out --remake"
[ ! -e nothing ] || fail "a refused run left its folder"
for option in --supplement --remake --new-ledger; do
	expect 2 run list.csv --month $month --out x --specimen $option
	says err "$option is for real notices"
done

# Months one after another give what one run for all of them gives: nobody
# twice, nobody left out, a month without a run caught up by the next.
rm -rf state
for m in 2026-12 2027-01 2027-03 2027-04; do
	start 1 list.csv $m $day month-$m
done
says out "(already_issued)"
lacks out "nobody was asked"
rm -rf state
start 1 list.csv 2027-04 $day at-once
printed month-2026-12 month-2027-01 month-2027-03 month-2027-04 >months
printed at-once >once
same months once
[ "$(printed month-2027-04 | wc -l)" -gt 5 ] || fail "the months are too small"

# --only-month leaves a gap when a month was left out, and says so.
rm -rf state
start 1 list.csv 2026-12 $day only-12 --only-month
start 1 list.csv 2027-02 2027-02-01 only-02 --only-month
says out "nobody was asked about cards and certificates that end from "
start 1 list.csv 2027-03 2027-02-01 caught-up
lacks out "nobody was asked"
printed only-12 only-02 caught-up | uniq -d | grep . &&
	fail "somebody was printed twice"

# A run that was cancelled: its notices are printed again, numbers go on.
rm -rf state
start 1 list.csv $month $day wrong
expect 0 cancel --run 1 --reason 'the printer was on fire'
start 1 list.csv $month $day right
says out "run 2, recorded in "
printed wrong >before
printed right >after
same before after
cut -d, -f1 wrong/manifest.csv right/manifest.csv | grep -v sequence | sort |
	uniq -d | grep . && fail "a sequence number stands twice"
start 0 list.csv $month $day right
says out "run 2 has done this"
# Cancelled while others have been printed since.
start 1 more.csv $month $day third --supplement
expect 0 cancel --run 2 --reason 'torn by the machine'
start 3 more.csv $month $day fourth
says err "was run already (run 3), and a run was cancelled since" \
	"give --supplement"
start 1 more.csv $month $day fourth --supplement
printed fourth >again
same before again
# It is said of the run that is asked for, whatever others came later.
rm -rf state
start 1 list.csv $month $day asked
start 1 more.csv $month $day asked-2 --supplement
start 1 more.csv 2027-01 $day asked-3
expect 0 cancel --run 3 --reason 'torn by the machine'
start 3 list.csv $month $day asked
says err "was run already (run 1), and a run was cancelled since"

# Who is held is not issued, and printed when nobody holds him any more.
rm -rf state
who=$(sed -n 2p main/manifest.csv | cut -d, -f4)
printf 'resident_id,reason\n%s,x\n' "$who" >hold.csv
start 1 list.csv $month $day held --hold hold.csv
printed held | grep "^$who," && fail "a held resident was printed"
start 3 list.csv $month $day freed
says err "the hold list (--hold) is not what it was"
start 1 list.csv $month $day freed --supplement
[ "$(printed freed | cut -d, -f1)" = "$who" ] || fail "not he alone was printed"

# Two at once: the second one is told who is at work.
rm -rf state
sample --rows 6000 >many.csv
"$aofuto" run many.csv --month $month --as-of $day --out busy --quiet \
	--config small.yaml --qr-address "$address" --no-read-back \
	--operator somebody >out1 2>err1 &
pid=$!
n=0
until [ -e "busy/aofuto-$month-001.pdf" ] || [ $n -gt 1500 ]; do
	sleep 0.02
	n=$((n + 1))
done
start 5 list.csv $month $day other
says err "somebody" "aofuto run"
[ ! -e other ] || fail "a busy ledger left a folder"
expect 1 plan list.csv --month 2026-11 --as-of $day # who only looks need not wait
wait $pid || [ $? = 1 ] || fail "the first of two runs failed: $(cat err1)"

# A folder that cannot be written to is not planned for.
rm -rf state
: >file
start 4 list.csv $month $day file/dir
start 1 list.csv $month $day new
says out "run 1, recorded in "

# The clock was set back.
expect 0 ledger list
python3 - <<'P'
import sqlite3
db = sqlite3.connect("state/aofuto/ledger.db")
n = db.execute("SELECT max(id)+1 FROM event").fetchone()[0]
db.execute("INSERT INTO event(id,type,at,operator,text) VALUES"
           "(?,20,'2099-01-01T00:00:00+09:00','x','')", (n,))
db.commit()
P
expect 4 run list.csv --month 2027-01 --out clock --qr-address "$address"
says err "but the ledger has noted something at 2099-01-01 00:00" \
	"--as-of"
start 1 list.csv 2027-01 $day clock
says err "put the clock right"
finish
