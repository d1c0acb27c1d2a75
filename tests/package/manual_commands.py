#!/usr/bin/env python3
"""The commands of a manual, for a shell: a line each, with the exit status
that is shown and the time on the clock. The files that it shows are put into
the folder.

    manual_commands.py DOCUMENT FOLDER

docs/hacking.md ("Write an example in the manuals") says how they are written.
"""
import calendar
import pathlib
import re
import sys
import time

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))
import docs  # noqa: E402

clock = docs.CLOCK
text = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")
for _, what in docs.blocks_of(text.split("\n"))[1]:
    if isinstance(what, str):
        found = re.fullmatch(r"<!-- clock (.*) -->", what)
        clock = found[1] if found else clock
    elif what.info[1:] and what.kind() != "console":
        pathlib.Path(sys.argv[2], what.info[1]).write_text(
            "\n".join(what.lines) + "\n", encoding="utf-8")
    elif what.info == ["console"]:
        stands = calendar.timegm(time.strptime(clock, "%Y-%m-%d %H:%M"))
        for command, _, shown in docs.commands_of(what):
            mark = docs.STATUS["ja"]
            last = shown[-1] if shown else ""
            status = last[len(mark):] if last.startswith(mark) else "0"
            print(status, stands - 9 * 3600, command)
