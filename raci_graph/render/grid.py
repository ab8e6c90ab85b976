"""A matrix as the rows and columns of a table, whatever form that is written in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from raci_graph.model import Basis
from raci_graph.render.legend import legend_of
from raci_graph.row_doubts import doubts_of, in_brackets
from raci_graph.row_ids import ID_HEADER, row_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raci_graph.model import Activity, Cell, Column, Matrix, Section
    from raci_graph.row_doubts import Doubts

_CORNERS = {
    "de": "Aktivität",
    "es": "Actividad",
    "fr": "Activité",
    "it": "Attività",
    "nl": "Activiteit",
    "pt": "Atividade",
    "ru": "Задача",
}
_TO_THE_LEFT = frozenset({"ar", "fa", "he", "ur", "yi"})
_DECISIONS = ("DACI", "RAPID")
"""The role sets whose rows are decisions."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its number, its activity, and the texts of its cells as they are shown.

    ``beside`` are the texts of further columns; ``doubtful`` are the numbers, from 0, of cells that are not settled;
    ``lost`` are the marks of the row whose column is not known.
    """

    number: int
    label: str
    cells: tuple[str, ...]
    beside: tuple[str, ...] = ()
    id: str | None = None
    doubtful: frozenset[int] = frozenset()
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A heading of the rows below it, or a row; ``depth`` says in how many other sections a section stands."""

    section: Section | None = None
    depth: int = 0
    row: Row | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A matrix as a table.

    Attributes:
        title: what the matrix is called.
        corner: what heads the activities.
        heads: what heads the columns of letters or names.
        roles: the name of the role of each of them, None for a party's.
        legend: the letters with their meaning.
        lines: the sections and the rows, in order.
        roles_of: the name of the role of each letter.
        several: what is printed for several roles together.
        beside: what heads the further columns of the source.
        scheme: the name of the role set, where it is one.
        to_the_left: whether its language is written from right to left.
    """

    title: str
    corner: str
    heads: tuple[str, ...]
    roles: tuple[str | None, ...]
    legend: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    roles_of: dict[str, str]
    several: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    scheme: str | None = None
    to_the_left: bool = False

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows, in order."""
        return tuple(line.row for line in self.lines if line.row is not None)

    @property
    def has_letters(self) -> bool:
        """Whether the cells hold letters of roles, and not names of parties."""
        return all(role is None for role in self.roles)


def grid_of(matrix: Matrix) -> Grid:
    """Return a matrix as a table.

    Every layout is shown in one of two: with parties as columns, or with roles as columns where cells name parties. A
    cell that is not settled is shown as printed, or else in brackets (``row_doubts.in_brackets``).
    """
    shown = _printed_columns(matrix.columns)
    beside = tuple(
        dict.fromkeys(name for activity in matrix.activities for name in activity.attributes if name != ID_HEADER)
    )
    return Grid(
        title=matrix.title,
        corner="Decision" if matrix.scheme in _DECISIONS else _corner(matrix.language),
        heads=tuple(column.label for column in shown),
        roles=tuple(column.role for column in shown),
        legend=legend_of(matrix),
        lines=tuple(_lines(matrix, [column.number for column in shown], beside)),
        roles_of={entry.letter: entry.role for entry in matrix.legend},
        several=tuple(dict.fromkeys(cell.printed for cell in matrix.cells if cell.printed and len(cell.marks) > 1)),
        beside=beside,
        scheme=matrix.scheme,
        to_the_left=_tongue(matrix.language) in _TO_THE_LEFT,
    )


def heading_of(section: Section) -> str:
    """Return what heads the rows of a section: its number, if it has one, and its label."""
    return f"{section.number} {section.label}" if section.number else section.label


def _corner(language: str) -> str:
    return _CORNERS.get(_tongue(language), "Activity")


def _tongue(language: str) -> str:
    """Return the language of a tag, without its region and script."""
    return language.partition("-")[0]


def _printed_columns(columns: Sequence[Column]) -> list[Column]:
    """Return the columns; of those that are one printed column for several roles the first one."""
    found: dict[object, Column] = {}
    for column in columns:
        key = (column.printed_column, column.label) if column.role else column.number
        found.setdefault(key, column)
    return list(found.values())


def _lines(matrix: Matrix, columns: Sequence[int], beside: Sequence[str]) -> Iterator[Line]:
    """Yield sections and rows; one whose rows do not stand together comes again."""
    depths: dict[str, int] = {}
    for section in matrix.sections:
        depths[section.key] = depths[section.parent] + 1 if section.parent in depths else 0
    places = {section.key: at for at, section in enumerate(matrix.sections)}
    told = 0
    here: str | None = None
    for activity in matrix.activities:
        if activity.section != here and activity.section in places:
            at = places[activity.section]
            for section in matrix.sections[min(told, at) : at + 1]:
                yield Line(section, depths[section.key])
            told = max(told, at + 1)
        here = activity.section
        yield Line(row=_row(matrix, activity, columns, beside))
    for section in matrix.sections[told:]:
        yield Line(section, depths[section.key])


def _texts(cells: Sequence[Cell | None], doubts: Doubts) -> Iterator[str]:
    """Yield the texts of the cells of a row as they are shown."""
    shown = in_brackets((cell for cell in cells if cell is None or cell.printed is None), doubts)
    for cell in cells:
        yield cell.printed if cell is not None and cell.printed is not None else next(shown)


def _row(matrix: Matrix, activity: Activity, columns: Sequence[int], beside: Sequence[str]) -> Row:
    cells = {cell.column: cell for cell in activity.cells}
    shown = [cells.get(number) for number in columns]
    doubts = doubts_of(activity)
    return Row(
        number=activity.row,
        label=activity.label,
        cells=tuple(_texts(shown, doubts)),
        beside=tuple(activity.attributes.get(name, "") for name in beside),
        id=row_id(matrix, activity),
        doubtful=frozenset(at for at, cell in enumerate(shown) if cell is None or cell.basis is Basis.UNSETTLED),
        lost=doubts.lost,
    )
