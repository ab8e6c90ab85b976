"""Takes from tables what is no part of them: rows that explain letters, and the names that a sheet gives columns."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from raci_graph.blocks import Code, RawRow, RawTable
from raci_graph.parse.legend_lines import cell_entry, line_entries
from raci_graph.parse.marks import is_letters
from raci_graph.parse.subcolumns import without_subcolumns
from raci_graph.parse.words import is_legend_word, resolve_legend, roles_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from raci_graph.blocks import Block, RawCell
    from raci_graph.findings import Finding

_COLUMN_NAMES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_FEWEST = 3
"""How many columns a sheet has at least whose header is taken for the names of its columns, and pairs that explain."""
_SHORTEST = 3
"""How many characters the wording of a letter has at least."""


def take_apart(blocks: Iterable[Block], findings: list[Finding]) -> list[Block]:
    """Return the blocks of a document, with legends in the rows and columns of sheets as lines of their own.

    A row whose one text explains letters ("R = does it", or several in one cell), a word such as "Legend" beside it or
    not, belongs to no matrix; nor does a column of such texts, nor do rows of letters with the words for their roles in
    the cells behind them. The lines stand before their table. What is put together in a table is said in
    ``findings``.
    """
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, RawTable):
            table = without_subcolumns(_without_column_names(block), findings)
            found += _parts(table)
        else:
            found.append(block)
    return found


def _parts(table: RawTable) -> list[Block]:
    for without in (
        (_without_columns_of_pairs,) if table.headed else (_without_column_of_entries, _without_columns_of_pairs)
    ):
        table, beside = without(table)
        if beside:
            return [Code(beside), *_without_rows_of_entries(table)]
    return _without_rows_of_entries(table)


def _without_column_of_entries(table: RawTable) -> tuple[RawTable, tuple[RawCell, ...]]:
    """Return a table without the column each of whose cells explains a letter of its own, and those cells."""
    rows = (table.header, *table.rows)
    for at in range(1, max(len(row.cells) for row in rows)):
        cells = [row.cells[at] for row in rows if at < len(row.cells) and row.cells[at].plain]
        told = (cell_entry(cell) for cell in cells if not is_legend_word(cell.plain.strip(" :")))
        entries: list[tuple[str, str]] = []
        for entry in told:
            if entry is None or not entry[1] or entry[0] in dict(entries):
                entries = []
                break
            entries.append(entry)
        if len(entries) >= _FEWEST and resolve_legend(entries):
            return _without_columns(table, at, at + 1), tuple(cells)
    return table, ()


def _without_columns_of_pairs(table: RawTable) -> tuple[RawTable, tuple[RawCell, ...]]:
    """Return a table without the two columns of letters with their wordings, each once, and those as lines."""
    rows = (table.header, *table.rows)
    for at in range(1, max(len(row.cells) for row in rows) - 1):
        first = next((row.cells[at].plain for row in rows if at < len(row.cells) and row.cells[at].plain), "")
        if len(first) != 1 and not is_legend_word(first.strip(" :")):
            continue
        beside = [row.cells[at : at + 2] for row in rows if len(row.cells) > at + 1]
        filled = [pair for pair in beside if pair[0].plain or pair[1].plain]
        pairs = [pair for pair in filled if not is_legend_word(pair[0].plain.strip(" :")) or pair[1].plain]
        entries = [(letter.plain, wording.plain) for letter, wording in pairs if _is_pair(letter, wording)]
        whole = len(entries) == len(pairs) == len(dict(entries)) >= _FEWEST and resolve_legend(entries)
        rest = _without_columns(table, at, at + 2)
        if whole and _is_legend(entries, (rest.header, *rest.rows)):
            return rest, tuple(_as_line(*pair) for pair in pairs)
    return table, ()


def _without_columns(table: RawTable, first: int, end: int) -> RawTable:
    rows = (table.header, *table.rows)
    kept = [RawRow((*row.cells[:first], *row.cells[end:]), row.place) for row in rows]
    return replace(table, header=kept[0], rows=tuple(kept[1:]))


def _without_rows_of_entries(table: RawTable) -> list[Block]:
    if table.headed and len(table.header.cells) <= _FEWEST:
        return [table]
    rows = table.rows if table.headed else (table.header, *table.rows)
    told = _with_pairs(rows, [_told(row) for row in rows])
    entries = [entry for cells in told for cell in cells for entry in line_entries(cell)]
    letters = {letter for letter, _ in entries}
    if len(letters) < 2 or not (resolve_legend(entries) or {"R", "A"} <= letters):  # noqa: PLR2004 - one is no legend
        return [table]
    legend = Code(tuple(cell for cells in told for cell in cells))
    below = [*told[1:], []]
    rest = [
        row
        for row, cells, after in zip(rows, told, below, strict=True)
        if not cells and not (after and _says_legend(row))
    ]
    if not any(cell.text for row in rest for cell in row.cells):
        return [legend]
    head, *others = (table.header, *rest) if table.headed else rest
    return [legend, replace(table, header=head, rows=tuple(others))]


def _says_legend(row: RawRow) -> bool:
    """Tell whether the one text of a row is a word such as "Legend"."""
    filled = [cell.plain for cell in row.cells if cell.plain and cell.span is None]
    return len(filled) == 1 and is_legend_word(filled[0].strip(" :"))


def _told(row: RawRow) -> list[RawCell]:
    """Return the cells of a row that explain letters, if the row holds nothing else."""
    filled = [cell for cell in row.cells if cell.plain and cell.span is None]
    texts = [cell for cell in filled if not is_legend_word(cell.plain.strip(" :"))]
    return texts if texts and all(map(line_entries, texts)) else []


def _with_pairs(rows: Sequence[RawRow], told: list[list[RawCell]]) -> list[list[RawCell]]:
    """Return the cells that explain letters, with those of rows of pairs: a letter, and its wording in the next cell.

    They explain what is told nowhere else in the table, each letter once, and other rows have such letters or the
    wordings are words for roles: else the table may name who has each role.
    """
    pairs = [[] if cells else _pairs(row) for row, cells in zip(rows, told, strict=True)]
    entries = [(letter.plain, wording.plain) for row in pairs for letter, wording in row]
    distinct = len({letter for letter, _ in entries}) == len(entries) >= _FEWEST
    if not distinct or any(told) or not resolve_legend(entries):
        return told
    rest = [row for row, pair in zip(rows, pairs, strict=True) if not pair]
    if not _is_legend(entries, rest):
        return told
    return [[_as_line(*pair) for pair in row] for row in pairs]


def _is_legend(entries: Sequence[tuple[str, str]], rest: Sequence[RawRow]) -> bool:
    """Tell whether letters are explained beside rows that have some, also small ones, or by words for roles alone.

    Rows of letters alone are a legend by themselves.
    """
    letters = dict(entries)
    short = (cell.plain for row in rest for cell in row.cells if len(cell.plain) <= _FEWEST)
    plain = bool(rest) and all(roles_named(wording) for wording in letters.values())
    return plain or any(is_letters(text.upper(), letters) for text in short)


def _pairs(row: RawRow) -> list[tuple[RawCell, RawCell]]:
    """Return the letters of a row with their wordings, if it holds nothing else; a third text says more of a letter."""
    first = next((cell.plain for cell in row.cells if cell.plain), "")
    headed = is_legend_word(first.strip(" :"))
    if len(first) != 1 and not headed:
        return []
    filled = [cell for cell in row.cells if cell.plain and cell.span is None][headed:]
    letters, wordings = filled[::2], filled[1::2]
    if len(filled) == _FEWEST and _is_worded(filled[2]):
        letters = letters[:1]
    pairs = list(zip(letters, wordings, strict=False))
    return pairs if len(letters) == len(wordings) and all(_is_pair(*pair) for pair in pairs) else []


def _is_pair(letter: RawCell, wording: RawCell) -> bool:
    return len(letter.plain) == 1 and letter.plain.isalpha() and _is_worded(wording)


def _is_worded(cell: RawCell) -> bool:
    return len(cell.plain) >= _SHORTEST and any(map(str.isalpha, cell.plain))


def _as_line(letter: RawCell, wording: RawCell) -> RawCell:
    return replace(letter, text=f"{letter.text}: {wording.text}", plain=f"{letter.plain}: {wording.plain}")


def _without_column_names(table: RawTable) -> RawTable:
    """Return a table without the row of letters and the column of numbers that a sheet has around it."""
    names = [cell.plain for cell in table.header.cells]
    width = len(names) - 1
    if width < _FEWEST or names[0] or names[1:] != list(_COLUMN_NAMES[:width]) or not table.rows:
        return table
    filled = [row for row in table.rows if any(cell.plain for cell in row.cells)]
    if [row.cells[0].plain for row in filled] != [str(number) for number, _ in enumerate(filled, 1)] or not filled:
        return table
    rows = [RawRow(row.cells[1:], row.place) for row in filled]
    return replace(table, header=rows[0], rows=tuple(rows[1:]), headed=False)
