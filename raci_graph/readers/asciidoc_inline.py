"""The inline markup of AsciiDoc."""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_left
from typing import TYPE_CHECKING

from raci_graph.readers.text import fold, raised

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

INTRINSIC = {
    "empty": "",
    "blank": "",
    "sp": " ",
    "nbsp": "\u00a0",
    "zwsp": "\u200b",
    "wj": "\u2060",
    "vbar": "|",
    "brvbar": "\u00a6",
    "plus": "+",
    "asterisk": "*",
    "tilde": "~",
    "caret": "^",
    "backtick": "`",
    "backslash": "\\",
    "startsb": "[",
    "endsb": "]",
    "amp": "&",
    "lt": "<",
    "gt": ">",
    "apos": "'",
    "quot": '"',
    "deg": "\u00b0",
    "two-colons": "::",
    "two-semicolons": ";;",
}
"""The attributes that every document has."""

_MARKUP = re.compile(r"[*_`#+~^{<&\[(\\]|://")
_MACROS = "link|mailto|xref|footnote|footnoteref|image|icon|kbd|btn|menu|anchor|stem|latexmath|asciimath|pass"
_START = re.compile(
    rf"""
    \\(?P<escaped>\*\*|__|``|\#\#|[*_`\#+~^{{<|]|\[\[|(?:{_MACROS}|https?):)
    | (?P<raw>\+\+\+|\$\$|\+\+)
    | (?:(?<![\w\]])\[[^\[\]\n]{{1,200}}\])?(?P<wide>\*\*|__|``|\#\#)
    | (?:(?<![\w\]])\[[^\[\]\n]{{1,200}}\])?(?<![\w:;}}\\])(?P<narrow>[*_`\#])(?=\S)
    | (?<![\w:;}}\\])(?P<pass>\+)(?=\S)
    | (?P<raised>[\^~])(?=\S)
    | (?<!\w)(?P<macro>{_MACROS}):(?P<target>[^\s\[\]]{{0,500}})\[(?P<text>(?:\\\]|[^\]]){{0,2000}})\]
    | (?P<url>(?:https?|ftp|irc)://[^\s\[\]<>]{{1,500}})(?:\[(?P<label>(?:\\\]|[^\]]){{0,2000}})\])?
    | <<(?P<id>[^\s<>,][^<>,]{{0,300}})(?:,\s*(?P<name>[^<>]{{0,500}}))?>>
    | (?P<anchor>\[\[[^\]\[]{{1,300}}\]\])
    | \(\(\((?P<hidden>[^()]{{0,300}})\)\)\)
    | \(\((?P<term>[^()]{{1,300}})\)\)
    | \{{(?P<attribute>[\w][\w-]{{0,100}})\}}
    | (?P<entity>&(?:\#[0-9]{{2,7}}|\#x[0-9a-fA-F]{{2,6}}|[A-Za-z][A-Za-z0-9]{{1,30}});)
    | (?P<break>(?<=\s)\+$)
    """,
    re.VERBOSE | re.MULTILINE,
)
_ENDS = {
    **{mark: re.compile(re.escape(mark)) for mark in ("**", "__", "``", "##", "+++", "++", "$$")},
    **{mark: re.compile(rf"(?<=[^\s\\]){re.escape(mark)}(?!\w)") for mark in "*_`#+"},
    **{mark: re.compile(rf"(?<=[^\s\\]){re.escape(mark)}") for mark in "^~"},
}
_MARKED = ("raw", "wide", "narrow", "pass", "raised")
_VERBATIM = {"raw", "pass"}
_DEEPEST = 4
_LEADS = re.compile(
    r"^[ \t]*(?:[*-]{1,5}|\.{1,5}|•)[ \t]+(?=\S)|^[!|]={3,}[ \t]*$|^\+[ \t]*$|^//(?!/).*$", re.MULTILINE
)
_LONGEST = 1000
"""The longest value of an attribute, in characters, that is put into a text."""


