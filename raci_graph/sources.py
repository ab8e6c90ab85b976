"""A SOURCE, whatever it is, into matrices and their graph: documents, RDF files, folders, bundled matrices."""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from raci_graph import resources
from raci_graph.errors import InputError, UsageError
from raci_graph.findings import Severity
from raci_graph.model import About, Choice
from raci_graph.settings import merged, settings_beside

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from importlib.resources.abc import Traversable

    import pyoxigraph as ox

    from raci_graph.findings import Finding
    from raci_graph.model import Matrix

RDF_SUFFIXES = (".ttl", ".nt", ".nq", ".trig")
STANDARD_INPUT = Path("-")
"""What stands for standard input where the path of a document is wanted."""
_MATRIX_FILE = "matrix.ttl"


@dataclass(frozen=True)
class Source:
    """What one SOURCE holds.

    Attributes:
        name: the SOURCE as the caller named it.
        matrices: its matrices, in order.
        given: for RDF all that the files hold, None for a document.
        findings: what the reading of a document found; none for RDF.
        files: for RDF the files themselves, by name, so that findings can point into them.
        quads: for RDF whose matrices are not read, all that the files hold, in the default graph; ``given`` is None.
    """

    name: str
    matrices: tuple[Matrix, ...]
    given: tuple[ox.Triple, ...] | None = None
    findings: tuple[Finding, ...] = ()
    files: tuple[tuple[str, bytes], ...] = ()
    quads: tuple[ox.Quad, ...] = ()

    @cached_property
    def triples(self) -> tuple[ox.Triple, ...]:
        """The graph of the matrices, with shortcuts and places; for RDF, all that the files hold."""
        if self.given is not None:
            return self.given
        if self.quads:
            return tuple(quad.triple for quad in self.quads)
        from raci_graph.graph.write import to_graph

        return tuple(dict.fromkeys(triple for matrix in self.matrices for triple in to_graph(matrix).triples))


def read_source(name: str, about: About | None = None) -> Source:
    """Read a SOURCE.

    Args:
        name: the path of a document (.md, .txt), of an RDF file (.ttl, .nt, .nq, .trig) or of a folder, or the
            name of a bundled matrix. A folder with RDF is read as RDF; of another one each document that holds a
            matrix is read.
        about: what is said of a document's matrix beside its raci.toml, and over it.

    Raises:
        UsageError: for a bare name that is neither a path nor a bundled matrix, or a folder in which two documents
            give their matrix the same IRI.
        InputError: if the path does not exist or cannot be read, or holds no matrix.
    """
    files = rdf_files(name)
    if files is not None:
        return _rdf(name, files)
    path = Path(name)
    return _read_documents(name, path, about) if path.is_dir() else read_document_source(path, about)


def rdf_files(name: str) -> list[tuple[str, bytes]] | None:
    """Return the RDF files of a SOURCE, by name; None for a document, or a folder without RDF.

    Raises:
        UsageError: for a bare name that is neither a path nor a bundled matrix.
        InputError: if the path does not exist or cannot be read.
    """
    path = Path(name)
    if path.is_dir():
        found = sorted(each for each in path.rglob("*") if each.suffix.lower() in RDF_SUFFIXES and each.is_file())
        return [(str(each), _bytes(each)) for each in found] or None
    if path.exists():
        return [(path.name, _bytes(path))] if path.suffix.lower() in RDF_SUFFIXES else None
    bundled = bundled_matrices()
    if name in bundled:
        folder = bundled[name]
        entries = [each for suffix in RDF_SUFFIXES for each in resources.walk(folder, suffix)]
        return [(file, entry.read_bytes()) for file, entry in entries]
    if path.suffix or len(path.parts) > 1:
        raise InputError("there is no such file or folder", place=name, remedy="Check the path")
    raise UsageError(
        f"there is no file and no bundled matrix '{name}'",
        remedy=f"Give a path, or one of: {', '.join(sorted(bundled))}",
    )


def read_document_source(path: Path, about: About | None = None, choice: Choice | None = None) -> Source:
    """Read a document with the raci.toml beside it.

    Args:
        path: the document, or "-" for standard input.
        about: what is said of its matrix beside its raci.toml, and over it.
        choice: what a person chose about its reading.

    Raises:
        UsageError: for standard input without a form, or a choice that does not fit the document.
        InputError: if it cannot be read. A document without a matrix is no error here: it has no matrices.
    """
    from raci_graph.parse import parse
    from raci_graph.readers import limits, read_document

    chosen = choice or Choice()
    if path == STANDARD_INPUT:
        if chosen.form is None:
            raise UsageError("standard input has no name that tells its format", remedy="Say it, as in --from md")
        data, name = sys.stdin.buffer.read(limits.MAX_BYTES + 1), f"stdin.{chosen.form}"
    else:
        data, name = _document(path), path.name
    document = read_document(data, name, chosen)
    reading = parse(document, merged(settings_beside(path), about or About()), chosen)
    return document_source(str(path), reading.matrices, reading.findings)


