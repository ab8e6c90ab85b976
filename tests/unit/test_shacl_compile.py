"""Compiled shapes: what their queries say of constraints, targets, messages; what is left, and what then happens."""

import pyoxigraph as ox
import pytest

from raci_graph.engines import outside
from raci_graph.engines.embedded import EmbeddedEngine
from raci_graph.errors import InputError, StoreError, UsageError
from raci_graph.shacl.bundled import bundled_rules
from raci_graph.shacl.compile import Compiled, Left, compile_shapes
from raci_graph.shacl.datatypes import well_formed
from raci_graph.shacl.layout import file_name, file_text
from raci_graph.shacl.own import read_shapes_file, with_names
from raci_graph.shacl.read import read_shapes
from raci_graph.shacl.result import Result
from raci_graph.shacl.rules import compile_rules, only_left, run_on_engine, run_on_triples
from raci_graph.shacl.run import run_queries
from raci_graph.sources import parse_rdf

EX = "https://example.org/"
XSD = "http://www.w3.org/2001/XMLSchema#"
HEAD = f"""@prefix ex: <{EX}> . @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: <{XSD}> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
DATA = "ex:a a ex:C ; ex:p 1, 2 ; ex:q ex:b . ex:b a ex:D ; ex:p 3 . ex:D rdfs:subClassOf ex:C ."


def triples(turtle):
    return parse_rdf((HEAD + turtle).encode(), "own.ttl")


def results(shapes, data=DATA):
    return sorted(run_on_triples(triples(data), compile_rules(triples(shapes))), key=str)


def short(found):
    return [(each.focus.removeprefix(EX), (each.value or "").removeprefix(EX), each.component) for each in found]


def test_a_result_as_a_whole():
    shapes = (
        'ex:S sh:targetClass ex:C ; sh:path ex:p ; sh:maxInclusive 2 ; sh:severity sh:Info ; sh:message "too much" .'
    )
    (found,) = results(shapes)
    assert found == Result(f"{EX}S", f"{EX}b", f"{EX}p", "3", "Info", "too much")
    assert found.component == "MaxInclusiveConstraintComponent"


def test_a_shape_without_a_message_says_which_constraint_does_not_hold():
    messages = {
        each.message
        for each in results(
            """ex:S a sh:NodeShape ; sh:targetClass ex:D ; sh:class ex:E ; sh:closed true ; sh:pattern "^x" ;
            sh:property [ sh:path ex:p ; sh:minCount 2 ; sh:qualifiedMinCount 2 ;
              sh:qualifiedValueShape [ sh:class ex:C ] ] ."""
        )
    }
    assert messages == {
        f"sh:class {EX}E does not hold",
        "sh:closed does not hold",
        "sh:pattern ^x does not hold",
        "sh:minCount 2 does not hold",
        "sh:qualifiedMinCount 2 does not hold",
    }


def test_the_message_of_a_query_is_filled_in():
    shapes = """ex:S a sh:NodeShape ; sh:targetClass ex:D ; sh:message "general" ;
        sh:sparql [ sh:message "{$this} has {?n}, not {?other} or {?gone}" ;
          sh:select "SELECT $this ?n ?gone WHERE { $this <https://example.org/p> ?n OPTIONAL { $this <urn:x> ?gone }}"
        ] ."""
    (found,) = results(shapes)
    assert found.message == f"{EX}b has 3, not {{?other}} or {{?gone}}"
    assert (found.value, found.path) == (f"{EX}b", None)


def test_a_query_may_name_the_path_and_the_value():
    shapes = """ex:S sh:path ex:p ; sh:targetClass ex:D ; sh:sparql [ sh:select
        "SELECT $this ?path ?value WHERE { $this $PATH ?value . $this ?path ?value }" ] ."""
    (found,) = results(shapes)
    assert (found.focus, found.path, found.value) == (f"{EX}b", f"{EX}p", "3")


@pytest.mark.parametrize(
    ("target", "focus"),
    [
        ("sh:targetClass ex:C", {"a", "b"}),
        ("sh:targetClass ex:D", {"b"}),
        ("sh:targetNode ex:gone, ex:a", {"a", "gone"}),
        ("sh:targetSubjectsOf ex:q", {"a"}),
        ("sh:targetObjectsOf ex:q", {"b"}),
        ("sh:targetObjectsOf ex:q ; sh:targetClass ex:D", {"b"}),
        ('sh:targetNode "text"', {"text"}),
    ],
)
def test_targets(target, focus):
    found = results(f"ex:S a sh:NodeShape ; {target} ; sh:in () .")
    assert {name for name, _, _ in short(found)} == focus
    assert len(found) == len(focus)


def test_a_class_that_is_a_shape_is_its_own_target():
    assert short(results("ex:D a sh:NodeShape, rdfs:Class ; sh:in () .")) == [("b", "b", "InConstraintComponent")]


def test_what_is_off_reports_nothing():
    assert results("ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:deactivated true ; sh:in () .") == []
    assert results("ex:S a sh:NodeShape ; sh:targetClass ex:C .") == []


def test_values_are_counted_by_node_and_not_by_other_values():
    shapes = """ex:S sh:path [ sh:inversePath ex:of ] ; sh:targetNode ex:a ; sh:qualifiedMaxCount 1 ;
        sh:qualifiedValueShape [ sh:path ex:mark ; sh:minCount 1 ] ."""
    data = 'ex:one ex:of ex:a ; ex:mark "A" . ex:two ex:of ex:a ; ex:mark "B" .'
    assert [each.focus for each in results(shapes, data)] == [f"{EX}a"]


def test_a_query_has_no_sub_query_for_a_single_node():
    (done,), left = compile_shapes(
        read_shapes(triples("ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:nodeKind sh:IRI ."))
    )
    assert left == []
    assert done == Compiled(
        f"{EX}S",
        "SELECT ?shape ?focus ?path ?value ?severity ?component ?message WHERE { { "
        "{ SELECT DISTINCT ?focus ?value WHERE { "
        "?focus <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> ?class1 . "
        f"?class1 <http://www.w3.org/2000/01/rdf-schema#subClassOf>* <{EX}C> . "
        "FILTER(!(isIRI(?focus))) BIND(?focus AS ?value) } } "
        f"BIND(<{EX}S> AS ?shape) BIND(<http://www.w3.org/ns/shacl#Violation> AS ?severity) "
        "BIND(<http://www.w3.org/ns/shacl#NodeKindConstraintComponent> AS ?component) "
        'BIND("sh:nodeKind http://www.w3.org/ns/shacl#IRI does not hold" AS ?message) } }',
    )
    assert file_name(done) == "S.rq"
    assert "\n      SELECT DISTINCT ?focus ?value WHERE {\n        ?focus rdf:type ?class1 .\n" in file_text(done)


RIGHT = {
    "integer": ["1", "-1", "+01", "99999999999999999999"],
    "decimal": ["1.5", "-.5", "1."],
    "double": ["1e5", "INF", "-INF", "NaN", "1.5E-3"],
    "boolean": ["true", "false", "0", "1"],
    "date": ["2024-02-29", "2000-02-29", "2026-12-31", "-0044-03-15", "2026-01-01Z", "2026-01-01+14:00"],
    "dateTime": ["2026-01-01T00:00:00", "2026-01-01T24:00:00", "2026-01-01T23:59:59.5-05:00"],
    "time": ["00:00:00", "23:59:59.999Z"],
    "gYear": ["2026", "12026"],
    "gYearMonth": ["2026-12"],
    "gMonth": ["--12"],
    "gMonthDay": ["--02-29"],
    "gDay": ["---31"],
    "duration": ["P1Y", "P1Y2M3DT4H5M6.7S", "-PT1S", "P0D"],
    "dayTimeDuration": ["P1DT2H", "PT0.5S"],
    "yearMonthDuration": ["P1Y2M"],
    "hexBinary": ["", "0fB7"],
    "base64Binary": ["", "YQ==", "YWI=", "YWJj"],
    "string": ["", "any"],
}
WRONG = {
    "integer": ["1.0", "", "one", "1 "],
    "decimal": ["1e5", ".", "INF"],
    "double": ["1e", ""],
    "boolean": ["TRUE", "yes", "2"],
    "date": ["2026-02-29", "1900-02-29", "2026-02-30", "2026-04-31", "2026-13-01", "26-01-01", "2026-1-1"],
    "dateTime": ["2026-01-01", "2026-01-01T24:00:01", "2026-01-01T25:00:00", "2026-02-30T00:00:00"],
    "time": ["24:01:00", "1:00:00"],
    "gYear": ["26", "02026"],
    "gMonthDay": ["--02-30"],
    "gDay": ["---32"],
    "duration": ["P", "PT", "1Y", "P1S"],
    "dayTimeDuration": ["P1Y"],
    "yearMonthDuration": ["P1D", "P"],
    "hexBinary": ["0", "0g"],
    "base64Binary": ["YQ", "Y==="],
}


@pytest.mark.parametrize(
    ("name", "text", "right"),
    [
        (name, text, right)
        for texts, right in ((RIGHT, True), (WRONG, False))
        for name, each in texts.items()
        for text in each
    ],
)
def test_ill_formed_literals(name, text, right):
    data = f'ex:n ex:p "{text}"^^xsd:{name} .'
    found = results(f"ex:S sh:path ex:p ; sh:targetNode ex:n ; sh:datatype xsd:{name} .", data)
    assert (found == []) is right


def test_where_each_text_is_right_nothing_is_asked():
    assert well_formed(f"{XSD}string", "?v") is None
    assert well_formed("urn:own", "?v") is None


LEFT = {
    "sh:datatype xsd:byte": f"sh:datatype <{XSD}byte>, which a store may keep as xsd:integer",
    'sh:pattern "a(?=b)"': 'the regular expression "a(?=b)", which SPARQL does not know',
    "sh:hasValue [ a ex:C ]": "a blank node as a value, which no query can name",
    "sh:in ( [] )": "a blank node as a value, which no query can name",
    "sh:not [ sh:property [ sh:path ex:p ; sh:datatype xsd:int ] ]": (
        f"sh:datatype <{XSD}int>, which a store may keep as xsd:integer"
    ),
}


@pytest.mark.parametrize("constraint", LEFT)
def test_what_cannot_be_compiled_is_left_with_the_reason(constraint):
    done, left = compile_shapes(read_shapes(triples(f"ex:S a sh:NodeShape ; sh:targetNode ex:a ; {constraint} .")))
    assert (done, left) == ([], [Left(f"{EX}S", LEFT[constraint])])


TWO = """ex:S sh:path ex:p ; sh:targetClass ex:C ; sh:minCount 2 .
    ex:T sh:path ex:p ; sh:targetClass ex:C ; sh:datatype xsd:byte ."""


def test_shapes_that_are_left_run_by_pyshacl_and_no_others():
    rules = compile_rules(triples(TWO))
    assert len(rules.queries) == 1
    assert [each.name for each in rules.left] == [f"{EX}T"]
    assert {each.subject.value for each in only_left(rules) if "target" in each.predicate.value} == {f"{EX}T"}
    found = run_on_triples(triples('ex:a a ex:C ; ex:p "x" .'), rules)
    assert sorted(short(found)) == [
        ("a", "", "MinCountConstraintComponent"),
        ("a", "x", "DatatypeConstraintComponent"),
    ]


def test_a_class_that_is_a_compiled_shape_is_no_target_for_pyshacl():
    rules = compile_rules(triples(TWO + "ex:D a rdfs:Class, sh:NodeShape ; sh:nodeKind sh:IRI ."))
    kept = only_left(rules)
    assert ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#Class") not in {each.object for each in kept}


def test_a_server_does_not_get_shapes_that_are_left():
    class Server:
        def select(self, query):
            raise AssertionError(query)

    with pytest.raises(UsageError) as error:
        run_on_engine(Server(), compile_rules(triples(TWO)))
    assert error.value.message == (
        f"the shape {EX}T cannot be checked on a server: it has "
        f"sh:datatype <{XSD}byte>, which a store may keep as xsd:integer"
    )


def test_an_answer_in_other_columns_is_an_error():
    with pytest.raises(StoreError, match="does not have the columns"):
        run_queries(EmbeddedEngine(), ["SELECT ?a { ?a ?b ?c }"])


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_several_threads_find_what_one_does_in_the_same_order(threads):
    engine = EmbeddedEngine()
    engine.add("urn:x:g", triples(" ".join(f"ex:n{each} a ex:C{each} ." for each in range(20))))
    shapes = [f"ex:S{each} a sh:NodeShape ; sh:targetClass ex:C{each} ; sh:nodeKind sh:Literal ." for each in range(20)]
    queries = [query for text in shapes for query in compile_rules(triples(text)).queries]
    found = [result.focus for result in run_queries(engine, queries, threads=threads)]
    assert found == [f"{EX}n{each}" for each in range(20)]


def test_an_error_in_one_of_several_threads_ends_them_all():
    asked = []

    class Server:
        def select(self, query):
            asked.append(query)
            raise StoreError(f"no answer to {query}")

    with pytest.raises(StoreError, match=r"no answer to [ab]"):
        run_queries(Server(), [*"ab", *"c" * 100], threads=2)
    assert set(asked) <= {"a", "b"}


def test_a_broken_query_in_a_shape_without_a_name_is_told_with_the_shape_around_it():
    shapes = "ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:property [ sh:path ex:p ; sh:pattern '[' ] ."
    with pytest.raises(InputError, match=r"a shape in <https://example.org/S> has the pattern '\['"):
        compile_rules(triples(shapes))


def test_unknown_flags_are_an_error():
    with pytest.raises(InputError, match="has the flags 'y'"):
        compile_rules(triples("ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:pattern 'a' ; sh:flags 'y' ."))


def test_a_shape_without_a_name_is_called_by_the_one_around_it():
    shapes = triples("ex:S a sh:NodeShape ; sh:targetClass ex:D ; sh:property [ sh:path ex:q ; sh:minCount 1 ] .")
    (found,) = with_names(run_on_triples(triples(DATA), compile_rules(shapes)), shapes)
    assert found.shape == f"{EX}S"


def test_a_file_of_shapes(tmp_path):
    path = tmp_path / "own.ttl"
    path.write_text(HEAD, "utf-8")
    assert read_shapes_file(str(path)) == []
    with pytest.raises(InputError, match="cannot be read: No such file"):
        read_shapes_file(str(tmp_path / "gone.ttl"))
    with pytest.raises(InputError, match="this is no RDF file"):
        read_shapes_file(str(tmp_path / "own.md"))


def test_the_queries_that_are_not_looked_at_again_read_nothing_from_outside():
    queries = bundled_rules(("S", "F", "W", "H")).queries
    assert len(queries) > 50
    for query in queries:
        outside._refuse(query, frozenset())
