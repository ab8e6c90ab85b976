"""The guards of shapes, derived from what the shapes ask for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raci_graph.shacl.guards import TEXTS, Guard, Need
from raci_graph.shacl.paths import Predicate
from raci_graph.shacl.shape import Members, Pattern, Select, Terms
from raci_graph.vocab import RDFS, SH

if TYPE_CHECKING:
    from raci_graph.shacl.shape import Constraint, Shape

_TARGETS = ("targetClass", "targetObjectsOf", "targetSubjectsOf")
_ONCE = ("maxCount", "uniqueLang")
_UNKNOWN = "unknown"
_NAMESPACE = re.compile('STRSTARTS\\(STR\\([?]value\\), ("[^"]*")\\)')
_UNDECLARED = """
SELECT DISTINCT $this ?value WHERE {
  {
    SELECT $this ?value (COUNT(*) AS ?uses) WHERE {
      { ?subject ?value ?object . } UNION { ?subject ?property ?value . }
    }
    GROUP BY $this ?value
  }
  FILTER (
    ISIRI(?value) && STRSTARTS(STR(?value), %s) && STR(?value) != %s
    && NOT EXISTS { ?value rdfs:isDefinedBy ?ontology }
  )
}
"""
"""The query for terms of a namespace that no ontology declares."""


def guard_of(shape: Shape) -> Guard | None:
    """Return the guard of a shape; None for one that no guard can speak of."""
    namespace = _namespace(shape)
    if namespace is not None:
        return Guard([], None, namespace)
    if not all(target.kind in _TARGETS for target in shape.targets):
        return None
    needs = [_need(constraint) for constraint in shape.constraints] if shape.path is None else [None]
    known = [need for need in needs if need is not None]
    targets = [[target.kind, target.term.value] for target in shape.targets]
    return Guard(targets, known if len(known) == len(needs) else None)


def _namespace(shape: Shape) -> str | None:
    """Return the namespace whose undeclared terms are all that a shape reports; None for any other shape."""
    (query, *more) = shape.constraints or (None,)
    if more or not isinstance(query, Select) or ("rdfs", RDFS) not in query.prefixes:
        return None
    found = _NAMESPACE.search(query.text)
    is_same = found and query.text.split() == (_UNDECLARED % (found[1], found[1])).split()
    return found[1][1:-1] if found and is_same else None


def _need(constraint: Constraint) -> Need | None:
    if not isinstance(constraint, Members) or constraint.kind != "property":
        return None
    (shape,) = constraint.shapes
    if not isinstance(shape.path, Predicate):
        return None
    least, once, tests = 0, False, list[list[str]]()
    for each in () if shape.deactivated else shape.constraints:
        value = each.terms[0].value if isinstance(each, Terms) and each.terms else ""
        if each.kind == "minCount" and value in {"0", "1"}:
            least = int(value)
        elif each.kind in _ONCE and value != "0":
            once = True
        elif _is_known(each.kind, value):
            tests.append([each.kind, value])
        elif isinstance(each, Pattern):
            tests.append([_UNKNOWN, ""])
        else:
            return None
    return Need(shape.path.iri, least, once, tests)


def _is_known(kind: str, value: str) -> bool:
    """Tell whether there is a test for a constraint with an argument."""
    if kind == "datatype":
        return value in TEXTS
    if kind == "nodeKind":
        return value == f"{SH}IRI"
    return kind == "class" or (kind in {"minLength", "minInclusive"} and value.isdecimal())
