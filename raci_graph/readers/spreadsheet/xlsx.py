"""XLSX and XLSM: the sheets of an Office Open XML workbook.

The parts are read as they are, and not by a library: one that gives values only shows a cell with an error, and a
formula whose result was not saved, as a blank one.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from raci_graph.readers import limits
from raci_graph.readers.spreadsheet.numbers import Dates, number_text
from raci_graph.readers.spreadsheet.sheet import MAX_COLUMNS, MAX_ROWS, Merge, Sheet
from raci_graph.readers.spreadsheet.struck import Run, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from raci_graph.readers.spreadsheet.archive import Archive
    from raci_graph.readers.spreadsheet.sheet import Budget

_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TRUE = {"1", "true", "on"}
_BOLD, _STRUCK = "b", "strike"
"""The elements of a font that say so."""


def workbook_part(archive: Archive) -> str | None:
    """Return the name of the part that lists the sheets, or None for an archive that is no such workbook."""
    relations = _Relations()
    archive.parse("_rels/.rels", relations)
    for kind, target in relations.targets.values():
        if kind == "officeDocument" and target.lstrip("/") in archive:
            return target.lstrip("/")
    return next((name for name in ("xl/workbook.xml", "xl/workbook.bin") if name in archive), None)


def sheets(archive: Archive, part: str, budget: Budget) -> Iterator[Sheet]:
    """Yield the work sheets of a workbook in their order; sheets of charts and dialogues are passed over.

    Args:
        archive: the workbook.
        part: the name of its part that lists the sheets.
        budget: what it may take.

    Raises:
        InputError: for a part that cannot be read, or more cells than the limit.
    """
    workbook, relations, strings, styles = _Workbook(), _Relations(), _Strings(archive), _Styles()
    folder = posixpath.dirname(part)
    archive.parse(part, workbook)
    if not workbook.is_one:
        raise archive.broken("it is no spreadsheet")
    archive.parse(f"{folder}/_rels/{posixpath.basename(part)}.rels", relations)
    paths = {
        key: (kind, posixpath.join(folder, target).lstrip("/")) for key, (kind, target) in relations.targets.items()
    }
    for kind, path in paths.values():
        if kind in {"sharedStrings", "styles"}:
            archive.parse(path, strings if kind == "sharedStrings" else styles)
    archive.check_sheets(len(workbook.sheets))
    read: dict[str, str] = {}
    for name, hidden, key in workbook.sheets:
        kind, path = paths.get(key, ("", ""))
        if kind != "worksheet":
            continue
        if path not in archive:
            raise archive.broken(f"the sheet '{name}' is missing")
        if path in read:
            raise archive.broken(f"the sheets '{read[path]}' and '{name}' are the same part")
        read[path] = name
        sheet = Sheet(name, hidden)
        archive.parse(path, _Cells(sheet, archive, budget, strings, styles, Dates(from_1904=workbook.from_1904)))
        yield sheet


class _Relations:
    """The relations of a part: the last word of its kind and the target of each, by its key."""

    def __init__(self) -> None:
        self.targets: dict[str, tuple[str, str]] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.targets[attributes.get("Id", "")] = (kind, attributes.get("Target", ""))

    def end(self, name: str) -> None:
        pass

    def text(self, text: str) -> None:
        pass


class _Workbook:
    """The list of the sheets: name, whether hidden, key of the relation."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, bool, str]] = []
        self.from_1904 = False
        self.is_one: bool | None = None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if self.is_one is None:
            self.is_one = name == "workbook"
        if name == "sheet":
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes.get("name", ""), hidden, attributes.get("id", "")))
        elif name == "workbookPr":
            self.from_1904 = attributes.get("date1904") in _TRUE

    def end(self, name: str) -> None:
        pass

    def text(self, text: str) -> None:
        pass


class _Strings:
    """The texts that cells share; how they are to be pronounced is passed over."""

    def __init__(self, archive: Archive) -> None:
        self.texts: list[str] = []
        self.runs: dict[int, tuple[Run, ...]] = {}
        self._archive = archive
        self._open = _RichText()

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._open.start(name, attributes)

    def end(self, name: str) -> None:
        self._open.end(name)
        if name == "si":
            runs, self._open = self._open.runs, _RichText()
            if any(run.struck is not None for run in runs):
                self.runs[len(self.texts)] = tuple(runs)
            self.texts.append("".join(run.text for run in runs))
            if len(self.texts) > limits.MAX_CELLS:
                raise self._archive.broken(f"it has more than {limits.MAX_CELLS:,} texts")

    def text(self, text: str) -> None:
        self._open.text(text)


