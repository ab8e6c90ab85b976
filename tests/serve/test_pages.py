"""The pages: they work without JavaScript, show the right numbers, and no text of the data is more than text."""

import html
import json
import re
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest
from raci_documents.versions import version

from raci_graph import results
from raci_graph.figures import figures_in_page
from raci_graph.graph.write import to_graph
from raci_graph.queries import find, run_query, saved_queries
from raci_graph.report import build_reports
from raci_graph.sources import read_source
from raci_graph.vocab import PREFIXES

PARTY = "https://w3id.org/raci-graph/id/ovhcloud/party/"
FORM = "application/x-www-form-urlencoded"


def table(text, identifier):
    """The rows of a table of a page: the text of each cell, without what is small print."""
    (found,) = re.findall(rf'<table id="{identifier}" dir="ltr">(.*?)</table>', text, re.DOTALL)
    rows = re.findall(r"<tr>(.*?)</tr>", found, re.DOTALL)
    return [[plain(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)] for row in rows]


def plain(markup):
    return html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"<small.*?</small>", "", markup, flags=re.DOTALL))).strip()


def links(text):
    return [html.unescape(each) for each in re.findall(r'href="([^"]*)"', text)]


def test_the_start_lists_the_matrix_and_every_question(site):
    page = site.ask("/")
    assert (page.status, page.type) == (200, "text/html; charset=utf-8")
    (row,) = re.findall(r"<tbody>\s*<tr>(.*?)</tr>", page.text, re.DOTALL)
    cells = [plain(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)]
    licence = "https://creativecommons.org/licenses/by-nc-sa/4.0/"
    assert cells == ["Hosted Exchange Responsibility model", "2022-11-15", "49", "2", "122", licence]
    wanted = [f"/questions/{query.name}" for query in saved_queries()]
    assert [each for each in links(page.text) if each.startswith("/questions/")] == wanted


def test_every_link_of_every_page_leads_somewhere(site, hosted_exchange):
    start = ["/", f"/matrix?iri={quote(hosted_exchange, safe='')}", "/questions/16-ownership", "/editor"]
    found = {each for page in start for each in links(site.ask(page).text) if each.startswith("/")}
    assert len(found) > 100
    assert {path: status for path in found if (status := site.ask(path).status) != 200} == {}


@pytest.mark.parametrize("question", [query.name for query in saved_queries() if query.number])
def test_the_page_of_a_question_has_its_answer(question, site, engine):
    expected = run_query(engine, question)
    page = site.ask(f"/questions/{question}")
    assert page.status == 200
    head, *rows = table(page.text, "answer")
    assert head == list(expected.columns)
    for index, (shown, terms) in enumerate(zip(rows, expected.rows, strict=True)):
        for text, term in zip(shown, terms, strict=True):
            if isinstance(term, ox.Literal):
                assert (index, text) == (index, term.value.strip())
            else:
                assert bool(text.strip("–")) == (term is not None)
    noun = "row" if len(rows) == 1 else "rows"
    assert f'<p id="count">{len(rows)} {noun}</p>' in page.text
    assert html.escape(find(question).question, quote=False) in html.unescape(page.text).replace("&", "&amp;")


def test_a_node_in_an_answer_has_its_label_and_its_iri(site):
    page = site.ask(f"/questions/02-responsibilities-of-party?{urlencode({'party': f'{PARTY}customer'})}")
    link = f"/node?{urlencode({'iri': f'{PARTY}customer'})}"
    assert page.text.count(f'<a href="{link}">Customer</a><small class="full">{PARTY}customer</small>') == 14


@pytest.mark.parametrize("party", ["Customer", "customer", f"{PARTY}customer"])
def test_a_parameter_narrows_the_answer(party, site, answer):
    page = site.ask(f"/questions/02-responsibilities-of-party?{urlencode({'party': party, 'matrix': ''})}")
    assert page.status == 200
    expected = answer("02-responsibilities-of-party", party="Customer")["results"]["bindings"]
    assert len(expected) == 14
    assert [row[4] for row in table(page.text, "answer")[1:]] == [row["row"]["value"] for row in expected]


def test_a_parameter_has_as_many_values_as_are_given(site, engine):
    path = "?section=1&section=3"
    page = site.ask(f"/questions/18-end-of-service{path}")
    expected = run_query(engine, "18-end-of-service", {"section": ["1", "3"]})
    assert len(table(page.text, "answer")) == 1 + len(expected.rows) > 1
    assert re.findall(r'name="section" value="(\d)"', page.text) == ["1", "3"]
    assert f"/questions/18-end-of-service.csv{path}" in links(page.text)
    assert site.ask(f"/questions/18-end-of-service.csv{path}").text == "".join(results.to_csv(expected))


