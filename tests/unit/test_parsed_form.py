"""The parsed form: what its schema promises and what the design says of the bundled text."""

import json

import jsonschema
import pytest

from raci_graph.as_data import parsed_form
from raci_graph.findings import Finding, Severity
from raci_graph.importing import import_document
from raci_graph.model import Place
from raci_graph.parse import parse
from raci_graph.readers import read_document

PAGE = """\
---
title: Mail responsibilities
language: en-gb
---

| Letter | Meaning |
|---|---|
| R | Responsible: does the work |
| A | Accountable: answers for it |
| T | Throws the tea party |

## 1. Run

| Activity | Customer | SLA | Mail team |
|---|---|---|---|
| **Keep** the mail | A | 4 h | R/T (since May) |
| Read it | X | - | |
"""


@pytest.fixture(scope="module")
def validator(repository):
    schema = json.loads((repository / "raci_graph/schemas/parsed-form.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "page.md"
    path.write_text(PAGE, "utf-8")
    source = import_document(path)
    return parsed_form(source.matrices, source.findings)


@pytest.fixture(scope="module")
def bundled(repository):
    source = import_document(repository / "data/ovhcloud/hosted-exchange/2022-11-15/source.txt")
    return parsed_form(source.matrices, source.findings)


def roles(form):
    return [role for row in form["matrices"][0]["activities"] for cell in row["cells"] for role in cell["roles"]]


@pytest.mark.parametrize("name", ["page", "bundled"])
def test_the_form_keeps_its_schema_as_json_too(name, validator, request):
    form = request.getfixturevalue(name)
    assert json.loads(json.dumps(form)) == form
    validator.validate(form)


def test_a_matrix_says_where_it_is_from_and_what_it_is(page):
    matrix = page["matrices"][0]
    assert {key: matrix[key] for key in ("source", "table", "title", "language", "layout", "scheme")} == {
        "source": "page.md",
        "table": 1,
        "title": "Mail responsibilities",
        "language": "en-gb",
        "layout": "parties-as-columns",
        "scheme": None,
    }
    assert matrix["place"] == {"line": 14, "column": 14}


def test_the_legend_gives_each_letter_its_wording_and_role(page):
    legend = {entry["letter"]: (entry["role"], entry["text"]) for entry in page["matrices"][0]["legend"]}
    assert legend == {
        "R": ("Responsible", "Responsible: does the work"),
        "A": ("Accountable", "Accountable: answers for it"),
        "T": ("T", "Throws the tea party"),
    }


def test_parties_count_the_columns_of_marks(page):
    assert page["matrices"][0]["parties"] == [
        {"column": 1, "text": "Customer", "label": "Customer"},
        {"column": 2, "text": "Mail team", "label": "Mail team"},
    ]


def test_a_row_has_its_text_without_markup_and_its_extra_columns(page):
    row = page["matrices"][0]["activities"][0]
    assert (row["row"], row["section"], row["text"], row["label"]) == (1, "1", "Keep the mail", "Keep the mail")
    assert (row["attributes"], row["unplaced"], row["place"]) == ({"SLA": "4 h"}, [], {"line": 16})


def test_a_cell_is_printed_as_it_stands_and_says_its_roles_in_order(page):
    assert page["matrices"][0]["activities"][0]["cells"][1] == {
        "column": 2,
        "printedColumn": 4,
        "party": "Mail team",
        "printed": "R/T (since May)",
        "roles": ["Responsible", "T"],
        "comment": "since May",
        "basis": "Explicit",
        "place": {"line": 16, "column": 33},
    }


def test_a_blank_cell_is_empty_and_a_doubtful_one_keeps_its_text_without_roles(page):
    doubtful, blank = page["matrices"][0]["activities"][1]["cells"]
    assert (doubtful["printed"], doubtful["roles"], doubtful["basis"]) == ("X", [], "Unsettled")
    assert (blank["printed"], blank["roles"], blank["basis"]) == ("", [], "Explicit")


def test_a_finding_names_its_file_since_it_may_be_another_one(page):
    finding = next(each for each in page["findings"] if each["code"] == "P03")
    assert finding["severity"] == "violation"
    assert finding["place"] == {"file": "page.md", "line": 17, "column": 13}
    assert finding["done"] == "the cell is left unsettled"


def test_a_doubtful_cell_of_the_plain_text_has_no_text_and_its_row_the_mark(bundled):
    row = bundled["matrices"][0]["activities"][0]
    assert row["unplaced"] == ["RA"]
    assert [(cell["printed"], cell["roles"], cell["basis"]) for cell in row["cells"]] == [(None, [], "Unsettled")] * 2


def test_the_plain_text_alone_states_70_roles_and_has_26_findings(bundled):
    assert len(roles(bundled)) == 70
    assert [finding["code"] for finding in bundled["findings"]] == ["P02"] * 26


def test_a_second_source_settles_all_122_roles(repository, validator, tmp_path):
    rows = (repository / "tests/queries/hosted-exchange.truth.tsv").read_text("utf-8").splitlines()[1:]
    table = [
        f"| {activity} | {customer} | {provider} |" for _, _, _, activity, customer, provider, *_ in map(_cells, rows)
    ]
    second = tmp_path / "page.md"
    second.write_text("\n".join(["| Activity | Customer | OVHcloud |", "|---|---|---|", *table]), "utf-8")
    text = repository / "data/ovhcloud/hosted-exchange/2022-11-15/source.txt"
    source = import_document(text, second_source=second)
    form = parsed_form(source.matrices, source.findings)
    validator.validate(form)
    assert len(roles(form)) == 122
    bases = [cell["basis"] for row in form["matrices"][0]["activities"] for cell in row["cells"]]
    assert (bases.count("SecondSource"), bases.count("Explicit"), form["findings"]) == (52, 46, [])


def _cells(line):
    return line.split("\t")


def test_nothing_read_is_an_empty_form(validator):
    form = parsed_form([], [Finding("P01", Severity.VIOLATION, "there is no matrix", Place("a.md"))])
    assert form["matrices"] == []
    validator.validate(form)


@pytest.mark.parametrize(
    ("change", "value"),
    [("basis", "Guessed"), ("roles", "A"), ("column", "1"), ("printedColumn", 0), ("place", 7), ("more", 1)],
)
def test_the_schema_refuses_a_cell_that_is_not_of_the_form(page, validator, change, value):
    form = json.loads(json.dumps(page))
    form["matrices"][0]["activities"][0]["cells"][0][change] = value
    assert not validator.is_valid(form)


def test_the_schema_refuses_roles_in_a_doubtful_cell(page, validator):
    form = json.loads(json.dumps(page))
    form["matrices"][0]["activities"][1]["cells"][0]["roles"] = ["Accountable"]
    assert not validator.is_valid(form)


def test_the_data_that_is_made_while_it_is_written_is_the_same():
    text = "R: responsible\nA: accountable\n\n| Task | Ann |\n|---|---|\n| Sell | R |\n| Bake | X |\n"
    reading = parse(read_document(text.encode(), "a.md"))
    encoder = json.JSONEncoder(indent=2)
    lazily = parsed_form(reading.matrices, reading.findings, lazily=True)
    assert "".join(encoder.iterencode(lazily)) == encoder.encode(parsed_form(reading.matrices, reading.findings))
