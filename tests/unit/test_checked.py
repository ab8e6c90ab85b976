"""What was found in a SOURCE: what fails, what belongs to which matrix, and the files that places mean."""

from dataclasses import replace

import pytest

from raci_graph.findings import Finding, Severity, Waiver
from raci_graph.model import Layout, Matrix, Place
from raci_graph.report_formats import Checked
from raci_graph.sources import Source

WAIVER = Waiver("urn:x:w", "W02", "urn:x:a", "Agreed.", "Jo", "2026-01-31")
FOUND = Finding("W10", Severity.WARNING, "m", Place("page.md", 3), matrix="urn:x:2")


def matrix(iri):
    return Matrix("page.md", None, 1, None, "Mail", "en", Layout.LIST, None, (), (), (), (), iri=iri)


@pytest.mark.parametrize(
    ("fail_on", "expected"),
    [(Severity.VIOLATION, False), (Severity.WARNING, True), (Severity.INFO, True), (None, False)],
)
def test_a_finding_fails_from_a_weight_on_unless_it_is_waived(fail_on, expected):
    checked = Checked(Source("page.md", ()), (FOUND,), fail_on)
    assert checked.fails(FOUND) is expected
    assert checked.fails(replace(FOUND, waived=WAIVER)) is False


def test_findings_stand_by_matrix_in_the_order_of_the_source():
    one, two, unused = (matrix(f"urn:x:{number}") for number in (1, 2, 3))
    lone, foreign = replace(FOUND, matrix=None), replace(FOUND, matrix="urn:x:9")
    of_one = replace(FOUND, matrix="urn:x:1")
    checked = Checked(Source("page.md", (one, two, unused)), (FOUND, lone, of_one, foreign))
    assert list(checked.by_matrix()) == [(None, [lone, foreign]), (one, [of_one]), (two, [FOUND])]


def test_in_a_source_with_one_matrix_all_speaks_of_that():
    one, lone = matrix("urn:x:2"), replace(FOUND, matrix=None)
    assert list(Checked(Source("page.md", (one,)), (FOUND, lone)).by_matrix()) == [(one, [FOUND, lone])]
    assert list(Checked(Source("page.md", (one,)), ()).by_matrix()) == []


@pytest.fixture
def path_of(tmp_path, monkeypatch):
    """``path_of("docs/page.md", "page.md")``: the path of the file that a place means in a SOURCE."""
    monkeypatch.chdir(tmp_path)
    for name in (
        "docs/page.md",
        "docs/graph/matrix.ttl",
        "docs/deep/er/other.md",
        "docs/deep/two.md",
        "docs/two/two.md",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")

    def path(source, file):
        place = Place(file, 3) if file is not None else None
        return Checked(Source(source, ()), (replace(FOUND, place=place),)).path(place)

    return path


@pytest.mark.parametrize(
    ("source", "file", "expected"),
    [
        ("docs/page.md", "page.md", "docs/page.md"),
        ("docs/page.md", None, "docs/page.md"),
        ("docs", "page.md", "docs/page.md"),
        ("docs", "docs/graph/matrix.ttl", "docs/graph/matrix.ttl"),
        ("docs/graph", "page.md", "docs/page.md"),
        ("docs/graph/matrix.ttl", "page.md", "docs/page.md"),
        ("docs", "other.md", "docs/deep/er/other.md"),
        ("docs", "two.md", "two.md"),
        ("docs", "*.md", "*.md"),
        ("docs", "o*.md", "o*.md"),
        ("hosted-exchange", "page.md", "page.md"),
        ("docs/page.md", "../page.md", "../page.md"),
        ("docs", "\x00", "\x00"),
        pytest.param("docs", "x" * 9999, "x" * 9999, id="a long name"),
    ],
)
def test_a_place_leads_to_the_file_that_it_can_only_mean(source, file, expected, path_of):
    assert path_of(source, file) == expected
