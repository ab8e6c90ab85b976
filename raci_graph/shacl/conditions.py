"""Constraints on one node, as SPARQL expressions that are true where the node keeps to them and never fail."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph.shacl.datatypes import is_narrow, well_formed
from raci_graph.shacl.shape import Pattern, Terms
from raci_graph.vocab import SH

if TYPE_CHECKING:
    from collections.abc import Callable

    from raci_graph.shacl.shape import Constraint, Term

_RANGES = {"minExclusive": ">", "minInclusive": ">=", "maxExclusive": "<", "maxInclusive": "<="}
_LENGTHS = {"minLength": ">=", "maxLength": "<="}
_KIND_TESTS = {"BlankNode": "isBlank", "IRI": "isIRI", "Literal": "isLiteral"}


class BrokenConstraintError(Exception):
    """A constraint that is broken; ``str`` of it says what is wrong with the shape."""


class CannotCompileError(Exception):
    """A constraint that no plain SPARQL query can check; ``str`` of it is the reason."""


def condition(constraint: Constraint, variable: str) -> str | None:
    """Return the expression for a constraint on the node that a variable holds.

    Args:
        constraint: any constraint.
        variable: the name of a variable that is always bound.

    Returns:
        The expression, or None for a constraint that speaks of more than the node itself.

    Raises:
        CannotCompileError: if SPARQL cannot say it.
    """
    if isinstance(constraint, Pattern):
        return _pattern(constraint, variable)
    if not isinstance(constraint, Terms):
        return None
    make = _CONDITIONS.get(constraint.kind)
    return make(constraint, f"?{variable}") if make else None


def term(node: Term) -> str:
    """Return a term as SPARQL writes it.

    Raises:
        CannotCompileError: for a blank node, which means any node in a query.
    """
    if isinstance(node, ox.BlankNode):
        raise CannotCompileError("a blank node as a value, which no query can name")
    return str(node)


def _range(constraint: Terms, name: str) -> str:
    return f"COALESCE({name} {_RANGES[constraint.kind]} {term(constraint.terms[0])}, false)"


def _length(constraint: Terms, name: str) -> str:
    test = f"{_LENGTHS[constraint.kind]} {int(constraint.terms[0].value)}"
    return f"(!isBlank({name}) && STRLEN(STR({name})) {test})"


def _node_kind(constraint: Terms, name: str) -> str:
    kinds = constraint.terms[0].value.removeprefix(SH).split("Or")
    return f"({' || '.join(f'{_KIND_TESTS[each]}({name})' for each in kinds)})"


def _language_in(constraint: Terms, name: str) -> str:
    ranges = [f"LANGMATCHES(LANG({name}), {term(ox.Literal(each.value))})" for each in constraint.terms]
    return f"(isLiteral({name}) && ({' || '.join(ranges)}))" if ranges else "false"


def _in(constraint: Terms, name: str) -> str:
    terms = constraint.terms
    if not terms:
        return "false"
    if all(isinstance(each, ox.NamedNode) for each in terms):
        return f"({name} IN ({', '.join(map(term, terms))}))"
    return f"({' || '.join(f'sameTerm({name}, {term(each)})' for each in terms)})"


def _datatype(constraint: Terms, name: str) -> str:
    iri = constraint.terms[0].value
    if is_narrow(iri):
        raise CannotCompileError(f"sh:datatype <{iri}>, which a store may keep as xsd:integer")
    parts = [f"isLiteral({name})", f"DATATYPE({name}) = <{iri}>"]
    expression = well_formed(iri, name)
    return f"({' && '.join([*parts, expression] if expression else parts)})"


def _pattern(pattern: Pattern, variable: str) -> str:
    words = [term(ox.Literal(pattern.pattern))] + ([term(ox.Literal(pattern.flags))] if pattern.flags else [])
    arguments = ", ".join([f"STR(?{variable})", *words])
    if not _works(words):
        _refuse_broken(pattern)
        raise CannotCompileError(f"the regular expression {words[0]}, which SPARQL does not know")
    return f"(!isBlank(?{variable}) && REGEX({arguments}))"


def _refuse_broken(pattern: Pattern) -> None:
    """Refuse a text that is a regular expression neither for SPARQL nor for pySHACL.

    Raises:
        BrokenConstraintError: if it is none.
    """
    try:
        re.compile(pattern.pattern)
    except re.error as error:
        raise BrokenConstraintError(f"has the pattern '{pattern.pattern}': {error}") from error
    if set(pattern.flags) - set("imqsx"):
        raise BrokenConstraintError(f"has the flags '{pattern.flags}', which regular expressions do not know")


def _works(words: list[str]) -> bool:
    """Tell whether a regular expression and its flags can be used: what SPARQL does not know, fails."""
    query = f'SELECT (REGEX("", {", ".join(words)}) AS ?answer) {{}}'
    return all(row["answer"] is not None for row in ox.Store().query(query))  # type: ignore[union-attr]


_CONDITIONS: dict[str, Callable[[Terms, str], str]] = {
    **dict.fromkeys(_RANGES, _range),
    **dict.fromkeys(_LENGTHS, _length),
    "datatype": _datatype,
    "nodeKind": _node_kind,
    "in": _in,
    "languageIn": _language_in,
}
