"""What tests/bench/reprint measures: reprint.py BIN FOLDER NOTICES."""
import csv
import hashlib
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time

BIN, FOLDER, NOTICES = sys.argv[1], sys.argv[2], int(sys.argv[3])
DAY, MONTH, TIMES, REAL = "2026-12-01", "2026-12", 20, 1000
A_VOLUME, A_RUN = 500, 50000  # notices


def at(name):
    return os.path.join(FOLDER, name)


def aofuto(*words, ok=(0,), **how):
    done = subprocess.run([BIN + "/aofuto", *words], **how)
    assert done.returncode in ok, (words, done.returncode)


def make_small():
    """A ledger of at least REAL notices, by a real run."""
    with open(at("conf.yaml"), "w") as f:
        f.write("qr_address: https://city.example.jp/a?id={application_id}\n")
    with open(at("list.csv"), "w") as f:
        aofuto("sample", "--rows", str(REAL * 4), "--as-of", DAY, stdout=f)
    os.mkdir(at("small"))
    aofuto("run", at("list.csv"), "--config", at("conf.yaml"), "--month",
           MONTH, "--as-of", DAY, "--out", at("out"), "--ledger",
           at("small/ledger.db"), "--quiet", "--no-read-back", ok=(0, 1),
           stderr=subprocess.DEVNULL)
    with open(at("out/manifest.csv")) as f:
        return list(csv.DictReader(f))


def columns(db, table, new):
    """Of the last row of a table, but for those that are new."""
    names = [c[1] for c in db.execute("pragma table_info(%s)" % table)]
    return ",".join(names), ",".join(new.get(n, n) for n in names)


def copy_row(db, table, new, of):
    names, values = columns(db, table, new)
    db.execute("insert into %s(%s) select %s from %s where %s"
               % (table, names, values, table, of))


def add_notices(db, first, last):
    sealed = int(db.execute("select avg(length(sealed)) from notice")
                 .fetchone()[0])
    runs = {"id": "i", "run": "%d + (i - %d) / %d" % (2, first, A_RUN),
            "page": "2 * (i %% %d) + 1" % A_VOLUME, "row": "i",
            "expiry": "expiry + i % 300",
            "resident": "randomblob(16)", "application": "randomblob(16)",
            "sealed": "randomblob(%d)" % sealed}
    names, values = columns(db, "notice", runs)
    db.execute("with recursive n(i) as (select %d union all "
               "select i + 1 from n where i < %d) insert into notice(%s) "
               "select %s from n, (select pages, sheets, kind, expiry, "
               "cancelled from notice limit 1)" % (first, last, names, values))


