"""What is refused before any engine sees it: a query that reads from elsewhere, or that the parser would die of."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph.engines.base import syntax_error
from raci_graph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

OPAQUE = (
    r'"""(?:\\.|[^\\])*?"""|\'\'\'(?:\\.|[^\\])*?\'\'\''
    r'|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\''
    r"|<(?:[^<>\"{}|^`\\\s]|\\[uU])*>|\#[^\n\r]*|\\[^uU]"
)
"""A regular expression, to be used with DOTALL, for what holds no SPARQL: strings, IRIs, comments, escaped signs."""

NAME = r"[?$]\w+|@[\w-]+|[\w.-]*:(?:[\w.%-]*\w)?"
"""A regular expression for a variable, a language or a prefixed name: each may hold a word of SPARQL."""

# Each word that reaches outside the store, and what to do instead.
_OUTSIDE = {
    "SERVICE": "Load that data into the store, or ask the other server itself",
    "FROM": "Load that graph into the store and leave the clause out: a query reads all graphs of the store",
}
_OUTSIDE_WORD = re.compile("|".join(_OUTSIDE), re.IGNORECASE)
_KEYWORD = re.compile(rf"(?:{OPAQUE})|{NAME}|\b(?P<word>{'|'.join(_OUTSIDE)})\b", re.IGNORECASE | re.DOTALL)
_BRACKET = re.compile(rf"(?:{OPAQUE})|(?P<open>[{{(\[])|(?P<close>[}})\]])", re.DOTALL)
_DEEPEST = 100
_ESCAPED_SIGN = re.compile(rf"(?:{OPAQUE})|(?P<sign>\\[uU])", re.DOTALL)


_known: set[str] = set()


def know(queries: Iterable[str]) -> None:
    """Take queries for harmless, so that they need not be looked at: those that this project's tests have looked at."""
    _known.update(queries)


def refuse_outside(query: str) -> None:
    """Refuse a query that reads anything but the store: SERVICE and FROM.

    pyoxigraph does follow SERVICE over HTTP and has no switch against it, so this stands before every query. Its
    own parser judges, without running the query: the query is parsed with the last letter of each such word
    changed. Inside names, texts and comments that does no harm; a keyword does not parse any more.

    A server may read ``\\u0053ERVICE`` as SERVICE, so escapes stand in texts and IRIs alone.

    Raises:
        UsageError: if the query uses SERVICE or FROM, or one of these words is in it and it does not parse; or if
            its brackets are nested so deep that pyoxigraph would take the whole process down.

    >>> refuse_outside("SELECT ?service { ?service ?p 'from' }")
    """
    if query not in _known:
        _refuse(query)


@lru_cache(maxsize=256)
def _refuse(query: str) -> None:
    _refuse_deep(query)
    lowered = query.lower()
    if "\\u" in lowered and any(found["sign"] for found in _ESCAPED_SIGN.finditer(query)):
        raise UsageError("the query has a \\u escape outside of texts and IRIs", remedy="Write the sign itself")
    if not any(word.lower() in lowered for word in _OUTSIDE):
        return
    changed = _OUTSIDE_WORD.sub(lambda found: f"{found[0][:-1]}x", query)
    try:
        ox.Store().query(changed)
    except SyntaxError as error:
        words = [found["word"].upper() for found in _KEYWORD.finditer(query) if found["word"]]
        if not words:
            raise syntax_error(query, error) from error
        message = f"the query reads from outside the store with {words[0]}"
        raise UsageError(message, remedy=_OUTSIDE[words[0]]) from error


def _refuse_deep(query: str) -> None:
    depth = 0
    for found in _BRACKET.finditer(query):
        depth += bool(found["open"]) - bool(found["close"])
        if depth > _DEEPEST:
            raise UsageError(f"the query has more than {_DEEPEST} brackets in each other", remedy="Make it flatter")
