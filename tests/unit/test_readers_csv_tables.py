"""CSV and TSV into tables."""

import csv
import io
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raci_graph.blocks import LostTable
from raci_graph.errors import InputError
from raci_graph.model import Place
from raci_graph.parse import parse
from raci_graph.readers import limits, read_document
from raci_graph.readers.base import Page
from raci_graph.readers.csv_tables import page

SETTINGS = settings(derandomize=True, database=None, deadline=None, max_examples=200)
ANY_DELIMITER = pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"], ids=["comma", "semicolon", "tab", "bar"])
WORDS = st.text(st.sampled_from('ab Ré"\n,;|\t'), max_size=6)
GRIDS = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(WORDS, min_size=width, max_size=width), min_size=2, max_size=6)
)


def tables(text, file="a.csv"):
    return [block for block in page(text.encode(), file).blocks if not isinstance(block, LostTable)]


def texts(table):
    return [[cell.text for cell in row.cells] for row in (table.header, *table.rows)]


def only(text, file="a.csv"):
    (table,) = tables(text, file)
    return texts(table)


@ANY_DELIMITER
def test_each_record_is_a_row_whatever_the_delimiter(delimiter):
    text = "Task,Team,Lead\nBuild,R,A\nShip,,R\n".replace(",", delimiter)
    assert only(text) == [["Task", "Team", "Lead"], ["Build", "R", "A"], ["Ship", "", "R"]]


def test_no_record_says_that_it_is_the_header():
    (table,) = tables("Task,Team\nBuild,R\n")
    assert (table.headed, table.name, table.header.place) == (False, None, Place("a.csv", 1, 1))


def test_a_first_line_names_the_delimiter():
    (table,) = tables("sep=,\nTask;x,Team;y\nBuild;z,R;A\n")
    assert texts(table) == [["Task;x", "Team;y"], ["Build;z", "R;A"]]
    assert table.header.place == Place("a.csv", 2, 1)


def test_commas_inside_the_cells_do_not_hide_the_semicolons():
    text = "Task;Team;Lead\nDesign, build, test;R, A;C, I\nShip, run, stop;C, I;R, A\n"
    assert only(text)[1] == ["Design, build, test", "R, A", "C, I"]


def test_a_delimiter_inside_quotation_marks_is_text():
    assert only('Task,Team\n"Build; test, and ship",R\n')[1] == ["Build; test, and ship", "R"]


def test_blanks_around_quotation_marks_are_no_text():
    assert only('Task; Team\n "Build; test" ; "R"\n')[1] == ["Build; test", "R"]


def test_a_tsv_file_has_tabs_even_where_commas_split_as_well():
    assert only("a,b\tc,d,e\nf,g\th,i,j\n", "a.tsv") == [["a,b", "c,d,e"], ["f,g", "h,i,j"]]


def test_a_tsv_file_without_tabs_is_read_by_what_it_has():
    assert only("a;b\nc;d\n", "a.tsv") == [["a", "b"], ["c", "d"]]


def test_a_document_without_delimiter_has_one_column():
    assert only("one\ntwo\n") == [["one"], ["two"]]


def test_a_line_break_in_quotation_marks_is_kept_in_the_text_and_folded_in_plain():
    (table,) = tables('Task,Team\n"Build\nand ship",R\nRun,A\n')
    first, second = table.rows[0].cells
    assert (first.text, first.plain, first.place) == ("Build\nand ship", "Build and ship", Place("a.csv", 2, 2))
    assert (second.place, table.rows[1].place) == (Place("a.csv", 3, 11), Place("a.csv", 4, 1))


def test_a_cell_has_the_line_and_column_of_its_text():
    (table,) = tables('Task; Team ;\nBuild;"R";A\n')
    assert [cell.place.column for cell in table.header.cells] == [1, 7, 13]
    assert [cell.place.column for cell in table.rows[0].cells] == [1, 8, 11]


def test_a_doubled_quotation_mark_is_one():
    assert only('Task,Team\n"The ""big"" one",R\n')[1] == ['The "big" one', "R"]


def test_markdown_is_no_markup_here():
    (table,) = tables("Task,Team\n**Build**,*R*\n")
    assert [cell.plain for cell in table.rows[0].cells] == ["**Build**", "*R*"]


def test_blanks_are_folded_in_plain_and_letters_composed():
    (table,) = tables("Task,Team\nCafe\u0301  one,R\n")
    assert (table.rows[0].cells[0].text, table.rows[0].cells[0].plain) == ("Caf\u00e9  one", "Caf\u00e9 one")


