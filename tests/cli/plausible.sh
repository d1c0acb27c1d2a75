#!/bin/sh
# A list that looks damaged stops before anything is planned; what is accepted by
# name is kept with the run, however often it is cut off.
. "$(dirname "$0")/lib.sh"
address='https://city.example/?id={application_id}'
damage() { # NAME AT <list
	PYTHONDONTWRITEBYTECODE=1 python3 "$root/tests/bench/damage.py" "$@"
}
run() { # STATUS LIST MONTH OPTION...
	want=$1 list=$2 of=$3
	shift 3
	expect "$want" run "$list" --month "$of" --qr-address "$address" \
		--no-read-back "$@"
}
verdict() { # CHECK VERDICT : of the JSON in out
	python3 - "$@" <<-'END' || fail "$1 is not $2: $(head -c 300 err)"
		import json, sys
		check = json.load(open("out"))["plausibility"][sys.argv[1]]
		sys.exit(check["verdict"] != sys.argv[2])
	END
}
ledger() {
	sha256sum <state/aofuto/ledger.db
}
sample --rows 700 --seed 3 >good.csv

# Lists in order, of any size and order.
for rows in 1 10 60 128 250; do
	sample --rows $rows --seed $rows >few.csv
	"$aofuto" plan few.csv --month $month --as-of $day --json >out 2>err
	[ $? -le 1 ] || fail "a list of $rows is stopped: $(cat err)"
done
damage sorted 0 <good.csv >list.csv
expect 1 plan list.csv --month $month --as-of $day --json
for check in shift columns birthday duplicates postal_area set_aside ages \
	expiry_months required_words; do
	verdict $check ok
done
for check in birth_years residents selected kinds; do
	verdict $check not_applicable
done

# Each column that another one knows something about: stopped, named, placed.
for column in name name_kana birth_date postal_code address address_town \
	card_applied_on card_issued_on card_expires_on auth_cert_expires_on \
	sign_cert_expires_on; do
	for how in moved filled; do
		damage $how-$column 0.5 <good.csv >list.csv
		expect 3 plan list.csv --month $month --as-of $day --json
		verdict shift stop
		python3 - $column <<-'END' || fail "$how $column: $(cat err)"
			import json, sys
			e = json.load(open("out"))["plausibility"]["shift"]["evidence"]
			sys.exit(sys.argv[1] not in (e["column"], e.get("partner"))
			         or e["rows_apart"] != 1 or not 345 <= e["row"] <= 360
			         or e["line"] != e["row"] + 1)
		END
	done
done
damage moved-resident_id 0.5 <good.csv >list.csv
expect 3 plan list.csv --month $month --as-of $day
says err "the last row alone" resident_id
says out "STOP 530"

# The others.
stopped() { # CHECK NAME AT
	damage "$2" "$3" <good.csv >list.csv
	expect 3 plan list.csv --month $month --as-of $day --json
	verdict "$1" stop
	says err "the list looks damaged, and nothing is printed" "$1" \
		"measured" "limit" "--accept" "--accept-reason TEXT"
}
stopped columns kana 0
stopped duplicates repeated 0.05
stopped duplicates anew 0.1
stopped postal_area far 0.05
"$aofuto" sample --rows 700 --seed 3 --as-of 2027-08-01 >good.csv
stopped expiry_months sorted 0
sample --rows 6000 --seed 3 >good.csv
stopped birth_years years 1
stopped birth_years years -1
sample --rows 700 --seed 3 >good.csv
# One far code is a remark of its row, early or late.
damage far 0.006 <good.csv >list.csv
expect 1 check list.csv
says out "WARN 546" "row 1 (line 2), postal_code" "row 499 (line 500)" \
	"the list as a whole:" "in order: shift"
lacks out "not to be told: shift"

# check stops too; nobody's name is told.
damage moved-address 0.5 <good.csv >list.csv
expect 3 check list.csv
says out "STOP 530" "row 351 (line 352), address" "→"
says err "from row 351 (line 352) on, the values of address may stand 1 too high"
LANGUAGE=ja expect 3 check list.csv --quiet
says err "351 人目（352 行目）以降で、address が上に 1 行ずれている可能性"
# Names stand in no message; the ids of the rows may.
damage moved-name 0.5 <good.csv >list.csv
expect 3 check list.csv
cut -d, -f2 good.csv | sed 1d | grep -E '^[^A-Z]{4,}$' | sort -u >names
grep -qFf names out err && fail "a name is told: $(grep -oFf names out err)"

# A stop plans nothing and leaves nothing, not even in the ledger.
run 1 good.csv $month --as-of $day --out first --quiet
before=$(ledger)
damage moved-address 0.5 <good.csv >list.csv
run 3 list.csv 2027-01 --as-of 2027-01-04 --out second
says err "shift: rows fit their neighbours"
[ ! -e second ] || nothing_in second
[ "$(ledger)" = "$before" ] || fail "a stop changed the ledger"
run 3 list.csv $month --as-of $day --out specimen --specimen
[ ! -e specimen ] || nothing_in specimen

