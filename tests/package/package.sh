#!/bin/sh
# The Debian package: made twice with the same bytes, what is in it and what it
# asks for, as Debian's own tools see it, and used from the root it unpacks to.
#   package.sh AOFUTO VERSION
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/../cli/lib.sh"
version=$2
PATH=$PATH:/usr/sbin:/sbin

# The release build, as anybody has it, but in a folder of its own.
(cd "$root" && cmake --preset release -B "$work/build" &&
	cmake --build "$work/build") >log 2>&1 || {
	tail -n 20 log >&2
	fail "the release build failed"
	finish
}
# pack FOLDER
pack() {
	mkdir "$1"
	(cd "$work/build" && cpack -G DEB -B "$work/$1") >log 2>&1 || {
		cat log >&2
		fail "cpack failed"
		finish
	}
}
deb=aofuto_${version}_amd64.deb
pack one
# Another day, another mask, another zone: the same bytes.
find "$work/build/share" "$work/build/bin" -type f -exec touch {} +
mask=$(umask)
umask 027
TZ=Asia/Tokyo LC_ALL=C pack two
umask "$mask"
same one/$deb two/$deb
[ -f one/$deb ] || finish

# What Debian says of it.
lintian --fail-on error,warning --allow-root one/$deb >out 2>&1 ||
	fail "lintian: $(cat out)"
dpkg -c one/$deb | awk '{ print $1, $2, $6 }' >contents
golden "$root/tests/golden/package.txt" contents

# Each dependency is a `run` package of the one list, and each of the list is
# one; libraries carry the version that the program needs.
dpkg -f one/$deb Depends | sed 's/, /\n/g' >depends
sed 's/ .*//' depends | sort >asked
sed -n 's/^run  *\([^ ]*\).*/\1/p' "$root/docs/packages.txt" | sort >listed
same listed asked
grep -q '^libc6 (>= 2\.' depends || fail "no version of libc6 is asked for"
# A library too many or too few stops the packing.
for damage in '/^run *libzbar0/d' 's/^run *libzbar0 /run   libmagic1 /'; do
	sed "$damage" "$root/docs/packages.txt" >wrong.txt
	"$root/packaging/depends" wrong.txt "$work/build/bin/aofuto" \
		"$work/build/libexec/aofuto/aofuto-reader" >out 2>err &&
		fail "$damage: a list that does not fit is taken"
	says err "+libzbar0"
done

dpkg -x one/$deb city
dpkg -e one/$deb control
"$root/tests/package/hardened.sh" city/usr/bin/aofuto \
	city/usr/libexec/aofuto/aofuto-reader || failed=1
# Nothing tells of the machine that made it.
if grep -rlF -e "$work" -e "$root" city control; then
	fail "^ these name the folder or the machine of the build"
fi
for script in control/postinst control/prerm control/postrm \
	city/usr/libexec/aofuto/monthly "$root/packaging/depends"; do
	sh -n "$script" || fail "$script is no sh"
	shellcheck -s sh "$script" || fail "shellcheck: $script"
done
(cd city && find etc -type f | sort | sed 's,^,/,') >etc
sort control/conffiles >kept
same etc kept

# The manual page.
gunzip -c city/usr/share/man/man1/aofuto.1.gz >aofuto.1
MANWIDTH=80 man --warnings -E UTF-8 -l aofuto.1 >page 2>err
[ ! -s err ] || fail "the manual page: $(cat err)"
says page "aofuto ledger verify" "EXIT STATUS"
for text in changelog.gz copyright README.md NEWS.md docs/operation.md \
	docs/setup.md docs/ledger.md docs/template.md docs/list.md docs/json.md \
	sbom.cdx.json; do
	[ -s city/usr/share/doc/aofuto/$text ] || fail "no $text in the package"
done
says city/usr/share/doc/aofuto/copyright "copyright-format/1.0/" "License: Expat"
gunzip -c city/usr/share/doc/aofuto/changelog.gz >changelog
dpkg-parsechangelog -l changelog -S Version >out
[ "$(cat out)" = "$version" ] || fail "the changelog is of $(cat out)"

# The parts list says what is there.
"$root/tests/package/sbom.py" city/usr/share/doc/aofuto/sbom.cdx.json \
	"$root/docs/packages.txt" "$version" || fail "the list of parts"

# Used where it was unpacked: it finds share, reader and settings beside it.
aofuto=$work/city/usr/bin/aofuto
expect 0 --version
says out "aofuto $version (" "settings: $work/city/etc/aofuto/aofuto.yaml"
LANGUAGE=ja expect 0 --version
says out "台帳の形"
expect 0 sample --rows 300 --as-of $day
mv out list.csv
expect 0 preview --out preview.pdf
expect 1 run list.csv --month $month --as-of $day --specimen --out specimen
says out "every page was read back"
pdftotext specimen/aofuto-2026-12-001.pdf - >out
says out 見本 申請書ID
# The ledger that its settings name is the city's, and nobody makes its folder.
if [ ! -e /var/lib/aofuto ]; then
	expect 4 run list.csv --month $month --as-of $day --out real \
		--qr-address 'https://example.jp/{application_id}'
	says err /var/lib/aofuto/ledger.db
fi

# The completion, as bash loads it.
cat >complete.sh <<'B'
. /usr/share/bash-completion/bash_completion
_completion_loader aofuto
complete -p aofuto
COMP_WORDS=(aofuto ru) COMP_CWORD=1
_aofuto
echo "${COMPREPLY[*]}"
B
XDG_DATA_DIRS=$work/city/usr/share bash complete.sh >out 2>err || fail "the completion: $(cat err)"
printf 'complete -o default -F _aofuto aofuto\nrun\n' >wanted
same out wanted
finish
