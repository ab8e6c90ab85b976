"""Differences as a table of plain text: a row for each change, with the texts side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.compare_formats.compared import title_of
from raci_graph.compare_formats.diff_rows import COLUMNS, diff_rows
from raci_graph.compare_formats.sentences import summary
from raci_graph.report_formats.inert import one_line
from raci_graph.text_table import text_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raci_graph.compare_formats.compared import Compared


def render(diffs: Sequence[Compared]) -> str:
    """Return differences as tables, one line a change."""
    return "\n".join("".join(_pieces(each)) for each in diffs)


def _pieces(compared: Compared) -> Iterator[str]:
    for side, matrix in (("old", compared.old), ("new", compared.new)):
        if matrix is not None:
            yield f"{side}: {one_line(title_of(matrix))}\n"
    yield f"{one_line(summary(compared))}\n"
    rows = list(diff_rows(compared.diff)) if compared.diff else []
    if rows:
        yield "\n"
        yield text_table(COLUMNS, [list(map(one_line, row)) for row in rows])
