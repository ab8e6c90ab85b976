"""The SPARQL 1.1 Protocol: how a query is sent, in which forms it is answered, what is refused and why."""

import json

import pyoxigraph as ox
import pytest

from raci_graph.queries import find, saved_queries
from raci_graph.serve.protocol import MOST_BYTES

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
RACI = "PREFIX raci: <https://w3id.org/raci-graph/ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
PARTIES = f"{RACI}SELECT ?party (STR(?name) AS ?label) {{ ?party a raci:Party ; rdfs:label ?name }} ORDER BY ?party"
ASKED = f'{RACI}ASK {{ ?party a raci:Party ; rdfs:label "Customer"@en }}'
LABELS = f"{RACI}CONSTRUCT {{ ?party rdfs:label ?name }} WHERE {{ ?party a raci:Party ; rdfs:label ?name }}"
PARTY = "https://w3id.org/raci-graph/id/ovhcloud/party/"
ROWS = [(f"{PARTY}customer", "Customer"), (f"{PARTY}ovhcloud", "OVHcloud")]
QUESTIONS = [query.name for query in saved_queries() if query.number]


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_saved_question_has_the_expected_answer(question, site, repository):
    expected = json.loads((repository / f"tests/queries/expected/{question}.json").read_text("utf-8"))
    got = site.get(find(question).text)
    assert (got.status, got.type) == (200, "application/sparql-results+json")
    assert json.loads(got.body) == expected


def test_the_three_ways_to_send_a_query_have_one_answer(site, answer):
    got = [
        site.get(PARTIES),
        site.post(PARTIES),
        site.ask("/sparql", method="POST", body=PARTIES, Content_Type=DIRECT),
        site.ask("/sparql", method="POST", body=PARTIES, Content_Type=f"{DIRECT}; charset=UTF-8"),
    ]
    assert {each.status for each in got} == {200}
    assert [json.loads(each.body) for each in got] == [answer(PARTIES)] * 4
    assert [[row[name]["value"] for name in ("party", "label")] for row in answer(PARTIES)["results"]["bindings"]] == [
        list(row) for row in ROWS
    ]


def test_letters_beyond_ascii_arrive_in_each_way(site):
    query = "SELECT ('größer ✓ 表' AS ?x) {}"
    direct = site.ask("/sparql", method="POST", body=query.encode(), Content_Type=DIRECT)
    for got in (site.get(query), site.post(query), direct):
        assert json.loads(got.body)["results"]["bindings"] == [{"x": {"type": "literal", "value": "größer ✓ 表"}}]


XML = (
    '<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="party"/>'
    '<variable name="label"/></head><results>'
    + "".join(
        f'<result><binding name="party"><uri>{iri}</uri></binding><binding name="label"><literal>{label}</literal>'
        "</binding></result>"
        for iri, label in ROWS
    )
    + "</results></sparql>"
)
CSV = "party,label\r\n" + "".join(f"{iri},{label}\r\n" for iri, label in ROWS)
TSV = "?party\t?label\n" + "".join(f'<{iri}>\t"{label}"\n' for iri, label in ROWS)


@pytest.mark.parametrize(
    ("accept", "media_type", "body"),
    [
        ("application/sparql-results+xml", "application/sparql-results+xml", XML),
        ("application/xml", "application/xml; charset=utf-8", XML),
        ("text/csv", "text/csv; charset=utf-8", CSV),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8", TSV),
        ("text/csv;q=0.2, text/tab-separated-values;q=0.9, image/png", "text/tab-separated-values; charset=utf-8", TSV),
        ("text/*", "text/xml; charset=utf-8", XML),
    ],
)
def test_rows_in_the_form_that_is_accepted(accept, media_type, body, site):
    got = site.get(PARTIES, Accept=accept)
    assert (got.status, got.type, got.text) == (200, media_type, body)
    assert got.headers["Vary"] == "Accept"


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (None, "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/json"),
        ("application/*;q=0.1", "application/sparql-results+json"),
        ("application/sparql-results+json, application/xml;q=0.9", "application/sparql-results+json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/xml; charset=utf-8"),
    ],
)
def test_json_is_what_is_given_unless_another_form_is_liked_better(accept, media_type, site):
    got = site.get(PARTIES, **({"Accept": accept} if accept else {}))
    assert (got.status, got.type) == (200, media_type)


XML_TRUE = (
    '<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head></head>'
    "<boolean>true</boolean></sparql>"
)


@pytest.mark.parametrize(
    ("accept", "body"),
    [
        ("application/sparql-results+json", '{"head": {}, "boolean": true}\n'),
        (
            "application/sparql-results+xml",
            XML_TRUE,
        ),
        ("text/csv", "true"),
    ],
)
def test_a_truth_value_in_the_form_that_is_accepted(accept, body, site):
    got = site.get(ASKED, Accept=accept)
    assert (got.status, got.text) == (200, body)


@pytest.mark.parametrize(
    ("accept", "media_type", "form"),
    [
        ("*/*", "text/turtle; charset=utf-8", ox.RdfFormat.TURTLE),
        ("application/n-triples", "application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/ld+json", "application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/rdf+xml", "application/rdf+xml", ox.RdfFormat.RDF_XML),
    ],
)
def test_triples_in_the_form_that_is_accepted(accept, media_type, form, site, engine):
    got = site.get(LABELS, Accept=accept)
    assert (got.status, got.type) == (200, media_type)
    assert {quad.triple for quad in ox.parse(got.body, form)} == set(engine.construct(LABELS))


