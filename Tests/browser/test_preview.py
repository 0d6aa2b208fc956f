"""`sitegen serve` as an editor and a designer meet it: edit a file, look at the browser.

SITEGEN names the program under test; without it the one that was built last is taken.
"""

import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent.parent
#: How long the browser may take to follow, in milliseconds: this machine may be busy with other tests.
PATIENCE = 15_000

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "manifest-src 'self'; base-uri 'none'"
)
BASE = """<!doctype html>
<html lang="{{ lang }}">
<head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="%s">
<title>{{ page.title }}</title>
<link rel="icon" href="{{ asset("icon.svg") }}">
<link rel="stylesheet" href="{{ asset("site.css") }}">
</head>
<body><h1>{{ page.title }}</h1>
<main>{{ page.content }}</main>
<script src="{{ asset("count.js") }}"></script>
</body></html>
""" % POLICY


def program():
    if "SITEGEN" in os.environ:
        return os.environ["SITEGEN"]
    built = [it for it in REPOSITORY.glob(".build*/**/sitegen") if it.is_file() and os.access(it, os.X_OK)]
    if not built:
        pytest.skip("sitegen has not been built")
    return str(max(built, key=lambda it: it.stat().st_mtime))


class Preview:
    """A site in a folder of its own, and `sitegen serve` over it."""

    def __init__(self, root):
        self.root = root
        with socket.socket() as it:
            it.bind(("127.0.0.1", 0))
            self.port = it.getsockname()[1]
        self.origin = f"http://127.0.0.1:{self.port}"
        self.process = None
        self.write("Content/site.yaml", "title: Brief\nbaseURL: https://www.example.org\nlanguage: de\n")
        self.write("Content/index.md", "---\ntitle: Start\n---\n\nErster Satz.\n" + "\n\nAbsatz.\n" * 100)
        self.write("Content/zwei.md", "---\ntitle: Zwei\n---\n\nText.\n")
        self.write("Content/entwurf.md", "---\ntitle: Entwurf\ndraft: true\n---\n\nNoch nicht.\n")
        for name in ("page.html", "404.html"):
            self.write("Templates/" + name, BASE)
        self.write("Templates/assets/site.css", "h1 { color: rgb(1, 2, 3) }\n")
        self.write("Templates/assets/icon.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>\n')
        self.write("Templates/assets/count.js", "window.loadedAt = performance.timeOrigin;\n")

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        # As most editors do: the new file takes the old one's place.
        temporary = file.with_name(file.name + "~")
        temporary.write_text(text)
        temporary.rename(file)

    def start(self, *options, ready=True):
        """Waits for the first build, unless told otherwise."""
        starts = self.said().count("Ctrl-C stops") if self.process else 0
        self.log = open(self.root / "serve.log", "ab")
        self.process = subprocess.Popen(
            [program(), "serve", "--source", str(self.root), "--port", str(self.port), *options], stderr=self.log)
        for _ in range(300):
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                break
            except OSError:
                assert self.process.poll() is None, self.said()
                time.sleep(0.1)
        if ready:
            self.wait_for("Ctrl-C stops", times=starts + 1)
        return self

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(timeout=10)
        self.log.close()
        return self.process.returncode

    def said(self):
        return (self.root / "serve.log").read_text()

    def wait_for(self, text, times=1):
        for _ in range(150):
            if self.said().count(text) >= times:
                return
            time.sleep(0.1)
        raise AssertionError(f"{text!r} was not said:\n{self.said()}")


@pytest.fixture
def preview(tmp_path):
    it = Preview(tmp_path)
    yield it
    if it.process:
        it.stop()


@pytest.fixture
def look(browser, preview):
    """Opens a page of the preview; each call is another browser, with a storage and workers of its own."""
    contexts = []

    def open_page(path="/", another=True, **options):
        if another or not contexts:
            contexts.append(browser.new_context(viewport={"width": 800, "height": 600}, **options))
        page = contexts[-1].new_page()
        page.complaints = []
        page.on("console", lambda it: page.complaints.append(it.text))
        page.on("pageerror", lambda it: page.complaints.append(str(it)))
        page.goto(preview.origin + path)
        # The page has heard of how things stand.
        page.wait_for_selector("sitegen-preview", state="attached")
        page.wait_for_timeout(500)
        return page

    yield open_page
    for context in contexts:
        context.close()


def colour(page):
    return page.evaluate("getComputedStyle(document.querySelector('h1')).color")


def wait_for_colour(page, wanted):
    page.wait_for_function(
        "wanted => getComputedStyle(document.querySelector('h1')).color === wanted", arg=wanted, timeout=PATIENCE)


def test_an_edit_is_shown_where_one_was_reading(preview, look):
    preview.start()
    page = look()
    page.evaluate("scrollTo(0, 700)")
    before = page.evaluate("[window.loadedAt, scrollY]")
    preview.write("Content/index.md", "---\ntitle: Start\n---\n\nZweiter Satz.\n" + "\n\nAbsatz.\n" * 100)
    page.wait_for_selector("text=Zweiter Satz.", state="attached", timeout=PATIENCE)
    page.wait_for_function("() => scrollY > 0", timeout=PATIENCE)
    after = page.evaluate("[window.loadedAt, scrollY]")
    assert after[0] != before[0]
    assert after[1] == before[1]
    assert page.complaints == []


def test_two_browsers_and_two_tabs_follow(preview, look):
    preview.start()
    pages = [look(), look(), look(another=False)]
    preview.write("Content/index.md", "---\ntitle: Start\n---\n\nFür alle.\n")
    for page in pages:
        page.wait_for_selector("text=Für alle.", timeout=PATIENCE)


def test_a_style_is_exchanged_without_loading_the_page(preview, look):
    preview.start()
    page = look()
    before = page.evaluate("window.loadedAt")
    for number in (4, 5, 6):
        preview.write("Templates/assets/site.css", f"h1 {{ color: rgb({number}, 2, 3) }}\n")
        wait_for_colour(page, f"rgb({number}, 2, 3)")
    assert page.evaluate("window.loadedAt") == before
    assert page.evaluate("document.querySelectorAll('link[rel=stylesheet]').length") == 1
    assert page.complaints == []


def test_a_style_with_another_name_is_exchanged_too(preview, look):
    """As where a digest of the style is part of its name, and the page says it in `integrity`."""
    def template(name, integrity):
        return BASE.replace('{{ asset("site.css") }}"', f'/assets/{name}" integrity="{integrity}"')

    def digest(name):
        text = subprocess.run(
            f"openssl dgst -sha256 -binary '{preview.root}/Templates/assets/{name}' | base64", shell=True,
            capture_output=True, text=True, check=True)
        return "sha256-" + text.stdout.strip()

    preview.write(
        "Content/site.yaml", "title: Brief\nbaseURL: https://www.example.org\nassets: {minify: false}\n")
    first, second = "bunt.0123456789abcdef.css", "bunt.fedcba9876543210.css"
    preview.write("Templates/assets/" + first, "h1 { color: rgb(7, 7, 7) }\n")
    preview.write("Templates/page.html", template(first, digest(first)))
    preview.start()
    page = look()
    assert colour(page) == "rgb(7, 7, 7)"
    before = page.evaluate("window.loadedAt")
    preview.write("Templates/assets/" + second, "h1 { color: rgb(8, 8, 8) }\n")
    preview.write("Templates/page.html", template(second, digest(second)))
    (preview.root / "Templates/assets" / first).unlink()
    wait_for_colour(page, "rgb(8, 8, 8)")
    assert page.evaluate("window.loadedAt") == before
    assert page.complaints == []


def test_a_script_loads_the_page_anew(preview, look):
    preview.start()
    page = look()
    preview.write("Templates/assets/count.js", "window.isNew = true;\n")
    page.wait_for_function("() => window.isNew === true", timeout=PATIENCE)


def test_the_edited_page_is_offered(preview, look):
    preview.start()
    page = look()
    preview.write("Content/zwei.md", "---\ntitle: Zwei mal <b>zwei</b>\n---\n\nText.\n")
    link = page.get_by_role("link", name="Zwei mal <b>zwei</b>")
    link.wait_for(timeout=PATIENCE)
    link.click()
    page.wait_for_url("**/zwei/")


def test_errors_lie_over_the_last_good_page(preview, look):
    preview.start()
    page = look()
    broken = BASE.replace("{{ page.content }}", "{{ page.content | gibtesnicht }}{{ asset('fehlt.css') }}")
    preview.write("Templates/page.html", broken)
    dialog = page.get_by_role("dialog")
    dialog.wait_for(timeout=PATIENCE)
    text = dialog.inner_text()
    assert "gibtesnicht" in text and "Templates/page.html:10:" in text and "^^^" in text
    assert page.evaluate("document.querySelector('h1').textContent") == "Start"
    assert dialog.evaluate("it => it.contains(it.getRootNode().activeElement)")
    assert Axe().run(page, context="sitegen-preview").response["violations"] == []
    page.keyboard.press("Escape")
    assert not dialog.is_visible()
    page.get_by_role("button", name=re.compile("error")).click()
    assert dialog.is_visible()
    # Another mistake brings the dialog up to date; the mended page takes it away.
    preview.write("Content/zwei.md", "---\ntitle: [\n---\n")
    page.wait_for_function(
        "() => document.querySelector('sitegen-preview').shadowRoot.textContent.includes('zwei.md')", timeout=PATIENCE)
    preview.write("Content/zwei.md", "---\ntitle: Zwei\n---\n")
    preview.write("Templates/page.html", BASE)
    dialog.wait_for(state="hidden", timeout=PATIENCE)
    assert page.get_by_role("button").count() == 0
    assert page.complaints == []
    assert "gibtesnicht" in preview.said() and "mended" in preview.said()


def test_a_site_that_is_broken_at_the_start_appears_once_it_is_mended(preview, look):
    preview.write("Content/zwei.md", "---\ntitle: <script>alert(1)</script>\ndate: 15.12.2025\n---\n")
    preview.start()
    page = look("/zwei/")
    page.wait_for_selector("text=Content/zwei.md:3:7", timeout=PATIENCE)
    assert "is written day first" in page.inner_text("body")
    preview.write("Content/zwei.md", "---\ntitle: Zwei\n---\n\nJetzt geht es.\n")
    page.wait_for_selector("text=Jetzt geht es.", timeout=PATIENCE)


def test_a_page_that_is_not_there_yet_appears(preview, look):
    preview.start()
    page = look("/drei/")
    preview.write("Content/drei.md", "---\ntitle: Drei\n---\n\nDa ist sie.\n")
    page.wait_for_selector("text=Da ist sie.", timeout=PATIENCE)


def test_a_wrong_draft_keeps_nothing_else_from_being_shown(preview, look):
    preview.start()
    page = look("/")
    preview.write("Content/entwurf.md", "---\ntitle: Entwurf\ndraft: true\n---\n\n[Weg](weg.md)\n")
    button = page.get_by_role("button", name="1 error")
    button.wait_for(timeout=PATIENCE)
    assert not page.get_by_role("dialog").is_visible()
    preview.write("Content/index.md", "---\ntitle: Start\n---\n\nZweiter Satz.\n")
    page.get_by_text("Zweiter Satz.").wait_for(timeout=PATIENCE)
    # On its own page the mistake is in the way.
    look("/entwurf/").get_by_role("dialog").wait_for(timeout=PATIENCE)


def test_a_page_shows_what_a_check_finds_in_it(preview, look):
    preview.write("Content/zwei.md", "---\ntitle: Zwei\nsummary: Zwei.\n---\n\nMehr steht [hier](index.md).\n")
    preview.start()
    page = look("/zwei/")
    button = page.get_by_role("button", name="to check here")
    button.wait_for(timeout=PATIENCE)
    button.click()
    assert "link.vague-text" not in page.get_by_role("dialog").inner_text()
    assert "doesn't say where it leads" in page.get_by_role("dialog").inner_text()
    other = look("/")
    other.wait_for_timeout(500)
    assert other.get_by_role("button", name="to check here").count() == 0


def test_a_draft_has_a_badge(preview, look):
    preview.start()
    page = look("/entwurf/")
    badge = "document.querySelector('sitegen-preview').shadowRoot.querySelector('.badge')"
    assert page.evaluate(badge + ".textContent") == "draft"
    assert look("/").evaluate(badge + ".hidden")


def test_a_server_that_comes_back_is_found(preview, look):
    preview.start()
    page = look()
    before = page.evaluate("window.loadedAt")
    assert preview.stop() == 0
    page.get_by_text("sitegen has stopped").wait_for(timeout=PATIENCE)
    preview.start()
    page.get_by_text("sitegen has stopped").wait_for(state="hidden", timeout=PATIENCE)
    assert page.evaluate("window.loadedAt") == before, "nothing has changed, so nothing is loaded"
    preview.stop()
    preview.write("Content/index.md", "---\ntitle: Start\n---\n\nInzwischen geschrieben.\n")
    preview.start(ready=False)
    page.wait_for_selector("text=Inzwischen geschrieben.", timeout=PATIENCE)
    preview.write("Content/index.md", "---\ntitle: Start\n---\n\nUnd weiter.\n")
    page.wait_for_selector("text=Und weiter.", timeout=PATIENCE)


def test_nothing_is_written(preview, look):
    preview.start()
    look()
    preview.write("Content/index.md", "---\ntitle: Start\n---\n\nAnders.\n")
    preview.wait_for("Content/index.md: ")
    assert sorted(it.name for it in preview.root.iterdir()) == ["Content", "Templates", "serve.log"]


def test_a_folder_that_is_exchanged_is_followed(preview, look):
    """As by a checkout: the folder is deleted and made anew."""
    preview.start()
    page = look()
    shutil.copytree(preview.root / "Content", preview.root / "kept")
    shutil.rmtree(preview.root / "Content")
    preview.wait_for("something is wrong")
    (preview.root / "kept/index.md").write_text("---\ntitle: Start\n---\n\nWieder da.\n")
    (preview.root / "kept").rename(preview.root / "Content")
    page.wait_for_selector("text=Wieder da.", state="attached", timeout=PATIENCE)


def status(preview, path):
    try:
        with urllib.request.urlopen(preview.origin + path, timeout=10) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def test_symbolic_links_lead_nowhere(preview):
    """Neither one that was there from the start, nor one that takes a picture's or a folder's place afterwards."""
    outside = preview.root / "outside"
    outside.mkdir()
    (outside / "bild.png").write_text("geheim")
    preview.write("Content/bild.png", "bild")
    preview.write("Content/ordner/bild.png", "bild")
    (preview.root / "Content/geheim.txt").symlink_to("/etc/passwd")
    (preview.root / "Content/aussen").symlink_to(outside)
    preview.start()
    assert [status(preview, it) for it in ("/bild.png", "/ordner/bild.png")] == [200, 200]
    assert [status(preview, it) for it in ("/geheim.txt", "/aussen/bild.png")] == [404, 404]
    (preview.root / "Content/bild.png").unlink()
    (preview.root / "Content/bild.png").symlink_to(outside / "bild.png")
    (preview.root / "Content/ordner").rename(preview.root / "Content/.weg")
    (preview.root / "Content/ordner").symlink_to(outside)
    for _ in range(5):
        assert [status(preview, it) for it in ("/bild.png", "/ordner/bild.png")] == [404, 404]
        time.sleep(0.2)


def test_the_browser_is_opened(preview, tmp_path, monkeypatch):
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "xdg-open").write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/opened\n')
    (programs / "xdg-open").chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    preview.start("--open")
    preview.wait_for("Ctrl-C stops")
    for _ in range(100):
        if (tmp_path / "opened").exists() and (tmp_path / "opened").read_text():
            break
        time.sleep(0.1)
    assert (tmp_path / "opened").read_text() == preview.origin + "/\n"


