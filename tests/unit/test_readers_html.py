"""HTML into headings, tables and paragraphs, as a browser would show them, with their places."""

import html
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from raci_graph.blocks import Heading, LostTable, Paragraph, RawCell, RawTable, Span
from raci_graph.errors import InputError
from raci_graph.model import Place
from raci_graph.readers import html_tables, limits
from raci_graph.readers.base import Page
from raci_graph.readers.html import page

SPLIT = "Split it into smaller documents"
PROPERTY = settings(deadline=None, derandomize=True, database=None)


def blocks(text, kind=object):
    return [block for block in page(text.encode(), "a.html").blocks if isinstance(block, kind)]


def tables(text):
    return [[[cell.plain for cell in row.cells] for row in rows_of(table)] for table in blocks(text, RawTable)]


def rows_of(table):
    return (table.header, *table.rows)


def cell(text):
    [table] = blocks(f"<table><tr><td>{text}</table>", RawTable)
    return table.header.cells[0]


def lost(text):
    return [(block.place.line, block.reason) for block in blocks(text, LostTable)]


def refusal(text):
    with pytest.raises(InputError) as error:
        page(text.encode(), "a.html")
    return str(error.value)


# Headings and paragraphs


def test_a_heading_has_its_level_and_its_place():
    assert blocks("<body>\n <h2><i>Shop</i><br>work &amp; more</h2>") == [
        Heading(2, "Shop work & more", "Shop work & more", Place("a.html", 2, 9))
    ]


def test_the_lines_of_a_paragraph_are_divided_by_br():
    assert blocks("<p>R: does\n  it<br>\n<b>A: answers</b></p>") == [
        Paragraph(
            (
                RawCell("R: does it", "R: does it", Place("a.html", 1, 4)),
                RawCell("A: answers", "A: answers", Place("a.html", 3, 4), strong=True),
            )
        )
    ]


def test_items_of_lists_have_the_depth_of_their_lists():
    found = blocks("<p>before<ul><li>one<ol><li>two</ol><li>three</ul>after", Paragraph)
    assert [(each.lines[0].text, each.depth) for each in found] == [
        ("before", 0),
        ("one", 1),
        ("two", 2),
        ("three", 1),
        ("after", 0),
    ]


def test_title_and_language_are_those_that_the_document_states():
    found = page(b"<html lang=en-GB><title>\n Ticket  shop</title><h1>Other</h1>", "a.html")
    assert (found.title, found.language) == ("Ticket shop", "en-GB")


def test_the_first_heading_is_the_title_where_there_is_no_other():
    found = page(b"<html lang='?'><svg><title>Icon</title></svg><h1>Ticket shop</h1>", "a.html")
    assert (found.title, found.language) == ("Ticket shop", None)


# Tables


def test_cells_have_their_text_and_the_place_where_it_begins():
    [table] = blocks("<table>\n<tr><td><p>\n  Sell\n tickets</p><td>A<td>\n</table>", RawTable)
    assert table.header.cells == (
        RawCell("Sell tickets", "Sell tickets", Place("a.html", 3, 3)),
        RawCell("A", "A", Place("a.html", 4, 17)),
        RawCell("", "", Place("a.html", 4, 22)),
    )
    assert table.header.place == Place("a.html", 2)


@pytest.mark.parametrize(
    "source",
    [
        "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>",
        "<TABLE><tbody><TR><TD>a<TD>b<TR><TD>c<TD>d</TABLE>",
        "<table><td>a<td>b<tr><td>c<td>d",
        "<table><tr><td>a</th></p><td>b</tbody><tfoot><tr><td>c</caption><td>d</table></table>",
        "<table><form><tr><td title='<td>x'>a<td title=\"a>b\">b</form><tr><td>c<!-- <td>x --><td>d</table>",
        "<table><tfoot><tr><td>c<td>d</tfoot><tbody><tr><td>a<td>b</table>",
        "<table><colgroup><col><col></colgroup><tr><td>a<td>b</tr><tr></tr><tr><td>c<td>d</table>",
    ],
    ids=["complete", "omitted", "no row", "stray ends", "attributes", "foot first", "columns"],
)
def test_every_way_to_write_a_table_gives_the_same_cells(source):
    assert tables(source) == [[["a", "b"], ["c", "d"]]]


