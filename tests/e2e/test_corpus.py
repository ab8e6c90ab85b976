"""Documents that other people wrote: the folder that RACI_GRAPH_CORPUS names is read whole.

No document may break the reading, and none may be read without a word: a document gives matrices or a finding that
says why not, each cell is settled with its marks or left unsettled with a finding, and what the graph holds reads
back as it was.
"""

import os
from pathlib import Path

import pytest

from raci_graph.graph.read import from_graph
from raci_graph.model import Basis
from raci_graph.readers import suffixes
from raci_graph.sources import read_document_source


def documents():
    folder = os.environ.get("RACI_GRAPH_CORPUS")
    found = sorted(Path(folder).rglob("*")) if folder else []
    return [path for path in found if path.suffix.lower() in suffixes()]


@pytest.fixture(params=documents(), ids=lambda path: path.name)
def source(request):
    return read_document_source(request.param)


@pytest.mark.skipif("RACI_GRAPH_CORPUS" not in os.environ, reason="needs RACI_GRAPH_CORPUS")
def test_the_corpus_has_documents():
    assert len(documents()) > 0


def test_a_document_gives_matrices_or_says_why_not(source):
    assert source.matrices or any(finding.code == "P01" for finding in source.findings)


def test_an_unsettled_cell_has_a_finding_on_its_line(source):
    said = {finding.place.line for finding in source.findings if finding.place is not None}
    open_cells = [cell for matrix in source.matrices for cell in matrix.cells if cell.basis is Basis.UNSETTLED]
    assert [cell.place for cell in open_cells if cell.place.line not in said] == []


def test_the_graph_reads_back_as_the_matrix_that_was_read(source):
    read = {matrix.iri: matrix for matrix in from_graph(source.triples, source.name)}
    assert [cells(read[matrix.iri]) for matrix in source.matrices] == [cells(matrix) for matrix in source.matrices]


def cells(matrix):
    """What the graph must keep: of an unsettled cell its text stands with its row, among the marks without a place.

    A graph cannot say that the same text stands twice in a row.
    """
    return [
        (row.label, [shown(cell) for cell in row.cells], {mark.text for mark in row.unplaced})
        for row in matrix.activities
    ]


def shown(cell):
    return (cell.basis, None if cell.basis is Basis.UNSETTLED else cell.printed, cell.marks)
