"""What a report says as pictures: SVG files, made without a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.figures.hand_overs import hand_overs
from raci_graph.figures.heat_map import heat_map
from raci_graph.figures.load_by_phase import load_by_phase
from raci_graph.iris import slugs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raci_graph.report import Report

__all__ = ["draw", "figures_in_page", "hand_overs", "heat_map", "load_by_phase"]

_LONGEST_HEAT_MAP = 300
"""How many rows a matrix has at most whose heat-map stands in a page."""


def draw(reports: Sequence[Report]) -> dict[str, str]:
    """Return the pictures of several matrices, by the names of their files.

    A name begins with the name and version of the matrix, or with its title where it has none; no two are alike.
    """
    drawn: dict[str, str] = {}
    for report in reports:
        matrix, about = report.matrix, report.matrix.about
        wanted = next(
            iter(slugs([" ".join(filter(None, [about.id or matrix.title, about.version]))], "matrix").values())
        )
        number, name = 1, wanted
        while f"{name}-heat-map.svg" in drawn:
            number += 1
            name = f"{wanted}-{number}"
        drawn[f"{name}-heat-map.svg"] = heat_map(matrix, report.functions)
        drawn[f"{name}-load-by-phase.svg"] = load_by_phase(matrix, report.loads)
        drawn[f"{name}-hand-overs.svg"] = hand_overs(matrix, report.functions)
    return drawn


def figures_in_page(report: Report) -> Iterator[tuple[str, str, str]]:
    """Yield the figures that a page shows, each as its kind, its title and its SVG; the largest is the last one."""
    matrix = report.matrix
    yield "load-by-phase", "Load by phase", _inline(load_by_phase(matrix, report.loads))
    yield "hand-overs", "Hand-overs", _inline(hand_overs(matrix, report.functions))
    if len(matrix.activities) <= _LONGEST_HEAT_MAP:
        yield "heat-map", "Who does what", _inline(heat_map(matrix, report.functions))


def _inline(svg: str) -> str:
    """Return a figure without what stands before its first element in a file of its own."""
    return svg[svg.index("<svg") :]
