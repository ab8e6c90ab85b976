"""Markdown (CommonMark with pipe tables) into headings, tables and paragraphs, each with its place; HTML in it too.

The Markdown parser says what is a table and what is code; the cells are then split from the source lines
themselves, because only those have columns and the text as it was written.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from raci_graph.blocks import Block, Code, Heading, LostTable, Paragraph, Program, RawCell, RawTable
from raci_graph.findings import Finding, Severity
from raci_graph.model import Place
from raci_graph.readers.base import Page
from raci_graph.readers.dashed_table import dashed_table_at
from raci_graph.readers.front_matter import front_matter
from raci_graph.readers.grid import begins_grid, table_at
from raci_graph.readers.html_blocks import read
from raci_graph.readers.html_islands import Island, islands
from raci_graph.readers.loose_rows import loose_rows
from raci_graph.readers.markdown_parser import block_tokens, inline_tokens
from raci_graph.readers.merged_tables import table_parts
from raci_graph.readers.pipe_rows import row_of
from raci_graph.readers.text import decode, fold, raised

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markdown_it.token import Token

    Found = list[tuple[int, Block]]

_QUOTE = re.compile(r"^(?:\s*>)+")
_SUP = re.compile(r"<sup>(?P<raised>[^<>]{1,8})</sup>", re.IGNORECASE)
_FENCE = re.compile(r"^[\s>]*(?:`{3,}|~{3,})")
_TEXT_IN_CODE = frozenset(
    {
        "",
        "text",
        "txt",
        "plain",
        "plaintext",
        "none",
        "markdown",
        "md",
        "csv",
        "tsv",
        "yaml",
        "yml",
        "json",
        "jsonc",
        "toml",
    }
)
_LIST_STEPS = {"bullet_list_open": 1, "ordered_list_open": 1, "bullet_list_close": -1, "ordered_list_close": -1}
_OPEN_COMMENT = re.compile(r"\s*<!--(?!.*-->)", re.DOTALL)
_ROW = re.compile(r"\s*\|.*\|")
_HIDDEN_HTML = re.compile(r"\s*<(?:!|\?|script|style|pre|textarea)", re.IGNORECASE)

_MARKED = re.compile(r"[*_`<&\\]|\]\(|\[\[")
"""What begins inline markup, or a link."""
_BOLD_PARTS = re.compile(r"[^*_`<&\\\[\]]*(?:\*\*[^\W_](?:[^*_`<&\\\[\]]*[^\W_])?\*\*[^*_`<&\\\[\]]*)+")
"""A text with bold parts, each of which begins and ends with a letter or a digit, and without other markup."""

_COMMON_TAG = re.compile(
    r"</?(?:h[1-6]|p|div|span|font|center|br|hr|b|strong|i|em|u|s|del|ins|small|big|sup|sub|code|ul|ol|li|a)\b[^>]*>"
    r"|<[!?].*",
    re.IGNORECASE | re.DOTALL,
)
"""Tags that escaped into a visible text; any other, such as ``<Name>``, is a word that is to be filled in."""


def page(data: bytes, file: str, encoding: str | None = None) -> Page:
    """Return the blocks of a Markdown page and the title and language of its front matter.

    Args:
        data: the bytes of the page, UTF-8.
        file: its name, used in places and messages.
        encoding: the name of its encoding, where that is known.

    Returns:
        Headings, tables, paragraphs and lost tables, in order. Lines that look like rows of a pipe table and that
        Markdown shows as something else are a table where they plainly make one, and else a lost one; both is said.

    Raises:
        InputError: as ``decode`` raises it, or for front matter that is not YAML.
    """
    decoded = decode(data, file, encoding)
    lines = decoded.lines
    front = front_matter(lines, file)
    body = [""] * front.size + lines[front.size :]
    tokens = block_tokens("\n".join(body))
    blocks, tables, hidden = _blocks(tokens, body, file)
    found, said = _with_loose_rows(blocks, tables, hidden, body, file)
    said += _merged(blocks, tables, file)
    return Page(
        (*front.roles, *(block for _, block in sorted(found, key=lambda each: each[0]))),
        front.title,
        front.language,
        (*decoded.findings, *front.findings, *said),
    )


def plain(text: str) -> str:
    """Return inline Markdown without its markup, blanks folded, in Unicode NFC.

    >>> plain("**3.1.1. Daily** [operations](https://example.org)")
    '3.1.1. Daily operations'
    """
    if not text or text.isalnum():
        return text
    if not _MARKED.search(text):
        return text if text.isprintable() and "  " not in text and text == text.strip() else fold(text)
    if _BOLD_PARTS.fullmatch(text):
        return fold(text.replace("**", ""))
    text = _SUP.sub(lambda match: raised(match["raised"]), text)
    return unicodedata.normalize("NFC", fold("".join(_inline_text(inline_tokens(text)))))


def _blocks(tokens: Sequence[Token], lines: Sequence[str], file: str) -> tuple[Found, set[int], set[int]]:
    """Return the blocks that Markdown shows, the lines of its tables, and those whose rows are meant to be none."""
    blocks: Found = []
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
            blocks += _tables(lines, first, last, file, depth)
        elif _hides_rows(token, lines[first], below_table=first - 1 in tables):
            hidden.update(range(first, last))
            blocks += _code(token, lines, file)
        elif first in in_html:
            continue
        elif token.type == "heading_open":
            text = tokens[index + 1].content.strip()
            blocks.append((first, Heading(int(token.tag[1:]), text, plain(text), Place(file, first + 1))))
        elif token.type == "paragraph_open":
            blocks.append((first, _paragraph(lines, first, last, file, depth)))
    for island in found:
        hidden.update(island.tables)
        blocks += _html_blocks(island, file)
    return blocks, tables, hidden


def _merged(blocks: Found, tables: set[int], file: str) -> list[Finding]:
    """Return a finding for each table whose header Markdown shows as a row of the table above."""
    starts = [at for at, block in blocks if isinstance(block, RawTable) and {at - 1, at} <= tables]
    message = "a line of dashes below this row begins another table, but Markdown shows all as one"
    return [
        Finding("P07", Severity.WARNING, message, Place(file, at + 1), "read as a table of its own") for at in starts
    ]


def _with_loose_rows(
    blocks: Found, tables: set[int], hidden: set[int], lines: Sequence[str], file: str
) -> tuple[Found, list[Finding]]:
    """Return the blocks with the rows that Markdown shows as something else, and what is to be said of those."""
    said: list[Finding] = []
    taken: set[int | None] = set()
    more: Found = []
    for where, block in _drawn(tables | hidden, lines, file):
        hidden = hidden.union(where)
        more.append((where.start, block))
        taken.update(at + 1 for at in where)
    starts = {at: (index, each) for index, (at, each) in enumerate(blocks) if isinstance(each, RawTable)}
    for loose in loose_rows(lines, tables, hidden, file, plain):
        if loose.finding:
            said.append(loose.finding)
        if loose.block is not None:
            more.append((loose.lines[0], loose.block))
        if not isinstance(loose.block, LostTable):
            taken.update(at + 1 for at in loose.lines)
        if loose.above is not None:
            index, table = starts[loose.above]
            starts[loose.above] = index, replace(table, rows=(*table.rows, *loose.rows))
            blocks[index] = loose.above, starts[loose.above][1]
    left = [(at, _without(block, taken) if isinstance(block, Paragraph) else block) for at, block in blocks]
    every = [(at, block) for at, block in (*left, *more) if not isinstance(block, Paragraph) or block.lines]
    return [(at, block) for at, block in every if not isinstance(block, Heading) or at + 1 not in taken], said


def _drawn(shown: set[int], lines: Sequence[str], file: str) -> Iterator[tuple[range, RawTable | LostTable]]:
    """Yield the tables that are drawn with rules and bars outside of lines that show something else."""
    free = ["" if at in shown else line for at, line in enumerate(lines)]
    at = 0
    while at < len(free):
        if not free[at]:
            at += 1
            continue
        found = table_at(free, at, file, inline=_inline_in_html) if begins_grid(free[at]) else None
        found = found or dashed_table_at(free, at, file, inline=_inline_in_html)
        if found:
            yield found
        at = found[0].stop if found else at + 1


def _without(paragraph: Paragraph, taken: set[int | None]) -> Paragraph:
    """Return a paragraph without the lines that are rows."""
    return replace(paragraph, lines=tuple(line for line in paragraph.lines if line.place.line not in taken))


def _code(token: Token, lines: Sequence[str], file: str) -> Iterator[tuple[int, Block]]:
    """Yield the lines of code that may be text, and the tables among them; others as a program, or as lost tables."""
    if token.map is None:
        return
    first, last = token.map
    if token.type == "html_block":
        if _OPEN_COMMENT.match(token.content) and any(map(_ROW.match, lines[first:last])):
            yield first, LostTable("they stand behind a comment that does not end", Place(file, first + 1))
        return
    inner = ["" if _FENCE.match(line) else line for line in lines[first:last]]
    masked = [""] * first + inner
    if token.info.strip().lower() not in _TEXT_IN_CODE:
        yield first, Program(tuple(_lines(masked, first, last, file, fold)))
        return
    yield first, Code(tuple(_lines(masked, first, last, file, fold)))
    tables = [(where.start, block) for where, block in _drawn(set(), masked, file)]
    tables += [(each.lines[0], each.block) for each in loose_rows(masked, (), (), file, plain) if each.block]
    yield from ((at, replace(block, in_code=True)) for at, block in tables if isinstance(block, RawTable))


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
    pieces = list(_inline_pieces(inline_tokens(text)))
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


def _paragraph(lines: Sequence[str], first: int, last: int, file: str, depth: int) -> Paragraph:
    return Paragraph(tuple(_lines(lines, first, last, file, plain)), depth)


def _lines(lines: Sequence[str], first: int, last: int, file: str, shown: Callable[[str], str]) -> Iterator[RawCell]:
    """Yield the lines of a block that have text, without the marks of quotes before them."""
    for number, line in enumerate(lines[first:last], first + 1):
        text = _QUOTE.sub("", line).strip()
        if text:
            yield RawCell(text, shown(text), Place(file, number, line.index(text) + 1))


def _table(first: int, last: int, lines: Sequence[str], file: str) -> RawTable:
    rows = [row_of(lines[at], at + 1, file, plain) for at in (first, *range(first + 2, last))]
    return RawTable(rows[0], tuple(rows[1:]))


def _tables(lines: Sequence[str], first: int, last: int, file: str, depth: int) -> Iterator[tuple[int, Block]]:
    """Yield what Markdown shows as one table: each table in it, and the text below that."""
    for rows, below in table_parts(lines, first, last):
        yield rows.start, _table(rows.start, rows.stop, lines, file)
        if below:
            yield below.start, _paragraph(lines, below.start, below.stop, file, depth)


def _inline_text(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in {"text", "code_inline", "text_special"}:
            yield token.content
        elif token.type in {"softbreak", "hardbreak"} or (token.type == "html_inline" and "br" in token.content[:4]):
            yield " "
        elif token.children:
            yield from _inline_text(token.children)