class _RichText:
    """The runs of a text while it is read; a run that says how it looks does not look as its cell does."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self._parts: list[str] = []
        self._inside = self._pronounced = False
        self._struck: bool | None = None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "rPh":
            self._pronounced = True
        elif name in {"r", "rPr"}:
            self._struck = None if name == "r" else False
        elif name == "strike":
            self._struck = attributes.get("val", "1") in _TRUE
        self._inside = name == "t" and not self._pronounced

    def end(self, name: str) -> None:
        if name == "t" and self._parts:
            self.runs.append(Run(unescaped("".join(self._parts)), self._struck))
            self._parts = []
        elif name == "rPh":
            self._pronounced = False
        self._inside = False

    def text(self, text: str) -> None:
        if self._inside:
            self._parts.append(text)


class _Styles:
    """The format of numbers, and whether the font is bold and whether it strikes out, by the number of a style."""

    def __init__(self) -> None:
        self.formats: list[int] = []
        self.fonts: list[frozenset[str]] = []
        self.codes: dict[int, str] = {}
        self._fonts: list[frozenset[str]] = []
        self._within = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in {"fonts", "cellXfs", "numFmts"}:
            self._within = name
        elif self._within == "fonts" and name == "font":
            self._fonts.append(frozenset())
        elif self._within == "fonts" and name in {_BOLD, _STRUCK} and self._fonts:
            self._fonts[-1] |= {name} if attributes.get("val", "1") in _TRUE else set()
        elif self._within == "numFmts" and name == "numFmt":
            self.codes[_number(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif self._within == "cellXfs" and name == "xf":
            font = _number(attributes.get("fontId"))
            self.formats.append(_number(attributes.get("numFmtId")))
            self.fonts.append(self._fonts[font] if 0 <= font < len(self._fonts) else frozenset())

    def end(self, name: str) -> None:
        if name == self._within:
            self._within = ""

    def text(self, text: str) -> None:
        pass


class _Cells:
    """The cells of a work sheet, put into the sheet as they come."""

    def __init__(  # noqa: PLR0913
        self, sheet: Sheet, archive: Archive, budget: Budget, strings: _Strings, styles: _Styles, dates: Dates
    ) -> None:
        self._sheet, self._archive, self._budget = sheet, archive, budget.fresh()
        self._strings, self._styles, self._dates = strings, styles, dates
        self._row = self._column = self._past_column = 0
        self._kind = self._style = ""
        self._in_cell = False
        self._parts: dict[str, list[str]] = {}
        self._rich = _RichText()
        self._element = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c":
            self._begin_cell(attributes)
        elif self._in_cell:
            self._element = name
            self._rich.start(name, attributes)
            if name in {"v", "f"}:
                self._parts[name] = []
        elif name == "row":
            self._row = self._bounded(_number(attributes.get("r"), self._row + 1), MAX_ROWS)
            self._column = 0
            if attributes.get("hidden") in _TRUE:
                self._sheet.hidden_rows.add(self._row)
        elif name == "col" and attributes.get("hidden") in _TRUE:
            first, last = (_number(attributes.get(key)) for key in ("min", "max"))
            first, last = max(first, self._past_column + 1), min(last, MAX_COLUMNS)  # they come in order
            self._sheet.hidden_columns.update(range(first, last + 1))
            self._past_column = max(last, self._past_column)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def end(self, name: str) -> None:
        self._element = ""
        if name == "c" and self._in_cell:
            self._in_cell = False
            self._end_cell()
        elif self._in_cell:
            self._rich.end(name)

    def text(self, text: str) -> None:
        if self._in_cell and self._element in self._parts:
            self._parts[self._element].append(text)
        elif self._in_cell:
            self._rich.text(text)

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        place = attributes.get("r")
        if place is None:
            self._column = self._bounded(self._column + 1, MAX_COLUMNS)
        else:
            self._row, self._column = self._place(place)
        self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
        self._in_cell = True
        self._parts = {}
        self._rich = _RichText()

    def _end_cell(self) -> None:
        value = "".join(self._parts.get("v", ()))
        style = _number(self._style, -1)
        runs: Sequence[Run] = ()
        if self._kind == "inlineStr":
            runs = self._rich.runs
            text = "".join(run.text for run in runs)
        elif not value and "f" in self._parts and "v" not in self._parts:
            text = "=" + "".join(self._parts["f"])
        else:
            text = self._text_of(value.strip(), style) if self._kind != "str" else unescaped(value)
        if text and not text.isspace():
            self._budget.take(self._sheet.name, 1)
            font = self._styles.fonts[style] if 0 <= style < len(self._styles.fonts) else frozenset()
            if self._kind == "s":
                runs = self._strings.runs.get(_number(value, -1), ())
            marked = written(runs or [Run(text, None)], struck=_STRUCK in font) if runs or _STRUCK in font else ""
            self._sheet.put(self._row, self._column, text, strong=_BOLD in font, marked=marked)

    def _text_of(self, value: str, style: int) -> str:
        if self._kind == "s":
            index = _number(value, -1)
            if not 0 <= index < len(self._strings.texts):
                raise self._archive.broken(f"a cell of the sheet '{self._sheet.name}' has a text that does not exist")
            return self._strings.texts[index]
        if self._kind == "b":
            return "TRUE" if value in _TRUE else "FALSE" if value else ""
        if self._kind != "n":
            return value
        number_format = self._styles.formats[style] if 0 <= style < len(self._styles.formats) else 0
        return self._dates.text(value, number_format, self._styles.codes.get(number_format)) or number_text(value)

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        top, left = self._place(first)
        bottom, right = self._place(last or first)
        self._budget.take(self._sheet.name, 1)
        self._sheet.merges.append(Merge(top, left, bottom, right))

    def _place(self, name: str) -> tuple[int, int]:
        match = _CELL.fullmatch(name)
        if match is None:
            raise self._archive.broken(f"'{name}' is no cell of a sheet")
        column = 0
        for letter in match[1]:
            column = column * 26 + ord(letter) - ord("A") + 1
        return self._bounded(int(match[2]), MAX_ROWS), self._bounded(column, MAX_COLUMNS)

    def _bounded(self, number: int, most: int) -> int:
        if not 1 <= number <= most:
            raise self._archive.broken(f"the sheet '{self._sheet.name}' has a cell outside of a sheet")
        return number


def unescaped(text: str) -> str:
    """Return a text with the characters that the format writes by their numbers.

    >>> unescaped("one_x000A_two")
    'one\\ntwo'
    """
    return _ESCAPE.sub(_escaped, text) if "_x" in text else text


def _escaped(match: re.Match[str]) -> str:
    """Return the character of an escape; of those that no text has, only line breaks and tabs."""
    char = chr(int(match[1], 16))
    return char if char.isprintable() or char.isspace() else ""


def _number(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else otherwise  # noqa: PLR2004
