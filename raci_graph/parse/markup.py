"""Texts of cells without the marks of Markdown and HTML, each sign in its place."""

from __future__ import annotations

import html
import re
from functools import lru_cache

from raci_graph.readers.markdown_parser import WIKI_LINK

_EMPHASIS = (
    re.compile(r"(?P<mark>\*{1,3}|`{1,3})(?=[^\s*_`])"),
    re.compile(r"(?<![^\W_])(?P<mark>_{1,3})(?=[^\s*_`])"),
    re.compile(r"(?<!=)(?P<mark>==)(?=[^\s=])"),
)
"""What begins emphasis: stars, backticks and the signs of highlights anywhere, and underscores inside no word."""
_ENDS = {
    sign * count: re.compile(pattern.replace("N", str(count)))
    for sign, pattern in (
        ("*", r"(?<![\s*`])\*{N}"),
        ("`", r"(?<![\s*`])`{N}"),
        ("_", r"(?<![\s*_`])_{N}(?![^\W_])"),
    )
    for count in (1, 2, 3)
} | {"==": re.compile(r"(?<![\s=])==(?!=)")}
"""What ends it, by what it begins with."""
_MARKED = re.compile(r"[*_`\[<&\\]|==")
_NESTED = 4
"""How many marks of emphasis may lie in one another."""
_LINK = re.compile(r"!?\[(?P<text>[^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_TAG = re.compile(r"</?(?!sup\b)[A-Za-z][^<>]{0,200}>")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:nbsp|ensp|emsp|thinsp|#160|#xa0|zwj|zwnj);", re.IGNORECASE)
_CHARACTER = re.compile(r"&(?:[A-Za-z]{2,31}[0-9]{0,2}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_INVISIBLE = re.compile("[\u00a0\u00ad\u200b-\u200f\u2028-\u202f\u2060\ufe0e\ufe0f\ufeff]")


def without_markup(text: str) -> str:
    """Return a text with blanks in place of emphasis, code marks, links, tags and invisible signs; offsets stay.

    A tag that breaks the line is a line break.

    >>> without_markup("**R**/[A](https://example.org)").split()
    ['R', '/', 'A']
    >>> without_markup("`role_of_sales`, _R_").split()
    ['role_of_sales', ',', 'R']
    """
    if not text.isascii():
        text = _INVISIBLE.sub(" ", text)
    return _unmarked(text) if _MARKED.search(text) else text


@lru_cache(maxsize=1 << 12)
def _unmarked(text: str) -> str:
    text = _ENTITY.sub(_blanks, text)
    text = _BREAK.sub(lambda match: "\n".ljust(len(match[0])), text)
    commented = text.rfind("-->") + 3
    text = _COMMENT.sub(_blanks, text[:commented]) + text[commented:] if commented > 2 else text  # noqa: PLR2004
    text = _TAG.sub(_blanks, text)
    text = WIKI_LINK.sub(_wiki_link, text)
    text = _ESCAPE.sub(r" \1", text)
    text = _LINK.sub(_link, text)
    for _ in range(_NESTED):
        before = text
        for begins in _EMPHASIS:
            text = _without_emphasis(text, begins)
        if text == before:
            break
    return text


def _without_emphasis(text: str, begins: re.Pattern[str]) -> str:
    """Return a text with blanks in place of what marks emphasis; each part of it is searched once for each mark."""
    parts: list[str] = []
    at = done = line_end = 0
    hopeless: set[str] = set()
    while found := begins.search(text, at):
        mark, start = found["mark"], found.end()
        if start > line_end:
            line_end = text.find("\n", start)
            line_end = len(text) if line_end < 0 else line_end
            hopeless = set()
        end = None if mark in hopeless else _ENDS[mark].search(text, start + 1, line_end)
        if end is None:
            hopeless.add(mark)
            at = found.start() + 1
            continue
        blank = " " * len(mark)
        parts += (text[done : found.start()], blank, text[start : end.start()], blank)
        at = done = end.end()
    return "".join(parts) + text[done:] if parts else text


def _link(match: re.Match[str]) -> str:
    lead = match[0].index("[") + 1
    return " " * lead + match["text"] + " " * (len(match[0]) - lead - len(match["text"]))


def _wiki_link(match: re.Match[str]) -> str:
    """Return what a link as wikis write it shows, its name or else its target, in its place."""
    shown = "name" if (match["name"] or "").strip() else "target"
    if not match[shown].strip():
        return match[0]
    start, end = (offset - match.start() for offset in match.span(shown))
    return " " * start + match[shown] + " " * (len(match[0]) - end)


def decoded(text: str) -> tuple[str, list[int]]:
    """Return a text with the characters that are written as entities ("&amp;"), and the offset of each in the text.

    The list has one offset more, the length of the text.

    >>> decoded("R&amp;D")
    ('R&D', [0, 1, 6, 7])
    """
    parts: list[str] = []
    offsets: list[int] = []
    done = 0
    for match in [*_CHARACTER.finditer(text), None]:
        start, end = match.span() if match else (len(text), len(text))
        shown = html.unescape(match[0]) if match else ""
        parts += (text[done:start], shown)
        offsets += (*range(done, start), *[start] * len(shown))
        done = end
    return "".join(parts), [*offsets, len(text)]


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match[0])
