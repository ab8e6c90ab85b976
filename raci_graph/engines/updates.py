"""Graphs as SPARQL updates, for servers that know no PUT or that replace several graphs in one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph.engines.base import graph_name, insert_update, replace_graph_update
from raci_graph.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


def one_update(graphs: Mapping[str, Sequence[ox.Triple]], most: int) -> str | None:
    """Return the update that replaces all these graphs; None if it has more than ``most`` signs.

    Blank nodes of different graphs stay different ones: each graph is an operation of its own.

    Raises:
        UsageError: if a graph has no absolute IRI.
    """
    updates: list[str] = []
    for iri, triples in graphs.items():
        updates.append(replace_graph_update(iri, triples))
        most -= len(updates[-1])
        if most < 0:
            return None
    return " ;\n".join(updates)


def update_steps(iri: str, triples: Sequence[ox.Triple], lines: int | None) -> Iterator[str]:
    """Yield the updates that replace a graph: one, or several if one takes only so many lines.

    Raises:
        UsageError: if ``iri`` is not an absolute IRI.
        StoreError: if triples with blank nodes, which only one update can hold together, are more than that.
    """
    if not triples:
        yield drop_update([iri])  # Virtuoso 7 refuses an INSERT DATA of nothing
        return
    if lines is None or len(triples) <= lines:
        yield replace_graph_update(iri, triples)
        return
    ordered = sorted(triples, key=lambda triple: not _has_blank(triple))
    if _has_blank(ordered[lines]):
        message = f"the store takes {lines} triples at once, and <{iri}> has more than that with blank nodes"
        raise StoreError(message, remedy="Give the address for whole graphs, --gsp-url")
    yield replace_graph_update(iri, ordered[:lines])
    for start in range(lines, len(ordered), lines):
        yield insert_update(iri, ordered[start : start + lines])


def drop_update(iris: Sequence[str]) -> str:
    """Return the update that deletes these graphs.

    Raises:
        UsageError: if one is not an absolute IRI.
    """
    return " ;\n".join(f"DROP SILENT GRAPH {graph_name(iri)}" for iri in iris)


def _has_blank(triple: ox.Triple) -> bool:
    return any(isinstance(term, ox.BlankNode) for term in (triple.subject, triple.object))
