"""raci-graph import: what is written, what is said, and with which exit code."""

import json
import shutil
import subprocess
import sys

import jsonschema
import pytest


def roles(form):
    (matrix,) = form["matrices"]
    return [role for activity in matrix["activities"] for cell in activity["cells"] for role in cell["roles"]]


def test_the_bundled_turtle_is_made_again_byte_for_byte(raci, bundled, tmp_path):
    done = raci("import", bundled / "source.txt", "--decisions", bundled / "decisions.toml", "-o", tmp_path / "made")
    assert (done.code, done.err) == (0, "")
    made = {path.name: path.read_bytes() for path in (tmp_path / "made").iterdir()}
    assert made == {name: (bundled / name).read_bytes() for name in ("matrix.ttl", "shortcuts.ttl", "places.ttl")}


def test_the_plain_text_alone_leaves_26_rows_unsettled(raci, bundled):
    done = raci("import", bundled / "source.txt", "--format", "json")
    form = json.loads(done.out)
    assert done.code == 1
    assert len(roles(form)) == 70
    assert [finding["code"] for finding in form["findings"]] == ["P02"] * 26
    assert done.err.count("P02 violation") == 26
    unsettled = [row["row"] for row in form["matrices"][0]["activities"] if row["unplaced"]]
    assert unsettled == [1, 3, 7, 9, 11, 12, 14, 15, 16, 17, 19, 24, 26, 27, *range(29, 35), 36, 37, 41, 43, 44, 45]


def test_a_second_source_settles_them(raci, bundled, page, tmp_path):
    made = tmp_path / "decisions.toml"
    arguments = ("--second-source", page, "--format", "json", "--write-decisions", made)
    done = raci("import", bundled / "source.txt", *arguments)
    form = json.loads(done.out)
    assert (done.code, done.err) == (0, "")
    assert len(roles(form)) == 122
    cells = [cell for row in form["matrices"][0]["activities"] for cell in row["cells"]]
    assert [cell["basis"] for cell in cells].count("SecondSource") == 52
    assert made.read_text("utf-8").count("[[decision]]") == 26


def test_written_decisions_are_enough_without_the_second_source(raci, bundled, page, tmp_path):
    source = shutil.copy(bundled / "source.txt", tmp_path)
    raci("import", source, "--second-source", page, "--write-decisions", tmp_path / "d.toml", "-o", tmp_path / "a")
    done = raci("import", source, "--decisions", tmp_path / "d.toml", "-o", tmp_path / "b")
    assert done.code == 0
    assert (tmp_path / "a/matrix.ttl").read_bytes() == (tmp_path / "b/matrix.ttl").read_bytes()


def test_a_second_source_with_several_matrices_is_refused(fails, bundled, page, tmp_path):
    several = tmp_path / "several.md"
    several.write_text(page.read_text("utf-8") + "\n| Activity | Bank | Shop |\n|---|---|---|\n| Pay | R | A |\n")
    line = fails(2, "import", bundled / "source.txt", "--second-source", several)
    assert line == f"{several}: the second source holds 2 matrices, and one is to be compared. Split the document"


def test_the_parsed_form_keeps_its_schema(raci, repository, bundled, lending):
    schema = json.loads((repository / "raci_graph/schemas/parsed-form.schema.json").read_text("utf-8"))
    check = jsonschema.Draft202012Validator(schema)
    for source in (bundled / "source.txt", lending):
        form = json.loads(raci("import", source, "--format", "json").out)
        assert form["matrices"]
        assert list(check.iter_errors(form)) == []


def test_standard_input_is_read_in_the_format_that_is_named(repository):
    table = "Task,Ann,Bob\nSell,R,A\nPrint,A,R\n"
    command = [sys.executable, "-m", "raci_graph", "import", "-", "--from", "csv", "--format", "json"]
    done = subprocess.run(command, input=table, cwd=repository, capture_output=True, text=True, check=True)
    [matrix] = json.loads(done.stdout)["matrices"]
    assert (matrix["source"], matrix["layout"]) == ("stdin.csv", "parties-as-columns")
    assert [[cell["printed"] for cell in row["cells"]] for row in matrix["activities"]] == [["R", "A"], ["A", "R"]]


def test_standard_input_without_a_format_and_an_unknown_format_are_refused(fails, lending):
    assert fails(2, "import", "-").startswith("standard input has no name that tells its format. Say it")
    assert fails(2, "import", lending, "--from", "docx").startswith("no reader for the format 'docx'. Readers: adoc")


def test_options_name_the_matrix(raci, lending, tmp_path):
    source = shutil.copy(lending, tmp_path)
    named = ("--base", "https://example.org/x/", "--id", "desk", "--version-id", "2", "--language", "en-GB")
    said = ("--publisher", "The library", "--service", "The desk")
    done = raci("import", source, *named, *said)
    assert (done.code, done.err) == (0, "")
    assert "\n<https://example.org/x/the-library/desk/2>\n    a dcat:Dataset" in done.out
    assert 'dcterms:title "Lending desk"@en-gb' in done.out
    assert "raci:concernsService <https://example.org/x/the-library/service/the-desk>" in done.out


def test_settings_beside_the_source_name_it_and_options_win(raci, lending):
    assert "\n<https://example.org/id/town-library/lending/2026-01-31>\n" in raci("import", lending).out
    assert "\n<https://example.org/id/town-library/lending/7>\n" in raci("import", lending, "--version-id", "7").out


def test_without_a_base_the_matrix_is_named_by_its_content_and_that_is_said(raci, lending, tmp_path):
    done = raci("import", shutil.copy(lending, tmp_path))
    assert done.code == 0
    assert "\n<urn:uuid:46a4bbb5-1559-5d29-bba5-567779417ed1>\n    a dcat:Dataset" in done.out
    assert done.err.startswith("lending.md: no --base was given, so the matrix is named by its content (urn:uuid)")


def test_one_file_holds_all_triples(raci, bundled, tmp_path):
    settled = ("--decisions", bundled / "decisions.toml")
    raci("import", bundled / "source.txt", *settled, "-o", tmp_path / "all.ttl")
    assert raci("validate", tmp_path / "all.ttl").code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["all.ttl"]


@pytest.mark.parametrize("fail_on", ["violation", "never"])
def test_fail_on_decides_the_exit_code(raci, bundled, fail_on):
    done = raci("import", bundled / "source.txt", "--format", "json", "--fail-on", fail_on)
    assert done.code == {"violation": 1, "never": 0}[fail_on]
