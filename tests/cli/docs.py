#!/usr/bin/env python3
"""Runs every example of the manuals and holds it against the output shown.

    docs.py AOFUTO ROOT CLOCK.so [DOCUMENT ...]

docs/hacking.md ("Write an example in the manuals") says how an example is
written. Each document has an empty home and a clock that stands still; its
examples are run there from top to bottom. AOFUTO_GOLDEN=update writes the
outputs into the documents anew; what must not change (an exit status) stays.
"""
import calendar
import difflib
import os
import pathlib
import pty
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
import unicodedata

DOCUMENTS = ["README.md", "docs/operation.md", "docs/setup.md",
             "docs/ledger.md", "docs/list.md", "docs/template.md"]
CLOCK = "2026-12-01 09:30"
LIMIT = os.environ.get("DOCS_LIMIT", "120")  # seconds a command may take

# What differs from day to day or machine to machine: equal when both sides
# have it in the same place. Times are not here: the clock stands still.
CHANGES = [
    (re.compile(r"\b[0-9a-f]{64}\b"), "SHA-256"),
    (re.compile(r"\b[0-9a-f]{16}\b"), "16 DIGITS"),
    (re.compile(r"aofuto \d+\.\d+\.\d+\S*"), "aofuto VERSION"),
    (re.compile(r"\d+(バイト| bytes)"), "SIZE"),
]
STATUS = {"ja": "# 終了コード ", "en": "# exit status "}
ANY = ("…", "...")
UPDATE = os.environ.get("AOFUTO_GOLDEN") == "update"


class Block:
    """A fenced block: its info string, and its lines with where they stand."""

    def __init__(self, info, begin):
        self.info, self.begin, self.lines = info.split(), begin, []

    def kind(self):
        return self.info[0] if self.info else ""


def blocks_of(lines):
    """The fenced blocks and the prose (line number, text) of a document."""
    blocks, prose, block = [], [], None
    for number, line in enumerate(lines):
        if line.startswith("```"):
            if block:
                blocks.append(block)
                block = None
            else:
                block = Block(line[3:], number + 1)
                prose.append((number, block))
        elif block:
            block.lines.append(line)
        else:
            prose.append((number, line))
    if block:
        raise SystemExit(f"line {block.begin}: a block without an end")
    return blocks, prose


def commands_of(block):
    """(command, line of its output, lines of output) of a console block."""
    found, at = [], 0
    while at < len(block.lines):
        line = block.lines[at]
        at += 1
        if not line.startswith("$ "):
            raise ValueError(f"output before the first command: {line}")
        command = line[2:]
        while command.endswith("\\") and at < len(block.lines):
            command += "\n" + block.lines[at].removeprefix("> ")
            at += 1
        first = at
        while at < len(block.lines) and not block.lines[at].startswith("$ "):
            at += 1
        found.append((command, block.begin + first, block.lines[first:at]))
    return found


def depth(line):
    return len(line) - len(line.lstrip())


def plain(line):
    for pattern, name in CHANGES:
        line = pattern.sub(name, line)
    return line.rstrip()


def line_is(shown, real):
    """Is the line the one that is shown, where … stands for anything?"""
    shown, real = plain(shown), plain(real)
    if "…" not in shown:
        return shown == real
    parts = map(re.escape, shown.split("…"))
    return re.fullmatch(".*".join(parts), real) is not None


DIGITS = re.compile(r"\b[0-9a-f]{16}(?:[0-9a-f]{48})?\b")


def digits_of(shown, real):
    """(index of the shown line, its digits, the real ones) line by line."""
    at = 0
    for index, line in enumerate(shown):
        hit = next((n for n in range(at, len(real))
                    if line.strip() not in ANY and line_is(line, real[n])),
                   None)
        if hit is None:
            continue
        at = hit + 1
        pair = DIGITS.findall(line), DIGITS.findall(real[hit])
        if pair[0] and len(pair[0]) == len(pair[1]):
            yield index, *pair


def matches(shown, real):
    """Do the lines match, where a line … stands for any lines?"""
    ways = {0}  # so many real lines can be used up by the shown ones so far
    for line in shown:
        if line.strip() in ANY:
            ways = set(range(min(ways), len(real) + 1))
        else:
            ways = {n + 1 for n in ways
                    if n < len(real) and line_is(line, real[n])}
        if not ways:
            return False
    return len(real) in ways


