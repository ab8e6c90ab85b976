"""The answer of a query in the forms that other programs read, piece by piece.

A form takes the rows as they come and yields a piece of text for each, so that an answer need not fit into memory:
SPARQL 1.1's JSON, XML, CSV and TSV, and Markdown for rows; N-Triples for triples. Turtle, for which all triples must be
at hand, is written by ``graph.turtle``.
"""

from __future__ import annotations

import csv
import json
import re
from itertools import chain
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from raci_graph.engines.base import Rows, Stream, text_of
from raci_graph.printable import unmentioned
from raci_graph.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from raci_graph.engines.base import Term

    Table = Rows | Stream

_XSD = PREFIXES["xsd"]
_STRING = f"{_XSD}string"
_NUMBERS = {f"{_XSD}{name}" for name in ("integer", "decimal", "double", "float")}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BARE = {
    f"{_XSD}integer": re.compile(r"[+-]?[0-9]+"),
    f"{_XSD}decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"{_XSD}boolean": re.compile(r"true|false"),
}
_BLANK_END = re.compile(r"\A[ \t\n]+|[ \t\n]+\Z")
"""Blanks that readers of XML may strip, unless they are written as references."""
_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARKDOWN = re.compile(r"[\\`*_\[\]<>|~&#$]")
_LINE_BREAK = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_LINK = re.compile(r"(?:https?://|urn:|mailto:)[^\s<>|\\]+")
_quoted = json.JSONEncoder(ensure_ascii=False).encode
_SPARQL_RESULTS = "http://www.w3.org/2005/sparql-results#"


class _Piece:
    """Stands for a file where ``csv`` wants one: the row that is written is given back."""

    @staticmethod
    def write(row: str) -> str:
        return row


def to_json(answer: Table | bool) -> Iterator[str]:  # noqa: FBT001 - what ASK answers
    """Yield rows, or the answer of an ASK query, as SPARQL 1.1 Query Results JSON, with a line for each row.

    >>> "".join(to_json(True))
    '{"head": {}, "boolean": true}\\n'
    """
    if isinstance(answer, bool):
        yield f'{{"head": {{}}, "boolean": {str(answer).lower()}}}\n'
        return
    yield f'{{"head": {{"vars": [{", ".join(map(_quoted, answer.columns))}]}}, "results": {{"bindings": ['
    heads = [_quoted(column) for column in answer.columns]
    before = "\n"
    for row in answer.rows:
        found = [f"{head}: {_json_term(term)}" for head, term in zip(heads, row, strict=True) if term is not None]
        yield f"{before}{{{', '.join(found)}}}"
        before = ",\n"
    yield "\n]}}\n"


def to_xml(answer: Table | bool) -> Iterator[str]:  # noqa: FBT001 - what ASK answers
    """Yield rows, or the answer of an ASK query, in the SPARQL Query Results XML Format, with a line for each row.

    A character that XML cannot hold, such as a form feed, stands as U+FFFD.

    >>> print("".join(to_xml(True)), end="")
    <?xml version="1.0" encoding="UTF-8"?>
    <sparql xmlns="http://www.w3.org/2005/sparql-results#">
    <head/>
    <boolean>true</boolean>
    </sparql>
    """
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="{_SPARQL_RESULTS}">\n'
    if isinstance(answer, bool):
        yield f"<head/>\n<boolean>{str(answer).lower()}</boolean>\n</sparql>\n"
        return
    heads = [f"name={quoteattr(column)}" for column in answer.columns]
    yield f"<head>{''.join(f'<variable {head}/>' for head in heads)}</head>\n<results>\n"
    for row in answer.rows:
        found = [
            f"<binding {head}>{_xml_term(term)}</binding>"
            for head, term in zip(heads, row, strict=True)
            if term is not None
        ]
        yield f"<result>{''.join(found)}</result>\n"
    yield "</results>\n</sparql>\n"


def to_csv(rows: Table) -> Iterator[str]:
    """Yield rows as SPARQL 1.1 CSV, with lines that end in CRLF.

    A text that a spreadsheet would take for a formula gets an apostrophe in front; numbers stay as they are.
    """
    write = csv.writer(_Piece).writerow
    for row in chain([rows.columns], ([_inert(term) for term in row] for row in rows.rows)):
        yield str(write(row))


