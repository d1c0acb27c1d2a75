#!/bin/sh
# Languages and locales: a damaged file of messages, locales that are not there,
# a decimal comma, old encodings. What is made is the same in all of them.
. "$(dirname "$0")/lib.sh"
sample --rows 40 >list.csv
built=$(cd "$(dirname "$aofuto")/.." && pwd)

# An installation of its own, whose messages can be damaged.
mkdir -p own/bin own/share/locale/ja/LC_MESSAGES
cp "$aofuto" own/bin/aofuto
ln -s "$built/share/aofuto" own/share/aofuto
ln -s "$built/libexec" own/libexec
good=$built/share/locale/ja/LC_MESSAGES/aofuto.mo
mo=own/share/locale/ja/LC_MESSAGES/aofuto.mo
aofuto=$work/own/bin/aofuto
export LANGUAGE=ja
damaged() { # WHAT
	for line in "help" "check list.csv --as-of $day" "plam" \
		"plan list.csv --month $month"; do
		# shellcheck disable=SC2086 # words on purpose
		"$aofuto" $line >out 2>err
		got=$?
		[ $got -le 3 ] || fail "$1: aofuto $line ends with $got"
		says err "aofuto.mo: the Japanese messages are damaged" \
			"壊れています"
		[ "$(grep -c damaged err)" = 1 ] || fail "$1: said twice"
	done
	expect 0 help
	says out "exit status"
}
cp "$good" $mo
expect 0 help
says out "終了コード"
[ -s err ] && fail "a sound file is damaged: $(cat err)"
for part in 0 27 100 5000 50000; do
	head -c $part "$good" >$mo
	damaged "cut after $part bytes"
done
head -c 100000 /dev/urandom >$mo
damaged "random bytes"
{ head -c 1000 "$good"; head -c 60000 /dev/urandom; } >$mo
damaged "random behind the head"
msgconv -t EUC-JP -o euc.po "$root/po/ja.po" 2>notes &&
	msgfmt -o $mo euc.po && damaged "EUC-JP"
sed 's/^msgstr "--month は 2026-12/msgstr "%s%n--month は 2026-12/' \
	"$root/po/ja.po" >format.po
cmp -s format.po "$root/po/ja.po" && fail "no format was broken"
msgfmt -o $mo format.po 2>notes
damaged "a format of other values"
msgfmt --check -o other.mo format.po 2>notes &&
	fail "the build takes a broken format"
rm $mo
expect 0 help
says out "exit status"
[ -s err ] && fail "without Japanese: $(cat err)"
cp "$good" $mo

# Which language: a locale that nobody generated still chooses it.
language() { # ENGLISH|JAPANESE LC_ALL LANG LANGUAGE
	LC_ALL=$2 LANG=$3 LANGUAGE=$4 "$aofuto" help >out 2>err ||
		fail "LC_ALL=$2 LANG=$3 LANGUAGE=$4: $(cat err)"
	case $1 in
	JAPANESE) says out "終了コード" ;;
	*) says out "exit status" ;;
	esac
}
language JAPANESE ja_JP.UTF-8 '' ''
language JAPANESE '' ja_JP.UTF-8 ''
language JAPANESE ja_JP.eucJP '' ''
language JAPANESE ja_JP.SJIS '' ''
language JAPANESE ja_JP '' ''
language JAPANESE C.UTF-8 '' ja
language JAPANESE C.UTF-8 '' ja_JP
language JAPANESE C.UTF-8 '' fr:ja
language ENGLISH ja_JP.UTF-8 '' en
language ENGLISH C '' ja
language ENGLISH xx_YY.UTF-8 '' ''
language ENGLISH no-such-locale '' ''
language ENGLISH '' '' ''

# Files that are made, figures and JSON are the same in every locale, with a
# decimal comma too; messages are UTF-8 whatever the locale's encoding is.
mkdir locales
localedef -i de_DE -f UTF-8 locales/de_DE.UTF-8 >notes 2>&1 ||
	echo "no localedef here: de_DE.UTF-8 is not generated"
localedef -i ja_JP -f EUC-JP locales/ja_JP.eucJP >notes 2>&1 || :
export LOCPATH=$work/locales
if [ -d locales/de_DE.UTF-8 ]; then
	[ "$(LC_ALL=de_DE.UTF-8 locale decimal_point)" = , ] ||
		fail "the locale has no decimal comma"
fi
make() { # LC_ALL NAME
	rm -rf dir
	LC_ALL=$1 LANGUAGE='' "$aofuto" run list.csv --month $month \
		--as-of $day --specimen --out dir --json >"$2.json" 2>err
	[ $? -le 1 ] || fail "a run in $1: $(cat err)"
	mv dir "$2"
	LC_ALL=$1 LANGUAGE=en "$aofuto" preview --out "$2/preview.pdf" \
		>"$2.preview" 2>err || fail "a preview in $1: $(cat err)"
	sed -i "s/$2/DIR/g" "$2.preview"
	LC_ALL=$1 LANGUAGE=en "$aofuto" check list.csv --as-of $day --json \
		>"$2.check" 2>err
}
make C.UTF-8 plain
for locale in de_DE.UTF-8 ja_JP.eucJP C ja_JP.UTF-8; do
	make $locale other
	diff -r plain other >differ || fail "$locale: $(head -n 3 differ)"
	same plain.preview other.preview
	same plain.json other.json
	[ $locale = C ] || same plain.check other.check
	rm -rf other
done
for locale in ja_JP.eucJP ja_JP.SJIS; do
	LC_ALL=$locale LANGUAGE='' "$aofuto" check list.csv --as-of $day >out 2>err
	iconv -f UTF-8 -t UTF-8 out >utf8 || fail "$locale: not UTF-8"
	says out "次にすること"
done
finish
