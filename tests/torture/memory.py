"""memory.py - one allocation fails, or it and every one after it (nomemory.c, preloaded)."""
import re
from typing import NamedTuple

import judge


class Point(NamedTuple):
    nth: int
    child: bool
    on: bool

    def __str__(self):
        return (f"allocation {self.nth}{' and on' if self.on else ''}"
                f"{' of each child' if self.child else ''} fails")


def census(scene, slot, shim):
    """(allocations of the first process, most of any child)"""
    scene.start(slot)
    done = scene.execute(scene.command(slot), LD_PRELOAD=shim, FAIL_COUNT="1")
    own = re.findall(r"^allocations: (\d+)", done.stderr, re.M)
    child = re.findall(r"^allocations of a child: (\d+)", done.stderr, re.M)
    if not own:
        raise SystemExit("memory: the allocations are not counted: " + done.stderr[:300])
    return int(own[0]), max(map(int, child), default=0)


def points(counted, step):
    """Every step-th allocation."""
    for child, count in enumerate(counted):
        for nth in range(1, count + 1, step):
            for on in (False, True):
                yield Point(nth, bool(child), on)


def attempt(scene, slot, point, shim):
    scene.start(slot)
    done = scene.execute(scene.command(slot), LD_PRELOAD=shim, FAIL_AT=str(point.nth),
                         **({} if point.on else {"FAIL_ONCE": "1"}),
                         **({"FAIL_IN_CHILD": "1"} if point.child else {}))
    wrong = judge.private(done.stdout + done.stderr)
    if done.returncode == 0:
        wrong += ["status 0, but: " + w for w in judge.judge(scene, slot)]
    elif done.returncode != 4 and not (done.returncode == 127 and "shared lib" in done.stderr):
        wrong.append(f"status {done.returncode}: {done.stderr.strip()[:200]}")
    return wrong + judge.peek(scene, slot)
