"""A comparison of services as CSV."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from raci_graph.compare_formats.services_rows import side_columns, side_rows
from raci_graph.results import inert_cell

if TYPE_CHECKING:
    from raci_graph.compare.services import Comparison
    from raci_graph.compare_formats.services import Labels


def render(comparison: Comparison, labels: Labels) -> str:
    """Return a comparison as CSV with lines that end in CRLF; what a spreadsheet would take for a formula is inert."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(map(inert_cell, side_columns(comparison)))
    writer.writerows([inert_cell(text) for text in row] for row in side_rows(comparison, labels))
    return out.getvalue()
