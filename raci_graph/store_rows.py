"""What a store or a graph says of matrices beside what is wrong with them: titles and columns, and rows as printed."""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from raci_graph.graph.turtle import natural_key
from raci_graph.vocab import PREFIXES, RACI, RDFS, XSD

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from raci_graph.engines import Engine
    from raci_graph.findings import Finding
    from raci_graph.shacl.facts import Facts, Plain

    Texts = tuple[str | None, ...]

_AT_ONCE = 500
_TEXT = f"{RACI}sourceText"
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
    wanted = sorted(_wanted(findings))
    found: dict[tuple[str, int], dict[str, list[tuple[str | None, ...]]]] = defaultdict(lambda: defaultdict(list))
    for at in range(0, len(wanted), _AT_ONCE):
        pairs = " ".join(f'(<{matrix}> {row}) (<{matrix}> "{row}")' for matrix, row in wanted[at : at + _AT_ONCE])
        for matrix, row, activity, *parts in engine.select(_ROWS % pairs).texts():
            found[matrix or "", int(row or 0)][activity or ""].append(tuple(parts))
    return {key: _row(*activities.values()) for key, activities in found.items() if len(activities) == 1}


def row_texts_of(facts: Facts, findings: Iterable[Finding]) -> dict[tuple[str, int], Texts]:
    """Return from a graph what ``row_texts`` returns from a store that holds it."""
    wanted = _wanted(findings)
    of_matrix, texts, labels = facts.values(f"{RACI}inMatrix"), facts.values(_TEXT), facts.values(f"{RDFS}label")
    rows: dict[tuple[str, int], set[str]] = defaultdict(set)
    for activity, numbers in facts.values(f"{RACI}rowNumber").items():
        if activity in facts.of_class.get(f"{RACI}Activity", ()):
            for matrix, number in product(of_matrix.get(activity, ()), numbers):
                key = matrix.value, _row_number(number)
                if key in wanted and isinstance(matrix, ox.NamedNode):
                    rows[key].add(activity)
    shown = {key: activities.pop() for key, activities in rows.items() if len(activities) == 1}
    cells = _cells(facts, set(shown.values()))
    return {
        key: (_lowest(texts.get(row)) or _lowest(labels.get(row)) or "", *cells.get(row, ()))
        for key, row in shown.items()
    }


def _cells(facts: Facts, rows: Collection[str]) -> dict[str, list[str | None]]:
    """Return the texts of the cells of rows, in the order of their columns."""
    columns, numbers = facts.values(f"{RACI}inColumn"), facts.values(f"{RACI}columnNumber")
    texts = facts.values(_TEXT)
    found: dict[str, list[tuple[int, str | None]]] = defaultdict(list)
    for cell, above in facts.values(f"{RACI}inRow").items():
        for row in {each.value for each in above}.intersection(rows):
            places = [number for column in columns.get(cell, ()) for number in numbers.get(column.value, ())]
            found[row].append((_number(_lowest(places)), _lowest(texts.get(cell))))
    return {row: [text for _, text in sorted(each, key=lambda cell: cell[0])] for row, each in found.items()}


def _lowest(values: Iterable[Plain] | None) -> str | None:
    return _first(each.value for each in values or ())


def _row_number(value: Plain) -> int:
    """Return the number of a row, which is a whole number or a text; 0 for what is none."""
    if not isinstance(value, ox.Literal) or value.datatype.value not in {f"{XSD}integer", f"{XSD}string"}:
        return 0
    return _number(value.value) if value.datatype.value == f"{XSD}integer" or value.value[:1] != "0" else 0


def _wanted(findings: Iterable[Finding]) -> set[tuple[str, int]]:
    return {(each.matrix, each.row) for each in findings if each.matrix and each.row and _is_iri(each.matrix)}


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
