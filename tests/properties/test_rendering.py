"""What is written of any matrix is read back as the same matrix, in every form, from a document and from a graph.

The one case where it cannot be is told when a document is read: columns of roles that hold hardly anything but names
such as "RA" may be columns of parties (P17), and a list or a table for each activity leaves no doubt of it.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from raci_documents.cases import FORMATS, cases
from raci_documents.layouts import has_letters_for_names
from raci_documents.profile import tries

from raci_graph.graph.read import from_graph
from raci_graph.graph.write import to_graph
from raci_graph.parse import parse
from raci_graph.readers import read_document
from raci_graph.render import FORMS, render
from raci_graph.render.read_back import first_difference


def differences(matrix, form):
    written = render(form, matrix, ())
    data = written if isinstance(written, bytes) else written.encode()
    return first_difference(data, form, matrix)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("source", FORMATS)
@tries(12)
@given(data=st.data())
def test_a_matrix_comes_back_from_what_is_written(form, source, data):
    case = data.draw(cases(source))
    for matrix in parse(read_document(case.data, case.name)).matrices:
        found = differences(matrix, form)
        if has_letters_for_names(case.laid) or is_all_letters(matrix):
            assert found in (None, "there is no matrix in it")
        else:
            assert found is None


@pytest.mark.parametrize("form", FORMS)
@tries(30)
@given(data=st.data())
def test_a_matrix_of_a_graph_comes_back(form, data):
    case = data.draw(cases(data.draw(st.sampled_from(["markdown", "xlsx", "html"]))))
    for read in parse(read_document(case.data, case.name)).matrices:
        (matrix,) = from_graph(to_graph(read).triples, case.name)
        found = differences(matrix, form)
        assert found is None or (is_all_letters(matrix) and found == "there is no matrix in it")


def is_all_letters(matrix):
    """Whether a matrix with roles as columns holds mostly names that look like letters."""
    names = [mark.party for cell in matrix.cells for mark in cell.marks if mark.party]
    return sum(set(name) <= set("RACI") for name in names) * 2 > len(names)
