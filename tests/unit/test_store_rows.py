"""Rows as printed: what a store says of them and what its statements say is the same."""

import pytest

from raci_graph.engines.embedded import EmbeddedEngine
from raci_graph.findings import Finding, Severity
from raci_graph.shacl.facts import Facts
from raci_graph.sources import parse_rdf
from raci_graph.store_rows import row_texts, row_texts_of
from raci_graph.vocab import PREFIXES

HEAD = "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in ("raci", "rdfs", "xsd"))
BASE = """@prefix : <urn:x:> .
:m a raci:ResponsibilityMatrix .
:one raci:columnNumber 1 . :two raci:columnNumber 2 . :ten raci:columnNumber 10 .
:r1 a raci:Activity ; raci:inMatrix :m ; raci:rowNumber 1 ; raci:sourceText "Bake" ; rdfs:label "Baking"@en .
:a raci:inRow :r1 ; raci:inColumn :ten ; raci:sourceText "R" .
:b raci:inRow :r1 ; raci:inColumn :two .
:c raci:inRow :r1 ; raci:inColumn :one ; raci:sourceText "A", "C" .
:r2 a raci:Activity ; raci:inMatrix :m ; raci:rowNumber 2 ; rdfs:label "Sell"@en, "Sale"@en .
"""
TWICE = """
:r3 a raci:Activity ; raci:inMatrix :m ; raci:rowNumber 3 .
:r4 a raci:Activity ; raci:inMatrix :m ; raci:rowNumber 3 .
"""


def found(matrix, row):
    return Finding("W02", Severity.WARNING, "m", matrix=matrix, row=row)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", {("urn:x:m", 1): ("Bake", "A", None, "R"), ("urn:x:m", 2): ("Sale",)}),
        (':r3 a raci:Activity ; raci:inMatrix :m ; raci:rowNumber "3" ; raci:sourceText "Text" .', ("Text",)),
        (":r3 a raci:Activity ; raci:inMatrix :m ; raci:rowNumber 3 .", ("",)),
        (":r3 raci:inMatrix :m ; raci:rowNumber 3 .", None),  # no activity
        (':r3 a raci:Activity ; raci:inMatrix "urn:x:m" ; raci:rowNumber 3 .', None),
        (':r3 a raci:Activity ; raci:inMatrix :m ; raci:rowNumber "03" .', None),
        (':r3 a raci:Activity ; raci:inMatrix :m ; raci:rowNumber "3"@en .', None),
        (TWICE, None),
    ],
)
def test_a_store_and_its_statements_say_the_same_of_rows(more, expected):
    triples = parse_rdf(f"{HEAD}{BASE}{more}".encode(), "rows.ttl")
    engine = EmbeddedEngine()
    engine.put_graph("urn:x:g", triples)
    findings = [found("urn:x:m", row) for row in (1, 2, 3, None)] + [found(None, 1), found("no iri", 1)]
    texts = row_texts_of(Facts(triples), findings)
    assert texts == row_texts(engine, findings)
    assert texts == expected if isinstance(expected, dict) else texts.get(("urn:x:m", 3)) == expected
