"""The pairs of colours that the design uses, computed from its tokens in both schemes."""

import pytest

#: text on a ground, and the contrast that WCAG 1.4.3 (text) or 1.4.11 (parts of controls) asks for
PAIRS = [
    ("ink", "paper", 4.5), ("soft", "paper", 4.5), ("ember", "paper", 4.5), ("water", "paper", 4.5),
    ("ink", "plate", 4.5), ("soft", "plate", 4.5), ("ember", "plate", 4.5), ("water", "plate", 4.5),
    ("button-ink", "button", 4.5), ("button-ink", "button-hover", 4.5), ("ink", "mark", 4.5),
    ("band-ink", "band", 4.5), ("band-soft", "band", 4.5), ("band-ember", "band", 4.5),
    ("focus", "paper", 3), ("focus", "plate", 3), ("band-line", "band", 3),
]
TOKEN = """name => {
    const probe = document.createElement("i");
    probe.style.color = `var(--${name})`;
    document.body.append(probe);
    const colour = getComputedStyle(probe).color.match(/[\\d.]+/g).slice(0, 3).map(Number);
    probe.remove();
    return colour;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_tokens_contrast(visit, scheme):
    from test_keyboard import contrast

    page = visit("/", scheme=scheme)
    for text, ground, least in PAIRS:
        reached = contrast(page.evaluate(TOKEN, text), page.evaluate(TOKEN, ground))
        assert reached >= least, f"{text} on {ground}: {reached:.2f}"
