"""powerloss.py - the power fails: what was not synced may be gone, in part or in whole.

One run is recorded (strace) and played again up to each of its operations; of what no
fsync had made lasting by then, some is dropped:
  all       everything reached the disk         lost    nothing of it did
  datalost  names did, contents did not         random  each piece by the toss of a coin
ext4-order: names reach the disk in their order, and the fsync of a new file brings its
name along. strict: only the fsync of a folder makes its names last (POSIX promises no
more). Writes are whole or absent (no torn sectors); mmap is not seen (SQLite uses none).
"""
import hashlib
import os
import random
import shutil

NAMING = ("create", "mkdir", "rename", "unlink")


def parent(path):
    return os.path.dirname(path)


def lasting(done, i, strict):
    """Has anything after operation i made it last?"""
    o, later = done[i], done[i + 1:]
    if o[0] in ("write", "cut"):
        return any(x[0] == "sync" and x[1] == o[1] for x in later)
    places = {parent(p) for p in o[1:] if isinstance(p, str)}
    if all(any(x == ("syncdir", place) for x in later) for place in places):
        return True
    return not strict and o[0] == "create" and any(x == ("sync", o[2]) for x in later)


def kept(done, mode, strict, toss):
    keep = []
    for i, o in enumerate(done):
        stays = o[0] in ("sync", "syncdir") or lasting(done, i, strict) or mode == "all"
        if mode == "datalost" and o[0] in NAMING:
            stays = True
        if mode == "random" and not stays:
            stays = toss.random() < .5
        keep.append(stays)
    if not strict:
        last = max((i for i, o in enumerate(done) if keep[i] and o[0] in NAMING), default=-1)
        keep[:last + 1] = [k or o[0] in NAMING for k, o in zip(keep[:last + 1], done)]
    return [o for k, o in zip(keep, done) if k]


def write_at(contents, offset, data):
    if len(contents) < offset:
        contents.extend(bytes(offset - len(contents)))
    contents[offset:offset + len(data)] = data


def replay(tape, operations):
    """{path: contents} after these."""
    names = {p: (None if v is None else tape.initial[p]) for p, v in tape.first.items()}
    inside = {tape.initial[p]: bytearray(v) for p, v in tape.first.items() if v is not None}
    for o in operations:
        if o[0] == "create":
            names[o[1]] = o[2]
            inside.setdefault(o[2], bytearray())
        elif o[0] == "mkdir":
            names[o[1]] = None
        elif o[0] == "rename" and o[1] in names:
            names[o[2]] = names.pop(o[1])
        elif o[0] == "unlink":
            names.pop(o[1], None)
        elif o[0] == "write":
            write_at(inside.setdefault(o[1], bytearray()), o[2], o[3])
        elif o[0] == "cut":
            contents = inside.setdefault(o[1], bytearray())
            del contents[o[2]:]
            write_at(contents, o[2], b"")
    folders = {p for p, n in names.items() if n is None} | {tape.state}
    return {p: None if n is None else bytes(inside.get(n, b"")) for p, n in names.items()
            if parent(p) in folders}


def key_of(state):
    whole = hashlib.sha256()
    for path in sorted(state):
        whole.update(repr((path, state[path])).encode())
    return whole.digest()


def put(slot, state):
    shutil.rmtree(slot.state, ignore_errors=True)
    os.makedirs(slot.state, mode=0o700)
    for path in sorted(state):
        if state[path] is None:
            os.makedirs(path, mode=0o700)
    for path, contents in state.items():
        if contents is not None:
            with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
                file.write(contents)


def moments(tape, tosses):
    """(after how many operations, mode, seed)"""
    for k in range(len(tape.operations) + 1):
        yield from ((k, mode, 0) for mode in ("all", "lost", "datalost"))
        yield from ((k, "random", 1 + seed) for seed in range(tosses))


def state_of(tape, moment, strict):
    k, mode, seed = moment
    return replay(tape, kept(tape.operations[:k], mode, strict, random.Random(f"{k} {seed}")))
