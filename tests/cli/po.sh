#!/bin/sh
# Every message has its Japanese: none is missing, none is doubtful, and the
# catalogue has none that the program does not say.
. "$(dirname "$0")/lib.sh"
cd "$root" || exit 99
find src include -name '*.[ch]' | sort >"$work/files"
xgettext --from-code=UTF-8 -k_ -kN_ --files-from="$work/files" \
	--no-location --sort-output -o "$work/all.pot" 2>"$work/notes" ||
	fail "xgettext: $(cat "$work/notes")"
cd "$work" || exit 99
msgfmt --check -o /dev/null "$root/po/ja.po" || fail "po/ja.po is not sound"
cp "$root/po/ja.po" merged.po
msgmerge --quiet --no-fuzzy-matching --update --backup=none merged.po all.pot
msgattrib --untranslated --no-wrap merged.po | grep '^msgid ".' >missing &&
	fail "without Japanese: $(cat missing)"
msgattrib --only-fuzzy --no-wrap merged.po | grep '^msgid' >fuzzy &&
	fail "doubtful: $(cat fuzzy)"
msgattrib --only-obsolete --no-wrap merged.po | grep 'msgid' >old &&
	fail "nobody says: $(cat old)"
finish
