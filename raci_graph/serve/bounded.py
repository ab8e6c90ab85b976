"""An answer of no more rows or triples than a limit, without working out the rest."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from raci_graph.engines.base import Rows

if TYPE_CHECKING:
    import pyoxigraph as ox

    from raci_graph.engines.base import Engine


class SomeRows(NamedTuple):
    """Rows up to a limit, and whether there are more."""

    rows: Rows
    more: bool


class SomeTriples(NamedTuple):
    """Triples up to a limit, and whether there are more."""

    triples: list[ox.Triple]
    more: bool


def select_some(engine: Engine, query: str, limit: int) -> SomeRows:
    """Run a SELECT query and return its first rows.

    Raises:
        UsageError, StoreError: as ``Engine.stream`` does.
    """
    stream = engine.stream(query)
    rows = list(islice(stream.rows, limit + 1))
    return SomeRows(Rows(stream.columns, rows[:limit]), len(rows) > limit)


def construct_some(engine: Engine, query: str, limit: int) -> SomeTriples:
    """Run a CONSTRUCT or DESCRIBE query and return its first triples, each once.

    Raises:
        UsageError, StoreError: as ``Engine.stream_triples`` does.
    """
    found: dict[ox.Triple, None] = {}
    for triple in engine.stream_triples(query):
        found[triple] = None
        if len(found) > limit:
            break
    return SomeTriples(list(found)[:limit], len(found) > limit)
