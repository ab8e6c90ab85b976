"""reStructuredText into headings, tables and paragraphs, with their places and their text as it was written."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raci_graph.blocks import Heading, LostTable, Paragraph, RawCell, RawTable, Span, WrappedCell
from raci_graph.errors import InputError
from raci_graph.findings import Severity
from raci_graph.model import Place
from raci_graph.readers import limits
from raci_graph.readers.base import Page
from raci_graph.readers.rst import page
from raci_graph.readers.rst_inline import Markup

PLAIN = settings(derandomize=True, database=None, deadline=None)
GRID = "+---+---+\n| a | b |\n+---+---+\n"


def indented(text, by=3):
    return "".join(" " * by + line if line.strip() else line for line in text.splitlines(keepends=True))


def blocks(text, kind=object):
    return [block for block in page(text.encode(), "a.rst").blocks if isinstance(block, kind)]


def texts(table):
    return [[cell.text for cell in row.cells] for row in (table.header, *table.rows)]


def plains(text):
    return [(block.depth, [line.plain for line in block.lines]) for block in blocks(text, Paragraph)]


def lost(text):
    return [(block.place.line, block.reason) for block in blocks(text, LostTable)]


def findings(text):
    return [(each.code, each.place.line, each.message) for each in page(text.encode(), "a.rst").findings]


# Headings and what the document says of itself


def test_levels_of_headings_follow_the_order_of_their_signs():
    text = "=====\nOne\n=====\n\nTwo\n===\n\n*Three*\n-------\n\nTwo again\n=========\n"
    assert blocks(text, Heading) == [
        Heading(1, "One", "One", Place("a.rst", 2)),
        Heading(2, "Two", "Two", Place("a.rst", 5)),
        Heading(3, "*Three*", "Three", Place("a.rst", 8)),
        Heading(2, "Two again", "Two again", Place("a.rst", 11)),
    ]


def test_wide_characters_need_a_longer_line_below_and_a_short_one_makes_no_heading():
    assert [heading.plain for heading in blocks("日本\n====\n\nLong\n--\n", Heading)] == ["日本"]


def test_a_transition_is_no_heading():
    assert blocks("one\n\n----\n\ntwo\n", Heading) == []


def test_the_title_is_the_first_heading_if_it_is_the_only_one_of_its_level():
    assert page(b"One\n===\n\nTwo\n---\n", "a.rst").title == "One"
    assert page(b"One\n===\n\nTwo\n===\n", "a.rst").title is None
    assert page(b"text\n\nOne\n===\n", "a.rst").title is None


def test_a_field_tells_the_language():
    assert page(b"One\n===\n:lang: de-at\n", "a.rst").language == "de-at"


# Paragraphs


def test_the_lines_of_a_paragraph_have_their_places():
    assert blocks("R: *does*\nA: answers\n") == [
        Paragraph(
            (
                RawCell("R: *does*", "R: does", Place("a.rst", 1, 1)),
                RawCell("A: answers", "A: answers", Place("a.rst", 2, 1)),
            )
        )
    ]


def test_lists_have_their_depth_and_their_marks_in_the_source_text_alone():
    assert plains("- one\n  more\n\n  * two\n\n    1. three\n- four\n\nfive\n") == [
        (1, ["one", "more"]),
        (2, ["two"]),
        (3, ["three"]),
        (1, ["four"]),
        (0, ["five"]),
    ]
    [paragraph] = blocks("- **R**: does\n")
    assert paragraph.lines == (RawCell("- **R**: does", "R: does", Place("a.rst", 1, 1)),)


@pytest.mark.parametrize("text", ["R\n   does\n   it\n", ":R: does\n   it\n", "- R: does\n  it\n"])
def test_a_term_stands_with_the_text_that_defines_it(text):
    assert " ".join(line.plain for block in blocks(text) for line in block.lines) == "R: does it"


@pytest.mark.parametrize("text", ["| one\n| two\n", ".. note:: one\n   two\n", ".. [1] one\n   two\n"])
def test_lines_behind_marks_are_text(text):
    assert plains(text) == [(0, ["one", "two"])]


@pytest.mark.parametrize(
    "text",
    [
        ".. a comment\n\n   " + GRID.replace("\n", "\n   ") + "\n",
        "::\n\n" + indented(GRID),
        ".. code-block:: text\n\n" + indented(GRID),
        "So::\n\n" + indented(GRID) + "\nend",
        "So::\n\n" + GRID.replace("|", "+"),
        ".. _target: https://example.org\n",
        "__ https://example.org\n",
        ">>> 1\n1\n",
    ],
)
def test_comments_code_and_targets_hold_no_tables(text):
    assert blocks(text, RawTable | LostTable) == []


def test_an_empty_comment_hides_nothing():
    assert len(blocks("..\n\n" + GRID, RawTable)) == 1


# Inline markup


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("**R** and *A*", "R and A"),
        ("``*R*``", "*R*"),
        (":abbr:`R (does)` :ref:`the plan <plan>`", "R (does) the plan"),
        ("`the plan <https://example.org>`_ `x`__ `x`:sup:", "the plan x x"),
        ("|R| |other|", "Responsible other"),
        ("plan_ snake_case last__", "plan snake_case last"),
        ("R [1]_ [#n]_", "R [1] [#n]"),
        ("2 * 3 * 4 R* a**b**", "2 * 3 * 4 R* a**b**"),
        (r"\*R* a\ b", "*R* ab"),
        ("**open *x*", "**open x"),
    ],
)
def test_markup_is_taken_from_inline_text(text, bare):
    assert Markup({"R": "Responsible"}).plain(text) == bare


@pytest.mark.parametrize(
    ("text", "plain", "strong"),
    [
        ("**R**", "R", True),
        ("**R**\n**A**", "R A", True),
        ("**R** A", "R A", False),
        ("- R\n- A", "R A", False),
        ("-", "-", False),
        ("..", "", False),
        (":strong:`R`", "R", True),
    ],
)
def test_the_text_of_a_cell_loses_its_marks_and_tells_whether_it_is_bold(text, plain, strong):
    assert Markup({}).cell(text) == (plain, strong)


def test_substitutions_are_those_of_the_document():
    text = ".. |a| replace:: **Accountable**\n   party\n.. |b| unicode:: U+2713 0x21 .. a tick\n\nThe |a| |b|\n"
    assert plains(text) == [(0, ["The Accountable party ✓!"])]


def test_the_name_of_a_too_long_substitution_stays():
    assert plains(f".. |a| replace:: {'x' * 1001}\n\nthe |a|\n") == [(0, ["the a"])]


# Tables


def test_grids_and_simple_tables_are_read_with_the_markup_taken_off():
    grid, simple = blocks("+-------+---+\n| **a** | b |\n+-------+---+\n\n=====  ==\n*a*    b\n=====  ==\n", RawTable)
    assert grid.header.cells[0] == RawCell("**a**", "a", Place("a.rst", 2, 3), strong=True)
    assert simple.header.cells[0] == RawCell("*a*", "a", Place("a.rst", 6, 1))


def test_a_table_in_a_list_and_under_a_directive_is_read_and_named():
    named = "\n.. table:: Who *does*\n   :widths: auto\n\n" + indented(GRID)
    text = "- so\n\n" + indented(GRID, 2) + named + "\n" + GRID
    assert [table.name for table in blocks(text, RawTable)] == [None, "Who does", None]


LIST = """
.. list-table:: Who does
   :header-rows: 1
   :stub-columns: 1
   :widths: 1 2

   * - Act
     - Ops
   * - Sell
       all
     - R

       - A
   *
     -
     - **C**
