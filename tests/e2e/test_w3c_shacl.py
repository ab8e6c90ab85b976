"""The W3C SHACL test suite: the folder that RACI_GRAPH_W3C_SHACL names, with the tests as Turtle.

Each test runs compiled, and its report is the expected one as a set of focus, path, value, constraint component,
severity and (where the test names it) shape. What cannot be compiled is run by pySHACL, and stands in ``HANDED_OVER``
with the reason. The tests of SPARQL run by pySHACL, too; ``NOT_BY_PYSHACL`` has those that it does not pass.
"""

import os
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from raci_graph.engines.embedded import EmbeddedEngine
from raci_graph.errors import InputError
from raci_graph.shacl.compile import compile_shapes
from raci_graph.shacl.index import Index
from raci_graph.shacl.paths import label
from raci_graph.shacl.read import read_shapes
from raci_graph.shacl.reference import run_shapes

SH = "http://www.w3.org/ns/shacl#"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
SHT = "http://www.w3.org/ns/shacl-test#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
FOLDER = os.environ.get("RACI_GRAPH_W3C_SHACL")
needs_suite = pytest.mark.skipif(FOLDER is None, reason="needs RACI_GRAPH_W3C_SHACL")

COMPONENT = "the constraint component <http://datashapes.org/sh/tests/sparql/"
HANDED_OVER = {
    "complex/shacl-shacl": "shapes in shapes that make a query too long",
    "property/datatype-ill-formed": (
        "sh:datatype <http://www.w3.org/2001/XMLSchema#byte>, which a store may keep as xsd:integer"
    ),
    "component/nodeValidator-001": f"{COMPONENT}component/nodeValidator-001.test#TestConstraintComponent>",
    "component/optional-001": f"{COMPONENT}component/optional-001.test#TestConstraintComponent>",
    "component/propertyValidator-select-001": (
        f"{COMPONENT}component/propertyValidator-select-001.test#LanguageConstraintComponentUsingSELECT>"
    ),
    "component/validator-001": f"{COMPONENT}component/validator-001.test#TestConstraintComponent>",
    "pre-binding/shapesGraph-001": "a query that uses $shapesGraph",
    "pre-binding/unsupported-sparql-006": (
        f"{COMPONENT}pre-binding/unsupported-sparql-006.test#LanguageConstraintComponentUsingASK>"
    ),
}
NOT_BY_PYSHACL = {
    "node/prefixes-001": "does not follow owl:imports from the node of the prefixes (SHACL, section 5.2.1)",
    "pre-binding/pre-binding-005": "does not bind $this before the groups inside of a query (SHACL, appendix A)",
    "pre-binding/shapesGraph-001": "has no $shapesGraph, which SHACL leaves to each engine (section 5.3.1)",
}


def parsed(path):
    """The triples of a file, with the same blank nodes whenever it is asked for."""
    if path not in parsed.known:
        parsed.known[path] = [
            quad.triple for quad in ox.parse(path.read_bytes(), ox.RdfFormat.TURTLE, base_iri=path.as_uri())
        ]
    return parsed.known[path]


parsed.known = {}


def suite(part):
    """Each test of a part of the suite: its name, and the file that holds it."""
    if FOLDER is None:
        return {}
    found = {}
    for path in sorted(Path(FOLDER, part).resolve().rglob("*.ttl")):
        index = Index(parsed(path), None)
        for node in index.instances(f"{SHT}Validate"):
            found[f"{path.parent.name}/{node.value.rpartition('/')[2].rpartition('#')[2]}"] = (path, node)
    return found


CORE, SPARQL = suite("core"), suite("sparql")


