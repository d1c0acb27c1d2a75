"""judge.py - is the state whole, and was it never a lie on the way?

A picture is everything of a state that must not depend on what happened on the way:
the files by their SHA-256, the rows of the ledger without hours, the head of its chain.
"""
import hashlib
import os
import re
import shutil
import sqlite3
import stat
import subprocess
import tempfile

from scene import NAMES

ROWS = [
    "SELECT 'run', id, month, as_of, only_month, supplement, program, hex(list_sha256),"
    " first_notice, notices, volume_notices, first_volume, volumes, hex(plan_sha256), figures,"
    " finished_at IS NULL, cancelled_at IS NULL FROM run",
    "SELECT 'notice', id, run, page, pages, sheets, row, kind, expiry, cancelled,"
    " length(sealed) FROM notice",
    "SELECT 'planned_volume', first_notice, run, number, notices FROM planned_volume",
    "SELECT 'volume', run, number, name, notices, pages, sheets, bytes, hex(sha256) FROM volume",
    "SELECT 'returned', notice, on_day, reason FROM returned",
    "SELECT 'document', hex(sha256) FROM document",
]
ONCE = ("SELECT count(*), count(DISTINCT hex(resident)||kind||expiry) FROM notice"
        " WHERE cancelled=0 AND resident IS NOT NULL")
REPRINTS = "SELECT copy, hex(sha256) FROM reprint ORDER BY id"
VOLUMES = "SELECT name, lower(hex(sha256)) FROM volume"
EVENTS = "SELECT type, run, item, notice FROM event WHERE type<20 ORDER BY id"
HEAD = "SELECT hex(chain) FROM event WHERE chain IS NOT NULL ORDER BY id DESC LIMIT 1"
CHAIN = "SELECT digest, chain FROM event WHERE chain IS NOT NULL ORDER BY id"


def sha256(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def files(folder):
    """{name: digest} of the state but the ledger and its key, whose bytes are random."""
    found = {}
    for where, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(where, name)
            short = os.path.relpath(path, folder)
            if short == "ledger.db-journal":  # it stays; Ledger plays back what is in it
                continue
            own = short.startswith(("ledger.", ".ledger.", "copy."))
            found[short] = "" if own else sha256(path)
            if name == "run.json":
                found[short] = report(path)
            if name == "control.pdf":
                found[short] = sheet(path)
    return found


def report(path):
    """run.json without the head of the chain, which has its own place in a picture, and
    without the digest of the control sheet, which has that head on it: it must be the
    file's."""
    control = os.path.join(os.path.dirname(path), "control.pdf")
    with open(path, "rb") as file:
        text = file.read()
    told = re.search(rb'"control.pdf": "([^"]*)"', text)
    if os.path.exists(control) and told and told[1].decode() != sha256(control):
        return "another control sheet"
    return hashlib.sha256(re.sub(rb'"(chain|control.pdf)[^,}]*', b"", text)).hexdigest()


def sheet(path):
    """What the control sheet says, but for the head of the chain."""
    said = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True,
                          encoding="utf-8").stdout
    head = "(台帳の記録.*?)[0-9a-f]{4}(?: [0-9a-f]{4}){3}"
    return hashlib.sha256(re.sub(head, r"\1", said, flags=re.S).encode()).hexdigest()


class Ledger:
    """A copy, so that looking (which plays a journal back) changes nothing."""

    def __init__(self, path):
        self.folder = tempfile.mkdtemp(dir=os.path.dirname(os.path.dirname(path)))
        for end in ("", "-journal"):
            if os.path.exists(path + end):
                shutil.copy(path + end, os.path.join(self.folder, "ledger.db" + end))
        self.base = sqlite3.connect(os.path.join(self.folder, "ledger.db"))

    def ask(self, query):
        return self.base.execute(query).fetchall()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.base.close()
        shutil.rmtree(self.folder)


def sound(ledger):
    """What is wrong with the ledger whatever has happened."""
    wrong = [f"integrity: {row[0]}" for row in ledger.ask("PRAGMA integrity_check")
             if row[0] != "ok"]
    wrong += ["a foreign key leads nowhere" for _ in ledger.ask("PRAGMA foreign_key_check")]
    if len({x for x in ledger.ask(ONCE)[0]}) != 1:
        wrong.append(f"a notice stands twice: {ledger.ask(ONCE)[0]}")
    link = bytes(32)
    for digest, chain in ledger.ask(CHAIN):
        link = hashlib.sha256(link + digest).digest()
        if link != chain:
            return wrong + ["the chain is broken"]
    return wrong


