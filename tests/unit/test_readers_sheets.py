"""Workbooks into tables."""

import datetime
import io
import re
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from xlrd.formula import FormulaError

from raci_graph.blocks import Heading, RawTable, Span
from raci_graph.errors import InputError
from raci_graph.model import Place
from raci_graph.readers import limits
from raci_graph.readers.base import Page
from raci_graph.readers.sheets import page

SETTINGS = settings(derandomize=True, database=None, deadline=None, max_examples=60)
OLD = Path(__file__).parent / "data" / "old.xls"
STRUCK = OLD.with_name("struck.xls")
FORMATS = pytest.mark.parametrize("form", ["xlsx", "ods"])
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OASIS = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
)
OASIS += ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
HIDDEN = ' table:visibility="filter" table:number-rows-repeated="2"'
MATRIX = [["Task", "Team", "Lead"], ["Build", "R", "A"], ["Ship", "", "R"]]


def packed(parts, method=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def xlsx_of(rows, *, before="", after="", strings="", extra=None):
    """A workbook of one sheet, made of the XML of its rows."""
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r" Type="{OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="One" sheetId="1" r:id="s1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">'
        f'<Relationship Id="s1" Type="{OFFICE}/worksheet" Target="/xl/worksheets/one.xml"/>'
        f'<Relationship Id="s2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/worksheets/one.xml": f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
    }
    return packed(parts | (extra or {}))


def ods_of(body, styles="", extra=None):
    """A workbook, made of the XML of its sheets."""
    content = (
        f"<office:document-content {OASIS}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    return packed(
        {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content} | (extra or {})
    )


def ods_cell(text, merge=None, attributes=""):
    if merge:
        attributes += f' table:number-rows-spanned="{merge[0]}" table:number-columns-spanned="{merge[1]}"'
    paragraphs = "".join(f"<text:p>{escape(line).replace(' ', '<text:s/>')}</text:p>" for line in text.split("\n"))
    return f'<table:table-cell office:value-type="string" {attributes}>{paragraphs}</table:table-cell>'


def written(form, grid, merges=(), name="One"):
    """A workbook of one sheet with a grid of texts; each merge is (row, column, rows, columns) from 0 on."""
    starts = {(row, column): (rows, columns) for row, column, rows, columns in merges}
    if form == "ods":
        rows = "".join(
            f"<table:table-row>{''.join(ods_cell(t, starts.get((r, c))) for c, t in enumerate(row))}</table:table-row>"
            for r, row in enumerate(grid)
        )
        return ods_of(f"<table:table table:name={quoteattr(name)}>{rows}</table:table>")
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet(name)
        for row, column, rows, columns in merges:
            sheet.merge_range(row, column, row + rows - 1, column + columns - 1, "")
        for row, texts_of_row in enumerate(grid):
            for column, text in enumerate(texts_of_row):
                if text:
                    sheet.write_string(row, column, text)
    return stream.getvalue()


def tables(data):
    return page(data, "a.xlsx").blocks


def texts(table):
    return [[cell.text for cell in row.cells] for row in (table.header, *table.rows)]


def only(data):
    (table,) = tables(data)
    return texts(table)


def inline(text, place):
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def refusal(data):
    with pytest.raises(InputError) as error:
        page(data, "a.xlsx")
    return str(error.value)


@FORMATS
def test_a_sheet_is_a_table_with_its_name_and_the_names_of_its_cells(form):
    (table,) = tables(written(form, [["", "", ""], ["", "Task", "Team"], ["", "Build", "R"]], name="My RACI"))
    assert texts(table) == [["Task", "Team"], ["Build", "R"]]
    assert (table.name, table.headed) == ("My RACI", False)
    assert table.rows[0].place == Place("a.xlsx", sheet="My RACI", cell="B3")
    assert table.rows[0].cells[1].place == Place("a.xlsx", sheet="My RACI", cell="C3")


@FORMATS
def test_a_line_break_stays_in_the_text_and_is_folded_in_plain(form):
    (table,) = tables(written(form, [["Task", "Team"], [" Build\nand ship", "Cafe\u0301"]]))
    cell, composed = table.rows[0].cells
    assert (cell.text, cell.plain, composed.plain) == ("Build\nand ship", "Build and ship", "Caf\u00e9")


@FORMATS
def test_a_merged_cell_is_repeated_with_its_place_and_span(form):
    data = written(form, [["Phase", "", "R"], ["", "", "A"], ["End", "x", "I"]], [(0, 0, 2, 2)])
    (table,) = tables(data)
    first, second = (row.cells[:2] for row in (table.header, table.rows[0]))
    assert [cell.text for cell in first + second] == ["Phase"] * 4
    assert [cell.span for cell in first + second] == [None, Span.ACROSS, Span.DOWN, Span.DOWN]
    assert {cell.place.cell for cell in first + second} == {"A1"}
    assert table.rows[0].place.cell == "A2"


@FORMATS
def test_blank_rows_part_two_tables_but_no_title_and_no_note(form):
    grid = [["RACI", "", ""], [""] * 3, *MATRIX, [""] * 3, ["R", "Responsible", ""], ["A", "Accountable", ""]]
    first, second = tables(written(form, [*grid, [""] * 3, ["As agreed", "", ""]]))
    assert [row[0] for row in texts(first)] == ["RACI", "Task", "Build", "Ship"]
    assert texts(second) == [["R", "Responsible"], ["A", "Accountable"], ["As agreed", ""]]


@FORMATS
@pytest.mark.parametrize("last", [["Mop", "R", "A"], ["Total", "2", "1"]], ids=["letters", "totals"])
def test_the_last_row_of_a_matrix_is_no_header_of_the_rows_below_a_blank_one(form, last):
    above = [["Task", "Team", "Lead"], ["Build", "R", "A"], ["Ship", "A", "R"], last]
    found = tables(written(form, [*above, [], ["Bake", "I", "C"], ["Sell", "C", "I"]]))
    assert texts(found[0]) == above


@FORMATS
def test_a_legend_beside_the_matrix_is_a_table_of_its_own(form):
    rows = zip(
        [*MATRIX, ["Run", "I", "C"]], [["R", "Responsible"], ["A", "Accountable"], ["", ""], ["", ""]], strict=True
    )
    first, second = tables(written(form, [[*left, "", *right] for left, right in rows]))
    assert (len(texts(first)), texts(second)) == (4, [["R", "Responsible"], ["A", "Accountable"]])
    assert second.header.place.cell == "E1"


@FORMATS
def test_a_blank_column_inside_a_table_does_not_part_it(form):
    grid = [["No", "Task", "", "Team", "Lead"], ["1", "Build", "", "R", "A"], ["2", "Ship", "", "I", "R"]]
    assert only(written(form, grid)) == grid


MORE = [["Task", "Team", "Lead", "", "Shop", "Town"], ["Build", "R", "A", "", "", ""], ["Ship", "A", "R", "", "I", "C"]]


@FORMATS
def test_columns_of_letters_behind_a_blank_one_go_on_with_the_table(form):
    grid = [*MORE, ["Sell", "R", "A", "", "C", ""], ["Sweep", "R", "A", "", "", ""], ["Close", "R", "A", "", "", ""]]
    assert only(written(form, grid)) == grid


@FORMATS
@pytest.mark.parametrize(
    "beside",
    [
        [["Role", "Times"], ["R", "12"], ["A", "7"]],
        [["Key", "Use"], ["R", "a"], ["A", "b"], ["C", "c"], ["I", "d"]],
        [["Key", "Use"], ["R", "does the work"], ["A", "answers for it"]],
    ],
)
def test_numbers_lists_and_texts_beside_a_table_are_one_of_their_own(form, beside):
    left = [
        ["Task", "Team", "Lead"],
        *[[task, "R", "A"] for task in ("Build", "Ship", "Sell", "Sweep", "Close", "Mop")],
    ]
    right = [*beside, *[["", ""]] * (len(left) - len(beside))]
    first, second = tables(written(form, [[*one, "", *other] for one, other in zip(left, right, strict=True)]))
    assert (texts(first), texts(second)) == (left, beside)


@FORMATS
def test_tables_side_by_side_with_the_same_corner_are_two_also_below_one_title(form):
    body = [[*one, "", *other] for one, other in zip(MATRIX, [MATRIX[0], *reversed(MATRIX[1:])], strict=True)]
    names = ["Day", *[""] * 3, "Night", "", ""]
    day, first, night, second = tables(written(form, [names, *body]))
    assert [(each.level, each.plain, each.place.cell) for each in (day, night)] == [
        (2, "Day", "A1"),
        (2, "Night", "E1"),
    ]
    assert (texts(first), texts(second)) == (MATRIX, [MATRIX[0], *reversed(MATRIX[1:])])
    title, *rest = tables(written(form, [["Work", *[""] * 6], *body], [(0, 0, 1, 7)]))
    assert (title.level, title.plain, [texts(each) for each in rest]) == (1, "Work", [texts(first), texts(second)])


@FORMATS
def test_a_document_without_text_has_no_tables(form):
    assert tables(written(form, [["", " "]])) == ()


def test_numbers_dates_and_truths_are_texts():
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        date, time = (workbook.add_format({"num_format": code}) for code in ("dd/mm/yy", "[h]:mm"))
        sheet.write_row(0, 0, [1.0, 2.5, 0.1 + 0.2, True, -3, 1e20])
        sheet.write_datetime(1, 0, datetime.datetime(2024, 1, 2), date)  # noqa: DTZ001 - sheets know no zones
        sheet.write_datetime(1, 1, datetime.datetime(2024, 1, 2, 15, 30), date)  # noqa: DTZ001 - the same
        sheet.write_datetime(1, 2, datetime.time(3, 4), date)
        sheet.write_number(1, 3, 1.5, time)
    assert only(stream.getvalue()) == [
        ["1", "2.5", "0.3", "TRUE", "-3", "1e+20"],
        ["2024-01-02", "2024-01-02T15:30:00", "03:04:00", "1 day, 12:00:00", "", ""],
    ]


def test_an_error_and_a_formula_without_result_are_no_blanks():
    cells = (
        '<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B1"><f>A2&amp;"R"</f></c><c r="C1" t="str"><f>A2</f><v/></c>'
    )
    assert only(xlsx_of(f'<row r="1">{cells}{inline("x", "D1")}</row>')) == [["#DIV/0!", '=A2&"R"', "", "x"]]


def test_shared_texts_keep_their_runs_without_their_pronunciation():
    strings = "<si><r><t>Ta</t></r><r><t>sk</t></r><rPh sb='0' eb='1'><t>ta</t></rPh></si>"
    strings += "<si><t>a_x000A_b_xD800__x0000_</t></si>"
    assert only(xlsx_of('<row><c t="s"><v>1</v></c><c t="s"><v>0</v></c></row>', strings=strings)) == [["a\nb", "Task"]]


def test_text_in_bold_is_strong():
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write(0, 0, "Phase 1", workbook.add_format({"bold": True}))
        sheet.write(0, 1, "Build")
    (table,) = tables(stream.getvalue())
    assert [cell.strong for cell in table.header.cells] == [True, False]


def rich(*runs):
    """The runs of a rich text of a workbook: each a text with what its look says, None where it says nothing."""
    looks = {True: "<rPr><b/><strike/></rPr>", False: "<rPr><strike val='0'/></rPr>", None: ""}
    return "".join(f"<r>{looks[struck]}<t xml:space='preserve'>{text}</t></r>" for text, struck in runs)


def test_struck_out_runs_stand_between_tildes_in_the_text_and_not_in_plain():
    shared = f"<si>{rich(('R', True), ('A', None))}</si><si>{rich(('Ann ', True), ('by 2 June', True))}</si>"
    shared += f"<si>{rich(('R', False), ('/A', None))}</si>"
    cells = "".join(f'<c r="{place}" t="s"><v>{at}</v></c>' for at, place in enumerate(("A1", "B1", "C1")))
    inner = rich(("A, ", None), ("R\n I", True), (" C", False))
    (table,) = tables(xlsx_of(f'<row r="1">{cells}<c r="D1" t="inlineStr"><is>{inner}</is></c></row>', strings=shared))
    assert [(cell.text, cell.plain) for cell in table.header.cells] == [
        ("~~R~~A", "RA"),
        ("~~Ann by 2 June~~", "Ann by 2 June"),
        ("R/A", "R/A"),
        ("A, ~~R~~\n ~~I~~ C", "A, R I C"),
    ]


def test_a_style_strikes_out_the_whole_cell_but_no_run_with_a_look_of_its_own():
    fonts = "<fonts><font/><font><strike/></font><font><strike val='false'/></font></fonts>"
    formats = "<cellXfs><xf fontId='0'/><xf fontId='1'/><xf fontId='2'/></cellXfs>"
    differing = "<dxfs><dxf><font><strike/></font></dxf></dxfs>"
    relations = (
        f'<Relationships xmlns="{PACKAGE}">'
        f'<Relationship Id="s1" Type="{OFFICE}/worksheet" Target="worksheets/one.xml"/>'
        f'<Relationship Id="s2" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>'
    )
    extra = {
        "xl/_rels/workbook.xml.rels": relations,
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{fonts}{formats}{differing}</styleSheet>',
    }
    runs = rich(("R", None), ("/A", False))
    cells = '<c r="A1" s="1"><v>5</v></c><c r="B1" s="2" t="str"><v>R</v></c>'
    cells += f'<c r="C1" s="1" t="inlineStr"><is>{runs}</is></c><c r="D1" s="1" t="inlineStr"><is><t>R</t></is></c>'
    assert only(xlsx_of(f'<row r="1">{cells}</row>', extra=extra)) == [["~~5~~", "R", "~~R~~/A", "~~R~~"]]


def test_ods_spans_and_cells_are_struck_out_by_their_styles_and_those_they_are_made_from():
    through = 'style:text-line-through-style="solid"'
    none = 'style:text-line-through-type="none"'
    common = (
        f"<office:document-styles {OASIS}><office:styles>"
        f'<style:style style:name="Gone" style:family="table-cell"><style:text-properties {through}/></style:style>'
        "</office:styles><office:automatic-styles>"
        f'<style:style style:name="c2" style:family="table-cell"><style:text-properties {through}/></style:style>'
        "</office:automatic-styles></office:document-styles>"
    )
    styles = (
        f'<style:style style:name="T1" style:family="text"><style:text-properties {through}/></style:style>'
        f'<style:style style:name="T2" style:family="text"><style:text-properties {none}/></style:style>'
        '<style:style style:name="c1" style:family="table-cell" style:parent-style-name="Gone"/>'
        '<style:style style:name="c2" style:family="table-cell" style:parent-style-name="c2"/>'
    )
    spans = "<text:p><text:span text:style-name='T1'>R</text:span>A</text:p><text:p>I</text:p>"
    kept = "<text:p>R<text:span text:style-name='T2'>/A</text:span></text:p>"
    first = f"<table:table-cell>{spans}</table:table-cell>"
    first += f"<table:table-cell table:style-name='c1'>{kept}</table:table-cell>{ods_cell('R')}{ods_cell('C')}"
    first += ods_cell("I", attributes='table:style-name="c2"')
    second = ods_cell("x") + ods_cell("y") + ods_cell("A", attributes='table:style-name="c2"') + ods_cell("I")
    columns = '<table:table-column table:number-columns-repeated="2"/>'
    columns += '<table:table-column table:default-cell-style-name="Gone"/><table:table-column/>'
    body = f"{columns}<table:table-row>{first}</table:table-row><table:table-row>{second}</table:table-row>"
    body = f'<table:table table:name="One">{body}</table:table>'
    (table,) = tables(ods_of(body, styles, {"styles.xml": common}))
    assert texts(table) == [["~~R~~A\nI", "~~R~~/A", "~~R~~", "C", "I"], ["x", "y", "A", "I", ""]]
    assert [cell.plain for cell in table.header.cells] == ["RA I", "R/A", "R", "C", "I"]


def test_struck_out_text_of_an_old_workbook_stands_between_tildes():
    (table,) = page(STRUCK.read_bytes(), "a.xls").blocks
    assert texts(table) == [["Task", "Team", "Lead"], ["Build", "~~R~~A", "~~A~~"], ["Ship", "R~~/A~~", "R"]]
    assert [cell.plain for cell in table.rows[0].cells] == ["Build", "RA", "A"]


def test_hidden_sheets_are_read_and_said_and_charts_passed_over():
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as workbook:
        sheets = [workbook.add_worksheet(name) for name in ("Shown", "Old", "Older")]
        sheets[1].hide()
        sheets[2].very_hidden()
        chart = workbook.add_chart({"type": "bar"})
        chart.add_series({"values": "=Shown!$A$1:$A$2"})
        workbook.add_chartsheet("Chart").set_chart(chart)
        for sheet in sheets:
            sheet.write(0, 0, "Task")
    found = page(stream.getvalue(), "a.xlsx")
    assert [table.name for table in found.blocks] == ["Shown", "Old", "Older"]
    assert [(f.code, f.severity, f.message, str(f.place), f.done) for f in found.findings] == [
        ("P16", "info", "the sheet 'Old' is hidden", "a.xlsx Old", "read like the others"),
        ("P16", "info", "the sheet 'Older' is hidden", "a.xlsx Older", "read like the others"),
    ]


def test_hidden_rows_and_columns_with_text_are_said():
    rows = '<row r="1" hidden="1">{}</row><row r="2" hidden="1">{}</row><row r="9" hidden="1"/>'
    cells = inline("a", "A1") + inline("b", "B1"), inline("c", "A2")
    columns = '<cols><col min="2" max="16384" hidden="1"/></cols>'
    found = page(xlsx_of(rows.format(*cells), before=columns), "a.xlsx")
    assert [finding.message for finding in found.findings] == [
        "2 rows from 1 on are hidden in the sheet 'One'",
        "the column B is hidden in the sheet 'One'",
    ]


def test_a_hidden_ods_sheet_is_said():
    styles = '<style:style style:name="t"><style:table-properties table:display="false"/></style:style>'
    row = f"<table:table-row>{ods_cell('x')}</table:table-row>"
    found = page(ods_of(f'<table:table table:name="Old" table:style-name="t">{row}</table:table>', styles), "a.ods")
    assert [finding.message for finding in found.findings] == ["the sheet 'Old' is hidden"]


def test_hidden_ods_rows_and_columns_with_text_are_said_however_many_are_hidden():
    hidden = 'table:visibility="collapse" table:number-{}-repeated="999999999"'
    columns = f"<table:table-column/><table:table-column {hidden.format('columns')}/>" * 2
    rows = [f"<table:table-row{kind}>{ods_cell('a')}{ods_cell('b')}</table:table-row>" for kind in ("", HIDDEN)]
    blank = f"<table:table-row {hidden.format('rows')}/>" * 1000
    data = ods_of(f'<table:table table:name="One">{columns}{rows[0]}{rows[1]}{blank}</table:table>')
    assert [finding.message for finding in page(data, "a.ods").findings] == [
        "2 rows from 2 on are hidden in the sheet 'One'",
        "the column B is hidden in the sheet 'One'",
    ]


def test_ods_cells_are_repeated_and_read_as_they_are_shown():
    repeated = ods_cell("R", attributes='table:number-columns-repeated="2"')
    number, bare, truth, date = (
        f'<table:table-cell office:value-type="{kind}" office:{name}="{value}">{shown}</table:table-cell>'
        for kind, name, value, shown in (
            ("float", "value", "1.1", "<text:p>1.10</text:p>"),
            ("float", "value", "2.0", ""),
            ("boolean", "boolean-value", "true", "<text:p>WAHR</text:p>"),
            ("date", "date-value", "2024-01-02", "<text:p>2.1.24</text:p>"),
        )
    )
    row = f'<table:table-row table:number-rows-repeated="2">{repeated}{number}{bare}{truth}{date}</table:table-row>'
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    blank = f'<table:table-row table:number-rows-repeated="1048000">{blank}</table:table-row>'
    assert (
        only(ods_of(f'<table:table table:name="One">{row}{blank}</table:table>'))
        == [["R", "R", "1.10", "2", "TRUE", "2024-01-02"]] * 2
    )


def test_ods_line_breaks_part_words_and_notes_are_no_text():
    note = "<office:annotation><text:p>a note</text:p></office:annotation>"
    shown = "<text:p>R<text:line-break/>A<text:s text:c='2'/>x<text:span>y</text:span></text:p>"
    cell = f"<table:table-cell>{note}{shown}</table:table-cell>"
    data = ods_of(f'<table:table table:name="One"><table:table-row>{cell}</table:table-row></table:table>')
    assert only(data) == [["R\nA  xy"]]


def test_an_old_workbook_is_read_like_a_new_one():
    found = page(OLD.read_bytes(), "a.xls")
    first, second = found.blocks
    assert texts(first) == [
        ["No", "T\u00e2che", "\u00c9quipe", "Depuis"],
        ["1", "Build\nand ship", "R/A", "2024-01-02"],
        ["1", "Run", "TRUE", "2.5"],
    ]
    assert (first.name, first.rows[1].cells[0].span, first.header.cells[0].strong) == ("Old RACI", Span.DOWN, True)
    assert texts(second) == [["x"]]
    assert [finding.message for finding in found.findings] == [
        "the row 3 is hidden in the sheet 'Old RACI'",
        "the sheet 'Put away' is hidden",
    ]


def test_an_old_workbook_over_its_cap_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "MAX_OLD_WORKBOOK", 10)
    assert "bytes, more than the limit of 10 for .xls. Save it again as .xlsx" in refusal(OLD.read_bytes())


