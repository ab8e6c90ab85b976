"""A matrix as CSV: the title, the table with its sections as rows that head others, and the legend below it."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from raci_graph.printable import is_formula
from raci_graph.render.grid import grid_of, heading_of
from raci_graph.render.legend import LEGEND_HEADER
from raci_graph.render.levels import Levels

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raci_graph.findings import Finding
    from raci_graph.model import Matrix
    from raci_graph.render.grid import Grid

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_GUARD = "\u00a0"
"""What stands before such a text: to spreadsheet programs a character like any other, to readers of CSV a blank."""


def render(matrix: Matrix, findings: Sequence[Finding] | None = None) -> str:
    """Return the records, each of as many cells, with a byte order mark where a spreadsheet program needs one.

    No text is a formula: a no-break space stands before one that would be. Blanks around the text of a cell count for
    nothing, so it is read back as it was. Findings are not shown; cells that are not settled are.
    """
    del findings
    return text_of(grid_of(matrix))


def text_of(grid: Grid) -> str:
    """Return the records of a matrix."""
    records = list(_records(grid))
    width = max(map(len, records))
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(
        [*map(_inert, record), *[""] * (width - len(record))] for record in records
    )
    text = written.getvalue()
    return text if text.isascii() else f"\ufeff{text}"


def _records(grid: Grid) -> Iterator[list[str]]:
    levels = Levels(grid.lines)
    yield [grid.title]
    yield [*levels.heads, grid.corner, *grid.heads, *grid.beside]
    for line in grid.lines:
        if line.section is not None:
            yield [*[""] * levels.of(line.section), heading_of(line.section)]
        elif line.row is not None:
            yield [*[""] * levels.count, line.row.label, *line.row.cells, *line.row.beside]
    if grid.legend:
        yield []
        yield [*LEGEND_HEADER]
        yield from ([*entry] for entry in grid.legend)


def _inert(text: str) -> str:
    text = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)
    return f"{_GUARD}{text}" if is_formula(text) else text