def inert_cell(text: str) -> str:
    """Return the text of a cell of CSV; one that a spreadsheet would take for a formula gets an apostrophe in front.

    >>> inert_cell("=1+1")
    "'=1+1"
    """
    return f"'{text}" if text.startswith(_FORMULA) else text


def to_tsv(rows: Table) -> Iterator[str]:
    """Yield rows as SPARQL 1.1 TSV: every term as Turtle writes it."""
    yield "\t".join(f"?{column}" for column in rows.columns) + "\n"
    for row in rows.rows:
        yield "\t".join(map(_tsv_term, row)) + "\n"


def to_markdown(rows: Table) -> Iterator[str]:
    """Yield rows as a table of Markdown: IRIs as links, texts without anything that Markdown would read.

    >>> print("".join(to_markdown(Rows(("a",), [(ox.Literal("x|y"),)]))), end="")
    | a |
    | --- |
    | x\\|y |
    """
    yield f"| {' | '.join(map(inert_markdown, rows.columns))} |\n"
    yield f"|{' --- |' * len(rows.columns)}\n"
    for row in rows.rows:
        yield f"| {' | '.join(map(_markdown_term, row))} |\n"


def to_ntriples(triples: Iterable[ox.Triple]) -> Iterator[str]:
    """Yield triples as N-Triples, in the order and as often as they come."""
    for triple in triples:
        yield f"{triple} .\n"


def _json_term(term: Term) -> str:
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        value = ", ".join(f'"{name}": {_json_term(part)}' for name, part in parts.items())
        return f'{{"type": "triple", "value": {{{value}}}}}'
    value = _quoted(term.value)
    if isinstance(term, ox.NamedNode):
        return f'{{"type": "uri", "value": {value}}}'
    if isinstance(term, ox.BlankNode):
        return f'{{"type": "bnode", "value": {value}}}'
    if term.language:
        return f'{{"type": "literal", "value": {value}, "xml:lang": {_quoted(term.language)}}}'
    if term.datatype.value != _STRING:
        return f'{{"type": "literal", "value": {value}, "datatype": {_quoted(term.datatype.value)}}}'
    return f'{{"type": "literal", "value": {value}}}'


def _xml_term(term: Term) -> str:
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return f"<triple>{''.join(f'<{name}>{_xml_term(part)}</{name}>' for name, part in parts.items())}</triple>"
    # A parser would take a bare carriage return for a line feed.
    value = escape(_NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", term.value), {"\r": "&#13;"})
    value = _BLANK_END.sub(lambda found: "".join(f"&#{ord(sign)};" for sign in found[0]), value)
    if isinstance(term, ox.NamedNode):
        return f"<uri>{value}</uri>"
    if isinstance(term, ox.BlankNode):
        return f"<bnode>{value}</bnode>"
    if term.language:
        return f"<literal xml:lang={quoteattr(term.language)}>{value}</literal>"
    if term.datatype.value != _STRING:
        return f"<literal datatype={quoteattr(term.datatype.value)}>{value}</literal>"
    return f"<literal>{value}</literal>"


def _tsv_term(term: Term | None) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.Literal) and (form := _BARE.get(term.datatype.value)) and form.fullmatch(term.value):
        return term.value
    text = str(term).replace("\t", "\\t")
    return f"<<( {text} )>>" if isinstance(term, ox.Triple) else text


def _inert(term: Term | None) -> str:
    text = text_of(term) or ""
    if isinstance(term, ox.Literal) and term.datatype.value in _NUMBERS:
        return text
    return inert_cell(text)


def inert_markdown(text: str) -> str:
    """Return a text without anything that Markdown would read, a line break as ``<br>``."""
    return _LINE_BREAK.sub("<br>", unmentioned(_MARKDOWN.sub(r"\\\g<0>", text)))


def _markdown_term(term: Term | None) -> str:
    if isinstance(term, ox.NamedNode) and _LINK.fullmatch(term.value):
        return f"<{term.value}>"
    return inert_markdown(text_of(term) or "")
