"""What a document says, before any RDF: matrices whose cells know their places and grounds.

Plain frozen dataclasses. Places, rows and columns count from 1. Texts are Unicode NFC.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from raci_graph.frozen import made_quickly

if TYPE_CHECKING:
    import datetime

_LINE_PLACE = re.compile(r"(?P<file>.*?):(?P<line>[1-9][0-9]{0,8})(?::(?P<column>[1-9][0-9]{0,8}))?")
_SHEET_PLACE = re.compile(r"(?:(?P<file>.*) )?(?P<sheet>[^!]+)!(?P<cell>[A-Z]+[0-9]+)")


@made_quickly
@dataclass(frozen=True, slots=True)
class Place:
    """A place in a source document: file, line and column, or sheet and cell.

    >>> str(Place("source.txt", 32, 56))
    'source.txt:32:56'
    >>> Place.parse("book.xlsx RACI!C7")
    Place(file='book.xlsx', line=None, column=None, sheet='RACI', cell='C7')
    """

    file: str | None = None
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None

    def __str__(self) -> str:
        if self.sheet is not None:
            at = f"{self.sheet}!{self.cell}" if self.cell else self.sheet
            return f"{self.file} {at}" if self.file else at
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)

    @property
    def is_whole_file(self) -> bool:
        """Whether it says no more than the file."""
        return self == Place(self.file)

    @classmethod
    def parse(cls, text: str) -> Place:
        """Return the place that ``str(place)`` wrote; a text of another form is a file name."""
        if match := _SHEET_PLACE.fullmatch(text):
            return cls(match["file"], sheet=match["sheet"], cell=match["cell"])
        if match := _LINE_PLACE.fullmatch(text):
            return cls(match["file"], int(match["line"]), int(match["column"]) if match["column"] else None)
        return cls(text)

    def as_dict(self) -> dict[str, str | int]:
        """Return the parts that are known, by name."""
        parts = {"file": self.file, "line": self.line, "column": self.column, "sheet": self.sheet, "cell": self.cell}
        return {name: part for name, part in parts.items() if part is not None}

    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Return a key that orders places as they stand in their documents."""
        return self.file or "", self.line or 0, self.column or 0, self.sheet or "", self.cell or ""


class Basis(StrEnum):
    """The ground on which a cell was read; the names of the individuals of ``raci:ReadingBasis``."""

    EXPLICIT = "Explicit"
    SECOND_SOURCE = "SecondSource"
    JUDGEMENT = "Judgement"
    UNSETTLED = "Unsettled"


class Layout(StrEnum):
    """How a printed matrix is laid out."""

    PARTIES_AS_COLUMNS = "parties-as-columns"
    ROLES_AS_COLUMNS = "roles-as-columns"
    TRANSPOSED = "transposed"
    TABLE_PER_ACTIVITY = "table-per-activity"
    LIST = "list"

    @property
    def names_parties_in_cells(self) -> bool:
        """Whether a cell names the parties of a role, and not the roles of a party."""
        return self not in {Layout.PARTIES_AS_COLUMNS, Layout.TRANSPOSED}


@dataclass(frozen=True, slots=True)
class Meaning:
    """A recorded choice of the role that a word or a sign means in a document, as a header or in its cells.

    ``role`` is the name of the role, "" for a sign in cells that gives none.
    """

    word: str
    role: str
    who: str
    reason: str
    on: datetime.date | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person chose about the reading of a document, over what is found in it; None where it is found.

    ``form`` is the ending of its format, ``encoding`` the name of its encoding, ``sheet`` the one sheet of a workbook
    that is read, ``table`` the number of the one table that is read, counted from 1 over all of the document,
    ``meanings`` what words in it mean.
    """

    form: str | None = None
    encoding: str | None = None
    sheet: str | None = None
    table: int | None = None
    layout: Layout | None = None
    meanings: tuple[Meaning, ...] = ()

    @property
    def leaves_open(self) -> bool:
        """Whether every table is looked at, and laid out as it is found."""
        return self.table is None and self.layout is None


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark in a cell: its text, the name of the role it states, and its 1-based offset in the cell's text.

    ``party`` is the name of the party that the mark states, where a cell names the parties of a role.
    """

    text: str
    role: str
    position: int
    party: str | None = None


@dataclass(frozen=True, slots=True)
class UnplacedMark:
    """A mark of a row whose column the source does not show."""

    text: str
    place: Place


