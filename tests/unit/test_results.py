"""Answers in the forms that other programs read, and that they read them back."""

import csv
import io
from html.parser import HTMLParser
from itertools import count, islice

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from raci_graph.engines.base import Rows, Stream
from raci_graph.results import to_csv, to_json, to_markdown, to_ntriples, to_tsv, to_xml

XSD = "http://www.w3.org/2001/XMLSchema#"
IRI, NODE = ox.NamedNode("http://x.org/a_b?c&d"), ox.BlankNode("n1")
TRIPLE = ox.Triple(IRI, ox.NamedNode("urn:x:p"), ox.Literal("o"))
TEXT = 'a\tb\nc"d|e<f>&g\\h'
ROWS = Rows(
    ("one", "two"),
    [
        (IRI, ox.Literal(TEXT)),
        (None, ox.Literal("é", language="fr")),
        (NODE, ox.Literal(12)),
        (TRIPLE, ox.Literal("1.50", datatype=ox.NamedNode(f"{XSD}decimal"))),
    ],
)

texts = st.text(st.characters(exclude_categories=["Cs"]))
# A character that XML cannot hold does not come back from it.
texts_of_xml = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff") | st.just("\r")
)
terms_of = {
    form: st.none() | st.just(IRI) | some.map(ox.Literal) | some.map(lambda text: ox.Literal(text, language="en"))
    for form, some in (("json", texts), ("tsv", texts), ("xml", texts_of_xml))
}


def joined(pieces):
    return "".join(pieces)


def test_json_has_a_line_a_row():
    assert joined(to_json(ROWS)) == (
        '{"head": {"vars": ["one", "two"]}, "results": {"bindings": [\n'
        '{"one": {"type": "uri", "value": "http://x.org/a_b?c&d"},'
        ' "two": {"type": "literal", "value": "a\\tb\\nc\\"d|e<f>&g\\\\h"}},\n'
        '{"two": {"type": "literal", "value": "é", "xml:lang": "fr"}},\n'
        '{"one": {"type": "bnode", "value": "n1"},'
        f' "two": {{"type": "literal", "value": "12", "datatype": "{XSD}integer"}}}},\n'
        '{"one": {"type": "triple", "value": {"subject": {"type": "uri", "value": "http://x.org/a_b?c&d"},'
        ' "predicate": {"type": "uri", "value": "urn:x:p"}, "object": {"type": "literal", "value": "o"}}},'
        f' "two": {{"type": "literal", "value": "1.50", "datatype": "{XSD}decimal"}}}}\n'
        "]}}\n"
    )


def test_xml_has_a_line_a_row():
    assert joined(to_xml(ROWS)) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n'
        '<head><variable name="one"/><variable name="two"/></head>\n<results>\n'
        '<result><binding name="one"><uri>http://x.org/a_b?c&amp;d</uri></binding>'
        '<binding name="two"><literal>a\tb\nc"d|e&lt;f&gt;&amp;g\\h</literal></binding></result>\n'
        '<result><binding name="two"><literal xml:lang="fr">é</literal></binding></result>\n'
        '<result><binding name="one"><bnode>n1</bnode></binding>'
        f'<binding name="two"><literal datatype="{XSD}integer">12</literal></binding></result>\n'
        '<result><binding name="one"><triple><subject><uri>http://x.org/a_b?c&amp;d</uri></subject>'
        "<predicate><uri>urn:x:p</uri></predicate><object><literal>o</literal></object></triple></binding>"
        f'<binding name="two"><literal datatype="{XSD}decimal">1.50</literal></binding></result>\n'
        "</results>\n</sparql>\n"
    )


def test_csv_has_texts_alone():
    assert joined(to_csv(ROWS)) == (
        'one,two\r\nhttp://x.org/a_b?c&d,"a\tb\nc""d|e<f>&g\\h"\r\n,é\r\nn1,12\r\n'
        '"<http://x.org/a_b?c&d> <urn:x:p> ""o""",1.50\r\n'
    )


def test_tsv_has_terms():
    assert joined(to_tsv(ROWS)) == (
        '?one\t?two\n<http://x.org/a_b?c&d>\t"a\\tb\\nc\\"d|e<f>&g\\\\h"\n\t"é"@fr\n_:n1\t12\n'
        '<<( <http://x.org/a_b?c&d> <urn:x:p> "o" )>>\t1.50\n'
    )


