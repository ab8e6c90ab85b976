"""What is served, in a form that one process can hand to another."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph.engines.connect import connect
from raci_graph.engines.embedded import EmbeddedEngine

if TYPE_CHECKING:
    from raci_graph.engines.base import Engine
    from raci_graph.sources import Source

_QUADS = "SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"


@dataclass(frozen=True)
class Origin:
    """What is served: a dataset as N-Quads, or a store.

    Attributes:
        name: what a person calls it.
        quads: the dataset, where it is held in memory.
        store: the directory of a store, or the address of a SPARQL server.
    """

    name: str
    quads: bytes | None = None
    store: str | None = None

    def open(self, timeout: float) -> Engine:
        """Return an engine of one's own for it.

        Args:
            timeout: how many seconds a server may take.

        Raises:
            StoreError: if the directory cannot be opened.
        """
        if self.quads is None:
            return connect(self.store, read_only=True, timeout=timeout)
        engine = EmbeddedEngine()
        for iri, quads in groupby(
            ox.parse(self.quads, ox.RdfFormat.N_QUADS), key=lambda quad: str(quad.graph_name.value)
        ):
            engine.add(iri, (quad.triple for quad in quads))
        return engine


def of_sources(name: str, *sources: Source) -> Origin:
    """Return sources and the ontology as one dataset, as ``engine_for`` puts them together.

    Raises:
        InputError: if the installation is incomplete.
    """
    from raci_graph.dataset import engine_for

    engine = engine_for(*sources)
    try:
        quads = [ox.Quad(*row) for row in engine.select(_QUADS).rows]  # type: ignore[arg-type]
    finally:
        engine.close()
    return Origin(name, quads=ox.serialize(quads, format=ox.RdfFormat.N_QUADS))


def of_store(store: str) -> Origin:
    """Return a store: its directory, or the http(s) address of a SPARQL server.

    Raises:
        UsageError: for an address of another kind, or a directory that holds no store.
        StoreError: if the directory cannot be opened.
    """
    engine = connect(store, read_only=True)
    engine.close()
    return Origin(getattr(engine, "place", store), store=store)
