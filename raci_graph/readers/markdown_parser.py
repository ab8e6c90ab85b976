"""The Markdown parser, asked for no more than is needed: blocks without their inline markup, or that of one text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_LONGEST = 4000
"""The longest text, in characters, whose inline markup is parsed at once."""
_BLANKS = " \t\n\v\f\r"
WIKI_LINK = re.compile(r"!?\[\[(?!\^)(?P<target>[^\[\]|\n]+)(?:\|(?P<name>[^\[\]|\n]*))?\]\](?![(\[])")
"""``[[target]]`` or ``[[target|name]]``; in a table the bar has a backslash before it."""


def block_tokens(source: str) -> list[Token]:
    """Return the blocks of a page (CommonMark with pipe tables).

    A pipe table is one token with its lines: its cells are to be split from the source. Inline markup is parsed only
    where a paragraph or heading may hold HTML.

    Args:
        source: the page, its lines divided by line feeds, without a null.
    """
    references: dict[str, object] = {}
    parser = _block_parser()
    tokens = parser.parse(source, references)
    for token in tokens:
        if token.type == "inline" and "<" in token.content:
            token.children = []
            for piece in _pieces(token.content):
                parser.inline.parse(piece, parser, references, token.children)
    return tokens


def inline_tokens(text: str) -> list[Token]:
    """Return the inline markup of a text; what a link refers to elsewhere in the page is not known."""
    return [token for piece in _pieces(text) for token in _inline_parser().parseInline(piece)]


def _pieces(text: str) -> list[str]:
    """Return a text in pieces, for the time that the parser takes may grow with the square of their length.

    Nearly all texts are one piece. A longer one is cut behind a tag or a line, else at a blank.
    """
    pieces = []
    while len(text) > _LONGEST:
        at = max(text.rfind(">", 0, _LONGEST), text.rfind("\n", 0, _LONGEST))
        if at < _LONGEST // 2:
            at = text.rfind(" ", 1, _LONGEST)
        cut = at + 1 if at > 0 else _LONGEST
        pieces.append(text[:cut])
        text = text[cut:]
    return [*pieces, text]


@lru_cache(maxsize=1)
def _inline_parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark")
    parser.inline.ruler.before("link", "wiki_link", _wiki_link)
    return parser


def _wiki_link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser calls it so
    """Take a link as wikis write it, which shows its name, or else its target."""
    match = WIKI_LINK.match(state.src, state.pos, state.posMax)
    if match is None or not match["target"].strip():
        return False
    if not silent:
        state.push("text", "", 0).content = (match["name"] or "").strip() or match["target"].strip()
    state.pos = match.end()
    return True


@lru_cache(maxsize=1)
def _block_parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.disable(["normalize", "inline", "text_join"], ignoreInvalid=True)
    parser.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    return parser


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the parser calls it so
    """Take a pipe table as the parser's own rule does, which gives three tokens for each cell beside."""
    from markdown_it.rules_block import table

    if not table(state, start, end, True):  # noqa: FBT003 - it takes "silent" by place
        return False
    if silent:
        return True
    outer, state.parentType = state.parentType, "table"
    line = start + 2
    while line < end and not _ends_table(state, line, end):
        line += 1
    state.push("table_open", "table", 1).map = [start, line]
    state.push("table_close", "table", -1)
    state.parentType, state.line = outer, line
    return True


def _ends_table(state: StateBlock, line: int, end: int) -> bool:
    text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
    if state.sCount[line] < state.blkIndent or not text.strip(_BLANKS) or state.is_code_block(line):
        return True
    if text.startswith("|"):
        return False
    return any(rule(state, line, end, True) for rule in state.md.block.ruler.getRules("blockquote"))  # noqa: FBT003
