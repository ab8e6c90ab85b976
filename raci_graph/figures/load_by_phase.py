"""The share of each party by phase: a bar for each top section, with the numbers in it and below it.

Where the activities are written from right to left, it is read so.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from raci_graph.figures.colours import PARTIES
from raci_graph.figures.drawing import LEADING, MARGIN, SIZE, Drawing
from raci_graph.figures.frame import draw_heading, draw_key, turned
from raci_graph.figures.lettering import isolated, width, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.model import Matrix
    from raci_graph.report import Load

_BAR, _HEIGHT, _GAP, _ROWS = 640, 26, 2, 90
_OUTSIDE = "In no section"


def load_by_phase(matrix: Matrix, loads: Sequence[Load]) -> str:
    """Return the share of each party in the work of each phase as SVG.

    Args:
        matrix: the matrix, for its title and language.
        loads: what each party has to do in each phase, phase by phase.
    """
    phases = [(name or _OUTSIDE, list(group)) for name, group in groupby(loads, key=lambda each: each.phase)]
    parties = list(dict.fromkeys(each.party for each in loads))
    colours = {party: f"party{at % len(PARTIES) + 1}" for at, party in enumerate(parties)}
    said = [f"{name}: {', '.join(map(_said, group))}." for name, group in phases]
    description = " ".join(
        ["In how many rows each party does the work, and its share of the work of the phase.", *said]
    )
    right = MARGIN + _BAR
    title = f"{matrix.title}: the work of each phase"
    drawing = Drawing(title, description, matrix.language, turned(matrix, right))
    y = draw_heading(drawing, matrix, "Who does the work of each phase: rows, and share", right)
    y += SIZE
    for name, group in phases:
        y = _draw_phase(drawing, name, group, colours, y)
    return drawing.svg(right, y - 2 * LEADING)


def _said(load: Load) -> str:
    return f"{isolated(load.party)} {load.does} ({load.percent} %)"


def _draw_phase(drawing: Drawing, name: str, loads: Sequence[Load], colours: dict[str, str], y: float) -> float:
    rows = loads[0].activities
    drawing.text(MARGIN + _BAR, y, f"{rows} {'row' if rows == 1 else 'rows'}", on="quiet", anchor="end")
    heading = wrapped(name, _BAR - _ROWS, SIZE, bold=True)
    y = drawing.lines(MARGIN, y, heading, bold=True, foreign=True) - SIZE + 4
    work = sum(load.does for load in loads)
    x: float = MARGIN
    for load in loads:
        wide = (_BAR + _GAP) * load.does / work if work else 0
        if not wide:
            continue
        colour = colours[load.party]
        drawing.box(x, y, max(wide - _GAP, 1), _HEIGHT, colour)
        if width(str(load.does), SIZE) + _GAP * 2 < wide:
            drawing.text(x + (wide - _GAP) / 2, y + _HEIGHT / 2 + 5, str(load.does), on=colour, anchor="middle")
        x += wide
    if not work:
        drawing.frame(MARGIN, y, _BAR, _HEIGHT)
        drawing.text(MARGIN + _BAR / 2, y + _HEIGHT / 2 + 5, "nobody does anything here", on="quiet", anchor="middle")
    y += _HEIGHT + LEADING
    shares = [(colours[load.party], _said(load)) for load in loads if load.does]
    return draw_key(drawing, shares, y, MARGIN + _BAR, foreign=True) + LEADING
