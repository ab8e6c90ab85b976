"""Texts of cells without the marks of Markdown and HTML, each sign in its place."""

from __future__ import annotations

import re

_EMPHASIS = (
    re.compile(r"(?P<mark>\*{1,3}|`{1,3})(?P<text>[^\s*_`](?:.*?[^\s*`])??)(?P=mark)"),
    re.compile(r"(?<![^\W_])(?P<mark>_{1,3})(?P<text>[^\s*_`](?:.*?[^\s*_`])??)(?P=mark)(?![^\W_])"),
)
"""Stars and backticks anywhere, and underscores that stand inside no word."""
_NESTED = 4
"""How many marks of emphasis may lie in one another."""
_LINK = re.compile(r"!?\[(?P<text>[^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_TAG = re.compile(r"</?(?!sup\b)[A-Za-z][^<>]{0,200}>|<!--.*?-->", re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:nbsp|ensp|emsp|thinsp|#160|#xa0|zwj|zwnj);", re.IGNORECASE)
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
    text = _INVISIBLE.sub(" ", text)
    if not any(char in text for char in "*_`[<&\\"):
        return text
    text = _ENTITY.sub(_blanks, text)
    text = _BREAK.sub(lambda match: "\n".ljust(len(match[0])), text)
    text = _TAG.sub(_blanks, text)
    text = _ESCAPE.sub(r" \1", text)
    text = _LINK.sub(_link, text)
    for _ in range(_NESTED):
        for pattern in _EMPHASIS:
            text = pattern.sub(lambda match: match["text"].center(len(match[0])), text)
    return text


def _link(match: re.Match[str]) -> str:
    lead = match[0].index("[") + 1
    return " " * lead + match["text"] + " " * (len(match[0]) - lead - len(match["text"]))


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match[0])
