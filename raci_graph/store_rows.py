"""What a store says of matrices beside what is wrong with them: their titles and columns, and rows as printed."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from raci_graph.graph.turtle import natural_key
from raci_graph.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from raci_graph.engines import Engine
    from raci_graph.findings import Finding

    Texts = tuple[str | None, ...]

_AT_ONCE = 500
_PROLOGUE = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("dcterms", "raci", "rdfs"))
_HEADS = f"""{_PROLOGUE}
SELECT ?matrix ?title ?label WHERE {{
  ?matrix a raci:ResponsibilityMatrix .
  OPTIONAL {{ ?matrix dcterms:title ?title }}
  OPTIONAL {{ ?matrix rdfs:label ?label }}
}}
"""
_COLUMNS = f"""{_PROLOGUE}
SELECT ?matrix ?column ?number ?party ?text WHERE {{
  ?column raci:inMatrix ?matrix ; a raci:Column .
  OPTIONAL {{ ?column raci:columnNumber ?number }}
  OPTIONAL {{ ?column raci:columnParty/rdfs:label ?party }}
  OPTIONAL {{ ?column raci:sourceText ?text }}
}}
"""
_ROWS = f"""{_PROLOGUE}
SELECT ?matrix ?row ?activity ?text ?label ?cell ?number ?printed WHERE {{
  VALUES (?matrix ?row) {{ %s }}
  ?activity raci:inMatrix ?matrix ; raci:rowNumber ?row ; a raci:Activity .
  OPTIONAL {{ ?activity raci:sourceText ?text }}
  OPTIONAL {{ ?activity rdfs:label ?label }}
  OPTIONAL {{
    ?cell raci:inRow ?activity .
    OPTIONAL {{ ?cell raci:inColumn/raci:columnNumber ?number }}
    OPTIONAL {{ ?cell raci:sourceText ?printed }}
  }}
}}
"""


class Head(NamedTuple):
    """The IRI and the title of a matrix, and what its columns are called, in order."""

    iri: str
    title: str
    columns: tuple[str, ...]


def heads(engine: Engine) -> list[Head]:
    """Return the matrices of a store, in order of their IRIs.

    Raises:
        StoreError: if the store cannot answer.
    """
    titles: dict[str, list[tuple[str | None, str | None]]] = defaultdict(list)
    for iri, title, label in engine.select(_HEADS).texts():
        titles[iri or ""].append((title, label))
    columns: dict[str, dict[str, list[tuple[str | None, ...]]]] = defaultdict(lambda: defaultdict(list))
    for iri, column, *parts in engine.select(_COLUMNS).texts():
        columns[iri or ""][column or ""].append(tuple(parts))
    return [
        Head(
            iri,
            _first(title for title, _ in titles[iri])
            or _first(label for _, label in titles[iri])
            or iri.rstrip("/#").replace("#", "/").rpartition("/")[2],
            tuple(name for _, name in sorted(_column(parts) for parts in columns[iri].values())),
        )
        for iri in sorted(titles, key=natural_key)
    ]


def row_texts(engine: Engine, findings: Iterable[Finding]) -> dict[tuple[str, int], Texts]:
    """Return the texts of the rows that findings speak of, as printed, by matrix and number of the row.

    The activity stands first; a cell that the source does not show is None. A number that two rows share has no texts.

    Raises:
        StoreError: if the store cannot answer.
    """
    wanted = sorted({(each.matrix, each.row) for each in findings if each.matrix and each.row and _is_iri(each.matrix)})
    found: dict[tuple[str, int], dict[str, list[tuple[str | None, ...]]]] = defaultdict(lambda: defaultdict(list))
    for at in range(0, len(wanted), _AT_ONCE):
        pairs = " ".join(f'(<{matrix}> {row}) (<{matrix}> "{row}")' for matrix, row in wanted[at : at + _AT_ONCE])
        for matrix, row, activity, *parts in engine.select(_ROWS % pairs).texts():
            found[matrix or "", int(row or 0)][activity or ""].append(tuple(parts))
    return {key: _row(*activities.values()) for key, activities in found.items() if len(activities) == 1}


def _column(parts: Sequence[tuple[str | None, ...]]) -> tuple[int, str]:
    """Return the number of a column, and what it is called: the label of its party, else its text."""
    numbers, parties, texts = zip(*parts, strict=True)
    return _number(_first(numbers)), _first(parties) or _first(texts) or ""


def _row(parts: Sequence[tuple[str | None, ...]]) -> Texts:
    text = _first(each[0] for each in parts) or _first(each[1] for each in parts) or ""
    cells: dict[str, list[tuple[str | None, ...]]] = defaultdict(list)
    for _, _, cell, *said in parts:
        if cell is not None:
            cells[cell].append(tuple(said))
    read = [(_number(_first(said[0] for said in each)), _first(said[1] for said in each)) for each in cells.values()]
    return text, *(printed for _, printed in sorted(read, key=lambda each: each[0]))


def _first(texts: Iterable[str | None]) -> str | None:
    """Return the first text in the order that the graph is read in, or None."""
    return min((text for text in texts if text is not None), key=natural_key, default=None)


def _is_iri(node: str) -> bool:
    try:
        return bool(ox.NamedNode(node))
    except ValueError:
        return False


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0
