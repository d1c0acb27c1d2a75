"""tape.py - one run, recorded by strace: every operation on the files of its state.

Processes inherit, copy and close descriptors as they do in Linux; a tape that, played to its
end, does not give what is on the disk is thrown away.
"""
import codecs
import os
import re

import powerloss

CALLS = ("open,openat,creat,write,pwrite64,writev,pwritev,ftruncate,truncate,fallocate,fsync,"
         "fdatasync,rename,renameat,renameat2,link,linkat,symlink,symlinkat,unlink,unlinkat,mkdir,"
         "mkdirat,rmdir,close,close_range,dup,dup2,dup3,fcntl,lseek,pipe2,socket,eventfd2,clone,"
         "clone3,fork,vfork,execve")
UNKNOWN = {"writev", "pwritev", "truncate", "fallocate", "link", "linkat", "symlink", "symlinkat",
           "creat", "open", "rmdir", "dup3"}
CALL = re.compile(r"(\d+) +(\w+)\((.*)\) += (-?\d+)")
STRING = re.compile(r'"([^"]*)"')


def plain(text):
    return codecs.decode(text.replace("\\x", ""), "hex")


class Tape:
    """The operations of one run on the files of the state, in their order."""

    def __init__(self, scene, slot):
        self.state, self.operations = slot.state, []
        self.inode, self.next = {}, 0   # path: number
        self.table = {}                 # process: {descriptor: [number or path, offset]}
        self.begun = {}                 # process: the call that it is in
        scene.start(slot)
        self.first = snapshot(slot.state)
        for path in sorted(self.first):
            self.inode[path] = self.number() if self.first[path] is not None else "folder"
        self.initial = dict(self.inode)
        scene.execute(scene.command(slot), ["strace", "-f", "-xx", "-s", "100000000", "-qq", "-o",
                                            slot.trace, "-e", "trace=" + CALLS])
        for pid, call, arguments, result in whole_calls(slot.trace, self.begun):
            if int(result) >= 0:
                self.take(pid, call, arguments, int(result))
        self.is_true = powerloss.replay(self, self.operations) == snapshot(slot.state)

    def number(self):
        self.next += 1
        return self.next

    def open_files(self, pid):
        if pid not in self.table:  # a child is heard before its parent's clone has returned
            parents = [p for p, call in self.begun.items()
                       if re.match(r"\d+ +v?(clone|fork)", call)]
            held = self.table.get(parents[-1], {}) if parents else {}
            self.table[pid] = {k: list(v) for k, v in held.items()}
        return self.table[pid]

    def path(self, pid, folder, text):
        name = plain(text).decode()
        if not name.startswith("/") and folder != "AT_FDCWD":
            at = self.open_files(pid).get(int(folder))
            name = os.path.join(str(at[0]), name) if at else "/unknown"
        return os.path.normpath(os.path.join(os.getcwd(), name))

    def ours(self, path):
        return path == self.state or path.startswith(self.state + "/")

    def add(self, *operation):
        self.operations.append(operation)

    def take(self, pid, call, arguments, result):
        held = self.open_files(pid)
        if call in UNKNOWN and self.state in "".join(
                plain(s).decode(errors="replace") for s in STRING.findall(arguments)):
            raise SystemExit(f"tape: {call} is not known here: {arguments[:200]}")
        getattr(self, "on_" + call, lambda *_: None)(pid, arguments, result, held)

    def on_clone(self, pid, _arguments, result, held):
        self.table.setdefault(str(result), {k: list(v) for k, v in held.items()})

    on_fork = on_vfork = on_clone3 = on_clone

    def on_openat(self, pid, arguments, result, held):
        folder, flags = arguments.split(", ")[0], arguments.split('", ', 1)[1]
        path = self.path(pid, folder, STRING.search(arguments)[1])
        held.pop(result, None)
        if not self.ours(path):
            return
        if "O_DIRECTORY" in flags or path == self.state or self.inode.get(path) == "folder":
            held[result] = [path, 0]
            return
        if path not in self.inode:
            self.inode[path] = self.number()
            self.add("create", path, self.inode[path])
        elif "O_TRUNC" in flags:
            self.add("cut", self.inode[path], 0)
        held[result] = [self.inode[path], 0]

    def on_write(self, _pid, arguments, result, held):
        at = held.get(int(arguments.split(",")[0]))
        if at:
            self.add("write", at[0], at[1], plain(STRING.search(arguments)[1])[:result])
            at[1] += result

    def on_pwrite64(self, _pid, arguments, result, held):
        at = held.get(int(arguments.split(",")[0]))
        if at:
            self.add("write", at[0], int(arguments.rsplit(", ", 1)[1]),
                     plain(STRING.search(arguments)[1])[:result])

    def on_lseek(self, _pid, arguments, result, held):
        at = held.get(int(arguments.split(",")[0]))
        if at:
            at[1] = result

    def on_ftruncate(self, _pid, arguments, _result, held):
        fd, size = arguments.split(", ")
        if int(fd) in held:
            self.add("cut", held[int(fd)][0], int(size))

    def on_fsync(self, _pid, arguments, _result, held):
        at = held.get(int(arguments))
        if at:
            self.add("sync" if isinstance(at[0], int) else "syncdir", at[0])

    on_fdatasync = on_fsync

    def on_renameat2(self, pid, arguments, _result, _held):
        names = STRING.findall(arguments)
        folders = re.findall(r'(?:^|, )(\w+), (?=")', arguments) or ["AT_FDCWD"] * 2
        old, new = (self.path(pid, f, n) for f, n in zip(folders, names))
        if self.ours(old):
            self.inode[new] = self.inode.pop(old)
            self.add("rename", old, new)

    on_rename = on_renameat = on_renameat2

    def on_unlink(self, pid, arguments, _result, _held):
        folder = arguments.split(", ")[0] if not arguments.startswith('"') else "AT_FDCWD"
        path = self.path(pid, folder, STRING.search(arguments)[1])
        if self.ours(path):
            self.inode.pop(path, None)
            self.add("unlink", path)

    on_unlinkat = on_unlink

    def on_mkdir(self, pid, arguments, _result, _held):
        path = self.path(pid, "AT_FDCWD", STRING.search(arguments)[1])
        if self.ours(path):
            self.inode[path] = "folder"
            self.add("mkdir", path)

    def on_close(self, _pid, arguments, _result, held):
        held.pop(int(arguments), None)

    def on_dup2(self, _pid, arguments, result, held):
        at = held.get(int(arguments.split(",")[0]))
        held.pop(result, None)
        if at:
            held[result] = at

    on_dup = on_dup2

    def on_close_range(self, _pid, arguments, _result, held):
        first = int(arguments.split(",")[0])
        for fd in [fd for fd in held if fd >= first]:
            del held[fd]

    def on_execve(self, _pid, _arguments, _result, held):
        """Everything else is closed on it (O_CLOEXEC)."""
        self.on_close_range(_pid, "3,", 0, held)

    def on_pipe2(self, _pid, arguments, _result, held):
        for fd in re.findall(r"\d+", arguments)[:2]:
            held.pop(int(fd), None)

    def on_socket(self, _pid, _arguments, result, held):
        held.pop(result, None)

    on_eventfd2 = on_socket

    def on_fcntl(self, pid, arguments, result, held):
        if "F_DUPFD" in arguments:
            self.on_dup2(pid, arguments, result, held)


def record(scene, slot):
    """A tape that ends, played to its end, in what is on the disk."""
    for _ in range(5):
        tape = Tape(scene, slot)
        if tape.is_true:
            return tape
    raise SystemExit(f"tape: {scene.name}: the tape does not end in what is on the disk")


def whole_calls(trace, begun):
    """(process, call, arguments, result); a call in two halves counts where it ended."""
    with open(trace, encoding="ascii", errors="replace") as lines:
        for line in lines:
            pid = line.split(" ", 1)[0]
            if line.rstrip().endswith("<unfinished ...>"):
                begun[pid] = line.rstrip()[:-len("<unfinished ...>")].rstrip()
                continue
            m = re.match(r"\d+ +<\.\.\. \w+ resumed>(.*)", line, re.S)
            if m and pid in begun:
                line = begun.pop(pid) + m[1]
            m = CALL.match(line)
            if m:
                yield m.groups()


def snapshot(folder):
    """{path: contents, None for a folder} of what is there before."""
    found = {}
    for where, folders, names in os.walk(folder):
        found.update({os.path.join(where, name): None for name in folders})
        for name in names:
            with open(os.path.join(where, name), "rb") as file:
                found[os.path.join(where, name)] = file.read()
    return found
