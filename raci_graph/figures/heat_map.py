"""The matrix as a heat-map: a row for each activity, a column for each party, the letters in coloured cells.

Where the activities are written from right to left, it is read so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.figures.drawing import LEADING, MARGIN, SIZE, Drawing
from raci_graph.figures.frame import draw_heading, draw_key, turned
from raci_graph.figures.kinds import BLANK, KINDS_SAID, UNSETTLED, kind_of
from raci_graph.figures.lettering import isolated, width, wrapped
from raci_graph.figures.parties import marks_by_party, parties_of, unsettled_parties
from raci_graph.row_doubts import doubts_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from raci_graph.model import Activity, Mark, Matrix, Section
    from raci_graph.report import Function

_LABELS, _NUMBERS = 440, 40
_NARROWEST, _WIDEST, _PAD = 56, 120, 8
_INDENT = 14


def heat_map(matrix: Matrix, functions: Mapping[str, Function]) -> str:
    """Return the heat-map of a matrix as SVG.

    Args:
        matrix: the matrix.
        functions: what its roles amount to, by name; a role that is not there amounts to something of its own.
    """
    return _HeatMap(matrix, functions).svg()


class _HeatMap:
    def __init__(self, matrix: Matrix, functions: Mapping[str, Function]) -> None:
        self._matrix = matrix
        self._functions = functions
        self._letters = {entry.role: entry.letter for entry in reversed(matrix.legend)}
        self._parents = {section.key: section.parent for section in matrix.sections}
        self._parties = parties_of(matrix)
        self._columns = {column.number: column.label for column in matrix.columns if column.role is None}
        self._cells = {activity.row: self._row(activity) for activity in matrix.activities}
        written = [text for row in self._cells.values() for _, text in row.values()]
        words = [word for party in self._parties for word in party.split()]
        widest = max(
            [*(width(each, SIZE) for each in written), *(width(each, SIZE, bold=True) for each in words)], default=0
        )
        self._column = min(max(widest + 2 * _PAD, _NARROWEST), _WIDEST)
        self._left = MARGIN + _NUMBERS + _LABELS
        self._right = self._left + self._column * len(self._parties)
        title, wide = f"{matrix.title}: who does what", turned(matrix, self._right)
        self._drawing = Drawing(title, self._description(), matrix.language, wide)

    def svg(self) -> str:
        y = draw_heading(self._drawing, self._matrix, "Who does what", self._right)
        y = self._draw_parties(y)
        for section, activities in self._matrix.by_section:
            if section is not None:
                y = self._draw_section(section, y)
            for activity in activities:
                y = self._draw_activity(activity, y)
        met = {kind for row in self._cells.values() for kind, _ in row.values()}
        key = [(kind, text) for kind, text in KINDS_SAID.items() if kind in met]
        y = draw_key(self._drawing, key, y + 1.5 * LEADING, self._right) + _PAD
        for entry in self._matrix.legend:
            meaning = wrapped(f"{entry.letter}: {entry.text or entry.role}", self._right - MARGIN, SIZE)
            y = self._drawing.lines(MARGIN, y, meaning, foreign=True)
        return self._drawing.svg(self._right, y - LEADING)

    def _row(self, activity: Activity) -> dict[str, tuple[str, str]]:
        """Return what the cell of each party amounts to, and what is written in it."""
        marks = marks_by_party(self._matrix, activity)
        unsettled = unsettled_parties(self._matrix, activity, self._parties)
        texts = doubts_of(activity).texts
        cells = {}
        for party in self._parties:
            kind, text = self._cell(marks.get(party, ()))
            own = [text for at, text in texts.items() if text and self._columns.get(at) == party]
            cells[party] = (UNSETTLED, " ".join([f"{text}?", *own])) if party in unsettled else (kind, text)
        return cells

    def _open_texts(self, activity: Activity) -> str:
        """Return what a row says in doubt of no party in particular: marks without a column, and cells of roles."""
        doubts = doubts_of(activity)
        of_roles = [text for at, text in doubts.texts.items() if text and at not in self._columns]
        return " ".join([*of_roles, *doubts.lost])

    def _cell(self, marks: Sequence[Mark]) -> tuple[str, str]:
        letters = [self._letters.get(mark.role, mark.text) for mark in marks]
        text = ("" if all(len(each) == 1 for each in letters) else "/").join(letters)
        return (kind_of({self._functions.get(mark.role) for mark in marks}) if marks else BLANK, text)

    def _draw_parties(self, y: float) -> float:
        names = [wrapped(party, self._column - _PAD, SIZE, bold=True) for party in self._parties]
        bottom = y + LEADING * max(map(len, names), default=1)
        for at, lines in enumerate(names):
            middle = self._left + self._column * (at + 0.5)
            for number, line in enumerate(lines):
                above = LEADING * (len(lines) - 1 - number)
                self._drawing.text(middle, bottom - LEADING - above + 4, line, anchor="middle", bold=True, foreign=True)
        return bottom - LEADING / 2

    def _draw_section(self, section: Section, y: float) -> float:
        indent = _PAD + _INDENT * self._depth(section)
        text = f"{section.number} {section.label}" if section.number else section.label
        lines = wrapped(text, self._right - MARGIN - indent - _PAD, SIZE, bold=True)
        height = LEADING * len(lines) + _PAD
        self._drawing.box(MARGIN, y + 2, self._right - MARGIN, height - 4, "band")
        for number, line in enumerate(lines):
            at = y + LEADING * (number + 1)
            self._drawing.text(MARGIN + indent, at, line, on="band", bold=True, foreign=True)
        return y + height

    def _draw_activity(self, activity: Activity, y: float) -> float:
        lines = wrapped(activity.label, _LABELS - 2 * _PAD, SIZE)
        texts = self._open_texts(activity)
        told = wrapped(f"not settled: {isolated(texts)}", _LABELS - 2 * _PAD, SIZE) if texts else []
        height = LEADING * (len(lines) + len(told)) + _PAD
        self._drawing.text(MARGIN + _NUMBERS - _PAD, y + LEADING, str(activity.row), on="quiet", anchor="end")
        below = self._drawing.lines(MARGIN + _NUMBERS, y + LEADING, lines, foreign=True)
        for number, line in enumerate(told):
            self._drawing.text(MARGIN + _NUMBERS, below + LEADING * number, line, on="quiet")
        for at, party in enumerate(self._parties):
            kind, text = self._cells[activity.row][party]
            x = self._left + self._column * at
            sides = (x + 1, y + 1, self._column - 2, height - 2)
            if kind in {BLANK, UNSETTLED}:
                self._drawing.frame(*sides, dashed=kind == UNSETTLED)
            else:
                self._drawing.box(*sides, kind)
            if text:
                on = "page" if kind == BLANK else kind
                self._drawing.text(x + self._column / 2, y + height / 2 + 5, text, on=on, anchor="middle", foreign=True)
        return y + height

    def _depth(self, section: Section) -> int:
        depth, above = 0, section.parent
        while above is not None and depth < len(self._parents):
            depth, above = depth + 1, self._parents.get(above)
        return depth

    def _description(self) -> str:
        rows = len(self._matrix.activities)
        said = [f"{rows} activities by {len(self._parties)} parties, the letters of the legend in each cell."]
        for party in self._parties:
            kinds = [self._cells[activity.row][party][0] for activity in self._matrix.activities]
            counts = [f"{text} in {kinds.count(kind)}" for kind, text in KINDS_SAID.items() if kind in kinds]
            said.append(f"{party}: {', '.join([*counts, f'no part in {kinds.count(BLANK)}'])} rows.")
        return " ".join(said)
