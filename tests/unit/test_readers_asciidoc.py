"""AsciiDoc into headings, tables and paragraphs, with their places and their text as it was written."""

from contextlib import suppress

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from raci_graph.blocks import Heading, LostTable, Paragraph, RawCell, RawTable, Span
from raci_graph.errors import InputError
from raci_graph.findings import Severity
from raci_graph.model import Place
from raci_graph.readers import limits
from raci_graph.readers.asciidoc import page
from raci_graph.readers.asciidoc_inline import Markup
from raci_graph.readers.base import Page

PLAIN = settings(derandomize=True, database=None, deadline=None)


def blocks(text, kind=object):
    return [block for block in page(text.encode(), "a.adoc").blocks if isinstance(block, kind)]


def table(text, above=""):
    [found] = blocks(f"{above}|===\n{text}\n|===\n")
    assert isinstance(found, RawTable), found
    return found


def texts(found):
    return [[cell.text for cell in row.cells] for row in (found.header, *found.rows)]


def spans(found):
    return [[cell.span for cell in row.cells] for row in (found.header, *found.rows)]


def lost(text):
    return [(block.place.line, block.reason) for block in blocks(text, LostTable)]


def plains(text):
    return [(block.depth, [line.plain for line in block.lines]) for block in blocks(text, Paragraph)]


def findings(text):
    return [(each.place.line, each.message, each.done) for each in page(text.encode(), "a.adoc").findings]


# Headings and what the document says of itself


def test_headings_have_their_level_and_their_text_without_markup():
    assert blocks("= The *plan*\n\n== Two ==\n\n### Three\n", Heading) == [
        Heading(1, "The *plan*", "The plan", Place("a.adoc", 1)),
        Heading(2, "Two", "Two", Place("a.adoc", 3)),
        Heading(3, "Three", "Three", Place("a.adoc", 5)),
    ]


def test_an_underlined_line_is_a_heading_whose_level_is_that_of_its_sign():
    assert [(each.level, each.text) for each in blocks("One\n===\n\nText\n----\n\nmore\n", Heading)] == [
        (1, "One"),
        (2, "Text"),
    ]


def test_the_document_tells_its_title_and_language():
    found = page(b"= The _plan_\nJane Doe <jane@example.org>\nv1.0, 2024\n:lang: de\n\ntext\n", "a.adoc")
    assert (found.title, found.language) == ("The plan", "de")
    assert [type(block) for block in found.blocks] == [Heading, Paragraph]


def test_a_document_without_a_title_has_none():
    assert (page(b"text\n\n== One\n", "a.adoc").title, page(b"text\n", "a.adoc").language) == (None, None)


# Paragraphs and lists


def test_the_lines_of_a_paragraph_have_their_places():
    assert blocks("R: _does_\n// no\n A: answers +\n") == [
        Paragraph(
            (
                RawCell("R: _does_", "R: does", Place("a.adoc", 1, 1)),
                RawCell("A: answers +", "A: answers", Place("a.adoc", 3, 2)),
            )
        )
    ]


def test_lists_have_their_depth_and_their_marks_in_the_source_text_alone():
    text = "* one\n** two\nmore\n. three\n* four\n+\nfive\n\nsix\n"
    assert plains(text) == [
        (1, ["one"]),
        (2, ["two", "more"]),
        (3, ["three"]),
        (1, ["four"]),
        (1, ["five"]),
        (0, ["six"]),
    ]
    assert blocks("- *R*: does\n")[0].lines == (RawCell("- *R*: does", "R: does", Place("a.adoc", 1, 1)),)


@pytest.mark.parametrize(
    "text", ["R:: does it", "R::\n  does\n  it", "R::\n\ndoes it", "R:: does\nit", "*R*:: does it"]
)
def test_a_term_stands_with_the_text_that_defines_it(text):
    assert plains(f"{text}\nA:: answers\n") == [(1, ["R: does it"]), (1, ["A: answers"])]


def test_a_term_without_a_text_does_not_take_the_next_one():
    assert plains("R::\nA:: answers\n") == [(1, ["R:"]), (1, ["A: answers"])]


