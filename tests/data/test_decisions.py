"""The decisions of the bundled matrix: 26 lone marks, the order of two letters, and the cells that rest on them."""

import datetime
import tomllib
from collections import Counter

import pytest

INFLUENCED = "http://www.w3.org/ns/prov#wasInfluencedBy"
PAGE = (
    "https://github.com/ovh/docs/blob/62f81ab78a9b7eed2e16441559a7cbdb49ec3dce/pages/web_cloud/"
    "email_and_collaborative_solutions/microsoft_exchange/responsibility-model/guide.en-gb.md"
)
LONE = {
    "Customer": [1, 9, 11, 15, 26, 44, 45],
    "OVHcloud": [3, 7, 12, 14, 16, 17, 19, 24, 27, *range(29, 35), 36, 37, 41, 43],
}


@pytest.fixture(scope="module")
def written(folder):
    return tomllib.loads((folder / "decisions.toml").read_text("utf-8"))


def test_the_file_decides_each_lone_mark_once(written):
    found = {party: [each["row"] for each in written["decision"] if each["column"] == party] for party in LONE}
    assert found == LONE
    assert len(written["decision"]) == 26


def test_each_decision_quotes_its_row_and_names_ground_and_source(written, truth):
    words = {row.number: row.activity for row in truth}
    for each in written["decision"]:
        assert each["activity"] == words[each["row"]]
        assert (each["letters"], each["basis"], each["source"]) == ("RA", "SecondSource", PAGE)
        assert isinstance(each["date"], datetime.date)


def test_the_one_remark_is_about_the_order_of_letters(written):
    (remark,) = written["remark"]
    assert (remark["name"], remark["rows"], remark["column"]) == ("letter-order", [18, 22, 46], "OVHcloud")


def test_the_graph_holds_the_decisions_of_the_file(graph, written):
    numbers = {"Customer": 1, "OVHcloud": 2}
    names = {f"decision/{each['row']}-{numbers[each['column']]}" for each in written["decision"]}
    assert set(graph.of_type("Decision")) == names | {"decision/letter-order"}
    assert Counter(graph.value(each, "readingBasis") for each in graph.of_type("Decision")) == {
        "SecondSource": 26,
        "Explicit": 1,
    }


def test_the_graph_says_who_decided_when_and_why(graph, written):
    for each in graph.of_type("Decision"):
        assert graph.value(each, "decidedBy") == "The raci_graph maintainers"
        assert graph.value(each, "decidedOn") == "2026-11-25"
    assert graph.value("decision/letter-order", "reason") == written["remark"][0]["reason"]
    assert graph.value("decision/1-1", "http://purl.org/dc/terms/source") == PAGE


def test_52_cells_were_settled_by_the_second_source_and_none_by_judgement(graph):
    bases = Counter(basis for cell, basis in graph.pairs("readingBasis") if cell.startswith("cell/"))
    assert bases == {"SecondSource": 52, "Explicit": 46}


def test_both_cells_of_a_lone_mark_rest_on_its_decision(graph):
    rests = {cell: decision for cell, decision in graph.pairs(INFLUENCED) if decision != "decision/letter-order"}
    assert rests == {
        f"cell/{row}-{column}": f"decision/{row}-{number}"
        for number, party in enumerate(LONE, 1)
        for row in LONE[party]
        for column in (1, 2)
    }


def test_a_cell_that_names_a_decision_to_read_it_is_not_explicit_and_the_reverse(graph):
    settled = {cell for cell, basis in graph.pairs("readingBasis") if cell.startswith("cell/") and basis != "Explicit"}
    assert {cell for cell, decision in graph.pairs(INFLUENCED) if decision != "decision/letter-order"} == settled


def test_the_remark_settles_nothing_and_is_named_by_its_three_cells(graph):
    cells = [cell for cell, decision in graph.pairs(INFLUENCED) if decision == "decision/letter-order"]
    assert cells == ["cell/18-2", "cell/22-2", "cell/46-2"]
    assert {graph.value(cell, "readingBasis") for cell in cells} == {"Explicit"}
