"""A few rows of texts as an HTML table, for a notebook; every text is escaped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.printable import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_ROWS = 20
"""How many rows are shown of a longer table."""


def html_table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str | None]]) -> str:
    """Return the first rows of a table, and how many more there are; a text that is not known is ``?``.

    >>> print(html_table("A < B", ["Row"], [["1"]]))
    <table><caption>A &lt; B</caption><thead><tr><th scope="col" dir="auto">Row</th></tr></thead>
    <tbody>
    <tr><td dir="auto">1</td></tr>
    </tbody></table>
    """
    shown = rows[:MOST_ROWS]
    head = "".join(f'<th scope="col" dir="auto">{_inert(each)}</th>' for each in heads)
    lines = ["".join(f'<td dir="auto">{_inert(text)}</td>' for text in row) for row in shown]
    table = [
        f"<table><caption>{_inert(caption)}</caption><thead><tr>{head}</tr></thead>",
        "<tbody>",
        *(f"<tr>{line}</tr>" for line in lines),
        "</tbody></table>",
    ]
    more = len(rows) - len(shown)
    return "\n".join([*table, f"<p>… {more:,} more</p>"] if more > 0 else table)


def _inert(text: str | None) -> str:
    """Return a text as HTML, without what cannot stand there or turns the direction of the text around it."""
    from html import escape

    return "?" if text is None else escape(printable(text))