@pytest.mark.parametrize(
    "frame",
    ["----", "....", "++++", "////", "```", "[source]\n--", "[source,text]\n----", "// |===\n----", "[listing]\n--"],
)
def test_code_and_comments_hold_no_tables(frame):
    assert blocks(f"{frame}\n|===\n|a\n|===\n{frame[frame.rfind(chr(10)) + 1 :]}\n") == []


@pytest.mark.parametrize("frame", ["====", "****", "____", "--", "[example]\n=====", "* item\n+\n--"])
def test_other_frames_and_items_of_lists_hold_tables(frame):
    assert len(blocks(f"{frame}\n|===\n|a\n|===\n{frame[frame.rfind(chr(10)) + 1 :]}\n", RawTable)) == 1


def test_a_block_that_is_not_closed_is_said():
    assert findings("text\n\n----\n|===\n|a\n|===\n") == [
        (3, "the block that begins with '----' is not closed", "all below it is left out")
    ]


# Inline markup


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("*R* **A**B _C_ __I__ `m` ``n``", "R AB C I m n"),
        ("*_R_*", "R"),
        ("#R# [.red]#A# [red]*C*", "R A C"),
        ("H~2~O 1^st^", "H2O 1st"),
        ("+*R*+ ++_a_++ +++<b>+++ pass:[*x*]", "*R* _a_ <b> *x*"),
        ("https://example.org[the *plan*^] https://example.org", "the plan https://example.org"),
        ("link:a.html[the plan] xref:a[b] <<a,b c>> <<a>>", "the plan b b c a"),
        ("image:tick.png[yes,16] icon:check[]", "yes check"),
        ("R footnote:[at *night*]", "R (at night)"),
        ("[[anchor]]R (((hidden))) ((shown))", "R shown"),
        ("{who} {unknown} {vbar}{empty}", "Ops {unknown} |"),
        ("R &amp; A&nbsp;&#8212;", "R & A —"),
        (r"\*R* \{who}", "*R* {who}"),
        ("2 * 3 * 4 R* a*b*c snake_case_name", "2 * 3 * 4 R* a*b*c snake_case_name"),
        ("(R) *open", "(R) *open"),
    ],
)
def test_markup_is_taken_from_inline_text(text, bare):
    assert Markup({"who": "Ops"}).plain(text) == bare


@pytest.mark.parametrize(
    ("text", "strong"),
    [("*R*", True), ("**R**", True), ("*R* *A*", True), ("*R* A", False), ("_*R*_", True), ("", False)],
)
def test_a_text_is_bold_if_all_of_it_is(text, strong):
    assert Markup({}).cell(text)[1] is strong


def test_attributes_hold_from_where_they_are_set():
    text = ":who: Ops \\\n  team\n{who}\n\n:who!:\n\n{who}\n\n:!lang:\n:all: {who}s\n"
    assert plains(text) == [(0, ["Ops team"]), (0, ["{who}"])]


def test_the_name_of_a_too_long_attribute_stays():
    assert plains(f":a: {'x' * 1001}\n\n{{a}}\n") == [(0, ["{a}"])]


# Cells of tables


def test_cells_have_their_text_and_the_place_where_it_begins():
    found = table("|Act | *Ops*\n\n|Sell \\| all| ")
    assert found.header.cells == (
        RawCell("Act", "Act", Place("a.adoc", 2, 2)),
        RawCell("*Ops*", "Ops", Place("a.adoc", 2, 8), strong=True),
    )
    assert found.rows[0].cells == (
        RawCell("Sell \\| all", "Sell | all", Place("a.adoc", 4, 2)),
        RawCell("", "", Place("a.adoc", 4, 14)),
    )
    assert found.rows[0].place == Place("a.adoc", 4)


def test_a_cell_may_have_several_lines():
    found = table("|a\nb\n\nc |d\n|e |f", '[cols="1,1"]\n')
    assert texts(found) == [["a\nb\n\nc", "d"], ["e", "f"]]
    assert found.header.cells[0].plain == "a b c"


def test_the_number_of_columns_ends_rows_where_cells_stand_one_a_line():
    assert texts(table("|a\n|b\n\n|c\n|d", "[cols=2*]\n")) == [["a", "b"], ["c", "d"]]


