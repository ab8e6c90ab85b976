"""The tables of AsciiDoc: cells behind bars, or fields between delimiters."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from raci_graph.blocks import LostTable, RawCell, RawRow, RawTable, Span
from raci_graph.errors import InputError
from raci_graph.model import Place
from raci_graph.readers.delimited import BrokenRecordError, Dialect, records
from raci_graph.readers.drawn import Strip, cell_of, check_size

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from raci_graph.readers.asciidoc_inline import Markup

_SPEC = (
    r"(?:(?P<count>[0-9]{1,9}(?:\.[0-9]{0,9})?|\.[0-9]{1,9})(?P<kind>[*+]))?"
    r"(?P<align>[<^>](?:\.[<^>])?|\.[<^>])?(?P<style>[a-z])?"
)
_SPEC_ALONE = re.compile(rf"[ \t]*{_SPEC}")
_SPEC_BEHIND = re.compile(rf"[ \t]+{_SPEC}")
_COLUMN = re.compile(
    r"(?:(?P<count>[0-9]{1,9})\*)?(?:[<^>](?:\.[<^>])?|\.[<^>])? *(?:[0-9]{1,9}(?:\.[0-9]+)?%?|~)? *(?P<style>[a-z])?"
)
_MAX_COLUMNS = 10_000
"""The most columns of a table."""
_BOLD = {"s", "h"}


@dataclass(frozen=True, slots=True)
class Spec:
    """What is said of a table before its first line.

    Attributes:
        columns: the style of each column, "" for none; no columns where the first row counts them.
        header: whether it has a header; None where its first lines tell.
        form: "psv" for bars, else "csv", "tsv" or "dsv".
        separator: what stands between cells.
        name: its title.
    """

    columns: tuple[str, ...] = ()
    header: bool | None = None
    form: str = "psv"
    separator: str = "|"
    name: str | None = None


def spec_of(mark: str, attributes: Mapping[str, str], options: set[str], name: str | None) -> Spec:
    """Return what attributes say of a table.

    Args:
        mark: the first character of its first line.
        attributes: those that stand above it, by name.
        options: the options among them.
        name: its title.
    """
    form = attributes.get("format", {",": "csv", ":": "dsv"}.get(mark, "psv"))
    separator = attributes.get("separator") or {"csv": ",", "tsv": "\t", "dsv": ":"}.get(form, "|")
    separator = "\t" if separator == "\\t" else separator
    form = form if form in {"csv", "tsv", "dsv"} else "psv"
    header = True if "header" in options else False if "noheader" in options else None
    return Spec(_columns(attributes.get("cols", "")), header, form, separator, name)


def _columns(text: str) -> tuple[str, ...]:
    """Return the styles of the columns that ``cols`` tells of."""
    text = text.strip()
    if re.fullmatch("[0-9]{1,9}", text):
        return ("",) * min(int(text), _MAX_COLUMNS + 1)
    styles: list[str] = []
    for part in re.split("," if "," in text else ";", text) if text else []:
        match = _COLUMN.fullmatch(part.strip())
        count = int(match["count"] or 1) if match else 1
        styles += [(match["style"] or "") if match else ""] * min(count, _MAX_COLUMNS + 1 - len(styles))
    return tuple(styles)


@dataclass(slots=True)
class _Token:
    """A cell as it is written: its parts of lines, what its specification says, and how it stands in its line."""

    parts: list[Strip]
    across: int = 1
    down: int = 1
    times: int = 1
    style: str = ""
    begins_line: bool = False
    ends_line: bool = True
    value: RawCell | None = None

    @property
    def line(self) -> int:
        return self.parts[0].number


class Tables(NamedTuple):
    """The table of some lines and what of them is lost, and the lines in which a letter was taken for a style."""

    found: list[RawTable | LostTable]
    swallowed: list[tuple[int, str]]


def read_table(lines: Sequence[Strip], spec: Spec, file: str, markup: Markup) -> Tables:
    """Read a table.

    Args:
        lines: the lines between its first and its last, without comments.
        spec: what was said before.
        file: the name of the document.
        markup: takes the markup from its texts.

    Returns:
        The table as far as its cells fill its rows, and behind it what is lost: from the first row on whose cells do
        not begin and end where lines do, or are too few for the row.

    Raises:
        InputError: for a table with too many cells or columns.
    """
    swallowed: list[tuple[int, str]] = []
    try:
        tokens = _tokens(lines, spec.separator, swallowed) if spec.form == "psv" else _fields(lines, spec, file, markup)
    except BrokenRecordError as error:
        return Tables([LostTable(error.reason, Place(file, error.line))], [])
    if not tokens:
        return Tables([], [])
    width = len(spec.columns) or _first_row(tokens)
    if width > _MAX_COLUMNS:
        raise InputError(
            f"the table has more than {_MAX_COLUMNS:,} columns",
            place=f"{file}:{tokens[0].line}",
            remedy="Check the number of its columns",
        )
    header = spec.header if spec.header is not None else _has_header(lines, tokens)
    layout = _Layout(spec, width, header, file, markup)
    lost = layout.fill(tokens)
    found: list[RawTable | LostTable] = []
    if layout.rows:
        found.append(RawTable(layout.rows[0], tuple(layout.rows[1:]), headed=header, name=spec.name))
    return Tables([*found, *([lost] if lost else [])], swallowed)


def _first_row(tokens: Sequence[_Token]) -> int:
    """Return how many columns the cells take that stand in the first line."""
    width = 0
    for index, token in enumerate(tokens):
        if index and token.begins_line:
            break
        width += token.across * token.times
    return width


def _has_header(lines: Sequence[Strip], tokens: Sequence[_Token]) -> bool:
    """Tell whether a blank line stands between the first line and the next, and no cell goes over it."""
    if len(lines) < 2 or not lines[0].text.strip() or lines[1].text.strip():  # noqa: PLR2004 - a line and a blank one
        return False
    following = next((line.number for line in lines[1:] if line.text.strip()), None)
    return following is None or any(token.begins_line and token.line == following for token in tokens)


def _tokens(lines: Sequence[Strip], separator: str, swallowed: list[tuple[int, str]]) -> list[_Token]:
    """Return the cells behind bars; a bar behind a backslash is text."""
    tokens: list[_Token] = []
    for line in lines:
        bars = [
            match.start()
            for match in re.finditer(re.escape(separator), line.text)
            if line.text[match.start() - 1 : match.start()] != "\\"
        ]
        starts = [0, *(bar + len(separator) for bar in bars)]
        ends = [*bars, len(line.text)]
        following: _Token | None = None
        for index, (start, end) in enumerate(zip(starts, ends, strict=True)):
            text = line.text[start:end]
            cut, match = _spec_before_bar(text, is_first=index == 0) if index < len(bars) else (len(text), None)
            part = Strip(line.number, text[:cut], line.offset + start)
            if index:
                following = following or _Token([])
                following.parts.append(part)
                tokens.append(following)
            elif tokens:
                tokens[-1].parts.append(part)
            elif part.text.strip():
                tokens.append(_Token([part], begins_line=True, ends_line=not bars))
            alone = index == 0 and match is not None and not part.text.strip()
            following = _specified(match, begins_line=alone, ends_line=index + 1 == len(bars))
            if index and match and match["style"] and match[0].strip() == match["style"] and not part.text.strip():
                swallowed.append((line.number, match["style"]))
    return tokens


def _spec_before_bar(text: str, *, is_first: bool) -> tuple[int, re.Match[str] | None]:
    """Return where the text of a cell before a bar ends, and the specification of the next cell behind it."""
    if is_first and (alone := _SPEC_ALONE.fullmatch(text)):
        return 0, alone
    blank = max(text.rfind(" "), text.rfind("\t"))
    behind = _SPEC_BEHIND.fullmatch(text, blank) if blank >= 0 else None
    return (len(text[:blank].rstrip()), behind) if behind else (len(text), None)


def _specified(match: re.Match[str] | None, *, begins_line: bool, ends_line: bool) -> _Token:
    token = _Token([], begins_line=begins_line, ends_line=ends_line)
    if match is None:
        return token
    token.style = match["style"] or ""
    across, _, down = (match["count"] or "").partition(".")
    if match["kind"] == "*":
        token.times = max(int(across or 1), 1)
    elif match["kind"] == "+":
        token.across, token.down = max(int(across or 1), 1), max(int(down or 1), 1)
    return token


def _fields(lines: Sequence[Strip], spec: Spec, file: str, markup: Markup) -> list[_Token]:
    """Return the cells between delimiters."""
    dialect = Dialect(spec.separator, "", f"\\{spec.separator}") if spec.form == "dsv" else Dialect(spec.separator)
    tokens = []
    for record in records(lines, dialect):
        for index, each in enumerate(record):
            token = _Token([Strip(each.line, each.text, each.offset)], value=each.cell(file, markup.cell))
            token.begins_line, token.ends_line = index == 0, index + 1 == len(record)
            tokens.append(token)
    return tokens


class _ShortError(Exception):
    """The cells from a row on do not fill rows; the message completes "these lines look like a table, but"."""


@dataclass(slots=True)
class _Layout:
    """Puts cells into the rows of a table, one after the other, around those that go down from rows above."""

    spec: Spec
    width: int
    header: bool
    file: str
    markup: Markup
    rows: list[RawRow] = field(default_factory=list)
    _open: list[RawCell | None] = field(default_factory=list)
    _below: dict[int, list[tuple[int, RawCell]]] = field(default_factory=dict)
    _first: _Token | None = None
    _at: int = 0
    _cells: int = 0

    def fill(self, tokens: Sequence[_Token]) -> LostTable | None:
        """Make rows of cells, and return what is lost of them."""
        self._begin_row()
        try:
            for token in tokens:
                for time in range(1, token.times + 1):
                    self._put(token, ends_line=token.ends_line and time == token.times)
        except _ShortError as error:
            return LostTable(str(error), Place(self.file, self._first.line if self._first is not None else None))
        if self._first is None:
            return None
        filled = sum(cell is not None for cell in self._open)
        reason = f"its last row has {filled} cells and the table {self.width} columns"
        return LostTable(reason, Place(self.file, self._first.line))

    def _begin_row(self) -> None:
        self._open = [None] * self.width
        self._at = 0
        self._first = None
        for at, cell in self._below.pop(len(self.rows), ()):
            self._open[at] = cell

    def _put(self, token: _Token, *, ends_line: bool) -> None:
        if self._full():
            self._first = token
            raise _ShortError("cells that go down take the whole of a row, and others follow")
        if self._first is None:
            self._first = token
        at = self._at
        taken = range(at, at + token.across)
        if taken.stop > self.width or any(self._open[index] for index in taken):
            raise _ShortError(f"a cell goes over more columns than the {self.width} of the table")
        self._cells += token.across * token.down
        check_size(self._cells, self.file, token.line)
        cell = token.value or self._cell(token, at)
        for index in taken:
            self._open[index] = _covered(cell, Span.ACROSS if index > at else None)
            for row in range(len(self.rows) + 1, len(self.rows) + token.down):
                self._below.setdefault(row, []).append((index, _covered(cell, Span.DOWN)))
        if self._full():
            self._end_row(token, ends_line=ends_line)

    def _full(self) -> bool:
        """Go to the next free place of the row, and tell whether there is none."""
        while self._at < self.width and self._open[self._at] is not None:
            self._at += 1
        return self._at == self.width

    def _end_row(self, last: _Token, *, ends_line: bool) -> None:
        first = last if self._first is None else self._first
        if not ends_line and first.line != last.line:
            raise _ShortError(f"the cells of its lines are not those of rows of {self.width} columns")
        self.rows.append(RawRow(tuple(cell for cell in self._open if cell), Place(self.file, first.line)))
        self._begin_row()

    def _cell(self, token: _Token, at: int) -> RawCell:
        is_head = self.header and not self.rows
        columns = self.spec.columns
        style = "" if is_head else token.style or (columns[at] if columns else "")
        inline = {"a": self.markup.block, "l": self.markup.literal}.get(style, self.markup.cell)
        cell = cell_of(token.parts, self.file, inline)
        kind = RawCell if style == "l" else type(cell)  # the line breaks of a literal one are shown
        return kind(cell.text, cell.plain, cell.place, None, strong=bool(cell.text) and (cell.strong or style in _BOLD))


def _covered(cell: RawCell, span: Span | None) -> RawCell:
    return type(cell)(cell.text, cell.plain, cell.place, span, strong=cell.strong)


_NESTED = re.compile(r"!={3,}\s*")


def nested_tables(lines: Sequence[Strip]) -> Iterator[int]:
    """Yield the number of each line in which a table inside a cell begins."""
    is_open = False
    for line in lines:
        if _NESTED.fullmatch(line.text):
            is_open = not is_open
            if is_open:
                yield line.number
