"""Lists of definitions in HTML: a term and its definition are one line, labels below a term are deeper lines."""

import pytest

from raci_graph.blocks import Paragraph, RawCell
from raci_graph.model import Place
from raci_graph.readers.html import page


def read(source):
    found = page(source.encode(), "a.html").blocks
    assert all(isinstance(each, Paragraph) for each in found)
    return [(each.depth, [line.text for line in each.lines]) for each in found]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<dt>Responsible<dd>Ann<dt>Accountable:<dd>Bob", [(0, ["Responsible: Ann"]), (0, ["Accountable: Bob"])]),
        ("<dt><b>R</b><dd>Responsible", [(0, ["**R**: Responsible"])]),
        ("<dt>R<dd>Ann<dd><p>Bob</p>", [(0, ["R: Ann", "Bob"])]),
        ("<div><dt>R</dt><dd>Ann<br>Bob</dd></div>", [(0, ["R: Ann", "Bob"])]),
        ("<dt>R<dt>A<dd>Ann<dd>Bob", [(0, ["R: Ann", "Bob"]), (0, ["A: Ann", "Bob"])]),
        ("<dt>Sell<dd>R: Ann<dd>A = Bob", [(0, ["Sell"]), (1, ["R: Ann"]), (1, ["A = Bob"])]),
        ("<dt>Sell<dd>R: Ann<br>A: Bob", [(0, ["Sell"]), (1, ["R: Ann", "A: Bob"])]),
        ("<dt>Sell<dd><ul><li>Ann<li>Bob</ul>", [(0, ["Sell"]), (2, ["Ann"]), (2, ["Bob"])]),
        ("<dt>R<br>does it<dd>Ann", [(0, ["R", "does it"]), (1, ["Ann"])]),
        ("<dt>Sell<dd><dl><dt>R<dd>Ann<dt>A<dd>Bob</dl>", [(0, ["Sell"]), (1, ["R: Ann"]), (1, ["A: Bob"])]),
        ("<dd>Ann<dt>R", [(1, ["Ann"]), (0, ["R"])]),
    ],
)
def test_terms_and_their_definitions(source, found):
    assert read(f"<dl>{source}</dl><p>end") == [*found, (0, ["end"])]


def test_a_line_of_a_term_stands_where_the_term_does():
    [paragraph] = page(b"<dl>\n <dt>R</dt>\n <dd>Ann</dd></dl>", "a.html").blocks
    assert paragraph.lines == (RawCell("R: Ann", "R: Ann", Place("a.html", 2, 6)),)


def test_a_definition_below_too_many_terms_is_not_repeated():
    terms = "<dt>R" * 10
    assert read(f"<dl>{terms}<dd>Ann</dl>") == [*[(0, ["R"])] * 10, (1, ["Ann"])]
