"""Tables drawn with characters: where their cells are, which are merged, and which lines are no table."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raci_graph.blocks import LostTable, RawCell, RawTable, Span
from raci_graph.errors import InputError
from raci_graph.model import Place
from raci_graph.readers import limits
from raci_graph.readers.drawn import layouts, width
from raci_graph.readers.grid import grid_tables, table_at

PLAIN = settings(derandomize=True, database=None, deadline=None)
WORD = st.text("aRé日本́", min_size=1, max_size=6).map(lambda text: f"x{text}")
TEXT = st.lists(WORD, max_size=3).map(" ".join)


def found(text, **options):
    return grid_tables(text.strip("\n").split("\n"), "a.txt", **options)


def only(text, **options):
    [(_, table)] = found(text, **options)
    return table


def texts(table):
    return [[cell.text for cell in row.cells] for row in (table.header, *table.rows)]


def spans(table):
    return [[cell.span for cell in row.cells] for row in (table.header, *table.rows)]


def reason(text, **options):
    table = only(text, **options)
    assert isinstance(table, LostTable)
    return table.place.line, table.reason


# Grids

GRID = """
+----------+---+
| Activity | A |
+==========+===+
| Sell     | R |
+----------+---+
"""


def test_a_grid_has_cells_with_the_place_where_their_text_begins():
    table = only(GRID)
    assert texts(table) == [["Activity", "A"], ["Sell", "R"]]
    assert table.rows[0].cells[1] == RawCell("R", "R", Place("a.txt", 4, 14))
    assert table.rows[0].place == Place("a.txt", 4)


def test_lines_count_from_the_given_one_and_the_indexes_from_zero():
    [(where, table)] = found("before\n" + GRID.strip() + "\nafter", first_line=11)
    assert (where, table.header.place.line) == (range(1, 6), 13)


@pytest.mark.parametrize(("rule", "headed"), [("+===+===+", True), ("+---+---+", False)])
def test_a_rule_of_equals_signs_marks_the_header(rule, headed):
    assert only(f"+---+---+\n| a | b |\n{rule}\n| c | d |\n+---+---+").headed is headed


def test_a_rule_with_signs_of_alignment_is_a_rule():
    assert texts(only("+:--+--:+\n| a | b |\n+:==+==:+\n| c | d |\n+---+---+")) == [["a", "b"], ["c", "d"]]


def test_the_lines_of_a_cell_stay_apart_in_its_text_and_not_in_its_plain_text():
    cell = only("+------+---+\n| a    | b |\n|      |   |\n|   c  |   |\n+------+---+", ruled=True).header.cells[0]
    assert (cell.text, cell.plain) == ("a\n\n  c", "a c")


def test_a_blank_cell_begins_behind_its_bar():
    assert only("+---+---+\n| a |   |\n+---+---+").header.cells[1] == RawCell("", "", Place("a.txt", 2, 6))


def test_a_cell_over_columns_is_repeated_across():
    table = only("+---+---+\n| a     |\n+---+---+\n| b | c |\n+---+---+")
    assert texts(table) == [["a", "a"], ["b", "c"]]
    assert spans(table) == [[None, Span.ACROSS], [None, None]]
    assert table.header.cells[0].place == table.header.cells[1].place


def test_a_cell_over_rows_is_repeated_down():
    table = only("+---+---+\n| a | b |\n| d +---+\n|   | c |\n+---+---+")
    assert texts(table) == [["a\nd", "b"], ["a\nd", "c"]]
    assert spans(table) == [[None, None], [Span.DOWN, None]]


def test_a_cell_over_rows_and_columns_goes_down_in_all_its_later_rows():
    table = only(
        "+---+---+---+\n| a     | b |\n|       +---+\n|       | c |\n+---+---+---+\n| d | e | f |\n+---+---+---+"
    )
    assert spans(table)[:2] == [[None, Span.ACROSS, None], [Span.DOWN, Span.DOWN, None]]


def test_columns_that_only_a_part_of_a_rule_shows_are_columns():
    text = "+---+-------+\n| a | b     |\n|   +---+---+\n|   | c | d |\n|   +---+---+\n|   | e     |\n+---+-------+"
    assert texts(only(text)) == [["a", "b", "b"], ["a", "c", "d"], ["a", "e", "e"]]


def test_an_indented_grid_is_read():
    assert only("  +---+---+\n  | a | b |\n  +---+---+").header.cells[0].place == Place("a.txt", 2, 5)


def test_two_grids_below_each_other_are_two():
    one, two = found("+---+---+\n| a | b |\n+---+---+\n+--+--+\n|c | d|\n+--+--+")
    assert (one[0], two[0]) == (range(3), range(3, 6))


def test_a_bar_inside_a_text_is_text():
    assert texts(only("+-----+---+\n| a|b | c |\n+-----+---+")) == [["a|b", "c"]]


# Box characters


@pytest.mark.parametrize(
    ("text", "headed"),
    [
        ("┌───┬───┐\n│ a │ b │\n├───┼───┤\n│ c │ d │\n├───┼───┤\n│ e │ f │\n└───┴───┘", False),
        ("╔═══╦═══╗\n║ a ║ b ║\n╠═══╬═══╣\n║ c ║ d ║\n╠═══╬═══╣\n║ e ║ f ║\n╚═══╩═══╝", False),
        ("┏━━━┳━━━┓\n┃ a ┃ b ┃\n┡━━━╇━━━┩\n│ c │ d │\n│ e │ f │\n└───┴───┘", True),
        ("┌───┬───┐\n│ a │ b │\n╞═══╪═══╡\n│ c │ d │\n├───┼───┤\n│ e │ f │\n└───┴───┘", True),
        ("╭───┬───╮\n│ a │ b │\n├───┼───┤\n│ c │ d │\n│ e │ f │\n╰───┴───╯", True),
    ],
)
def test_box_characters_draw_a_grid(text, headed):
    table = only(text)
    assert texts(table) == [["a", "b"], ["c", "d"], ["e", "f"]]
    assert table.headed is headed


def test_other_bars_are_text_inside_a_box():
    assert texts(only("┌───┬───┐\n│ a | b │\n├───┼───┤\n│ c │ d │\n└───┴───┘")) == [["a | b", "a | b"], ["c", "d"]]


# A row a line

MYSQL = """
+----------+-----+-----+
| activity | ops | dev |
+----------+-----+-----+
| Sell     | R   | A   |
| Buy      | A   | R   |
| Pay      |     |     |
+----------+-----+-----+
"""


def test_without_rules_between_rows_each_line_is_a_row_below_a_header():
    table = only(MYSQL)
    assert texts(table)[1:] == [["Sell", "R", "A"], ["Buy", "A", "R"], ["Pay", "", ""]]
    assert table.headed


def test_where_only_rules_end_rows_the_same_lines_are_one_row():
    assert texts(only(MYSQL, ruled=True))[1:] == [["Sell\nBuy\nPay", "R\nA", "A\nR"]]


def test_a_rule_between_bars_is_a_rule():
    table = only("+---+---+\n| a | b |\n|---+---|\n| c | d |\n| e | f |\n+---+---+")
    assert texts(table) == [["a", "b"], ["c", "d"], ["e", "f"]]


def test_one_row_of_several_lines_is_one_row():
    text = (
        "+------+-----+\n| a    | b   |\n+------+-----+\n| Plan | R   |\n| next |     |\n| year |     |\n+------+-----+"
    )
    assert texts(only(text))[1:] == [["Plan\nnext\nyear", "R"]]


@pytest.mark.parametrize(
    "lines",
    [
        "| Plan | R |\n| next |   |\n| Pay  | A |",
        "| Plan | R |\n|      | A |\n| Pay  | A |\n| next |   |",
        "| a    | R |\n| b    |   |",
    ],
)
def test_lines_that_may_be_rows_or_go_on_with_the_row_above_are_lost(lines):
    head = "+------+---+\n| a    | b |\n+------+---+\n"
    assert reason(f"{head}{lines}\n+------+---+") == (
        4,
        "its lines may be rows of their own or go on with the one above",
    )


@pytest.mark.parametrize(("rule", "lost"), [("-", True), ("=", False)])
def test_groups_of_lines_that_may_be_rows_are_lost_but_for_a_header_as_grids_have_it(rule, lost):
    line = "+-----+---+---+\n"
    head = f"{line}| a   | b | c |\n{line.replace('-', rule)}"
    text = f"{head}| d   | r | a |\n| e   | a | r |\n{line}| f   | c | i |\n{line}"
    if lost:
        assert reason(text) == (4, "its lines may be rows of their own or go on with the one above")
    else:
        assert texts(only(text))[1] == ["d\ne", "r\na", "a\nr"]
    assert texts(only(text, ruled=True))[1] == ["d\ne", "r\na", "a\nr"]


BOX = "+----------+---+-----+\n"
BOX_HEAD = f"{BOX}| Task     | a | b   |\n{BOX}"


def test_each_line_of_groups_whose_cells_hold_marks_is_a_row():
    lines = "| DAY      |   |     |\n| Mix it   | R | A   |\n| Knead    |   | A/R |\n"
    text = f"{BOX_HEAD}{lines}{BOX}| Sell     | R | -   |\n{BOX}"
    assert texts(only(text))[1:] == [["DAY", "", ""], ["Mix it", "R", "A"], ["Knead", "", "A/R"], ["Sell", "R", "-"]]


@pytest.mark.parametrize(
    "lines",
    [
        "| Light up | R | A   |\n| and wait |   |     |\n| Knead    | A | R   |\n",
        "| Light    | R | A   |\n| Everyone |   |     |\n| Knead    | A | R   |\n",
        "| Light up | R | A   |\n|          | A | R   |\n| Knead    | A | R   |\n",
        "| Light up | R | Ann |\n| Knead    | A | Bob |\n",
    ],
    ids=["a small letter", "no room above", "no text", "names"],
)
def test_groups_whose_lines_may_go_on_with_the_one_above_are_lost(lines):
    assert reason(f"{BOX_HEAD}{lines}{BOX}| Sell     | R | A   |\n{BOX}")[0] == 4


# Widths


def test_columns_may_count_places_on_the_screen():
    table = only("+------+---+\n| 日本 | R |\n+------+---+\n| 日   | A |\n+------+---+")
    assert texts(table) == [["日本", "R"], ["日", "A"]]
    assert table.header.cells[1].place.column == 8


def test_columns_may_count_characters():
    assert texts(only("+----+---+\n| 日本 | R |\n+----+---+\n| a  | A |\n+----+---+")) == [["日本", "R"], ["a", "A"]]


def test_a_combining_mark_takes_no_room_and_stays_with_its_letter():
    assert texts(only("+---+---+\n| x\u0323 | R |\n+---+---+")) == [["x\u0323", "R"]]


def test_an_emoji_may_be_two_wide():
    assert texts(only("+----+---+\n| ✔\ufe0f | R |\n+----+---+")) == [["✔\ufe0f", "R"]]


@pytest.mark.parametrize(("text", "columns"), [("ab", 2), ("日b", 3), ("e\u0301", 1), ("", 0)])
def test_the_width_of_a_text_is_what_it_takes_on_the_screen(text, columns):
    assert width(text) == columns


@PLAIN
@given(st.text(max_size=12))
def test_a_line_is_cut_into_parts_that_together_are_the_line(text):
    for line in layouts(1, text):
        end = line.starts[-1]
        for column in range(end + 1):
            assert line.cut(0, column).text + line.cut(column, None).text == text


# Lines that are no table


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("+---+---+\n| a | b |\n+---+---+\n-| c | d |\n+---+---+", 4),
        ("| a | b |\n+---+---+\n| c | d |\n+---+---+", 2),
    ],
)
def test_a_grid_that_a_crooked_line_breaks_off_is_lost(text, line):
    assert reason(text) == (line, "a line breaks it off that is not drawn as the others are")


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("+---+---+\n| a | b |\n", 1, "no rule closes it"),
        ("+---+---+\n| a  | b |\n+---+---+", 2, "the bars of a line do not stand below those above it"),
        ("+---+---+\n| a | b\n+---+---+", 2, "the bars of a line do not stand below those above it"),
        ("+---+---+\n| a | b | x\n+---+---+", 2, "the bars of a line do not stand below those above it"),
        ("+---+---+\n| a| b  |\n+---+---+", 2, "its bars do not stand below each other"),
        ("+---+---+\n| a | b |\n| c|  d |\n+---+---+", 2, "its bars do not stand below each other"),
        ("+---+---+\n| a | b |\n|   +---+\n| c     |\n+---+---+", 4, "its cells are not closed by bars and rules"),
        ("+-------+\n| a | b |\n+---+---+", 2, "its bars do not stand below each other"),
    ],
)
def test_a_grid_that_is_not_closed_is_lost(text, line, why):
    assert reason(text, ruled=True) == (line, why)


def test_a_box_around_one_text_is_passed_over_when_it_is_not_closed():
    assert found("+---+\n| a |\n| b") == []


def test_lines_without_a_table_have_none():
    assert found("+ one\n| two\n+---+\n\n+---+---+\n\n| a | b |\n=== \n====") == []


def test_the_table_of_another_line_is_not_the_one_asked_for():
    lines = GRID.strip().split("\n")
    assert table_at(lines, 1, "a.txt") is None
    assert table_at(lines, 0, "a.txt")[0] == range(5)


# Simple tables

SIMPLE = """
=====  ===  ====
Act    Ops  Dev
=====  ===  ====
Sell   R    A
Pay         I, C too
=====  ===  ====
"""


def test_a_simple_table_has_columns_below_runs_of_equals_signs():
    table = only(SIMPLE, ruled=True)
    assert texts(table) == [["Act", "Ops", "Dev"], ["Sell", "R", "A"], ["Pay", "", "I, C too"]]
    assert (table.headed, table.rows[0].cells[2].place) == (True, Place("a.txt", 4, 13))


def test_a_simple_table_of_two_borders_has_no_header():
    table = only("==  ==\na   b\n==  ==\n\nafter", ruled=True)
    assert (texts(table), table.headed) == ([["a", "b"]], False)


def test_a_line_with_a_blank_first_column_goes_on_with_the_row_above():
    table = only("==  ===\na   b\n\n    c d\ne   f\n==  ===\n", ruled=True)
    assert texts(table) == [["a", "b\n\nc d"], ["e", "f"]]


def test_lines_below_columns_merge_them():
    table = only("==  ==  ==\n a      b\n------  --\nc   d   e\n==  ==  ==", ruled=True)
    assert texts(table) == [["a", "a", "b"], ["c", "d", "e"]]
    assert spans(table)[0] == [None, Span.ACROSS, None]


def test_a_wide_text_in_a_simple_table_counts_by_characters_or_on_the_screen():
    assert texts(only("====  ==\n日本  R\nab    A\n====  ==")) == [["日本", "R"], ["ab", "A"]]
    assert texts(only("==  ==\n日本  R\nab  A\n==  ==")) == [["日本", "R"], ["ab", "A"]]


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("==  ==\nabc d\n==  ==", 2, "a text stands between two columns"),
        ("==  ==\n    d\n==  ==", 2, "a row has nothing in its first column"),
        ("==  ==\na   b\n==  ===", 3, "its first and its last line are not equally long"),
        ("==  ==\na   b\n---  -\n==  ==", 3, "a line below its columns does not begin and end where they do"),
        ("=  =  =\na  b  c\n-     -\n=  =  =", 3, "a line below its columns does not begin and end where they do"),
        ("==  ==\na   b", 1, "no line of equals signs closes it"),
        ("  ==  ==\n  a   b\nc", 1, "no line of equals signs closes it"),
    ],
)
def test_a_simple_table_that_does_not_keep_to_its_columns_is_lost(text, line, why):
    assert reason(text, ruled=True) == (line, why)


def test_outside_of_restructuredtext_a_line_that_may_be_a_row_is_lost():
    text = "=====  ==  ==\nSell   R   A\n       A   R\n=====  ==  =="
    assert reason(text) == (3, "a line with a blank first column may be a row of its own")
    assert texts(only(text, ruled=True)) == [["Sell", "R\nA", "A\nR"]]


def test_outside_of_restructuredtext_a_border_alone_is_no_table():
    assert found("==  ==\na   b") == []


# Caps


@pytest.mark.parametrize(
    "text", ["+-+-+\n|a|b|\n+-+-+\n|c|d|\n+-+-+", "= =\na b\nc d\n= =", "+-+-+\n|a|b|\n+-+-+\n\n" * 2]
)
def test_a_table_of_too_many_cells_is_refused(text, monkeypatch):
    monkeypatch.setattr(limits, "MAX_CELLS", 3)
    with pytest.raises(InputError) as error:
        found(text)
    assert error.value.message == "the tables have more than 3 cells"


# What is written is read back


@st.composite
def boxes(draw):
    """Cells with their texts, of which some cover several rows and columns: {(row, column): (rows, columns, text)}."""
    rows, columns = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    taken, cells = set(), {}
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            down = draw(st.integers(1, rows - row))
            across = draw(st.integers(1, columns - column))
            area = {(row + y, column + x) for y in range(down) for x in range(across)}
            if area & taken:
                down = across = 1
                area = {(row, column)}
            taken |= area
            cells[row, column] = (down, across, draw(TEXT))
    return rows, columns, cells


def drawn_grid(rows, columns, cells, measure):
    """Draw the cells as a grid, each row two lines high and each column as wide as any text."""
    size = max(measure(text) for _, _, text in cells.values()) + 2
    canvas = [[" "] * (columns * (size + 1) + 1) for _ in range(rows * 3 + 1)]
    for (row, column), (down, across, text) in cells.items():
        top, left, bottom, right = row * 3, column * (size + 1), (row + down) * 3, (column + across) * (size + 1)
        for x in range(left, right + 1):
            for y in (top, bottom):
                canvas[y][x] = "+" if x in {left, right} or canvas[y][x] == "+" else "-"
        for y in range(top + 1, bottom):
            for x in (left, right):
                canvas[y][x] = "+" if canvas[y][x] == "+" else "|"
        for line, word in enumerate(text.split()[:2]):
            chars = [*word, *[None] * (measure(word) - len(word))]
            canvas[top + 1 + line][left + 2 : left + 2 + measure(word)] = chars[: measure(word)]
            canvas[top + 1 + line][left + 2] = word
            for x in range(left + 3, left + 2 + measure(word)):
                canvas[top + 1 + line][x] = None
    return ["".join(char for char in line if char is not None) for line in canvas]


@PLAIN
@given(boxes(), st.sampled_from([len, width]))
def test_any_grid_is_read_back_with_its_merged_cells(box, measure):
    rows, columns, cells = box
    lines = drawn_grid(rows, columns, cells, measure)
    [(where, table)] = grid_tables(lines, "a.txt", ruled=True)
    assert (where, isinstance(table, RawTable)) == (range(len(lines)), True), "\n".join(lines)
    read = {}
    for row in (table.header, *table.rows):
        for cell in row.cells:
            read.setdefault(cell.place, []).append((cell.text, cell.span))
    assert sorted((texts[0][0], len(texts)) for texts in read.values()) == _expected(rows, columns, cells)


def _expected(rows, columns, cells):
    """Merge rows and columns that no cell begins in with those before them, since no rule divides them."""
    used_rows, used_columns = {row for row, _ in cells}, {column for _, column in cells}
    return sorted(
        (
            "\n".join(text.split()[:2]),
            len(used_rows & set(range(row, row + down))) * len(used_columns & set(range(column, column + across))),
        )
        for (row, column), (down, across, text) in cells.items()
    )


@PLAIN
@given(
    st.text("+-|= a日\n", max_size=80)
    | st.lists(st.text("= ", max_size=6) | st.text("- ", max_size=6) | st.text("= -a", max_size=6)).map("\n".join),
    st.booleans(),
)
def test_any_lines_are_read_without_an_error(text, ruled):
    lines = text.split("\n")
    for where, table in grid_tables(lines, "a.txt", ruled=ruled):
        assert where.start < where.stop <= len(lines)
        assert isinstance(table, RawTable | LostTable)


@PLAIN
@given(
    st.lists(st.tuples(WORD, TEXT, TEXT), min_size=1, max_size=4),
    st.sampled_from([len, width]),
    st.booleans(),
)
def test_any_simple_table_is_read_back(rows, measure, headed):
    sizes = [max(measure(row[at]) for row in rows) or 1 for at in range(3)]
    border = "  ".join("=" * size for size in sizes)
    lines = [
        "  ".join(text + " " * (size - measure(text)) for text, size in zip(row, sizes, strict=True)) for row in rows
    ]
    if headed and len(rows) > 1:
        lines.insert(1, border)
    table = only("\n".join([border, *lines, border]), ruled=True)
    assert texts(table) == [list(row) for row in rows]
    assert table.headed is (headed and len(rows) > 1)
