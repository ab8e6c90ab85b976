"""What other people's CI uses: the action, the hook and the job of the docs say what the tool can do."""

import re
import shlex

import click
import pytest
import yaml

from raci_graph.cli import cli


@pytest.fixture(scope="module")
def action(repository):
    return yaml.safe_load((repository / "action.yml").read_text("utf-8"))


@pytest.fixture(scope="module")
def hook(repository):
    (hook,) = yaml.safe_load((repository / ".pre-commit-hooks.yaml").read_text("utf-8"))
    return hook


def test_the_action_is_composite_and_each_step_says_its_shell(action):
    assert action["runs"]["using"] == "composite"
    assert [step.get("shell") for step in action["runs"]["steps"] if "run" in step] == ["bash", "bash"]
    assert sorted(action["inputs"]) == ["fail-on", "python-version", "sarif-file", "sources"]


def test_no_input_is_pasted_into_a_command(action):
    assert [step["run"] for step in action["runs"]["steps"] if "${{" in step.get("run", "")] == []


def test_each_input_is_used(action):
    used = set(re.findall(r"inputs\.([\w-]+)", str(action["runs"]["steps"])))
    assert used == set(action["inputs"])


def test_the_options_of_the_action_are_those_of_validate(action):
    options = {each for step in action["runs"]["steps"] for each in re.findall(r"(?<= )--[a-z-]+", step.get("run", ""))}
    command = cli.get_command(click.Context(cli), "validate")
    known = {name for option in command.params for name in option.opts}
    assert options - {"--quiet"} == {"--fail-on", "--format", "--output"}
    assert options - {"--quiet"} <= known


@pytest.mark.parametrize(
    ("path", "taken"),
    [
        ("docs/RACI.md", True),
        ("docs/our-raci-matrix.xlsx", True),
        ("responsibility-model.adoc", True),
        ("raci.toml", False),
        ("raci/readme.md", False),
        ("docs/guide.md", False),
    ],
)
def test_the_hook_takes_documents_that_say_by_their_names_what_they_hold(hook, path, taken):
    assert bool(re.search(hook["files"], path)) is taken


def test_the_hook_runs_validate(hook):
    assert shlex.split(hook["entry"]) == ["raci-graph", "validate", "--"]
    assert hook["language"] == "python"


def test_the_snippets_of_the_docs_are_yaml_and_name_what_there_is(repository, action, hook):
    page = (repository / "docs/how-to/ci.md").read_text("utf-8")
    snippets = [yaml.safe_load(text) for text in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)]
    github, pre_commit, gitlab = snippets
    step = github["jobs"]["matrices"]["steps"][1]
    assert set(step["with"]) <= set(action["inputs"])
    assert [each["id"] for each in pre_commit["repos"][0]["hooks"]] == [hook["id"]]
    command = shlex.split(gitlab["matrices"]["script"][1])
    assert command[:2] == ["raci-graph", "validate"]
    assert gitlab["matrices"]["artifacts"]["reports"]["junit"] == command[-1]
