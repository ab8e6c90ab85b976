"""reStructuredText into headings, tables and paragraphs, each with its place; no file and no address is opened."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raci_graph.blocks import Block, Heading, LostTable, Paragraph, RawCell, RawTable
from raci_graph.findings import Finding, Severity
from raci_graph.model import Place
from raci_graph.readers.base import Page
from raci_graph.readers.drawn import CellCount, Strip, width
from raci_graph.readers.grid import table_at
from raci_graph.readers.rst_inline import Markup, substitutions
from raci_graph.readers.rst_tables import Directive, csv_table, directive, list_table
from raci_graph.readers.text import decode

if TYPE_CHECKING:
    from collections.abc import Sequence

_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1*")
_BULLET = re.compile(r"(?:[-*+•‣\u2043]|\(?(?:[0-9]{1,9}|#|[a-z])[.)])(?:\s+|$)")
_FIELD = re.compile(r":(?P<name>(?![: ])(?:[^:\\]|\\.|:(?![ `]|$)){0,300}(?<! )):(?:\s+|$)")
_EXPLICIT = re.compile(r"\.\.(?:\s+|$)")
_DIRECTIVE = re.compile(r"(?P<name>[A-Za-z0-9][\w.:+-]*?)\s?::(?:\s+(?P<argument>.*))?")
_NOTE = re.compile(r"\[(?:[0-9]+|#?[\w.-]*|\*)\](?:\s+|$)")
_PIPES = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?")
_LITERAL = re.compile(
    "code|code-block|sourcecode|parsed-literal|literalinclude|highlight|raw|math|graphviz|digraph|graph|mermaid|uml|"
    "plantuml|image|toctree|contents|meta|index|tabularcolumns|role|default-role|sectnum|autosummary|doctest|testcode|"
    "testoutput|prompt|jinja"
)
"""Directives whose bodies are no text of the document."""
_UNSPOKEN = re.compile("container|class|rst-class|cssclass|only|ifconfig|figure|table")
"""Directives whose arguments are no text of the document."""
_LIST_BULLETS = "-*+•‣\u2043"
_READ_ELSEWHERE = {"include": ("",), "csv-table": ("file", "url"), "list-table": (), "flat-table": ()}
_NO_PIPES = "reStructuredText has no tables of bars alone"
_MIN_ADORNMENT = 4


def page(data: bytes, file: str, encoding: str | None = None) -> Page:
    """Return the blocks of a reStructuredText document.

    Args:
        data: the bytes of the document.
        file: its name, used in places and messages.
        encoding: the name of its encoding, where that is known.

    Returns:
        Headings, tables, paragraphs and lost tables in order; as findings what was not read because it stands in
        another file. Its title is its first heading, if that stands above all else and no other has its level.

    Raises:
        InputError: as ``decode`` raises it, or for a table with too many cells.
    """
    decoded = decode(data, file, encoding)
    reader = _Reader([line.expandtabs(8).rstrip() for line in decoded.lines], file)
    at = 0
    while at < len(reader.lines):
        at = reader.step(at)
    blocks = reader.blocks
    first = blocks[0] if blocks else None
    tops = sum(isinstance(block, Heading) and block.level == 1 for block in blocks)
    title = first.plain if isinstance(first, Heading) and tops == 1 else None
    return Page(tuple(blocks), title, reader.language, (*decoded.findings, *reader.findings))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


class _Reader:
    """Goes through the lines of a document; each step takes those of one block."""

    def __init__(self, lines: Sequence[str], file: str) -> None:
        self.lines = lines
        self.file = file
        self.blocks: list[Block] = []
        self.findings: list[Finding] = []
        self.language: str | None = None
        self._markup = Markup(substitutions(lines))
        self._styles: list[tuple[str, bool]] = []
        self._lists: list[int] = []
        self._count = CellCount(file)
        self._name: tuple[str, int] | None = None

    def step(self, at: int) -> int:
        """Read the block that begins with a line, and return the index of the line after it."""
        line = self.lines[at]
        if not line:
            return at + 1
        indent = _indent(line)
        while self._lists and indent < self._lists[-1]:
            self._lists.pop()
        text = line[indent:]
        if _EXPLICIT.match(text):
            return self._explicit(at, indent)
        if text.startswith("__ "):
            return at + 1
        if text.startswith(">>> "):
            return self._blank_after(at)
        return self._table(at) or self._heading(at) or self._paragraph(at, indent)

    def _place(self, at: int, offset: int | None = None) -> Place:
        return Place(self.file, at + 1, None if offset is None else offset + 1)

    def _line(self, at: int) -> str:
        return self.lines[at] if at < len(self.lines) else ""

    def _blank_after(self, at: int) -> int:
        """Return the index of the first blank line after a line."""
        while at < len(self.lines) and self.lines[at]:
            at += 1
        return at

    def _block_end(self, at: int, indent: int) -> int:
        """Return the index behind the lines below a line that are indented more than it."""
        end = at + 1
        for index in range(at + 1, len(self.lines)):
            if self.lines[index]:
                if _indent(self.lines[index]) <= indent:
                    break
                end = index + 1
        return end

    # Tables and headings

    def _table(self, at: int) -> int | None:
        found = table_at(self.lines, at, self.file, inline=self._markup.cell, ruled=True)
        if not found:
            return None
        where, table = found
        self._add_table(table, at)
        return where.stop

    def _add_table(self, table: RawTable | LostTable, at: int) -> None:
        if self._name and at < self._name[1] and isinstance(table, RawTable) and not table.name:
            table = RawTable(table.header, table.rows, table.headed, self._name[0])
        self._count.add(table)
        self.blocks.append(table)

    def _heading(self, at: int) -> int | None:
        """Take a text with a line of signs below it, and perhaps the same above it; or such a line alone."""
        line, below, last = self.lines[at], self._line(at + 1), self._line(at + 2)
        if _ADORNMENT.fullmatch(line):
            if below and last == line and len(line) > 1 and width(below) <= max(len(line), _MIN_ADORNMENT):
                return self._add_heading(at + 1, (line[0], True))
            if _ADORNMENT.fullmatch(below) and len(line) <= len(below) and len(below) > len(line) > 0:
                return self._add_heading(at, (below[0], False))
            return at + 1 if len(line) >= _MIN_ADORNMENT and not below else None
        is_text = line[0] != " " and not (_BULLET.match(line) and line[0] in _LIST_BULLETS)
        if is_text and _ADORNMENT.fullmatch(below) and len(below) >= min(width(line), _MIN_ADORNMENT):
            return self._add_heading(at, (below[0], False))
        return None

    def _add_heading(self, at: int, style: tuple[str, bool]) -> int:
        if style not in self._styles:
            self._styles.append(style)
        text = self.lines[at].strip()
        plain = self._markup.plain(text)
        self.blocks.append(Heading(self._styles.index(style) + 1, text, plain, self._place(at)))
        return at + 2

    # Explicit markup: directives, comments, notes, targets

    def _explicit(self, at: int, indent: int) -> int:
        lead = _EXPLICIT.match(self.lines[at], indent)
        start = lead.end() if lead else indent
        text = self.lines[at][start:]
        if not text and not self._line(at + 1):
            return at + 1
        if text.startswith(("_", "__")) and ":" in text:
            return min(self._blank_after(at), self._block_end(at, indent))
        note = _NOTE.match(text)
        if note:
            return self._behind_mark(at, start + note.end())
        found = _DIRECTIVE.fullmatch(text)
        if not found:
            return self._block_end(at, indent)
        end = self._block_end(at, indent)
        strips = [Strip(index + 1, self.lines[index], 0) for index in range(at + 1, end)]
        return self._directive(found["name"].lower(), directive(found["argument"] or "", strips, at + 1), at, end)

    def _directive(self, name: str, found: Directive, at: int, end: int) -> int:
        if name in _READ_ELSEWHERE:
            self._table_directive(name, found, at)
            return end
        if _LITERAL.fullmatch(name):
            if name == "raw" and any("<table" in strip.text.lower() for strip in found.body):
                self.blocks.append(LostTable("it stands in raw HTML", self._place(at)))
            return end
        if name in {"only", "ifconfig"}:
            message = f"what stands under '{name}:: {found.argument}' holds for some readers alone"
            self._warn(message, at, "read as if it held for all")
        self._name = (self._markup.plain(found.argument), end) if name == "table" and found.argument else self._name
        body = found.body[0].number - 1 if found.body else end
        if _UNSPOKEN.fullmatch(name) or not found.argument:
            return body
        offset = len(self.lines[at]) - len(self.lines[at].partition("::")[2].lstrip())
        if not found.options:
            return self._behind_mark(at, offset)
        self.blocks.append(Paragraph((self._cell(at, offset, offset),), self._depth()))
        return body

    def _table_directive(self, name: str, found: Directive, at: int) -> None:
        elsewhere = [found.text(option) if option else found.argument for option in _READ_ELSEWHERE[name]]
        names = ", ".join(each for each in elsewhere if each)
        if names:
            self._warn(f"'{name}' takes in '{names}', which is not read", at, "left out")
        elif name == "list-table":
            self._add_table(list_table(found, self.file, self._markup.cell), at)
        elif name == "csv-table":
            self._add_table(csv_table(found, self.file, self._markup.cell), at)
        elif name == "flat-table":
            self.blocks.append(LostTable("the directive 'flat-table' is not known", self._place(at)))

    def _warn(self, message: str, at: int, done: str) -> None:
        self.findings.append(Finding("P07", Severity.WARNING, message, self._place(at), done))

    # Paragraphs

    def _depth(self) -> int:
        return len(self._lists)

    def _paragraph(self, at: int, indent: int) -> int:
        """Take the lines of a paragraph, a list item, a field or a line block."""
        line = self.lines[at]
        if line[indent] == "|":
            return self._line_block(at, indent)
        start = indent
        while (mark := _BULLET.match(line, start)) and start < len(line):
            start = mark.end()
            self._lists.append(max(start, indent + 1))
        field = _FIELD.match(line, start)
        if field:
            return self._field(at, start, field)
        if start > indent:
            return self._text(at, start, self._lists[-1], self._depth(), first=indent)
        return self._text(at, start, indent, self._depth())

    def _text(self, at: int, start: int, indent: int, depth: int, first: int | None = None) -> int:
        """Take the lines from a place in a line on that keep to an indentation; a text it defines joins a term.

        Args:
            at: the index of the line.
            start: where its text begins, behind the marks of lists.
            indent: the indentation of the lines that follow.
            depth: how many lists lie around it.
            first: where the line begins, if marks of lists are to stay in its source text.
        """
        end = at + 1
        lost = None
        while self._line(end) and _indent(self.lines[end]) == indent:
            reason = None if lost else self._looks_like_a_table(end)
            lost = LostTable(reason, self._place(end)) if reason else lost
            end += 1
        if lost:
            self.blocks.append(lost)
            return end
        begin = start if first is None else first
        cells = [self._cell(at, begin, start)] if self.lines[at][start:] else []
        cells += [self._cell(index, indent, indent) for index in range(at + 1, end)]
        deeper = self._line(end) and _indent(self.lines[end]) > indent
        if deeper and len(cells) == 1 and not self._begins_block(end):
            cells, end = [self._defined(cells[0], end)], self._text_end(end)
        if cells:
            self.blocks.append(Paragraph(tuple(cells), depth))
        is_literal = self.lines[end - 1].endswith("::")
        return self._literal_end(end, min(indent, begin)) if is_literal else end

    def _behind_mark(self, at: int, start: int) -> int:
        """Take the text behind a mark, with the lines below that are indented more than the line of the mark."""
        outer, below = _indent(self.lines[at]), self._line(at + 1)
        inner = _indent(below) if below and _indent(below) > outer else outer + 1
        return self._text(at, start, inner, self._depth())

    def _looks_like_a_table(self, at: int) -> str | None:
        """Return why a line inside of a paragraph begins no table although it looks like it, None if it does not."""
        if "|" in self.lines[at] and _PIPES.fullmatch(self.lines[at].strip()):
            return _NO_PIPES
        is_table = table_at(self.lines, at, self.file, ruled=True) is not None
        return "no blank line stands above it" if is_table else None

    def _cell(self, at: int, begin: int, start: int) -> RawCell:
        line = self.lines[at]
        shown = line[start:-1] if line.endswith("::") else line[start:]
        return RawCell(line[begin:], self._markup.plain(shown), self._place(at, begin))

    def _begins_block(self, at: int) -> bool:
        text = self.lines[at].lstrip()
        return bool(_EXPLICIT.match(text) or _BULLET.match(text) or text[0] in "|+=:")

    def _text_end(self, at: int) -> int:
        indent = _indent(self.lines[at])
        while self._line(at) and _indent(self.lines[at]) >= indent:
            at += 1
        return at

    def _defined(self, term: RawCell, at: int) -> RawCell:
        """Return a term and the text that defines it in one."""
        lines = [self.lines[index].strip() for index in range(at, self._text_end(at))]
        text = self._markup.plain("\n".join(lines))
        return RawCell("\n".join([term.text, *lines]), f"{term.plain.rstrip(':')}: {text}", term.place)

    def _field(self, at: int, start: int, field: re.Match[str]) -> int:
        """Take a field: its name and the indented lines of its text."""
        end = at + 1
        while self._line(end) and _indent(self.lines[end]) > start:
            end += 1
        lines = [self.lines[at][field.end() :], *(self.lines[index].strip() for index in range(at + 1, end))]
        name, text = self._markup.plain(field["name"]), self._markup.plain("\n".join(lines))
        if name.lower() in {"lang", "language"} and self.language is None and not start:
            self.language = text or None
        whole = "\n".join([self.lines[at][start:], *lines[1:]])
        self.blocks.append(
            Paragraph((RawCell(whole, f"{name}: {text}".strip(), self._place(at, start)),), self._depth())
        )
        return end

    def _line_block(self, at: int, indent: int) -> int:
        """Take lines behind bars; they are no table, even with bars between texts."""
        end = at
        while self._line(end) and _indent(self.lines[end]) >= indent:
            end += 1
        lines = [line.strip() for line in self.lines[at:end]]
        if any(_PIPES.fullmatch(line) for line in lines[1:]):
            self.blocks.append(LostTable(_NO_PIPES, self._place(at)))
        else:
            cells = [
                RawCell(
                    line.strip(), self._markup.plain(line.strip().removeprefix("|")), self._place(index, _indent(line))
                )
                for index, line in enumerate(self.lines[at:end], at)
                if line.strip("| ")
            ]
            self.blocks.append(Paragraph(tuple(cells), self._depth()))
        return end

    def _literal_end(self, at: int, indent: int) -> int:
        """Return the index behind the literal block that follows a paragraph ending in two colons."""
        while at < len(self.lines) and not self.lines[at]:
            at += 1
        line = self._line(at)
        if line and _indent(line) > indent:
            return self._block_end(at - 1, indent)
        mark = line[indent : indent + 1]
        while mark and _ADORNMENT.fullmatch(mark) and self._line(at).startswith(mark, indent):
            at += 1
        return at
