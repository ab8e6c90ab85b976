"""Portions on their way into a store: compared, put there, counted; many new ones together, while others are read."""

from __future__ import annotations

import gc
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from raci_graph.engines.base import Engine, Held, Statement
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


def written_while_read(engine: Engine, there: Held, portions: Iterable[Portion]) -> Iterator[Loaded]:
    """Put portions into a store while the next ones are read; yield what became of each, in their order.

    Args:
        engine: the store.
        there: the graphs that it holds; what is put there is noted.
        portions: what is put there.

    Raises:
        StoreError: if the store is out of reach, refuses, or does not hold afterwards what was sent.
    """
    if not engine.at_once:
        for portion in portions:
            yield from written(engine, there, [portion])
        return
    under_way: _Step | None = None
    with ThreadPoolExecutor(1) as pool:
        for batch in _batches(portions, engine.at_once):
            step = _Step(engine, there, batch, under_way.names if under_way else frozenset())
            if under_way is None:
                gc.collect()  # what pyoxigraph gave one thread may not be thrown away by another
            else:
                yield from under_way.done()
            step.begin(pool)
            under_way = step
        if under_way is not None:
            yield from under_way.done()


def _batches(portions: Iterable[Portion], at_once: int) -> Iterator[list[Portion]]:
    """Yield portions in groups of about so many triples."""
    batch: list[Portion] = []
    held = 0
    for portion in portions:
        batch.append(portion)
        held += sum(map(len, portion.graphs.values()))
        if held >= at_once:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


class _Step:
    """Portions that go into a store together: made ready while others are put there, put there, counted.

    Attributes:
        names: the graphs that are new with it.
    """

    def __init__(
        self, engine: Engine, there: Held, portions: Sequence[Portion], under_way: Collection[str] = ()
    ) -> None:
        """Make portions ready; ``under_way`` are the graphs that are just being put into the store."""
        together: dict[str, Sequence[Statement]] = {}
        self._new = [_is_new(portion, (there, under_way, together), together) for portion in portions]
        self._engine, self._there, self._portions = engine, there, portions
        self._prepared = engine.prepared(together) if together else None
        self._under_way: Future[None] | None = None
        self.names = frozenset(together)

    def begin(self, pool: ThreadPoolExecutor) -> None:
        """Begin to put the new graphs into the store."""
        self._under_way = pool.submit(self.put)

    def put(self) -> None:
        """Put the new graphs into the store."""
        if self._prepared:
            self._prepared.put()

    def done(self) -> Iterator[Loaded]:
        """Wait for that, put there what is not new, and yield what became of each portion."""
        if self._under_way is not None:
            self._under_way.result()
        counts = self._prepared.counts() if self._prepared else {}
        for portion, is_new in zip(self._portions, self._new, strict=True):
            if is_new:
                yield _noted(self._there, portion, NEW, {iri: counts[iri] for iri in portion.graphs})
            else:
                yield _put(self._engine, self._there, portion)


def written(engine: Engine, there: Held, portions: Sequence[Portion]) -> Iterator[Loaded]:
    """Put portions into a store, those that are new in one step, and yield what became of each.

    The arguments and the errors are those of ``written_while_read``.
    """
    step = _Step(engine, there, portions)
    step.put()
    yield from step.done()


def _is_new(
    portion: Portion, known: Sequence[Held | Collection[str]], together: dict[str, Sequence[Statement]]
) -> bool:
    """Tell whether no graph of a portion is known; they are put there together with others, then."""
    new = not any(iri in graphs for graphs in known for iri in portion.graphs)
    if new:
        together.update(portion.graphs)
    return new


def _put(engine: Engine, there: Held, portion: Portion) -> Loaded:
    """Put a portion into a store on its own, unless it is there just so."""
    graphs = portion.triples()
    if all(_is_there(engine, there, iri, triples) for iri, triples in graphs.items()):
        return _noted(there, portion, UNCHANGED, {iri: len(triples) for iri, triples in graphs.items()})
    state = REPLACED if portion.iri in there else NEW
    return _noted(there, portion, state, engine.put_graphs(graphs))


def _noted(there: Held, portion: Portion, state: str, counts: dict[str, int]) -> Loaded:
    there.note({iri: count for iri, count in counts.items() if count})
    filled = [count for count in counts.values() if count]
    return Loaded(portion.iri, portion.is_matrix, state, len(filled), sum(filled))


def _is_there(engine: Engine, there: Held, iri: str, triples: Triples) -> bool:
    """Tell whether a graph of the store holds just these triples, whatever its blank nodes are called."""
    if there.count(iri) != len(triples):
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
