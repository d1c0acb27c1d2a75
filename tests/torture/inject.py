"""inject.py - the program is killed at a system call, or the call fails (strace -e inject).

A clean trace tells the calls. Those on a file of the scene are tried one by one: strace
counts them for that path alone (-P), in the first process or in its children. The others
(fonts, libraries, memory, pipes) are many and alike: a spread of each is tried.
"""
import collections
import re
from typing import NamedTuple

import judge

# Nothing is written by these: killed here is killed at the next one that writes.
READING = {"read", "pread64", "newfstatat", "fstat", "stat", "lstat", "statx", "lseek", "access",
           "faccessat2", "readlink", "getdents64", "ioctl", "statfs", "fadvise64", "getcwd"}
# What cannot fail (without randomness libsodium aborts, and rightly), what only ends a process; and memory: without it the loader dies before
# there is a program, and then memory.py does this better.
NEVER = {"exit_group", "exit", "arch_prctl", "set_tid_address", "set_robust_list", "rseq",
         "rt_sigreturn", "restart_syscall", "getpid", "getppid", "gettid", "umask", "getuid",
         "geteuid", "getgid", "getegid", "futex", "rt_sigpending", "brk", "mmap", "munmap",
         "mprotect", "madvise", "getrandom"}
# Whoever ignores a failure of these on its own file has lost something.
MUST = {"write", "pwrite64", "fsync", "fdatasync", "rename", "renameat", "renameat2", "ftruncate",
        "mkdir", "mkdirat"}
# A disk that is full says so only where something is to be written.
FILLING = MUST | {"openat", "close", "unlink", "unlinkat", "fallocate", "mmap"}
MOST = 6  # of each other call


class Point(NamedTuple):
    fault: str  # KILL, EIO, ENOSPC
    call: str
    path: str   # below the slot's state; "": on whatever path
    nth: int
    child: bool
    on: bool = False  # and every one after it

    def __str__(self):
        return (f"{self.fault} at {self.call} {self.nth}{' and on' if self.on else ''} of "
                f"{self.path or 'anything'}"
                f"{' in a child' if self.child else ''}")


def census(scene, slot):
    """{(call, path, child): how often the busiest such process makes it}"""
    scene.start(slot)
    scene.execute(scene.command(slot), ["strace", "-f", "-y", "-qq", "-s", "0", "-o", slot.trace])
    calls, root = collections.Counter(), None
    named = re.compile(r'[<"]' + re.escape(slot.state) + r'([^>"]*?)(?: \(deleted\))?[>"]')
    with open(slot.trace, encoding="utf-8", errors="replace") as trace:
        for line in trace:
            m = re.match(r"(\d+) +(\w+)\(", line)
            if not m:
                continue
            pid, call = m.groups()
            root = root or pid
            path = named.search(line)
            calls[call, (path[1] or "/.") if path else "", pid] += 1
    most = collections.Counter()
    for (call, path, pid), n in calls.items():
        key = call, path, pid != root
        most[key] = max(most[key], n)
    if most["execve", "", False] > 0:
        del most["execve", "", False]
    return most


def spread(count, most):
    """Which of 1 to count are tried."""
    if count <= most:
        return range(1, count + 1)
    return sorted({1 + i * (count - 1) // (most - 1) for i in range(most)})


def points(counted, faults, both):
    """Every point of a scene; both: each error also from then on."""
    for (call, path, child), n in sorted(counted.items()):
        if call in NEVER:
            continue
        for fault in faults:
            if fault == "KILL" and path and call in READING:
                continue
            if fault == "ENOSPC" and call not in FILLING:
                continue
            for nth in spread(n, n if path else MOST):
                for on in ([False, True] if both and fault != "KILL" else [False]):
                    yield Point(fault, call, path, nth, child, on)


def strace(slot, point):
    how = "signal=KILL" if point.fault == "KILL" else "error=" + point.fault
    path = slot.state + point.path.removesuffix("/.")
    return ["strace", "-qq", "-o", slot.trace, *(["-f", "--seccomp-bpf"] if point.child else []),
            "-e", "trace=" + point.call, *(["-P", path] if point.path else []),
            "-e", f"inject={point.call}:{how}:when={point.nth}{'+' if point.on else ''}"]


def hit(scene, slot, point):
    """Runs the command with the fault; its result and whether it has struck."""
    done = scene.execute(scene.command(slot), strace(slot, point))
    with open(slot.trace, encoding="utf-8", errors="replace") as trace:
        words = trace.read()
    done.struck = "INJECTED" in words or "killed by SIGKILL" in words
    # A reader of pages whose worker is gone dies of its pipe.
    done.deaths = re.findall(r"killed by (SIG(?!KILL|PIPE)\w+)", words)
    return done


def may_be_silent(point):
    """SQLite passes over a folder that it cannot sync after making its journal; it syncs by
    fdatasync, the program its folders by fsync. Who holds the lock is only told."""
    return (point.path == "/." and point.call == "fdatasync") or point.path.endswith(".lock")


def words_on(scene, slot, point, done):
    """What is wrong with the way in which the program took the fault."""
    wrong = judge.private(done.stdout + done.stderr)
    wrong += [f"died by {name}" for name in done.deaths]
    status, killed = done.returncode, point.fault == "KILL"
    loading = status == 127 and "loading shared libraries" in done.stderr
    if status in (-9, 137) and killed or loading:
        return wrong
    if status < 0 or status >= 128:
        return wrong + [f"died: status {status}: {done.stderr.strip()[:200]}"]
    if status == 0:
        wrong += ["status 0, but: " + w for w in judge.judge(scene, slot)]
        if not killed and point.path and point.call in MUST and done.struck \
                and not may_be_silent(point):
            wrong.append("status 0: a failed call was passed over")
    elif status not in (3, 4, 5):
        wrong.append(f"status {status}: {done.stderr.strip()[:200]}")
    elif not done.stderr.strip() and not (point.call == "write" and not point.path):
        wrong.append(f"status {status} without a word")
    return wrong


def finish(scene, slot):
    """The same command once more, undisturbed: it must end what was begun."""
    for _ in range(5):
        done = scene.execute(scene.command(slot))
        if done.returncode != 5:  # a child of the killed one that has not seen it yet
            break
    if done.returncode not in scene.again:
        return [f"again: status {done.returncode}: {done.stderr.strip()[:300]}"]
    return ["again: " + w for w in judge.judge(scene, slot)]


def attempt(scene, slot, *points_in_a_row):
    """Fault after fault (the second one hits the recovery), then to the end."""
    scene.start(slot)
    wrong, struck = [], 0
    for point in points_in_a_row:
        done = hit(scene, slot, point)
        struck += done.struck
        wrong += words_on(scene, slot, point, done) + judge.peek(scene, slot)
    return wrong + finish(scene, slot), struck
