"""What stands around every figure: its heading above, and what its colours mean below; and which way it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.figures.drawing import LEADING, MARGIN, SIZE, Drawing
from raci_graph.figures.lettering import are_right_to_left, width, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from raci_graph.model import Matrix

_SWATCH, _GAP = 14, 20


def turned(matrix: Matrix, right: float) -> float | None:
    """Return how wide a figure is that is read from right to left, as the activities are; None for any other."""
    return right + MARGIN if are_right_to_left(each.label for each in matrix.activities) else None


def draw_heading(drawing: Drawing, matrix: Matrix, what: str, right: float) -> float:
    """Draw the title of a matrix, its version, and what the figure shows; return where the figure begins."""
    room = right - MARGIN
    y = drawing.lines(MARGIN, MARGIN + SIZE, wrapped(matrix.title, room, SIZE, bold=True), bold=True, foreign=True)
    version = f" ({matrix.about.version})" if matrix.about.version else ""
    return drawing.lines(MARGIN, y, wrapped(f"{what}{version}", room, SIZE)) + LEADING / 2


def draw_key(
    drawing: Drawing, colours: Iterable[tuple[str, str]], y: float, right: float, *, foreign: bool = False
) -> float:
    """Draw colours with what they mean, in as many lines as they need; return where the next line of text stands."""
    x: float = MARGIN
    for colour, meaning in colours:
        lines = wrapped(meaning, right - MARGIN - _SWATCH - _GAP, SIZE)
        wide = _SWATCH + _GAP + max(width(line, SIZE) for line in lines)
        if x > MARGIN and x + wide > right:
            x, y = MARGIN, y + LEADING
        if colour == "unsettled":
            drawing.frame(x, y - _SWATCH + 2, _SWATCH, _SWATCH, dashed=True)
        else:
            drawing.box(x, y - _SWATCH + 2, _SWATCH, _SWATCH, colour)
        below = drawing.lines(x + _SWATCH + 6, y, lines, foreign=foreign)
        if len(lines) > 1:
            x, y = MARGIN, below
        else:
            x += wide
    return y + LEADING if x > MARGIN else y
