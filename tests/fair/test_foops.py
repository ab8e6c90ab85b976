"""The checks of FOOPS! that need no network, one test each, named by its id; docs/fair.md has them all."""

import re

import pytest
import rdflib
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS

from raci_graph.dist.catalog import DISTRIBUTIONS
from raci_graph.dist.collect import collect
from raci_graph.dist.context import context_of
from raci_graph.dist.formats import json_ld, ntriples, rdf_xml

NS = "https://w3id.org/raci-graph/ns"
MATRIX = "id/ovhcloud/hosted-exchange/2022-11-15"
VANN = rdflib.Namespace("http://purl.org/vocab/vann/")
BIBO = rdflib.Namespace("http://purl.org/ontology/bibo/")
FOAF = rdflib.Namespace("http://xmlns.com/foaf/0.1/")


def once(stated, *names):
    """Whether each ontology states one value of each property."""
    return all(len(values) == 1 for name in names for values in stated(name).values())


def namespaces(iris):
    return {re.sub(r"[^/#]*$", "", iri) for iri in iris}


# Findable


def test_purl1_the_name_is_under_a_service_of_lasting_names(ontologies):
    assert [iri for iri in ontologies if not iri.startswith("https://w3id.org/")] == []


def test_ver1_each_version_has_a_name_of_its_own(stated):
    assert once(stated, OWL.versionIRI, OWL.versionInfo)
    versions = stated(OWL.versionIRI)
    assert {iri: str(values[0]) for iri, values in versions.items()} == {
        iri: f"{iri}/{values[0]}" for iri, values in stated(OWL.versionInfo).items()
    }


def test_om1_the_least_metadata_is_there(stated):
    assert once(
        stated,
        DCTERMS.title,
        DCTERMS.description,
        DCTERMS.license,
        DCTERMS.creator,
        OWL.versionIRI,
        VANN.preferredNamespaceUri,
    )


def test_find1_a_prefix_is_declared(stated):
    assert {str(values[0]) for values in stated(VANN.preferredNamespacePrefix).values()} == {"raci"}
    assert {str(values[0]) for values in stated(VANN.preferredNamespaceUri).values()} == {f"{NS}#"}


def test_uri2_the_name_in_the_file_is_the_one_that_leads_to_it(ontologies, redirect, repository):
    for iri in ontologies:
        target = redirect(iri, "text/turtle").target
        file = "ontology/raci.ttl" if iri == NS else f"ontology/{target.removeprefix('ns/')}"
        graph = rdflib.Graph(bind_namespaces="none").parse(repository / file, format="turtle")
        assert list(graph.subjects(RDF.type, OWL.Ontology)) == [rdflib.URIRef(iri)]


# Accessible


def test_http1_every_name_is_of_an_open_protocol(merged):
    iris = {term for triple in merged for term in triple if isinstance(term, rdflib.URIRef)}
    assert len(iris) > 150
    assert [iri for iri in iris if not str(iri).startswith(("https://", "http://"))] == []


# Interoperable


@pytest.fixture(scope="module")
def collected():
    return collect()


@pytest.mark.parametrize("form", ["turtle", "nt", "xml", "json-ld"])
def test_rdf1_each_ontology_is_there_in_forms_of_rdf(form, ontologies, collected):
    graphs = {graph.stem: graph for graph in collected.graphs if graph.kind == "ontology"}
    context = context_of(graphs["ontology/raci"].triples + graphs["ontology/role-sets"].triples)
    writers = {
        "turtle": lambda graph: collected.files[f"{graph.stem}.ttl"],
        "nt": lambda graph: ntriples(graph.triples),
        "xml": rdf_xml,
        "json-ld": lambda graph: json_ld(graph, context),
    }
    for graph in graphs.values():
        read = rdflib.Graph(bind_namespaces="none").parse(data=writers[form](graph), format=form)
        assert len(read) == len(ontologies[graph.iri])


def test_voc1_the_metadata_reuses_vocabularies(ontologies):
    for iri, graph in ontologies.items():
        used = namespaces(map(str, graph.predicates(rdflib.URIRef(iri))))
        assert {"http://purl.org/dc/terms/", str(VANN), str(BIBO)} <= used, iri


