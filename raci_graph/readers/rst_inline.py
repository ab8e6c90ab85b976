"""The inline markup of reStructuredText."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from raci_graph.readers.text import fold, raised

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_BEFORE = r"(?<![^\s'\"(\[{<\-/:\u2018\u201c\u2019\u00ab\u00a1\u00bf\u2013\u2014])"
_AFTER = r"(?![^\s'\")\]}>\-/:.,;!?\\\u2019\u201d\u00bb\u2013\u2014])"
_NAME = r"[^\W_](?:[\w.+-]*[^\W_])?"
_START = re.compile(
    rf"""
    {_BEFORE}(?P<literal>``)(?=\S)
    | {_BEFORE}(?P<strong>\*\*)(?=\S)
    | {_BEFORE}(?P<emphasis>\*)(?=\S)
    | {_BEFORE}(?P<marked>(?::(?P<role>[\w.+-]{{1,80}}(?::[\w.+-]{{1,80}})?):)?_?`)(?=\S)
    | {_BEFORE}(?P<substitution>\|)(?=\S)
    | (?P<note>\[(?:\#?{_NAME}|\#|\*)\])_{_AFTER}
    | (?<!\w)(?P<word>{_NAME})__?{_AFTER}
    | \\(?P<escaped>.|$)
    """,
    re.VERBOSE | re.DOTALL,
)
_ENDS = {
    "literal": re.compile(rf"(?<=\S)``{_AFTER}"),
    "strong": re.compile(rf"(?<![\s\\])\*\*{_AFTER}"),
    "emphasis": re.compile(rf"(?<![\s\\])\*{_AFTER}"),
    "marked": re.compile(rf"(?<![\s\\])`(?::(?P<role>[\w.+-]{{1,80}}):|__?)?{_AFTER}"),
    "substitution": re.compile(rf"(?<![\s\\])\|(?:__?)?{_AFTER}"),
}
_ESCAPE = re.compile(r"\\(?:\s|(?P<char>.)|$)", re.DOTALL)
_LEADS = re.compile(r"^[ \t]*(?:[-*+•‣\u2043]|\|)[ \t]+(?=\S)|^[ \t]*\.\.[ \t]*$", re.MULTILINE)
_MARKUP = re.compile(r"[*`|_\\]")
_BOLD_ROLES = {"strong", "b", "bold"}
_RAISED_ROLES = {"sup", "superscript"}


class Markup:
    """Takes the markup from texts, with the substitutions of their document."""

    def __init__(self, substitutions: Mapping[str, str]) -> None:
        self._substitutions = substitutions

    def plain(self, text: str) -> str:
        """Return a text without markup, blanks folded; references to notes keep their brackets ("[#f1]").

        >>> Markup({}).plain("**R**, ``A`` and `the plan <https://example.org>`_")
        'R, A and the plan'
        """
        return fold("".join(part for part, _ in self._parts(text)))

    def cell(self, text: str) -> tuple[str, bool]:
        """Return the text of a cell without markup and the marks of lists, and whether all of it is bold."""
        parts = list(self._parts(_LEADS.sub("", text)))
        filled = [strong for part, strong in parts if part.strip()]
        return fold("".join(part for part, _ in parts)), bool(filled) and all(filled)

    def _parts(self, text: str) -> Iterator[tuple[str, bool]]:
        """Yield the parts of a text, and whether each is bold."""
        if not _MARKUP.search(text):
            yield text, False
            return
        ends: dict[str, list[re.Match[str]]] = {}
        at = 0
        while start := _START.search(text, at):
            kind = str(start.lastgroup)
            yield text[at : start.start()], False
            if kind not in _ENDS:
                yield _single(start), False
                at = start.end()
                continue
            if kind not in ends:
                ends[kind] = [*_ENDS[kind].finditer(text)]
            found = ends[kind]
            index = bisect_right(found, start.end(), key=re.Match.start)
            if index == len(found):
                yield start[0], False
                at = start.end()
            else:
                yield self._between(kind, text[start.end() : found[index].start()], start, found[index])
                at = found[index].end()
        yield text[at:], False

    def _between(self, kind: str, text: str, start: re.Match[str], end: re.Match[str]) -> tuple[str, bool]:
        """Return what is shown for a text between two marks, and whether that is bold."""
        if kind == "literal":
            return text, False
        if kind == "substitution":
            return self._substitutions.get(text, text), False
        if kind == "marked":
            shown = text[: text.rfind("<")].rstrip() if text.endswith(">") else text
            role = start["role"] or end["role"]
            shown = _unescaped(shown or text.strip("<>"))
            return raised(shown) if role in _RAISED_ROLES else shown, role in _BOLD_ROLES
        return _unescaped(text), kind == "strong"


def _single(match: re.Match[str]) -> str:
    """Return what is shown for a reference or an escaped character; an escaped blank is not shown."""
    return match["note"] or match["word"] or (match["escaped"] or "").strip()


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda match: match["char"] or "", text)


_DEFINITION = re.compile(
    r"(?P<indent>\s*)\.\. +\|(?P<name>\S(?:[^|]*\S)?)\| +(?P<kind>replace|unicode):: *(?P<text>.*)"
)
_LONGEST = 1000
"""The longest text of a substitution, in characters; the name of a longer one stays in the text."""
_CODE = re.compile(r"(?:0x|x|\\x|U\+|u|\\u)(?P<hex>[0-9a-f]{1,6})|&\#x(?P<entity>[0-9a-f]{1,6});", re.IGNORECASE)


def substitutions(lines: Sequence[str]) -> dict[str, str]:
    """Return the texts that a document defines with ``.. |name| replace::`` and ``unicode::``, by name."""
    found: dict[str, str] = {}
    for index, line in enumerate(lines):
        match = _DEFINITION.fullmatch(line) if "::" in line else None
        if match:
            text = [match["text"]]
            for at in range(index + 1, len(lines)):
                following = lines[at]
                if following[: len(match["indent"]) + 1].strip() or not following.strip():
                    break
                text.append(following.strip())
            whole = " ".join(text)
            if len(whole) > _LONGEST:
                continue
            found[match["name"]] = _characters(whole) if match["kind"] == "unicode" else Markup({}).plain(whole)
    return found


def _characters(text: str) -> str:
    """Return the characters that codes such as U+2713 name, up to a comment; other words stay as they are."""
    return "".join(_character(word) for word in text.partition(" .. ")[0].split())


def _character(word: str) -> str:
    match = _CODE.fullmatch(word)
    code = int(match["hex"] or match["entity"], 16) if match else 0
    return chr(code) if 0 < code < 0x110000 else word  # noqa: PLR2004 - the end of Unicode
