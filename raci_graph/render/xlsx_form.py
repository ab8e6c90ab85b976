"""A matrix as an XLSX workbook, as practitioners keep it: the matrix, its legend and its findings, a sheet each.

The header stays in sight, each column can be filtered, the cells of letters offer what the legend has, and the letters
have colours. A hidden column has the id of each row, so that ``diff`` knows it again when its text was edited.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from raci_graph.render.grid import grid_of, heading_of
from raci_graph.render.legend import LEGEND_HEADER
from raci_graph.render.levels import Levels
from raci_graph.render.workbook import in_xml, new_workbook, points
from raci_graph.row_ids import ID_HEADER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xlsxwriter.worksheet import Worksheet

    from raci_graph.findings import Finding
    from raci_graph.model import Matrix
    from raci_graph.render.grid import Grid, Line
    from raci_graph.render.workbook import Sheets

_SHEET = "Responsibility matrix"
_HEADER_ROW = 1
_SPARE_ROWS = 200
"""How many rows below the last one have the list of letters, for activities that are added."""
_ACTIVITY_WIDTH = 44
_LEVEL_WIDTH = 10
_TEXT_WIDTHS = (12, 40)
_LETTER_WIDTHS = (12, 30)
_NARROW = 6
_MOST_UPRIGHT = 12
"""How many columns of letters have upright headers at most; more are turned, so that they fit on paper."""
_HIGHEST_HEADER = 150
_NAME_WIDTHS = (20, 34)
_LONGEST_LIST = 255
"""How many characters the texts of a list to choose from have at most, with the commas between them."""
_LONGEST_HEADER = 255
_A4 = 9
_COLOURS = {
    "Accountable": "#F8CBAD",
    "Responsible": "#BDD7EE",
    "Consulted": "#E2EFDA",
    "Informed": "#EDEDED",
    "Support": "#D9D2E9",
    "Approver": "#F8CBAD",
    "Driver": "#BDD7EE",
    "Contributor": "#E2EFDA",
    "Decide": "#F8CBAD",
    "Perform": "#BDD7EE",
    "Input": "#E2EFDA",
}
"""Pale colours behind the letters of roles, the one who answers first; dark letters stand out from all of them."""


def render(matrix: Matrix, findings: Sequence[Finding] | None = None) -> bytes:
    """Return the workbook, the same bytes in every run; without findings it has no sheet of them.

    Raises:
        UsageError: for a text that no cell can hold.
    """
    return bytes_of(grid_of(matrix), findings)


def bytes_of(grid: Grid, findings: Sequence[Finding] | None = None) -> bytes:
    """Return the workbook of a table; without findings it has no sheet of them."""
    stream = io.BytesIO()
    with new_workbook(grid.title, stream) as sheets:
        _matrix(sheets, grid)
        if grid.legend:
            _texts(sheets, "Legend", [LEGEND_HEADER, *grid.legend], (12, 70))
        if findings is not None:
            _texts(sheets, "Findings", [_FINDING, *map(_finding, findings)], (10, 12, 8, 70, 40, 30))
    return stream.getvalue()


_WRAPPED = frozenset({"text", "names", "doubt"})
"""The looks of texts that go on in a further line."""
_FINDING = ("Rule", "Severity", "Row", "Finding", "Done", "Place")


def _finding(finding: Finding) -> tuple[str, ...]:
    subject = f"{finding.subject}: " if finding.subject else ""
    done = f"waived: {finding.waived.reason}" if finding.waived else finding.done or ""
    return (
        finding.code,
        finding.severity.value,
        str(finding.row or ""),
        f"{subject}{finding.message}",
        done,
        str(finding.place or ""),
    )


class _Columns:
    """Where the columns of a sheet stand: ids, headings of sections, activities, letters or names, and others."""

    def __init__(self, grid: Grid) -> None:
        self.levels = Levels(grid.lines)
        self.ids = int(any(row.id for row in grid.rows))
        above = max(self.levels.count - 1, 0)
        self.activity = self.ids + above
        self.first = self.activity + 1
        self.beside = self.first + len(grid.heads)
        self.end = self.beside + len(grid.beside)
        self.are_turned = grid.has_letters and len(grid.heads) > _MOST_UPRIGHT
        ids = [ID_HEADER] if self.ids else []
        self.heads = [*ids, *self.levels.heads[:above], grid.corner, *grid.heads, *grid.beside]


def _matrix(sheets: Sheets, grid: Grid) -> None:
    columns = _Columns(grid)
    sheet = sheets.book.add_worksheet(grid.scheme or _SHEET)
    widths = _widths(sheet, grid, columns)
    sheets.put(sheet, 0, columns.ids, grid.title, "title")
    of_letters = "turned" if columns.are_turned else "head" if grid.has_letters else "header"
    for column, header in enumerate(columns.heads):
        look = of_letters if columns.first <= column < columns.beside else "header"
        sheets.put(sheet, _HEADER_ROW, column, header, look)
    if columns.are_turned:
        longest = max(points(head) for head in grid.heads)
        sheet.set_row(_HEADER_ROW, min(round(longest) + _NARROW, _HIGHEST_HEADER))
    else:
        sheets.fit(sheet, _HEADER_ROW, zip(columns.heads, widths, strict=True))
    sheet.freeze_panes(_HEADER_ROW + 1, columns.first)
    row = _HEADER_ROW
    for row, line in enumerate(grid.lines, _HEADER_ROW + 1):
        cells = list(_line(line, grid, columns))
        for column, text, look in cells:
            sheets.put(sheet, row, column, text, look)
        sheets.fit(sheet, row, [(text, widths[column]) for column, text, look in cells if look in _WRAPPED])
    if grid.has_letters and grid.heads:
        area = (_HEADER_ROW + 1, columns.first, row + _SPARE_ROWS, columns.beside - 1)
        if choice := _choice(grid):
            sheet.data_validation(*area, choice)
        _colour(sheets, sheet, grid, area)
    sheet.autofilter(_HEADER_ROW, 0, row, columns.end - 1)
    if grid.to_the_left:
        sheet.right_to_left()
    _paper(sheet, grid.title, _HEADER_ROW)


def _paper(sheet: Worksheet, title: str, header: int) -> None:
    """Let a sheet be printed as wide as A4 on its side, its header on every page."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, header)
    sheet.set_header(f"&C{in_xml(title).replace('&', '&&')}"[:_LONGEST_HEADER].rstrip("&"))
    sheet.set_footer("&C&P / &N")


