#!/bin/sh
# At a terminal: no line is wider than it, words are whole, Japanese is counted
# by its width; a little colour, and none where it is not wanted.
. "$(dirname "$0")/lib.sh"
if ! python3 -c 'import pty; pty.openpty()' 2>/dev/null; then
	echo "SKIPPED: this machine gives no pseudo-terminal"
	finish
fi
sample --rows 30000 >long.csv
head -n 200 long.csv >list.csv
cat >terminal.py <<'P'
import fcntl, os, pty, re, struct, sys, termios, unicodedata
program, days = sys.argv[1], ["--as-of", "2026-12-01"]
bad = 0
def on_terminal(args, columns=40, **env):
    pid, fd = pty.fork()
    if pid == 0:
        fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        for name, value in env.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value
        os.execv(program, [program] + args)
    got = b""
    while True:
        try:
            part = os.read(fd, 65536)
        except OSError:
            part = b""
        if not part:
            break
        got += part
    os.waitpid(pid, 0)
    return got.decode()
def check(what, true):
    global bad
    if not true:
        print("FAIL:", what, file=sys.stderr)
        bad = 1
def width(s):
    s = re.sub("\x1b\\[[0-9;]*[mK]", "", s)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in s)
def ascii_words(s):
    return {w for w in s.split() if w.isascii()}
def one_letter(word):
    return width(word) > 34 # paths and the like cannot be wrapped
commands = [["help"], ["help", "run"], ["--help"], ["help", "ledger"],
            ["check", "list.csv"] + days,
            ["plan", "list.csv", "--month", "2026-12"] + days,
            ["plan", "list.csv", "--moth", "2026-12"],
            ["sampel"], ["check", "nowhere.csv"], ["check", "-x"],
            ["explain", "--list", "list.csv", "--resident",
             open("list.csv").readlines()[3].split(",")[0]] + days,
            ["ledger", "show"]]
for language in ("en", "ja"):
    for columns in (40, 60):
        for command in commands:
            out = on_terminal(command, columns, LANGUAGE=language)
            lines = out.replace("\r", "").split("\n")
            for line in lines:
                words = re.split("[ \u3000-\u9fff\uff00-\uffef]+", line)
                check((language, columns, command, line, width(line)),
                      width(line) <= columns or program in line or
                      any(one_letter(w) for w in words))
            wide = on_terminal(command, 1000, LANGUAGE=language)
            if command[0] not in ("help", "--help"):
                # Nothing is lost or parted by wrapping.
                squeeze = lambda s: re.sub("\\s", "", s)
                check((language, command, "changed by wrapping"),
                      squeeze(out) == squeeze(wide))
                if language == "en":
                    check((command, "a word is parted"),
                          ascii_words(wide) <= set(out.split()))
# For programs nothing is wrapped.
for option in ("--json", "--csv"):
    out = on_terminal(["plan", "list.csv", "--month", "2026-12", option] + days)
    check((option, "wrapped"), len(out.splitlines()) ==
          len(on_terminal(["plan", "list.csv", "--month", "2026-12", option] +
                          days, 1000).splitlines()))
# COLUMNS says it too.
out = on_terminal(["sampel"], 1000, COLUMNS="30")
check("COLUMNS", max(width(l) for l in out.splitlines()) <= 30)

# Colour: of the word in front, and the text without it is the same.
red = "\x1b[1;31maofuto:\x1b[0m "
plain = on_terminal(["sampel"], 80, TERM="xterm", NO_COLOR="1")
check("NO_COLOR", "\x1b" not in plain and "aofuto: " in plain)
coloured = on_terminal(["sampel"], 80, TERM="xterm", NO_COLOR=None)
check("red", red in coloured and coloured.replace(red, "aofuto: ") == plain)
check("empty NO_COLOR", red in on_terminal(["sampel"], 80, TERM="xterm", NO_COLOR=""))
check("dumb", "\x1b" not in on_terminal(["sampel"], 80, TERM="dumb", NO_COLOR=None))
check("no TERM", "\x1b" not in on_terminal(["sampel"], 80, TERM=None, NO_COLOR=None))

# The progress line is one line, in both languages.
for language in ("en", "ja"):
    out = on_terminal(["check", "long.csv"] + days, 40, LANGUAGE=language)
    drawn = [part for part in out.split("\r\x1b[K")[:-1]]
    check((language, "no progress line"), len(drawn) > 0)
    for part in drawn[:-1]:
        check((language, "too wide", part), width(part) < 40)
sys.exit(bad)
P
python3 terminal.py "$aofuto" || fail "on a terminal"
# Not a terminal: no colour, whatever TERM says.
TERM=xterm expect 2 sampel
[ "$(head -c 7 err)" = "aofuto:" ] || fail "colour in a file"
finish
