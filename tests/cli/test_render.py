"""raci-graph render: where it writes, which matrix, what it says; a page that is kept up to date."""

import os

import pytest

from raci_graph.sources import read_source

BEGIN, END = "<!-- raci-graph:begin -->", "<!-- raci-graph:end -->"
TWO = "# RACI\n\n| Activity | Shop |\n|---|---|\n| Bake | RA |\n\n"
TWO += "# DACI\n\n| Activity | Mill |\n|---|---|\n| Mill | RA |\n"
HOW = f"Put {BEGIN} and {END} in it, each on a line of its own"


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def shown(path):
    """What a matrix says, without where it stands."""
    (matrix,) = read_source(str(path)).matrices
    labels = {section.key: section.label for section in matrix.sections}
    return (
        [(column.label, column.role) for column in matrix.columns],
        [(section.key, section.label, section.parent) for section in matrix.sections],
        {entry.letter: (entry.role, entry.text) for entry in matrix.legend},
        [
            (labels.get(row.section), row.label, [(cell.printed, cell.roles) for cell in row.cells])
            for row in matrix.activities
        ],
    )


@pytest.mark.parametrize("form", ["md", "csv", "xlsx"])
def test_the_bundled_matrix_comes_back_from_every_form(form, raci, here):
    done = raci("render", "hosted-exchange", "-o", f"matrix.{form}")
    assert done == (0, "", "")
    assert shown(f"matrix.{form}") == shown("hosted-exchange")
    assert raci("diff", "hosted-exchange", f"matrix.{form}", "--fail-on-change", "any").code == 0


def test_the_form_is_that_of_the_ending_or_of_the_option(raci, here, lending):
    assert raci("render", lending, "-o", "a.markdown") == (0, "", "")
    assert raci("render", lending, "--to", "md").out == (here / "a.markdown").read_text("utf-8")
    assert raci("render", lending, "--to", "csv", "-o", "a.txt") == (0, "", "")
    assert raci("render", lending, "--to", "csv").out == (here / "a.txt").read_text("utf-8")


def test_a_workbook_goes_to_standard_output_as_bytes(capfdbinary, lending, here):
    from raci_graph.cli import run

    assert run(["render", str(lending), "--to", "xlsx"]) == 0
    (here / "a.xlsx").write_bytes(capfdbinary.readouterr().out)
    assert run(["render", str(lending), "-o", "b.xlsx"]) == 0
    assert (here / "a.xlsx").read_bytes() == (here / "b.xlsx").read_bytes()


def test_a_terminal_is_spared_a_workbook(fails, lending, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    said = "a workbook is no text for a terminal. Name a file with -o"
    assert fails(2, "render", lending, "--to", "xlsx") == said


def test_a_matrix_is_chosen_by_its_name_or_number(raci, fails, here):
    (here / "two.md").write_text(TWO, "utf-8")
    (here / "raci.toml").write_text('[matrix]\nbase = "https://example.org/"\nid = "house"\nversion = "1"\n', "utf-8")
    first = raci("render", "two.md", "--to", "csv", "--matrix", "1").out
    assert "Bake" in first
    for name in ("2", "house-2", "https://example.org/house-2/1"):
        assert "\nMill,RA\n" in raci("render", "two.md", "--to", "csv", "--matrix", name).out
    known = "Choose one with --matrix, by its number or name: 1 'house'; 2 'house-2'"
    assert fails(2, "render", "two.md", "--to", "csv") == f"two.md holds 2 matrices. {known}"
    said = fails(2, "render", "two.md", "--to", "csv", "--matrix", "garden")
    assert said == f"no one matrix of two.md is called 'garden'. {known}"


def test_what_import_would_read_otherwise_is_said(raci, here):
    page = "# RACI\n\n- Bake (R: RA, A: RA)\n- Sell (R: RA, A: AR)\n- Mill (R: RA, A: RA)\n"
    (here / "list.md").write_text(page, "utf-8")
    done = raci("render", "list.md", "--to", "csv")
    assert (done.code, done.out.splitlines()[1]) == (0, "Activity,R,A")
    assert done.err == "import would not read this back as the same matrix: there is no matrix in it\n"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (
            [],
            2,
            "nothing says in which form the matrix is to be written. Name it with --to, one of md, csv, xlsx, html",
        ),
        (
            ["-o", "a.pdf"],
            2,
            "nothing says in which form the matrix is to be written. Name it with --to, one of md, csv, xlsx, html",
        ),
        (["--to", "md", "--check"], 2, "--check needs a file to look at. Name it with -o or --update"),
        (["-o", "a.md", "--update", "a.md"], 2, "--update and -o exclude each other. Give one of them"),
        (["--to", "csv", "--update", "a.md"], 2, "--update writes into a page of Markdown. Write --to md"),
        (["--update", "a.md"], 3, "a.md: cannot be read: No such file or directory. Check the path"),
    ],
)
def test_what_cannot_be_is_said(arguments, code, said, fails, here):
    assert fails(code, "render", "hosted-exchange", *arguments) == said
    assert os.listdir(here) == []  # noqa: PTH208 - the names alone


