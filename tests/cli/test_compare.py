"""``raci-graph compare``: services side by side, from documents, the bundled data and a store."""

import csv
import io
import json
import os
from pathlib import Path

import jsonschema
import pytest

KIND = "https://w3id.org/raci-graph/id/activity-type/"


@pytest.fixture
def webmail(repository):
    return repository / "tests/fixtures/services/webmail/webmail.md"


@pytest.fixture
def drive(repository):
    return repository / "tests/fixtures/services/drive/drive.md"


def works(done):
    return [
        (
            work["kind"],
            (work["type"] or "").removeprefix(KIND),
            [(each["service"], each["row"]) for each in work["rows"]],
        )
        for work in json.loads(done.out)["works"]
    ]


def test_two_documents_without_types_are_compared_by_text_and_by_what_is_suggested(raci, webmail, drive):
    done = raci("compare", webmail, drive, "--format", "json")
    assert done.code == 0
    assert works(done) == [
        ("other accountable", "", [(0, 3), (1, 2)]),
        ("same", "choose-size", [(0, 1), (1, 1)]),
        ("same", "report-incident", [(0, 5), (1, 3)]),
    ]
    untyped = [(each["service"], each["row"]) for each in json.loads(done.out)["untyped"]]
    assert untyped == [(0, 2), (0, 4), (0, 6), (0, 7), (1, 4)]


def test_beside_a_service_with_types_its_rows_give_theirs(raci, webmail):
    found = works(raci("compare", "hosted-exchange", webmail, "--format", "json"))
    assert found[0] == ("other accountable", "make-backups", [(0, 19), (1, 3)])
    assert [each for each in found if len(each[2]) > 1][1:] == [
        ("same", "choose-size", [(0, 2), (1, 1)]),
        ("same", "report-incident", [(0, 39), (1, 5)]),
    ]


def test_suggestions_are_left_out_by_a_score_that_none_has(raci, webmail, drive):
    done = raci("compare", webmail, drive, "--format", "json", "--at-least", "100")
    assert works(done) == [
        ("other accountable", "", [(0, 3), (1, 2)]),
        ("same", "", [(0, 1), (1, 1)]),
        ("same", "", [(0, 5), (1, 3)]),
    ]


def test_the_json_is_as_its_schema_says(raci, repository, webmail, drive):
    schema = json.loads((repository / "raci_graph/schemas/comparison.schema.json").read_text("utf-8"))
    for sources in ((webmail, drive), ("hosted-exchange", webmail, drive)):
        done = raci("compare", *sources, "--format", "json")
        jsonschema.Draft202012Validator(schema).validate(json.loads(done.out))


def test_the_forms_say_the_same(raci, webmail, drive, tmp_path):
    table = list(csv.reader(io.StringIO(raci("compare", webmail, drive, "--format", "csv").out.replace("\r\n", "\n"))))
    assert table[:2] == [
        ["kind", "type", "Webmail", "Drive"],
        [
            "other accountable",
            "no type",
            "3 Manage backups of the service: Customer answers, OVHcloud does it",
            "2 Manage backups of the service: OVHcloud answers",
        ],
    ]
    target = tmp_path / "compared.html"
    assert raci("compare", webmail, drive, "--format", "html", "-o", target).out == ""
    page = target.read_text("utf-8")
    assert '<td dir="auto">2 Manage backups of the service: OVHcloud answers</td>' in page
    assert "- 'Manage backups of the service': " in raci("compare", webmail, drive, "--format", "markdown").out
    assert raci("compare", webmail, drive, "--format", "table").out.startswith("kind                type ")


def test_matrices_of_a_store_are_compared(raci, webmail, drive, tmp_path):
    for number, page in enumerate((webmail, drive), 1):
        folder = tmp_path / f"graph-{number}"
        base = ("--base", "https://example.org/id/", "--id", page.stem, "--version-id", "1", "-o", folder)
        assert raci("import", page, *base).code == 0
        assert raci("load", folder, "--store", tmp_path / "store", "--no-validate").code == 0
    done = raci("compare", "webmail/1", "drive/1", "--store", tmp_path / "store", "--format", "json")
    assert works(done)[0] == ("other accountable", "", [(0, 3), (1, 2)])


def test_one_matrix_is_no_comparison(fails, webmail):
    said = fails(2, "compare", webmail)
    assert said == "there is one matrix, and a comparison is of two. Give a further SOURCE"


def test_a_source_that_is_not_there_is_named(fails, webmail):
    assert fails(3, "compare", webmail, "nothing.md") == "nothing.md: there is no such file or folder. Check the path"


def test_no_output_is_half_written(raci, webmail, drive, tmp_path):
    done = raci("compare", webmail, drive, "-o", tmp_path)
    assert (done.code, done.out) == (5, "")


def test_the_sister_service_of_the_bundled_one_differs_in_one_row(raci, need):
    corpus = need("the folder of RACI_GRAPH_CORPUS", os.environ.get("RACI_GRAPH_CORPUS"))
    sister = need("the sister matrix", next(Path(corpus).rglob("email-pro.en-gb.md"), None))
    found = works(raci("compare", "hosted-exchange", sister, "--format", "json"))
    assert found[0] == ("other accountable", "administer-infrastructure", [(0, 17), (1, 17)])
    assert [each for each in found if each[0] != "same"][1:] == [
        ("only one", "administer-service", [(0, 18)]),
        ("only one", "migrate-out", [(0, 46)]),
    ]
