"""Raw tables into rows of cells under named columns, before letters are given a meaning."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from raci_graph.findings import Finding, Severity
from raci_graph.parse.marks import read_cell
from raci_graph.parse.words import activity_header_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from raci_graph.model import Place, RawCell, RawRow, RawTable

    Counts = Mapping[tuple[str, int], Counter[str]]


@dataclass(frozen=True, slots=True)
class Header:
    """The head of a column of marks: its place among the printed columns and its cell."""

    printed_column: int
    cell: RawCell


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its activity, a cell a column (None: not shown by the source), and marks without a column.

    ``printed`` has the place of each cell among the printed columns of its own table.
    """

    activity: RawCell
    cells: tuple[RawCell | None, ...]
    place: Place
    printed: tuple[int, ...]
    unplaced: tuple[RawCell, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one printed table, its columns, and the language of the word that heads its activities."""

    headers: tuple[Header, ...]
    rows: tuple[Row, ...]
    language: str | None

    @property
    def parties(self) -> tuple[str, ...]:
        """What identifies the columns: their names, without case."""
        return tuple(header.cell.plain.casefold() for header in self.headers)


_SIGNS = 6
"""How many characters a cell may have that holds signs, such as a letter with a footnote, and not words."""


def header_key(table: RawTable) -> str:
    """Return what tables have in common whose columns are the same."""
    return "|".join(cell.plain.casefold() for cell in table.header.cells)


def count_cells(tables: Iterable[tuple[RawTable, Mapping[str, str]]]) -> Counts:
    """Return how many cells hold letters, other signs, and words, in each column of like tables.

    Args:
        tables: the tables of a document, each with the roles of the letters of its legend.
    """
    counts: dict[tuple[str, int], Counter[str]] = {}
    for table, legend in tables:
        for at in range(len(table.header.cells)):
            counter = counts.setdefault((header_key(table), at), Counter())
            for row in table.rows:
                if at < len(row.cells) and row.cells[at].text:
                    reading = read_cell(row.cells[at].text, legend)
                    counter["letters"] += bool(reading.marks)
                    if reading.problem is not None:
                        counter["signs" if len(row.cells[at].text) <= _SIGNS else "words"] += 1
    return counts


def table_rows(
    table: RawTable, legend: Mapping[str, str], counts: Counts | None = None
) -> tuple[Rows | None, list[Finding]]:
    """Return the rows of a table whose columns are parties, or None for a table that is no matrix.

    A column belongs to a party if some of its cells hold letters of the legend and most of them letters or signs,
    or if it is blank; any other is an attribute of the activities, which is said.

    Args:
        table: the table.
        legend: the name of the role that each letter means.
        counts: what ``count_cells`` gave for this table and others with the same header; by itself otherwise.
    """
    cells = table.header.cells
    first = next((at for at, cell in enumerate(cells) if activity_header_language(cell.plain)), 0)
    counts = counts if counts is not None else count_cells([(table, legend)])
    kinds = {at: _column_kind(counts[header_key(table), at]) for at in range(len(cells)) if at != first}
    is_matrix = "party" in kinds.values()
    parties = [at for at, kind in kinds.items() if kind in {"party", "empty"} and cells[at].plain]
    findings: list[Finding] = []
    for at, kind in kinds.items():
        if is_matrix and at not in parties and kind != "empty":
            findings += _beside(table, at, legend, counts[header_key(table), at]["words"])
    if not is_matrix or not parties:
        beyond = [row for row in table.rows if _has_letters_beyond(row, len(cells), legend)]
        return None, [*findings, *(_too_long(row, len(cells)) for row in beyond)]
    frame = _Frame(cells, first, tuple(parties), findings)
    rows = tuple(found for row in table.rows if (found := _table_row(row, frame)))
    headers = tuple(Header(at + 1, cells[at]) for at in parties)
    return Rows(headers, rows, activity_header_language(cells[first].plain)), findings


def _column_kind(counter: Counter[str]) -> str:
    if counter["letters"] and counter["letters"] + counter["signs"] >= counter["words"]:
        return "party"
    return "attribute" if counter.total() else "empty"


def _beside(table: RawTable, at: int, legend: Mapping[str, str], words: int) -> list[Finding]:
    """Return what is to be said of a column that is not read as a party's."""
    header = table.header.cells[at]
    name = f"the column '{header.plain}'" if header.plain else "a column without a header"
    things, severity = ("other things than letters", Severity.INFO) if words else ("unknown signs", Severity.WARNING)
    message = f"{name} is not read as a party's, for its cells hold {things}"
    findings = [Finding("P12", severity, message, header.place, "kept as an attribute in the parsed form")]
    for row in table.rows:
        if at < len(row.cells) and read_cell(row.cells[at].text, legend).marks:
            message = f"the cell '{row.cells[at].text}' stands in {name}, so it is not known whose it is"
            findings.append(Finding("P03", Severity.VIOLATION, message, row.cells[at].place, "it assigns nothing"))
    return findings


@dataclass(frozen=True, slots=True)
class _Frame:
    """What the rows of one table have in common."""

    headers: Sequence[RawCell]
    first: int
    parties: tuple[int, ...]
    findings: list[Finding]

    def say(self, code: str, message: str, place: Place, done: str) -> None:
        self.findings.append(Finding(code, Severity.VIOLATION, message, place, done))


def _table_row(row: RawRow, frame: _Frame) -> Row | None:
    cells, width = row.cells, len(frame.headers)
    printed = tuple(at + 1 for at in frame.parties)
    if not any(cell.text for cell in cells):
        return None
    if frame.first >= len(cells) or not cells[frame.first].plain:
        frame.say("P09", "the row has no activity", row.place, "left out")
        return None
    if len(cells) < width:
        message = f"the row has {len(cells)} cells and its header {width}, so marks may have moved or fallen out"
        frame.say("P04", message, row.place, "its cells are left unsettled")
        unplaced = tuple(cell for at, cell in enumerate(cells) if at != frame.first and cell.text)
        return Row(cells[frame.first], (None,) * len(printed), row.place, printed, unplaced)
    if any(cell.text for cell in cells[width:]):
        frame.findings.append(_too_long(row, width))
    extra = [at for at in range(width) if at != frame.first and at not in frame.parties]
    attributes = tuple((frame.headers[at].plain, cells[at].plain) for at in extra if cells[at].plain)
    return Row(cells[frame.first], tuple(cells[at] for at in frame.parties), row.place, printed, (), attributes)


def _has_letters_beyond(row: RawRow, width: int, legend: Mapping[str, str]) -> bool:
    return any(read_cell(cell.text, legend).marks for cell in row.cells[width:])


def _too_long(row: RawRow, width: int) -> Finding:
    message = f"the row has more cells than its header, which has {width}"
    return Finding("P04", Severity.VIOLATION, message, row.place, "the cells beyond the header are left out")