@pytest.mark.parametrize(
    ("query", "accept", "first"),
    [
        (PARTIES, "text/turtle", "application/sparql-results+json"),
        (LABELS, "text/csv", "text/turtle"),
        (PARTIES, "text/csv;q=0", "application/sparql-results+json"),
    ],
)
def test_where_no_form_fits_the_forms_are_named(query, accept, first, site):
    got = site.get(query, Accept=accept)
    assert got.status == 406
    assert got.text.startswith(f"none of what is accepted can be given. Accept one of {first}, ")


def fields(*pairs):
    from urllib.parse import urlencode

    return urlencode(pairs)


NO_QUERY = "the request has no query. Give it as the parameter 'query'\n"
SEVERAL = "the request has more than one query. Ask them in turn\n"
READS_ONLY = "this service only reads: an update is not run\n"
GRAPH = ("default-graph-uri", "urn:x:g")
NAMED = ("named-graph-uri", "urn:x:g")


def dataset(name):
    return f"the dataset cannot be chosen by {name}. Leave it out: a query reads all graphs that are served\n"


@pytest.mark.parametrize(
    ("query_string", "body", "content_type", "status", "reason"),
    [
        (fields(("query", "ASK {}"), ("query", "ASK {}")), None, None, 400, SEVERAL),
        (fields(("query", "ASK {}"), GRAPH), None, None, 400, dataset("default-graph-uri")),
        (fields(("query", "ASK {}"), NAMED), None, None, 400, dataset("named-graph-uri")),
        (fields(GRAPH), None, None, 400, dataset("default-graph-uri")),
        (fields(("update", "CLEAR ALL")), None, None, 403, READS_ONLY),
        ("query=%FF", None, None, 400, "the parameters are not percent-encoded UTF-8\n"),
        ("", fields(("other", "x")), FORM, 400, NO_QUERY),
        ("", fields(("query", "ASK {}"), ("query", "ASK {}")), FORM, 400, SEVERAL),
        (fields(("query", "ASK {}")), fields(("query", "ASK {}")), FORM, 400, SEVERAL),
        ("", fields(("query", "ASK {}"), GRAPH), FORM, 400, dataset("default-graph-uri")),
        ("", fields(("update", "CLEAR ALL")), FORM, 403, READS_ONLY),
        (fields(NAMED), "ASK {}", DIRECT, 400, dataset("named-graph-uri")),
        ("", b"ASK {} # \xff", DIRECT, 400, "the query is not text in utf-8\n"),
        ("", "ASK {}", f"{DIRECT}; charset=none", 400, "the query is not text in none\n"),
        ("", "CLEAR ALL", "application/sparql-update", 403, READS_ONLY),
        ("", "ASK {}", "text/plain", 415, f"a query is posted as {FORM} or {DIRECT}, not as 'text/plain'\n"),
        ("", "ASK {}", None, 415, f"a query is posted as {FORM} or {DIRECT}, not as ''\n"),
        ("", "x" * (MOST_BYTES + 1), DIRECT, 413, f"the request is longer than {MOST_BYTES} bytes\n"),
    ],
)
def test_a_request_that_is_not_one_query_is_refused_with_the_reason(  # noqa: PLR0913
    query_string, body, content_type, status, reason, site
):
    headers = {"Content_Type": content_type} if content_type else {}
    got = site.ask(f"/sparql?{query_string}", method="GET" if body is None else "POST", body=body, **headers)
    assert (got.status, got.text, got.type) == (status, reason, "text/plain; charset=utf-8")


OUTSIDE = "the query reads from outside the store with "
UPDATE = "and queries only read. 'raci-graph load' puts data into a store\n"
NOT_RUN = {
    "SELECT * WHERE { ?s ?p }": "query:1:25: the query does not parse near 'SELECT * WHERE { ?s ?p }'. "
    "Look at that place, and just before it, for what is missing or misspelt\n",
    "": "this is not a SPARQL query. Begin it with SELECT, ASK, CONSTRUCT or DESCRIBE, "
    "or give the name of a saved question\n",
    "DELETE WHERE { ?s ?p ?o }": f"this is an update (DELETE), {UPDATE}",
    "LOAD <https://example.org/>": f"this is an update (LOAD), {UPDATE}",
    "SELECT * FROM <https://example.org/> { ?s ?p ?o }": f"{OUTSIDE}FROM. "
    "Leave the clause out, for a query reads all graphs of the store\n",
    "SELECT * { SERVICE <https://example.org/> { ?s ?p ?o } }": f"{OUTSIDE}SERVICE. Ask that server itself\n",
}


@pytest.mark.parametrize(
    ("query", "reason"), NOT_RUN.items(), ids=["syntax", "empty", "delete", "load", "from", "service"]
)
def test_a_query_that_is_not_run_is_refused_with_the_reason(query, reason, site):
    direct = site.ask("/sparql", method="POST", body=query, Content_Type=DIRECT)
    for got in (site.get(query), site.post(query), direct):
        assert (got.status, got.text, got.type) == (400, reason, "text/plain; charset=utf-8")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
@pytest.mark.parametrize("path", ["/sparql", "/", "/questions/03-handovers", "/.well-known/void"])
def test_no_other_method_is_answered(method, path, site):
    got = site.ask(path, method=method)
    assert got.status == 405
    assert set(got.headers["Allow"].split(", ")) == {"GET", "HEAD"} | ({"POST"} if path == "/sparql" else set())


def test_head_has_the_headers_alone(site):
    got = site.ask("/sparql?query=ASK%20%7B%7D", method="HEAD")
    assert (got.status, got.body) == (200, b"")
    assert got.headers["Content-Length"] == "30"
