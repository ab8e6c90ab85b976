"""Loads SOURCES into a store, and takes matrices out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from raci_graph.dataset import vocabularies
from raci_graph.errors import UsageError
from raci_graph.load.names import graph_names
from raci_graph.load.plan import Plan, Portion

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raci_graph.engines.base import Engine
    from raci_graph.load.plan import Triples

NEW, REPLACED, UNCHANGED = "new", "replaced", "unchanged"


class Loaded(NamedTuple):
    """What became of a matrix, of the catalogue, of the ontology or of the activity types.

    Attributes:
        iri: its IRI.
        is_matrix: whether it is a matrix.
        state: "new", "replaced" or "unchanged".
        graphs: how many graphs it has in the store.
        triples: how many triples these hold, as the store counts them.
    """

    iri: str
    is_matrix: bool
    state: str
    graphs: int
    triples: int


def load(names: Sequence[str], engine: Engine, left_out: dict[str, int] | None = None) -> Iterator[Loaded]:
    """Put SOURCES into a store, matrix by matrix, after the ontology and the activity types; yield what became of each.

    The graphs of a matrix (itself, its shortcuts, its places) are replaced in one step where the store can do so, and
    counted. What the store already holds just so is not written again. Nothing is validated here.

    Args:
        names: the SOURCES.
        engine: the store.
        left_out: is filled with how many triples of which file belong to no matrix and were left out.

    Raises:
        UsageError: for a name that is neither a path nor a bundled matrix, or a matrix that comes twice.
        InputError: if a source cannot be read, or holds no matrix.
        StoreError: if the store is out of reach, refuses, or does not hold afterwards what was sent.
    """
    there = dict(engine.graphs())
    for iri, triples in vocabularies().items():
        yield _put(engine, there, Portion(iri, {iri: triples}, is_matrix=False))
    seen: set[str] = set()
    for name in names:
        plan = Plan(name)
        for portion in plan.portions():
            if portion.iri in seen and portion.is_matrix:
                remedy = "Load one of them, or give each a version of its own"
                raise UsageError(f"several matrices have the name {portion.iri}", place=name, remedy=remedy)
            seen.add(portion.iri)
            yield _put(engine, there, portion)
        if left_out is not None:
            left_out.update(plan.left_out)


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
    there = dict(engine.graphs())
    if matrix not in there:
        raise UsageError(f"the store has no graph <{matrix}>", remedy="'raci-graph graphs' lists them")
    names = [name for name in graph_names(matrix) if name in there]
    engine.drop_graphs(names)
    return sum(there[name] for name in names)


def _put(engine: Engine, there: dict[str, int], portion: Portion) -> Loaded:
    wanted = {iri: tuple(dict.fromkeys(triples)) for iri, triples in portion.graphs.items()}
    if all(_is_there(engine, there, iri, triples) for iri, triples in wanted.items()):
        state, counts = UNCHANGED, {iri: len(triples) for iri, triples in wanted.items()}
    else:
        state = REPLACED if portion.iri in there else NEW
        counts = engine.put_graphs(wanted)
    there.update({iri: count for iri, count in counts.items() if count})
    filled = [count for count in counts.values() if count]
    return Loaded(portion.iri, portion.is_matrix, state, len(filled), sum(filled))


def _is_there(engine: Engine, there: dict[str, int], iri: str, triples: Triples) -> bool:
    """Tell whether a graph of the store holds just these triples, whatever its blank nodes are called."""
    if there.get(iri, 0) != len(triples):
        return False
    if not triples:
        return True
    held = tuple(engine.triples(iri))
    return set(held) == set(triples) or (_named(held) == _named(triples) and _canonical(held) == _canonical(triples))


def _named(triples: Triples) -> set[ox.Triple]:
    """Return the triples without blank nodes."""
    return {
        each
        for each in triples
        if not isinstance(each.subject, ox.BlankNode) and not isinstance(each.object, ox.BlankNode)
    }


def _canonical(triples: Triples) -> set[ox.Quad]:
    made = ox.Dataset(ox.Quad(each.subject, each.predicate, each.object) for each in triples)
    made.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return set(made)
