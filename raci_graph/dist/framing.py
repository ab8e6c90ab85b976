"""The frame that gives a matrix as readable JSON: its legend, then its rows with their sections, cells and marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.dist.context import json_text
from raci_graph.dist.nested import nested

if TYPE_CHECKING:
    from raci_graph.dist.collect import ReleaseGraph
    from raci_graph.dist.context import Json

FRAME_FILE = "ontology/matrix-frame.jsonld"
"""Where the frame stands in a release."""

_NAMED: Json = {"@explicit": True, "@embed": "@always", "rdfs:label": {}}
_SECTION: Json = {**_NAMED, "sectionNumber": {}}
_FRAME: Json = {
    "@explicit": True,
    "@type": ["ResponsibilityMatrix", "LegendEntry"],
    "dcterms:title": {},
    "version": {},
    "issued": {},
    "license": {"@embed": "@never"},
    "concernsService": {**_NAMED, "providedBy": _NAMED, "consumedBy": _NAMED},
    "usesScheme": {"@embed": "@never"},
    "letter": {},
    "legendRole": {"@embed": "@never"},
    "sourceText": {},
    "rows": {
        "@explicit": True,
        "@type": "Activity",
        "rowNumber": {},
        "rdfs:label": {},
        "inSection": {**_SECTION, "parentSection": {**_SECTION, "parentSection": _SECTION}},
        "activityType": {"@embed": "@never"},
        "unplacedText": {},
        "cells": {
            "@explicit": True,
            "@type": "Cell",
            "sourceText": {},
            "readingBasis": {"@embed": "@never"},
            "inColumn": {
                "@explicit": True,
                "@embed": "@always",
                "columnNumber": {},
                "columnParty": _NAMED,
                "columnRole": {"@embed": "@never"},
            },
            "assignments": {
                "@explicit": True,
                "@type": "Assignment",
                "markText": {},
                "letterPosition": {},
                "withRole": {"@embed": "@never"},
                "toParty": {"@embed": "@never"},
            },
        },
    },
}
_ORDER = {"rows": "rowNumber", "cells": "column", "assignments": "letterPosition"}


def frame_of(context: Json) -> Json:
    """Return the frame with a context, so that it works without fetching one."""
    return {**context, **_FRAME}


def matrix_json(graph: ReleaseGraph, context: Json) -> bytes:
    """Return a matrix as the JSON of the frame, its context last; rows, cells and marks in printed order.

    Args:
        graph: the graph of the matrix.
        context: the context of the ontology.
    """
    nodes = [_ordered(each) for each in nested(graph.triples, _FRAME, context)]
    matrices = [each for each in nodes if each["id"] == graph.iri]
    legend = [each for each in nodes if each["id"] != graph.iri]
    return json_text({"@graph": matrices + legend, **context}).encode()


def _ordered(node: Json) -> Json:
    """Return a node with what is nested in it last, as lists in printed order."""
    own = {name: value for name, value in node.items() if name not in _ORDER}
    nested = {}
    for name, key in _ORDER.items():
        if name in node:
            several = node[name] if isinstance(node[name], list) else [node[name]]
            nested[name] = sorted(map(_ordered, several), key=lambda each: _number(each, key))
    return own | nested


def _number(node: Json, key: str) -> int:
    value = node["inColumn"]["columnNumber"] if key == "column" else node[key]
    return int(value)
