"""raci-graph report: the matrix, the totals, the hand-overs, the ownership and the findings."""

import json
import re

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
OWNERSHIP = {"provider": 33, "customer": 13, "shared": 3}


def report(done):
    (matrix,) = json.loads(done.out)["matrices"]
    return matrix


def codes(done):
    return [finding["code"] for finding in json.loads(done.out)["findings"]]


def totals(matrix):
    return {(each["party"], each["role"]): each["count"] for each in matrix["totals"] if each["count"]}


@pytest.mark.parametrize("sources", [(), ("hosted-exchange",)])
def test_the_bundled_matrix_as_data(sources, raci):
    done = raci("report", *sources, "--format", "json")
    matrix = report(done)
    assert (done.code, done.err) == (0, "")
    assert totals(matrix) == {key: count for key, count in TOTALS.items() if count}
    assert [each["row"] for each in matrix["handOvers"]] == [18, 22, 46]
    assert matrix["ownership"] == OWNERSHIP
    assert codes(done) == ["W10"] + ["W11"] * 3 + ["W15"] * 26 + ["W20"]
    assert len(matrix["activities"]) == 49


def test_each_finding_on_a_row_names_its_place_in_the_source(raci, bundled):
    lines = (bundled / "source.txt").read_text("utf-8").splitlines()
    done = raci("report", "--format", "json")
    rows = {row["row"]: row["text"] for row in report(done)["activities"]}
    on_rows = [finding for finding in json.loads(done.out)["findings"] if finding.get("row")]
    assert len(on_rows) == 30
    for finding in on_rows:
        assert finding["place"]["file"] == "source.txt"
        assert rows[finding["row"]] in lines[finding["place"]["line"] - 1]


def test_the_bundled_matrix_as_text(raci):
    out = raci("report").out
    assert out.startswith("Hosted Exchange Responsibility model\nversion 2022-11-15, read from source.txt\n")
    assert re.search(r"^ *22 +Manage access to control plane +A +RI$", out, re.MULTILINE)
    assert re.search(r"^ +3\.1\.2\.? Access management$", out, re.MULTILINE)
    for party, role in TOTALS:
        assert party in out
        assert role in out
    assert "provider 33, customer 13, shared 3" in out
    assert "W10 warning: Several parties do the work of an activity (1)" in out
    assert re.search(r"^ *source\.txt:\d+(:\d+)? +18 +", out, re.MULTILINE)


def test_the_page_and_the_settled_text_say_the_same(raci, page):
    done = raci("report", page, "--format", "json")
    bundled = report(raci("report", "--format", "json"))
    assert done.code == 0
    assert totals(report(done)) == totals(bundled)
    assert report(done)["handOvers"] == bundled["handOvers"]
    assert report(done)["ownership"] is None


def test_the_plain_text_reports_its_doubts_and_claims_nothing_about_them(raci, bundled):
    done = raci("report", bundled / "source.txt", "--format", "json")
    assert done.code == 1
    assert codes(done).count("P02") == 26
    assert codes(done).count("F05") == 52
    assert [code for code in codes(done) if code[0] == "W" and code not in {"W10", "W11", "W20"}] == []
    assert sum(each["count"] for each in report(done)["totals"]) == 70


def test_several_sources_are_shown_one_after_another(raci, lending):
    out = raci("report", lending, "hosted-exchange").out
    assert out.index("Lending desk") < out.index("Hosted Exchange Responsibility model")


def test_letters_of_a_source_that_steer_a_terminal_are_shown_inert(raci, lending, tmp_path):
    path = tmp_path / "page.md"
    path.write_text(lending.read_text("utf-8").replace("Lend a book", "Lend \x1b[31ma book"), "utf-8")
    out = raci("report", path).out
    assert "\x1b" not in out
    assert "Lend \ufffd[31ma book" in out
