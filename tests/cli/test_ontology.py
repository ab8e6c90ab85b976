"""raci-graph ontology check: says what was checked, what failed, and what needs Java."""

import json
import shutil

NEEDS_JAVA = {
    *(f"{profile}-{subject}" for profile in ("dl", "rl") for subject in ("core", "modules", "alignments")),
    *(f"consistent-{subject}" for subject in ("modules", "alignments", "data")),
}


def test_without_java_it_says_what_needs_it_and_checks_the_rest(raci, monkeypatch):
    monkeypatch.setenv("PATH", "/nonexistent")
    done = raci("ontology", "check", "--format", "json")
    checks = {check["name"]: check["status"] for check in json.loads(done.out)["checks"]}
    assert done.code == 0
    assert {name for name, status in checks.items() if status == "needs-java"} == NEEDS_JAVA
    assert {name for name, status in checks.items() if status == "passed"} == set(checks) - NEEDS_JAVA
    assert "Install a JDK" in raci("ontology", "check").out.splitlines()[-1]


def test_all_that_is_bundled_passes(raci, need):
    need("Java", shutil.which("javac"))
    done = raci("ontology", "check")
    assert done.code == 0
    assert done.out.splitlines()[-1] == "14 passed, 0 FAILED, 0 needs Java"


def test_a_failed_check_makes_the_exit_code_one(raci, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "/nonexistent")
    wrong = tmp_path / "wrong.ttl"
    wrong.write_text("<urn:x:m> a <https://w3id.org/raci-graph/ns#Matrics> .\n")
    done = raci("ontology", "check", wrong)
    assert done.code == 1
    assert "FAILED      declared" in done.out