class Markup:
    """Takes the markup from texts, with the attributes of their document as they are at the time."""

    def __init__(self, attributes: Mapping[str, str]) -> None:
        self._attributes = attributes

    def plain(self, text: str) -> str:
        """Return a text without markup, blanks folded, in Unicode NFC.

        >>> Markup({}).plain("*R*, `A` and https://example.org[the plan]")
        'R, A and the plan'
        """
        return self._shown(text)[0]

    def cell(self, text: str) -> tuple[str, bool]:
        """Return the text of a cell without markup, and whether all of it is bold."""
        return self._shown(text.replace("\\|", "|"))

    def literal(self, text: str) -> tuple[str, bool]:
        """Return the same for a cell that is shown as it is written."""
        return fold(text.replace("\\|", "|")), False

    def block(self, text: str) -> tuple[str, bool]:
        """Return the same for a cell that holds blocks of its own: without the marks of lists and tables in it."""
        return self.cell(_LEADS.sub("", text))

    def resolved(self, text: str) -> str:
        """Return a text with the values of the attributes that it names."""
        return re.sub(r"\{([\w][\w-]{0,100})\}", lambda match: self._value(match[1], match[0]), text)

    def _shown(self, text: str) -> tuple[str, bool]:
        if not _MARKUP.search(text):
            return fold(text), False
        parts = list(self._parts(text, strong=False, depth=0))
        filled = [strong for part, strong in parts if part.strip()]
        shown = unicodedata.normalize("NFC", fold("".join(part for part, _ in parts)))
        return shown, bool(filled) and all(filled)

    def _value(self, name: str, otherwise: str) -> str:
        value = self._attributes.get(name.lower(), INTRINSIC.get(name.lower()))
        return otherwise if value is None or len(value) > _LONGEST else value

    def _parts(self, text: str, *, strong: bool, depth: int) -> Iterator[tuple[str, bool]]:
        """Yield the parts of a text, and whether each is bold."""
        ends: dict[str, list[int]] = {}
        at = 0
        while start := _START.search(text, at):
            yield text[at : start.start()], strong
            at = start.end()
            kind = next((name for name in _MARKED if start[name]), None)
            if kind is None:
                yield self._single(start, depth), strong
                continue
            mark = start[kind]
            if mark not in ends:
                ends[mark] = [match.start() for match in _ENDS[mark].finditer(text)]
            index = bisect_left(ends[mark], at + 1)
            if index == len(ends[mark]):
                yield mark, strong
                continue
            inside = text[at : ends[mark][index]]
            at = ends[mark][index] + len(mark)
            bold = strong or mark in {"*", "**"}
            if kind in _VERBATIM or depth == _DEEPEST:
                yield inside, bold
            elif mark == "^":
                yield from ((raised(part), each) for part, each in self._parts(inside, strong=bold, depth=depth + 1))
            else:
                yield from self._parts(inside, strong=bold, depth=depth + 1)
        yield text[at:], strong

    def _single(self, match: re.Match[str], depth: int) -> str:
        """Return what is shown for a macro, an address, a reference, an attribute or an escaped mark."""
        if match["macro"]:
            return self._macro(match["macro"], match["target"], match["text"].replace("\\]", "]"), depth)
        if match["url"]:
            label = (match["label"] or "").replace("\\]", "]").rstrip("^")
            return self._inside(label, depth) or match["url"]
        if match["id"]:
            return self._inside(match["name"] or "", depth) or match["id"]
        if match["attribute"]:
            return self._value(match["attribute"], match[0])
        if match["entity"]:
            return html.unescape(match["entity"])
        return match["escaped"] or match["term"] or ""

    def _macro(self, name: str, target: str, text: str, depth: int) -> str:
        if name in {"stem", "latexmath", "asciimath", "pass"}:
            return text
        if name == "anchor":
            return ""
        if name in {"footnote", "footnoteref"}:
            return f" ({self._inside(text, depth)})" if text else ""
        if name in {"link", "mailto", "xref"}:
            return self._inside(text.rstrip("^"), depth) or target
        if name == "menu":
            return f"{target} {text}".strip()
        return text.partition(",")[0].strip('"') or target

    def _inside(self, text: str, depth: int) -> str:
        if depth == _DEEPEST:
            return text
        return "".join(part for part, _ in self._parts(text, strong=False, depth=depth + 1))
