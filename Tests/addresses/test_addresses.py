"""Files of every name that people give are found where pages and feeds say, by a web server and by the preview."""

import html
import http.client
import pathlib
import re
import subprocess
import sys
import unicodedata
import urllib.parse

import lxml.html
import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "publish"))

import addresses  # noqa: E402
import servers  # noqa: E402
from sites import EDITION, ORIGIN, SITEGEN, Site, picture  # noqa: E402

# As files are called that come from phones, from Windows, from a Mac, from a press office.
NAMES = [
    "100%.png", "65 %-Kampagne.png", "Platz #1.png", "wer? wir!.png", "c%20d.png", "c d.png", "%41.png", "mit leer.png",
    "größe.png", "K&P.png", "K&amp;P.png", "mayor's visit.png", "l'école d'été.png", "eins+zwei.png", "a;b.png",
    "[klammer].png", "(rund) (2).png", "„Gänse“.png", "komma, zwei.png", "Schiff 🚢.png", "x=1&y=2.png", "@2x.png",
    "~tilde^dach.png", "{geschweift}.png", "Teil 1: Anfang.png", "Interview:Teil 2.png", "-strich.png", "$preis.png",
    "<spitz>.png", "grave`.png", "a|b.png", "a\"b.png", "\u0301akzent.png", "Łódź.png", "港.png", "ende#.png",
    "100%25.png", "a?b=c#d.png", "!.png", "a*b.png", "#1.png", "?.png", "%.png", "&amp.png", "a..png", "två  blanka.png",
]
# A Mac writes a letter and its mark as two; editors type one.
DECOMPOSED = [unicodedata.normalize("NFD", name) for name in ("Übergröße.png", "Ållé.png", "ñandú #2.png")]

COMPONENT = """<video src="{{ file | url }}" poster="{{ file | url }}" controls>
<img srcset="{{ file | url }} 1x, {{ file | absurl }} 2x" src="{{ file | url }}" alt="Bild"></video>"""


def yaml(text):
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\""


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    site = Site(tmp_path_factory.mktemp("names") / "site")
    site.write("Templates/components/medium.html", COMPONENT)
    for number, name in enumerate(NAMES + DECOMPOSED):
        folder = f"{EDITION}/n{number}"
        site.write(f"Content/{folder}/{name}", picture())
        site.write(f"Content/{folder}/{name}.pdf", b"%PDF-1.4")
        typed = unicodedata.normalize("NFC", name)
        address = urllib.parse.quote(typed)
        markup = html.escape(address if re.search("[#?%]", typed) else typed)
        # What looks like HTML is HTML, and a reference a reference, in the argument of a shortcode too.
        component = "" if re.search("<|&amp;", name) else "{{ medium(file=" + yaml(f"/{folder}/{name}") + ") }}"
        # As a path is copied, where Markdown takes it so.
        literal = "" if re.search("^#|[<>]|&amp;", name) else f"[Wie es heißt](<{typed}>)"
        text = f"""Ein Bild, eine Datei, dasselbe in HTML; Fragen an anmeldung@example.org, <tel:+4923112345>,
[SMS](sms:+4923112345), [weiter unten](#ziel), [mit der Suche](?q=a&b=c#ziel), eine Note[^1].

![Das Bild]({address})

[Die Datei]({address}.pdf)

{literal}

![Vom Anfang an](/{urllib.parse.quote(folder)}/{address})

<figure><img src="{markup}" alt="Noch einmal"><figcaption>Es</figcaption></figure>

{component}

## Ziel

Text.

[^1]: Die Note.
"""
        site.article(f"n{number}/index.md", f"Nummer {number}", f"image: {{src: {yaml(typed)}, alt: Bild}}\n", text)
    site.article(
        "umzug.md", "Umzug", "aliases: [/alte-größe/, \"/alt/k&p;1.html\", \"/alt/[2]/\", \"/früher/it's+das/\"]\n", "Da."
    )
    return site


@pytest.fixture(scope="session")
def built(site):
    site.run("build", "--strict")
    return site


@pytest.fixture(scope="session")
def nginx(built, tmp_path_factory):
    server = servers.Nginx(tmp_path_factory.mktemp("nginx") / "nginx", built.output)
    yield server.port
    server.stop()


