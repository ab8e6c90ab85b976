"""The nested JSON is what JSON-LD framing gives, for matrices of every kind."""

import copy

import pyoxigraph as ox
import pytest
from pyld import jsonld

from raci_graph.dist.collect import ReleaseGraph
from raci_graph.dist.context import json_text
from raci_graph.dist.formats import ntriples
from raci_graph.dist.framing import frame_of
from raci_graph.dist.nested import nested
from raci_graph.graph.write import to_graph
from raci_graph.sources import read_source

OWN_ROLES = """# Own

| Work | Alice | Bob |
|---|---|---|
| Sing "loud" \\ <b> | X | Z |
| Dance | XZ | |

| Letter | Meaning |
|---|---|
| X | Sings along |
| Z | Watches |
"""


def graphs_of(repository, folder):
    fixtures = repository / "tests/fixtures"
    sources = [fixtures / "library", fixtures / "versions/2025.md", fixtures / "services/drive"]
    sources += sorted((fixtures / "traits").glob("t*.md"))
    (folder / "own.md").write_text(OWN_ROLES, "utf-8")
    for source in [*sources, folder / "own.md"]:
        for matrix in read_source(str(source)).matrices:
            made = to_graph(matrix)
            yield ReleaseGraph("x/matrix", made.iri, tuple(made.triples), made.prefixes)


def framed(graph, frame, context):
    # PyLD changes what it is given.
    whole = copy.deepcopy({**context, **frame})
    return jsonld.frame(jsonld.from_rdf(ntriples(graph.triples).decode(), {"useNativeTypes": True}), whole, OMIT)


OMIT = {"omitDefault": True}


@pytest.fixture
def frame(context):
    return {key: value for key, value in frame_of(context).items() if key != "@context"}


def test_it_is_what_framing_gives(repository, collected, context, frame, tmp_path):
    graphs = [each for each in collected.graphs if each.stem.endswith("/matrix")]
    graphs += graphs_of(repository, tmp_path)
    assert len(graphs) > 20
    for graph in graphs:
        expected = framed(graph, frame, context)
        found = nested(graph.triples, frame, context)
        # What several stand side by side in no order is put in order by who writes the file.
        assert ordered({"@graph": found}) == ordered({"@graph": expected.get("@graph", [expected])}), graph.iri


def ordered(value):
    if isinstance(value, dict):
        return {key: ordered(each) for key, each in value.items() if key != "@context"}
    return sorted(map(ordered, value), key=json_text) if isinstance(value, list) else value


VALUES = """@prefix raci: <https://w3id.org/raci-graph/ns#> . @prefix dcterms: <http://purl.org/dc/terms/> .
<urn:m> a raci:ResponsibilityMatrix ; dcterms:title "plain" , "one"@en , "zwei"@de , "two"@en ;
  dcterms:license <urn:l> , <http://purl.org/dc/terms/x> ; dcterms:issued "2026" , "2026-01-01"^^<urn:t> .
"""


def test_values_of_every_kind(context, frame):
    triples = tuple(quad.triple for quad in ox.parse(VALUES, ox.RdfFormat.TURTLE))
    [found] = nested(triples, frame, context)
    [expected] = [framed(ReleaseGraph("x/matrix", "urn:m", triples, {}), frame, context)]
    assert ordered(found) == ordered(expected)
