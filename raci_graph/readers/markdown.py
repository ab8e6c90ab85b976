"""Markdown (CommonMark with pipe tables) into headings, tables and paragraphs, each with its place; HTML in it too.

The Markdown parser says what is a table and what is code; the cells are then split from the source lines
themselves, because only those have columns and the text as it was written.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from raci_graph.model import Block, Heading, LostTable, Paragraph, Place, RawCell, RawRow, RawTable
from raci_graph.readers.base import Page
from raci_graph.readers.front_matter import front_matter
from raci_graph.readers.html_blocks import read
from raci_graph.readers.html_islands import Island, islands
from raci_graph.readers.text import decode, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_DELIMITER_ROW = re.compile(r"[\s>]*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*")
_PIPE = re.compile(r"(?<!\\)\|")
_LEAD = re.compile(r"(?:[\s>]|(?:[-+*]|[0-9]{1,9}[.)])\s)*(?=\|)|[\s>]*")
_LIST_STEPS = {"bullet_list_open": 1, "ordered_list_open": 1, "bullet_list_close": -1, "ordered_list_close": -1}
_HIDDEN_HTML = re.compile(r"\s*<(?:!|\?|script|style|pre|textarea)", re.IGNORECASE)

_COMMON_TAG = re.compile(
    r"</?(?:h[1-6]|p|div|span|font|center|br|hr|b|strong|i|em|u|s|del|ins|small|big|sup|sub|code|ul|ol|li|a)\b[^>]*>"
    r"|<[!?].*",
    re.IGNORECASE | re.DOTALL,
)
"""Tags that escaped into a visible text; any other, such as ``<Name>``, is a word that is to be filled in."""


def page(data: bytes, file: str) -> Page:
    """Return the blocks of a Markdown page and the title and language of its front matter.

    Args:
        data: the bytes of the page, UTF-8.
        file: its name, used in places and messages.

    Returns:
        Headings, tables, paragraphs and lost tables (lines that look like rows of a pipe table and that Markdown
        shows as something else), in order.

    Raises:
        InputError: as ``decode`` raises it, or for front matter that is not YAML.
    """
    decoded = decode(data, file)
    lines = decoded.lines
    front = front_matter(lines, file)
    body = [""] * front.size + lines[front.size :]
    tokens = _parser().parse("\n".join(body))
    found = sorted(_blocks(tokens, body, file), key=lambda each: each[0])
    return Page(
        (*front.lists, *(block for _, block in found)),
        front.title,
        front.language,
        decoded.findings,
    )


def plain(text: str) -> str:
    """Return inline Markdown without its markup, blanks folded, in Unicode NFC.

    >>> plain("**3.1.1. Daily** [operations](https://example.org)")
    '3.1.1. Daily operations'
    """
    if not any(char in text for char in "*_`[]<>&\\!~"):
        return fold(text)
    tokens = _parser().parseInline(text)
    return unicodedata.normalize("NFC", fold("".join(_inline_text(tokens))))


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table")


def _blocks(tokens: Sequence[Token], lines: Sequence[str], file: str) -> Iterator[tuple[int, Block]]:
    tables: set[int] = set()
    hidden: set[int] = set()
    found = islands(tokens, lines)
    in_html = {line for island in found for line in range(island.first, island.last)}
    depth = 0
    for index, token in enumerate(tokens):
        depth += _LIST_STEPS.get(token.type, 0)
        if token.map is None:
            continue
        first, last = token.map
        if token.type == "table_open":
            tables.update(range(first, last))
            yield first, _table(tokens[index:], lines, file)
        elif _hides_rows(token, lines[first], below_table=first - 1 in tables):
            hidden.update(range(first, last))
        elif first in in_html:
            continue
        elif token.type == "heading_open":
            text = tokens[index + 1].content.strip()
            yield first, Heading(int(token.tag[1:]), text, plain(text), Place(file, first + 1))
        elif token.type == "paragraph_open":
            yield first, _paragraph(lines, first, last, file, depth)
    for island in found:
        hidden.update(island.tables)
        yield from _html_blocks(island, file)
    yield from _lost_tables(lines, tables, hidden, file)


def _html_blocks(island: Island, file: str) -> Iterator[tuple[int, Block]]:
    for block in read(island.source, file, first_line=island.first + 1, inline=_inline_in_html).blocks:
        yield _line_of(block) - 1, block


def _line_of(block: Block) -> int:
    if isinstance(block, RawTable):
        return block.header.place.line or 1
    if isinstance(block, Heading | LostTable):
        return block.place.line or 1
    return block.lines[0].place.line or 1


def _inline_in_html(text: str) -> tuple[str, bool]:
    """Return the visible text of an HTML element without Markdown and common tags, and whether all of it is bold."""
    pieces = list(_inline_pieces(_parser().parseInline(text)))
    bare = unicodedata.normalize("NFC", fold("".join(piece for piece, _ in pieces)))
    return bare, bool(bare) and all(strong for piece, strong in pieces if piece.strip())


def _inline_pieces(tokens: Sequence[Token]) -> Iterator[tuple[str, bool]]:
    strong = 0
    for token in tokens:
        strong += {"strong_open": 1, "strong_close": -1}.get(token.type, 0)
        if token.type == "html_inline" and not _COMMON_TAG.fullmatch(token.content):
            yield token.content, strong > 0
        elif token.children:
            for piece, bold in _inline_pieces(token.children):
                yield piece, bold or strong > 0
        else:
            for piece in _inline_text([token]):
                yield piece, strong > 0


def _hides_rows(token: Token, line: str, *, below_table: bool) -> bool:
    """Tell whether what looks like a row inside a block is meant to be no row; code below a table may be one."""
    if token.type == "code_block":
        return not below_table
    return token.type == "fence" or (token.type == "html_block" and _HIDDEN_HTML.match(line) is not None)


def _lost_tables(
    lines: Sequence[str], tables: set[int], hidden: set[int], file: str
) -> Iterator[tuple[int, LostTable]]:
    """Yield each run of lines outside of tables that look like rows, once and with the reason."""
    last = None
    for number, line in enumerate(lines):
        if number in tables or number in hidden:
            continue
        following = lines[number + 1] if number + 1 < len(lines) else ""
        below = len(_split(following)) if _DELIMITER_ROW.fullmatch(following) and _PIPE.search(line) else 0
        if below or _looks_like_a_row(line, below_table=number - 1 in tables):
            if last is None or last < number - 1:
                yield number, LostTable(_why_lost(len(_split(line)), below), Place(file, number + 1))
            last = number


def _why_lost(cells: int, below: int) -> str:
    """Return why Markdown shows no table for a line with so many cells, above a line of so many runs of dashes."""
    if not below:
        return "they have no line of dashes below a header"
    if cells != below:
        return f"the header has {cells} cells and the line below it {below}"
    return "they stand inside HTML or code"


def _looks_like_a_row(line: str, *, below_table: bool) -> bool:
    pipes = len(_PIPE.findall(line))
    begins = line[_lead_end(line) :].startswith("|")
    return (begins and pipes > 1) or (below_table and pipes > 0)


def _paragraph(lines: Sequence[str], first: int, last: int, file: str, depth: int) -> Paragraph:
    cells = [
        RawCell(line.strip(), plain(line.strip()), Place(file, number, len(line) - len(line.lstrip()) + 1))
        for number, line in enumerate(lines[first:last], first + 1)
        if line.strip()
    ]
    return Paragraph(tuple(cells), depth)


def _table(tokens: Sequence[Token], lines: Sequence[str], file: str) -> RawTable:
    numbers: list[int] = []
    for token in tokens:
        if token.type == "table_close":
            break
        if token.type == "tr_open" and token.map:
            numbers.append(token.map[0])
    rows = [_row(lines[number], number + 1, file) for number in numbers]
    return RawTable(rows[0], tuple(rows[1:]))


def _row(line: str, number: int, file: str) -> RawRow:
    cells = [
        RawCell(text, plain(text.replace("\\|", "|")), Place(file, number, column)) for text, column in _split(line)
    ]
    return RawRow(tuple(cells), Place(file, number))


def _split(line: str) -> list[tuple[str, int]]:
    """Return the cells of a row with the column in which each begins; a blank one begins behind its pipe."""
    start = _lead_end(line)
    cuts = [match.start() for match in _PIPE.finditer(line, start)]
    if cuts and cuts[0] == start:
        start = cuts.pop(0) + 1
    ends = [*cuts] if cuts and not line[cuts[-1] + 1 :].strip() else [*cuts, len(line)]
    cells = []
    for end in ends:
        part = line[start:end]
        text = part.strip()
        cells.append((text, start + 1 + (len(part) - len(part.lstrip()) if text else 0)))
        start = end + 1
    return cells


def _lead_end(line: str) -> int:
    """Return where the text of a line begins, behind the marks of quotes and lists that stand before a row."""
    lead = _LEAD.match(line)
    return lead.end() if lead else 0


def _inline_text(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in {"text", "code_inline", "text_special"}:
            yield token.content
        elif token.type in {"softbreak", "hardbreak"} or (token.type == "html_inline" and "br" in token.content[:4]):
            yield " "
        elif token.children:
            yield from _inline_text(token.children)
