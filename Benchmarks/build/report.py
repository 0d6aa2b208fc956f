"""The tables of what was measured, in Markdown."""
import dataclasses
import os
import pathlib
import platform

from measure import Spread, ratios

BEGIN, END = "<!-- benchmark: begin -->", "<!-- benchmark: end -->"
NAMES = {
    "floor": "floor",
    "sitegen": "sitegen",
    "no-cache": "sitegen `--no-cache`",
    "full": "sitegen, everything on",
    "whole": "sitegen, whole texts in all feeds",
    "hugo": "Hugo",
}
REBUILDS = {
    "first": "from nothing",
    "unchanged": "nothing changed",
    "text": "one article's text changed",
    "text-again": "one article's text changed once more",
    "title": "one article's title changed: the first change of several files makes the second tree",
}


@dataclasses.dataclass(frozen=True)
class Machine:
    processor: str
    cores: int
    kernel: str
    file_system: str
    sitegen: str
    hugo: str | None
    date: object

    @classmethod
    def this(cls, **facts):
        lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
        names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
        return cls(processor=(names or [platform.machine()])[0], cores=os.cpu_count(), kernel=platform.release(), **facts)

    @property
    def text(self):
        programs = f"sitegen {self.sitegen}" + (f", Hugo {self.hugo}" if self.hugo else "")
        return f"Measured on {self.date}: {programs}; {self.processor}, {self.cores} cores, Linux {self.kernel}, {self.file_system}."


def number(count):
    return f"{count:,}"


def table(head, rows):
    marks = ["---"] + ["---:"] * (len(head) - 1)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [head, marks, *rows])


def cold_rows(runs):
    hugo, floor = runs.get("hugo"), runs["floor"]
    for name, title in NAMES.items():
        took = runs.get(name)
        if not took:
            continue
        wall, cpu = Spread.of(run.wall for run in took), Spread.of(run.cpu for run in took)
        yield [
            title,
            wall.text(3),
            f"{cpu.median:.2f}",
            f"{max(run.memory for run in took):.0f}",
            ratios(hugo, took).text(1) if hugo and name != "hugo" else "",
            ratios(took, floor).text(2) if name != "floor" else "",
        ]


def rebuild_rows(runs):
    for name, title in REBUILDS.items():
        took = runs[name]
        wall = Spread.of(run.wall for run in took)
        yield [
            title, wall.text(3), f"{Spread.of(run.cpu for run in took).median:.2f}",
            f"{max(run.memory for run in took):.0f}", ratios(took, runs["first"]).text(2),
        ]


def phase_rows(results):
    """The stages' milliseconds at each size, and what part of the whole they are."""
    sizes = [results.entry(str(size))[1]["phases"] for size in results.sizes]
    for name in sizes[-1]:
        yield [name, *(f"{phases[name]:.1f} ({phases[name] / sum(phases.values()):.0%})" for phases in sizes)]


def text(results, machine):
    parts = [machine.text, "Medians, in brackets the least and the greatest; ratios are taken round by round."]
    for articles in results.sizes:
        runs, facts = results.entry(str(articles))
        files = f", {number(facts['files'])} files" if facts["files"] else ""
        parts.append(f"### {number(articles)} articles{files}, {facts['rounds']} rounds")
        parts.append(table(["cold build", "seconds", "CPU seconds", "MiB at most", "Hugo ÷ it", "it ÷ floor"], cold_rows(runs)))
        parts.append(table(["built again", "seconds", "CPU seconds", "MiB at most", "it ÷ first build"], rebuild_rows(runs)))
    medians = {size: Spread.of(run.wall for run in results.entry(str(size))[0]["sitegen"]).median for size in results.sizes}
    for small, large in zip(results.sizes, results.sizes[1:]):
        parts.append(f"{number(large)} articles take {medians[large] / medians[small]:.1f} times as long as {number(small)}.")
    if results.sizes:
        head = ["", *(f"{number(size)} articles" for size in results.sizes)]
        parts += ["### Stages of a cold build, milliseconds by `--timings`", table(head, phase_rows(results))]
    runs, _ = results.entry("small")
    titles = {"version": "`sitegen --version`", "newsletter": "the newsletter, cold", "newsletter again": "the newsletter again"}
    rows = [[title, Spread.of(run.wall * 1000 for run in runs[name]).text(1)] for name, title in titles.items() if runs]
    if rows:
        parts += ["### Small things", table(["", "milliseconds"], rows)]
    return "\n\n".join(parts)


def replace(document, tables):
    """Puts the tables between the markers of a document."""
    before, rest = document.read_text().split(BEGIN)
    _, after = rest.split(END)
    document.write_text(f"{before}{BEGIN}\n\n{tables}\n\n{END}{after}")
