"""Asks an engine a saved question or a query of one's own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from raci_graph.errors import UsageError
from raci_graph.queries.saved import SavedQuery, find
from raci_graph.queries.text import form_of, parameters_of, with_values
from raci_graph.queries.values import terms

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyoxigraph as ox

    from raci_graph.engines.base import Engine, Rows, Term
    from raci_graph.queries.text import Form
    from raci_graph.queries.values import Value

_IS_SPARQL = re.compile(r"[\s{]")


@dataclass(frozen=True)
class Prepared:
    """A query that is ready to be asked.

    Attributes:
        form: what it asks for.
        text: its SPARQL, with the values of its parameters.
    """

    form: Form
    text: str


def run_query(engine: Engine, query: str, values: Mapping[str, Value] | None = None) -> Rows | bool | list[ox.Triple]:
    """Ask an engine.

    Args:
        engine: from ``engine_for`` or ``connect``.
        query: the name or number of a saved question, or SPARQL: what holds a blank or a brace, other than at its
            ends, is SPARQL.
        values: the values of parameters, by name: texts, numbers or terms, or sequences of them. They are written
            into the row ``VALUES ?name { ... }`` of the query as RDF terms. A text may be an IRI, a CURIE or a label
            where an IRI is wanted.

    Returns:
        Rows for SELECT, a truth value for ASK, triples for CONSTRUCT and DESCRIBE.

    Raises:
        UsageError: for an unknown name, parameter or label, an update, a query that does not parse, or one that reads
            from elsewhere (SERVICE, FROM) and is not allowed to.
        StoreError: if the store does not answer.

    >>> import raci_graph
    >>> engine = raci_graph.engine_for(raci_graph.read("hosted-exchange"))
    >>> len(run_query(engine, "only-informed", {"party": "Customer"}).rows)
    14
    """
    ready = prepare(engine, query, values)
    if ready.form == "SELECT":
        return engine.select(ready.text)
    return engine.ask(ready.text) if ready.form == "ASK" else engine.construct(ready.text)


def prepare(engine: Engine, query: str, values: Mapping[str, Value] | None = None) -> Prepared:
    """Return a query as it is to be asked, for whoever takes its rows one by one from ``Engine.stream``.

    Args:
        engine: where labels are looked up.
        query: as in ``run_query``.
        values: as in ``run_query``.

    Raises:
        UsageError: for an unknown name, parameter or label, or an update.
        StoreError: if the store does not answer.

    >>> from raci_graph.engines.embedded import EmbeddedEngine
    >>> prepare(EmbeddedEngine(), "ASK { VALUES ?party { UNDEF } ?party ?p ?o }", {"party": "urn:x:a"})
    Prepared(form='ASK', text='ASK { VALUES ?party { <urn:x:a> } ?party ?p ?o }')
    """
    saved = None if _IS_SPARQL.search(query.strip()) else find(query.strip())
    text = saved.text if saved else query
    return Prepared(form_of(text), with_values(text, _terms(engine, text, saved, values or {})))


def _terms(engine: Engine, text: str, saved: SavedQuery | None, values: Mapping[str, Value]) -> dict[str, list[Term]]:
    known = {each.name: each for each in saved.params} if saved else dict.fromkeys(parameters_of(text))
    found = {}
    for name, value in values.items():
        if name not in known:
            has = f"It has {', '.join(known)}" if known else "It has none"
            raise UsageError(f"the query has no parameter '{name}'", remedy=has)
        found[name] = terms(engine, name, value, known[name])
    return found
