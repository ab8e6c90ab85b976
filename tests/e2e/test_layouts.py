"""Each layout from a document to JSON and to a graph: of the form that is promised, the same in every run."""

import json
import unicodedata

import jsonschema
import pyoxigraph as ox
import pytest

from raci_graph.cli import run

KEY = "# RACI of the cafe\u0301\n\nR: Responsible\nA: Accountable\n\n"
LAYOUTS = {
    "parties-as-columns": "| Task | Zoe\u0308 | Bob |\n|---|---|---|\n| Grind | R | A |\n| Pour | A | R |\n",
    "roles-as-columns": "| Task | Responsible | Accountable |\n|---|---|---|\n| Grind | Zoe\u0308 | Bob |\n",
    "transposed": "| Role | Grind | Pour |\n|---|---|---|\n| Zoe\u0308 | R | A |\n| Bob | A | R |\n",
    "table-per-activity": "".join(
        f"## {task}\n\n| Role | Who |\n|---|---|\n| Responsible | Zoe\u0308 |\n| Accountable | Bob |\n\n"
        for task in ("Grind", "Pour")
    ),
    "list": "- Grind\n  - R: Zoe\u0308\n  - A: Bob\n- Pour\n  - R: Bob\n  - A: Zoe\u0308\n",
}


@pytest.fixture(params=LAYOUTS)
def layout(request):
    return request.param


@pytest.fixture
def document(layout, tmp_path):
    path = tmp_path / "page.md"
    path.write_text(KEY + LAYOUTS[layout], "utf-8")
    return path


@pytest.fixture
def imported(document, tmp_path):
    """``imported("one")``: imports the document into a folder, and gives the bytes of each file written."""

    def call(name):
        assert run(["import", str(document), "--base", "https://example.org/id/", "-o", str(tmp_path / name)]) == 0
        return {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()}

    return call


@pytest.fixture
def printed(document, capsys):
    """The JSON that an import prints."""
    assert run(["import", str(document), "--base", "https://example.org/id/", "--format", "json"]) == 0
    return capsys.readouterr().out


@pytest.fixture(scope="module")
def validator(repository):
    schema = json.loads((repository / "raci_graph/schemas/parsed-form.schema.json").read_text("utf-8"))
    return jsonschema.Draft202012Validator(schema)


def test_its_json_is_of_the_form(printed, validator, layout):
    form = json.loads(printed)
    assert [error.message for error in validator.iter_errors(form)] == []
    assert [(matrix["layout"], matrix["title"]) for matrix in form["matrices"]] == [(layout, "RACI of the caf\u00e9")]


@pytest.mark.parametrize("part", ["layout", "activities", "parties", "cells", "roles"])
def test_a_broken_copy_is_not_of_the_form(printed, validator, part):
    form = json.loads(printed)
    matrix = form["matrices"][0]
    activity = matrix["activities"][0]
    place = {"cells": activity, "roles": activity["cells"][0]}.get(part, matrix)
    place[part] = "diagonal"
    assert not validator.is_valid(form)
    del place[part]
    assert not validator.is_valid(form)


def test_two_runs_write_the_same_bytes(imported):
    first = imported("one")
    assert first == imported("two")
    assert sorted(first) == ["matrix.ttl", "places.ttl", "shortcuts.ttl"]


def test_its_graph_names_no_file_of_this_machine_and_its_texts_are_composed(imported, tmp_path):
    triples = [triple for data in imported("made").values() for triple in ox.parse(data, format=ox.RdfFormat.TURTLE)]
    terms = [term for triple in triples for term in (triple.subject, triple.predicate, triple.object)]
    names = [term.value for term in terms if isinstance(term, ox.NamedNode)]
    texts = [term.value for term in terms if isinstance(term, ox.Literal)]
    assert [name for name in names if name.startswith("file:") or str(tmp_path) in name] == []
    assert [text for text in texts if text != unicodedata.normalize("NFC", text) or str(tmp_path) in text] == []
    assert "Zo\u00eb" in texts
