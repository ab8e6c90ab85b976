"""docs/reference/: each page has all that there is, by its name."""

import re

import click
import pyoxigraph as ox
import pytest

import raci_graph
from raci_graph import explain
from raci_graph.cli import cli
from raci_graph.queries import saved_queries


@pytest.fixture
def page(repository):
    return lambda name: (repository / "docs/reference" / f"{name}.md").read_text("utf-8")


def parts(page):
    """The text below each heading of the second level."""
    return {part.partition("\n")[0]: part for part in re.split(r"^## ", page, flags=re.MULTILINE)[1:]}


def below(command, context):
    """A command and all below it, by its path."""
    yield context.command_path, command
    for name in command.list_commands(context) if isinstance(command, click.Group) else ():
        found = command.get_command(context, name)
        yield from below(found, click.Context(found, context, info_name=name))


def test_every_command_has_all_its_options_and_their_help(page):
    told = parts(page("commands"))
    every = dict(below(cli, click.Context(cli, info_name="raci-graph")))
    assert list(told) == list(every)[1:]
    for path in told:
        options = [each for each in every[path].params if isinstance(each, click.Option)]
        rows = re.findall(r"^\| `(-[^`]*)` \| .+ \|$", told[path], re.MULTILINE)
        names = [re.findall(r"(?<![\w|-])--?[a-z][a-z-]*", row) for row in rows]
        assert names == [[*each.opts, *each.secondary_opts] for each in options]


def test_every_question_has_its_parameters_and_columns(page):
    told = parts(page("queries"))
    assert {name: re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE) for name, text in told.items()} == {
        query.name: [*(each.name for each in query.params), *query.columns] for query in saved_queries()
    }


def test_every_rule_leads_to_its_page(page, repository):
    linked = re.findall(r"^\| \[(\w+)\]\(\.\./rules/(\w+)\.md\) \|", page("rules"), re.MULTILINE)
    assert linked == [(code, code) for code in explain.codes()]
    assert all((repository / "docs/rules" / f"{code}.md").is_file() for code, _ in linked)


def test_every_term_of_the_ontology_is_told(page, repository):
    declared = {
        quad.subject.value.partition("#")[2]
        for path in (repository / "ontology").glob("*.ttl")
        for quad in ox.parse(path.read_bytes(), ox.RdfFormat.TURTLE)
        if quad.predicate.value.endswith("#definition")
        and quad.subject.value.startswith("https://w3id.org/raci-graph/ns#")
    }
    assert len(declared) > 80
    assert declared - set(re.findall(r"^\| `raci:([\w-]+)` \|", page("ontology"), re.MULTILINE)) == set()


def test_every_public_name_is_told(page):
    assert sorted(parts(page("python-api"))) == sorted({*raci_graph.__all__} - {"__version__"})