def kept(real, shown):
    """The real lines; where one is equal to one shown, that one."""
    return [next((s for s in shown if line_is(s, line)), line)
            for line in real]


def anew(shown, real):
    """The real lines, as far as possible with the … that were shown."""
    parts, part = [], []
    for line in shown:
        if line.strip() in ANY:
            parts.append(part)
            part = []
        else:
            part.append(line)
    parts.append(part)
    if len(parts) == 1:
        return kept(real, shown)
    out, at = [], 0
    for number, part in enumerate(parts):
        if number:
            out.append("…")
        hit, search = [], at
        for index, line in enumerate(part):
            for n in range(search, len(real)):
                if line_is(line, real[n]):
                    hit.append((index, n))
                    search = n + 1
                    break
        if hit:
            begin = max(at, hit[0][1] - hit[0][0])
            end = hit[-1][1] + len(part) - hit[-1][0]
        elif part:
            begin, end = at, len(real)
        else:
            continue
        out += kept(real[begin:end], part)
        at = min(end, len(real))
    return out


def terminal(data):
    """What stays on a terminal: a progress line is gone."""
    text = data.decode("utf-8", "replace").replace("\r\n", "\n")
    text = re.sub(r"[^\n]*\r\x1b\[K", "", text)
    return text.split("\n")[:-1] if text.endswith("\n") else text.split("\n")


class Place:
    """An empty home in which a document's commands are run."""

    def __init__(self, aofuto, clock, scratch):
        self.home = scratch / "home"
        self.work = self.home / "work"
        self.work.mkdir(parents=True)
        self.data = aofuto.parent.parent / "share/aofuto"
        # a copy: the data of a build are links to the sources
        self.share = scratch / "share"
        self.program = str(aofuto)
        shutil.copytree(self.data, self.share)
        self.login = subprocess.run(["id", "-un"], text=True, check=True,
                                    capture_output=True).stdout.strip()
        tools = scratch / "bin"
        tools.mkdir()
        wrapper = tools / "aofuto"
        wrapper.write_text("#!/bin/sh\n"
                           f"LD_PRELOAD={shlex.quote(str(clock))}\n"
                           "export LD_PRELOAD\n"
                           f"exec {shlex.quote(str(aofuto))} \"$@\"\n")
        wrapper.chmod(0o755)
        options = os.environ.get("ASAN_OPTIONS", "")
        self.environment = {
            "HOME": str(self.home), "PATH": f"{tools}:{os.environ['PATH']}",
            "LC_ALL": "C.UTF-8", "TZ": "JST-9", "TERM": "dumb",
            "NO_COLOR": "1",
            # the preloaded clock comes before the sanitizer; that is meant
            "ASAN_OPTIONS": f"{options}:verify_asan_link_order=0",
        }
        self.set_clock(CLOCK)

    def set_clock(self, text):
        day = time.strptime(text, "%Y-%m-%d %H:%M")
        self.environment["DOCS_CLOCK"] = str(calendar.timegm(day) - 9 * 3600)

    def run(self, command, language):
        """The exit status, and the lines that a terminal would show."""
        command = command.replace("/usr/share/aofuto", str(self.share))
        master, slave = pty.openpty()
        with subprocess.Popen(
                ["timeout", LIMIT, "bash", "-o", "pipefail", "-c", command],
                cwd=self.work,
                env=self.environment | {"LANGUAGE": language},
                stdin=subprocess.DEVNULL, stdout=slave, stderr=slave) as child:
            os.close(slave)
            data = b""
            while True:
                try:
                    more = os.read(master, 65536)
                except OSError:  # the last one closed it
                    break
                if not more:
                    break
                data += more
            status = child.wait()
        os.close(master)
        return status, [self.told(line) for line in terminal(data)
                        if data]

    def told(self, line):
        """The line as it would be in the manual's world."""
        line = re.sub(rf"{re.escape(self.program)}(?![\w/.-])", "aofuto", line)
        line = line.replace(str(self.work), "/srv/shimin/work")
        line = line.replace(str(self.home), "/srv/shimin")
        for data in (self.data, self.share):
            line = line.replace(str(data), "/usr/share/aofuto")

        def login(found):
            wide = len(self.login) + len(found[1]) - len("shimin")
            return "shimin" + " " * max(1, wide) if len(found[1]) > 1 \
                else "shimin" + found[1]
        if self.login != "shimin":
            line = re.sub(rf"(?<![\w/-]){re.escape(self.login)}"
                          r"(?![\w/-])( *)", login, line)
        return line


