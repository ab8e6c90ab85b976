"""A comparison of services as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.compare_formats.services import burden_columns, burden_rows, differences, remarks, summary
from raci_graph.report_formats.inert import one_line
from raci_graph.text_table import text_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci_graph.compare.services import Comparison
    from raci_graph.compare_formats.services import Labels


def render(comparison: Comparison, labels: Labels) -> str:
    """Return a comparison as lines: a summary, the differences by kind, the burden by phase, and doubtful grounds."""
    return "".join(f"{line}\n" for line in _lines(comparison, labels))


def _lines(comparison: Comparison, labels: Labels) -> Iterator[str]:
    yield one_line(summary(comparison))
    for heading, said in differences(comparison, labels):
        yield from ("", f"{heading} ({len(said)})")
        yield from (f"  {one_line(each)}" for each in said)
    yield ""
    yield "Burden by phase"
    rows = [list(map(one_line, row)) for row in burden_rows(comparison, labels)]
    yield text_table(list(map(one_line, burden_columns(comparison))), rows).rstrip("\n")
    for heading, said in remarks(comparison):
        yield from ("", heading)
        yield from (f"  {one_line(each)}" for each in said)
