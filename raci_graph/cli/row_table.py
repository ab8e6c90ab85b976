"""Rows as a table for a person, written while they come."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from rich.cells import cell_len

from raci_graph.cli.console import console, one_line_a_row, table
from raci_graph.engines.base import text_of
from raci_graph.report_formats.inert import inert

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raci_graph.engines.base import Stream

AT_ONCE = 1000
"""How many rows are looked at for the widths of the columns."""

_BETWEEN = "   "
_LINE_BREAK = re.compile(r"[\t\r\n]+")


def table_pieces(stream: Stream, *, terminal: bool) -> Iterator[str]:
    """Yield a table of rows as texts.

    A terminal gets a table that fits its width for each thousand of rows. Else every row is one line, and the first
    thousand set the widths of the columns.

    Args:
        stream: the rows.
        terminal: whether standard output is a terminal and the table goes there.
    """
    rows = ([text_of(term) or "" for term in row] for row in stream.rows)
    if terminal:
        yield from _tables(stream.columns, rows)
    else:
        yield from _lines(stream.columns, ([_LINE_BREAK.sub(" ", text) for text in row] for row in rows))


def _tables(columns: Sequence[str], rows: Iterator[list[str]]) -> Iterator[str]:
    first = list(islice(rows, AT_ONCE))
    while first or columns:
        out = console()
        with out.capture() as captured:
            out.print(table(columns, first))
        yield captured.get()
        first = list(islice(rows, AT_ONCE))
        if not first:
            return


def _lines(columns: Sequence[str], rows: Iterator[list[str]]) -> Iterator[str]:
    first = list(islice(rows, AT_ONCE))
    yield one_line_a_row(table(columns, first))
    widths = [max(map(cell_len, each)) for each in zip(columns, *first, strict=True)]
    for row in rows:
        shown = [inert(text) for text in row]
        padded = [f"{text}{' ' * (width - cell_len(text))}" for text, width in zip(shown, widths, strict=True)]
        yield f"{_BETWEEN.join(padded).rstrip()}\n"