def test_a_source_without_a_matrix_is_refused(fails, here):
    (here / "a.md").write_text("# Nothing\n", "utf-8")
    assert fails(3, "render", "a.md", "--to", "md").startswith("a.md: there is no responsibility matrix in it.")


def test_a_page_is_kept_up_to_date(raci, here, lending):
    page = here / "page.md"
    page.write_bytes(f"\ufeff# Desk  \r\n\r\n{BEGIN}\r\nold\r\n{END}\r\nend".encode())
    stale = raci("render", lending, "--update", "page.md", "--check")
    assert stale == (1, "", "page.md: not up to date; run the same command without --check\n")
    assert b"old" in page.read_bytes()
    assert raci("render", lending, "--to", "md", "--update", "page.md") == (0, "", "")
    assert raci("render", lending, "--update", "page.md", "--check") == (0, "", "")
    text = page.read_bytes().decode()
    assert text.startswith(f"\ufeff# Desk  \r\n\r\n{BEGIN}\r\n\r\n| Letter | Meaning |\r\n")
    assert text.endswith(f"| Repair a binding | | A | R |\r\n\r\n{END}\r\nend")
    assert shown(page)[3] == shown(lending)[3]


def test_check_looks_at_a_file_of_any_form(raci, here, lending):
    assert raci("render", lending, "-o", "a.xlsx", "--check").code == 1
    assert os.listdir(here) == []  # noqa: PTH208 - the names alone
    assert raci("render", lending, "-o", "a.xlsx").code == 0
    assert raci("render", lending, "-o", "a.xlsx", "--check") == (0, "", "")


def test_named_marks_take_the_matrix_of_their_name(raci, here):
    (here / "two.md").write_text(TWO, "utf-8")
    (here / "raci.toml").write_text('[matrix]\nid = "house"\n', "utf-8")
    other = BEGIN.replace("begin", "begin garden")
    page = here / "page.md"
    marks = [BEGIN.replace("begin", f"begin {name}") for name in ("house-2", "house")]
    page.write_text(f"{marks[0]}\n{END}\n\n{other}\nkept\n{END}\n\n{marks[1]}\n{END}\n", "utf-8")
    assert raci("render", "two.md", "--update", "page.md").code == 0
    text = page.read_text("utf-8")
    assert [text.index("| Mill | RA |") < text.index("\nkept\n") < text.index("| Bake | RA |")] == [True]


def test_marks_that_name_no_matrix_are_told(fails, here):
    (here / "two.md").write_text(TWO, "utf-8")
    page = here / "page.md"
    page.write_text(f"{BEGIN.replace('begin', 'begin garden')}\n{END}\n", "utf-8")
    assert fails(2, "render", "two.md", "--update", "page.md") == (
        "page.md: the marks name 'garden', and no such matrix is in two.md. Name one of these after begin: RACI, DACI"
    )


def test_a_page_without_marks_or_in_another_encoding_stays(fails, here, lending):
    page = here / "page.md"
    page.write_bytes(b"# caf\xe9\n")
    assert fails(3, "render", lending, "--update", "page.md") == "page.md: the page is not UTF-8. Save it as UTF-8"
    page.write_bytes(b"# Page\n")
    assert fails(3, "render", lending, "--update", "page.md") == (
        f"page.md: there is no place for a matrix in this page. {HOW}"
    )
    assert page.read_bytes() == b"# Page\n"
