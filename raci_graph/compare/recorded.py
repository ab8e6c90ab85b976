"""What a graph records about the rows of two versions, and what is recorded of a difference: ``raci:revisesRow``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph.compare.changes import Ground
from raci_graph.compare.settled import Settled
from raci_graph.graph import terms as t

if TYPE_CHECKING:
    from collections.abc import Iterable

    from raci_graph.compare.changes import Diff

_REVISES = t.raci("revisesRow")
_IN_MATRIX = t.raci("inMatrix")
_ROW = t.raci("rowNumber")


class Rows:
    """The rows of matrices in a graph: the IRI of each by its matrix and number, and which revises which."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        """Take the triples of both versions."""
        matrices: dict[object, str] = {}
        numbers: dict[object, int] = {}
        self._revises: list[tuple[object, object]] = []
        for triple in triples:
            if triple.predicate == _IN_MATRIX and isinstance(triple.object, ox.NamedNode):
                matrices[triple.subject] = triple.object.value
            elif triple.predicate == _ROW and isinstance(triple.object, ox.Literal) and triple.object.value.isdecimal():
                numbers[triple.subject] = int(triple.object.value)
            elif triple.predicate == _REVISES:
                self._revises.append((triple.subject, triple.object))
        self._places = {node: (matrices[node], number) for node, number in numbers.items() if node in matrices}
        self._nodes = {place: node for node, place in self._places.items()}

    def recorded(self, old: str | None, new: str | None) -> frozenset[tuple[int, int]]:
        """Return the pairs of row numbers, the old one first, that the graph says are one; the order does not matter.

        Args:
            old: the IRI of the earlier version.
            new: that of the later one.
        """
        pairs: set[tuple[int, int]] = set()
        if old == new:
            return frozenset()
        for later, earlier in self._revises:
            after, before = self._places.get(later), self._places.get(earlier)
            if after and before and (before[0], after[0]) == (old, new):
                pairs.add((before[1], after[1]))
            elif after and before and (after[0], before[0]) == (old, new):
                pairs.add((after[1], before[1]))
        return frozenset(pairs)

    def revisions(self, diff: Diff) -> list[ox.Triple]:
        """Return a ``raci:revisesRow`` triple for each row that both versions have, in the order of the new one."""
        triples = []
        for pair in diff.pairs:
            later = self._nodes.get((diff.new.iri or "", pair.new.row))
            earlier = self._nodes.get((diff.old.iri or "", pair.old.row))
            if isinstance(later, ox.NamedNode) and isinstance(earlier, ox.NamedNode):
                triples.append(ox.Triple(later, _REVISES, earlier))
        return triples

    def overruled(self, diff: Diff) -> list[ox.Triple]:
        """Return the triples by which a row of the new version revises one of the old, and a decision says otherwise.

        Where a row is recorded to revise several, or several to revise one, it goes with the first of them in a
        difference, and the other triples stay.
        """
        same = {(diff.old.iri, pair.old.row, diff.new.iri, pair.new.row) for pair in diff.pairs}
        recorded = [pair for pair in diff.pairs if pair.ground is Ground.RECORDED]
        rows = {pair.old.row for pair in recorded}, {pair.new.row for pair in recorded}
        found = []
        for later, earlier in self._revises:
            after, before = self._places.get(later), self._places.get(earlier)
            if after and before and (before[0], after[0]) == (diff.old.iri, diff.new.iri):
                known = (*before, *after) in same or before[1] in rows[0] or after[1] in rows[1]
                if not known and isinstance(later, ox.NamedNode) and isinstance(earlier, ox.NamedNode):
                    found.append(ox.Triple(later, _REVISES, earlier))
        return found


def with_recorded(settled: Settled, recorded: frozenset[tuple[int, int]]) -> Settled:
    """Return what is settled, and what a graph records beside it."""
    return Settled(recorded, settled.same, settled.apart)
