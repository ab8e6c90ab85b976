"""Keeps queries inside the store: what reads from elsewhere is refused before any engine sees it."""

from __future__ import annotations

import re

import pyoxigraph as ox

from raci_graph.engines.base import error_position, syntax_error
from raci_graph.errors import UsageError

OPAQUE = (
    r'"""(?:\\.|[^\\])*?"""|\'\'\'(?:\\.|[^\\])*?\'\'\''
    r'|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\''
    r"|<(?:[^<>\"{}|^`\\\s]|\\[uU])*>|\#[^\n\r]*|\\[^uU]"
)
"""A regular expression, to be used with DOTALL, for what holds no SPARQL: strings, IRIs, comments, escaped signs."""

# Each word that reaches outside the store, and what to do instead.
_OUTSIDE = {
    "SERVICE": "Load that data into the store, or ask the other server itself",
    "FROM": "Load that graph into the store and leave the clause out: a query reads all graphs of the store",
}
_OUTSIDE_WORD = re.compile("|".join(_OUTSIDE), re.IGNORECASE)
_ESCAPED_SIGN = re.compile(rf"(?:{OPAQUE})|(?P<sign>\\[uU])", re.DOTALL)
_SLACK = 4  # pyoxigraph names a place a few characters behind the word that it does not know


def refuse_outside(query: str) -> None:
    """Refuse a query that reads anything but the store: SERVICE and FROM.

    pyoxigraph does follow SERVICE over HTTP and has no switch against it, so this stands before every query. Its
    own parser judges, without running the query: the query is parsed with the last letter of each such word
    changed. Inside names, texts and comments that does no harm; a keyword does not parse any more.

    A server may read ``\\u0053ERVICE`` as SERVICE, so escapes stand in texts and IRIs alone.

    Raises:
        UsageError: if the query uses SERVICE or FROM, or one of these words is in it and it does not parse.

    >>> refuse_outside("SELECT ?service { ?service ?p 'from' }")
    """
    if any(found["sign"] for found in _ESCAPED_SIGN.finditer(query)):
        raise UsageError("the query has a \\u escape outside of texts and IRIs", remedy="Write the sign itself")
    changed = _OUTSIDE_WORD.sub(lambda found: f"{found[0][:-1]}x", query)
    if changed == query:
        return
    try:
        ox.Store().query(changed)
    except SyntaxError as error:
        word = _outside_word_near(query, *error_position(error))
        if word:
            message = f"the query reads from outside the store with {word}"
            raise UsageError(message, remedy=_OUTSIDE[word]) from error
        raise syntax_error(query, error) from error


def _outside_word_near(query: str, line: int, column: int) -> str | None:
    lines = query.split("\n")
    before = "\n".join([*lines[: line - 1], lines[line - 1][: column - 1 + _SLACK]])
    words = list(_OUTSIDE_WORD.finditer(before))
    if not words or before[words[-1].end() :].strip().count(" ") > 1:
        return None
    return words[-1][0].upper()
