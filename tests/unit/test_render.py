"""The forms of a matrix: what each shows, what is read back from it, and what hostile texts become."""

import csv
import io
import re
import zipfile
from dataclasses import replace

import pytest

from raci_graph.errors import UsageError
from raci_graph.findings import Finding, Severity, Waiver
from raci_graph.graph.read import from_graph
from raci_graph.graph.write import to_graph
from raci_graph.model import (
    About,
    Activity,
    Basis,
    Cell,
    Choice,
    Column,
    Layout,
    LegendEntry,
    Mark,
    Matrix,
    Place,
    Section,
)
from raci_graph.parse import parse
from raci_graph.readers import read_document
from raci_graph.render import FORMS, render
from raci_graph.render.grid import grid_of
from raci_graph.render.read_back import first_difference

BAKERY = """\
# RACI of the bakery

| Letter | Meaning |
|---|---|
| R | Responsible: does it |
| A | Accountable: answers for it |
| I | Informed: is told |

## Day

### Morning

| Activity | Shop | Mill | SLA |
|---|---|---|---|
| Bake bread | **R**/A | I* | 4 h |
| Sell bread | X | - | |

## Night

| Activity | Shop | Mill | SLA |
|---|---|---|---|
| Mill corn | I | RA |
"""
NAMES = """\
# RACI

| Task | Responsible | Accountable / Approver | Informed |
|---|---|---|---|
| Bake bread | Shop, Ann | Mill | Ann |
| Sell bread | Shop or Ann | | n/a |
| Mill corn | Mill | Mill | Ann |
"""
NUMBERED = """\
# RACI

## 1. Day

### 1.1. Morning

| Activity | Shop | Mill |
|---|---|---|
| Bake | R | A |

## 2. Night

| Activity | Shop | Mill |
|---|---|---|
| Mill | | RA |
"""


def matrix_of(text, file="page.md"):
    (matrix,) = parse(read_document(text.encode(), file), About()).matrices
    return matrix


def read(form, data, **choice):
    data = data if isinstance(data, bytes) else data.encode()
    return parse(read_document(data, f"page.{form}", Choice(**choice)), About())


def made(matrix, form, findings=None):
    data = render(form, matrix, findings)
    return data if isinstance(data, bytes) else data.encode()


def records(matrix):
    return list(csv.reader(io.StringIO(render("csv", matrix).removeprefix("\ufeff"))))


