"""The saved questions as files, and the asking of questions with values."""

import re
import socket

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from raci_graph.engines.embedded import EmbeddedEngine
from raci_graph.engines.outside import OPAQUE, chosen_graphs, refuse_outside
from raci_graph.errors import InputError, UsageError
from raci_graph.queries import find, run_query, saved_queries
from raci_graph.queries.saved import parse
from raci_graph.queries.text import form_of, parameters_of, with_values
from raci_graph.vocab import PREFIXES

RACI = PREFIXES["raci"]
PARTY = ox.NamedNode(f"{RACI}Party")
TYPE = ox.NamedNode(f"{PREFIXES['rdf']}type")
LABEL = ox.NamedNode(f"{PREFIXES['rdfs']}label")
UPDATES = [
    "DROP ALL",
    "CLEAR DEFAULT",
    "insert data { <urn:x:a> <urn:x:b> 1 }",
    "DELETE WHERE { ?s ?p ?o }",
    "WITH <urn:x:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "LOAD <http://localhost:1/>",
    "CREATE GRAPH <urn:x:g>",
    "PREFIX x: <urn:x:> # SELECT\nCOPY x:a TO x:b",
]

each_query = pytest.mark.parametrize("query", saved_queries(), ids=lambda query: query.name)


@pytest.fixture
def store():
    return EmbeddedEngine()


@pytest.fixture
def parties():
    """A store with parties, two of which share a label; ``Bücherei`` stands there with a composed ü."""
    engine = EmbeddedEngine()
    labels = {"a": "Archive", "b": "Archive", "c": "B\u00fccherei", "d": "Reader"}
    triples = [ox.Triple(ox.NamedNode(f"urn:x:{name}"), TYPE, PARTY) for name in labels]
    triples += [
        ox.Triple(ox.NamedNode(f"urn:x:{name}"), LABEL, ox.Literal(label, language="en"))
        for name, label in labels.items()
    ]
    engine.put_graph("urn:x:g", triples)
    return engine


@pytest.fixture
def message():
    """``message(call, *arguments)``: the words of the usage error that a call raises."""

    def raised(call, *arguments):
        with pytest.raises(UsageError) as caught:
            call(*arguments)
        assert "\n" not in str(caught.value)
        return str(caught.value)

    return raised


# The files.


def test_the_saved_questions_are_the_files(repository):
    assert [(query.name, query.text) for query in saved_queries()] == [
        (path.stem, path.read_text("utf-8")) for path in sorted((repository / "queries").glob("*.rq"))
    ]


@each_query
def test_a_header_says_what_is_asked(query):
    assert query.summary.strip()
    assert query.question.endswith("?")
    assert query.tags
    assert all(each.description.strip() for each in query.params)


@each_query
def test_a_question_can_be_asked_about_one_matrix(query):
    matrix = query.params[0]
    assert (matrix.name, matrix.type, matrix.about, matrix.default) == ("matrix", "iri", "ResponsibilityMatrix", None)


@each_query
def test_the_parameters_of_a_header_are_the_rows_of_the_query(query):
    rows = re.findall(r"^ *VALUES \?(\w+) \{ (.*) \}$", query.text, re.MULTILINE)
    assert list(dict.fromkeys(rows)) == [(each.name, each.default or "UNDEF") for each in query.params]
    assert parameters_of(query.text) == tuple(each.name for each in query.params)


@each_query
def test_the_columns_of_a_header_are_the_columns_of_the_answer(query, store):
    columns = store.select(query.text).columns if query.form == "SELECT" else ()
    assert tuple(query.columns) == columns


@each_query
def test_a_question_leaves_the_data_set_to_the_engine_and_avoids_not_exists(query):
    body = re.sub(OPAQUE, "", query.text)
    assert not re.search(r"(?<![?:])\b(GRAPH|FROM|SERVICE|EXISTS)\b", body, re.IGNORECASE)


@each_query
def test_no_filter_tests_a_parameter_that_may_be_undef(query):
    conditions = re.findall(r"\b(?:FILTER|HAVING|BIND) .*", re.sub(OPAQUE, "", query.text))
    tested = set(re.findall(r"\?(\w+)", " ".join(conditions)))
    assert not tested & {each.name for each in query.params if each.default is None}


