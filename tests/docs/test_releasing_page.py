"""docs/releasing.md: the files it names are in a release, and its commands are those of the tool."""

import fnmatch
import re
import tomllib

import pytest

from raci_graph.cli.dist import command
from raci_graph.dist import build_release
from raci_graph.dist.archive import unpacked
from raci_graph.dist.terms import TermChange, least_version


@pytest.fixture(scope="module")
def page(repository):
    return (repository / "docs/releasing.md").read_text("utf-8")


@pytest.fixture(scope="module")
def names():
    """The names of what is in a release, below its top folder."""
    built = build_release()
    (archive,) = [name for name in built.files if name.endswith(".zip")]
    return [name.partition("/")[2] for name in unpacked(archive, built.files[archive])]


def test_every_file_that_the_table_names_is_in_the_archive(page, names):
    table = page.partition("| in the archive |")[2].partition("\n\n")[0]
    firsts = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    named = [name for first in firsts for name in re.findall(r"`([^`]+)`", first)]
    assert len(named) == 14
    for name in named:
        pattern = f"*{name.replace('…', '*')}*" if name.endswith("/") or "…" in name else f"*{name}"
        assert fnmatch.filter(names, pattern), name


def test_every_folder_and_file_at_the_top_is_in_the_table(page, names):
    tops = {f"{name.partition('/')[0]}/" if "/" in name else name for name in names} - {"README.md"}
    assert [top for top in sorted(tops) if f"`{top}`" not in page] == []


def test_its_options_are_those_of_the_command(page):
    options = {option for each in command.params for option in each.opts}
    shown = re.findall(r"raci-graph dist((?: (?:-o \S+|--\w+))*)", page)
    assert {word for each in shown for word in each.split() if word.startswith("-")} == {"-o", "--check"} <= options


def test_the_extra_that_it_names_has_what_dist_needs(page, repository):
    extras = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    assert "pip install 'raci-graph[publish]'" in page
    assert [each.partition(">")[0] for each in extras["publish"]] == ["csvw", "pyld"]
    assert "raci-graph[publish]" in extras["test"]


@pytest.mark.parametrize(
    ("part", "kinds", "least"),
    [
        ("major", ["removed", "meaning"], "2.0.0"),
        ("minor", ["added", "deprecated"], "1.1.0"),
        ("patch", ["words"], "1.0.1"),
    ],
)
def test_the_parts_of_a_version_move_as_the_policy_says(part, kinds, least, page):
    assert f"\n| {part} | " in page
    assert {least_version("1.0.0", [TermChange("raci:A", kind)]) for kind in kinds} == {least}


def test_the_example_of_a_migration_is_named_and_is_there(page, names):
    assert "`example-renamed-property.rq`" in page
    assert "ontology/migrations/example-renamed-property.rq" in names


def test_the_last_release_is_kept_for_comparison(page, repository):
    assert "`ontology/releases/VERSION.terms.tsv`" in page
    releases = sorted(path.name for path in (repository / "ontology/releases").iterdir())
    assert releases == ["0.1.0.terms.tsv"]