"""


def test_a_list_table_has_a_row_an_item():
    [table] = blocks(LIST)
    assert texts(table) == [["Act", "Ops"], ["Sell\nall", "R\n\n- A"], ["", "**C**"]]
    assert (table.name, table.headed) == ("Who does", True)
    assert table.rows[0].cells[1] == WrappedCell("R\n\n- A", "R A", Place("a.rst", 11, 8))
    assert [cell.strong for row in table.rows for cell in row.cells] == [True, False, False, True]


@pytest.mark.parametrize(
    ("body", "line", "why"),
    [
        ("* - a\n     - b\n   * - c", 5, "its first row has 2 cells and the one in line 5 1"),
        ("* - a\n   * b", 4, "an item of its list is not a list of cells"),
        ("text", 1, "its body is not a list of lists"),
    ],
)
def test_a_list_table_of_another_form_is_lost(body, line, why):
    assert lost(f".. list-table::\n\n   {body}\n") == [(line, why)]


def listed(*rows):
    lines = [
        f"   {'* -' if not at else '  -'} {text}".rstrip() for row in rows for at, text in enumerate(row.split("|"))
    ]
    return ".. list-table::\n   :header-rows: 2\n\n" + "\n".join(lines)


@pytest.mark.parametrize(
    "source",
    [
        listed("|Us|Us|Them", "Job|Ops|Web|Help", "Sell|R|A|C"),
        listed("|Us||Them", "Job|Ops|Web|Help", "Sell|R|A|C"),
        ".. csv-table::\n   :header-rows: 2\n\n   ,Us,Us,Them\n   Job,Ops,Web,Help\n   Sell,R,A,C\n",
        ".. csv-table::\n   :header: ,Us,,Them\n   :header-rows: 1\n\n   Job,Ops,Web,Help\n   Sell,R,A,C\n",
    ],
)
def test_a_group_of_columns_goes_on_in_the_first_of_two_header_rows(source):
    [table] = blocks(source)
    assert [(cell.text, cell.span) for cell in table.header.cells] == [
        ("", None),
        ("Us", None),
        ("Us", Span.ACROSS),
        ("Them", None),
    ]
    assert texts(table)[1:] == [["Job", "Ops", "Web", "Help"], ["Sell", "R", "A", "C"]]
    assert table.headed


@pytest.mark.parametrize(
    ("groups", "names", "header"),
    [
        ("|Us|Them", "Job|Ops|Help", ["Job", "Ops", "Help"]),
        ("|Us|Them", "Job|Ops|Ops", ["Job", "Us / Ops", "Them / Ops"]),
        ("Job|Us|Notes", "|Ops|", ["Job", "Ops", "Notes"]),
    ],
)
def test_two_header_rows_without_groups_over_several_columns_are_one(groups, names, header):
    [table] = blocks(listed(groups, names, "Sell|R|A"))
    assert texts(table) == [header, ["Sell", "R", "A"]]
    assert table.header.place == Place("a.rst", 4)
    assert table.header.cells[1].place == Place("a.rst", 8, 8)


def test_two_header_rows_without_a_row_below_stay():
    [table] = blocks(listed("a|b", "c|d"))
    assert texts(table) == [["a", "b"], ["c", "d"]]


CSV = '''
.. csv-table:: Who does
   :header: "Act"; Ops
   :delim: ;

   Sell; "R; ""A"""
   "Buy
   more"; **C**
   Pay
