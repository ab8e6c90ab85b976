"""A comparison of services as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.compare.services import Likeness
from raci_graph.compare_formats.services import (
    HEADINGS,
    burden_columns,
    burden_rows,
    grounds,
    sentences,
    summary,
    untyped_rows,
)
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
    for kind in Likeness:
        said = list(sentences(comparison, labels, kind)) if kind is not Likeness.SAME else []
        if said:
            yield ""
            yield f"{HEADINGS[kind]} ({len(said)})"
            yield from (f"  {one_line(each)}" for each in said)
    yield ""
    yield "Burden by phase"
    rows = [list(map(one_line, row)) for row in burden_rows(comparison, labels)]
    yield text_table(list(map(one_line, burden_columns(comparison))), rows).rstrip("\n")
    doubtful = grounds(comparison)
    if doubtful:
        yield ""
        yield "Types that nobody decided"
        yield from (f"  {one_line(each)}" for each in doubtful)
    untyped = untyped_rows(comparison)
    if untyped:
        yield ""
        yield f"Rows without a type, which are not compared ({len(untyped)})"
        yield from (f"  {one_line(each)}" for each in untyped)
