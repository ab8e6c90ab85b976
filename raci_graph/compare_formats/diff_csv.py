"""Differences as CSV: a line for each change."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from raci_graph.compare_formats.diff_rows import COLUMNS, diff_rows
from raci_graph.results import inert_cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.compare_formats.compared import Compared


def render(diffs: Sequence[Compared]) -> str:
    """Return differences as CSV with lines that end in CRLF; what a spreadsheet would take for a formula is inert."""
    out = io.StringIO()
    write = csv.writer(out).writerow
    write(["matrix", *COLUMNS])
    for each in diffs:
        matrix = each.new or each.old
        title = matrix.title if matrix else ""
        if each.diff is None:
            kind = "matrix added" if each.old is None else "matrix dropped"
            write([inert_cell(title), kind, *("" for _ in COLUMNS[1:])])
            continue
        for row in diff_rows(each.diff):
            write([inert_cell(title), *map(inert_cell, row)])
    return out.getvalue()
