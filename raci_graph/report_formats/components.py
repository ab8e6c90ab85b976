"""Which constraint of a shape a result is about: a report of SHACL names it, a finding does not keep it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph.vocab import SH, XSD

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_CONSTRAINTS = (
    *(
        "class",
        "datatype",
        "nodeKind",
        "hasValue",
        "in",
        "languageIn",
        "uniqueLang",
        "pattern",
        "minLength",
        "maxLength",
    ),
    *("minCount", "maxCount", "qualifiedMinCount", "qualifiedMaxCount", "minInclusive", "maxInclusive", "minExclusive"),
    *("maxExclusive", "or", "and", "not", "xone", "node", "equals", "disjoint", "lessThan", "closed", "sparql"),
)
_OF_ALL_VALUES = ("minCount", "maxCount", "uniqueLang", "qualifiedMinCount", "qualifiedMaxCount")
_LAST = ("languageIn", "minLength", "maxLength", "minInclusive", "maxInclusive", "pattern", "in", "hasValue")


def component(parameters: Mapping[str, Term], value: Term | None, values: Collection[Term]) -> str | None:
    """Return the IRI of the constraint component that a result comes from; None where the shape is not known.

    Args:
        parameters: the constraints of the shape, by the local name of their property.
        value: the value node of the result, if it has one.
        values: all values of the path at the focus node.
    """
    names = [name for name in _CONSTRAINTS if name in parameters]
    name = names[0] if len(names) == 1 else _of_several(names, parameters, value, values)
    if name is None:
        return None
    local = "SPARQL" if name == "sparql" else f"{name[0].upper()}{name[1:]}"
    return f"{SH}{local}ConstraintComponent"


def _of_several(
    names: list[str], parameters: Mapping[str, Term], value: Term | None, values: Collection[Term]
) -> str | None:
    if value is None:
        counted = [name for name in _OF_ALL_VALUES if name in names]
        if not values and "minCount" in counted:
            return "minCount"
        most = parameters.get("maxCount")
        if isinstance(most, ox.Literal) and len(values) > int(most.value):
            return "maxCount"
        return "uniqueLang" if "uniqueLang" in counted else next(iter(counted), None)
    if "class" in names:
        return "class"
    wanted = parameters.get("datatype")
    if wanted is not None and not (isinstance(value, ox.Literal) and value.datatype == wanted and _is_lexical(value)):
        return "datatype"
    return next((name for name in _LAST if name in names), names[0] if names else None)


_LEXICAL = {
    f"{XSD}integer": re.compile(r"[+-]?[0-9]+"),
    f"{XSD}date": re.compile(r"-?[0-9]{4,}-[0-9]{2}-[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})?"),
}


def _is_lexical(value: ox.Literal) -> bool:
    form = _LEXICAL.get(value.datatype.value)
    return form is None or form.fullmatch(value.value) is not None
