"""A template as Turtle: the graph of the matrix, as it could be written by hand."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from raci_graph.blocks import Heading, RawCell, RawRow, RawTable
from raci_graph.model import Place
from raci_graph.readers.base import Document, Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from raci_graph.blocks import Block
    from raci_graph.model import Matrix
    from raci_graph.template.plan import Plan


def document_of(plan: Plan, file: str) -> Document:
    """Return what a reader would give of a plan, if it were a document of no format."""
    return Document(file, hashlib.sha256().hexdigest(), Page(tuple(_blocks(plan, Place(file)))))


def text_of(matrix: Matrix) -> str:
    """Return the canonical Turtle of a matrix that was read from no document."""
    from raci_graph.graph.turtle import canonical_turtle
    from raci_graph.graph.write import to_graph

    graph = to_graph(replace(matrix, sha256=None))
    return canonical_turtle(graph.matrix, graph.prefixes)


def _blocks(plan: Plan, place: Place) -> Iterator[Block]:
    yield _table(["Letter", "Meaning"], plan.roles.legend.items(), place)
    for section, rows in plan.sections.items():
        if section is not None:
            yield Heading(2, section, section, place)
        yield _table([plan.corner, *plan.parties], ([row.activity, *row.cells] for row in rows), place)


def _table(header: Sequence[str], rows: Iterable[Sequence[str]], place: Place) -> RawTable:
    return RawTable(_row(header, place), tuple(_row(row, place) for row in rows))


def _row(texts: Sequence[str], place: Place) -> RawRow:
    return RawRow(tuple(RawCell(text, text, place) for text in texts), place)
