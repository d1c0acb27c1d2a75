#!/bin/sh
# The customer barcode: from a list to paper, to explain, and back again.
. "$(dirname "$0")/lib.sh"
header=resident_id,name,birth_date,postal_code,address,building,card_issued_on,application_id
row() { # ID POSTAL-CODE ADDRESS [BUILDING]
	echo "$1,青山 花子,1986-01-20,$2,$3,${4-},2017-06-01,$(printf '%023d' "$1")"
}
long=特別養護老人ホームやすらぎの里グランドメゾン・ド・ソレイユ所沢壱番館北棟一〇一号室（社会福祉法人所沢会気付）別館
{
	echo $header
	row 1 263-0023 千葉市稲毛区緑町3丁目30-8 郵便ビル403号
	row 2 359-0000 埼玉県所沢市並木1-1
	row 3 104-0032 東京都中央区八丁堀二丁目1-1
	row 4 359-0001 埼玉県所沢市大字下富無番地
	row 5 359-0042 埼玉県所沢市大字上山口字西久保一丁目一二三四番地 $long
	row 6 359-8501 埼玉県所沢市並木一丁目1番地の1
} >list.csv
run() { # STATUS FOLDER OPTION...
	want=$1 folder=$2
	shift 2
	expect "$want" run list.csv --month $month --as-of $day --specimen \
		--out "$folder" "$@"
}
explained() { # ID BARCODE WHY-NONE [OPTION...]
	id=$1 barcode=$2 none=$3
	shift 3
	expect 0 explain --resident "$id" --list list.csv --as-of $day --json "$@"
	python3 - "$barcode" "$none" <<'P' || fail "explain $id: $barcode $none"
import json, sys
e = json.load(open("out"))
assert e["customer_barcode"] == sys.argv[1], e["customer_barcode"]
assert (e["customer_barcode_none"] or "") == sys.argv[2], e
bars = e["customer_barcode_bars"]
assert len(bars) == (67 if sys.argv[1] else 0)
assert not bars or (bars[:2], bars[-2:]) == ("13", "31") and not set(bars) - set("1234")
P
}

run 0 dir1
says out "every page was read back"
says dir1/run.json '"towns_sha256": ""' '"with_customer_barcode": 4,'
cut -d, -f4,5,6 dir1/findings.csv | grep -e ADDRESS_ -e BARCODE >found
cat >wanted <<'E'
3,ADDRESS_SPLIT_UNSURE,WARN
4,ADDRESS_NUMBER_NONE,NOTE
5,BARCODE_WITHOUT_ROOM,NOTE
E
same wanted found
explained 1 26300233-30-8-403 ""
says out '"customer_barcode_bars": "1313232131214414413231231241431214441423141412314431243243243214131"'
explained 2 "" POSTAL_CODE
explained 3 10400322-1-1 ""
explained 4 3590001 ""
explained 5 "" ROOM
expect 0 explain --resident 1 --list list.csv --as-of $day
says out "customer barcode: 26300233-30-8-403" "its bars: 1313232131214414413231"
expect 0 explain --resident 2 --list list.csv --as-of $day
says out "customer barcode: none, the postal code has none"
LANGUAGE=ja expect 0 explain --resident 5 --list list.csv --as-of $day
says out "カスタマバーコード: なし（氏名や住所がその場所を使います）"

# With a town list nothing is unsure; in CP932 as well.
printf 'postal_code,town\n1040032,八丁堀\n3598501,\n' >towns.csv
printf 'format: 1\ntowns: towns.csv\n' >mine.yaml
run 0 with --config mine.yaml
lacks with/findings.csv ADDRESS_SPLIT_UNSURE
says with/run.json "\"towns_sha256\": \"$(sha256sum towns.csv | cut -d' ' -f1)\""
explained 3 10400322-1-1 "" --config mine.yaml
explained 6 3598501 "" --config mine.yaml
explained 6 35985011-1-1 ""
iconv -f UTF-8 -t CP932 towns.csv >sjis.csv
printf 'format: 1\ntowns: sjis.csv\n' >sjis.yaml
explained 3 10400322-1-1 "" --config sjis.yaml
lacks out ADDRESS_SPLIT_UNSURE

# A town list that is wrong: where, what, and nothing is written.
wrong() { # STATUS TEXT...
	want=$1
	shift
	expect "$want" run list.csv --month $month --specimen --out bad \
		--config bad.yaml
	says err "$@"
	[ ! -e bad ] || fail "something was written: $*"
}
printf 'format: 1\ntowns: bad.csv\n' >bad.yaml
wrong 4 "bad.csv: cannot open the file"
printf 'postal_code,town\n104003,八丁堀\n' >bad.csv
wrong 3 "bad.csv:2:1" "this is no postal code; write its seven digits"
printf 'code,town\n1040032,八丁堀\n' >bad.csv
wrong 3 "bad.csv:1:1" "must be postal_code,town"
printf 'postal_code,town\n1040032,\377\376\n' >bad.csv
wrong 3 "bad.csv:2:9" "save it as UTF-8"
iconv -f UTF-8 -t EUC-JP towns.csv >bad.csv
LANGUAGE=ja wrong 3 "bad.csv:2:2" "UTF-8 で保存してください"

# A sheet without a barcode has none, and nobody is told of one.
cp -rL "$(dirname "$(dirname "$aofuto")")/share/aofuto/templates" own 2>/dev/null ||
	cp -rL "$root/templates" own
chmod -R u+w own
sed -i '/- name: barcode$/,/size: 8$/d' own/notice.yaml
printf 'format: 1\ntemplates: own\n' >own.yaml
run 0 none --config own.yaml
says none/run.json '"with_customer_barcode": 0,'
lacks none/findings.csv BARCODE ADDRESS_NUMBER ADDRESS_SPLIT
explained 1 "" SHEET --config own.yaml

# A run that was stopped does not go on with other values.
sample --rows 500 >list.csv
printf 'format: 1\ntowns: towns.csv\nvolume_notices: 12\n' >mine.yaml
address='https://city.example/?id={application_id}'
"$aofuto" run list.csv --month $month --as-of $day --out dir --jobs 1 \
	--config mine.yaml --qr-address "$address" --quiet --no-read-back \
	>out 2>err &
pid=$!
n=0
while [ ! -e dir/aofuto-$month-003.pdf ] && [ $n -lt 3000 ]; do
	sleep 0.01
	n=$((n + 1))
done
kill -9 $pid 2>kill
wait $pid 2>kill
[ ! -e dir/run.json ] || fail "the run was too quick to be stopped"
again() { # STATUS
	expect "$1" run list.csv --month $month --out dir --config mine.yaml \
		--qr-address "$address" --no-read-back
}
cp towns.csv kept.csv
sed 's/^[0-9]*,.*/3590021,/' kept.csv >towns.csv
again 3
cp kept.csv towns.csv
again 1
says dir/run.json '"towns_sha256": "'

# A reprint has the barcode of its time, and needs no town list.
id=$(sed -n '2s/,.*//p' dir/manifest.csv)
who=$(awk -F, 'NR == 2 { print $4 }' dir/manifest.csv)
rm towns.csv
expect 0 reprint --resident "$who" --reason lost --out one.pdf
[ -s one.pdf ] || fail "no reprint of $id"
finish
