"""Checks of headers and terms, by reading the triples: no Java and no reasoner is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph.vocab import DCTERMS, OWL, PREFIXES, RACI, RDF, RDFS, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from raci_graph.owl.sources import Source

HEADER = {
    "a title": f"{DCTERMS}title",
    "a description": f"{DCTERMS}description",
    "a creator": f"{DCTERMS}creator",
    "a licence": f"{DCTERMS}license",
    "a version IRI": f"{OWL}versionIRI",
    "a version": f"{OWL}versionInfo",
    "a preferred prefix": f"{PREFIXES['vann']}preferredNamespacePrefix",
    "a preferred namespace": f"{PREFIXES['vann']}preferredNamespaceUri",
    "a date of creation": f"{DCTERMS}created",
    "a date of issue": f"{DCTERMS}issued",
    "a citation": f"{DCTERMS}bibliographicCitation",
}
"""What each ontology header states, by the words a message uses for it."""

_KINDS = frozenset(
    ox.NamedNode(f"{OWL}{kind}")
    for kind in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty", "NamedIndividual")
)
_TYPE = ox.NamedNode(f"{RDF}type")


def header_problems(sources: Iterable[Source]) -> list[str]:
    """Return what the ontology headers of these files lack."""
    return [problem for source in sources for problem in _header_problems(source)]


def undeclared_terms(declaring: Iterable[Source], using: Iterable[Source]) -> list[str]:
    """Return the ``raci:`` names that ``using`` files use and no ``declaring`` file declares as an OWL entity."""
    declared = {node.value for source in declaring for node in _declared(source)}
    problems = []
    for source in using:
        unknown = {iri for triple in source.triples for iri in _own_iris(triple)} - declared
        problems += [f"{source.path}: {curie(iri)} is used and declared nowhere" for iri in sorted(unknown)]
    return problems


def undocumented_terms(sources: Iterable[Source]) -> list[str]:
    """Return the declared ``raci:`` names that lack an English label, an English definition, or where they belong."""
    return [problem for source in sources for problem in _undocumented(source)]


def curie(iri: str) -> str:
    """Return an IRI by the project's own prefix where it has one, else unchanged.

    >>> curie("https://w3id.org/raci-graph/ns#Role")
    'raci:Role'
    """
    return f"raci:{iri[len(RACI) :]}" if iri.startswith(RACI) else iri


def _header_problems(source: Source) -> Iterator[str]:
    if len(source.ontologies) != 1:
        yield f"{source.path}: declares {len(source.ontologies)} ontologies, and not one"
        return
    iri = source.ontologies[0]
    values = {words: _values(source, ox.NamedNode(iri), predicate) for words, predicate in HEADER.items()}
    yield from (f"{source.path}: the header has no {words[2:]}" for words, found in values.items() if not found)
    for words in ("a title", "a description"):
        if values[words] and not any(_is_english(value) for value in values[words]):
            yield f"{source.path}: the header's {words[2:]} is not in English"
    version = [each.value for each in values["a version"]]
    version_iri = [each.value for each in values["a version IRI"]]
    if version and version_iri and version_iri != [f"{iri}/{version[0]}"]:
        yield f"{source.path}: the version IRI is not {iri}/{version[0]}"


def _undocumented(source: Source) -> Iterator[str]:
    for node in sorted(_declared(source), key=lambda each: each.value):
        if not node.value.startswith(RACI):
            continue
        for words, predicate in (("label", f"{RDFS}label"), ("definition", f"{SKOS}definition")):
            english = [each for each in _values(source, node, predicate) if _is_english(each)]
            if len(english) != 1:
                yield f"{source.path}: {curie(node.value)} has {len(english)} English {words}s, and not one"
        homes = [each.value for each in _values(source, node, f"{RDFS}isDefinedBy")]
        if homes != list(source.ontologies):
            yield f"{source.path}: {curie(node.value)} does not say that {' '.join(source.ontologies)} defines it"


def _declared(source: Source) -> set[ox.NamedNode]:
    return {
        each.subject
        for each in source.triples
        if each.predicate == _TYPE and each.object in _KINDS and isinstance(each.subject, ox.NamedNode)
    }


def _own_iris(triple: ox.Triple) -> list[str]:
    nodes = (triple.subject, triple.predicate, triple.object)
    return [node.value for node in nodes if isinstance(node, ox.NamedNode) and node.value.startswith(RACI)]


def _values(source: Source, subject: ox.NamedNode, predicate: str) -> list[ox.NamedNode | ox.BlankNode | ox.Literal]:
    found = [each.object for each in source.triples if each.subject == subject and each.predicate.value == predicate]
    return [each for each in found if not isinstance(each, ox.Triple)]


def _is_english(value: object) -> bool:
    return isinstance(value, ox.Literal) and value.language is not None and value.language.partition("-")[0] == "en"