@pytest.mark.parametrize(
    ("text", "kind", "written"),
    [
        ("-7", "integer", "-7"),
        ("7x", "integer", f'"7x"^^<{XSD}integer>'),
        ("5.", "decimal", f'"5."^^<{XSD}decimal>'),
        ("true", "boolean", "true"),
        ("1", "boolean", f'"1"^^<{XSD}boolean>'),
        ("1", "double", f'"1"^^<{XSD}double>'),
    ],
)
def test_a_number_stands_bare_in_tsv_where_it_means_the_same(text, kind, written):
    rows = Rows(("a",), [(ox.Literal(text, datatype=ox.NamedNode(f"{XSD}{kind}")),)])
    assert joined(to_tsv(rows)) == f"?a\n{written}\n"


def test_markdown_links_what_leads_somewhere_and_keeps_the_rest_as_text():
    script = ox.NamedNode("javascript:alert(1)")
    rows = Rows(ROWS.columns, [*ROWS.rows[:3], (script, None)])
    assert joined(to_markdown(rows)) == (
        "| one | two |\n| --- | --- |\n"
        '| <http://x.org/a_b?c&d> | a\tb<br>c"d\\|e\\<f\\>\\&g\\\\h |\n'
        "|  | é |\n"
        "| n1 | 12 |\n"
        "| javascript:alert(1) |  |\n"
    )


def test_triples_are_lines_as_often_as_they_come():
    line = '<http://x.org/a_b?c&d> <urn:x:p> "o" .\n'
    assert list(to_ntriples(iter([TRIPLE, TRIPLE]))) == [line, line]


@pytest.mark.parametrize(
    ("form", "wanted"),
    [
        (to_json, '{"head": {"vars": []}, "results": {"bindings": [\n]}}\n'),
        (to_csv, "\r\n"),
        (to_tsv, "\n"),
    ],
)
def test_an_answer_without_rows_and_columns(form, wanted):
    assert joined(form(Rows((), []))) == wanted


@pytest.mark.parametrize("form", [to_json, to_xml, to_csv, to_tsv, to_markdown])
def test_rows_are_written_as_they_come(form):
    endless = Stream(("n",), ((ox.Literal(number),) for number in count()))
    assert "9" in joined(islice(form(endless), 20))


@pytest.mark.parametrize("answer", [True, False])
def test_true_and_false_are_read_back(answer):
    for form, kind in ((to_json, ox.QueryResultsFormat.JSON), (to_xml, ox.QueryResultsFormat.XML)):
        assert bool(ox.parse_query_results(joined(form(answer)).encode(), kind)) is answer


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        (to_json, ox.QueryResultsFormat.JSON),
        (to_xml, ox.QueryResultsFormat.XML),
        (to_tsv, ox.QueryResultsFormat.TSV),
    ],
    ids=["json", "xml", "tsv"],
)
@given(st.data())
def test_any_terms_are_read_back(form, kind, data):
    term = terms_of[form.__name__.removeprefix("to_")]
    rows = data.draw(st.lists(st.tuples(term, term), max_size=3))
    found = ox.parse_query_results(joined(form(Rows(("a", "b"), rows))).encode(), kind)
    assert [tuple(row) for row in found] == rows


@given(st.lists(st.tuples(texts, texts), max_size=3))
def test_any_texts_are_read_back_from_csv(rows):
    written = joined(to_csv(Rows(("a", "b"), [tuple(map(ox.Literal, row)) for row in rows])))
    found = list(csv.reader(io.StringIO(written, newline="")))
    formulas = ("=", "+", "-", "@", "\t", "\r")
    wanted = [[f"'{text}" if text.startswith(formulas) else text for text in row] for row in rows]
    assert found == [["a", "b"], *wanted]


class Cells(HTMLParser):
    """The texts of the cells of a page; anything that is not part of a table is one, too."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):  # noqa: ARG002 - HTMLParser gives them
        if tag in {"th", "td"}:
            self.found.append("")
        elif tag == "br":
            self.found[-1] += "\n"
        else:
            assert tag in {"table", "thead", "tbody", "tr"}

    def handle_data(self, data):
        if self.found and data.strip():
            self.found[-1] += data


PRINTABLE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"])).map(lambda text: f"x{text}x")


@given(st.lists(PRINTABLE, min_size=1, max_size=3))
def test_any_texts_are_read_back_from_markdown(row):
    lines = [f"{text}\n{text}" for text in row]
    columns = tuple(f"c{number}" for number in range(len(row)))
    written = joined(to_markdown(Rows(columns, [tuple(map(ox.Literal, lines))])))
    cells = Cells()
    cells.feed(MarkdownIt("commonmark").enable("table").render(written))
    assert cells.found == [*columns, *lines]
