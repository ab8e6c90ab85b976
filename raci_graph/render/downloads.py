"""A matrix as files that stand in its web page: CSV and XLSX as they are, Turtle and JSON-LD packed with gzip."""

from __future__ import annotations

import gzip
import io
from base64 import b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph.errors import UsageError
from raci_graph.graph.turtle import canonical_turtle
from raci_graph.iris import slugs
from raci_graph.render import csv_form, xlsx_form

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raci_graph.findings import Finding
    from raci_graph.graph.write import MatrixGraph
    from raci_graph.model import Matrix

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_GZIP = "application/gzip"


@dataclass(frozen=True, slots=True)
class Download:
    """A file to take from a page.

    Attributes:
        label: the name of its format.
        name: the name of the file as it stands in the page; that of a packed one ends in ``.gz``.
        address: the file as a ``data:`` address.
        size: how many bytes it has, unpacked.
        unpacked: the media type of what is packed in it; None for a file that is not packed.
        refused: why there is no such file; the other parts are empty then.
    """

    label: str
    name: str = ""
    address: str = ""
    size: int = 0
    unpacked: str | None = None
    refused: str | None = None


def downloads_of(matrix: Matrix, graph: MatrixGraph, findings: Sequence[Finding] | None) -> tuple[Download, ...]:
    """Return a matrix as CSV, XLSX, Turtle and JSON-LD, the same bytes in every run.

    The Turtle is canonical; the JSON-LD is expanded, so that it needs no context from anywhere.
    """
    return tuple(_downloads(matrix, graph, findings))


def file_stem(matrix: Matrix) -> str:
    """Return what the names of files of a matrix begin with: its name and version, or its title."""
    wanted = " ".join(filter(None, [matrix.about.id or matrix.title, matrix.about.version]))
    return next(iter(slugs([wanted], "matrix").values()))


def _downloads(matrix: Matrix, graph: MatrixGraph, findings: Sequence[Finding] | None) -> Iterator[Download]:
    stem = file_stem(matrix)
    csv = csv_form.render(matrix).encode()
    yield Download("CSV", f"{stem}.csv", _address("text/csv;charset=utf-8", csv), len(csv))
    try:
        xlsx = xlsx_form.render(matrix, findings)
    except UsageError as error:
        yield Download("XLSX", refused=error.message)
    else:
        yield Download("XLSX", f"{stem}.xlsx", _address(_XLSX, xlsx), len(xlsx))
    turtle = canonical_turtle(graph.triples, graph.prefixes).encode()
    yield _packed("Turtle", f"{stem}.ttl", "text/turtle", turtle)
    written = io.BytesIO()
    ox.serialize(graph.triples, written, ox.RdfFormat.JSON_LD)
    yield _packed("JSON-LD", f"{stem}.jsonld", "application/ld+json", written.getvalue())


def _packed(label: str, name: str, media_type: str, data: bytes) -> Download:
    packed = gzip.compress(data, mtime=0)
    return Download(label, f"{name}.gz", _address(_GZIP, packed), len(data), media_type)


def _address(media_type: str, data: bytes) -> str:
    return f"data:{media_type};base64,{b64encode(data).decode()}"
