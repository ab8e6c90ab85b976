"""The texts of the questions: where a question about one matrix says so, so that no engine reads the others."""

import re

import pytest

from raci_graph.queries.saved import saved_queries

ROW = "VALUES ?matrix { UNDEF }"
OF_TWO_VERSIONS = "20-changes-between-versions"
"""It joins two matrices; rdflib is ten times slower with a row in each part of it."""


def groups(text):
    """Yield what stands in each pair of braces itself, without what stands in pairs within it."""
    open_groups = [[]]
    for char in text:
        if char == "{":
            open_groups.append([])
        elif char == "}":
            yield "".join(open_groups.pop())
        else:
            open_groups[-1].append(char)


def without_the_row(text):
    lines = [line for line in text.replace(ROW, "(row)").splitlines() if not line.startswith("#")]
    wanted = [group for group in groups("\n".join(lines)) if re.search(r"raci:inMatrix \?matrix\b", group)]
    return len(wanted), [" ".join(group.split()) for group in wanted if "(row)" not in group]


def of_a_matrix():
    return [each for each in saved_queries() if any(param.name == "matrix" for param in each.params)]


@pytest.mark.parametrize(
    "query", [each for each in of_a_matrix() if each.name != OF_TWO_VERSIONS], ids=lambda q: q.name
)
def test_each_group_that_reads_a_matrix_has_the_row_of_its_parameter(query):
    read, missing = without_the_row(query.text)
    assert missing == []
    assert read or "concernsService" in query.text


def test_the_questions_of_a_matrix_are_counted():
    assert len(of_a_matrix()) == 31


def test_a_group_without_the_row_is_found():
    text = "SELECT * { VALUES ?matrix { UNDEF } ?a raci:inMatrix ?matrix MINUS { ?b raci:inMatrix ?matrix } }"
    assert without_the_row(text) == (2, ["?b raci:inMatrix ?matrix"])