def test_a_merged_range_far_beyond_the_texts_ends_with_them():
    merge = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    data = xlsx_of(f'<row r="1">{inline("Title", "A1")}</row><row r="2">{inline("x", "B2")}</row>', after=merge)
    assert only(data) == [["Title", "Title"], ["Title", "Title"]]


def test_a_bomb_is_refused_before_it_is_unpacked():
    bomb = {"xl/worksheets/two.xml": b" " * (limits.MIN_RATIO_SIZE + 1)}
    assert refusal(xlsx_of("", extra=bomb)) == (
        "a.xlsx: the workbook has a part packed more than 200 times, 'xl/worksheets/two.xml'. "
        "Copy the matrix alone into a new workbook"
    )


def test_a_part_that_is_larger_than_its_directory_says_is_refused():
    data = xlsx_of(f'<row r="1">{inline("x" * 5000, "A1")}</row>')
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo("xl/worksheets/one.xml").file_size
    assert "cannot be unpacked" in refusal(data.replace(size.to_bytes(4, "little"), (99).to_bytes(4, "little")))


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("MAX_BYTES", 10, "bytes, more than the limit of 10"),
        ("MAX_UNZIPPED", 10, "bytes unpacked, more than the limit of 10"),
        ("MAX_PARTS", 2, "5 parts, more than the limit of 2"),
        ("MAX_CELLS", 3, "more than 3 cells"),
        ("MAX_CELL_TEXT", 3, "more than 3 characters"),
    ],
)
def test_a_workbook_over_a_cap_is_refused(monkeypatch, name, value, message):
    data = xlsx_of(f"<row>{''.join(inline(text, f'{text}1') for text in 'ABCD')}</row>")
    monkeypatch.setattr(limits, name, value)
    assert message in refusal(data)


