#!/bin/sh
# Editions of a notice: language and size of print, from the list to a reprint.
# The templates are notice.yaml, and for easy Japanese, whose lines are higher,
# notice-ja-easy.yaml, each with a word of its own.
. "$(dirname "$0")/lib.sh"
share=$(cd "$(dirname "$aofuto")/../share/aofuto" && pwd)
address='https://q.example.jp/apply?id={application_id}'
editions="ja ja-easy en ja-large ja-easy-large en-large"

# suffix EDITION: of its template
suffix() {
	case $1 in
	ja) ;;
	ja-large) echo -large ;;
	*) echo "-$1" ;;
	esac
}

# own EDITION: a character that no other one shows
own() {
	case $1 in
	ja) echo 鰯 ;;
	ja-easy) echo 鯵 ;;
	en) echo 鯖 ;;
	ja-large) echo 鰻 ;;
	ja-easy-large) echo 鮭 ;;
	en-large) echo 鮎 ;;
	esac
}

# template EDITION: one that says which it is; a large one has a sheet more,
# its barcode elsewhere, and the office over lines beside the address
template() {
	case $1 in
	ja-easy*) from=$share/templates/notice-ja-easy.yaml ;;
	*) from=$share/templates/notice.yaml ;;
	esac
	sed -e '/^language:/d' \
		-e "s/^format: 1/format: 1\nlanguage: ${1%-large}/" \
		-e "s/text: \(手続きのくわしいご案内\|くわしい説明《せつめい》\)\$/text: この版は $1 です（$(own "$1")）/" \
		"$from" |
		case $1 in
		*large) sed 's/box: \[22, 39.2, 65.8/box: [24, 39.2, 65.8/
			s/box: \[112, 18, 80, 3[02]\]/box: [112, 18, 40, 56]/
			/{text: "{city.office}"\(, style: list\)\?}/d' ;;
		*) cat ;;
		esac |
		# Broken at phrases, the same words take more lines.
		case $1 in
		ja-easy*) sed 's/\(name: back, font: body, size:\) 12, leading: 18/\1 11, leading: 16.5/' ;;
		*) cat ;;
		esac
	case $1 in
	*large) printf '%s\n' '  - name: more' '    starts_sheet: true' \
		'    items:' \
		'      - {box: [18, 30, 174, 20], style: back, text: もう1枚}' ;;
	esac
}

mkdir mine
for edition in $editions; do
	template "$edition" >"mine/notice$(suffix "$edition").yaml"
done
sed -i 's/^language: ja$/# &/' mine/notice.yaml
{
	sed '/^facts_en:/,$d' "$share/templates/city.yaml"
	printf 'facts_en:\n  office: Citizens Division\n  phone: +81-4-2998-9087\n'
	printf 'facts_ja_easy:\n  office: 市役所の人\n'
} >mine/city.yaml
printf 'format: 1\ntemplates: mine\nvolume_notices: 10\nreprint_mark: none\n' \
	>conf.yaml

# Everybody who is printed asks for one of the six, in turn.
sample --rows 200 >sample.csv
expect 1 plan sample.csv --month $month --as-of $day --csv --config conf.yaml
mv out decisions.csv
python3 - <<'P'
import csv
printed = {r["resident_id"] for r in csv.DictReader(open("decisions.csv"))
           if r["decision"] == "print"}
rows = list(csv.DictReader(open("sample.csv")))
wants = [(l, s) for s in ("", "1") for l in ("ja", "ja-easy", "en")]
turn = 0
for row in rows:
    if row["resident_id"] in printed:
        row["language"], row["large_print"] = wants[turn % 6]
        turn += 1
assert turn > 30
out = csv.DictWriter(open("list.csv", "w"), rows[0].keys(), lineterminator="\n")
out.writeheader()
out.writerows(rows)
P
run() { # STATUS FOLDER [OPTION...]
	want_run=$1 folder=$2
	shift 2
	expect "$want_run" run list.csv --month $month --as-of $day \
		--out "$folder" --qr-address "$address" --config conf.yaml "$@"
}

