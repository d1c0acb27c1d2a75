#!/bin/sh
# A slip of the pen is answered with the word that was meant, or with the words
# there are: in the list, the settings, the templates, the options' values.
. "$(dirname "$0")/lib.sh"
sample --rows 60 >list.csv

# in both languages: the words that the answer names are the same
both() { # STATUS WORD ARGUMENT...
	status=$1 word=$2
	shift 2
	for language in en ja; do
		export LANGUAGE=$language
		expect "$status" "$@"
		cat out err >all
		says all "$word"
		[ $language = en ] || grep -q -e の -e は -e が all ||
			fail "not in Japanese: $*"
	done
	export LANGUAGE=en
}

# Headers of the list: a slip is told louder than a column that is not used.
header() { # FROM TO
	sed "1s/$1/$2/" list.csv >slip.csv
	cmp -s list.csv slip.csv && fail "no header '$1'"
}
header name_kana 氏名カタ
both 1 "氏名カタ → 氏名カナ" check slip.csv
both 1 "WARN 270" check slip.csv
header support_measure 支援措置
both 1 "支援措置 → 支援措置区分" check slip.csv
header postal_code 郵便番合
both 3 郵便番合 check slip.csv
LANGUAGE=en expect 3 check slip.csv
says err 'is it column 6, "郵便番合"?'
header support_until 性別
expect 1 check slip.csv
lacks out "性別 →"
says out "a column is not used: "
# What the list has already is not what another column meant.
sed '1s/$/,name2/; 2,$s/$/,x/' list.csv >slip.csv
expect 1 check slip.csv
lacks out "name2 →"

settings() { # LINE
	printf 'format: 1\n%s\n' "$1" >slip.yaml
}
settings 'volume_notice: 12'
both 3 volume_notices check list.csv --config slip.yaml
settings 'print_application_id: allways'
both 3 '"always"' check list.csv --config slip.yaml
settings 'encoding: utf'
both 3 UTF-16 check list.csv --config slip.yaml
settings 'window: 90x56'
both 3 '"90x55"' check list.csv --config slip.yaml
settings 'omr: genericc'
both 3 '"generic"' check list.csv --config slip.yaml
settings 'columns: {name_kanna: [foo]}'
both 3 name_kana check list.csv --config slip.yaml
settings 'plausibility: {shift_row: 3}'
both 3 shift_rows check list.csv --config slip.yaml

both 2 card-cert preview --out p.pdf --kind card-crt
both 2 90x45 preview --out p.pdf --window 90x46
both 2 sample run list.csv --month $month --out o --specimen --raster sampel
both 2 CP932 check list.csv --encoding CP923
both 2 "shift" run list.csv --month $month --out o --accept shfit \
	--accept-reason "the list is right" --qr-address 'https://a.example/{application_id}'

# Templates: field, condition, style, colour, fact, key.
cp -r "$root/templates" own
printf 'format: 1\ntemplates: own\n' >own.yaml
template() { # SED WORD
	sed "$1" "$root/templates/notice.yaml" >own/notice.yaml
	cmp -s own/notice.yaml "$root/templates/notice.yaml" &&
		fail "the template has nothing for '$1'"
	both 3 "$2" check list.csv --config own.yaml
}
template '0,/{city.phone}/s//{city.phon}/' '"phone"'
template '0,/{name}/s//{nam}/' '"name"'
template '0,/style: post/s//style: pots/' '"post"'
template '0,/when: \[building\]/s//when: [bulding]/' '"building"'
template '0,/color: blue}/s//color: bleu}/' '"blue"'
template '0,/leading: 24/s//leeding: 24/' '"leading"'
finish