@pytest.mark.parametrize("cols", ["2", "2*", "1,1", "1;1", "<1,^.>2e", "~,10%", '"1*,1"', "'1,2a'", "{two}"])
def test_columns_are_counted_however_they_are_written(cols):
    cols = cols if cols[0] in "'\"" else f'"{cols}"'
    assert texts(table("|a\n|b", f":two: 1,1\n\n[frame=all,cols={cols}]\n")) == [["a", "b"]]


def test_without_columns_the_first_line_counts_them():
    assert texts(table("|a |b\n|c\n|d")) == [["a", "b"], ["c", "d"]]


def test_cells_over_columns_are_repeated_across_and_those_over_rows_down():
    found = table("|a |b |c\n2+|d .2+|e\n|f |g")
    assert texts(found) == [["a", "b", "c"], ["d", "d", "e"], ["f", "g", "e"]]
    assert spans(found)[1:] == [[None, Span.ACROSS, None], [None, None, Span.DOWN]]


def test_a_cell_over_rows_and_columns_goes_down_in_all_its_later_rows():
    found = table("2.2+|a |b\n|c")
    assert texts(found) == [["a", "a", "b"], ["a", "a", "c"]]
    assert spans(found) == [[None, Span.ACROSS, None], [Span.DOWN, Span.DOWN, None]]


def test_a_cell_may_be_written_several_times_at_once():
    found = table("|a |b |c\n3*|d")
    assert (texts(found)[1], spans(found)[1]) == (["d", "d", "d"], [None, None, None])


def test_styles_of_cells_and_columns_make_them_bold():
    found = table("|a |b |c\n|d s|e ^.^h|f\n|*g* |  |i", '[cols="1,s,1"]\n')
    assert [[cell.strong for cell in row.cells] for row in (found.header, *found.rows)] == [
        [False, True, False],
        [False, True, True],
        [True, False, False],
    ]


def test_a_cell_with_blocks_of_its_own_has_its_text_without_their_marks():
    [found] = blocks("|===\n|a |b\na|\n* R\n* A\n\n!===\n! n ! m\n!===\n|c\n|===\n")
    assert found.rows[0].cells[0].text == "* R\n* A\n\n!===\n! n ! m\n!==="
    assert found.rows[0].cells[0].plain == "R A ! n ! m"
    assert len(found.rows[0].cells) == 2


def test_a_table_inside_of_a_cell_is_said():
    assert findings("|===\na|\n!===\n!x\n!===\n|===\n") == [
        (3, "a table stands inside of a cell", "read as the text of the cell")
    ]


def test_a_literal_cell_keeps_its_signs():
    assert table("l|*a* \\| b").header.cells[0].plain == "*a* | b"


def test_a_letter_that_is_taken_for_a_style_is_said():
    text = "|===\n|Act |x |y\n|Sell | a| c\n|===\n"
    assert texts(blocks(text)[0])[1] == ["Sell", "", "c"]
    assert findings(text) == [(3, "AsciiDoc takes the 'a' right before a bar for a style", "read as a blank cell")]


def test_comments_and_lines_that_take_in_files_are_no_text_of_cells():
    text = "|===\n|a\n// no\ninclude::rows.adoc[]\n|b\n|===\n"
    assert texts(blocks(text)[0]) == [["a"], ["b"]]
    assert findings(text) == [(4, "'include' takes in 'rows.adoc', which is not read", "left out")]


def test_another_separator_may_stand_between_cells():
    assert texts(table("¦a | b ¦c", "[separator=¦]\n")) == [["a | b", "c"]]


# The header and the name of a table


