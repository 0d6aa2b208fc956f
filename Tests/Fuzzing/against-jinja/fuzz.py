#!/usr/bin/env python3
"""Renders made-up sites of several templates with sitegen and with Jinja2, and compares what they print.

    fuzz.py [--seconds 60] [--seed 1] [--sitegen PROGRAM] [--case NUMBER] [--keep FOLDER]

Every case is made of the seed and its number, which a failure names; `--case` prints one and tries it alone. Exit
status: 0 all the same, 1 a difference, a crash or a hang (cut down, printed, and left in the folder), 2 usage.
"""
import argparse
import collections
import json
import pathlib
import sys
import time

from engines import CRASH, HANG, Sitegen, default_program, render_with_jinja
from generator import Generator
from tree import shrink

ROOT = pathlib.Path(__file__).resolve().parents[3]


def compare(case, sitegen):
    """What is wrong with a case, and what both print."""
    jinja = render_with_jinja(case)
    ours = sitegen.render([case])[0]
    return verdict(jinja, ours), jinja, ours


def verdict(jinja, ours):
    if ours.status in (CRASH, HANG):
        return ours.status
    if jinja.status == "slow":
        return None
    return None if ours.same(jinja) or jinja.status == "refused" and ours.status == "error" else "difference"


def show(case, jinja, ours, kind, seed, number):
    lines = [f"{kind} in case {number} of seed {seed} (undefined: {case.undefined})"]
    for name, text in sorted(case.sources().items()):
        lines += [f"--- {name}", text]
    lines += ["--- Jinja", str(jinja), "--- sitegen", str(ours), ""]
    return "\n".join(lines)


def save(case, folder, number, report):
    folder = folder / str(number)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in case.sources().items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "data.json").write_text(json.dumps(case.data, ensure_ascii=False), encoding="utf-8")
    (folder / "report.txt").write_text(report, encoding="utf-8")


def investigate(case, sitegen, kind, options, number):
    quick = Sitegen(options.sitegen, seconds_per_batch=5 if kind == HANG else 20)

    def still_fails(smaller):
        # What Jinja refuses to read is no smaller case of anything.
        found, jinja, _ = compare(smaller, quick)
        return found == kind and jinja.status != "refused"

    shrink(case, still_fails, attempts=60 if kind == HANG else 600)
    _, jinja, ours = compare(case, quick)
    report = show(case, jinja, ours, kind, options.seed, number)
    print(report, flush=True)
    save(case, options.keep / str(options.seed), number, report)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sitegen", default=default_program(ROOT))
    parser.add_argument("--case", type=int)
    parser.add_argument("--keep", type=pathlib.Path, default=ROOT / ".fuzz-templates")
    parser.add_argument("--batch", type=int, default=200)
    parser.add_argument("--failures", type=int, default=5, help="stop after so many")
    options = parser.parse_args()
    if not pathlib.Path(options.sitegen).is_file():
        parser.error(f"there is no program {options.sitegen}")
    sitegen = Sitegen(options.sitegen)

    if options.case is not None:
        case = Generator(options.seed, options.case).case()
        kind, jinja, ours = compare(case, sitegen)
        print(show(case, jinja, ours, kind or "no difference", options.seed, options.case))
        sys.exit(1 if kind else 0)

    counts, constructs, statuses = collections.Counter(), collections.Counter(), collections.Counter()
    end, number, reported = time.monotonic() + options.seconds, 0, time.monotonic()
    while time.monotonic() < end and sum(counts.values()) < options.failures:
        cases = [Generator(options.seed, number + place).case() for place in range(options.batch)]
        for place, (case, ours) in enumerate(zip(cases, sitegen.render(cases))):
            jinja = render_with_jinja(case)
            statuses[jinja.status] += 1
            constructs.update(set(case.kinds()))
            kind = verdict(jinja, ours)
            if kind:
                counts[kind] += 1
                if sum(counts.values()) <= options.failures:
                    investigate(case, sitegen, kind, options, number + place)
        number += options.batch
        if time.monotonic() - reported > 60:
            reported = time.monotonic()
            print(summary(options.seed, number, counts), flush=True)

    print("cases with each construct:", ", ".join(f"{name} {count}" for name, count in constructs.most_common()))
    print("Jinja:", ", ".join(f"{name} {count}" for name, count in statuses.most_common()))
    print(summary(options.seed, number, counts))
    sys.exit(1 if sum(counts.values()) else 0)


def summary(seed, number, counts):
    return (f"{number} inputs of seed {seed}: {counts['difference']} differences, {counts[CRASH]} crashes, "
            f"{counts[HANG]} hangs")


if __name__ == "__main__":
    main()
