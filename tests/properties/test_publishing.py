"""Whatever matrix is read, its tables, its JSON and each form of its graph say what the graph says."""

import json
import tempfile
import warnings
from pathlib import Path

import pyoxigraph as ox
import pytest
from csv_to_rdf import assignments_of, csv2rdf
from csvw import CSVW
from hypothesis import given
from hypothesis import strategies as st
from raci_documents.cases import cases
from raci_documents.profile import tries

from raci_graph.dataset import ontology_triples
from raci_graph.dist.collect import ReleaseGraph
from raci_graph.dist.context import context_of
from raci_graph.dist.formats import json_ld, ntriples, rdf_xml, trig
from raci_graph.dist.framing import matrix_json
from raci_graph.dist.tables import csvw_files
from raci_graph.graph.read import from_graph
from raci_graph.graph.write import to_graph
from raci_graph.parse import parse
from raci_graph.readers import read_document

CONTEXT = context_of(ontology_triples())


def released(data, form):
    """Each matrix of a drawn document, as read back from its graph, and that graph."""
    case = data.draw(cases(form))
    for matrix in parse(read_document(case.data, case.name)).matrices:
        graph = to_graph(matrix)
        (again,) = from_graph(graph.matrix, "matrix.ttl")
        yield again, ReleaseGraph("data/x/matrix", graph.iri, graph.matrix, {})


def triples(data, form):
    return {ox.Triple(each.subject, each.predicate, each.object) for each in ox.parse(data, form)}


@pytest.mark.parametrize("form", ["csv", "markdown"])
@tries(20)
@given(data=st.data())
def test_the_tables_are_valid_and_give_the_assignments(form, data):
    for matrix, graph in released(data, form):
        files = csvw_files(matrix, graph)
        made = csv2rdf(files)
        assert assignments_of(made) == assignments_of(set(graph.triples))
        assert made - set(graph.triples) == set()
        with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
            warnings.simplefilter("always")
            for name, content in files.items():
                Path(folder, name).write_bytes(content)
            tables = CSVW(str(Path(folder, "csv-metadata.json")), validate=True)
            assert tables.is_valid, [str(each.message) for each in tables.warnings]


@pytest.mark.parametrize("form", ["csv", "markdown"])
@tries(20)
@given(data=st.data())
def test_each_form_of_the_graph_is_the_graph(form, data):
    for _, graph in released(data, form):
        wanted = set(graph.triples)
        assert triples(ntriples(graph.triples), ox.RdfFormat.N_TRIPLES) == wanted
        assert triples(rdf_xml(graph), ox.RdfFormat.RDF_XML) == wanted
        assert triples(json_ld(graph, CONTEXT), ox.RdfFormat.JSON_LD) == wanted
        assert triples(trig([graph]), ox.RdfFormat.TRIG) == wanted


@pytest.mark.parametrize("form", ["csv", "markdown"])
@tries(20)
@given(data=st.data())
def test_the_json_has_every_row_and_every_assignment(form, data):
    for matrix, graph in released(data, form):
        document = matrix_json(graph, CONTEXT)
        assert triples(document, ox.RdfFormat.JSON_LD) <= set(graph.triples)
        (node,) = (each for each in json.loads(document)["@graph"] if each["id"] == graph.iri)
        assert [row["rowNumber"] for row in node["rows"]] == [row.row for row in matrix.activities]
        marks = [
            mark["markText"] for row in node["rows"] for cell in row["cells"] for mark in cell.get("assignments", ())
        ]
        assert marks == [mark.text for cell in matrix.cells for mark in cell.marks]
