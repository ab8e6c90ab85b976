"""``types``: the list, what is proposed, and what is accepted, which stands in the decisions file after all else."""

import csv
import datetime
import io
import json

import pytest

from raci_graph.importing import import_document

TABLE = """# Shop

| Activity | Us | Them |
|---|---|---|
| Restore backups | RA | I |
| Knead the dough | RA | |
| Open a ticket | I | RA |
| Choose a hat | A | R |
"""
KEPT = """# Our decisions.
[[type]]  # the first one
row = 2
activity = "Knead the dough"
type = "https://example.org/type/bake"
who = "Jo Doe"
"""


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.md"
    path.write_text(TABLE, "utf-8")
    return path


@pytest.fixture
def decisions(page):
    return page.with_name("decisions.toml")


def types(page):
    matrix = import_document(page, decisions=page.with_name("decisions.toml")).matrices[0]
    return [each.type and each.type.rpartition("/")[2] for each in matrix.activities]


def test_the_types_are_listed_by_their_groups(raci):
    lines = raci("types", "list").out.splitlines()
    assert len(lines) == 80
    assert lines[0] == "Control access (access)"
    assert lines[1].startswith(
        "  control-management-access  Control access to management interfaces: Grant, limit and "
    )
    found = json.loads(raci("types", "list", "--format", "json").out)["types"]
    assert len(found) == 80
    assert found[0] == {
        "name": "access",
        "iri": "https://w3id.org/raci-graph/id/activity-type/access",
        "label": "Control access",
        "definition": "Who may enter, see and change what.",
        "group": None,
        "examples": [],
        "alternatives": [],
    }


def test_types_are_proposed_with_their_score_and_why(raci, page, decisions):
    done = raci("types", "suggest", page, "--format", "csv")
    assert list(csv.reader(io.StringIO(done.out))) == [
        ["row", "activity", "type", "score", "why"],
        ["1", "Restore backups", "restore-data", "90", "like 'Restore from backups', by Restore, backups"],
        ["3", "Open a ticket", "report-incident", "90", "like 'Open a ticket', by Open, ticket"],
    ]
    assert done.err == "Shop: nothing with a score of 70 or more for rows 2, 4\n"
    assert not decisions.exists()


def test_a_lower_score_shows_more_and_json_all_candidates(raci, page):
    done = raci("types", "suggest", page, "--at-least", "0", "--format", "json")
    (matrix,) = json.loads(done.out)["matrices"]
    assert (matrix["source"], matrix["title"]) == ("page.md", "Shop")
    assert [each["row"] for each in matrix["rows"]] == [1, 3, 4]
    assert matrix["rows"][0]["candidates"][0]["name"] == "restore-data"
    assert matrix["rows"][1]["candidates"][0] == {
        "type": "https://w3id.org/raci-graph/id/activity-type/report-incident",
        "name": "report-incident",
        "score": 90,
        "like": "Open a ticket",
        "words": ["Open", "ticket"],
    }


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_people_get_a_table(form, raci, page):
    lines = raci("types", "suggest", page, "--format", form).out.splitlines()
    assert len(lines) == 4
    assert all(word in lines[2] for word in ("Restore backups", "restore-data", "90"))


def test_the_bundled_matrix_has_all_its_types(raci):
    done = raci("types", "suggest", "hosted-exchange", "--format", "csv")
    assert done.out == "row,activity,type,score,why\r\n"
    assert done.err == "Hosted Exchange Responsibility model: 49 of 49 rows have a type already\n"


