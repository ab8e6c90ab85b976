"""Sources and the ontology in one engine, ready to be asked."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from raci_graph import resources
from raci_graph.engines.embedded import EmbeddedEngine
from raci_graph.sources import parse_rdf

if TYPE_CHECKING:
    from collections.abc import Collection

    import pyoxigraph as ox

    from raci_graph.sources import Source

ONTOLOGY = "https://w3id.org/raci-graph/ns"
"""The ontology, and the graph that holds it."""

_MANY = "urn:x-raci-graph:source:"


def engine_for(*sources: Source, allow: Collection[str] = ()) -> EmbeddedEngine:
    """Return an engine in memory that holds sources and the ontology.

    Each source is a named graph: by the IRI of its matrix, or ``urn:x-raci-graph:source:N`` if it has several. The
    ontology, with the role sets, is the graph of its own name, and so are the activity types and
    the controls. A question reads all of
    them together.

    Args:
        sources: what is asked.
        allow: what a query may do beyond that: "SERVICE" and "FROM", as in ``EmbeddedEngine``.

    Raises:
        InputError: if the installation is incomplete.
    """
    engine = EmbeddedEngine(allow=allow)
    for iri, triples in vocabularies().items():
        engine.put_graph(iri, triples)
    for number, source in enumerate(sources, 1):
        only = source.matrices[0].iri if len(source.matrices) == 1 else None
        engine.put_graph(only or f"{_MANY}{number}", source.triples)
    return engine


def vocabularies() -> dict[str, tuple[ox.Triple, ...]]:
    """Return the graphs that go with every matrix: the ontology, the activity types and their links to controls.

    Raises:
        InputError: if the installation is incomplete.
    """
    from raci_graph.activity_types import CONTROLS, SCHEME, control_triples, scheme_triples

    return {ONTOLOGY: ontology_triples(), SCHEME: scheme_triples(), CONTROLS: control_triples()}


@cache
def ontology_triples() -> tuple[ox.Triple, ...]:
    """Return the triples of the ontology and the role sets, without the alignments.

    Raises:
        InputError: if the installation is incomplete.
    """
    files = resources.walk(resources.folder("ontology"), ".ttl")
    return tuple(triple for path, file in files if "/" not in path for triple in parse_rdf(file.read_bytes(), path))
