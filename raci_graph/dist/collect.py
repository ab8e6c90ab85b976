"""What goes into a release: the plain files, and the graphs that are written in each form."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph import resources
from raci_graph.errors import InputError
from raci_graph.graph.read import from_graph
from raci_graph.load.names import part_names
from raci_graph.vocab import DCAT, DCTERMS, OWL, RACI, RDF, SKOS

if TYPE_CHECKING:
    from raci_graph.model import Matrix

KINDS = ("ontology", "data", "shapes")
"""The folders whose Turtle is written in each form."""

_PLAIN = (*KINDS, "queries")
_CORE = "ontology/raci"
_MATRIX_STEM = "matrix"
_TYPE = ox.NamedNode(f"{RDF}type")
_HEADS = [
    ox.NamedNode(iri)
    for iri in (f"{OWL}Ontology", f"{DCAT}Catalog", f"{RACI}ResponsibilityMatrix", f"{SKOS}ConceptScheme")
]


@dataclass(frozen=True)
class ReleaseGraph:
    """A graph of a release.

    Attributes:
        stem: its path without the ending, such as ``ontology/raci``.
        iri: its name: the ontology, catalogue, scheme or matrix that it describes.
        triples: what it says.
        prefixes: the prefixes of its Turtle.
    """

    stem: str
    iri: str
    triples: tuple[ox.Triple, ...]
    prefixes: dict[str, str]

    @property
    def kind(self) -> str:
        """The folder that it stands in; one of ``KINDS``."""
        return self.stem.partition("/")[0]


@dataclass(frozen=True)
class Collected:
    """What a release is made of.

    Attributes:
        version: the version of the ontology, which is that of the release.
        modified: when the ontology was last changed.
        graphs: all graphs, by path.
        files: the plain files, by path.
        matrices: the matrices of the data, by the folder that each stands in.
    """

    version: str
    modified: datetime.datetime
    graphs: tuple[ReleaseGraph, ...]
    files: dict[str, bytes]
    matrices: dict[str, Matrix]


def collect() -> Collected:
    """Read what a release is made of from the folders of this installation.

    Raises:
        InputError: if the installation is incomplete, or a file cannot be read.
    """
    files = {f"{kind}/{path}": data for kind in _PLAIN for path, data in _files(kind)}
    graphs = _graphs(files)
    core = next(each for each in graphs if each.stem == _CORE)
    matrices = {
        each.stem.rpartition("/")[0]: from_graph(each.triples, f"{each.stem}.ttl")[0]
        for each in graphs
        if each.kind == "data" and each.stem.endswith(f"/{_MATRIX_STEM}")
    }
    modified = datetime.datetime.fromisoformat(value_of(core, f"{DCTERMS}modified"))
    return Collected(value_of(core, f"{OWL}versionInfo"), modified, graphs, files, matrices)


def value_of(graph: ReleaseGraph, predicate: str) -> str:
    """Return the one value that a graph states of its own IRI.

    Raises:
        InputError: if it states none, or several.
    """
    subject, wanted = ox.NamedNode(graph.iri), ox.NamedNode(predicate)
    found = {each.object for each in graph.triples if each.subject == subject and each.predicate == wanted}
    if len(found) != 1:
        raise InputError(
            f"<{graph.iri}> has {len(found)} values of <{predicate}>",
            place=f"{graph.stem}.ttl",
            remedy="State one value",
        )
    (value,) = found
    if isinstance(value, ox.Triple):
        raise InputError(f"<{predicate}> is a triple", place=f"{graph.stem}.ttl", remedy="State a value")
    return value.value


def _files(kind: str) -> list[tuple[str, bytes]]:
    found = resources.walk(resources.folder(kind), "")
    return [(path, entry.read_bytes()) for path, entry in found if not entry.name.startswith(".")]


def _graphs(files: dict[str, bytes]) -> tuple[ReleaseGraph, ...]:
    parsed = {path.removesuffix(".ttl"): _parsed(path, data) for path, data in files.items() if path.endswith(".ttl")}
    names = {stem: _described(triples) for stem, (triples, _) in parsed.items()}
    graphs = []
    for stem, (triples, prefixes) in parsed.items():
        name = names[stem] or _part_name(stem, names)
        if name is None:
            raise InputError("describes nothing that names its graph", place=f"{stem}.ttl", remedy="Leave it out")
        graphs.append(ReleaseGraph(stem, name, triples, prefixes))
    return tuple(graphs)


def _parsed(path: str, data: bytes) -> tuple[tuple[ox.Triple, ...], dict[str, str]]:
    parser = ox.parse(data, ox.RdfFormat.TURTLE)
    try:
        triples = tuple(ox.Triple(each.subject, each.predicate, each.object) for each in parser)
    except SyntaxError as error:
        raise InputError(f"is not Turtle: {error}", place=path, remedy="Mend it") from error
    return triples, dict(parser.prefixes)


def _described(triples: tuple[ox.Triple, ...]) -> str | None:
    """Return what a graph describes: an ontology, a catalogue, a matrix or a concept scheme."""
    for head in _HEADS:
        for each in triples:
            if each.predicate == _TYPE and each.object == head and isinstance(each.subject, ox.NamedNode):
                return each.subject.value
    return None


def _part_name(stem: str, names: dict[str, str | None]) -> str | None:
    """Return the name that a store gives to the shortcuts or places of the matrix that stands beside them."""
    folder, _, part = stem.rpartition("/")
    matrix = names.get(f"{folder}/{_MATRIX_STEM}")
    return part_names(matrix).get(part) if matrix else None
