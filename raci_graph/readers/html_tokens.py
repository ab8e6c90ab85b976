"""HTML source into tags and texts with their offsets, as the HTML standard cuts it; nothing is refused.

A tag that does not end, and a comment that does not end, take all that follows, as in a browser. Entities stand for
single characters only. Each character is looked at a fixed number of times, whatever the source.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLANK = r"[ \t\n\f\r]"
_OPENS = re.compile(r"<(?=[A-Za-z!?]|/[^ \t\n\f\r])")
_VALUE = r"\"[^\"]*+\"|'[^']*+'|[^ \t\n\f\r>\"'][^ \t\n\f\r>]*+|(?=>)"
_TAG = re.compile(rf"<(/?)([A-Za-z][^ \t\n\f\r/>]*+)((?:[^>=]++|={_BLANK}*+(?:{_VALUE}))*+)>")
_TAG_START = re.compile(r"</?[A-Za-z]")
_ATTRIBUTE = re.compile(
    rf"([^ \t\n\f\r/>=][^ \t\n\f\r/>=]*+)(?:{_BLANK}*+={_BLANK}*+(?:\"([^\"]*+)\"|'([^']*+)'|([^ \t\n\f\r>]*+)))?"
)
_COMMENT_END = re.compile(r"--!?>")
_NAMES_OF_TEXT = ("script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "plaintext")
_ENDS_OF_TEXT = {name: re.compile(rf"(?=</{name}[ \t\n\f\r/>])", re.IGNORECASE) for name in _NAMES_OF_TEXT[:-1]}


class Text(NamedTuple):
    """A run of text as the source has it, and where it begins."""

    raw: str
    start: int

    @property
    def shown(self) -> str:
        """The characters that it stands for."""
        return html.unescape(self.raw) if "&" in self.raw else self.raw


class Tag(NamedTuple):
    """A start or end tag: its name in small letters, the source of its attributes, and its offsets."""

    name: str
    source: str
    start: int
    end: int
    closes: bool

    @property
    def attributes(self) -> dict[str, str]:
        """The attributes by their names in small letters; the first of a name counts."""
        found: dict[str, str] = {}
        for match in _ATTRIBUTE.finditer(self.source):
            value = match[2] or match[3] or match[4] or ""
            found.setdefault(match[1].lower(), html.unescape(value) if "&" in value else value)
        return found


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a tag or comment begins that never ends, so that all that follows it is no text; ``what`` it is."""

    what: str
    start: int


def tokens(source: str) -> Iterator[Text | Tag | Cut]:
    """Yield the tags and texts of an HTML source in order; comments and declarations are left out.

    >>> [token[:2] for token in tokens("<TD a=1>x &amp; <!-- y -->z")]
    [('td', ' a=1'), ('x &amp; ', 8), ('z', 26)]
    """
    at = begin = 0
    size = len(source)
    while found := _OPENS.search(source, at):
        start = found.start()
        if begin < start:
            yield Text(source[begin:start], begin)
        if match := _TAG.match(source, start):
            slash, name, attributes = match.groups()
            name = name.lower()
            at = begin = match.end()
            yield Tag(name, attributes, start, at, bool(slash))
            if not slash and name in _NAMES_OF_TEXT:
                at = _end_of_text(source, name, at)
                yield Text(source[begin:at], begin)
                begin = at
        else:
            at = begin = _end_of_other(source, start)
        if at > size:
            yield Cut("comment" if source.startswith("<!--", start) else "tag", start)
            return
    if begin < size:
        yield Text(source[begin:], begin)


def _end_of_text(source: str, name: str, at: int) -> int:
    """Return where the text of an element ends in which tags are text: at its end tag."""
    match = _ENDS_OF_TEXT[name].search(source, at) if name in _ENDS_OF_TEXT else None
    return match.start() if match else len(source)


def _end_of_other(source: str, start: int) -> int:
    """Return the end of what opens at an offset and is no whole tag; behind the source if it has none."""
    if source.startswith(("<!-->", "<!--->"), start):
        return source.index(">", start) + 1
    if source.startswith("<!--", start):
        match = _COMMENT_END.search(source, start + 4)
        return match.end() if match else len(source) + 1
    end = -1 if _TAG_START.match(source, start) else source.find(">", start)
    return end + 1 if end >= 0 else len(source) + 1
