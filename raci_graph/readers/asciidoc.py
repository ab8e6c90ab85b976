"""AsciiDoc into headings, tables and paragraphs, each with its place; no file that it takes in is opened."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raci_graph.blocks import Block, Heading, LostTable, Paragraph, RawCell
from raci_graph.findings import Finding, Severity
from raci_graph.model import Place
from raci_graph.readers.asciidoc_inline import Markup
from raci_graph.readers.asciidoc_tables import nested_tables, read_table, spec_of
from raci_graph.readers.base import Page
from raci_graph.readers.drawn import CellCount, Strip, width
from raci_graph.readers.text import decode, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ATTRIBUTE = re.compile(r":(?P<unset>!?)(?P<name>\w[\w-]*)(?P<unset_behind>!?):(?:[ \t]+(?P<value>.*))?")
_BLOCK_TITLE = re.compile(r"\.(?P<text>[^.\s].*|\.[^.\s].*)")
_ABOVE_BLOCK = re.compile(r"\[(?:|[\w.#\"'%,{].*|\[.*\])\]")
_NAMED = re.compile(
    r"\s*(?:(?P<name>[\w-]+)\s*=\s*)?(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^,]*))\s*(?:,|$)"
)
_HEADING = re.compile(r"(?P<marks>={1,6}|#{1,6})[ \t]+(?P<text>\S.*)")
_UNDERLINES = "=-~^+"
_VERBATIM = re.compile(r"-{4,}|\.{4,}|\+{4,}|/{4,}|`{3}[^`]*")
_FRAME = re.compile(r"={4,}|\*{4,}|_{4,}|--|\"\"|'''|<<<")
_TABLE = re.compile(r"[|,:]={3,}")
_COMMENT = re.compile(r"//(?!/).*")
_ELSEWHERE = re.compile(r"(?P<name>include|ifdef|ifndef|ifeval|endif)::(?P<target>\S*?)\[(?P<text>.*)\]")
_MACRO = re.compile(r"[a-z]\w*::\S*\[.*\]")
_ITEM = re.compile(
    r"[ \t]*"
    r"(?P<mark>-|\*{1,5}|•|\.{1,5}|[0-9]{1,9}\.|[a-z]\.|[ivx]{1,5}\)|<[0-9.]{1,3}>)"
    r"[ \t]+(?:\[[ *x]\][ \t]+)?(?=\S)"
)
_TERM = re.compile(r"[ \t]*(?P<term>\S(?:.*?\S)??)(?P<mark>:{2,4}|;;)(?:[ \t]+|$)")
_PIPES = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?")
_LITERAL_STYLE = re.compile(r"(?:source|listing|literal|pass|comment|stem|latexmath|asciimath)(?:[,.#%].*)?|")


def page(data: bytes, file: str, encoding: str | None = None) -> Page:
    """Return the blocks of an AsciiDoc document, its title and its language (the attribute ``lang``).

    Args:
        data: the bytes of the document.
        file: its name, used in places and messages.
        encoding: the name of its encoding, where that is known.

    Returns:
        Headings, tables, paragraphs and lost tables in order; as findings what was not read because it stands in
        another file, or may not hold.

    Raises:
        InputError: as ``decode`` raises it, or for a table with too many cells.
    """
    decoded = decode(data, file, encoding)
    reader = _Reader([line.rstrip() for line in decoded.lines], file)
    at = 0
    while at < len(reader.lines):
        at = reader.step(at)
    findings = sorted(reader.findings, key=lambda each: each.place.line or 0 if each.place else 0)
    return Page(tuple(reader.blocks), reader.title, reader.language, (*decoded.findings, *findings))


class _Reader:
    """Goes through the lines of a document; each step takes those of one block."""

    def __init__(self, lines: Sequence[str], file: str) -> None:
        self.lines = lines
        self.file = file
        self.blocks: list[Block] = []
        self.findings: list[Finding] = []
        self.title: str | None = None
        self._attributes: dict[str, str] = {}
        self._markup = Markup(self._attributes)
        self._lists: list[str] = []
        self._count = CellCount(file)
        self._after_blank = False
        self._joined = False
        self._forget()

    @property
    def language(self) -> str | None:
        """The language that the document states."""
        return fold(self._attributes.get("lang", "")) or None

    def _forget(self) -> None:
        """Forget the title and the attributes that stood above a block."""
        self._above: list[str] = []
        self._title: str | None = None

    def _place(self, at: int, offset: int | None = None) -> Place:
        return Place(self.file, at + 1, None if offset is None else offset + 1)

    def _line(self, at: int) -> str:
        return self.lines[at] if at < len(self.lines) else ""

    def _warn(self, message: str, at: int, done: str) -> None:
        self.findings.append(Finding("P07", Severity.WARNING, message, self._place(at), done))

    def step(self, at: int) -> int:
        """Read the block that begins with a line, and return the index of the line after it."""
        line = self.lines[at]
        if not line:
            self._after_blank = True
            return at + 1
        end = self._above_block(at, line) or self._delimited(at, line) or self._heading(at, line)
        if end is None:
            end = self._text(at, line)
            self._forget()
        self._after_blank = False
        return end

    # What stands between and above blocks

    def _above_block(self, at: int, line: str) -> int | None:
        """Take a line that is no block: a comment, an attribute, a title, a line that takes in others."""
        if _COMMENT.fullmatch(line) or self._taken_in(at, line) or _MACRO.fullmatch(line):
            return at + 1
        if line == "+":
            self._joined = True
            return at + 1
        if match := _ATTRIBUTE.fullmatch(line):
            return self._attribute(at, match)
        if match := _BLOCK_TITLE.fullmatch(line):
            self._title = match["text"]
            return at + 1
        if _ABOVE_BLOCK.fullmatch(line):
            self._above.append(self._markup.resolved(line[1:-1]))
            return at + 1
        return None

    def _taken_in(self, at: int, line: str) -> bool:
        """Tell whether a line takes in another file or lines that may not hold, and say so."""
        match = _ELSEWHERE.fullmatch(line)
        if not match:
            return False
        if match["name"] == "include":
            self._warn(f"'include' takes in '{match['target']}', which is not read", at, "left out")
        elif match["name"] != "endif":
            condition = f"{match['name']}::{match['target']}[{match['text']}]"
            done = "left out" if match["text"] and match["name"] != "ifeval" else "read as if it held"
            self._warn(f"what stands under '{condition}' holds under a condition", at, done)
        return True

    def _attribute(self, at: int, match: re.Match[str]) -> int:
        value = match["value"] or ""
        while value.endswith(" \\") and self._line(at + 1):
            at += 1
            value = f"{value[:-2].rstrip()} {self.lines[at].strip()}"
        if match["unset"] or match["unset_behind"]:
            self._attributes.pop(match["name"].lower(), None)
        else:
            self._attributes[match["name"].lower()] = self._markup.resolved(value.strip())
        return at + 1

    def _named_attributes(self) -> tuple[str, dict[str, str], set[str]]:
        """Return the style, the attributes and the options that stand above a block."""
        style, named, options = "", {}, set()
        for line in self._above:
            for index, match in enumerate(_NAMED.finditer(line)):
                value = next((match[name] for name in ("double", "single", "bare") if match[name] is not None), "")
                if match["name"]:
                    named[match["name"].lower()] = value.strip()
                elif index == 0:
                    style = re.split("[.#%]", value.strip())[0] or style
                    options.update(re.findall(r"%([\w-]+)", value))
        for name in ("options", "opts"):
            options.update(re.findall(r"[\w-]+", named.get(name, "")))
        options.update(name.removesuffix("-option") for name in named if name.endswith("-option"))
        return style, named, options

    # Blocks between two lines

    def _delimited(self, at: int, line: str) -> int | None:
        if _TABLE.fullmatch(line):
            return self._table(at, line)
        if _TABLE.fullmatch(line.strip()) and (end := self._closing(at, line)):
            self.blocks.append(LostTable("its first line is indented", self._place(at)))
            return end + 1
        style = self._named_attributes()[0]
        if line == "--" and style and _LITERAL_STYLE.fullmatch(style) and (end := self._closing(at, line)):
            self._forget()
            return end + 1
        if _VERBATIM.fullmatch(line) and not self._is_markdown_code(line):
            end = self._closing(at, "```" if line.startswith("```") else line)
            if end is None:
                self._warn(f"the block that begins with '{line[:10]}' is not closed", at, "all below it is left out")
            self._forget()
            return len(self.lines) if end is None else end + 1
        if _FRAME.fullmatch(line):
            self._forget()
            self._lists = [] if self._after_blank and not self._joined else self._lists
            return at + 1
        return None

    def _is_markdown_code(self, line: str) -> bool:
        """Tell whether a line only begins like a fence: with more code behind it."""
        return line.startswith("```") and " " in line

    def _closing(self, at: int, line: str) -> int | None:
        """Return the index of the next line that is the same."""
        return next((index for index in range(at + 1, len(self.lines)) if self.lines[index] == line), None)

    def _table(self, at: int, line: str) -> int:
        end = self._closing(at, line)
        if end is None:
            self.blocks.append(LostTable(f"no line '{line[:10]}' closes it", self._place(at)))
            self._forget()
            return at + 1
        strips = [Strip(index + 1, self.lines[index], 0) for index in range(at + 1, end) if self._is_of_table(index)]
        for number in nested_tables(strips):
            self._warn("a table stands inside of a cell", number - 1, "read as the text of the cell")
        _, named, options = self._named_attributes()
        name = self._markup.plain(self._title) if self._title else None
        tables = read_table(strips, spec_of(line[0], named, options, name), self.file, self._markup)
        for found in tables.found:
            self._count.add(found)
        self.blocks += tables.found
        for number, letter in tables.swallowed:
            self._warn(
                f"AsciiDoc takes the '{letter}' right before a bar for a style", number - 1, "read as a blank cell"
            )
        self._forget()
        return end + 1

    def _is_of_table(self, index: int) -> bool:
        return not (_COMMENT.fullmatch(self.lines[index]) or self._taken_in(index, self.lines[index]))

    # Headings

    def _heading(self, at: int, line: str) -> int | None:
        match = _HEADING.fullmatch(line)
        if match:
            marks = match["marks"]
            text = match["text"].removesuffix(marks).rstrip() if match["text"].endswith(f" {marks}") else match["text"]
            return self._add_heading(at, len(marks), text, at + 1)
        below = self._line(at + 1)
        is_line = len(below) > 1 and below[0] in _UNDERLINES and below == below[0] * len(below)
        if is_line and abs(width(line) - len(below)) < 2 and re.search(r"\w", line) and line[0] not in " \t":  # noqa: PLR2004
            return self._add_heading(at, _UNDERLINES.index(below[0]) + 1, line, at + 2)
        return None

    def _add_heading(self, at: int, level: int, text: str, end: int) -> int:
        plain = self._markup.plain(text)
        if level == 1 and not self.blocks:
            self.title = plain
            end = self._behind_authors(end)
        self.blocks.append(Heading(level, text, plain, self._place(at)))
        self._forget()
        self._lists = []
        return end

    def _behind_authors(self, at: int) -> int:
        """Return the index behind the lines that name authors and a revision right below the title."""
        for _ in range(2):
            line = self._line(at)
            if not line or line[0] in ":[/" or self._is_block(at):
                break
            at += 1
        return at

    # Text

    def _is_block(self, at: int) -> bool:
        """Tell whether a line ends the text above it, although no blank line does."""
        line = self.lines[at]
        return bool(
            _TABLE.fullmatch(line)
            or (_VERBATIM.fullmatch(line) and not self._is_markdown_code(line))
            or _FRAME.fullmatch(line)
            or _ABOVE_BLOCK.fullmatch(line)
            or _ELSEWHERE.fullmatch(line)
        )

    def _text(self, at: int, line: str) -> int:
        """Take a paragraph or an item of a list."""
        item, term = _ITEM.match(line), _TERM.match(line)
        if not item and not term and self._after_blank and not self._joined and line[0] not in " \t":
            self._lists = []
        self._joined = False
        if item:
            self._enter(re.sub("[0-9]+", "1", re.sub("[a-z]+", "a", item["mark"])))
        elif term:
            self._enter(term["mark"])
        end = self._text_end(at + 1)
        pipes = next((index for index in range(at, end) if _PIPES.fullmatch(self.lines[index].strip())), None)
        if pipes is not None and "|" in self.lines[pipes]:
            self.blocks.append(LostTable("AsciiDoc has no tables of bars alone", self._place(at)))
            return end
        if term and not item:
            return self._defined(at, term)
        cells = list(self._cells(at, end, item.end() if item else 0))
        if cells and not _LITERAL_STYLE.fullmatch(self._named_attributes()[0] or "none"):
            self.blocks.append(Paragraph(tuple(cells), len(self._lists)))
        return end

    def _enter(self, mark: str) -> None:
        """Go into the list of a mark, or back to it."""
        self._lists = self._lists[: self._lists.index(mark) + 1] if mark in self._lists else [*self._lists, mark]

    def _text_end(self, at: int) -> int:
        while line := self._line(at):
            is_item = self._lists and (_ITEM.match(line) or _TERM.match(line))
            if is_item or line == "+" or self._is_block(at):
                break
            at += 1
        return at

    def _cells(self, at: int, end: int, start: int) -> Iterator[RawCell]:
        for index in range(at, end):
            line = self.lines[index]
            if _COMMENT.fullmatch(line):
                continue
            offset = len(line) - len(line.lstrip())
            plain = self._markup.plain(line[start if index == at else 0 :])
            yield RawCell(line.strip(), plain, self._place(index, offset))

    def _defined(self, at: int, term: re.Match[str]) -> int:
        """Take a term and the text that defines it, which may stand below it, as one."""
        first = at + 1
        if not self.lines[at][term.end() :]:
            while first < len(self.lines) and not self.lines[first]:
                first += 1
            line = self._line(first)
            ends = not line or self._is_block(first) or _ITEM.match(line) or _TERM.match(line) or _HEADING.match(line)
            first = at + 1 if ends or line == "+" else first
        end = self._text_end(first)
        lines = [self.lines[at][term.end() :], *(self.lines[index].strip() for index in range(first, end))]
        text = self._markup.plain("\n".join(lines))
        whole = "\n".join([self.lines[at].strip(), *lines[1:]])
        plain = f"{self._markup.plain(term['term'])}: {text}".strip()
        offset = len(self.lines[at]) - len(self.lines[at].lstrip())
        self.blocks.append(Paragraph((RawCell(whole, plain, self._place(at, offset)),), len(self._lists)))
        return end
