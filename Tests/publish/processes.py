"""What runs on this machine, as far as tests look at it or end it."""

import os
import pathlib
import signal


def children(pid):
    """All processes below one."""
    parents = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                fields = pathlib.Path(f"/proc/{entry}/stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            parents.setdefault(int(fields[1]), []).append(int(entry))
    found, waiting = [], [pid]
    while waiting:
        below = parents.get(waiting.pop(), [])
        found += below
        waiting += below
    return found


def name(pid):
    """The program's name; empty where there is no such process any more."""
    try:
        return pathlib.Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        return ""


def kill(pid):
    """Whether there was such a process."""
    try:
        os.kill(pid, signal.SIGKILL)
        return True
    except ProcessLookupError:
        return False


def kill_children(pid, named=None):
    """Ends the processes below one, or those of a name; whether there were any."""
    return any([kill(child) for child in children(pid) if named is None or name(child) in named])


def command_lines(pids=None):
    """What `ps` shows to everybody: of all processes, or of these."""
    lines = []
    for pid in pids or filter(str.isdigit, os.listdir("/proc")):
        try:
            words = pathlib.Path(f"/proc/{pid}/cmdline").read_bytes()
        except OSError:
            continue
        lines.append(words.replace(b"\0", b" ").decode(errors="replace"))
    return lines