def test_merged_cells_stand_in_every_position_that_they_cover():
    [table] = blocks("<table><tr><td rowspan=2>a<td colspan='2'>b<tr><td>c<td>d</table>", RawTable)
    assert [[(each.text, each.span) for each in row.cells] for row in rows_of(table)] == [
        [("a", None), ("b", None), ("b", Span.ACROSS)],
        [("a", Span.DOWN), ("c", None), ("d", None)],
    ]


def test_a_cell_that_covers_columns_and_rows_goes_down_in_its_lower_rows():
    [table] = blocks("<table><tr><td rowspan=2 colspan=2>a<td>b<tr><td>c</table>", RawTable)
    assert [each.span for each in table.rows[0].cells] == [Span.DOWN, Span.DOWN, None]


@pytest.mark.parametrize("rows", ["9", "0"])
def test_a_merged_cell_ends_with_its_group_of_rows(rows):
    source = f"<table><tbody><tr><td rowspan={rows}>a<td>b<tr><td>c<tbody><tr><td>d<td>e</table>"
    assert tables(source) == [[["a", "b"], ["a", "c"], ["d", "e"]]]


def test_a_row_that_has_no_cells_of_its_own_is_none():
    assert tables("<table><tr><td rowspan=2>a<td rowspan=2>b<tr></tr><tr><td>c<td>d</table>") == [
        [["a", "b"], ["c", "d"]]
    ]


def test_a_gap_beside_a_merged_cell_is_a_blank_cell():
    assert tables("<table><tr><td>a<td>b<td rowspan=2>c<tr><td>d</table>") == [[["a", "b", "c"], ["d", "", "c"]]]


@pytest.mark.parametrize("span", ["100%", "3"])
def test_a_lone_cell_is_as_wide_as_the_other_rows_at_most(span):
    assert tables(f"<table><tr><td>a<td>b<tr><td colspan={span}>c</table>") == [[["a", "b"], ["c", "c"]]]


def test_cells_that_lie_over_each_other_lose_the_table():
    source = "<table>\n<tr><td>a<td rowspan=2>b\n<tr><td colspan=2>c</table>"
    assert (tables(source), lost(source)) == ([], [(3, "two of its cells lie over each other")])


@pytest.mark.parametrize(
    ("first", "headed"),
    [
        ("<tr><th>a<th>b", True),
        ("<tr><td><th>b", True),
        ("<thead><tr><td>a<td>b</thead>", True),
        ("<tr><td>a<th>b", False),
        ("<tr><th scope=row>a<td>b", False),
        ("<tr><td>a<td>b", False),
    ],
)
def test_the_source_says_whether_the_first_row_is_the_header(first, headed):
    [table] = blocks(f"<table>{first}<tr><td>c<td>d</table>", RawTable)
    assert table.headed is headed


def test_a_second_row_of_the_head_is_a_row():
    assert tables("<table><thead><tr><th>a<tr><th>b</thead><tr><td>c</table>") == [[["a"], ["b"], ["c"]]]


def test_the_caption_is_the_name_and_no_cell():
    [table] = blocks("<table><caption> Ticket <i>shop</i></caption><tr><td>a</table>", RawTable)
    assert (table.name, blocks("<table><caption>b</caption></table>", Paragraph)) == ("Ticket shop", [])


@pytest.mark.parametrize(
    "foot",
    [
        "<tr><td colspan=3>R = does it<br><b>A</b> = answers<tr><td>* at night",
        "<td>R = does it<br><b>A</b> = answers<tr><th>* at night",
    ],
)
def test_lone_cells_in_the_foot_of_a_table_are_paragraphs_below_it(foot):
    foot = f"<tfoot>{foot}<tr><td>Sum<td>1<td>2</tfoot>"
    source = f"<table><tr><th>Task<th>Shop<th>Web{foot}\n<tr><td>Sell<td>R<td>A</table>end"
    table, *notes = blocks(source)
    assert [[cell.plain for cell in row.cells] for row in rows_of(table)] == [
        ["Task", "Shop", "Web"],
        ["Sell", "R", "A"],
        ["Sum", "1", "2"],
    ]
    assert [[line.text for line in note.lines] for note in notes] == [
        ["R = does it", "**A** = answers"],
        ["* at night"],
        ["end"],
    ]


