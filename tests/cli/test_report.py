"""raci-graph report: the matrix, the totals, the hand-overs, the ownership and the findings."""

import json
import re
import shutil

import pytest

TOTALS = {
    ("Customer", "Responsible"): 14,
    ("Customer", "Accountable"): 16,
    ("Customer", "Consulted"): 0,
    ("Customer", "Informed"): 14,
    ("OVHcloud", "Responsible"): 36,
    ("OVHcloud", "Accountable"): 33,
    ("OVHcloud", "Consulted"): 0,
    ("OVHcloud", "Informed"): 9,
}


def matrix_of(done):
    (matrix,) = json.loads(done.out)["matrices"]
    return matrix


def findings_of(done):
    return json.loads(done.out)["findings"]


def codes(done):
    return [finding["code"] for finding in findings_of(done)]


def totals(matrix):
    return {(each["party"], each["role"]): each["count"] for each in matrix["totals"]}


def lines_with(out, *words):
    """The lines of a text that consist of these words, whatever stands between them."""
    return [line for line in out.splitlines() if line.split() == [word for each in words for word in each.split()]]


@pytest.fixture
def bundled_report(raci):
    return raci("report", "--format", "json")


def test_the_bundled_matrix_as_data(bundled_report, bundled):
    matrix = matrix_of(bundled_report)
    assert (bundled_report.code, bundled_report.err) == (0, "")
    assert len(matrix["activities"]) == 49
    assert totals(matrix) == TOTALS
    assert [each["row"] for each in matrix["handOvers"]] == [18, 22, 46]
    assert matrix["ownership"] == {"provider": 33, "customer": 13, "shared": 3}
    assert codes(bundled_report) == ["W10"] + ["W11"] * 3 + ["W15"] * 26 + ["W20"]
    lines = (bundled / "source.txt").read_text("utf-8").splitlines()
    rows = {row["row"]: row["text"] for row in matrix["activities"]}
    on_rows = [finding for finding in findings_of(bundled_report) if "row" in finding]
    assert len(on_rows) == 30
    for finding in on_rows:
        assert finding["place"]["file"] == "source.txt"
        assert lines[finding["place"]["line"] - 1].startswith(rows[finding["row"]])
        assert finding["subject"] == rows[finding["row"]]


def test_the_bundled_matrix_as_text(raci):
    out = raci("report", "hosted-exchange").out
    assert out.startswith("Hosted Exchange Responsibility model\nversion 2022-11-15, read from source.txt\n")
    assert len(lines_with(out, "3.1.2", "Access management")) == 1
    assert len(lines_with(out, "22", "Manage access to control plane", "A", "RI")) == 1
    assert len(lines_with(out, "R Responsible", "14", "36")) == 1
    assert len(lines_with(out, "A Accountable", "16", "33")) == 1
    assert len(lines_with(out, "C Consulted", "0", "0")) == 1
    assert len(lines_with(out, "I Informed", "14", "9")) == 1
    assert len(lines_with(out, "22", "Manage access to control plane", "Customer", "OVHcloud")) == 1
    assert "\nprovider 33, customer 13, shared 3\n" in out
    assert re.search(r"^W10 warning: .* \(1\)$", out, re.MULTILINE)
    assert re.search(r"^source\.txt:51:1 +18 +Administrate domain, .*: several parties do the work", out, re.MULTILINE)


def test_the_page_says_the_same_but_for_ownership_which_it_does_not_state(raci, page):
    done = raci("report", page, "--format", "json")
    assert done.code == 0
    assert totals(matrix_of(done)) == TOTALS
    assert [each["row"] for each in matrix_of(done)["handOvers"]] == [18, 22, 46]
    assert matrix_of(done)["ownership"] is None
    assert codes(done) == ["W10"] + ["W11"] * 3 + ["W15"] * 26 + ["W20"]


def test_the_plain_text_reports_its_doubts_and_claims_nothing_about_them(raci, bundled):
    done = raci("report", bundled / "source.txt", "--format", "json")
    assert done.code == 1
    assert codes(done) == ["P02"] * 26 + ["W10"] + ["W11"] * 3
    assert sum(totals(matrix_of(done)).values()) == 70


def test_a_document_of_ones_own(raci, lending):
    done = raci("report", lending, "--format", "json")
    matrix = matrix_of(done)
    assert done.code == 0
    assert matrix["title"] == "Lending desk"
    assert [(each["row"], each["accountable"], each["responsible"]) for each in matrix["handOvers"]] == [
        (2, "Library", "Reader"),
        (5, "Library", "Archive"),
    ]
    assert matrix["ownership"] == {"provider": 2, "customer": 1, "shared": 1, "other": 1}


def test_several_sources_are_shown_one_after_another(raci, lending, tmp_path):
    other = tmp_path / "other.md"
    other.write_text(lending.read_text("utf-8").replace("# Lending desk", "# Another desk"), "utf-8")
    out = raci("report", lending, other).out
    assert out.index("Lending desk\n") < out.index("Another desk\n")


def test_letters_of_a_source_that_steer_a_terminal_are_shown_inert(raci, lending, tmp_path):
    path = tmp_path / shutil.copy(lending, tmp_path)
    path.write_text(path.read_text("utf-8").replace("Lend a book", "Lend \x1b[31ma book"), "utf-8")
    out = raci("report", path).out
    assert "\x1b" not in out
    assert "Lend \ufffd[31ma book" in out


def test_totals_of_a_matrix_with_roles_as_columns_are_by_party(raci, tmp_path):
    page = tmp_path / "page.md"
    page.write_text("| Task | Responsible | Accountable |\n|---|---|---|\n| Sell | Ann, Bob | Ann |\n")
    lines = raci("report", page).out.splitlines()
    totals = lines[lines.index("Totals") + 1 :]
    assert totals[0].split() == ["Ann", "Bob"]
    assert [line.split() for line in totals[2:4]] == [["R", "Responsible", "1", "1"], ["A", "Accountable", "1", "0"]]
