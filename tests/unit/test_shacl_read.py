"""Reading shapes: what they are made of, and what is broken, recursive or unknown to SHACL."""

import pyoxigraph as ox
import pytest

from raci_graph.errors import InputError
from raci_graph.shacl.paths import Alternative, Predicate, Sequence, Step, label, may_be_empty, sparql
from raci_graph.shacl.read import read_shapes
from raci_graph.shacl.shape import Closed, Foreign, Members, Pattern, Qualified, Select, Target, Terms
from raci_graph.sources import parse_rdf

EX = "https://example.org/"
SH = "http://www.w3.org/ns/shacl#"
HEAD = f"""@prefix ex: <{EX}> . @prefix sh: <{SH}> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
"""
P, Q, R = (Predicate(f"{EX}{name}") for name in "pqr")


def ex(name):
    return ox.NamedNode(f"{EX}{name}")


def read(turtle):
    return read_shapes(parse_rdf((HEAD + turtle).encode(), "own.ttl"), place="own.ttl")


def only(turtle):
    (shape,) = read(f"ex:S {turtle} ; sh:targetNode ex:n .")
    return shape


@pytest.mark.parametrize(
    ("turtle", "path", "text", "empty"),
    [
        ("ex:p", P, f"<{EX}p>", False),
        ("[ sh:inversePath ex:p ]", Step("inversePath", P), f"^<{EX}p>", False),
        ("[ sh:zeroOrMorePath ex:p ]", Step("zeroOrMorePath", P), f"<{EX}p>*", True),
        ("[ sh:oneOrMorePath ex:p ]", Step("oneOrMorePath", P), f"<{EX}p>+", False),
        ("[ sh:zeroOrOnePath ex:p ]", Step("zeroOrOnePath", P), f"<{EX}p>?", True),
        ("( ex:p ex:q )", Sequence((P, Q)), f"<{EX}p>/<{EX}q>", False),
        ("[ sh:alternativePath ( ex:p ex:q ) ]", Alternative((P, Q)), f"(<{EX}p>|<{EX}q>)", False),
        (
            "[ sh:zeroOrMorePath [ sh:inversePath ( ex:p ex:q ) ] ]",
            Step("zeroOrMorePath", Step("inversePath", Sequence((P, Q)))),
            f"(^(<{EX}p>/<{EX}q>))*",
            True,
        ),
        (
            "( ex:p [ sh:alternativePath ( [ sh:zeroOrOnePath ex:q ] ex:r ) ] )",
            Sequence((P, Alternative((Step("zeroOrOnePath", Q), R)))),
            f"<{EX}p>/(<{EX}q>?|<{EX}r>)",
            False,
        ),
    ],
)
def test_paths(turtle, path, text, empty):
    found = only(f"sh:path {turtle} ; sh:minCount 1").path
    assert found == path
    assert (sparql(found), may_be_empty(found)) == (text, empty)
    assert label(found) == (f"{EX}p" if found == P else text)


@pytest.mark.parametrize(
    ("turtle", "constraint"),
    [
        ("a sh:NodeShape ; sh:class ex:C", Terms("class", (ex("C"),))),
        ("a sh:NodeShape ; sh:in ( ex:a ex:b )", Terms("in", (ex("a"), ex("b")))),
        ("sh:path ex:p ; sh:minCount 2", Terms("minCount", (ox.Literal(2),))),
        ('a sh:NodeShape ; sh:pattern "^a" ; sh:flags "i"', Pattern("^a", "i")),
        ("a sh:NodeShape ; sh:closed true ; sh:ignoredProperties ( ex:q )", Closed((ex("q"),))),
        ('a sh:NodeShape ; sh:sparql [ sh:select "SELECT $this {}" ]', Select("SELECT $this {}", (), ())),
    ],
)
def test_constraints(turtle, constraint):
    assert only(turtle).constraints == (constraint,)


def test_what_is_off_is_no_constraint():
    turtle = 'sh:path ex:p ; sh:uniqueLang false ; sh:closed false ; sh:sparql [ sh:select "" ; sh:deactivated true ]'
    assert only(turtle).constraints == ()


