"""Texts in a page of Markdown: as they are where Markdown shows them so, else with its signs escaped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raci_graph.printable import unmentioned
from raci_graph.readers.markdown import plain
from raci_graph.readers.markdown_parser import inline_tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markdown_it.token import Token

_SIGNS = re.compile(r"[\\`*_{}\[\]<>&|~#]")
_LINE_BREAK = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_OPEN_BAR = re.compile(r"(?<!\\)\|")
_LAST_ESCAPE = re.compile(r"(?<!\\)(?:\\\\)*\\$")
_LINK = re.compile(r"\](?=[(\[:])|<(?=[A-Za-z/!?])")
"""What begins a link or a tag in any Markdown, although ours may take it for none ("[x](javascript:y)")."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_TURNS = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What turns the direction of the text around it."""
_ABOUT_TEXT = frozenset(
    {"text", "softbreak", "hardbreak", "strong_open", "strong_close", "em_open", "em_close", "code_inline"}
)
"""What inline markup may be left in a cell: it changes how a text looks, and nothing else."""


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a pipe table of texts that are Markdown already."""
    yield _line(header)
    yield "|---" * len(header) + "|"
    for row in rows:
        yield _line(row)


def shown_as_is(text: str) -> str:
    """Return Markdown that shows just a text, its blanks folded.

    >>> shown_as_is("R&D plan"), shown_as_is("a | b")
    ('R&D plan', 'a \\\\| b')
    """
    text = " ".join(_printable(text).split())
    if any(each.search(text) for each in (_OPEN_BAR, _LAST_ESCAPE, _LINK)) or plain(text) != text:
        text = _SIGNS.sub(r"\\\g<0>", text)
    text = unmentioned(text)
    return _TURNS.sub(lambda turn: f"&#x{ord(turn[0]):X};", text)


def heading(level: int, text: str) -> str:
    """Return the line of a heading; levels below the sixth are the sixth."""
    shown = shown_as_is(text)
    if shown.endswith("#") and not shown.endswith(r"\#"):
        shown = f"{shown[:-1]}\\#"
    return f"{'#' * min(level, 6)} {shown}"


def cell(text: str) -> str:
    """Return Markdown for a cell as printed: emphasis and code stay, all other markup is shown as it is written.

    A line break is ``<br>``.

    >>> cell("**R**/A"), cell("R\\nA"), cell("<script>")
    ('**R**/A', 'R<br>A', '\\\\<script\\\\>')
    """
    text = _LINE_BREAK.sub("<br>", _printable(text))
    if not _SIGNS.search(text):
        return unmentioned(text)
    shown = _OPEN_BAR.sub(r"\|", text)
    risky = _LAST_ESCAPE.search(shown) or _LINK.search(_BREAK.sub("", shown))
    quoted = "`" in shown and unmentioned(shown) != shown
    if risky or quoted or not all(map(_is_about_text, inline_tokens(shown))):
        shown = "<br>".join(_SIGNS.sub(r"\\\g<0>", part) for part in _BREAK.split(text))
    return unmentioned(shown)


def _line(cells: Sequence[str]) -> str:
    return "".join(f"| {text} " if text else "| " for text in cells) + "|"


def _printable(text: str) -> str:
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def _is_about_text(token: Token) -> bool:
    if token.type == "inline":
        return all(map(_is_about_text, token.children or ()))
    return token.type in _ABOUT_TEXT or (token.type == "html_inline" and _BREAK.fullmatch(token.content) is not None)