def test_a_part_with_too_many_different_names_is_refused():
    names = "".join(f"<x{number}/>" for number in range(11_000))
    assert "is not well-formed: too many different names" in refusal(xlsx_of("", after=names))


def test_two_cells_in_the_corners_of_a_sheet_are_refused():
    columns = "".join(
        f'<row r="{row}">{inline("x", f"A{row}")}{inline("x", f"XFD{row}")}</row>' for row in range(1, 200)
    )
    assert refusal(xlsx_of(columns)).startswith("a.xlsx One: the tables of the workbook have more than 1,000,000 cells")


def test_ods_cells_that_repeat_without_end_are_refused():
    cell = ods_cell("R", attributes='table:number-columns-repeated="16384"')
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    assert "more than 1,000,000 cells" in refusal(ods_of(f'<table:table table:name="One">{row}</table:table>'))


def test_ods_rows_that_repeat_beyond_the_cap_are_refused():
    cell = ods_cell("R", attributes='table:number-columns-repeated="1000"')
    row = f'<table:table-row table:number-rows-repeated="1001">{cell}</table:table-row>'
    assert "more than 1,000,000 cells" in refusal(ods_of(f'<table:table table:name="One">{row}</table:table>'))


def test_ods_cells_that_mostly_repeat_others_are_refused():
    cell = ods_cell("R", attributes='table:number-columns-repeated="300"')
    row = f'<table:table-row table:number-rows-repeated="400">{cell}</table:table-row>'
    message = "a.xlsx One: the tables of the workbook have 119,999 cells that only repeat others, more than the limit"
    assert refusal(ods_of(f'<table:table table:name="One">{row}</table:table>')).startswith(message)


