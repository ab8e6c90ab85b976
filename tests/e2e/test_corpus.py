"""Documents that other people wrote: the folder that RACI_GRAPH_CORPUS names is read whole.

No document may break the reading, and none may be read without a word: a document gives matrices or a finding that
says why not, each cell is settled with its marks or left unsettled with a finding, and what the graph holds reads
back as it was. ``data/corpus.tsv`` has what each document holds; its rows and letters were counted in the sources too.
"""

import csv
import os
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter

from raci_graph.graph.read import from_graph
from raci_graph.model import Basis, Place
from raci_graph.readers import suffixes
from raci_graph.sources import read_document_source

EXPECTED = Path(__file__).parent / "data" / "corpus.tsv"
COUNTED = {row.pop("document"): row for row in csv.DictReader(EXPECTED.read_text("utf-8").splitlines(), delimiter="\t")}
needs_corpus = pytest.mark.skipif("RACI_GRAPH_CORPUS" not in os.environ, reason="needs RACI_GRAPH_CORPUS")


def documents():
    folder = os.environ.get("RACI_GRAPH_CORPUS")
    found = sorted(Path(folder).rglob("*")) if folder else []
    return [path for path in found if path.suffix.lower() in suffixes()]


@pytest.fixture(params=documents(), ids=lambda path: path.name)
def source(request):
    return read_document_source(request.param)


@needs_corpus
def test_each_document_that_was_counted_is_there():
    assert sorted(path.name for path in documents()) == sorted(COUNTED)


def test_a_document_holds_what_was_counted_in_it(source):
    cells = [cell for matrix in source.matrices for cell in matrix.cells]
    codes = Counter(finding.code for finding in source.findings)
    assert COUNTED[Path(source.name).name] == {
        "matrices": str(len(source.matrices)),
        "rows": str(sum(len(matrix.activities) for matrix in source.matrices)),
        "cells": str(len(cells)),
        "with roles": str(sum(bool(cell.marks) for cell in cells)),
        "roles": str(sum(len(cell.marks) for cell in cells)),
        "unsettled": str(len(unsettled(source))),
        "findings": " ".join(f"{code}:{codes[code]}" for code in sorted(codes)) or "-",
    }


def test_a_document_gives_matrices_or_says_why_not(source):
    assert source.matrices or any(finding.code == "P01" for finding in source.findings)


def test_an_unsettled_cell_has_a_finding_on_its_line(source):
    assert unsaid(source) == []


def test_an_unsettled_cell_of_a_sheet_has_a_finding_in_its_row(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "raci.xlsx") as workbook:
        sheet = workbook.add_worksheet("RACI")
        for at, row in enumerate([["Task", "Cook", "Waiter"], ["Boil", "R", "A"], ["Serve", "X", "R"]]):
            sheet.write_row(at, 0, row)
    read = read_document_source(tmp_path / "raci.xlsx")
    assert [str(cell.place) for cell in unsettled(read)] == ["raci.xlsx RACI!B3"]
    assert unsaid(read) == []
    elsewhere = [each for each in read.findings if each.place is None or each.place.cell != "B3"]
    assert unsaid(replace(read, findings=tuple(elsewhere))) == [Place("raci.xlsx", sheet="RACI", cell="B3")]


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


def unsettled(source):
    return [cell for matrix in source.matrices for cell in matrix.cells if cell.basis is Basis.UNSETTLED]


def unsaid(source):
    """The places of the unsettled cells of which no finding speaks on their line, or in their row of a sheet."""
    said = {line(finding.place) for finding in source.findings if finding.place is not None}
    return [cell.place for cell in unsettled(source) if line(cell.place) not in said]


def line(place):
    if place.sheet is None:
        return place.line
    return place.sheet, (place.cell or "").lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
