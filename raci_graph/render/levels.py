"""In which column of a sheet the heading of a section stands, so that sections within sections are read as such."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.model import Section
    from raci_graph.render.grid import Line


class Levels:
    """The columns of headings before that of the activities.

    A section within another one stands a column further right, unless its number says where it belongs.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        """Take the sections of a table."""
        self._columns: dict[str, int] = {}
        numbers: dict[str, str | None] = {}
        for section in (line.section for line in lines if line.section is not None):
            numbers[section.key] = section.number
            above = section.parent if section.parent in self._columns else None
            if above is None:
                self._columns[section.key] = 0
            else:
                tells = (section.number or "").startswith(f"{numbers[above]}.")
                self._columns[section.key] = self._columns[above] + (not tells)
        self.count = max(self._columns.values(), default=-1) + 1

    @property
    def heads(self) -> list[str]:
        """What heads these columns."""
        return ["Section", *(f"Section, level {level}" for level in range(2, self.count + 1))][: self.count]

    def of(self, section: Section) -> int:
        """Return the column of a section, counted from 0."""
        return self._columns[section.key]
