"""Where ``raci:revisesRow`` triples are written for a SOURCE that is an RDF file or a folder of RDF files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from raci_graph.errors import InputError, UsageError
from raci_graph.graph.turtle import canonical_turtle
from raci_graph.sources import parse_rdf, rdf_files

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyoxigraph as ox

FILE = "revisions.ttl"
"""The file of a folder that holds them, beside those of the matrix."""

_REMEDY = "Turn it into a graph with 'raci-graph import … -o FOLDER', and give that folder"
_LINES = (".ttl", ".nt")


def recorded_in(name: str, added: Sequence[ox.Triple], dropped: Sequence[ox.Triple]) -> dict[Path, str]:
    """Return the one file to be written, with its new text, so that a SOURCE says which row revises which.

    A folder gets ``revisions.ttl``. A single file keeps each of its characters and gets lines at its end.

    Args:
        name: the SOURCE.
        added: what it is to say.
        dropped: what it says and is not to say any more.

    Raises:
        UsageError: for a SOURCE that can't say it: a document, a bundled matrix, a file in another form; or where
            something that is to be dropped stands in a file whose other lines are not to be touched.
    """
    path = Path(name)
    if not path.exists() or rdf_files(name) is None:
        what = "a document holds no graph" if path.exists() else "a bundled matrix is not written to"
        raise UsageError(f"{what}, so that it cannot say which row revises which", place=name, remedy=_REMEDY)
    return _of_folder(path, added, dropped) if path.is_dir() else _of_file(path, added, dropped)


def _of_folder(path: Path, added: Sequence[ox.Triple], dropped: Sequence[ox.Triple]) -> dict[Path, str]:
    file = path / FILE
    own = parse_rdf(_bytes(file), str(file)) if file.exists() else []
    gone = set(dropped)
    elsewhere = gone - set(own)
    if elsewhere:
        raise _stands_elsewhere(name=str(path), triple=min(elsewhere, key=str))
    kept = [triple for triple in own if triple not in gone]
    return {file: canonical_turtle(dict.fromkeys([*kept, *added]))}


def _of_file(path: Path, added: Sequence[ox.Triple], dropped: Sequence[ox.Triple]) -> dict[Path, str]:
    if path.suffix.lower() not in _LINES:
        remedy = "Give a folder, or a file that ends in .ttl or .nt"
        raise UsageError("triples cannot be added at its end", place=str(path), remedy=remedy)
    if dropped:
        raise _stands_elsewhere(name=str(path), triple=min(dropped, key=str))
    data = _bytes(path)
    known = set(parse_rdf(data, path.name))
    new = [triple for triple in added if triple not in known]
    if not new:
        return {}
    text = data.decode("utf-8")
    lines = "".join(f"{triple} .\n" for triple in new)
    return {path: f"{text}{'' if text.endswith(chr(10)) else chr(10)}{lines}"}


def _stands_elsewhere(name: str, triple: ox.Triple) -> UsageError:
    return UsageError(
        f"it says that {triple.subject} revises {triple.object}, which is not so now",
        place=name,
        remedy="Take that triple out of its file",
    )


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = f"cannot be read: {error.strerror or error}"
        raise InputError(reason, place=str(path), remedy="Check the path and its permissions") from error
