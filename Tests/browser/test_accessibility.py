"""axe-core over one page of each kind and language, and over every page at one width."""

import importlib.util
import pathlib

import pytest

AXE = pathlib.Path(importlib.util.find_spec("axe_playwright_python").origin).parent / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async (rules) => {
    const found = await axe.run(document, {runOnly: {type: "tag", values: rules}});
    return found.violations.flatMap(it => it.nodes.map(node => `${it.id}: ${node.target.join(" ")} ${node.failureSummary}`));
}"""


def violations(page):
    # Put in by the driver, outside the page's own policy: the site itself never runs it.
    page.evaluate(AXE.read_text("utf-8"))
    return page.evaluate(RUN, RULES)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_no_violation(sample, visit, width, scheme):
    assert violations(visit(sample.path, width=width, scheme=scheme)) == []


def test_no_violation_anywhere(any_page, visit):
    assert violations(visit(any_page.path, width=360)) == []


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
