"""The job that makes the page of a matrix: its table by section, its legend, and the figures of its analysis."""

from __future__ import annotations

from http import HTTPStatus
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from raci_graph.errors import StoreError
from raci_graph.figures import figures_in_page
from raci_graph.figures.lettering import are_right_to_left
from raci_graph.pages import markup
from raci_graph.report import report_of
from raci_graph.serve import lookups
from raci_graph.serve.pages import named
from raci_graph.serve.refused import Refused
from raci_graph.serve.render import page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from raci_graph.engines.base import Engine
    from raci_graph.serve.reply import Reply, Served

    Text = str | None
    Sections = Mapping[Text, tuple[str, Text]]

_MOST_CELLS = 10_000
"""How many cells a matrix has at most whose figures are drawn while somebody waits: some three seconds."""


def matrix(served: Served, *, iri: str) -> Reply:
    """Return the page of a matrix.

    Raises:
        Refused: if it is no IRI, or no matrix that is served (400, 404).
    """
    term = named(iri)
    about = next(iter(lookups.matrices(served.engine, term)), None)
    if about is None:
        raise Refused(HTTPStatus.NOT_FOUND, f"no matrix of this name is served: {iri}")
    columns = lookups.columns(served.engine, term)
    legend = lookups.legend(served.engine, term)
    roles = lookups.labels(served.engine, [ox.NamedNode(role) for _, _, role in legend if role])
    groups = _groups(served.engine, term, [column for column, _, _ in columns])
    cells = len(columns) * sum(len(group["rows"]) for group in groups)
    return page(
        "matrix",
        served=served.name,
        matrix=about,
        direction="rtl" if are_right_to_left(row["text"] for group in groups for row in group["rows"]) else "ltr",
        columns=[{"iri": party or column, "text": text} for column, text, party in columns],
        groups=groups,
        legend=[
            {"letter": letter, "text": text, "role": role, "label": roles.get(role or "", role)}
            for letter, text, role in legend
        ],
        figures=_figures(served.engine, term) if cells <= _MOST_CELLS else [],
    )


def _figures(engine: Engine, term: ox.NamedNode) -> list[tuple[str, str, object]]:
    """Return the figures; none where a server does not give all of the matrix at once, for its table is there."""
    try:
        whole = lookups.whole_matrix(engine, term)
    except StoreError:
        return []
    if whole is None:
        return []
    return [(kind, title, svg and markup(svg)) for kind, title, svg in figures_in_page(report_of(engine, whole))]


def _groups(engine: Engine, matrix: ox.NamedNode, columns: list[Text]) -> list[dict[str, Any]]:
    """Return the rows in table order, those of one section that stand together as one group."""
    sections = lookups.sections(engine, matrix)
    cells = lookups.cells(engine, matrix)
    return [
        {
            "section": section,
            "path": _path(sections, section),
            "rows": [
                {
                    "iri": activity,
                    "number": number,
                    "text": text,
                    "unplaced": unplaced,
                    "cells": [cells.get((activity, column), "") for column in columns],
                }
                for activity, number, text, _, unplaced in rows
            ],
        }
        for section, rows in groupby(lookups.rows(engine, matrix), key=lambda row: row[3])
    ]


def _path(sections: Sections, section: Text) -> list[str]:
    """Return the headings that lead to a section, the outermost first; a circle is followed once."""
    path: list[str] = []
    seen: set[Text] = set()
    while section in sections and section not in seen:
        seen.add(section)
        heading, section = sections[section]
        path.insert(0, heading)
    return path
