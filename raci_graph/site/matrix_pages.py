"""The folder of a matrix: its page, and the matrix in every format beside it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from raci_graph.errors import UsageError
from raci_graph.figures.lettering import shown
from raci_graph.graph.turtle import canonical_turtle
from raci_graph.graph.write import to_graph
from raci_graph.render import csv_form, xlsx_form
from raci_graph.render.downloads import Download, file_stem
from raci_graph.render.html_form import values_of
from raci_graph.site.addresses import page_of
from raci_graph.site.view import Item, View, write_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from raci_graph.findings import Finding
    from raci_graph.model import Matrix
    from raci_graph.site.publish import Folder
    from raci_graph.site.reading import Read

GRAPHS = ("matrix", "shortcuts", "places")
"""The graphs of a matrix, each a file of Turtle."""


class Format(NamedTuple):
    """A format in which each matrix stands in the site: its name, the name of its file, and its media type."""

    label: str
    file: str
    media_type: str


FORMATS = (
    Format("CSV", "matrix.csv", "text/csv"),
    Format("XLSX", "matrix.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    Format("Turtle", "matrix.ttl", "text/turtle"),
    Format("Turtle, the shortcuts", "shortcuts.ttl", "text/turtle"),
    Format("Turtle, the places", "places.ttl", "text/turtle"),
    Format("N-Triples, all of it", "matrix.nt", "application/n-triples"),
    Format("JSON-LD, all of it", "matrix.jsonld", "application/ld+json"),
)
TRIPLES_FILE = "matrix.nt"


def write_matrix(folder: Folder, place: str, read: Read, above: Sequence[Item]) -> int:
    """Write the folder of a matrix and return how many bytes its N-Triples have.

    Raises:
        OutputError: if it cannot be written.
    """
    if read.matrix is None:
        return 0
    contents, refused = _files(read, read.matrix, read.findings)
    for name, data in contents.items():
        folder.write(f"{place}/{name}", data)
    values = values_of(read.matrix, read.findings, tuple(_downloads(read.matrix, contents, refused)))
    view = View(page_of(place), f"{place}/matrix.ttl")
    write_page(folder, view, "site/matrix", above=above, **values)
    return len(contents[TRIPLES_FILE])


def _files(read: Read, matrix: Matrix, findings: Sequence[Finding]) -> tuple[dict[str, bytes], dict[str, str]]:
    """Return the files of a matrix by name, and why one of them cannot be."""
    prefixes = to_graph(matrix).prefixes
    contents = {"matrix.csv": csv_form.render(matrix).encode()}
    refused = {}
    try:
        contents["matrix.xlsx"] = xlsx_form.render(matrix, findings)
    except UsageError as error:
        refused["matrix.xlsx"] = error.message
    for name in GRAPHS:
        contents[f"{name}.ttl"] = canonical_turtle(read.graphs.get(name, ()), prefixes).encode()
    triples = read.triples
    contents[TRIPLES_FILE] = "".join(sorted(f"{triple} .\n" for triple in triples)).encode()
    written = io.BytesIO()
    ox.serialize(triples, written, ox.RdfFormat.JSON_LD)
    contents["matrix.jsonld"] = written.getvalue()
    return contents, refused


def _downloads(matrix: Matrix, contents: Mapping[str, bytes], refused: Mapping[str, str]) -> Iterator[Download]:
    stem = file_stem(matrix)
    for each in FORMATS:
        if each.file in refused:
            yield Download(each.label, refused=shown(refused[each.file]))
            continue
        kind, ending = each.file.split(".")
        name = f"{stem}.{ending}" if kind == "matrix" else f"{stem}-{kind}.{ending}"
        yield Download(each.label, name, each.file, len(contents[each.file]))
