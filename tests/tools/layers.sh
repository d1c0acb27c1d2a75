#!/bin/sh
# Says where a file includes what docs/layers.txt does not grant it, where a
# public header shows a third party, and where library code speaks or ends the
# program.
#   layers.sh ROOT
set -u
root=$1
rules=$root/docs/layers.txt
bad=0
say() { echo "$*"; bad=1; }

cd "$root" || exit 2
for file in $(find src include -name '*.[ch]' | sort); do
	room=$(echo "$file" | sed 's|^src/||; s|^include/aofuto/||; s|/.*||')
	granted=" $room $(sed -n "s/^room $room\( \|$\)//p" "$rules") "
	grep -q "^room $room\( \|$\)" "$rules" ||
		say "$file: the room '$room' has no line in docs/layers.txt"
	for used in $(sed -n 's|^#include "aofuto/\([a-z]*\)/.*|\1|p' "$file"); do
		case $granted in
		*" $used "*) ;;
		*) say "$file: the room '$room' may not include '$used'" ;;
		esac
	done
	# Private headers of another room; base/yaml.h carries libcyaml.
	for used in $(sed -n 's|^#include "\([a-z]*\)/[a-z_]*\.h".*|\1|p' "$file"); do
		case $granted in
		*" $used "*) ;;
		*) say "$file: may not include private headers of '$used'" ;;
		esac
	done
	for header in $(sed -n 's|^#include <\([^>]*\)>.*|\1|p' "$file"); do
		users=$(sed -n "s|^library $header ||p" "$rules")
		if [ -n "$users" ]; then
			ok=0
			for user in $users; do
				case $file in "$user"*) ok=1 ;; esac
			done
			[ $ok = 1 ] || say "$file: <$header> belongs to $users"
			continue
		fi
		case $header in
		hb*.h | unicode/* | hpdf* | qrencode.h | csv.h | cyaml/* | \
			sodium* | sqlite3.h | zlib.h | poppler* | zbar* | png.h)
			say "$file: <$header> has no user in docs/layers.txt" ;;
		esac
		case $file in
		include/*)
			case $header in
			std*.h | limits.h | string.h) ;;
			*) say "$file: a public header shows <$header>" ;;
			esac ;;
		esac
	done
done

# The rules themselves: every room named stands above it in the list.
awk '$1 == "room" {
	for (i = 3; i <= NF; i++)
		if (!($i in seen)) { print "layers.txt: " $2 " points up at " $i; bad = 1 }
	seen[$2] = 1
} END { exit bad }' "$rules" || bad=1

# Only cli/ speaks to the terminal or ends the program; base/ may when memory
# is out or the program has a bug.
if grep -nE '(^|[^a-z_>.])(printf|puts|putchar|exit|perror)\(|std(out|err)' \
	$(find src -name '*.c' ! -path 'src/cli/*' ! -name error.c ! -name text.c)
then
	say "^ only src/cli prints or exits"
fi
# Nothing but cli/ asks the clock.
if grep -nE '(^|[^a-z_])(time|gettimeofday|clock_gettime|localtime(_r)?)\(' \
	$(find src -name '*.c' ! -path 'src/cli/*')
then
	say "^ only src/cli asks the clock"
fi
exit $bad
