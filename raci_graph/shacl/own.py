"""Shapes of a user's own: read from a file, and named in findings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph.errors import InputError
from raci_graph.sources import RDF_SUFFIXES, parse_rdf

if TYPE_CHECKING:
    from collections.abc import Iterable

    from raci_graph.shacl.result import Result


def read_shapes_file(name: str) -> list[ox.Triple]:
    """Return the triples of a file of shapes.

    Raises:
        InputError: if it cannot be read, or is no RDF.
    """
    path = Path(name)
    if path.suffix.lower() not in RDF_SUFFIXES:
        raise InputError("this is no RDF file", place=name, remedy=f"Give one that ends in {', '.join(RDF_SUFFIXES)}")
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = f"cannot be read: {error.strerror or error}"
        raise InputError(reason, place=name, remedy="Check the path and its permissions") from error
    return parse_rdf(data, name)


def with_names(results: Iterable[Result], shapes: Iterable[ox.Triple]) -> list[Result]:
    """Return results in which a shape without a name is called by the name of the shape that it is a part of."""
    above = {
        triple.object.value: triple.subject
        for triple in sorted(shapes, key=str)
        if isinstance(triple.object, ox.BlankNode) and not isinstance(triple.subject, ox.Triple)
    }
    return [replace(result, shape=_named(result.shape, above)) for result in results]


def _named(shape: str, above: dict[str, ox.NamedNode | ox.BlankNode]) -> str:
    seen: set[str] = set()
    name = shape
    while name in above and name not in seen:
        seen.add(name)
        name = above[name].value
    return name
