"""The JSON-LD context, made from the ontology, and what PyLD does with it. Nothing is ever fetched."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NoReturn

import pyoxigraph as ox

from raci_graph.errors import InputError, MissingToolError
from raci_graph.vocab import OWL, PREFIXES, RACI, RDF, RDFS, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType

Json = dict[str, Any]

CONTEXT_FILE = "ontology/context.jsonld"
"""Where the context stands, in a checkout and in a release."""

_TYPE = ox.NamedNode(f"{RDF}type")
_RANGE = ox.NamedNode(f"{RDFS}range")
_OBJECT_PROPERTY = f"{OWL}ObjectProperty"
_INDIVIDUAL = f"{OWL}NamedIndividual"
_PREFIX_NAMES = ("raci", "dcat", "dcterms", "foaf", "owl", "prov", "rdf", "rdfs", "sh", "skos", "spdx", "void", "xsd")
_TEXT = {"@container": "@language"}
_FOREIGN: Json = {
    "label": {"@id": "rdfs:label", **_TEXT},
    "title": {"@id": "dcterms:title", **_TEXT},
    "description": {"@id": "dcterms:description", **_TEXT},
    "definition": {"@id": "skos:definition", **_TEXT},
    "scopeNote": {"@id": "skos:scopeNote", **_TEXT},
    "prefLabel": {"@id": "skos:prefLabel", **_TEXT},
    "license": {"@id": "dcterms:license", "@type": "@id"},
    "publisher": {"@id": "dcterms:publisher", "@type": "@id"},
    "source": {"@id": "dcterms:source", "@type": "@id"},
    "issued": {"@id": "dcterms:issued", "@type": "xsd:date"},
    "version": {"@id": "dcat:version"},
    "isVersionOf": {"@id": "dcat:isVersionOf", "@type": "@id"},
    "isDefinedBy": {"@id": "rdfs:isDefinedBy", "@type": "@id"},
}
_NESTING: Json = {
    "rows": {"@reverse": "raci:inMatrix"},
    "cells": {"@reverse": "raci:inRow"},
    "assignments": {"@reverse": "raci:statedIn"},
}


def context_of(triples: Iterable[ox.Triple]) -> Json:
    """Return the context that the ontology and the role sets give: a short name for each of their terms.

    Args:
        triples: the ontology and the role sets.

    Returns:
        The document, ``{"@context": ...}``. A property whose range has members that the ontology names takes their
        short names; any other object property takes IRIs. ``rows``, ``cells`` and ``assignments`` nest a matrix.
    """
    kinds, ranges = _kinds_and_ranges(triples)
    listed = {kind for kinds_of_one in kinds.values() if _INDIVIDUAL in kinds_of_one for kind in kinds_of_one}
    terms = {name: _term(name, kinds[name], ranges.get(name), listed) for name in sorted(kinds)}
    prefixes = {name: PREFIXES[name] for name in _PREFIX_NAMES}
    return {"@context": {"@version": 1.1, "id": "@id", "type": "@type", **prefixes, **_FOREIGN, **_NESTING, **terms}}


def context_text(triples: Iterable[ox.Triple]) -> str:
    """Return the text of the context's file."""
    return json_text(context_of(triples))


def json_text(document: object) -> str:
    """Return a JSON document as text, ending in a line feed."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def compacted(quads: str, context: Json) -> bytes:
    """Return N-Triples as JSON-LD that carries the context.

    Raises:
        MissingToolError: if PyLD is not installed.
    """
    jsonld = pyld()
    expanded = jsonld.from_rdf(quads, {"useNativeTypes": True})
    document = jsonld.compact(expanded, context, {"graph": True, "documentLoader": _refuse})
    return json_text(document).encode()


def pyld() -> ModuleType:
    """Return the module of PyLD that does the work.

    Raises:
        MissingToolError: if it is not installed.
    """
    try:
        from pyld import jsonld
    except ImportError as error:
        raise MissingToolError(
            "JSON-LD needs the package PyLD", remedy="Install it: pip install 'raci-graph[publish]'"
        ) from error
    return jsonld  # type: ignore[no-any-return]


def _refuse(url: str, _options: object = None) -> NoReturn:
    raise InputError("a JSON-LD context is never fetched", place=url, remedy="Put the context into the document")


def _kinds_and_ranges(triples: Iterable[ox.Triple]) -> tuple[dict[str, set[str]], dict[str, str]]:
    kinds: dict[str, set[str]] = {}
    ranges: dict[str, str] = {}
    for each in triples:
        if not isinstance(each.subject, ox.NamedNode) or not each.subject.value.startswith(RACI):
            continue
        name = each.subject.value.removeprefix(RACI)
        if each.predicate == _TYPE and isinstance(each.object, ox.NamedNode):
            kinds.setdefault(name, set()).add(each.object.value)
        elif each.predicate == _RANGE and isinstance(each.object, ox.NamedNode):
            ranges[name] = each.object.value
    return kinds, ranges


def _term(name: str, kinds: set[str], its_range: str | None, listed: set[str]) -> object:
    iri = f"raci:{name}"
    if _OBJECT_PROPERTY in kinds:
        return {"@id": iri, "@type": "@vocab" if its_range in listed else "@id"}
    if its_range in {f"{XSD}date", f"{XSD}dateTime"}:
        return {"@id": iri, "@type": f"xsd:{its_range.removeprefix(XSD)}"}
    return iri
