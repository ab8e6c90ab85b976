"""Texts of cells without the marks of Markdown and HTML."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raci_graph.parse.markup import without_markup

STARS = re.compile(r"(?P<mark>\*{1,3}|`{1,3})(?P<text>[^\s*_`](?:.*?[^\s*`])??)(?P=mark)")
LINES = re.compile(r"(?<![^\W_])(?P<mark>_{1,3})(?P<text>[^\s*_`](?:.*?[^\s*_`])??)(?P=mark)(?![^\W_])")


def by_backtracking(text):
    for _ in range(4):
        for pattern in (STARS, LINES):
            text = pattern.sub(lambda match: match["text"].center(len(match[0])), text)
    return text


@given(st.lists(st.sampled_from(["*", "**", "***", "_", "__", "`", "a", "b", "1", ".", " ", "\n"]), max_size=14))
@settings(deadline=None, derandomize=True, database=None, max_examples=2000)
def test_emphasis_is_what_marks_enclose(pieces):
    text = "".join(pieces)
    assert without_markup(text) == by_backtracking(text)


@pytest.mark.parametrize("piece", ["*a ", "_a ", "[[", "[[a|", "![[a", "`a ", "<!-- ", "[a](", "<a "])
def test_a_long_text_of_marks_that_never_end_stays_as_it_is(piece):
    assert without_markup(piece * 100_000) == piece * 100_000


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("a<!-- b -->c", "a          c"),
        ("a<!-- b --><!-- c", "a          <!-- c"),
        ("--> <!-- b", "--> <!-- b"),
    ],
)
def test_comments_are_blank_and_one_that_does_not_end_is_none(text, bare):
    assert without_markup(text) == bare


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("[[Teams/Ops\\|Ops]], Ann", "             Ops  , Ann"),
        ("![[Ops]]/[[a b| ]]", "   Ops  /  a b    "),
        ("[[ ]] [[^1]] [[]] [[a[b]]", "[[ ]] [[^1]] [[]] [[a[b]]"),
    ],
)
def test_wiki_links_show_their_name_or_else_their_target_in_its_place(text, bare):
    assert without_markup(text) == bare
    assert len(bare) == len(text)
