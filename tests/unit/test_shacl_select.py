"""The queries of SPARQL constraints: tokens, groups, and what becomes of them for all focus nodes at once."""

import re

import pytest

from raci_graph.shacl.conditions import BrokenConstraintError, CannotCompileError
from raci_graph.shacl.nodes import Nodes
from raci_graph.shacl.rewrite import certain, keep_apart, rewrite, variables
from raci_graph.shacl.select import select_nodes
from raci_graph.shacl.shape import Select
from raci_graph.shacl.tokens import tokens, write
from raci_graph.shacl.tree import NotUnderstoodError, parse, parse_group, write_group, write_query

FOCUS = Nodes("?focus a <urn:C> .", ("focus",))


def select(text, **prefixes):
    return select_nodes(Select(text, tuple(prefixes.items()), ()), FOCUS, "focus")


def words(text):
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("?a $b", ["variable", "variable"]),
        ("<urn:a#b> # } comment\n .", ["iri", "sign"]),
        ("?a < ?b && ?c >= 1.5e3", ["variable", "sign", "variable", "sign", "variable", "sign", "number"]),
        ('"a # } \\" b" \'c\'@en-GB', ["text", "text", "language"]),
        ('"""a "quoted" } \\n word"""', ["text"]),
        ("''' it's '''", ["text"]),
        ("raci:a.b. :c :", ["name", "sign", "name", "name"]),
        (r"ex:a\/b ex:%20", ["name", "name"]),
        ("_:b1 a", ["blank", "word"]),
        ('"1"^^xsd:integer', ["text", "sign", "name"]),
    ],
)
def test_tokens(text, kinds):
    assert [token.kind for token in tokens(text)] == kinds


def test_tokens_are_written_as_they_stood():
    text = """SELECT ?a { ?a (^<urn:p>/<urn:q>)? "1"^^<urn:t> ; <urn:r> -1 . }"""
    assert write(tokens(text)) == text


QUERIES = [
    "SELECT ?a WHERE { ?a <urn:p> ?b . FILTER ( ?b > 1 ) OPTIONAL { ?a <urn:q> ?c . } BIND ( 1 AS ?d ) }",
    "SELECT ?a WHERE { { ?a <urn:p> ?b . } UNION { ?a <urn:q> ?b . } }",
    "SELECT ?a WHERE { ?a <urn:p> ?b . FILTER NOT EXISTS { ?b <urn:q> ?c . FILTER regex(?c, 'x') } }",
    "SELECT ?a (COUNT(?b) AS ?n) WHERE { { SELECT ?a ?b WHERE { ?a ?p ?b . } ORDER BY ?a } } GROUP BY ?a HAVING (?n)",
    "SELECT ?a WHERE { GRAPH ?g { ?a ?p ?b . } VALUES ?p { <urn:p> <urn:q> } }",
    "SELECT ?a WHERE { ?a ?p ?b . FILTER ( ?b IN (1, 2) && EXISTS { ?b ?q ?c . } ) }",
]


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_is_written_as_it_was_read(query):
    assert write_query(parse(tokens(query))) == query


@pytest.mark.parametrize(
    "query", ["ASK { ?a ?b ?c }", "SELECT ?a { ?a ?b ?c", "SELECT ?a { } }", "CONSTRUCT { } WHERE { }"]
)
def test_what_is_no_select_query_is_not_understood(query):
    with pytest.raises(NotUnderstoodError):
        parse(tokens(query))


@pytest.mark.parametrize(
    ("group", "names"),
    [
        ("?a <urn:p> ?b .", {"a", "b"}),
        ("?a <urn:p> ?b . OPTIONAL { ?a <urn:q> ?c . }", {"a", "b"}),
        ("{ ?a <urn:p> ?b . } UNION { ?a <urn:q> ?c . }", {"a"}),
        ("BIND ( 1 AS ?a ) FILTER ( ?b )", set()),
        ("VALUES ?a { 1 } VALUES ( ?b ?c ) { ( 1 UNDEF ) }", {"a"}),
        ("{ SELECT ?a (COUNT(?b) AS ?n) WHERE { ?a <urn:p> ?b . } GROUP BY ?a }", {"a"}),
    ],
)
def test_what_a_group_always_binds(group, names):
    assert certain(parse_group(tokens(group))) == names


