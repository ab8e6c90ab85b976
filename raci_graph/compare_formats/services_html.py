"""A comparison of services as a web page that stands alone."""

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
from raci_graph.compare_formats.services_rows import side_columns, side_rows
from raci_graph.pages import page
from raci_graph.report_formats.inert import inert

if TYPE_CHECKING:
    from raci_graph.compare.services import Comparison
    from raci_graph.compare_formats.services import Labels


def render(comparison: Comparison, labels: Labels) -> str:
    """Return a comparison as HTML; every text of a source is escaped."""
    return page("comparison", **values_of(comparison, labels))


def values_of(comparison: Comparison, labels: Labels) -> dict[str, object]:
    """Return what the template of the page is filled with."""
    groups = [
        {"heading": HEADINGS[kind], "sentences": [inert(each) for each in sentences(comparison, labels, kind)]}
        for kind in Likeness
        if kind is not Likeness.SAME
    ]
    doubtful = [inert(each) for each in grounds(comparison)]
    untyped = [inert(each) for each in untyped_rows(comparison)]
    groups += [
        {"heading": "Types that nobody decided", "sentences": doubtful},
        {"heading": "Rows without a type, which are not compared", "sentences": untyped},
    ]
    return {
        "title": "Services side by side",
        "names": [inert(name) for name in comparison.names],
        "summary": inert(summary(comparison)),
        "groups": [group for group in groups if group["sentences"]],
        "tables": [
            (
                "Burden by phase",
                list(map(inert, burden_columns(comparison))),
                [list(map(inert, row)) for row in burden_rows(comparison, labels)],
            ),
            (
                "Side by side",
                [inert(each) for each in side_columns(comparison)],
                [list(map(inert, row)) for row in side_rows(comparison, labels)],
            ),
        ],
    }