def test_ods_rows_of_equal_marks_are_read_though_many_cells_repeat():
    marks = ods_cell("R", attributes='table:number-columns-repeated="241"')
    row = f"<table:table-row>{ods_cell('Bake') * 7}{marks}</table:table-row>"
    [table] = tables(ods_of(f'<table:table table:name="One">{row * 500}</table:table>'))
    assert (len(table.rows) + 1, len(table.header.cells)) == (500, 248)


def test_blank_ods_rows_and_cells_that_repeat_without_end_are_passed_over():
    blank = '<table:table-cell table:number-columns-repeated="999999999"/>'
    rows = "".join(f"<table:table-row>{ods_cell(text)}{blank}</table:table-row>" for text in "ab")
    row = f'<table:table-row table:number-rows-repeated="999999999">{blank}</table:table-row>'
    assert only(ods_of(f'<table:table table:name="One">{rows}{row}</table:table>')) == [["a"], ["b"]]


def test_ods_blanks_that_are_counted_and_not_written_are_refused():
    blanks = '<text:s text:c="1000"/>' * 67_109
    cell = f"<table:table-cell><text:p>{blanks}x</text:p></table:table-cell>"
    data = ods_of(f'<table:table table:name="One"><table:table-row>{cell}</table:table-row></table:table>')
    assert refusal(data).startswith("a.xlsx One: the tables of the workbook have more than 67,108,864 characters")


