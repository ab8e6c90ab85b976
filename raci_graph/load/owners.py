"""Which matrix the triples of RDF files belong to: files may hold several, and what derives from them elsewhere."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph.load.names import part_names
from raci_graph.vocab import RACI, RDF, USUAL_LETTERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_TYPE = f"{RDF}type"
_MATRIX = ox.NamedNode(f"{RACI}ResponsibilityMatrix")
_UPWARD = {f"{RACI}{name}" for name in ("inMatrix", "inRow", "statedIn", "forActivity", "waivesActivity")}
_DOWNWARD = f"{RACI}hasElement"
_SHORTCUTS = {RACI + f"has{role}" for role in USUAL_LETTERS.values()}
_PLACE = f"{RACI}sourcePlace"
_OF_ROWS = {f"{RACI}{name}" for name in ("revisesRow", "activityType")}
"""What a file beside a matrix may say of its rows, and belongs to the matrix."""


def matrices_in(triples: Iterable[ox.Triple]) -> list[str]:
    """Return the IRIs of the matrices that triples state, in order; one without an IRI cannot be a graph."""
    found = {each.subject for each in triples if each.predicate.value == _TYPE and each.object == _MATRIX}
    return sorted(node.value for node in found if isinstance(node, ox.NamedNode))


class Owners:
    """The graphs of the matrices of some files.

    Attributes:
        graphs: for each matrix its three graphs by name, itself first, and their triples.
    """

    def __init__(self, pieces: Sequence[Sequence[ox.Triple]]) -> None:
        """Take what states matrices, file by file, or graph by graph of a file."""
        self._pieces = [(matrices_in(piece), piece) for piece in pieces]
        self.graphs: dict[str, dict[str, dict[ox.Triple, None]]] = {
            iri: {iri: {}, **{name: {} for name in part_names(iri).values()}}
            for matrices, _ in self._pieces
            for iri in matrices
        }
        self._beside = {iri: _graphs_beside(iri) for iri in self.graphs}

    def give(self) -> int:
        """Put the triples into the graphs that they belong to, and return how many belong to none.

        What states one matrix belongs to it as a whole. Of several, what a matrix is made of goes to it, and what is
        said of a node that several name, such as a party, to each. Shortcuts and places go beside it.
        """
        return sum(self._give(matrices, piece) for matrices, piece in self._pieces)

    def _give(self, matrices: Sequence[str], piece: Sequence[ox.Triple]) -> int:
        only = matrices[0] if len(matrices) == 1 else None
        others: dict[Node, list[ox.Triple]] = defaultdict(list)
        for each in piece:
            matrix = only or self._matrix_of.get(each.subject)
            if matrix is None:
                others[each.subject].append(each)
            else:
                self.graphs[matrix][self._beside[matrix].get(each.predicate.value, matrix)][each] = None
        named = {node for matrix in matrices for node in self._give_named(matrix, others)} if others else set()
        return sum(len(triples) for node, triples in others.items() if node not in named)

    def give_parts(self, triples: Iterable[ox.Triple]) -> list[ox.Triple]:
        """Put what another file says of matrices where it belongs, and return the rest.

        That is shortcuts, places and waivers, which row a row revises, and what kind of work it is.
        """
        others = []
        waived: dict[Node, str] = {}
        for each in triples:
            matrix = self._matrix_of.get(each.subject)
            own = matrix if each.predicate.value in _OF_ROWS else None
            graph = self._beside[matrix].get(each.predicate.value, own) if matrix else None
            if matrix and graph:
                self.graphs[matrix][graph][each] = None
                continue
            others.append(each)
            if each.predicate.value in _UPWARD and each.object in self._matrix_of:
                waived[each.subject] = self._matrix_of[each.object]
        left = []
        for each in others:
            matrix = waived.get(each.subject)
            if matrix:
                self.graphs[matrix][matrix][each] = None
            else:
                left.append(each)
        return left

    @cached_property
    def _matrix_of(self) -> dict[Node, str]:
        """The matrix of each node that one is made of."""
        found: dict[Node, str] = {ox.NamedNode(iri): iri for iri in self.graphs}
        for _, piece in self._pieces:
            _find_parts(piece, found)
        return found

    def _give_named(self, matrix: str, others: Mapping[Node, list[ox.Triple]]) -> set[Node]:
        """Give a matrix what is said of the nodes that it names, and of those that these name; return the nodes."""
        own = self.graphs[matrix][matrix]
        named: set[Node] = set()
        new: set[Node] = {each.object for each in own}
        while new := {node for node in new if node in others} - named:
            named |= new
            said = [each for node in new for each in others[node]]
            own.update(dict.fromkeys(said))
            new = {each.object for each in said}
        return named


def _find_parts(triples: Iterable[ox.Triple], matrix_of: dict[Node, str]) -> None:
    """Find what the matrices of triples are made of: all from which a way leads up to one."""
    above: dict[Node, Node] = {}
    for each in triples:
        if each.predicate.value in _UPWARD:
            above[each.subject] = each.object
        elif each.predicate.value == _DOWNWARD:
            above[each.object] = each.subject
    for node in above:
        path = [node]
        while path[-1] not in matrix_of and path[-1] in above and above[path[-1]] not in path:
            path.append(above[path[-1]])
        matrix = matrix_of.get(path[-1])
        if matrix is not None:
            matrix_of.update(dict.fromkeys(path, matrix))


def _graphs_beside(matrix: str) -> dict[str, str]:
    """Return the graph beside a matrix for each property that is not said in the matrix itself."""
    names = part_names(matrix)
    return {**dict.fromkeys(_SHORTCUTS, names["shortcuts"]), _PLACE: names["places"]}
