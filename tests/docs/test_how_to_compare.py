"""docs/how-to/compare.md: its command does what it shows, and its tables have every form and question."""

import re
import shlex

from raci_graph.cli import run
from raci_graph.compare_formats import COMPARISON_FORMS
from raci_graph.queries import saved_queries


def test_the_command_does_what_is_shown(repository, monkeypatch, capsys):
    monkeypatch.chdir(repository / "tests/fixtures/services")
    page = (repository / "docs/how-to/compare.md").read_text("utf-8")
    ((command, shown),) = re.findall(r"^```console\n\$ ([^\n]*)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    program, *arguments = shlex.split(command)
    assert program == "raci-graph"
    assert run(arguments) == 0
    assert capsys.readouterr().out == shown


def test_every_form_is_told_and_every_question_is_there(repository):
    page = (repository / "docs/how-to/compare.md").read_text("utf-8")
    assert re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE) == list(COMPARISON_FORMS)
    named = set(re.findall(r"`([a-z-]+)`", page.partition("## In SPARQL")[2]))
    assert named <= {query.name.partition("-")[2] for query in saved_queries()}
    assert len(named) == 5
