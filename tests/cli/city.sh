#!/bin/sh
# A city.yaml with each of its fields missing in turn, empty, or given twice:
# a place, a word, what to write; and nothing is written anywhere.
. "$(dirname "$0")/lib.sh"
# Its facts in other languages are those of cli.editions.
mkdir templates shipped
cp "$root"/templates/*.yaml templates/
sed '/^facts_en:/,$d' "$root/templates/city.yaml" >shipped/city.yaml
shipped=shipped
echo "templates: templates" >settings.yaml
"$aofuto" sample --rows 20 --as-of "$day" >list.csv

# try: a real run by the settings; nothing may be there afterwards
try() {
	expect "$1" run list.csv --config settings.yaml --month "$month" \
		--as-of "$day" --out out-dir --quiet \
		--qr-address 'https://city.example/?id={application_id}'
	[ ! -e out-dir ] || fail "$what: a folder is left"
	[ ! -e state/aofuto/ledger.db ] || fail "$what: a ledger is left"
}

facts=$(sed -n '/^facts:/,/^[^ #]/s/^  \([a-z_]*\):.*/\1/p' \
	"$shipped/city.yaml")
[ "$(echo "$facts" | wc -l)" -ge 20 ] || fail "city.yaml has few facts: $facts"
printed=0
for fact in $facts; do
	what="without $fact"
	# Its line in the file, and none of another section.
	line=$(grep -n "^  $fact:" "$shipped/city.yaml" | head -n 1 | cut -d: -f1)
	sed "${line}d" "$shipped/city.yaml" >templates/city.yaml
	if grep -qF "{city.$fact}" templates/notice.yaml; then
		printed=$((printed + 1))
		try 3
		says err "templates/notice.yaml:" "templates/city.yaml" \
			"the text needs the fact \"$fact\"" "\"$fact: ...\""
		LANGUAGE=ja try 3
		says err "市の項目 \"$fact\" が要ります" "templates/city.yaml"
	else
		grep -lF "city.$fact" templates/envelope.yaml >out ||
			fail "no template uses the fact $fact"
		expect 3 envelope --config settings.yaml --out face.pdf
		says err "templates/envelope.yaml:" "\"$fact: ...\""
		[ ! -e face.pdf ] || fail "$what: a face is left"
	fi
	what="$fact twice"
	sed "${line}p" "$shipped/city.yaml" >templates/city.yaml
	try 3
	says err "templates/city.yaml:$((line + 1)):3"
	what="$fact without a value"
	sed "${line}s/:.*/:/" "$shipped/city.yaml" >templates/city.yaml
	try 3
	says err "templates/city.yaml:$line:"
done
[ "$printed" -ge 15 ] || fail "only $printed facts stand on the notice"

for key in format qr_address; do
	what="without $key"
	sed "/^$key:/d" "$shipped/city.yaml" >templates/city.yaml
	try 3
	says err "templates/city.yaml:" "the key \"$key\" is missing here; add it"
done
what="without facts"
sed '/^facts:/,$d' "$shipped/city.yaml" >templates/city.yaml
try 3
says err "templates/city.yaml:" "facts"
what="a slip in a key"
sed 's/^qr_address:/qr_adress:/' "$shipped/city.yaml" >templates/city.yaml
try 3
says err 'templates/city.yaml:' '"qr_adress"; did you mean "qr_address"?'
what="a slip in a fact"
sed 's/^  phone:/  phnoe:/' "$shipped/city.yaml" >templates/city.yaml
try 3
says err 'unknown fact of the city "phone"; did you mean "phnoe"?'
what="no file"
rm templates/city.yaml
try 4
says err "templates/city.yaml"
exit $failed
