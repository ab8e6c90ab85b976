"""The tables that reStructuredText writes as lists and as fields: ``list-table`` and ``csv-table``."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from raci_graph.blocks import LostTable, RawCell, RawRow, RawTable, Span
from raci_graph.model import Place
from raci_graph.readers.delimited import BrokenRecordError, Dialect, Field, records
from raci_graph.readers.drawn import Strip, cell_of, check_size

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from raci_graph.readers.drawn import Inline

_TWO = 2
"""How many rows of a header are read as one."""
_BULLET = re.compile(r"[-*+•‣\u2043](?:\s+|$)")
_OPTION = re.compile(r"\s*:(?P<name>[A-Za-z][\w-]*):(?:\s+|$)")
_NAMED_CHARS = {"tab": "\t", "space": " "}
_CODE = re.compile(r"(?:0x|x|\\x|U\+|u|\\u)(?P<hex>[0-9a-f]{1,6})|(?P<number>[0-9]{2,7})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Directive:
    """A directive: its argument, the lines of each option, the lines of its body, and the number of its line."""

    argument: str
    options: Mapping[str, Sequence[Strip]]
    body: Sequence[Strip]
    line: int

    def count(self, name: str) -> int:
        """Return the number that an option gives, 0 where it gives none."""
        text = self.text(name)
        return int(text) if re.fullmatch("[0-9]{1,6}", text) else 0

    def text(self, name: str) -> str:
        """Return what an option says, "" for one that is not there."""
        return " ".join(strip.text.strip() for strip in self.options.get(name, ())).strip()


def directive(argument: str, lines: Sequence[Strip], line: int) -> Directive:
    """Return a directive of the lines below its first: more of its argument, options, and behind a blank line the body.

    Args:
        argument: what stands behind the colons.
        lines: the indented lines below.
        line: the number of its own line.
    """
    options: dict[str, list[Strip]] = {}
    name = None
    at = 0
    while at < len(lines) and lines[at].text.strip():
        strip = lines[at]
        match = _OPTION.match(strip.text)
        if match:
            name = match["name"].lower()
            options[name] = [Strip(strip.number, strip.text[match.end() :], strip.offset + match.end())]
        elif name:
            options[name].append(strip)
        else:
            argument = f"{argument} {strip.text.strip()}".strip()
        at += 1
    return Directive(argument, options, lines[at:], line)


def list_table(table: Directive, file: str, inline: Inline) -> RawTable | LostTable:
    """Return a table of a list with a list in each of its items.

    Args:
        table: the directive.
        file: the name of the document.
        inline: takes the markup from the text of a cell.

    Raises:
        InputError: for a table with too many cells.
    """
    rows: list[RawRow] = []
    items = _items(table.body)
    if items is None:
        return LostTable("its body is not a list of lists", Place(file, table.line))
    for item in items:
        cells = _items(item)
        if not cells:
            return LostTable("an item of its list is not a list of cells", Place(file, item[0].number))
        check_size((len(rows) + 1) * len(cells), file, table.line)
        stub = table.count("stub-columns")
        raw = [cell_of(strips, file, inline) for strips in cells]
        raw = [_bold(cell) if at < stub else cell for at, cell in enumerate(raw)]
        rows.append(RawRow(tuple(raw), Place(file, item[0].number)))
        if len(cells) != len(rows[0].cells):
            reason = f"its first row has {len(rows[0].cells)} cells and the one in line {item[0].number} {len(cells)}"
            return LostTable(reason, Place(file, item[0].number))
    return _named(rows, table, table.count("header-rows"), file)


def csv_table(table: Directive, file: str, inline: Inline) -> RawTable | LostTable:
    """Return a table of fields between delimiters; its header may stand in an option. Else as ``list_table``."""
    delimiter = _char(table.text("delim")) or ","
    escape = _char(table.text("escape"))
    dialect = Dialect(delimiter, _char(table.text("quote")) or '"', escape)
    try:
        head = records(table.options.get("header", ()), dialect)
        body = records(_dedented(table.body), dialect)
    except BrokenRecordError as error:
        return LostTable(error.reason, Place(file, error.line))
    width = max((len(fields) for fields in (*head, *body)), default=0)
    check_size(width * (len(head) + len(body)), file, table.line)
    stub = table.count("stub-columns")
    rows = [_row(fields, width, stub, file, inline) for fields in (*head, *body)]
    return _named(rows, table, len(head) + table.count("header-rows"), file)


def _row(fields: Sequence[Field], width: int, stub: int, file: str, inline: Inline) -> RawRow:
    """Return a row of fields, filled up with blank ones at the end of the first line of its last field."""
    last = fields[-1]
    end = Field("", last.line, last.offset + len(last.text.partition("\n")[0]))
    padded = [*fields, *[end] * (width - len(fields))]
    cells = tuple(field.cell(file, inline, strong=at < stub) for at, field in enumerate(padded))
    return RawRow(cells, Place(file, fields[0].line))


def _named(rows: Sequence[RawRow], table: Directive, heads: int, file: str) -> RawTable | LostTable:
    if not rows:
        return LostTable("it has no rows", Place(file, table.line))
    first, *others = rows
    if heads == _TWO and len(rows) > _TWO:
        first, *others = _grouped(first, *others)
    return RawTable(first, tuple(others), headed=heads > 0, name=table.argument or None)


def _grouped(groups: RawRow, names: RawRow, *others: RawRow) -> Sequence[RawRow]:
    """Return rows of which the first names groups of columns and the second the columns, which cannot be merged here.

    A group goes on where its name is repeated, or is not written above a column. Where each column has a group of its
    own, both rows are made one, with the names of the groups where those of the columns are not enough.
    """
    merged: list[RawCell] = []
    for group, name in zip(groups.cells, names.cells, strict=True):
        last = merged[-1] if merged else group
        goes_on = bool(merged and last.text) and (group.text == last.text or (name.text and not group.text))
        merged.append(replace(last, span=Span.ACROSS) if goes_on else group)
    if any(cell.span for cell in merged):
        return [RawRow(tuple(merged), groups.place), names, *others]
    known = Counter(cell.plain for cell in names.cells)
    cells = (
        group if not name.text else _joined(group, name) if group.text and known[name.plain] > 1 else name
        for group, name in zip(groups.cells, names.cells, strict=True)
    )
    return [RawRow(tuple(cells), groups.place), *others]


def _joined(group: RawCell, name: RawCell) -> RawCell:
    return replace(name, text=f"{group.text} / {name.text}", plain=f"{group.plain} / {name.plain}")


def _bold(cell: RawCell) -> RawCell:
    return type(cell)(cell.text, cell.plain, cell.place, cell.span, strong=bool(cell.text))


def _items(lines: Sequence[Strip]) -> list[list[Strip]] | None:
    """Return the lines of each item of a list, without its mark and its indentation; None for lines of no list."""
    items: list[list[Strip]] = []
    for strip in _dedented(lines):
        if strip.text[:1].strip():
            mark = _BULLET.match(strip.text)
            if not mark:
                return None
            items.append([Strip(strip.number, strip.text[mark.end() :], strip.offset + mark.end())])
        elif items:
            items[-1].append(strip)
    return [[item[0], *_dedented(item[1:])] for item in items]


def _dedented(lines: Sequence[Strip]) -> list[Strip]:
    margin = min((len(line.text) - len(line.text.lstrip()) for line in lines if line.text.strip()), default=0)
    return [Strip(line.number, line.text[margin:], line.offset + margin) for line in lines]


def _char(text: str) -> str:
    """Return the character that an option names: itself, a word, or its code; "" for none."""
    code = _CODE.fullmatch(text)
    if text in _NAMED_CHARS or not code:
        return _NAMED_CHARS.get(text, text[:1])
    number = int(code["hex"], 16) if code["hex"] else int(code["number"])
    return chr(number) if 0 < number < 0x110000 else ""  # noqa: PLR2004 - the end of Unicode
