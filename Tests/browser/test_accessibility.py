"""What a browser and axe-core say of each kind of page in every view, and of every page in one."""

import importlib.util
import pathlib

import pytest

from test_layout import OVERFLOW

AXE = pathlib.Path(importlib.util.find_spec("axe_playwright_python").origin).parent / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async (rules) => {
    const found = await axe.run(document, {runOnly: {type: "tag", values: rules}});
    return found.violations.flatMap(it => it.nodes.map(node => `${it.id}: ${node.target.join(" ")} ${node.failureSummary}`));
}"""


LOADED = """() => Promise.all([...document.images].map(it => { it.loading = "eager"; return it.decode(); }))"""


def examine(page):
    """Opens what the page holds, then: no complaint, no violation, nothing beyond the window's edge."""
    page.evaluate(LOADED)
    # Put in by the driver, outside the page's own policy: the site itself never runs it.
    page.evaluate(AXE.read_text("utf-8"))
    assert page.evaluate(RUN, RULES) == []
    assert page.evaluate(OVERFLOW) == []
    assert page.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_each_kind_in_every_view(sample, visit, width, scheme):
    examine(visit(sample.path, width=width, scheme=scheme))


def test_every_page(any_page, visit):
    examine(visit(any_page.path, width=360))


def test_one_heading_of_first_rank_and_none_skipped(any_page):
    ranks = [int(it.tag[1]) for it in any_page.tree.xpath("//h1|//h2|//h3|//h4|//h5|//h6")
             if not it.xpath("ancestor::*[contains(@class, 'printed')]")]
    assert ranks.count(1) == 1
    assert ranks[0] == 1
    assert all(after <= before + 1 for before, after in zip(ranks, ranks[1:])), ranks


def test_landmarks_and_language(any_page):
    tree = any_page.tree
    assert any_page.language
    for landmark in ("//body/header", "//body/main", "//body/footer", "//nav"):
        assert tree.xpath(landmark), f"no {landmark}"
    names = [it.get("aria-label") for it in tree.xpath("//nav")]
    assert all(names) and len(names) == len(set(names)), names


def test_statement_and_legal_notice_are_linked(any_page, site):
    """From the foot of every page, as the law of North Rhine-Westphalia and § 5 DDG ask."""
    links = any_page.tree.xpath("//body/footer//a/@href")
    kinds = {site.by_path[it].file.parent.name for it in links if it in site.by_path}
    assert {"impressum", "datenschutz", "barrierefreiheit"} <= kinds
