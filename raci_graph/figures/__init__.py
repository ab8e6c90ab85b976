"""What a report says as pictures: SVG files, made without a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.figures.hand_overs import flows_of, hand_overs
from raci_graph.figures.heat_map import heat_map
from raci_graph.figures.load_by_phase import load_by_phase
from raci_graph.figures.parties import parties_of
from raci_graph.iris import slugs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from raci_graph.report import Report

__all__ = ["draw", "figures_in_page", "hand_overs", "heat_map", "load_by_phase"]

MOST_CELLS = 2_400
"""How many cells a figure in a page has at most, as many as 300 rows by eight parties: the rows of a heat-map by its
parties, the phases of a load by its parties, the flows of hand-overs."""
MOST_BYTES = 400_000
"""How many bytes it has at most: long names make much of a few cells."""


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


def figures_in_page(report: Report) -> Iterator[tuple[str, str, str | None]]:
    """Yield the figures of a page, each as its kind, its title and its SVG; the largest is the last one.

    One that has more than ``MOST_CELLS`` or ``MOST_BYTES`` has no SVG: a page says that it is left out.
    """
    matrix, functions = report.matrix, report.functions
    kinds: tuple[tuple[str, str, int, Callable[[], str]], ...] = (
        ("load-by-phase", "Load by phase", len(report.loads), lambda: load_by_phase(matrix, report.loads)),
        ("hand-overs", "Hand-overs", len(flows_of(matrix, functions)), lambda: hand_overs(matrix, functions)),
        (
            "heat-map",
            "Who does what",
            len(matrix.activities) * len(parties_of(matrix)),
            lambda: heat_map(matrix, functions),
        ),
    )
    for kind, title, cells, drawn in kinds:
        svg = _inline(drawn()) if cells <= MOST_CELLS else None
        yield kind, title, None if svg is None or len(svg.encode()) > MOST_BYTES else svg


def _inline(svg: str) -> str:
    """Return a figure without what stands before its first element in a file of its own."""
    return svg[svg.index("<svg") :]