def test_voc2_it_imports_or_extends_other_vocabularies(ontologies):
    imports = {iri for iri, graph in ontologies.items() if list(graph.objects(rdflib.URIRef(iri), OWL.imports))}
    assert set(ontologies) - imports == {NS}
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    declared = {str(each) for kind in kinds for each in ontologies[NS].subjects(RDF.type, kind)}
    reused = namespaces(iri for iri in declared if iri.startswith("http"))
    assert reused - {f"{NS}#"} == {"http://www.w3.org/ns/prov#", "http://www.w3.org/2004/02/skos/core#"}


# Reusable


def test_om2_the_recommended_metadata_is_there(stated):
    assert once(
        stated,
        VANN.preferredNamespacePrefix,
        OWL.versionInfo,
        DCTERMS.created,
        DCTERMS.bibliographicCitation,
    )


def test_om3_the_detailed_metadata_is_there_but_for_doi_logo_and_source(stated):
    assert once(stated, DCTERMS.publisher, BIBO.status, DCTERMS.issued, DCTERMS.modified)
    missing = {
        name
        for name, of in {"doi": BIBO.doi, "logo": FOAF.logo, "source": DCTERMS.source}.items()
        if not any(stated(of).values())
    }
    assert missing == {"doi", "logo", "source"}


def test_om4_1_a_licence_is_stated(stated):
    assert {str(values[0]) for values in stated(DCTERMS.license).values()} == {
        "https://creativecommons.org/licenses/by/4.0/"
    }


def test_om5_1_author_and_date_are_stated(stated):
    assert once(stated, DCTERMS.creator, DCTERMS.created)


def test_om5_2_publisher_and_date_of_issue_are_stated(stated):
    assert once(stated, DCTERMS.publisher, DCTERMS.issued)


def test_voc3_every_term_has_a_label(terms, merged):
    assert len(terms()) > 100
    assert [each for each in terms() if merged.value(each, RDFS.label) is None] == []


def test_voc4_every_term_has_a_definition(terms, merged):
    assert [each for each in terms() if merged.value(each, SKOS.definition) is None] == []


# What a person has to do: the redirects stand ready


@pytest.mark.parametrize(
    ("iri", "accept", "answer"),
    [
        ("ns", "text/html", (303, "ns/index.html")),
        ("ns", "text/turtle", (303, "ns/raci.ttl")),
        ("ns/0.1.0", "text/html", (303, "ns/0.1.0/index.html")),
        ("ns/0.1.0", "text/turtle", (303, "ns/0.1.0/raci.ttl")),
        ("ns/role-sets/0.1.0", "text/turtle", (303, "ns/0.1.0/role-sets.ttl")),
        ("ns/alignments/prov", "text/turtle", (303, "ns/alignments/prov.ttl")),
        ("ns/context.jsonld", "application/ld+json", (302, "ns/context.jsonld")),
        (f"{MATRIX}/table.csv", "*/*", (302, f"{MATRIX}/table.csv")),
        (f"{MATRIX}/cell/1-1", "*/*", (303, f"{MATRIX}/matrix.ttl")),
        ("nothing", "text/html", None),
    ],
)
def test_cn1_the_redirects_that_are_proposed_tell_people_from_programs(iri, accept, answer, redirect):
    assert redirect(f"https://w3id.org/raci-graph/{iri}", accept) == answer


def test_ver2_every_version_has_a_redirect_to_its_file(stated, redirect):
    for iri, (version,) in stated(OWL.versionIRI).items():
        number, module = str(version).rpartition("/")[2], iri.removeprefix(f"{NS}/")
        file = "raci" if iri == NS else module
        assert redirect(str(version), "text/turtle") == (303, f"ns/{number}/{file}.ttl")


@pytest.mark.parametrize("name", [*DISTRIBUTIONS, "places.ttl", "shortcuts.jsonld"])
def test_every_file_of_a_distribution_has_a_redirect_to_itself(name, redirect):
    assert redirect(f"https://w3id.org/raci-graph/{MATRIX}/{name}", "text/html") == (302, f"{MATRIX}/{name}")
