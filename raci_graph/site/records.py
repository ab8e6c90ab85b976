"""What is kept of the matrices while a site is written: one small row each, in a database in a file, not in memory."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE matrix (number INTEGER PRIMARY KEY, iri TEXT UNIQUE, folder TEXT, title TEXT, version TEXT, issued TEXT,
  language TEXT, licence TEXT, abstract TEXT, previous TEXT, service TEXT, publisher TEXT, source TEXT,
  rows INTEGER, assignments INTEGER, unsettled INTEGER, findings INTEGER, triples INTEGER, bytes INTEGER);
CREATE TABLE node (iri TEXT, kind TEXT, label TEXT, matrix INTEGER, UNIQUE (iri, kind, matrix));
CREATE TABLE part (party TEXT, matrix INTEGER, role TEXT, count INTEGER, at INTEGER);
CREATE TABLE typed (type TEXT, matrix INTEGER, row INTEGER, label TEXT, answers TEXT, does TEXT);
CREATE TABLE counted (kind TEXT, name TEXT, count INTEGER, PRIMARY KEY (kind, name));
CREATE TABLE found (number INTEGER PRIMARY KEY, kind TEXT, text TEXT, beside TEXT, page TEXT, fragment TEXT);
CREATE TABLE word (word TEXT, found INTEGER, weight INTEGER);
"""


class MatrixRecord(NamedTuple):
    """What is kept of a matrix; IRIs and texts of what is not stated are None."""

    number: int
    iri: str
    folder: str
    title: str
    version: str | None
    issued: str | None
    language: str | None
    licence: str | None
    abstract: str | None
    previous: str | None
    service: str | None
    publisher: str | None
    source: str
    rows: int
    assignments: int
    unsettled: int
    findings: int
    triples: int
    bytes: int

    @property
    def called(self) -> str:
        """Its title, with its version behind it."""
        return f"{self.title}, {self.version}" if self.version else self.title


_ADD = f"INSERT INTO matrix VALUES ({', '.join('?' * len(MatrixRecord._fields))})"  # noqa: S608 - question marks alone


class TypedRow(NamedTuple):
    """A row of a kind of work: its matrix, its number and text, and the parties that answer for it and do it."""

    matrix: int
    row: int
    label: str
    answers: str
    does: str


class Found(NamedTuple):
    """What a search may find: what kind of thing it is, its text, what it belongs to, and where it stands."""

    kind: str
    text: str
    beside: str
    page: str
    fragment: str = ""


