"""Rows as a table: the widths of its columns, its lines, and what comes after the first thousand rows."""

import io
from itertools import count, islice

import pyoxigraph as ox
import pytest

from raci_graph import text_table
from raci_graph.cli import row_table
from raci_graph.cli.console import one_line_a_row, table
from raci_graph.cli.row_table import table_pieces
from raci_graph.engines.base import Stream


def stream(columns, *rows):
    return Stream(columns, (tuple(None if text is None else ox.Literal(text) for text in row) for row in rows))


def written(columns, *rows, terminal=False):
    return "".join(table_pieces(stream(columns, *rows), terminal=terminal))


def test_a_row_is_a_line():
    assert written(("a", "long"), ("one", None), (None, "x\ty\r\nz")) == "a     long\n───────────\none\n      x y z\n"


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [("", "")],
        [("one", "two"), ("longer than that", "x")],
        [("日本語", "x"), ("e\u0301", "y"), ("é", "z")],
        [("\x1b[31mred", "\u202e")],
    ],
)
def test_a_pipe_gets_what_rich_would_write(rows):
    assert written(("a", "b"), *rows) == one_line_a_row(table(("a", "b"), rows))


def test_rows_without_columns_are_empty_lines():
    assert written((), (), ()) == "\n\n\n\n"


def test_later_rows_keep_the_widths_of_the_first(monkeypatch):
    monkeypatch.setattr(text_table, "AT_ONCE", 2)
    assert written(("a", "b"), ("1", "x"), ("22", "x"), ("333", "x"), ("4", "x\n\x1b")) == (
        "a    b\n──────\n1    x\n22   x\n333   x\n4    x \N{REPLACEMENT CHARACTER}\n"
    )


@pytest.mark.parametrize("terminal", [False, True])
def test_rows_are_written_as_they_come(terminal):
    endless = Stream(("n",), ((ox.Literal(number),) for number in count()))
    text = "".join(islice(table_pieces(endless, terminal=terminal), 3))
    assert text.splitlines()[2].rstrip() == "0"


@pytest.fixture
def narrow(monkeypatch):
    """What is written to a terminal with twelve columns, two rows at once."""

    class Terminal(io.StringIO):
        def isatty(self):
            return True

    for name, value in {"COLUMNS": "12", "LINES": "25", "NO_COLOR": "1", "TERM": "dumb"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(row_table, "AT_ONCE", 2)

    def shown(columns, *rows):
        with monkeypatch.context() as patch:
            patch.setattr("sys.stdout", Terminal())
            return written(columns, *rows, terminal=True)

    return shown


def test_a_terminal_gets_a_line_for_each_value_where_a_table_would_break_words(narrow):
    rows = [("urn:x:a:long:one", "2"), ("urn:x:b", "text of several words"), ("urn:x:c", "\x1b")]
    assert narrow(("name", "n"), *rows) == (
        "name   urn:x:a:long:one\nn      2\n\n"
        "name   urn:x:b\nn      text of several words\n\n"
        "name   urn:x:c\nn      \N{REPLACEMENT CHARACTER}\n\n"
    )


def test_a_terminal_gets_a_table_for_each_part(narrow):
    shown = narrow(("a",), ("1",), ("22",), ("three and more",))
    assert [line.rstrip() for line in shown.splitlines()] == [
        *("a", "──", "1", "22"),
        *("a", "────────────", "three and", "more"),
    ]
    assert narrow(("a",)).split() == ["a", "─"]
