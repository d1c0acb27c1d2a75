"""scene.py - what is disturbed: a command, the state that it starts from, what it leaves.

A slot is a folder of its own in which one point at a time is tried. Each slot has its own
undisturbed result, since a ledger remembers the path of the folder that it printed into.
"""
import os
import shutil
import signal
import subprocess

MONTH, DAY = "2026-12", "2026-12-01"
QR = "https://example.jp/{application_id}"
NAMES = ["青山 花子", "赤井 次郎", "所沢市並木"]
HEADER = "resident_id,name,birth_date,postal_code,address,card_issued_on,application_id\n"
PATIENCE = 40  # seconds that a command may take


def resident(number, born):
    """A row of the list; who is born in early 1986 is due in the month."""
    return (f"{number},{NAMES[number % 2]},{born},359-0042,埼玉県所沢市並木一丁目{number}番地の1,"
            f"2017-06-01,{number:023d}\n")


def write_list(path, numbers):
    with open(path, "w", encoding="utf-8") as rows:
        rows.write(HEADER)
        rows.writelines(resident(n, f"1986-01-{10 + n}") for n in numbers)
        rows.write(resident(90, "1986-09-09"))


class Slot:
    def __init__(self, root, number):
        self.path = os.path.join(root, f"slot{number}")
        self.state = os.path.join(self.path, "state")
        self.out = os.path.join(self.state, "out")
        self.ledger = os.path.join(self.state, "ledger.db")
        self.trace = os.path.join(self.path, "trace")
        self.whole = {}  # scene: picture of the undisturbed end
        self.tape = {}   # scene: what tape.py has recorded
        os.makedirs(self.state)


class Scene:
    """One command. `again` are the statuses of it where it has been done already."""
    name, doing = "", []
    again = (0,)
    head_is_equal = True  # equal runs, equal chain
    key_is_given = False  # as a credential; else the first run makes it

    def __init__(self, program, inputs):
        self.program, self.inputs = program, inputs
        self.environment = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="en", TZ="UTC",
                                HOME=inputs, XDG_STATE_HOME=inputs)
        if self.key_is_given:
            self.environment["CREDENTIALS_DIRECTORY"] = inputs

    def common(self, slot):
        return ["--ledger", slot.ledger, "--config", f"{self.inputs}/settings.yaml", "--quiet",
                "--operator", "torture"]

    def run_of(self, slot, resident_list, *more, out="out"):
        return [self.program, "run", f"{self.inputs}/{resident_list}", "--month", MONTH,
                "--as-of", DAY, "--out", os.path.join(slot.state, out), "--qr-address", QR,
                "--jobs", "2", *more, *self.common(slot)]

    def before(self, slot):
        """The commands that make the state that the scene starts from."""
        return []

    def command(self, slot):
        return [self.program, *self.doing, *self.common(slot)]

    def start(self, slot):
        """Puts the slot into the state that the scene starts from."""
        base = os.path.join(slot.path, "base-" + self.name)
        shutil.rmtree(slot.state, ignore_errors=True)
        if not os.path.isdir(base):
            os.makedirs(slot.state)
            for command in self.before(slot):
                done = self.execute(command)
                if done.returncode != 0:
                    raise SystemExit(f"{self.name}: {' '.join(command)}: status "
                                     f"{done.returncode}: {done.stderr}")
            shutil.copytree(slot.state, base)
        else:
            shutil.copytree(base, slot.state)

    def execute(self, command, prefix=(), **environment):
        """A whole process group, so that nothing is left of one that does not end."""
        with subprocess.Popen([*prefix, *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              text=True, errors="replace", start_new_session=True,
                              env=dict(self.environment, **environment)) as child:
            try:
                words = child.communicate(timeout=PATIENCE)
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                raise
        return subprocess.CompletedProcess(command, child.returncode, *words)


class Run(Scene):
    """A month, from the making of ledger and key to the last list."""
    name = "run"
    head_is_equal = False  # the key is another one each time

    def command(self, slot):
        return self.run_of(slot, "list.csv")


class RunUnread(Scene):
    """The same with a key that is given, and no read-back."""
    name, key_is_given = "run-unread", True

    def command(self, slot):
        return self.run_of(slot, "list.csv", "--no-read-back")


class Supplement(Scene):
    """A second run of the month, into a ledger and a folder that are there."""
    name, key_is_given = "supplement", True

    def before(self, slot):
        return [self.run_of(slot, "list.csv", "--no-read-back")]

    def command(self, slot):
        return self.run_of(slot, "more.csv", "--no-read-back", "--supplement", out="out2")


class Specimen(Scene):
    """No ledger: the folder is whole, or there is none."""
    name, again = "specimen", (0, 3)  # 3: the whole folder is there

    def command(self, slot):
        return [self.program, "run", f"{self.inputs}/list.csv", "--month", MONTH, "--as-of", DAY,
                "--specimen", "--out", slot.out, "--jobs", "2", "--quiet", "--config",
                f"{self.inputs}/settings.yaml"]


class After(Scene):
    """Something that is done with a ledger in which a month is finished."""
    head_is_equal = False  # the hour is chained

    def before(self, slot):
        return [self.run_of(slot, "list.csv", "--no-read-back")]


class Reprint(After):
    name = "reprint"
    again = (0, 4)  # the file is there

    def command(self, slot):
        return [self.program, "reprint", "--application-id", f"{3:023d}", "--reason",
                "lost in the post", "--as-of", DAY, "--out", os.path.join(slot.state, "one.pdf"),
                *self.common(slot)]


class Cancel(After):
    name, again = "cancel", (0, 3)
    doing = ["cancel", "--run", "1", "--reason", "never mailed"]


class Rekey(After):
    name, doing = "rekey", ["ledger", "rekey"]
    again = (0, 3)  # the old key is kept already


class Purge(After):
    name = "purge"
    doing = ["ledger", "purge", "--before", "2040-01-01", "--confirm", "--as-of", "2040-01-02"]


class Backup(After):
    name = "backup"
    again = (0, 3, 4)  # a copy that is there is not replaced

    def command(self, slot):
        return [self.program, "ledger", "backup", "--out", os.path.join(slot.state, "copy.db"),
                *self.common(slot)]


ALL = [Run, RunUnread, Supplement, Specimen, Reprint, Cancel, Rekey, Purge, Backup]


def make_inputs(folder):
    os.makedirs(folder)
    write_list(f"{folder}/list.csv", range(1, 6))
    write_list(f"{folder}/more.csv", range(1, 9))
    with open(f"{folder}/settings.yaml", "w", encoding="utf-8") as settings:
        settings.write("volume_notices: 2\n")
    with open(os.open(f"{folder}/aofuto-ledger.key", os.O_WRONLY | os.O_CREAT, 0o600),
              "w", encoding="ascii") as key:
        key.write("aofuto-key-1 " + "0123456789abcdef" * 4 + "\n")
