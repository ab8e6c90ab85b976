"""Rows of texts as lines of one width, for pipes, files and logs."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

AT_ONCE = 1000
"""How many rows are looked at for the widths of the columns."""

_BETWEEN = "   "


def text_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return rows of inert texts as a table, one line a row.

    >>> print(text_table(("a", "b"), [("1", "two")]), end="")
    a   b
    ───────
    1   two
    """
    return "".join(table_lines(columns, iter(rows)))


def table_lines(columns: Sequence[str], rows: Iterator[Sequence[str]]) -> Iterator[str]:
    """Yield rows of inert texts as lines; the first thousand set the widths of the columns."""
    first = list(islice(rows, AT_ONCE))
    widths = [max(map(text_width, each)) for each in zip(columns, *first, strict=True)]
    yield _line(columns, widths)
    yield "─" * (sum(widths) + len(_BETWEEN) * (len(widths) - 1)) + "\n"
    for some in (first, rows):
        for line in some:
            yield _line(line, widths)


def text_width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    return wcswidth(text)


def _line(texts: Sequence[str], widths: Sequence[int]) -> str:
    return f"{_BETWEEN.join(map(_padded, texts, widths)).rstrip()}\n"


def _padded(text: str, width: int) -> str:
    return text.ljust(width) if text.isascii() else text + " " * (width - text_width(text))
