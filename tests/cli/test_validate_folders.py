"""``validate FOLDER``: each matrix on its own, and what they share said once."""

import json

import pytest

PAGE = (
    "# RACI {0}\n\n| Task | Ann | Bob | Cleo |\n|---|---|---|---|\n"
    "| Bake {0} | A | R | C |\n| Sell {0} | A | A/R | I |\n"
)
WAIVER = """
<urn:x:waiver/{0}> a raci:Waiver ; raci:inMatrix <https://example.org/{2}/1> ;
    raci:waivesRule "W02" ; raci:waivesActivity <{1}> ;
    raci:reason "Agreed." ; raci:decidedBy "Jo" ; raci:decidedOn "2026-01-31"^^xsd:date .
"""
PREFIXES = """@prefix raci: <https://w3id.org/raci-graph/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
BASE = "https://example.org/"


@pytest.fixture
def graphs(raci, tmp_path):
    """A folder with the graphs of two matrices, in each of which two parties answer for row 2."""
    top = tmp_path / "graphs"
    top.mkdir()
    for name in ("one", "two"):
        page = tmp_path / f"{name}.md"
        page.write_text(PAGE.format(name), "utf-8")
        options = ["--base", BASE, "--id", name, "--version-id", "1"]
        assert raci("import", page, "-o", top / f"{name}.ttl", *options).code == 0
    return top


def found(done):
    return [
        (each["code"], each.get("row"), each["file"].rpartition("/")[2]) for each in json.loads(done.out)["findings"]
    ]


def test_each_matrix_is_checked_on_its_own(raci, graphs):
    done = raci("validate", graphs, "--rule", "W02", "--format", "json")
    assert (done.code, found(done)) == (1, [("W02", 2, "one.md"), ("W02", 2, "two.md")])


def test_a_waiver_that_matrices_share_hits_in_one_and_is_told_once_where_it_hits_nothing(raci, graphs):
    activities = [("one", 2), ("two", 2), ("two", 1)]
    waivers = [
        WAIVER.format(number, f"{BASE}{name}/1/activity/{row}", name) for number, (name, row) in enumerate(activities)
    ]
    (graphs / "waivers.ttl").write_text(PREFIXES + "".join(waivers), "utf-8")
    done = raci("validate", graphs, "--rule", "W02", "--rule", "W30", "--rule", "S", "--format", "json")
    findings = json.loads(done.out)["findings"]
    assert [(each["code"], each.get("waived", {}).get("iri"), each["focus"]) for each in findings] == [
        ("W02", "urn:x:waiver/0", f"{BASE}one/1/activity/2"),
        ("W02", "urn:x:waiver/1", f"{BASE}two/1/activity/2"),
        ("W30", None, "urn:x:waiver/2"),
    ]
    assert done.code == 0


def test_what_was_found_is_remembered_but_for_no_cache(raci, graphs, tmp_path, monkeypatch):
    monkeypatch.setenv("RACI_GRAPH_CACHE", str(tmp_path / "cache"))
    first = raci("validate", graphs, "--format", "json", "--no-cache")
    assert not (tmp_path / "cache").exists()
    assert raci("validate", graphs, "--format", "json") == first
    assert (tmp_path / "cache").is_dir()
    monkeypatch.setattr("raci_graph.checking.check_some", lambda *_: pytest.fail("it is checked again"))
    assert raci("validate", graphs, "--format", "json") == first
