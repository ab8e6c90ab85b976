"""raci-graph validate: findings a line, counts, and the exit code that CI looks at."""

import json

import pytest


@pytest.fixture
def two_answer(raci, lending, tmp_path):
    """The small matrix with a second party that answers for row 1: a graph, without its document."""
    path = tmp_path / "two.ttl"
    raci("import", lending, "-o", path)
    text = path.read_text("utf-8")
    cell = (
        "cell:1-1\n    a raci:Cell ;\n    raci:inColumn column:1 ;\n    raci:inRow activity:1 ;\n    raci:markCount 1 ;"
    )
    assert cell in text
    text = text.replace(
        "raci:withRole raci:Informed .\n\nassignment:1-2-1", "raci:withRole raci:Accountable .\n\nassignment:1-2-1"
    )
    path.write_text(text, "utf-8")
    return path


def test_the_bundled_matrix_has_no_violation(raci):
    done = raci("validate")
    assert done.code == 0
    assert done.err == "0 violation, 4 warning, 27 info\n"
    assert len(done.out.splitlines()) == 31
    assert raci("validate", "hosted-exchange") == done


@pytest.mark.parametrize(("fail_on", "code"), [("violation", 0), ("warning", 1), ("info", 1), ("never", 0)])
def test_fail_on(fail_on, code, raci):
    assert raci("validate", "--fail-on", fail_on).code == code


def test_a_finding_names_place_code_and_severity(raci):
    lines = raci("validate").out.splitlines()
    assert [line for line in lines if " W10 " in line] == [
        "source.txt:70:10: W10 warning: several parties do the work of this activity"
    ]


def test_a_fault_fails_and_points_at_the_cell(raci, two_answer):
    done = raci("validate", two_answer, "--format", "json")
    violations = [each for each in json.loads(done.out)["findings"] if each["severity"] == "violation"]
    assert done.code == 1
    assert {(each["code"], each["row"], each["place"]["line"]) for each in violations} == {
        ("W02", 1, 18),
        ("F03", 1, 18),
    }


def test_a_document_is_checked_as_a_graph_is(raci, lending):
    done = raci("validate", lending, "--format", "json")
    assert done.code == 0
    assert [(each["code"], each["row"]) for each in json.loads(done.out)["findings"]] == [("W15", 5), ("W15", 2)][::-1]
