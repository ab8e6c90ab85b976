"""The form of the bundled Turtle: no blank nodes, declared terms, types for everything, and any RDF tool reads it."""

import re

import pyoxigraph as ox
import pytest
import rdflib

from raci_graph.activity_types import activity_types

RACI = "https://w3id.org/raci-graph/ns#"
FILES = ("matrix.ttl", "shortcuts.ttl", "places.ttl")


@pytest.fixture(scope="module")
def catalog(repository):
    return list(ox.parse(path=repository / "data/catalog.ttl", format=ox.RdfFormat.TURTLE))


@pytest.fixture(scope="module")
def every(parsed, catalog):
    return [*(each for triples in parsed.values() for each in triples), *catalog]


@pytest.fixture(scope="module")
def declared(repository):
    triples = ox.parse(path=repository / "ontology/raci.ttl", format=ox.RdfFormat.TURTLE)
    return {each.subject.value for each in triples if each.predicate.value.endswith("#type")}


def test_there_is_no_blank_node(every):
    nodes = [node for each in every for node in (each.subject, each.object)]
    assert len(nodes) > 5000
    assert not any(isinstance(node, ox.BlankNode) for node in nodes)


def test_every_term_of_ours_is_declared_in_the_ontology(every, declared):
    used = {node.value for each in every for node in (each.predicate, each.object) if isinstance(node, ox.NamedNode)}
    ours = {iri for iri in used if iri.startswith(RACI)} - {RACI}
    assert len(ours) > 30
    assert ours - declared == set()


def test_every_node_of_the_matrix_that_is_pointed_at_is_described(parsed):
    triples = parsed["matrix.ttl"]
    base = "https://w3id.org/raci-graph/id/"
    named = {each.object.value for each in triples if isinstance(each.object, ox.NamedNode)}
    abstract = f"{base}ovhcloud/hosted-exchange"  # described in the catalogue
    others = {iri for iri in named if iri.startswith(base)} - {each.subject.value for each in triples}
    assert {iri for iri in others if iri not in activity_types()} == {abstract}


def test_every_subject_has_a_type(parsed):
    triples = parsed["matrix.ttl"]
    typed = {each.subject for each in triples if each.predicate.value.endswith("#type")}
    assert {each.subject for each in triples} == typed


def test_every_iri_is_plain_ascii_without_blanks(every):
    nodes = {node.value for each in every for node in (each.subject, each.object) if isinstance(node, ox.NamedNode)}
    assert [iri for iri in nodes if not re.fullmatch(r"[!-~]+", iri)] == []
    assert not any(iri.startswith("file:") for iri in nodes)


@pytest.mark.parametrize("name", FILES)
def test_rdflib_reads_as_many_triples(name, folder, parsed):
    graph = rdflib.Graph(bind_namespaces="none").parse(folder / name, format="turtle")
    assert len(graph) == len(set(parsed[name])) == len(parsed[name])


def test_a_label_has_a_language_and_a_printed_text_has_none(parsed):
    tagged = {
        each.predicate.value.rpartition("#")[2]
        for each in parsed["matrix.ttl"]
        if getattr(each.object, "language", None)
    }
    assert tagged == {"label", "http://purl.org/dc/terms/title"}
