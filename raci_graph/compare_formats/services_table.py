"""A comparison of services as a table of plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.compare_formats.services_rows import side_columns, side_rows
from raci_graph.report_formats.inert import one_line
from raci_graph.text_table import text_table

if TYPE_CHECKING:
    from raci_graph.compare.services import Comparison
    from raci_graph.compare_formats.services import Labels


def render(comparison: Comparison, labels: Labels) -> str:
    """Return a comparison as a table, one line for a piece of work."""
    rows = [list(map(one_line, row)) for row in side_rows(comparison, labels)]
    return text_table([one_line(each) for each in side_columns(comparison)], rows)