@each_query
def test_a_question_parses_in_rdflib_too(query):
    from rdflib.plugins.sparql import prepareQuery

    assert prepareQuery(query.text).algebra.name == f"{query.form.capitalize()}Query"


def test_the_class_of_a_parameter_is_declared(repository):
    ontology = (repository / "ontology/raci.ttl").read_text("utf-8")
    classes = {each.about for query in saved_queries() for each in query.params if each.type == "iri"}
    assert all(f"\nraci:{name}\n    a owl:Class" in ontology for name in classes)


@pytest.mark.parametrize("name", ["03-handovers", "handovers", "3", "03", "003"])
def test_a_question_is_found_by_name_and_number(name):
    assert find(name).name == "03-handovers"


def test_a_question_without_a_number_is_found_by_name():
    query = find("derive-shortcuts")
    assert (query.number, query.form, query.columns) == (None, "CONSTRUCT", {})


@pytest.mark.parametrize("name", ["hand-overs", "handover", "3-handovers"])
def test_an_unknown_name_gets_near_ones(name, message):
    assert "Did you mean 03-handovers" in message(find, name)


@pytest.mark.parametrize("name", ["31", "0", "-3", "", "xyzzy"])
def test_a_name_like_no_other_gets_the_list(name, message):
    assert "'raci-graph queries' lists them" in message(find, name)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * {}",
        "#+ summary: no question\nSELECT * {}",
        "#+ - a list\nSELECT * {}",
        "#+ summary: [\nSELECT * {}",
        "#+ summary: s\n#+ question: q?\n#+ params:\n#+   a: {type: number, description: d}\nSELECT * {}",
        "#+ summary: s\n#+ question: q?\n#+ params:\n#+   a: {type: text}\nSELECT * {}",
        "#+ summary: !!python/object:os.system {}\nSELECT * {}",
    ],
)
def test_a_broken_header_names_its_file(text):
    with pytest.raises(InputError, match=r"^mine\.rq: the header of the question is broken \(.*\)\. See the header"):
        parse("mine", text)


# What a text is.


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("select * {}", "SELECT"),
        ("PREFIX ask: <urn:x:select> ASK {}", "ASK"),
        ("BASE <urn:x:insert>\n# DELETE\nCONSTRUCT WHERE { ?s ?p ?o }", "CONSTRUCT"),
        ("DESCRIBE <urn:x:a>", "DESCRIBE"),
        ("PREFIX insert: <urn:x:>\nSELECT ?load { ?load insert:delete 'DROP' }", "SELECT"),
    ],
)
def test_the_form_of_a_query_is_its_first_keyword(text, form):
    assert form_of(text) == form


@pytest.mark.parametrize("update", UPDATES)
def test_an_update_is_refused(update, message, store):
    assert "this is an update" in message(run_query, store, update)


@pytest.mark.parametrize("update", UPDATES)
def test_an_update_behind_a_query_is_refused(update, message, store):
    assert message(run_query, store, f"SELECT * {{ ?s ?p ?o }} ; {update}").startswith("query:")
    assert store.graphs() == []


@pytest.mark.parametrize("text", ["hello world", "# SELECT * {}\n", "{}", "'SELECT' {"])
def test_what_is_no_query_is_refused(text, message, store):
    assert message(run_query, store, text).startswith("this is not a SPARQL query. Begin it with SELECT")


def test_a_text_without_blank_and_brace_is_a_name(message, store):
    assert message(run_query, store, "SELECT").startswith("there is no saved question 'SELECT'")
    assert run_query(store, " handovers\n").rows == []


def test_a_query_that_does_not_parse_is_placed(message, store):
    assert message(run_query, store, "SELECT *\n{ ?s ?p }").startswith("query:2:")
    assert "prefix is used that is not declared" in message(run_query, store, "SELECT * { ?s rdfs:label ?o }")


