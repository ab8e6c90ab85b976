"""ODS: the sheets of an OpenDocument workbook.

The content is read as it is, and not by a library: one that gives values only drops line breaks and merged ranges.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from raci_graph.readers.spreadsheet.archive import protected
from raci_graph.readers.spreadsheet.numbers import number_text
from raci_graph.readers.spreadsheet.sheet import Merge, Sheet
from raci_graph.readers.spreadsheet.struck import Run, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from raci_graph.readers.spreadsheet.archive import Archive
    from raci_graph.readers.spreadsheet.sheet import Budget

CONTENT = "content.xml"

_BLANKS = re.compile(r"[ \t\r\n]+")
_BREAKS = {"tab": "\t", "line-break": "\n"}
_ASIDE = frozenset({"annotation", "frame", "custom-shape", "rect", "line", "ellipse", "g", "control", "ruby-text"})
_CELLS = frozenset({"table-cell", "covered-table-cell"})
_MOST = 10_000_000


def sheets(archive: Archive, budget: Budget) -> Iterator[Sheet]:
    """Yield the sheets of a workbook in their order.

    Args:
        archive: the workbook.
        budget: what it may take.

    Raises:
        InputError: for a content that cannot be read or is encrypted, or more cells than the limit.
    """
    manifest = _Manifest()
    archive.parse("META-INF/manifest.xml", manifest)
    if manifest.encrypted:
        raise protected(archive.file)
    styles = _Styles()
    archive.parse("styles.xml", _Common(styles))
    content = _Content(archive, budget, styles)
    archive.parse(CONTENT, content)
    if not content.is_spreadsheet:
        raise archive.broken("it is no spreadsheet")
    yield from content.sheets


class _Manifest:
    """Whether a part is encrypted."""

    def __init__(self) -> None:
        self.encrypted = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        del attributes
        self.encrypted = self.encrypted or name == "encryption-data"

    def end(self, name: str) -> None:
        pass

    def text(self, text: str) -> None:
        pass


class _Content:
    """The content of a workbook: its sheets with their cells."""

    def __init__(self, archive: Archive, budget: Budget, styles: _Styles) -> None:
        self.sheets: list[Sheet] = []
        self.is_spreadsheet = False
        self._archive = archive
        self._budget = budget
        self._styles = styles
        self._path: list[str] = []
        self._aside = 0
        self._columns: list[tuple[int, str]] = []
        self._hidden_columns: list[tuple[int, int]] = []
        self._row_style = ""
        self._row_is_hidden = False
        self._row = self._column = self._row_repeats = 0
        self._cell: _Cell | None = None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._path.append(name)
        if self._aside or name in _ASIDE:
            self._aside += 1
        elif name == "spreadsheet":
            self.is_spreadsheet = True
        elif self._cell:
            self._budget.take(self.sheets[-1].name, 0, self._cell.start(name, attributes))
        elif name == "table":
            self._aside += 0 if self._path[-2:-1] == ["spreadsheet"] else 1
            if not self._aside:
                self._begin_sheet(attributes)
        elif not self.is_spreadsheet:
            self._styles.start(name, attributes)
        elif self.sheets:
            self._begin_part(name, attributes)

    def end(self, name: str) -> None:
        self._path.pop()
        if self._aside:
            self._aside -= 1
        elif self._cell and name in _CELLS:
            self._end_cell(self._cell)
            self._cell = None
        elif self._cell:
            self._cell.end(name)
        elif name == "table-row" and self.sheets:
            self._end_row(self.sheets[-1])
        elif name == "table" and self.sheets:
            self._end_sheet(self.sheets[-1])

    def text(self, text: str) -> None:
        if self._cell and not self._aside:
            self._cell.text(text)

    def _begin_sheet(self, attributes: Mapping[str, str]) -> None:
        hidden = attributes.get("style-name", "") in self._styles.hidden
        self.sheets.append(Sheet(attributes.get("name", ""), hidden))
        self._archive.check_sheets(len(self.sheets))
        self._row, self._column = 1, 1
        self._columns = []
        self._hidden_columns = []

    def _end_sheet(self, sheet: Sheet) -> None:
        """Keep the hidden columns that have text; without one a range may go on and on."""
        filled = sorted(set().union(*sheet.cells.values()))
        for first, past in self._hidden_columns:
            sheet.hidden_columns.update(filled[bisect_left(filled, first) : bisect_left(filled, past)])

    def _begin_part(self, name: str, attributes: Mapping[str, str]) -> None:
        hidden = attributes.get("visibility", "visible") != "visible"
        if name == "table-column":
            count = _count(attributes, "number-columns-repeated")
            if hidden:
                self._hidden_columns.append((self._column, self._column + count))
            self._column += count
            self._columns.append((self._column, attributes.get("default-cell-style-name", "")))
        elif name == "table-row":
            self._column = 1
            self._row_style = attributes.get("default-cell-style-name", "")
            self._row_repeats = _count(attributes, "number-rows-repeated")
            self._row_is_hidden = hidden
        elif name in _CELLS:
            self._cell = _Cell(attributes, self._styles)

    def _end_cell(self, cell: _Cell) -> None:
        sheet = self.sheets[-1]
        text = cell.value()
        if text and not text.isspace():
            self._budget_for(cell.repeats, written=1)
            strong = cell.style in self._styles.bold
            for column in range(self._column, self._column + cell.repeats):
                struck = self._styles.strikes("table-cell", cell.style or self._row_style or self._column_style(column))
                sheet.put(self._row, column, text, strong=strong, marked=cell.marked(text, struck=bool(struck)))
            if cell.rows > 1 or cell.columns > 1:
                bottom, right = self._row + cell.rows - 1, self._column + cell.columns - 1
                sheet.merges.append(Merge(self._row, self._column, bottom, right))
        self._column += cell.repeats

    def _column_style(self, column: int) -> str:
        """Return the style of the cells of a column that have none of their own."""
        index = bisect_right(self._columns, column, key=lambda each: each[0])
        return self._columns[index][1] if index < len(self._columns) else ""

    def _end_row(self, sheet: Sheet) -> None:
        values = sheet.cells.get(self._row)
        if values:
            self._budget_for(len(values) * (self._row_repeats - 1), written=0)
            for row in range(self._row + 1, self._row + self._row_repeats):
                sheet.cells[row] = dict(values)
            if self._row_is_hidden:
                sheet.hidden_rows.update(range(self._row, self._row + self._row_repeats))
        self._row += self._row_repeats

    def _budget_for(self, cells: int, *, written: int) -> None:
        self._budget.take(self.sheets[-1].name, cells, repeats=cells - written)


class _Cell:
    """A cell while it is read: its attributes and the runs of its paragraphs."""

    def __init__(self, attributes: Mapping[str, str], styles: _Styles) -> None:
        self.repeats = _count(attributes, "number-columns-repeated")
        self.rows = _count(attributes, "number-rows-spanned")
        self.columns = _count(attributes, "number-columns-spanned")
        self.style = attributes.get("style-name", "")
        self._attributes = attributes
        self._styles = styles
        self._runs: list[Run] = []
        self._struck: list[bool | None] = []
        self._depth = 0
        self._begun = False

    def start(self, name: str, attributes: Mapping[str, str]) -> int:
        """Take the begin of an element; return how many blanks it stands for."""
        if name in {"p", "h"}:
            if self._begun:
                self._runs.append(Run("\n", None))
            self._depth += 1
            self._begun = True
        elif self._depth and name == "span":
            own = self._styles.strikes("text", attributes.get("style-name", ""))
            self._struck.append(own if own is not None or not self._struck else self._struck[-1])
        elif self._depth and name == "s":
            blanks = min(_count(attributes, "c"), 1000)
            self._add(" " * blanks)
            return blanks
        elif self._depth and name in _BREAKS:
            self._add(_BREAKS[name])
        return 0

    def end(self, name: str) -> None:
        if name in {"p", "h"}:
            self._depth -= 1
        elif name == "span" and self._struck:
            self._struck.pop()

    def text(self, text: str) -> None:
        if self._depth:
            self._add(_BLANKS.sub(" ", text))

    def _add(self, text: str) -> None:
        self._runs.append(Run(text, self._struck[-1] if self._struck else None))

    def value(self) -> str:
        """Return the text of the cell: a date as ISO 8601 writes it, anything else as it is shown."""
        kind = self._attributes.get("value-type", "")
        shown = self._shown()
        stored = _STORED.get(kind, _nothing)(self._attributes)
        if kind in {"boolean", "date"}:
            return stored or shown
        if not shown and not stored and not kind and "formula" in self._attributes:
            return "=" + re.sub(r"^[a-z]+:=?", "", self._attributes["formula"]).removeprefix("=")
        return shown or stored

    def marked(self, value: str, *, struck: bool) -> str:
        """Return the value of the cell with marks at what is struck out, "" where nothing is.

        Args:
            value: the text of the cell.
            struck: whether the style of the cell strikes out its text.
        """
        if not struck and not any(run.struck for run in self._runs):
            return ""
        return (
            written(self._runs, struck=struck) if value == self._shown() else written([Run(value, None)], struck=True)
        )

    def _shown(self) -> str:
        return "".join(run.text for run in self._runs)


class _Styles:
    """The names of the styles of hidden sheets, of cells in bold, and which styles strike out what they hold for."""

    def __init__(self) -> None:
        self.hidden: set[str] = set()
        self.bold: set[str] = set()
        self._struck: dict[tuple[str, str], bool | None] = {}
        self._parents: dict[tuple[str, str], str] = {}
        self._name = self._family = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "style":
            self._name, self._family = attributes.get("name", ""), attributes.get("family", "")
            self._parents[self._family, self._name] = attributes.get("parent-style-name", "")
        elif name == "table-properties" and attributes.get("display") == "false":
            self.hidden.add(self._name)
        elif name == "text-properties":
            if attributes.get("font-weight") == "bold":
                self.bold.add(self._name)
            lines = [
                attributes[key] for key in ("text-line-through-style", "text-line-through-type") if key in attributes
            ]
            if lines:
                self._struck[self._family, self._name] = "none" not in lines

    def strikes(self, family: str, name: str) -> bool | None:
        """Tell whether a style strikes out text, by itself or by a style that it is made from; None if none says.

        What was found is kept, so that each style is looked at once.
        """
        passed: set[tuple[str, str]] = set()
        at = (family, name)
        while at[1] and at not in self._struck and at not in passed:
            passed.add(at)
            at = (family, self._parents.get(at, ""))
        found = self._struck.get(at)
        self._struck.update(dict.fromkeys(passed, found))
        return found


class _Common:
    """The common styles of a workbook; those for the pages on paper are passed over, for they share their names."""

    def __init__(self, styles: _Styles) -> None:
        self._styles = styles
        self._inside = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._inside = self._inside or name == "styles"
        if self._inside:
            self._styles.start(name, attributes)

    def end(self, name: str) -> None:
        self._inside = self._inside and name != "styles"

    def text(self, text: str) -> None:
        pass


def _count(attributes: Mapping[str, str], name: str) -> int:
    text = attributes.get(name, "")
    return min(max(int(text), 1), _MOST) if text.isascii() and text.isdigit() and len(text) < 10 else 1  # noqa: PLR2004


def _nothing(_: Mapping[str, str]) -> str:
    return ""


_STORED: dict[str, Callable[[Mapping[str, str]], str]] = {
    "boolean": lambda of: of.get("boolean-value", "").upper(),
    "date": lambda of: of.get("date-value", "").removesuffix("T00:00:00"),
    "time": lambda of: of.get("time-value", ""),
    "string": lambda of: of.get("string-value", ""),
    **dict.fromkeys(("float", "percentage", "currency"), lambda of: number_text(of.get("value", ""))),
}
