"""Renders cases with Jinja2, in this process, and with sitegen, many in one process."""
import json
import os
import pathlib
import signal
import subprocess
import tempfile
import threading

import jinja2

# What sitegen gives when it answers nothing.
CRASH, HANG = "crash", "hang"


class Rendered:
    def __init__(self, status, text="", message=""):
        self.status, self.text, self.message = status, text, message

    def same(self, other):
        return self.status == other.status and (self.status != "ok" or self.text == other.text)

    def __str__(self):
        return self.text if self.status == "ok" else f"[{self.status}] {self.message}"


class TooSlow(Exception):
    pass


def render_with_jinja(case, seconds=10):
    environment = jinja2.Environment(
        loader=jinja2.DictLoader(case.sources()), autoescape=True, extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
        undefined=jinja2.StrictUndefined if case.undefined == "strict" else jinja2.Undefined)

    def stop(*_):
        raise TooSlow

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        return Rendered("ok", environment.get_template("page.html").render(case.data))
    except TooSlow:
        return Rendered("slow", message="Jinja takes too long")
    except jinja2.TemplateSyntaxError as error:
        return Rendered("refused", message=str(error))
    except Exception as error:  # whatever a template makes Python raise
        return Rendered("error", message=f"{type(error).__name__}: {error}")
    finally:
        signal.alarm(0)


class Sitegen:
    def __init__(self, program, seconds_per_batch=60):
        self.program, self.seconds = program, seconds_per_batch

    def render(self, cases):
        """One result for each case; a crash or a hang costs the one that it happens to, and a process for the rest."""
        results = []
        with tempfile.TemporaryDirectory(prefix="fuzz-templates-") as name:
            folder = pathlib.Path(name)
            lines = [self._write(folder / str(number), number, case) for number, case in enumerate(cases)]
            while len(results) < len(cases):
                results += self._run(folder / "batch.jsonl", lines[len(results):])
        return results

    def _write(self, folder, number, case):
        folder.mkdir()
        for name, text in case.sources().items():
            (folder / name).write_text(text, encoding="utf-8")
        return json.dumps({"id": str(number), "template": "page.html", "templates": str(folder), "data": case.data,
                           "escape": True, "undefined": case.undefined})

    def _run(self, request, lines):
        request.write_text("\n".join(lines) + "\n", encoding="utf-8")
        process = subprocess.Popen([self.program, "render", "--batch", str(request)], stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        timed_out = threading.Event()

        def end():
            timed_out.set()
            process.kill()

        timer = threading.Timer(self.seconds, end)
        timer.start()
        try:
            output, errors = process.communicate()
        finally:
            timer.cancel()
        results = []
        for line in output.split(b"\n"):
            try:
                answer = json.loads(line)
            except ValueError:
                break
            status = "ok" if answer["status"] == 0 else "error"
            results.append(Rendered(status, answer["stdout"], answer["stderr"]))
        if len(results) < len(lines):
            message = errors.decode("utf-8", "replace")[-2000:]
            if timed_out.is_set():
                results.append(Rendered(HANG, message=f"no answer within {self.seconds} seconds"))
            else:
                results.append(Rendered(CRASH, message=f"exit {process.returncode} {message}"))
        return results


def default_program(root):
    """The program that `.ci/build` makes, unless `SITEGEN` names another."""
    return os.environ.get("SITEGEN") or str(root / ".build/release/sitegen")