def add_runs(db, first, last):
    """Runs and their volumes; gives back what happened, in its order."""
    happened, run, number = [], 2, 0
    for i in range(first, last + 1, A_RUN):
        n = min(A_RUN, last + 1 - i)
        volumes = -(-n // A_VOLUME)
        copy_row(db, "run", {
            "id": str(run), "first_notice": str(i), "notices": str(n),
            "month": "'%04d-%02d'" % (2030 + run // 12, run % 12 + 1),
            "volumes": str(volumes)}, "id = 1")
        happened.append((1, run, None))
        for v in range(1, volumes + 1):
            number += 1
            count = min(A_VOLUME, n - (v - 1) * A_VOLUME)
            db.execute("insert into planned_volume values(?, ?, ?, ?)",
                       (i + (v - 1) * A_VOLUME, run, v, count))
            copy_row(db, "volume", {
                "run": str(run), "number": str(v), "name": "'v%d'" % number,
                "notices": str(count), "sha256": "randomblob(32)",
                "digests": "randomblob(%d)" % (32 * count)},
                "run = 1 and number = 1")
            happened.append((2, run, v))
        happened.append((3, run, None))
        run += 1
    return happened


def add_events(db, happened):
    chain = db.execute("select chain from event where chain is not null "
                       "order by id desc limit 1").fetchone()[0]
    for kind, run, item in happened:
        digest = os.urandom(32)
        chain = hashlib.sha256(chain + digest).digest()
        db.execute("insert into event(type, at, operator, run, item, text, "
                   "digest, chain) values(?, ?, 'bench', ?, ?, '', ?, ?)",
                   (kind, DAY + "T09:00:00+09:00", run, item, digest, chain))


def grow(notices):
    shutil.copytree(at("small"), at("large"))
    db = sqlite3.connect(at("large/ledger.db"), isolation_level=None)
    for pragma in ("journal_mode = off", "synchronous = off",
                   "cache_size = -800000", "temp_store = file"):
        db.execute("pragma " + pragma)
    indexes = db.execute("select name, sql from sqlite_schema where "
                         "type = 'index' and tbl_name = 'notice' and sql is "
                         "not null").fetchall()
    for name, _ in indexes:
        db.execute("drop index " + name)
    first = db.execute("select max(id) from notice").fetchone()[0] + 1
    db.execute("begin")
    add_notices(db, first, notices)
    add_events(db, add_runs(db, first, notices))
    db.execute("commit")
    for _, sql in indexes:
        db.execute(sql)
    count = db.execute("select count(*) from notice").fetchone()[0]
    events = db.execute("select count(*) from event").fetchone()[0]
    db.close()
    size = os.path.getsize(at("large/ledger.db"))
    print("large ledger: %d notices, %d events, %.2f GB, %.0f bytes a notice"
          % (count, events, size / 1e9, size / count))


def once(words):
    """Wall and CPU of one process."""
    begun = time.perf_counter()
    child = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    wall = time.perf_counter() - begun
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0, words
    return wall, used.ru_utime + used.ru_stime


def reprint(ledger, residents):
    walls, cpus, sizes = [], [], []
    for i in range(-2, TIMES):  # two to get warm
        path = at("%s-%d.pdf" % (ledger, i))
        wall, cpu = once([BIN + "/aofuto", "reprint", "--config",
                          at("conf.yaml"), "--ledger",
                          at(ledger + "/ledger.db"), "--as-of", DAY,
                          "--resident", residents[i % len(residents)],
                          "--reason", "bench", "--out", path, "--quiet"])
        if i >= 0:
            walls.append(wall)
            cpus.append(cpu)
            sizes.append(os.path.getsize(path))
    return statistics.median(walls), statistics.median(cpus), max(sizes)


def plain():
    """Letter 2 is a notice of two pages: front and back."""
    cpus = []
    for _ in range(TIMES):
        got = subprocess.run([BIN + "/bench_plain", "1", FOLDER, "2"],
                             check=True, capture_output=True).stdout.split()
        assert int(got[0]) == 2, got
        cpus.append(float(got[1]))
    return statistics.median(cpus), int(got[3])


def main():
    manifest = make_small()
    size = os.path.getsize(at("small/ledger.db"))
    print("small ledger: %d notices, %.2f MB, %.0f bytes a notice"
          % (len(manifest), size / 1e6, size / len(manifest)))
    two_pages = [r["resident_id"] for r in manifest
                 if r["notice"] == "CARD_ONLY"][:10]
    begun = time.time()
    grow(NOTICES)
    print("grown in %.0f s" % (time.time() - begun))
    small_wall, small_cpu, pdf = reprint("small", two_pages)
    large_wall, large_cpu, _ = reprint("large", two_pages)
    plain_cpu, plain_pdf = plain()
    print("%-28s %10s %10s" % ("median of %d, ms" % TIMES, "wall", "CPU"))
    print("%-28s %10.1f %10.1f" % ("reprint, small ledger",
                                   small_wall * 1e3, small_cpu * 1e3))
    print("%-28s %10.1f %10.1f" % ("reprint, large ledger",
                                   large_wall * 1e3, large_cpu * 1e3))
    print("%-28s %10s %10.1f" % ("plain libharu, its drawing", "",
                                 plain_cpu * 1e3))
    print("large to small: wall %.2f, CPU %.2f; ours to plain: CPU %.2f"
          % (large_wall / small_wall, large_cpu / small_cpu,
             small_cpu / plain_cpu))
    print("file of two pages: at most %.1f KB, plain %.1f KB"
          % (pdf / 1024, plain_pdf / 1024))
    good = (large_wall <= 3 * small_wall and small_cpu <= plain_cpu / 2
            and pdf < 60 * 1024)
    sys.exit(0 if good else "bench: a target is missed")


main()
