"""plausibility.py AOFUTO FOLDER [--quick] [--big] - false alarms, caught shares.

Lists are invented (aofuto sample), damaged (damage.py), and planned. A list is
stopped where a check says so; a damage is caught where it is stopped at all.
"""

import csv
import io
import json
import os
import subprocess
import sys

import damage

AOFUTO, FOLDER = sys.argv[1:3]
QUICK, BIG = "--quick" in sys.argv, "--big" in sys.argv
DAY, MONTH, NEXT = "2026-12-01", "2026-12", "2027-01"
COLUMNS = ["name", "name_kana", "birth_date", "postal_code", "address",
           "address_town", "building", "residence_class", "stay_ends_on",
           "support_measure", "support_from", "card_applied_on",
           "card_issued_on", "card_expires_on", "auth_cert_issued_on",
           "auth_cert_expires_on", "sign_cert_issued_on",
           "sign_cert_expires_on", "application_id", "resident_id", "status"]
# What nothing in a list tells of (adr/0009).
UNSEEN = {"status", "resident_id filled in"}


def sample(rows, seed, day=DAY):
    text = subprocess.run([AOFUTO, "sample", "--rows", str(rows), "--seed",
                           str(seed), "--as-of", day], check=True,
                          capture_output=True, text=True).stdout
    head, *rows = csv.reader(io.StringIO(text))
    return head, rows


def write(head, rows):
    path = os.path.join(FOLDER, "list.csv")
    with open(path, "w", encoding="utf-8", newline="") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(head)
        out.writerows(rows)
    return path


def aofuto(*words):
    env = dict(os.environ, XDG_STATE_HOME=FOLDER + "/state", LC_ALL="C.UTF-8")
    return subprocess.run([AOFUTO, *words], env=env, capture_output=True,
                          text=True, check=False)


def stops(head, rows, month=MONTH, day=DAY):
    """The checks that stop it, and the evidence of the shift."""
    done = aofuto("plan", write(head, rows), "--month", month, "--as-of", day,
                  "--json")
    if not done.stdout.startswith("{"):
        sys.exit(done.stderr)
    checks = json.loads(done.stdout)["plausibility"]
    found = [n for n, c in checks.items() if c["verdict"] == "stop"]
    assert (done.returncode == 3) == bool(found), done.stderr
    return found, checks["shift"].get("evidence")


def false_alarms(rows, seeds):
    bad = {}
    for seed in range(seeds):
        head, body = sample(rows, seed)
        for order, some in (("as invented", body),
                            ("by address", damage.by_address(head, body)),
                            ("by kana", damage.by_kana(head, body)),
                            ("by issue", damage.by_issue(head, body))):
            for check in stops(head, some)[0]:
                bad.setdefault(order, []).append((seed, check))
    print(f"| {rows:,} | {seeds} | {4 * seeds} |"
          f" {sum(len(b) for b in bad.values())} {bad or ''} |", flush=True)
    return not bad


def shifted(rows, seeds, places):
    good = True
    for name in COLUMNS:
        cells = []
        for how in (damage.moved, damage.filled):
            for at in places:
                caught = named = near = 0
                for seed in range(seeds):
                    head, body = LISTS[rows, seed]
                    out = how(head, body, name, at)
                    found, where = stops(head, out)
                    caught += bool(found)
                    if "shift" not in found:
                        continue
                    named += name in (where.get("column"),
                                      where.get("partner"))
                    near += where["row"] >= len(body) * at * 0.98
                cells.append(f"{caught}/{named}/{near}")
                label = name + (" filled in" if how is damage.filled else "")
                hidden = (name in UNSEEN or label in UNSEEN or
                          rows < 10000 or at > 0.8)
                good = good and (hidden or caught >= 0.95 * seeds)
        print(f"| {rows:,} | {name} | " + " | ".join(cells) + " |", flush=True)
    return good


