"""The template of a matrix: its plan, the letters of each role set, and what each format does with names."""

import csv
import io
import re
import zipfile

import pyoxigraph as ox
import pytest

from raci_graph import vocab
from raci_graph.errors import UsageError
from raci_graph.model import About
from raci_graph.settings import read_settings
from raci_graph.template.plan import FORMATS, make_plan
from raci_graph.template.role_sets import ROLE_SETS, cells
from raci_graph.template.settings_file import about_plan, settings_text
from raci_graph.template.write import write

ABOUT = About(base="https://example.org/id/", id="matrix", version="1", language="en", title="Matrix")


@pytest.fixture(scope="module")
def functions(repository):
    """What the ontology says of each role: its letter and its function."""
    found = {}
    for name in ("raci.ttl", "role-sets.ttl"):
        for quad in ox.parse(path=repository / "ontology" / name, format=ox.RdfFormat.TURTLE):
            if quad.predicate.value in {f"{vocab.RACI}letter", f"{vocab.RACI}roleFunction"}:
                part = quad.predicate.value.removeprefix(vocab.RACI)
                found[quad.subject.value.removeprefix(vocab.RACI), part] = quad.object.value.removeprefix(vocab.RACI)
    return found


def error_of(call, *arguments, **named):
    with pytest.raises(UsageError) as caught:
        call(*arguments, **named)
    return str(caught.value)


def xlsx_part(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


@pytest.mark.parametrize(
    ("name", "letters", "both", "others"),
    [
        ("RACI", "RACI", "R/A", "CI"),
        ("RASCI", "RASCI", "R/A", "SCI"),
        ("RACI-VS", "RACIVS", "R/A", "CIVS"),
        ("CAIRO", "CAIRO", "A/R", "CIO"),
        ("DACI", "DACI", "D/A", "CI"),
        ("RAPID", "RAPID", "P/D", "RAI"),
    ],
)
def test_the_letters_of_a_role_set_stand_in_the_order_of_its_name(name, letters, both, others):
    roles = ROLE_SETS[name]
    assert ("".join(roles.roles), roles.both, "".join(roles.others)) == (letters, both, others)


def test_every_scheme_has_its_role_set():
    assert {name: set(each.roles.values()) for name, each in ROLE_SETS.items()} == vocab.SCHEMES


@pytest.mark.parametrize("name", ROLE_SETS)
def test_the_letters_and_what_they_do_are_those_of_the_ontology(name, functions):
    roles = ROLE_SETS[name]
    assert {letter: functions[role, "letter"] for letter, role in roles.roles.items()} == {
        letter: letter for letter in roles.roles
    }
    doing = {letter: functions.get((role, "roleFunction")) for letter, role in roles.roles.items()}
    assert [letter for letter, part in doing.items() if part == "AnswersForWork"] == [roles.answers]
    assert [letter for letter, part in doing.items() if part == "DoesWork"] == [roles.does]
    assert [letter for letter, part in doing.items() if part in {"GivesAdvice", "IsTold"}] == [*roles.speaks]


@pytest.mark.parametrize("name", ROLE_SETS)
@pytest.mark.parametrize("parties", [1, 2, 3, 5, 20])
@pytest.mark.parametrize("activities", [1, 2, 6])
def test_one_answers_one_does_the_work_and_no_party_is_left_out(name, parties, activities):
    roles = ROLE_SETS[name]
    rows = [cells(roles, parties, at, activities) for at in range(activities)]
    marks = [[letter for text in row for letter in text.split("/")] for row in rows]
    assert [row.count(roles.answers) for row in marks] == [1] * activities
    assert [row.count(roles.does) for row in marks] == [1] * activities
    assert ["".join(column) for column in zip(*rows, strict=True)].count("") == 0


@pytest.mark.parametrize("name", [name for name in ROLE_SETS if name != "RACI"])
def test_three_parties_and_the_examples_show_every_letter(name):
    plan = make_plan("Matrix", name, ["Shop", "Bakery", "Mill"])
    assert {letter for row in plan.rows for text in row.cells for letter in text.split("/")} == set(plan.roles.roles)


def test_the_rows_of_a_section_stand_together_and_those_without_one_first():
    plan = make_plan("M", activities=[("Run", "Bake"), ("Sell", "Pack"), (None, "Plan"), ("Run", "Cool")])
    assert [(row.section, row.activity) for row in plan.rows] == [
        (None, "Plan"),
        ("Run", "Bake"),
        ("Run", "Cool"),
        ("Sell", "Pack"),
    ]


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ({"roles": "RAGI"}, "there is no role set 'RAGI'. Choose from RACI, RASCI, RACI-VS, CAIRO, DACI, RAPID"),
        ({"parties": ["Shop", " "]}, "a blank party is given. Give it a name"),
        ({"parties": ["Shop", "SHOP"]}, "the party 'SHOP' is given twice. Give each its own name"),
        ({"parties": ["Caf\u00e9", "Cafe\u0301"]}, "the party 'Café' is given twice. Give each its own name"),
        ({"parties": ["a\nb"]}, "the party 'a\ufffdb' has a character that cannot be printed. Leave it out"),
        ({"parties": ["a\ud800"]}, "the party 'a\ufffd' has a character that cannot be printed. Leave it out"),
        (
            {"activities": [("Run", "Bake"), ("Run", "bake")]},
            "the activity 'bake' is given twice. Give each its own name",
        ),
        ({"activities": [("", "Bake")]}, "a blank section is given. Give it a name"),
        ({"activities": [("Run", "")]}, "a blank activity is given. Give it a name"),
    ],
)
def test_names_that_cannot_be(named, said):
    assert error_of(make_plan, "Matrix", **named) == said


