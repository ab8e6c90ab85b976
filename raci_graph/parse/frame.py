"""Finds the header of a table: the row, or the two, that name its columns."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from raci_graph.blocks import Span
from raci_graph.parse.cell_words import words_in
from raci_graph.parse.marks import is_blank, read_raw
from raci_graph.parse.role_columns import letters_as_heads
from raci_graph.parse.words import (
    activity_header_language,
    heads_groups,
    is_check_mark,
    is_doubtful_mark,
    is_party_header,
    resolve_headers,
    roles_named,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from raci_graph.blocks import RawCell, RawRow, RawTable

_WEIGHT = 3
"""How much the name of a role weighs in what makes a row the header."""
_DONE_BY = frozenset({"Responsible", "Accountable"})
_ARROWS = re.compile("[\u2190-\u21ff\u2b00-\u2bff\u279c\u27a1]\ufe0f?")
_DEEPEST = 12
"""How many rows may stand above the header."""


@dataclass(slots=True, unsafe_hash=True)
class Frame:
    """A table with its header: a cell a column, the rows below it, and those above it.

    ``repeated`` are the rows below that say again what the header says; they are none of ``rows``. ``names`` are the
    headers without markup, ``key`` is what tables have in common whose columns are the same.
    """

    headers: Final[tuple[RawCell, ...]]
    rows: Final[tuple[RawRow, ...]]
    row: Final[RawRow]
    rows_above: Final[tuple[RawRow, ...]] = ()
    repeated: Final[tuple[RawRow, ...]] = ()
    names: Final[tuple[str, ...]] = field(init=False)
    key: Final[str] = field(init=False)
    _columns: Final[dict[int, list[RawCell]]] = field(init=False, repr=False, compare=False, default_factory=dict)

    @property
    def above(self) -> tuple[str, ...]:
        """The texts of the rows above the header, each merged one once."""
        return tuple(cell.plain for row in self.rows_above for cell in row.cells if cell.plain and cell.span is None)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", tuple(cell.plain for cell in self.headers))
        object.__setattr__(self, "key", "|".join(name.casefold() for name in self.names))

    def column(self, at: int) -> list[RawCell]:
        """Return the filled cells of a column, each merged one once."""
        found = self._columns.get(at)
        if found is None:
            found = [row.cells[at] for row in self.rows if at < len(row.cells) and _is_own(row.cells[at])]
            self._columns[at] = found
        return found


def frame_of(table: RawTable, legend: Mapping[str, str]) -> Frame:
    """Return a table with its header.

    Where the source marks the first row as the header it is that, joined with the second one where that goes on
    naming columns. Else it is the row above which there are no letters of roles and below which they stand in the
    columns that it names, or the first row with a word that heads activities; a title above it is no header. Of two
    such rows it is the second one, where the first has groups of columns in merged cells. Where there is none and the
    table begins with a title, nothing heads the columns.

    Args:
        table: the table.
        legend: the name of the role that each letter means.
    """
    rows = (table.header, *table.rows)
    if not table.headed or any(cell.span for cell in table.header.cells):
        legend = {**words_in([cell.text for row in rows for cell in row.cells], legend), **legend}
    at = 0 if table.headed and not _is_title(table.header, rows) else _header_at(rows, legend)
    if not table.headed and _is_title(rows[at], rows):
        return _without_header(rows)
    frame = _frame(rows, at)
    return _without_repeated(_joined(frame, rows, at, legend) or frame)


def _without_repeated(frame: Frame) -> Frame:
    """Return a frame without the rows that repeat its header, as tables of several pages do."""
    heads = {_texts(frame.row.cells), _texts(frame.headers)}
    first = {texts[:1] for texts in heads}
    alike = [row for row in frame.rows if _texts(row.cells[:1]) in first]
    repeated = tuple(row for row in alike if len(set(texts := _texts(row.cells)) - {""}) > 1 and texts in heads)
    if not repeated:
        return frame
    return replace(frame, rows=tuple(row for row in frame.rows if row not in repeated), repeated=repeated)


def _texts(cells: Sequence[RawCell]) -> tuple[str, ...]:
    return tuple(cell.plain.casefold() for cell in cells)


def _frame(rows: Sequence[RawRow], at: int) -> Frame:
    return Frame(rows[at].cells, tuple(rows[at + 1 :]), rows[at], tuple(rows[:at]))


def _without_header(rows: Sequence[RawRow]) -> Frame:
    """Return the frame of a table that has titles and rows, and nothing that names its columns."""
    row = max(rows, key=lambda each: len(each.cells))
    blank = tuple(replace(cell, text="", plain="", span=None) for cell in row.cells)
    return Frame(blank, tuple(rows), rows[0])


def _header_at(rows: Sequence[RawRow], legend: Mapping[str, str]) -> int:
    best, found = 0, 0
    width = max(len(row.cells) for row in rows)
    first = next((at for at, row in enumerate(rows) if sum(map(_is_own, row.cells)) > 1), 0)
    for at, row in enumerate(rows[: min(_DEEPEST, max(len(rows) - 1, 1))]):
        score = _score(row, rows[at + 1 :], legend)
        if at == first and not _explains_letters([cell.plain for cell in row.cells if cell.plain], legend):
            score += _WEIGHT * _letters_over_names(row, rows[at + 1 :], legend)
        if score > best or (score == best > 0 and _has_groups(rows[found], row)):
            best, found = score, at
        if best and sum(bool(read_raw(cell, legend).marks) for cell in row.cells) * 2 > width:
            break
    return found


def _has_groups(row: RawRow, below: RawRow) -> bool:
    """Tell whether a row has groups of the columns that one below it names: merged cells, or fewer of them."""
    merged, other = (any(cell.span is Span.ACROSS for cell in each.cells) for each in (row, below))
    filled, named = (sum(bool(cell.plain) for cell in each.cells) for each in (row, below))
    return (merged or filled < named) and not other


def _score(row: RawRow, below: Sequence[RawRow], legend: Mapping[str, str]) -> int:
    """Return how much a row is a header: by its words, and by the letters below the columns that it names."""
    filled = [at for at, cell in enumerate(row.cells) if not is_blank(cell.text)]
    if len(filled) < 2 or _is_title(row, (row, *below)):  # noqa: PLR2004 - a row that names columns
        return 0
    plain = [row.cells[at].plain for at in filled]
    if _explains_letters(plain, legend):
        return 0
    ticked = sum(is_check_mark(text) or is_doubtful_mark(text) for text in plain)
    if len(set(plain)) * 2 < len(plain) or ticked * 2 >= len(plain):
        return 0
    words = sum(map(_heads, set(plain)))
    lettered = [at for at in filled if _has_letters(below, at, legend)]
    named_roles = resolve_headers([cell.plain for cell in row.cells])
    roles = (
        0 if _heads_below(below, named_roles) else len({role for at, role in named_roles.items() if at not in lettered})
    )
    own = sum(bool(read_raw(row.cells[at], legend).marks) for at in lettered)
    named = len(lettered) - own if own * 2 <= len(lettered) or words else 0
    return 4 * words + _WEIGHT * (roles if roles > 1 else 0) + 2 * named


def _heads(text: str) -> bool:
    """Tell whether a text heads activities or parties, or both, as a corner does ("Role \u2192 Task \u2193")."""
    parts = [part.strip() for part in _ARROWS.split(text)]
    return all(activity_header_language(part) or is_party_header(part) for part in parts if part) and any(parts)


def _explains_letters(texts: Sequence[str], legend: Mapping[str, str]) -> bool:
    """Tell whether texts are letters with the words of their roles behind each: "R", "Responsible", "A", ..."""
    letters, words = texts[::2], texts[1::2]
    pairs = [legend.get(letter, "") in roles_named(word) for letter, word in zip(letters, words, strict=False)]
    return len(pairs) > 1 and len(letters) == len(words) and all(pairs)


def _letters_over_names(row: RawRow, below: Sequence[RawRow], legend: Mapping[str, str]) -> int:
    """Return how many roles letters over texts name, none without R and A: they may head columns of names."""
    heads = letters_as_heads(tuple(cell.plain for cell in row.cells), tuple(legend.items()))
    named = {role for at, role in heads.items() if not _has_letters(below, at, legend) and _has_texts(below, at)}
    return len(named) if named >= _DONE_BY else 0


def _has_texts(rows: Sequence[RawRow], at: int) -> bool:
    return any(at < len(row.cells) and not is_blank(row.cells[at].text) for row in rows)


def _heads_below(below: Sequence[RawRow], named: Collection[int]) -> bool:
    """Tell whether a word for activities stands right below a role, so that the row below is the header."""
    cells = [below[0].cells[at].plain for at in named if at < len(below[0].cells)] if below else []
    return any(activity_header_language(text) and not heads_groups(text) for text in cells)


def _has_letters(rows: Sequence[RawRow], at: int, legend: Mapping[str, str]) -> bool:
    cells = [row.cells[at] for row in rows if at < len(row.cells) and row.cells[at].span is None]
    times = Counter((cell.text, cell.plain) for cell in cells)
    filled = {(cell.text, cell.plain): cell for cell in cells if not is_blank(cell.text)}
    read = sum(times[key] for key, cell in filled.items() if read_raw(cell, legend).marks)
    return read * 2 > sum(times[key] for key in filled)


def _is_title(row: RawRow, rows: Sequence[RawRow]) -> bool:
    """Tell whether a row has one text for a table of several columns, written once or merged over them."""
    own = [cell for cell in row.cells if cell.plain and cell.span is not Span.ACROSS]
    width = max(len(each.cells) for each in rows)
    if len(own) != 1 or width < 3 or own[0].plain != row.cells[0].plain:  # noqa: PLR2004 - more than a pair
        return False
    return activity_header_language(own[0].plain) is None


def _joined(frame: Frame, rows: Sequence[RawRow], at: int, legend: Mapping[str, str]) -> Frame | None:
    """Return the frame with a second row of the header, where there is one: it fills what merged cells leave open."""
    if at + 1 < len(rows) - 1 and (groups := _groups_below(frame, rows[at + 1], legend)):
        return replace(frame, headers=groups, rows=frame.rows[1:])
    if at + 1 >= len(rows) - 1 or not any(cell.span is Span.ACROSS for cell in frame.headers):
        return _group_above(frame, rows, at, legend)
    if above := _names_above(frame, rows, at):
        return above
    second = rows[at + 1].cells
    if len(second) < len(frame.headers) or any(read_raw(cell, legend).marks for cell in second[1:]):
        return None
    headers = tuple(_under(first, cell) for first, cell in zip(frame.headers, second, strict=False))
    return replace(frame, headers=_distinct(frame.headers, headers), rows=frame.rows[1:])


def _group_above(frame: Frame, rows: Sequence[RawRow], at: int, legend: Mapping[str, str]) -> Frame | None:
    """Return the frame with headers from the row above where its own are blank."""
    if at == 0:
        return None
    first = rows[at - 1].cells
    filled = [cell for cell in first if cell.plain and cell.span is not Span.ACROSS]
    if len(filled) > 1 and _repeat(frame.headers) and any(cell.span is Span.ACROSS for cell in first):
        return replace(frame, headers=_distinct(first[: len(frame.headers)], frame.headers[: len(first)]))
    if len(filled) < 2 or all(cell.plain for cell in frame.headers):  # noqa: PLR2004 - a title is one
        return None
    if _is_pair(first) or _explains_letters([cell.plain for cell in filled], legend):
        return None
    headers = tuple(
        first[index] if not cell.plain and index < len(first) else cell for index, cell in enumerate(frame.headers)
    )
    return replace(frame, headers=headers)


def _is_pair(cells: Sequence[RawCell]) -> bool:
    """Tell whether a row is a label with what it says ("Date", "May"), and no part of a header."""
    label, *values = (cell.plain for cell in cells)
    if activity_header_language(label) or is_party_header(label):
        return False
    return bool(values) and bool(values[0]) and not any(values[1:])


def _repeat(headers: Sequence[RawCell]) -> bool:
    """Tell whether several headers have the same name."""
    names = [cell.plain for cell in headers if cell.plain]
    return len(set(names)) < len(names)


def _groups_below(frame: Frame, row: RawRow, legend: Mapping[str, str]) -> tuple[RawCell, ...] | None:
    """Return headers with the groups that a row below gives those of the same name, in merged cells without letters."""
    cells = row.cells
    if not _repeat(frame.headers) or len(cells) != len(frame.headers):
        return None
    grouped = [cell for cell in cells[1:] if cell.plain]
    if len(grouped) < len(cells) - 1 or not any(cell.span is Span.ACROSS for cell in grouped):
        return None
    if any(read_raw(cell, legend).marks for cell in grouped):
        return None
    return _distinct(cells, frame.headers)


def _names_above(frame: Frame, rows: Sequence[RawRow], at: int) -> Frame | None:
    """Return the frame with the names that the row above gives to the columns of each merged header, if it does."""
    first = rows[at - 1].cells if at else ()
    names = [cell.plain for cell in first if cell.span is None and cell.plain]
    if len(first) != len(frame.headers) or len(names) < len(first):
        return None
    return replace(frame, headers=_distinct(frame.headers, (frame.headers[0], *first[1:])))


def _under(first: RawCell, second: RawCell) -> RawCell:
    return second if second.plain and second.span is not Span.DOWN else first


def _distinct(groups: Sequence[RawCell], headers: tuple[RawCell, ...]) -> tuple[RawCell, ...]:
    """Return headers, with the name of their group in front where two have the same name."""
    times = Counter(cell.plain for cell in headers)
    return tuple(
        replace(cell, text=f"{group.text} / {cell.text}", plain=f"{group.plain} / {cell.plain}")
        if times[cell.plain] > 1 and group.plain not in ("", cell.plain)
        else cell
        for group, cell in zip(groups, headers, strict=True)
    )


def _is_own(cell: RawCell) -> bool:
    return bool(cell.text) and cell.span is None
