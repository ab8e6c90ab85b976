"""What is served, in a form that one process can hand to another."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph.engines.connect import connect
from raci_graph.errors import UsageError
from raci_graph.serve.bounded import BoundedEngine

if TYPE_CHECKING:
    from raci_graph.engines.base import Engine
    from raci_graph.sources import Source

_QUADS = "SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } }"


@dataclass(frozen=True)
class Origin:
    """What is served: a dataset as N-Quads, the directory of a store, or a SPARQL server.

    Attributes:
        name: what a person calls it.
        quads: the dataset, where it is held in memory.
        directory: the store on disk.
        server: the address of the SPARQL server.
    """

    name: str
    quads: bytes | None = None
    directory: Path | None = None
    server: str | None = None

    def open(self, timeout: float) -> Engine:
        """Return an engine of one's own for it.

        Args:
            timeout: how many seconds a server may take.

        Raises:
            StoreError: if the directory cannot be opened.
        """
        if self.server is not None:
            return connect(self.server, timeout=timeout)
        engine = BoundedEngine(self.directory, read_only=self.directory is not None)
        if self.quads is not None:
            engine.load(self.quads)
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
    path = Path(store)
    if path.exists():
        if not (path / "CURRENT").is_file():
            raise UsageError("this is not a store", place=store, remedy="Give the directory of one")
        BoundedEngine(path, read_only=True).close()
        return Origin(str(path), directory=path)
    engine = connect(store)
    engine.close()
    return Origin(getattr(engine, "place", store), server=store)
