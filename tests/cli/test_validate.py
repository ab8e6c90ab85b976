"""raci-graph validate: findings a line, counts, and the exit code that CI looks at."""

import json

import pytest


@pytest.fixture
def two_answer(raci, lending, tmp_path):
    """The small matrix with a second party that answers for row 1 where the cell prints that it is informed."""
    path = tmp_path / "two.ttl"
    raci("import", lending, "-o", path)
    text = path.read_text("utf-8")
    informed = "    raci:withRole raci:Informed .\n\nassignment:1-2-1\n"
    assert text.count(informed) == 1
    path.write_text(text.replace(informed, informed.replace("Informed", "Accountable")), "utf-8")
    return path


def test_the_bundled_matrix_has_no_violation(raci):
    done = raci("validate")
    assert (done.code, done.err) == (0, "0 violation, 4 warning, 27 info\n")
    lines = [line for line in done.out.splitlines() if line.startswith("source.txt:")]
    assert lines[0].startswith("source.txt: ")
    assert len(lines) == 1 + 31
    subject = "Administrate domain, mailboxes, distribution groups, etc."
    found = f"source.txt:51:1: W10 warning: {subject}: several parties do the work of this activity"
    assert [line for line in lines if " W10 " in line] == [found]


@pytest.mark.parametrize(("fail_on", "code"), [("violation", 0), ("warning", 0), ("info", 1), ("never", 0)])
def test_fail_on(fail_on, code, raci, lending):
    assert raci("validate", lending, "--fail-on", fail_on).code == code


def test_a_fault_fails_and_points_at_its_row(raci, two_answer):
    done = raci("validate", two_answer, "--format", "json")
    found = json.loads(done.out)["findings"]
    violations = {
        (each["code"], each["row"], each["place"]["line"]) for each in found if each["severity"] == "violation"
    }
    assert done.code == 1
    assert violations == {("W02", 1, 18), ("F03", 1, 18), ("S26", 1, 18)}
    assert raci("validate", two_answer, "--fail-on", "never").code == 0


def test_a_document_is_checked_as_a_graph_is(raci, lending):
    done = raci("validate", lending, "--format", "json")
    found = [(each["code"], each.get("row"), each.get("subject")) for each in json.loads(done.out)["findings"]]
    assert found == [("W15", 2, "Renew a loan"), ("W15", 5, "Repair a binding"), ("W23", None, "Library")]
    assert done.err == ""
