"""A matrix as two tables with their metadata, CSV on the Web: as printed, and a row for each assignment."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from raci_graph.dist.context import json_text
from raci_graph.printable import is_formula
from raci_graph.vocab import RACI, RDF, RDFS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from raci_graph.dist.collect import ReleaseGraph
    from raci_graph.model import Matrix

TABLE_FILE = "table.csv"
ASSIGNMENTS_FILE = "assignments.csv"
METADATA_FILE = "csv-metadata.json"
UNSETTLED = "(unsettled)"
"""What a cell says that could not be read for certain; a blank cell says nothing."""

_PROPERTIES = ("toParty", "withRole", "statedIn", "markText", "letterPosition")
_ASSIGNMENT = ox.NamedNode(f"{RACI}Assignment")
_TYPE = ox.NamedNode(f"{RDF}type")
_LABEL = ox.NamedNode(f"{RDFS}label")


def csvw_files(matrix: Matrix, graph: ReleaseGraph) -> dict[str, bytes]:
    """Return the files of a matrix by name: its two tables and the metadata that make them triples again.

    Args:
        matrix: the matrix.
        graph: its graph.
    """
    below = _below(graph.iri)
    metadata = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": matrix.language}],
        "dc:title": matrix.title,
        "dc:license": {"@id": matrix.about.license} if matrix.about.license else None,
        "tables": [_table_description(matrix, below), _assignments_description(below)],
    }
    return {
        TABLE_FILE: _csv(_table(matrix)),
        ASSIGNMENTS_FILE: _csv(_assignments(graph)),
        METADATA_FILE: json_text({key: value for key, value in metadata.items() if value is not None}).encode(),
    }


def has_formula(files: Mapping[str, bytes]) -> bool:
    """Tell whether a spreadsheet program would take a cell of these tables for a formula; here texts stand as they are."""
    tables = (data.decode() for name, data in files.items() if name.endswith(".csv"))
    records = (record for text in tables for record in csv.reader(io.StringIO(text, newline="")))
    return any(is_formula(cell) for record in records for cell in record)


def _below(matrix: str) -> str:
    return f"{matrix}#" if matrix.startswith("urn:") else f"{matrix}/"


def _csv(rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def _table(matrix: Matrix) -> list[list[object]]:
    titles = {section.key: section.label for section in matrix.sections}
    rows: list[list[object]] = [["row", "section", "section title", "activity", *_headers(matrix)]]
    for each in matrix.activities:
        cells = {cell.column: UNSETTLED if cell.printed is None else cell.printed for cell in each.cells}
        marks = [cells.get(column.number, "") for column in matrix.columns]
        rows.append([each.row, each.section or "", titles.get(each.section or "", ""), each.label, *marks])
    return rows


def _headers(matrix: Matrix) -> list[str]:
    """Return the names of the columns; a name that stands twice gets the number of its column."""
    names = [column.label for column in matrix.columns]
    return [
        name if names.count(name) == 1 else f"{name} ({column.number})"
        for name, column in zip(names, matrix.columns, strict=True)
    ]


def _assignments(graph: ReleaseGraph) -> list[list[object]]:
    about: dict[str, dict[ox.NamedNode, ox.NamedNode | ox.Literal]] = {}
    for each in graph.triples:
        if isinstance(each.subject, ox.NamedNode) and isinstance(each.object, ox.NamedNode | ox.Literal):
            about.setdefault(each.subject.value, {})[each.predicate] = each.object
    rows: list[list[object]] = []
    for values in about.values():
        if values.get(_TYPE) == _ASSIGNMENT:
            party, role, cell, mark, position = (
                values[ox.NamedNode(f"{RACI}{name}")].value for name in _PROPERTIES
            )
            row, _, column = cell.rpartition("/")[2].rpartition("#")[2].partition("-")
            name = about.get(party, {}).get(_LABEL)
            short = role.removeprefix(RACI).rpartition("/")[2]
            rows.append([int(row), name.value if name else "", short, mark, int(column), int(position), party, role])
    header: list[object] = ["row", "party", "role", "mark", "column", "position", "party IRI", "role IRI"]
    return [header, *sorted(rows, key=lambda row: (row[0], row[4], row[5], row[6], row[7]))]


def _table_description(matrix: Matrix, below: str) -> dict[str, Any]:
    activity = f"{below}activity/{{row}}"
    columns = [
        _column("row", propertyUrl=f"{RACI}rowNumber", datatype="integer", required=True),
        _column("section", propertyUrl=f"{RACI}inSection", valueUrl=f"{below}section/{{+section}}"),
        _column("section_title", "section title", suppressOutput=True),
        _column("activity", propertyUrl=f"{RDFS}label", lang=matrix.language, required=True),
        *(
            _column(
                f"column_{column.number}",
                title,
                aboutUrl=f"{below}cell/{{row}}-{column.number}",
                propertyUrl=f"{RACI}sourceText",
                datatype="string",
                null=UNSETTLED,
            )
            for column, title in zip(matrix.columns, _headers(matrix), strict=True)
        ),
        _virtual("type", f"{RACI}Activity"),
    ]
    return {
        "url": TABLE_FILE,
        "dc:description": "The matrix as printed: a row for each activity, a column for each column of marks.",
        "tableSchema": {"aboutUrl": activity, "columns": columns, "primaryKey": "row"},
    }


def _assignments_description(below: str) -> dict[str, Any]:
    columns = [
        _column(
            "row",
            propertyUrl=f"{RACI}forActivity",
            valueUrl=f"{below}activity/{{row}}",
            datatype="integer",
            required=True,
        ),
        _column("party", suppressOutput=True),
        _column("role", suppressOutput=True),
        _column("mark", propertyUrl=f"{RACI}markText", datatype="string", required=True),
        _column(
            "column",
            propertyUrl=f"{RACI}statedIn",
            valueUrl=f"{below}cell/{{row}}-{{column}}",
            datatype="integer",
            required=True,
        ),
        _column("position", propertyUrl=f"{RACI}letterPosition", datatype="integer", required=True),
        _column("party_iri", "party IRI", propertyUrl=f"{RACI}toParty", valueUrl="{+party_iri}", required=True),
        _column("role_iri", "role IRI", propertyUrl=f"{RACI}withRole", valueUrl="{+role_iri}", required=True),
        _virtual("type", _ASSIGNMENT.value),
    ]
    return {
        "url": ASSIGNMENTS_FILE,
        "dc:description": "A row for each assignment: the party, its role, and the mark that states it.",
        "tableSchema": {
            "aboutUrl": f"{below}assignment/{{row}}-{{column}}-{{position}}",
            "columns": columns,
            "primaryKey": ["row", "column", "position"],
            "foreignKeys": [
                {"columnReference": "row", "reference": {"resource": TABLE_FILE, "columnReference": "row"}}
            ],
        },
    }


def _column(name: str, title: str | None = None, **rest: Any) -> dict[str, Any]:  # noqa: ANN401 - a JSON value
    return {"name": name, "titles": title or name, **rest}


def _virtual(name: str, value: str) -> dict[str, Any]:
    return {"name": name, "virtual": True, "propertyUrl": "rdf:type", "valueUrl": value}
