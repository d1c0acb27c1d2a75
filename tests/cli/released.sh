#!/bin/sh
# A run whose pages are read otherwise than they were meant releases nothing.
# The program stands in a folder of its own here, beside a reader that lies.
. "$(dirname "$0")/lib.sh"
list "$due" >list.csv
build=$(cd "$(dirname "$aofuto")/.." && pwd)
true_reader=$build/libexec/aofuto/aofuto-reader
mkdir -p tree/bin tree/libexec/aofuto
cp "$aofuto" tree/bin
ln -s "$build/share" tree/share
aofuto=$work/tree/bin/aofuto
reader=tree/libexec/aofuto/aofuto-reader

released() { # STATUS : of a run
	rm -rf dir
	expect "$1" run list.csv --month $month --as-of $day --specimen \
		--out dir
}
refused() { # TEXT...
	released 4
	[ ! -e dir ] || fail "a refused run left $(ls -A dir)"
	says err "$@"
	lacks err 青山 並木
}
reads_as() { # the reader is this script from now on
	cat >$reader
	chmod +x $reader
}

# No reader: found before anything is made, and said.
refused "aofuto-reader: the program that reads finished pages back cannot be started"
released 4
rm -rf dir
expect 0 run list.csv --month $month --as-of $day --specimen --out dir \
	--no-read-back
says err "the pages are not read back (--no-read-back)"
says dir/run.json '"read_back": null'
expect 4 verify dir
says err "aofuto-reader"

ln -s "$true_reader" $reader
released 0
expect 0 verify dir
rm $reader

# One sign, one code, one label of another kind than was drawn.
liar() { # PYTHON : changes `payload` of each page, a bytearray
	reads_as <<P
#!/usr/bin/env python3
import struct, subprocess, sys
told = subprocess.run(["$true_reader"] + sys.argv[1:], stdin=sys.stdin,
                      capture_output=True).stdout
at = 0
while at < len(told):
    magic, kind, size = struct.unpack_from("=IIQ", told, at)
    payload = bytearray(told[at + 16:at + 16 + size])
    at += 16 + size
    if kind == 2:
        signs, codes = struct.unpack_from("=II", payload, 16)
$1
    sys.stdout.buffer.write(struct.pack("=IIQ", magic, kind, len(payload)))
    sys.stdout.buffer.write(payload)
P
}
liar '        pass'
released 0
liar '
        for i in range(signs):
            if payload[56 + 20 * i:60 + 20 * i] == struct.pack("=I", 0x9752):
                payload[56 + 20 * i:60 + 20 * i] = struct.pack("=I", 0x6E05)'
refused "aofuto-$month-001.pdf: notice 001-0001 (page 1): name, character 1: U+6E05 was read where U+9752 belongs" \
	"it was not released; run again"
liar '
        payload = bytearray(bytes(payload).replace(b"001-0001 ", b"001-0002 "))'
refused "the page bears another label"
liar '
        payload = bytearray(bytes(payload).replace(b"id=1234", b"id=1235"))'
refused "says something else from its character"

liar '
        payload = bytearray(bytes(payload).replace(b"1331214141", b"1331214144"))'
refused "the barcode at 22.0/39.2 mm has another bar 10"

# Bytes that are not those that were written.
reads_as <<P
#!/bin/sh
{ cat && echo '% more'; } | "$true_reader" "\$@"
P
refused "the file is not the one that was written: its SHA-256 differs"
reads_as <<P
#!/bin/sh
cat >"$work/in.pdf"
python3 "$root/tests/cli/plant.py" moved "$work/in.pdf" "$work/out.pdf" ||
	head -c 2000 "$work/in.pdf" >"$work/out.pdf"
exec "$true_reader" "\$@" <"$work/out.pdf"
P
refused "aofuto-$month-001.pdf: "

# A reader that dies, talks nonsense or says nothing.
for words in 'exit 0' 'exit 3' 'kill -9 $$' 'echo nonsense' \
	'head -c 100000 /dev/zero'; do
	reads_as <<P
#!/bin/sh
[ "\$1" != --libraries ] || exec "$true_reader" --libraries
$words
P
	refused "aofuto-$month-001.pdf: "
done

# One that cannot be started is found before a page is drawn, and is no fault of
# the run that it cannot read.
ln -sf "$true_reader" $reader
released 0
rm $reader
for words in 'exit 127' 'exit 3' 'kill -9 $$' 'echo nonsense'; do
	reads_as <<P
#!/bin/sh
$words
P
	mv dir whole
	refused "aofuto-reader"
	mv whole dir
	expect 4 verify dir
	says err "aofuto-reader"
	lacks err "this is not what the run left"
done

# Over the ledger: what was not released is not in it either, and the run is
# gone on with.
address='https://city.example/?id={application_id}'
rm -rf dir
liar '
        payload = bytearray(bytes(payload).replace(b"001-0001 ", b"001-0002 "))'
expect 4 run list.csv --month $month --as-of $day --out dir \
	--qr-address "$address"
says err "the page bears another label" \
	"is not finished, and nothing of it is lost; to go on with it"
[ -z "$(ls -A dir)" ] || fail "a refused volume is left: $(ls -A dir)"
rm $reader
ln -s "$true_reader" $reader
expect 0 run list.csv --month $month --as-of $day --out dir \
	--qr-address "$address"
says out "run 1, recorded in "
expect 0 verify dir
finish
