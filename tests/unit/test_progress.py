"""What is told of long work, and to whom."""

import pytest

from raci_graph.graph.turtle import canonical_turtle
from raci_graph.graph.write import to_graph
from raci_graph.parse import parse
from raci_graph.progress import reported_to, tracked
from raci_graph.readers import read_document


def test_items_are_told_in_steps_and_at_the_end():
    told = []
    with reported_to(lambda *each: told.append(each)):
        assert list(tracked(range(2500), "counting", 2500)) == list(range(2500))
    assert told == [("counting", done, 2500) for done in (0, 1000, 2000, 2500)]


def test_an_item_may_be_several_steps_and_more_than_were_expected():
    told = []
    with reported_to(lambda *each: told.append(each)):
        assert list(tracked("abc", "cutting", 1500, 1000)) == ["a", "b", "c"]
    assert told == [("cutting", done, 1500) for done in (0, 1000, 1500, 1500)]


def test_work_that_fails_is_told_to_have_ended():
    told = []

    def failing():
        yield 1
        raise ValueError

    with reported_to(lambda *each: told.append(each)), pytest.raises(ValueError, match=r"^$"):
        list(tracked(failing(), "failing", 9))
    assert told == [("failing", 0, 9), ("failing", 9, 9)]


def test_nothing_is_told_where_nobody_asks():
    items = [1, 2]
    assert tracked(items, "counting", 2) is items


def test_reading_a_document_tells_of_its_records_and_of_its_rows():
    told = set()
    text = "RACI\nTask,Ann,Bob\nPlan,R,A\nBuild,A,R\n"
    with reported_to(lambda *each: told.add(each)):
        parse(read_document(text.encode(), "raci.csv"))
    assert told == {
        ("reading records", 0, 5),
        ("reading records", 5, 5),
        ("reading marks", 0, 2),
        ("reading marks", 2, 2),
    }


def test_writing_a_graph_tells_of_its_activities_and_of_the_blocks_of_its_turtle():
    (matrix,) = parse(read_document(b"Task,Ann,Bob\nPlan,R,A\nBuild,A,R\n", "raci.csv")).matrices
    told = []
    with reported_to(lambda *each: told.append(each)):
        canonical_turtle(to_graph(matrix).each_triple())
    # the matrix, its source and checksum, 2 parties, 2 columns, 4 letters, 2 activities, 4 cells, 4 assignments
    steps = [
        ("writing activities", 2),
        ("writing shortcuts", 2),
        ("writing places", 2),
        ("writing Turtle", 21),
    ]
    assert told == [(what, done, total) for what, total in steps for done in (0, total)]
