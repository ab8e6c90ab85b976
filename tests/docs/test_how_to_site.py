"""docs/how-to/site.md: the command says what it shows, and the pages and files that it names are there."""

import re

import pytest

from raci_graph.cli import run

NUMBERS = re.compile(r"[\d,]+ files, [\d,]+ bytes")


@pytest.fixture(scope="module")
def page(repository):
    return (repository / "docs/how-to/site.md").read_text("utf-8")


def indented(page):
    """The indented lines of the page: its commands, and what the first one says."""
    return re.findall(r"^    (\S.*)$", re.sub(r"^```.*?^```$", "", page, flags=re.MULTILINE | re.DOTALL), re.MULTILINE)


def test_the_command_says_what_is_shown_and_writes_the_pages(page, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    command, shown, _ = indented(page)
    assert run(command.split()[1:]) == 0
    assert NUMBERS.sub("", capsys.readouterr().err) == NUMBERS.sub("", f"{shown}\n")
    folder = tmp_path / "public"
    named = {"PUBLISHER": "ovhcloud", "MATRIX": "hosted-exchange", "VERSION": "2022-11-15", "NAME": "make-backups"}
    named |= {"FRAMEWORK": "iso-27001-2022", "ID": "A.8.13"}
    rows = re.findall(r"^\| (`[^|]*) \|", page, re.MULTILINE)
    paths = [path for row in rows for path in re.findall(r"`([^`]*)`", row) if not path.startswith("…")]
    assert len(paths) == 18
    meant = [re.sub(r"\b(?:[A-Z]{4,}|ID)\b", lambda word: named[word[0]], path) for path in paths]
    assert [path for path in meant if not (folder / path).exists()] == []
    graphs = [f"{name}.{form}" for name in ("matrix", "shortcuts", "places") for form in ("ttl", "nt", "rdf", "jsonld")]
    files = [*graphs, *re.findall(r"`((?:matrix|table|assignments|csv-metadata|all)\.\w+)`", page)]
    beside = {each.name for each in (folder / "id/ovhcloud/hosted-exchange/2022-11-15").iterdir()}
    assert beside == {"index.html", *files}


def test_the_command_with_a_base_puts_matrices_of_ones_own_below_it(page, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    _, _, command = indented(page)
    program, *arguments = command.split()
    assert (program, arguments[:2]) == ("raci-graph", ["site", "graph/"])
    (tmp_path / "mail.md").write_text("# Mail\n\n| Task | Ann | Bob |\n|---|---|---|\n| Run it | R | A |\n", "utf-8")
    about = ["[matrix]", f'base = "{arguments[-1]}id/"', 'publisher = "Town"', 'id = "mail"', 'version = "2026-01-01"']
    (tmp_path / "raci.toml").write_text("\n".join([*about, ""]), "utf-8")
    assert run(["import", "mail.md", "-o", "graph"]) == 0
    capsys.readouterr()
    assert run(arguments) == 0
    assert NUMBERS.sub("", capsys.readouterr().err) == "public: 1 matrix, \n"
    assert (tmp_path / "public/id/town/mail/2026-01-01/index.html").is_file()
