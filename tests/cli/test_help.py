"""Every command says what it does, with an example, and every option has its line."""

import click
import pytest

from raci_graph import __version__
from raci_graph.cli import COMMANDS, cli


def commands():
    """Every command with its path: raci-graph, raci-graph report, raci-graph ontology check, ..."""
    found = {(): cli}
    context = click.Context(cli)
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        found[name,] = command
        if isinstance(command, click.Group):
            found |= {(name, sub): each for sub, each in command.commands.items()}
    return found


def test_the_commands_are_those_of_the_issue():
    assert [" ".join(path) for path in commands()] == [
        "",
        "report",
        "import",
        "new",
        "validate",
        "query",
        "queries",
        "diff",
        "compare",
        "render",
        "types",
        "types list",
        "types suggest",
        "types accept",
        "load",
        "unload",
        "graphs",
        "export",
        "serve",
        "site",
        "explain",
        "ontology",
        "ontology check",
        "ontology classify",
        "dist",
    ]


@pytest.mark.parametrize("path", commands(), ids=lambda path: " ".join(path) or "raci-graph")
def test_help_has_an_example(path, raci):
    done = raci(*path, "--help")
    assert done.code == 0
    assert "Example" in done.out
    assert f"raci-graph {' '.join(path)}".strip() in done.out


@pytest.mark.parametrize("path", commands(), ids=lambda path: " ".join(path) or "raci-graph")
def test_every_option_says_what_it_is_for(path):
    options = [each for each in commands()[path].params if isinstance(each, click.Option)]
    assert [each.opts for each in options if not each.help] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_the_readme_shows_every_command(name, repository):
    assert f"`raci-graph {name}" in (repository / "README.md").read_text("utf-8")


def test_version(raci):
    assert raci("--version") == (0, f"raci-graph, version {__version__}\n", "")


def test_without_a_command_the_help_is_shown(raci):
    done = raci()
    assert done.code == 2
    assert "Commands:" in done.err
