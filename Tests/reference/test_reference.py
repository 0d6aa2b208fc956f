"""What sitegen makes of the benchmark's site is what a builder of two hundred lines makes of it: the same files, the same
bytes."""
import os
import pathlib
import re
import shutil
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "Benchmarks/build"), str(ROOT / "Tests/reference")]

import corpus  # noqa: E402
import reference_builder  # noqa: E402

SITEGEN = os.environ.get("SITEGEN", str(ROOT / ".build/release/sitegen"))
# What sitegen writes for itself begins like this.
OWN_FILES = ".sitegen"
# One article; one more than an edition and a feed hold; many editions.
SIZES = [(1, 7), (21, 3), (200, 1)]


def sitegen_build(site, *flags):
    output = site / "Public"
    subprocess.run([SITEGEN, "build", "--source", site, "--quiet", *flags], check=True)
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in output.rglob("*")
        if path.is_file() and not path.relative_to(output).as_posix().startswith(OWN_FILES)
    }


def differences(ours, theirs):
    found = [f"only sitegen wrote {name}" for name in sorted(ours.keys() - theirs.keys())]
    found += [f"only the reference wrote {name}" for name in sorted(theirs.keys() - ours.keys())]
    for name in sorted(ours.keys() & theirs.keys()):
        one, other = ours[name], theirs[name]
        if one != other:
            place = next((place for place, (a, b) in enumerate(zip(one, other)) if a != b), min(len(one), len(other)))
            window = slice(max(0, place - 60), place + 60)
            found.append(f"{name}, byte {place}: {one[window]!r}, the reference has {other[window]!r}")
    return found


def make_site(folder, articles, seed):
    corpus.write(articles, seed, folder)
    shutil.copytree(ROOT / "Benchmarks/build/sites/sitegen/Templates", folder / "Templates")
    shutil.copy(ROOT / "Benchmarks/build/sites/sitegen/bare.yaml", folder / "Content/site.yaml")
    return folder


@pytest.fixture(scope="module", params=SIZES, ids=lambda size: f"articles: {size[0]}")
def site(request, tmp_path_factory):
    return make_site(tmp_path_factory.mktemp("site"), *request.param)


def test_the_site_is_the_reference(site):
    theirs = reference_builder.build(site)
    assert differences(sitegen_build(site), theirs) == []


def test_the_comparison_can_say_no(site):
    theirs = reference_builder.build(site)
    ours = sitegen_build(site)
    name = next(name for name in ours if name.startswith("ausgaben/") and name.count("/") == 3)
    assert differences(ours | {name: ours[name].replace(b'rel="tag"', b'rel="tags"', 1)}, theirs) != []
    assert differences({other: data for other, data in ours.items() if other != name}, theirs) == [
        f"only the reference wrote {name}"
    ]


def test_what_is_edited_is_built_again(site):
    """A build that can take over what an earlier one made gives what one from nothing gives."""
    sitegen_build(site)
    articles = [path for path in sorted((site / "Content/ausgaben").glob("*/*.md")) if path.name != "index.md"]
    first, middle, last = articles[0], articles[len(articles) // 2], articles[-1]
    added = middle.with_name("neu.md")
    middle.write_text(middle.read_text() + "\nEin **Nachtrag**.\n")
    assert differences(sitegen_build(site), reference_builder.build(site)) == []
    last.write_text(re.sub("title: .*", "title: Anders", last.read_text()))
    assert differences(sitegen_build(site), reference_builder.build(site)) == []
    first.write_text(re.sub(r"(?s)tags:.*?\nsummary", "tags: [Neues]\nsummary", first.read_text()))
    assert differences(sitegen_build(site), reference_builder.build(site)) == []
    added.write_text(middle.read_text())
    template = site / "Templates/card.html"
    template.write_text(template.read_text().replace("karte", "kachel"))
    assert differences(sitegen_build(site), reference_builder.build(site)) == []
    added.unlink()
    assert differences(sitegen_build(site), reference_builder.build(site)) == []