@pytest.mark.parametrize("inside", ["", "<table:table><table:table-row><table:table-cell>"])
def test_elements_that_lie_too_deeply_in_one_another_are_refused(inside):
    assert "its part 'content.xml' is not well-formed: it nests too deeply" in refusal(ods_of(inside + "<a>" * 1000))


def test_more_sheets_than_the_cap_are_refused(monkeypatch):
    monkeypatch.setattr(limits, "MAX_PARTS", 5)
    assert "the workbook has more than 5 sheets" in refusal(ods_of("<table:table/>" * 6))
    sheets = '<sheet name="One" r:id="s1"/>' * 6
    workbook = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>'
    assert "the workbook has more than 5 sheets" in refusal(xlsx_of("", extra={"xl/workbook.xml": workbook}))


def test_a_sheet_that_stands_twice_is_refused():
    sheets = '<sheet name="One" r:id="s1"/><sheet name="Two" r:id="s1"/>'
    workbook = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>'
    assert "the sheets 'One' and 'Two' are the same part" in refusal(xlsx_of("", extra={"xl/workbook.xml": workbook}))


def test_hidden_columns_that_are_named_again_and_again_are_hidden_once():
    columns = '<col min="1" max="16384" hidden="1"/>' * 100_000
    data = xlsx_of(f'<row r="1">{inline("a", "A1")}</row>', before=f"<cols>{columns}</cols>")
    found = page(data, "a.xlsx")
    assert [finding.message for finding in found.findings] == ["the column A is hidden in the sheet 'One'"]