class Document:
    def __init__(self, root, name, place, manual):
        self.path, self.name = root / name, name
        self.lines = self.path.read_text(encoding="utf-8").split("\n")
        self.blocks, self.prose = blocks_of(self.lines)
        self.place, self.manual = place, manual
        self.faults, self.changes, self.ran = [], [], 0
        self.digits = {}  # the real digits and those that stand for them

    def fault(self, line, text):
        self.faults.append(f"{self.name}:{line + 1}: {text}")

    def check(self):
        for number, what in self.prose:
            if isinstance(what, Block):
                self.take(what)
                continue
            clock = re.fullmatch(r"<!-- clock (.*) -->", what)
            if clock:
                self.place.set_clock(clock[1])
            for span in re.findall(r"`([^`]+)`", what):
                self.mention(number, span)
        self.links()
        self.unused()

    def take(self, block):
        kind, rest = block.kind(), block.info[1:]
        if rest[:1] == ["not-run"]:
            if len(rest) < 2:
                self.fault(block.begin - 1, "not-run without a reason")
        elif kind == "console":
            try:
                examples = commands_of(block)
            except ValueError as wrong:
                self.fault(block.begin - 1, str(wrong))
                return
            language = rest[0] if rest else "ja"
            for command, at, shown in examples:
                self.example(command, at, shown, language)
        elif rest[:1] == ["into"]:
            self.put_into(block, self.place.work / rest[1])
        elif rest:
            path = self.place.work / rest[0]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("\n".join(block.lines) + "\n", encoding="utf-8")
        elif kind in ("yaml", "csv"):
            self.fault(block.begin - 1, "this block names no file")
        else:
            for at, line in enumerate(block.lines):
                if re.match(r"\s*(\$ |aofuto |sudo |\./bootstrap )", line):
                    self.fault(block.begin + at, f"is never run: {line}")

    def example(self, command, at, shown, language):
        self.ran += 1
        for part in command.replace("\n", " ").split("|"):
            self.mention(at - 1, part.strip())
        status, real = self.place.run(command, language)
        mark = STATUS[language]
        wanted, body = 0, shown
        if shown and shown[-1].startswith(mark):
            wanted, body = int(shown[-1][len(mark):]), shown[:-1]
        if status != wanted:
            self.fault(at - 1, f"exit {status}, not {wanted}: {command}\n" +
                       "\n".join("    " + line for line in real[:12]))
        elif not matches(body, real):
            if UPDATE:
                lines = anew(body, real) + shown[len(body):]
                self.changes.append((at, len(shown), lines))
            else:
                self.fault(at - 1, f"shows another output: {command}\n" +
                           "\n".join("    " + line for line in difflib.ndiff(
                               list(map(plain, body)), list(map(plain, real)))
                               if not line.startswith("?")))
        else:
            self.digits_agree(at, body, real)

    def digits_agree(self, at, shown, real):
        """Digits that are the same for the program are the same here: a
        reader is told to compare them."""
        for index, told, meant in digits_of(shown, real):
            line = shown[index]
            for here, there in zip(told, meant):
                taken = here in self.digits.values()
                wanted = self.digits.setdefault(
                    there, there if taken else here)
                line = line.replace(here, wanted)
            if line == shown[index]:
                continue
            if UPDATE:
                self.changes.append((at + index, 1, [line]))
            else:
                self.fault(at + index, f"other digits than before: {line}")

    def put_into(self, block, path):
        """Each entry of a fragment takes the place of the one with its name
        in the file; a new one follows the one before it, or ends the file."""
        lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
        deep = depth(block.lines[0])
        starts = [n for n, line in enumerate(block.lines)
                  if line and depth(line) == deep and line[deep] not in "#}"]
        for start, stop in zip(starts, starts[1:] + [len(block.lines)]):
            entry = block.lines[start:stop]
            name = entry[0] if entry[0].lstrip().startswith("- ") \
                else entry[0].split(":")[0] + ":"
            begin = next((n for n, line in enumerate(lines)
                          if line.startswith(name)), None)
            if begin is None and deep and start == starts[0]:
                self.fault(block.begin + start,
                           f"{path.name} has no such place: {name}")
                return
            if begin is None:
                at = end if deep else len(lines)
                lines[at:at] = entry
                end = at + len(entry)
                continue
            end = begin + 1
            while end < len(lines) and lines[end].strip() and \
                    depth(lines[end]) > deep:
                end += 1
            lines[begin:end] = entry
            end = begin + len(entry)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def mention(self, at, text):
        """A command or option that is spoken of must be there."""
        words = text.split()
        if not words or not (words[0] == "aofuto" or
                             text.startswith("--")):
            return
        known = self.manual["*"]
        if words[0] == "aofuto":
            name = next((" ".join(words[1:n]) for n in (3, 2)
                         if " ".join(words[1:n]) in self.manual), None)
            if name:
                known = self.manual[name] | self.manual["common"]
            elif len(words) > 1 and re.match(r"[a-z]", words[1]) and \
                    words[1] not in self.manual["groups"]:
                self.fault(at, f"no such command: {text}")
        for word in words:
            option = re.match(r"--[a-z-]+", word)
            if option and option[0] not in known:
                self.fault(at, f"no such option: {option[0]} in {text}")

    def links(self):
        for number, what in self.prose:
            if isinstance(what, Block):
                continue
            for target in re.findall(r"\]\(([^)\s]+)\)", what):
                if re.match(r"[a-z]+:", target):
                    continue
                path, _, anchor = target.partition("#")
                path = self.path.parent / path if path else self.path
                if not path.exists() or (
                        anchor and anchor not in anchors(path)):
                    self.fault(number, f"leads nowhere: {target}")

    def unused(self):
        """A file that is shown must be read by a command after it."""
        for index, block in enumerate(self.blocks):
            rest = block.info[1:]
            if not rest or block.kind() == "console" or rest[0] == "not-run":
                continue
            name = pathlib.PurePath(rest[-1])
            words = [name.name] + [p for p in name.parts[:-1]]
            others = "\n".join(
                "\n".join(b.lines) for i, b in enumerate(self.blocks)
                if i > index or (b is not block and b.info[1:2] and
                                 b.kind() != "console"))
            if not any(word in others for word in words):
                self.fault(block.begin - 1, f"{name} is never used")

    def save(self):
        for at, count, lines in reversed(self.changes):
            self.lines[at:at + count] = lines
        if self.changes:
            self.path.write_text("\n".join(self.lines), encoding="utf-8")


