#!/bin/sh
# Lists that are none, and rows that cannot be believed.
. "$(dirname "$0")/lib.sh"

# every COMMAND that reads a list says the same
refused() {
	status=$1 name=$2
	shift 2
	expect "$status" check "$name"
	says err "$@"
	expect "$status" plan "$name" --month $month --as-of $day
	says err "$@"
	expect "$status" run "$name" --month $month --as-of $day --specimen \
		--out dir
	says err "$@"
	[ ! -e dir ] || fail "run $name left the folder"
	expect "$status" explain --resident 1 --list "$name" --as-of $day
	says err "$@"
}

: >empty.csv
refused 3 empty.csv "empty.csv" "the list is empty"
echo "$header" >header.csv
refused 3 header.csv "the list holds a header and no residents"
seq -s, 400000 >wide.csv
refused 3 wide.csv "more than 1024 columns"
printf '\211PNG\r\n\032\n\000\000\000\rIHDR' >picture.csv
refused 3 picture.csv "a PNG picture"
mkdir folder.csv
refused 3 folder.csv "this is a folder, not a list"
refused 4 missing.csv "missing.csv: cannot open the list"
list "$due,extra" >ragged.csv
refused 3 ragged.csv "row 1 has 8 fields, but the header has 7 columns"
list '1,"青山' >open.csv
refused 3 open.csv "quote"
printf '%s\n%s\0\n' "$header" "$due" >nul.csv
refused 3 nul.csv "NUL"
for column in 個人番号 マイナンバー 住民票コード; do
	printf '%s,%s\n%s,1\n' "$header" $column "$due" >number.csv
	refused 3 number.csv "must not be in the list"
done
list "$due" | sed 's/card_issued_on/交付年月日/' >handed.csv
refused 3 handed.csv "交付年月日"
list "$due" | sed 's/postal_code,//; s/359-0042,//' >short.csv
refused 3 short.csv "columns are missing" "postal_code"

list "$due" >locked.csv
chmod 000 locked.csv
if unprivileged --version >out 2>err; then
	unprivileged check locked.csv >out 2>err
	[ $? = 4 ] || fail "an unreadable list does not end with 4"
	says err "locked.csv: cannot open the list"
else
	echo "nobody else can run the program here: left out"
fi

# Application IDs of 22 digits and 1.23E+22: that row alone is set aside.
list "$due" \
	'2,青山 太郎,1986-01-20,3590042,埼玉県所沢市並木1,2017-06-01,1234567890123456789012' \
	'3,青山 次郎,1986-01-20,3590042,埼玉県所沢市並木1,2017-06-01,1.23E+22' \
	'4,青山 三郎,昭和64年2月30日,3590042,埼玉県所沢市並木1,2017-06-01,' >ids.csv
expect 1 check ids.csv --as-of $day
says out "residents 4, encoding UTF-8" \
	"the application ID does not have 23 digits: 1 (" \
	"the application ID was damaged by a spreadsheet: 1 (" \
	"row 3 (line 4), application_id, resident 3" "1.23E+22" \
	"row 4 (line 5), birth_date, resident 4: the birth date cannot be read: 昭和64年2月30日" \
	"    → write the date as 1986-01-20, 1986/1/20, 19860120 or 昭和61年1月20日"
LANGUAGE=ja expect 1 check ids.csv --as-of $day
says out "生年月日が読めない行: 1 件" "4 件目（5 行目）"
expect 1 plan ids.csv --month $month --as-of $day --csv
says out "2,2,rejected,INVALID_INPUT,NONE,,,,,,," \
	"3,3,rejected,INVALID_INPUT,NONE,,,,,,,"
expect 1 check ids.csv --json --as-of $day
python3 - <<'P' || fail "check --json"
import json
got = json.load(open("out"))
assert got["residents"] == 4 and got["set_aside"] == 3, got
assert [r["row"] for r in got["rows"]] == [2, 3, 4], got
assert got["findings"]["APPLICATION_ID_LENGTH"] == 1
P

# Twice the same: the later row is not believed, and says where the first is.
list "$due" '1,青山 二郎,1986-01-20,3590042,埼玉県所沢市並木1,2017-06-01,' \
	"5${due#1}" >twice.csv
expect 1 plan twice.csv --month $month --as-of $day --csv
says out "1,1,print,,CARD_ONLY" "2,1,rejected,INVALID_INPUT" \
	"3,5,review,INPUT_DOUBTFUL"
expect 1 check twice.csv --as-of $day
says out "row 2 (line 3), resident_id, resident 1" "in an earlier row too: 1"

# A later row that says dead or protected: no letter leaves by the earlier one.
for last in "DEAD," ",1"; do
	{
		echo "$header,status,support_measure"
		echo "$due,NORMAL,"
		echo "$due,$last"
	} >dead.csv
	expect 3 run dead.csv --month $month --as-of $day --specimen --out dir
	says err "dead.csv: the list cannot be used"
	[ ! -e dir ] || fail "run left the folder of a list that ends in $last"
	expect 3 plan dead.csv --month $month --as-of $day --csv
	says out "1,1,print" "2,1,rejected"
	expect 3 check dead.csv --as-of $day
	says out "row 2 (line 3), resident_id, resident 1" "STOP 504"
done
# The other way round nobody is printed, and the list can be used.
{
	echo "$header,status"
	echo "$due,DEAD"
	echo "$due,NORMAL"
} >dead.csv
expect 1 plan dead.csv --month $month --as-of $day --csv
says out "1,1,excluded,DEAD" "2,1,rejected"

# A name that no font can write is found years before its notice is due.
list "8,สมชาย,1986-01-20,3590042,埼玉県所沢市並木1,2025-06-01," >thai.csv
expect 0 plan thai.csv --month $month --as-of $day --csv
says out "1,8,not_due,,CERT_ONLY"
expect 1 check thai.csv --as-of $day
says out "row 1 (line 2), name, resident 8" "U+0E2A, #1"

# Standard input, and the encodings.
list "$due" >plain.csv
"$aofuto" check - --as-of $day <plain.csv >out 2>err || fail "check -"
says out "standard input: residents 1, encoding UTF-8" "fit to print from"
iconv -f UTF-8 -t CP932 plain.csv >cp932.csv
expect 0 check cp932.csv --as-of $day
says out "encoding CP932"
expect 3 check cp932.csv --encoding UTF-8
{ printf '\377\376' && iconv -f UTF-8 -t UTF-16LE plain.csv; } >utf16.csv
expect 0 check utf16.csv --as-of $day
says out "encoding UTF-16"
list "$due" | sed 's/^resident_id/備考,resident_id/; 2s/^/x,/' >more.csv
expect 0 check more.csv --as-of $day
says out "a column is not used: 1 (" "備考"
finish
