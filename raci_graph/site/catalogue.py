"""The catalogue (DCAT) and the description (VoID) of the dataset that a site publishes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph.graph.turtle import canonical_turtle
from raci_graph.site.matrix_pages import FORMATS, GRAPHS, TRIPLES_FILE
from raci_graph.vocab import DCAT, DCTERMS, FOAF, PREFIXES, RDF, RDFS, XSD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raci_graph.site.publish import Folder
    from raci_graph.site.records import MatrixRecord, Records

    Value = ox.NamedNode | ox.Literal

_VOID = PREFIXES["void"]
_MEDIA = "https://www.iana.org/assignments/media-types/"
_MANY = frozenset(
    {f"{RDF}type", f"{DCAT}dataset", f"{DCAT}distribution", f"{DCAT}hasVersion", f"{_VOID}dataDump", f"{_VOID}subset"}
)
"""What is added to what a catalogue of the SOURCES says of the same thing; all else it says better."""

_OF_PARTS = frozenset(f"{name}.{ending}" for name in GRAPHS[1:] for ending in ("nt", "rdf", "jsonld"))
"""Further forms of a part of a matrix, which the Turtle of that part stands for."""


def catalogue(folder: Folder, records: Records, base: str, given: Sequence[ox.Triple]) -> list[ox.Triple]:
    """Return the catalogue, each matrix with its files, and what is said of parties and services.

    Args:
        folder: the site with the files of the matrices.
        records: what was kept of the matrices.
        base: the address at which the site is published.
        given: a catalogue of the SOURCES; what it says stands.
    """
    said = {(triple.subject, triple.predicate.value) for triple in given}
    made = [
        triple
        for triple in _catalogue(folder, records, base)
        if triple.predicate.value in _MANY or (triple.subject, triple.predicate.value) not in said
    ]
    return [*given, *made]


def void(records: Records, base: str) -> str:
    """Return ``void.ttl``: how many triples, classes and properties there are, and each matrix as a subset."""
    document, dataset = f"{base}void.ttl", f"{base}void.ttl#dataset"
    triples = [
        _triple(document, f"{RDF}type", _node(f"{_VOID}DatasetDescription")),
        _triple(document, f"{FOAF}primaryTopic", _node(dataset)),
        _triple(dataset, f"{RDF}type", _node(f"{_VOID}Dataset")),
        _triple(dataset, f"{DCTERMS}title", ox.Literal("Responsibility matrices", language="en")),
        _triple(dataset, f"{FOAF}homepage", _node(base)),
        _triple(dataset, f"{_VOID}triples", ox.Literal(records.totals()[3])),
        _triple(dataset, f"{_VOID}vocabulary", _node("https://w3id.org/raci-graph/ns#")),
        *(_triple(dataset, f"{_VOID}feature", _node(f"http://www.w3.org/ns/formats/{each}")) for each in _FEATURES),
    ]
    for kind, counted in (("class", "entities"), ("property", "triples")):
        for number, (name, count) in enumerate(records.counts(kind), 1):
            part = f"{document}#{kind}-{number}"
            triples += [
                _triple(dataset, f"{_VOID}{kind}Partition", _node(part)),
                _triple(part, f"{_VOID}{kind}", _node(name)),
                _triple(part, f"{_VOID}{counted}", ox.Literal(count)),
            ]
    for matrix in records.matrices():
        triples += [
            _triple(dataset, f"{_VOID}subset", _node(matrix.iri)),
            _triple(matrix.iri, f"{RDF}type", _node(f"{_VOID}Dataset")),
            _triple(matrix.iri, f"{_VOID}triples", ox.Literal(matrix.triples)),
            _triple(matrix.iri, f"{_VOID}dataDump", _node(f"{base}{matrix.folder}/{TRIPLES_FILE}")),
        ]
    return canonical_turtle(triples)


_FEATURES = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD")


def _catalogue(folder: Folder, records: Records, base: str) -> Iterator[ox.Triple]:
    catalog = f"{base}id/catalog"
    yield _triple(catalog, f"{RDF}type", _node(f"{DCAT}Catalog"))
    yield _triple(catalog, f"{DCTERMS}title", ox.Literal("Responsibility matrices", language="en"))
    yield _triple(catalog, f"{FOAF}homepage", _node(base))
    for kind in ("party", "service", "publisher"):
        name = f"{FOAF}name" if kind == "publisher" else f"{RDFS}label"
        for iri, label, _ in records.nodes(kind):
            yield _triple(iri, name, ox.Literal(label))
    for matrix in records.matrices():
        yield _triple(catalog, f"{DCAT}dataset", _node(matrix.iri))
        yield from _dataset(matrix)
        yield from _distributions(folder, matrix, base)


def _dataset(matrix: MatrixRecord) -> Iterator[ox.Triple]:
    iri = matrix.iri
    yield _triple(iri, f"{RDF}type", _node(f"{DCAT}Dataset"))
    yield _triple(iri, f"{DCTERMS}title", ox.Literal(matrix.title, language=matrix.language))
    yield _triple(iri, f"{DCTERMS}conformsTo", _node("https://w3id.org/raci-graph/ns"))
    if matrix.version:
        yield _triple(iri, f"{DCAT}version", ox.Literal(matrix.version))
    if matrix.issued:
        yield _triple(iri, f"{DCTERMS}issued", ox.Literal(matrix.issued, datatype=_node(f"{XSD}date")))
    for predicate, value in (
        (f"{DCTERMS}license", matrix.licence),
        (f"{DCTERMS}publisher", matrix.publisher),
        (f"{DCAT}previousVersion", matrix.previous),
        (f"{DCAT}isVersionOf", matrix.abstract),
    ):
        if value:
            yield _triple(iri, predicate, _node(value))
    if matrix.abstract:
        yield _triple(matrix.abstract, f"{RDF}type", _node(f"{DCAT}Dataset"))
        yield _triple(matrix.abstract, f"{DCTERMS}title", ox.Literal(f"{matrix.title}, all versions"))
        yield _triple(matrix.abstract, f"{DCAT}hasVersion", _node(iri))


def _distributions(folder: Folder, matrix: MatrixRecord, base: str) -> Iterator[ox.Triple]:
    for each in FORMATS:
        if each.file in _OF_PARTS or not (folder.top / matrix.folder / each.file).is_file():
            continue
        address = f"{base}{matrix.folder}/{each.file}"
        yield _triple(matrix.iri, f"{DCAT}distribution", _node(address))
        yield _triple(address, f"{RDF}type", _node(f"{DCAT}Distribution"))
        yield _triple(address, f"{DCTERMS}title", ox.Literal(each.label, language="en"))
        yield _triple(address, f"{DCAT}downloadURL", _node(address))
        yield _triple(address, f"{DCAT}accessURL", _node(address))
        yield _triple(address, f"{DCAT}mediaType", _node(f"{_MEDIA}{each.media_type}"))


def _triple(subject: str, predicate: str, value: Value) -> ox.Triple:
    return ox.Triple(_node(subject), _node(predicate), value)


def _node(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)
