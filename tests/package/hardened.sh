#!/bin/sh
# Each program is built so that a damaged memory is hard to make use of.
#   hardened.sh PROGRAM...
failed=0
for program; do
	readelf -hW "$program" >header
	readelf -lW "$program" >segments
	readelf -dW "$program" >dynamic
	objdump -d --no-show-raw-insn "$program" | grep -m 1 endbr64 >landing
	readelf --dyn-syms -W "$program" >symbols
	while read -r file text what; do
		grep -qE "$text" "$file" || {
			echo "$program: $what" >&2
			failed=1
		}
	done <<-'W'
		header Type:.*DYN no position-independent executable
		segments GNU_RELRO no relro
		dynamic BIND_NOW|FLAGS.*NOW not bound at the start
		segments GNU_STACK.*RW[[:space:]] an executable stack
		symbols __stack_chk_fail no stack protector
		symbols __(sn?printf|memcpy|v?fprintf|printf|read|memset)_chk not fortified
		landing endbr64 no indirect branch tracking
	W
	! readelf -SW "$program" | grep -q '\.debug_info' || {
		echo "$program: not stripped" >&2
		failed=1
	}
done
rm -f header segments dynamic landing symbols
exit $failed