@pytest.mark.parametrize("brackets", ["{}", "()", "[]"])
def test_a_query_that_would_end_the_process_is_refused(brackets, message, store):
    deep = brackets[0] * 100_000 + brackets[1] * 100_000
    assert message(run_query, store, f"SELECT * {{ {deep} }}").startswith("the query has more than 100 brackets")
    assert run_query(store, f"SELECT ?a {{ VALUES ?a {{ '{deep}' }} }}").texts() == [[deep]]


def test_each_form_gives_its_kind_of_answer(store):
    assert run_query(store, "SELECT (1 AS ?a) {}").texts() == [["1"]]
    assert run_query(store, "ASK {}") is True
    construct = "CONSTRUCT { <urn:x:a> <urn:x:b> 1 } {}"
    assert run_query(store, construct) == [ox.Triple(ox.NamedNode("urn:x:a"), ox.NamedNode("urn:x:b"), ox.Literal(1))]


# What would read from elsewhere.


@pytest.fixture
def listener():
    """A port of this machine that nobody may call; the test fails if somebody did."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
        with pytest.raises(BlockingIOError):
            server.accept()


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}", "SERVICE"),
        ("SELECT * {{ service silent <{url}> {{ ?s ?p ?o }} }}", "SERVICE"),
        ("SELECT * {{ SERVICE# a comment\n<{url}> {{ ?s ?p ?o }} }}", "SERVICE"),
        ("SELECT * {{ BIND (<{url}> AS ?from) OPTIONAL {{ SERVICE ?from {{ ?s ?p ?o }} }} }}", "SERVICE"),
        ("ASK {{ {{ SELECT * {{ FILTER EXISTS {{ SERVICE <{url}> {{ ?s ?p ?o }} }} }} }} }}", "SERVICE"),
        ("SELECT * FROM <{url}> {{ ?s ?p ?o }}", "FROM"),
        ("SELECT * FROM NAMED <{url}> {{ GRAPH ?g {{ ?s ?p ?o }} }}", "FROM"),
        ("CONSTRUCT {{ ?s ?p ?o }} from <{url}> {{ ?s ?p ?o }}", "FROM"),
        ("DESCRIBE <urn:x:a> FROM <{url}>", "FROM"),
    ],
)
def test_a_query_that_reads_from_elsewhere_is_refused(query, word, message, store, listener):
    text = query.format(url=listener)
    for refused in (message(run_query, store, text), message(store.select, text)):
        assert refused.startswith(f"the query reads from outside the store with {word}")


@pytest.mark.parametrize(
    ("query", "allowed", "word"),
    [
        ("SELECT * FROM <{url}> {{ SERVICE <{url}> {{ ?s ?p ?o }} }}", "SERVICE", "FROM"),
        ("ASK FROM <{url}> {{ service # SERVICE\n silent <{url}> {{ ?s ?p ?o }} }}", "SERVICE", "FROM"),
        ("SELECT * FROM <{url}> {{ SERVICE <{url}> {{ ?s ?p ?o }} }}", "FROM", "SERVICE"),
    ],
)
def test_what_is_allowed_lets_nothing_else_through(query, allowed, word, message, listener):
    refused = message(EmbeddedEngine(allow=[allowed]).ask, query.format(url=listener))
    assert refused.startswith(f"the query reads from outside the store with {word}")


def test_a_query_is_not_run_to_see_what_it_uses(listener):
    query = f"ASK {{ ?from ?p ?o . SERVICE SILENT <{listener}> {{ ?s ?p ?o }} }}"
    refuse_outside(query, frozenset({"SERVICE"}))
    refuse_outside(query, frozenset({"SERVICE", "FROM"}))
    assert chosen_graphs(query) is None


@pytest.mark.parametrize(
    ("query", "graphs"),
    [
        ("SELECT ?from { ?from ?p 'FROM <urn:x:a>' }", None),
        ("SELECT * FROM <urn:x:a> from named<urn:x:b> { ?s ?p <urn:x:from> }", ("urn:x:a", "urn:x:b")),
        ("PREFIX x: <urn:x:> SELECT * FROM x:a { ?s ?p ?o }", ()),
        ("# FROM <urn:x:c>\nASK FROM <urn:x:a> { ?from ?p 'FROM <urn:x:b>' }", ("urn:x:a",)),
    ],
)
def test_the_graphs_that_a_query_chooses(query, graphs):
    assert chosen_graphs(query) == graphs


@pytest.mark.parametrize("word", [r"\u0053ERVICE", r"SERVIC\U00000045"])
def test_a_keyword_written_with_escapes_is_refused(word, message, store, listener):
    assert "escape outside of texts" in message(run_query, store, f"SELECT * {{ {word} <{listener}> {{ ?s ?p ?o }} }}")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service ?from { VALUES (?service ?from) { ('SERVICE' 'FROM') } }",
        "PREFIX from: <urn:x:service/> SELECT * { VALUES ?a { from:service } }",
        '# SERVICE <urn:x:a> { }\nSELECT * { VALUES ?a { <urn:x:from> """FROM <urn:x:a>""" } }',
        r"SELECT * { VALUES ?a { '\u0053ERVICE' <urn:x:\u0061> } }",
    ],
)
def test_the_same_words_in_names_and_texts_are_nothing(query, store):
    assert len(run_query(store, query).rows) >= 1


# Values.

NASTY = [
    "",
    " ",
    '"',
    "'",
    '"""',
    "\\",
    "\\\\",
    '\\"',
    'a"b\\"c',
    "} UNION { ?s ?p ?o",
    '" } UNION { ?s ?p ?o } #',
    '"} VALUES ?other { "spoofed" ',
    "VALUES ?other { UNDEF }",
    "?text",
    "$text",
    "<urn:x:a>",
    "{}",
    "# comment",
    "line\nbreak\r\n\ttab",
    r"\u0022 } UNION { ?s ?p ?o } #",
    r"\\u0022 } UNION { ?s ?p ?o } #",
    r"\U00000022 } #",
    "\\u",
    "\x00\x07\x1b",
    "\u2028\u0085",
    "\U0001f4da",
    r"\g<head> \1 \g<0>",
    "SERVICE <http://localhost:1/> { }",
]


