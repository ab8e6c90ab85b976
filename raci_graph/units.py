"""The parts of a SOURCE that are checked one by one: each matrix with what is said of it, and nothing of the others.

The rules are about one matrix. So each document of a folder is checked on its own, and in a folder of RDF each file
that says of something that it is a matrix, with the files that do not and lie beside it or above: shortcuts, places, a
catalogue. A SOURCE of another kind is one unit.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from raci_graph.settings import FILE
from raci_graph.sources import RDF_SUFFIXES, Source, files_of, parse_quads, rdf_files, read_document_source, read_source
from raci_graph.vocab import RACI

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import pyoxigraph as ox

_WITH_GRAPHS = (".nq", ".trig")
_MATRIX = f"{RACI}ResponsibilityMatrix"
_WORD = rb"(?:raci:|%s)ResponsibilityMatrix\b" % re.escape(RACI.encode())
_NAMED_OUTSIDE_COMMENTS = re.compile(rb"^(?![ \t]*#)(?:(?![ \t]#).)*?" + _WORD, re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Unit:
    """What is checked on its own.

    Attributes:
        name: what it is called: the path of its document or file, or the SOURCE as the caller named it.
        files: the paths of the files that it is read from, and that say how; none for a SOURCE that is no file.
        top: the folder that the caller named, from which it is a part; None for a whole SOURCE.
    """

    name: str
    files: tuple[str, ...] = ()
    top: str | None = None


def declares_matrix(file: str, data: bytes) -> bool:
    """Tell whether an RDF file says that something is a matrix.

    It is looked for by name; where that stands in what may be a comment, or the prefix is another one, the file is
    parsed. What cannot be parsed is taken for one that does: checking it then says what is wrong.
    """
    if not _is_rdf(file):
        return False
    if _NAMED_OUTSIDE_COMMENTS.search(data):
        return True
    return bool(re.search(_WORD, data) or RACI.encode() in data) and _states_matrix(file, data)


def _states_matrix(file: str, data: bytes) -> bool:
    import pyoxigraph as ox

    form = ox.RdfFormat.from_extension(Path(file).suffix[1:].lower())
    try:
        return any(
            isinstance(each.object, ox.NamedNode) and each.object.value == _MATRIX for each in ox.parse(data, form)
        )
    except SyntaxError:
        return True


def units_of(name: str, declares: Callable[[str], bool]) -> list[Unit]:
    """Return the units of a SOURCE, in order of their paths.

    Args:
        name: the SOURCE.
        declares: whether a file, by its path, says that something is a matrix, as ``declares_matrix`` tells it.
    """
    path = Path(name)
    if path.is_file():
        settings = path.parent / FILE
        return [Unit(name, (str(path), str(settings)) if settings.is_file() else (str(path),))]
    if not path.is_dir():
        return [Unit(name)]
    files = sorted(_files_below(path), key=_parts)
    rdf = [each for each in files if _is_rdf(each)]
    parts = list(_of_rdf(rdf, name, declares) if rdf else _of_documents(files, name))
    return parts if len(parts) > 1 else [Unit(name, tuple(rdf) or next((each.files for each in parts), ()))]


def _files_below(top: Path) -> Iterator[str]:
    """Yield the paths of all files in a folder and its folders, as ``Path`` writes them."""
    for folder, _, names in os.walk(top):
        above = str(Path(folder, "x"))[:-1]
        for name in names:
            yield above + name


def read_unit(unit: Unit) -> Source:
    """Read a unit. Of RDF no matrices are read, only what the files state; a document may have none.

    Raises:
        RaciGraphError: as ``read_source`` does.
    """
    if unit.top is not None:
        if not _is_rdf(unit.name):
            return read_document_source(Path(unit.name))
        return _stated(unit.name, files_of(unit.files))
    files = rdf_files(unit.name)
    return read_source(unit.name) if files is None else _stated(unit.name, files)


def _stated(name: str, files: Sequence[tuple[str, bytes]]) -> Source:
    quads = tuple(quad for file, data in files for quad in _in_default_graph(parse_quads(data, file), file))
    return Source(name, (), files=tuple(files), quads=quads)


def _in_default_graph(quads: list[ox.Quad], file: str) -> list[ox.Quad]:
    if not file.lower().endswith(_WITH_GRAPHS):
        return quads
    import pyoxigraph as ox

    return [ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads]


def _is_rdf(path: str) -> bool:
    name = os.path.basename(path)  # noqa: PTH119 - one for each of many files
    return name.lower().endswith(RDF_SUFFIXES) and name.rfind(".") > 0


def _parts(path: str) -> list[str]:
    return path.split(os.sep)  # noqa: PTH206 - one for each of many files


def _of_rdf(files: Sequence[str], top: str, declares: Callable[[str], bool]) -> Iterator[Unit]:
    declaring = [each for each in files if declares(each)]
    others = set(files).difference(declaring)
    by_folder: dict[Path, list[str]] = {}
    for each in others:
        by_folder.setdefault(Path(each).parent, []).append(each)
    for each in declaring:
        shared = [other for folder in Path(each).parents for other in by_folder.get(folder, ())] if by_folder else []
        yield Unit(each, (each, *sorted(shared, key=_parts)), top)


def _of_documents(files: Sequence[str], top: str) -> Iterator[Unit]:
    from raci_graph.readers import suffixes

    known = suffixes()
    settings = {path.parent: each for each in files if (path := Path(each)).name == FILE}
    for each in files:
        path = Path(each)
        if path.suffix.lower() in known:
            beside = settings.get(path.parent)
            yield Unit(each, (each, beside) if beside else (each,), top)
