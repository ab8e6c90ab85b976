"""The constraint of a shape that a result is about."""

import pyoxigraph as ox
import pytest

from raci_graph.report_formats.components import component

XSD = "http://www.w3.org/2001/XMLSchema#"
ONE, TWO = ox.Literal(1), ox.Literal(2)
NODE = ox.NamedNode("urn:x:n")


def parameters(*names, datatype="string"):
    values = {"datatype": ox.NamedNode(f"{XSD}{datatype}"), "maxCount": ONE}
    return {name: values.get(name, ox.Literal("x")) for name in names}


@pytest.mark.parametrize(
    ("known", "value", "values", "expected"),
    [
        (parameters("or"), NODE, [], "OrConstraintComponent"),
        (parameters("sparql"), NODE, [], "SPARQLConstraintComponent"),
        (parameters("qualifiedMinCount", "qualifiedValueShape"), None, [], "QualifiedMinCountConstraintComponent"),
        (parameters("class", "maxCount", "minCount"), None, [], "MinCountConstraintComponent"),
        (parameters("class", "maxCount", "minCount"), None, [ONE, TWO], "MaxCountConstraintComponent"),
        (parameters("class", "maxCount", "minCount"), NODE, [NODE], "ClassConstraintComponent"),
        (parameters("datatype", "minCount", "uniqueLang"), None, [ONE, TWO], "UniqueLangConstraintComponent"),
        (parameters("datatype", "minLength", "maxCount"), ox.Literal(""), [], "MinLengthConstraintComponent"),
        (parameters("datatype", "minLength", "maxCount"), ONE, [], "DatatypeConstraintComponent"),
        (parameters("datatype", "minLength", "maxCount"), NODE, [], "DatatypeConstraintComponent"),
        (parameters("datatype", "minInclusive", datatype="integer"), ONE, [], "MinInclusiveConstraintComponent"),
        (
            parameters("datatype", "minInclusive", datatype="integer"),
            ox.Literal("one", datatype=ox.NamedNode(f"{XSD}integer")),
            [],
            "DatatypeConstraintComponent",
        ),
        (parameters("datatype", "pattern"), ox.Literal("S02"), [], "PatternConstraintComponent"),
        (parameters("nodeKind", "maxCount"), ONE, [], "NodeKindConstraintComponent"),
    ],
)
def test_a_component_is_told_by_the_shape_and_the_value(known, value, values, expected):
    assert component(known, value, values) == f"http://www.w3.org/ns/shacl#{expected}"


def test_of_an_unknown_shape_nothing_is_told():
    assert component({}, NODE, []) is None
    assert component({}, None, []) is None