KEPT = "FILTER NOT EXISTS"
REWRITTEN = {
    "?a <urn:p> ?b . FILTER NOT EXISTS { ?b <urn:q> ?c . }": "?a <urn:p> ?b . MINUS { ?b <urn:q> ?c . }",
    "FILTER NOT EXISTS { ?b <urn:q> ?c . } ?a <urn:p> ?b .": "?a <urn:p> ?b . MINUS { ?b <urn:q> ?c . }",
    "?a <urn:p> ?b FILTER NOT EXISTS { ?b <urn:q> ?c } ?a <urn:r> ?d": (
        "?a <urn:p> ?b . ?a <urn:r> ?d . MINUS { ?b <urn:q> ?c . }"
    ),
    "?a <urn:p> ?b . FILTER NOT EXISTS { ?b <urn:q> ?c . FILTER ( ?c > 1 ) }": (
        "?a <urn:p> ?b . MINUS { ?b <urn:q> ?c . FILTER ( ?c > 1 ) }"
    ),
    "?a <urn:p> ?b . BIND ( ?b - 1 AS ?c ) FILTER NOT EXISTS { ?a <urn:q> ?c . }": (
        "?a <urn:p> ?b . BIND ( ?b - 1 AS ?c ) MINUS { ?a <urn:q> ?c . }"
    ),
    "{ ?a <urn:p> ?b . FILTER NOT EXISTS { ?a <urn:q> ?c . } }": "{ ?a <urn:p> ?b . MINUS { ?a <urn:q> ?c . } }",
    "?a <urn:p> ?b . OPTIONAL { ?b <urn:s> ?e . } FILTER NOT EXISTS { ?a <urn:q> ?c . ?b <urn:r> ?d . }": (
        "?a <urn:p> ?b . OPTIONAL { ?b <urn:s> ?e . } "
        "MINUS { { ?a <urn:p> ?b . } { ?a <urn:q> ?c . } { ?b <urn:r> ?d . } }"
    ),
    "?a <urn:p> ?b . FILTER EXISTS { ?a <urn:q> ?c . FILTER ( ?c > 1 ) }": (
        "?a <urn:p> ?b . { SELECT DISTINCT ?a WHERE { ?a <urn:q> ?c . FILTER ( ?c > 1 ) } }"
    ),
    # Kept: a filter on a variable from outside; nothing in common; only perhaps bound; a group inside; no triples.
    "?a <urn:p> ?b . FILTER NOT EXISTS { ?a <urn:q> ?c . FILTER ( ?c > ?b ) }": None,
    "?a <urn:p> ?b . FILTER NOT EXISTS { ?c <urn:q> ?d . }": None,
    "?a <urn:p> ?b . OPTIONAL { ?a <urn:q> ?c . } FILTER NOT EXISTS { ?c <urn:r> ?d . }": None,
    "?a <urn:p> ?b . FILTER NOT EXISTS { ?a <urn:q> ?c . OPTIONAL { ?c <urn:r> ?d . } }": None,
    "?a <urn:p> ?b . _:x <urn:s> ?a . FILTER NOT EXISTS { ?a <urn:q> ?c . ?b <urn:r> ?d . }": None,
    "?a <urn:p> ?b . FILTER NOT EXISTS { FILTER ( ?b > 1 ) }": None,
    "?a <urn:p> ?b . FILTER NOT EXISTS { ?a <urn:q> ?c . BIND ( 1 AS ?b ) }": None,
    "?a <urn:p> ?b . FILTER ( ! EXISTS { ?a <urn:q> ?c . } )": None,
    "?a <urn:p> ?b . FILTER EXISTS { ?c <urn:q> ?d . }": None,
    "?a <urn:p> ?b . OPTIONAL { ?a <urn:q> ?c . } FILTER EXISTS { ?a <urn:r> ?c . }": None,
    "?a <urn:p> ?b . BIND ( 1 AS ?c ) FILTER EXISTS { ?a <urn:r> ?c . }": None,
    '?a <urn:p> "FILTER NOT EXISTS { ?a <urn:q> ?c }" .': None,
}


@pytest.mark.parametrize("before", REWRITTEN)
def test_filters_on_existence_become_joins_where_that_means_the_same(before):
    group = parse_group(tokens(before))
    rewrite(group)
    assert write_group(group) == f"{{ {REWRITTEN[before] or before} }}"


def test_groups_in_braces_are_kept_apart():
    group = parse_group(
        tokens("{ ?a <urn:p> ?b } { { ?b <urn:q> ?c } UNION { { ?c ?d ?e } ?e ?f ?g } } OPTIONAL { ?a ?b 1 }")
    )
    keep_apart(group)
    assert write_group(group) == (
        "{ { SELECT * WHERE { ?a <urn:p> ?b . } } { SELECT * WHERE { { ?b <urn:q> ?c . } UNION "
        "{ { SELECT * WHERE { ?c ?d ?e . } } ?e ?f ?g . } } } OPTIONAL { ?a ?b 1 . } }"
    )


