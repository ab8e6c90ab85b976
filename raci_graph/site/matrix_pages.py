"""The folder of a matrix: its page, and the matrix in every format beside it."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from raci_graph import resources
from raci_graph.dist.collect import ReleaseGraph
from raci_graph.dist.framing import matrix_json
from raci_graph.dist.tables import csvw_files, has_formula
from raci_graph.errors import UsageError
from raci_graph.figures.lettering import shown
from raci_graph.graph.turtle import canonical_turtle
from raci_graph.graph.write import to_graph
from raci_graph.render import csv_form, xlsx_form
from raci_graph.render.downloads import Download, file_stem
from raci_graph.render.html_form import values_of
from raci_graph.site.addresses import page_of
from raci_graph.site.forms import forms_of
from raci_graph.site.view import Item, View, write_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from raci_graph.dist.context import Json
    from raci_graph.findings import Finding
    from raci_graph.model import Matrix
    from raci_graph.site.publish import Folder
    from raci_graph.site.reading import Read

_FORMULA = "a text of it would be a formula to spreadsheet programs; the other CSV and the workbook guard it"
GRAPHS = ("matrix", "shortcuts", "places")
"""The graphs of a matrix, each a file of Turtle."""


_TOGETHER = ("table.csv", "assignments.csv", "csv-metadata.json")
"""Files that name one another, and so keep their names."""


class Format(NamedTuple):
    """A format in which each matrix stands in the site: its name, the name of its file, and its media type."""

    label: str
    file: str
    media_type: str


FORMATS = (
    Format("CSV", "matrix.csv", "text/csv"),
    Format("XLSX", "matrix.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    Format("CSV for programs, as printed", "table.csv", "text/csv"),
    Format("CSV for programs, a row for each assignment", "assignments.csv", "text/csv"),
    Format("Metadata of these two (CSV on the Web)", "csv-metadata.json", "application/csvm+json"),
    Format("JSON in the order of the table", "matrix.json", "application/ld+json"),
    Format("Turtle", "matrix.ttl", "text/turtle"),
    Format("N-Triples", "matrix.nt", "application/n-triples"),
    Format("RDF/XML", "matrix.rdf", "application/rdf+xml"),
    Format("JSON-LD", "matrix.jsonld", "application/ld+json"),
    Format("Turtle, the shortcuts", "shortcuts.ttl", "text/turtle"),
    Format("N-Triples, the shortcuts", "shortcuts.nt", "application/n-triples"),
    Format("RDF/XML, the shortcuts", "shortcuts.rdf", "application/rdf+xml"),
    Format("JSON-LD, the shortcuts", "shortcuts.jsonld", "application/ld+json"),
    Format("Turtle, the places", "places.ttl", "text/turtle"),
    Format("N-Triples, the places", "places.nt", "application/n-triples"),
    Format("RDF/XML, the places", "places.rdf", "application/rdf+xml"),
    Format("JSON-LD, the places", "places.jsonld", "application/ld+json"),
    Format("N-Triples, all of it", "all.nt", "application/n-triples"),
)
TRIPLES_FILE = "all.nt"
"""All triples of a matrix, of which the files of its graphs have one part each."""


def write_matrix(
    folder: Folder, place: str, read: Read, above: Sequence[Item], kinds_of_work: Mapping[int, Item]
) -> int:
    """Write the folder of a matrix and return how many bytes its N-Triples have.

    Args:
        folder: the site.
        place: the folder of the matrix in it.
        read: the matrix.
        above: the pages that it belongs to.
        kinds_of_work: the page of the kind of work of each row that has one.

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
    write_page(folder, view, "site/matrix", above=above, kinds_of_work=kinds_of_work, **values)
    return len(contents[TRIPLES_FILE])


def _files(read: Read, matrix: Matrix, findings: Sequence[Finding]) -> tuple[dict[str, bytes], dict[str, str]]:
    """Return the files of a matrix by name, and why one of them cannot be."""
    graph = to_graph(matrix)
    contents = {"matrix.csv": csv_form.render(matrix).encode()}
    refused: dict[str, str] = {}
    try:
        contents["matrix.xlsx"] = xlsx_form.render(matrix, findings)
    except UsageError as error:
        refused["matrix.xlsx"] = error.message
    own = ReleaseGraph("matrix", graph.iri, tuple(graph.triples), graph.prefixes)
    contents["matrix.json"] = matrix_json(own, _context())
    tables = csvw_files(matrix, own)
    if has_formula(tables):
        refused |= dict.fromkeys(tables, _FORMULA)
    else:
        contents |= tables
    for name in GRAPHS:
        triples = read.graphs.get(name, ())
        contents[f"{name}.ttl"] = canonical_turtle(triples, graph.prefixes).encode()
        contents |= dict(forms_of(name, triples, refused))
    contents[TRIPLES_FILE] = "".join(sorted(f"{triple} .\n" for triple in read.triples)).encode()
    return contents, refused


@cache
def _context() -> Json:
    found: Json = json.loads((resources.folder("ontology") / "context.jsonld").read_bytes())
    return found


def _downloads(matrix: Matrix, contents: Mapping[str, bytes], refused: Mapping[str, str]) -> Iterator[Download]:
    stem = file_stem(matrix)
    for each in FORMATS:
        if each.file in refused:
            yield Download(each.label, refused=shown(refused[each.file]))
            continue
        kind, ending = each.file.split(".")
        name = (
            each.file
            if each.file in _TOGETHER
            else f"{stem}.{ending}"
            if kind == "matrix"
            else f"{stem}-{kind}.{ending}"
        )
        yield Download(each.label, name, each.file, len(contents[each.file]))