def test_a_shape_as_a_whole():
    shape = only('a sh:NodeShape ; sh:severity sh:Warning ; sh:message "b"@en, "a"@de ; sh:deactivated true')
    assert (shape.name, shape.path, shape.severity, shape.messages, shape.deactivated) == (
        f"{EX}S",
        None,
        f"{SH}Warning",
        ("a", "b"),
        True,
    )
    assert shape.targets == (Target("targetNode", ex("n")),)
    assert only("a sh:NodeShape").severity == f"{SH}Violation"


def test_targets():
    (shape,) = read("""ex:S a sh:NodeShape, rdfs:Class ; sh:targetNode ex:n, 1 ; sh:targetClass ex:C ;
        sh:targetSubjectsOf ex:p ; sh:targetObjectsOf ex:q .""")
    assert set(shape.targets) == {
        Target("targetNode", ex("n")),
        Target("targetNode", ox.Literal(1)),
        Target("targetClass", ex("C")),
        Target("targetClass", ex("S")),
        Target("targetSubjectsOf", ex("p")),
        Target("targetObjectsOf", ex("q")),
    }


def test_shapes_in_shapes():
    shape = only("""a sh:NodeShape ; sh:not [ sh:class ex:C ] ; sh:or ( [ sh:class ex:D ] [ sh:class ex:E ] ) ;
        sh:property [ sh:path ex:p ; sh:minCount 1 ]""")
    kinds = {(each.kind, tuple(inner.constraints for inner in each.shapes)) for each in shape.constraints}
    assert kinds == {
        ("not", ((Terms("class", (ex("C"),)),),)),
        ("or", ((Terms("class", (ex("D"),)),), (Terms("class", (ex("E"),)),))),
        ("property", ((Terms("minCount", (ox.Literal(1),)),),)),
    }
    assert all(isinstance(each, Members) for each in shape.constraints)


def test_a_qualified_shape_knows_its_siblings():
    (shape,) = read("""ex:S a sh:NodeShape ; sh:targetNode ex:n ; sh:property
        [ sh:path ex:p ; sh:qualifiedValueShape ex:A ; sh:qualifiedMinCount 1 ; sh:qualifiedMaxCount 2 ;
          sh:qualifiedValueShapesDisjoint true ],
        [ sh:path ex:p ; sh:qualifiedValueShape ex:B ; sh:qualifiedMinCount 3 ] .
        ex:A sh:class ex:C . ex:B sh:class ex:D .""")
    found = {
        (each.kind, each.shape.name, each.count, tuple(sibling.name for sibling in each.siblings))
        for member in shape.constraints
        for each in member.shapes[0].constraints
        if isinstance(each, Qualified)
    }
    assert found == {
        ("qualifiedMinCount", f"{EX}A", 1, (f"{EX}B",)),
        ("qualifiedMaxCount", f"{EX}A", 2, (f"{EX}B",)),
        ("qualifiedMinCount", f"{EX}B", 3, ()),
    }


def test_a_constraint_component_is_foreign():
    (shape,) = read("""ex:S a sh:NodeShape ; sh:targetNode ex:n ; ex:least 1 .
        ex:Own a sh:ConstraintComponent ; sh:parameter [ sh:path ex:least ], [ sh:path ex:most ; sh:optional true ] ;
          sh:validator [ sh:ask "ASK {}" ] .""")
    assert shape.constraints == (Foreign(f"{EX}Own", f"the constraint component <{EX}Own>"),)


def test_prefixes_are_collected_over_imports():
    (shape,) = read("""ex:S a sh:NodeShape ; sh:targetNode ex:n ;
        sh:sparql [ sh:prefixes ex:one ; sh:message "m" ; sh:select "SELECT $this {}" ] .
        ex:one owl:imports ex:two ; sh:declare [ sh:prefix "a" ; sh:namespace "urn:a:"^^xsd:anyURI ] .
        ex:two owl:imports ex:one ; sh:declare [ sh:prefix "b" ; sh:namespace "urn:b:"^^xsd:anyURI ] .""")
    (select,) = shape.constraints
    assert set(select.prefixes) == {("a", "urn:a:"), ("b", "urn:b:")}
    assert select.messages == ("m",)


