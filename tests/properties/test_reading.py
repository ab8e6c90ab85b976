"""Whatever layout, format, encoding and spelling a matrix is written in, it is read as it was meant.

Where the design says that something is a doubt, the doubt must be told; these are all such cases:

- a cell "RACI" may be the name of the scheme (P03), and a name with "and" in it may be two (P18);
- columns of roles that hold hardly anything but names such as "RA" may be columns of parties, and rows that are called
  so may be roles (P17);
- a table may look as if its rows were its columns (P17);
- rows without marks that part a table may be headings (P09);
- a simple table of reST with East Asian letters may be cut in two ways (P07).
"""

import json

import jsonschema
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from raci_documents.cases import FORMATS, cases
from raci_documents.layouts import has_letters_for_names, may_be_turned
from raci_documents.outcome import read, to_read
from raci_documents.profile import tries
from wcwidth import wcswidth

from raci_graph.as_data import parsed_form
from raci_graph.graph.read import from_graph
from raci_graph.graph.write import to_graph
from raci_graph.parse import parse
from raci_graph.readers import read_document

HEADING = "read as the heading of the rows below it"
EACH_FORMAT = pytest.mark.parametrize("form", FORMATS)


def reading_of(case):
    return parse(read_document(case.data, case.name))


def codes(reading):
    return {finding.code for finding in reading.findings}


def is_cut_in_two_ways(case, reading):
    wide = isinstance(case.source, str) and wcswidth(case.source.replace("\n", "")) > len(case.source.replace("\n", ""))
    return case.format is FORMATS["rst simple"] and wide and "P07" in codes(reading)


@EACH_FORMAT
@tries(50)
@given(data=st.data())
def test_a_matrix_is_read_as_it_was_meant(form, data):
    case = data.draw(cases(form))
    reading = reading_of(case)
    if has_letters_for_names(case.laid):
        assert (reading.matrices, "P17" in codes(reading)) == ((), True)
    elif may_be_turned(case.laid, case.ways):
        assert "P17" in codes(reading)
    elif HEADING in {finding.done for finding in reading.findings}:
        read_rows = {row.label for matrix in reading.matrices for row in matrix.activities}
        lost = [row for row in case.laid.rows if row.activity not in read_rows]
        assert lost
        assert [cell.states for row in lost for cell in row.cells if cell.states] == []
    elif not is_cut_in_two_ways(case, reading):
        assert read(reading) == to_read(case)


@pytest.fixture(scope="module")
def validator(repository):
    schema = json.loads((repository / "raci_graph/schemas/parsed-form.schema.json").read_text("utf-8"))
    return jsonschema.Draft202012Validator(schema)


@EACH_FORMAT
@tries(8)
@given(data=st.data())
def test_the_parsed_form_keeps_its_schema(form, data, validator):
    reading = reading_of(data.draw(cases(form)))
    written = json.loads(json.dumps(parsed_form(reading.matrices, reading.findings)))
    assert [error.message for error in validator.iter_errors(written)] == []


def imported(case):
    """The bytes that an import writes: the parsed form and the Turtle of each matrix."""
    reading = reading_of(case)
    form = json.dumps(parsed_form(reading.matrices, reading.findings), ensure_ascii=False)
    return [form, *(to_graph(matrix).turtle() for matrix in reading.matrices)]


@EACH_FORMAT
@tries(5)
@given(data=st.data())
def test_a_document_is_imported_twice_to_the_same_bytes(form, data):
    case = data.draw(cases(form))
    assert imported(case) == imported(case)


def settled(matrix):
    """What graphs hold of the columns, the sections and the cells that were read; not which columns were rows."""
    return [
        [(column.number, column.text, column.label, column.role, column.place) for column in matrix.columns],
        matrix.sections,
        [
            (row.label, row.section, [mark.text for mark in row.unplaced], cell.printed, cell.marks, cell.place)
            for row in matrix.activities
            for cell in row.cells
            if cell.basis == "Explicit"
        ],
    ]


@EACH_FORMAT
@tries(6)
@given(data=st.data())
def test_a_matrix_comes_back_from_its_turtle(form, data):
    for matrix in reading_of(data.draw(cases(form))).matrices:
        turtle = to_graph(matrix).turtle()
        triples = [triple for text in turtle.values() for triple in ox.parse(text, ox.RdfFormat.TURTLE)]
        [again] = from_graph(triples, "graph.ttl")
        assert settled(again) == settled(matrix)
        assert to_graph(again).turtle() == turtle
