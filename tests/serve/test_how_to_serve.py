"""docs/how-to/serve.md: the addresses and commands that it shows answer as it says."""

import json
import re
import shlex
import shutil
import subprocess
from urllib.parse import quote

import pytest

from raci_graph.cli import run


@pytest.fixture(scope="module")
def page(repository):
    return (repository / "docs/how-to/serve.md").read_text("utf-8")


def test_each_request_of_the_page_is_answered(page, site, need, tmp_path):
    curl = need("curl", shutil.which("curl"))
    (tmp_path / "question.rq").write_text("SELECT (COUNT(*) AS ?n) { ?x a <https://w3id.org/raci-graph/ns#Activity> }")
    commands = [shlex.split(line) for line in page.splitlines() if line.startswith("curl ")]
    answers = []
    for _, address, *options in commands:
        there = address.replace("http://127.0.0.1:7676/", site.address)
        done = subprocess.run([curl, "-sS", there, *options], cwd=tmp_path, capture_output=True, text=True, check=True)
        answers.append(done.stdout)
    assert json.loads(answers[0])["boolean"] is True
    assert answers[1].split() == ["n", "49"]
    assert len(answers) == 2


def test_each_address_of_the_page_is_there(page, site, hosted_exchange):
    addresses = re.findall(r"^\| `(/[^`]*)` \|", page, re.MULTILINE)
    meant = [
        each.replace("NAME", "handovers").replace("=IRI", f"={quote(hosted_exchange, safe='')}") for each in addresses
    ]
    assert len(meant) == 7
    assert [(each, status) for each in meant if (status := site.ask(each).status) != 200] == []


@pytest.fixture
def here(bundled_copy, repository, tmp_path, monkeypatch):
    """A folder with what the commands of the page name."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(repository / "tests/fixtures/library/lending.md", "page.md")
    bundled_copy.rename("graph")
    assert run(["load", "page.md", "graph/", "--store", "my.store", "--no-validate"]) == 0


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("named", ["page.md graph/", "--store my.store"])
def test_what_the_page_serves_is_what_the_command_takes(named, page, start):
    assert f"raci-graph serve {named} " in page
    text = start(*named.split()).ask("/").text
    assert "Lending desk" in text
    assert "Hosted Exchange Responsibility model" in text
