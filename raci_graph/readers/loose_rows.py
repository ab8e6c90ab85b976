"""Rows of pipe tables that Markdown shows as something else, for their form is broken: read all the same, and said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from raci_graph.blocks import LostTable, RawCell, RawRow, RawTable
from raci_graph.findings import Finding, Severity
from raci_graph.model import Place
from raci_graph.readers.pipe_rows import begins_with_pipe, count_pipes, is_delimiter_row, row_of, split_row

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

_NO_DASHES = "they have no line of dashes below a header"
_IN_HTML = "they stand inside HTML or code"
_WHOLE = re.compile(r"\s*\|?\s*(?:-{3,}|={3,})\s*\|?\s*")
_MOST_BLANKS = 2
"""How many blank lines may part two rows of one table."""


@dataclass(frozen=True, slots=True)
class Loose:
    """What stands in lines that look like rows: the indexes of the lines, what they give, and what is to be said.

    ``block`` is a table of their own, the reason why there is none, or None where the rows go on with the table that
    begins in the line ``above``.
    """

    lines: tuple[int, ...]
    rows: tuple[RawRow, ...]
    block: RawTable | LostTable | None
    finding: Finding | None
    above: int | None = None


def loose_rows(
    lines: Sequence[str], tables: Collection[int], hidden: Collection[int], file: str, plain: Callable[[str], str]
) -> Iterator[Loose]:
    """Yield each run of lines outside of tables that look like rows.

    Rows below a table, with blank lines between, go on with it if each has as many cells as its header. A run of its
    own is a table where its rows have the same number of cells, two at least, or a line of dashes stands below the
    first one. Else it is lost.

    Args:
        lines: the lines of the document.
        tables: the indexes of those that Markdown shows as a table.
        hidden: the indexes of those that show something that is no table on purpose.
        file: the name of the document.
        plain: takes the markup from the text of a cell.
    """
    for run in _runs(lines, tables, hidden):
        dashes = [at for at in run if _is_rule(lines, at)]
        ruled = frozenset(dashes)
        rows = tuple(row_of(lines[at], at + 1, file, plain) for at in run if at not in ruled)
        if dashes and "+" in lines[dashes[0]] and "|" not in lines[dashes[0]]:
            rows = tuple(_closed(row, lines[(row.place.line or 1) - 1], rows[0], file) for row in rows)
        place = Place(file, run[0] + 1)
        above = None if dashes else _table_above(lines, tables, run[0])
        width = len(split_row(lines[above])) if above is not None else 0
        if above is not None and all(
            len(row.cells) == width and begins_with_pipe(lines[at]) for row, at in zip(rows, run, strict=True)
        ):
            message = "these lines stand apart from the table above, so Markdown shows no rows of it"
            said = Finding("P07", Severity.WARNING, message, place, "read as rows of that table")
            yield Loose(run, rows, None, said, above)
            continue
        reason = _reason(lines, run, dashes)
        if not _is_table(rows, run, dashes):
            yield Loose(run, rows, LostTable(reason, place), None)
            continue
        message = f"these lines look like a table, but {reason}, so Markdown shows none"
        said = Finding("P07", Severity.WARNING, message, place, "read as a table")
        yield Loose(run, rows, RawTable(rows[0], rows[1:], headed=bool(dashes)), said)


def _closed(row: RawRow, line: str, header: RawRow, file: str) -> RawRow:
    """Return a row of psql's form, where a bar at the end stands before a blank cell and closes nothing."""
    number = row.place.line or 1
    if len(row.cells) != len(header.cells) - 1 or not line.rstrip().endswith("|"):
        return row
    return RawRow((*row.cells, RawCell("", "", Place(file, number, len(line.rstrip()) + 1))), row.place)


def _runs(lines: Sequence[str], tables: Collection[int], hidden: Collection[int]) -> Iterator[tuple[int, ...]]:
    run: list[int] = []
    for at, line in enumerate(lines):
        free = at not in tables and at not in hidden
        if free and line and _is_row(lines, at, run, below_table=at - 1 in tables):
            if len(run) > 1 and run[-1] < at - 1 and _begins_table(lines, at):
                yield tuple(run)
                run = []
            run.append(at)
        elif run and not (free and not line.strip() and at - run[-1] <= _MOST_BLANKS):
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def _is_row(lines: Sequence[str], at: int, run: Sequence[int], *, below_table: bool) -> bool:
    line = lines[at]
    pipes = count_pipes(line)
    if _begins_table(lines, at) or (pipes > 1 and begins_with_pipe(line)):
        return True
    goes_on = run and run[-1] == at - 1
    return bool((goes_on and _is_rule(lines, at)) or ((goes_on or below_table) and pipes))


def _begins_table(lines: Sequence[str], at: int) -> bool:
    return at + 1 < len(lines) and _is_rule(lines, at + 1) and not _is_rule(lines, at) and count_pipes(lines[at]) > 0


def _is_rule(lines: Sequence[str], at: int) -> bool:
    """Tell whether a line is one of dashes, with or without bars; one piece stands between rows of as many bars."""
    if is_delimiter_row(lines[at]):
        return True
    if not _WHOLE.fullmatch(lines[at]) or not 0 < at < len(lines) - 1:
        return False
    above, below = count_pipes(lines[at - 1]), count_pipes(lines[at + 1])
    return above == below > 1


def _table_above(lines: Sequence[str], tables: Collection[int], at: int) -> int | None:
    """Return the first line of the table above, if nothing but a few blank lines stands between."""
    for before in range(at - 1, max(at - 2 - _MOST_BLANKS, -1), -1):
        if before in tables:
            while before - 1 in tables:
                before -= 1  # noqa: PLW2901 - the line is followed up to the first of its table
            return before
        if lines[before].strip():
            return None
    return None


def _is_table(rows: Sequence[RawRow], run: Sequence[int], dashes: Sequence[int]) -> bool:
    widths = {len(row.cells) for row in rows}
    if len(rows) < 2 or min(widths) < 2:  # noqa: PLR2004 - a header and a row, of a column of texts and one of marks
        return False
    return len(widths) == 1 or dashes[:1] == [run[1]]


def _reason(lines: Sequence[str], run: Sequence[int], dashes: Sequence[int]) -> str:
    """Return why Markdown shows no table."""
    if dashes[:1] != [run[0] + 1]:
        return _NO_DASHES
    cells, below = len(split_row(lines[run[0]])), len(split_row(lines[dashes[0]]))
    return f"the header has {cells} cells and the line below it {below}" if cells != below else _IN_HTML