def test_the_next_free_port_is_named(preview):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", preview.port))
        taken.listen()
        preview.start()
        preview.wait_for(f"Port {preview.port} is taken")
        assert re.search(r"http://127\.0\.0\.1:\d+/", preview.said())
        assert f"{preview.origin}/" not in preview.said()


def test_only_what_is_published(preview):
    preview.start("--published-only")
    assert [status(preview, it) for it in ("/", "/entwurf/")] == [200, 404]


def test_the_address_in_the_configuration_is_replaced(preview):
    preview.write("Templates/page.html", '<link rel="canonical" href="{{ page.permalink }}">')
    preview.write("Content/site.yaml", "title: Brief\nbaseURL: https://www.example.org/brief\n")
    preview.start()
    with urllib.request.urlopen(preview.origin + "/") as answer:
        assert answer.url == preview.origin + "/brief/"
        assert f'href="{preview.origin}/brief/"' in answer.read().decode()
    for path in ("/brief/sitemap.xml", "/brief/robots.txt", "/brief/index.xml"):
        with urllib.request.urlopen(preview.origin + path) as answer:
            text = answer.read().decode()
            assert "www.example.org" not in text and (preview.origin + "/brief/" in text), path


def test_a_second_interruption_ends_it_at_once(preview):
    for number in range(2500):
        preview.write(f"Content/seite-{number}.md", f"---\ntitle: Seite {number}\n---\n")
    preview.start()
    # Many seconds of work, which the first interruption waits for.
    slow = "{% for a in range(800) %}{% for b in range(800) %}{% endfor %}{% endfor %}"
    preview.write("Templates/page.html", slow + BASE)
    time.sleep(1)
    preview.process.send_signal(signal.SIGINT)
    with pytest.raises(subprocess.TimeoutExpired):
        preview.process.wait(timeout=1)
    preview.process.send_signal(signal.SIGINT)
    assert preview.process.wait(timeout=5) == 128 + signal.SIGINT
