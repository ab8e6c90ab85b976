"""Sources that are checked together: each is told what it would be told alone."""

import pytest

from raci_graph.batches import _Group, _Part, check_together
from raci_graph.importing import import_document
from raci_graph.sources import Source, document_source, parse_rdf
from raci_graph.validation import check
from raci_graph.vocab import RACI, RDFS

PAGE = """\
# RACI

| Task | Ann | Bob | Cleo |
|---|---|---|---|
| Bake {0} | A | R | {1} |
| Sell {0} | A | A | I |
| Sweep | ? | R | |
"""
BASE = '[matrix]\nbase = "https://example.org/"\nid = "{0}"\nversion = "1"\n'


@pytest.fixture
def page(tmp_path):
    def read(number, text=""):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "raci.toml").write_text(BASE.format(number))
        (folder / "page.md").write_text(PAGE.format(number, text))
        read = import_document(folder / "page.md")
        return document_source(str(folder / "page.md"), read.matrices, read.findings)

    return read


def test_documents_are_told_what_each_is_told_alone_with_their_matrices(page):
    sources = [page(1), page(2, "C"), page(3, "X")]
    told = check_together(sources)
    assert [each.findings for each in told] == [check(source) for source in sources]
    assert [[(head.title, head.columns) for head in each.heads] for each in told] == [
        [("RACI", ("Ann", "Bob", "Cleo"))]
    ] * 3
    assert [{finding.code for finding in each.findings} >= {"W02", "P03"} for each in told] == [True] * 3


def takes(first, second):
    group = _Group()
    group.add(_Part(0, Source("a", (), tuple(first))))
    return group.takes(_Part(1, Source("b", (), tuple(second))))


def triples(text):
    prologue = f"@prefix raci: <{RACI}> . @prefix rdfs: <{RDFS}> . @prefix : <urn:x:> .\n"
    return parse_rdf((prologue + text).encode(), "a.ttl")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (":a rdfs:label 'A'", ":b rdfs:label 'B'", True),
        (":a rdfs:label 'A'", ":a rdfs:label 'A'", True),
        (":a rdfs:label 'A'", ":a rdfs:label 'B'", False),
        (":a rdfs:label 'A'", ":a rdfs:label 'A' ; raci:x 1", False),
        (":a raci:toParty :p", ":b raci:toParty :p", True),
        (":a raci:toParty :p", ":p a raci:Party", False),
        (":p a raci:Party", ":a raci:toParty :p", False),
        (":a :p 1", ":p rdfs:label 'P'", False),
        (":a :p [ :q 1 ]", ":a :p [ :q 1 ]", False),
        (":a :p [ :q 1 ]", ":b :p [ :q 1 ]", True),
        (":a :p 1", "raci:Accountable rdfs:label 'Mine'", False),
        ("raci:Accountable rdfs:label 'Mine'", ":a :p 1", False),
        (":a :p <<( :b :c :d )>>", ":e :p 1", False),
    ],
)
def test_sources_lie_together_only_where_neither_says_anything_of_the_others_nodes(first, second, expected):
    assert takes(triples(f"{first} ."), triples(f"{second} .")) is expected