@pytest.mark.parametrize("value", NASTY)
def test_a_value_arrives_as_it_is(value, store):
    query = 'SELECT ?text ?other { VALUES ?text { "default" } VALUES ?other { "other" } }'
    assert run_query(store, query, {"text": ox.Literal(value)}).texts() == [[value, "other"]]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2))
def test_any_two_values_arrive_as_they_are(values):
    query = "SELECT ?a ?b { VALUES ?a { UNDEF } VALUES ?b { UNDEF } }"
    found = run_query(EmbeddedEngine(), query, dict(zip("ab", map(ox.Literal, values), strict=True)))
    assert found.texts() == [values]


def test_a_value_with_the_row_of_another_parameter_does_not_fill_it(store):
    query = "SELECT ?a ?b { VALUES ?a { UNDEF } VALUES ?b { UNDEF } }"
    spoof = 'x" } VALUES ?b { UNDEF } #'
    for values in ({"a": ox.Literal(spoof), "b": "1"}, {"b": "1", "a": ox.Literal(spoof)}):
        assert run_query(store, query, values).texts() == [[spoof, "1"]]


def test_only_rows_outside_of_texts_comments_and_names_are_parameters():
    query = (
        "# VALUES ?comment { UNDEF }\n"
        "SELECT ?values ?var { VALUES ?one { 'VALUES ?text { 1 }' } values $two {1 2} "
        "VALUES (?three) { (1) } ?values <urn:x:VALUES> ?s . ?s <urn:x:p>'VALUES ?long { 1 }'@values }"
    )
    assert parameters_of(query) == ("one", "two")


def test_a_variable_called_values_is_not_a_row_of_values(store):
    query = "SELECT ?values ?x { BIND (1 AS ?x) BIND (2 AS ?values) }"
    assert parameters_of(query) == ()
    assert with_values(query, {"x": [ox.Literal("no")]}) == query


def test_several_values_are_alternatives(store):
    query = "SELECT ?a { VALUES ?a { UNDEF } } ORDER BY ?a"
    assert run_query(store, query, {"a": [2, 1]}).texts() == [["1"], ["2"]]


