"""Loads SOURCES into a store, and takes matrices out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.dataset import vocabularies
from raci_graph.errors import UsageError
from raci_graph.load.names import graph_names
from raci_graph.load.plan import Plan, Portion
from raci_graph.load.writing import Loaded, written, written_while_read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raci_graph.engines.base import Engine


def load(names: Sequence[str], engine: Engine, left_out: dict[str, int] | None = None) -> Iterator[Loaded]:
    """Put SOURCES into a store, matrix by matrix, after the ontology and the activity types; yield what became of each.

    The graphs of a matrix (itself, its shortcuts, its places) are replaced in one step where the store can do so, and
    counted. What the store already holds just so is not written again. Nothing is validated here. Matrices are written
    while the next ones are read: of what cannot be read, those before it may be in the store or not.

    Args:
        names: the SOURCES.
        engine: the store.
        left_out: is filled with how many triples of which file belong to no matrix and were left out.

    Raises:
        UsageError: for a name that is neither a path nor a bundled matrix, or a matrix that comes twice.
        InputError: if a source cannot be read, or holds no matrix.
        StoreError: if the store is out of reach, refuses, or does not hold afterwards what was sent.
    """
    there = engine.held()
    vocabulary = [Portion(iri, {iri: triples}, is_matrix=False) for iri, triples in vocabularies().items()]
    yield from written(engine, there, vocabulary)
    yield from written_while_read(engine, there, _portions(names, left_out))


def unload(matrix: str, engine: Engine) -> int:
    """Take a matrix out of a store, with its shortcuts and places, in one step where the store can do so.

    Args:
        matrix: its IRI.
        engine: the store.

    Returns:
        How many triples are gone.

    Raises:
        UsageError: if there is no such graph.
        StoreError: if the store is out of reach or refuses, or still holds a part of it.
    """
    there = engine.held()
    if matrix not in there:
        raise UsageError(f"the store has no graph <{matrix}>", remedy="'raci-graph graphs' lists them")
    counts = {name: there.count(name) for name in graph_names(matrix) if name in there}
    engine.drop_graphs(list(counts))
    return sum(counts.values())


def _portions(names: Sequence[str], left_out: dict[str, int] | None) -> Iterator[Portion]:
    seen: set[str] = set()
    for name in names:
        plan = Plan(name)
        for portion in plan.portions():
            if portion.iri in seen and portion.is_matrix:
                remedy = "Load one of them, or give each a version of its own"
                raise UsageError(f"several matrices have the name {portion.iri}", place=name, remedy=remedy)
            seen.add(portion.iri)
            yield portion
        if left_out is not None:
            left_out.update(plan.left_out)
