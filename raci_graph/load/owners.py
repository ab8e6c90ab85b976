"""Which matrix the triples of RDF files belong to: files may hold several, and what derives from them elsewhere."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from itertools import compress
from operator import not_
from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph.load.names import part_names
from raci_graph.vocab import RACI, RDF, USUAL_LETTERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from raci_graph.engines.base import Statement

    Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_TYPE = f"{RDF}type"
_MATRIX = ox.NamedNode(f"{RACI}ResponsibilityMatrix")
_UPWARD = {f"{RACI}{name}" for name in ("inMatrix", "inRow", "statedIn", "forActivity", "waivesActivity")}
_DOWNWARD = f"{RACI}hasElement"
_SHORTCUTS = {RACI + f"has{role}" for role in USUAL_LETTERS.values()}
_PLACE = f"{RACI}sourcePlace"
_OF_ROWS = {f"{RACI}{name}" for name in ("revisesRow", "activityType")}
"""What a file beside a matrix may say of its rows, and belongs to the matrix."""


class Piece:
    """What a file states, or a graph of it: its statements, all of one kind, and the IRI of the property of each.

    To ask pyoxigraph for a part of a statement takes longer than all else that is done with it here.
    """

    def __init__(self, statements: Sequence[Statement], properties: Sequence[str] | None = None) -> None:
        self.statements = statements
        self.properties = [each.predicate.value for each in statements] if properties is None else properties

    @cached_property
    def matrices(self) -> list[str]:
        """The IRIs of the matrices that are stated, in order; one without an IRI cannot be a graph."""
        typed = compress(self.statements, [name == _TYPE for name in self.properties])
        found = {each.subject for each in typed if each.object == _MATRIX}
        return sorted(node.value for node in found if isinstance(node, ox.NamedNode))

    def __iter__(self) -> Iterator[tuple[Statement, str]]:
        """Yield each statement with the IRI of its property."""
        return zip(self.statements, self.properties, strict=True)


class Owners:
    """The graphs of the matrices of some files.

    Attributes:
        graphs: for each matrix its three graphs by name, itself first, and their statements; one may come twice.
    """

    def __init__(self, pieces: Sequence[Piece]) -> None:
        """Take what states matrices, file by file, or graph by graph of a file."""
        self._pieces = pieces
        self.graphs: dict[str, dict[str, list[Statement]]] = {
            iri: {iri: [], **{name: [] for name in part_names(iri).values()}}
            for piece in pieces
            for iri in piece.matrices
        }
        self._beside = {iri: _graphs_beside(iri) for iri in self.graphs}

    def give(self) -> int:
        """Put the triples into the graphs that they belong to, and return how many belong to none.

        What states one matrix belongs to it as a whole. Of several, what a matrix is made of goes to it, and what is
        said of a node that several name, such as a party, to each. Shortcuts and places go beside it.
        """
        return sum(map(self._give, self._pieces))

    def _give(self, piece: Piece) -> int:
        if len(piece.matrices) == 1:
            self._give_all(piece, piece.matrices[0])
            return 0
        others: dict[Node, list[Statement]] = defaultdict(list)
        for each, name in piece:
            matrix = self._matrix_of.get(each.subject)
            if matrix is None:
                others[each.subject].append(each)
            else:
                self.graphs[matrix][self._beside[matrix].get(name, matrix)].append(each)
        named = {node for matrix in piece.matrices for node in self._give_named(matrix, others)} if others else set()
        return sum(len(statements) for node, statements in others.items() if node not in named)

    def _give_all(self, piece: Piece, matrix: str) -> None:
        """Give a matrix all of a piece, and to the graphs beside it what is said there."""
        graphs, beside = self.graphs[matrix], self._beside[matrix]
        is_beside = [name in beside for name in piece.properties]
        graphs[matrix] += compress(piece.statements, map(not_, is_beside))
        for each, name in compress(piece, is_beside):
            graphs[beside[name]].append(each)

    def give_parts(self, piece: Piece) -> Piece:
        """Put what another file says of matrices where it belongs, and return the rest.

        That is shortcuts, places and waivers, which row a row revises, and what kind of work it is.
        """
        others: list[tuple[Statement, str]] = []
        waived: dict[Node, str] = {}
        for each, name in piece:
            matrix = self._matrix_of.get(each.subject)
            own = matrix if name in _OF_ROWS else None
            graph = self._beside[matrix].get(name, own) if matrix else None
            if matrix and graph:
                self.graphs[matrix][graph].append(each)
                continue
            others.append((each, name))
            if name in _UPWARD and each.object in self._matrix_of:
                waived[each.subject] = self._matrix_of[each.object]
        left: list[tuple[Statement, str]] = []
        for each, name in others:
            matrix = waived.get(each.subject)
            if matrix:
                self.graphs[matrix][matrix].append(each)
            else:
                left.append((each, name))
        return Piece([each for each, _ in left], [name for _, name in left])

    @cached_property
    def _matrix_of(self) -> dict[Node, str]:
        """The matrix of each node that one is made of."""
        found: dict[Node, str] = {ox.NamedNode(iri): iri for iri in self.graphs}
        for piece in self._pieces:
            _find_parts(piece, found)
        return found

    def _give_named(self, matrix: str, others: Mapping[Node, list[Statement]]) -> set[Node]:
        """Give a matrix what is said of the nodes that it names, and of those that these name; return the nodes."""
        own = self.graphs[matrix][matrix]
        named: set[Node] = set()
        new: set[Node] = {each.object for each in own}
        while new := {node for node in new if node in others} - named:
            named |= new
            said = [each for node in new for each in others[node]]
            own += said
            new = {each.object for each in said}
        return named


def _find_parts(piece: Piece, matrix_of: dict[Node, str]) -> None:
    """Find what the matrices of a piece are made of: all from which a way leads up to one."""
    above: dict[Node, Node] = {}
    for each, name in piece:
        if name in _UPWARD:
            above[each.subject] = each.object
        elif name == _DOWNWARD:
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