'''


def test_a_csv_table_has_its_fields_as_cells():
    [table] = blocks(CSV)
    assert texts(table) == [["Act", "Ops"], ["Sell", 'R; "A"'], ["Buy\nmore", "**C**"], ["Pay", ""]]
    assert (table.name, table.headed) == ("Who does", True)
    assert table.rows[0].cells[1].place == Place("a.rst", 6, 11)
    assert table.rows[1].cells[1] == RawCell("**C**", "C", Place("a.rst", 8, 11), strong=True)


@pytest.mark.parametrize(
    ("option", "text"), [("space", "a b"), ("0x7c", "a|b"), ("59", "a;b"), ("U+3B", "a;b"), ("|", "a|b")]
)
def test_the_delimiter_of_a_csv_table_may_be_named(option, text):
    [table] = blocks(f".. csv-table::\n   :delim: {option}\n\n   {text}\n")
    assert texts(table) == [["a", "b"]]


def test_a_csv_table_may_have_another_quote_and_an_escape():
    [table] = blocks(".. csv-table::\n   :quote: '\n   :escape: !\n\n   'a!'s, b', c!, d\n")
    assert texts(table) == [["a's, b", "c, d"]]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ('"a', "a quote in it is not closed"),
        ('"a" b', "a text stands behind a closing quote"),
        ("", "it has no rows"),
    ],
)
def test_a_csv_table_that_cannot_be_read_is_lost(body, why):
    assert [reason for _, reason in lost(f".. csv-table::\n\n   {body}\n")] == [why]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (".. csv-table:: T\n   :file: who.csv\n", "'csv-table' takes in 'who.csv', which is not read"),
        (".. csv-table::\n   :url: http://a.example\n", "'csv-table' takes in 'http://a.example', which is not read"),
        (".. include:: other.rst\n", "'include' takes in 'other.rst', which is not read"),
        (".. only:: html\n\n   text\n", "what stands under 'only:: html' holds for some readers alone"),
    ],
)
def test_what_stands_elsewhere_or_holds_for_some_is_said(text, message):
    assert findings(text) == [("P07", 1, message)]
    assert page(text.encode(), "a.rst").findings[0].severity is Severity.WARNING
    assert blocks(text, RawTable | LostTable) == []


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        (f"text\n{GRID}", 2, "no blank line stands above it"),
        ("| a | b |\n|---|---|\n| c | d |\n", 1, "reStructuredText has no tables of bars alone"),
        ("a | b\n--|--\nc | d\n", 2, "reStructuredText has no tables of bars alone"),
        ("+---+---+\n| a | b\n+---+---+\n", 2, "the bars of a line do not stand below those above it"),
        ("+---+---+\n+---+---+\n", 1, "no text is in it"),
        ("==  ==\na   b\n", 1, "no line of equals signs closes it"),
        (".. raw:: html\n\n   <TABLE>\n", 1, "it stands in raw HTML"),
        (".. flat-table:: T\n\n   * - a\n", 1, "the directive 'flat-table' is not known"),
    ],
)
def test_what_looks_like_a_table_and_is_none_is_lost(text, line, why):
    assert lost(text) == [(line, why)]


@pytest.mark.parametrize(
    "text",
    [
        ".. csv-table::\n\n   a,b\n   c,d\n",
        ".. list-table::\n\n   * - a\n     - b\n   * - c\n     - d\n",
        GRID + "| c | d |\n+---+---+",
    ],
)
def test_a_table_of_too_many_cells_is_refused(text, monkeypatch):
    monkeypatch.setattr(limits, "MAX_CELLS", 3)
    with pytest.raises(InputError, match="the tables have more than 3 cells"):
        page(text.encode(), "a.rst")


# What is written is read back

CELL = st.lists(st.text('aé日,"', min_size=1, max_size=4), max_size=3).map(" ".join)
ROWS = st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(CELL, min_size=n, max_size=n), min_size=1, max_size=4))


@PLAIN
@given(ROWS, st.booleans())
def test_any_list_table_is_read_back(rows, headed):
    lines = [f"   {'* -' if not at else '  -'} {text}".rstrip() for row in rows for at, text in enumerate(row)]
    option = "   :header-rows: 1\n" if headed else ""
    [table] = blocks(f".. list-table:: T\n{option}\n" + "\n".join(lines))
    assert (texts(table), table.headed) == (rows, headed)


@PLAIN
@given(ROWS.filter(lambda rows: all(any(row) for row in rows)), st.booleans())
def test_any_csv_table_is_read_back(rows, headed):
    lines = [", ".join('"' + text.replace('"', '""') + '"' for text in row) for row in rows]
    head = f"   :header: {lines.pop(0)}\n" if headed else ""
    [table] = blocks(f".. csv-table::\n{head}\n" + "\n".join(f"   {line}" for line in lines))
    assert (texts(table), table.headed) == (rows, headed)


@PLAIN
@given(st.text(".:*-=|+`_ a日\n", max_size=120) | st.text(max_size=40) | st.binary(max_size=40))
def test_any_bytes_give_a_page_or_are_refused(given_text):
    data = given_text if isinstance(given_text, bytes) else given_text.encode(errors="replace")
    with suppress(InputError):
        assert isinstance(page(data, "a.rst"), Page)


LINES = [
    "",
    ".. table:: T",
    ".. list-table::",
    ".. csv-table::",
    "   :header: a",
    "   * - a",
    "     - b",
    "   a,b",
    "text::",
    "----",
    "- x",
    "+---+",
    "| a |",
    "..",
    "   text",
    ".. |a| replace:: b",
    "|a|",
    ":a: b",
    "",
]


@PLAIN
@given(st.lists(st.sampled_from(LINES), max_size=12))
def test_any_order_of_lines_is_read_without_an_error(lines):
    found = page("\n".join(lines).encode(), "a.rst")
    assert all(block.place.line <= len(lines) for block in found.blocks if isinstance(block, Heading | LostTable))


def test_the_places_of_quoted_fields_lie_in_the_lines_of_their_texts():
    text = '.. csv-table::\n\n   a,b,c\n   1,"long text\n   and more of it"\n   "\n     2",3,4\n'
    [table] = blocks(text, RawTable)
    assert [(cell.text, cell.place.line, cell.place.column) for row in table.rows for cell in row.cells] == [
        *[("1", 4, 4), ("long text\nand more of it", 4, 7), ("", 4, 16)],
        *[("2", 7, 6), ("3", 7, 9), ("4", 7, 11)],
    ]