def test_blank_records_part_two_tables():
    first, second = tables("Task,Team\nBuild,R\n\n,\nLetter,Role\nR,Responsible\n")
    assert (texts(first)[1], texts(second)[0]) == (["Build", "R"], ["Letter", "Role"])


def test_blank_records_part_no_title_and_no_note_from_its_table():
    found = only("RACI of the project,,\n\nTask,Team,Lead\nBuild,R,A\n\nAs agreed in May,,\n")
    assert [row[0] for row in found] == ["RACI of the project", "Task", "Build", "As agreed in May"]


def test_columns_that_are_blank_at_the_edges_are_left_out():
    assert only(",Task,Team,,\n,Build,R,,\n") == [["Task", "Team"], ["Build", "R"]]


def test_a_short_record_stays_short():
    assert only("Task,Team,Lead\nPhase 1\nBuild,R,A\n")[1] == ["Phase 1"]


@pytest.mark.parametrize("text", ["", "\n\n", ",,\n,,\n", "sep=;\n"])
def test_a_document_without_text_has_no_tables(text):
    assert page(text.encode(), "a.csv").blocks == ()


def test_a_quotation_mark_that_is_never_closed_is_said():
    blocks = page(b'Task,Team\nBuild,R\n"Ship,A\nRun,A\n', "a.csv").blocks
    assert blocks[1] == LostTable("a quotation mark that begins a cell is never closed", Place("a.csv", 3, 1))


def test_a_quotation_mark_that_closes_in_a_later_cell_is_said():
    blocks = page(b'Task,Team\n"Build,R\nShip,"A"\nRun,A\n', "a.csv").blocks
    assert (texts(blocks[0]), blocks[1].place) == ([["Task", "Team"], ["Run", "A"]], Place("a.csv", 2, 1))


def test_a_document_in_another_encoding_is_read_and_said():
    found = page("Tâche;Équipe\nDéployer;R\n".encode("cp1252"), "a.csv")
    assert texts(found.blocks[0])[1] == ["Déployer", "R"]
    assert [finding.code for finding in found.findings] == ["P13"]


def test_more_cells_than_the_limit_are_refused(monkeypatch):
    monkeypatch.setattr(limits, "MAX_CELLS", 4)
    with pytest.raises(InputError, match=r"^a\.csv:3: the document has more than 4 cells\. Keep"):
        page(b"a,b\nc,d\ne,f\n", "a.csv")


def test_a_long_table_takes_no_more_memory_than_its_cells_want():
    rows = "".join(f"Task {number},R,A,,C,I,,R,A\n" for number in range(2000))
    data = f"RACI\nTask,{','.join(f'Team {number}' for number in range(8))}\n{rows}".encode()
    parse(read_document(data, "raci.csv"))
    tracemalloc.start()
    reading = parse(read_document(data, "raci.csv"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(reading.matrices[0].cells) == 16_000
    assert peak < 1000 * 18_000  # a thousand bytes for each cell, printed or of an activity


@ANY_DELIMITER
@given(grid=GRIDS)
@SETTINGS
def test_what_the_csv_module_writes_is_read_back(delimiter, grid):
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator="\n").writerows(grid)
    found = [row for table in tables(f"sep={delimiter}\n{stream.getvalue()}") for row in texts(table)]
    wanted = [[cell.strip() for cell in row] for row in grid if any(cell.strip() for cell in row)]
    assert [[cell for cell in row if cell] for row in found] == [[cell for cell in row if cell] for row in wanted]


@given(text=st.text(st.sampled_from('ab",\n '), max_size=40))
@SETTINGS
def test_any_text_has_the_cells_that_the_csv_module_reads_unless_it_is_said(text):
    blocks = page(f"sep=,\n{text}".encode(), "a.csv").blocks
    if not any(isinstance(block, LostTable) for block in blocks) and ' "' not in text and '" ' not in text:
        found = [cell for block in blocks for row in texts(block) for cell in row if cell]
        wanted = [cell.strip() for row in csv.reader(io.StringIO(text, newline="")) for cell in row if cell.strip()]
        assert found == wanted


def outcome(data, file):
    """The page, or the project's own refusal; any other exception fails the test."""
    try:
        return page(data, file)
    except InputError as error:
        return error


@given(data=st.binary(max_size=80))
@SETTINGS
def test_any_bytes_give_a_page_or_are_refused(data):
    found = outcome(data, "a.csv")
    assert isinstance(found, Page) or found.remedy
