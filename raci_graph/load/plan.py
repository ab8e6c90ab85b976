"""A SOURCE as the graphs that it becomes in a store: three for each matrix, and one for its catalogue."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph import resources
from raci_graph.dataset import vocabularies
from raci_graph.engines.base import triples_of
from raci_graph.errors import InputError
from raci_graph.graph.write import to_graph
from raci_graph.load.names import part_names
from raci_graph.load.owners import Owners, Piece
from raci_graph.progress import tracked
from raci_graph.sources import (
    RDF_SUFFIXES,
    bundled_matrices,
    files_of,
    parse_quads,
    rdf_files,
    require_matrix,
)
from raci_graph.units import declares_matrix, read_unit, units_of
from raci_graph.vocab import DCAT, OWL, RDF, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from raci_graph.engines.base import Statement
    from raci_graph.findings import Finding
    from raci_graph.sources import Source
    from raci_graph.units import Unit

_TYPE = f"{RDF}type"
_CATALOG = ox.NamedNode(f"{DCAT}Catalog")
_VOCABULARIES = (ox.NamedNode(f"{OWL}Ontology"), ox.NamedNode(f"{SKOS}ConceptScheme"))
_CATALOG_FILE = "catalog.ttl"
_SEVERAL = (".nq", ".trig")  # several graphs in a file
_STEPS = 1000  # of the bar for each unit, which is shown from ten units on


@dataclass(frozen=True)
class Portion:
    """Graphs that go into a store in one step.

    Attributes:
        iri: the matrix, or the catalogue.
        graphs: the statements of each graph: triples, or quads of the default graph; one may come twice. A graph that
            is empty is to be gone.
        is_matrix: whether it is a matrix.
        findings: what the reading of its document found; with the first matrix what is of none.
    """

    iri: str
    graphs: Mapping[str, Sequence[Statement]]
    is_matrix: bool = True
    findings: tuple[Finding, ...] = ()

    def triples(self) -> dict[str, tuple[ox.Triple, ...]]:
        """Return the triples of each graph, each once."""
        return {iri: triples_of(statements) for iri, statements in self.graphs.items()}


@dataclass
class Plan:
    """The portions of a SOURCE.

    Attributes:
        name: the SOURCE.
        left_out: how many triples of a file belong to no matrix and no catalogue; known when all portions were taken.
    """

    name: str
    left_out: Counter[str] = field(default_factory=Counter)
    _shared: dict[str, _Shared] = field(default_factory=dict)

    def portions(self) -> Iterator[Portion]:
        """Yield the portions one by one, so that a folder need not fit into memory.

        Raises:
            UsageError: for a name that is neither a path nor a bundled matrix.
            InputError: if something cannot be read, or there is no matrix.
        """
        units = units_of(self.name, lambda path: declares_matrix(path, _read(path)))
        uses = Counter(file for unit in units for file in unit.files)
        found = 0
        for unit in tracked(units, "loading matrices", len(units) * _STEPS, _STEPS):
            for portion in self._of_unit(unit, uses):
                found += portion.is_matrix
                yield portion
        if self.name in bundled_matrices() and not Path(self.name).exists():
            data = resources.folder("data").joinpath(_CATALOG_FILE).read_bytes()
            yield from self._rest(_CATALOG_FILE, Piece(parse_quads(data, _CATALOG_FILE)))
        if not found:
            raise InputError("there is no responsibility matrix in it", place=self.name, remedy="Check the SOURCE")

    def _of_unit(self, unit: Unit, uses: Counter[str]) -> Iterator[Portion]:
        files = rdf_files(unit.name) if unit.top is None else None
        if files is not None:
            yield from self._of_pieces([piece for file, data in files for piece in _pieces(file, data)])
        elif unit.top is not None and Path(unit.name).suffix.lower() in RDF_SUFFIXES:
            yield from self._of_files(unit.files, uses)
        else:
            read = read_unit(unit)
            yield from _of_documents(read if unit.top is not None else require_matrix(read))

    def _of_pieces(self, pieces: Sequence[tuple[str, Piece]]) -> Iterator[Portion]:
        stating, others = _parted(pieces)
        owners = Owners(stating)
        self.left_out.update(_counted(self.name, owners.give()))
        rests = [(file, owners.give_parts(piece)) for file, piece in others]
        yield from _of_owners(owners)
        for file, rest in rests:
            yield from self._rest(file, rest)

    def _of_files(self, files: Sequence[str], uses: Counter[str]) -> Iterator[Portion]:
        """Yield the matrices of a file; the others lie beside it or above, and may have a part in other matrices."""
        ((name, data), *_) = files_of(files[:1])
        stating, others = _parted(_pieces(name, data))
        owners = Owners(stating)
        self.left_out.update(_counted(name, owners.give()))
        rests = [(name, owners.give_parts(piece)) for _, piece in others]
        for path in files[1:]:
            shared = self._shared.get(path)
            if shared is None:
                ((file, content),) = files_of([path])
                shared = self._shared[path] = _Shared(Piece(parse_quads(content, file)))
            shared.left = owners.give_parts(shared.left)
            uses[path] -= 1
            if not uses[path]:
                rests.append((path, self._shared.pop(path).left))
        yield from _of_owners(owners)
        for file, rest in rests:
            yield from self._rest(file, rest)

    def _rest(self, file: str, piece: Piece) -> Iterator[Portion]:
        """Yield a catalogue; what is neither that nor loaded with every SOURCE, as the ontology is, is counted."""
        catalogs = sorted(node.value for node in _of_type(piece, _CATALOG) if isinstance(node, ox.NamedNode))
        if catalogs:
            yield Portion(catalogs[0], {catalogs[0]: piece.statements}, is_matrix=False)
        elif not any(node.value.startswith(tuple(vocabularies())) for node in _of_type(piece, *_VOCABULARIES)):
            self.left_out.update(_counted(file, len(piece.statements)))


@dataclass
class _Shared:
    """What a file holds that several matrices may have a part in, and is not yet given away."""

    left: Piece


def _of_documents(source: Source) -> Iterator[Portion]:
    for number, matrix in enumerate(source.matrices):
        graph = to_graph(matrix)
        parts = part_names(graph.iri)
        made = {graph.iri: graph.matrix, parts["shortcuts"]: graph.shortcuts, parts["places"]: graph.places}
        names = {None, graph.iri} if number == 0 else {graph.iri}
        yield Portion(graph.iri, made, findings=tuple(each for each in source.findings if each.matrix in names))


def _of_owners(owners: Owners) -> Iterator[Portion]:
    for iri, graphs in owners.graphs.items():
        yield Portion(iri, graphs)


def _pieces(file: str, data: bytes) -> list[tuple[str, Piece]]:
    """Return what a file holds, graph by graph."""
    quads = parse_quads(data, file)
    if not file.lower().endswith(_SEVERAL):
        return [(file, Piece(quads))]
    found: dict[object, list[ox.Quad]] = {}
    for quad in quads:
        plain = ox.Quad(quad.subject, quad.predicate, quad.object)
        found.setdefault(quad.graph_name, []).append(plain)
    return [(file, Piece(each)) for each in found.values()]


def _parted(pieces: Sequence[tuple[str, Piece]]) -> tuple[list[Piece], list[tuple[str, Piece]]]:
    """Return the pieces that state a matrix, and the others with their files."""
    stating = [piece for _, piece in pieces if piece.matrices]
    return stating, [(file, piece) for file, piece in pieces if not piece.matrices]


def _of_type(piece: Piece, *kinds: ox.NamedNode) -> set[ox.NamedNode | ox.BlankNode]:
    return {
        each.subject
        for each, name in piece
        if name == _TYPE and each.object in kinds and not isinstance(each.subject, ox.Triple)
    }


def _counted(file: str, number: int) -> dict[str, int]:
    return {file: number} if number else {}


def _read(path: str) -> bytes:
    ((_, data),) = files_of([path])
    return data
