"""Bad input: one clear line with what to do, the right exit code, no traceback, nothing half-written."""

import errno
import shutil
import subprocess
import sys

import pytest

from raci_graph.cli.common import write_files
from raci_graph.errors import OutputError

NO_MATRIX = "A matrix is a table of activities by parties, with letters such as R and A in its cells"


@pytest.fixture
def file(tmp_path):
    def make(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return make


@pytest.mark.parametrize("command", ["import", "report", "validate"])
def test_a_missing_file(command, fails, tmp_path):
    path = tmp_path / "none.md"
    assert fails(3, command, path).startswith(f"{path}: there is no such file")


@pytest.mark.parametrize("command", ["report", "validate"])
def test_an_unknown_bundled_name(command, fails):
    line = fails(2, command, "hosted-exchang")
    assert line == "there is no file and no bundled matrix 'hosted-exchang'. Give a path, or one of: hosted-exchange"


@pytest.mark.parametrize("command", ["report", "validate"])
def test_a_folder_without_sources(command, fails, tmp_path):
    line = fails(3, command, tmp_path)
    known = (
        ".adoc, .asc, .asciidoc, .csv, .htm, .html, .markdown, .md, .ods, .rest, .rst, .tsv, .txt, .xls, .xlsm, .xlsx, "
        ".yaml, .yml, .ttl, .nt, .nq, .trig"
    )
    assert line == f"{tmp_path}: the folder holds no source. A source is a file ending in {known}"


def test_a_folder_for_import(fails, tmp_path):
    assert fails(2, "import", tmp_path) == f"'{tmp_path}' is a folder. Give one document"


@pytest.mark.parametrize("command", ["import", "report", "validate"])
@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", bytes(range(256)) * 4])
def test_a_binary_file(command, content, fails, file):
    path = file("picture.md", content)
    assert fails(3, command, path).startswith(
        "picture.md: this is a binary file, not a text document. Give a Markdown page, a plain text or a CSV file"
    )


@pytest.mark.parametrize("command", ["report", "validate"])
def test_broken_turtle(command, fails, file):
    path = file("broken.ttl", "<urn:x:s> <urn:x:p> .\n")
    line = fails(3, command, path)
    assert line.startswith("broken.ttl:1:")
    assert line.endswith("Mend the file")


@pytest.mark.parametrize("command", ["report", "validate"])
def test_turtle_without_a_matrix(command, fails, file):
    path = file("other.ttl", "<urn:x:s> <urn:x:p> 1 .\n")
    assert (
        fails(3, command, path) == f"{path}: there is no raci:ResponsibilityMatrix in it. Give the Turtle of a matrix"
    )


@pytest.mark.parametrize("command", ["report", "validate"])
@pytest.mark.parametrize("content", ["", "# A page\n\nNothing here.\n", "| Fruit | Price |\n|---|---|\n| Fig | 3 |\n"])
def test_markdown_without_a_matrix(command, content, fails, file):
    path = file("page.md", content)
    assert fails(3, command, path) == f"{path}: there is no responsibility matrix in it. {NO_MATRIX}"


@pytest.mark.parametrize("command", ["report", "validate"])
def test_markdown_that_speaks_of_a_matrix_and_has_none(command, fails, file):
    path = file("page.md", "# A page\n\nThe RACI matrix is kept elsewhere.\n")
    said = "no responsibility matrix was read in this document, though it speaks of who has which role"
    assert fails(3, command, path) == f"page.md:3:1: {said}. {NO_MATRIX}"


def test_an_import_without_a_matrix_leaves_the_output_alone(raci, file, tmp_path):
    output = file("kept.ttl", "old")
    done = raci("import", file("page.md", "# A page\n"), "-o", output)
    assert (done.code, done.out, output.read_text()) == (3, "", "old")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kept.ttl", "page.md"]


@pytest.mark.parametrize("format_", ["turtle", "json"])
def test_an_output_that_cannot_be_written_leaves_nothing(format_, fails, lending, tmp_path):
    (tmp_path / "file").write_text("a file, not a folder")
    target = tmp_path / "file" / "out.ttl"
    line = fails(5, "import", lending, "-o", target, "--format", format_)
    assert line.startswith(f"{target}: cannot be written")
    assert (tmp_path / "file").read_text() == "a file, not a folder"


def test_of_several_outputs_all_are_written_or_none(fails, lending, tmp_path):
    (tmp_path / "places.ttl").mkdir()
    (tmp_path / "matrix.ttl").write_text("old")
    fails(5, "import", lending, "-o", tmp_path)
    assert (tmp_path / "matrix.ttl").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["matrix.ttl", "places.ttl"]


@pytest.mark.parametrize("ends", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
def test_what_ends_the_writing_leaves_the_old_file_and_nothing_half_written(ends, tmp_path):
    def pieces():
        yield "half"
        raise ends

    (tmp_path / "out.ttl").write_text("old")
    with pytest.raises((OutputError, KeyboardInterrupt)) as raised:
        write_files({tmp_path / "first.ttl": "whole", tmp_path / "out.ttl": pieces()})
    assert isinstance(raised.value, OutputError) == isinstance(ends, OSError)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("out.ttl", "old")]


def test_a_query_that_does_not_parse(fails):
    line = fails(2, "query", "SELECT ?s WHERE { ?s ?p }")
    assert line.startswith("query:1:")
    assert "does not parse" in line


def test_an_unknown_question_names_near_ones(fails):
    line = fails(2, "query", "handover")
    assert "handover" in line
    assert "03-handovers" in line


def test_an_unknown_parameter_names_the_known_ones(fails):
    line = fails(2, "query", "handovers", "-p", "party=Customer")
    assert "party" in line
    assert "accountable" in line


def test_a_parameter_without_a_value(fails):
    assert "NAME=VALUE" in fails(2, "query", "handovers", "-p", "accountable")


@pytest.mark.parametrize(
    ("arguments", "command"),
    [(("reports",), ""), (("report", "--fromat", "json"), "report "), (("ontology", "chck"), "ontology ")],
)
def test_wrong_usage_says_what_to_type(arguments, command, fails):
    line = fails(2, *arguments)
    assert line.startswith("No such ")
    assert any(each in line for each in arguments[-2:])
    assert line.endswith(f". Try 'raci-graph {command}--help'")


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("[matrix]\nbse = 'https://example.org/'\n", "unknown key 'bse'. Did you mean 'base'?"),
        ("[matrix\n", "this is not TOML"),
        ("[matrix]\nbase = 'example.org'\n", "base 'example.org' is not an absolute IRI"),
    ],
)
def test_wrong_settings_are_named(settings, said, fails, file, lending):
    path = file("page.md", lending.read_bytes())
    toml = file("raci.toml", settings)
    line = fails(2, "report", path)
    assert line.startswith(f"{toml}: {said}")


def test_a_pipe_that_closes_early_is_quiet(repository, need):
    need("bash", shutil.which("bash"))
    need("head", shutil.which("head"))
    command = f"set -o pipefail; '{sys.executable}' -m raci_graph report | head -n 1"
    done = subprocess.run(["bash", "-c", command], cwd=repository, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "Hosted Exchange Responsibility model\n"


def test_a_console_that_cannot_show_a_letter_does_not_break(repository, lending, tmp_path):
    path = tmp_path / "page.md"
    path.write_text(lending.read_text("utf-8").replace("Lend a book", "Prêter un livre ✓"), "utf-8")
    env = {"PYTHONIOENCODING": "ascii", "PATH": "/usr/bin:/bin", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "raci_graph", "report", path]
    done = subprocess.run(command, cwd=repository, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Pr\\xeater un livre \\u2713" in done.stdout