def whole(rows, seeds):
    damages = {
        "name and kana exchanged":
            lambda h, b: damage.exchanged(h, b, "name", "name_kana"),
        "birth and issue exchanged":
            lambda h, b: damage.exchanged(h, b, "birth_date",
                                          "card_issued_on"),
        "issue and expiry exchanged":
            lambda h, b: damage.exchanged(h, b, "card_issued_on",
                                          "card_expires_on"),
        "address and building exchanged":
            lambda h, b: damage.exchanged(h, b, "address", "building"),
        "card's and certificate's expiry exchanged":
            lambda h, b: damage.exchanged(h, b, "card_expires_on",
                                          "auth_cert_expires_on"),
        "years of birth +1": lambda h, b: damage.years_off(h, b, 1),
        "years of birth -1": lambda h, b: damage.years_off(h, b, -1),
        "1 % of the rows repeated": lambda h, b: damage.repeated(b, 0.01),
        "10 % repeated under new ids":
            lambda h, b: damage.repeated(b, 0.1, h, anew=True),
        "3 % codes of another prefecture":
            lambda h, b: damage.far_codes(h, b, 0.03),
        "address sorted alone from the middle":
            lambda h, b: damage.sorted_alone(h, b, "address", 0.5),
        "address moved by two":
            lambda h, b: damage.moved(h, b, "address", 0.5, 2),
        "address moved down": lambda h, b: damage.moved(h, b, "address", 0.5,
                                                        -1),
    }
    for name, how in damages.items():
        caught, by = 0, {}
        for seed in range(seeds):
            head, body = LISTS[rows, seed]
            found, _ = stops(head, how(head, body))
            caught += bool(found)
            for check in found:
                by[check] = by.get(check, 0) + 1
        print(f"| {rows:,} | {name} | {caught} of {seeds} | {by} |", flush=True)


def against_past(rows, seeds):
    """A run of December, then lists for January."""
    lists = {
        "the same list": lambda h, b: (h, b),
        "1 % fewer": lambda h, b: (h, damage.without(b, 0.01)),
        "30 % fewer": lambda h, b: (h, damage.without(b, 0.3)),
        "years of birth +1": lambda h, b: (h, damage.years_off(h, b, 1)),
        "only those born before 1960":
            lambda h, b: (h, [r for r in b if r[h.index("birth_date")] <
                              "1960"]),
        "another month's list (July)":
            lambda h, b: sample(len(b), 99, "2027-07-01"),
    }
    tally = {name: (0, {}) for name in lists}
    for seed in range(seeds):
        head, body = LISTS[rows, seed]
        subprocess.run(["rm", "-rf", FOLDER + "/state", FOLDER + "/out"],
                       check=True)
        done = aofuto("run", write(head, body), "--month", MONTH, "--as-of",
                      DAY, "--out", FOLDER + "/out", "--no-read-back",
                      "--quiet", "--qr-address",
                      "https://city.example/?id={application_id}")
        assert done.returncode in (0, 1), done.stderr
        for name, how in lists.items():
            found, _ = stops(*how(head, body), NEXT, "2027-01-04")
            caught, by = tally[name]
            for check in found:
                by[check] = by.get(check, 0) + 1
            tally[name] = caught + bool(found), by
    subprocess.run(["rm", "-rf", FOLDER + "/state"], check=True)
    for name, (caught, by) in tally.items():
        print(f"| {rows:,} | {name} | {caught} of {seeds} | {by} |", flush=True)
    return tally["the same list"][0] + tally["1 % fewer"][0] == 0


LISTS = {}


def main():
    sizes = [(1000, 3)] if QUICK else [(1000, 8), (20000, 2)]
    good = True
    print("False alarms\n\n| residents | seeds | lists | stopped |\n"
          "|---|---|---|---|")
    lists = [(1000, 3)] if QUICK else [(10, 20), (60, 20), (200, 20),
                                       (1000, 20), (50000, 4)]
    for rows, seeds in lists + ([(350000, 2)] if BIG else []):
        good = false_alarms(rows, seeds) and good
    for rows, seeds in sizes:
        for seed in range(seeds):
            LISTS[rows, seed] = sample(rows, seed)
    print("\nA cell deleted, by where; stopped / the column named / the row"
          " named\n\n| residents | column | 10 % | 50 % | 90 % | filled in:"
          " 10 % | 50 % | 90 % |\n|---|---|---|---|---|---|---|---|")
    for rows, seeds in sizes:
        good = shifted(rows, seeds, (0.1, 0.5, 0.9)) and good
    print("\nOther damage\n\n| residents | damage | stopped | by |\n"
          "|---|---|---|---|")
    for rows, seeds in sizes:
        whole(rows, seeds)
    print("\nAgainst the run before\n\n| residents | list | stopped | by |\n"
          "|---|---|---|---|")
    for rows, seeds in ([(2000, 2)] if QUICK else [(2000, 8), (20000, 4)]):
        for seed in range(seeds):
            LISTS[rows, seed] = sample(rows, seed)
        good = against_past(rows, seeds) and good
    sys.exit(not good)


if __name__ == "__main__":
    main()
