"""Lines of Turtle: the statement that describes a node, and never a comment, a text or another place of its name."""

import re

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from raci_graph.findings import Finding, Severity
from raci_graph.model import Place
from raci_graph.turtle_lines import subject_places, with_turtle_lines

FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
}
HEAD = "@prefix a: <urn:a:> .\n"


def lines_of(text):
    """The line of each IRI that the text describes, which must be all that pyoxigraph knows of."""
    wanted = {
        quad.subject.value for quad in ox.parse(text, ox.RdfFormat.TRIG) if isinstance(quad.subject, ox.NamedNode)
    }
    found = subject_places(text, wanted)
    assert set(found) == wanted
    for line, column in found.values():
        assert re.match(r"[\w<]*:|<", text.split("\n")[line - 1][column - 1 :])
    return {iri: line for iri, (line, _) in found.items()}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (HEAD + "a:x a:p 1 .", 2),
        (HEAD + "\n\n  a:x\n a:p 1 .", 4),
        (HEAD + "# a:x a:p 1 .\na:x a:p 1 . # a:x", 3),
        (HEAD + 'a:y a:p "# \\" a:x . \\na:x" . a:x a:p 2 .', 2),
        (HEAD + "a:y a:p '''\na:x a:p 1 .\n\"\\'''. a:x ''' .\na:x a:p 1 .", 5),
        (HEAD + 'a:y a:p """.\na:x a:p "1" .""" ;\n a:q a:x .\na:x a:p 1 .', 5),
        (HEAD + "a:y a:p a:x ;\n a:q a:x , a:x .\na:x a:p 1.", 4),
        (HEAD + "a:y a:p [ a:q a:x ; a:r ( a:x\na:x ) ] .\na:x a:p 1.5 .", 4),
        (HEAD + "[ a:p a:x ] .\n[] a:p a:x .\n( a:x\n) a:p a:x .\na:x a:p true .", 6),
        (HEAD + "<urn:a:y#x> a:p 1 .\n<urn:a:x> a:p 1 .", 3),
        (HEAD + "a:y a:p 1.\na:z a:p 1.0e3.\n_:x a:p 2 . a:x a:p -.5 .", 4),
        ("PREFIX a: <urn:b:>\nPREFIX a: <urn:a:>\na:x a:p 1 .", 3),
        ("@prefix a: <urn:b:> .\na:x a:x 1 .\nprefix A: <urn:b:> @prefix a: <urn:a:> . a:x a:p 1 .", 3),
        ("prefix prefix: <urn:a:>\nprefix:y prefix:p 1 .\nprefix:x prefix:p prefix:x .", 3),
        ("@base <urn:a:> . @prefix : <urn:a:> .\n:y :p 'x'@en-GB .\n:x :p 'x'^^:x .", 3),
        (HEAD + "<urn:a:\\u0078> a:p 1 .", 2),
        ('<urn:a:y> <urn:a:p> <urn:a:x> .\n<urn:a:x> <urn:a:p> "1" .\n', 2),
        (HEAD + "a:x {\n a:y a:p 1 }\nGRAPH a:x {\na:x a:p 1 . a:y a:p 2\n}", 5),
        (HEAD + "{ a:y a:p 1\n} a:g { a:y a:p 1 .\n a:x a:p 1 }", 4),
    ],
)
def test_a_node_is_found_where_a_statement_begins_with_it(text, line):
    assert lines_of(text)["urn:a:x"] == line


def test_relative_names_follow_the_base_and_escapes_of_local_names_are_undone():
    text = """@base <https://a.org/b/c> .
<#x> a <y> .
BASE <https://a.org/z/>
<y> a <y> . @prefix p: <q/> .
p:\\~r.s\\- a p:t .
"""
    assert lines_of(text) == {"https://a.org/b/c#x": 2, "https://a.org/z/y": 4, "https://a.org/z/q/~r.s-": 5}


def test_the_column_is_that_of_the_name():
    assert subject_places(f"{HEAD}\n a:y a:p 1 .   a:x a:p 1 .", {"urn:a:x", "urn:a:y"}) == {
        "urn:a:y": (3, 2),
        "urn:a:x": (3, 16),
    }


def test_every_node_of_the_turtle_of_this_project_is_found(repository):
    files = [path for top in ("data", "ontology", "shapes", "tests") for path in (repository / top).rglob("*.ttl")]
    assert len(files) >= 20
    for path in files:
        text = path.read_text("utf-8")
        rows = text.splitlines()
        assert all(rows[line - 1][:1] not in {"", " ", "#"} for line in lines_of(text).values())


def test_only_findings_without_a_place_are_given_one():
    text = (HEAD + "a:m a:p 1 .\na:x a:p 1 .").encode()
    findings = [
        Finding("S08", Severity.VIOLATION, "m", focus="urn:a:x", path="urn:a:p", value="urn:a:m"),
        Finding("W21", Severity.WARNING, "m", focus="urn:a:m", value="urn:a:x"),
        Finding("W21", Severity.WARNING, "m", focus="urn:a:m", value="urn:a:q"),
        Finding("W21", Severity.WARNING, "m", Place("page.md", 7), focus="urn:a:m"),
        Finding("W21", Severity.WARNING, "m", focus="urn:a:nowhere"),
    ]
    files = [("a.ttl", text), ("b.ttl", text)]
    assert [each.place and str(each.place) for each in with_turtle_lines(findings, files)] == [
        *("a.ttl:3:1", "a.ttl:3:1", "a.ttl:2:1", "page.md:7", None)
    ]
    assert with_turtle_lines(findings, []) == findings


def test_a_lone_file_is_the_place_of_what_has_no_name():
    finding = Finding("S12", Severity.VIOLATION, "m", focus="b1", matrix="urn:a:m")
    text = (HEAD + "a:m a:p 1 .\n[] a:p 1 .").encode()
    (placed,) = with_turtle_lines([finding], [("a.ttl", text)])
    assert placed.place == Place("a.ttl")
    assert with_turtle_lines([finding], [("a.ttl", text), ("b.ttl", b"")]) == [finding]


@given(texts=st.lists(st.text(max_size=20), min_size=1, max_size=5), form=st.sampled_from(sorted(FORMATS)))
def test_no_text_is_taken_for_a_statement(texts, form):
    nasty = ["", '"""', "'''", " .\na:x a:p 1 .\n", "# <urn:a:x> a <urn:a:y> .\n", "\\", "<urn:a:x> .", "}"]
    graph = [
        ox.Triple(ox.NamedNode(f"urn:a:s{at}"), ox.NamedNode("urn:a:says"), ox.Literal(f"{before}{text}"))
        for at, text in enumerate(texts)
        for before in nasty
    ]
    subjects = {each.subject.value for each in graph}
    text = ox.serialize(graph, format=FORMATS[form], prefixes={"a": "urn:a:"}).decode()
    assert set(subject_places(text, subjects | {"urn:a:x", "urn:a:y"})) == subjects
