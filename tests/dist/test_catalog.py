"""The catalogue follows DCAT-AP 3, as it is committed and in a release, and says of files what is so."""

import hashlib

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from rdflib.namespace import DCTERMS, RDF

from raci_graph.dist.catalog import counts_of, with_distributions

DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
ID = "https://w3id.org/raci-graph/id/"
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
MATRIX = rdflib.URIRef(f"{ID}ovhcloud/hosted-exchange/2022-11-15")


@pytest.fixture(scope="module")
def shapes(repository):
    return rdflib.Graph(bind_namespaces="none").parse(repository / "tests/dist/dcat-ap.ttl", format="turtle")


@pytest.fixture(scope="module")
def catalogs(repository, inside):
    """The catalogue as it is committed, and that of a release."""
    texts = {"committed": (repository / "data/catalog.ttl").read_bytes(), "released": inside["data/catalog.ttl"]}
    return {
        name: rdflib.Graph(bind_namespaces="none").parse(data=data, format="turtle") for name, data in texts.items()
    }


@pytest.fixture
def results(shapes):
    """``results(graph)``: path and focus node of each result."""

    def run(graph):
        _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, inference="none", advanced=False)
        found = report.subjects(RDF.type, SH.ValidationResult)
        return sorted((str(report.value(each, SH.focusNode)), str(report.value(each, SH.resultPath))) for each in found)

    return run


@pytest.mark.parametrize("name", ["committed", "released"])
def test_the_catalogue_conforms_to_what_dcat_ap_3_asks(name, catalogs, results):
    assert results(catalogs[name]) == []


@pytest.mark.parametrize(
    ("subject", "predicate"),
    [
        (rdflib.URIRef(f"{ID}catalog"), DCTERMS.publisher),
        (rdflib.URIRef(f"{ID}catalog"), DCTERMS.description),
        (MATRIX, DCTERMS.title),
        (MATRIX, DCAT.contactPoint),
        (MATRIX, DCAT.theme),
        (rdflib.URIRef(f"{MATRIX}/matrix.ttl"), DCAT.accessURL),
        (rdflib.URIRef(f"{MATRIX}/matrix.ttl"), DCTERMS.format),
        (rdflib.URIRef(f"{MATRIX}/matrix.ttl/checksum"), SPDX.checksumValue),
    ],
)
def test_what_is_left_out_is_found(subject, predicate, catalogs, results):
    graph = rdflib.Graph(bind_namespaces="none") + catalogs["committed"]
    assert len(list(graph.objects(subject, predicate))) == 1
    graph.remove((subject, predicate, None))
    assert results(graph) == [(str(subject), str(predicate))]


def test_a_literal_where_a_thing_is_wanted_is_found(catalogs, results):
    graph = rdflib.Graph(bind_namespaces="none") + catalogs["committed"]
    graph.set((MATRIX, DCTERMS.rights, rdflib.Literal("All rights reserved")))
    assert results(graph) == [(str(MATRIX), str(DCTERMS.rights))]


def test_each_form_of_the_matrix_is_a_distribution_with_its_checksum(catalogs, inside):
    graph = catalogs["released"]
    found = {}
    for node in graph.objects(MATRIX, DCAT.distribution):
        data = inside[f"data/{str(node).removeprefix(ID)}"]
        checksum = graph.value(node, SPDX.checksum)
        assert str(graph.value(checksum, SPDX.checksumValue)) == hashlib.sha256(data).hexdigest()
        assert graph.value(checksum, SPDX.algorithm) == SPDX.checksumAlgorithm_sha256
        found[str(node).rpartition("/")[2]] = str(graph.value(node, DCAT.mediaType)).removeprefix(MEDIA_TYPES)
    assert found == {
        "matrix.ttl": "text/turtle",
        "matrix.nt": "application/n-triples",
        "matrix.rdf": "application/rdf+xml",
        "matrix.jsonld": "application/ld+json",
        "matrix.json": "application/ld+json",
        "table.csv": "text/csv",
        "assignments.csv": "text/csv",
        "csv-metadata.json": "application/csvm+json",
    }


def test_the_committed_catalogue_has_the_checksum_of_the_turtle(catalogs, inside, folder):
    graph = catalogs["committed"]
    (node,) = graph.objects(MATRIX, DCAT.distribution)
    value = graph.value(graph.value(node, SPDX.checksum), SPDX.checksumValue)
    assert str(value) == hashlib.sha256(inside[f"{folder}/matrix.ttl"]).hexdigest()


def test_a_file_is_described_once_however_often_it_is_done():
    licence = ox.Triple(
        ox.NamedNode(f"{ID}a/b/1"), ox.NamedNode(str(DCTERMS.license)), ox.NamedNode("urn:x:licence")
    )
    once = with_distributions([licence], {"a/b/1/table.csv": b"a", "a/b/2/table.csv": b"b", "a/b/1/other.txt": b"c"})
    again = with_distributions(once, {"a/b/1/table.csv": b"z"})
    assert len(once) == len(again) == 1 + 1 + 13
    digests = [each.object.value for each in again if each.predicate.value == str(SPDX.checksumValue)]
    assert digests == [hashlib.sha256(b"z").hexdigest()]


def test_void_counts_distinct_things():
    text = "<urn:a> a <urn:C> ; <urn:p> 1 , 2 . <urn:b> a <urn:C> ; <urn:p> 1 ."
    triples = [ox.Triple(each.subject, each.predicate, each.object) for each in ox.parse(text, ox.RdfFormat.TURTLE)]
    counts = counts_of(ox.NamedNode("urn:d"), [*triples, *triples])
    assert {each.predicate.value.rpartition("#")[2]: int(each.object.value) for each in counts} == {
        "triples": 5,
        "distinctSubjects": 2,
        "distinctObjects": 3,
        "properties": 2,
        "classes": 1,
    }
