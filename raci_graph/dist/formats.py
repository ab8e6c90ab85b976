"""A graph of a release in each of its forms; the same graph always gives the same bytes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from raci_graph.dist.context import compacted
from raci_graph.printable import fits_xml
from raci_graph.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from raci_graph.dist.collect import ReleaseGraph
    from raci_graph.dist.context import Json

SUFFIXES = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
"""The forms, by the ending of their files. TriG holds all graphs of a folder, each other form one graph."""


_LOCAL = re.compile(r"[^\W\d][\w.-]*$")
"""The end of a predicate that can be the name of an element."""


_LINES = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def ntriples(triples: Iterable[ox.Triple]) -> bytes:
    """Return N-Triples, its lines in order."""
    return "".join(f"{each} .\n" for each in in_order(triples)).encode()


def no_xml(triples: Iterable[ox.Triple]) -> str | None:
    """Return why RDF/XML has no way to write triples; None if it has."""
    for each in triples:
        if not _LOCAL.search(each.predicate.value):
            return f"XML has no name for the property {each.predicate.value}"
        if isinstance(each.object, ox.Literal) and not fits_xml(each.object.value):
            return "XML cannot hold a control character that a text of it has"
    return None


def no_json_ld(triples: Iterable[ox.Triple]) -> str | None:
    """Return why PyLD cannot read triples; None if it can."""
    texts = (each.object.value for each in triples if isinstance(each.object, ox.Literal))
    return "a text of it has a character that ends a line to PyLD, such as U+2028" if any(map(_LINES.search, texts)) else None


def rdf_xml(graph: ReleaseGraph) -> bytes:
    """Return RDF/XML."""
    return rdf_xml_of(in_order(graph.triples))


def rdf_xml_of(triples: Sequence[ox.Triple]) -> bytes:
    """Return triples in their order as RDF/XML."""
    return _ended(ox.serialize(triples, format=ox.RdfFormat.RDF_XML, prefixes=_used_prefixes(triples)))


def trig(graphs: Sequence[ReleaseGraph]) -> bytes:
    """Return TriG of several graphs, each under its name; blank nodes of two graphs stay apart."""
    quads: list[ox.Quad] = []
    for number, graph in enumerate(sorted(graphs, key=lambda each: each.iri)):
        name = ox.NamedNode(graph.iri)
        quads += (
            ox.Quad(_apart(each.subject, number), each.predicate, _apart(each.object, number), name)
            for each in in_order(graph.triples)
        )
    return _ended(ox.serialize(quads, format=ox.RdfFormat.TRIG, prefixes=_used_prefixes(quads)))


def json_ld(graph: ReleaseGraph, context: Json) -> bytes:
    """Return JSON-LD that carries its context, so that it is read without fetching one.

    Raises:
        MissingToolError: if PyLD is not installed.
    """
    return compacted(ntriples(graph.triples).decode(), context)


def in_order(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    """Return the triples in order, each once, blank nodes with the labels of RDFC-1.0."""
    once = dict.fromkeys(triples)
    if any(isinstance(node, ox.BlankNode) for each in once for node in (each.subject, each.object)):
        dataset = ox.Dataset(ox.Quad(each.subject, each.predicate, each.object) for each in once)
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0_SHA_256)
        once = dict.fromkeys(ox.Triple(each.subject, each.predicate, each.object) for each in dataset)
    return sorted(once, key=str)


def _apart(node: Any, number: int) -> Any:  # noqa: ANN401 - any term, and one of its kind
    return ox.BlankNode(f"g{number}{node.value}") if isinstance(node, ox.BlankNode) else node


def _used_prefixes(statements: Iterable[ox.Triple | ox.Quad]) -> dict[str, str]:
    """Return the fixed prefixes under which a predicate, a type or a subject stands."""
    iris = {
        term.value
        for each in statements
        for term in (each.subject, each.predicate, each.object)
        if isinstance(term, ox.NamedNode)
    }
    return {name: start for name, start in PREFIXES.items() if any(iri.startswith(start) for iri in iris)}


def _ended(data: bytes | None) -> bytes:
    text = data or b""
    return text if text.endswith(b"\n") else text + b"\n"
