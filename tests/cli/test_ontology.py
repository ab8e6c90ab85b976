"""raci-graph ontology: what was checked, what failed, what needs Java; and which activities are whose."""

import csv
import io
import json
import shutil
from collections import Counter

import pytest

NEEDS_JAVA = {
    *(f"{profile}-{subject}" for profile in ("dl", "rl") for subject in ("core", "modules", "alignments")),
    "dl-inference",
    *(f"consistent-{subject}" for subject in ("modules", "alignments", "inference", "data")),
}


def test_without_java_it_says_what_needs_it_and_checks_the_rest(raci, repository, monkeypatch):
    monkeypatch.setenv("PATH", "/nonexistent")
    done = raci("ontology", "check", "--format", "json")
    checks = {check["name"]: check["status"] for check in json.loads(done.out)["checks"]}
    assert done.code == 0
    assert {name for name, status in checks.items() if status == "needs-java"} == NEEDS_JAVA
    assert {name for name, status in checks.items() if status == "passed"} == set(checks) - NEEDS_JAVA
    assert "Install a JDK" in raci("ontology", "check", repository / "ontology/role-sets.ttl").out.splitlines()[-1]


def test_a_failed_check_makes_the_exit_code_one(raci, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "/nonexistent")
    wrong = tmp_path / "wrong.ttl"
    wrong.write_text("<urn:x:m> a <https://w3id.org/raci-graph/ns#Matrics> .\n")
    done = raci("ontology", "check", wrong)
    assert done.code == 1
    assert "FAILED      declared" in done.out


# Classify


@pytest.fixture
def java(need):
    need("Java", shutil.which("java"))


def test_the_bundled_matrix_is_classified_without_a_source(java, raci):
    done = raci("ontology", "classify", "--format", "csv")
    assert (done.code, done.err) == (0, "")
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert list(rows[0]) == ["row", "class", "label", "activity"]
    assert [row["row"] for row in rows] == [str(number) for number in range(1, 50)]
    assert Counter(row["class"] for row in rows) == {
        "ProviderOnlyActivity": 33,
        "CustomerOnlyActivity": 13,
        "SharedActivity": 3,
    }


def test_a_table_has_a_line_for_each_activity(java, raci, repository):
    done = raci("ontology", "classify", repository / "tests/queries/data/reading-room.ttl")
    lines = done.out.splitlines()
    assert lines[0].split() == ["row", "class", "label", "activity"]
    assert [line.split()[:2] for line in lines[2:]] == [
        ["1", "OtherwiseOwnedActivity"],
        ["2", "SharedActivity"],
        ["3", "ProviderOnlyActivity"],
    ]


def test_json_has_all_classes_and_goes_to_a_file(java, raci, repository, tmp_path):
    place = tmp_path / "owners.json"
    source = repository / "tests/queries/data/lending-2026.ttl"
    done = raci("ontology", "classify", source, "--format", "json", "-o", place)
    assert (done.code, done.out, done.err) == (0, "", "")
    activities = json.loads(place.read_text("utf-8"))["activities"]
    matrix = "https://example.org/id/town-library/lending/2026-01-31"
    assert len(activities) == 9
    assert activities[3] == {
        "matrix": matrix,
        "row": 4,
        "label": "Renew a loan",
        "activity": f"{matrix}/activity/4",
        "class": "SharedActivity",
        "classes": ["OwnedActivity", "SharedActivity"],
    }
    assert activities[5]["class"] == "UnsettledActivity"


def test_a_document_is_read_and_classified(java, raci, tmp_path):
    page = tmp_path / "page.csv"
    page.write_text("Activity,Us,You\nBake,RA,I\nEat,,RA\nPay,R,A\nWait,I,\n")
    (tmp_path / "raci.toml").write_text('[matrix]\nservice = "Bread"\nprovider = "Us"\nconsumer = "You"\n')
    done = raci("ontology", "classify", page, "--format", "csv")
    assert [line.split(",")[:3] for line in done.out.splitlines()[1:]] == [
        ["1", "ProviderOnlyActivity", "Bake"],
        ["2", "CustomerOnlyActivity", "Eat"],
        ["3", "SharedActivity", "Pay"],
        ["4", "", "Wait"],
    ]


def test_a_matrix_without_a_provider_is_named_and_left_out(raci, repository):
    done = raci("ontology", "classify", repository / "tests/queries/data/new-catalogue.ttl", "--format", "csv")
    assert (done.code, done.out.splitlines()) == (0, ["row,class,label,activity"])
    assert done.err == (
        "https://example.org/id/town-library/new-catalogue/2026-03-01: not classified. "
        "Its service does not say who provides and who consumes it (raci.toml can), "
        "or it has several that differ in this.\n"
    )


def test_without_java_nothing_is_classified(fails, monkeypatch):
    monkeypatch.setenv("PATH", "/nonexistent")
    error = fails(2, "ontology", "classify")
    assert error.startswith("the reasoner HermiT needs Java, and there is no 'java' on PATH. Install a JDK")


def test_what_is_no_matrix_is_refused(fails, tmp_path):
    (tmp_path / "page.md").write_text("Nothing here.\n")
    assert "there is no responsibility matrix in it" in fails(3, "ontology", "classify", tmp_path / "page.md")
