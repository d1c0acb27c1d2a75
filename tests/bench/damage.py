"""damage.py - a resident list as a spreadsheet, or a tired hand, leaves it.

A list is its header and its rows (lists of fields). Each damage takes one and
gives another; `at` is the share of the rows that stay as they were.
Used by tests/bench/plausibility and tests/cli/plausible.sh:
    damage.py NAME AT <list.csv >damaged.csv
"""

import csv
import sys


def column(head, name):
    return head.index(name)


def moved(head, rows, name, at, by=1):
    """A cell deleted (by > 0) or inserted: the rest of the column moves."""
    i, k = column(head, name), int(len(rows) * at)
    cells = [row[i] for row in rows]
    if by > 0:
        cells = cells[:k] + cells[k + by:] + [""] * by
    else:
        cells = (cells[:k] + [""] * -by + cells[k:])[:len(rows)]
    return [row[:i] + [cell] + row[i + 1:] for row, cell in zip(rows, cells)]


def filled(head, rows, name, at, by=1):
    """As moved, but somebody has filled in the last cell again."""
    i = column(head, name)
    out = moved(head, rows, name, at, by)
    for row in out[-abs(by):]:
        row[i] = row[i] or rows[0][i]
    return out


def sorted_alone(head, rows, name, at):
    i, k = column(head, name), int(len(rows) * at)
    cells = [row[i] for row in rows[:k]]
    cells += sorted(row[i] for row in rows[k:])
    return [row[:i] + [cell] + row[i + 1:] for row, cell in zip(rows, cells)]


def exchanged(head, rows, one, other):
    i, j = column(head, one), column(head, other)
    out = [list(row) for row in rows]
    for row in out:
        row[i], row[j] = row[j], row[i]
    return out


def years_off(head, rows, by):
    i = column(head, "birth_date")
    out = [list(row) for row in rows]
    for row in out:
        if row[i][:4].isdigit() and row[i][4:5] == "-":
            row[i] = f"{int(row[i][:4]) + by}{row[i][4:]}"
            if row[i].endswith("-02-29"):
                row[i] = row[i][:-2] + "28"
    return out


def repeated(rows, share, head=None, anew=False):
    """A block copied to the end; anew: under ids of its own."""
    n = int(len(rows) * share)
    block = [list(row) for row in rows[len(rows) // 3:][:n]]
    if anew:
        for k, row in enumerate(block):
            row[column(head, "resident_id")] = f"X{k:09d}"
            row[column(head, "application_id")] = ""
    return rows + block


def without(rows, share):
    n = int(len(rows) * share)
    return rows[:len(rows) // 3] + rows[len(rows) // 3 + n:]


def far_codes(head, rows, share):
    i = column(head, "postal_code")
    n = max(1, int(1 / share))
    return [row[:i] + ["5300001"] + row[i + 1:] if k % n == 0 else row
            for k, row in enumerate(rows)]


def by_address(head, rows):
    """The order of a register: by place, households together."""
    i, j = column(head, "address"), column(head, "resident_id")
    return sorted(rows, key=lambda row: (row[i], row[j]))


def by_kana(head, rows):
    i = column(head, "name_kana")
    return sorted(rows, key=lambda row: row[i])


def by_issue(head, rows):
    i = column(head, "card_issued_on")
    return sorted(rows, key=lambda row: row[i])


def main():
    name, at = sys.argv[1], float(sys.argv[2])
    head, *rows = csv.reader(sys.stdin)
    if name.startswith("moved-"):
        rows = moved(head, rows, name[len("moved-"):], at)
    elif name.startswith("filled-"):
        rows = filled(head, rows, name[len("filled-"):], at)
    elif name == "sorted":
        rows = by_address(head, rows)
    elif name == "kana":
        rows = exchanged(head, rows, "name", "name_kana")
    elif name == "years":
        rows = years_off(head, rows, int(at))
    elif name == "repeated":
        rows = repeated(rows, at)
    elif name == "anew":
        rows = repeated(rows, at, head, anew=True)
    elif name == "without":
        rows = without(rows, at)
    elif name == "far":
        rows = far_codes(head, rows, at)
    else:
        sys.exit(f"no damage is called {name}")
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(head)
    out.writerows(rows)


if __name__ == "__main__":
    main()
