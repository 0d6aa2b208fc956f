#!/usr/bin/env python3
"""What a check costs, as a multiple of a build of the same site: measured in turns, so that a busy machine slows both.

    compare.py SITEGEN SITE [--runs 5] [--profile nrw]

SITE is a folder with Content and Templates. Each build is one from nothing, into a fresh folder in memory (/dev/shm).
Prints both medians in milliseconds (whole process, and processor time of all its threads) and their ratios.
"""
import argparse
import os
import resource
import shutil
import statistics
import subprocess
import tempfile
import time


def run(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall * 1000, (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sitegen")
    parser.add_argument("site")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--profile")
    options = parser.parse_args()
    check = [options.sitegen, "check", "--source", options.site, "--quiet"]
    if options.profile:
        check += ["--profile", options.profile]
    builds, checks = [], []
    memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
    for _ in range(options.runs):
        output = tempfile.mkdtemp(dir=memory)
        build = [options.sitegen, "build", "--source", options.site, "--output", output + "/Public"]
        build += ["--quiet", "--no-cache"]
        builds.append(run(build))
        shutil.rmtree(output)
        checks.append(run(check))
    for index, name in enumerate(["wall", "processor"]):
        build = statistics.median(times[index] for times in builds)
        check = statistics.median(times[index] for times in checks)
        print(f"{name:9}  build {build:7.0f} ms  check {check:7.0f} ms  ratio {check / build:.2f}")


if __name__ == "__main__":
    main()
