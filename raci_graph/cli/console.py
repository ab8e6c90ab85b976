"""Text for a person: a terminal gets colour and its own width, a pipe plain lines."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from raci_graph.report_formats.inert import inert

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_PIPE_WIDTH = 140
_NO_WIDTH = 100_000
_BETWEEN = 3
STYLES = {
    "violation": "bold red",
    "warning": "yellow",
    "info": "cyan",
    "waived": "dim",
    "head": "bold",
    "row": "default",
    "hint": "italic dim",
}


def console() -> Console:
    """Return a console on standard output."""
    width = None if sys.stdout.isatty() else _PIPE_WIDTH
    return Console(file=sys.stdout, width=width, highlight=False, markup=False, emoji=False)


def print_lines(lines: Iterable[tuple[str, str]]) -> None:
    """Print lines on a terminal, each with the name of its style before it; no width breaks them."""
    out = console()
    for style, line in lines:
        out.print(Text(line, style=STYLES.get(style, "")), soft_wrap=True)


def one_line_a_row(shown: Table) -> str:
    """Return a table as text that no width breaks, for pipes and files."""
    out = Console(file=io.StringIO(), width=_NO_WIDTH, highlight=False, markup=False, emoji=False)
    with out.capture() as captured:
        out.print(shown)
    return "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def fits(shown: Table) -> bool:
    """Tell whether a table fits standard output without a break within a word, such as an IRI."""
    out = console()
    return Measurement.get(out, out.options.update(max_width=_NO_WIDTH), shown).minimum <= out.width


def records(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> Text:
    """Return rows with a line for each value, for tables that do not fit."""
    names = [Text(inert(header), style=STYLES["head"]) for header in headers]
    width = max((name.cell_len for name in names), default=0) + _BETWEEN
    for name in names:
        name.pad_right(width - name.cell_len)
    lines = [[Text.assemble(name, inert(cell)) for name, cell in zip(names, row, strict=True)] for row in rows]
    return Text("\n\n").join(Text("\n").join(row) for row in lines).append("\n")


def table(headers: Sequence[str], rows: Iterable[Sequence[str]], *, right: Sequence[int] = ()) -> Table:
    """Return a plain table of texts from a source.

    Args:
        headers: the heads of the columns.
        rows: texts, as many as there are headers.
        right: the indexes of the columns that are set to the right, for numbers.
    """
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for at, header in enumerate(headers):
        made.add_column(Text(inert(header)), justify="right" if at in right else "left", overflow="fold")
    for row in rows:
        made.add_row(*(Text(inert(cell)) for cell in row))
    return made
