"""Pipe tables that Markdown shows as one, for no blank line parts them: each with a line of dashes of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.readers.pipe_rows import count_pipes, is_delimiter_row, split_row

if TYPE_CHECKING:
    from collections.abc import Sequence


def table_parts(lines: Sequence[str], first: int, last: int) -> list[tuple[range, range]]:
    """Return the parts of what Markdown takes for one table: the lines of each table, and those of the text below it.

    Another table begins in it where a line of dashes has as many cells as the one above, which is its header. Lines
    without a bar right above that header are a text.

    Args:
        lines: the lines of the document.
        first: the index of the first line of the table.
        last: the index of the line behind it.

    >>> table_parts(["|a|b|", "|-|-|", "|1|2|", "a text", "|a|b|c|", "|-|-|-|", "|1|2|3|"], 0, 7)
    [(range(0, 3), range(3, 4)), (range(4, 7), range(7, 7))]
    """
    heads = [at - 1 for at in range(first + 3, last - 1) if _is_headed(lines, at)]
    parts = []
    for start, end in zip([first, *heads], [*heads, last], strict=True):
        below = end
        while end < last and below > start + 2 and not count_pipes(lines[below - 1]):
            below -= 1
        parts.append((range(start, below), range(below, end)))
    return parts


def _is_headed(lines: Sequence[str], at: int) -> bool:
    """Tell whether a line is one of dashes below a header of as many cells."""
    if not is_delimiter_row(lines[at]) or is_delimiter_row(lines[at - 1]):
        return False
    cells = split_row(lines[at - 1])
    return len(cells) == len(split_row(lines[at])) and sum(map(bool, cells)) > 1