def test_the_same_activity_may_stand_in_two_sections():
    plan = make_plan("M", activities=[("Run", "Bake"), ("Sell", "Bake")])
    assert [row.activity for row in plan.rows] == ["Bake", "Bake"]


def test_markdown_escapes_what_would_be_markup():
    plan = make_plan("A *plan*", parties=["Dev | Ops", "<b>"], activities=[("R&D #", "Use `x`")])
    assert write(plan, ABOUT, "a.md", "md").decode().splitlines()[-6:] == [
        "",
        r"## R&D \#",
        "",
        r"| Activity | Dev \| Ops | \<b\> |",
        "|---|---|---|",
        r"| Use \`x\` | R/A | C |",
    ]


def test_csv_has_the_title_the_table_and_the_legend():
    plan = make_plan("Matrix", parties=['say "hi"', "a,b"], activities=[("Run", "Bake"), ("Sell", "Pack")])
    assert list(csv.reader(io.StringIO(write(plan, ABOUT, "a.csv", "csv").decode()))) == [
        ["Matrix", "", "", ""],
        ["Section", "Activity", 'say "hi"', "a,b"],
        ["Run", "", "", ""],
        ["", "Bake", "R/A", "C"],
        ["Sell", "", "", ""],
        ["", "Pack", "I", "R/A"],
        ["", "", "", ""],
        ["Letter", "Meaning", "", ""],
        *([letter, text, "", ""] for letter, text in ROLE_SETS["RACI"].legend.items()),
    ]


@pytest.mark.parametrize(("party", "marked"), [("Shop", False), ("Café", True)])
def test_csv_has_a_byte_order_mark_where_a_spreadsheet_needs_it(party, marked):
    assert write(make_plan("M", parties=[party]), ABOUT, "a.csv", "csv").startswith(b"\xef\xbb\xbf") is marked


@pytest.mark.parametrize("party", ["=1+1", "+1", "-1", "@a", "\uff1d1"])
def test_csv_has_a_blank_before_a_name_that_a_spreadsheet_takes_for_a_formula(party):
    written = write(make_plan("M", parties=[party]), ABOUT, "a.csv", "csv").decode("utf-8-sig")
    assert written.splitlines()[1] == f"Section,Activity,\u00a0{party}"


