"""A matrix as a page of Markdown, or as a part of one: the legend, and a table under the heading of each section."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from raci_graph.parse.sections import split_number
from raci_graph.render.grid import grid_of, heading_of
from raci_graph.render.legend import LEGEND_HEADER
from raci_graph.render.markdown_text import cell, heading, shown_as_is, table
from raci_graph.vocab import ROLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raci_graph.findings import Finding
    from raci_graph.model import Matrix
    from raci_graph.render.grid import Grid, Row


def render(matrix: Matrix, findings: Sequence[Finding] | None = None) -> str:
    """Return a page; of findings it shows none but the cells that are not settled."""
    del findings
    return page_of(grid_of(matrix))


def page_of(grid: Grid) -> str:
    """Return a page of a table."""
    title = shown_as_is(grid.title)
    numbered = split_number(grid.title)[0] is not None  # as a heading it would be read as a section
    lines = [f"**{title}**" if numbered else heading(1, grid.title), "", *part_of(grid, 2)]
    return "\n".join(lines) + "\n"


def part_of(grid: Grid, level: int) -> Iterator[str]:
    """Yield the lines of a matrix without its title.

    Args:
        grid: the matrix.
        level: the level of the headings of its top sections.
    """
    parts = list(_parts(grid, level))
    for at, lines in enumerate(parts):
        if at:
            yield ""
        yield from lines


def _parts(grid: Grid, level: int) -> Iterator[list[str]]:
    """Yield what blank lines part: tables, headings, and the note on cells in doubt.

    A legend that names no known role stands above each table, for it is read as that of the table below it alone.
    """
    legend = list(table(LEGEND_HEADER, ([shown_as_is(text) for text in entry] for entry in grid.legend)))
    each_time = grid.legend and ROLES.isdisjoint(grid.roles_of.values())
    if grid.legend and not each_time:
        yield legend
    for heads, group in groupby(grid.lines, key=lambda line: line.section is not None):
        if heads:
            yield from (
                [heading(level + line.depth, heading_of(line.section))] for line in group if line.section is not None
            )
        else:
            yield from [legend] if each_time else ()
            yield _rows(grid, [line.row for line in group if line.row is not None])
    if doubtful := [_doubt(row) for row in grid.rows if row.doubtful]:
        yield [f"Not settled: {'; '.join(doubtful)}."]


def _doubt(row: Row) -> str:
    """Return which cells of a row are not settled; their headers, and marks, could be read as a legend."""
    columns = ", ".join(str(at + 2) for at in sorted(row.doubtful))
    lost = ", of which it is not known where the marks behind ~ stand" if row.lost else ""
    return f"row {row.number}, column{'s' * (len(row.doubtful) > 1)} {columns}{lost}"


def _rows(grid: Grid, rows: Sequence[Row]) -> list[str]:
    header = [shown_as_is(text) for text in (grid.corner, *grid.heads, *grid.beside)]
    return list(
        table(
            header,
            (
                [shown_as_is(row.label), *map(cell, row.cells), *(shown_as_is(text) for text in row.beside)]
                for row in rows
            ),
        )
    )
