"""Findings with the row that they speak of: found by matrix and number, or by place."""

import pytest

from raci_graph.findings import Finding, Severity
from raci_graph.importing import import_document
from raci_graph.model import Place
from raci_graph.printed_rows import with_rows

PAGE = """\
| Activity | Customer | Mail team |
|---|---|---|
| **Keep** the mail | A | R |
| Read it | RA | X |
"""
KEEP = ("**Keep** the mail", "A", "R")
READ = ("Read it", "RA", "X")


@pytest.fixture
def matrix(tmp_path):
    (tmp_path / "page.md").write_text(PAGE)
    (found,) = import_document(tmp_path / "page.md").matrices
    return found


def found(code="W10", **parts):
    return Finding(code, Severity.WARNING, "m", **parts)


def test_a_finding_on_a_row_shows_it_as_printed(matrix):
    (shown,) = with_rows([found(matrix=matrix.iri, row=1, place=Place("page.md", 3))], [matrix])
    assert (shown.printed, shown.place) == (KEEP, Place("page.md", 3, 1))


def test_a_finding_of_a_reader_is_told_its_row_by_its_place(matrix):
    place = Place("page.md", 4, 16)
    (shown,) = with_rows([found("P03", place=place)], [matrix])
    assert (shown.printed, shown.row, shown.matrix, shown.place) == (READ, 2, matrix.iri, place)


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"matrix": "urn:x:other", "row": 1},
        {"row": 1},
        {"place": Place("page.md", 1, 2)},
        {"place": Place("b.md", 3, 1)},
    ],
)
def test_what_speaks_of_no_row_stays_as_it_is(parts, matrix):
    finding = found(**parts)
    assert with_rows([finding], [matrix]) == [finding]


def test_a_number_that_two_rows_share_shows_neither(matrix):
    finding = found(matrix=matrix.iri, row=1)
    assert with_rows([finding], [matrix, matrix]) == [finding]


def test_a_cell_that_the_source_does_not_show_is_none(tmp_path):
    (tmp_path / "page.txt").write_text("Roles\nR: does\nA: answers\n\nActivity  Ann  Bob\nRun it  RA\n")
    (matrix,) = import_document(tmp_path / "page.txt").matrices
    (shown,) = with_rows([found(matrix=matrix.iri, row=1)], [matrix])
    assert shown.printed == ("Run it", None, None)


def test_a_place_of_a_line_alone_gets_its_first_column():
    (shown,) = with_rows([found("P17", place=Place("page.md", 7))], [])
    assert shown.place == Place("page.md", 7, 1)
    (shown,) = with_rows([found("P17", place=Place("page.md"))], [])
    assert shown.place == Place("page.md")
