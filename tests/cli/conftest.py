"""What the tests of the command line share: a run in this process, own inputs, and the bundled source."""

from typing import NamedTuple

import pytest

from raci_graph.cli import run
from raci_graph.graph.read import from_graph
from raci_graph.sources import parse_rdf


class Done(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def raci(capsys):
    """``raci("report", path)``: runs a command line and gives back its exit code and what it printed."""

    def call(*arguments):
        capsys.readouterr()
        code = run([str(each) for each in arguments])
        return Done(code, *capsys.readouterr())

    return call


@pytest.fixture
def fails(raci):
    """``fails(3, "import", path)``: runs it, wants that exit code and one line of error, and gives the line."""

    def call(code, *arguments):
        done = raci(*arguments)
        assert (done.code, done.out) == (code, "")
        assert done.err.startswith("raci-graph: ")
        assert done.err.count("\n") == 1
        assert "Traceback" not in done.err
        return done.err.removeprefix("raci-graph: ").rstrip("\n")

    return call


@pytest.fixture(scope="session")
def lending(repository):
    """A small matrix of our own, in Markdown, with a raci.toml beside it."""
    return repository / "tests/fixtures/library/lending.md"


@pytest.fixture(scope="session")
def bundled(repository):
    """The folder of the bundled matrix."""
    return repository / "data/ovhcloud/hosted-exchange/2022-11-15"


@pytest.fixture(scope="session")
def page(bundled, tmp_path_factory):
    """The bundled matrix as a Markdown page in the publisher's layout: headings, a legend, one table a section."""
    (matrix,) = from_graph([*parse_rdf((bundled / "matrix.ttl").read_bytes(), "matrix.ttl")], "matrix.ttl")
    lines = ["---", f"title: {matrix.title}", "---", "", "## RACI definition", "", "| Roles |", "| --- |"]
    lines += [f"| {entry.letter}: {entry.text} |" for entry in matrix.legend]
    header = " | ".join(f"**{column.label}**" for column in matrix.columns)
    for section in matrix.sections:
        lines += ["", f"{'#' * (2 + section.number.count('.'))} {section.source_text}", ""]
        rows = [each for each in matrix.activities if each.section == section.key]
        if rows:
            lines += [f"| **Activity** | {header} |", "| --- | --- | --- |"]
        for row in rows:
            lines.append(f"| {row.source_text} | " + " | ".join(cell.printed for cell in row.cells) + " |")
    path = tmp_path_factory.mktemp("page") / "page.md"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path
