"""What is proposed for the rows of pages that other people wrote, against a table that was made by hand."""

import importlib.util
import os
from pathlib import Path

import pytest

from raci_graph.activity_types import THRESHOLD, activity_types


@pytest.fixture(scope="module")
def measuring(repository):
    """The module that measures."""
    spec = importlib.util.spec_from_file_location("measuring", repository / "benchmarks" / "activity_types.py")
    module = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(__import__("sys").modules, "measuring", module)
        spec.loader.exec_module(module)
        yield module


@pytest.fixture(scope="module")
def found(measuring):
    if "RACI_GRAPH_CORPUS" not in os.environ:
        pytest.skip("needs RACI_GRAPH_CORPUS")
    return measuring.proposals(Path(os.environ["RACI_GRAPH_CORPUS"]) / "ovhcloud")


def test_the_table_has_557_rows_of_ten_pages_and_types_of_the_scheme(measuring):
    table = measuring.table()
    names = {each.slug for each in activity_types().values() if each.broader}
    assert (len(table), sum(map(len, table.values()))) == (10, 557)
    assert [list(rows) for rows in table.values()] == [list(range(1, len(rows) + 1)) for rows in table.values()]
    used = [kind for rows in table.values() for kind in rows.values()]
    assert set(used) - names == {"-"}
    assert used.count("-") == 2


def test_what_is_proposed_from_the_threshold_on_is_right_so_often(measuring, found):
    assert THRESHOLD == 70
    assert measuring.at_least(found, THRESHOLD) == measuring.Counted(rows=557, proposed=466, right=437)
    assert measuring.at_least(found, 90) == measuring.Counted(rows=557, proposed=175, right=172)


def test_the_right_type_is_first_or_among_three_so_often(measuring, found):
    assert (measuring.among(found, 1), measuring.among(found, 3)) == (489, 541)


def test_so_it_is_on_the_french_pages(measuring, found):
    french = [each for each in found if ".fr-" in each.file]
    assert measuring.at_least(french, THRESHOLD) == measuring.Counted(rows=140, proposed=123, right=120)
    assert (measuring.among(french, 1), measuring.among(french, 3)) == (132, 137)


def test_the_page_shows_these_figures(repository):
    page = (repository / "docs/activity-types.md").read_text("utf-8")
    assert "| all ten pages | 557 | 489 (87.8%) | 541 (97.1%) | 466 (83.7%) | 437 of 466 (93.8%) |" in page
    assert "| the two in French | 140 | 132 (94.3%) | 137 (97.9%) | 123 (87.9%) | 120 of 123 (97.6%) |" in page
