"""Graphs of a store as TriG or N-Quads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.engines.base import graph_name
from raci_graph.graph.turtle import canonical_turtle
from raci_graph.load.names import graph_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyoxigraph as ox

    from raci_graph.engines.base import Engine

EXPORT_FORMS = ("trig", "nquads")


def exported(engine: Engine, form: str, matrix: str | None = None) -> Iterator[str]:
    """Yield a store as text, piece by piece.

    Args:
        engine: the store.
        form: one of ``EXPORT_FORMS``.
        matrix: the matrix that is written, with its shortcuts and places, in an order that is the same for the same
            graphs; the whole store without it, graph by graph, its triples in the order in which they come.

    Raises:
        StoreError: if the store is out of reach or cannot answer.
    """
    if matrix is None:
        whole = _quads if form == "nquads" else _trig
        return (piece for iri, _ in engine.graphs() for piece in whole(iri, engine.triples(iri)))
    there = engine.held()
    ordered = _ordered_quads if form == "nquads" else _ordered_trig
    return ordered(engine, [iri for iri in graph_names(matrix) if iri in there])


def _quads(iri: str, triples: Iterator[ox.Triple]) -> Iterator[str]:
    graph = graph_name(iri)
    return (f"{triple} {graph} .\n" for triple in triples)


def _trig(iri: str, triples: Iterator[ox.Triple]) -> Iterator[str]:
    yield f"{graph_name(iri)} {{\n"
    for triple in triples:
        yield f"{triple} .\n"
    yield "}\n"


def _ordered_quads(engine: Engine, iris: list[str]) -> Iterator[str]:
    for iri in iris:
        yield from sorted(_quads(iri, engine.triples(iri)))


def _ordered_trig(engine: Engine, iris: list[str]) -> Iterator[str]:
    """Yield each graph as canonical Turtle, below the prefixes of all."""
    heads: dict[str, None] = {}
    bodies = []
    for iri in iris:
        head, body = _split(canonical_turtle(engine.triples(iri)))
        heads.update(dict.fromkeys(head))
        bodies.append(f"\n{graph_name(iri)} {{\n{body}}}\n")
    yield "".join(f"{line}\n" for line in sorted(heads))
    yield from bodies


def _split(turtle: str) -> tuple[list[str], str]:
    """Return the lines of prefixes of canonical Turtle, and what stands below the empty line after them."""
    head, empty, body = turtle.partition("\n\n")
    return (head.splitlines(), body) if empty and head.startswith("@prefix ") else ([], turtle)
