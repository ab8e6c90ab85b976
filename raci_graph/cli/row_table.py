"""Rows as a table for a person, written while they come."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from raci_graph.engines.base import text_of
from raci_graph.report_formats.inert import inert
from raci_graph.text_table import AT_ONCE, table_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raci_graph.engines.base import Stream

_LINE_BREAK = re.compile(r"[\t\r\n]+")


def table_pieces(stream: Stream, *, terminal: bool) -> Iterator[str]:
    """Yield a table of rows as texts, none left out.

    A terminal gets a table that fits its width for each thousand of rows, or where that would break words such as IRIs,
    a line for each value. Else every row is one line, and the first thousand set the widths of the columns.

    Args:
        stream: the rows.
        terminal: whether standard output is a terminal and the table goes there.
    """
    rows = ([text_of(term) or "" for term in row] for row in stream.rows)
    if terminal:
        return _tables(stream.columns, rows)
    return table_lines(stream.columns, ([inert(_LINE_BREAK.sub(" ", text)) for text in row] for row in rows))


def _tables(columns: Sequence[str], rows: Iterator[list[str]]) -> Iterator[str]:
    from raci_graph.cli.console import console, fits, records, table

    some = list(islice(rows, AT_ONCE))
    as_table = fits(table(columns, some))
    while True:
        out = console()
        with out.capture() as captured:
            out.print(table(columns, some) if as_table else records(columns, some), soft_wrap=not as_table)
        yield captured.get()
        some = list(islice(rows, AT_ONCE))
        if not some:
            return
