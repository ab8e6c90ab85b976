"""The pieces of HTML in a Markdown page, each whole: Markdown itself ends one at a blank line, even inside a table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

_COMMENT = re.compile(r"<!--(?:(?!-->|<!--).)*+-->", re.DOTALL)
_TABLE_TAG = re.compile(r"<(/?)table(?=[\s/>])", re.IGNORECASE)
_ROW_TAG = re.compile(r"</?t(?:[rdh]|body|foot)[\s/>]", re.IGNORECASE)
_CODE_SPAN = re.compile(r"(?<!`)(`{1,3})(?!`)[^`](?:.{0,500}?[^`])??\1(?!`)", re.DOTALL)
_LEAVES = {"html_block", "paragraph_open", "heading_open", "fence", "code_block", "table_open"}


class Island(NamedTuple):
    """A piece of HTML: its lines (0-based, the last one behind it), their source, and the lines of tables in it.

    The source has blanks for what belongs to Markdown: the signs of quotes and lists around it, and its pipe tables.
    Tags in code are no tags in it.
    """

    first: int
    last: int
    source: str
    tables: range


class _Leaf(NamedTuple):
    """A block that has no blocks in it, with its HTML and how many quotes lie around it."""

    kind: str
    first: int
    last: int
    html: str
    content: str
    quotes: int


def islands(tokens: Sequence[Token], lines: Sequence[str]) -> list[Island]:
    """Return the pieces of HTML of a page, in order; a table and all that is in it is in one piece.

    Args:
        tokens: what the Markdown parser makes of the page.
        lines: its lines.
    """
    if not any(token.type == "html_block" or "<" in token.content for token in tokens):
        return []
    leaves = list(_leaves(tokens))
    ends = _table_ends(leaves)
    found: list[Island] = []
    at = 0
    while at < len(leaves):
        if leaves[at].kind != "html_block" and at not in ends:
            at += 1
            continue
        last = look = at
        while look <= last:
            last = max(last, ends.get(look, look))
            look += 1
        found.append(_island(leaves[at : last + 1], lines))
        at = last + 1
    return found


def _leaves(tokens: Sequence[Token]) -> Iterator[_Leaf]:
    quotes = 0
    for index, token in enumerate(tokens):
        quotes += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if token.type not in _LEAVES or token.map is None:
            continue
        html, content = "", token.content
        if token.type in {"html_block", "code_block"}:
            html = content
        elif token.type in {"paragraph_open", "heading_open"}:
            inline = tokens[index + 1]
            content = inline.content
            html = "".join(child.content for child in inline.children or () if child.type == "html_inline")
        yield _Leaf(token.type, token.map[0], token.map[1], html, content, quotes)


def _table_ends(leaves: Sequence[_Leaf]) -> dict[int, int]:
    """Return for each leaf in which tables begin the one in which the last of them ends.

    What is indented inside a table is no code, unless a heading came between. A table that never ends goes on to the
    last leaf with a tag of its rows, before the next table or heading.
    """
    ends: dict[int, int] = {}
    opened: list[int] = []
    heading = -1
    for index, leaf in enumerate(leaves):
        if leaf.kind == "heading_open":
            heading = index
        if leaf.kind == "code_block" and (not opened or opened[-1] < heading):
            continue
        for match in _TABLE_TAG.finditer(_COMMENT.sub("", leaf.html)):
            if not match[1]:
                opened.append(index)
            elif opened:
                begin = opened.pop()
                ends[begin] = max(index, ends.get(begin, index))
    for index in set(opened):
        ends[index] = max(_last_row(leaves, index), ends.get(index, index))
    return ends


def _last_row(leaves: Sequence[_Leaf], index: int) -> int:
    last = index
    for at in range(index + 1, len(leaves)):
        leaf = leaves[at]
        if leaf.kind == "heading_open" or _TABLE_TAG.search(leaf.html):
            break
        if _ROW_TAG.search(leaf.html):
            last = at
    return last


def _island(leaves: Sequence[_Leaf], lines: Sequence[str]) -> Island:
    first, last = leaves[0].first, max(leaf.last for leaf in leaves)
    view = [_unquoted(line, leaves[0].quotes) for line in lines[first:last]]
    begin = leaves[0].content.split("\n", 1)[0].rstrip()
    lead = len(view[0].rstrip()) - len(begin)
    if lead > 0 and view[0].rstrip().endswith(begin):
        view[0] = " " * lead + view[0][lead:]
    for leaf in leaves:
        part = slice(leaf.first - first, leaf.last - first)
        if leaf.kind == "table_open":
            view[part] = [""] * (leaf.last - leaf.first)
        elif leaf.kind == "fence":
            view[part] = [line.replace("<", "&lt;") for line in view[part]]
        elif leaf.kind in {"paragraph_open", "heading_open"}:
            view[part] = _CODE_SPAN.sub(lambda match: match[0].replace("<", "&lt;"), "\n".join(view[part])).split("\n")
    tags = [line for line, text in enumerate(view) if _TABLE_TAG.search(text)]
    return Island(first, last, "\n".join(view), range(first + tags[0], first + tags[-1] + 1) if tags else range(0))


def _unquoted(line: str, quotes: int) -> str:
    """Return a line with blanks in place of the signs of quotes around it."""
    at = 0
    for _ in range(quotes):
        begin = len(line) - len(line[at:].lstrip())
        if line[begin : begin + 1] != ">":
            break
        at = begin + 1
    return " " * at + line[at:]
