"""Where inline elements that stand side by side in a cell, such as chips with names, divide its text into lines."""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from raci_graph.readers.html_text import FIELD, RAISED, SPOKEN, Flow

if TYPE_CHECKING:
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
_STYLED = "styled"
_CHIP = re.compile(r"(?:^|[\s-])(chip|badge|tag|pill|label|lozenge)(?=\s|$)", re.IGNORECASE)
"""Classes, or the ends of their names, of elements that are each a thing of its own."""


class _Element(NamedTuple):
    """An open element: its name, what sets it off, and how many texts came before it."""

    name: str
    kind: str
    texts: int


class CellFlow(Flow):
    """The text of a cell; it is divided between elements that are set off from each other by their styles."""

    __slots__ = ("_last", "_left", "_opened", "_spaced", "_texts")

    def __init__(self) -> None:
        super().__init__()
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
        super().add(text, marks, start)

    def _divides(self, text: str) -> bool:
        """Tell whether a text begins a new line; a word of which each part has an element of its own goes on."""
        left, right = self._left or "", ""
        for element in self._opened or ():
            if element.texts == self._texts:
                right = _stronger(right, element.kind)
        before, after = self._last, text.strip()
        if not right or (_is_capital(before) and _is_capital(after)):
            return False
        if left == right != _STYLED:
            return True
        if self._spaced or text[:1].isspace() or not (after[0].isupper() or after[0].isdigit()):
            return False
        end = before[-1:]
        if not left:
            return end in "?!"
        return end.islower() or end in ")]?!" or (end.isdigit() and not after[0].isdigit())


def _kind(tag: Tag) -> str:
    """Return what sets an element off: the word for a chip, ``_STYLED`` for a link or a class or style, or ""."""
    if tag.name not in _DIVIDING:
        return ""
    if tag.name == "button":
        return tag.name
    attributes = tag.attributes if tag.source else {}
    if chip := _CHIP.search(attributes.get("class", "")):
        return chip[1].lower()
    return _STYLED if tag.name == "a" or attributes.get("class") or attributes.get("style") else ""


def _stronger(first: str, second: str) -> str:
    return second if not first or (first == _STYLED and second) else first


def _is_capital(text: str) -> bool:
    return len(text) == 1 and text.isupper()
