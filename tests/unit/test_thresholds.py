"""Thresholds: what the shapes say, and exactly what is found at and above others."""

from fractions import Fraction

import pyoxigraph as ox
import pytest

from raci_graph.errors import InputError
from raci_graph.importing import import_document
from raci_graph.thresholds import RULES, Threshold, with_thresholds
from raci_graph.validation import shape_triples, validate

HEAD = "| Activity | Ann | Bob | Cid | Dee | Eve |\n|---|---|---|---|---|---|\n"
# By row: parties that do it 1, 2, 3; asked 0, 2, 3 of five; told 3, 1, 0.
PAGE = (
    HEAD
    + "| One | RA | I | I | I | |\n| Two | RA | R | C | C | I |\n"
    + "| Three | RA | R | R | | |\n| Four | C | C | C | RA | |\n"
)
# Ann answers for three of four rows; Eve is only told.


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """``found(PAGE, "W13", parties=5)``: the rows, or else the subjects, that a rule finds with this threshold."""
    folder = tmp_path_factory.mktemp("pages")

    def run(page, code, **parts):
        path = folder / "page.md"
        path.write_text(page)
        thresholds = {code: Threshold(**parts)} if parts else {}
        triples = import_document(path).triples
        findings = validate(triples, families=("W",), thresholds=thresholds)
        return [(each.row or each.subject, each.message) for each in findings if each.code == code]

    return run


def said(row, count, what):
    return row, f"{count} of 5 parties are {what}"


ANN = ("Ann", "the party answers for 3 of 4 activities")
EVE = ("Eve", "a party neither does the work of any activity nor answers for any")
SEVERAL = "several parties do the work of this activity"


@pytest.mark.parametrize(
    ("code", "parts", "expected"),
    [
        ("W10", {}, [(2, SEVERAL), (3, SEVERAL)]),
        ("W10", {"parties": 2}, [(2, SEVERAL), (3, SEVERAL)]),
        ("W10", {"parties": 3}, [(3, SEVERAL)]),
        ("W10", {"parties": 4}, []),
        ("W13", {}, [said(4, 3, "consulted")]),
        ("W13", {"parties": 5}, [said(4, 3, "consulted")]),
        ("W13", {"parties": 6}, []),
        ("W13", {"share": Fraction(2, 5)}, [said(4, 3, "consulted")]),
        ("W13", {"share": Fraction(399, 1000)}, [said(2, 2, "consulted"), said(4, 3, "consulted")]),
        ("W13", {"share": Fraction(3, 5)}, []),
        ("W14", {}, [said(1, 3, "informed")]),
        ("W14", {"parties": 5, "share": Fraction(0)}, [said(1, 3, "informed"), said(2, 1, "informed")]),
        ("W14", {"parties": 6, "share": Fraction(0)}, []),
        ("W22", {}, [EVE]),
        ("W22", {"parties": 5}, [EVE]),
        ("W22", {"parties": 6}, []),
        ("W23", {}, [ANN]),
        ("W23", {"share": Fraction(74, 100)}, [ANN]),
        ("W23", {"share": Fraction(3, 4)}, []),
        ("W23", {"parties": 6}, []),
    ],
)
def test_a_rule_finds_exactly_what_its_threshold_asks_for(code, parts, expected, found):
    assert found(PAGE, code, **parts) == expected


def numbers(shapes):
    """The thresholds that shapes say, by rule and variable."""
    texts = {triple.object: triple for triple in shapes if triple.predicate.value.endswith("#sparql")}
    said = {}
    for triple in shapes:
        if triple.predicate.value.endswith("#select") and triple.subject in texts:
            code = texts[triple.subject].subject.value.partition("#")[2][:3]
            for line in triple.object.value.splitlines():
                if line.strip().startswith("BIND ( ") and line.endswith(" )") and "AS ?" in line:
                    number, name = line.strip()[7:-2].split(" AS ?")
                    if name in {"leastParties", "shareTop", "shareBottom"}:
                        said[code, name] = number
        if triple.predicate.value.endswith("qualifiedMaxCount") and "AtMostOneDoesTheWork" in triple.subject.value:
            said["W10", "leastParties"] = str(int(triple.object.value) + 1)
    return said


def test_the_shapes_say_the_thresholds_of_the_rules():
    assert numbers(shape_triples(("W",))) == {
        ("W10", "leastParties"): "2",
        **{(code, "leastParties"): number for code, number in (("W13", "4"), ("W14", "4"), ("W22", "3"), ("W23", "3"))},
        **{(code, "shareTop"): number for code, number in (("W13", "1"), ("W14", "1"), ("W23", "2"))},
        **{(code, "shareBottom"): number for code, number in (("W13", "2"), ("W14", "2"), ("W23", "3"))},
    }


def test_nothing_but_the_numbers_is_exchanged():
    before = shape_triples(("W",))
    after = with_thresholds(
        before, {code: Threshold(7, Fraction(5, 6) if "share" in names else None) for code, names in RULES.items()}
    )
    assert len(after) == len(before)
    changed = [(old.predicate, new.predicate) for old, new in zip(before, after, strict=True) if old != new]
    assert len(changed) == len(RULES)
    seven = str(ox.Literal(7))
    said = numbers(after)
    assert {said[code, "leastParties"] for code in RULES if code != "W10"} == {seven}
    assert said["W10", "leastParties"] == "7"
    assert with_thresholds(before, {}) == before


def test_a_rule_whose_shape_is_not_there_is_left_out():
    shapes = shape_triples(("S",))
    assert with_thresholds(shapes, {"W13": Threshold(5)}) == shapes


def test_a_shape_that_does_not_say_its_threshold_is_refused():
    shapes = tuple(
        ox.Triple(each.subject, each.predicate, ox.Literal(each.object.value.replace("?leastParties", "?few")))
        if each.predicate.value.endswith("#select")
        else each
        for each in shape_triples(("W",))
    )
    with pytest.raises(InputError, match="the shape of W13 does not say its threshold 'leastParties'"):
        with_thresholds(shapes, {"W13": Threshold(5)})
