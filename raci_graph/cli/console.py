"""Text for a person: a terminal gets colour and its own width, a pipe plain lines."""

from __future__ import annotations

import io
import re
import sys
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_PIPE_WIDTH = 140
_NO_WIDTH = 100_000
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
STYLES = {"violation": "bold red", "warning": "yellow", "info": "cyan"}


def console() -> Console:
    """Return a console on standard output."""
    width = None if sys.stdout.isatty() else _PIPE_WIDTH
    return Console(file=sys.stdout, width=width, highlight=False, markup=False, emoji=False)


def one_line_a_row(shown: Table) -> str:
    """Return a table as text that no width breaks, for pipes and files."""
    out = Console(file=io.StringIO(), width=_NO_WIDTH, highlight=False, markup=False, emoji=False)
    with out.capture() as captured:
        out.print(shown)
    return "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def inert(text: str) -> str:
    """Return a text from a source without the characters that steer a terminal or turn the direction of text.

    >>> inert("a\\x1b[31mb")
    'a\ufffd[31mb'
    """
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


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
