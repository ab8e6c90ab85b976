"""What is known of cells that are not settled: of a document, of a graph with its places, and of one without."""

from dataclasses import replace

import pytest

from raci_graph.graph.read import from_graph
from raci_graph.graph.write import to_graph
from raci_graph.model import About
from raci_graph.parse import parse
from raci_graph.readers import read_document
from raci_graph.row_doubts import doubts_of

TABLE = "# RACI\n\n| Task | Ann | Bob | Cy |\n|---|---|---|---|\n"
ROWS = "| Bake | X | Q | A |\n| Sell | A | R | I |\n| Mill | R | A |\n| Mix | X | X | R |\n| Rest | ? | R | A |\n"


@pytest.fixture(scope="module")
def read():
    (matrix,) = parse(read_document((TABLE + ROWS).encode(), "page.md"), About()).matrices
    return matrix


def of_graph(matrix):
    (made,) = from_graph(to_graph(matrix).triples, "page.md")
    return made


WITH_TEXTS = [
    ({1: "X", 2: "Q"}, ()),
    ({}, ()),
    ({1: None, 2: None, 3: None}, ("R", "A")),
    ({1: "X", 2: "X"}, ()),
    ({1: "?"}, ()),
]


def test_a_document_tells_the_text_of_each_cell_and_the_marks_of_a_short_row(read):
    assert list(map(doubts_of, read.activities)) == WITH_TEXTS


def test_a_graph_tells_the_texts_by_the_places_of_the_cells(read):
    assert list(map(doubts_of, of_graph(read).activities)) == WITH_TEXTS


def test_without_places_texts_belong_to_no_cell(read):
    rows = [
        replace(row, place=None, cells=tuple(replace(cell, place=None) for cell in row.cells))
        for row in of_graph(read).activities
    ]
    assert list(map(doubts_of, rows)) == [
        ({1: None, 2: None}, ("X", "Q")),
        ({}, ()),
        ({1: None, 2: None, 3: None}, ("R", "A")),
        ({1: None, 2: None}, ("X", "X")),
        ({1: None}, ("?",)),
    ]


def test_where_a_cell_has_no_text_or_one_too_many_nothing_is_taken_for_its_own(read):
    bake = of_graph(read).activities[0]
    more = replace(bake, unplaced=(*bake.unplaced, bake.unplaced[0]))
    assert doubts_of(more) == ({1: None, 2: None}, ("X", "Q", "X"))
    fewer = replace(bake, unplaced=bake.unplaced[:1])
    assert doubts_of(fewer) == ({1: None, 2: None}, ("X",))


def test_of_a_row_with_a_text_of_its_own_the_other_marks_are_without_a_column(read):
    bake = read.activities[0]
    first, *others = bake.cells
    assert doubts_of(replace(bake, cells=(replace(first, printed=None), *others))) == ({1: None, 2: "Q"}, ("X",))
