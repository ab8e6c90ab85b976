"""raci-graph queries: the saved questions, listed and shown."""

import json


def test_the_list_names_every_question(raci, repository):
    done = raci("queries", "--format", "json")
    names = [query["name"] for query in json.loads(done.out)["queries"]]
    assert names == sorted(path.stem for path in (repository / "queries").glob("*.rq"))
    assert all(name in raci("queries").out for name in names)


def test_a_question_is_shown_as_it_is_saved(raci, repository):
    text = (repository / "queries/03-handovers.rq").read_text("utf-8")
    assert raci("queries", "handovers") == raci("queries", "3") == (0, text, "")


def test_its_parameters_and_columns_are_data(raci):
    (query,) = json.loads(raci("queries", "handovers", "--format", "json").out)["queries"]
    assert [each["name"] for each in query["parameters"]] == ["matrix", "accountable", "responsible"]
    assert query["columns"]["row"] == "number of the row"


def test_an_unknown_question_names_near_ones(fails):
    assert "03-handovers" in fails(2, "queries", "hand-overs")