@pytest.mark.parametrize(
    ("above", "text", "headed"),
    [
        ("", "|a |b\n\n|c |d", True),
        ("", "|a |b\n|c |d", False),
        ("", "\n|a |b\n\n|c |d", False),
        ("", "|a |b\n\nmore\n|c |d", False),
        ("[%header]\n", "|a |b\n|c |d", True),
        ("[.wide%header%autowidth,cols=2*]\n", "|a\n|b\n|c |d", True),
        ('[options="header,footer"]\n', "|a |b\n|c |d", True),
        ("[opts=header]\n", "|a |b\n|c |d", True),
        ("[options=header]\n[cols=2*]\n", "|a |b\n|c |d", True),
        ("[header-option]\n", "|a |b\n|c |d", False),
        ("[%noheader]\n", "|a |b\n\n|c |d", False),
    ],
)
def test_the_source_tells_whether_the_first_row_is_the_header(above, text, headed):
    assert table(text, above).headed is headed


def test_the_title_above_a_table_is_its_name_and_no_other_tables():
    one, two = blocks(".Who _does_\n|===\n|a\n|===\n\n|===\n|b\n|===\n")
    assert (one.name, two.name) == ("Who does", None)


# Tables between delimiters


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (',===\na,"b, ""c"""\n\nd,"e\nf"\n,===', [["a", 'b, "c"'], ["d", "e\nf"]]),
        ("[format=csv]\n|===\na,b\n|===", [["a", "b"]]),
        ("[format=csv,separator=;]\n|===\na;b,c\n|===", [["a", "b,c"]]),
        ("[format=tsv]\n|===\na\tb\n|===", [["a", "b"]]),
        (r"[format=csv,separator=\t]" + "\n|===\na\tb\n|===", [["a", "b"]]),
        (":===\na:b\\:c\\d\n:===", [["a", "b:c\\d"]]),
        ('[format=dsv]\n|===\na:"b\n|===', [["a", '"b']]),
        (",===\n,===", None),
    ],
)
def test_fields_between_delimiters_are_cells(text, rows):
    assert [texts(each) for each in blocks(text)] == ([rows] if rows else [])


def test_a_quoted_field_has_the_place_of_its_text():
    [found] = blocks(',===\nAct,Ops\n\nSell,"*R*"\n,===\n')
    assert (found.headed, found.rows[0].cells[1]) == (True, RawCell("*R*", "R", Place("a.adoc", 4, 7), strong=True))


# Tables that are lost


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("|===\n|a |b\n|c |d\n|e\n|===", 4, "its last row has 1 cells and the table 2 columns"),
        ("|===\n|a |b |c\n|d |e\n|f |g |h\n|i\n|===", 3, "the cells of its lines are not those of rows of 3 columns"),
        ("|===\n|a |b\n|c 2+|d\n|===", 3, "a cell goes over more columns than the 2 of the table"),
        ("|===\n.2+|a .2+|b\n|c |d\n|===", 3, "cells that go down take the whole of a row, and others follow"),
        (',===\na,b\nc,"d\n,===', 3, "a quote in it is not closed"),
        (",===\na,b,c\nd\ne,f,g\n,===", 3, "the cells of its lines are not those of rows of 3 columns"),
        ("|===\n|a\n", 1, "no line '|===' closes it"),
        ("text\n\n |===\n |a\n |===\n", 3, "its first line is indented"),
        ("| a | b |\n|---|---|\n| c | d |\n", 1, "AsciiDoc has no tables of bars alone"),
    ],
)
def test_what_does_not_fill_a_table_is_lost_from_there_on(text, line, why):
    assert lost(text) == [(line, why)]


def test_rows_before_the_lost_ones_are_read():
    [found] = blocks("|===\n|a |b\n|c |d\n|e\n|===", RawTable)
    assert texts(found) == [["a", "b"], ["c", "d"]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("include::other.adoc[]\n", (1, "'include' takes in 'other.adoc', which is not read", "left out")),
        (
            "ifdef::x[]\ntext\nendif::[]\n",
            (1, "what stands under 'ifdef::x[]' holds under a condition", "read as if it held"),
        ),
        ("ifndef::x[text]\n", (1, "what stands under 'ifndef::x[text]' holds under a condition", "left out")),
    ],
)
def test_what_stands_elsewhere_or_holds_under_a_condition_is_said(text, found):
    assert findings(text) == [found]
    assert page(text.encode(), "a.adoc").findings[0].severity is Severity.WARNING


