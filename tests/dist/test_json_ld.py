"""The context, the frame, and the matrix as readable JSON."""

import json

import pyoxigraph as ox
import pytest
from pyld import jsonld

from raci_graph.dist.context import compacted, context_of, pyld
from raci_graph.dist.framing import matrix_json
from raci_graph.errors import InputError, MissingToolError

EXPECTED = "tests/fixtures/ovhcloud/hosted-exchange.matrix.json"
RACI = "https://w3id.org/raci-graph/ns#"
ONTOLOGY = """
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix raci: <https://w3id.org/raci-graph/ns#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
raci:Role a owl:Class . raci:Party a owl:Class . raci:R a owl:NamedIndividual , raci:Role .
raci:with a owl:ObjectProperty ; rdfs:range raci:Role . raci:to a owl:ObjectProperty ; rdfs:range raci:Party .
raci:mark a owl:DatatypeProperty ; rdfs:range xsd:string . raci:on a owl:DatatypeProperty ; rdfs:range xsd:date .
<urn:x:other> a owl:Class .
"""


def never(url, _options=None):
    pytest.fail(f"{url} is fetched")


def test_a_term_has_a_short_name_by_its_kind():
    context = context_of(ox.parse(ONTOLOGY, ox.RdfFormat.TURTLE))["@context"]
    assert {
        name: value for name, value in context.items() if str(value).count("raci:") and "@reverse" not in value
    } == {
        "Party": "raci:Party",
        "R": "raci:R",
        "Role": "raci:Role",
        "mark": "raci:mark",
        "on": {"@id": "raci:on", "@type": "xsd:date"},
        "to": {"@id": "raci:to", "@type": "@id"},
        "with": {"@id": "raci:with", "@type": "@vocab"},
    }


def test_the_context_that_is_published_is_that_of_the_ontology(context, inside, repository):
    assert json.loads((repository / "ontology/context.jsonld").read_text("utf-8")) == context
    assert json.loads(inside["ontology/context.jsonld"]) == context


def test_every_term_of_the_ontology_and_the_role_sets_has_a_name_in_it(context, collected):
    named = {
        each.subject.value.removeprefix(RACI)
        for graph in collected.graphs
        if graph.stem in {"ontology/raci", "ontology/role-sets"}
        for each in graph.triples
        if isinstance(each.subject, ox.NamedNode) and each.subject.value.startswith(RACI)
    }
    assert len(named) > 90
    assert named - set(context["@context"]) == set()
    assert context["@context"]["withRole"] == {"@id": "raci:withRole", "@type": "@vocab"}
    assert context["@context"]["toParty"] == {"@id": "raci:toParty", "@type": "@id"}


def test_each_json_ld_file_carries_its_context(inside):
    names = [name for name in inside if name.endswith(".jsonld")]
    assert len(names) > 20
    assert [name for name in names if not isinstance(json.loads(inside[name])["@context"], dict)] == []


def test_no_context_is_fetched():
    with pytest.raises(jsonld.JsonLdError) as raised:
        compacted("", {"@context": "https://example.org/c"})
    first = raised.value
    while first.__cause__ or first.__context__:
        first = first.__cause__ or first.__context__
    assert isinstance(first, InputError)
    assert str(first).startswith("https://example.org/c: a JSON-LD context is never fetched. ")


def test_without_pyld_its_package_is_named(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyld", None)
    with pytest.raises(
        MissingToolError, match=r"^JSON-LD needs the package PyLD\. Install it: pip install 'raci-graph\[pub"
    ):
        pyld()


def test_the_matrix_as_json_is_the_expected_one(inside, folder, context, repository):
    document = json.loads(inside[f"{folder}/matrix.json"])
    assert document.pop("@context") == context["@context"]
    assert document == json.loads((repository / EXPECTED).read_text("utf-8"))


def test_its_rows_are_those_of_the_publishers_table(inside, folder, truth):
    matrix, *legend = json.loads(inside[f"{folder}/matrix.json"])["@graph"]
    assert [entry["letter"] for entry in legend] == ["A", "C", "I", "R"]
    assert [row["rowNumber"] for row in matrix["rows"]] == list(range(1, 50))
    found = [
        (row["inSection"]["sectionNumber"], row["label"]["en"], *(cell["sourceText"] for cell in row["cells"]))
        for row in matrix["rows"]
    ]
    assert found == truth
    for row in matrix["rows"]:
        for cell in row["cells"]:
            assert "".join(mark["markText"] for mark in cell.get("assignments", ())) == cell["sourceText"]


def test_it_says_nothing_that_the_graph_does_not(inside, folder, triples_of):
    said = triples_of(inside[f"{folder}/matrix.json"], ox.RdfFormat.JSON_LD)
    graph = triples_of(inside[f"{folder}/matrix.ttl"], ox.RdfFormat.TURTLE)
    assert said - graph == set()
    assert len(said) == 1645


def test_the_frame_that_is_published_gives_the_same_from_the_graph(inside, folder):
    frame, graph = (json.loads(inside[name]) for name in ("ontology/matrix-frame.jsonld", f"{folder}/matrix.jsonld"))
    found = jsonld.frame(graph, frame, {"omitDefault": True, "documentLoader": never})
    assert canonical(found["@graph"]) == canonical(json.loads(inside[f"{folder}/matrix.json"])["@graph"])


def test_a_matrix_of_one_row_is_nested_in_lists_too(context, collected, folder):
    graph = next(each for each in collected.graphs if each.stem == f"{folder}/matrix")
    others = {f"{graph.iri}/activity/{row}" for row in range(2, 50)}
    one = type(graph)(
        graph.stem, graph.iri, tuple(each for each in graph.triples if each.subject.value not in others), graph.prefixes
    )
    rows = json.loads(matrix_json(one, context))["@graph"][0]["rows"]
    assert [row["rowNumber"] for row in rows] == [1]


def canonical(value):
    """A JSON value in which the order of lists does not count."""
    if isinstance(value, dict):
        lists = ("rows", "cells", "assignments")
        return {
            key: canonical(each if key not in lists or isinstance(each, list) else [each])
            for key, each in value.items()
        }
    return sorted(map(canonical, value), key=json.dumps) if isinstance(value, list) else value