@pytest.mark.parametrize(
    ("source", "cells"),
    [
        ("<table><tr><td>a<tfoot><tr><td>b</table>", [["a"], ["b"]]),
        ("<table><tfoot><tr><td>a<tr><td>b<td>c</table>", [["a"], ["b", "c"]]),
        ("<table><tr><td>a<td>b<tfoot><tr><td rowspan=2>c<td>d<tr><td>e</table>", [["a", "b"], ["c", "d"], ["c", "e"]]),
    ],
    ids=["one column", "feet alone", "merged"],
)
def test_rows_of_a_foot_that_are_no_notes_stay_in_the_table(source, cells):
    assert tables(source) == [cells]
    assert blocks(source, Paragraph) == []


def test_a_hidden_note_is_left_out():
    assert blocks("<table><tr><td>a<td>b<tfoot><tr hidden><td>c<tr><td hidden>d</table>", Paragraph) == []


def test_a_table_inside_a_cell_is_a_table_of_its_own():
    source = "<table><tr><td>a<table><tr><td>in</table>b<td>c</table>"
    assert tables(source) == [[["a b", "c"]], [["in"]]]


def test_headings_in_a_cell_that_holds_a_table_stand_before_it():
    found = blocks("<table><tr><td><h2>Shop</h2><table><tr><td>in</table></table>")
    assert [type(each) for each in found] == [RawTable, Heading, RawTable]


def test_text_astray_in_a_table_is_a_paragraph():
    source = "<table>astray<tr>too<td>a</table>"
    assert tables(source) == [[["a"]]]
    assert [each.lines[0].text for each in blocks(source, Paragraph)] == ["astraytoo"]


def test_rows_outside_of_a_table_are_told_once():
    assert lost("<div>\n<tr><td>R</td></tr><tr><td>A</td></tr></div>") == [(2, "they stand outside of a table")]


@pytest.mark.parametrize(("start", "what"), [("<!-- ", "comment"), ('<a href="', "tag")])
def test_rows_behind_what_never_ends_are_told(start, what):
    source = f"<table><tr><td>a\n{start}<tr><td>b</table>"
    assert lost(source) == [(2, f"they stand behind a {what} that does not end")]


# The text of cells


@pytest.mark.parametrize(
    ("source", "text", "plain"),
    [
        ("R<br>A", "R\nA", "R A"),
        ("<p>R</p><p>A</p>", "R\nA", "R A"),
        ("<ul><li>Ann Lee<li>Bo</ul>", "Ann Lee\nBo", "Ann Lee Bo"),
        ("<h3>a</h3>b", "a\nb", "a b"),
        ("R&nbsp;/ &#65;", "R / A", "R / A"),
        ("a<wbr>b<!-- c -->d", "abd", "abd"),
        ("cafe&#769;", "caf\u00e9", "caf\u00e9"),
        ("R<sup>1</sup>", "R^1^", "R¹"),
        ("<s>R</s> A", "~~R~~ A", "R A"),
        ("A <del>R<sup>2</sup></del>", "A ~~R^2^~~", "A R²"),
        ("<s><p>R</p><p>A</p></s>", "~~R~~\n~~A~~", "R A"),
        ("<p><s>R<p>A</s>I", "~~R~~\n~~A~~I", "R AI"),
        ("<s> </s>R<s></s>", "R", "R"),
        ("<span style='text-decoration: line-through'>R</span>", "~~R~~", "R"),
        ("<script>R</script><style>A</style><template>C</template>I", "I", "I"),
        ("<span hidden>R<span>A</span></span>I", "I", "I"),
        ("<p style='Display : none'>R</p>I", "I", "I"),
        ("<pre>R\nA</pre>", "R\nA", "R A"),
        ("<select><option>R<option selected>A<option>C</select>", "A", "A"),
        ("<select><option>R<option>A</select>", "R", "R"),
        ("<img src=x alt=R><input value=A><input type=hidden value=C>", "RA", "RA"),
        ("<input type=checkbox checked>", "\u2611", "\u2611"),
        ("&lt;b&gt; 1 < 2", "<b> 1 < 2", "<b> 1 < 2"),
    ],
)
def test_the_text_of_a_cell_is_what_is_visible(source, text, plain):
    assert (cell(source).text, cell(source).plain) == (text, plain)


@pytest.mark.parametrize(
    ("source", "strong"),
    [
        ("<b>a</b> <strong>b</strong>", True),
        ("<b><p>a</p><p>b</p></b>", True),
        ("<span style='font-weight:700'>a</span>", True),
        ("<b style='font-weight:normal'>a</b>", False),
        ("<b>a</b> b", False),
        ("<b></b>", False),
        ("", False),
    ],
)
def test_a_cell_is_strong_if_all_of_its_text_is(source, strong):
    assert cell(source).strong is strong