def test_a_menu_offers_what_is_of_the_class_of_a_parameter(site):
    text = site.ask(f"/questions/02-responsibilities-of-party?{urlencode({'party': f'{PARTY}ovhcloud'})}").text
    (menu,) = re.findall(r'<select id="p-party".*?</select>', text, re.DOTALL)
    assert re.findall(r'<option value="([^"]*)"( selected)?>([^<]*)<', menu) == [
        ("", "", "(any)"),
        (f"{PARTY}customer", "", "Customer"),
        (f"{PARTY}ovhcloud", " selected", "OVHcloud"),
    ]


@pytest.mark.parametrize(("form", "writer"), [("csv", results.to_csv), ("json", results.to_json)])
def test_a_download_is_the_answer_as_a_file(form, writer, site, engine):
    values = {"party": f"{PARTY}customer"}
    page = site.ask(f"/questions/02-responsibilities-of-party?{urlencode(values)}")
    path = f"/questions/02-responsibilities-of-party.{form}?{urlencode(values)}"
    assert path in links(page.text)
    got = site.ask(path)
    assert got.status == 200
    assert got.headers["Content-Disposition"] == f'attachment; filename="02-responsibilities-of-party.{form}"'
    assert got.text == "".join(writer(run_query(engine, "02-responsibilities-of-party", {"party": "Customer"})))


def test_a_question_that_builds_triples_is_shown_and_given_in_turtle(site, engine):
    expected = set(run_query(engine, "derive-shortcuts"))
    assert len(expected) == 122
    page = site.ask("/questions/derive-shortcuts")
    assert '<p id="count">122 triples</p>' in page.text
    for form, of in (("ttl", ox.RdfFormat.TURTLE), ("nt", ox.RdfFormat.N_TRIPLES), ("jsonld", ox.RdfFormat.JSON_LD)):
        got = site.ask(f"/questions/derive-shortcuts.{form}")
        assert {quad.triple for quad in ox.parse(got.body, of)} == expected


def test_the_page_of_a_matrix_has_the_figures_that_report_draws(site, hosted_exchange):
    page = site.ask(f"/matrix?{urlencode({'iri': hosted_exchange})}").text
    assert re.findall(r'<figcaption id="([^"]+)">([^<]+)<', page) == [
        ("load-by-phase", "Load by phase"),
        ("hand-overs", "Hand-overs"),
        ("heat-map", "Who does what"),
    ]
    [report] = build_reports(read_source("hosted-exchange"))
    drawn = [svg for _, _, svg in figures_in_page(report)]
    assert [svg in page for svg in drawn] == [True] * 3


def test_what_is_not_settled_in_a_row_is_told_below_its_activity(start, tmp_path):
    path = tmp_path / "page.md"
    rows = "| Bake | X | Q | A |\n| Sell | A | R | I |\n| Mill | R | A |\n"
    path.write_text(f"# RACI\n\n| Task | Ann | Bob | Cy |\n|---|---|---|---|\n{rows}", "utf-8")
    own = start(path)
    (there,) = [each for each in links(own.ask("/").text) if each.startswith("/matrix")]
    table = own.ask(there).text.partition("<h2>Figures")[0]
    assert re.findall(r'<span class="full" dir="ltr">(.*?)</span>', table) == [
        "Not settled: <bdi>X\tQ</bdi>",
        "Not settled: <bdi>R\tA</bdi>",
    ]
    assert table.count('<abbr title="not settled">?</abbr>') == 2 + 3


def test_a_large_matrix_has_its_table_without_figures(start, tmp_path):
    path = tmp_path / "large.nt"
    made = version("\n".join(f"Do number {at}{' | R' * 20}" for at in range(501)), tuple(f"P{at}" for at in range(20)))
    path.write_bytes(ox.serialize(to_graph(made).triples, format=ox.RdfFormat.N_TRIPLES))
    large = start(path)
    (there,) = [each for each in links(large.ask("/").text) if each.startswith("/matrix")]
    text = large.ask(there).text
    assert len(table(text, "matrix")) == 502
    assert ("<figure>" in text, "They are not drawn here: the matrix is large" in text) == (False, True)


def test_where_there_are_many_matrices_their_parts_are_not_counted_and_all_are_asked_on_demand(start, tmp_path):
    path = tmp_path / "many.nt"
    kind, label = f"<{PREFIXES['raci']}ResponsibilityMatrix>", f"<{PREFIXES['rdfs']}label>"
    a = f"<{PREFIXES['rdf']}type>"
    lines = [f'<urn:x:{at}> {a} {kind} .\n<urn:x:{at}> {label} "Matrix {at:03}" .\n' for at in range(101)]
    path.write_text("".join(lines), "utf-8")
    many = start(path)
    text = many.ask("/").text
    assert [plain(cell) for cell in re.findall(r'<th scope="col">.*?</th>', text)] == ["Matrix", "Version", "Licence"]
    assert len([each for each in links(text) if each.startswith("/matrix")]) == 101
    waiting = "101 matrices are served. Name one above, or ask of all of them, which may take long."
    question = "/questions/07-several-responsible"
    for query, waits in (("", True), ("?matrix=", False), ("?matrix=urn%3Ax%3A7", False)):
        page = many.ask(f"{question}{query}")
        assert (page.status, waiting in page.text, "Download:" in page.text) == (200, waits, not waits)