def test_a_parameter_without_any_value_is_refused(message, store):
    assert message(run_query, store, "handovers", {"matrix": []}).startswith("parameter 'matrix' has no value")


def test_an_unknown_parameter_names_the_known_ones(message, store):
    assert message(run_query, store, "handovers", {"party": "x"}) == (
        "the query has no parameter 'party'. It has matrix, accountable, responsible"
    )
    assert message(run_query, store, "SELECT * { ?s ?p ?o }", {"s": "x"}).endswith("It has none")


@pytest.mark.parametrize(
    ("value", "term"),
    [
        ("urn:x:a", ox.NamedNode("urn:x:a")),
        ("http://example.org/a?b=c#d", ox.NamedNode("http://example.org/a?b=c#d")),
        ("raci:Accountable", ox.NamedNode(f"{RACI}Accountable")),
        ("note: no IRI", ox.Literal("note: no IRI")),
        ("unknown:prefix", ox.Literal("unknown:prefix")),
        ("plain", ox.Literal("plain")),
        (7, ox.Literal(7)),
        (ox.Literal("a", language="fr"), ox.Literal("a", language="fr")),
    ],
)
def test_a_value_for_own_sparql_is_an_iri_or_a_text(value, term, store):
    assert run_query(store, "SELECT ?a { VALUES ?a { UNDEF } }", {"a": value}).rows == [(term,)]


@pytest.mark.parametrize("text", ["http://example.org/a<b>", 'urn:x:"', "raci:a{b}", "http://[/"])
def test_a_text_that_only_begins_as_an_iri_is_refused(text, message, store):
    assert message(run_query, store, "handovers", {"matrix": text}) == (
        f"'{text}' is not an IRI. Write it without spaces, quotes and brackets"
    )


@pytest.mark.parametrize("value", ["two", "1.5", "", "1 2", "0x1", "9" * 40])
def test_a_number_is_wanted_where_the_header_says_integer(value, message, store):
    refused = message(run_query, store, "accountable-for-activity", {"row": value})
    assert refused == f"'{value}' is no value for 'row'. Give a whole number"


@pytest.mark.parametrize(
    ("question", "values", "wanted"),
    [
        ("handovers", {"matrix": ox.Literal("x")}, "Give an IRI"),
        ("handovers", {"matrix": ox.BlankNode()}, "Give an IRI"),
        ("activities-by-text", {"text": ox.NamedNode("urn:x:a")}, "Give a plain text"),
        ("activities-by-text", {"text": ox.Literal("x", language="en")}, "Give a plain text"),
        ("accountable-for-activity", {"row": ox.Literal("5")}, "Give a whole number"),
        ("SELECT * { VALUES ?a { UNDEF } }", {"a": ox.BlankNode()}, "Give an IRI or a literal"),
    ],
)
def test_a_term_of_another_kind_is_refused(question, values, wanted, message, store):
    assert message(run_query, store, question, values).endswith(wanted)


@pytest.mark.parametrize("text", ["Reader", "reader", " READER "])
def test_a_label_stands_for_the_one_that_has_it(text, parties):
    assert run_query(parties, "handovers", {"accountable": text}).rows == []


@pytest.mark.parametrize("text", ["B\u00fccherei", "Bu\u0308cherei", "b\u00dccherei"])
def test_a_label_is_found_however_its_letters_are_composed(text, parties):
    assert run_query(parties, "handovers", {"accountable": text}).rows == []


def test_a_label_that_several_have_names_them(message, parties):
    assert message(run_query, parties, "handovers", {"accountable": "archive"}) == (
        "several have the label 'archive' (Party). Give one of: urn:x:a, urn:x:b"
    )


def test_a_label_that_nothing_has_gets_near_ones(message, parties):
    assert message(run_query, parties, "handovers", {"accountable": "Raeder"}) == (
        "nothing has the label 'Raeder' (Party). Did you mean 'Reader'?"
    )


def test_a_label_of_another_class_is_not_taken(message, parties):
    assert message(run_query, parties, "handovers", {"matrix": "Reader"}) == (
        "nothing has the label 'Reader' (ResponsibilityMatrix). Give an IRI"
    )