BROKEN = {
    "a sh:PropertyShape ; sh:minCount 1": "is a property shape without sh:path",
    "a sh:NodeShape ; sh:minCount 1": "is a node shape and has sh:minCount, which only property shapes may",
    "a sh:NodeShape ; sh:property [ sh:minCount 1 ]": "has a property shape without sh:path",
    "a sh:NodeShape ; sh:property 1": "has a property shape without sh:path",
    "a sh:NodeShape ; sh:node 1": "where a shape should stand",
    "a sh:NodeShape ; sh:node [ sh:path ex:p ]": "which is a property shape",
    "sh:path ex:p ; sh:minCount 1, 2": "has several values of sh:minCount",
    "sh:path ex:p ; sh:minCount -1": "has a value of sh:minCount that is not a whole number",
    "sh:path ex:p, ex:q": "has several values of sh:path",
    "sh:path [ ex:p ex:q ]": "has a path that is not well-formed",
    "sh:path ( ex:p )": "a list of one",
    "sh:path 1": "has a path that is not well-formed",
    "a sh:NodeShape ; sh:in ex:a": "sh:in is not a well-formed list",
    "a sh:NodeShape ; sh:in [ rdf:first 1 ]": "sh:in is not a well-formed list",
    "a sh:NodeShape ; sh:or ( 1 )": "where a shape should stand",
    "a sh:NodeShape ; sh:nodeKind ex:IRI": "has a value of sh:nodeKind that is not a kind of node",
    "a sh:NodeShape ; sh:class 1": "has a value of sh:class that is not an IRI",
    'a sh:NodeShape ; sh:closed "yes"': "has a value of sh:closed that is not true or false",
    'a sh:NodeShape ; sh:severity "Warning"': "has a severity that is not an IRI",
    "a sh:NodeShape ; sh:message ex:m": "has a message that is not a text",
    "a sh:NodeShape ; sh:pattern ex:m": "has a pattern or flags that are not a text",
    "a sh:NodeShape ; sh:targetClass 1": "has a value of sh:targetClass that is not an IRI",
    'a sh:NodeShape ; sh:sparql [ sh:message "m" ]': "has sh:sparql without the text of a query",
    'a sh:NodeShape ; sh:sparql [ sh:select "" ; sh:prefixes [ sh:declare [ sh:prefix "a" ] ] ]': "declares a prefix",
    "a sh:NodeShape ; sh:minCuont 1": "uses sh:minCuont, which SHACL does not define",
    "a sh:NodeShape ; sh:js ex:code": "uses sh:js, which is beyond SHACL Core and SHACL-SPARQL",
    "a sh:NodeShape ; sh:target ex:all": "uses sh:target, which is beyond",
    "a sh:NodeShape ; sh:node ex:S": "is recursive (<https://example.org/S> -> <https://example.org/S>)",
    "a sh:NodeShape ; sh:not [ sh:property [ sh:path ex:p ; sh:node ex:S ] ]": "is recursive (<https://example.org/S>",
}


@pytest.mark.parametrize("turtle", BROKEN)
def test_a_broken_shape_is_an_error_that_names_it(turtle):
    with pytest.raises(InputError) as error:
        only(turtle)
    assert error.value.message.startswith("the shapes are broken: ")
    assert f"<{EX}S>" in error.value.message
    assert BROKEN[turtle] in error.value.message
    assert (error.value.place, error.value.exit_code) == ("own.ttl", 3)
    assert "\n" not in str(error.value)


def test_a_path_or_a_list_in_itself_is_broken():
    with pytest.raises(InputError, match="path that is not well-formed"):
        only("sh:path _:a . _:a sh:inversePath _:a . ex:S sh:minCount 1")
    with pytest.raises(InputError, match="not a well-formed list"):
        only("a sh:NodeShape ; sh:in _:a . _:a rdf:first 1 ; rdf:rest _:a . ex:S sh:nodeKind sh:IRI")


@pytest.mark.parametrize("turtle", ["", "ex:S a sh:NodeShape ; sh:class ex:C .", "ex:C a rdfs:Class ."])
def test_shapes_without_a_target_are_an_error(turtle):
    with pytest.raises(InputError, match=r"^own\.ttl: there is no shape with a target"):
        read(turtle)