# What --accept needs.
run 2 list.csv 2027-01 --out second --accept shift
says err "belong together"
run 2 list.csv 2027-01 --out second --accept-reason x
run 2 list.csv 2027-01 --out second --accept shfit --accept-reason x
says err "did you mean shift?"
run 2 list.csv 2027-01 --out second --accept shift --accept-reason 123456789012
# Another check than the one that stops.
run 3 list.csv 2027-01 --as-of 2027-01-04 --out second --accept ages,kinds \
	--accept-reason 試験
[ "$(ledger)" = "$before" ] || fail "a refusal changed the ledger"

# Accepted: printed, and recorded wherever a run is recorded.
cp -r state kept
accept='--accept shift,set_aside --accept-reason 原簿と照合した --operator 係長'
run 1 list.csv 2027-01 --as-of 2027-01-04 --dry-run --json $accept
verdict shift overridden
run 1 list.csv 2027-01 --as-of 2027-01-04 --out second $accept
says out "accepted by 係長: 原簿と照合した" "accepted, measured"
cp second/run.json out
verdict shift overridden
says second/run.json '"accepted_by": "係長"' \
	'"accepted_because": "原簿と照合した"'
says second/findings.csv CHECK_ACCEPTED "shift:" 係長 原簿と照合した
expect 0 ledger show --run 2
says out "check of the list accepted" "shift 原簿と照合した" 係長
lacks out "set_aside 原簿"
expect 0 ledger verify
# It is chained: nobody changes it unseen.
python3 - <<-'END'
	import sqlite3
	db = sqlite3.connect("state/aofuto/ledger.db")
	db.execute("DROP TRIGGER event_no_update")
	db.execute("UPDATE event SET text='shift xx' WHERE type=9")
	db.commit()
END
expect 3 ledger verify
says err "check of the list accepted" "does not say what it said"
rm -rf state
cp -r kept state
run 1 list.csv 2027-01 --as-of 2027-01-04 --out again $accept --quiet
python3 - <<-'END'
	import sqlite3
	db = sqlite3.connect("state/aofuto/ledger.db")
	db.execute("DROP TRIGGER event_no_update")
	db.execute("UPDATE event SET operator='主事' WHERE type=9")
	db.commit()
END
expect 3 ledger verify
says err "is not of the hour and the operator that planned the run"

# Cut off after the plan, gone on with by somebody else without --accept: the
# same bytes.
rm -rf state third
cp -r kept state
printf 'format: 1\nvolume_notices: 3\n' >small.yaml
run 1 list.csv 2027-01 --as-of 2027-01-04 --out third $accept --quiet \
	--config small.yaml
mv third whole
rm -rf state
cp -r kept state
"$aofuto" run list.csv --month 2027-01 --as-of 2027-01-04 --out third $accept \
	--qr-address "$address" --no-read-back --config small.yaml --quiet \
	--jobs 1 &
for i in $(seq 1000); do
	ls third/*.pdf >/dev/null 2>&1 && break
	sleep 0.01
done
kill -9 $!
wait $! 2>/dev/null
[ ! -e third/run.json ] || fail "it was not cut off"
run 1 list.csv 2027-01 --out third --quiet --config small.yaml \
	--operator 主事
diff -r whole third >differ || fail "another run: $(head -n 3 differ)"
says third/run.json '"accepted_by": "係長"'

# Held against the runs before.
rm -rf state
sample --rows 2000 --seed 5 >good.csv
run 1 good.csv $month --as-of $day --out december --quiet
expect 1 plan good.csv --month 2027-01 --as-of 2027-01-04 --json
for check in residents ages; do
	verdict $check ok
done
past() { # CHECK NAME AT
	damage "$2" "$3" <good.csv >list.csv
	expect 3 plan list.csv --month 2027-01 --as-of 2027-01-04 --json
	verdict "$1" stop
}
past residents without 0.3
past ages years 1
past ages years -1
# A supplement is not; a cancelled run is no past.
run 1 list.csv $month --as-of $day --out more --supplement --quiet \
	--accept birth_years --accept-reason 試験
expect 0 cancel --run 1 --reason 試験
damage without 0.3 <good.csv >list.csv
expect 1 plan list.csv --month 2027-01 --as-of 2027-01-04 --json
verdict residents not_applicable

# The limits are the city's.
cat >own.yaml <<-'END'
	format: 1
	plausibility:
	  postal_area_percent: 4.5
	  least_rows: 300
END
rm -rf state
sample --rows 700 --seed 3 >good.csv
damage far 0.04 <good.csv >list.csv
expect 3 plan list.csv --month $month --as-of $day
expect 1 plan list.csv --month $month --as-of $day --config own.yaml
printf 'format: 1\nplausibility:\n  ages_percent: 101\n' >bad.yaml
expect 3 plan list.csv --month $month --config bad.yaml
says err "bad.yaml:3:17" "from 0 to 100, found 101"
finish