def test_variables_of_a_group_at_any_depth():
    group = parse_group(tokens("?a ?b 1 . { SELECT ?c WHERE { ?c ?d 1 } } FILTER EXISTS { ?e ?f 1 } BIND ( 1 AS ?g )"))
    assert variables(group) == set("abcdefg")


def test_the_focus_nodes_stand_in_front_and_take_the_place_of_this():
    found = select("SELECT $this ?value WHERE { $this ex:p ?value }", ex="urn:")
    assert found.nodes.text == "{ SELECT ?focus ?value WHERE { ?focus a <urn:C> . ?focus <urn:p> ?value . } }"
    assert found.columns == {"this": "focus", "value": "value"}


def test_the_focus_nodes_stand_in_each_group_that_uses_them_without_binding_them():
    text = select(
        "SELECT $this WHERE { { FILTER ( bound($this) ) } UNION { $this <urn:p> ?x } UNION { BIND ( $this AS ?y ) } }"
    )
    inside = "{ ?focus a <urn:C> . FILTER ( bound(?focus) ) } UNION { ?focus <urn:p> ?x . }"
    assert inside in text.nodes.text
    assert "UNION { ?focus a <urn:C> . BIND ( ?focus AS ?y ) }" in text.nodes.text


def test_a_variable_with_a_name_of_ours_gets_another():
    found = select("SELECT $this ?focus ?path ?v1 WHERE { $this ?path ?focus . ?focus <urn:p> ?v1, ?v1_ }")
    assert found.columns == {"this": "focus", "focus": "focus_", "path": "path_", "v1": "v1__"}
    assert "?focus ?path_ ?focus_ ." in found.nodes.text


def test_words_in_texts_are_no_keywords():
    assert (
        "'MINUS { VALUES }'" in select("SELECT $this WHERE { $this <urn:p> 'MINUS { VALUES }' } # SERVICE").nodes.text
    )


def test_a_query_may_declare_prefixes_itself():
    assert "<urn:x:p>" in select("PREFIX x: <urn:x:> SELECT $this WHERE { $this x:p 1 }").nodes.text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT $this WHERE { oops", "does not parse (line 1, column"),
        ("SELECT $this (COUNT(?o) AS ?n) WHERE { ?s ?p ?o }", "does not parse (line 1, column"),
        ("SELECT $this WHERE { $this ex:p 1 }", "uses the prefix 'ex:', which it does not declare"),
        ("SELECT $this WHERE { $this ?p 1 MINUS { $this <urn:p> 1 } }", "must not contain a MINUS clause"),
        ("SELECT $this WHERE { VALUES ?p { 1 } $this ?p 1 }", "must not contain a VALUES clause"),
        ("SELECT $this WHERE { SERVICE <urn:s> { $this ?p 1 } }", "must not contain a SERVICE clause"),
        ("SELECT $this WHERE { BIND ( 1 AS $this ) }", "gives $this another value"),
        ("SELECT $this WHERE { { SELECT ?x WHERE { ?x ?y ?z } } }", "a sub-query that does not name $this"),
    ],
)
def test_a_broken_query_is_refused(query, said):
    with pytest.raises(BrokenConstraintError, match=re.escape(said)):
        select(query)


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("SELECT * WHERE { $this ?p ?o }", "a query that does not name $this in its SELECT clause"),
        ("SELECT ?o WHERE { $this ?p ?o }", "a query that does not name $this in its SELECT clause"),
        ("SELECT $this WHERE { $this ?p ?o } LIMIT 1", "a query with LIMIT or OFFSET"),
        ("SELECT $this ?failure WHERE { $this ?p ?failure }", "a query that can report a failure"),
        ("SELECT $this WHERE { GRAPH $shapesGraph { $this ?p ?o } }", "a query that uses $shapesGraph"),
        ("SELECT $this WHERE { $currentShape ?p $this }", "a query that uses $currentShape"),
        ("ASK { $this ?p ?o }", "a query of a form that is not known"),
    ],
)
def test_what_means_something_else_for_all_focus_nodes_is_not_compiled(query, reason):
    with pytest.raises(CannotCompileError) as error:
        select(query)
    assert str(error.value) == reason
