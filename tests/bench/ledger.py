"""What tests/bench/ledger measures: ledger.py BIN FOLDER ROWS."""
import csv
import os
import shutil
import subprocess
import sys
import time

BIN, FOLDER, ROWS = sys.argv[1], sys.argv[2], int(sys.argv[3])
DAY, MONTH, TIMES = "2026-12-01", "2026-12", 3
COMMON = ["--month", MONTH, "--as-of", DAY, "--qr-address",
          "https://city.example.jp/a?id={application_id}", "--quiet"]
bad = []


def at(name):
    return os.path.join(FOLDER, name)


class Took:
    """Wall, CPU of all processes, and the largest of them in MB."""

    def __init__(self, *words):
        begun = time.perf_counter()
        child = subprocess.Popen([BIN + "/aofuto", *words],
                                 stdout=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(child.pid, 0)
        self.wall = time.perf_counter() - begun
        child.returncode = os.waitstatus_to_exitcode(status)
        assert child.returncode in (0, 1), (words, child.returncode)
        self.cpu = used.ru_utime + used.ru_stime
        self.peak = used.ru_maxrss / 1024


def sample(name, rows):
    with open(at(name), "w") as f:
        subprocess.run([BIN + "/aofuto", "sample", "--rows", str(rows),
                        "--as-of", DAY], check=True, stdout=f)


def run(rows, *words, ledger):
    for name in ("out", "ledger"):
        shutil.rmtree(at(name), ignore_errors=True)
    os.mkdir(at("ledger"))
    where = ["--ledger", at("ledger/l.db")] if ledger else ["--specimen"]
    return Took("run", at(rows), *COMMON, "--out", at("out"), *where, *words)


def least(measure):
    return min((measure() for _ in range(TIMES)), key=lambda t: t.cpu)


def held(name, value, limit, most=True):
    ok = value <= limit if most else value >= limit
    print("%-44s %8.2f  (%s %s)%s" % (name, value, "at most" if most else
                                      "at least", limit,
                                      "" if ok else "  MISSED"))
    if not ok:
        bad.append(name)


def shares():
    alone = ["--jobs", "1"]
    unread = alone + ["--no-read-back"]
    read = least(lambda: run("few.csv", *alone, ledger=True)).cpu / least(
        lambda: run("few.csv", *alone, ledger=False)).cpu
    without = least(lambda: run("list.csv", *unread, ledger=False))
    over = least(lambda: run("list.csv", *unread, ledger=True))
    with open(at("out/manifest.csv")) as f:
        notices = len(list(csv.DictReader(f)))
    print("notices: %d; CPU s of a run: %.2f, of its specimen: %.2f"
          % (notices, over.cpu, without.cpu))
    held("run, not read back, to its specimen", over.cpu / without.cpu, 1.5)
    held("run, read back, to its specimen", read, 1.1)
    held("bytes of the ledger a notice",
         os.path.getsize(at("ledger/l.db")) / notices, 450)
    held("largest process of the run, MB", over.peak, 64)


def plans():
    """The ledger is of another list, so that everybody is asked for."""
    run("few.csv", "--no-read-back", ledger=True)
    words = ["plan", at("list.csv"), *COMMON]
    ledger = ["--ledger", at("ledger/l.db")]
    with_it = least(lambda: Took(*words, *ledger))
    without = least(lambda: Took(*words, "--specimen"))
    held("plan with a ledger, to one without", with_it.cpu / without.cpu, 1.5)


def jobs():
    one = run("few.csv", "--jobs", "1", ledger=True)
    two = run("few.csv", "--jobs", "2", ledger=True)
    if os.cpu_count() < 2 or one.cpu < 0.9 * one.wall:
        print("two jobs to one: not asked, one job had but %.0f %% of a "
              "processor" % (100 * one.cpu / one.wall))
        return
    held("two jobs as fast as one, times", one.wall / two.wall, 1.8,
         most=False)


sample("list.csv", ROWS)
sample("few.csv", max(ROWS // 10, 2100))
shares()
plans()
jobs()
sys.exit("bench: a target is missed" if bad else 0)
