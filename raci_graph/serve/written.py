"""Answers as bytes, in each form of ``negotiation``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph import results
from raci_graph.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.engines.base import Rows

_ROWS = {"xml": ox.QueryResultsFormat.XML, "csv": ox.QueryResultsFormat.CSV, "tsv": ox.QueryResultsFormat.TSV}
_TRIPLES = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}
_TEXT_TYPES = ("text/", "application/xml")


def write_rows(answer: Rows | bool, form: str) -> bytes:  # noqa: FBT001 - what ASK answers
    """Return rows, or the answer of an ASK query, as "json", "xml", "csv" or "tsv", exactly as SPARQL 1.1 says."""
    data = "".join(results.to_json(answer)).encode()
    if form == "json":
        return data
    return ox.parse_query_results(data, ox.QueryResultsFormat.JSON).serialize(format=_ROWS[form]) or b""


def write_triples(triples: Sequence[ox.Triple], form: str) -> bytes:
    """Return triples as "ttl", "nt", "jsonld" or "rdf"."""
    prefixes = PREFIXES if form != "nt" else None
    return ox.serialize(triples, format=_TRIPLES[form], prefixes=prefixes) or b""


def content_type(media_type: str) -> str:
    """Return a media type with its charset, where one belongs to it.

    >>> content_type("text/csv"), content_type("application/sparql-results+json")
    ('text/csv; charset=utf-8', 'application/sparql-results+json')
    """
    return f"{media_type}; charset=utf-8" if media_type.startswith(_TEXT_TYPES) else media_type
