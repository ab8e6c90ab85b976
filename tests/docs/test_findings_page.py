"""docs/findings.md says what is so: the forms, the settings, the thresholds of the shapes, what can be waived."""

import json
import re

import pytest

from raci_graph.check_settings import FAIL_ON, PROJECT_FILE, read_check_settings
from raci_graph.report_formats import FORMS
from raci_graph.thresholds import RULES
from raci_graph.validation import shape_triples


@pytest.fixture(scope="module")
def page(repository):
    return (repository / "docs/findings.md").read_text("utf-8")


def rows(page, heading):
    """The rows of the table under a heading, without its head."""
    under = page.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    table = [line for line in under.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in table[2:]]


def test_every_form_is_told(page):
    assert [row[0] for row in rows(page, "Forms")] == [f"`{form}`" for form in FORMS]


def test_the_options_are_those_of_validate(page, repository):
    from raci_graph.cli.validate import command

    told = {name for row in rows(page, "What fails, and what is shown") for name in re.findall(r"--[a-z-]+", row[0])}
    assert told == {"--fail-on", "--rule", "--ignore"}
    assert told < {name for option in command.params for name in option.opts}
    assert all(f"`{name}`" in page or f" {name}`" in page for name in FAIL_ON)


@pytest.mark.parametrize("name", ["raci.toml", PROJECT_FILE])
def test_the_settings_shown_are_settings(name, page, tmp_path):
    (toml,) = re.findall(r"^```toml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    path = tmp_path / name
    path.write_text(toml if name == "raci.toml" else toml.replace("[validate", "[tool.raci-graph.validate"))
    settings = read_check_settings(path)
    assert (settings.fail_on, settings.rule, settings.ignore) == ("warning", ("P", "S", "F", "W"), ("W15",))
    assert list(settings.thresholds) == ["W10", "W13", "W23"]


def test_the_thresholds_told_are_those_of_the_shapes(page, repository):
    shapes = {
        triple.subject.value.partition("#")[2][:3]: triple.object
        for triple in shape_triples(("W",))
        if triple.predicate.value.endswith("#sparql")
    }
    queries = {triple.subject: triple.object.value for triple in shape_triples(("W",)) if "#select" in str(triple)}

    def number(code, name):
        return re.search(rf"BIND \( ([0-9]+) AS \?{name} \)", queries[shapes[code]])[1]

    told = {row[0][:3]: [cell.rpartition(": ")[2] for cell in row[1:]] for row in rows(page, "Thresholds")}
    assert told.pop("W10") == ["2", ""]
    assert told == {
        code: [
            number(code, "leastParties"),
            f"{number(code, 'shareTop')}/{number(code, 'shareBottom')}" if "share" in names else "",
        ]
        for code, names in RULES.items()
        if code != "W10"
    }
    for code in RULES:
        assert "`[validate.thresholds]`" in (repository / f"docs/rules/{code}.md").read_text("utf-8")


def test_the_schema_told_is_there(page, repository):
    (name,) = set(re.findall(r"`(raci_graph/schemas/[^`]*)`", page))
    assert json.loads((repository / name).read_text("utf-8"))["type"] == "object"