class Case:
    def __init__(self, path, node):
        self.index = Index(parsed(path), None)
        (action,) = self.index.values(node, f"{MF}action")
        self.data, self.shapes = (self.graph(action, name) for name in ("dataGraph", "shapesGraph"))
        (self.result,) = self.index.values(node, f"{MF}result")

    def graph(self, action, name):
        (iri,) = self.index.values(action, f"{SHT}{name}")
        return parsed(Path(iri.value.removeprefix("file://")))

    def expected(self):
        """The rows of the expected report, with None for a shape that is not named; "failure" if there is none."""
        if self.result == ox.NamedNode(f"{SHT}Failure"):
            return "failure"
        return Counter(self.row(each) for each in self.index.sh(self.result, "result"))

    def row(self, node):
        one = {name: next(iter(self.index.sh(node, name)), None) for name in ("sourceShape", "resultPath", "value")}
        path = one["resultPath"]
        return (
            stored(self.index.sh(node, "focusNode")[0]),
            None if path is None else label(self.index.path(node, path)),
            stored(one["value"]),
            self.index.sh(node, "sourceConstraintComponent")[0].value.removeprefix(SH),
            self.index.sh(node, "resultSeverity")[0].value.removeprefix(SH),
            one["sourceShape"].value if one["sourceShape"] else None,
        )


def stored(term):
    """A term as the store gives it back: it keeps the value of a number, not the way it is written."""
    if not isinstance(term, ox.Literal):
        return term
    (row,) = ox.Store().query(f"SELECT ?x {{ VALUES ?x {{ {term} }} }}")
    return row["x"]


def compiled(case):
    """The rows of the report by compiled queries, and why shapes are left."""
    try:
        queries, left = compile_shapes(read_shapes(case.shapes))
    except InputError:
        return "failure", None
    if left:
        return None, left[0].reason
    engine = EmbeddedEngine()
    engine.add("urn:x:data", case.data)
    rows = []
    for query in queries:
        for row in engine.select(query.text).rows:
            shape, focus, path, value, severity, component, _ = row
            short = tuple(term.value.removeprefix(SH) for term in (component, severity))
            rows.append((focus, path and path.value, value, *short, shape.value))
    return set(rows), None


def by_pyshacl(case):
    try:
        found = run_shapes(case.data, case.shapes)
    except InputError as error:
        return "failure", error.message
    return {(each.focus, each.path, each.value, each.component, each.severity, each.shape) for each in found}, None


def matches(found, expected):
    """Whether two reports say the same; where the expected one names no shape, any will do."""
    if "failure" in (found, expected):
        return found == expected
    named = any(row[5] for row in expected)
    return {row if named else row[:5] for row in found} == {row if named else row[:5] for row in expected}


def as_text(expected):
    if expected == "failure":
        return expected
    return [(row[0].value, row[1], row[2] and row[2].value, *row[3:]) for row in expected]


@needs_suite
@pytest.mark.parametrize("name", [*CORE, *SPARQL])
def test_a_test_gives_the_expected_report(name):
    case = Case(*(CORE | SPARQL)[name])
    found, reason = compiled(case)
    assert reason == HANDED_OVER.get(name)
    if reason is None:
        assert matches(found, case.expected())
    elif name not in NOT_BY_PYSHACL:
        assert matches(by_pyshacl(case)[0], as_text(case.expected()))


@needs_suite
@pytest.mark.parametrize("name", SPARQL)
def test_a_test_of_sparql_gives_the_expected_report_by_pyshacl(name):
    case = Case(*SPARQL[name])
    found, _ = by_pyshacl(case)
    assert matches(found, as_text(case.expected())) == (name not in NOT_BY_PYSHACL)


@needs_suite
def test_the_counts():
    left = {part: len(names.keys() & HANDED_OVER.keys()) for part, names in (("core", CORE), ("sparql", SPARQL))}
    for part, names in (("core", CORE), ("sparql", SPARQL)):
        print(f"{part}: {len(names)} tests, {len(names) - left[part]} compiled, {left[part]} handed over")  # noqa: T201
    assert (len(CORE), len(SPARQL), len(NOT_BY_PYSHACL)) == (98, 23, 3)
    assert left == {"core": 2, "sparql": 6}