@pytest.fixture(scope="session")
def preview(site):
    words = [SITEGEN, "serve", "--port", "0", "--now", "2026-12-01"]
    process = subprocess.Popen(words, cwd=site.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    for line in process.stdout:
        if found := re.search(r"http://127\.0\.0\.1:(\d+)/", line):
            break
    yield int(found.group(1))
    process.terminate()
    process.wait(timeout=30)


def fetch(port, target):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", target)
    answer = connection.getresponse()
    return answer.status, answer.read()


def written(built):
    """The site's own addresses, without host and fragment, and the fragments that are asked of each."""
    targets = {}
    for file, address in addresses.of_site(built.output):
        folder = str(file.relative_to(built.output).parent)
        page = "/" if folder == "." else f"/{urllib.parse.quote(folder)}/"
        whole = urllib.parse.urljoin(ORIGIN + page, address)
        if not whole.startswith(ORIGIN + "/"):
            continue
        # What programs other than browsers take: no blank, no letter beyond ASCII, no percent sign alone.
        assert re.fullmatch(r"(%[0-9A-Fa-f]{2}|[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=])+", whole), f"{file}: {whole}"
        path, _, fragment = whole.removeprefix(ORIGIN).partition("#")
        targets.setdefault(path, set()).add(fragment)
    return targets


def shown(port, targets):
    """The same as the preview writes them, whose assets have other names."""
    own = {}
    for target in targets:
        if target.startswith("/assets/") or not target.endswith("/"):
            continue
        page = lxml.html.document_fromstring(fetch(port, target)[1], parser=lxml.html.HTMLParser(encoding="utf-8"))
        for address in addresses.of_markup(page):
            parts = urllib.parse.urlsplit(urllib.parse.urljoin(ORIGIN + target, address))
            if parts.netloc in ("www.example.org", f"127.0.0.1:{port}"):
                path = parts.path + ("?" + parts.query if parts.query else "")
                own.setdefault(path, set()).add(parts.fragment)
    return own


def lost(port, targets):
    problems = []
    for target, fragments in sorted(targets.items()):
        status, body = fetch(port, target)
        if status != 200:
            problems.append(f"{status} {target}")
            continue
        ids = {html.unescape(name) for name in re.findall(r'\bid="([^"]*)"', body.decode("utf-8", "replace"))}
        for fragment in fragments - {"", "top"}:
            if urllib.parse.unquote(fragment) not in ids:
                problems.append(f"no {fragment} at {target}")
    return problems


def test_every_file_is_named_by_pages(built):
    targets = written(built)
    paths = {urllib.parse.unquote(target.partition("?")[0]) for target in targets}
    for file in built.output.glob(f"{EDITION}/**/*"):
        if file.suffix in (".png", ".pdf"):
            assert "/" + str(file.relative_to(built.output)) in paths


def test_a_web_server_has_every_address(built, nginx):
    assert lost(nginx, written(built)) == []


def test_the_preview_has_every_address(built, preview):
    targets = written(built)
    own = shown(preview, targets)
    assert len(own) > 2 * len(NAMES)
    assert lost(preview, own) == []
    assert lost(preview, {target: ids for target, ids in targets.items() if not target.startswith("/assets/")}) == []


def test_old_addresses_lead_on(built, nginx, preview):
    for old in ("/alte-größe/", "/alt/k&p;1.html", "/alt/[2]/", "/früher/it's+das/"):
        for port in (nginx, preview):
            status, body = fetch(port, urllib.parse.quote(old))
            assert status == 200 and f"{EDITION}/umzug/".encode() in body, old


def test_lead_pictures_are_absolute_in_what_is_shared(built):
    for number, name in enumerate(NAMES + DECOMPOSED):
        page = (built.output / EDITION / f"n{number}/index.html").read_text("utf-8")
        shared = html.unescape(re.search(r'property="og:image" content="([^"]*)"', page).group(1))
        assert shared == f"{ORIGIN}/{EDITION}/n{number}/" + urllib.parse.quote(name, safe="!$&'()*+,;=:@~"), name


def test_schemes_survive_in_feeds(built):
    schemes = {}
    for file, address in addresses.of_site(built.output):
        if file.suffix in (".xml", ".json"):
            schemes.setdefault(file.name, set()).add(address.split(":")[0])
    for name in ("index.xml", "atom.xml", "feed.json"):
        assert {"mailto", "tel", "sms", "https"} <= schemes[name]


def test_the_check_agrees(built):
    said = built.run("check", strict=False).stdout + built.run("check", strict=False).stderr
    for rule in ("html.broken-link", "file.unused", "image.missing-alt", "link.missing"):
        assert rule not in said, "\n".join(line for line in said.splitlines() if rule in line)

