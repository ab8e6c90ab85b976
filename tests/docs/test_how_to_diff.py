"""docs/how-to/diff.md: its commands do what it shows, one after the other, and it names every form and kind."""

import re
import shlex
import shutil

import pytest

from raci_graph.cli import run
from raci_graph.compare import KINDS
from raci_graph.compare_formats import DIFF_FORMS


@pytest.fixture(scope="module")
def page(repository):
    return (repository / "docs/how-to/diff.md").read_text("utf-8")


def test_every_command_does_what_is_shown(page, repository, monkeypatch, capsys, tmp_path):
    for name in ("2026.md", "2027.md"):
        shutil.copy(repository / "tests/fixtures/versions" / name, tmp_path)
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"^```console\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    parts = [part.partition("\n") for block in blocks for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]]
    assert len(parts) == 9
    for command, _, shown in parts:
        program, *arguments = shlex.split(command)
        assert program == "raci-graph"
        run(arguments)
        printed = capsys.readouterr()
        assert (printed.out + printed.err).replace("\r\n", "\n") == shown, command
    (questions,) = re.findall(r"^```toml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert (tmp_path / "decisions.toml").read_text("utf-8") == questions


def test_every_form_and_kind_is_told(page):
    assert tuple(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)) == DIFF_FORMS
    said = page.partition("there is such a change:")[2].partition(" of them")[0]
    assert set(re.findall(r"`(\w+)`", said)) == {*KINDS, "any"}
