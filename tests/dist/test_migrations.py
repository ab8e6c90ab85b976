"""The migrations in ontology/migrations: what they do, and that they do it once."""

import re

import pyoxigraph as ox
import pytest

BEFORE = """
<urn:m:1> { <urn:a> <https://w3id.org/raci-graph/ns#positionInCell> 1 ; <https://w3id.org/raci-graph/ns#markText> "R" }
<urn:m:2> { <urn:b> <https://w3id.org/raci-graph/ns#positionInCell> 2 , 3 }
<urn:m:3> { <urn:c> <https://w3id.org/raci-graph/ns#markText> "A" }
"""
AFTER = BEFORE.replace("positionInCell", "letterPosition")
CASES = {"example-renamed-property.rq": (BEFORE, AFTER)}
"""For each migration a dataset before and after it."""


def dataset(text):
    return set(ox.parse(text, ox.RdfFormat.TRIG))


def test_every_migration_has_a_case_and_a_header(repository):
    files = {path.name: path.read_text("utf-8") for path in (repository / "ontology/migrations").iterdir()}
    assert set(files) == set(CASES)
    for text in files.values():
        assert re.findall(r"^#\+ (\w+): \S", text, re.MULTILINE) == ["summary", "from", "to"]


@pytest.mark.parametrize("name", CASES)
def test_a_migration_changes_each_graph_in_place_and_the_second_time_nothing(name, repository):
    before, after = CASES[name]
    store = ox.Store()
    store.extend(dataset(before))
    for _ in range(2):
        store.update((repository / "ontology/migrations" / name).read_text("utf-8"))
        assert set(store) == dataset(after)


def test_a_migration_runs_on_the_command_line(repository, tmp_path, capsys):
    from raci_graph.cli import run

    store = ox.Store(str(tmp_path / "my.store"))
    store.extend(dataset(BEFORE))
    del store
    path = repository / "ontology/migrations/example-renamed-property.rq"
    assert run(["query", "--file", str(path), "--store", str(tmp_path / "my.store"), "--allow", "update"]) == 0
    capsys.readouterr()
    assert set(ox.Store.read_only(str(tmp_path / "my.store"))) == dataset(AFTER)
