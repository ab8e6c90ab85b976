"""Headings into the sections of a matrix: by their printed numbers, else by their levels."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from raci_graph.iris import slug
from raci_graph.model import Section

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from raci_graph.blocks import Heading

_NUMBERED = re.compile(r"(?P<number>[0-9]{1,3}(?:\.[0-9]{1,3})*)[.)]?\s+(?P<label>\S.*)")


def split_number(text: str) -> tuple[str | None, str]:
    """Return the number and the label of a heading.

    >>> split_number("3.1.2. Access management")
    ('3.1.2', 'Access management')
    >>> split_number("Access management")
    (None, 'Access management')
    """
    match = _NUMBERED.fullmatch(text)
    return (match["number"], match["label"]) if match else (None, text)


@dataclass(slots=True, unsafe_hash=True)
class _Node:
    heading: Final[Heading]
    number: Final[str | None]
    label: Final[str]
    path: Final[tuple[int, ...]]
    """The indexes of the headings that enclose this one, outermost first."""


class Outline:
    """The headings of a document up to a point, and the sections that its tables stand in."""

    def __init__(self) -> None:
        self._nodes: list[_Node] = []
        self._open: list[int] = []
        self._numbers: dict[str, int] = {}

    def add(self, heading: Heading) -> None:
        """Take the next heading of the document."""
        number, label = split_number(heading.plain)
        index = len(self._nodes)
        if number is None:
            while self._open and self._nodes[self._open[-1]].heading.level >= heading.level:
                self._open.pop()
            path = tuple(self._open)
        else:
            path = self._numbered_path(number)
            self._numbers[number] = index
        self._nodes.append(_Node(heading, number, label, path))
        self._open = [*path, index]

    def add_below(self, heading: Heading, parent: int | None) -> int:
        """Take a heading that holds for some rows alone and closes nothing, and return its index."""
        number, label = split_number(heading.plain)
        path = () if parent is None else (*self._nodes[parent].path, parent)
        self._nodes.append(_Node(heading, number, label, path))
        return len(self._nodes) - 1

    def above(self) -> int | None:
        """Return the index of the heading that encloses the one under which the next block stands."""
        return self._open[-2] if len(self._open) > 1 else None

    def path(self) -> list[str]:
        """Return the texts of the headings under which the next block stands."""
        return [self._nodes[index].heading.plain for index in self._open]

    def here(self) -> int | None:
        """Return the index of the heading under which the next block stands."""
        return self._open[-1] if self._open else None

    def title(self) -> str | None:
        """Return the one heading of the highest level that has no number, which names the document."""
        named = [node.label for node in self._nodes if node.heading.level == 1 and node.number is None]
        return named[0] if len(named) == 1 else None

    def heading_of(self, used: Collection[int | None]) -> str | None:
        """Return the innermost heading that encloses all of some tables, and so is about them as a whole.

        Args:
            used: the headings under which the tables stand.
        """
        whole = self._about_all(used)
        return self._nodes[max(whole, key=lambda index: len(self._nodes[index].path))].label if whole else None

    def sections(self, used: Collection[int | None]) -> tuple[tuple[Section, ...], dict[int, str]]:
        """Return the sections of a matrix in reading order, and the section's key for each heading.

        Args:
            used: the headings under which the tables of the matrix stand.

        Returns:
            The sections that hold those tables, with all that enclose them. A heading without a number that
            encloses every table is about the matrix as a whole and is no section.
        """
        above = [{*self._nodes[index].path, index} for index in set(used) if index is not None]
        wanted = sorted(set().union(*above) - self._about_all(used))
        keys: dict[int, str] = {}
        found: list[Section] = []
        for index in wanted:
            node = self._nodes[index]
            parent = next((keys[up] for up in reversed(node.path) if up in keys), None)
            keys[index] = _free(self._key(node, parent), keys.values())
            found.append(Section(keys[index], node.label, node.heading.text, node.number, parent, node.heading.place))
        return tuple(found), keys

    def _about_all(self, used: Collection[int | None]) -> set[int]:
        """Return the headings without a number that enclose all of some others, and those among them."""
        above = [set() if index is None else {*self._nodes[index].path, index} for index in set(used)]
        whole = set.intersection(*above) if above else set()
        return {index for index in whole if self._nodes[index].number is None}

    def _numbered_path(self, number: str) -> tuple[int, ...]:
        parts = number.split(".")
        for length in range(len(parts) - 1, 0, -1):
            above = self._numbers.get(".".join(parts[:length]))
            if above is not None:
                return (*self._nodes[above].path, above)
        return ()

    def _key(self, node: _Node, parent: str | None) -> str:
        if node.number is not None:
            return node.number
        own = slug(node.label, "section")
        return f"{parent}/{own}" if parent else own


def _free(key: str, taken: Iterable[str]) -> str:
    others = set(taken)
    if key not in others:
        return key
    number = 2
    while f"{key}-{number}" in others:
        number += 1
    return f"{key}-{number}"