@made_quickly
@dataclass(frozen=True, slots=True)
class Cell:
    """The crossing of an activity and a column.

    ``printed`` is the text as printed, "" for a blank cell, None where the source does not show it. ``party`` is ""
    where the column stands for a role. ``decision`` is the name of the decision that the cell rests on.
    """

    column: int
    printed_column: int
    party: str
    printed: str | None
    marks: tuple[Mark, ...]
    basis: Basis
    place: Place | None
    comment: str | None = None
    decision: str | None = None

    @property
    def roles(self) -> tuple[str, ...]:
        """The names of the roles that the cell states, in printed order."""
        return tuple(mark.role for mark in self.marks)


@made_quickly
@dataclass(frozen=True, slots=True)
class Activity:
    """A row of a matrix.

    ``section`` is the key of its section, ``source_text`` the first cell as the source has it, ``type`` the IRI of the
    kind of work that it is, where somebody decided on one.
    """

    row: int
    section: str | None
    text: str
    label: str
    source_text: str
    cells: tuple[Cell, ...]
    place: Place | None
    unplaced: tuple[UnplacedMark, ...] = ()
    attributes: dict[str, str] = field(default_factory=dict)
    type: str | None = None

    @property
    def is_settled(self) -> bool:
        """Whether every cell of the row was read."""
        return all(cell.basis is not Basis.UNSETTLED for cell in self.cells)

    def _repr_html_(self) -> str:
        """Return the cells of the row, for a notebook."""
        rows = [(c.party, c.printed, ", ".join(c.roles), c.basis.value, str(c.place or "")) for c in self.cells]
        heads = ("Party", "Printed", "Roles", "Ground", "Place")
        from raci_graph.html_table import html_table

        return html_table(f"Row {self.row}: {self.label}", heads, rows)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading under which activities or sections stand; ``key`` names it in its matrix (its number or its slugs)."""

    key: str
    label: str
    source_text: str
    number: str | None = None
    parent: str | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of marks that stands for a party or for a role: its header as printed, and that without markup.

    ``role`` is the name of the role; None for a party.
    """

    number: int
    printed_column: int
    text: str
    label: str
    place: Place | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """What a letter means: a role's name, or the letter itself where only this legend knows its meaning."""

    letter: str
    role: str
    text: str | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """A recorded choice about how cells were read. ``letters`` is None for a remark that settles nothing."""

    name: str
    rows: tuple[int, ...]
    column: str
    letters: str | None
    basis: Basis
    who: str
    reason: str | None = None
    source: str | None = None
    on: datetime.date | None = None
    activity: str | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class TypeDecision:
    """A recorded choice of the kind of work that a row is. ``type`` is the IRI of an activity type, or its slug."""

    row: int
    type: str
    who: str
    reason: str | None = None
    on: datetime.date | None = None
    activity: str | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class About:
    """What is said of a matrix beside its table: names for its IRIs, its service, its publication.

    ``base`` is an absolute IRI that ends in "/" or "#"; ``license`` and ``published_at`` are IRIs.
    """

    base: str | None = None
    id: str | None = None
    version: str | None = None
    language: str | None = None
    title: str | None = None
    publisher: str | None = None
    service: str | None = None
    provider: str | None = None
    consumer: str | None = None
    license: str | None = None
    published_at: str | None = None
    issued: datetime.date | None = None
    previous_version: str | None = None
    transcription_version: str | None = None


@dataclass(frozen=True, slots=True)
class Matrix:
    """One responsibility matrix as read from a document or a graph; ``iri`` is its name in the graph that has it."""

    source: str
    sha256: str | None
    table: int
    place: Place | None
    title: str
    language: str
    layout: Layout
    scheme: str | None
    legend: tuple[LegendEntry, ...]
    columns: tuple[Column, ...]
    sections: tuple[Section, ...]
    activities: tuple[Activity, ...]
    decisions: tuple[Decision, ...] = ()
    types: tuple[TypeDecision, ...] = ()
    meanings: tuple[Meaning, ...] = ()
    about: About = field(default_factory=About)
    iri: str | None = None

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All cells, row by row."""
        return tuple(cell for activity in self.activities for cell in activity.cells)

    @property
    def by_section(self) -> tuple[tuple[Section | None, tuple[Activity, ...]], ...]:
        """The sections in order, each with the activities directly under it; first those in no section, if any."""
        under: dict[str | None, list[Activity]] = {None: [], **{section.key: [] for section in self.sections}}
        for activity in self.activities:
            under.get(activity.section, under[None]).append(activity)
        loose = tuple(under[None])
        parts = tuple((section, tuple(under[section.key])) for section in self.sections)
        return ((None, loose), *parts) if loose else parts

    def _repr_html_(self) -> str:
        """Return the first rows as printed, for a notebook."""
        heads = ("Row", "Activity", *(column.label for column in self.columns))
        rows = [(str(each.row), each.label, *(cell.printed for cell in each.cells)) for each in self.activities]
        from raci_graph.html_table import html_table

        return html_table(self.title, heads, rows)
