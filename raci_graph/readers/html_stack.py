"""The open elements of an HTML document, one in the other, and the text that they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from raci_graph.errors import InputError
from raci_graph.readers import limits
from raci_graph.readers.html_elements import BLOCKS, PARTS, SCOPES, STANDING, is_kept, marks_of
from raci_graph.readers.html_text import HIDDEN, LIGHT, Flow, Places

if TYPE_CHECKING:
    from collections.abc import Container

    from raci_graph.readers.html_tokens import Tag


class Open(NamedTuple):
    """An open element: its name, the marks on the text around it, and the offset that stands for it."""

    name: str
    marks: int
    start: int


class Stack:
    """Open elements, the innermost last. Elements within a line are kept only where they do something to the text.

    Attributes:
        places: where offsets are.
        flow: the text that is being read.
    """

    def __init__(self, places: Places) -> None:
        self.places = places
        self.flow = Flow()
        self._open: list[Open] = []
        self._marks = 0
        self._kept = 0
        self._choice: tuple[Flow, int] | None = None

    @property
    def hides(self) -> bool:
        """Whether text is not shown here."""
        return bool(self._marks & HIDDEN)

    @property
    def marks(self) -> int:
        """The marks on the text."""
        return self._marks | self.flow.marks()

    @property
    def top(self) -> str:
        """The name of the innermost element, "" if none is open."""
        return self._open[-1].name if self._open else ""

    def push(self, name: str, start: int, marks: int = 0) -> None:
        """Open an element.

        Raises:
            InputError: for one that is nested too deeply.
        """
        if len(self._open) >= limits.MAX_NESTING:
            raise InputError(
                f"elements are nested more than {limits.MAX_NESTING} deep",
                place=str(self.places.at(start)),
                remedy="Check that the end tags before this place are there",
            )
        self._open.append(Open(name, self._marks, start))
        self._marks |= marks

    def pop(self) -> None:
        """Close the innermost element."""
        element = self._open[-1]
        self.ends(element)
        self._open.pop()
        self._marks = element.marks

    def pop_through(self, index: int | None) -> None:
        """Close the element at an index and all that is in it; nothing for None."""
        while index is not None and len(self._open) > index:
            self.pop()

    def pop_to(self, names: Container[str]) -> None:
        """Close elements until one of some names is the innermost."""
        while self._open and self._open[-1].name not in names:
            self.pop()

    def _is_open(self, index: int, name: str) -> bool:
        return self._open[index].name == name

    def _start_of(self, index: int) -> int:
        return self._open[index].start

    def find(self, names: Container[str], bounds: Container[str] = SCOPES) -> int | None:
        """Return the index of the innermost element of some names, None if none is inside the nearest bound."""
        for index in range(len(self._open) - 1, -1, -1):
            name = self._open[index].name
            if name in names:
                return index
            if name in bounds:
                return None
        return None

    def ends(self, element: Open) -> None:
        """Do what is to do when an element ends; its marks still hold."""
        if element.name not in PARTS and element.name not in BLOCKS:
            self._kept -= 1
            if element.name == "select":
                self._choice = None

    def open_inline(self, tag: Tag) -> None:
        """Open an element that stands within a line."""
        name = tag.name
        marks = marks_of(tag)
        if name == "select":
            self._choice = (self.flow, len(self.flow.pieces))
        elif name in {"option", "button"}:
            self.close_inline(name)
            marks |= self._option(tag) if name == "option" else 0
        self.flow.opens(tag)
        if marks or is_kept(name) or (self._kept and self.find({name}) is not None):
            self.push(name, tag.start, marks if marks & LIGHT else marks | STANDING.get(name, 0))
            self._kept += 1
        elif name in STANDING:
            self.flow.count(STANDING[name], 1)

    def close_inline(self, name: str) -> None:
        """Close an element that stands within a line, if no block began in it since."""
        self.flow.closes(name)
        index = self.find({name}, SCOPES | BLOCKS) if self._kept else None
        if index is not None:
            self.pop_through(index)
        elif name in STANDING:
            self.flow.count(STANDING[name], -1)

    def _option(self, tag: Tag) -> int:
        """Return the mark on an option of a list to choose from: only the chosen one is shown, else the first."""
        if self._choice is None or self._choice[0] is not self.flow:
            return 0
        flow, before = self._choice
        if "selected" in tag.attributes:
            del flow.pieces[before:]
            return 0
        return HIDDEN if len(flow.pieces) > before else 0