def test_a_figure_that_is_too_large_for_a_page_is_left_out(start, tmp_path):
    path = tmp_path / "page.nt"
    made = version("\n".join(f"Do number {at}{' | R' * 20}" for at in range(121)), tuple(f"P{at}" for at in range(20)))
    path.write_bytes(ox.serialize(to_graph(made).triples, format=ox.RdfFormat.N_TRIPLES))
    own = start(path)
    (there,) = [each for each in links(own.ask("/").text) if each.startswith("/matrix")]
    text = own.ask(there).text
    assert re.findall(r'<figcaption id="([^"]+)"', text) == ["load-by-phase", "hand-overs"]
    assert re.findall(r'<p class="none">(.*)</p>', text.partition("<h2>Figures")[2]) == [
        "Too large for a page, and left out: Who does what. <code>raci-graph report --figures</code> draws it."
    ]


def test_the_matrix_is_the_table_as_printed(site, answer, hosted_exchange):
    page = site.ask(f"/matrix?{urlencode({'iri': hosted_exchange})}")
    head, *rows = table(page.text, "matrix")
    assert head == ["Row", "Activity", "Customer", "OVHcloud"]
    printed = {}
    for cell in answer("14-matrix-as-printed")["results"]["bindings"]:
        row = (cell["row"]["value"], cell["activityText"]["value"])
        printed.setdefault(row, []).append(cell["cellText"]["value"])
    activities = [row for row in rows if len(row) > 1]
    assert activities == [[number, text.strip(), *cells] for (number, text), cells in printed.items()]
    assert len(activities) == 49
    then = "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
    assert [row[0] for row in rows if len(row) == 1][:2] == [
        f"1 Before subscription {then} 1.1 Specify service as needed",
        f"2 Service availability {then} 2.1 Install service",
    ]
    assert re.findall(r'<dt>(\w)</dt><dd dir="auto"><a [^>]*>(\w+)</a>: ([^<]*)</dd>', page.text) == [
        ("A", "accountable", "Accountable for the successful completion of the process"),
        ("C", "consulted", "Is consulted during the process"),
        ("I", "informed", "Is informed of the results of the process"),
        ("R", "responsible", "Is in charge of carrying out the process"),
    ]


def test_a_node_shows_what_is_said_of_it_and_what_names_it(site, engine):
    party = f"{PARTY}customer"
    page = site.ask(f"/node?{urlencode({'iri': party})}")
    assert "<h1>Customer</h1>" in page.text
    said = engine.select(f"SELECT ?p ?o {{ <{party}> ?p ?o }}").rows
    names = engine.select(f"SELECT ?s ?p {{ ?s ?p <{party}> }}").rows
    assert page.text.count("<tr><td>") == len(said) + len(names)


def test_the_editor_answers_without_javascript(site):
    query = 'SELECT ("</textarea><script>" AS ?x) { }'
    page = site.ask("/editor", method="POST", body=urlencode({"query": query}), Content_Type=FORM)
    assert page.status == 200
    assert table(page.text, "answer") == [["x"], ["</textarea><script>"]]
    assert page.text.count("<script") == 2
    assert html.escape(query) in page.text.replace("&#34;", "&quot;")


def test_the_editor_opens_with_a_query_and_does_not_run_it(site):
    page = site.ask(f"/editor?{urlencode({'query': 'ASK {}'})}")
    assert '<textarea id="query" name="query" rows="16" spellcheck="false">ASK {}</textarea>' in page.text
    assert 'id="plain-answer"' not in page.text


@pytest.mark.parametrize(("query", "answer"), [("ASK {}", "yes"), ("ASK { <urn:x> ?p ?o }", "no")])
def test_a_truth_value_is_shown_in_words(query, answer, site):
    page = site.ask("/editor", method="POST", body=urlencode({"query": query}), Content_Type=FORM)
    assert f"The answer is <strong>{answer}</strong>." in page.text


