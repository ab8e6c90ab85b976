"""What is refused before any engine sees it: a query that reads from elsewhere, or that the parser would die of."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph.engines.base import syntax_error
from raci_graph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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
    "SERVICE": "Ask that server itself, or allow the network with --allow service",
    "FROM": "Leave the clause out, for a query reads all graphs of the store, or choose among them with --allow from",
}
_OUTSIDE_UPDATE = ("LOAD", "SERVICE")
# What is rarely needed is compiled where it is: that takes longer than to parse a matrix.
_CALL = rf"(?:{OPAQUE})|{NAME}|\b(?P<word>SERVICE|SILENT)\b"
_GRAPH = rf"\bFROM\b\s*(?:NAMED\b\s*)?<(?P<iri>[A-Za-z][^<>\s\\]*)>|(?:{OPAQUE})|{NAME}"
_WORDS = re.IGNORECASE | re.DOTALL
_BRACKET = re.compile(rf"(?:{OPAQUE})|(?P<open>[{{(\[])|(?P<close>[}})\]])", re.DOTALL)
_DEEPEST = 100
_ESCAPED_SIGN = rf"(?:{OPAQUE})|(?P<sign>\\[uU])"


_known: set[str] = set()


def know(queries: Iterable[str]) -> None:
    """Take queries for harmless, so that they need not be looked at: those that this project's tests have looked at."""
    _known.update(queries)


def refuse_outside(query: str, allowed: frozenset[str] = frozenset()) -> None:
    """Refuse a query that reads anything but the store, or other than all of it: SERVICE and FROM.

    pyoxigraph does follow SERVICE over HTTP and has no switch against it, so this stands before every query.

    A server may read ``\\u0053ERVICE`` as SERVICE, so escapes stand in texts and IRIs alone.

    Args:
        query: what is to be asked.
        allowed: which of these words it may use.

    Raises:
        UsageError: if the query uses SERVICE or FROM, or one of these words is in it and it does not parse; or if
            its brackets are nested so deep that pyoxigraph would take the whole process down.

    >>> refuse_outside("SELECT ?service { ?service ?p 'from' }")
    >>> refuse_outside("SELECT * FROM <urn:x:g> { ?s ?p ?o }", frozenset({"FROM"}))
    """
    if query not in _known:
        _refuse(query, allowed)


@lru_cache(maxsize=256)
def _refuse(query: str, allowed: frozenset[str]) -> None:
    _refuse_form(query)
    refused = [word for word in _OUTSIDE if word not in allowed]
    error = _error_without(query, refused)
    if error is None:
        return
    used = [word for word in refused if _uses(query, word)]
    if not used:
        raise syntax_error(query, error) from error
    message = f"the query reads from outside the store with {used[0]}"
    raise UsageError(message, remedy=_OUTSIDE[used[0]]) from error


def refuse_outside_update(text: str, allowed: frozenset[str] = frozenset()) -> None:
    """Refuse an update that reads anything but the store: LOAD and SERVICE, unless ``allowed``.

    Raises:
        UsageError: if it uses such a word, has a \\u escape outside of texts and IRIs, or is nested too deep.

    >>> refuse_outside_update("INSERT DATA { <urn:x:load> <urn:x:p> 'LOAD <urn:x:g>' } # SERVICE")
    """
    _refuse_form(text)
    for word in _OUTSIDE_UPDATE:
        if word not in allowed and _uses(text, word):
            remedy = f"Leave it out, or allow the network with --allow {word.lower()}"
            raise UsageError(f"the update reads from outside the store with {word}", remedy=remedy)


@lru_cache(maxsize=256)
def chosen_graphs(query: str) -> tuple[str, ...] | None:
    """Return the absolute IRIs that a query, in which FROM is allowed, chooses its graphs by; None if it has no FROM.

    An IRI with a prefix, or one that a BASE completes, is left out.

    >>> chosen_graphs("SELECT * FROM <urn:x:g> FROM NAMED <urn:x:h> { ?s ?p 'FROM <urn:x:i>' }")
    ('urn:x:g', 'urn:x:h')
    """
    if _error_without(query, ["FROM"]) is None:
        return None
    return tuple(found["iri"] for found in re.finditer(_GRAPH, query, _WORDS) if found["iri"])


def _error_without(query: str, words: Sequence[str]) -> SyntaxError | None:
    """Return the error that pyoxigraph's own parser finds in a query without some words; None if it has none.

    The query is parsed with the last letter of each such word changed. Inside names, texts and comments that does no
    harm; a keyword does not parse any more. It is run on nothing, and a SERVICE that is allowed stands as GRAPH.
    """
    lowered = query.lower()
    if not any(word.lower() in lowered for word in words):
        return None
    if "service" in lowered and "SERVICE" not in words:
        query = re.sub(_CALL, _not_called, query, flags=_WORDS)
    changed = re.sub("|".join(words), lambda found: f"{found[0][:-1]}x", query, flags=re.IGNORECASE)
    try:
        ox.Store().query(changed)
    except SyntaxError as error:
        return error
    return None


def _not_called(found: re.Match[str]) -> str:
    word = (found["word"] or "").upper()
    return {"SERVICE": "GRAPH", "SILENT": ""}.get(word, found[0])


def _uses(query: str, word: str) -> bool:
    keyword = re.compile(rf"(?:{OPAQUE})|{NAME}|\b(?P<word>{word})\b", re.IGNORECASE | re.DOTALL)
    return any(found["word"] for found in keyword.finditer(query))


def _refuse_form(query: str) -> None:
    """Refuse what a parser dies of, or another one may read in another way."""
    _refuse_deep(query)
    if "\\u" in query.lower() and any(found["sign"] for found in re.finditer(_ESCAPED_SIGN, query, re.DOTALL)):
        raise UsageError("the query has a \\u escape outside of texts and IRIs", remedy="Write the sign itself")


def _refuse_deep(query: str) -> None:
    depth = 0
    for found in _BRACKET.finditer(query):
        depth += bool(found["open"]) - bool(found["close"])
        if depth > _DEEPEST:
            raise UsageError(f"the query has more than {_DEEPEST} brackets in each other", remedy="Make it flatter")
