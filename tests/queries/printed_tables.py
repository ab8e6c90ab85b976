"""Reads printed tables, without RDF: a TSV file for the rows, and a TOML file for what stands around them."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass, field

NS = "https://w3id.org/raci-graph/ns#"
DOES, ANSWERS, ADVISES, TOLD = "does", "answers", "advises", "is told"
FUNCTIONS = {
    "Responsible": DOES,
    "Accountable": ANSWERS,
    "Consulted": ADVISES,
    "Informed": TOLD,
    "Driver": DOES,
    "Approver": ANSWERS,
    "Contributor": ADVISES,
}
OVERLAPS = {(DOES, ADVISES), (DOES, TOLD), (ANSWERS, ADVISES), (ANSWERS, TOLD), (ADVISES, TOLD)}
EXPLICIT, SECOND_SOURCE, JUDGEMENT, UNSETTLED = "Explicit", "SecondSource", "Judgement", "Unsettled"
GROUNDS = {SECOND_SOURCE: "second source", JUDGEMENT: "judgement", UNSETTLED: "unsettled"}


class Iri(str):
    """A text that is an IRI."""

    __slots__ = ()


@dataclass
class Cell:
    """A printed cell; ``text`` is None where the source does not show it, ``unplaced`` what may stand in it."""

    column: int
    header: str
    text: str | None
    basis: str = EXPLICIT
    unplaced: str = ""
    decision: dict[str, str] = field(default_factory=dict)


@dataclass
class Row:
    """A row of a table; ``has`` lists the party, the letter and the mark of each assignment."""

    matrix: Matrix
    number: int
    text: str
    section: str
    kind: str
    revises: int | None
    cells: list[Cell]
    has: list[tuple[str, str, str]]

    @property
    def iri(self):
        return Iri(f"{self.matrix.iri}/activity/{self.number}")

    @property
    def settled(self):
        return all(cell.basis != UNSETTLED for cell in self.cells)

    def parties(self, *functions):
        """Return who has a role of one of these functions, in order of IRI; without any, who has a role at all."""
        found = {party for party, letter, _ in self.has if not functions or self.matrix.function(letter) in functions}
        return sorted(found, key=self.matrix.party)


@dataclass
class Matrix:
    """A table with what stands around it."""

    iri: Iri
    data: dict
    types: dict[str, list[str]]
    groups: dict[str, list[str]]
    sections: dict[str, tuple[str | None, str]]
    labels: dict[str, str]
    names: dict[str, set[str]]
    rows: list[Row] = field(default_factory=list)

    def party(self, name):
        return Iri(self.data["parties"][name])

    def role(self, letter):
        name = self.data["legend"][letter][0]
        return Iri(NS + name if name in FUNCTIONS else f"{self.iri}/role/{letter}")

    def role_label(self, letter):
        name = self.data["legend"][letter][0]
        return name.lower() if name in FUNCTIONS else name

    def function(self, letter):
        return FUNCTIONS.get(self.data["legend"][letter][0])

    def knows(self, *functions):
        return any(self.function(letter) in functions for letter in self.data["legend"])

    def parties(self):
        """Return the parties of its columns and cells, in order of IRI."""
        named = {party for row in self.rows for party, _, _ in row.has}
        if "column_letters" not in self.data:
            named |= set(self.data["columns"].values())
        return sorted(named, key=self.party)

    def position(self, party):
        """Return what a party is to the service: its provider, its consumer, or nothing."""
        return {self.data.get("provider"): "provider", self.data.get("consumer"): "customer"}.get(party)

    def section(self, row):
        """Return the number and the heading of the section of a row."""
        return self.sections.get(row.section, (None, None))

    def below(self, row, key):
        """Tell whether a row stands in a section or below it."""
        return row.section == key or row.section.startswith(f"{key}.")


def read(path):
    """Return the matrices of a TOML file, in order of IRI."""
    data = tomllib.loads(path.read_text("utf-8"))
    matrices: list[Matrix] = []
    named = sorted((label, iri) for each in data["matrix"] for label, iri in each["parties"].items())
    labels = {iri: label for label, iri in reversed(named)}
    names = {iri: {label for label, other in named if other == iri} for _, iri in named}
    for each in data["matrix"]:
        sections = {key[-1] if key[0] == "" else key[0]: (key[0] or None, key[1]) for key in each["sections"]}
        matrix = Matrix(Iri(each["iri"]), each, data.get("types", {}), data.get("groups", {}), sections, labels, names)
        with (path.parent / each["table"]).open(encoding="utf-8", newline="") as table:
            lines = csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)
            matrix.rows = [_row(matrix, number, line) for number, line in enumerate(lines, 1)]
        matrices.append(matrix)
    return sorted(matrices, key=lambda matrix: matrix.iri)


def _row(matrix, number, line):
    cells, has = [], []
    for column, (key, header) in enumerate(matrix.data["columns"].items(), 1):
        cell = _cell(matrix, number, line, column, key)
        cells.append(cell)
        if "column_letters" in matrix.data:
            letter = matrix.data["column_letters"][header]
            has += [(party, letter, party) for party in (cell.text or "").split(", ") if party]
        else:
            has += [(header, letter, letter) for letter in cell.text or ""]
    revises = int(line["revises"]) if line.get("revises") else None
    return Row(matrix, number, line["activity"], line["section"], line.get("type", ""), revises, cells, has)


def _cell(matrix, number, line, column, key):
    header, text = matrix.data["columns"][key], line[key]
    if text.startswith("?"):
        return Cell(column, header, None, UNSETTLED, text[1:])
    for judged in matrix.data.get("judged", ()):
        if (judged["row"], judged["column"]) == (number, column):
            return Cell(column, header, text, JUDGEMENT, decision=judged)
    lone = matrix.data.get("lone_marks")
    if lone and len(line[lone].split()) == 1:
        return Cell(column, header, text, SECOND_SOURCE, decision=matrix.data["second_source"])
    return Cell(column, header, text)
