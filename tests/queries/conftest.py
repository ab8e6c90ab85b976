"""What the tests of the questions share: the answers from the printed tables, and the engines that are asked."""

from __future__ import annotations

import json
from importlib import import_module
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from raci_graph import results
from raci_graph.dataset import vocabularies
from raci_graph.engines.base import Rows
from raci_graph.engines.connect import connect
from raci_graph.engines.embedded import EmbeddedEngine
from raci_graph.queries import run_query
from raci_graph.sources import parse_rdf

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib.term import Node

# Scripts, which the test run is not to take for modules with doctests.
collect_ignore = ["printed_tables.py", "recompute.py"]

BUNDLED = ("matrix.ttl", "shortcuts.ttl", "places.ttl")


class RdflibEngine:
    """rdflib behind the same methods as the engines of raci_graph, for queries alone."""

    def __init__(self) -> None:
        from rdflib import Graph

        self._graph = Graph(bind_namespaces="none")

    def put_graph(self, _iri, triples):
        self._graph.parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")

    def select(self, query):
        answer = self._graph.query(query)
        assert answer.type == "SELECT"
        return Rows(tuple(map(str, answer.vars)), [tuple(map(_term, row)) for row in answer])

    def construct(self, query):
        answer = self._graph.query(query)
        assert answer.type == "CONSTRUCT"
        return [ox.Triple(*map(_term, triple)) for triple in answer]

    def close(self):
        self._graph.close()


def _term(node: Node | None):
    from rdflib import BNode, Literal, URIRef

    match node:
        case None:
            return None
        case URIRef():
            return ox.NamedNode(str(node))
        case BNode():
            return ox.BlankNode(str(node))
        case Literal(language=None, datatype=None):
            return ox.Literal(str(node))
        case Literal(language=None):
            return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype)))
        case Literal():
            return ox.Literal(str(node), language=node.language)
    raise TypeError(node)


@pytest.fixture(scope="session")
def recompute(repository):
    """The module that works out the answers from the printed tables."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(repository / "tests" / "queries"))
        return import_module("recompute")


@pytest.fixture(scope="session")
def graphs(repository):
    """The named graphs of each data set, by IRI: the bundled matrix, our own small ones, and all of them."""
    bundled = repository / "data/ovhcloud/hosted-exchange/2022-11-15"
    hosted = {"urn:x:hosted-exchange": [each for name in BUNDLED for each in _triples(bundled / name)]}
    own = sorted((repository / "tests/queries/data").glob("*.ttl"))
    libraries = {f"urn:x:{path.stem}": _triples(path) for path in own}
    ontology = {iri: list(triples) for iri, triples in vocabularies().items()}
    return {
        "hosted-exchange": ontology | hosted,
        "libraries": ontology | libraries,
        "all": ontology | hosted | libraries,
    }


def _triples(path: Path) -> list[ox.Triple]:
    return parse_rdf(path.read_bytes(), path.name)


@pytest.fixture(scope="session")
def engine_of(graphs, serve, servers, virtuoso):
    """``engine_of("rdflib", "libraries")``: an engine of that kind, filled with that data set."""
    makers = {
        "rdflib": RdflibEngine,
        "pyoxigraph": EmbeddedEngine,
        "server": serve,
        "union server": lambda: connect(servers.oxigraph("serve", "--union-default-graph")),
        "any server": lambda: _by_default_graphs(servers.oxigraph("serve")),
        "virtuoso": virtuoso,
    }
    engines = {}

    def engine(kind, dataset):
        if (kind, dataset) not in engines:
            engines[kind, dataset] = made = makers[kind]()
            for iri, triples in graphs[dataset].items():
                made.put_graph(iri, triples)
        return engines[kind, dataset]

    yield engine
    for each in engines.values():
        each.close()


def _by_default_graphs(address):
    return connect(None, query_url=f"{address}/query", gsp_url=f"{address}/store")


@pytest.fixture
def ask(engine_of):
    """``ask("server", "libraries", "handovers", values)``: the answer as data.

    Data have the form of SPARQL 1.1 Query Results JSON.
    """

    def answer(kind, dataset, query, values=None):
        return json.loads("".join(results.to_json(run_query(engine_of(kind, dataset), query, values))))

    return answer


@pytest.fixture
def from_tables(recompute):
    """``from_tables("03-handovers", rows)``: rows worked out from the tables, as data of the same form."""
    return lambda question, rows: json.loads(recompute.as_json(recompute.columns_of(question), rows))
