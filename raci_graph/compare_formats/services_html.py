"""A comparison of services as a web page that stands alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.compare_formats.services import burden_columns, burden_rows, differences, remarks, summary
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
    groups = [*differences(comparison, labels), *remarks(comparison)]
    return {
        "title": "Services side by side",
        "names": [inert(name) for name in comparison.names],
        "summary": inert(summary(comparison)),
        "groups": [{"heading": heading, "sentences": list(map(inert, said))} for heading, said in groups],
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