def test_a_header_cell_is_not_strong_for_that():
    assert not blocks("<table><tr><th>a</table>", RawTable)[0].header.cells[0].strong


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ('\u2013<span class="sr-only">not involved</span>', "\u2013"),
        ("R<span class=visually-hidden>Responsible</span>", "R"),
        ("<div class='note Visually-Hidden-Focusable'>Role:</div><div>R</div>", "R"),
        ("<b class=screen-reader-text>Role: </b>R<br><span class=visuallyhidden>and</span><br>A", "R\nA"),
        ("<img alt=R src=x><i class=a11y-hidden>Responsible</i>", "R"),
        ("<i class='icon check' aria-hidden=true></i> <span class=sr-only>Responsible</span>", "Responsible"),
        ("<img alt='' src=x><span class=screen-reader-only>Role<br>R</span>", "Role\nR"),
        ("<span class=sr-only>A</span><s>R</s>", "~~R~~"),
        ("<s>R<i class=sr-only> was</i></s> A", "~~R~~ A"),
        ("R<span class=not-sr-only>A</span>", "RA"),
        ("R<span style='backface-visibility:hidden'>A</span>", "RA"),
        ("R<span style='visibility: hidden'>A<img alt=C></span>", "R"),
    ],
)
def test_words_for_screen_readers_count_only_where_a_cell_shows_no_others(source, text):
    assert cell(source).text == text


def test_words_for_screen_readers_head_columns_and_name_tables_that_show_no_others():
    source = "<h2>Work<span class=sr-only> (section)</span></h2><p class=sr-only>Who does what<table>"
    source += "<caption class=sr-only>RACI</caption><tr><th><i class=sr-only>Task</i><th>Ops"
    heading, paragraph, table = blocks(source)
    assert (heading.plain, [line.plain for line in paragraph.lines]) == ("Work", ["Who does what"])
    assert (table.name, [each.plain for each in table.header.cells]) == ("RACI", ["Task", "Ops"])


def test_a_cell_that_is_not_seen_keeps_its_place():
    assert tables(
        "<table><tr><td>a<td style='visibility:hidden'>b<td>c<tr style='visibility:hidden'><td>d</table>"
    ) == [[["a", "", "c"], [""]]]


@pytest.mark.parametrize("source", ["<td hidden>b", "<td style='display:none'>b", "<tr hidden><td>b"])
def test_hidden_cells_and_rows_are_left_out(source):
    assert tables(f"<table><tr><td>a{source}<tr><td>c</table>") == [[["a"], ["c"]]]


def test_a_hidden_table_is_left_out():
    assert blocks("<div hidden><table><tr><td>a</table></div><template><table><tr><td>b</table>") == []


# Encodings


@pytest.mark.parametrize(
    ("stated", "codec", "text"),
    [
        ("windows-1251", "cp1251", "Директор"),
        ("ISO-8859-1", "cp1252", "Büro – Gäste"),
        ("gb2312", "gb18030", "负责人"),
        ("iso-2022-jp", "iso2022_jp", "担当者"),
        ("utf-16", "utf-8", "Büro"),
        ("no-such", "utf-8", "Büro"),
        ("windows-1251", "utf-8", "Büro"),
    ],
)
def test_a_document_is_in_the_encoding_that_it_states_unless_it_is_utf_8(stated, codec, text):
    data = f"<meta http-equiv=x content='text/html; charset={stated}'><p>{text}".encode(codec)
    found = page(data, "a.html")
    assert ([each.lines[0].text for each in found.blocks], found.findings) == ([text], ())


def test_a_long_embedded_picture_does_no_harm(monkeypatch):
    monkeypatch.setattr(limits, "MAX_LINE", 2000)
    source = f"<img src='data:image/png;base64,{'A' * 3000}'><p>text"
    assert [each.lines[0].text for each in blocks(source)] == ["text"]


def test_a_page_without_line_ends_may_be_longer_than_a_line_of_text(monkeypatch):
    monkeypatch.setattr(limits, "MAX_LINE", 100)
    source = f"<table>{'<tr><td>a<td>b' * 20}</table>"
    assert tables(source) == [[["a", "b"]] * 20]
    monkeypatch.setattr(limits, "MAX_HTML_LINE", len(source))
    assert tables(source) == [[["a", "b"]] * 20]
    assert refusal(f"\n{source} ") == (
        f"a.html:2: the line has {len(source) + 1} characters, more than the limit of {len(source)}. "
        "Check that the file is what you meant to read"
    )


