"""How pages lie in the window: nothing sticks out, nothing jumps, everything can be hit."""

import pytest

OVERFLOW = """() => {
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= wide) return [];
    return [...document.body.querySelectorAll("*")].filter(it => it.getBoundingClientRect().right > wide + 1)
        .map(it => it.tagName.toLowerCase() + "." + it.className);
}"""
SHIFT = """() => new Promise(done => {
    let sum = 0;
    new PerformanceObserver(list => { for (const it of list.getEntries()) sum += it.value; })
        .observe({type: "layout-shift", buffered: true});
    setTimeout(() => done(sum), 300);
})"""
#: Links within a sentence may be as high as their line (WCAG 2.5.8).
SMALL = """() => [...document.querySelectorAll("a, button, input:not([type=hidden])")].filter(it => {
    const box = it.getBoundingClientRect();
    const inline = getComputedStyle(it).display === "inline" && it.closest("p, li, dd, label, h1, h2, h3");
    const drawn = getComputedStyle(it, "::after");
    const stretched = drawn.position === "absolute" && drawn.content !== "none";
    return box.width && !inline && !stretched && !it.matches(".skip-link") && (box.height < 24 || box.width < 24);
}).map(it => `${it.outerHTML.slice(0, 80)} ${it.getBoundingClientRect().width}x${it.getBoundingClientRect().height}`)"""


@pytest.mark.parametrize("width", [640, 1280])
def test_text_at_twice_its_size(specimen, visit, width):
    page = visit(specimen.path, width=width)
    page.evaluate("() => { document.documentElement.style.setProperty('font-size', '200%'); }")
    assert page.evaluate(OVERFLOW) == []


def test_long_words_break(specimen, visit):
    """A word as long as German allows, in every heading, link and paragraph of a phone's window."""
    page = visit(specimen.path, width=320)
    page.evaluate("""word => {
        for (const it of document.querySelectorAll("h1, h2, h3, p, li, a, figcaption, label, legend, button, dt, dd, th, td"))
            if (!it.children.length) it.textContent = word;
    }""", "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft")
    assert page.evaluate(OVERFLOW) == []


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_jumps(specimen, visit, width):
    assert visit(specimen.path, width=width).evaluate(SHIFT) == 0


@pytest.mark.parametrize("width", [320, 1280])
def test_targets_can_be_hit(specimen, visit, width):
    assert visit(specimen.path, width=width).evaluate(SMALL) == []


def test_dark_scheme_is_dark(specimen, visit):
    light, dark = (
        visit(specimen.path, scheme=scheme).evaluate("() => getComputedStyle(document.body).backgroundColor")
        for scheme in ("light", "dark")
    )
    assert light != dark


def test_forced_colours_keep_controls_visible(specimen, visit):
    page = visit(specimen.path, forced_colors="active")
    borders = page.evaluate(
        "() => [...document.querySelectorAll('.button, .term, .share__link')].filter(it => it.offsetWidth)"
        ".map(it => getComputedStyle(it).borderTopWidth)"
    )
    assert all(it != "0px" for it in borders)


def test_edition_prints_its_articles(site, visit):
    edition = next(it for it in site.readable if it.kind == "edition")
    page = visit(edition.path)
    articles = page.locator(".printed__article")
    assert articles.count() > 0
    assert not articles.first.is_visible()
    page.emulate_media(media="print")
    assert articles.first.is_visible()
    assert not page.locator(".site-nav").is_visible()