class Records:
    """The rows of all matrices, and what lists of them need."""

    def __init__(self, file: Path) -> None:
        """Begin a new database."""
        self._base = sqlite3.connect(file, isolation_level=None)
        self._base.executescript(_TABLES)
        self._base.execute("BEGIN")

    def close(self) -> None:
        """End it."""
        self._base.close()

    def add_matrix(self, matrix: MatrixRecord) -> None:
        """Keep a matrix.

        Raises:
            sqlite3.IntegrityError: if there is one of this IRI.
        """
        self._base.execute(_ADD, matrix)

    def add_node(self, iri: str, kind: str, label: str, matrix: int) -> None:
        """Keep what a matrix calls a party, a service or another thing that several matrices may name."""
        self._base.execute("INSERT OR IGNORE INTO node VALUES (?, ?, ?, ?)", (iri, kind, label, matrix))

    def add_part(self, party: str, matrix: int, role: str, count: int, at: int) -> None:
        """Keep how many assignments of a role a party has in a matrix; ``at`` orders the roles."""
        self._base.execute("INSERT INTO part VALUES (?, ?, ?, ?, ?)", (party, matrix, role, count, at))

    def add_typed(self, kind: str, row: TypedRow) -> None:
        """Keep a row of a kind of work."""
        self._base.execute("INSERT INTO typed VALUES (?, ?, ?, ?, ?, ?)", (kind, *row))

    def count(self, kind: str, name: str, more: int) -> None:
        """Add to a count."""
        self._base.execute(
            "INSERT INTO counted VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count",
            (kind, name, more),
        )

    def add_found(self, found: Found, words: Iterable[tuple[str, int]]) -> None:
        """Keep what a search finds by words, each with its weight."""
        number = self._base.execute("INSERT INTO found VALUES (NULL, ?, ?, ?, ?, ?)", found).lastrowid
        self._base.executemany("INSERT INTO word VALUES (?, ?, ?)", ((word, number, weight) for word, weight in words))

    def matrices(self) -> Iterator[MatrixRecord]:
        """Yield the matrices by title, date and version."""
        rows = self._base.execute("SELECT * FROM matrix ORDER BY title, issued, version, iri")
        return map(MatrixRecord._make, rows)

    def matrix(self, number: int) -> MatrixRecord:
        """Return a matrix by its number."""
        return MatrixRecord._make(self._base.execute("SELECT * FROM matrix WHERE number = ?", (number,)).fetchone())

    def by_matrix(self) -> Iterator[MatrixRecord]:
        """Yield the matrices so that the versions of one stand together."""
        rows = self._base.execute("SELECT * FROM matrix ORDER BY COALESCE(abstract, iri), iri")
        return map(MatrixRecord._make, rows)

    def by_iri(self, iri: str) -> MatrixRecord | None:
        """Return the matrix of an IRI; None if there is none."""
        row = self._base.execute("SELECT * FROM matrix WHERE iri = ?", (iri,)).fetchone()
        return MatrixRecord._make(row) if row else None

    def nodes(self, kind: str) -> Iterator[tuple[str, str, int]]:
        """Yield what there is of a kind: its IRI, the first of its labels and in how many matrices, by label."""
        return self._base.execute(
            "SELECT iri, MIN(label) AS label, COUNT(DISTINCT matrix) FROM node WHERE kind = ? "
            "GROUP BY iri ORDER BY label, iri",
            (kind,),
        )

    def count_of(self, kind: str) -> int:
        """Return how many nodes of a kind there are."""
        found = self._base.execute("SELECT COUNT(DISTINCT iri) FROM node WHERE kind = ?", (kind,)).fetchone()
        return int(found[0])

    def named(self) -> list[tuple[str, str, list[str]]]:
        """Return all nodes by IRI, each with the first of its labels and its kinds."""
        rows = self._base.execute(
            "SELECT iri, MIN(label), GROUP_CONCAT(DISTINCT kind) FROM node GROUP BY iri ORDER BY iri"
        )
        return [(iri, label, sorted(kinds.split(","))) for iri, label, kinds in rows]

    def label(self, iri: str) -> str:
        """Return what a node is called; its IRI where nothing says it."""
        label = self._base.execute("SELECT MIN(label) FROM node WHERE iri = ?", (iri,)).fetchone()[0]
        return str(label) if label else iri

    def in_matrices(self, iri: str, kind: str) -> Iterator[MatrixRecord]:
        """Yield the matrices that name a node of a kind."""
        rows = self._base.execute(
            "SELECT * FROM matrix WHERE number IN (SELECT matrix FROM node WHERE iri = ? AND kind = ?) "
            "ORDER BY title, issued, version, iri",
            (iri, kind),
        )
        return map(MatrixRecord._make, rows)

    def parts(self, party: str, matrix: int) -> list[tuple[str, int]]:
        """Return how many assignments of each role a party has in a matrix."""
        return self._base.execute(
            "SELECT role, count FROM part WHERE party = ? AND matrix = ? ORDER BY at", (party, matrix)
        ).fetchall()

    def types(self) -> dict[str, int]:
        """Return how many rows are of each kind of work, by IRI."""
        return dict(self._base.execute("SELECT type, COUNT(*) FROM typed GROUP BY type ORDER BY type"))

    def typed(self, kind: str) -> Iterator[TypedRow]:
        """Yield the rows of a kind of work, matrix by matrix."""
        rows = self._base.execute(
            "SELECT t.matrix, t.row, t.label, t.answers, t.does FROM typed t JOIN matrix m ON m.number = t.matrix "
            "WHERE t.type = ? ORDER BY m.title, m.issued, m.version, m.iri, t.row",
            (kind,),
        )
        return map(TypedRow._make, rows)

    def counts(self, kind: str) -> Iterator[tuple[str, int]]:
        """Yield the counts of a kind, by name."""
        return self._base.execute("SELECT name, count FROM counted WHERE kind = ? ORDER BY name", (kind,))

    def totals(self) -> tuple[int, int, int, int]:
        """Return how many matrices, rows, assignments and triples there are."""
        found = self._base.execute("SELECT COUNT(*), SUM(rows), SUM(assignments), SUM(triples) FROM matrix").fetchone()
        return (int(found[0]), *(int(each or 0) for each in found[1:]))  # type: ignore[return-value]

    def found(self) -> Iterator[tuple[str, ...]]:
        """Yield what a search finds, in the order in which it was kept: kind, text, beside, page, fragment."""
        return self._base.execute("SELECT kind, text, beside, page, fragment FROM found ORDER BY number")

    def words(self) -> Iterator[tuple[str, int, int]]:
        """Yield the words by which something is found, in order, with its number from 0 on and its weight."""
        return self._base.execute("SELECT word, found - 1, weight FROM word ORDER BY word, found")