# Caps


@pytest.mark.parametrize("span", ["1001", "65534", "9" * 9999, "+01001"])
@pytest.mark.parametrize("name", ["rowspan", "colspan"])
def test_a_span_beyond_the_cap_is_refused(name, span):
    assert refusal(f"<table><tr><td {name}='{span}'>") == (
        "a.html:1:12: a cell covers more than 1,000 columns or rows. Check its colspan and rowspan"
    )


def test_merged_cells_that_make_a_small_source_large_are_refused():
    row = "<tr>" + "<td rowspan=1000 colspan=1000>" * 10
    assert refusal(f"<table>{(row + chr(10)) * 1000}").endswith("the tables have more than 1,000,000 cells. " + SPLIT)


def test_cells_that_cover_many_rows_are_counted_before_they_are_filled(monkeypatch):
    monkeypatch.setattr(html_tables, "_filled", None)
    row = "<tr>" + "<td rowspan=1000>a" * 1000 + "\n"
    assert refusal(f"<table>\n{row}{'<tr><td>b' * 999}</table>") == (
        f"a.html:3:9: the tables have more than 1,000,000 cells. {SPLIT}"
    )


def test_cells_that_cover_many_columns_are_counted_before_they_are_filled(monkeypatch):
    monkeypatch.setattr(html_tables, "_filled", None)
    row = "<tr><td colspan=1000>a<td>b\n"
    assert refusal(f"<table>\n{row * 1000}</table>") == (
        f"a.html:1001:22: the tables have more than 1,000,000 cells. {SPLIT}"
    )


def test_rows_that_cells_cover_are_counted_while_they_come(monkeypatch):
    monkeypatch.setattr(html_tables, "raw_table", None)
    row = "<tr>" + "<td rowspan=1000>a" * 200 + "\n"
    assert refusal(f"<table>\n{row * 1000}</table>") == (
        f"a.html:102: the tables have more than 1,000,000 cells. {SPLIT}"
    )


def test_a_cell_covers_no_row_of_the_next_group(monkeypatch):
    monkeypatch.setattr(limits, "MAX_CELLS", 6)
    group = "<tbody><tr><td rowspan=0>a<tr><td rowspan=9>b"
    assert tables(f"<table>{group}{group}</table>") == [[["a"], ["a", "b"], ["a"], ["a", "b"]]]


def test_more_cells_than_the_cap_are_refused(monkeypatch):
    monkeypatch.setattr(limits, "MAX_CELLS", 3)
    assert tables("<table><tr><td>a<td>a<td>a</table>") == [[["a", "a", "a"]]]
    assert refusal("<table><tr><td>a<td>a\n<tr><td>a<td>a</table>") == (
        f"a.html: the tables have more than 3 cells. {SPLIT}"
    )


def test_rows_without_cells_count_as_cells(monkeypatch):
    monkeypatch.setattr(limits, "MAX_CELLS", 3)
    assert refusal("<table>\n" + "<tr>" * 5).startswith("a.html:2: the tables have more than 3 cells")


def test_a_long_text_in_merged_cells_is_counted_wherever_it_stands(monkeypatch):
    monkeypatch.setattr(limits, "MAX_CELL_TEXT", 100)
    assert "more than 100 characters" in refusal(f"<table><tr><td colspan=11>{'a' * 10}<td>b</table>")


@pytest.mark.parametrize("element", ["<div>", "<ul><li>", "<table><tr><td>", "<span hidden>", "<sup>"])
def test_elements_that_are_nested_too_deeply_are_refused(element):
    assert "elements are nested more than 200 deep" in refusal((element + "\n") * 201)


@pytest.mark.parametrize("element", ["<p>", "<b>", "<a>", "<li>", "<br>", "<i>", "<td>", "<img>", "<unknown>"])
def test_elements_that_close_each_other_or_do_nothing_are_not_nested(element):
    assert tables(f"{element * 500}<table><tr><td>a</table>")[-1] == [["a"]]


