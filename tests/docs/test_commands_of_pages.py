"""Every command that README and docs show is run and compared, or it is said here why not."""

import re
import shlex
import shutil

import click
import pytest
from follow_page import commands, follow  # tools/

from raci_graph.cli import cli, run

# A page with commands is named in OWN_TEST, or in FOLLOWED, where `python tools/follow_page.py PAGE [FOLDER]` writes
# what its commands print.

# Pages that are followed here, with the folder of tests/fixtures whose files lie there at the start.
FOLLOWED = {
    "README.md": None,
    "docs/activity-types.md": None,
    "docs/how-to/compare.md": "services",
    "docs/how-to/load.md": "library",
    "docs/how-to/query.md": "library",
    "docs/how-to/role-set.md": None,
    "docs/how-to/shapes.md": None,
    "docs/tutorial.md": None,
}
# Pages whose commands a test of their own runs.
OWN_TEST = {
    "docs/how-to/diff.md": "test_how_to_diff.py",
    "docs/how-to/page.md": "test_how_to_page.py",
    "docs/how-to/render.md": "test_how_to_render.py",
    "docs/how-to/spreadsheet.md": "test_how_to_render.py",
}
# Pages whose commands are run here with a server on a free port, and the address that they name.
SERVERS = {
    "docs/how-to/oxigraph.md": "http://localhost:7878",
    "docs/how-to/virtuoso.md": "http://localhost:8890",
}
# Pages whose sh blocks show no output: test_examples.py runs each command.
EXAMPLES = {
    "docs/how-to/diff.md",
    "docs/inference.md",
    "docs/reference/commands.md",
    "docs/releasing.md",
    "docs/rules/F05.md",
}
# Other pages with commands in sh blocks, which are not run as they stand: why.
NOT_RUN = {
    "README.md": ".ci/run runs them",
    "docs/how-to/fuseki.md": "needs Fuseki",
    "docs/how-to/graphdb.md": "needs GraphDB",
    "docs/how-to/neptune.md": "needs Neptune",
    "docs/how-to/qlever.md": "needs QLever",
    "docs/how-to/rdf4j.md": "needs RDF4J",
    "docs/how-to/serve.md": "runs until it is stopped; tests/serve/test_how_to_serve.py asks what it asks",
    "docs/how-to/stardog.md": "needs Stardog",
}
# What follows a command in a shell, or stands for what the reader puts there.
NO_ARGUMENT = {"...", "…", "SOURCE", "SOURCE..."}


@pytest.fixture(scope="module")
def pages(repository):
    """Each page, by its path: README, and all of docs."""
    paths = [repository / "README.md", *sorted((repository / "docs").rglob("*.md"))]
    return {path.relative_to(repository).as_posix(): path.read_text("utf-8") for path in paths}


def blocks(language, page):
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


def test_every_page_with_commands_is_followed_or_has_a_test_of_its_own(pages):
    assert {name for name, page in pages.items() if commands(page)} == FOLLOWED.keys() | OWN_TEST.keys()
    assert not FOLLOWED.keys() & OWN_TEST.keys()


@pytest.mark.parametrize(("name", "test"), OWN_TEST.items())
def test_a_test_of_its_own_reads_the_page(name, test, repository):
    text = (repository / "tests/docs" / test).read_text("utf-8")
    assert name.rpartition("/")[2] in text
    assert "from raci_graph.cli import run" in text


@pytest.mark.parametrize("name", FOLLOWED)
def test_every_command_of_the_page_does_what_is_shown(name, pages, repository, monkeypatch, tmp_path):
    if FOLLOWED[name]:
        shutil.copytree(repository / "tests/fixtures" / FOLLOWED[name], tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    assert follow(pages[name]) == pages[name]


def test_what_is_printed_otherwise_is_shown(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    table = "Task,Ann,Bob\nDance,R,A\n"
    file = f"Take `a/b.csv`:\n\n```text\n{table}```\n\n"
    page = f"{file}```console\n$ raci-graph explain Q99\nFine.\n$ echo $?\n0\n```\n"
    said = "raci-graph: there is no rule 'Q99'. Did you mean F01, F02, F03?"
    assert follow(page) == page.replace("Fine.", said).replace("\n0\n", "\n2\n")
    assert (tmp_path / "a/b.csv").read_text() == table


def test_a_command_of_another_program_is_refused():
    with pytest.raises(ValueError, match="rm -r x"):
        follow("```console\n$ rm -r x\n```\n")


def test_a_page_with_other_commands_has_a_server_or_its_reason_here(pages):
    shown = {name for name, page in pages.items() if re.search(r"\braci-graph ", "".join(blocks("sh", page)))}
    assert shown == SERVERS.keys() | NOT_RUN.keys() | EXAMPLES
    assert len(shown) == len(SERVERS) + len(NOT_RUN) + len(EXAMPLES)


def test_the_pages_of_examples_are_those_that_are_run(repository):
    text = (repository / "tests/docs/test_examples.py").read_text("utf-8")
    (named,) = re.findall(r"^PAGES = \((.*?)^\)", text, re.MULTILINE | re.DOTALL)
    assert set(re.findall(r'"([^"]+)"', named)) == EXAMPLES


@pytest.mark.parametrize("name", SERVERS)
def test_every_command_of_a_page_about_a_server_is_answered(name, pages, servers, monkeypatch, capsys):
    address = servers.virtuoso() if "virtuoso" in name else servers.oxigraph("serve")
    monkeypatch.setenv("RACI_GRAPH_USER", "dba")
    monkeypatch.setenv("RACI_GRAPH_PASSWORD", "dba")
    lines = [line for line in "".join(blocks("sh", pages[name])).splitlines() if line.startswith("raci-graph ")]
    validate, query = [shlex.split(line.replace(SERVERS[name], address))[1:] for line in lines]
    assert run(["load", "hosted-exchange", *validate[-2:]]) == 0
    capsys.readouterr()
    assert run(validate) == 0
    assert capsys.readouterr().err == "0 violation, 4 warning, 27 info\n"
    assert run([*query, "--format", "csv"]) == 0
    assert [line.split(",")[1] for line in capsys.readouterr().out.splitlines()] == ["row", "18", "22", "46"]


def named_commands(page):
    """The commands that a page names in its text and its sh blocks, without those that leave something open."""
    prose = re.sub(r"^```.*?^```$", "", page, flags=re.MULTILINE | re.DOTALL)
    lines = [*re.findall(r"`(raci-graph [a-z][^`]*)`", prose), *"\n".join(blocks("sh", page)).splitlines()]
    return [
        line for line in lines if line.startswith("raci-graph ") and line != "raci-graph id"
    ]  # a header of workbooks


def test_every_command_that_is_named_is_one_with_these_options(pages):
    named = [(name, " ".join(command.split())) for name, page in pages.items() for command in named_commands(page)]
    assert len(named) > 80
    assert [(name, command, wrong) for name, command in named if (wrong := what_is_wrong(command))] == []


def what_is_wrong(line):
    """What the command line would not take of a command: its name or an option."""
    command, context = cli, click.Context(cli, info_name="raci-graph")
    arguments = [each for each in shlex.split(line, comments=True)[1:] if each not in NO_ARGUMENT]
    while isinstance(command, click.Group) and arguments:
        found = command.get_command(context, arguments[0])
        if found is None:
            return f"there is no command {arguments[0]}"
        command, context = found, click.Context(found, context, info_name=arguments.pop(0))
    try:
        command.make_parser(context).parse_args(arguments)
    except click.UsageError as error:
        return error.format_message()
    return None
