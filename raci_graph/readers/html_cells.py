"""The text of a cell of HTML: chips and the like that stand side by side in it, and icons without a text, are lines."""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from raci_graph.readers.html_text import FIELD, PICTURE, RAISED, SPOKEN, Flow, Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.readers.html_tokens import Tag

_DEEPEST = 50
"""How many open elements are remembered."""
_DIVIDING = {
    "a",
    "b",
    "bdi",
    "button",
    "code",
    "em",
    "font",
    "i",
    "kbd",
    "label",
    "mark",
    "small",
    "span",
    "strong",
    "u",
}
_PLAIN = "plain"
_STYLED = "styled"
_CHIP = re.compile(r"(?:^|[\s-])(chip|badge|tag|pill|label|lozenge)(?=\s|$)", re.IGNORECASE)
"""Classes, or the ends of their names, of elements that are each a thing of its own."""


class _Element(NamedTuple):
    """An open element: its name, what sets it off, and how many texts came before it."""

    name: str
    kind: str
    texts: int


class CellFlow(Flow):
    """The text of a cell; it is divided between elements that are set off from each other by their styles.

    Attributes:
        icons: the names of its pictures and icons, a line each.
    """

    __slots__ = ("_last", "_left", "_opened", "_spaced", "_texts", "icons")

    def __init__(self) -> None:
        super().__init__()
        self.icons: list[Line] = []
        self._opened: deque[_Element] | None = None
        self._texts = 0
        self._last = ""
        self._left: str | None = None
        self._spaced = False

    def opens(self, tag: Tag) -> None:
        """Take the start of an element within a line."""
        if self._opened is None:
            self._opened = deque(maxlen=_DEEPEST)
        self._opened.append(_Element(tag.name, _kind(tag), self._texts))

    def closes(self, name: str) -> None:
        """Take the end of an element within a line."""
        opened = self._opened
        if opened is None or not any(each.name == name for each in opened):
            return
        while opened:
            element = opened.pop()
            if element.texts < self._texts:
                self._left = _stronger(self._left or "", element.kind)
            if element.name == name:
                return

    def add(self, text: str, marks: int, start: int) -> None:
        """Add a piece of text, on a new line where it stands in an element that is set off from the one before."""
        if self._opened is not None and not marks & SPOKEN:
            if not text.strip():
                self._spaced = True
            else:
                if self.pieces and self._left is not None and not marks & (RAISED | FIELD) and self._divides(text):
                    self.end_line()
                self._left, self._spaced = None, text[-1:].isspace()
                self._last = text.strip()
                self._texts += 1
        if marks & PICTURE and text.strip():
            self.add_icon(text, marks, start)
        super().add(text, marks, start)

    def add_icon(self, name: str, marks: int, start: int) -> None:
        """Take the name of a picture or an icon; elements in each other may have the same one, one element two."""
        last = self.icons[-1] if self.icons else None
        if last is None or marks & PICTURE or (last.pieces[0][0] != name and last.start != start):
            self.icons.append(Line([(name, marks)], start, 0, 0, 0))

    def all_lines(self) -> Sequence[Line]:
        """Return the lines; the names of pictures and icons, where no other text is seen."""
        lines = super().all_lines()
        if not self.icons:
            return lines
        marks = [marks for line in lines for text, marks in line.pieces if text.strip()]
        has_pictures = any(each & PICTURE for each in marks)
        return self.icons if all(each & PICTURE or (has_pictures and each & SPOKEN) for each in marks) else lines

    def _divides(self, text: str) -> bool:
        """Tell whether a text begins a new line; a word of which each part has an element of its own goes on."""
        left, right = self._left or "", ""
        for element in self._opened or ():
            if element.texts == self._texts:
                right = _stronger(right, element.kind)
        before, after = self._last, text.strip()
        if not right or (_is_capital(before) and _is_capital(after)):
            return False
        if left == right and left not in (_PLAIN, _STYLED):
            return True
        if _PLAIN in (left, right) and not (left and " " in before + after):
            return False
        if self._spaced or text[:1].isspace() or not (after[0].isupper() or after[0].isdigit()):
            return False
        end = before[-1:]
        if not left:
            return end in "?!"
        return end.islower() or end in ")]?!" or (end.isdigit() and not after[0].isdigit())


def _kind(tag: Tag) -> str:
    """Return what sets an element off: the word for a chip, else whether it is a link or has a class or style."""
    if tag.name not in _DIVIDING:
        return ""
    if tag.name == "button":
        return tag.name
    attributes = tag.attributes if tag.source else {}
    if chip := _CHIP.search(attributes.get("class", "")):
        return chip[1].lower()
    return _STYLED if tag.name == "a" or attributes.get("class") or attributes.get("style") else _PLAIN


def _stronger(first: str, second: str) -> str:
    ranks = ("", _PLAIN, _STYLED)
    return second if first in ranks and (second not in ranks or ranks.index(second) > ranks.index(first)) else first


def _is_capital(text: str) -> bool:
    return len(text) == 1 and text.isupper()
