"""An answer of no more rows or triples than a limit, without working out the rest."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from raci_graph.engines.base import Rows, wrong_kind
from raci_graph.engines.embedded import EmbeddedEngine
from raci_graph.errors import StoreError

if TYPE_CHECKING:
    from raci_graph.engines.base import Engine


class SomeRows(NamedTuple):
    """Rows up to a limit, and whether there are more."""

    rows: Rows
    more: bool


class SomeTriples(NamedTuple):
    """Triples up to a limit, and whether there are more."""

    triples: list[ox.Triple]
    more: bool


class BoundedEngine(EmbeddedEngine):
    """An embedded engine that stops where enough has been found."""

    def load(self, quads: bytes) -> None:
        """Add quads in N-Quads; blank nodes keep their labels, so that all processes give the same answers."""
        self._store.bulk_extend(ox.parse(quads, ox.RdfFormat.N_QUADS))

    def select_some(self, query: str, limit: int) -> SomeRows:
        """Run a SELECT query and return its first rows.

        Raises:
            UsageError, StoreError: as ``Engine.select`` does.
        """
        answer = self._run(query)
        if not isinstance(answer, ox.QuerySolutions):
            raise wrong_kind("SELECT")
        columns = tuple(variable.value for variable in answer.variables)
        try:
            rows = [tuple(solution) for solution in islice(answer, limit + 1)]
        except (OSError, RuntimeError) as error:
            raise StoreError(f"the store cannot answer ({error})") from error
        return SomeRows(Rows(columns, rows[:limit]), len(rows) > limit)

    def construct_some(self, query: str, limit: int) -> SomeTriples:
        """Run a CONSTRUCT or DESCRIBE query and return its first triples, each once.

        Raises:
            UsageError, StoreError: as ``Engine.construct`` does.
        """
        answer = self._run(query)
        if not isinstance(answer, ox.QueryTriples):
            raise wrong_kind("CONSTRUCT")
        found: dict[ox.Triple, None] = {}
        try:
            for triple in answer:
                found[triple] = None
                if len(found) > limit:
                    break
        except (OSError, RuntimeError) as error:
            raise StoreError(f"the store cannot answer ({error})") from error
        return SomeTriples(list(found)[:limit], len(found) > limit)


def select_some(engine: Engine, query: str, limit: int) -> SomeRows:
    """Run a SELECT query on any engine and return its first rows; a server is asked for all of them."""
    if isinstance(engine, BoundedEngine):
        return engine.select_some(query, limit)
    found = engine.select(query)
    return SomeRows(Rows(found.columns, found.rows[:limit]), len(found.rows) > limit)


def construct_some(engine: Engine, query: str, limit: int) -> SomeTriples:
    """Run a CONSTRUCT or DESCRIBE query on any engine and return its first triples."""
    if isinstance(engine, BoundedEngine):
        return engine.construct_some(query, limit)
    found = engine.construct(query)
    return SomeTriples(found[:limit], len(found) > limit)
