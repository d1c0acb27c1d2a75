#!/usr/bin/env python3
"""A manual with one fault each: docs.py must name it. And what it must let
pass, and how it writes an output anew.

    docs_faults.py AOFUTO CLOCK.so
"""
import os
import pathlib
import subprocess
import sys
import tempfile

aofuto, clock = (str(pathlib.Path(a).resolve()) for a in sys.argv[1:3])
runner = pathlib.Path(__file__).with_name("docs.py")
VERSION = "aofuto 9.9.9 (libharu 2.3.0)"


def run(text, **environment):
    """Exit status, what was said, the document afterwards."""
    with tempfile.TemporaryDirectory() as root:
        document = pathlib.Path(root, "README.md")
        document.write_text(text, encoding="utf-8")
        settings = {k: v for k, v in os.environ.items()
                    if k not in ("CI", "AOFUTO_GOLDEN")} | environment
        done = subprocess.run([runner, aofuto, root, clock], text=True,
                              capture_output=True, env=settings)
        return done.returncode, done.stdout + done.stderr, \
            document.read_text(encoding="utf-8")


def console(*lines, info="console"):
    return "\n".join([f"```{info}", *lines, "```", ""])


GOOD = {
    "an output": console("$ aofuto --version | head -n 1", VERSION),
    "any lines": console("$ aofuto help", "…", "…"),
    "inside a line": console("$ aofuto --version | head -n 1",
                             "aofuto … 2.3.0)"),
    "lines between": console("$ seq 5", "1", "…", "4", "5"),
    "no lines between": console("$ seq 2", "1", "…", "2"),
    "a status": console("$ aofuto plan", "…", "# 終了コード 2"),
    "English": console("$ aofuto plan", "aofuto: plan needs …", "…",
                       "# exit status 2", info="console en"),
    "a file": "```csv a.csv\na\n```\n" + console("$ cat a.csv", "a"),
    "a longer line": console("$ echo \\", "> two", "two"),
    "put in": "```yaml a.yaml\na: 1\nb:\n  - name: x\n    y: 2\nc: 3\n```\n"
              "```yaml into a.yaml\n  - name: x\n    y: 5\n```\n"
              "```yaml into a.yaml\na: 4\nd: 6\n```\n" +
              console("$ cat a.yaml", "a: 4", "b:", "  - name: x",
                      "    y: 5", "c: 3", "d: 6"),
    "the clock": "<!-- clock 2027-03-04 05:06 -->\n" + console(
        "$ aofuto sample --rows 1 > a.csv",
        "$ aofuto plan a.csv --month 2027-03 | head -n 1",
        "2027年03月分の計画（2027-03-04 現在）: a.csv、文字コード UTF-8"),
    "a progress line": console("$ printf 'half\\r\\033[Kdone\\n'", "done"),
    "not run": console("$ lpr a.pdf", info="console not-run a printer"),
    "digits": console("$ echo " + "ab" * 8, "cd" * 8,
                      "$ echo " + "ab" * 8, "cd" * 8,
                      "$ echo " + "ef" * 8, "01" * 8),
    "the program's name": console("$ command -v aofuto > name",
                                  f"$ echo {aofuto}", "aofuto"),
    "a link": "# One\n[here](#one), [there](README.md#one)\n",
}
BAD = {
    "a command that fails": (console("$ false"), "exit 1, not 0"),
    "one that should": (console("$ true", "# 終了コード 1"),
                        "exit 0, not 1"),
    "a pipe that fails": (console("$ false | cat"), "exit 1, not 0"),
    "another output": (console("$ aofuto --version", "aofuto 1"),
                       "shows another output"),
    "an output not shown": (console("$ aofuto --version"),
                            "shows another output"),
    "one line too many": (console("$ seq 2", "1", "2", "3"),
                          "shows another output"),
    "one too few": (console("$ seq 3", "1", "2"), "shows another output"),
    "wrong after any": (console("$ seq 5", "1", "…", "6"),
                        "shows another output"),
    "wrong order": (console("$ seq 5", "…", "4", "…", "2", "…"),
                    "shows another output"),
    "two digits for one": (console("$ echo " + "ab" * 8, "cd" * 8,
                                   "$ echo " + "ab" * 8, "ef" * 8),
                           "other digits than before"),
    "one for two": (console("$ echo " + "ab" * 8, "cd" * 8,
                            "$ echo " + "ef" * 8, "cd" * 8),
                    "other digits than before"),
    "never run": ("```\n$ aofuto plan\n```\n", "is never run"),
    "never run, text": ("```text\naofuto plan\n```\n", "is never run"),
    "no reason": (console("$ lpr", info="console not-run"),
                  "without a reason"),
    "no such option": (console("$ aofuto --version --grand", "…",
                               "# 終了コード 2"), "no such option: --grand"),
    "of another command": ("`aofuto check L --month 2026-12`\n",
                           "no such option: --month"),
    "option in prose": ("Say `--grand`.\n", "no such option: --grand"),
    "command in prose": ("Say `aofuto polish`.\n", "no such command"),
    "output first": (console("1", "$ seq 1"), "before the first command"),
    "no name": ("```yaml\na: 1\n```\n", "names no file"),
    "an idle file": ("```csv a.csv\na\n```\n" + console("$ true"),
                     "never used"),
    "no place": ("```yaml a.yaml\na: 1\n```\n```yaml into a.yaml\n"
                 "  b: 2\n```\n" + console("$ cat a.yaml", "…"),
                 "no such place"),
    "no file": ("[x](y.md)\n", "leads nowhere"),
    "no anchor": ("# One\n[x](#two)\n", "leads nowhere"),
    "no end": ("```console\n$ true\n", "without an end"),
}
failed = False


def expect(good, name, said):
    global failed
    if not good:
        failed = True
        print(f"FAIL: {name}\n    " + said.strip().replace("\n", "\n    "))


for name, text in GOOD.items():
    status, said, _ = run(text)
    expect(status == 0, f"refused: {name}", said)
for name, (text, words) in BAD.items():
    status, said, _ = run(text)
    expect(status == 1 and words in said, f"not found: {name}", said)

status, said, _ = run(console("$ sleep 9"), DOCS_LIMIT="0.2")
expect(status == 1 and "exit 124" in said, "a command without an end", said)

UPDATE = {
    console("$ seq 2"): console("$ seq 2", "1", "2"),
    console("$ seq 6", "0", "2", "…", "5", "6"):
        console("$ seq 6", "1", "2", "…", "5", "6"),
    console("$ aofuto --version | head -n 1; echo 2", VERSION, "1"):
        console("$ aofuto --version | head -n 1; echo 2", VERSION, "2"),
    console("$ echo " + "ab" * 8, "cd" * 8, "$ echo " + "ab" * 8, "ef" * 8):
        console("$ echo " + "ab" * 8, "cd" * 8,
                "$ echo " + "ab" * 8, "cd" * 8),
}
for before, after in UPDATE.items():
    status, said, text = run(before, AOFUTO_GOLDEN="update")
    expect(status == 0 and text == after, "anew: " + text, said)
before = console("$ seq 2; false")
status, said, text = run(before, AOFUTO_GOLDEN="update")
expect(status == 1 and text == before, "a failure was written down", said)
status, said, text = run(console("$ seq 2"), AOFUTO_GOLDEN="update", CI="1")
expect(status != 0 and text == console("$ seq 2"), "written in CI", said)
sys.exit(failed)
