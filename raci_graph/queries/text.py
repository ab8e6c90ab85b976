"""A query as text: what it asks for, and the rows of values that parameters fill.

The text is never parsed as a whole here; strings, IRIs and comments are told from the rest, so that nothing inside
them counts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, cast

from raci_graph.engines.outside import NAME, OPAQUE
from raci_graph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from raci_graph.engines.base import Term

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]

_ROW = re.compile(
    rf"(?:{OPAQUE})|{NAME}|(?P<head>\bVALUES\s+[?$](?P<name>\w+)\s*)\{{(?:{OPAQUE}|[^{{}}\"'<#\\])*\}}",
    re.IGNORECASE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(\\[uU]|.)", re.DOTALL)
_WORD = re.compile(rf"(?:{OPAQUE})|{NAME}|(?P<word>\b[A-Za-z]+\b)", re.IGNORECASE | re.DOTALL)
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = ("INSERT", "DELETE", "WITH", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY")


def form_of(query: str) -> Form:
    """Return what a query asks for.

    Raises:
        UsageError: for an update, or a text that is neither.

    >>> form_of("PREFIX select: <urn:ask> # insert" + chr(10) + "ASK { ?s ?p ?o }")
    'ASK'
    """
    word = _first_of((*_FORMS, *_UPDATES), query)
    if word in _FORMS:
        return cast("Form", word)
    if word:
        remedy = "'raci-graph load' puts data into a store, or run it there with 'query --allow update'"
        raise UsageError(f"this is an update ({word}), and queries only read", remedy=remedy)
    remedy = "Begin it with SELECT, ASK, CONSTRUCT or DESCRIBE, or give the name of a saved question"
    raise UsageError("this is not a SPARQL query", remedy=remedy)


def is_update(text: str) -> bool:
    """Tell whether a text is a SPARQL update rather than a query.

    >>> is_update("PREFIX insert: <urn:x:> DELETE WHERE { ?s insert:p ?o }"), is_update("ASK { ?s ?p 'insert' }")
    (True, False)
    """
    return _first_of((*_FORMS, *_UPDATES), text) in _UPDATES


def _first_of(words: Sequence[str], query: str) -> str | None:
    """Return the first of some keywords in a query."""
    found = ((match["word"] or "").upper() for match in _WORD.finditer(query))
    return next((word for word in found if word in words), None)


def parameters_of(query: str) -> tuple[str, ...]:
    """Return the names of the variables that a row of values binds alone, in their order.

    >>> parameters_of("SELECT * { VALUES ?a { UNDEF } VALUES (?b ?c) { (1 2) } ?a ?b 'VALUES ?d {}' }")
    ('a',)
    """
    return tuple(dict.fromkeys(match["name"] for match in _ROW.finditer(query) if match["name"]))


def with_values(query: str, values: Mapping[str, Sequence[Term]]) -> str:
    """Return a query with other values in the rows of its parameters, all replaced in one pass.

    >>> import pyoxigraph as ox
    >>> with_values("SELECT * { VALUES ?a { UNDEF } }", {"a": [ox.Literal("} x")]})
    'SELECT * { VALUES ?a { "} x" } }'
    """

    def row(match: re.Match[str]) -> str:
        terms = values.get(match["name"]) if match["name"] else None
        return match[0] if terms is None else f"{match['head']}{{ {' '.join(map(_written, terms))} }}"

    return _ROW.sub(row, query)


def _written(term: Term) -> str:
    r"""Write a term: ``\u0022`` in a text stays what it is even where a server reads escapes before all else."""
    return _ESCAPE.sub(_inert, str(term))


def _inert(escape: re.Match[str]) -> str:
    return escape[0] if escape[1] not in ("\\u", "\\U") else rf"\\\U{ord(escape[1][1]):08X}"
