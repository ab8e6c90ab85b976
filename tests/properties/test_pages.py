"""The web page of any matrix, in any layout, says of each party what the matrix says, and holds its graph."""

import base64
import gzip

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st
from raci_documents.cases import FORMATS, cases
from raci_documents.profile import tries
from selectolax.lexbor import LexborHTMLParser

from raci_graph.figures.lettering import shown
from raci_graph.graph.write import to_graph
from raci_graph.model import Basis
from raci_graph.parse import parse
from raci_graph.readers import read_document
from raci_graph.render import render


@tries(60)
@given(data=st.data())
def test_the_page_says_what_the_matrix_says(data):
    case = data.draw(cases(data.draw(st.sampled_from(sorted(FORMATS)))))
    for matrix in parse(read_document(case.data, case.name)).matrices:
        tree = LexborHTMLParser(render("html", matrix, ()))
        parties = [each.attributes["value"] for each in tree.css("#party option")][1:]
        roles = [each.attributes["value"] for each in tree.css("#role option")][1:]
        stated = {
            (activity.row, shown(mark.party or cell.party), shown(mark.role))
            for activity in matrix.activities
            for cell in activity.cells
            for mark in cell.marks
        }
        assert parts(tree, parties, roles) == stated
        assert [each.text() for each in tree.css("#matrix th[scope=row]")] == [
            shown(each.label) for each in matrix.activities
        ]
        open_rows = {each.row for each in matrix.activities for cell in each.cells if cell.basis is Basis.UNSETTLED}
        marked = tree.css("#matrix tr[id]:has(td.k-unsettled)")
        assert {int(row.attributes["id"].removeprefix("row-")) for row in marked} == open_rows
        assert graph_in(tree) == set(to_graph(matrix).triples)


def parts(tree, parties, roles):
    """Which party has which role in which row, by what the filters look at."""
    return {
        (int(row.attributes["id"].removeprefix("row-")), party, roles[int(number)])
        for row in tree.css("#matrix tr[id]")
        for party, cell in zip(parties, row.css("td[data-r]"), strict=True)
        for number in (cell.attributes["data-r"] or "").split()
    }


def graph_in(tree):
    (link,) = tree.css("a.file[download$='.ttl.gz']")
    turtle = gzip.decompress(base64.b64decode(link.attributes["href"].partition(",")[2]))
    return {each.triple for each in ox.parse(turtle, ox.RdfFormat.TURTLE)}
