"""The benchmark's site built once more in the plainest way: Jinja2 renders the templates, libcmark the Markdown, PyYAML reads
the front matter. One thread, no cache, every list sorted where it is needed; what sitegen makes of the same site must be the
same, byte for byte.

Knows what those templates ask of Documentation/template-data.md, and no more.
"""
import ctypes
import ctypes.util
import re

import jinja2
import markupsafe
import yaml

ENGLISH_DAYS = "Mon Tue Wed Thu Fri Sat Sun".split()
ENGLISH_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


class CommonMark:
    def __init__(self):
        self.cmark = ctypes.CDLL(ctypes.util.find_library("cmark"))
        self.cmark.cmark_markdown_to_html.restype = ctypes.c_void_p
        self.cmark.cmark_markdown_to_html.argtypes = [ctypes.c_char_p, ctypes.c_size_t, ctypes.c_int]
        self.free = ctypes.CDLL(None).free
        self.free.argtypes = [ctypes.c_void_p]

    def html(self, text):
        data = text.encode()
        pointer = self.cmark.cmark_markdown_to_html(data, len(data), 0)
        try:
            return ctypes.string_at(pointer).decode()
        finally:
            self.free(pointer)


class Page:
    """A page, with the fields that templates know; what a page lacks is `None`."""

    date = summary = image = edition = previous = next = content = term = taxonomy = None

    def __init__(self, site, url, title, kind, **fields):
        self.url, self.title, self.kind, self.lang = url, title, kind, site.language
        self.permalink = site.baseURL + url
        self.tags, self.authors, self.pages = [], [], []
        vars(self).update(fields)

    @property
    def name(self):
        return self.title

    @property
    def count(self):
        return len(self.pages)


class Image:
    def __init__(self, site, url):
        self.url, self.permalink = url, site.baseURL + url


class Taxonomy:
    def __init__(self, terms):
        self.terms = terms


class Feed:
    def __init__(self, site, title, page, pages):
        self.title, self.home, self.language, self.pages = title, page.permalink, site.language, pages
        self.url = page.url + "index.xml"


def newest_first(page):
    return (-page.date.toordinal(), page.title, page.url)


def collated(name):
    """Umlauts beside the letters without dots, as German dictionaries have them."""
    return name.lower().translate(str.maketrans("äöü", "aou")).replace("ß", "ss")


def slug(name):
    for letter, spelling in zip("äöüß", ("ae", "oe", "ue", "ss")):
        name = name.lower().replace(letter, spelling)
    return re.sub("[^a-z0-9]+", "-", name).strip("-")


class Site:
    def __init__(self, folder):
        self.content = folder / "Content"
        settings = yaml.safe_load((self.content / "site.yaml").read_text())
        self.title, self.description = settings["title"], settings["description"]
        self.baseURL, self.language = settings["baseURL"], settings["language"]
        self.editions_folder = settings["editions"]
        self.tags = settings["taxonomies"]["tags"]
        self.feed_size = settings["feeds"]["limit"]
        self.has_edition_feeds = settings["feeds"].get("editions", True)
        self.markdown = CommonMark()
        self.sources = {}
        for path in sorted(self.content.rglob("*.md"), key=lambda path: path.relative_to(self.content).as_posix()):
            self.sources[path.relative_to(self.content).as_posix()] = path.read_text()
        self.pages = [self.page(name, text) for name, text in self.sources.items()]
        self.articles = sorted((page for page in self.pages if page.kind == "article"), key=newest_first)
        self.by_url = {page.url: page for page in self.pages}
        self.connect()
        self.collect_tags()

    def kind(self, name):
        folders = name.split("/")[:-1]
        if name == "index.md":
            return "home"
        if name.endswith("index.md"):
            return "edition" if len(folders) == 2 and folders[0] == self.editions_folder else "section"
        return "article" if folders[:1] == [self.editions_folder] else "page"

    def page(self, name, text):
        _, head, body = text.split("---\n", 2)
        data = yaml.safe_load(head)
        url = "/" + (name[: -len("index.md")] if name.endswith("index.md") else name[:-3] + "/")
        content = self.markdown.html(body)
        # Links to other hosts say so.
        content = re.sub(r'(<a href="https?:[^>]*)>', r'\1 rel="external noopener">', content)
        return Page(
            self, url, data["title"], self.kind(name), date=data.get("date"), summary=data.get("summary"),
            tag_names=data.get("tags", []), authors=[data["author"]] if "author" in data else [],
            image=Image(self, data["image"]) if "image" in data else None, content=markupsafe.Markup(content),
        )

    def connect(self):
        """Editions and their articles, articles and their neighbours."""
        editions = sorted((page for page in self.pages if page.kind == "edition"), key=newest_first)
        self.by_url[f"/{self.editions_folder}/"].pages = editions
        for article in self.articles:
            article.edition = self.by_url[article.url.rsplit("/", 2)[0] + "/"]
            article.edition.pages.append(article)
        for edition in editions:
            for one, other in zip(edition.pages, edition.pages[1:]):
                one.next, other.previous = other, one

    def collect_tags(self):
        names = sorted({name for article in self.articles for name in article.tag_names}, key=collated)
        path = f"/{self.tags['path']}/"
        terms = {name: Page(self, f"{path}{slug(name)}/", name, "term") for name in names}
        for article in self.articles:
            article.tags = [terms[name] for name in article.tag_names]
            for term in article.tags:
                term.pages.append(article)
        for term in terms.values():
            term.date = term.pages[0].date
        index = Page(self, path, self.tags["title"], "taxonomy", date=self.articles[0].date)
        index.taxonomy = Taxonomy(list(terms.values()))
        self.pages += [index, *terms.values()]

    def feeds(self):
        for page in self.pages:
            if page.kind == "home":
                yield Feed(self, self.title, page, self.articles[: self.feed_size])
            elif page.kind == "term" or (page.kind == "edition" and self.has_edition_feeds):
                yield Feed(self, f"{page.title} – {self.title}", page, page.pages[: self.feed_size])


def strftime(date, pattern):
    return date.strftime(pattern)


def feed_date(date):
    return f"{ENGLISH_DAYS[date.weekday()]}, {date.day:02} {ENGLISH_MONTHS[date.month - 1]} {date.year} 00:00:00 +0000"


def build(folder):
    """Every file of the site: its path and its bytes."""
    site = Site(folder)
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(folder / "Templates"), autoescape=True)
    environment.filters |= {"date": strftime, "feed_date": feed_date, "absurl": lambda path: f"{site.baseURL}/{path}"}
    environment.globals |= {"site": site, "lang": site.language}

    def render(template, **context):
        return environment.get_template(template).render(context).encode()

    files = {}
    for page in site.pages:
        term = page if page.kind == "term" else None
        files[f"{page.url[1:]}index.html"] = render(
            f"{page.kind}.html", page=page, pages=page.pages, taxonomy=page.taxonomy, term=term
        )
    for feed in site.feeds():
        files[feed.url[1:]] = render("feeds/rss.xml", feed=feed, pages=feed.pages)
    files["sitemap.xml"] = render("sitemap.xml", pages=site.pages)
    files["robots.txt"] = render("robots.txt")
    for path in site.content.rglob("*"):
        if path.is_file() and path.suffix not in (".md", ".yaml"):
            files[path.relative_to(site.content).as_posix()] = path.read_bytes()
    return files
