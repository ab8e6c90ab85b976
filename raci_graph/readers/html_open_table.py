"""A table of HTML while it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.readers.html_tables import Reach

if TYPE_CHECKING:
    from raci_graph.readers.html_tables import Row
    from raci_graph.readers.html_text import Flow


class OpenTable:
    """An open table: its rows so far, what is open in it, and the text that it stands in."""

    __slots__ = ("caption", "cell", "group", "holds_tables", "outer", "reach", "row", "rows", "styled")

    def __init__(self, outer: Flow) -> None:
        self.outer = outer
        self.rows: list[Row] = []
        self.reach = Reach()
        self.row: Row | None = None
        self.cell = (1, 1, False)
        self.group = 0
        self.caption: str | None = None
        self.holds_tables = False
        self.styled = 0