def test_what_is_accepted_stands_after_all_that_the_file_holds(raci, page, decisions):
    decisions.write_text(KEPT, "utf-8")
    done = raci("types", "accept", page, "--row", "4=choose-options", "--row", "1", "--who", "Ann Other")
    assert done == (0, "row 1: restore-data\nrow 4: choose-options\n", f"{decisions}: 2 types written\n")
    today = datetime.datetime.now(datetime.UTC).date()
    assert decisions.read_text("utf-8") == (
        f'{KEPT}\n[[type]]\nrow = 1\nactivity = "Restore backups"\ntype = "restore-data"\nwho = "Ann Other"\n'
        f'date = {today}\nreason = "Proposed with score 90, and accepted"\n'
        f'\n[[type]]\nrow = 4\nactivity = "Choose a hat"\ntype = "choose-options"\nwho = "Ann Other"\ndate = {today}\n'
    )
    assert types(page) == ["restore-data", "bake", None, "choose-options"]
    again = raci("types", "suggest", page, "--format", "csv")
    assert again.out.count("\n") == 2
    assert again.err == "Shop: 3 of 4 rows have a type already\n"


def test_all_above_a_score_are_accepted_where_no_type_is(raci, page, decisions):
    decisions.write_text(KEPT, "utf-8")
    done = raci("types", "accept", page, "--all-above", "90", "--who", "Ann Other")
    assert done.out == "row 1: restore-data\nrow 3: report-incident\n"
    assert types(page) == ["restore-data", "bake", "report-incident", None]


def test_nothing_is_written_where_nothing_is_near_enough(raci, page, decisions):
    done = raci("types", "accept", page, "--all-above", "100", "--who", "Ann Other")
    assert done == (0, "", f"{decisions}: 0 types written\n")
    assert not decisions.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "nothing is accepted. Give --row or --all-above"),
        (("--row", "9"), "there is no row 9. The matrix has 4"),
        (("--row", "x"), "'--row x' cannot be read. Write --row 3 or --row 3=make-backups, each row once"),
        (
            ("--row", "3", "--row", "3"),
            "'--row 3' cannot be read. Write --row 3 or --row 3=make-backups, each row once",
        ),
        (("--row", "1=restore"), "there is no activity type 'restore'. Did you mean test-restore, restore-data?"),
        (("--row", "2"), "row 2 has the type https://example.org/type/bake already. Change it in the decisions file"),
    ],
)
def test_a_choice_that_cannot_be_is_refused_and_nothing_written(arguments, said, fails, page, decisions):
    decisions.write_text(KEPT, "utf-8")
    assert fails(2, "types", "accept", page, *arguments, "--who", "Ann Other") == said
    assert decisions.read_text("utf-8") == KEPT


def test_a_row_for_which_nothing_is_proposed_wants_a_name(fails, page):
    assert fails(2, "types", "accept", page, "--row", "2", "--who", "Ann Other") == (
        "for row 2, 'Knead the dough', nothing is proposed. Name its type: --row 2=TYPE"
    )


def test_somebody_must_decide(fails, page):
    assert fails(2, "types", "accept", page, "--row", "1", "--who", " ") == "--who is blank. Say who decides"


@pytest.mark.parametrize("name", ["hosted-exchange", "gone.md", "."])
def test_only_a_document_has_a_file_for_types(name, fails):
    assert fails(2, "types", "accept", name, "--row", "1", "--who", "Ann Other").startswith(
        f"'{name}' is not a document"
    )


def test_a_broken_decisions_file_is_told_and_left(fails, page, decisions):
    decisions.write_text("[[type]\n", "utf-8")
    assert fails(3, "types", "accept", page, "--row", "1", "--who", "Ann Other").startswith("decisions.toml:1")
    assert decisions.read_text("utf-8") == "[[type]\n"


def test_one_table_of_several_is_chosen(raci, fails, page, decisions):
    page.write_text(
        TABLE + "\n# Other\n\n| Activity | Baker | Miller |\n|---|---|---|\n| Monitor backups | RA | I |\n", "utf-8"
    )
    lines = raci("types", "suggest", page, "--format", "csv").out.splitlines()
    assert lines[0] == "matrix,row,activity,type,score,why"
    assert len(lines) == 4
    assert "2 matrices" in fails(2, "types", "accept", page, "--row", "1", "--who", "Ann Other")
    done = raci("types", "accept", page, "--table", "2", "--row", "1", "--who", "Ann Other")
    assert done.out == "row 1: monitor-backups\n"
