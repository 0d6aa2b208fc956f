"""Every page by keyboard alone."""

import io

import PIL.Image
import PIL.ImageChops
import pytest

FOCUSED = """() => {
    const it = document.activeElement;
    if (!it || it === document.body) return null;
    const box = it.getBoundingClientRect();
    return {name: it.outerHTML.slice(0, 90), href: it.getAttribute("href"),
            seen: box.width > 0 && box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight,
            clip: {x: Math.max(0, box.x + scrollX - 8), y: Math.max(0, box.y + scrollY - 8),
                   width: box.width + 16, height: box.height + 16}};
}"""


def test_skip_link_comes_first_and_leads_to_the_content(specimen, visit):
    page = visit(specimen.path)
    page.keyboard.press("Tab")
    first = page.evaluate(FOCUSED)
    assert first["href"] == "#main" and first["seen"]
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "main"


def test_every_control_is_reached_in_reading_order(sample, visit):
    page = visit(sample.path)
    controls = page.evaluate(
        "() => [...document.querySelectorAll('a[href], button, input:not([type=hidden])')]"
        ".filter(it => !it.disabled && !it.closest('fieldset:disabled') && it.getClientRects().length)"
        ".map(it => it.outerHTML.slice(0, 90))"
    )
    reached = []
    for _ in controls:
        page.keyboard.press("Tab")
        reached.append(page.evaluate(FOCUSED)["name"])
    assert reached == controls


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_focus_is_seen(specimen, visit, scheme):
    page = visit(specimen.path, scheme=scheme)
    for _ in range(10):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUSED)
        if at is None:
            break
        assert at["seen"], f"{at['name']} has the focus out of sight"
        with_focus = screenshot(page, at["clip"])
        page.evaluate("() => { window.last = document.activeElement; last.blur(); }")
        without = screenshot(page, at["clip"])
        page.evaluate("() => last.focus({preventScroll: true})")
        assert strongest_change(without, with_focus) >= 3, f"{at['name']} hardly changes with the focus"


def screenshot(page, clip):
    data = page.screenshot(clip=clip, full_page=True, animations="disabled", caret="hide")
    return PIL.Image.open(io.BytesIO(data)).convert("RGB")


def strongest_change(before, after):
    """The best contrast that at least ten pixels reach between the two pictures, as WCAG counts it."""
    counts = {}
    for pair in zip(pixels(before), pixels(after)):
        if pair[0] != pair[1]:
            counts[pair] = counts.get(pair, 0) + 1
    return max((contrast(*pair) for pair, count in counts.items() if count >= 10), default=1)


def pixels(picture):
    return zip(*[iter(picture.tobytes())] * 3)


def contrast(one, two):
    lighter, darker = sorted((luminance(one), luminance(two)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour):
    parts = [it / 255 for it in colour]
    linear = [it / 12.92 if it <= 0.04045 else ((it + 0.055) / 1.055) ** 2.4 for it in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
