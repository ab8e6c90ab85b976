"""Raw tables and lines of text into rows of cells under named columns, before letters are given a meaning."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from raci_graph.findings import Finding, Severity
from raci_graph.parse.marks import read_cell
from raci_graph.parse.words import activity_header_language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from raci_graph.model import TextLines, Place, RawCell, RawTable

_WIDE_GAP = re.compile(r"\t+| {2,}")


@dataclass(frozen=True, slots=True)
class Header:
    """The head of a column of marks: its place among the printed columns and its cell."""

    printed_column: int
    cell: RawCell


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its activity, a cell a column (None: not shown by the source), and marks without a column."""

    activity: RawCell
    cells: tuple[RawCell | None, ...]
    place: Place
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


def table_rows(table: RawTable, legend: Mapping[str, str]) -> tuple[Rows | None, list[Finding]]:
    """Return the rows of a table whose columns are parties, or None for a table that is no matrix.

    A column belongs to a party if some of its cells hold letters of the legend and not more of them hold
    something else; a column in which nothing reads as letters is an attribute of the activities.
    """
    cells = table.header.cells
    width = len(cells)
    first = next((at for at, cell in enumerate(cells) if activity_header_language(cell.plain)), 0)
    kinds = {at: _column_kind(table, at, legend) for at in range(width) if at != first}
    if not any(kind == "party" for kind in kinds.values()):
        return None, []
    parties = [at for at, kind in kinds.items() if kind in {"party", "empty"} and cells[at].plain]
    findings: list[Finding] = []
    rows = [_table_row(row.cells, row.place, first, parties, cells, findings) for row in table.rows]
    headers = tuple(Header(at + 1, cells[at]) for at in parties)
    language = activity_header_language(cells[first].plain)
    return Rows(headers, tuple(row for row in rows if row), language), findings


def _column_kind(table: RawTable, at: int, legend: Mapping[str, str]) -> str:
    lettered = other = 0
    for row in table.rows:
        if at < len(row.cells) and row.cells[at].text:
            reading = read_cell(row.cells[at].text, legend)
            lettered += bool(reading.marks)
            other += reading.problem is not None
    if lettered and lettered >= other:
        return "party"
    return "attribute" if other or lettered else "empty"


def _table_row(  # noqa: PLR0913 - the parts of one table
    cells: Sequence[RawCell],
    place: Place,
    first: int,
    parties: Sequence[int],
    headers: Sequence[RawCell],
    findings: list[Finding],
) -> Row | None:
    if not any(cell.text for cell in cells):
        return None
    if len(cells) < len(headers):
        message = f"the row has {len(cells)} cells and its header {len(headers)}, so marks may have moved or fallen out"
        findings.append(Finding("P04", Severity.VIOLATION, message, place, "its cells are left unsettled"))
        found: tuple[RawCell | None, ...] = (None,) * len(parties)
        unplaced = tuple(cell for at, cell in enumerate(cells) if at != first and cell.text)
        return Row(cells[first] if first < len(cells) else cells[0], found, place, unplaced)
    if any(cell.text for cell in cells[len(headers) :]):
        message = f"the row has more cells than its header, which has {len(headers)}"
        findings.append(Finding("P04", Severity.VIOLATION, message, place, "the cells beyond the header are left out"))
    extra = [at for at in range(len(headers)) if at != first and at not in parties]
    attributes = tuple((headers[at].plain, cells[at].plain) for at in extra if cells[at].plain)
    return Row(cells[first], tuple(cells[at] for at in parties), place, (), attributes)


def text_rows(
    group: TextLines, headers: Sequence[Header] | None, legend: Mapping[str, str]
) -> tuple[Rows | None, list[Finding]]:
    """Return the rows of a table whose columns plain text has lost, or None where the lines hold no table.

    Args:
        group: lines, the first of which heads the columns ("Activity Customer OVHcloud").
        headers: the columns of the table before, which bind this one when its header has the same words.
        legend: the name of the role that each letter means.

    Returns:
        Rows whose marks are placed where there is one for each column; else they are unplaced, and the
        finding P02 says so.
    """
    head, *lines = group.lines
    language = activity_header_language(head.plain.split(" ", 1)[0])
    if language is None or not lines:
        return None, []
    columns = _text_columns(head)
    marked = [_trailing_marks(line, len(columns), legend) for line in lines]
    most = max((len(marks) for marks in marked), default=0)
    if not columns or most == 0:
        return None, []
    findings: list[Finding] = []
    known = headers is not None and [each.cell.plain for each in headers] == [each.cell.plain for each in columns]
    if most < len(columns) and not known and not _has_wide_gaps(head):
        message = f"no row has a mark for each of the {len(columns)} words after '{head.plain.split(' ', 1)[0]}', so they may be fewer columns"
        findings.append(Finding("P12", Severity.WARNING, message, head.place, "read as one column a word"))
    rows = [_text_row(line, marks, columns, findings) for line, marks in zip(lines, marked, strict=True)]
    return Rows(tuple(columns), tuple(row for row in rows if row), language), findings


def _text_columns(head: RawCell) -> list[Header]:
    texts = _WIDE_GAP.split(head.text) if _has_wide_gaps(head) else head.text.split()
    columns = []
    at = 0
    for number, text in enumerate(texts, 1):
        at = head.text.index(text, at)
        if number > 1:
            columns.append(Header(number, _part(head, at, at + len(text))))
        at += len(text)
    return columns


def _has_wide_gaps(head: RawCell) -> bool:
    return _WIDE_GAP.search(head.text) is not None


def _trailing_marks(line: RawCell, most: int, legend: Mapping[str, str]) -> list[RawCell]:
    """Return the marks at the end of a line, at most as many as there are columns."""
    marks: list[RawCell] = []
    end = len(line.text)
    while len(marks) < most:
        start = max(line.text.rfind(" ", 0, end), line.text.rfind("\t", 0, end)) + 1
        reading = read_cell(line.text[start:end], legend)
        if start == 0 or not reading.marks:
            break
        marks.insert(0, _part(line, start, end))
        end = len(line.text[:start].rstrip())
    return marks


def _text_row(line: RawCell, marks: list[RawCell], columns: Sequence[Header], findings: list[Finding]) -> Row | None:
    if not marks:
        message = f"the line ends in no mark, so it may be an activity without marks or a part of another: '{line.plain}'"
        findings.append(Finding("P09", Severity.VIOLATION, message, line.place, "left out"))
        return None
    cut = (marks[0].place.column or 1) - (line.place.column or 1)
    activity = _part(line, 0, len(line.text[:cut].rstrip()))
    if len(marks) == len(columns):
        return Row(activity, tuple(marks), line.place)
    names = " or ".join(header.cell.plain for header in columns)
    printed = " ".join(mark.text for mark in marks)
    message = f"'{printed}' may stand under {names}: the text does not show which, for it has lost its empty cells"
    findings.append(Finding("P02", Severity.VIOLATION, message, marks[0].place, "its cells are left unsettled"))
    return Row(activity, (None,) * len(columns), line.place, tuple(marks))


def _part(line: RawCell, start: int, end: int) -> RawCell:
    text = line.text[start:end]
    column = (line.place.column or 1) + start
    return replace(line, text=text, plain=" ".join(text.split()), place=replace(line.place, column=column))
