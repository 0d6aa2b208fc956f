"""Runs commands under the stopwatch, and says how much what they took varies."""
import dataclasses
import json
import os
import pathlib
import statistics
import subprocess


@dataclasses.dataclass(frozen=True)
class Run:
    """What one run of a command took: seconds, and MiB at its peak."""

    wall: float
    cpu: float
    memory: float


def file_system(folder):
    """The kind of file system that a folder lies on."""
    folder, best = os.path.realpath(folder), ("", "unknown")
    for line in pathlib.Path("/proc/mounts").read_text().splitlines():
        _, place, kind, *_ = line.split()
        if os.path.commonpath([folder, place]) == place and len(place) >= len(best[0]):
            best = (place, kind)
    return best[1]


class Stopwatch:
    def __init__(self, program):
        self.program = program

    def run(self, command, expected=0):
        process = subprocess.run([self.program, *map(str, command)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        if process.returncode != expected:
            raise SystemExit(f"exit code {process.returncode}: {' '.join(map(str, command))}\n{process.stderr.decode()}")
        took = json.loads(process.stdout)
        return Run(took["wall"], took["user"] + took["system"], took["memory"] / 1024)


@dataclasses.dataclass(frozen=True)
class Spread:
    """Of several measurements the middle one, the least and the greatest."""

    median: float
    least: float
    greatest: float

    @classmethod
    def of(cls, values):
        values = list(values)
        return cls(statistics.median(values), min(values), max(values))

    def text(self, digits):
        return f"{self.median:.{digits}f} ({self.least:.{digits}f}–{self.greatest:.{digits}f})"


def ratios(dividends, divisors):
    """How many times as long the one took as the other, round by round."""
    return Spread.of(one.wall / other.wall for one, other in zip(dividends, divisors))
