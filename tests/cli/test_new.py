"""raci-graph new: every template reads back as it was asked for and breaks no rule; what cannot be is not written."""

import json
import os
import tomllib

import pytest

from raci_graph.findings import Severity
from raci_graph.sources import read_source
from raci_graph.template.plan import FORMATS
from raci_graph.template.role_sets import ROLE_SETS
from raci_graph.validation import check

HOSTILE = [
    "Dev | Ops",
    "a\\|b",
    "a\\",
    'say "hi"',
    "it's; here",
    "a, b",
    "**R**",
    "<b>x</b>",
    "&amp;",
    "`x`",
    "[x](y)",
    "~~x~~",
    "C #",
    "_x0041_",
    "R",
    "Responsible",
    "n/a",
    "日本",
    "cafe\u0301",
    "a\u00a0b",
]
FORMULAS = ["=1+1", "+1", "-1", "@a", "=cmd|' /C calc'!A0"]

NOTES = (
    "the matrix would not be read as it is meant: the column 'Notes' has the header of an attribute, and holds letters "
    "of roles. Choose other words"
)


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def files(here):
    """``files()``: the files below the current folder, by their paths."""
    return lambda: sorted(path.relative_to(here).as_posix() for path in here.rglob("*") if path.is_file())


def parties(*names):
    return [word for name in names for word in ("--party", name)]


def matrix_of(path):
    (matrix,) = read_source(str(path)).matrices
    return matrix


def labels(path):
    return [column.label for column in matrix_of(path).columns]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("roles", ROLE_SETS)
@pytest.mark.parametrize("names", [["Shop", "Mill"], ["Shop", "Bakery", "Mill", "Bank", "Town"]], ids=len)
def test_every_template_reads_back_and_breaks_no_rule(form, roles, names, raci, here):
    done = raci("new", "--to", form, "--roles", roles, *parties(*names))
    assert (done.code, done.out) == (0, "")
    source = read_source(f"matrix.{form}")
    (matrix,) = source.matrices
    letters = ROLE_SETS[roles].roles
    assert [column.label for column in matrix.columns] == names
    assert {entry.letter: entry.role for entry in matrix.legend} == letters
    assert matrix.scheme == roles
    assert [section.label for section in matrix.sections] == ["Set up", "Run", "Change"]
    assert [activity.section for activity in matrix.activities] == ["set-up"] * 2 + ["run"] * 2 + ["change"] * 2
    assert {cell.roles for cell in matrix.cells} > {tuple(letters[each] for each in ROLE_SETS[roles].both.split("/"))}
    assert {finding.code for finding in source.findings} == set()
    assert {(each.code, each.severity) for each in check(source)} <= {("W15", Severity.INFO)}


@pytest.mark.parametrize("form", ["csv", "xlsx", "ttl"])
@pytest.mark.parametrize("roles", ROLE_SETS)
def test_the_formats_show_the_same_matrix(form, roles, raci, here):
    names = parties("Shop", "Bakery", "Mill")
    for each in ("md", form):
        assert raci("new", each, "--to", each, "--roles", roles, *names).code == 0
    wanted, found = matrix_of("md/matrix.md"), matrix_of(f"{form}/matrix.{form}")
    assert [(each.label, [cell.printed for cell in each.cells]) for each in found.activities] == [
        (each.label, [cell.printed for cell in each.cells]) for each in wanted.activities
    ]
    assert (found.iri, found.title) == (wanted.iri, wanted.title)


def test_a_newcomer_needs_no_option(raci, files):
    done = raci("new", "--version-id", "2026-01-31")
    assert (done.code, done.out) == (0, "")
    assert done.err == (
        "wrote matrix.md and raci.toml\n"
        "its names begin with https://example.org/id/: put an address of your own into raci.toml\n"
        "replace the examples by your own, then:\n"
        "  raci-graph report matrix.md\n"
        "  raci-graph validate matrix.md\n"
        "  raci-graph import matrix.md -o graph/\n"
    )
    assert files() == ["matrix.md", "raci.toml"]
    assert raci("report", "matrix.md").code == 0
    assert raci("validate", "matrix.md") == (0, "", "0 violation, 0 warning, 0 info\n")
    assert raci("import", "matrix.md", "-o", "graph/") == (0, "", "")
    assert matrix_of("graph").iri == "https://example.org/id/responsibility-matrix/2026-01-31"


@pytest.mark.parametrize("form", ["md", "csv", "xlsx"])
def test_the_settings_make_the_names_of_the_import(form, raci, here):
    options = ["--base", "https://example.com/", "--id", "post", "--version-id", "2", "--service", "Mail"]
    done = raci("new", "--to", form, *options, *parties("IT", "Sales"), "--provider", "IT", "--consumer", "Sales")
    assert "its names begin with" not in done.err
    assert tomllib.loads((here / "raci.toml").read_text("utf-8")) == {
        "matrix": {
            "base": "https://example.com/",
            "id": "post",
            "version": "2",
            "language": "en",
            "title": "Mail: responsibility matrix",
            "service": "Mail",
            "provider": "IT",
            "consumer": "Sales",
        }
    }
    assert matrix_of(f"matrix.{form}").iri == "https://example.com/post/2"
    (report,) = json.loads(raci("report", f"matrix.{form}", "--format", "json").out)["matrices"]
    assert report["ownership"] == {"provider": 3, "customer": 3, "shared": 0}