def picture(slot, head_is_equal):
    seen = {"files": files(slot.state)}
    if os.path.exists(slot.ledger):
        with Ledger(slot.ledger) as ledger:
            seen["rows"] = sorted((row for query in ROWS for row in ledger.ask(query)), key=str)
            seen["events"] = ledger.ask(EVENTS)
            seen["reprints"] = ledger.ask(REPRINTS)
            seen["head"] = ledger.ask(HEAD) if head_is_equal else []
    return seen


def volumes_of(slot):
    """{final name: path} of every volume that a print room could pick up."""
    return {name: os.path.join(where, name) for where, _, names in os.walk(slot.state)
            for name in names if name.startswith("aofuto-") and name.endswith(".pdf")}


def peek(scene, slot):
    """Right after the fault, before anybody repairs anything."""
    if scene.name == "specimen":
        left = files(slot.state)
        part = "out/run.json" in left and left != slot.whole[scene.name]["files"]
        return ["a run.json in a folder that is not whole"] if part and not in_english(slot) else []
    found = volumes_of(slot)
    if not os.path.exists(slot.ledger):
        return [f"{sorted(found)} without a ledger"] if found else []
    wrong = []
    if not scene.key_is_given and not os.path.exists(os.path.join(slot.state, "ledger.key")):
        wrong.append("a ledger without its key")
    with Ledger(slot.ledger) as ledger:
        wrong += sound(ledger)
        known = dict(ledger.ask(VOLUMES))
        wrong += [f"{name} is not what the ledger knows" for name, path in found.items()
                  if known.get(name) != sha256(path)]
        one = os.path.join(slot.state, "one.pdf")
        if os.path.exists(one) and \
                sha256(one).upper() not in [digest for _, digest in ledger.ask(REPRINTS)]:
            wrong.append("a reprint that the ledger does not know")
    return wrong


def reprinted(slot, seen):
    """One PDF, one row: whatever was cut short is finished, not done once more."""
    rows, one = seen["reprints"], os.path.join(slot.state, "one.pdf")
    wrong = [] if len(rows) == 1 else [f"copies {[copy for copy, _ in rows]}"]
    if not os.path.exists(one):
        return wrong + ["no PDF after the retry"]
    if not rows or rows[-1][1] != sha256(one).upper():
        wrong.append("the PDF is not the one of the last row")
    return wrong


def differences(name, seen, meant):
    if isinstance(meant, dict):
        keys = sorted(k for k in set(seen) | set(meant) if seen.get(k) != meant.get(k))
        return f"{name}: {', '.join(keys)}"
    seen, meant = [[str(row) for row in rows] for rows in (seen, meant)]
    odd = [row for row in seen if row not in meant] + [row for row in meant if row not in seen]
    return f"{name}: {'; '.join(odd)[:300] or 'another order or number'}"


def open_modes(slot):
    return [f"{name}: others may read it" for where, folders, names in os.walk(slot.state)
            for name in folders + names
            if stat.S_IMODE(os.lstat(os.path.join(where, name)).st_mode) & 0o077]


def in_english(slot):
    """The Japanese catalogue could not be read: findings.csv is in English, and says so."""
    path = os.path.join(slot.out, "run.json")
    if not os.path.exists(path):
        return False
    with open(path, encoding="utf-8") as report:
        return '"findings_language": "en"' in report.read()


def judge(scene, slot):
    """After the same command was given again and has ended well."""
    meant = slot.whole[scene.name]
    seen = picture(slot, scene.head_is_equal)
    if in_english(slot):
        for name in ("out/run.json", "out/findings.csv", "out/control.pdf"):
            seen["files"][name] = meant["files"][name]
        seen["head"] = meant.get("head", [])  # the finish has the digest of run.json
    wrong = open_modes(slot)
    if scene.name == "reprint":
        wrong += reprinted(slot, seen)
    wrong += [differences(part, seen.get(part, []), meant[part]) for part in meant
              if seen.get(part) != meant[part]]
    if "rows" in meant and os.path.exists(slot.ledger):
        with Ledger(slot.ledger) as ledger:
            wrong += sound(ledger)
        check = scene.execute([scene.program, "ledger", "verify", *scene.common(slot)])
        if check.returncode != 0:
            wrong.append(f"ledger verify: status {check.returncode}: {check.stdout.strip()[:200]} "
                         f"{check.stderr.strip()[:200]}")
    return wrong


def private(words):
    return [f"a message has {name}" for name in NAMES if name in words]
