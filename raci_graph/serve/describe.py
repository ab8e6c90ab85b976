"""The jobs that describe the service: SPARQL 1.1 Service Description and VoID."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph.serve.negotiation import GRAPH_FORMS, ROW_FORMS
from raci_graph.serve.reply import Reply
from raci_graph.serve.written import content_type, write_triples
from raci_graph.vocab import DCTERMS, PREFIXES, RDF

if TYPE_CHECKING:
    from raci_graph.engines.base import Engine
    from raci_graph.serve.reply import Served

_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = PREFIXES["void"]
_TYPE = ox.NamedNode(f"{RDF}type")
_COUNTS = """
SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?p) AS ?properties)
       (COUNT(DISTINCT ?o) AS ?objects) WHERE { ?s ?p ?o }
"""
_CLASSES = "SELECT ?class (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?class FILTER (isIRI(?class)) } GROUP BY ?class"
_PROPERTIES = "SELECT ?p (COUNT(*) AS ?n) WHERE { ?s ?p ?o } GROUP BY ?p"
_COUNTED = ("triples", "distinctSubjects", "properties", "distinctObjects")


class _Graph:
    """Triples in the making."""

    def __init__(self) -> None:
        self.triples: dict[ox.Triple, None] = {}

    def add(self, subject: str, predicate: str, *objects: ox.NamedNode | ox.Literal) -> None:
        for each in objects:
            self.triples[ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), each)] = None

    def type(self, subject: str, *classes: str) -> None:
        self.add(subject, _TYPE.value, *(ox.NamedNode(each) for each in classes))


def service_description(served: Served, *, base: str, form: str, media_type: str) -> Reply:
    """Return what the endpoint can do and which graphs it has.

    Args:
        served: what is asked.
        base: the address of the server, without a slash at its end.
        form: the form of triples.
        media_type: its name.
    """
    graph, endpoint = _Graph(), f"{base}/sparql"
    service, dataset, default = (f"{endpoint}#{part}" for part in ("service", "dataset", "default-graph"))
    graph.type(service, f"{_SD}Service")
    graph.add(service, f"{_SD}endpoint", ox.NamedNode(endpoint))
    graph.add(service, f"{_SD}supportedLanguage", ox.NamedNode(f"{_SD}SPARQL11Query"))
    graph.add(service, f"{_SD}feature", ox.NamedNode(f"{_SD}UnionDefaultGraph"))
    graph.add(service, f"{_SD}resultFormat", *(ox.NamedNode(each.format) for each in (*ROW_FORMS, *GRAPH_FORMS)))
    graph.add(service, f"{_SD}defaultDataset", ox.NamedNode(dataset))
    graph.type(dataset, f"{_SD}Dataset")
    graph.add(dataset, f"{_SD}defaultGraph", ox.NamedNode(default))
    graph.type(default, f"{_SD}Graph")
    graph.add(default, f"{_VOID}triples", ox.Literal(_counts(served.engine)[0]))
    for number, (iri, triples) in enumerate(served.engine.graphs(), 1):
        named, content = f"{endpoint}#named-graph-{number}", f"{endpoint}#graph-{number}"
        graph.add(dataset, f"{_SD}namedGraph", ox.NamedNode(named))
        graph.type(named, f"{_SD}NamedGraph")
        graph.add(named, f"{_SD}name", ox.NamedNode(iri))
        graph.add(named, f"{_SD}graph", ox.NamedNode(content))
        graph.type(content, f"{_SD}Graph")
        graph.add(content, f"{_VOID}triples", ox.Literal(triples))
    return Reply(write_triples(list(graph.triples), form), content_type(media_type))


def void(served: Served, *, base: str, form: str, media_type: str) -> Reply:
    """Return the VoID description: counts, classes, properties, and each graph as a subset; arguments as above."""
    graph, document = _Graph(), f"{base}/.well-known/void"
    dataset = f"{document}#dataset"
    graph.type(document, f"{_VOID}DatasetDescription")
    graph.add(document, f"{PREFIXES['foaf']}primaryTopic", ox.NamedNode(dataset))
    graph.type(dataset, f"{_VOID}Dataset")
    graph.add(dataset, f"{DCTERMS}title", ox.Literal(served.name))
    graph.add(dataset, f"{_VOID}sparqlEndpoint", ox.NamedNode(f"{base}/sparql"))
    graph.add(dataset, f"{_VOID}vocabulary", ox.NamedNode("https://w3id.org/raci-graph/ns#"))
    for name, count in zip(_COUNTED, _counts(served.engine), strict=True):
        graph.add(dataset, f"{_VOID}{name}", ox.Literal(count))
    parts = (
        ("class", "classPartition", "entities", _CLASSES),
        ("property", "propertyPartition", "triples", _PROPERTIES),
    )
    for kind, partition, counted, query in parts:
        for number, (iri, many) in enumerate(sorted(served.engine.select(query).texts(), key=str), 1):
            part = f"{document}#{kind}-{number}"
            graph.add(dataset, f"{_VOID}{partition}", ox.NamedNode(part))
            graph.add(part, f"{_VOID}{kind}", ox.NamedNode(str(iri)))
            graph.add(part, f"{_VOID}{counted}", ox.Literal(int(many or 0)))
    for iri, size in served.engine.graphs():
        graph.add(dataset, f"{_VOID}subset", ox.NamedNode(iri))
        graph.type(iri, f"{_VOID}Dataset")
        graph.add(iri, f"{_VOID}triples", ox.Literal(size))
    return Reply(write_triples(list(graph.triples), form), content_type(media_type))


def _counts(engine: Engine) -> list[int]:
    return [int(text or 0) for text in engine.select(_COUNTS).texts()[0]]
