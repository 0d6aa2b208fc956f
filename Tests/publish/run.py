"""Runs all tests of publishing, several test classes at a time, and tells how long each took.

    python3 run.py [CLASS…]

PUBLISH_JOBS says how many at a time (twice the cores): they wait for servers and for each other's cuts most of the time.
"""

import concurrent.futures
import os
import pathlib
import subprocess
import sys
import time

# The longest first.
CLASSES = [
    "test_cuts.RsyncCuts", "test_cuts.StoreCuts", "test_cuts.NetworkCuts", "test_errors.Errors", "test_cuts.GitCuts",
    "test_cuts.DirectoryCuts", "test_watching.Watching", "test_web_servers.WebServers", "test_web_servers.Injections",
    "test_command.Command",
    "test_secrets.Secrets", "test_workflows.Workflows", "test_readers.Readers",
]
FOLDER = pathlib.Path(__file__).resolve().parent


def run(name):
    started = time.monotonic()
    result = subprocess.run(
        [sys.executable, "-m", "unittest", name], cwd=FOLDER, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True,
    )
    print(f"-- {name}: {'passed' if result.returncode == 0 else 'FAILED'} in {time.monotonic() - started:.0f} s")
    print(result.stdout.strip(), flush=True)
    return result.returncode == 0


def main():
    jobs = int(os.environ.get("PUBLISH_JOBS", "0")) or 2 * (os.cpu_count() or 1)
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        passed = list(pool.map(run, sys.argv[1:] or CLASSES))
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main())
