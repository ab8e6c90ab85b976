"""The bundled Hosted Exchange matrix, taken apart in plain Python: from its triples alone, and from the truth table."""

import csv
from collections import defaultdict
from typing import NamedTuple

import pyoxigraph as ox
import pytest

MATRIX = "https://w3id.org/raci-graph/id/ovhcloud/hosted-exchange/2022-11-15"
RACI = "https://w3id.org/raci-graph/ns#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
FILES = ("matrix.ttl", "shortcuts.ttl", "places.ttl")


class Row(NamedTuple):
    """A row of the printed table."""

    number: int
    section: str
    heading: str
    activity: str
    customer: str
    provider: str
    marks: str
    type: str


class Graph:
    """Triples by subject and predicate, all names without the namespaces that are given."""

    def __init__(self, triples, *namespaces):
        self._values = defaultdict(list)
        for each in triples:
            subject, predicate, value = (
                short(term, namespaces) for term in (each.subject, each.predicate, each.object)
            )
            self._values[subject, predicate].append(value)

    def values(self, subject, predicate):
        return sorted(self._values[subject, predicate])

    def value(self, subject, predicate):
        (found,) = self._values[subject, predicate]
        return found

    def of_type(self, kind):
        return [subject for subject, found in self.pairs(TYPE) if found == kind]

    def pairs(self, predicate):
        return sorted(
            (subject, value) for (subject, at), found in self._values.items() if at == predicate for value in found
        )

    def subjects(self):
        return {subject for subject, _ in self._values}


def short(term, namespaces):
    for namespace in namespaces:
        if term.value.startswith(namespace):
            return term.value[len(namespace) :]
    return term.value


@pytest.fixture(scope="session")
def folder(repository):
    return repository / "data/ovhcloud/hosted-exchange/2022-11-15"


@pytest.fixture(scope="session")
def parsed(folder):
    """The triples of each Turtle file of the matrix, by name."""
    return {name: list(ox.parse(path=folder / name, format=ox.RdfFormat.TURTLE)) for name in FILES}


@pytest.fixture(scope="session")
def graph(parsed):
    """The matrix: its elements are named without its IRI, the terms of the ontology without their namespace."""
    return Graph(parsed["matrix.ttl"], f"{MATRIX}/", RACI)


@pytest.fixture(scope="session")
def shortcuts(parsed):
    return Graph(parsed["shortcuts.ttl"], f"{MATRIX}/", RACI)


@pytest.fixture(scope="session")
def catalog(repository):
    return Graph(ox.parse(path=repository / "data/catalog.ttl", format=ox.RdfFormat.TURTLE))


@pytest.fixture(scope="session")
def truth(repository):
    """The publisher's table, row by row."""
    with (repository / "tests/queries/hosted-exchange.truth.tsv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    return [
        Row(number, section, heading, activity, customer, provider, marks, kind)
        for number, (section, heading, _, activity, customer, provider, marks, kind) in enumerate(lines, 1)
    ]


@pytest.fixture(scope="session")
def source_lines(folder):
    return (folder / "source.txt").read_text("utf-8").splitlines()


@pytest.fixture(scope="session")
def rows(graph):
    """For each row what its two cells print, from the triples."""
    found = defaultdict(dict)
    for cell in graph.of_type("Cell"):
        row = int(graph.value(graph.value(cell, "inRow"), "rowNumber"))
        column = int(graph.value(graph.value(cell, "inColumn"), "columnNumber"))
        found[row][column] = graph.value(cell, "sourceText")
    return {row: (cells[1], cells[2]) for row, cells in sorted(found.items())}


@pytest.fixture(scope="session")
def assignments(graph):
    """(row, party, role) of each assignment, from the triples."""
    return sorted(
        (
            int(graph.value(graph.value(each, "forActivity"), "rowNumber")),
            graph.value(graph.value(each, "toParty"), LABEL),
            graph.value(each, "withRole"),
        )
        for each in graph.of_type("Assignment")
    )


@pytest.fixture(scope="session")
def parties(assignments):
    """``parties("Accountable")``: for each row the parties that have the role in it."""

    def having(role):
        found = {row: set() for row in range(1, 50)}
        for row, party, its_role in assignments:
            if its_role == role:
                found[row].add(party)
        return found

    return having
