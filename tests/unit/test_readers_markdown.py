"""Markdown into headings, tables and paragraphs, with their places and their text as it was written."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from raci_graph.blocks import Heading, LostTable, Paragraph, RawCell, RawTable
from raci_graph.errors import InputError
from raci_graph.model import Place
from raci_graph.readers import limits
from raci_graph.readers.markdown import page, plain
from raci_graph.readers.markdown_parser import block_tokens

HEAD = "| Activity | Venue | Shop |\n| --- | --- | --- |\n"


def blocks(text, kind=object):
    return [block for block in page(text.encode(), "a.md").blocks if isinstance(block, kind)]


def texts(table):
    return [[cell.text for cell in row.cells] for row in (table.header, *table.rows)]


def lost(text):
    return [(block.place.line, block.reason) for block in blocks(text, LostTable)]


# Headings and paragraphs


def test_a_heading_has_its_level_its_text_and_its_text_without_markup():
    assert blocks("text\n\n##### **3.1.1. Daily** [work](https://example.org) ##\n", Heading) == [
        Heading(5, "**3.1.1. Daily** [work](https://example.org)", "3.1.1. Daily work", Place("a.md", 3))
    ]


def test_an_underlined_line_is_a_heading():
    assert blocks("One\n===\n", Heading) == [Heading(1, "One", "One", Place("a.md", 1))]


def test_the_lines_of_a_paragraph_have_their_places():
    assert blocks("R: *does*\n  A: answers\n") == [
        Paragraph(
            (
                RawCell("R: *does*", "R: does", Place("a.md", 1, 1)),
                RawCell("A: answers", "A: answers", Place("a.md", 2, 3)),
            )
        )
    ]


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("**Venue**", "Venue"),
        ("`a` _b_  c", "a b c"),
        ('[Shop](https://example.org "title")', "Shop"),
        ("a<br>b", "a b"),
        ("a &amp; b \\*", "a & b *"),
        ("cafe&#769;", "caf\u00e9"),
        ("2 * 3", "2 * 3"),
        ("[[Teams/Sales#Who|Sales]], **[[Notes/Plan|Plan]] made** ![[Ops]]", "Sales, Plan made Ops"),
        ("[[Notes/Plan]] and [[Ops| ]]", "Notes/Plan and Ops"),
        ("`[[a|b]]` \\[[a|b]]", "[[a|b]] [[a|b]]"),
        ("[[1]](https://example.org) [[^1]] [[ ]] [[a[b]] [[]]", "[1] [[^1]] [[ ]] [[a[b]] [[]]"),
    ],
)
def test_markup_is_taken_from_inline_text(text, bare):
    assert plain(text) == bare


# Tables


def test_a_wiki_link_in_a_table_stays_in_the_text_and_shows_its_name_in_plain():
    [table] = blocks("| Task | [[Teams/Ops\\|Ops]] |\n|---|---|\n| Ship [[Box]] | R |\n", RawTable)
    [first, second] = (table.header, *table.rows)
    assert first.cells[1] == RawCell("[[Teams/Ops\\|Ops]]", "Ops", Place("a.md", 1, 10))
    assert [cell.plain for cell in second.cells] == ["Ship Box", "R"]


def test_cells_have_their_text_and_the_place_where_it_begins():
    [table] = blocks(f"{HEAD}| Sell  tickets | **A** |  |\n", RawTable)
    assert table.rows[0].cells == (
        RawCell("Sell  tickets", "Sell tickets", Place("a.md", 3, 3)),
        RawCell("**A**", "A", Place("a.md", 3, 19)),
        RawCell("", "", Place("a.md", 3, 26)),
    )
    assert table.rows[0].place == Place("a.md", 3)


def test_an_escaped_pipe_belongs_to_its_cell_and_stays_as_it_was_written():
    [table] = blocks(f"{HEAD}| halls \\| stages | R |  |\n", RawTable)
    assert table.rows[0].cells[0] == RawCell("halls \\| stages", "halls | stages", Place("a.md", 3, 3))


def test_a_pipe_behind_two_backslashes_is_escaped_too():
    [table] = blocks(f"{HEAD}| a \\\\| b | R |  |\n", RawTable)
    assert texts(table)[1] == ["a \\\\| b", "R", ""]


def test_pipes_around_a_row_may_be_missing():
    [table] = blocks("Activity | Venue\n--- | ---\nSell | RA\n", RawTable)
    assert texts(table) == [["Activity", "Venue"], ["Sell", "RA"]]


def test_ragged_rows_keep_the_cells_that_they_have():
    [table] = blocks(f"{HEAD}| a |\n| b | R | A | I | C |\n", RawTable)
    assert texts(table)[1:] == [["a"], ["b", "R", "A", "I", "C"]]


@pytest.mark.parametrize(
    ("first", "then"), [("> ", "> "), ("- ", "  "), ("1. ", "   ")], ids=["quote", "list", "numbers"]
)
def test_a_table_inside_a_quote_or_list_has_the_same_cells(first, then):
    lines = [*HEAD.splitlines(), "| Sell | R | A |"]
    [table] = blocks("\n".join((first if not at else then) + line for at, line in enumerate(lines)), RawTable)
    assert texts(table) == [["Activity", "Venue", "Shop"], ["Sell", "R", "A"]]
    assert table.rows[0].cells[0].place == Place("a.md", 3, len(first) + 3)


def test_carriage_returns_and_a_byte_order_mark_change_no_cell():
    text = f"{HEAD}| Sell | R | A |\n"
    assert page(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(), "a.md") == page(text.encode(), "a.md")


CELL = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="|\\"), max_size=12)


@settings(deadline=None, derandomize=True, database=None)
@given(st.lists(st.tuples(CELL.filter(str.strip), CELL, CELL), min_size=1, max_size=5))
def test_any_cells_that_are_written_as_a_table_are_read_back_character_for_character(rows):
    [table] = blocks(HEAD + "".join(f"| {' | '.join(row)} |\n" for row in rows), RawTable)
    composed = [[unicodedata.normalize("NFC", cell.strip()) for cell in row] for row in rows]
    assert texts(table)[1:] == composed


# What looks like a table and is none


def said(text):
    return [
        (finding.code, finding.severity.value, str(finding.place), finding.message, finding.done)
        for finding in page(text.encode(), "a.md").findings
    ]


def loosely(reason):
    return f"these lines look like a table, but {reason}, so Markdown shows none"


@pytest.mark.parametrize("rule", ["|---|", "| --- |", "|-----", "------"])
def test_dashes_in_one_piece_below_a_header_are_told(rule):
    text = f"| Activity | Shop | Web |\n{rule}\n| Sell | R | A |\n| Bake | A | R |\n"
    [table] = blocks(text, RawTable)
    assert (texts(table), table.headed) == ([["Activity", "Shop", "Web"], ["Sell", "R", "A"], ["Bake", "A", "R"]], True)
    told = loosely("the header has 3 cells and the line below it 1")
    assert said(text) == [("P07", "warning", "a.md:1", told, "read as a table")]


def test_a_raw_pipe_in_the_header_makes_the_table_vanish_and_is_told():
    text = "| Activity | Venue | Shop | Web |\n| --- | --- | --- |\n| Sell | R | A |\n"
    [table] = blocks(text, RawTable)
    assert (texts(table), table.headed) == ([["Activity", "Venue", "Shop", "Web"], ["Sell", "R", "A"]], True)
    assert blocks(text, Paragraph) == []
    told = loosely("the header has 4 cells and the line below it 3")
    assert said(text) == [("P07", "warning", "a.md:1", told, "read as a table")]


def test_an_escaped_pipe_in_the_header_keeps_the_table():
    text = "| Activity | Venue | Shop \\| Web |\n| --- | --- | --- |\n| Sell | R | A |\n"
    assert lost(text) == []
    assert len(blocks(text, RawTable)) == 1


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("| Activity | Venue |\n| Sell | R |\n", [["Activity", "Venue"], ["Sell", "R"]]),
        ("| Activity | Venue |\n| — | — |\n| Sell | R |\n", [["Activity", "Venue"], ["—", "—"], ["Sell", "R"]]),
        ("| Activity | Venue |\n\n| Sell | R |\n\n| Buy | A |\n", [["Activity", "Venue"], ["Sell", "R"], ["Buy", "A"]]),
        ("> | Activity | Venue |\n> | Sell | R |\n", [["Activity", "Venue"], ["Sell", "R"]]),
        ("Activity | Venue\n\n---|---\n\n| Sell | R |\n", None),
    ],
    ids=["no dashes", "other dashes", "blank lines", "quote", "no bars in front"],
)
def test_rows_without_a_line_of_dashes_are_a_table_and_told(text, rows):
    assert [texts(table) for table in blocks(text, RawTable)] == ([rows] if rows else [])
    assert [table.headed for table in blocks(text, RawTable)] == ([False] if rows else [])
    told = loosely("they have no line of dashes below a header")
    assert said(text) == ([("P07", "warning", "a.md:1", told, "read as a table")] if rows else [])


@pytest.mark.parametrize(
    "text",
    [f"{HEAD}| Sell | R | A |\n\n| Refund | I | C |\n", f"{HEAD}| Sell | R | A |\n    | Refund | I | C |\n"],
    ids=["blank line", "indented row"],
)
def test_rows_that_stand_apart_from_their_table_go_on_with_it_and_are_told(text):
    [table] = blocks(text, RawTable)
    assert texts(table)[1:] == [["Sell", "R", "A"], ["Refund", "I", "C"]]
    assert blocks(text, Paragraph) == []
    told = "these lines stand apart from the table above, so Markdown shows no rows of it"
    line = text.split("\n").index(next(each for each in text.split("\n") if "Refund" in each)) + 1
    assert said(text) == [("P07", "warning", f"a.md:{line}", told, "read as rows of that table")]


def test_two_tables_that_stand_apart_from_one_another_stay_two():
    text = "| Activity | Web |\n|---|---|---|\n| Sell | R |\n\n| Task | Shop | Web |\n|---|---|\n| Buy | A | R |\n"
    assert [texts(table) for table in blocks(text, RawTable)] == [
        [["Activity", "Web"], ["Sell", "R"]],
        [["Task", "Shop", "Web"], ["Buy", "A", "R"]],
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"{HEAD}| Sell | R | A |\n- Refund | R | A\n", 4),
        (f"{HEAD}| Sell | R | A |\n\n| Refund | R |\n", 5),
        ("| Sell | R |\n| Refund | R | A |\n", 1),
    ],
    ids=["list sign", "another width", "two widths"],
)
def test_rows_that_make_no_table_are_lost_and_told_once(text, line):
    assert lost(text) == [(line, "they have no line of dashes below a header")]


GRID = "+------+---+---+\n| Task | X | Y |\n+======+===+===+\n| Sell | R | A |\n+------+---+---+\n"


def test_a_table_that_is_drawn_with_rules_is_read_and_one_in_code_says_so():
    text = f"Text\n\n{GRID}\n```\n{GRID}```\n"
    shown, in_code = blocks(text, RawTable)
    assert texts(shown) == texts(in_code) == [["Task", "X", "Y"], ["Sell", "R", "A"]]
    assert (shown.in_code, in_code.in_code) == (False, True)
    assert [each.rows[0].cells[1].place for each in (shown, in_code)] == [Place("a.md", 6, 10), Place("a.md", 13, 10)]
    assert (said(text), lost(text), len(blocks(text, Paragraph))) == ([], [], 1)


def test_a_drawn_table_whose_bars_do_not_line_up_is_lost_once():
    text = GRID.replace("| Sell | R | A |", "| Sell |  R | A |")
    assert lost(text) == [(4, "the bars of a line do not stand below those above it")]


def test_a_table_inside_html_is_told():
    text = f"<div>\n{HEAD}| Sell | R | A |\n</div>\n"
    assert [texts(table)[1] for table in blocks(text, RawTable)] == [["Sell", "R", "A"]]
    assert said(text) == [("P07", "warning", "a.md:2", loosely("they stand inside HTML or code"), "read as a table")]


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}| Sell | R | A |\n\nR: does | A: answers\n",
        "```\n| Activity | Venue |\n```\n",
        "~~~\na\n\n| b | c |\n~~~\n",
        "    | Activity | Venue |\n    | Sell | R |\n",
        "<!--\n| Activity | Venue |\n-->\n",
        "Choose a | b, or |c|.\n",
    ],
    ids=["legend", "fence", "tildes", "indented code", "comment", "prose"],
)
def test_lines_that_are_meant_to_be_no_rows_are_not_told(text):
    assert lost(text) == []


# HTML in Markdown


def plains(text):
    return [
        [[cell.plain for cell in row.cells] for row in (each.header, *each.rows)] for each in blocks(text, RawTable)
    ]


ROWS = "<table>\n<tr><td>a | b | c</td>\n\n<td>d</td></tr>\n\n    <tr>\n    <td>e</td></tr>\n\n</table>\n"


def test_a_table_of_html_is_one_table_with_its_places_whatever_blank_lines_are_in_it():
    [table] = blocks(f"Text\n\n{ROWS}", RawTable)
    assert plains(ROWS) == [[["a | b | c", "d"], ["e"]]]
    assert [each.place for each in table.header.cells] == [Place("a.md", 4, 9), Place("a.md", 6, 5)]


def test_rows_of_a_table_of_html_are_not_told_as_lost():
    assert lost(ROWS + "\n| x | y |\n") == [(11, "they have no line of dashes below a header")]


@pytest.mark.parametrize(
    ("source", "plain", "strong"),
    [
        ("**Owner**", "Owner", True),
        ("a \\*\\*", "a **", False),
        ("&lt;h3&gt;**Plan**&lt;/h3&gt;", "Plan", True),
        ("**R**/A", "R/A", False),
        ("<b>R</b>/**A**", "R/A", False),
        ("&lt;Name&gt;", "<Name>", False),
        ("[Shop](https://example.org)<br>`x`", "Shop x", False),
        ("\n\n- Ann\n- Bo\n\n", "Ann Bo", False),
        ("\n\nuse `<td>` here\n\n", "use <td> here", False),
    ],
)
def test_markdown_in_the_cells_of_html_is_markdown(source, plain, strong):
    [table] = blocks(f"<table><tr><td>{source}</td></tr></table>", RawTable)
    [cell] = table.header.cells
    assert (cell.plain, cell.strong) == (plain, strong)


def test_the_text_of_a_cell_of_html_keeps_its_markdown():
    [table] = blocks("<table><tr><td> **R**<sup>1</sup><br>&lt;i&gt; </td></tr></table>", RawTable)
    assert table.header.cells[0].text == "**R**^1^\n<i>"


@pytest.mark.parametrize(
    "text",
    [
        "<!-- <table><tr><td>a</table> -->\n",
        "<!--\n\n<table>\n\n<tr><td>a</table>\n-->\n",
        "```\n<table><tr><td>a</table>\n```\n",
        "    <table><tr><td>a</table>\n",
        "Write `<table><tr><td>a</table>`.\n",
        "<table>\n\n# End\n\n    <table><tr><td>a</table>\n",
    ],
    ids=["comment", "long comment", "fence", "indented", "code", "indented below an open one"],
)
def test_a_table_of_html_in_a_comment_or_in_code_is_none(text):
    assert plains(text) == []


@pytest.mark.parametrize(("first", "then"), [("> ", "> "), ("- ", "  "), ("> 1. ", ">    "), ("Text ", "")])
def test_a_table_of_html_in_a_quote_a_list_or_a_line_has_the_same_cells(first, then):
    text = "\n".join((first if not at else then) + line for at, line in enumerate(ROWS.splitlines()))
    assert plains(text) == [[["a | b | c", "d"], ["e"]]]
    assert blocks(text, RawTable)[0].header.cells[0].place == Place("a.md", 2, len(then) + 9)


def test_a_pipe_table_in_a_cell_of_html_is_a_table_of_its_own():
    text = f"<table><tr><td>\n\n{HEAD}| Sell | R | A |\n\n</td><td>b</td></tr></table>\n"
    assert plains(text) == [[["", "b"]], [["Activity", "Venue", "Shop"], ["Sell", "R", "A"]]]


def test_a_table_of_html_without_an_end_goes_on_to_its_last_row():
    assert plains("<table>\n<tr><td>a\n\n<tr><td>b\n\nText\n\n# End\n\n<p>c\n") == [[["a"], ["b"]]]


def test_headings_and_paragraphs_of_html_are_read():
    assert blocks('# A\n<h2 align="center">B **c**</h2>\n\n<p>R: does</p>\n') == [
        Heading(1, "A", "A", Place("a.md", 1)),
        Heading(2, "B **c**", "B c", Place("a.md", 2, 20)),
        Paragraph((RawCell("R: does", "R: does", Place("a.md", 4, 4)),)),
    ]


# Front matter


def test_front_matter_names_title_and_language():
    found = page(b"---\ntitle: 'Ticket  shop'\nlang: en-GB\norder: 9\n---\n# Text\n", "a.md")
    assert (found.title, found.language) == ("Ticket shop", "en-GB")
    assert found.blocks == (Heading(1, "Text", "Text", Place("a.md", 6)),)


@pytest.mark.parametrize("value", ["2025", "2025-99-99", "no", "1" * 5000], ids=["number", "date", "no", "long number"])
def test_every_value_of_front_matter_is_a_text(value):
    assert page(f"---\ntitle: {value}\nlanguage: {value}\n---\n".encode(), "a.md").title == value


def test_front_matter_that_is_no_yaml_is_refused_with_its_line():
    with pytest.raises(InputError) as error:
        page(b"---\ntitle: a\nlang: [\n---\n", "a.md")
    assert str(error.value) == "a.md:3: the front matter is not YAML. Mend the lines between the '---' marks"


def test_front_matter_that_is_nested_too_deeply_is_refused():
    with pytest.raises(InputError, match="the front matter is not YAML"):
        page(b"---\na: " + b"[" * 20_000 + b"\n---\n", "a.md")


def test_text_between_two_rules_is_no_front_matter():
    assert (
        len(blocks("---\nR stands for the work\n\n---\n", Paragraph)) + len(blocks("---\nR stands\n---\n", Heading))
        == 2
    )


def test_a_rule_without_an_end_is_no_front_matter(monkeypatch):
    assert len(blocks("---\ntitle: a\n", Paragraph)) == 1
    monkeypatch.setattr(limits, "MAX_FRONT_MATTER", 4)
    assert page(b"---\ntitle: a\n---\n", "a.md").title is None


# The parser is asked for less than it gives

LINES = ["| a | b |", "|---|---|", "---|---", "a", "", "> | a | b |", "> |---|---|", "- | a |", "# h", "    | a | b |"]
LINES += ["```", "***", "1. a", "<div>", "|", "| a", "\t| a | b |", "  | a | b |", "   "]


def without_cells(tokens):
    """Leave out what the parser gives between the begin and the end of a table."""
    inside = False
    for token in tokens:
        inside = inside and token.type != "table_close"
        if not inside:
            yield token.type, token.map
        inside = inside or token.type == "table_open"


@given(st.lists(st.sampled_from(LINES), max_size=12))
@settings(deadline=None, derandomize=True, database=None, max_examples=1000)
def test_a_table_ends_where_the_markdown_parser_ends_it(lines):
    source = "\n".join(lines)
    whole = MarkdownIt("commonmark").enable("table").parse(source)
    assert [(token.type, token.map) for token in block_tokens(source)] == list(without_cells(whole))


@pytest.mark.parametrize("piece", ["[", "![", "[[", "[[a|", "![[a", "*a ", "**a", "[](", "`a_", "<a "])
def test_a_long_line_of_marks_that_never_end_is_read(piece):
    [paragraph] = blocks(f"a {piece * 20_000}", Paragraph)
    assert paragraph.lines[0].text == f"a {piece * 20_000}".strip()


@given(st.lists(st.sampled_from(["**", "**", "a", "B c", " ", "(", ")", ".", "é", "-", "1"]), min_size=1, max_size=9))
@example(["**", "a", "**"])
@example(["1", "**", "a", "**", "é", "**", "B c", "**", " ", "a"])
@example(["**", "(", "a", ")", "**"])
@settings(deadline=None, derandomize=True, database=None, max_examples=300)
def test_a_text_with_bold_parts_is_plain_as_the_markdown_parser_shows_it(pieces):
    text = "".join(pieces).strip()
    [inline] = MarkdownIt("commonmark").parseInline(text)
    shown = "".join(child.content for child in inline.children)
    assert plain(text) == " ".join(unicodedata.normalize("NFC", shown).split())
