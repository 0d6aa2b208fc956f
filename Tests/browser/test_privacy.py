"""A page stores nothing, and works under the policy and without scripts. (Requests: test_accessibility.py.)"""

import site_under_test


def test_nothing_is_stored(sample, visit):
    page = visit(sample.path)
    assert page.context.cookies() == []
    assert page.evaluate("() => localStorage.length + sessionStorage.length") == 0


def test_policy_names_no_other_host(site):
    """Only a form may lead to one; nothing within a page runs or is styled."""
    (rules,) = [headers for pattern, headers in site_under_test.Headers(site.root).rules if pattern == "/*"]
    policy = dict(it.split(" ", 1) for it in dict(rules)["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    for name, sources in policy.items():
        if name != "form-action":
            assert set(sources.split()) <= {"'self'", "'none'"}, name


def test_the_policy_is_in_force(visit):
    page = visit("/")
    page.evaluate("""() => { document.body.append(Object.assign(document.createElement("script"), {text: "window.ran = 1"})) }""")
    page.evaluate("""() => new Promise(done => {
        const picture = Object.assign(new Image(), {onload: done, onerror: done, src: "https://elsewhere.example/"}); })""")
    assert page.evaluate("() => window.ran") is None
    assert not any("elsewhere" in it for it in page.asked)
    assert len([it for it in page.complaints if "Content Security Policy" in it]) == 2


def test_no_script_or_style_within_the_page(any_page):
    tree = any_page.tree
    assert tree.xpath("//*[@style]") == []
    assert tree.xpath("//style") == []
    assert [it for it in tree.xpath("//script[not(@src)]") if it.get("type") != "application/ld+json"] == []
    assert [name for it in tree.iter() if isinstance(it.tag, str) for name in it.attrib if name.startswith("on")] == []


def test_reads_the_same_without_scripts(sample, visit):
    page = visit(sample.path, scripts=False)
    assert page.locator("main h1").is_visible()
    assert page.locator(".site-nav a").first.is_visible()
    for hidden in page.locator("[hidden]").all():
        assert not hidden.is_visible()


def test_scripts_are_small(site):
    assert sum(it.stat().st_size for it in site.root.rglob("*.js")) <= 10_000