run 1 whole
says out "English edition, large print (en-large)" "every page was read back"
lacks err "BUG"
cat >look.py <<'P'
import csv, json, subprocess, sys
folder = sys.argv[1]
run = json.load(open(folder + "/run.json"))
manifest = list(csv.DictReader(open(folder + "/manifest.csv")))
wants = {r["resident_id"]: r["language"] + ("-large" if r["large_print"] == "1"
                                            else "")
         for r in csv.DictReader(open("list.csv"))}
names = ["ja", "ja-easy", "en", "ja-large", "ja-easy-large", "en-large"]
count = dict.fromkeys(names, 0)
pages = {}
for m in manifest:
    if m["volume"] not in pages:
        pages[m["volume"]] = subprocess.check_output(
            ["pdftotext", "-raw", folder + "/" + m["volume"], "-"],
            text=True).split("\f")
    first, n = int(m["page"]) - 1, 2 * int(m["sheets"])
    text = "".join(pages[m["volume"]][first:first + n])
    flat = text.replace(" ", "").replace("\n", "")
    assert m["edition"] == wants[m["resident_id"]], m
    for name in names:
        assert ("この版は%sです" % name in flat) == (name == m["edition"]), m
    assert ("もう1枚" in flat) == m["edition"].endswith("large"), m
    english = m["edition"].startswith("en")
    assert ("CitizensDivision" in flat) == english, m
    assert ("+81-4-2998-9087" in flat) == english, m
    assert ("市役所の人" in flat) == m["edition"].startswith("ja-easy"), m
    assert "様" in flat, m
    usual = 1 if m["notice"] == "CARD_ONLY" else 2
    assert int(m["sheets"]) >= usual - 1 + m["edition"].endswith("large"), m
    count[m["edition"]] += 1
assert run["editions"] == count, (run["editions"], count)
assert min(count.values()) > 4
assert list(run["templates"]) == names
assert run["templates"]["ja"] == run["template_sha256"]
sheets = sum(int(m["sheets"]) for m in manifest)
assert sheets == sum(v["sheets"] for v in run["volumes"])
assert sheets == run["mailing"]["sheets"], run["mailing"]
P
python3 look.py whole || fail "the letters are not what was asked for"
pdftotext -layout whole/control.pdf control.txt
says control.txt "日本語版" "やさしい日本語版" "英語版（拡大文字）"
expect 0 verify whole
says err "compared sign by sign with the values of run 1"
expect 0 verify whole --list list.csv --config conf.yaml
expect 0 ledger verify
expect 0 ledger show --run 1
says out "SHA-256 of English edition, large print"
expect 0 ledger show --run 1 --json
says out '"ja-easy-large": "'
mv state kept
expect 0 verify whole --config conf.yaml
mv kept state

# The ordinary letters do not say which edition they are.
[ "$(grep -c ',en-large$' whole/manifest.csv)" -gt 4 ] || fail "no en-large"
one_of() { # EDITION: a resident who has it
	awk -F, -v e="$1" '$8 == e { print $4; exit }' whole/manifest.csv
}
for edition in $editions; do
	id=$(one_of "$edition")
	expect 0 reprint --resident "$id" --reason "紛失" --out "$edition.pdf" \
		--as-of $day --config conf.yaml
	line=$(awk -F, -v id="$id" '$4 == id' whole/manifest.csv)
	volume=$(echo "$line" | cut -d, -f2)
	first=$(echo "$line" | cut -d, -f3)
	sheets=$(echo "$line" | cut -d, -f7)
	pdftotext -layout -f "$first" -l $((first + 2 * sheets - 1)) \
		"whole/$volume" printed.txt
	pdftotext -layout "$edition.pdf" again.txt
	same printed.txt again.txt
	grep -q "この版は *$edition *です" again.txt || fail "not in $edition"
	expect 0 explain --resident "$id" --list list.csv --month $month \
		--as-of $day --config conf.yaml --json
	says out "\"edition\": \"$edition\""
done
# A reprint needs nothing but the ledger.
mv mine gone
id=$(awk -F, '$8 == "en-large" { last = $4 } END { print last }' \
	whole/manifest.csv)
expect 0 reprint --resident "$id" --reason "紛失" --out alone.pdf --as-of $day
expect 0 verify whole
mv gone mine

