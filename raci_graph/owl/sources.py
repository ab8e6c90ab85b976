"""The files that are checked: the core, modules, alignments, inference and data, as triples with their place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph.errors import InputError
from raci_graph.resources import folder, walk
from raci_graph.vocab import BASE, OWL, RDF

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from importlib.resources.abc import Traversable
    from pathlib import Path

CORE = f"{BASE}ns"
ALIGNMENTS = f"{BASE}ns/alignments/"
INFERENCE = f"{BASE}ns/inference/"
DATA_FILES = ("matrix.ttl", "shortcuts.ttl")

_TYPE = ox.NamedNode(f"{RDF}type")
_ONTOLOGY = ox.NamedNode(f"{OWL}Ontology")
_IMPORTS = ox.NamedNode(f"{OWL}imports")
_VERSION_IRI = ox.NamedNode(f"{OWL}versionIRI")


@dataclass(frozen=True)
class Source:
    """One Turtle file (or other RDF file) that was read.

    Attributes:
        path: how to name it to a person.
        triples: what it states, blank nodes renamed so that files can be merged.
        ontologies: the IRIs that it declares to be an ontology; none in a file of data.
    """

    path: str
    triples: tuple[ox.Triple, ...]
    ontologies: tuple[str, ...]


@dataclass
class Sources:
    """All files of one check, by their part in it, and what could not be parsed."""

    core: list[Source] = field(default_factory=list)
    modules: list[Source] = field(default_factory=list)
    alignments: list[Source] = field(default_factory=list)
    inference: list[Source] = field(default_factory=list)
    data: list[Source] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    @property
    def ontologies(self) -> list[Source]:
        """Return every file with an ontology header."""
        return [*self.core, *self.modules, *self.alignments, *self.inference]

    def add(self, path: str, content: bytes) -> None:
        """Parse a file and put it where its header says that it belongs; keep the message if it does not parse."""
        try:
            triples = tuple(_parse(path, content))
        except (SyntaxError, ValueError) as error:
            self.broken.append(_where(path, error))
            return
        iris = _ontology_iris(triples)
        source = Source(path, triples, iris)
        if not iris:
            self.data.append(source)
        elif CORE in iris:
            self.core.append(source)
        elif any(iri.startswith(ALIGNMENTS) for iri in iris):
            self.alignments.append(source)
        elif any(iri.startswith(INFERENCE) for iri in iris):
            self.inference.append(source)
        else:
            self.modules.append(source)


def read_sources(paths: Sequence[Path] | None) -> Sources:
    """Read the files of a check.

    Args:
        paths: files, and folders whose ``.ttl`` files are read; None for everything that is bundled, with the
            matrices under ``data``.

    Returns:
        The files by their part. Where no path has the core ontology, the bundled one is taken.

    Raises:
        InputError: if a path does not exist or cannot be read, if there is nothing to check, or if a bundled file
            is missing.
    """
    sources = Sources()
    for path, file in _bundled() if paths is None else _given(paths):
        sources.add(path, file.read_bytes())
    if not (sources.core or sources.broken):
        core = folder("ontology").joinpath("raci.ttl")
        sources.add("ontology/raci.ttl", core.read_bytes())
    return sources


def merge(sources: Iterable[Source]) -> list[ox.Triple]:
    """Return the triples of several files as one ontology that imports nothing.

    The annotations of every header are moved to the first one, so that they are checked too; imports and all but
    the first header's version IRI are left out. Nothing is ever fetched.
    """
    files = list(sources)
    heads = [ox.NamedNode(iri) for each in files for iri in each.ontologies]
    merged: dict[ox.Triple, None] = {}
    for file in files:
        for triple in file.triples:
            if triple.predicate == _IMPORTS:
                continue
            if triple.subject not in heads[1:]:
                merged[triple] = None
            elif triple.predicate != _VERSION_IRI:
                merged[ox.Triple(heads[0], triple.predicate, triple.object)] = None
    return list(merged)


def n_triples(triples: Iterable[ox.Triple]) -> bytes:
    """Return triples as N-Triples, which every OWL tool here can read."""
    return b"".join(f"{triple} .\n".encode() for triple in triples)


def _bundled() -> Iterator[tuple[str, Traversable]]:
    for path, file in walk(folder("ontology"), ".ttl"):
        yield f"ontology/{path}", file
    found = [each for each in walk(folder("data"), ".ttl") if each[1].name in DATA_FILES]
    if not found:
        raise InputError(
            "the folder 'data' holds no matrix.ttl",
            remedy="Install raci-graph again, from a wheel or a complete checkout",
        )
    yield from ((f"data/{path}", file) for path, file in found)


def _given(paths: Sequence[Path]) -> Iterator[tuple[str, Path]]:
    for path in paths:
        if path.is_dir():
            files = sorted(path.rglob("*.ttl"))
            if not files:
                raise InputError("there is no .ttl file in this folder", place=str(path))
            yield from ((str(file), file) for file in files)
        elif path.is_file():
            yield str(path), path
        else:
            raise InputError("there is no such file or folder", place=str(path))


def _parse(path: str, content: bytes) -> Iterator[ox.Triple]:
    kind = ox.RdfFormat.from_extension(path.rpartition(".")[2])
    if kind is None or kind.supports_datasets:
        raise InputError(
            "this is not a file of RDF triples",
            place=path,
            remedy="Give Turtle (.ttl), N-Triples (.nt) or RDF/XML (.rdf)",
        )
    for quad in ox.parse(content, format=kind, rename_blank_nodes=True):
        yield ox.Triple(quad.subject, quad.predicate, quad.object)


def _ontology_iris(triples: Iterable[ox.Triple]) -> tuple[str, ...]:
    heads = {each.subject for each in triples if each.predicate == _TYPE and each.object == _ONTOLOGY}
    return tuple(sorted(each.value for each in heads if isinstance(each, ox.NamedNode)))


def _where(path: str, error: SyntaxError | ValueError) -> str:
    if isinstance(error, SyntaxError) and error.lineno:
        return f"{path}:{error.lineno}:{error.offset}: {error.msg}"
    return f"{path}: {error}"
