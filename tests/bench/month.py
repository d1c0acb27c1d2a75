"""month.py - a month by stage. See tests/bench/month."""
import json
import os
import re
import subprocess
import sys
import time

BIN, FOLDER, ROWS = sys.argv[1], sys.argv[2], int(sys.argv[3])
os.environ["XDG_STATE_HOME"] = FOLDER  # a ledger of its own
DAY, MONTH = "2026-12-01", "2026-12"
ADDRESS = "https://city.example/?id={application_id}"
MOST = 64 * 1000  # KB


def at(name):
    return os.path.join(FOLDER, name)


def once(words, out=None):
    """Wall and CPU seconds, and the KB of the largest process."""
    begun = time.perf_counter()
    child = subprocess.Popen(words, stdout=out or subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    wall = time.perf_counter() - begun
    assert os.waitstatus_to_exitcode(status) in (0, 1), words
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss


def aofuto(command, *words):
    return [BIN + "/aofuto", command, *words, "--quiet"]


def run(ledger, *words):
    return aofuto("run", at("list.csv"), "--month", MONTH, "--as-of", DAY,
                  "--out", at(ledger), "--ledger", at(ledger + ".db"),
                  "--qr-address", ADDRESS, *words)


# What the main process does first in each stage.
STAGES = [
    ("start: settings, template, fonts, the sheet tried",
     r"^execve\("),
    ("list: read, decided, laid out, checked; sorted; planned",
     r"openat\(.*list\.csv"),
    ("volumes: drawn, read back, committed",
     r"openat\(.*-001\.pdf"),
    ("papers: control sheet, bundles, lists, run.json",
     r"openat\(.*manifest\.csv"),
    ("end", r"^exit_group"),
]


def stages(words):
    log = at("trace")
    traced = ["strace", "-ttt", "-o", log, "-e",
              "trace=execve,openat,exit_group", *words]
    once(traced)
    found, last = [], {}
    for line in open(log):
        moment, call = line.rstrip("\n").split(" ", 1)
        for name, pattern in STAGES:
            if re.search(pattern, call) and name not in last:
                last[name] = float(moment)
                found.append((name, float(moment)))
    return found


def main():
    with open(at("list.csv"), "wb") as out:
        wall, _, _ = once([BIN + "/aofuto", "sample", "--rows", str(ROWS),
                           "--as-of", DAY], out)
    print("sample %d rows: %.1f s" % (ROWS, wall))
    for command, words in (
            ("check", aofuto("check", at("list.csv"))),
            ("plan", aofuto("plan", at("list.csv"), "--month", MONTH,
                            "--as-of", DAY))):
        wall, cpu, most = once(words)
        print("%s: %.1f s, CPU %.1f s, %.1f MB"
              % (command, wall, cpu, most / 1000))
    found = stages(run("run"))
    whole = found[-1][1] - found[0][1]
    said = json.load(open(at("run/run.json")))
    notices = sum(v["notices"] for v in said["volumes"])
    print("run: %d notices, %d sheets, %d volumes, %d bundles in %.1f s"
          % (notices, sum(v["sheets"] for v in said["volumes"]),
             len(said["volumes"]), said["mailing"]["bundles"], whole))
    for (name, begun), (_, ended) in zip(found, found[1:]):
        print("  %5.1f %%  %7.1f s  %s"
              % (100 * (ended - begun) / whole, ended - begun, name))
    wall, cpu, most = once(run("unread", "--no-read-back"))
    print("run --no-read-back: %.1f s, CPU %.1f s, %.1f MB the largest process"
          % (wall, cpu, most / 1000))
    papers = {n: os.path.getsize(at("run/" + n)) / 1000
              for n in ("control.pdf", "bundles.pdf", "manifest.csv",
                        "decisions.csv", "run.json")}
    print(", ".join("%s %.0f KB" % p for p in papers.items()))
    sys.exit(most >= MOST)


if __name__ == "__main__":
    main()