def _widths(sheet: Worksheet, grid: Grid, columns: _Columns) -> list[float]:
    """Set the width of each column, and return them."""
    narrowest, widest = _LETTER_WIDTHS if grid.has_letters else _NAME_WIDTHS
    widths: list[float] = [_ACTIVITY_WIDTH] * columns.ids
    widths += [_LEVEL_WIDTH] * (columns.activity - columns.ids)
    widths += [_ACTIVITY_WIDTH]
    if columns.are_turned:
        printed = max((len(text) for row in grid.rows for text in row.cells), default=0)
        widths += [max(_NARROW, min(printed + 2, widest))] * len(grid.heads)
    else:
        widths += [max(narrowest, min(len(head) + 2, widest)) for head in grid.heads]
    narrowest, widest = _TEXT_WIDTHS
    for at, head in enumerate(grid.beside):
        longest = max([len(head), *(len(row.beside[at]) for row in grid.rows)])
        widths.append(max(narrowest, min(longest + 2, widest)))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width, None, {"hidden": column < columns.ids})
    return widths


def _line(line: Line, grid: Grid, columns: _Columns) -> Iterator[tuple[int, str, str]]:
    """Yield the cells of a line: column, text and look."""
    if line.section is not None:
        at = columns.ids + columns.levels.of(line.section)
        for column in range(columns.ids, columns.end):
            yield column, heading_of(line.section) if column == at else "", "section"
    elif line.row is not None:
        row = line.row
        if columns.ids:
            yield 0, row.id or "", "id"
        yield columns.activity, row.label, "text"
        for at, text in enumerate(row.cells):
            look = "doubt" if at in row.doubtful else "letters" if grid.has_letters else "names"
            yield columns.first + at, text, look
        for at, text in enumerate(row.beside):
            yield columns.beside + at, text, "text"


def _choice(grid: Grid) -> dict[str, Any] | None:
    """Return the list that a cell offers; what is not in it, such as other letters together, is asked about."""
    texts: list[str] = []
    for text in dict.fromkeys([*(letter for letter, _ in grid.legend), *grid.several]):
        if text.isprintable() and not set(',"') & set(text) and len(",".join([*texts, text])) <= _LONGEST_LIST:
            texts.append(text)
    if not texts:
        return None
    example = next((f": {text}" for text in texts if len(text) > 1), "")
    return {
        "validate": "list",
        "source": texts,
        "error_type": "warning",
        "error_title": "Not in the list",
        "error_message": f"Write letters of the legend, with a slash between two{example}"[:_LONGEST_LIST],
    }


def _colour(sheets: Sheets, sheet: Worksheet, grid: Grid, area: tuple[int, int, int, int]) -> None:
    """Give the cells with the letter of a role its colour, the gravest role first; what stands in brackets is none."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    letters = [letter for letter, _ in grid.legend if grid.roles_of.get(letter) in _COLOURS]
    order = list(_COLOURS)
    cell = xl_rowcol_to_cell(*area[:2])
    for letter in sorted(letters, key=lambda each: order.index(grid.roles_of[each])):
        look = sheets.book.add_format({"bg_color": _COLOURS[grid.roles_of[letter]]})
        quoted = letter.replace('"', '""')
        criteria = f'=ISNUMBER(FIND("{quoted}",LEFT({cell},FIND("(",{cell}&"(")-1)))'
        rule = {"type": "formula", "criteria": criteria, "format": look, "stop_if_true": True}
        sheet.conditional_format(*area, rule)


def _texts(sheets: Sheets, name: str, rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
    """Write a sheet of texts below a header."""
    sheet = sheets.book.add_worksheet(name)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            sheets.put(sheet, row, column, text, "text" if row else "header")
        sheets.fit(sheet, row, zip(texts, widths, strict=True))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows) - 1, 1), len(widths) - 1)
    _paper(sheet, name, 0)
