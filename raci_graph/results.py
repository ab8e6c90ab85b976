"""The answer of a query in the forms that other programs read: SPARQL 1.1's JSON, CSV and TSV, and Turtle."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.engines.base import Rows, Term

    Answer = Rows | bool | Sequence[ox.Triple]

_XSD_STRING = f"{PREFIXES['xsd']}string"
_NUMBERS = {f"{PREFIXES['xsd']}{name}" for name in ("integer", "decimal", "double", "float")}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_json(answer: Rows | bool) -> str:  # noqa: FBT001 - what ASK answers
    """Return rows, or the answer of an ASK query, as SPARQL 1.1 Query Results JSON.

    >>> to_json(True)
    '{"head": {}, "boolean": true}\\n'
    """
    if isinstance(answer, bool):
        return json.dumps({"head": {}, "boolean": answer}) + "\n"
    bindings = [
        {column: _json_term(term) for column, term in zip(answer.columns, row, strict=True) if term is not None}
        for row in answer.rows
    ]
    data = {"head": {"vars": list(answer.columns)}, "results": {"bindings": bindings}}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def to_csv(rows: Rows) -> str:
    """Return rows as SPARQL 1.1 CSV, with lines that end in CRLF.

    A text that a spreadsheet would take for a formula gets an apostrophe in front; numbers stay as they are.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(rows.columns)
    for row, texts in zip(rows.rows, rows.texts(), strict=True):
        writer.writerow([_inert(term, text or "") for term, text in zip(row, texts, strict=True)])
    return out.getvalue()


def inert_cell(text: str) -> str:
    """Return the text of a cell of CSV; one that a spreadsheet would take for a formula gets an apostrophe in front.

    >>> inert_cell("=1+1")
    "'=1+1"
    """
    return f"'{text}" if text.startswith(_FORMULA) else text


def to_tsv(rows: Rows) -> str:
    """Return rows as SPARQL 1.1 TSV: every term as Turtle writes it."""
    lines = ["\t".join(f"?{column}" for column in rows.columns)]
    lines += ["\t".join("" if term is None else str(term).replace("\t", "\\t") for term in row) for row in rows.rows]
    return "".join(f"{line}\n" for line in lines)


def _json_term(term: Term) -> dict[str, object]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
    literal: dict[str, object] = {"type": "literal", "value": term.value}
    if term.language:
        literal["xml:lang"] = term.language
    elif term.datatype.value != _XSD_STRING:
        literal["datatype"] = term.datatype.value
    return literal


def _inert(term: Term | None, text: str) -> str:
    if isinstance(term, ox.Literal) and term.datatype.value in _NUMBERS:
        return text
    return inert_cell(text)
