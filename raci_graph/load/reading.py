"""Matrices of a store, read back, and what is recorded in them."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from raci_graph.graph.read import from_graph
from raci_graph.load.listing import kept_matrix
from raci_graph.load.names import graph_names
from raci_graph.sources import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyoxigraph as ox

    from raci_graph.engines.base import Engine


def read_kept(engine: Engine, name: str) -> Source:
    """Return one matrix of a store as a source, with its shortcuts and places.

    Args:
        engine: the store.
        name: what ``kept_matrix`` takes: its IRI, its title or the end of its IRI.

    Raises:
        UsageError: if there is no such matrix, or several.
        StoreError: if the store is out of reach or cannot answer.
    """
    iri = kept_matrix(engine, name)
    triples = tuple(chain.from_iterable(engine.triples(graph) for graph in graph_names(iri)))
    matrices = tuple(matrix for matrix in from_graph(triples, name) if matrix.iri == iri)
    return Source(name, matrices, triples)


def put_kept(engine: Engine, iri: str, added: Iterable[ox.Triple], dropped: Iterable[ox.Triple]) -> int:
    """Put triples into the graph of a matrix and take others out, in one step, and return how many it then has.

    Raises:
        StoreError: if the store is out of reach, refuses, or holds another number of triples afterwards.
    """
    gone = set(dropped)
    kept = dict.fromkeys(triple for triple in engine.triples(iri) if triple not in gone)
    return engine.put_graph(iri, list(kept | dict.fromkeys(added)))