@pytest.mark.parametrize(
    ("path", "status", "reason"),
    [
        ("/nothing", 404, "Not Found: Nothing matches the given URI"),
        ("/questions/nothing-at-all", 404, "there is no saved question"),
        ("/questions/03-handovers.ttl", 404, "this question is not answered as 'ttl'"),
        ("/questions/03-handovers?nothing=1", 400, "the question has no parameter 'nothing'. It has matrix"),
        ("/questions/02-responsibilities-of-party?party=Nobody", 400, "nothing has the label 'Nobody' (Party)"),
        (
            "/questions/02-responsibilities-of-party?party=javascript%3Ax",
            400,
            "'javascript:x' is no label (Party), and its prefix is not known",
        ),
        ("/matrix", 400, "the parameter 'iri' is missing"),
        ("/matrix?iri=x%20y", 400, "'x y' is not an IRI"),
        ("/matrix?iri=urn%3Ax%3Anone", 404, "no matrix of this name is served: urn:x:none"),
        ("/node?iri=urn%3Ax%3Anone", 404, "nothing is said of urn:x:none"),
        ("/node?iri=%3E%3Cscript%3E", 400, "'><script>' is not an IRI"),
    ],
)
def test_what_is_not_there_is_said_on_a_page(path, status, reason, site):
    page = site.ask(path)
    assert (page.status, page.type) == (status, "text/html; charset=utf-8")
    assert reason in html.unescape(page.text)
    assert "<script>" not in page.text


HOSTILE = """
@prefix raci: <https://w3id.org/raci-graph/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix x: <https://example.org/id/> .

x:m a raci:ResponsibilityMatrix ; rdfs:label "<script>alert(1)</script>" ; dcterms:license <javascript:alert(2)> .
x:p a raci:Party ; rdfs:label "\\"><img src=x onerror=alert(3)>" ; rdfs:seeAlso <javascript:alert(4)> .
x:c a raci:Column ; raci:inMatrix x:m ; raci:columnNumber 1 ; raci:columnParty x:p ; raci:sourceText "<b>head</b>" .
x:l a raci:LegendEntry ; raci:inMatrix x:m ;
  raci:letter "<i>" ; raci:sourceText "<u>" ; raci:legendRole <javascript:5> .
x:a a raci:Activity ; raci:inMatrix x:m ; raci:rowNumber 1 ; raci:sourceText "<s>row</s>" ; rdfs:label "{{ 7 * 7 }}" .
x:c raci:columnRole raci:Responsible , raci:Accountable .
x:cell a raci:Cell ; raci:inRow x:a ; raci:inColumn x:c ; raci:readingBasis raci:Unsettled .
"""


@pytest.fixture(scope="module")
def hostile(start, tmp_path_factory):
    path = tmp_path_factory.mktemp("hostile") / "<h1>hostile.ttl"
    path.write_text(HOSTILE, "utf-8")
    return start(path)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/matrix?iri=https%3A%2F%2Fexample.org%2Fid%2Fm",
        "/node?iri=https%3A%2F%2Fexample.org%2Fid%2Fp",
        "/node?iri=javascript%3Aalert%284%29",
        "/questions/02-responsibilities-of-party",
        "/questions/14-matrix-as-printed",
        "/questions/17-activities-by-text?text=%3Cscript%3E",
    ],
)
def test_text_of_the_data_is_never_markup_and_no_link_runs_a_script(path, hostile):
    page = hostile.ask(path)
    assert page.status == 200
    for markup in ("<script", "<img", "<b>", "<i>", "<u>", "<s>", "<h1>hostile"):
        assert markup not in page.text
    assert [each for each in links(page.text) if not each.startswith(("/", "#", "data:,", "https://"))] == []
    assert "{{ 7 * 7 }}" in hostile.ask("/node?iri=https%3A%2F%2Fexample.org%2Fid%2Fa").text


def test_a_cell_that_is_not_settled_is_told_from_a_blank_one(hostile):
    page = hostile.ask("/matrix?iri=https%3A%2F%2Fexample.org%2Fid%2Fm")
    assert table(page.text, "matrix") == [["Row", "Activity", "<b>head</b>"], ["1", "<s>row</s>", "?"]]
    assert '<abbr title="not settled">?</abbr>' in page.text


def test_a_formula_in_the_data_is_harmless_in_the_file_for_spreadsheets_alone(start, tmp_path):
    path = tmp_path / "formula.ttl"
    path.write_text(HOSTILE.replace("{{ 7 * 7 }}", "=1+1 backup"), "utf-8")
    site = start(path)
    assert site.ask("/questions/17-activities-by-text.csv").text.splitlines()[1].split(",")[3] == "'=1+1 backup"
    query = find("17-activities-by-text").text
    assert site.get(query, Accept="text/csv").text.splitlines()[1].split(",")[3] == "=1+1 backup"
    assert json.loads(site.get(query).body)["results"]["bindings"][0]["activityLabel"]["value"] == "=1+1 backup"