# Killed and gone on with: the same bytes. Another template: refused by name.
forget
"$aofuto" run list.csv --month $month --as-of $day --out cut \
	--qr-address "$address" --config conf.yaml --no-read-back --jobs 1 \
	>out 2>err &
pid=$!
n=0
while [ ! -e cut/aofuto-$month-002.pdf ] && [ $n -lt 6000 ]; do
	sleep 0.01
	n=$((n + 1))
done
kill -9 $pid 2>kill
wait $pid 2>kill
[ ! -e cut/run.json ] || fail "the run was too quick to be stopped"
for edition in en ja-large ja-easy-large; do
	path=mine/notice$(suffix $edition).yaml
	cp "$path" kept.yaml
	echo "# another" >>"$path"
	run 3 cut --no-read-back
	says err "the template notice$(suffix $edition) is not what it was"
	rm "$path"
	run 3 cut --no-read-back
	says err "the template notice$(suffix $edition) is not what it was"
	cp kept.yaml "$path"
done
run 1 cut --no-read-back
for file in whole/*.pdf whole/*.csv; do
	case $file in
	*/control.pdf | */bundles.pdf) ;; # the chain's head is a ledger's own
	*) same "$file" "cut/${file#whole/}" ;;
	esac
done
expect 0 cancel --run 1 --reason "試し"
run 1 anew --no-read-back
python3 look.py anew || fail "after a cancelled run"

