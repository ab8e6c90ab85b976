"""The rows of a matrix as its web page shows them: plain data, every text as it may stand there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from raci_graph.figures.kinds import BLANK, KINDS_SAID, UNSETTLED, kind_of
from raci_graph.figures.lettering import shown
from raci_graph.figures.parties import marks_by_party, parties_of, unsettled_parties
from raci_graph.model import Basis
from raci_graph.render.grid import grid_of, heading_of
from raci_graph.row_doubts import doubts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from raci_graph.model import Activity, Cell, Mark, Matrix
    from raci_graph.render.grid import Row
    from raci_graph.report import Function
    from raci_graph.row_doubts import Doubts

_NO_PART = "no part"
_BETWEEN = " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} "


@dataclass(frozen=True, slots=True)
class PartCell:
    """The part of a party in an activity.

    Attributes:
        text: what is seen, "" where the party has no part.
        said: what is said to whoever does not see it: the text, and what it means.
        kind: what it amounts to, a name of ``colours.KINDS`` or "blank".
        roles: the numbers of its roles, as they stand in ``Rows.roles``.
        column: the number of the column that it is printed in; None where cells name parties.
    """

    text: str
    said: str
    kind: str
    roles: tuple[int, ...] = ()
    column: int | None = None


@dataclass(frozen=True, slots=True)
class PartRow:
    """An activity: its number, its text, the part of each party, and the texts of further columns.

    ``lost`` are its marks whose column is not known.
    """

    number: int
    label: str
    cells: tuple[PartCell, ...]
    beside: tuple[str, ...]
    lost: str = ""


@dataclass(slots=True)
class Group:
    """Rows that stand together under a heading, None for those under none.

    ``within`` are the numbers of the section and of those that it stands in, as they stand in ``Rows.sections``.
    """

    heading: str | None = None
    depth: int = 0
    within: tuple[int, ...] = ()
    rows: list[PartRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SectionChoice:
    """A section to choose: its key, and the headings that lead to it."""

    key: str
    path: str


@dataclass(frozen=True, slots=True)
class Rows:
    """A matrix by parties, whatever its layout."""

    parties: tuple[str, ...]
    roles: tuple[str, ...]
    sections: tuple[SectionChoice, ...]
    corner: str
    beside: tuple[str, ...]
    groups: tuple[Group, ...]
    kinds: tuple[tuple[str, str], ...]

    @property
    def unsettled(self) -> int:
        """How many rows have a cell that is not settled."""
        rows = (row for group in self.groups for row in group.rows)
        return sum(any(cell.kind == UNSETTLED for cell in row.cells) for row in rows)


def rows_of(matrix: Matrix, functions: Mapping[str, Function]) -> Rows:
    """Return a matrix by parties.

    Args:
        matrix: the matrix.
        functions: what its roles amount to, by name.
    """
    return _Maker(matrix, functions).rows()


class _Maker:
    def __init__(self, matrix: Matrix, functions: Mapping[str, Function]) -> None:
        self._matrix = matrix
        self._functions = functions
        self._grid = grid_of(matrix)
        self._parties = parties_of(matrix)
        self._letters = {entry.role: entry.letter for entry in reversed(matrix.legend)}
        used = (mark.role for cell in matrix.cells for mark in cell.marks)
        self._roles = tuple(dict.fromkeys([*(entry.role for entry in matrix.legend), *used]))
        self._sections = {section.key: at for at, section in enumerate(matrix.sections)}
        self._party_columns = {
            party: [column.number for column in matrix.columns if column.role is None and column.label == party]
            for party in self._parties
        }

    def rows(self) -> Rows:
        groups = tuple(self._groups())
        met = {cell.kind for group in groups for row in group.rows for cell in row.cells}
        return Rows(
            parties=tuple(map(shown, self._parties)),
            roles=tuple(map(shown, self._roles)),
            sections=tuple(
                SectionChoice(shown(section.key), _BETWEEN.join(self._path(section.key)))
                for section in self._matrix.sections
            ),
            corner=self._grid.corner,
            beside=tuple(map(shown, self._grid.beside)),
            groups=groups,
            kinds=tuple((kind, text) for kind, text in KINDS_SAID.items() if kind in met),
        )

    def _groups(self) -> Iterator[Group]:
        activities = {activity.row: activity for activity in self._matrix.activities}
        group = Group()
        for line in self._grid.lines:
            if line.section is not None:
                if group.heading is not None or group.rows:
                    yield group
                group = Group(shown(heading_of(line.section)), line.depth, tuple(self._within(line.section.key)))
            elif line.row is not None:
                group.rows.append(self._row(line.row, activities[line.row.number]))
        yield group

    def _row(self, row: Row, activity: Activity) -> PartRow:
        marks = marks_by_party(self._matrix, activity)
        open_parties = unsettled_parties(self._matrix, activity, self._parties)
        cells = {cell.column: cell for cell in activity.cells}
        doubts = doubts_of(activity)
        made = []
        for party in self._parties:
            columns = self._party_columns[party]
            stated = marks.get(party, [])
            if columns:
                text = " / ".join(filter(None, (_text_of(cells.get(number), doubts) for number in columns)))
            else:
                text = f"{self._letters_of(stated)}{'?' if party in open_parties else ''}"
            made.append(self._cell(text, stated, is_open=party in open_parties, column=columns[0] if columns else None))
        return PartRow(
            row.number, shown(row.label), tuple(made), tuple(map(shown, row.beside)), shown(" ".join(doubts.lost))
        )

    def _letters_of(self, marks: Sequence[Mark]) -> str:
        letters = [self._letters.get(mark.role, mark.text) for mark in marks]
        return shown(("" if all(len(each) == 1 for each in letters) else "/").join(letters))

    def _cell(self, text: str, marks: Sequence[Mark], *, is_open: bool, column: int | None) -> PartCell:
        roles = dict.fromkeys(mark.role for mark in marks)
        meaning = ", ".join(map(shown, roles))
        if is_open:
            meaning = f"{meaning}, not settled" if meaning else "not settled"
        kind = UNSETTLED if is_open else kind_of({self._functions.get(each) for each in roles}) if roles else BLANK
        said = (f"{text}: {meaning}" if meaning else text) if text else _NO_PART
        return PartCell(text, said, kind, tuple(self._roles.index(role) for role in roles), column)

    def _within(self, key: str) -> Iterator[int]:
        """Yield the number of a section and of those around it; a circle is followed once."""
        seen: set[str] = set()
        at: str | None = key
        while at is not None and at in self._sections and at not in seen:
            seen.add(at)
            yield self._sections[at]
            at = self._matrix.sections[self._sections[at]].parent

    def _path(self, key: str) -> list[str]:
        return [shown(heading_of(self._matrix.sections[at])) for at in reversed([*self._within(key)])]


def _text_of(cell: Cell | None, doubts: Doubts) -> str:
    """Return the text of a cell as printed, behind a question mark if it is not settled."""
    if cell is None:
        return "?"
    if cell.basis is Basis.UNSETTLED:
        return f"? {shown(doubts.texts.get(cell.column) or '')}".rstrip()
    return shown(cell.printed or "")
