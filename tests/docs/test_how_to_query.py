"""docs/how-to/query.md: its commands do what it shows, and its table has every form."""

import re
import shlex

import pytest

from raci_graph.cli import run
from raci_graph.cli.answering import ROW_FORMS, TRIPLE_FORMS
from raci_graph.cli.query import _BY_ENDING


@pytest.fixture(scope="module")
def page(repository):
    return (repository / "docs/how-to/query.md").read_text("utf-8")


def commands(page):
    """Each command of the page, as the shell takes it apart, and what the page shows below it."""
    blocks = re.findall(r"^```console\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    parts = [part for block in blocks for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]]
    return [(shlex.split(command), shown) for command, _, shown in (part.partition("\n") for part in parts)]


def test_every_command_does_what_is_shown(page, repository, monkeypatch, capsys):
    monkeypatch.chdir(repository / "tests/fixtures/library")
    found = commands(page)
    assert len(found) == 10
    for (program, *arguments), shown in found:
        assert program == "raci-graph"
        run(arguments)
        printed = capsys.readouterr()
        assert (printed.out + printed.err).replace("\r\n", "\n") == shown, arguments


def test_every_form_and_ending_is_told(page):
    rows = re.findall(r"^\| (`[^|]*) \|", page, re.MULTILINE)
    assert set(re.findall(r"`(\w+)`", " ".join(rows))) == {*ROW_FORMS, *TRIPLE_FORMS}
    said = page.partition("where `--format` does not:")[2].partition(".\n")[0]
    assert set(re.findall(r"`(\.\w+)`", said)) == set(_BY_ENDING)