# What is not offered: Japanese or the usual size, and it is said.
plan() { # STATUS [OPTION...]
	want_plan=$1
	shift
	expect "$want_plan" plan list.csv --month $month --as-of $day \
		--specimen "$@"
}
people() { # EDITION N: that many of the last plan --json
	python3 - "$1" "$2" <<'P' || fail "not $2 in $1"
import json, sys
found = json.load(open("out")).get("editions", {}).get(sys.argv[1], 0)
assert str(found) == sys.argv[2], found
P
}
plan 1 --config conf.yaml --json
all=$(python3 -c 'import json
print(json.load(open("out"))["decisions"]["print"])')
lacks out LANGUAGE_WITHOUT_FACTS LARGE_PRINT_WITHOUT_TEMPLATE
count() { # EDITION: of those who asked for it
	grep -c ",$1\$" whole/manifest.csv
}
sed -i.full '/^facts_en:/,/phone/d' mine/city.yaml
plan 1 --config conf.yaml --json
people en 0
people ja $(($(count ja) + $(count en)))
people ja-large $(($(count ja-large) + $(count en-large)))
says out "\"LANGUAGE_WITHOUT_FACTS\": $(($(count en) + $(count en-large)))"
expect 1 check list.csv --as-of $day --config conf.yaml
says out "the city has no facts in the language of this resident" ": facts_en" \
	"write the section that is named"
forget
expect 0 explain --resident "$(one_of en)" --list list.csv --month $month \
	--as-of $day --config conf.yaml
says out "Japanese edition (ja)" "no facts in the language"
mv mine/city.yaml.full mine/city.yaml
mv mine/notice-ja-easy.yaml mine/notice-en-large.yaml mine/notice-large.yaml .
plan 1 --config conf.yaml --json
people ja $(($(count ja) + $(count ja-easy) + $(count ja-large)))
people en $(($(count en) + $(count en-large)))
people ja-easy-large "$(count ja-easy-large)"
says out "\"LANGUAGE_WITHOUT_TEMPLATE\": $(count ja-easy)" \
	"\"LARGE_PRINT_WITHOUT_TEMPLATE\": $(($(count ja-large) + $(count en-large)))"
expect 1 check list.csv --as-of $day --config conf.yaml
says out "notice-ja-easy.yaml" "notice-en-large.yaml" "notice-large.yaml"
mv notice-ja-easy.yaml notice-en-large.yaml notice-large.yaml mine
# As a city has it that knows of no editions.
mkdir old
cp mine/notice.yaml old
sed '/^facts_/,$d' mine/city.yaml >old/city.yaml
printf 'format: 1\ntemplates: old\n' >old.yaml
plan 1 --config old.yaml --json
people ja 0 # nothing is said where there is but one
says out "\"LARGE_PRINT_WITHOUT_TEMPLATE\"" "\"LANGUAGE_WITHOUT_FACTS\""

# For all, or for none.
for set in always never; do
	{ cat conf.yaml; echo "large_print: $set"; } >set.yaml
	plan 1 --config set.yaml --json
	for edition in ja ja-easy en; do
		both=$(($(count $edition) + $(count $edition-large)))
		if [ $set = always ]; then
			people $edition 0
			people $edition-large $both
		else
			people $edition $both
			people $edition-large 0
		fi
	done
	lacks out LARGE_PRINT_WITHOUT_TEMPLATE
done
{ cat conf.yaml; echo "large_print: allways"; } >set.yaml
plan 3 --config set.yaml
says err "set.yaml:5:14" 'did you mean "always"?'

# A language and a size that nobody knows.
{
	echo "$header,通知言語,拡大文字"
	echo "$due,fr,2"
} >fr.csv
expect 0 check fr.csv --as-of 2026-12-01 --config conf.yaml
says out "WARN 260" "WARN 264" "row 1" "fr" "use ja, ja-easy or en" \
	"it is printed in Japanese" "write 1 for large print"
expect 0 plan fr.csv --month $month --as-of $day --specimen --json \
	--config conf.yaml
lacks out '"editions"'
{
	echo "$header,通知言語,大きな文字"
	echo "$due,英語,1"
} >en.csv
expect 0 plan en.csv --month $month --as-of $day --specimen --json \
	--config conf.yaml
people en-large 1

# Two letters under the same conditions: the second brings its own characters.
{
	echo "$header,language"
	echo "$due,ja"
	echo "$due,en" | sed 's/^1,/2,/; s/0123,en$/0124,en/'
} >two.csv
expect 0 run two.csv --month $month --as-of $day --out two --specimen \
	--config conf.yaml
pdftotext two/aofuto-$month-001.pdf two.txt
says two.txt "$(own ja)" "$(own en)"

# What is wrong with an edition is said before anything is planned.
forget
broken() { # EDITION STATUS-TEXT...: of the file as it stands now
	path=mine/notice$(suffix "$1").yaml
	shift
	run 3 broken
	says err "$path" "$@"
	[ ! -e broken ] || fail "something was written: $*"
	[ ! -e state ] || fail "a ledger was made: $*"
}
for edition in ja-easy en en-large; do
	path=mine/notice$(suffix $edition).yaml
	cp "$path" kept.yaml
	sed -i '0,/style: title/s//style: titel/' "$path"
	at=$(grep -n 'style: titel' "$path" | cut -d: -f1)
	broken $edition "$path:$at:16" 'did you mean "title"?'
	sed 's/{city.office}/{city.offise}/' kept.yaml >"$path"
	broken $edition 'unknown fact of the city "offise"'
	sed 's/^language: .*/language: ja/' kept.yaml >"$path"
	case $edition in # which has readings of its own
	ja-easy*) broken $edition "that says language: ja-easy" ;;
	*) broken $edition "this template is of the language ja" ;;
	esac
	sed 's/{name}　様/{name}/' kept.yaml >"$path"
	broken $edition "is not followed by 様"
	sed 's/{city.phone}/0000/' kept.yaml >"$path"
	broken $edition "does not show {city.phone}"
	sed 's/box: \[22, 22.8, 69, 23.2\]/box: [2, 22.8, 69, 23.2]/' \
		kept.yaml >"$path"
	broken $edition "can slip out of the window"
	sed 's/^paper: .*/paper: {width: 211, height: 297}/' kept.yaml >"$path"
	broken $edition "the paper has another size"
	cp kept.yaml "$path"
done
cp mine/city.yaml kept.yaml
sed -i 's/^  office: Citizens/  offise: Citizens/' mine/city.yaml
run 3 broken
says err "mine/city.yaml:" 'unknown fact of the city "offise"' \
	'did you mean "office"?'
cp kept.yaml mine/city.yaml

# Those that ship: each can be printed.
expect 1 plan list.csv --month $month --as-of $day --specimen --json
for edition in $editions; do
	people "$edition" "$(count "$edition")"
done
finish
