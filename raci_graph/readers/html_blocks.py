"""HTML source into headings, tables and paragraphs with their places, as a browser would show them.

Omitted end tags, text astray in a table and tags that cross are taken as the HTML standard takes them. A table inside
a cell is a table of its own.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from raci_graph.blocks import Block, Heading, LostTable, Paragraph
from raci_graph.errors import InputError
from raci_graph.model import Place
from raci_graph.progress import tracked
from raci_graph.readers import limits
from raci_graph.readers.html_aria import with_tables
from raci_graph.readers.html_cells import CellFlow
from raci_graph.readers.html_controls import without_controls, without_sort_signs
from raci_graph.readers.html_definitions import DEFINITION, TERM, with_terms
from raci_graph.readers.html_elements import (
    BLOCKS,
    CELLS,
    CLOSED_BY_SAME,
    DEEPER,
    GROUPS,
    HEADINGS,
    LISTS,
    PARTS,
    RAW,
    SCOPES,
    icon_name,
    language_of,
    marks_of,
    shown_instead,
    span_of,
)
from raci_graph.readers.html_open_table import OpenTable
from raci_graph.readers.html_stack import Open, Stack
from raci_graph.readers.html_styles import Styles
from raci_graph.readers.html_tables import BODY, FOOT, HEAD, Cell, Room, Row, raw_table, too_many, without_notes
from raci_graph.readers.html_text import BUTTON, HIDDEN, KEPT, UNSEEN, Flow, Inline, Places, cell_of, line_of
from raci_graph.readers.html_tokens import Cut, Tag, Text, tokens
from raci_graph.readers.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.readers.html_text import Line

_CELL_TAG = re.compile(r"<t[dh][\s/>]", re.IGNORECASE)
_ROW_TAG = re.compile(r"<t[rdh][\s/>]", re.IGNORECASE)
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_MARKDOWN_BREAK = re.compile(r"\n[ \t]*(?:(?=\n)|[-*+][ \t]+|(?=[0-9]{1,9}[.)][ \t]))")
_LINE_END = re.compile(r"\n")
_SEVERAL = 2
"""How many cells whose texts a style adds make a table one that is not read."""


class Reading(NamedTuple):
    """The blocks of an HTML source in its order, its title and the tag of its language."""

    blocks: list[Block]
    title: str | None
    language: str | None


def read(source: str, file: str, *, first_line: int = 1, inline: Inline | None = None) -> Reading:
    """Return the blocks of an HTML source, a whole document or a piece of one.

    Args:
        source: the source, its lines divided by line feeds.
        file: the name of its document, for places.
        first_line: the number of its first line there.
        inline: for HTML inside Markdown: takes the marks of that from the visible texts.

    Returns:
        Headings, tables, paragraphs and lost tables (rows outside of a table, cells that lie over each other, rows
        behind a tag that never ends, cells whose texts a style adds), the title and the language. A row with one cell
        in the foot of a table is a paragraph below it.

    Raises:
        InputError: for a source beyond the caps: tags, nesting, spans, cells, lines.
    """
    _check_size(source, file)
    reader = _Reader(source, Places(source, file, first_line), inline)
    for token in tracked(with_tables(tokens(source), source), "reading elements", source.count("<")):
        if isinstance(token, Text):
            reader.text(token)
        elif isinstance(token, Cut):
            reader.cut(token)
        elif token.closes:
            reader.close(token.name)
        else:
            reader.open(token)
    return reader.finish()


def _check_size(source: str, file: str) -> None:
    tags = source.count("<")
    if tags > limits.MAX_TAGS:
        raise too_many(f"the document has more than {limits.MAX_TAGS:,} tags", file)
    if tags > limits.MAX_CELLS and sum(1 for _ in _CELL_TAG.finditer(source)) > limits.MAX_CELLS:
        raise too_many(f"the tables have more than {limits.MAX_CELLS:,} cells", file)


class _Reader(Stack):
    """Takes the tags and texts of a source in their order."""

    def __init__(self, source: str, places: Places, inline: Inline | None) -> None:
        super().__init__(places)
        self._source = source
        self._inline = inline
        self._found: list[tuple[int, Block]] = []
        self._outermost = self.flow
        self._tables: list[OpenTable] = []
        self._room = Room()
        self._raw = ""
        self._title: str | None = None
        self._language: str | None = None
        self._astray = False
        self._styles = Styles(source)

    def text(self, token: Text) -> None:
        """Take a run of text."""
        if self._raw:
            if self._raw == "title":
                self._take_title(fold(token.shown))
        elif not (marks := self.marks) & (HIDDEN | UNSEEN):
            if marks & KEPT or (self._inline and _BLANK_LINE.search(token.raw)):
                self._text_in_lines(token, marks)
            else:
                self.flow.add(token.shown, marks, token.start)
                self._check_lines()

    def open(self, tag: Tag) -> None:
        """Take a start tag."""
        name = tag.name
        if name in PARTS:
            self._open_part(tag)
        elif name in BLOCKS:
            self._open_block(tag)
        elif name in RAW:
            self._raw = name
        elif name == "br":
            self._end_line()
        elif name == "hr":
            self.pop_through(self.find({"p"}))
            self.flow.end_paragraph()
        elif name in {"img", "input"}:
            marks = self.marks | marks_of(tag)
            if not marks & (HIDDEN | UNSEEN):
                self.flow.add(shown_instead(tag), marks, tag.start)
                self._add_icon(icon_name(tag), tag.start)
        elif name == "html":
            self._language = self._language or language_of(tag)
        else:
            self.open_inline(tag)
            self._add_icon(icon_name(tag), tag.start)

    def close(self, name: str) -> None:
        """Take an end tag."""
        if name in PARTS:
            self._close_part(name)
        elif name in BLOCKS:
            self.pop_through(self.find(HEADINGS if name in HEADINGS else {name}))
            self.flow.end_paragraph()
        elif name in RAW:
            self._raw = ""
        elif name == "br":
            self._end_line()
        else:
            self.close_inline(name)

    def cut(self, token: Cut) -> None:
        """Take what never ends; rows behind it are lost."""
        if _ROW_TAG.search(self._source, token.start):
            self._lose(f"they stand behind a {token.what} that does not end", token.start)

    def finish(self) -> Reading:
        """Close all that is open and return the blocks."""
        self.pop_through(0)
        self._emit(self.flow.all_lines())
        blocks = [block for _, block in sorted(self._found, key=lambda each: each[0])]
        heading = next((each.plain for each in blocks if isinstance(each, Heading) and each.level == 1), None)
        return Reading(blocks, self._title or heading or None, self._language)

    def ends(self, element: Open) -> None:
        """Do what is to do when an element ends."""
        super().ends(element)
        name = element.name
        if name in PARTS:
            self._end_part(element)
        elif name in BLOCKS:
            self.flow.end_paragraph()
            self.flow.level = 0 if name in HEADINGS else self.flow.level
            self.flow.depth -= name in DEEPER
            self.flow.kind = "" if name in {TERM, DEFINITION} else self.flow.kind

    # Lines and blocks

    def _text_in_lines(self, token: Text, marks: int) -> None:
        """Take a text whose line ends stand: all of them, or those that Markdown does not fold."""
        start = 0
        for match in (_LINE_END if marks & KEPT else _MARKDOWN_BREAK).finditer(token.raw):
            self.flow.add(Text(token.raw[start : match.start()], 0).shown, marks, token.start + start)
            self._end_line()
            start = match.end()
        self.flow.add(Text(token.raw[start:], 0).shown, marks, token.start + start)

    def _take_title(self, title: str) -> None:
        """Take the title of the document, or that of a drawing."""
        drawing = self.find({"svg"}, ())
        if drawing is not None:
            self._add_icon(title, self._start_of(drawing))
        elif not self._title:
            self._title = title or None

    def _add_icon(self, name: str, start: int) -> None:
        if name and not self.marks & (HIDDEN | UNSEEN | BUTTON):
            self.flow.add_icon(name, self.marks, start)

    def _end_line(self) -> None:
        if not self.hides:
            self.flow.end_line()
            self._check_lines()

    def _check_lines(self) -> None:
        if len(self.flow.lines) > limits.MAX_TEXT_LINES:
            start = self.flow.lines[-1].start
            raise too_many(f"the text has more than {limits.MAX_TEXT_LINES:,} lines", self._line(start))

    def _open_block(self, tag: Tag) -> None:
        name = tag.name
        self.pop_through(self.find({"p"}))
        if same := CLOSED_BY_SAME.get(name):
            self.pop_through(self.find(same, SCOPES | LISTS | {"dl"}))
        if name in HEADINGS and self.top in HEADINGS:
            self.pop()
        self.flow.end_paragraph()
        self._check_lines()
        self.push(name, tag.start, marks_of(tag))
        self.flow.level = HEADINGS.get(name, self.flow.level)
        self.flow.depth += name in DEEPER
        self.flow.kind = name if name in {TERM, DEFINITION} else self.flow.kind

    def _emit(self, text: Sequence[Line]) -> None:
        """Give the lines of a text as headings and paragraphs."""
        for (_, level, depth), group in groupby(with_terms(text), key=lambda line: (line.part, line.level, line.depth)):
            lines = list(group)
            start = lines[0].start
            if level:
                cell = cell_of(lines, self.places.at(start), self._inline)
                self._found.append((start, Heading(level, cell.text.replace("\n", " "), cell.plain, cell.place)))
            else:
                cells = tuple(line_of(line, self.places.at(line.start), self._inline) for line in lines)
                self._found.append((start, Paragraph(cells, depth)))

    def _lose(self, reason: str, start: int) -> None:
        self._found.append((start, LostTable(reason, self._line(start))))

    def _line(self, offset: int) -> Place:
        place = self.places.at(offset)
        return Place(place.file, place.line)

    # Tables

    def _open_part(self, tag: Tag) -> None:
        name = tag.name
        if name == "table":
            self._open_table(tag)
        elif not self._tables:
            self.flow.end_paragraph()
            if name in {"tr", *CELLS} and not self._astray:
                self._astray = True
                self._lose("they stand outside of a table", tag.start)
        elif name in CELLS:
            self.pop_to({"tr", "table", *GROUPS})
            if self.top != "tr":
                self._open_row(tag.start, 0)
            self._open_cell(tag)
        elif name == "tr":
            self.pop_to({"table", *GROUPS})
            self._open_row(tag.start, marks_of(tag))
        else:
            self.pop_to({"table"})
            self._open_group(name, tag.start, marks_of(tag))
            if name == "caption":
                self.flow = Flow()

    def _open_table(self, tag: Tag) -> None:
        around = self.find(SCOPES, ())
        if around is not None and self._is_open(around, "table"):
            self.pop_through(around)
        self.pop_through(self.find({"p"}))
        self.flow.end_paragraph()
        if self._tables:
            self._tables[-1].holds_tables = True
        self.push("table", tag.start, marks_of(tag) | self.marks)
        self._tables.append(OpenTable(self.flow))
        self._astray = False

    def _open_group(self, name: str, start: int, marks: int) -> None:
        self.push(name, start, marks)
        self._tables[-1].group += 1

    def _open_row(self, start: int, marks: int) -> None:
        table = self._tables[-1]
        if self.top == "table":
            self._open_group(BODY, start, 0)
        table.row = Row(self._line(start), self.top, table.group)
        self._room.check(table.reach.row(table.group), 0, table.row.place)
        self.push("tr", start, marks)

    def _open_cell(self, tag: Tag) -> None:
        table = self._tables[-1]
        attributes = tag.attributes if tag.source else {}
        across, down = span_of(attributes.get("colspan")), span_of(attributes.get("rowspan"))
        if across > limits.MAX_SPAN or down > limits.MAX_SPAN:
            raise InputError(
                f"a cell covers more than {limits.MAX_SPAN:,} columns or rows",
                place=str(self.places.at(tag.start)),
                remedy="Check its colspan and rowspan",
            )
        heads = tag.name == "th" and attributes.get("scope", "").strip().lower() not in {"row", "rowgroup"}
        table.cell = (across or 1, down, heads)
        table.reach.cell(down)
        table.holds_tables = False
        self.push(tag.name, tag.end, marks_of(tag) if attributes else 0)
        self.flow = CellFlow()

    def _close_part(self, name: str) -> None:
        index = self.find({name}, {"table"})
        if not self._tables:
            self.flow.end_paragraph()
        self.pop_through(index)

    def _end_part(self, element: Open) -> None:
        table = self._tables[-1]
        if element.name in CELLS:
            self._end_cell(table, element)
        elif element.name == "tr":
            if table.row and not self.hides:
                table.rows.append(table.row)
                if not table.row.cells:
                    self._room.take(1, 0, table.row.place)
        elif element.name == "table":
            self._end_table(element)
        elif element.name == "caption":
            self._end_caption(table)

    def _end_cell(self, table: OpenTable, element: Open) -> None:
        flow, self.flow = self.flow, table.outer
        if self.hides or table.row is None:
            return
        lines = flow.all_lines()
        start = lines[0].start if lines else element.start
        table.styled += not lines and self._styles.fill(element.start)
        in_head = table.row.kind == HEAD
        heads = in_head or table.cell[2]
        shown = without_controls(lines, heads=heads)
        cell = cell_of(shown, self.places.at(start), self._inline)
        if in_head or (heads and not table.rows):
            cell = without_sort_signs(cell)
        table.row.cells.append(Cell(cell, *table.cell))
        if table.holds_tables:
            self._emit(lines)
        elif table.row.kind == FOOT:
            table.row.lines = lines

    def _end_caption(self, table: OpenTable) -> None:
        flow, self.flow = self.flow, table.outer
        if not self.hides and table.caption is None:
            table.caption = cell_of(flow.all_lines(), Place(), self._inline).plain or None

    def _end_table(self, element: Open) -> None:
        table = self._tables.pop()
        self.flow.end_paragraph()
        if self.hides:
            return
        rows, notes = without_notes(table.rows)
        for note in notes:
            self._emit(note.lines)
        found = raw_table(rows, table.caption, self._room)
        if table.styled >= _SEVERAL:
            self._lose(f"a style alone shows what stands in {table.styled} of its cells", element.start)
        elif found:
            self._found.append((element.start, found))