def test_turtle_is_a_source_like_any_other_and_says_all_itself(raci, files):
    done = raci("new", "mail.ttl", "--service", "Mail", "--base", "https://example.com/", "--version-id", "1")
    assert done.err == (
        "wrote mail.ttl\n"
        "replace the examples by your own, then:\n"
        "  raci-graph report mail.ttl\n"
        "  raci-graph validate mail.ttl\n"
        "  raci-graph query responsibilities-of-party mail.ttl\n"
    )
    assert files() == ["mail.ttl"]
    assert raci("validate", "mail.ttl") == (0, "", "0 violation, 0 warning, 0 info\n")
    assert "Ownership" in raci("report", "mail.ttl").out
    asked = raci("query", "responsibilities-of-party", "mail.ttl", "-p", "party=Provider", "--format", "csv")
    assert asked.out.count("https://example.com/party/provider,") == 3


def test_activities_stand_under_their_sections(raci, here):
    given = ["Run > Back up", "Sell > Ask > tell", "Plan", "Run > Restore"]
    assert raci("new", *(word for text in given for word in ("--activity", text))).code == 0
    matrix = matrix_of("matrix.md")
    assert [(each.section, each.label) for each in matrix.activities] == [
        (None, "Plan"),
        ("run", "Back up"),
        ("run", "Restore"),
        ("sell", "Ask > tell"),
    ]


@pytest.mark.parametrize("form", FORMATS)
def test_one_section_heads_the_matrix(form, raci, here):
    assert raci("new", "--to", form, "--activity", "Run > Back up", "--activity", "Run > Restore").code == 0
    assert [each.label for each in matrix_of(f"matrix.{form}").activities] == ["Back up", "Restore"]
    assert matrix_of(f"matrix.{form}").sections == ()


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_comes_back(form, name, raci, here):
    assert raci("new", "--to", form, *parties(name, "Shop")).code == 0
    known = {"cafe\u0301": "café", "a\u00a0b": "a b"}
    assert labels(f"matrix.{form}") == [known.get(name, name), "Shop"]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", FORMULAS)
def test_a_formula_comes_back_as_a_name(form, name, raci, here):
    assert raci("new", "--to", form, *parties(name, "Shop")).code == 0
    assert labels(f"matrix.{form}") == [name, "Shop"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (parties("Shop", "shop"), 2, "the party 'shop' is given twice. Give each its own name"),
        (parties("Shop", "  "), 2, "a blank party is given. Give it a name"),
        (["--activity", "Run > "], 2, "a blank activity is given. Give it a name"),
        (
            parties("Notes", "Shop"),
            2,
            NOTES,
        ),
        (["--title", ""], 2, "a blank title is given. Give it a name"),
        (["--provider", "Provider"], 2, "a provider is given, and no service. Name it with --service"),
        (["--service", "Mail", "--provider", "IT"], 2, "the provider 'IT' is no party. Choose from Provider, Customer"),
        (["--base", "here"], 2, "the command line: base 'here' is not an absolute IRI. Write it in full"),
        (["a.docx"], 2, "a matrix cannot be written as 'a.docx'. End its name in one of .md, .csv, .xlsx, .ttl"),
        (["a.csv", "--to", "md"], 2, "'a.csv' does not end in .md. Leave out --to, or write --to csv"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(arguments, code, said, fails, files):
    assert fails(code, "new", *arguments) == said
    assert files() == []


@pytest.mark.parametrize("taken", ["matrix.md", "raci.toml"])
def test_no_file_is_written_over(taken, fails, files, here):
    (here / taken).write_text("mine", "utf-8")
    said = f"{taken}: this file exists already. Give another folder, or --force to write over it"
    assert fails(5, "new") == said
    assert files() == [taken]
    assert (here / taken).read_text("utf-8") == "mine"


def test_force_writes_over_files(raci, files, here):
    (here / "matrix.md").write_text("mine", "utf-8")
    (here / "raci.toml").write_text("mine", "utf-8")
    assert raci("new", "--force").code == 0
    assert files() == ["matrix.md", "raci.toml"]
    assert labels("matrix.md") == ["Provider", "Customer"]


def test_a_folder_is_made_and_a_name_with_a_blank_can_be_pasted(raci, files):
    done = raci("new", "my mail", "--to", "xlsx")
    assert files() == ["my mail/matrix.xlsx", "my mail/raci.toml"]
    assert "  raci-graph import 'my mail/matrix.xlsx' -o 'my mail/graph'/\n" in done.err


@pytest.mark.parametrize("name", ["matrix.md", "raci.toml"])
def test_a_folder_in_the_way_leaves_nothing_half_written(name, fails, here):
    (here / name).mkdir()
    assert fails(5, "new", "--force").startswith(f"{name}: cannot be written: ")
    assert os.listdir(here) == [name]  # noqa: PTH208 - the names alone
