"""Printed tables that together are one matrix."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from raci_graph.model import Layout, Place
    from raci_graph.parse.legend import Legend
    from raci_graph.parse.rows import Header, Row


@dataclass(slots=True)
class Group:
    """Printed tables that together are one matrix: the same columns under the same legend.

    ``usual`` is the legend that holds where the document has none; ``parties`` are the names, in small letters, that
    head columns of letters anywhere in the document, and ``signs`` the emoji that it explains as roles. ``meant`` is
    what letters and words in cells mean because a person said so.
    """

    legend: Legend | None
    headers: tuple[Header, ...]
    place: Place
    language: str | None
    layout: Layout
    usual: Legend
    rows: list[tuple[int | None, Row]] = field(default_factory=list)
    roles: dict[str, str] = field(default_factory=dict)
    meant: dict[str, str] = field(default_factory=dict)
    printed: set[tuple[str | None, ...]] = field(default_factory=set)
    parties: frozenset[str] = frozenset()
    signs: frozenset[str] = frozenset()

    @property
    def columns(self) -> tuple[str, ...]:
        """What identifies the columns: how they are laid out, and their names without case."""
        return (self.layout, *(header.cell.plain.casefold() for header in self.headers))
