"""Fixtures of the browser tests.

    pytest Tests/browser                    # looks at Public/
    pytest Tests/browser --site DIR         # looks at another built site
"""

import os
import pathlib
import shutil

import pytest
from playwright.sync_api import sync_playwright

import site_under_test

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent.parent


def pytest_addoption(parser):
    parser.addoption("--site", default=str(REPOSITORY / "Public"), help="the built site's folder")


def pytest_configure(config):
    root = pathlib.Path(config.getoption("--site"))
    if not (root / "index.html").is_file():
        raise pytest.UsageError(f"{root} holds no built site: run `sitegen build` first")
    config.site = site_under_test.Site(root)


def pytest_generate_tests(metafunc):
    """`sample`: one page of each kind and language; `specimen`: one of each kind; `any_page`: every page."""
    site = metafunc.config.site
    for name, pages in (("sample", site.samples()), ("specimen", site.specimens()), ("any_page", site.readable)):
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, pages, ids=[it.path for it in pages])


@pytest.fixture(scope="session")
def site(request):
    return request.config.site


@pytest.fixture(scope="session")
def origin(site):
    server = site_under_test.Server(site.root)
    yield server.origin
    server.close()


@pytest.fixture(scope="session")
def browser():
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=program,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def windows(browser):
    """A window for each width, scheme and so on, kept: opening one takes longer than looking at a page."""
    contexts = {}

    def window(**options):
        key = repr(sorted(options.items()))
        if key not in contexts:
            contexts[key] = browser.new_context(reduced_motion="reduce", service_workers="block", **options)
        return contexts[key]

    yield window
    for context in contexts.values():
        context.close()


@pytest.fixture
def visit(browser, windows, origin):
    """Opens a page; its `complaints` collect what the browser has to say about it, `asked` what it loads."""
    pages = []

    def open_page(path, *, width=1280, height=900, scheme="light", scripts=True, fresh=False, **options):
        """`fresh`: in a window of its own, which has nothing in its cache."""
        look = dict(viewport={"width": width, "height": height}, color_scheme=scheme, java_script_enabled=scripts)
        page = (browser.new_context(**look, **options) if fresh else windows(**look, **options)).new_page()
        pages.append(page)
        page.complaints, page.asked = [], []

        def route(it):
            page.asked.append(it.request.url)
            if it.request.url.startswith((origin + "/", "data:", "blob:")):
                it.continue_()
            else:
                page.complaints.append(f"asks another host: {it.request.url}")
                it.abort()

        def answered(it):
            own_404 = path.endswith("404.html") and it.request.is_navigation_request()
            if it.status >= 400 and not own_404:
                page.complaints.append(f"{it.status}: {it.url}")

        page.route("**/*", route)
        page.on("response", answered)
        page.on("console", lambda it: page.complaints.append(f"console: {it.text}"))
        page.on("pageerror", lambda it: page.complaints.append(f"script: {it}"))
        page.goto(origin + path, wait_until="load", timeout=90_000)
        return page

    yield open_page
    for page in pages:
        page.close()