@pytest.mark.parametrize("part", ["xl/worksheets/one.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "_rels/.rels"])
def test_a_document_type_in_any_part_is_refused(part):
    entity = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
    assert f"its part '{part}' declares a document type" in refusal(xlsx_of("", extra={part: entity}))


def test_a_document_type_in_an_ods_workbook_is_refused():
    data = ods_of("", extra={"content.xml": '<!DOCTYPE x [<!ENTITY e "e">]><x>&e;</x>'})
    assert "its part 'content.xml' declares a document type" in refusal(data)


def test_encrypted_workbooks_are_refused():
    manifest = '<m:manifest xmlns:m="urn:m"><m:encryption-data/></m:manifest>'
    wanted = "a.xlsx: the workbook is encrypted. Save a copy without a password"
    assert refusal(ods_of("", extra={"META-INF/manifest.xml": manifest})) == wanted
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    assert refusal(ole) == wanted


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"Task,Team\n", "it cannot be unpacked"),
        (packed({"word/document.xml": "<a/>"}), "it is no spreadsheet"),
        (packed({"xl/workbook.xml": "<a/>"}), "it is no spreadsheet"),
        (packed({"content.xml": "<a/>"}), "it is no spreadsheet"),
        (packed({"xl/workbook.bin": "x"}), "it is in the binary format .xlsb, which is not read"),
        (packed({"a.xml": "x", "A.XML": "y"}), "it has two parts of the same name"),
        (xlsx_of('<row><c r="A0"/></row>'), "the sheet 'One' has a cell outside of a sheet"),
        (xlsx_of('<row><c r="1A"/></row>'), "'1A' is no cell of a sheet"),
        (xlsx_of('<row><c t="s"><v>7</v></c></row>'), "a cell of the sheet 'One' has a text that does not exist"),
        (xlsx_of("<row>"), "its part 'xl/worksheets/one.xml' is not well-formed: mismatched tag: line 1, column 95"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "it is no workbook, or damaged"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_workbook_is_refused_with_the_reason(data, reason):
    assert refusal(data) == (
        f"a.xlsx: the workbook cannot be read: {reason}. Open it in a spreadsheet program and save it again as .xlsx"
    )


@st.composite
def merged_grids(draw):
    """A grid of texts, none blank, and merged ranges that do not touch one another."""
    width, height = draw(st.integers(2, 6)), draw(st.integers(2, 6))
    word = st.text(st.sampled_from("RACI /é<&\"'_x0\n"), min_size=1, max_size=5).map(lambda text: f"{text}.")
    grid = draw(st.lists(st.lists(word, min_size=width, max_size=width), min_size=height, max_size=height))
    merges = []
    for row in range(0, height - 1, 2):
        column, columns = draw(st.integers(0, width - 1)), draw(st.integers(1, 3))
        rows, columns = draw(st.integers(1, 2)), min(columns, width - column)
        if rows * columns > 1:
            merges.append((row, column, rows, columns))
    return grid, merges


@FORMATS
@given(case=merged_grids())
@SETTINGS
def test_any_grid_with_merged_ranges_is_read_back(form, case):
    grid, merges = case
    for row, column, rows, columns in merges:
        for down in range(rows):
            for across in range(columns):
                grid[row + down][column + across] = grid[row][column] if not (down or across) else ""
    data = written(form, grid, merges)
    wanted = [[text.strip() for text in row] for row in grid]
    spans = {}
    for row, column, rows, columns in merges:
        for down in range(rows):
            for across in range(columns):
                wanted[row + down][column + across] = wanted[row][column]
                if down or across:
                    spans[row + down, column + across] = Span.DOWN if down else Span.ACROSS
    (table,) = tables(data)
    assert texts(table) == wanted
    assert spans == {
        (r, c): cell.span
        for r, row in enumerate((table.header, *table.rows))
        for c, cell in enumerate(row.cells)
        if cell.span
    }


@FORMATS
@given(grid=st.lists(st.lists(st.sampled_from(["", "", "R", "Task"]), min_size=9, max_size=9), min_size=1, max_size=9))
@SETTINGS
def test_no_text_of_a_sheet_is_lost_or_read_twice(form, grid):
    blocks = tables(written(form, grid))
    found = [
        (cell.place.cell, cell.text)
        for table in blocks
        if isinstance(table, RawTable)
        for row in (table.header, *table.rows)
        for cell in row.cells
        if cell.text
    ]
    found += [(each.place.cell, each.text) for each in blocks if isinstance(each, Heading)]
    wanted = [(f"{chr(65 + c)}{r}", text) for r, row in enumerate(grid, 1) for c, text in enumerate(row) if text]
    assert sorted(found) == sorted(wanted)


def outcome(data, file):
    """The page, or the project's own refusal; any other exception fails the test."""
    try:
        return page(data, file)
    except InputError as error:
        return error


@pytest.mark.parametrize("form", ["xlsx", "ods", "xls"])
@given(place=st.integers(0), values=st.binary(min_size=1, max_size=4), cut=st.booleans())
@SETTINGS
def test_any_damage_gives_a_page_or_is_refused(form, place, values, cut):
    data = bytearray(OLD.read_bytes() if form == "xls" else written(form, MATRIX))
    start = place % len(data)
    data[start : start + len(values)] = b"" if cut else values
    found = outcome(bytes(data), "a.xlsx")
    assert isinstance(found, Page) or found.remedy


@pytest.mark.parametrize("lead", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
@given(data=st.binary(max_size=80))
@SETTINGS
def test_any_bytes_give_a_page_or_are_refused(lead, data):
    found = outcome(lead + data, "a.xlsx")
    assert isinstance(found, Page) or found.remedy


@pytest.mark.parametrize("encoding", ["shift_jis", "no-such-encoding"])
def test_a_part_in_an_encoding_that_is_not_known_is_refused(encoding):
    parts = {"content.xml": f'<?xml version="1.0" encoding="{encoding}"?><a/>'}
    assert "its part 'content.xml' is not well-formed" in refusal(packed(parts))


@pytest.mark.parametrize("length", [8, 100, 511, 512, 513, 1024, 2048, 4000])
def test_an_old_workbook_that_is_cut_off_is_refused(length):
    assert "it is no workbook, or damaged" in refusal(OLD.read_bytes()[:length])


def test_an_old_workbook_whose_sectors_go_round_in_a_circle_is_refused():
    data = bytearray(OLD.read_bytes())
    table = 512 * (1 + int.from_bytes(data[76:80], "little"))
    folder = int.from_bytes(data[48:52], "little")
    data[table + 4 * folder : table + 4 * folder + 4] = folder.to_bytes(4, "little")
    assert "it is no workbook, or damaged" in refusal(bytes(data))


def test_an_old_workbook_in_which_two_sheets_are_the_same_part_is_refused():
    data = bytearray(OLD.read_bytes())
    places = [match.end() + 2 for match in re.finditer(rb"\x85\x00", data) if data[match.end() + 1] == 0]
    first, second = places[:2]
    data[second : second + 4] = data[first : first + 4]
    assert "several of its sheets are the same part" in refusal(bytes(data))


def test_an_old_workbook_whose_parts_go_round_in_a_circle_is_refused():
    data = bytearray(OLD.read_bytes())
    folder = 512 * (1 + int.from_bytes(data[48:52], "little"))
    child = int.from_bytes(data[folder + 76 : folder + 80], "little")
    left = folder + 128 * child + 68
    data[left : left + 4] = child.to_bytes(4, "little")
    assert "it is no workbook, or damaged" in refusal(bytes(data))


def test_an_old_workbook_with_a_name_of_a_broken_formula_is_refused(monkeypatch):
    def fail(**_):
        raise FormulaError("unexpected token")

    monkeypatch.setattr("xlrd.open_workbook", fail)
    assert "it is no workbook, or damaged" in refusal(OLD.read_bytes())


def test_the_hidden_ids_of_our_own_workbooks_are_not_said():
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("RACI")
        for row, texts in enumerate([["raci-graph id", "Task", "Note", "Team"], ["urn:x:1", "Build", "x", "R"]]):
            sheet.write_row(row, 0, texts)
        sheet.set_column(0, 0, None, None, {"hidden": True})
        sheet.set_column(2, 2, None, None, {"hidden": True})
    assert [finding.message for finding in page(stream.getvalue(), "a.xlsx").findings] == [
        "the column C is hidden in the sheet 'RACI'"
    ]
