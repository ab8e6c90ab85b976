"""Which matrix of one SOURCE goes with which of another."""

from dataclasses import replace

from raci_documents.versions import version

from raci_graph.compare import pair_matrices

ROWS = "Keep | R\nSell | R\nWash | R"


def made(name, rows=ROWS, **about):
    return version(rows, title=name, **about)


def paired(old, new):
    """The titles of the pairs."""
    return [tuple(each.title if each else None for each in pair) for pair in pair_matrices(old, new)]


def test_one_on_either_side_is_a_pair_whatever_they_are():
    assert paired([made("a")], [made("b", "Other | R")]) == [("a", "b")]


def test_the_iri_goes_first_then_the_id():
    one, other = (replace(made("a"), iri=iri) for iri in ("urn:x:1", "urn:x:2"))
    assert pair_matrices([one, other], [other]) == [(other, other), (one, None)]
    old = [made("a", base="urn:x:", id="1"), made("b", base="urn:x:", id="2")]
    new = [made("b", base="urn:x:", id="1"), made("a", base="urn:x:", id="2")]
    assert paired(old, new) == [("a", "b"), ("b", "a")]


def test_then_the_service():
    old = [made("a", service="Mail"), made("b", service="Web")]
    new = [made("c", "X | R", service="web"), made("d", "Y | R", service="MAIL")]
    assert paired(old, new) == [("b", "c"), ("a", "d")]


def test_then_title_and_columns_the_activities_and_the_title():
    old = [made("a", "X | R"), made("b", "Y | R"), made("c", "Z | R")]
    new = [version("V | R", ("Ann",), title="c"), made("d", "Y | R"), made("a", "W | R")]
    assert paired(old, new) == [("c", "c"), ("b", "d"), ("a", "a")]


def test_then_more_than_half_of_the_activities():
    old = [made("a", "Keep | R\nSell | R\nWash | R"), made("b", "X | R\nY | R")]
    new = [made("c", "X | R\nZ | R"), made("d", "Keep | R\nSell | R\nBuy | R")]
    assert paired(old, new) == [(None, "c"), ("a", "d"), ("b", None)]


def test_what_is_not_the_only_one_is_left():
    old = [made("a"), made("a")]
    assert paired(old, [made("a"), made("b", "X | R")]) == [(None, "a"), (None, "b"), ("a", None), ("a", None)]


def test_nothing_goes_with_nothing():
    assert paired([], []) == []
    assert paired([made("a")], []) == [("a", None)]