@pytest.fixture(scope="module")
def workbook():
    plan = make_plan("Matrix", "RASCI", ["=1+1", "https://example.org/"], [("Run", "Bake"), ("Sell", "Pack")])
    return write(plan, ABOUT, "a.xlsx", "xlsx")


def test_a_workbook_offers_the_letters_and_asks_about_others(workbook):
    sheet = xlsx_part(workbook, "xl/worksheets/sheet1.xml")
    (rule,) = re.findall(r"<dataValidation .*?</dataValidation>", sheet)
    assert 'type="list"' in rule
    assert 'errorStyle="warning"' in rule
    assert 'sqref="B3:C206"' in rule
    assert '<formula1>"R,A,S,C,I,R/A"</formula1>' in rule


def test_a_workbook_keeps_title_and_header_in_sight(workbook):
    sheet = xlsx_part(workbook, "xl/worksheets/sheet1.xml")
    assert '<pane xSplit="1" ySplit="2" topLeftCell="B3"' in sheet
    assert re.findall(r'<col min="(\d)" max="\d" width="(\d+)', sheet) == [("1", "44"), ("2", "12"), ("3", "22")]


def test_a_workbook_has_the_legend_on_a_sheet_of_its_own(workbook):
    assert re.findall(r'<sheet name="([^"]+)"', xlsx_part(workbook, "xl/workbook.xml")) == ["RASCI", "Legend"]


def test_a_workbook_holds_names_as_texts(workbook):
    sheet = xlsx_part(workbook, "xl/worksheets/sheet1.xml")
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    assert xlsx_part(workbook, "xl/styles.xml").count('quotePrefix="1"') == 1


@pytest.mark.parametrize("form", FORMATS)
def test_a_name_that_is_read_as_something_else_is_refused(form):
    plan = make_plan("Matrix", parties=["Notes", "Shop"])
    assert error_of(write, plan, ABOUT, f"a.{form}", form) == (
        "the matrix would not be read as it is meant: the column 'Notes' has the header of an attribute, and holds "
        "letters of roles. Choose other words"
    )


def test_a_title_with_a_number_that_would_be_a_section_is_no_heading():
    plan = make_plan("1. Matrix", activities=[(None, "Plan"), ("Run", "Bake")])
    assert write(plan, ABOUT, "a.md", "md").decode().splitlines()[0] == "**1. Matrix**"


def test_the_settings_are_read_back(tmp_path):
    plan = make_plan('A "title" \\', parties=["Shop", "Mill"])
    given = About(base="https://example.org/", version="1", service="Bread", provider="Mill", consumer="Shop")
    about = about_plan(plan, given)
    path = tmp_path / "raci.toml"
    path.write_text(settings_text(about), "utf-8")
    assert read_settings(path) == about
    assert (about.id, about.language, about.title) == ("a-title", "en", 'A "title" \\')


def test_settings_that_are_not_given_stand_as_comments():
    assert settings_text(About(base="https://example.org/id/", id="m")) == (
        "# What raci-graph cannot read from the matrix beside this file.\n"
        "[matrix]\n"
        'base = "https://example.org/id/" # all names of the matrix and its parts begin with it\n'
        '# publisher = "Example Ltd" # who publishes the matrix\n'
        'id = "m" # the name of the matrix below its base\n'
        '# version = "2026-01-31"\n'
        '# language = "en"\n'
        '# title = "Responsibility matrix"\n'
        '# service = "Mail service" # what the matrix is about\n'
        '# provider = "Provider" # as its column is headed\n'
        '# consumer = "Customer" # as its column is headed\n'
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (About(service="Bread", provider="Mill"), "the provider 'Mill' is no party. Choose from Provider, Customer"),
        (About(consumer="Customer"), "a consumer is given, and no service. Name it with --service"),
        (About(service=" "), "a blank service is given. Give it a name"),
    ],
)
def test_settings_that_cannot_be(given, said):
    assert error_of(about_plan, make_plan("M"), given) == said
