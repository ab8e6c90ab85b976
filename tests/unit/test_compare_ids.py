"""Rows that are one by the ids of a workbook: before their texts are asked, and where the ids say nothing."""

from dataclasses import replace

import pytest

from raci_graph.compare import diff_matrices
from raci_graph.compare.changes import Ground
from raci_graph.compare.ids import same_ids
from raci_graph.compare.settled import Settled
from raci_graph.model import About, Activity, Layout, Matrix
from raci_graph.row_ids import ID_HEADER, carried_id, own_id, row_id

OLD = "https://example.org/bakery/1"


def matrix(texts, ids=(), iri=OLD):
    rows = tuple(
        Activity(row, None, text, text, text, (), None, (), {ID_HEADER: given} if given else {})
        for row, (text, given) in enumerate(zip(texts, ids or [None] * len(texts), strict=True), 1)
    )
    return Matrix(
        "a", None, 1, None, "RACI", "en", Layout.PARTIES_AS_COLUMNS, "RACI", (), (), (), rows, about=About(), iri=iri
    )


def of(*numbers):
    return [number and f"{OLD}/activity/{number}" for number in numbers]


def pairs(old, new, settled=None):
    return [(pair.old.row, pair.new.row, pair.ground) for pair in diff_matrices(old, new, settled).pairs]


def test_a_row_is_named_by_its_matrix_unless_an_id_came_with_it():
    first, second = matrix(["Bake", "Sell"], [None, "x"]).activities
    whole = matrix(["Bake", "Sell"], [None, "x"])
    assert [row_id(whole, row) for row in (first, second)] == [f"{OLD}/activity/1", "x"]
    assert [carried_id(first), own_id(whole, second)] == [None, f"{OLD}/activity/2"]
    assert row_id(replace(whole, iri="urn:uuid:1"), first) == "urn:uuid:1#activity/1"
    assert row_id(replace(whole, iri=None), first) is None


def test_a_row_is_known_by_its_id_whatever_its_text_says():
    old, new = matrix(["Bake", "Sell"]), matrix(["Wash the floor", "Sell"], of(1, 2), "urn:x:2")
    assert pairs(old, new) == [(1, 1, Ground.SAME_ID), (2, 2, Ground.SAME_ID)]
    assert pairs(new, old) == [(1, 1, Ground.SAME_ID), (2, 2, Ground.SAME_ID)]


def test_two_workbooks_are_compared_by_the_ids_that_both_carry():
    old, new = matrix(["Bake", "Sell"], of(1, 2), "urn:x:1"), matrix(["Vend", "Bake it"], of(2, 1), "urn:x:2")
    assert pairs(old, new) == [(2, 1, Ground.SAME_ID), (1, 2, Ground.SAME_ID)]


def test_versions_with_the_same_name_are_not_compared_by_it():
    old, new = matrix(["Bake", "Sell"]), matrix(["Sell", "Bake"])
    assert pairs(old, new) == [(2, 1, Ground.SAME_TEXT), (1, 2, Ground.SAME_TEXT)]


def test_an_id_that_was_copied_with_its_row_says_nothing():
    old, new = matrix(["Bake", "Sell"]), matrix(["Bake", "Bake rolls", "Sell"], of(1, 1, 2), "urn:x:2")
    assert pairs(old, new) == [(1, 1, Ground.SAME_TEXT), (2, 3, Ground.SAME_ID)]
    assert list(same_ids(new, old)) == [(2, 1)]


def test_ids_that_stayed_where_texts_were_moved_say_nothing():
    old, new = matrix(["Bake", "Sell", "Wash"]), matrix(["Sell", "Bake", "Wash"], of(1, 2, 3), "urn:x:2")
    assert pairs(old, new) == [
        (2, 1, Ground.SAME_TEXT),
        (1, 2, Ground.SAME_TEXT),
        (3, 3, Ground.SAME_ID),
    ]


def test_an_id_of_a_row_that_is_gone_pairs_nothing():
    old, new = matrix(["Bake"]), matrix(["Bake"], of(7), "urn:x:2")
    assert pairs(old, new) == [(1, 1, Ground.SAME_TEXT)]


@pytest.mark.parametrize(
    ("settled", "wanted"),
    [
        (Settled(same=frozenset({(1, 2)})), [(1, 2, Ground.DECIDED)]),
        (Settled(apart=frozenset({(1, 1)})), []),
    ],
)
def test_what_a_person_decided_goes_over_ids(settled, wanted):
    old, new = matrix(["Bake bread"]), matrix(["Wash the floor", "Count money"], of(1, None), "urn:x:2")
    assert pairs(old, new, settled) == wanted


def test_ids_that_differ_are_no_change_of_a_row():
    old, new = matrix(["Bake"], ["x"], "urn:x:1"), matrix(["Bake"], ["y"], "urn:x:2")
    assert diff_matrices(old, new).changes == ()