@pytest.mark.parametrize(
    ("cap", "source", "message"),
    [
        ("MAX_TAGS", "<b><b><b><b>", "the document has more than 3 tags"),
        ("MAX_TEXT_LINES", "a<br>b<br>c<br>d<br>", "the text has more than 3 lines"),
        ("MAX_TEXT_LINES", "<p>a<p>b<p>c<p>d<p>", "the text has more than 3 lines"),
    ],
)
def test_other_caps(monkeypatch, cap, source, message):
    monkeypatch.setattr(limits, cap, 3)
    assert message in refusal(source)


def test_entities_are_not_expanded():
    source = '<!DOCTYPE html [<!ENTITY a "boom"><!ENTITY b SYSTEM "file:///etc/passwd">]><p>&a;&b;'
    assert [each.lines[0].text for each in blocks(source)][-1].endswith("&a;&b;")


# Properties

TEXT = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs"], exclude_characters="\u0338"), max_size=8
).map(lambda text: unicodedata.normalize("NFC", text))
"""Without blanks, and without the stroke that makes one character of the end of a tag and itself."""


@st.composite
def tilings(draw):
    """Draw a grid of rectangles: for each position the number of its rectangle, and the text of each."""
    height, width = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    grid = [[-1] * width for _ in range(height)]
    count = 0
    for row in range(height):
        for column in range(width):
            if grid[row][column] < 0:
                free = next((at for at in range(column, width) if grid[row][at] >= 0), width) - column
                across, down = draw(st.integers(1, free)), draw(st.integers(1, height - row))
                for at in range(row, row + down):
                    grid[at][column : column + across] = [count] * across
                count += 1
    return grid, draw(st.lists(TEXT, min_size=count, max_size=count))


def written(grid, texts, *, closed):
    seen, parts = set(), []
    for row in grid:
        parts.append("<tr>")
        for number in row:
            if number not in seen:
                seen.add(number)
                down = sum(number in other for other in grid)
                text = html.escape(texts[number])
                parts.append(f"<td rowspan={down} colspan={row.count(number)}>{text}{'</td>' if closed else ''}\n")
        parts.append("</tr>" if closed else "")
    return f"<table>{''.join(parts)}</table>"


@PROPERTY
@given(tilings(), st.booleans())
def test_any_grid_of_merged_cells_is_read_back(drawn, closed):
    grid, texts = drawn
    above = [{number for row in grid[:at] for number in row} for at in range(len(grid))]
    own = [row for row, known in zip(grid, above, strict=True) if set(row) - known]
    assert tables(written(grid, texts, closed=closed)) == [[[texts[number] for number in row] for row in own]]


@PROPERTY
@given(st.lists(st.lists(TEXT, min_size=1, max_size=4), min_size=1, max_size=4))
def test_any_texts_are_read_back(rows):
    source = "".join(f"<tr>{''.join(f'<td>{html.escape(text)}</td>' for text in row)}</tr>" for row in rows)
    assert tables(f"<table>{source}</table>") == [rows]


NAMES = [
    "table",
    "tr",
    "td",
    "th",
    "thead",
    "tfoot",
    "caption",
    "p",
    "div",
    "b",
    "s",
    "ul",
    "li",
    "span",
    "h1",
    "select",
]
ODD = [
    "<br>",
    "<td rowspan=2>",
    "<td colspan=3>",
    "<tr hidden>",
    "<p hidden>",
    "<option>",
    "<!--",
    "-->",
    "<a b='",
    "<",
]
SOUP = st.lists(
    st.sampled_from([*(f"<{name}>" for name in NAMES), *(f"</{name}>" for name in NAMES), *ODD, "a", "\n", "&"])
).map("".join)


def outcome(data, file):
    """The page, or the project's own refusal; any other exception fails the test."""
    try:
        return page(data, file)
    except InputError as error:
        return error


@PROPERTY
@given(SOUP.map(str.encode) | st.binary())
@example(b"<")
@example(b"</")
@example(b"<!-")
@example(b"<!--->a<!-->b--!>c")
@example(b"<plaintext><td>")
def test_any_bytes_give_a_page_or_an_input_error(data):
    found = outcome(data, "a.html")
    assert isinstance(found, Page) or found.remedy


@PROPERTY
@given(SOUP)
def test_every_place_lies_in_the_source(source):
    lines = source.split("\n")
    for table in blocks(source, RawTable):
        for each in (each for row in rows_of(table) for each in row.cells):
            assert 1 <= each.place.line <= len(lines)
            assert each.place.column is None or each.place.column <= len(lines[each.place.line - 1]) + 1
