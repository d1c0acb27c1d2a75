#!/bin/sh
# The progress line: on a terminal alone, with rate and time left, and gone at
# the end.
. "$(dirname "$0")/lib.sh"
# Long enough for a line every fifth of a second, on a fast machine too.
sample --rows 150000 >list.csv
if ! python3 -c 'import pty; pty.openpty()' 2>/dev/null; then
	echo "SKIPPED: this machine gives no pseudo-terminal"
	finish
fi
python3 - "$aofuto" <<'P' || fail "the progress line"
import os, pty, sys
def on_terminal(*more):
    got = b""
    pid, fd = pty.fork()
    if pid == 0:
        os.execv(sys.argv[1], [sys.argv[1], "plan", "list.csv", "--month",
                               "2026-12", "--as-of", "2026-12-01", *more])
    while True:
        try:
            part = os.read(fd, 65536)
        except OSError:
            part = b""
        if not part:
            break
        got += part
    os.waitpid(pid, 0)
    return got
got = on_terminal()
assert b"reading the list: " in got and b" a second, " in got, got[:300]
assert b"seconds left" in got
lines = got.split(b"reading the list: ")
assert all(b"\r\x1b[K" in rest for rest in lines[1:]), "not erased"
assert lines[-1].split(b"\r\x1b[K")[-1].startswith(b"plan for 2026-12")
assert on_terminal("--quiet") == b""
P
expect 1 plan list.csv --month $month --as-of $day
[ -s err ] && fail "progress where there is no terminal"
finish