def files_of(paths: Iterable[Path | str]) -> list[tuple[str, bytes]]:
    """Return the content of files by their paths.

    Raises:
        InputError: if one cannot be read.
    """
    return [(str(each), _bytes(Path(each))) for each in paths]


def document_source(name: str, matrices: Sequence[Matrix], findings: Sequence[Finding]) -> Source:
    """Return the source of matrices that were read from a document, each with the name that it has in its graph."""
    from raci_graph.graph.write import iri_of

    named = tuple(replace(matrix, iri=iri_of(matrix)) for matrix in matrices)
    return Source(name, named, None, tuple(findings))


def bundled_matrices() -> dict[str, Traversable]:
    """Return the folders of the bundled matrices, the latest version of each, by name."""
    top = resources.folder("data")
    found = {}
    for path, _ in resources.walk(top, _MATRIX_FILE):
        *above, name, _version, file = path.split("/")
        if file == _MATRIX_FILE:
            found[name] = top.joinpath(*above, name, _version)
    return found


def require_matrix(source: Source) -> Source:
    """Return a source that holds a matrix.

    Raises:
        InputError: for one that holds none, with the reader's reasons.
    """
    if source.matrices:
        return source
    if source.given is not None and not source.findings:
        remedy = "Give the Turtle of a matrix"
        raise InputError("there is no raci:ResponsibilityMatrix in it", place=source.name, remedy=remedy)
    grave = [each for each in source.findings if each.severity is Severity.VIOLATION and each.code != "P01"]
    if grave:
        first = grave[0]
        raise InputError(
            f"no matrix could be read: {first.message} ({first.code})", place=str(first.place), remedy="Mend the table"
        )
    spoken = next((each for each in source.findings if each.speaks_of_a_matrix), None)
    raise InputError(
        spoken.message if spoken else "there is no responsibility matrix in it",
        place=str(spoken.place) if spoken else source.name,
        remedy="A matrix is a table of activities by parties, with letters such as R and A in its cells",
    )


def parse_rdf(data: bytes, file: str) -> list[ox.Triple]:
    """Parse an RDF file by the ending of its name; graph names are left out, nothing is fetched.

    Blank nodes get names of their own, so that those of two files stay apart.

    Raises:
        InputError: for a syntax error, with its line and column.
    """
    return [quad.triple for quad in parse_quads(data, file)]


def parse_quads(data: bytes, file: str) -> list[ox.Quad]:
    """Return what an RDF file states as ``parse_rdf`` reads it, with the graph of each triple.

    Raises:
        InputError: for a syntax error, with its line and column.
    """
    import pyoxigraph as ox

    form = ox.RdfFormat.from_extension(file.rpartition(".")[2].lower())
    try:
        return list(ox.parse(data, form, rename_blank_nodes=True))
    except SyntaxError as error:
        place = f"{file}:{error.lineno}:{error.offset}" if error.lineno else file
        raise InputError(f"this is not {form}: {error.msg}", place=place, remedy="Mend the file") from error


def _read_documents(name: str, path: Path, about: About | None) -> Source:
    from raci_graph.readers import suffixes

    documents = sorted(each for each in path.rglob("*") if each.suffix.lower() in suffixes() and each.is_file())
    if not documents:
        endings = ", ".join((*suffixes(), *RDF_SUFFIXES))
        raise InputError("the folder holds no source", place=name, remedy=f"A source is a file ending in {endings}")
    read = [read_document_source(each, about) for each in documents]
    joined = require_matrix(_joined(name, [each for each in read if each.matrices]))
    names = [matrix.iri for matrix in joined.matrices]
    if len(set(names)) < len(names):
        twice = next(each for each in names if names.count(each) > 1)
        remedy = "Keep each in a folder of its own, with its own raci.toml"
        raise UsageError(f"several documents give their matrix the name {twice}", place=name, remedy=remedy)
    return joined


def _joined(name: str, sources: Sequence[Source]) -> Source:
    return Source(
        name,
        tuple(matrix for each in sources for matrix in each.matrices),
        None,
        tuple(finding for each in sources for finding in each.findings),
    )


def _rdf(name: str, files: Sequence[tuple[str, bytes]]) -> Source:
    from raci_graph.graph.read import from_graph

    triples = tuple(dict.fromkeys(triple for file, data in files for triple in parse_rdf(data, file)))
    return require_matrix(Source(name, from_graph(triples, Path(name).name), triples, files=tuple(files)))


def _document(path: Path) -> bytes:
    """Return the bytes of a document; one that is too large is refused before it is read."""
    with suppress(OSError):  # what is wrong with the file is said when it is read
        from raci_graph.readers import limits

        limits.check_bytes(path.stat().st_size, path.name)
    return _bytes(path)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            f"cannot be read: {error.strerror or error}", place=str(path), remedy="Check the path and its permissions"
        ) from error
