"""Portions on their way into a store: compared, put there, counted; many new ones together, while others are read."""

from __future__ import annotations

import gc
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from raci_graph.engines.base import Engine, Statement
    from raci_graph.load.plan import Portion

    Triples = tuple[ox.Triple, ...]

NEW, REPLACED, UNCHANGED = "new", "replaced", "unchanged"


class Loaded(NamedTuple):
    """What became of a matrix, of the catalogue or of a vocabulary.

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


def written_while_read(engine: Engine, there: dict[str, int], portions: Iterable[Portion]) -> Iterator[Loaded]:
    """Put portions into a store while the next ones are read; yield what became of each, in their order.

    Args:
        engine: the store.
        there: the graphs that it holds, and how many triples each; what is put there is noted.
        portions: what is put there.

    Raises:
        StoreError: if the store is out of reach, refuses, or does not hold afterwards what was sent.
    """
    if not engine.at_once:
        for portion in portions:
            yield from written(engine, there, [portion])
        return
    batch: list[Portion] = []
    held = 0
    under_way: Future[list[Loaded]] | None = None
    with ThreadPoolExecutor(1) as pool:
        for portion in portions:
            batch.append(portion)
            held += sum(map(len, portion.graphs.values()))
            if held < engine.at_once:
                continue
            if under_way is None:
                gc.collect()  # what pyoxigraph gave one thread may not be thrown away by another
            else:
                yield from under_way.result()
            under_way = pool.submit(written, engine, there, batch)
            batch, held = [], 0
        if under_way is not None:
            yield from under_way.result()
    yield from written(engine, there, batch)


def written(engine: Engine, there: dict[str, int], portions: Sequence[Portion]) -> list[Loaded]:
    """Put portions into a store, those that are new in one step, and return what became of each.

    The arguments and the errors are those of ``written_while_read``.
    """
    together: dict[str, Sequence[Statement]] = {}
    new = [_is_new(portion, there, together) for portion in portions]
    counts = engine.put_graphs(together) if together else {}
    return [
        _noted(there, portion, NEW, {iri: counts[iri] for iri in portion.graphs})
        if is_new
        else _put(engine, there, portion)
        for portion, is_new in zip(portions, new, strict=True)
    ]


def _is_new(portion: Portion, there: dict[str, int], together: dict[str, Sequence[Statement]]) -> bool:
    """Tell whether graphs are neither in a store nor among those that are put there together; they are, then."""
    new = there.keys().isdisjoint(portion.graphs) and together.keys().isdisjoint(portion.graphs)
    if new:
        together.update(portion.graphs)
    return new


def _put(engine: Engine, there: dict[str, int], portion: Portion) -> Loaded:
    """Put a portion into a store on its own, unless it is there just so."""
    graphs = portion.triples()
    if all(_is_there(engine, there, iri, triples) for iri, triples in graphs.items()):
        return _noted(there, portion, UNCHANGED, {iri: len(triples) for iri, triples in graphs.items()})
    state = REPLACED if portion.iri in there else NEW
    return _noted(there, portion, state, engine.put_graphs(graphs))


def _noted(there: dict[str, int], portion: Portion, state: str, counts: dict[str, int]) -> Loaded:
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
    if set(held) == set(triples):
        return True
    kept, wanted = _as_kept(held), _as_kept(triples)
    return kept == wanted or (_named(kept) == _named(wanted) and _canonical(kept) == _canonical(wanted))


def _as_kept(triples: Triples) -> set[ox.Triple]:
    """Return triples as Oxigraph keeps them: it writes numbers and times in one way, 05 as 5, an xsd:int as integer."""
    store = ox.Store()
    store.bulk_extend(ox.Quad(each.subject, each.predicate, each.object) for each in triples)
    return {quad.triple for quad in store}


def _named(triples: Iterable[ox.Triple]) -> set[ox.Triple]:
    """Return the triples without blank nodes."""
    return {
        each
        for each in triples
        if not isinstance(each.subject, ox.BlankNode) and not isinstance(each.object, ox.BlankNode)
    }


def _canonical(triples: Iterable[ox.Triple]) -> set[ox.Quad]:
    made = ox.Dataset(ox.Quad(each.subject, each.predicate, each.object) for each in triples)
    made.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return set(made)
