"""Hand-overs as a flow: from the parties that answer to the parties that do the work, as broad as there are rows.

Where the activities are written from right to left, it is read so.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from raci_graph.figures.drawing import LEADING, MARGIN, SIZE, Drawing, number
from raci_graph.figures.frame import draw_heading, draw_key, turned
from raci_graph.figures.lettering import isolated, wrapped
from raci_graph.figures.parties import marks_by_party, parties_of
from raci_graph.report import Function

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from raci_graph.model import Matrix

_LABELS, _NODE, _BETWEEN = 190, 14, 300
_USUAL, _TALLEST, _BROADEST = 480, 1400, 16
"""How tall all flows together are where their numbers have room, how tall they get for them, and a row at most."""
_GAP, _PAD = 22, 8


class Flow(NamedTuple):
    """The rows in which one party answers for work that one does, itself or another."""

    answers: str
    does: str
    rows: frozenset[int]


def flows_of(matrix: Matrix, functions: Mapping[str, Function]) -> tuple[Flow, ...]:
    """Return who answers for whose work in which rows, in the order of the parties.

    A row that two parties do is in a flow to each, one for which two answer in a flow from each.
    """
    found: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for activity in matrix.activities:
        by_party = marks_by_party(matrix, activity)
        has = {party: {functions.get(mark.role) for mark in marks} for party, marks in by_party.items()}
        for answers, does in product(has, has):
            if Function.ANSWERS in has[answers] and Function.DOES in has[does]:
                found[answers, does].add(activity.row)
    parties = parties_of(matrix)
    pairs = [pair for pair in product(parties, parties) if pair in found]
    return tuple(Flow(answers, does, frozenset(found[answers, does])) for answers, does in pairs)


def hand_overs(matrix: Matrix, functions: Mapping[str, Function]) -> str:
    """Return who answers for whose work as SVG.

    Args:
        matrix: the matrix.
        functions: what its roles amount to, by name.
    """
    return _HandOvers(matrix, flows_of(matrix, functions)).svg()


class _HandOvers:
    def __init__(self, matrix: Matrix, found: Sequence[Flow]) -> None:
        self._matrix = matrix
        self._flows = found
        self._parties = parties_of(matrix)
        total = sum(len(flow.rows) for flow in found)
        wanted = max(_USUAL / total, (SIZE + 1) / min(len(flow.rows) for flow in found)) if found else 0
        self._row = min(wanted, _BROADEST, _TALLEST / max(total, 1))
        self._from = MARGIN + _LABELS
        self._to = self._from + _NODE + _BETWEEN
        self._right = self._to + _NODE + _LABELS
        handed = [flow for flow in found if flow.answers != flow.does]
        own = [flow for flow in found if flow.answers == flow.does]
        said = [f"{flow.answers} answers for work of {flow.does}: {_rows(flow)}." for flow in handed]
        said += [f"{flow.answers} answers for work of its own: {_rows(flow)}." for flow in own]
        title, wide = f"{matrix.title}: hand-overs", turned(matrix, self._right)
        self._drawing = Drawing(title, " ".join(said), matrix.language, wide)

    def svg(self) -> str:
        drawing = self._drawing
        y = draw_heading(drawing, self._matrix, "Who answers for whose work, in rows", self._right)
        if not self._flows:
            drawing.text(MARGIN, y + SIZE, "In no row somebody answers for work that somebody does.", on="quiet")
            return drawing.svg(self._right, y + SIZE)
        drawing.text(self._from, y + SIZE, "answers", anchor="end", bold=True)
        drawing.text(self._to + _NODE, y + SIZE, "does the work", bold=True)
        top = y + SIZE + LEADING
        left, left_end = self._draw_side(top, 0, self._from, "end")
        right, right_end = self._draw_side(top, 1, self._to, "start")
        self._draw_flows(left, right)
        used = {flow.answers == flow.does for flow in self._flows}
        meanings = {False: ("handed", "another party does the work"), True: ("own", "whoever answers does the work")}
        y = max(left_end, right_end) + 1.5 * LEADING
        y = draw_key(drawing, [meanings[own] for own in sorted(used)], y, self._right)
        return drawing.svg(self._right, self._draw_thin(y) - LEADING)

    def _draw_side(self, top: float, side: int, x: float, anchor: str) -> tuple[dict[str, float], float]:
        """Draw the parties of a side; return the top of each one's first flow, and where the side ends."""
        tops: dict[str, float] = {}
        y = top
        for party in self._parties:
            met = [flow for flow in self._flows if flow[side] == party]
            if not met:
                continue
            tops[party] = y
            height = self._row * sum(len(flow.rows) for flow in met)
            self._drawing.box(x, y, _NODE, height, "answers" if side == 0 else "does")
            lines = [*wrapped(party, _LABELS - 2 * _PAD, SIZE), _rows(*met)]
            at = x - _PAD if side == 0 else x + _NODE + _PAD
            middle = y + height / 2 - LEADING * (len(lines) - 1) / 2 + 5
            middle = max(middle, y + SIZE - 4)
            for below, line in enumerate(lines):
                self._drawing.text(at, middle + LEADING * below, line, anchor=anchor, foreign=line != lines[-1])
            y = max(y + height, middle + LEADING * (len(lines) - 1)) + _GAP
        return tops, y - _GAP

    def _draw_flows(self, left: dict[str, float], right: dict[str, float]) -> None:
        """Draw the flows, hand-overs above work of one's own, then their numbers above all of them."""
        left, right = dict(left), dict(right)
        placed = []
        for flow in self._flows:
            placed.append((flow, left[flow.answers], right[flow.does]))
            left[flow.answers] += len(flow.rows) * self._row
            right[flow.does] += len(flow.rows) * self._row
        for flow, start, end in sorted(placed, key=lambda each: each[0].answers != each[0].does):
            self._drawing.path(self._ribbon(start, end, len(flow.rows) * self._row), _colour(flow))
        for flow, start, _ in placed:
            if not self._is_thin(flow):
                at = start + len(flow.rows) * self._row / 2 + 5
                self._drawing.text(self._from + _NODE + _PAD, at, str(len(flow.rows)), on=_colour(flow))

    def _draw_thin(self, y: float) -> float:
        """Write down the flows that are too thin for their numbers."""
        for flow in filter(self._is_thin, self._flows):
            lines = wrapped(
                f"{isolated(flow.answers)} → {isolated(flow.does)}: {_rows(flow)}", self._right - MARGIN, SIZE
            )
            y = self._drawing.lines(MARGIN, y, lines, foreign=True)
        return y

    def _is_thin(self, flow: Flow) -> bool:
        return len(flow.rows) * self._row < SIZE

    def _ribbon(self, start: float, end: float, broad: float) -> str:
        x, to = self._drawing.across(self._from + _NODE), self._drawing.across(self._to)
        half = number((x + to) / 2)
        upper = f"M{number(x)} {number(start)}C{half} {number(start)} {half} {number(end)} {number(to)} {number(end)}"
        low, low_end = number(start + broad), number(end + broad)
        return f"{upper}V{low_end}C{half} {low_end} {half} {low} {number(x)} {low}Z"


def _colour(flow: Flow) -> str:
    return "own" if flow.answers == flow.does else "handed"


def _rows(*flows: Flow) -> str:
    """Return how many rows are in flows, each counted once."""
    count = len(frozenset[int]().union(*(flow.rows for flow in flows)))
    return f"{count} {'row' if count == 1 else 'rows'}"
