#!/bin/sh
# The house's budget: lines a file, columns, names that do not belong here.
#   style.sh ROOT
set -u
cd "$1" || exit 2
bad=0
say() { echo "$*"; bad=1; }

for file in $(find src include tests -name '*.[ch]' | sort); do
	lines=$(wc -l <"$file")
	case $file in
	*.h) most=150 ;;
	*) most=500 ;;
	esac
	if [ "$lines" -gt "$most" ] && ! grep -q 'Over the budget:' "$file"; then
		say "$file: $lines lines, the budget is $most"
	fi
	case $file in
	include/*)
		head -n 1 "$file" | grep -q "^/\* $(basename "$file") - " ||
			say "$file: does not start with '/* NAME - what it is'" ;;
	esac
done
if grep -rnE '\b(TODO|FIXME|XXX|HACK)\b' src include templates; then
	say "^ unfinished"
fi
exit $bad