@pytest.mark.parametrize(
    "text", ["|===\n|a |b\n|c |d\n|===", "|===\n|a\n3*|b\n|===", "|===\n.4+|a\n|===", "|===\n|a |b\n|===\n" * 2]
)
def test_a_table_of_too_many_cells_is_refused(text, monkeypatch):
    monkeypatch.setattr(limits, "MAX_CELLS", 3)
    with pytest.raises(InputError, match="the tables have more than 3 cells"):
        page(text.encode(), "a.adoc")


def test_numbers_beyond_all_measure_are_refused():
    with pytest.raises(InputError, match="the table has more than 10,000 columns"):
        page(b"|===\n999999999*|a\n|===", "a.adoc")
    with pytest.raises(InputError, match="the table has more than 10,000 columns"):
        page(b'[cols="999999999*,999999999*"]\n|===\n|a\n|===', "a.adoc")


# What is written is read back

TEXT = st.lists(st.text('aé日,"|:', min_size=1, max_size=4).map(lambda word: f"x{word}x"), max_size=3).map(" ".join)
ROWS = st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(TEXT, min_size=n, max_size=n), min_size=1, max_size=4))


@PLAIN
@given(ROWS, st.booleans(), st.booleans())
def test_any_table_of_bars_is_read_back(rows, one_a_line, headed):
    cells = [[f"|{text}".replace("|", "\\|")[1:] for text in row] for row in rows]
    lines = [("\n" if one_a_line else " ").join(row) for row in cells]
    option = ",options=header" if headed else ""
    found = table("\n".join(lines), f"[cols={len(rows[0])}*{option}]\n")
    assert [[cell.plain for cell in row.cells] for row in (found.header, *found.rows)] == rows
    assert found.headed is headed


@PLAIN
@given(ROWS)
def test_any_table_of_quoted_fields_is_read_back(rows):
    lines = [", ".join('"' + text.replace('"', '""') + '"' for text in row) for row in rows]
    [found] = blocks(f"[cols={len(rows[0])}*]\n,===\n" + "\n".join(lines) + "\n,===\n")
    assert texts(found) == rows


@PLAIN
@given(st.data())
def test_any_merged_cells_are_read_back(data):
    """Fill a table of three columns with cells over free places, and write each as AsciiDoc does."""
    taken, rows, lines = {}, data.draw(st.integers(1, 4)), []
    for row in range(rows):
        line = []
        for at in range(3):
            if (row, at) in taken:
                continue
            free = next((n for n in range(1, 3 - at) if (row, at + n) in taken), 3 - at)
            across = data.draw(st.integers(1, free))
            down = data.draw(st.integers(1, rows - row)) if across < 3 and (row, 0) not in taken else 1
            name = f"c{len(taken)}"
            taken |= {(row + y, at + x): name for y in range(down) for x in range(across)}
            line.append(f"{across}.{down}+|{name}")
        lines.append(" ".join(line))
    expected = [[taken[row, at] for at in range(3)] for row in range(rows)]
    assume(all(lines))
    assert texts(table("\n".join(lines), "[cols=3*]\n")) == expected


@PLAIN
@given(st.text("|=!.+*-:,[]%a日 \n", max_size=120) | st.text(max_size=40) | st.binary(max_size=40))
def test_any_bytes_give_a_page_or_are_refused(given_text):
    data = given_text if isinstance(given_text, bytes) else given_text.encode(errors="replace")
    with suppress(InputError):
        assert isinstance(page(data, "a.adoc"), Page)


LINES = [
    "",
    "|===",
    "|a |b",
    "2+|a",
    ".2+s|a",
    "cont",
    "[cols=2*]",
    ",===",
    'a,"b',
    "----",
    "====",
    "--",
    "+",
    "* x",
    "R:: y",
]


@PLAIN
@given(
    st.lists(
        st.sampled_from([*LINES, "R::", "// c", "include::x[]", ":a: {a}", "{a}", "== H", ".T", " |===", "!==="]),
        max_size=12,
    )
)
def test_any_order_of_lines_is_read_without_an_error(lines):
    found = page("\n".join(lines).encode(), "a.adoc")
    assert all(block.place.line <= len(lines) for block in found.blocks if isinstance(block, Heading | LostTable))