def anchors(path):
    """The anchors of a document's headings, as GitHub makes them."""
    found, code = {}, False
    for line in path.read_text(encoding="utf-8").split("\n"):
        code ^= line.startswith("```")
        if code or not re.match(r"#+ ", line):
            continue
        title = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1",
                       line.lstrip("#").strip()).lower()
        slug = "".join(c for c in title if c in "-_ " or
                       unicodedata.category(c)[0] in "LNM").replace(" ", "-")
        times = found[slug] = found.get(slug, -1) + 1
        if times:
            found[f"{slug}-{times}"] = 0
    return found


def options_of(aofuto):
    """The options of every command, from the program's own help."""
    text = subprocess.run([aofuto, "help", "--markdown"], check=True,
                          capture_output=True, text=True).stdout
    found = {"*": {"--version"}, "common": set(), "groups": {"help"}}
    here = None
    for line in text.split("\n"):
        head = re.match(r"### aofuto (.*)", line)
        if head:
            here = found.setdefault(head[1], set())
            found["groups"].add(head[1].split()[0])
        elif line.startswith("### "):
            here = found["common"]
        option = re.match(r"\| `(--[a-z-]+)", line)
        if option and here is not None:
            here.add(option[1])
            found["*"].add(option[1])
    return found


def main():
    aofuto, root, clock = (pathlib.Path(a).resolve() for a in sys.argv[1:4])
    if UPDATE and os.environ.get("CI"):
        raise SystemExit("no updates of goldens in CI")
    manual, failed = options_of(aofuto), False
    names = sys.argv[4:] or [n for n in DOCUMENTS if (root / n).exists()]
    for name in names:
        with tempfile.TemporaryDirectory() as scratch:
            began = time.monotonic()
            document = Document(root, name, Place(
                aofuto, clock, pathlib.Path(scratch)), manual)
            document.check()
            document.save()
        print(f"{name}: {document.ran} commands, "
              f"{len(document.changes)} written anew, "
              f"{time.monotonic() - began:.1f} s")
        for fault in document.faults:
            print(fault)
            failed = True
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
