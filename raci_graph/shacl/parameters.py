"""The words of SHACL that shapes are made of, and what their values must be."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph as ox

from raci_graph.vocab import SH, XSD

if TYPE_CHECKING:
    from collections.abc import Callable

    Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal

TARGETS = ("targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf")

NODE_KINDS = ("BlankNode", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRI", "IRIOrLiteral", "Literal")

FOR_PROPERTIES = (
    "lessThan",
    "lessThanOrEquals",
    "maxCount",
    "minCount",
    "qualifiedValueShape",
    "uniqueLang",
)
"""What only a property shape may have."""

LISTS = ("in", "languageIn")
"""The parameters whose value is a list."""

REFUSED = ("expression", "js", "rule", "target")
"""What would change the results, and no engine here runs."""


def is_boolean(term: Term) -> bool:
    """Tell whether a term is a literal of xsd:boolean."""
    return isinstance(term, ox.Literal) and term.datatype.value == f"{XSD}boolean"


def is_count(term: Term) -> bool:
    """Tell whether a term is a whole number from 0."""
    is_integer = isinstance(term, ox.Literal) and term.datatype.value == f"{XSD}integer"
    return is_integer and term.value.removeprefix("+").isdecimal() and term.value.isascii()


def _is_iri(term: Term) -> bool:
    return isinstance(term, ox.NamedNode)


def _is_literal(term: Term) -> bool:
    return isinstance(term, ox.Literal)


def _is_node_kind(term: Term) -> bool:
    return isinstance(term, ox.NamedNode) and term.value in {f"{SH}{kind}" for kind in NODE_KINDS}


def _is_any(_term: Term) -> bool:
    return True


_IRI = (_is_iri, "an IRI")
_COUNT = (is_count, "a whole number (xsd:integer)")
_LITERAL = (_is_literal, "a literal")

OF_TERMS: dict[str, tuple[Callable[[Term], bool], str]] = {
    "class": _IRI,
    "datatype": _IRI,
    "nodeKind": (_is_node_kind, "a kind of node, such as sh:IRI"),
    "minCount": _COUNT,
    "maxCount": _COUNT,
    "minExclusive": _LITERAL,
    "minInclusive": _LITERAL,
    "maxExclusive": _LITERAL,
    "maxInclusive": _LITERAL,
    "minLength": _COUNT,
    "maxLength": _COUNT,
    "languageIn": (_is_literal, "a list of language tags"),
    "uniqueLang": (is_boolean, "true or false"),
    "equals": _IRI,
    "disjoint": _IRI,
    "lessThan": _IRI,
    "lessThanOrEquals": _IRI,
    "hasValue": (_is_any, ""),
    "in": (_is_any, ""),
}
"""The constraints that terms alone say: what a value must be, as a test and in words."""

ONCE = frozenset(OF_TERMS) - {"class", "equals", "disjoint", "lessThan", "lessThanOrEquals", "hasValue"}
"""The parameters that a shape has at most once."""

KNOWN = frozenset(
    {
        *OF_TERMS,
        *TARGETS,
        *FOR_PROPERTIES,
        *REFUSED,
        *("qualifiedMaxCount", "qualifiedMinCount"),
        *("and", "closed", "deactivated", "declare", "defaultValue", "description", "entailment", "flags", "group"),
        *("ignoredProperties", "labelTemplate", "message", "name", "node", "not", "optional", "or", "order", "path"),
        *("pattern", "prefixes", "property", "qualifiedValueShapesDisjoint", "severity", "shapesGraph", "sparql"),
        *(
            "suggestedShapesGraph",
            "xone",
            "nodeValidator",
            "parameter",
            "propertyValidator",
            "select",
            "ask",
            "validator",
        ),
    }
)
"""Every property of SHACL that a shape may have."""
