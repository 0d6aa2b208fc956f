#!/usr/bin/env python3
"""Asks a running preview for its pages, feeds and styles, over and over, and counts what goes wrong.

    Benchmarks/serve/load.py http://127.0.0.1:8000/ [--requests 20000] [--connections 8]

Only for a preview on this machine.
"""

import argparse
import http.client
import re
import threading
import time
import urllib.parse
import urllib.request


def addresses(start):
    """The pages of the sitemap, and what the first of them loads."""
    root = urllib.parse.urlsplit(urllib.request.urlopen(start).url)
    sitemap = urllib.request.urlopen(urllib.parse.urlunsplit(root) + "sitemap.xml").read().decode()
    found = [urllib.parse.urlsplit(it).path for it in re.findall(r"<loc>(.*?)</loc>", sitemap)][:50]
    page = urllib.request.urlopen(urllib.parse.urlunsplit(root)).read().decode()
    linked = [urllib.parse.urljoin(root.path, it) for it in re.findall(r'(?:href|src)="(/[^"]+\.[a-z0-9]+)"', page)]
    return sorted(set(found + linked)), root.path + "there/is/nothing/here"


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("address")
    arguments.add_argument("--requests", type=int, default=20_000)
    arguments.add_argument("--connections", type=int, default=8)
    options = arguments.parse_args()
    server = urllib.parse.urlsplit(options.address)
    if server.hostname not in ("127.0.0.1", "localhost", "::1"):
        arguments.error("only a preview on this machine is asked")
    paths, missing = addresses(options.address)
    wrong = []

    def ask(offset, count):
        connection = http.client.HTTPConnection(server.hostname, server.port, timeout=30)
        for number in range(count):
            path = missing if number % 20 == 19 else paths[(offset + number) % len(paths)]
            try:
                connection.request("GET", path)
                answer = connection.getresponse()
                answer.read()
                if answer.status != (404 if path == missing else 200):
                    wrong.append((path, answer.status))
            except OSError as error:
                wrong.append((path, repr(error)))
                connection.close()

    share = options.requests // options.connections
    threads = [threading.Thread(target=ask, args=(it * 7, share)) for it in range(options.connections)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - start
    total = share * options.connections
    print(f"{total} requests, {len(paths)} addresses, {options.connections} connections: "
          f"{seconds:.1f} s, {total / seconds:.0f} a second, {len(wrong)} wrong")
    for path, what in wrong[:10]:
        print(" ", path, what)
    raise SystemExit(bool(wrong))


if __name__ == "__main__":
    main()