def part(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def test_the_forms_are_those_of_the_modules():
    assert FORMS == ("md", "csv", "xlsx")
    with pytest.raises(KeyError, match="pdf"):
        render("pdf", matrix_of(NAMES))


def test_markdown_shows_the_legend_the_sections_and_what_is_in_doubt():
    wanted = BAKERY.replace("| Mill corn | I | RA |\n", "| Mill corn | [~I RA?] | [?] | |\n")
    lost = "of which it is not known where the marks behind ~ stand"
    assert render("md", matrix_of(BAKERY)) == f"{wanted}\nNot settled: row 2, column 2; row 3, columns 2, 3, {lost}.\n"


@pytest.mark.parametrize("form", FORMS)
def test_what_a_graph_has_of_cells_in_doubt_stands_in_them_and_is_read_as_such(form):
    rows = "| Bake | X | Q | A |\n| Sell | A | R | I |\n| Mill | R | A |\n"
    read_first = matrix_of(f"# RACI\n\n| Task | Ann | Bob | Cy |\n|---|---|---|---|\n{rows}")
    (matrix,) = from_graph(to_graph(read_first).triples, "page.md")
    assert {cell.printed for cell in matrix.cells if cell.basis is Basis.UNSETTLED} == {None}
    if form == "csv":
        assert [row[1:] for row in records(matrix) if row[0] in {"Bake", "Mill"}] == [
            ["[X?]", "[Q?]", "A"],
            ["[~R A?]", "[?]", "[?]"],
        ]
    data = made(matrix, form)
    assert first_difference(data, form, matrix) is None
    result = read(form, data)
    (again,) = result.matrices
    assert [cell.column for cell in again.cells if cell.basis is Basis.UNSETTLED] == [1, 2, 1, 2, 3]
    assert [each.code for each in result.findings if each.code == "P03"] == ["P03"] * 5


def test_csv_has_a_column_for_each_level_of_sections():
    assert records(matrix_of(BAKERY)) == [
        ["RACI of the bakery", "", "", "", "", ""],
        ["Section", "Section, level 2", "Activity", "Shop", "Mill", "SLA"],
        ["Day", "", "", "", "", ""],
        ["", "Morning", "", "", "", ""],
        ["", "", "Bake bread", "**R**/A", "I*", "4 h"],
        ["", "", "Sell bread", "X", "-", ""],
        ["Night", "", "", "", "", ""],
        ["", "", "Mill corn", "[~I RA?]", "[?]", ""],
        ["", "", "", "", "", ""],
        ["Letter", "Meaning", "", "", "", ""],
        ["R", "Responsible: does it", "", "", "", ""],
        ["A", "Accountable: answers for it", "", "", "", ""],
        ["I", "Informed: is told", "", "", "", ""],
    ]


def test_sections_with_numbers_need_one_column():
    assert records(matrix_of(NUMBERED))[:6] == [
        ["RACI", "", "", ""],
        ["Section", "Activity", "Shop", "Mill"],
        ["1 Day", "", "", ""],
        ["1.1 Morning", "", "", ""],
        ["", "Bake", "R", "A"],
        ["2 Night", "", "", ""],
    ]


def test_roles_stay_columns_and_their_headers_are_the_legend():
    matrix = matrix_of(NAMES)
    assert matrix.layout is Layout.ROLES_AS_COLUMNS
    assert records(matrix) == [
        ["RACI", "", "", ""],
        ["Activity", "Responsible", "Accountable / Approver", "Informed"],
        ["Bake bread", "Shop, Ann", "Mill", "Ann"],
        ["Sell bread", "Shop or Ann", "", "n/a"],
        ["Mill corn", "Mill", "Mill", "Ann"],
    ]
    assert render("md", matrix).endswith("\n\nNot settled: row 2, column 2.\n")


def test_a_header_of_two_roles_is_one_column():
    matrix = matrix_of(NAMES.replace("Responsible | Accountable / Approver | Informed", "A / R | C | I"))
    assert [column.label for column in matrix.columns] == ["A / R", "A / R", "C", "I"]
    assert grid_of(matrix).heads == ("A / R", "C", "I")
    assert [first_difference(made(matrix, form), form, matrix) for form in FORMS] == [None] * 3


@pytest.mark.parametrize(("language", "corner"), [("de-at", "Aktivität"), ("fr", "Activité"), ("ja", "Activity")])
def test_the_word_for_activities_is_of_the_language(language, corner):
    matrix = replace(matrix_of(NUMBERED), language=language)
    assert grid_of(matrix).corner == corner
    assert first_difference(made(matrix, "csv"), "csv", matrix) is None


def test_rows_of_daci_are_decisions():
    assert grid_of(replace(matrix_of(NUMBERED), scheme="DACI")).corner == "Decision"


def test_a_title_with_a_number_is_no_heading():
    matrix = replace(matrix_of(NUMBERED), title="12 loaves")
    assert render("md", matrix).splitlines()[0] == "**12 loaves**"
    assert first_difference(made(matrix, "md"), "md", matrix) is None


def test_a_legend_without_known_roles_stands_above_each_table(repository):
    page = (repository / "tests/fixtures/traits/two-legends.md").read_bytes()
    _, matrix = parse(read_document(page, "page.md"), About()).matrices
    assert [(entry.letter, entry.role) for entry in matrix.legend] == [("R", "R"), ("A", "A")]
    assert render("md", matrix).splitlines()[2:6] == ["## 3 Approval", "", "### 3.1 Approval Matrix", ""]
    assert render("md", matrix).splitlines()[6:10] == [
        "| Letter | Meaning |",
        "|---|---|",
        "| R | Review |",
        "| A | Approval |",
    ]
    assert first_difference(made(matrix, "md"), "md", matrix) is None


def test_a_wording_that_does_not_tell_the_role_has_its_name_in_front():
    matrix = matrix_of(NUMBERED)
    legend = (LegendEntry("R", "Responsible", "tekee sen"), LegendEntry("A", "Accountable", "Accountable"))
    shown = grid_of(replace(matrix, legend=legend)).legend
    assert shown == (("R", "Responsible: tekee sen"), ("A", "Accountable"))


def test_letters_that_only_look_like_others_are_none_of_the_legend():
    matrix = matrix_of(NUMBERED.replace("| Bake | R | A |", "| Bake | r | \u0410 |"))
    assert [entry.letter for entry in matrix.legend] == ["R", "A", "C", "I", "r", "\u0410"]
    assert [letter for letter, _ in grid_of(matrix).legend] == ["R", "A", "C", "I"]


def test_a_section_whose_rows_do_not_stand_together_comes_again():
    first, second = matrix_of(NUMBERED).activities
    matrix = replace(matrix_of(NUMBERED), activities=(first, second, replace(first, row=3, label="Cool")))
    lines = [line.section.label if line.section else line.row.label for line in grid_of(matrix).lines]
    assert lines == ["Day", "Morning", "Bake", "Night", "Mill", "Morning", "Cool"]


def test_a_section_without_rows_is_shown():
    matrix = matrix_of(NUMBERED)
    matrix = replace(matrix, sections=(*matrix.sections, Section("3", "Feast", "3. Feast", "3")))
    assert render("md", matrix).endswith("| Mill | | RA |\n\n## 3 Feast\n")
    assert first_difference(made(matrix, "md"), "md", matrix) == "the section 'Feast', which would be the row 'Bake'"


def test_what_would_be_read_otherwise_is_said():
    matrix = matrix_of(NAMES)
    assert first_difference(b"# RACI\n", "md", matrix) == "there is no matrix in it"
    other = NAMES.replace("| Mill | Ann |\n| Sell", "| Shop | Ann |\n| Sell").encode()
    assert first_difference(other, "md", matrix) == "the cells of the row 'Bake bread'"
    both = other + NAMES.replace("# RACI", "# RACI 2").replace("| Informed", "| Consulted").encode()
    assert first_difference(both, "md", matrix) == "there are 2 matrices in it"


@pytest.mark.parametrize("form", FORMS)
def test_cells_whose_column_is_not_known_are_shown_as_doubts_and_read_as_such(form, repository):
    text = (repository / "data/ovhcloud/hosted-exchange/2022-11-15/source.txt").read_bytes()
    (matrix,) = parse(read_document(text, "source.txt"), About()).matrices
    data = made(matrix, form)
    (again,) = read(form, data).matrices
    assert sum(not row.is_settled for row in matrix.activities) == 26
    assert {cell.printed for cell in again.cells if cell.basis is Basis.UNSETTLED} == {"[~RA?]", "[?]"}
    assert [row.is_settled for row in again.activities] == [row.is_settled for row in matrix.activities]
    assert first_difference(data, form, matrix) is None


# Workbooks

ID = "https://example.org/bakery/1"


@pytest.fixture(scope="module")
def workbook():
    found = [
        Finding("W15", Severity.INFO, "nobody is asked or told", Place("a.md", 3), row=2, subject="Mill"),
        Finding(
            "W02",
            Severity.VIOLATION,
            "=1+1",
            waived=Waiver("urn:x:1", "W02", "urn:x:2", "Agreed.", "Jo", "2026-01-31"),
        ),
    ]
    return made(replace(matrix_of(NUMBERED), iri=ID), "xlsx", found)


def test_a_workbook_is_the_same_in_every_run(workbook):
    matrix = replace(matrix_of(NUMBERED), iri=ID)
    assert made(matrix, "xlsx", []) == made(matrix, "xlsx", [])


def test_a_workbook_has_its_sheets(workbook):
    names = re.findall(r'<sheet name="([^"]+)"', part(workbook, "xl/workbook.xml"))
    assert names == ["RACI", "Legend", "Findings"]


def test_without_findings_there_is_no_sheet_of_them():
    workbook = part(made(matrix_of(NAMES), "xlsx"), "xl/workbook.xml")
    assert re.findall(r'<sheet name="([^"]+)"', workbook) == ["RACI"]


def test_a_workbook_keeps_its_header_in_sight_and_can_be_filtered_and_printed(workbook):
    sheet = part(workbook, "xl/worksheets/sheet1.xml")
    assert '<pane xSplit="2" ySplit="2" topLeftCell="C3"' in sheet
    assert '<autoFilter ref="A2:D7"/>' in sheet
    assert '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>' in sheet
    assert "<oddHeader>&amp;CRACI</oddHeader>" in sheet
    names = part(workbook, "xl/workbook.xml")
    assert '<definedName name="_xlnm.Print_Titles" localSheetId="0">RACI!$1:$2</definedName>' in names
    for number in (2, 3):
        sheet = part(workbook, f"xl/worksheets/sheet{number}.xml")
        assert '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>' in sheet
        assert '<pane ySplit="1" topLeftCell="A2"' in sheet


def test_a_row_of_a_workbook_is_as_high_as_its_texts():
    matrix = hostile(
        activity="Bake bread and rolls, and see to it that both are there when the shop opens", beside="one\ntwo\nthree"
    )
    sheet = part(made(matrix, "xlsx"), "xl/worksheets/sheet1.xml")
    assert re.findall(r'<row r="(\d+)"[^>]* ht="(\d+)" customHeight="1"', sheet) == [("4", "45")]
    short = part(made(hostile(activity=f"{'long ' * 14}"), "xlsx"), "xl/worksheets/sheet1.xml")
    assert re.findall(r'<row r="(\d+)"[^>]* ht="(\d+)" customHeight="1"', short) == [("4", "30")]


def test_the_headers_of_many_columns_of_letters_are_turned_and_the_columns_narrow():
    parties = " | ".join(f"Party {at:02}" for at in range(1, 14))
    many = matrix_of(f"# RACI\n\n| Activity | {parties} |\n|{'---|' * 14}\n| Bake | RA{' | I' * 12} |\n")
    book = made(many, "xlsx")
    assert '<col min="2" max="14" width="6.7109375" customWidth="1"/>' in part(book, "xl/worksheets/sheet1.xml")
    assert part(book, "xl/styles.xml").count('textRotation="90"') == 1
    assert 'textRotation="90"' not in part(made(matrix_of(NUMBERED), "xlsx"), "xl/styles.xml")
    assert first_difference(book, "xlsx", many) is None


def test_a_workbook_hides_the_ids_of_its_rows(workbook):
    sheet = part(workbook, "xl/worksheets/sheet1.xml")
    assert '<col min="1" max="1" width="44.7109375" hidden="1" customWidth="1"/>' in sheet
    reading = read("xlsx", workbook)
    assert [(row.label, row.attributes) for row in reading.matrices[0].activities] == [
        ("Bake", {"raci-graph id": f"{ID}/activity/1"}),
        ("Mill", {"raci-graph id": f"{ID}/activity/2"}),
    ]
    assert reading.findings == ()


def test_an_id_that_came_with_a_row_stays(workbook):
    (matrix,) = read("xlsx", workbook).matrices
    assert [row.id for row in grid_of(replace(matrix, iri="urn:x:2")).rows] == [
        f"{ID}/activity/1",
        f"{ID}/activity/2",
    ]
    assert grid_of(matrix).beside == ()


def test_a_matrix_without_a_name_has_no_ids():
    matrix = matrix_of(NUMBERED)
    assert matrix.iri is None
    assert "raci-graph id" not in part(made(matrix, "xlsx"), "xl/sharedStrings.xml")


def test_a_workbook_offers_the_letters_and_what_is_printed_for_several(workbook):
    sheet = part(workbook, "xl/worksheets/sheet1.xml")
    (rule,) = re.findall(r"<dataValidation .*?</dataValidation>", sheet)
    assert 'type="list" errorStyle="warning"' in rule
    assert 'sqref="C3:D207"' in rule
    assert '<formula1>"R,A,C,I,RA"</formula1>' in rule


def test_what_a_list_cannot_hold_is_not_offered():
    odd = ["R, A", 'R "A"', "R\nA", "A" + " " * 250 + "R"]
    matrix = matrix_of(NUMBERED)
    texts = grid_of(replace(matrix, activities=tuple(with_printed(matrix.activities[1], text) for text in odd)))
    assert texts.several == tuple(odd)
    data = made(replace(matrix, activities=tuple(with_printed(matrix.activities[1], text) for text in odd)), "xlsx")
    assert '<formula1>"R,A,C,I"</formula1>' in part(data, "xl/worksheets/sheet1.xml")


def with_printed(activity, text):
    return replace(activity, cells=(activity.cells[0], replace(activity.cells[1], printed=text)))


@pytest.mark.parametrize(("language", "turned"), [("he", True), ("ar-eg", True), ("en", False)])
def test_a_workbook_goes_as_its_language_is_written(language, turned):
    sheet = part(made(replace(matrix_of(NUMBERED), language=language), "xlsx"), "xl/worksheets/sheet1.xml")
    assert ('rightToLeft="1"' in sheet) is turned


def test_cells_with_names_offer_no_letters():
    sheet = part(made(matrix_of(NAMES), "xlsx"), "xl/worksheets/sheet1.xml")
    assert "dataValidation" not in sheet
    assert "conditionalFormatting" not in sheet


def test_letters_have_colours_the_gravest_first(workbook):
    sheet = part(workbook, "xl/worksheets/sheet1.xml")
    rules = re.findall(r"<cfRule .*?<formula>(.*?)</formula></cfRule>", sheet)
    assert [re.findall('FIND\\("(.)",LEFT', rule) for rule in rules] == [["A"], ["R"], ["C"], ["I"]]
    assert rules[0] == 'ISNUMBER(FIND("A",LEFT(C3,FIND("(",C3&amp;"(")-1)))'


def test_the_findings_stand_on_their_sheet_as_texts(workbook):
    strings = re.findall("<t[^>]*>(.*?)</t>", part(workbook, "xl/sharedStrings.xml"))
    at = strings.index("Rule")
    assert strings[at : at + 6] == ["Rule", "Severity", "Row", "Finding", "Done", "Place"]
    assert strings[at + 6 :] == [
        *("W15", "info", "2", "Mill: nobody is asked or told", "a.md:3"),
        *("W02", "violation", "=1+1", "waived: Agreed."),
    ]
    assert all("<f>" not in part(workbook, f"xl/worksheets/sheet{number}.xml") for number in (1, 2, 3))


def test_a_text_that_no_cell_holds_is_refused():
    matrix = matrix_of(NUMBERED)
    long = replace(matrix.activities[0], label="x" * 32_768)
    with pytest.raises(UsageError) as caught:
        made(replace(matrix, activities=(long,)), "xlsx")
    assert str(caught.value) == (
        f"a cell of a workbook holds 32,767 characters, and '{'x' * 40}...' has 32,768. Write another format (--to csv)"
    )


def test_nested_sections_stand_in_columns_of_their_own():
    matrix = matrix_of(BAKERY)
    assert first_difference(made(matrix, "xlsx", []), "xlsx", matrix) is None
    (read_again,) = read("xlsx", made(matrix, "xlsx", [])).matrices
    assert [(section.key, section.parent) for section in read_again.sections] == [
        ("day", None),
        ("day/morning", "day"),
        ("night", None),
    ]


# Hostile texts

HOSTILE = (
    *("=1+1", "+1", "-1", "@sum", "=cmd|' /C calc'!A0", "\uff1d1+1", "'=1+1", "<script>alert(1)</script> it"),
    *("[x](javascript:alert(1))", "![x](http://e/x.png)", "javascript:alert(1)", "a|b", "a\\|b", "\u202eevil\u202c"),
    *("x" * 10_000, "-->", "C #", "# x", "`x", "**x**", "&amp;", "&#61;1", "_x0041_", 'say "hi"', "[[a|b]]", "~~x~~"),
    *("$x$", "- x", "日本", "a &lt; b", "1)b", "<br>x", "{{x}}", "::error::x", "http://example.org/?a=1&b=2"),
    *("@octocat", "ask @a/b-team, jo@example.org", "`@x`"),
)
PLACES = ("title", "party", "activity", "section", "beside", "meaning")


def hostile(**texts):
    """A matrix with one text of its own in a place."""
    told = {"title": "RACI", "party": "Shop", "activity": "Bake bread", "section": "Day", "beside": "4 h"}
    told |= {"meaning": "does the work", **texts}
    roles = {"R": "Responsible", "A": "Accountable"}

    def cell(number, party, text):
        marks = tuple(Mark(letter, roles[letter], at) for at, letter in enumerate(text, 1))
        return Cell(number, number + 1, party, text, marks, Basis.EXPLICIT, None)

    def row(number, section, label, *cells, **attributes):
        parts = tuple(
            cell(at, party, text) for at, party, text in zip((1, 2), (told["party"], "Mill"), cells, strict=True)
        )
        return Activity(number, section, label, label, label, parts, None, (), attributes)

    return Matrix(
        source="a.md",
        sha256=None,
        table=1,
        place=None,
        title=told["title"],
        language="en",
        layout=Layout.PARTIES_AS_COLUMNS,
        scheme="RACI",
        legend=(LegendEntry("R", "Responsible", told["meaning"]), LegendEntry("A", "Accountable", "Accountable")),
        columns=(Column(1, 2, told["party"], told["party"]), Column(2, 3, "Mill", "Mill")),
        sections=(Section("a", told["section"], told["section"]), Section("b", "Night", "Night")),
        activities=(
            row(1, "a", told["activity"], "R", "A", SLA=told["beside"]),
            row(2, "b", "Sell bread", "A", "R"),
            row(3, "b", "Mill corn", "", "RA"),
        ),
        iri="urn:uuid:1",
    )


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:20]))
def test_a_hostile_text_comes_back(form, place, text):
    matrix = hostile(**{place: text})
    data = made(matrix, form, [])
    assert first_difference(data, form, matrix) is None
    if form == "csv":
        cells = [cell for record in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in record]
        assert [cell for cell in cells if len(cell) > 1 and cell[0] in "=+-@\uff1d\t\r"] == []
    elif form == "xlsx":
        assert "<f>" not in part(data, "xl/worksheets/sheet1.xml")
        assert "hyperlink" not in part(data, "xl/worksheets/sheet1.xml")
    else:
        from markdown_it import MarkdownIt

        page = MarkdownIt("commonmark", {"html": True}).enable("table").render(data.decode())
        assert set(re.findall("<([a-z0-9]+)", page)) <= {
            *("h1", "h2", "p", "strong", "table", "thead", "tbody", "tr"),
            "th",
            "td",
        }


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("**R**/A", "**R**/A"),
        ("R\nA", "R<br>A"),
        ("R[^1]", "R[^1]"),
        ("`R`", "`R`"),
        ("R*", "R*"),
        ("R|A", "R\\|A"),
        ("R \\| A", "R \\| A"),
        ("R\\", "R\\\\"),
        ("[R](javascript:x)", "\\[R\\](javascript:x)"),
        ("<b>R</b>", "\\<b\\>R\\</b\\>"),
        ("R<br/>A", "R<br/>A"),
        ("R\x00", "R\ufffd"),
        ("R @jo", "R @<!-- -->jo"),
        ("R `@jo`", "R \\`@<!-- -->jo\\`"),
        ("**R** @jo", "**R** @<!-- -->jo"),
        ("R@jo", "R@jo"),
    ],
)
def test_a_cell_of_markdown_keeps_what_is_about_its_looks_alone(printed, shown):
    matrix = hostile()
    first = with_printed(matrix.activities[0], printed)
    rows = render("md", replace(matrix, activities=(first,))).splitlines()
    assert next(row for row in rows if row.startswith("| Bake")) == f"| Bake bread | R | {shown} | 4 h |"


def test_no_text_calls_a_person_by_an_at_sign():
    page = render("md", hostile(**dict.fromkeys(PLACES, "ask @jo")))
    assert (page.count("@<!-- -->jo"), page.count("@jo")) == (7, 0)  # a party has two tables


def test_what_turns_the_direction_of_a_text_is_seen_in_the_source():
    assert "| &#x202E;evil&#x202C; |" in render("md", hostile(activity="\u202eevil\u202c"))


def test_csv_has_a_no_break_space_before_a_formula_and_none_before_a_dash():
    matrix = hostile(activity="=1+1")
    matrix = replace(matrix, activities=(with_printed(matrix.activities[0], "-"), *matrix.activities[1:]))
    assert records(matrix)[3] == ["", "\u00a0=1+1", "R", "-", "4 h"]
